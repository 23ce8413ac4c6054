package views

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// watching are the pages of the watch list.
func (p *pages) watching() []Route {
	folder := page(link.Briefs+"/folder", "the briefs on all seats of the watch list, or on every dispute, as one document", p.folder)
	folder.Query, folder.Paper = folderParameters, true
	return []Route{
		list(link.Briefs, "the seats that may be in question at the coming session, by how likely each is contested, with its brief", p.watch, asOfParameter),
		folder,
	}
}

// watchPage is the watch list as a page.
type watchPage struct {
	precedents.WatchList
	today  credentials.Date
	editor bool
	// frozen are the briefs that were kept as they were, of which the reader may know.
	frozen []precedents.FrozenRow
}

// watchJSON is the page as JSON: the list, and the frozen briefs apart.
type watchJSON struct {
	precedents.WatchList
	Frozen []precedents.FrozenRow `json:"frozen_briefs"`
}

// watchDays is how many days the lists are kept of.
const watchDays = 8

// watchMemo keeps the lists that were made last: a list rests on the record and the
// day alone, and takes as long as a dozen forecasts. It is safe for any number of
// requests.
type watchMemo struct {
	lock   sync.Mutex
	engine *precedents.Engine
	days   []watchedDay
}

type watchedDay struct {
	day  credentials.Date
	list func() (precedents.WatchList, error)
}

// of gives what makes the list of a day. However many ask for it, it is made once, and
// who asks for another day does not wait for it.
func (m *watchMemo) of(engine *precedents.Engine, day credentials.Date) func() (precedents.WatchList, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.engine != engine {
		m.engine, m.days = engine, nil
	}
	if at := slices.IndexFunc(m.days, func(w watchedDay) bool { return w.day == day }); at >= 0 {
		return m.days[at].list
	}
	list := sync.OnceValues(func() (precedents.WatchList, error) { return engine.Watch(day) })
	if len(m.days) == watchDays {
		m.days = slices.Delete(m.days, 0, 1)
	}
	m.days = append(m.days, watchedDay{day, list})
	return list
}

// watchOn gives the watch list of a day.
func (p *pages) watchOn(ctx context.Context, day credentials.Date) (*precedents.Engine, precedents.WatchList, error) {
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return nil, precedents.WatchList{}, err
	}
	made, err := p.watched.of(engine, day)()
	return engine, made, err
}

// watchDay reads the day of which the list is asked for: today if none is.
func (p *pages) watchDay(values url.Values) (credentials.Date, error) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key != asOfParameter {
			return credentials.Date{}, credentials.Invalidf(key, "the watch list is not asked for by %q; by %s", key, asOfParameter)
		}
	}
	if given := values[asOfParameter]; len(given) > 0 && (len(given) > 1 || given[0] != "") {
		return p.asOf(given)
	}
	return p.today(), nil
}

func (p *pages) watch(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	day, err := p.watchDay(c.QueryParams())
	if err != nil {
		return answer{}, strayed(err, "The watch list as of today", link.Briefs)
	}
	_, made, err := p.watchOn(ctx, day)
	if err != nil {
		return answer{}, strayed(err, "The watch list as of today", link.Briefs)
	}
	v := watchPage{WatchList: made, today: p.today(), editor: may(c, credentials.Editor)}
	if v.frozen, err = p.frozenBriefs(c, ""); err != nil {
		return answer{}, err
	}
	return answer{
		page: ui.Page{
			Title: "Watch list", Section: link.Home, JSON: link.Briefs + ".json" + v.query(), CSV: link.Briefs + ".csv" + v.query(),
			Description: "The seats that may be in question at the coming session of the General Assembly, ranked by how likely each is to be contested and to change hands, with a brief on each.",
		},
		body: watchView(v), data: watchJSON{made, append([]precedents.FrozenRow{}, v.frozen...)}, list: watchTable(made),
	}, nil
}

// query is what the page’s other faces are asked for with.
func (v *watchPage) query() string {
	if v.AsOf == v.today {
		return ""
	}
	return "?" + url.Values{asOfParameter: {v.AsOf.String()}}.Encode()
}

// folder is the address of the page of the folder of the list.
func (v *watchPage) folder() string { return link.Briefs + "/folder" + v.query() }

// brief is the address of the brief on a seat of the list.
func (v *watchPage) brief(seat *precedents.WatchedSeat) string {
	query := url.Values{sessionParameter: {v.Session.String()}}
	if v.AsOf != v.today {
		query.Set(asOfParameter, v.AsOf.String())
	}
	return link.Brief(seat.Dispute, query)
}

// forecast is the address of the forecast that a seat’s chance of change rests on.
func (v *watchPage) forecast(seat *precedents.WatchedSeat) string {
	return link.Forecast(seat.Dispute, url.Values{sessionParameter: {v.Session.String()}})
}

// lede says how things stand in two sentences.
func (v *watchPage) lede() string {
	said := "Before the " + v.Session.Words() + ": " + lower(counted(len(v.Seats), "seat")) + " may be in question. "
	var likely []string
	for i := range v.Seats {
		if seat := &v.Seats[i]; seat.Decided == nil && seat.Contested.P > .5 {
			likely = append(likely, seat.Member)
		}
	}
	switch {
	case len(v.Seats) == 0:
		return "Before the " + v.Session.Words() + " no dispute of the record is live."
	case len(likely) == 0:
		return said + "None is more likely contested than not."
	}
	return said + "More likely contested than not: " + precedents.Listed(likely) + "."
}

