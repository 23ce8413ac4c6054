package views

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// deskRoutes are the addresses at which meetings are logged.
func (p *pages) deskRoutes() []Route {
	events := Route{
		Method: http.MethodGet, Pattern: eventsPattern, Says: "what comes into the log of a meeting, as it comes",
		Needs: credentials.Editor, Query: []string{"after"}, handle: p.minutesEvents,
	}
	return []Route{
		sheet(link.NewMeeting, "opening the log of a meeting; logs that are not published yet", credentials.Editor, p.newMeeting),
		write(link.NewMeeting, "opens the log of a meeting", credentials.Editor, p.openMeeting),
		sheet("/meetings/:id/desk", "the session desk: logging a meeting as it happens", credentials.Editor, p.desk),
		sheet("/meetings/:id/motions/:motion", "the votes on a motion of a meeting, Member by Member", credentials.Editor, p.motionVotes),
		write("/meetings/:id/motions/:motion/paste", "reads a pasted vote onto the keypad of a motion, and logs it once it is accepted", credentials.Editor, p.pasteVotes),
		write("/meetings/:id/document", "reads a pasted report or press release, and logs what is accepted of it", credentials.Editor, p.readDocument),
		write("/meetings/:id/entries", "takes entries into the log of a meeting, each once", credentials.Editor, p.enter),
		events,
		write("/meetings/:id/publish", "publishes the minutes with the decisions and votes in them, or corrects them", credentials.Editor, p.publish),
		write("/meetings/:id/report", "enters the report of the Committee on a meeting, and publishes it", credentials.Editor, p.enterReport),
		{Method: http.MethodGet, Pattern: link.DeskWorker, Says: "lets a browser open the desk without a network", Open: true, handle: deskWorker},
	}
}

// newMeetingPage is the form that opens a log, and the logs that are open.
type newMeetingPage struct {
	*form
	sessions []ui.Option
	drafts   []precedents.DraftRow
}

func (p *pages) newMeeting(c echo.Context) (answer, error) {
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	session, _ := frame.SessionOn(p.today())
	return p.newMeetingForm(c, newForm(url.Values{
		"key": {newKey()}, "body": {string(credentials.CredentialsCommittee)}, "session": {session.Session.String()}, "date": {p.today().String()},
	}))
}

func (p *pages) newMeetingForm(c echo.Context, f *form) (answer, error) {
	ctx := c.Request().Context()
	view := newMeetingPage{form: f}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	if view.drafts, err = p.store.Drafts(ctx); err != nil {
		return answer{}, err
	}
	for _, session := range slices.Backward(frame.Sessions) {
		view.sessions = append(view.sessions, ui.Option{Value: session.Session.String(), Label: session.Session.Title()})
	}
	page := ui.Page{
		Title: "Log a meeting", Section: link.Sessions, Crumbs: []ui.Crumb{{Label: "Sessions", Address: link.Sessions}},
		Description: "Opening the log of a meeting of the Credentials Committee or the General Assembly.",
	}
	if f.faulty() {
		return f.refused(page, newMeetingView(view)), nil
	}
	return answer{page: page, body: newMeetingView(view)}, nil
}

func (p *pages) openMeeting(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	account, _ := accountOf(c)
	entry := credentials.MinutesEntry{
		Key: f.value("key"), Item: credentials.TheMeeting, Kind: credentials.MeetingItem, By: account.Name,
		Set: map[string]string{"body": f.value("body"), "session": f.value("session"), "date": f.value("date")},
	}
	for _, field := range []string{"number", "presiding"} {
		if value := f.value(field); value != "" {
			entry.Set[field] = value
		}
	}
	if !f.faulty() {
		id, err := p.store.OpenMinutes(c.Request().Context(), entry, p.now())
		if err == nil {
			return answer{seeOther: link.Desk(id), notice: "The log is open. Nothing of it is published until you say so."}, nil
		}
		if !f.hold(bare(err, credentials.TheMeeting)) {
			return answer{}, err
		}
	}
	return p.newMeetingForm(c, f)
}

// bare takes the name of an item off the fields of faults.
func bare(err error, item string) error {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return err
	}
	faults := slices.Clone(invalid.Faults)
	for i := range faults {
		faults[i].Field = strings.TrimPrefix(faults[i].Field, item+".")
	}
	return &credentials.Invalid{Faults: faults}
}

