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
	x              issueWeights
	offset, weight float64
	y              float64
}

func learnRidge(lessons []lesson, base func(*Case) Distribution) *ridge {
	var stays, agreed []example
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() || l.Holder < 0 {
			continue
		}
		d := base(l.Case).floored(l.can)
		keeps := d.keeps()
		x := contrasts(l.Case)
		kept := classTable[l.Outcome].Keeps
		stays = append(stays, example{x, logit(clamp(keeps)), l.weight, oneIf(kept)})
		if kept {
			agreed = append(agreed, example{x, logit(clamp(d[HolderAccepted] / keeps)), l.weight, oneIf(l.Outcome == HolderAccepted)})
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

// sweeps is how often all weights are gone through.
const sweeps = 8

// fitLogistic fits a penalized logistic regression with weights that are not
// negative, by descending one weight after the other.
func fitLogistic(examples []example) (w issueWeights) {
	if len(examples) == 0 {
		return w
	}
	scores := make([]float64, len(examples))
	for i := range examples {
		scores[i] = examples[i].offset
	}
	for range sweeps {
		for j := range w {
			gradient, curvature := ridgePenalty*w[j], ridgePenalty
			for i := range examples {
				e := &examples[i]
				if e.x[j] == 0 {
					continue
				}
				p := logistic(scores[i])
				gradient += e.weight * (p - e.y) * e.x[j]
				curvature += e.weight * p * (1 - p) * e.x[j] * e.x[j]
			}
			next := w[j] - gradient/curvature
			if j < int(issueCount) {
				next = max(0, next)
			}
			step := next - w[j]
			if math.Abs(step) < 1e-9 {
				continue
			}
			w[j] = next
			for i := range examples {
				scores[i] += step * examples[i].x[j]
			}
		}
	}
	return w
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
