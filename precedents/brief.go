package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// Brief is the two pages on a seat before a session, and what stands behind them:
// a value, of which every format is made. What it says is text in one language;
// every statement says what it rests on. It is made by Engine.Brief, kept whole
// when it is frozen, and does not change.
type Brief struct {
	Dispute string `json:"dispute"`
	// Title is the dispute's, and Member the name of the Member whose seat it is.
	Title  string `json:"title"`
	Seat   string `json:"seat"`
	Member string `json:"member"`
	// Session and Number say before which decision it is made.
	Session credentials.Session `json:"session"`
	Number  int                 `json:"number"`
	// AsOf is the last day of which it knows anything.
	AsOf credentials.Date `json:"as_of"`
	// For is the claimant it is written for, empty if it is neutral.
	For string `json:"for"`
	// ForName is that claimant's name as the documents give it.
	ForName  string       `json:"for_name"`
	Language wording.Code `json:"language"`
	// Direction is in which the language is written: "ltr" or "rtl".
	Direction string `json:"direction"`
	// Marking is the line of classification at the head of every page, in the
	// words of whoever asked for it; it may be empty.
	Marking string `json:"marking"`
	// Headline and Subtitle are what stands above everything: whose seat, which
	// session, as of which day.
	Headline string `json:"headline"`
	Subtitle string `json:"subtitle"`
	// Labels are the words that formats put around the statements, by their keys:
	// see BriefLabels.
	Labels map[string]string `json:"labels"`
	// Core is at most two pages, Annexes what stands behind them.
	Core    []BriefSection `json:"core"`
	Annexes []BriefSection `json:"annexes"`
	// References are numbered from 1, in the order in which they are first named.
	References []BriefReference `json:"references"`
	// Forecast is the likeliest outcome in figures, for the update note.
	Forecast BriefForecast `json:"forecast"`
	Hashes   Hashes        `json:"hashes"`
}

// BriefForecast is the forecast that a brief rests on, in short.
type BriefForecast struct {
	Outcomes []OutcomeForecast `json:"outcomes"`
	Flag     Flag              `json:"flag"`
}

// BriefSection is what stands under one heading.
type BriefSection struct {
	// Key is one of BriefHeadings or BriefAnnexes.
	Key     string      `json:"key"`
	Heading string      `json:"heading"`
	Parts   []BriefPart `json:"parts"`
}

// BriefPart is a paragraph, a list or a table.
type BriefPart struct {
	Kind PartKind `json:"kind"`
	// Heading stands above the part, and may be empty.
	Heading string `json:"heading,omitempty"`
	// Statements are the sentences of a paragraph or the items of a list.
	Statements []Statement `json:"statements,omitempty"`
	// Columns and Rows are those of a table; the first cell of a row is its head.
	Columns []string   `json:"columns,omitempty"`
	Rows    []BriefRow `json:"rows,omitempty"`
}

// PartKind says how a part is set.
type PartKind string

// The kinds of parts.
const (
	Paragraph PartKind = "paragraph"
	List      PartKind = "list"
	Table     PartKind = "table"
)

// BriefRow is a row of a table; what it rests on holds for all its cells.
type BriefRow struct {
	Cells []string `json:"cells"`
	Grounds
}

// Statement is a sentence of a brief.
type Statement struct {
	// Key says which sentence it is, whatever its figures: two briefs on one
	// decision say the same thing where their keys are the same.
	Key  string `json:"key"`
	Says string `json:"says"`
	Grounds
}

// Grounds are what a sentence rests on.
type Grounds struct {
	Basis Basis `json:"basis"`
	// RestsOn are ids, as in a Reason; References the numbers under which they
	// are cited. An assessment may have neither.
	RestsOn    []string `json:"rests_on"`
	References []int    `json:"references"`
}

// Basis says what sort of thing a sentence rests on.
type Basis string

// The bases.
const (
	// OnSource: a document, or what the record has from one.
	OnSource Basis = "source"
	// OnRule: a rule of procedure or practice in the digest, or of the rulebook.
	OnRule Basis = "rule"
	// OnComputation: a figure of the engine, which can be worked out again.
	OnComputation Basis = "computation"
	// OnAssessment: a reading that no document, rule or computation compels; it is
	// marked so wherever it stands.
	OnAssessment Basis = "assessment"
)

// Bases are the bases of sentences.
var Bases = credentials.Vocabulary[Basis]{Name: "basis", Terms: []credentials.Term[Basis]{
	{Code: OnSource, Label: "source", Meaning: "a document, or what the record has from one"},
	{Code: OnRule, Label: "rule", Meaning: "a rule of procedure or practice, or of the rulebook"},
	{Code: OnComputation, Label: "computation", Meaning: "a figure that can be worked out again"},
	{Code: OnAssessment, Label: "assessment", Meaning: "a reading that nothing above compels"},
}}

// BriefReference is one numbered thing that sentences rest on.
type BriefReference struct {
	Number int           `json:"number"`
	Kind   ReferenceKind `json:"kind"`
	// ID is what it is within its kind: a symbol, "liberia-1990:46", "R-RENEW",
	// "GA-R29", a dispute's id for its page or its forecast.
	ID string `json:"id"`
	// Text is how a list of references gives it.
	Text string `json:"text"`
	// Address is where a source outside the record is; empty for what is in it, of
	// which views/link knows the address.
	Address string `json:"address,omitempty"`
}

// ReferenceKind says what a reference is.
type ReferenceKind string

// The kinds of references.
const (
	DocumentReference ReferenceKind = "document"
	SourceReference   ReferenceKind = "source"
	DecisionReference ReferenceKind = "decision"
	DisputeReference  ReferenceKind = "dispute"
	SheetReference    ReferenceKind = "sheet"
	SessionReference  ReferenceKind = "session"
	RuleReference     ReferenceKind = "rule"
	LawReference      ReferenceKind = "law"
	RollCallReference ReferenceKind = "rollcall"
	ForecastReference ReferenceKind = "forecast"
	WatchReference    ReferenceKind = "watch"
)

// BriefRequest says which brief is wanted.
type BriefRequest struct {
	Dispute string
	// Key is the decision before which it is made; see Engine.ForecastDecision for
	// what a session that is not known stands for.
	Key credentials.DecisionKey
	// AsOf is the last day it may know anything of; the opening of the session if
	// it is not known.
	AsOf credentials.Date
	// For is the claimant it is written for, empty for neither side.
	For string
	// Language is English if nil.
	Language *wording.Language
	// Annexes are keys of BriefAnnexes; nil stands for all, and the sources are
	// always there.
	Annexes []string
	Marking string
}
