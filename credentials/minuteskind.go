package credentials

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ItemKind is what an item of a meeting's log is.
type ItemKind string

// The kinds of item.
const (
	MeetingItem   ItemKind = "meeting"
	SeatItem      ItemKind = "seat"
	StatementItem ItemKind = "statement"
	MotionItem    ItemKind = "motion"
	BallotItem    ItemKind = "ballot"
	DecisionItem  ItemKind = "decision"
	DocumentItem  ItemKind = "document"
)

// TheMeeting is the one item of the kind MeetingItem.
const TheMeeting = "meeting"

// RemovedField is a field of every kind: "yes" takes the item out of the
// minutes, the empty value puts it back.
const RemovedField = "removed"

const removedYes = "yes"

// FieldForm is how the value of a field is written.
type FieldForm string

// The forms of a field.
const (
	LineForm     FieldForm = "line"
	TextForm     FieldForm = "text"
	TimeForm     FieldForm = "time"
	DateForm     FieldForm = "date"
	SessionForm  FieldForm = "session"
	MemberForm   FieldForm = "member"
	SymbolForm   FieldForm = "symbol"
	CountForm    FieldForm = "count"
	CodeForm     FieldForm = "code"
	DisputeForm  FieldForm = "dispute"
	ClaimantForm FieldForm = "claimant"
	MotionForm   FieldForm = "motion"
	RollCallForm FieldForm = "rollcall"
)

// MinutesField is one field of a kind of item.
type MinutesField struct {
	Key string
	// Label stands above the field, Hint below it.
	Label, Hint string
	Form        FieldForm
	// Values are what a field of CodeForm may hold beside nothing.
	Values []Term[string]
	// Fixed is a field that is set when the item comes in and stays.
	Fixed bool
	// Rare is a field that a form folds away.
	Rare bool
}

// MinutesKind is a kind of item with its fields, in the order of a form.
type MinutesKind struct {
	Code ItemKind
	// Label is the kind as pages write it, in lower case.
	Label  string
	Fields []MinutesField
}

