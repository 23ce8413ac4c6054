package views

import (
	"context"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// meetingPage is a meeting, with the decisions and votes taken there.
type meetingPage struct {
	credentials.Meeting
	decisions []precedents.DecisionRow
	votes     []precedents.RollCallRow
	committee committeeView
	// minutes are those published of it, nil where there are none.
	minutes *minutesPage
	// editor says that the reader may log it.
	editor bool
}

// meetingJSON is a meeting as JSON, with its id.
type meetingJSON struct {
	ID string `json:"id"`
	credentials.Meeting
}

// loggedJSON is a meeting with its minutes as JSON.
type loggedJSON struct {
	meetingJSON
	Logged *credentials.Minutes `json:"logged"`
}

func (m meetingPage) json() any {
	data := loggedJSON{meetingJSON: meetingJSON{m.ID(), m.Meeting}}
	if m.minutes != nil {
		data.Logged = &m.minutes.Minutes
	}
	return data
}

func (p *pages) meeting(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	id := c.Param("id")
	_, session, ok := credentials.MeetingSession(id)
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "meeting", ID: id}
	}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	disputes, err := p.store.DisputesAt(ctx, session)
	if err != nil {
		return answer{}, err
	}
	votes, err := p.store.RollCalls(ctx, precedents.RollCallFilter{Session: session, Seats: true})
	if err != nil {
		return answer{}, err
	}
	logged, err := p.store.MeetingsLogged(ctx, session)
	if err != nil {
		return answer{}, err
	}
	meetings := meetingsOf(frame, session, disputes, votes.Rows, logged)
	at := meetingNamed(meetings, id)
	if at < 0 {
		return p.unpublished(c, id)
	}
	if found := meetings[at].ID(); found != id {
		return answer{moved: link.Meeting(found)}, nil
	}
	decisions, err := p.store.DecisionsAt(ctx, session)
	if err != nil {
		return answer{}, err
	}
	view := meetingPage{Meeting: meetings[at], committee: committeeOf(frame, session), editor: may(c, credentials.Editor)}
	if view.Minutes != "" {
		if view.minutes, err = p.minutesOf(ctx, frame, view.Minutes); err != nil {
			return answer{}, err
		}
	}
	for _, row := range decisions {
		if slices.Contains(view.Seats, row.ID()) {
			view.decisions = append(view.decisions, row)
		}
	}
	for _, row := range votes.Rows {
		if slices.Contains(view.RollCalls, row.ID) {
			view.votes = append(view.votes, row)
		}
	}
	page := ui.Page{
		Title: view.Title(), Section: link.Sessions, JSON: link.JSON(link.Meeting(view.ID())),
		Crumbs:      []ui.Crumb{{Label: "Sessions", Address: link.Sessions}, {Label: session.Title(), Address: link.Session(session)}},
		Description: view.Title() + ": what was before it and what came of it.",
	}
	step := func(i int) ui.Step {
		if i < 0 || i >= len(meetings) {
			return ui.Step{}
		}
		return ui.Step{Label: meetings[i].Title(), Address: link.Meeting(meetings[i].ID())}
	}
	page.Previous, page.Next = step(at-1), step(at+1)
	return answer{page: page, body: meetingView(view), data: view.json()}, nil
}

// unpublished answers for a meeting of which nothing is published: an editor is
// led to its log, if it has one.
func (p *pages) unpublished(c echo.Context, id string) (answer, error) {
	if may(c, credentials.Editor) {
		if _, err := p.store.MinutesEntries(c.Request().Context(), id, 0); err == nil {
			return answer{seeOther: link.Desk(id), notice: "Nothing of this meeting is published yet."}, nil
		}
	}
	return answer{}, &credentials.NotFound{Kind: "meeting", ID: id}
}

// minutesOf reads published minutes with their versions and the disputes that
// they name.
func (p *pages) minutesOf(ctx context.Context, frame *precedents.Frame, id string) (*minutesPage, error) {
	m := &minutesPage{frame: frame}
	var err error
	if m.Minutes, err = p.store.Minutes(ctx, id); err != nil {
		return nil, err
	}
	if m.versions, err = p.store.Revisions(ctx, precedents.MeetingKey(id)); err != nil {
		return nil, err
	}
	m.disputes, err = p.disputesOf(ctx, &m.Minutes)
	return m, err
}

// meetingNamed gives the place of a meeting by its id, or by an id that knew its
// date less exactly; -1 if there is none.
func meetingNamed(meetings []credentials.Meeting, id string) int {
	at := slices.IndexFunc(meetings, func(m credentials.Meeting) bool { return m.Named(id) })
	if at < 0 {
		at = slices.IndexFunc(meetings, func(m credentials.Meeting) bool { return strings.HasPrefix(m.ID(), id+"-") })
	}
	return at
}

// meetingsOf gathers the meetings of a session from everything that was decided
// there.
func meetingsOf(frame *precedents.Frame, session credentials.Session, disputes []credentials.Dispute, rows []precedents.RollCallRow, logged []precedents.MeetingRow) []credentials.Meeting {
	votes := make([]credentials.RollCall, len(rows))
	for i, row := range rows {
		votes[i] = row.RollCall
	}
	list := make([]credentials.Meeting, len(logged))
	for i, row := range logged {
		list[i] = credentials.Meeting{Body: row.Body, Session: row.Session, Date: row.Date, Chair: row.Presiding, Minutes: row.ID}
	}
	return credentials.WithMinutes(credentials.Meetings(session, frame.ReportsOf(session), disputes, votes), list)
}
