package views

import (
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
}

// meetingJSON is a meeting as JSON, with its id.
type meetingJSON struct {
	ID string `json:"id"`
	credentials.Meeting
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
	meetings := meetingsOf(frame, session, disputes, votes.Rows)
	at := meetingNamed(meetings, id)
	if at < 0 {
		return answer{}, &credentials.NotFound{Kind: "meeting", ID: id}
	}
	if found := meetings[at].ID(); found != id {
		return answer{moved: link.Meeting(found)}, nil
	}
	decisions, err := p.store.DecisionsAt(ctx, session)
	if err != nil {
		return answer{}, err
	}
	view := meetingPage{Meeting: meetings[at], committee: committeeOf(frame, session)}
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
	return answer{page: page, body: meetingView(view), data: meetingJSON{view.ID(), view.Meeting}}, nil
}

// meetingNamed gives the place of a meeting by its id, or by an id that knew its
// date less exactly; -1 if there is none.
func meetingNamed(meetings []credentials.Meeting, id string) int {
	at := slices.IndexFunc(meetings, func(m credentials.Meeting) bool { return m.ID() == id })
	if at < 0 {
		at = slices.IndexFunc(meetings, func(m credentials.Meeting) bool { return strings.HasPrefix(m.ID(), id+"-") })
	}
	return at
}

// meetingsOf gathers the meetings of a session from everything that was decided
// there.
func meetingsOf(frame *precedents.Frame, session credentials.Session, disputes []credentials.Dispute, rows []precedents.RollCallRow) []credentials.Meeting {
	votes := make([]credentials.RollCall, len(rows))
	for i, row := range rows {
		votes[i] = row.RollCall
	}
	return credentials.Meetings(session, frame.ReportsOf(session), disputes, votes)
}
