package precedents

import (
	"cmp"
	"time"

	"seatwatch/credentials"
)

// PageSize is the number of rows on a page of a list, unless more are asked for.
const PageSize = 50

// A Pager says which part of a list a page shows.
type Pager struct {
	// Page runs from 1 to Pages; a page beyond the last is the last.
	Page  int `json:"page"`
	Pages int `json:"pages"`
	// Total is the number of rows of the whole list.
	Total int `json:"total"`
	// Size is the most rows a page has.
	Size int `json:"page_size"`
}

// PagerOf gives the pager of a list of total rows, with page clamped to the
// pages there are. An empty list has one page. rows is the size of a page; 0 is
// PageSize.
func PagerOf(page, total, rows int) Pager {
	rows = cmp.Or(rows, PageSize)
	pages := max(1, (total+rows-1)/rows)
	return Pager{Page: min(max(page, 1), pages), Pages: pages, Total: total, Size: rows}
}

// Offset gives the number of rows before the page.
func (p Pager) Offset() int { return (p.Page - 1) * p.Size }

// FacetCounts tells, by facet key and value code, how many rows the list would
// have with that value chosen and the facet's other choices dropped. A value
// that is missing has none.
type FacetCounts map[string]map[string]int

// A Segment is a stretch of a snippet; Mark says that it matched.
type Segment struct {
	Text string `json:"text"`
	Mark bool   `json:"mark"`
}

// DisputeRow is a dispute as lists show it.
type DisputeRow struct {
	ID       string                    `json:"id"`
	Seat     string                    `json:"seat"`
	SeatName string                    `json:"seat_name"`
	Region   credentials.RegionalGroup `json:"regional_group"`
	Title    string                    `json:"title"`
	Kind     credentials.Kind          `json:"kind"`
	Opened   credentials.Date          `json:"opened"`
	OpenedBy string                    `json:"opened_by"`
	Closed   credentials.Date          `json:"closed"`
	ClosedBy string                    `json:"closed_by"`
	State    credentials.State         `json:"state"`
	Summary  string                    `json:"summary"`
	// Confidence is the lowest of its decisions.
	Confidence credentials.Confidence `json:"confidence"`
	Doubts     string                 `json:"doubts"`
	Claimants  []credentials.Claimant `json:"claimants"`
	// Decisions are in the order of the record.
	Decisions []DecisionRow `json:"decisions"`
	// RollCalls is the number of recorded votes on it.
	RollCalls int `json:"rollcalls"`
	// Snippet shows where the words searched for stand; nil without a search.
	Snippet []Segment `json:"snippet,omitempty"`
}

// Last gives the latest decision, nil if there is none.
func (d *DisputeRow) Last() *DecisionRow {
	if len(d.Decisions) == 0 {
		return nil
	}
	return &d.Decisions[len(d.Decisions)-1]
}

// Contested gives the number of decisions that somebody challenged.
func (d *DisputeRow) Contested() int {
	n := 0
	for i := range d.Decisions {
		if d.Decisions[i].Challenge.Contested() {
			n++
		}
	}
	return n
}

// DecisionRow is a decision as lists show it.
type DecisionRow struct {
	Dispute  string                    `json:"dispute"`
	Title    string                    `json:"title"`
	Seat     string                    `json:"seat"`
	SeatName string                    `json:"seat_name"`
	Region   credentials.RegionalGroup `json:"regional_group"`
	Session  credentials.Session       `json:"session"`
	// Number tells the decisions of one dispute at one session apart, from 1.
	Number int `json:"number"`
	// Date is the day of the decision as well as it is known.
	Date      credentials.Date      `json:"date"`
	Challenge credentials.Challenge `json:"challenge"`
	// Committee and Assembly are what the bodies did, empty where a body took
	// no action; a vote is nil where there was none.
	Committee     credentials.BodyOutcome `json:"committee_outcome"`
	CommitteeVote *credentials.Tally      `json:"committee_vote"`
	Assembly      credentials.BodyOutcome `json:"assembly_outcome"`
	AssemblyVote  *credentials.Tally      `json:"assembly_vote"`
	Outcome       credentials.Outcome     `json:"outcome"`
	// Accepted and Seated are claimants' ids; Seated may be
	// credentials.Vacant. The names are those of the claimants, empty where
	// the id names none.
	Accepted     string            `json:"accepted"`
	AcceptedName string            `json:"accepted_name"`
	Seated       string            `json:"seated"`
	SeatedName   string            `json:"seated_name"`
	Talks        credentials.Truth `json:"talks"`
	// Holder is the claimant that held the seat when the session opened, and
	// Facts its coded facts; empty where the record does not say.
	Holder     string               `json:"holder"`
	HolderName string               `json:"holder_name"`
	Facts      credentials.Standing `json:"holder_facts"`
	// Rival is the strongest claimant against it that can be accepted, and
	// RivalFacts its coded facts; empty where there was none.
	Rival      string                 `json:"rival"`
	RivalName  string                 `json:"rival_name"`
	RivalFacts credentials.Standing   `json:"rival_facts"`
	Confidence credentials.Confidence `json:"confidence"`
	Doubts     string                 `json:"doubts"`
	// Snippet shows where the words searched for stand; nil without a search.
	Snippet []Segment `json:"snippet,omitempty"`
}

