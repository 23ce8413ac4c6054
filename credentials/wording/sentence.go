package wording

import "seatwatch/credentials"

// Sentence is something to say, before it is said in a language.
type Sentence struct {
	// Key names the template: "outside.counted".
	Key string
	// With holds what goes into the places of the template.
	With Values
}

// Values are what goes into the places of a template, by their names. A value is
// one of string (a name or words of the record, said as they are), int, Spelled,
// Decimal, Signed, Nth, credentials.Date, credentials.Session, Ordinal, Titled, Term,
// Sentence or Series. The number called n decides which form for numbers is taken.
type Values map[string]any

// Of gives the sentence with that key and those values.
func Of(key string, with Values) Sentence { return Sentence{key, with} }

// Known reports whether there is anything to say.
func (s Sentence) Known() bool { return s.Key != "" }

// Spelled is a whole number that is written in words where it is small.
type Spelled int

// Decimal is a number written with two figures after the point: a probability or a
// score.
type Decimal float64

// Signed is a whole number written with its sign: +2, 0, −2.
type Signed int

// Ordinal is a session written short where room is scarce: "51st", "10th emergency
// special".
type Ordinal credentials.Session

// Titled is a session as a title has it: "Fifty-first Session".
type Titled credentials.Session

// Nth is a number in a row: "41st".
type Nth int

// Term is a coded value.
type Term struct {
	// Key says which: "outcome.deferred", "fact.capital", "fact.capital.not_held".
	Key string
	// English is how it reads in English, as it stands inside a sentence.
	English string
}

// Series is several values in a row: "a, b and c", "a, b or c", or "a; b; c".
type Series struct {
	Parts []any
	// last is the key of what stands before the last part, and between what stands
	// before the others.
	between, last string
}

// And gives the series of parts that hold together.
func And[T any](parts ...T) Series { return series(parts, "series.comma", "series.and") }

// Or gives the series of parts of which one holds.
func Or[T any](parts ...T) Series { return series(parts, "series.comma", "series.or") }

// Listing gives the series of parts that have commas of their own.
func Listing[T any](parts ...T) Series { return series(parts, "series.semicolon", "series.semicolon") }

func series[T any](parts []T, between, last string) Series {
	s := Series{Parts: make([]any, len(parts)), between: between, last: last}
	for i, part := range parts {
		s.Parts[i] = part
	}
	return s
}

// OutcomeTerm gives the term of an outcome.
func OutcomeTerm(outcome credentials.Outcome) Term {
	return TermOf("outcome", &credentials.Outcomes, outcome)
}

// TermOf gives the term of a code of a vocabulary; "not known" for the empty code.
func TermOf[T ~string](set string, vocabulary *credentials.Vocabulary[T], code T) Term {
	if code == "" {
		return NotKnown
	}
	return Term{set + "." + string(code), vocabulary.Label(code)}
}

// NotKnown is what is said of what nobody knows.
var NotKnown = Term{"not_known", credentials.NotKnown.String()}

// FactTerm gives the term of a fact, as it stands inside a sentence.
func FactTerm(fact credentials.Fact) Term { return Term{"fact." + fact.Key(), lowered(fact.Label())} }

// ValueTerm gives the term of a value of a fact.
func ValueTerm(fact credentials.Fact, value credentials.Value) Term {
	if value == 0 {
		return NotKnown
	}
	return Term{"fact." + fact.Key() + "." + fact.Code(value), fact.ValueLabel(value)}
}
