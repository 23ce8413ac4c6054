package views

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// sessionRow is a session in the list of sessions.
type sessionRow struct {
	credentials.AssemblySession
	PresidentFrom string `json:"president_country_name"`
	// NineKnown says whether the record has the session's own Committee.
	NineKnown bool `json:"committee_known"`
	Reports   int  `json:"reports"`
}

func (p *pages) sessions(c echo.Context) (answer, error) {
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	rows := make([]sessionRow, 0, len(frame.Sessions))
	list := &table{head: []string{"session", "title", "kind", "opened", "closed", "president", "president_country", "committee_known", "reports", "confidence", "note"}}
	for _, session := range slices.Backward(frame.Sessions) {
		_, own, _ := frame.ServingCommittee(session.Session)
		row := sessionRow{session, frame.NameOn(session.PresidentMember, session.Opened), own, len(frame.ReportsOf(session.Session))}
		rows = append(rows, row)
		list.rows = append(list.rows, []string{
			session.Session.String(), session.Session.Title(), string(session.Session.Kind()),
			session.Opened.String(), session.Closed.String(), session.President, session.PresidentMember, strconv.FormatBool(own),
			orEmpty(row.Reports), string(session.Confidence), session.Note,
		})
	}
	return answer{
		page: ui.Page{
			Title: "Sessions", Section: link.Sessions, JSON: link.JSON(link.Sessions), CSV: link.CSV(link.Sessions),
			Description: "The regular, special and emergency special sessions of the General Assembly, with their Credentials Committees.",
		},
		body: sessionsView(rows), data: rows, list: list,
	}, nil
}

// committeeView is the nine of a session as a page shows them.
type committeeView struct {
	members []nineMember
	// of is the session whose nine they are: another one's where they served a
	// special session (rule 63).
	of    credentials.Session
	own   bool
	known bool
}

type nineMember struct {
	credentials.CommitteeMember
	then, today string
}

// oneSource reports whether all nine rest on the same source.
func (v committeeView) oneSource() bool {
	return !slices.ContainsFunc(v.members, func(m nineMember) bool { return m.Source != v.members[0].Source })
}

func committeeOf(frame *precedents.Frame, session credentials.Session) committeeView {
	committee, own, known := frame.ServingCommittee(session)
	view := committeeView{of: committee.Session, own: own, known: known}
	record, _ := frame.Session(committee.Session)
	for _, m := range committee.Members {
		view.members = append(view.members, nineMember{m, frame.NameOn(m.Member, record.Opened), frame.NameOn(m.Member, credentials.Date{})})
	}
	return view
}

// sessionPage is one session.
type sessionPage struct {
	credentials.AssemblySession
	presidentFrom string
	committee     committeeView
	reports       []credentials.Report
	meetings      []credentials.Meeting
	decisions     []precedents.DecisionRow
	votes         []precedents.RollCallRow
	nine          nineRecords
}

func (p *pages) session(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	asked, err := credentials.ParseSession(c.Param("n"))
	if err != nil {
		return answer{}, err
	}
	session, ok := frame.Session(asked)
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "session", ID: c.Param("n")}
	}
	decisions, err := p.store.DecisionsAt(ctx, asked)
	if err != nil {
		return answer{}, err
	}
	votes, err := p.store.RollCalls(ctx, precedents.RollCallFilter{Session: asked, Seats: true})
	if err != nil {
		return answer{}, err
	}
	disputes, err := p.store.DisputesAt(ctx, asked)
	if err != nil {
		return answer{}, err
	}
	logged, err := p.store.MeetingsLogged(ctx, asked)
	if err != nil {
		return answer{}, err
	}
	live, err := p.store.LiveDisputes(ctx)
	if err != nil {
		return answer{}, err
	}
	voting, err := p.store.Voting(ctx)
	if err != nil {
		return answer{}, err
	}
	view := sessionPage{
		AssemblySession: session, presidentFrom: frame.NameOn(session.PresidentMember, session.Opened),
		committee: committeeOf(frame, asked), reports: frame.ReportsOf(asked), meetings: meetingsOf(frame, asked, disputes, votes.Rows, logged), decisions: decisions, votes: votes.Rows,
	}
	view.nine = recordsOfNine(frame, voting, session, view.committee, inQuestionAt(frame, asked, disputes, live, p.today()))
	page := ui.Page{
		Title: asked.Title(), Section: link.Sessions, JSON: link.JSON(link.Session(asked)), Crumbs: []ui.Crumb{{Label: "Sessions", Address: link.Sessions}},
		Description: "The " + asked.Words() + " of the General Assembly: the nine, meetings, reports, seats in question.",
	}
	previous, next := frame.Around(asked)
	page.Previous, page.Next = sessionStep(previous), sessionStep(next)
	return answer{page: page, body: sessionView(view), data: view.json()}, nil
}

func sessionStep(s credentials.Session) ui.Step {
	if !s.Known() {
		return ui.Step{}
	}
	return ui.Step{Label: s.Title(), Address: link.Session(s)}
}

// sessionJSON is a session as JSON. The committee is null where its nine are
// not known.
type sessionJSON struct {
	credentials.AssemblySession
	Title        string                        `json:"title"`
	CommitteeOf  credentials.Session           `json:"committee_of"`
	Committee    []credentials.CommitteeMember `json:"committee"`
	Nine         []nineJSON                    `json:"committee_records"`
	Reports      []credentials.Report          `json:"reports"`
	Meetings     []meetingJSON                 `json:"meetings"`
	Decisions    []precedents.DecisionRow      `json:"decisions"`
	RollCallRows []precedents.RollCallRow      `json:"rollcalls"`
}

func (s sessionPage) json() sessionJSON {
	data := sessionJSON{
		AssemblySession: s.AssemblySession, Title: s.Session.Title(), CommitteeOf: s.committee.of,
		Nine: s.nine.json(), Reports: s.reports, Decisions: s.decisions, RollCallRows: s.votes,
	}
	for _, m := range s.committee.members {
		data.Committee = append(data.Committee, m.CommitteeMember)
	}
	for _, m := range s.meetings {
		data.Meetings = append(data.Meetings, meetingJSON{m.ID(), m})
	}
	return data
}

// contested gives the decisions that somebody challenged, and the rest.
func (s sessionPage) contested() (contested, controls []precedents.DecisionRow) {
	for _, row := range s.decisions {
		if row.Challenge.Contested() {
			contested = append(contested, row)
		} else {
			controls = append(controls, row)
		}
	}
	return contested, controls
}

// lede says what the session was and what came of it.
func (s sessionPage) lede() string {
	until := " to " + s.Closed.Words()
	if !s.Closed.Known() {
		until = "; no close is recorded"
	}
	contested, _ := s.contested()
	return s.Opened.Words() + until + ". President: " + cmp.Or(s.President, "not known") + " (" + s.presidentFrom + "). In the record: " +
		precedents.Counted(len(contested), "contested decision") + " on a seat."
}

func ninesKnown(rows []sessionRow) int {
	n := 0
	for _, row := range rows {
		if row.NineKnown {
			n++
		}
	}
	return n
}

func chairKnown(v committeeView) bool {
	return slices.ContainsFunc(v.members, func(m nineMember) bool { return m.Chair == credentials.Yes })
}

// orEmpty writes a number for a spreadsheet; none recorded is not known, and
// empty.
func orEmpty(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
