package views

import (
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

const calendarType = "text/calendar"

// calendar is the days on which sessions opened and closed and the bodies met on a
// seat, with the opening of the next session. What is known to the month alone is
// on no day, and left out.
func (p *pages) calendar(c echo.Context) error {
	ctx := c.Request().Context()
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return err
	}
	latest, err := p.store.Latest(ctx, 1)
	if err != nil {
		return err
	}
	var changed time.Time
	if len(latest) > 0 {
		changed = latest[0].At
	}
	made := ical.NewCalendarFor("Seatwatch")
	made.SetMethod(ical.MethodPublish)
	made.SetName("Seats at the United Nations")
	made.SetXWRCalName("Seats at the United Nations")
	days := calendarDays{made, origin(c), changed}
	library := engine.Casebook().Library
	for _, session := range library.Sessions {
		days.session(session)
		for _, meeting := range meetingsIn(library, session.Session) {
			days.meeting(library, meeting)
		}
	}
	next, opening := library.NextOpening(p.today())
	if _, recorded := library.Session(next); !recorded {
		days.add("session-"+next.String()+"-opens", next.Title()+" of the General Assembly is expected to open", "By the rule that sessions since 2023 have opened by.", link.Sessions, opening)
	}
	// The next opening goes on with the days too, and not with the record alone.
	return serveFile(c, calendarType, time.Time{}, []byte(made.Serialize(ical.WithNewLineWindows)))
}

// meetingsIn gathers the meetings of a session from a library.
func meetingsIn(library *precedents.Library, session credentials.Session) []credentials.Meeting {
	var votes []credentials.RollCall
	for _, vote := range library.RollCalls {
		if vote.Motion != credentials.OtherMotion {
			votes = append(votes, vote)
		}
	}
	var logged []credentials.Meeting
	for i := range library.Minutes {
		if m := &library.Minutes[i]; m.Session == session {
			logged = append(logged, credentials.Meeting{Minutes: m.ID, Body: m.Body, Session: m.Session, Date: m.Date, Chair: m.Presiding})
		}
	}
	return credentials.WithMinutes(credentials.Meetings(session, library.ReportsOf(session), library.Disputes, votes), logged)
}

// calendarDays fills a calendar, every event a whole day.
type calendarDays struct {
	*ical.Calendar
	origin  string
	changed time.Time
}

func (d calendarDays) session(s credentials.AssemblySession) {
	name := s.Session.Title() + " of the General Assembly"
	d.add("session-"+s.Session.String()+"-opens", name+" opens", "", link.Session(s.Session), s.Opened)
	d.add("session-"+s.Session.String()+"-closes", name+" closes", "", link.Session(s.Session), s.Closed)
}

func (d calendarDays) meeting(library *precedents.Library, m credentials.Meeting) {
	var seats []string
	for _, seat := range m.Seats {
		id, _, _ := strings.Cut(seat, ":")
		if dispute, ok := library.Dispute(id); ok {
			seats = append(seats, dispute.Title)
		}
	}
	name := credentials.Bodies.Label(m.Body) + " meets"
	if m.Record.Known() {
		name = credentials.Bodies.Label(m.Body) + ", " + m.Record.String()
	}
	d.add(m.ID(), name, strings.Join(seats, "; "), link.Meeting(m.ID()), m.Date)
}

// add puts an event on a day; on none where the day is not known.
func (d calendarDays) add(id, name, description, address string, day credentials.Date) {
	if !day.Exact() {
		return
	}
	event := d.AddEvent(strings.ToLower(id) + "@seatwatch")
	event.SetDtStampTime(d.changed.UTC())
	event.SetSummary(name)
	if description != "" {
		event.SetDescription(description)
	}
	event.SetURL(d.origin + address)
	event.SetAllDayStartAt(day.Time())
	event.SetAllDayEndAt(day.Next().Time())
	event.SetTimeTransparency(ical.TransparencyTransparent)
}
