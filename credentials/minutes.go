package credentials

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Minutes are a meeting as it was logged: what was before it, who spoke, what
// was moved and what became of it, the decision on each seat, the documents.
// What is published of a meeting is its minutes.
type Minutes struct {
	// ID is that of the meeting: see MinutesID.
	ID      string  `json:"id"`
	Body    Body    `json:"body"`
	Session Session `json:"session"`
	Date    Date    `json:"date"`
	// Number is the meeting's as the Journal gives it.
	Number     string            `json:"number"`
	Presiding  string            `json:"presiding"`
	Note       string            `json:"note"`
	Seats      []SeatBefore      `json:"seats"`
	Statements []Statement       `json:"statements"`
	Motions    []MovedMotion     `json:"motions"`
	Decisions  []SeatDecision    `json:"decisions"`
	Documents  []MeetingDocument `json:"documents"`
}

// SeatBefore is a seat that was before the meeting, by its dispute.
type SeatBefore struct {
	ID      string `json:"id"`
	Dispute string `json:"dispute"`
	Note    string `json:"note"`
}

// Statement is what one speaker said.
type Statement struct {
	ID   string `json:"id"`
	Time string `json:"time"`
	// Member is the code of the Member that spoke, Speaker whoever else did.
	Member  string `json:"member"`
	Speaker string `json:"speaker"`
	// Stance is towards Claimant of Dispute; any of them may be not known.
	Stance   Stance `json:"stance"`
	Dispute  string `json:"dispute"`
	Claimant string `json:"claimant"`
	Text     string `json:"text"`
}

// Majority is what a motion needs to carry.
type Majority string

// The majorities.
const (
	SimpleMajority    Majority = "simple"
	TwoThirdsMajority Majority = "two_thirds"
)

// Majorities are the majorities, both of the Members present and voting.
var Majorities = Vocabulary[Majority]{Name: "majority", Terms: []Term[Majority]{
	{SimpleMajority, "simple majority", "more in favour than against, of the Members present and voting"},
	{TwoThirdsMajority, "two-thirds majority", "at least twice as many in favour as against, of the Members present and voting"},
}}

// Authority names the rule by which a body decides by the majority; empty where
// there is none.
func (m Majority) Authority(body Body) string {
	switch {
	case m == TwoThirdsMajority && body == GeneralAssembly:
		return "Article 18 (2) of the Charter; rule 83"
	case m == SimpleMajority && body == GeneralAssembly:
		return "Article 18 (3) of the Charter; rule 85"
	case m == SimpleMajority:
		return "rule 125"
	}
	return ""
}

// MotionState is what became of a motion.
type MotionState string

// What can become of a motion.
const (
	PendingMotion   MotionState = "pending"
	CarriedMotion   MotionState = "carried"
	DefeatedMotion  MotionState = "defeated"
	WithdrawnMotion MotionState = "withdrawn"
	FellMotion      MotionState = "fell"
)

// MotionStates are what can become of a motion.
var MotionStates = Vocabulary[MotionState]{Name: "state of a motion", Terms: []Term[MotionState]{
	{PendingMotion, "pending", "not decided yet"},
	{CarriedMotion, "carried", "adopted"},
	{DefeatedMotion, "defeated", "put to the decision and not adopted"},
	{WithdrawnMotion, "withdrawn", "withdrawn by its mover"},
	{FellMotion, "fell", "not put to the decision, since another motion carried"},
}}

// VoteMethod is how a motion was decided.
type VoteMethod string

// The ways to decide a motion.
const (
	DecidedWithoutVote VoteMethod = "without_vote"
	ShowOfHands        VoteMethod = "show_of_hands"
	RecordedVote       VoteMethod = "recorded"
)

// VoteMethods are the ways to decide a motion.
var VoteMethods = Vocabulary[VoteMethod]{Name: "method of voting", Terms: []Term[VoteMethod]{
	{DecidedWithoutVote, "without a vote", "nobody asked for a vote"},
	{ShowOfHands, "show of hands", "a vote of which only the totals are kept"},
	{RecordedVote, "recorded vote", "a vote of which the record keeps how each Member voted"},
}}

