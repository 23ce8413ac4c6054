package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
)

// The rungs of the ladder of outcomes for one claimant.
const (
	rungLost     = 0 // another is accepted, or its own credentials are rejected
	rungOther    = 1 // another sits meanwhile
	rungNobody   = 2 // nobody sits
	rungSits     = 3 // it sits meanwhile, the decision put off or not taken
	rungAccepted = 4
)

var rungLabels = [...]string{
	"another is accepted, or its credentials are rejected", "another sits meanwhile", "nobody sits",
	"it sits meanwhile", "its credentials are accepted",
}

// RungLabel says what a rung of the ladder of outcomes, 0 to 4, means for a
// claimant.
func RungLabel(rung int) string { return rungLabels[rung] }

// rung gives how well the claimant at i fared in a decided case.
func (c *Case) rung(i int) int { return c.rungIn(i, c.Outcome, c.Accepted) }

// rungIn gives how well the claimant at i would fare in a class.
func (c *Case) rungIn(i int, class Class, accepted string) int {
	switch class {
	case HolderAccepted:
		if i == c.Holder {
			return rungAccepted
		}
		return rungLost
	case OtherAccepted:
		if c.Claimants[i] == accepted {
			return rungAccepted
		}
		return rungLost
	case DecisionDeferred, NoDecisionTaken:
		switch {
		case i == c.Holder:
			return rungSits
		case c.Holder < 0:
			return rungNobody
		}
		return rungOther
	case SeatLeftVacant:
		return rungNobody
	case CredentialsRejected, classCount:
	}
	return rungLost
}

// Bound is how far the record binds for one claimant: by facts or by issues.
type Bound struct {
	// Lower and Upper are rungs of the ladder of outcomes; the record says
	// nothing where they are 0 and 4.
	Lower int `json:"lower"`
	Upper int `json:"upper"`
	// Binding are the decisions that set Lower or Upper above or below that.
	Binding []string `json:"binding"`
	// Contradiction says that Lower is above Upper: the record contradicts
	// itself here, and both stand.
	Contradiction bool `json:"contradiction"`
}

// Bounds is what the record forces for one claimant.
type Bounds struct {
	// Bound is on the facts: a precedent binds if the claimant is at least as
	// strong in every fact known there.
	Bound
	// Needs are the facts that would have to be known, and no worse, for the
	// nearest precedents to bind.
	Needs []Need `json:"needs"`
	// OnIssues is on the issues: strong rather than binding.
	OnIssues Bound `json:"on_issues"`
}

// Need is a precedent that would bind if facts that are not known were confirmed.
type Need struct {
	Decision string   `json:"decision"`
	Rung     int      `json:"rung"`
	Facts    []string `json:"facts"`
}

// needsShown is how many precedents that would bind are named.
const needsShown = 3

// boundsFor works out what earlier decisions force for the claimant at i.
func boundsFor(c *Case, i int, lessons []lesson) Bounds {
	b := Bounds{Bound: Bound{Upper: rungAccepted, Binding: []string{}}, OnIssues: Bound{Upper: rungAccepted, Binding: []string{}}, Needs: []Need{}}
	type constraint struct {
		id   string
		rung int
	}
	var lower, upper, issueLower, issueUpper []constraint
	for _, l := range lessons {
		if !l.Contested() || (l.Holder < 0) != (c.Holder < 0) {
			continue
		}
		for p := range l.Claimants {
			if (p == l.Holder) != (i == c.Holder) {
				continue
			}
			here := constraint{l.ID(), l.rung(p)}
			failing, missing := countShortfalls(l.Case, p, c, i)
			switch {
			case failing == 0 && missing == 0:
				lower = append(lower, here)
			case failing == 0 && here.rung > rungLost:
				b.Needs = append(b.Needs, Need{here.id, here.rung, missingFacts(l.Case, p, c, i)})
			}
			if failing, missing = countShortfalls(c, i, l.Case, p); failing == 0 && missing == 0 {
				upper = append(upper, here)
			}
			if l.issuesAtLeast(p, c, i) {
				issueLower = append(issueLower, here)
			}
			if c.issuesAtLeast(i, l.Case, p) {
				issueUpper = append(issueUpper, here)
			}
		}
	}
	slices.SortStableFunc(b.Needs, func(x, y Need) int {
		return cmp.Or(cmp.Compare(len(x.Facts), len(y.Facts)), cmp.Compare(y.Rung, x.Rung))
	})
	b.Needs = b.Needs[:min(len(b.Needs), needsShown)]
	settle := func(bound *Bound, lower, upper []constraint) {
		for _, l := range lower {
			bound.Lower = max(bound.Lower, l.rung)
		}
		for _, u := range upper {
			bound.Upper = min(bound.Upper, u.rung)
		}
		for _, l := range lower {
			if l.rung == bound.Lower && l.rung > rungLost {
				bound.Binding = append(bound.Binding, l.id)
			}
		}
		for _, u := range upper {
			if u.rung == bound.Upper && u.rung < rungAccepted && !slices.Contains(bound.Binding, u.id) {
				bound.Binding = append(bound.Binding, u.id)
			}
		}
		bound.Contradiction = bound.Lower > bound.Upper
	}
	settle(&b.Bound, lower, upper)
	settle(&b.OnIssues, issueLower, issueUpper)
	return b
}

// missingFacts gives the keys of the facts that are known in a precedent and not
// in a case.
func missingFacts(there *Case, p int, here *Case, f int) []string {
	missing := []string{}
	shortfalls(there, p, here, f, func(d FactDifference) {
		if d.Kind == NotKnownHere {
			missing = append(missing, d.id())
		}
	})
	return missing
}

// issuesAtLeast reports whether on every issue known in this case, the claimant
// f of another stands at least as well as the claimant p of this one, and its
// opponent no better.
func (c *Case) issuesAtLeast(p int, here *Case, f int) bool {
	if !weighsAtLeast(c.Standings[p], here.Standings[f]) {
		return false
	}
	rivalHere, rivalThere := here.against(f), c.against(p)
	switch {
	case rivalHere < 0:
		return true
	case rivalThere < 0:
		return false
	}
	return weighsAtMost(c.Standings[rivalThere], here.Standings[rivalHere])
}

func weighsAtLeast(there, here credentials.Standing) bool {
	for i := range issueCount {
		theirs, known := i.Weigh(there)
		ours, also := i.Weigh(here)
		if known && (!also || ours < theirs) {
			return false
		}
	}
	return true
}

func weighsAtMost(there, here credentials.Standing) bool {
	for i := range issueCount {
		theirs, known := i.Weigh(there)
		ours, also := i.Weigh(here)
		if known && (!also || ours > theirs) {
			return false
		}
	}
	return true
}
