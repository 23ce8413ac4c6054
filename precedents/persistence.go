package precedents

// persistence is how often a dispute ended as it had the time before, by how
// many facts had meanwhile changed against that outcome and by whether it had
// ended so more than once.
type persistence struct {
	// hazards are by hazardClass: against, and settled.
	hazards [3][2]hazard
	all     hazard
}

type hazardClass struct {
	// against is the number of facts changed against the last outcome: 0, 1, or 2
	// for two and more.
	against int
	// settled says that the two decisions before went alike.
	settled bool
}

// hazard counts decisions and those that went as the one before.
type hazard struct{ n, same float64 }

// samePrior is the chance taken for a repeated outcome before anything is
// learned, and hazardStrength how many decisions it counts for.
const (
	samePrior      = 0.85
	hazardStrength = 4
)

func learnPersistence(lessons []lesson) *persistence {
	p := &persistence{}
	for i := range lessons {
		l := &lessons[i]
		last := l.last()
		if last == nil || !l.Contested() || !l.can[last.Outcome] {
			continue
		}
		p.hazard(l.hazard).add(l.Outcome == last.Outcome, l.weight)
		p.all.add(l.Outcome == last.Outcome, l.weight)
	}
	return p
}

func (p *persistence) hazard(class hazardClass) *hazard {
	if class.settled {
		return &p.hazards[class.against][1]
	}
	return &p.hazards[class.against][0]
}

func (h *hazard) add(same bool, weight float64) {
	h.n += weight
	if same {
		h.same += weight
	}
}

// last gives the decision a renewal is measured against: the dispute's last on
// the same challenge, else its last contested one; nil where there is none.
func (c *Case) last() *Case {
	if c.PreviousAlike != nil {
		return c.PreviousAlike
	}
	return c.Previous
}

func (c *Case) hazardClass() hazardClass {
	last := c.last()
	class := hazardClass{against: min(2, c.countAgainst(last))}
	if before := last.last(); before != nil {
		class.settled = before.Outcome == last.Outcome
	}
	return class
}

// same gives the chance that a case of a class ends as the decision it is measured
// against.
// More facts against that outcome never raise it.
func (p *persistence) same(class hazardClass) float64 {
	all := (p.all.same + hazardStrength*samePrior) / (p.all.n + hazardStrength)
	rate := 1.0
	for against := range class.against + 1 {
		h := p.hazard(hazardClass{against, class.settled})
		rate = min(rate, (h.same+hazardStrength*all)/(h.n+hazardStrength))
	}
	return rate
}

// forecast gives the last outcome its chance and leaves the rest to the
// reference class; at an opening it has nothing to say but that class.
func (p *persistence) forecast(c *Case, base Distribution) Distribution {
	last := c.last()
	if last == nil || !c.can[last.Outcome] {
		return base
	}
	return p.again(last.Outcome, c.hazard, base)
}

// whatever is forecast as if every outcome could happen, after a given number of
// changes.
func (p *persistence) whatever(c *Case, against int, base Distribution) Distribution {
	last := c.last()
	if last == nil {
		return base
	}
	return p.again(last.Outcome, hazardClass{against, c.hazard.settled}, base)
}

func (p *persistence) again(outcome Class, class hazardClass, base Distribution) Distribution {
	var again possible
	again[outcome] = true
	return base.tilted(again, p.same(class))
}