// MinutesKinds are the kinds of item. The log, the forms of the desk and the
// minutes read them here.
var MinutesKinds = []MinutesKind{
	{MeetingItem, "meeting", []MinutesField{
		{Key: "body", Label: "Body", Form: CodeForm, Values: plainTerms(&Bodies), Fixed: true},
		{Key: "session", Label: "Session", Form: SessionForm, Fixed: true, Hint: "81, S-32 or ES-11"},
		{Key: "date", Label: "Date", Form: DateForm, Fixed: true},
		{Key: "number", Label: "Number", Form: LineForm, Hint: "as the Journal numbers the meeting, such as 1st"},
		{Key: "presiding", Label: "Presiding", Form: LineForm, Hint: "as the documents name them"},
		{Key: "note", Label: "Note", Form: TextForm},
	}},
	{SeatItem, "seat", []MinutesField{
		{Key: "dispute", Label: "Seat before it", Form: DisputeForm},
		{Key: "note", Label: "Note", Form: TextForm, Rare: true},
	}},
	{StatementItem, "statement", []MinutesField{
		{Key: "member", Label: "Member", Form: MemberForm, Hint: "three letters, such as AFG"},
		{Key: "stance", Label: "Stance", Form: CodeForm, Values: plainTerms(&Stances)},
		{Key: "claimant", Label: "Towards", Form: ClaimantForm},
		{Key: "text", Label: "What was said", Form: TextForm},
		{Key: "time", Label: "Time", Form: TimeForm, Hint: "as 15:04", Rare: true},
		{Key: "dispute", Label: "Seat", Form: DisputeForm},
		{Key: "speaker", Label: "Speaker", Form: LineForm, Hint: "if not a Member: the Chair, the Legal Counsel", Rare: true},
	}},
	{MotionItem, "motion", []MinutesField{
		{Key: "text", Label: "What was moved", Form: TextForm},
		{Key: "mover", Label: "Moved by", Form: MemberForm, Hint: "three letters, such as AFG"},
		{Key: "kind", Label: "Kind", Form: CodeForm, Values: plainTerms(&Motions)},
		{Key: "dispute", Label: "Seat", Form: DisputeForm},
		{Key: "claimant", Label: "A yes favours", Form: ClaimantForm},
		{Key: "majority", Label: "Majority", Form: CodeForm, Values: plainTerms(&Majorities)},
		{Key: "authority", Label: "Authority for the majority", Form: LineForm, Rare: true},
		{Key: "falls_with", Label: "Falls if this one carries", Form: MotionForm},
		{Key: "state", Label: "What became of it", Form: CodeForm, Values: plainTerms(&MotionStates)},
		{Key: "method", Label: "How it was decided", Form: CodeForm, Values: plainTerms(&VoteMethods)},
		{Key: "announced_for", Label: "Announced in favour", Form: CountForm},
		{Key: "announced_against", Label: "Announced against", Form: CountForm},
		{Key: "announced_abstaining", Label: "Announced abstaining", Form: CountForm},
		{Key: "why", Label: "Why the roll and the announced totals disagree", Form: TextForm, Rare: true},
		{Key: "time", Label: "Time", Form: TimeForm, Hint: "as 15:04", Rare: true},
		{Key: "draft", Label: "Draft", Form: SymbolForm, Hint: "the symbol of the draft, such as A/81/L.3", Rare: true},
		{Key: "resolution", Label: "Resolution", Form: SymbolForm, Hint: "the symbol of the resolution, such as A/RES/81/5", Rare: true},
		{Key: "rollcall", Label: "Recorded vote of the record", Form: RollCallForm, Hint: "where the votes came in with the Digital Library’s file", Rare: true},
	}},
	{BallotItem, "vote", []MinutesField{
		{Key: "vote", Label: "Vote", Form: CodeForm, Values: plainTerms(&Ballots)},
	}},
	{DecisionItem, "decision", []MinutesField{
		{Key: "dispute", Label: "Seat", Form: DisputeForm},
		{Key: "challenge", Label: "How it came up", Form: CodeForm, Values: plainTerms(&Challenges)},
		{Key: "outcome", Label: "Outcome", Form: CodeForm, Values: plainTerms(&Outcomes)},
		{Key: "accepted", Label: "Accepted", Form: ClaimantForm, Hint: "only where the outcome is accepted"},
		{Key: "seated", Label: "Seated", Form: ClaimantForm, Hint: "who sat when it was done"},
		{Key: "action", Label: "What the body did", Form: CodeForm, Values: bodyActions(), Hint: "the outcome, unless the Assembly approved the report or took no action", Rare: true},
		{Key: "motion", Label: "Decided by the motion", Form: MotionForm},
		{Key: "confidence", Label: "How sure", Form: CodeForm, Values: plainTerms(&Confidences), Rare: true},
		{Key: "note", Label: "Note", Form: TextForm, Rare: true},
	}},
	{DocumentItem, "document", []MinutesField{
		{Key: "symbol", Label: "Symbol", Form: SymbolForm, Hint: "such as A/81/600"},
		{Key: "role", Label: "What it is", Form: CodeForm, Values: plainTerms(&DocumentRoles)},
		{Key: "dispute", Label: "Seat", Form: DisputeForm, Hint: "where it is of one seat only"},
		{Key: "title", Label: "Title", Form: LineForm},
	}},
}

func plainTerms[T ~string](v *Vocabulary[T]) []Term[string] {
	terms := make([]Term[string], len(v.Terms))
	for i, term := range v.Terms {
		terms[i] = Term[string]{string(term.Code), term.Label, term.Meaning}
	}
	return terms
}

// bodyActions are what either body can do.
func bodyActions() []Term[string] {
	terms := plainTerms(&AssemblyOutcomes)
	for _, term := range plainTerms(&CommitteeOutcomes) {
		if !slices.ContainsFunc(terms, func(t Term[string]) bool { return t.Code == term.Code }) {
			terms = append(terms, term)
		}
	}
	return terms
}

// KindOf gives a kind of item by its code.
func KindOf(code ItemKind) (kind MinutesKind, ok bool) {
	i := slices.IndexFunc(MinutesKinds, func(k MinutesKind) bool { return k.Code == code })
	if i < 0 {
		return MinutesKind{}, false
	}
	return MinutesKinds[i], true
}

