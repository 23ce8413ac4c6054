package precedents

import (
	"math"
)

// forecaster gives each class its probability.
type forecaster interface {
	forecast(c *Case) Distribution
}

// learned is every voice made from what is known.
type learned struct {
	voices   [voiceCount]forecaster
	rulebook *rulebook
	likeness *likeness
	base     *reference
}

func (e *Engine) learn(lessons []lesson) *learned {
	base := learnReference(lessons)
	same := learnPersistence(lessons, base)
	n := &learned{
		base: base, rulebook: learnRulebook(lessons, same, e.rules, e.firing), likeness: learnLikeness(lessons, same, e.near),
	}
	n.voices = [voiceCount]forecaster{
		ReferenceVoice: base, PracticeVoice: learnPractice(lessons, same), PersistenceVoice: same,
		RulesVoice: n.rulebook, PrecedentsVoice: n.likeness, RegressionVoice: learnRidge(lessons, same),
	}
	plain := learnPlainReference(lessons)
	for i := range Baselines {
		n.voices[int(firstBaseline)+i] = learnPlain(&Baselines[i], lessons, plain)
	}
	return n
}

// speak gives what every voice says of a case, floored.
func (n *learned) speak(c *Case) (said [voiceCount]Distribution) {
	for v := range said {
		said[v] = n.voices[v].forecast(c).floored(c.can)
	}
	return said
}

// distances keeps how far each contested case falls short of each other, where
// there are few enough of them to keep.
type distances struct {
	n     int
	pairs []float64
}

// distancesKept is the number of cases up to which all pairs are kept.
const distancesKept = 600

func measure(book *Casebook) distances {
	n := len(book.Cases)
	if n > distancesKept {
		return distances{}
	}
	d := distances{n: n, pairs: make([]float64, n*n)}
	for i := range d.pairs {
		d.pairs[i] = math.NaN()
	}
	for i, there := range book.Cases {
		for k, here := range book.Cases {
			if there.Contested() && here.Contested() {
				d.pairs[i*n+k] = distance(there, here)
			}
		}
	}
	return d
}

// between gives the distance of two cases.
func (d *distances) between(there, here *Case) float64 {
	if i, k := there.index, here.index; i >= 0 && k >= 0 && i < d.n && k < d.n {
		if kept := d.pairs[i*d.n+k]; !math.IsNaN(kept) {
			return kept
		}
	}
	return distance(there, here)
}