// newKey makes a key for an entry, or a name for an item.
func newKey() string { return strings.ToLower(rand.Text()) }

// deskPage is the desk of one meeting.
type deskPage struct {
	id        string
	minutes   credentials.Minutes
	log       *credentials.Log
	frame     *precedents.Frame
	members   []credentials.Member
	disputes  []credentials.Dispute
	live      []credentials.Dispute
	revisions []credentials.Revision
	// unpublished says that the log has changes that are not published.
	unpublished bool
	// faults are what keeps the minutes from being published.
	faults []credentials.Fault
	// returned are forms that came back with faults, by the id of the form.
	returned map[string]*form
	// why is the form of the reason for a correction.
	why *form
	// series says how the report’s symbol is likely to look.
	series reportSeries
}

// deskOf reads what the desk of a meeting shows.
func (p *pages) deskOf(ctx context.Context, id string) (*deskPage, error) {
	entries, err := p.store.MinutesEntries(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	d := &deskPage{id: id, log: credentials.LogOf(entries), returned: map[string]*form{}, why: newForm(nil)}
	d.minutes, err = d.log.Minutes()
	d.minutes.ID = id
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		d.faults = invalid.Faults
	}
	if d.frame, err = p.store.Frame(ctx); err != nil {
		return nil, err
	}
	for _, member := range d.frame.Members {
		if member.MemberOn(d.minutes.Date) != credentials.No {
			d.members = append(d.members, member)
		}
	}
	if d.live, err = p.store.LiveDisputes(ctx); err != nil {
		return nil, err
	}
	if d.disputes, err = p.disputesOf(ctx, &d.minutes); err != nil {
		return nil, err
	}
	d.revisions, err = p.store.Revisions(ctx, precedents.MeetingKey(id))
	if _, none := errors.AsType[*credentials.NotFound](err); err != nil && !none {
		return nil, err
	}
	drafts, err := p.store.Drafts(ctx)
	d.unpublished = slices.ContainsFunc(drafts, func(r precedents.DraftRow) bool { return r.ID == id })
	d.series = seriesOf(d.frame, d.minutes.Session)
	return d, err
}

// disputesOf reads the disputes that minutes name, but for those that are out of
// the record.
func (p *pages) disputesOf(ctx context.Context, m *credentials.Minutes) ([]credentials.Dispute, error) {
	var named []credentials.Dispute
	for _, id := range m.Disputes() {
		dispute, err := p.store.Dispute(ctx, id)
		if isMissing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		named = append(named, dispute)
	}
	return named, nil
}