var removedField = MinutesField{Key: RemovedField, Label: "Taken out", Form: CodeForm, Values: []Term[string]{{removedYes, "taken out", "not in the minutes"}}}

// Field gives a field of the kind by its key.
func (k MinutesKind) Field(key string) (field MinutesField, ok bool) {
	if key == RemovedField {
		return removedField, true
	}
	i := slices.IndexFunc(k.Fields, func(f MinutesField) bool { return f.Key == key })
	if i < 0 {
		return MinutesField{}, false
	}
	return k.Fields[i], true
}

func (k MinutesKind) keys() []string {
	keys := make([]string, len(k.Fields))
	for i, field := range k.Fields {
		keys[i] = field.Key
	}
	return keys
}

// The longest values of a field, in characters.
const (
	longestLine = 300
	longestText = 10_000
)

var clockTime = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// sides are what a yes can favour beside a claimant.
var sides = []string{FavoursStatusQuo, FavoursChange, FavoursOther}

// check faults a value that the field cannot hold. Nothing at all is always a
// value: it is not known.
func (field MinutesField) check(f *faults, at, value string) {
	longest := longestLine
	if field.Form == TextForm {
		longest = longestText
	}
	switch {
	case value == "":
		return
	case !utf8.ValidString(value):
		f.add(at, "write the text anew", "the text is not UTF-8")
		return
	case utf8.RuneCountInString(value) > longest:
		f.add(at, fmt.Sprintf("shorten it to %d characters", longest), "the text has %d characters", utf8.RuneCountInString(value))
		return
	case strings.IndexFunc(value, func(r rune) bool { return unicode.IsControl(r) && (r != '\n' || field.Form != TextForm) }) >= 0:
		f.add(at, "write it without them", "the text has control characters in it")
		return
	}
	field.checkForm(f, at, value)
}

func (field MinutesField) checkForm(f *faults, at, value string) {
	switch field.Form {
	case LineForm, TextForm:
	case TimeForm:
		if !clockTime.MatchString(value) {
			f.add(at, "write it as 15:04", "%q is not a time of day", value)
		}
	case DateForm:
		if date, err := ParseDate(value); err != nil || !date.Exact() {
			f.add(at, "write the day as 2026-11-23", "%q is not a day", value)
		}
	case SessionForm:
		if _, err := ParseSession(value); err != nil {
			f.add(at, "write 81, S-32 or ES-11", "%q is not a session", value)
		}
	case MemberForm:
		if !memberCode.MatchString(value) {
			f.add(at, "write the three letters of ISO 3166-1", "%q is not a Member’s code", value)
		}
	case SymbolForm:
		if _, err := ParseSymbol(value); err != nil {
			f.add(at, "write it as the document does, such as A/81/600", "%q is not the symbol of a document", value)
		}
	case CountForm:
		if n, err := strconv.Atoi(value); err != nil || n < 0 || n > 999 || strconv.Itoa(n) != value {
			f.add(at, "write a number of votes", "%q is not a number of votes", value)
		}
	case CodeForm:
		codes := make([]string, len(field.Values))
		for i, term := range field.Values {
			codes[i] = term.Code
		}
		if !slices.Contains(codes, value) {
			f.add(at, Suggest(value, codes), "%q is not a value of this field", value)
		}
	case DisputeForm:
		if !disputeID.MatchString(value) {
			f.add(at, "choose a dispute of the record", "%q is not a dispute’s id", value)
		}
	case ClaimantForm:
		if !claimantID.MatchString(value) && !slices.Contains(sides, value) {
			f.add(at, "choose a claimant of the dispute", "%q is not a claimant’s id", value)
		}
	case RollCallForm:
		if !rollCallID.MatchString(value) {
			f.add(at, "write the last part of its address", "%q is not a recorded vote’s id", value)
		}
	case MotionForm:
		if !itemID.MatchString(value) {
			f.add(at, "choose a motion of this meeting", "%q is not a motion of this meeting", value)
		}
	}
}
