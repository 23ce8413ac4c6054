package precedents

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// resamples is how many times the disputes are drawn anew for a range.
const resamples = 400

// ranges gives, class by class, between what the forecast falls in four of five
// resamples: the disputes are drawn with replacement, the voices learn from what
// was drawn, and the mixture weighs them by it. The same case and record draw
// the same disputes.
func (q *inquiry) ranges() (low, high Distribution) {
	disputes := q.urn()
	if len(disputes.disputes) == 0 {
		return q.p, q.p
	}
	drawn := make([]Distribution, resamples)
	inParallel(resamples, func(n int) { drawn[n] = q.resample(disputes.draw(n)) })
	column := make([]float64, resamples)
	for class := range q.p {
		for n := range drawn {
			column[n] = drawn[n][class]
		}
		slices.Sort(column)
		low[class] = min(q.p[class], column[resamples/10])
		high[class] = max(q.p[class], column[resamples-1-resamples/10])
	}
	return low, high
}

// urn has the disputes from which a case learns, to be drawn anew.
type urn struct {
	seed uint64
	// disputes are those that are drawn, by place in the casebook; of places in
	// all.
	disputes []int
	places   int
}

func (q *inquiry) urn() *urn {
	sum := sha256.Sum256([]byte(q.question()))
	u := &urn{seed: binary.LittleEndian.Uint64(sum[:8])}
	for i := range q.lessons {
		u.places = max(u.places, q.lessons[i].dispute+1)
	}
	met := make([]bool, u.places)
	for i := range q.lessons {
		if l := &q.lessons[i]; l.Contested() == q.Contested() && !met[l.dispute] {
			met[l.dispute] = true
			u.disputes = append(u.disputes, l.dispute)
		}
	}
	return u
}

// notDrawn stands for a dispute that is not drawn, and always counted once.
const notDrawn = -1

// draw gives how many times each dispute is drawn, by place in the casebook.
func (u *urn) draw(n int) []int {
	draw := rand.New(rand.NewPCG(u.seed, uint64(n)))
	times := make([]int, u.places)
	for i := range times {
		times[i] = notDrawn
	}
	for _, dispute := range u.disputes {
		times[dispute] = 0
	}
	for range u.disputes {
		times[u.disputes[draw.IntN(len(u.disputes))]]++
	}
	return times
}

// resample makes the forecast with every dispute counted so many times.
func (q *inquiry) resample(times []int) Distribution {
	lessons := make([]lesson, 0, len(q.lessons))
	for _, l := range q.lessons {
		switch counted := times[l.dispute]; counted {
		case 0:
		case notDrawn:
			lessons = append(lessons, l)
		default:
			l.times = float64(counted)
			l.weight *= l.times
			lessons = append(lessons, l)
		}
	}
	learned := q.engine.learn(lessons)
	learned.lookFrom(q.vantage)
	said := learned.speakOn(q.Case, q.bearing)
	m := q.engine.mixtureFor(q.Case, func(past *entry) int { return times[past.dispute] })
	return m.mixed(&said)
}