// MovedMotion is a motion or a proposal that was moved.
type MovedMotion struct {
	ID   string `json:"id"`
	Time string `json:"time"`
	// Mover is the code of the Member that moved it; empty where it was the Chair.
	Mover   string `json:"mover"`
	Text    string `json:"text"`
	Kind    Motion `json:"kind"`
	Dispute string `json:"dispute"`
	// Favours is what a yes favours: a side, or a claimant of the dispute.
	Favours   string   `json:"favours"`
	Majority  Majority `json:"majority"`
	Authority string   `json:"authority"`
	// FallsWith is the id of the motion whose carrying makes this one fall.
	FallsWith string      `json:"falls_with"`
	State     MotionState `json:"state"`
	Method    VoteMethod  `json:"method"`
	Announced Tally       `json:"announced"`
	// Why says why the roll and the announced totals disagree.
	Why        string `json:"why"`
	Draft      Symbol `json:"draft"`
	Resolution Symbol `json:"resolution"`
	// RollCall is the id of the recorded vote in the record, which then has the
	// votes. Those of a vote that is not in the record stand here, as all of the
	// Committee's do.
	RollCall string         `json:"rollcall"`
	Ballots  []MemberBallot `json:"votes"`
}

// Counted gives the tally counted from the votes.
func (m *MovedMotion) Counted() Tally {
	roll := RollCall{Ballots: m.Ballots}
	return roll.Count()
}

// Disagrees reports whether the votes add up to other totals than were announced.
func (m *MovedMotion) Disagrees() bool {
	return len(m.Ballots) > 0 && m.Announced.Complete() && m.Counted() != m.Announced
}

// tally gives the totals that decided: those announced, else those counted.
func (m *MovedMotion) tally() Tally {
	if len(m.Ballots) > 0 && m.Announced == (Tally{}) {
		return m.Counted()
	}
	return m.Announced
}

// SeatDecision is what a meeting decided on one seat.
type SeatDecision struct {
	ID        string    `json:"id"`
	Dispute   string    `json:"dispute"`
	Challenge Challenge `json:"challenge"`
	Outcome   Outcome   `json:"outcome"`
	Accepted  string    `json:"accepted"`
	Seated    string    `json:"seated"`
	// Action is what the body did; empty where that is the outcome itself.
	Action     BodyOutcome `json:"action"`
	Motion     string      `json:"motion"`
	Confidence Confidence  `json:"confidence"`
	Note       string      `json:"note"`
}

// DocumentRole says what a document is to the meeting.
type DocumentRole string

// What a document can be to a meeting.
const (
	ReportDocument     DocumentRole = "report"
	ResolutionDocument DocumentRole = "resolution"
	RecordDocument     DocumentRole = "record"
	LetterDocument     DocumentRole = "letter"
	OtherDocument      DocumentRole = "other"
)

// DocumentRoles are what a document can be to a meeting.
var DocumentRoles = Vocabulary[DocumentRole]{Name: "role of a document", Terms: []Term[DocumentRole]{
	{ReportDocument, "report of the Committee", "the Committee’s report on the meeting"},
	{ResolutionDocument, "resolution", "came of the meeting"},
	{RecordDocument, "record of the meeting", "the verbatim or summary record"},
	{LetterDocument, "letter", "a letter or credentials before the meeting"},
	{OtherDocument, "other document", "anything else that was before the meeting"},
}}

// MeetingDocument is a document that was before the meeting or came of it.
type MeetingDocument struct {
	ID      string       `json:"id"`
	Symbol  Symbol       `json:"symbol"`
	Role    DocumentRole `json:"role"`
	Dispute string       `json:"dispute"`
	Title   string       `json:"title"`
}

// MinutesID names a meeting by its body, session and day; the second one of a
// day, and any further one, by its number too: committee-81-2026-11-23-2.
func MinutesID(body Body, session Session, date Date, number int) string {
	id := Meeting{Body: body, Session: session, Date: date}.ID()
	if number > 1 {
		id += "-" + strconv.Itoa(number)
	}
	return id
}

