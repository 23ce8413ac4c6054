package views

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

const (
	// latestDecisions is how many decisions the home page shows.
	latestDecisions = 8
	// latestChanges is how many changes of the record it looks back on.
	latestChanges = 1000
)

// homePage is the seats in question now.
type homePage struct {
	session  credentials.AssemblySession
	reported bool
	// contested were in question when they were last decided; watched are live
	// disputes that nobody brought before the Committee last time.
	contested []seatInQuestion
	watched   []seatInQuestion
	latest    []precedents.DecisionRow
	changes   []recordChange
	total     int
	// counts are those of all decisions by their facets.
	counts   precedents.FacetCounts
	calendar calendar
	// today are the meetings of the day of which minutes are published.
	today []precedents.MeetingRow
	// drafts are the logs that are not published yet, for an editor to go on with.
	drafts []precedents.DraftRow
	editor bool
}

// seatInQuestion is a live dispute with what changed when it was last decided.
type seatInQuestion struct {
	*credentials.Dispute
	name    string
	changes []factChange
	// after says what the record has of the sessions since it was last decided.
	after string
	// forecast is the one for the session that is next to decide it; nil where
	// none can be made.
	forecast *precedents.Forecast
}

// lastKnown says what a claimant had when the dispute was last decided.
func (s seatInQuestion) lastKnown(claimant string) string {
	last := s.Last()
	if last == nil {
		return credentials.NotKnown.String()
	}
	known := "did not sit"
	if last.Seated == claimant {
		known = "sat"
	}
	if last.Facts[claimant].Code(credentials.Capital) == "held" {
		known += ", held the capital"
	}
	return known + " then"
}

// forecastAddress is the forecast that the card shows.
func (s seatInQuestion) forecastAddress() string {
	return link.ForecastAt(s.ID, credentials.DecisionKey{Session: s.forecast.Session})
}

// afterWords says which regular sessions have opened since a decision, of which
// the record has nothing on the seat.
func afterWords(frame *precedents.Frame, x *credentials.Decision, today credentials.Date) string {
	decided, _ := frame.Session(x.Key.Session)
	var since []string
	for _, session := range frame.Sessions {
		if session.Session.Kind() == credentials.RegularSession && decided.Opened.Before(session.Opened) == credentials.Yes && session.Opened.Compare(today) <= 0 {
			since = append(since, session.Session.Short())
		}
	}
	switch len(since) {
	case 0:
		return "no later session has opened"
	case 1:
		return "nothing of the " + since[0] + " session is in the record"
	}
	return "nothing of the " + precedents.Listed(since) + " sessions is in the record"
}

// calendar is what comes next.
type calendar struct {
	today   credentials.Date
	next    credentials.Session
	opening credentials.Date
	meeting credentials.Date
	meetN   int
}

func (p *pages) home(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	disputes, err := p.store.LiveDisputes(ctx)
	if err != nil {
		return answer{}, err
	}
	latest, err := p.store.Decisions(ctx, precedents.Query{})
	if err != nil {
		return answer{}, err
	}
	revisions, err := p.store.Latest(ctx, latestChanges)
	if err != nil {
		return answer{}, err
	}
	today := p.today()
	view := homePage{total: latest.Total, counts: latest.Counts, latest: latest.Rows[:min(latestDecisions, len(latest.Rows))], changes: recordChanges(revisions)}
	view.session, _ = frame.SessionOn(today)
	view.reported = len(frame.ReportsOf(view.session.Session)) > 0
	next, err := p.nextForecasts(ctx, view)
	if err != nil {
		return answer{}, err
	}
	for i := range disputes {
		d := &disputes[i]
		seat := seatInQuestion{Dispute: d, name: frame.NameOn(d.Seat, today)}
		last := d.Last()
		if last != nil {
			seat.changes, seat.after = changesAt(d, last.Key), afterWords(frame, last, today)
		}
		if last != nil && last.Challenge.Contested() {
			if seat.forecast, err = next.forecast(d); err != nil {
				return answer{}, err
			}
			view.contested = append(view.contested, seat)
		} else {
			view.watched = append(view.watched, seat)
		}
	}
	for _, seats := range [][]seatInQuestion{view.contested, view.watched} {
		slices.SortStableFunc(seats, func(a, b seatInQuestion) int {
			return cmp.Or(-cmp.Compare(pressing(a), pressing(b)), lastDay(frame, b).Compare(lastDay(frame, a)), cmp.Compare(a.name, b.name))
		})
	}
	view.calendar = calendar{today: today}
	view.calendar.next, view.calendar.opening = frame.NextOpening(today)
	if err := p.homeToday(c, &view); err != nil {
		return answer{}, err
	}
	view.calendar.meeting, view.calendar.meetN = frame.UsualMeeting(disputes, today, today)
	return answer{
		page: ui.Page{
			Title: "Seats in question", Section: link.Home, JSON: "/.json",
			Description: "Who represents a Member at the United Nations when two authorities claim its seat: the disputes before the Credentials Committee now, and every one since 1946.",
		},
		body: homeView(view), data: view.json(),
	}, nil
}

// homeToday adds what is logged today, and for an editor what is not published.
func (p *pages) homeToday(c echo.Context, view *homePage) (err error) {
	ctx := c.Request().Context()
	logged, err := p.store.MeetingsLogged(ctx, view.session.Session)
	if err != nil {
		return err
	}
	view.today = only(logged, func(m precedents.MeetingRow) bool { return m.Date == p.today() })
	if view.editor = may(c, credentials.Editor); view.editor {
		view.drafts, err = p.store.Drafts(ctx)
	}
	return err
}

// nextForecasts makes the forecasts of the home page.
type nextForecasts struct {
	engine *precedents.Engine
	// session is the one under way as long as its Committee has not reported;
	// else it is not known, which stands for the next.
	session credentials.Session
}

