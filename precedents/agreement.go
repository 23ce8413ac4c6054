package precedents

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Concord says how two castings in one vote compare. Only those of Members that
// voted do: an absence, a vote not taken part in, and one that is not known are
// neither agreement nor disagreement.
type Concord string

// The concords.
const (
	Alike        Concord = "alike"
	OneAbstained Concord = "one_abstained"
	Opposed      Concord = "opposed"
	NotCompared  Concord = "not_compared"
)

// Concords are the ways in which two castings compare.
var Concords = credentials.Vocabulary[Concord]{Name: "concord", Terms: []credentials.Term[Concord]{
	{Code: Alike, Label: "alike", Meaning: "both voted for, both against, or both abstained"},
	{Code: OneAbstained, Label: "one abstained", Meaning: "one voted for or against, the other abstained"},
	{Code: Opposed, Label: "opposed", Meaning: "one voted for, the other against"},
	{Code: NotCompared, Label: "not compared", Meaning: "one of them did not vote, or was not a Member"},
}}

// ConcordOf compares two castings.
func ConcordOf(a, b Casting) Concord {
	switch {
	case !a.Voted() || !b.Voted():
		return NotCompared
	case a == b:
		return Alike
	case a == castAbstaining || b == castAbstaining:
		return OneAbstained
	}
	return Opposed
}

// LeastOverlap is the least number of votes in which two Members have to have
// voted before anything is said of how close they are.
const LeastOverlap = 10

// Agreement counts how two Members voted where both did, or how the pairs of a
// group's Members did.
type Agreement struct{ Alike, OneAbstained, Opposed int }

func (a *Agreement) count(concord Concord) {
	switch concord {
	case Alike:
		a.Alike++
	case OneAbstained:
		a.OneAbstained++
	case Opposed:
		a.Opposed++
	case NotCompared:
	}
}

func (a Agreement) plus(b Agreement) Agreement {
	return Agreement{a.Alike + b.Alike, a.OneAbstained + b.OneAbstained, a.Opposed + b.Opposed}
}

// Overlap is the number of votes in which both voted.
func (a Agreement) Overlap() int { return a.Alike + a.OneAbstained + a.Opposed }

// Few reports whether they met in too few votes to say how close they are.
func (a Agreement) Few() bool { return a.Overlap() < LeastOverlap }

// Closeness is the share of the votes in which they voted alike, an abstention
// beside a vote counted as half of one (the index of agreement of Lijphart). It
// is 0 where they never met; ask Few first.
func (a Agreement) Closeness() Figure {
	if a.Overlap() == 0 {
		return 0
	}
	return Figure(a.shared() / float64(a.Overlap()))
}

// Interval is the range of Closeness.
func (a Agreement) Interval() Interval { return Wilson(a.shared(), float64(a.Overlap())) }

func (a Agreement) shared() float64 { return float64(a.Alike) + float64(a.OneAbstained)/2 }

// MarshalJSON gives the counts, with the closeness null where they met in too
// few votes to say.
func (a Agreement) MarshalJSON() ([]byte, error) {
	document := struct {
		Overlap      int       `json:"overlap"`
		Alike        int       `json:"alike"`
		OneAbstained int       `json:"one_abstained"`
		Opposed      int       `json:"opposed"`
		Closeness    *Figure   `json:"closeness"`
		Interval     *Interval `json:"interval"`
	}{Overlap: a.Overlap(), Alike: a.Alike, OneAbstained: a.OneAbstained, Opposed: a.Opposed}
	if !a.Few() {
		closeness, interval := a.Closeness(), a.Interval()
		document.Closeness, document.Interval = &closeness, &interval
	}
	return json.Marshal(document)
}

// Agreement counts how two Members voted in some votes.
func (v *Voting) Agreement(a, b string, votes []int) Agreement {
	var agreement Agreement
	ours, theirs := v.castings[a], v.castings[b]
	if ours == nil || theirs == nil {
		return agreement
	}
	for _, i := range votes {
		agreement.count(ConcordOf(ours[i], theirs[i]))
	}
	return agreement
}

// Neighbour is another Member, and how it voted beside one.
type Neighbour struct {
	Member    string    `json:"member"`
	Agreement Agreement `json:"agreement"`
}

// Neighbours gives the others of some Members that voted in the same votes as
// one, the closest first, and last those that met it in too few to say.
func (v *Voting) Neighbours(member string, others []string, votes []int) []Neighbour {
	var neighbours []Neighbour
	for _, other := range others {
		if other == member {
			continue
		}
		if agreement := v.Agreement(member, other, votes); agreement.Overlap() > 0 {
			neighbours = append(neighbours, Neighbour{other, agreement})
		}
	}
	slices.SortFunc(neighbours, func(a, b Neighbour) int {
		return cmp.Or(
			falseLast(!a.Agreement.Few(), !b.Agreement.Few()),
			cmp.Compare(b.Agreement.Closeness(), a.Agreement.Closeness()),
			cmp.Compare(b.Agreement.Overlap(), a.Agreement.Overlap()),
			strings.Compare(a.Member, b.Member),
		)
	})
	return neighbours
}
