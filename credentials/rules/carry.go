package rules

import (
	"math/bits"
	"slices"

	"seatwatch/credentials"
)

// sits reports whether a finding lets the claimant of a role sit: the one that
// is accepted, or whoever holds the seat where nothing is decided.
func (f Finding) sits(role Role) bool {
	switch f.Outcome {
	case credentials.Accepted:
		return f.Who == role
	case credentials.Deferred, credentials.NoDecision:
		return role == Holder
	case credentials.Rejected, credentials.VacantSeat:
	}
	return false
}

// Carried says of every rule, in the order of the rules' ids, whether it carries
// to a case: whether it fires there, or would were the claimant that its finding
// lets sit weaker in facts that are known, or the other stronger. What suffices
// on a weaker claim suffices on a stronger one, whichever rule takes over; so
// that a better fact of a claimant never takes away a rule that carries for it
// and never brings one that carries against it. Where a finding lets nobody sit,
// both may be stronger.
func (s *Set) Carried(c Case) []bool {
	facts := c.situation()
	list := make([]bool, len(s.rules))
	search := &carrying{set: s, states: make([]credentials.Truth, len(s.rules))}
	for i := range s.rules {
		search.start(i, facts)
		list[i] = search.run()
	}
	return list
}

// start makes the search ready for a rule; what it was made of before is used
// again.
func (c *carrying) start(rule int, facts situation) {
	c.rule, c.facts, c.free = rule, facts, 0
	c.involved = c.set.closures[rule]
	clear(c.states)
	for i := range c.sets {
		c.sets[i] = c.sets[i][:0]
	}
	c.release()
}

// withExceptions gives a rule and its exceptions, and theirs, exceptions first.
func (s *Set) withExceptions(i int) []int {
	in := make([]bool, len(s.rules))
	for stack := []int{i}; len(stack) > 0; {
		last := len(stack) - 1
		i, stack = stack[last], stack[:last]
		if !in[i] {
			in[i] = true
			stack = append(stack, s.rules[i].unless...)
		}
	}
	var list []int
	for _, i := range s.exceptionsFirst {
		if in[i] {
			list = append(list, i)
		}
	}
	return list
}

// carrying is the search for a case, no better for whom a rule finds than the
// one given, in which the rule fires.
type carrying struct {
	set      *Set
	rule     int
	involved []int
	// states say of each rule involved whether it fires; not known where that
	// hangs on a fact that is free.
	states []credentials.Truth
	facts  situation
	// free are the facts that may yet be another, tries what they may be.
	free  subjectSet
	tries [subjectCount][]answer
	// sets are what the rules involved tell apart of each fact.
	sets [subjectCount][]answers
}

// release frees the facts that may be otherwise. Of values that no rule involved
// tells apart one is tried.
func (c *carrying) release() {
	sets := &c.sets
	for _, i := range c.involved {
		c.set.rules[i].When.leaves(func(leaf *Condition) {
			sets[leaf.subject] = append(sets[leaf.subject], leaf.among)
		})
	}
	then := c.set.rules[c.rule].Then
	for i := firstFact; i < subjectCount; i++ {
		d, now := &subjects[i], c.facts[i]
		if len(sets[i]) == 0 || now == notKnown || now == moot {
			continue
		}
		tries := []answer{now}
		for n := range d.answers {
			try := answer(n + 1)
			favour := d.fact.Compare(credentials.Value(now), credentials.Value(try))
			if then.sits(d.role) && favour != credentials.Stronger || !then.sits(d.role) && favour != credentials.Weaker {
				continue
			}
			alike := func(known answer) bool {
				return !slices.ContainsFunc(sets[i], func(set answers) bool { return set.has(known) != set.has(try) })
			}
			if !slices.ContainsFunc(tries, alike) {
				tries = append(tries, try)
			}
		}
		if len(tries) > 1 {
			c.tries[i], c.facts[i] = tries, notKnown
			c.free.add(i)
		}
	}
}

// run tries the facts that are free, as far as the rule hangs on them.
func (c *carrying) run() bool {
	switch c.judge() {
	case credentials.Yes:
		return true
	case credentials.No:
		return false
	case credentials.NotKnown:
	}
	at := c.undecided()
	free := c.free
	c.free &^= 1 << at
	for _, try := range c.tries[at] {
		if c.facts[at] = try; c.run() {
			return true
		}
	}
	c.facts[at], c.free = notKnown, free
	return false
}

// judge says whether the rule fires, not known where that hangs on what is free.
func (c *carrying) judge() credentials.Truth {
	for _, i := range c.involved {
		rule := &c.set.rules[i]
		state := rule.When.truth(&c.facts)
		if state == credentials.NotKnown && c.open(i) == 0 {
			state = credentials.No
		}
		for _, exception := range rule.unless {
			state = state.And(c.states[exception].Not())
		}
		c.states[i] = state
	}
	return c.states[c.rule]
}

// open gives the free facts on which the condition of a rule hangs.
func (c *carrying) open(i int) subjectSet {
	var open subjectSet
	c.set.rules[i].When.open(&c.facts, &open)
	return open & c.free
}

// undecided gives a free fact on which the rule, or one of its exceptions, hangs.
func (c *carrying) undecided() subject {
	i := c.rule
	for {
		if open := c.open(i); open != 0 {
			return subject(bits.TrailingZeros64(uint64(open)))
		}
		unless := c.set.rules[i].unless
		i = unless[slices.IndexFunc(unless, func(x int) bool { return c.states[x] == credentials.NotKnown })]
	}
}
