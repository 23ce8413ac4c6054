package precedents

import (
	"math"
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
	base    forecaster
	lessons []lesson
	near    distances
	// kept has the distances of one case that is asked about again and again.
	kept map[*Case]float64
}

func learnLikeness(lessons []lesson, base forecaster, near distances) *likeness {
	l := &likeness{base: base, near: near}
	for _, lesson := range lessons {
		if lesson.Contested() {
			l.lessons = append(l.lessons, lesson)
		}
	}
	if len(l.lessons) > precedentLimit {
		l.lessons = l.lessons[len(l.lessons)-precedentLimit:]
	}
	return l
}

// measured gives the distances of a case from every lesson.
func (l *likeness) measured(c *Case) map[*Case]float64 {
	kept := make(map[*Case]float64, len(l.lessons))
	for i := range l.lessons {
		kept[l.lessons[i].Case] = l.near.between(l.lessons[i].Case, c)
	}
	return kept
}

func (l *likeness) distance(there, here *Case) float64 {
	if d, ok := l.kept[there]; ok {
		return d
	}
	return l.near.between(there, here)
}

// weights gives what each lesson weighs for a case; the decisions of one dispute
// weigh no more than 1 together, each time it is counted.
func (l *likeness) weights(c *Case) []float64 {
	total := make(map[string]float64, len(l.lessons))
	weights := make([]float64, len(l.lessons))
	for i := range l.lessons {
		there := l.lessons[i].Case
		weights[i] = math.Exp(-l.distance(there, c)) * fade(years(there, c), precedentHalfLife)
		total[there.Dispute.ID] += weights[i]
	}
	for i := range l.lessons {
		weights[i] *= l.lessons[i].times / max(1, total[l.lessons[i].Dispute.ID])
	}
	return weights
}

func (l *likeness) forecast(c *Case) Distribution {
	base := l.base.forecast(c)
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
	count := func(difference FactDifference) {
		if difference.Kind == NotKnownHere {
			d += unknownPenalty
		} else {
			d += differencePenalty
		}
	}
	switch there.Outcome {
	case HolderAccepted, DecisionDeferred, NoDecisionTaken:
		if there.Holder >= 0 && here.Holder >= 0 {
			shortfalls(there, there.Holder, here, here.Holder, count)
		}
	case OtherAccepted:
		accepted, heir := there.place(there.Accepted), here.heir()
		if accepted >= 0 && heir >= 0 {
			shortfalls(there, accepted, here, heir, count)
		}
	case SeatLeftVacant, CredentialsRejected, classCount:
		if p, f := there.foremost(), here.foremost(); p >= 0 && f >= 0 {
			// Nobody prevailed: the case is the more like it the less its foremost
			// claimant surpasses the one that failed.
			ownShortfalls(&here.Standings[f], &there.Standings[p], there.Claimants[p], count)
		}
	}
	return d
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
