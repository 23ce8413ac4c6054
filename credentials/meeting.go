package credentials

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Body is the Credentials Committee or the Assembly itself.
type Body string

// The two bodies.
const (
	CredentialsCommittee Body = "committee"
	GeneralAssembly      Body = "assembly"
)

// Bodies are the bodies that decide on credentials.
var Bodies = Vocabulary[Body]{Name: "body", Terms: []Term[Body]{
	{CredentialsCommittee, "Credentials Committee", "the nine Members that examine credentials and report (rule 28)"},
	{GeneralAssembly, "General Assembly", "the plenary, which decides on the report (rule 29)"},
}}

// Meeting is a meeting of one of the bodies on a seat, as far as the record
// tells of it.
type Meeting struct {
	Body    Body    `json:"body"`
	Session Session `json:"session"`
	Date    Date    `json:"date"`
	// Record is the symbol of the verbatim record, where it is known.
	Record Symbol `json:"record"`
	// Chair is who presided, as the source names them.
	Chair string `json:"chair"`
	// Documents were before the body or came of the meeting.
	Documents []Symbol `json:"documents"`
	// Seats are the decisions taken or prepared there, as "dispute:session".
	Seats []string `json:"decisions"`
	// RollCalls are the ids of the recorded votes taken there.
	RollCalls []string `json:"rollcalls"`
	// Minutes is the id of the meeting where its minutes are published, else empty.
	Minutes string `json:"minutes"`
}

// ID names the meeting: body, session and what tells it apart, such as
// committee-51-1996-10 or assembly-26-pv-1976; one whose minutes are published
// is named as they are.
func (m Meeting) ID() string {
	return cmp.Or(m.Minutes, m.gatheredID())
}

func (m Meeting) gatheredID() string {
	tail := m.Date.String()
	if m.Record.Known() {
		tail = "pv-" + fmt.Sprint(m.Record.number)
	}
	return strings.ToLower(fmt.Sprintf("%s-%s-%s", m.Body, m.Session, cmp.Or(tail, "undated")))
}

// Title gives "Credentials Committee, 22 October 1996".
func (m Meeting) Title() string {
	title := Bodies.Label(m.Body)
	if m.Record.Known() {
		title += ", " + m.Record.String()
	}
	if m.Date.Known() {
		title += ", " + m.Date.Words()
	}
	return title
}

// Compare orders meetings by day, the Committee before the Assembly.
func (m Meeting) Compare(other Meeting) int {
	return cmp.Or(m.Date.Compare(other.Date), -cmp.Compare(m.Body, other.Body), m.Record.Compare(other.Record), m.Session.Compare(other.Session))
}

var meetingID = regexp.MustCompile(`^(committee|assembly)-((?:e?s-)?\d{1,3})-(.+)$`)

// MeetingSession gives the body and the session that a meeting's id names; ok
// is false if it is not such an id.
func MeetingSession(id string) (body Body, session Session, ok bool) {
	match := meetingID.FindStringSubmatch(id)
	if match == nil {
		return "", Session{}, false
	}
	session, err := ParseSession(strings.ToUpper(match[2]))
	return Body(match[1]), session, err == nil
}

// Meetings gathers the meetings of a session from what the reports, decisions
// and recorded votes say of them. A meeting is told apart by its record where
// that is known, and else by its day; what is only known to have happened at
// some time of the session makes no meeting.
func Meetings(session Session, reports []Report, disputes []Dispute, votes []RollCall) []Meeting {
	var m meetings
	for _, r := range reports {
		if r.Session == session && r.MeetingDate.Known() {
			meeting := m.at(Meeting{Body: CredentialsCommittee, Session: session, Date: r.MeetingDate})
			meeting.Chair = cmp.Or(meeting.Chair, r.Chair)
			meeting.Documents = appendKnown(meeting.Documents, r.Symbol)
		}
	}
	for i := range disputes {
		for j := range disputes[i].Decisions {
			if x := &disputes[i].Decisions[j]; x.Key.Session == session {
				m.addDecision(disputes[i].ID+":"+x.Key.String(), session, x)
			}
		}
	}
	for i := range votes {
		if v := &votes[i]; v.Session == session && v.Date.Known() {
			meeting := m.at(Meeting{Body: GeneralAssembly, Session: session, Date: v.Date, Record: v.Meeting})
			meeting.RollCalls = append(meeting.RollCalls, v.ID)
			meeting.Documents = appendKnown(meeting.Documents, v.Draft, v.Resolution)
		}
	}
	return m.sorted()
}

