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
	var ids []string
	place := map[string]int{}
	for i := range q.lessons {
		id := q.lessons[i].Dispute.ID
		if _, ok := place[id]; !ok && q.lessons[i].Contested() == q.Contested() {
			place[id] = len(ids)
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return q.p, q.p
	}
	measured := q.learned.likeness.measured(q.Case)
	drawn := make([]Distribution, resamples)
	inParallel(resamples, func(n int) { drawn[n] = q.resample(n, len(ids), place, measured) })
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

func (q *inquiry) resample(n, disputes int, place map[string]int, measured []float64) Distribution {
	seed := sha256.Sum256([]byte(q.question()))
	draw := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(seed[:8]), uint64(n)))
	times := make([]float64, disputes)
	for range disputes {
		times[draw.IntN(disputes)]++
	}
	var lessons []lesson
	for _, l := range q.lessons {
		i, contested := place[l.Dispute.ID]
		if !contested || times[i] > 0 {
			if contested {
				l.times = times[i]
				l.weight *= l.times
			}
			lessons = append(lessons, l)
		}
	}
	learned := q.engine.learn(lessons)
	learned.likeness.kept = measured
	said := learned.speakOn(q.Case, q.bearing)
	m := q.engine.mixtureFor(q.Case, func(past *entry) float64 { return times[place[past.Dispute.ID]] })
	return m.mixed(&said)
}