func (p *pages) nextForecasts(ctx context.Context, view homePage) (nextForecasts, error) {
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return nextForecasts{}, err
	}
	next := nextForecasts{engine: engine}
	if !view.reported {
		next.session = view.session.Session
	}
	return next, nil
}

// forecast gives the forecast for a seat, without ranges, for the session under
// way unless the seat has been decided there; nil where none can be made.
func (n nextForecasts) forecast(d *credentials.Dispute) (*precedents.Forecast, error) {
	session := n.session
	if last := d.Last(); last != nil && last.Key.Session == session {
		session = credentials.Session{}
	}
	made, err := n.engine.Forecast(d.ID, session, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if _, invalid := errors.AsType[*credentials.Invalid](err); invalid {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &made, nil
}

// pressing ranks a seat by how the question last came up: rival credentials
// before an agenda item, both before an objection.
func pressing(s seatInQuestion) int {
	last := s.Last()
	if last == nil {
		return 0
	}
	switch last.Challenge {
	case credentials.RivalCredentials:
		return 3
	case credentials.AgendaItem:
		return 2
	case credentials.Objection, credentials.Unchallenged:
		return 1
	}
	return 0
}

func lastDay(frame *precedents.Frame, s seatInQuestion) credentials.Date {
	last := s.Last()
	if last == nil {
		return credentials.Date{}
	}
	day, _ := decisionDay(frame, last)
	return day
}

// recordChange is what one editor did at one time, over any number of records.
type recordChange struct {
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	What    string    `json:"what"`
	Records []string  `json:"records"`
}

// recordChanges joins revisions that were made in one go.
func recordChanges(revisions []credentials.Revision) []recordChange {
	var changes []recordChange
	for _, r := range revisions {
		if n := len(changes) - 1; n >= 0 && changes[n].By == r.By && changes[n].At.Equal(r.At) && changes[n].What == r.What {
			changes[n].Records = append(changes[n].Records, r.Record)
			continue
		}
		changes = append(changes, recordChange{r.By, r.At, r.What, []string{r.Record}})
	}
	return changes
}

// homeJSON is the home page as JSON.
type homeJSON struct {
	Session     credentials.Session      `json:"session"`
	Reported    bool                     `json:"committee_reported"`
	Contested   []homeSeatJSON           `json:"contested"`
	Watched     []homeSeatJSON           `json:"watched"`
	NextSession credentials.Session      `json:"next_session"`
	NextOpens   credentials.Date         `json:"next_session_opens"`
	Latest      []precedents.DecisionRow `json:"latest_decisions"`
	Changes     []recordChange           `json:"latest_changes"`
}

type homeSeatJSON struct {
	Dispute     string                `json:"dispute"`
	Seat        string                `json:"seat"`
	Title       string                `json:"title"`
	LastSession credentials.Session   `json:"last_session"`
	LastOutcome credentials.Outcome   `json:"last_outcome"`
	Seated      string                `json:"seated"`
	Challenge   credentials.Challenge `json:"last_challenge"`
	Forecast    *homeForecastJSON     `json:"forecast"`
}

// homeForecastJSON is the head of a forecast; the whole of it is at its address.
type homeForecastJSON struct {
	Session  credentials.Session          `json:"session"`
	Flag     precedents.Flag              `json:"flag"`
	Outcomes []precedents.OutcomeForecast `json:"outcomes"`
}

func (h homePage) json() homeJSON {
	seats := func(list []seatInQuestion) []homeSeatJSON {
		all := []homeSeatJSON{}
		for _, s := range list {
			entry := homeSeatJSON{Dispute: s.ID, Seat: s.Seat, Title: s.Title}
			if last := s.Last(); last != nil {
				entry.LastSession, entry.LastOutcome, entry.Seated, entry.Challenge = last.Key.Session, last.Outcome, last.Seated, last.Challenge
			}
			if f := s.forecast; f != nil {
				entry.Forecast = &homeForecastJSON{f.Session, f.Flag, f.Outcomes}
			}
			all = append(all, entry)
		}
		return all
	}
	return homeJSON{h.session.Session, h.reported, seats(h.contested), seats(h.watched), h.calendar.next, h.calendar.opening, h.latest, h.changes}
}

// lede says how things stand at the session that is under way.
func (h homePage) lede() string {
	said := h.session.Session.Title() + " of the General Assembly. "
	if h.reported {
		said += "The Credentials Committee has reported. "
	} else {
		said += "No report of its Credentials Committee is in the record. "
	}
	verb := " is live."
	if len(h.watched) != 1 {
		verb = " are live."
	}
	return said + counted(len(h.contested), "seat") + " in question when last decided; " + precedents.Counted(len(h.watched), "other dispute") + verb
}

// alike are the facets by which the home page lets a reader look for a case like
// theirs.
var alike = []string{"kind", "outcome"}

// starts gives the lists of decisions from which a search for a like case begins,
// facet by facet.
func (h homePage) starts() []ui.Facet {
	asked := listing{address: link.Precedents, facets: only(precedents.DecisionFacets, func(f precedents.Facet) bool { return slices.Contains(alike, f.Key) })}
	return asked.form(h.counts)
}

// until says how far off a day is.
func (c calendar) until(day credentials.Date) string {
	switch n := c.today.Days(day); {
	case n == 0:
		return "Today"
	case n == 1:
		return "Tomorrow"
	case n > 1 && n < 14:
		return strconv.Itoa(n) + " days"
	case n >= 14 && n < 60:
		return "About " + strconv.Itoa((n+3)/7) + " weeks"
	case n < 0:
		return "Passed"
	default:
		return strconv.Itoa(n) + " days"
	}
}