// opens says when the session opens, or that it has.
func (v *watchPage) opens() string {
	if v.AsOf.Before(v.Opened) == credentials.Yes {
		return "The session is expected to open on " + v.Opened.Words() + "."
	}
	return "The session has been under way since " + v.Opened.Words() + ", and no report of its Committee was in the record."
}

// figureWords writes a probability; one that would read as nought is not nought.
func figureWords(f precedents.Figure) string {
	if f < 0.005 {
		return "under 0.01"
	}
	return decimal(f)
}

// chanceRange writes the range of a chance.
func chanceRange(c *precedents.Chance) string {
	if c.High < 0.005 {
		return "none of it over 0.01"
	}
	return figureWords(c.Low) + " to " + decimal(c.High)
}

// rateName names what a seat is compared with.
func rateName(r precedents.WatchRate) string {
	if r.Sort == "" {
		return capital(precedents.WatchStages.Label(r.Stage))
	}
	return capital(precedents.WatchSorts.Label(r.Sort))
}

// rateMeaning says what that means.
func rateMeaning(r precedents.WatchRate) string {
	if r.Sort == "" {
		return precedents.WatchStages.Meaning(r.Stage)
	}
	return precedents.WatchSorts.Meaning(r.Sort)
}

// newcomersWords say how often a seat was contested that no list could have had.
func newcomersWords(n precedents.Newcomers) string {
	if n.Sessions.N == 0 {
		return "The record tells of no session before this one."
	}
	return fmt.Sprintf("At %d of the last %d sessions of which the record tells (%s), at least one seat was contested in a dispute that had begun since the session before opened: %s in all. "+
		"That is the record’s choice of disputes, not a count of all changes of government.",
		n.Sessions.K, n.Sessions.N, percents(n.Sessions.Interval), precedents.Counted(n.Seats, "seat"))
}

// unaskedWords say how often who sits changed without a challenge.
func unaskedWords(w *precedents.WatchList) string {
	said := fmt.Sprintf("Who sits can change without a challenge too, and that is in none of the figures: where somebody held the seat, so it went in %d of %d turns that nobody challenged and of which it is known who sat (%s)",
		w.Unasked.K, w.Unasked.N, percents(w.Unasked.Interval))
	if w.UnaskedVacant.N > 0 {
		said += fmt.Sprintf("; where nobody did, in %d of %d (%s)", w.UnaskedVacant.K, w.UnaskedVacant.N, percents(w.UnaskedVacant.Interval))
	}
	return said + "."
}

// scoreWords say how good the chances would have been, and where the record cannot
// tell them from plainer ones.
func scoreWords(s *precedents.WatchScore) string {
	said := fmt.Sprintf("Session by session from earlier sessions alone, %d turns of %s were given a chance of being contested; %d were. Of %d more the record does not tell, and they are left out. ",
		s.N, precedents.Counted(s.Disputes, "dispute"), s.K, s.NotKnown)
	var better, alike []string
	for _, f := range s.Forecasters[1:] {
		name := "“" + f.Label + "”"
		if f.High < 0 {
			better = append(better, name)
		} else {
			alike = append(alike, name)
		}
	}
	if len(better) > 0 {
		said += "The list is better than " + precedents.Listed(better) + ". "
	}
	if len(alike) > 0 {
		said += "As far as the record can tell it is no better than " + precedents.Listed(alike) + "."
	}
	return said
}

// watchTable is the list as rows.
func watchTable(w precedents.WatchList) *table {
	t := &table{head: []string{
		"rank", "dispute", "seat", "member", "title", "session", "as_of", "stage", "sort", "p_contested", "p_contested_low", "p_contested_high", "words",
		"n", "k", "disputes", "p_change_if_contested", "p_change", "p_change_low", "p_change_high", "likeliest_if_contested", "holder", "last_session", "last_outcome",
		"changed_since", "decided",
	}}
	for i := range w.Seats {
		s := &w.Seats[i]
		row := []string{
			fmt.Sprint(i + 1), s.Dispute, s.Seat, s.Member, s.Title, w.Session.String(), w.AsOf.String(), string(s.Stage), string(s.Sort),
			digits(s.Contested.P), digits(s.Contested.Low), digits(s.Contested.High), s.Contested.Words,
			fmt.Sprint(s.Rate.N), fmt.Sprint(s.Rate.K), fmt.Sprint(s.Rate.Disputes),
		}
		if s.Change != nil {
			row = append(row, digits(s.IfContested.P), digits(s.Change.P), digits(s.Change.Low), digits(s.Change.High))
		} else {
			row = append(row, "", "", "", "")
		}
		if s.Likeliest != nil {
			row = append(row, s.Likeliest.Class.String())
		} else {
			row = append(row, "")
		}
		row = append(row, s.Holder)
		if s.Last != nil {
			row = append(row, s.Last.Session.String(), string(s.Last.Outcome))
		} else {
			row = append(row, "", "")
		}
		row = append(row, s.Moved.Says)
		if s.Decided != nil {
			row = append(row, string(s.Decided.Outcome))
		} else {
			row = append(row, "")
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// digits writes a figure for a table.
func digits(f precedents.Figure) string { return fmt.Sprintf("%.4f", float64(f)) }