func (p *pages) desk(c echo.Context) (answer, error) {
	d, err := p.deskOf(c.Request().Context(), c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	return d.answer(0), nil
}

func (d *deskPage) answer(status int) answer {
	return answer{status: status, body: deskView(d), page: ui.Page{
		Title: "Desk: " + d.minutes.Title(), Section: link.Sessions, Description: "Logging " + d.minutes.Title() + ".",
		Crumbs: []ui.Crumb{
			{Label: "Sessions", Address: link.Sessions},
			{Label: d.minutes.Session.Title(), Address: link.Session(d.minutes.Session)},
			{Label: "Logs of meetings", Address: link.NewMeeting},
		},
	}}
}

// published gives the revision that stands, nil before the first.
func (d *deskPage) published() *credentials.Revision {
	if len(d.revisions) == 0 || d.revisions[len(d.revisions)-1].Content == "" {
		return nil
	}
	return &d.revisions[len(d.revisions)-1]
}

// reportSeries is how the symbols of the Committee's reports have run.
type reportSeries struct {
	// prefix is what the symbol begins with, such as A/81/.
	prefix string
	// from and until are the lowest and highest number of the last reports, and
	// sessions how many of those sessions there are.
	from, until, sessions int
}

// seriesSessions is how many earlier sessions a series is read from.
const seriesSessions = 10

// seriesOf reads the series from the first reports to the sessions before.
func seriesOf(frame *precedents.Frame, session credentials.Session) reportSeries {
	series := reportSeries{prefix: "A/" + session.String() + "/"}
	for n := session.Number() - 1; n > session.Number()-seriesSessions && session.Kind() == credentials.RegularSession; n-- {
		for _, report := range frame.ReportsOf(credentials.RegularSessionOf(n)) {
			if report.Symbol.Session() != report.Session || report.Symbol.Kind() != credentials.DocumentSymbol {
				continue
			}
			number := report.Symbol.Number()
			if series.sessions == 0 {
				series.from, series.until = number, number
			}
			series.from, series.until = min(series.from, number), max(series.until, number)
			series.sessions++
			break
		}
	}
	return series
}

// words says where the report's symbol is likely to lie.
func (s reportSeries) words() string {
	if s.sessions == 0 {
		return "The symbol will begin with " + s.prefix + "."
	}
	return fmt.Sprintf("The symbol will begin with %s; those of the last %s had numbers from %d to %d.", s.prefix, precedents.Counted(s.sessions, "session"), s.from, s.until)
}

func (p *pages) publish(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	return p.publishMinutes(c, f)
}

func (p *pages) publishMinutes(c echo.Context, f *form) (answer, error) {
	ctx, id := c.Request().Context(), c.Param("id")
	account, _ := accountOf(c)
	if !f.faulty() {
		revision, err := p.store.Publish(ctx, id, f.value("why"), account.Name, p.now())
		if err == nil {
			return answer{seeOther: link.Meeting(id), notice: publishedWords(revision), data: map[string]any{"meeting": id, "revision": revision.Number}}, nil
		}
		if !f.hold(err) {
			return answer{}, err
		}
	}
	d, err := p.deskOf(ctx, id)
	if err != nil {
		return answer{}, err
	}
	d.why = f
	d.faults = nil
	for _, fault := range f.faults {
		if fault.Field != "why" {
			d.faults = append(d.faults, fault)
		}
	}
	found := d.answer(http.StatusUnprocessableEntity)
	return f.refused(found.page, found.body), nil
}

func publishedWords(revision credentials.Revision) string {
	if revision.Number == 1 {
		return "The minutes are published."
	}
	return fmt.Sprintf("Version %d of the minutes is published; the earlier ones stand in their history.", revision.Number)
}

// enterReport enters the symbol of the Committee's report and publishes it.
func (p *pages) enterReport(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	ctx, id := c.Request().Context(), c.Param("id")
	account, _ := accountOf(c)
	symbol, err := credentials.ParseSymbol(f.value("symbol"))
	if err != nil || !symbol.Known() {
		f.fault("symbol", "that is not the symbol of a document", "write it as the document does, such as A/81/600")
	}
	if !f.faulty() {
		entries, err := p.store.MinutesEntries(ctx, id, 0)
		if err != nil {
			return answer{}, err
		}
		entry := reportEntry(credentials.LogOf(entries), symbol)
		taken, err := p.store.Enter(ctx, id, []credentials.MinutesEntry{entry}, account.Name, p.now())
		if err != nil {
			return answer{}, err
		}
		p.news.tell(id)
		if err := taken[0].Refusal; err != nil && !f.hold(err) {
			return answer{}, err
		}
	}
	f.values.Set("why", cmp.Or(f.value("why"), "the report "+symbol.String()+" came out"))
	return p.publishMinutes(c, f)
}

// reportEntry gives the entry by which a report stands in a log. Its item has its
// name from the symbol and its key from the last entry on that item, so that a
// form sent twice makes one, and a report that was taken out comes back.
func reportEntry(log *credentials.Log, symbol credentials.Symbol) credentials.MinutesEntry {
	entry := credentials.MinutesEntry{
		Item: "report-" + hashed(symbol.String()), Kind: credentials.DocumentItem,
		Set: map[string]string{"symbol": symbol.String(), "role": string(credentials.ReportDocument)},
		Was: map[string]string{},
	}
	item, ok := log.Item(entry.Item)
	if !ok {
		entry.Key = entry.Item + "-0"
		entry.Set["title"] = "Report of the Credentials Committee"
		return entry
	}
	entry.Key = fmt.Sprintf("%s-%d", entry.Item, item.Last().Number)
	entry.Set[credentials.RemovedField] = ""
	for field := range entry.Set {
		entry.Was[field] = item.Value(field)
	}
	return entry
}

// hashed is a short name made from what something says, so that the same said
// twice has the same name.
func hashed(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