// Key gives the decision's key within its dispute.
func (d *DecisionRow) Key() credentials.DecisionKey {
	return credentials.DecisionKey{Session: d.Session, Number: d.Number}
}

// ID gives "dispute:session", and "dispute:session.2" for a second decision.
func (d *DecisionRow) ID() string { return d.Dispute + ":" + d.Key().String() }

// DisputePage is one page of the list of disputes.
type DisputePage struct {
	Pager
	Rows   []DisputeRow `json:"rows"`
	Counts FacetCounts  `json:"counts"`
}

// DecisionPage is one page of the list of decisions.
type DecisionPage struct {
	Pager
	// Disputes is the number of disputes that the decisions of the whole list
	// belong to.
	Disputes int           `json:"disputes"`
	Rows     []DecisionRow `json:"rows"`
	Counts   FacetCounts   `json:"counts"`
}

// RollCallFilter says which recorded votes a list shows; a zero field does not
// narrow it.
type RollCallFilter struct {
	Dispute string
	Session credentials.Session
	// Member asks for the votes in which that Member has a ballot.
	Member string
	// Seats leaves out votes that are not about a seat.
	Seats bool
	// Text is searched for in the question, the symbols and the seat.
	Text string
	Page int
	// PageRows is the size of a page; 0 is PageSize.
	PageRows int
}

// RollCallRow is a recorded vote as lists show it.
type RollCallRow struct {
	// RollCall comes without its ballots.
	credentials.RollCall
	// DisputeTitle and Seat are those of its dispute, empty for a vote on
	// anything else.
	DisputeTitle string `json:"dispute_title"`
	Seat         string `json:"seat"`
}

// RollCallPage is one page of the list of recorded votes.
type RollCallPage struct {
	Pager
	Rows []RollCallRow `json:"rows"`
}

// BallotRow is how a Member voted in one recorded vote on a seat.
type BallotRow struct {
	RollCallRow
	Ballot credentials.Ballot `json:"vote"`
}

// PositionRow is the stance of a Member, with the decision it bears on.
type PositionRow struct {
	credentials.Position
	ClaimantName string                 `json:"claimant_name"`
	Dispute      string                 `json:"dispute"`
	Title        string                 `json:"title"`
	Seat         string                 `json:"seat"`
	Session      credentials.Session    `json:"session"`
	Number       int                    `json:"number"`
	Confidence   credentials.Confidence `json:"confidence"`
}

// Key gives the decision's key within its dispute.
func (p *PositionRow) Key() credentials.DecisionKey {
	return credentials.DecisionKey{Session: p.Session, Number: p.Number}
}

// DocumentRow is a document that a dispute, a decision, a report or a recorded
// vote on a seat rests on.
type DocumentRow struct {
	Symbol credentials.Symbol `json:"symbol"`
	// Title is the title that a source gives it, empty if none does.
	Title string `json:"title"`
	// Mentions is the number of places that name it.
	Mentions int `json:"mentions"`
}

// Role says in what way a document bears on what names it.
type Role string

// The ways a document bears on what names it.
const (
	ReportOfDecision     Role = "decision_report"
	ResolutionOfDecision Role = "decision_resolution"
	MeetingOfDecision    Role = "decision_meeting"
	SourceOfDecision     Role = "decision_source"
	SourceOfDispute      Role = "dispute_source"
	ReportOfSession      Role = "report"
	ResolutionOnReport   Role = "report_resolution"
	DraftOfVote          Role = "rollcall_draft"
	ResolutionOfVote     Role = "rollcall_resolution"
	MeetingOfVote        Role = "rollcall_meeting"
)

// Roles are the ways a document bears on what names it.
var Roles = credentials.Vocabulary[Role]{Name: "role of a document", Terms: []credentials.Term[Role]{
	{Code: ReportOfDecision, Label: "report of the Committee", Meaning: "the Committee’s report on the decision"},
	{Code: ResolutionOfDecision, Label: "resolution", Meaning: "the Assembly’s resolution on the decision"},
	{Code: MeetingOfDecision, Label: "record of the meeting", Meaning: "the meeting at which the Assembly decided"},
	{Code: SourceOfDecision, Label: "source of the decision", Meaning: "what the record says of the decision rests on it"},
	{Code: SourceOfDispute, Label: "source of the dispute", Meaning: "what the record says of the dispute rests on it"},
	{Code: ReportOfSession, Label: "report of the session’s Committee", Meaning: "it is a report of the Credentials Committee"},
	{Code: ResolutionOnReport, Label: "resolution on the report", Meaning: "the Assembly approved the Committee’s report by it"},
	{Code: DraftOfVote, Label: "put to the vote", Meaning: "it was put to a recorded vote"},
	{Code: ResolutionOfVote, Label: "adopted by the vote", Meaning: "the recorded vote was on its adoption"},
	{Code: MeetingOfVote, Label: "record of the vote", Meaning: "the recorded vote was taken at that meeting"},
}}