// Meeting gives the minutes as a meeting among those of its session.
func (m *Minutes) Meeting() Meeting {
	meeting := Meeting{Body: m.Body, Session: m.Session, Date: m.Date, Chair: m.Presiding}
	for _, document := range m.Documents {
		meeting.Documents = append(meeting.Documents, document.Symbol)
	}
	for i := range m.Motions {
		if id := m.Motions[i].RollCall; id != "" {
			meeting.RollCalls = append(meeting.RollCalls, id)
		}
	}
	return meeting
}

// Disputes gives the ids of the disputes that the minutes name, in order.
func (m *Minutes) Disputes() []string {
	var ids []string
	for _, seat := range m.Seats {
		ids = append(ids, seat.Dispute)
	}
	for _, statement := range m.Statements {
		ids = append(ids, statement.Dispute)
	}
	for i := range m.Motions {
		ids = append(ids, m.Motions[i].Dispute)
	}
	for _, decision := range m.Decisions {
		ids = append(ids, decision.Dispute)
	}
	for _, document := range m.Documents {
		ids = append(ids, document.Dispute)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// Title gives "Credentials Committee, 1st meeting, 23 November 2026".
func (m *Minutes) Title() string {
	parts := []string{Bodies.Label(m.Body)}
	if m.Number != "" {
		parts = append(parts, m.Number+" meeting")
	}
	return strings.Join(append(parts, m.Date.Words()), ", ")
}

// Motion gives a motion by its id.
func (m *Minutes) Motion(id string) (motion *MovedMotion, ok bool) {
	i := slices.IndexFunc(m.Motions, func(moved MovedMotion) bool { return moved.ID == id })
	if i < 0 {
		return nil, false
	}
	return &m.Motions[i], true
}

// MotionOf gives the id of the motion that a recorded vote was on; empty for a vote
// on none of them.
func (m *Minutes) MotionOf(rollCall string) string {
	for i := range m.Motions {
		if m.Motions[i].RollCall == rollCall {
			return m.Motions[i].ID
		}
	}
	return ""
}

// FallWith gives the motions that fall if one carries.
func (m *Minutes) FallWith(id string) []*MovedMotion {
	var fall []*MovedMotion
	for i := range m.Motions {
		if m.Motions[i].FallsWith == id && m.Motions[i].ID != id {
			fall = append(fall, &m.Motions[i])
		}
	}
	return fall
}

// MotionBranch is a motion with those that fall if it carries.
type MotionBranch struct {
	*MovedMotion
	Falls []MotionBranch
}

// MotionTree gives the motions in their order, each under the one that it falls
// with. Motions that would fall with each other stand at the top.
func (m *Minutes) MotionTree() []MotionBranch {
	var tops []MotionBranch
	for i := range m.Motions {
		if _, under := m.Motion(m.Motions[i].FallsWith); !under || m.circular(m.Motions[i].ID) {
			tops = append(tops, m.branch(&m.Motions[i]))
		}
	}
	return tops
}

func (m *Minutes) branch(motion *MovedMotion) MotionBranch {
	branch := MotionBranch{MovedMotion: motion}
	for _, fallen := range m.FallWith(motion.ID) {
		if !m.circular(fallen.ID) {
			branch.Falls = append(branch.Falls, m.branch(fallen))
		}
	}
	return branch
}

// circular reports whether a motion falls, by way of others, with itself.
func (m *Minutes) circular(id string) bool {
	at := id
	for range m.Motions {
		motion, ok := m.Motion(at)
		if !ok {
			return false
		}
		if at = motion.FallsWith; at == id {
			return true
		}
	}
	return false
}

// ReportDue reports whether the Committee decided on a seat and no report of it
// has been entered yet.
func (m *Minutes) ReportDue() bool {
	return m.Body == CredentialsCommittee && len(m.Decisions) > 0 &&
		!slices.ContainsFunc(m.Documents, func(d MeetingDocument) bool { return d.Role == ReportDocument && d.Symbol.Known() })
}

// onlySeat gives the one seat that was before the meeting, empty where there
// were more or none.
func (m *Minutes) onlySeat() string {
	if len(m.Seats) == 1 {
		return m.Seats[0].Dispute
	}
	return ""
}

// Minutes gives what the log comes to. The error is an *Invalid with what keeps
// the minutes from being published, each fault at "item.field"; the minutes are
// as good as they can be read even so.
func (l *Log) Minutes() (Minutes, error) {
	var m Minutes
	if item, ok := l.Item(TheMeeting); ok {
		m.Body = Body(item.Value("body"))
		m.Session, _ = ParseSession(item.Value("session"))
		m.Date, _ = ParseDate(item.Value("date"))
		m.Number, m.Presiding, m.Note = item.Value("number"), item.Value("presiding"), item.Value("note")
	}
	for _, item := range l.inTime(SeatItem) {
		m.Seats = append(m.Seats, SeatBefore{ID: item.ID, Dispute: item.Value("dispute"), Note: item.Value("note")})
	}
	for _, item := range l.inTime(StatementItem) {
		m.Statements = append(m.Statements, m.statementOf(item))
	}
	ballots := l.ballots()
	for _, item := range l.inTime(MotionItem) {
		m.Motions = append(m.Motions, m.motionOf(item, ballots[item.ID]))
	}
	for _, item := range l.inTime(DecisionItem) {
		m.Decisions = append(m.Decisions, SeatDecision{
			ID: item.ID, Dispute: cmp.Or(item.Value("dispute"), m.onlySeat()), Challenge: Challenge(item.Value("challenge")),
			Outcome: Outcome(item.Value("outcome")), Accepted: item.Value("accepted"), Seated: item.Value("seated"),
			Action: BodyOutcome(item.Value("action")), Motion: item.Value("motion"),
			Confidence: Confidence(item.Value("confidence")), Note: item.Value("note"),
		})
	}
	for _, item := range l.inTime(DocumentItem) {
		symbol, _ := ParseSymbol(item.Value("symbol"))
		m.Documents = append(m.Documents, MeetingDocument{
			ID: item.ID, Symbol: symbol, Role: DocumentRole(item.Value("role")), Dispute: item.Value("dispute"), Title: item.Value("title"),
		})
	}
	return m, m.Validate()
}

func (m *Minutes) statementOf(item *LogItem) Statement {
	s := Statement{
		ID: item.ID, Time: item.Value("time"), Member: item.Value("member"), Speaker: item.Value("speaker"), Stance: Stance(item.Value("stance")),
		Dispute: item.Value("dispute"), Claimant: item.Value("claimant"), Text: item.Value("text"),
	}
	if s.Dispute == "" && (s.Stance != "" || s.Claimant != "") {
		s.Dispute = m.onlySeat()
	}
	return s
}

func (m *Minutes) motionOf(item *LogItem, ballots []MemberBallot) MovedMotion {
	motion := MovedMotion{
		ID: item.ID, Time: item.Value("time"), Mover: item.Value("mover"), Text: item.Value("text"), Kind: Motion(item.Value("kind")),
		Dispute: cmp.Or(item.Value("dispute"), m.onlySeat()), Favours: item.Value("claimant"), Majority: Majority(item.Value("majority")),
		Authority: item.Value("authority"), FallsWith: item.Value("falls_with"), State: MotionState(item.Value("state")), Method: VoteMethod(item.Value("method")),
		Announced: Tally{countOf(item, "announced_for"), countOf(item, "announced_against"), countOf(item, "announced_abstaining")},
		Why:       item.Value("why"), RollCall: item.Value("rollcall"), Ballots: ballots,
	}
	motion.State = cmp.Or(motion.State, PendingMotion)
	motion.Authority = cmp.Or(motion.Authority, motion.Majority.Authority(m.Body))
	motion.Draft, _ = ParseSymbol(item.Value("draft"))
	motion.Resolution, _ = ParseSymbol(item.Value("resolution"))
	return motion
}

func countOf(item *LogItem, field string) Count {
	n, err := strconv.Atoi(item.Value(field))
	if err != nil {
		return Count{}
	}
	return CountOf(n)
}

// ballots gives the votes on each motion in the order of the Members' codes.
func (l *Log) ballots() map[string][]MemberBallot {
	byMotion := map[string][]MemberBallot{}
	for _, item := range l.Items(BallotItem) {
		if motion, member, ok := ballotOf(item.Kind, item.ID); ok && !item.Removed() && item.Value("vote") != "" {
			byMotion[motion] = append(byMotion[motion], MemberBallot{member, Ballot(item.Value("vote"))})
		}
	}
	for _, ballots := range byMotion {
		slices.SortFunc(ballots, func(a, b MemberBallot) int { return strings.Compare(a.Member, b.Member) })
	}
	return byMotion
}

// Validate gives an *Invalid with every fault that can be seen in the minutes
// alone, at "item.field".
func (m *Minutes) Validate() error {
	var f faults
	m.validateMeeting(&f)
	seats := map[string]bool{}
	for _, seat := range m.Seats {
		switch {
		case seat.Dispute == "":
			f.add(seat.ID+".dispute", "choose a dispute", "the seat is missing")
		case seats[seat.Dispute]:
			f.add(seat.ID+".dispute", "take one of the two out", "%q stands twice before the meeting", seat.Dispute)
		}
		seats[seat.Dispute] = true
	}
	for _, s := range m.Statements {
		if s.Member == "" && s.Speaker == "" {
			f.add(s.ID+".member", "write three letters, or the speaker’s office", "nobody is named who spoke")
		}
		if s.Claimant != "" && s.Dispute == "" {
			f.add(s.ID+".dispute", "choose the seat", "it is not said of which seat %q is a claimant", s.Claimant)
		}
		if s.Text == "" && s.Stance == "" {
			f.add(s.ID+".text", "write a line, or give the stance", "the statement says nothing")
		}
	}
	for i := range m.Motions {
		m.validateMotion(&f, &m.Motions[i])
	}
	decided := map[string]bool{}
	for _, d := range m.Decisions {
		if decided[d.Dispute] {
			f.add(d.ID+".outcome", "take one of the two out", "there are two decisions on %q", d.Dispute)
		}
		decided[d.Dispute] = true
		m.validateDecision(&f, d)
	}
	for _, document := range m.Documents {
		if !document.Symbol.Known() {
			f.add(document.ID+".symbol", "write it as the document does, such as A/81/600", "the document has no symbol")
		}
	}
	return f.err()
}

func (m *Minutes) validateMeeting(f *faults) {
	if !Bodies.Has(m.Body) {
		f.add("meeting.body", Suggest(string(m.Body), Bodies.Codes()), "the meeting is of no body")
	}
	if !m.Session.Known() {
		f.add("meeting.session", "write 81, S-32 or ES-11", "the meeting is of no session")
	}
	if !m.Date.Exact() {
		f.add("meeting.date", "write the day", "the meeting has no day")
	}
}

func (m *Minutes) validateMotion(f *faults, motion *MovedMotion) {
	at := motion.ID + "."
	if motion.Text == "" {
		f.add(at+"text", "say what was moved", "the motion says nothing")
	}
	if motion.Favours != "" && motion.Dispute == "" && !slices.Contains(sides, motion.Favours) {
		f.add(at+"dispute", "choose the seat", "it is not said of which seat %q is a claimant", motion.Favours)
	}
	if motion.Disagrees() && motion.Why == "" {
		f.add(at+"why", "correct the votes or the totals, or say why they disagree",
			"the votes add up to %s, and %s was announced", motion.Counted(), motion.Announced)
	}
	if len(motion.Ballots) > 0 && motion.Method != RecordedVote {
		f.add(at+"method", "say that the vote was recorded, or take the votes out", "there are votes of Members, and the motion was not decided by a recorded vote")
	}
	m.validateOrder(f, motion)
	inFavour, against := motion.tally().For, motion.tally().Against
	if !inFavour.Known() || !against.Known() || motion.Why != "" || motion.Method == DecidedWithoutVote {
		return
	}
	carries := inFavour.Int() > against.Int()
	if motion.Majority == TwoThirdsMajority {
		carries = inFavour.Int() > 0 && inFavour.Int() >= 2*against.Int()
	}
	if carried := motion.State == CarriedMotion; carried != carries && (carried || motion.State == DefeatedMotion) {
		f.add(at+"state", "look at the totals and the majority, or say why", "%s does not fit with %s by %s",
			MotionStates.Label(motion.State), motion.tally(), Majorities.Label(cmp.Or(motion.Majority, SimpleMajority)))
	}
}

// validateOrder checks what falls if another motion carries.
func (m *Minutes) validateOrder(f *faults, motion *MovedMotion) {
	if motion.FallsWith == "" {
		if motion.State == FellMotion {
			f.add(motion.ID+".falls_with", "choose the motion that carried", "it is not said with which motion it fell")
		}
		return
	}
	field := motion.ID + ".falls_with"
	other, ok := m.Motion(motion.FallsWith)
	switch {
	case !ok:
		f.add(field, "choose a motion of this meeting", "there is no motion %q", motion.FallsWith)
	case m.circular(motion.ID):
		f.add(field, "leave one of them out", "the motion falls with itself")
	case motion.State == FellMotion && other.State != CarriedMotion:
		f.add(motion.ID+".state", "say that the other carried, or what became of this one", "it is said to have fallen with a motion that is %s", MotionStates.Label(other.State))
	case other.State == CarriedMotion && motion.State == CarriedMotion:
		f.add(motion.ID+".state", "say that it fell, or that it does not fall with the other", "both this motion and the one it falls with carried")
	}
}

func (m *Minutes) validateDecision(f *faults, d SeatDecision) {
	at := d.ID + "."
	if d.Dispute == "" {
		f.add(at+"dispute", "choose the seat", "it is not said which seat was decided on")
	}
	if d.Challenge == "" {
		f.add(at+"challenge", "choose one; “none” if nobody challenged", "how it came up is missing")
	}
	switch {
	case d.Outcome == "":
		f.add(at+"outcome", "choose one", "the outcome is missing")
	case d.Outcome == Accepted && d.Accepted == "":
		f.add(at+"accepted", "name the claimant whose credentials were accepted", "the outcome is accepted, but no claimant is named")
	case d.Outcome != Accepted && d.Accepted != "":
		f.add(at+"accepted", "leave it out unless the outcome is accepted", "%q is named as accepted, but the outcome is %s", d.Accepted, Outcomes.Label(d.Outcome))
	case d.Seated == "":
		f.add(at+"seated", "name the claimant that sat, or vacant", "who sat is missing")
	}
	body := CommitteeOutcomes
	if m.Body == GeneralAssembly {
		body = AssemblyOutcomes
	}
	if d.Action != "" && !body.Has(d.Action) {
		f.add(at+"action", Suggest(string(d.Action), body.Codes()), "%s cannot do that: %s", Bodies.Label(m.Body), d.Action)
	}
	if _, ok := m.Motion(d.Motion); d.Motion != "" && !ok {
		f.add(at+"motion", "choose a motion of this meeting", "there is no motion %q", d.Motion)
	}
}

// Act gives how the body decided: by the motion that the decision names, not
// known where it names none.
func (m *Minutes) Act(d SeatDecision) (how How, vote *Tally) {
	motion, ok := m.Motion(d.Motion)
	if !ok {
		return "", nil
	}
	switch motion.Method {
	case DecidedWithoutVote:
		return WithoutVote, nil
	case ShowOfHands, RecordedVote:
		tally := motion.tally()
		return ByVote, &tally
	}
	return "", nil
}

// RollCallID gives the id under which a motion's recorded vote is kept.
func (m *Minutes) RollCallID(motion *MovedMotion) string {
	return strings.ToLower(fmt.Sprintf("%s-%s", m.ID, motion.ID))
}
