package precedents

import "math"

// ridgePenalty draws the weights of the issues towards nought.
const ridgePenalty = 2.0

// ridge is a regression on how the issues stand between holder and rival, with
// the persistence forecast as its starting point: how much each issue in the
// holder's favour adds to the chance that the seat stays, and to that of an
// acceptance rather than a deferral. No weight is negative.
type ridge struct {
	stays  issueWeights
	agreed issueWeights
}

// issueWeights has one weight an issue and a constant last.
type issueWeights [issueCount + 1]float64

func contrasts(c *Case) (x issueWeights) {
	for i, row := range c.issues {
		x[i] = float64(row.contest()) / 2
	}
	x[issueCount] = 1
	return x
}

func (w *issueWeights) dot(x *issueWeights) float64 {
	var sum float64
	for i := range w {
		sum += w[i] * x[i]
	}
	return sum
}

// example is one decision of a logistic regression.
type example struct {
	x                 issueWeights
	offset, weight, y float64
	// score and chance are what the weights make of it so far.
	score, chance float64
}

func newExample(x *issueWeights, offset, weight, y float64) example {
	return example{*x, offset, weight, y, offset, logistic(offset)}
}

// move changes what the weights make of it.
func (e *example) move(by float64) {
	e.score += by
	e.chance = logistic(e.score)
}

// outset is all of a case that the persistence forecast hangs on. Many cases have
// the same.
type outset struct {
	held, challenge int
	stream          stream
	can             possible
	last            Class
	hazard          hazardClass
}

func outsetOf(c *Case) outset {
	o := outset{c.held(), c.challengePlace(), c.stream(), c.can, classCount, c.hazard}
	if last := c.last(); last != nil {
		o.last = last.Outcome
	}
	return o
}

func learnRidge(lessons []lesson, base func(*Case) Distribution) *ridge {
	stays, agreed := make([]example, 0, len(lessons)), make([]example, 0, len(lessons))
	type offsets struct{ stays, agreed float64 }
	known := map[outset]offsets{}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() || l.Holder < 0 {
			continue
		}
		from, ok := known[outsetOf(l.Case)]
		if !ok {
			d := base(l.Case).floored(l.can)
			keeps := d.keeps()
			from = offsets{logit(clamp(keeps)), logit(clamp(d[HolderAccepted] / keeps))}
			known[outsetOf(l.Case)] = from
		}
		x := contrasts(l.Case)
		kept := classTable[l.Outcome].Keeps
		stays = append(stays, newExample(&x, from.stays, l.weight, oneIf(kept)))
		if kept {
			agreed = append(agreed, newExample(&x, from.agreed, l.weight, oneIf(l.Outcome == HolderAccepted)))
		}
	}
	return &ridge{stays: fitLogistic(stays), agreed: fitLogistic(agreed)}
}

func clamp(p float64) float64 { return min(1-floor, max(floor, p)) }

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// sweeps is how often all weights are gone through at most, and leastStep the
// least by which one is moved.
const (
	sweeps    = 8
	leastStep = 1e-9
)

// fitLogistic fits a penalized logistic regression with weights that are not
// negative, by descending one weight after the other until none moves.
func fitLogistic(examples []example) (w issueWeights) {
	for range sweeps {
		moved := false
		for j := range w {
			next := nextWeight(examples, j, w[j])
			step := next - w[j]
			if math.Abs(step) < leastStep {
				continue
			}
			moved = true
			w[j] = next
			for i := range examples {
				if e := &examples[i]; e.x[j] != 0 {
					e.move(step * e.x[j])
				}
			}
		}
		if !moved {
			break
		}
	}
	return w
}

// nextWeight gives what a weight is to be.
func nextWeight(examples []example, j int, weight float64) float64 {
	gradient, curvature := ridgePenalty*weight, ridgePenalty
	for i := range examples {
		e := &examples[i]
		if e.x[j] == 0 {
			continue
		}
		gradient += e.weight * (e.chance - e.y) * e.x[j]
		curvature += e.weight * e.chance * (1 - e.chance) * e.x[j] * e.x[j]
	}
	next := weight - gradient/curvature
	if j < int(issueCount) {
		next = max(0, next)
	}
	return next
}

func (r *ridge) forecast(c *Case, base Distribution) Distribution {
	d := base
	if c.Holder < 0 {
		return d
	}
	d = d.floored(c.can)
	x := contrasts(c)
	keeps := d.keeps()
	accepted := d[HolderAccepted] / keeps
	stays := logistic(logit(clamp(keeps)) + r.stays.dot(&x))
	agreed := logistic(logit(clamp(accepted)) + r.agreed.dot(&x))
	for class := range d {
		switch {
		case Class(class) == HolderAccepted:
			d[class] = stays * agreed
		case classTable[class].Keeps:
			d[class] *= portion(stays*(1-agreed), keeps-accepted*keeps)
		default:
			d[class] *= portion(1-stays, 1-keeps)
		}
	}
	return d.among(c.can)
}
