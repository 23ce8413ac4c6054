package precedents

import (
	"math"

	"seatwatch/credentials"
)

// What makes a precedent count less: each difference by the first, a fact that
// is not known by the second, another challenge and another state of the seat by
// the third, and age by half every precedentHalfLife years.
const (
	differencePenalty = 0.7
	unknownPenalty    = 0.1
	mismatchPenalty   = 2
	precedentHalfLife = 15
	precedentStrength = 3
	// precedentLimit is how many of the latest decisions are compared.
	precedentLimit = 600
)

// likeness is the precedents as a forecaster: every contested decision speaks
// for its own outcome, the less there is in which the case falls short of it on
// the side of whoever it left in the seat.
type likeness struct {
	lessons []lesson
	// disputes numbers the lessons' disputes.
	disputes []int
	count    int
	near     distances
	*vantage
}

func learnLikeness(lessons []lesson, near distances) *likeness {
	contested := make([]lesson, 0, len(lessons))
	last := 0
	for i := range lessons {
		if lessons[i].Contested() {
			contested = append(contested, lessons[i])
			last = max(last, lessons[i].dispute)
		}
	}
	contested = contested[max(0, len(contested)-precedentLimit):]
	l := &likeness{lessons: contested, disputes: make([]int, len(contested)), near: near}
	numbers := make([]int, last+1)
	for i := range contested {
		number := &numbers[contested[i].dispute]
		if *number == 0 {
			l.count++
			*number = l.count
		}
		l.disputes[i] = *number - 1
	}
	return l
}

// weight gives what a lesson weighs for a case by itself.
func (l *likeness) weight(there, here *Case) float64 {
	if l.has(here) {
		return l.nearness[there.index]
	}
	return math.Exp(-l.near.between(there, here)) * l.precedentAge(there, here)
}

// weights gives what each lesson weighs for a case; the decisions of one dispute
// weigh no more than 1 together, each time it is counted.
func (l *likeness) weights(c *Case) []float64 {
	total := make([]float64, l.count)
	weights := make([]float64, len(l.lessons))
	for i := range l.lessons {
		weights[i] = l.weight(l.lessons[i].Case, c)
		total[l.disputes[i]] += weights[i]
	}
	for i := range l.lessons {
		weights[i] *= l.lessons[i].times / max(1, total[l.disputes[i]])
	}
	return weights
}

func (l *likeness) forecast(c *Case, base Distribution) Distribution {
	var near tally
	for i, weight := range l.weights(c) {
		near.add(l.lessons[i].Outcome, weight)
	}
	return near.towards(base, precedentStrength).among(c.can)
}

// distance gives how far a case falls short of a precedent.
func distance(there, here *Case) float64 {
	var d float64
	if there.Challenge != here.Challenge {
		d += mismatchPenalty
	}
	if (there.Holder < 0) != (here.Holder < 0) {
		d += mismatchPenalty
	}
	failing, missing := 0, 0
	switch there.Outcome {
	case HolderAccepted, DecisionDeferred, NoDecisionTaken:
		if there.Holder >= 0 && here.Holder >= 0 {
			failing, missing = countShortfalls(there, there.Holder, here, here.Holder)
		}
	case OtherAccepted:
		accepted, heir := there.place(there.Accepted), here.heir()
		if accepted >= 0 && heir >= 0 {
			failing, missing = countShortfalls(there, accepted, here, heir)
		}
	case SeatLeftVacant, CredentialsRejected, classCount:
		if p, f := there.foremost(), here.foremost(); p >= 0 && f >= 0 {
			// Nobody prevailed: the case is the more like it the less its foremost
			// claimant surpasses the one that failed.
			failing, missing = countOwn(&here.Standings[f], &there.Standings[p], credentials.Weaker)
		}
	}
	return d + differencePenalty*float64(failing) + unknownPenalty*float64(missing)
}

// place gives the place of a claimant, -1 if it is not among those with facts.
func (c *Case) place(claimant string) int {
	for i, id := range c.Claimants {
		if id == claimant {
			return i
		}
	}
	return -1
}

// foremost gives the place of the holder, or of the strongest claimant where
// nobody holds the seat; -1 where there is no claimant.
func (c *Case) foremost() int {
	if c.Holder >= 0 {
		return c.Holder
	}
	return c.rival()
}