// Mention is one place of the record that names a document. The fields that do
// not belong to its Role are empty.
type Mention struct {
	// Symbol is the symbol as that place names it; it may be a lettered part of
	// the document asked for.
	Symbol credentials.Symbol `json:"symbol"`
	Role   Role               `json:"role"`
	// Dispute is the dispute's id and Title its title.
	Dispute string `json:"dispute"`
	Title   string `json:"title"`
	// Session, and Number for a decision, say at which session.
	Session credentials.Session `json:"session"`
	Number  int                 `json:"number"`
	// RollCall is the recorded vote's id and Question its question.
	RollCall string           `json:"rollcall"`
	Question string           `json:"question"`
	Date     credentials.Date `json:"date"`
	// Source is the title and the kind that a source gives the document, and
	// whether it was read.
	Source     credentials.Source     `json:"source"`
	Confidence credentials.Confidence `json:"confidence"`
}

// Key gives the decision's key within its dispute, for the roles of a decision.
func (m *Mention) Key() credentials.DecisionKey {
	return credentials.DecisionKey{Session: m.Session, Number: m.Number}
}

// HitKind says what sort of thing a search found.
type HitKind string

// The sorts of thing a search finds.
const (
	DisputeHit  HitKind = "dispute"
	DecisionHit HitKind = "decision"
	RollCallHit HitKind = "rollcall"
	MemberHit   HitKind = "member"
	SessionHit  HitKind = "session"
	DocumentHit HitKind = "document"
	LawHit      HitKind = "law"
)

// HitKinds are the sorts of thing a search finds.
var HitKinds = credentials.Vocabulary[HitKind]{Name: "kind of entry", Terms: []credentials.Term[HitKind]{
	{Code: DisputeHit, Label: "dispute", Meaning: "a dispute over a seat"},
	{Code: DecisionHit, Label: "decision", Meaning: "what came of a dispute at one session"},
	{Code: RollCallHit, Label: "recorded vote", Meaning: "a recorded vote of the Assembly"},
	{Code: MemberHit, Label: "Member", Meaning: "a Member of the United Nations, present or past"},
	{Code: SessionHit, Label: "session", Meaning: "a session of the General Assembly"},
	{Code: DocumentHit, Label: "document", Meaning: "a document that the record rests on"},
	{Code: LawHit, Label: "rule or practice", Meaning: "an entry of the digest of rules and practice"},
}}

// Hit is one thing that a search found.
type Hit struct {
	Kind HitKind `json:"kind"`
	// Key is the dispute's or recorded vote's id, "dispute:session" for a
	// decision, the Member's code, the session, the symbol, or the entry's code.
	Key     string    `json:"key"`
	Title   string    `json:"title"`
	Snippet []Segment `json:"snippet"`
	// Sure is the confidence of what was found, empty where it has none of its
	// own. An entry of the digest gives it in the digest's words.
	Sure credentials.Confidence `json:"confidence"`
}

// Kept is a record that a person has edited and a newer library states
// otherwise. It stays as it is until an editor takes the library's over or
// dismisses it.
type Kept struct {
	// Record is the record's key.
	Record string `json:"record"`
	// At is when the library that differs was first opened.
	At time.Time `json:"at"`
	// Ours is the record as it stands, Library as the library has it.
	Ours    string `json:"ours"`
	Library string `json:"library"`
}

// MeetingRow is a meeting of which minutes are published, in a list.
type MeetingRow struct {
	ID        string              `json:"id"`
	Body      credentials.Body    `json:"body"`
	Session   credentials.Session `json:"session"`
	Date      credentials.Date    `json:"date"`
	Number    string              `json:"number"`
	Presiding string              `json:"presiding"`
	// ReportDue says that the Committee decided and its report is not entered yet.
	ReportDue bool `json:"report_due"`
}

// DraftRow is the log of a meeting with changes that are not published.
type DraftRow struct {
	ID       string `json:"id"`
	OpenedBy string `json:"opened_by"`
	// Changed and ChangedBy are of the last of its Entries.
	Changed   time.Time `json:"changed"`
	ChangedBy string    `json:"changed_by"`
	Entries   int       `json:"entries"`
	// Published says that an earlier version is.
	Published bool `json:"published"`
}

// News is a change of a dispute, a recorded vote or a meeting, without its content.
type News struct {
	credentials.Revision
	// Title is what the record is called now; empty for a meeting, and for what is
	// out of the record.
	Title string `json:"title"`
}
