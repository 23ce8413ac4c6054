package precedents

import (
	"math"
)

// learned is every voice made from what is known.
type learned struct {
	base      *reference
	same      *persistence
	practice  *practice
	rulebook  *rulebook
	likeness  *likeness
	ridge     *ridge
	plainBase *plainReference
	quiet     *quiet
	baselines [baselineCount]*plain
}

func (e *Engine) learn(lessons []lesson) *learned {
	n := &learned{
		base: learnReference(lessons), same: learnPersistence(lessons), practice: learnPractice(lessons),
		rulebook: learnRulebook(lessons, e), likeness: learnLikeness(lessons, e.near),
		plainBase: learnPlainReference(lessons), quiet: learnQuiet(lessons),
	}
	n.ridge = learnRidge(lessons, n.outset)
	for i := range n.baselines {
		n.baselines[i] = learnPlain(i, lessons)
	}
	return n
}

// lookFrom has the voices that look back at each lesson do so from a vantage.
func (n *learned) lookFrom(v *vantage) {
	n.likeness.vantage, n.practice.vantage = v, v
}

// outset gives what the other voices set out from: the last outcome where there
// is one, and the reference class.
func (n *learned) outset(c *Case) Distribution { return n.same.forecast(c, n.base.forecast(c)) }

// rules gives what the rulebook says of a case. It sets out as the other voices
// do, but from every outcome: that one cannot happen takes away its own chance and
// moves no other against another. What the rules are weighed against hangs on no
// fact, so that a rule weighs the same whatever the facts are.
func (n *learned) rules(c *Case, bearing *bearing) Distribution {
	base := n.base.among(c, anything)
	return n.rulebook.forecast(c, bearing, n.same.whatever(c, c.hazard.against, base), n.same.whatever(c, 0, base))
}

// telling gives the rules, among some that bear on a case, that its figures rest
// on.
func (n *learned) telling(c *Case, found []int) []int {
	return n.rulebook.telling(c, found, n.same.whatever(c, 0, n.base.among(c, anything)))
}

// speak gives what every voice says of a case, floored.
func (n *learned) speak(c *Case) [voiceCount]Distribution {
	return n.speakOn(c, n.rulebook.engine.bearing(c))
}

// speakOn is speak where it is known which rules bear on the case. Of a decision
// that nobody challenges all voices say the same: what its reference class says.
func (n *learned) speakOn(c *Case, bearing *bearing) (said [voiceCount]Distribution) {
	if !c.Contested() {
		for v := range said {
			said[v] = n.quiet.forecast(c).floored(c.can)
		}
		return said
	}
	said[ReferenceVoice] = n.base.forecast(c)
	said[PersistenceVoice] = n.same.forecast(c, said[ReferenceVoice])
	outset := said[PersistenceVoice]
	said[PracticeVoice] = n.practice.forecast(c, outset)
	said[RulesVoice] = n.rules(c, bearing)
	said[PrecedentsVoice] = n.likeness.forecast(c, outset)
	said[RegressionVoice] = n.ridge.forecast(c, outset)
	plain := n.plainBase.forecast(c)
	for i, baseline := range n.baselines {
		said[int(firstBaseline)+i] = baseline.forecast(c, plain)
	}
	for v := range said {
		said[v] = said[v].floored(c.can)
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
