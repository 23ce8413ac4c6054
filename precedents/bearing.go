package precedents

import "seatwatch/credentials/rules"

// bearing is which rules bear on a case, by their places in the rulebook: those
// that fire, and for each claimant that may be the rival those that carry.
type bearing struct {
	fired   []int
	carried [][]int
	// judged has what the rules say with each such claimant, none without rules.
	judged []*rules.Bearing
}

// bearing gives which rules bear on a case, from the record or anew.
func (e *Engine) bearing(c *Case) *bearing {
	if i := c.index; i >= 0 && i < len(e.bearings) && e.book.Cases[i] == c {
		return e.bearings[i]
	}
	return e.judge(c)
}

// judge puts a case to the rules.
func (e *Engine) judge(c *Case) *bearing {
	return e.bears(c, func(_ int, seen rules.Case) *rules.Bearing { return e.set.Bearing(seen) })
}

// judgeFrom is judge for a case that differs little from another.
func (e *Engine) judgeFrom(from *bearing, c *Case) *bearing {
	return e.bears(c, func(i int, seen rules.Case) *rules.Bearing {
		return from.judged[min(i, len(from.judged)-1)].On(seen)
	})
}

// bears collects what the rules say with each claimant that may be the rival. The
// first of them is the rival of the rules that fire.
func (e *Engine) bears(c *Case, judge func(i int, seen rules.Case) *rules.Bearing) *bearing {
	if e.set == nil {
		return &bearing{carried: [][]int{nil}}
	}
	seekers := c.seekers()
	b := &bearing{judged: make([]*rules.Bearing, len(seekers)), carried: make([][]int, len(seekers))}
	for i, rival := range seekers {
		b.judged[i] = judge(i, c.rulesCaseWith(rival))
		for r := range e.rules {
			if b.judged[i].Carries(r) {
				b.carried[i] = append(b.carried[i], r)
			}
			if i == 0 && b.judged[i].Fires(r) {
				b.fired = append(b.fired, r)
			}
		}
	}
	return b
}

func (e *Engine) firing(c *Case) []int { return e.bearing(c).fired }

// FiringRules gives the ids of the rules that fire in a case, in order.
func (e *Engine) FiringRules(c *Case) []string {
	ids := []string{}
	for _, r := range e.firing(c) {
		ids = append(ids, e.rules[r].ID)
	}
	return ids
}
