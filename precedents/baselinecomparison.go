package precedents

import (
	"math"
	"math/rand/v2"
	"slices"
)

// BaselineComparison sets the engine beside the plain baseline that came nearest to it
// in log loss.
type BaselineComparison struct {
	// Row is "all", "openings" or "renewals".
	Row      string `json:"row"`
	Baseline string `json:"baseline"`
	Label    string `json:"label"`
	// Difference is the engine’s mean log loss less the baseline’s: below 0 the
	// engine is better. Low and High are its range in 95 of 100 draws of the
	// disputes, since decisions of one dispute are not independent.
	Difference Figure `json:"difference"`
	Low        Figure `json:"low"`
	High       Figure `json:"high"`
	// Skill is 1 less the ratio of the log losses, BrierSkill that of the Brier
	// scores.
	Skill      Figure `json:"skill"`
	BrierSkill Figure `json:"brier_skill"`
	// Better says that the whole range is below 0; where it is not, the engine is
	// no better than the baseline as far as the record can tell.
	Better bool `json:"better"`
}

// draws is how many times the disputes are drawn for a comparison.
const draws = 1000

// compareWithBaselines gives the comparisons of forecasts with the baselines on the same
// decisions, in the same order.
func compareWithBaselines(ours []scored, baselines [][]scored) []BaselineComparison {
	rows := []struct {
		name string
		has  func(*scored) bool
	}{
		{"all", func(*scored) bool { return true }},
		{"openings", func(f *scored) bool { return f.Opening }},
		{"renewals", func(f *scored) bool { return !f.Opening }},
	}
	list := make([]BaselineComparison, 0, len(rows))
	for _, row := range rows {
		mine := chosen(ours, row.has)
		best, score := -1, Score{}
		for b := range baselines {
			if s := scoreOf(chosen(baselines[b], row.has)); best < 0 || s.LogLoss < score.LogLoss {
				best, score = b, s
			}
		}
		own := scoreOf(mine)
		c := BaselineComparison{Row: row.name, Baseline: Baselines[best].Key, Label: Baselines[best].Label, Difference: own.LogLoss - score.LogLoss}
		if score.LogLoss > 0 && score.Brier > 0 {
			c.Skill, c.BrierSkill = 1-own.LogLoss/score.LogLoss, 1-own.Brier/score.Brier
		}
		c.Low, c.High = pairedRange(mine, chosen(baselines[best], row.has))
		c.Better = c.High < 0
		list = append(list, c)
	}
	return list
}

func chosen(list []scored, has func(*scored) bool) []scored {
	var some []scored
	for i := range list {
		if has(&list[i]) {
			some = append(some, list[i])
		}
	}
	return some
}

// pairedRange draws the disputes with replacement and gives the range of the
// mean difference in log loss.
func pairedRange(ours, theirs []scored) (low, high Figure) {
	pairs := make([]paired, len(ours))
	for i := range ours {
		pairs[i] = paired{ours[i].Dispute.ID, math.Log(theirs[i].p[ours[i].Outcome]) - math.Log(ours[i].p[ours[i].Outcome])}
	}
	return drawnRange(pairs)
}

// paired is the difference between two forecasts of one thing in a dispute.
type paired struct {
	dispute    string
	difference float64
}

// drawnRange draws the disputes with replacement and gives between what the mean
// difference falls in 95 of 100 draws.
func drawnRange(pairs []paired) (low, high Figure) {
	type sum struct{ difference, n float64 }
	var sums []sum
	place := map[string]int{}
	for _, pair := range pairs {
		at, ok := place[pair.dispute]
		if !ok {
			at = len(sums)
			place[pair.dispute] = at
			sums = append(sums, sum{})
		}
		sums[at].difference += pair.difference
		sums[at].n++
	}
	if len(sums) == 0 {
		return 0, 0
	}
	draw := rand.New(rand.NewPCG(uint64(len(pairs)), uint64(len(sums))))
	means := make([]float64, draws)
	for d := range means {
		var total sum
		for range sums {
			one := sums[draw.IntN(len(sums))]
			total.difference += one.difference
			total.n += one.n
		}
		means[d] = total.difference / total.n
	}
	slices.Sort(means)
	return Figure(means[draws/40]), Figure(means[draws-1-draws/40])
}
