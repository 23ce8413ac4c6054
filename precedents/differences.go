package precedents

import "seatwatch/credentials"

// DifferenceKind says in what a case falls short of a precedent.
type DifferenceKind string

// The kinds of difference.
const (
	// Worse: the claimant's own fact is less favourable than it was there.
	Worse DifferenceKind = "worse"
	// RivalBetter: its rival's fact is more favourable than it was there.
	RivalBetter DifferenceKind = "rival_better"
	// NotComparable: the fact's order does not compare the two values.
	NotComparable DifferenceKind = "not_comparable"
	// RivalPresent: there is a rival here, and there was none.
	RivalPresent DifferenceKind = "rival_present"
	// NotKnownHere: the fact was known there and is not known here.
	NotKnownHere DifferenceKind = "not_known"
)

// FactDifference is one thing in which a case falls short of a precedent, from
// the side of one claimant.
type FactDifference struct {
	Kind DifferenceKind
	// Claimant is the claimant of the case whose fact it is.
	Claimant string
	Fact     credentials.Fact
	// There and Here are the fact's values in the precedent and in the case.
	There, Here credentials.Value
}

// against gives the place of the claimant that stands against the one at i: the
// strongest rival of the holder, the holder for anyone else, and where nobody
// holds the seat the strongest other. -1 where there is none.
func (c *Case) against(i int) int {
	if i == c.Holder {
		return c.rival()
	}
	if c.Holder >= 0 {
		return c.Holder
	}
	for _, r := range c.Rivals {
		if r != i {
			return r
		}
	}
	return -1
}

// shortfalls calls visit with everything in which claimant f of a case falls
// short of claimant p of a precedent, what is not known among it.
func shortfalls(there *Case, p int, here *Case, f int, visit func(FactDifference)) {
	ownShortfalls(&there.Standings[p], &here.Standings[f], here.Claimants[f], visit)
	rivalHere, rivalThere := here.against(f), there.against(p)
	switch {
	case rivalHere < 0:
	case rivalThere < 0:
		visit(FactDifference{Kind: RivalPresent, Claimant: here.Claimants[rivalHere]})
	default:
		ours, theirs := &here.Standings[rivalHere], &there.Standings[rivalThere]
		for _, fact := range facts {
			compareFact(fact, theirs.Get(fact), ours.Get(fact), credentials.Stronger, RivalBetter, here.Claimants[rivalHere], visit)
		}
	}
}

// ownShortfalls calls visit with every fact in which a claimant falls short of
// another, its opponents left aside.
func ownShortfalls(there, here *credentials.Standing, claimant string, visit func(FactDifference)) {
	for _, fact := range facts {
		compareFact(fact, there.Get(fact), here.Get(fact), credentials.Weaker, Worse, claimant, visit)
	}
}

func compareFact(fact credentials.Fact, there, here credentials.Value, bad credentials.Favour, kind DifferenceKind,
	claimant string, visit func(FactDifference),
) {
	if there == 0 {
		return
	}
	switch fact.Compare(here, there) {
	case bad:
		visit(FactDifference{kind, claimant, fact, there, here})
	case credentials.FavourNotKnown:
		visit(FactDifference{NotKnownHere, claimant, fact, there, here})
	case credentials.Incomparable:
		visit(FactDifference{NotComparable, claimant, fact, there, here})
	case credentials.Weaker, credentials.Alike, credentials.Stronger:
	}
}