// WithMinutes gives meetings with those of which minutes are published: each
// is the one of its body and day, or stands beside them.
func WithMinutes(list, logged []Meeting) []Meeting {
	list = slices.Clone(list)
	for _, of := range logged {
		i := slices.IndexFunc(list, func(m Meeting) bool {
			return m.Minutes == "" && m.Body == of.Body && m.Session == of.Session && m.Date == of.Date
		})
		if i < 0 {
			list = append(list, of)
			continue
		}
		list[i].Minutes = of.Minutes
		list[i].Chair = cmp.Or(list[i].Chair, of.Chair)
	}
	slices.SortStableFunc(list, Meeting.Compare)
	return list
}

// Named reports whether the meeting is the one of an id, by the name it has or
// the one it had before its minutes were published.
func (m Meeting) Named(id string) bool { return m.ID() == id || m.gatheredID() == id }

type meetings struct{ list []*Meeting }

// at gives the meeting that is the same as like, adding it if there is none:
// the one of the same record, else the one of the same day of which one record
// at the most is known.
func (m *meetings) at(like Meeting) *Meeting {
	for _, meeting := range m.list {
		if meeting.Body != like.Body || meeting.Session != like.Session {
			continue
		}
		same := meeting.Record == like.Record
		if !meeting.Record.Known() || !like.Record.Known() {
			same = like.Date.Known() && meeting.Date == like.Date
		}
		if same {
			meeting.Record = cmp.Or(meeting.Record, like.Record)
			meeting.Date = cmp.Or(meeting.Date, like.Date)
			return meeting
		}
	}
	m.list = append(m.list, &like)
	return m.list[len(m.list)-1]
}

func (m *meetings) addDecision(id string, session Session, x *Decision) {
	if c := x.Committee; c != nil {
		for _, date := range c.Dates {
			meeting := m.at(Meeting{Body: CredentialsCommittee, Session: session, Date: date})
			meeting.Seats = append(meeting.Seats, id)
			meeting.Documents = appendKnown(meeting.Documents, c.Reports...)
		}
	}
	if a := x.Assembly; a != nil {
		records, date := a.Meetings, a.Date
		switch len(records) {
		case 0:
			records = []Symbol{{}}
		case 1:
		default:
			// Which of several meetings was on the day of the decision is not said.
			date = Date{}
		}
		for _, record := range records {
			if !date.Known() && !record.Known() {
				continue
			}
			meeting := m.at(Meeting{Body: GeneralAssembly, Session: session, Date: date, Record: record})
			meeting.Seats = append(meeting.Seats, id)
			meeting.Documents = appendKnown(meeting.Documents, a.Resolutions...)
		}
	}
}

// join makes a meeting that is known only to the month or the year the dated one
// it must have been, where there is just one.
func (m *meetings) join() {
	var list []*Meeting
	for _, meeting := range m.list {
		if dated := m.onlyDated(meeting); dated != nil {
			dated.Documents = append(dated.Documents, meeting.Documents...)
			dated.Seats = append(dated.Seats, meeting.Seats...)
			dated.RollCalls = append(dated.RollCalls, meeting.RollCalls...)
			continue
		}
		list = append(list, meeting)
	}
	m.list = list
}

// onlyDated gives the one meeting with a day that an undated one may have been.
func (m *meetings) onlyDated(meeting *Meeting) *Meeting {
	var found *Meeting
	for _, other := range m.list {
		if meeting.Date.Exact() || meeting.Record.Known() || !other.Date.Exact() || other.Body != meeting.Body ||
			other.Date.Within(meeting.Date.First(), meeting.Date.Last()) != Yes {
			continue
		}
		if found != nil {
			return nil
		}
		found = other
	}
	return found
}

func (m *meetings) sorted() []Meeting {
	m.join()
	list := make([]Meeting, 0, len(m.list))
	for _, meeting := range m.list {
		slices.SortFunc(meeting.Documents, Symbol.Compare)
		meeting.Documents = slices.Compact(meeting.Documents)
		slices.Sort(meeting.Seats)
		meeting.Seats = slices.Compact(meeting.Seats)
		list = append(list, *meeting)
	}
	slices.SortFunc(list, Meeting.Compare)
	return list
}

func appendKnown(symbols []Symbol, more ...Symbol) []Symbol {
	for _, symbol := range more {
		if symbol.Known() {
			symbols = append(symbols, symbol)
		}
	}
	return symbols
}
