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

// scope is what hangs together with a rule: its exceptions and theirs, and what
// all of them ask.
type scope struct {
	// rules are the rule and those exceptions, exceptions first.
	rules []int
	// asks are the subjects of their conditions.
	asks subjectSet
	// tries has for every fact they ask about, and every answer to it, what is
	// worth trying in its stead: see others.
	tries [subjectCount][][]answer
}

// scopeOf gives the scope of a rule.
func (s *Set) scopeOf(rule int) scope {
	c := scope{rules: s.withExceptions(rule)}
	var told [subjectCount][]answers
	for _, i := range c.rules {
		s.rules[i].When.leaves(func(leaf *Condition) {
			c.asks.add(leaf.subject)
			told[leaf.subject] = append(told[leaf.subject], leaf.among)
		})
	}
	for i := firstFact; i < subjectCount; i++ {
		if !c.asks.has(i) {
			continue
		}
		c.tries[i] = make([][]answer, len(subjects[i].answers)+1)
		for now := range subjects[i].answers {
			c.tries[i][now+1] = others(i, answer(now+1), s.rules[rule].Then, told[i])
		}
	}
	return c
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

// others gives the answer to a question of fact and those that are no better for
// whom a rule finds; of answers that the conditions do not tell apart, one. It is
// nil where there is none but the answer itself.
func others(of subject, now answer, then Finding, told []answers) []answer {
	d := &subjects[of]
	sits := then.sits(d.role)
	tries := []answer{now}
	for n := range d.answers {
		try := answer(n + 1)
		favour := d.fact.Compare(credentials.Value(now), credentials.Value(try))
		if sits && favour != credentials.Stronger || !sits && favour != credentials.Weaker {
			continue
		}
		alike := func(known answer) bool {
			return !slices.ContainsFunc(told, func(set answers) bool { return set.has(known) != set.has(try) })
		}
		if !slices.ContainsFunc(tries, alike) {
			tries = append(tries, try)
		}
	}
	if len(tries) == 1 {
		return nil
	}
	return tries
}

// carrying is the search for a case, no better for whom a rule finds than the
// one given, in which the rule fires.
type carrying struct {
	*scope
	set  *Set
	rule int
	// states say of each rule of the scope whether it fires; not known where that
	// hangs on a fact that is free.
	states []credentials.Truth
	facts  situation
	// free are the facts that may yet be another, tries what they may be.
	free  subjectSet
	tries [subjectCount][]answer
}

// carries says whether a rule that does not fire in a case carries to it.
func (c *carrying) carries(rule int, facts *situation) bool {
	c.scope, c.rule, c.facts, c.free = &c.set.scopes[rule], rule, *facts, 0
	for asked := c.asks >> firstFact << firstFact; asked != 0; asked &= asked - 1 {
		i := subject(bits.TrailingZeros64(uint64(asked)))
		now := c.facts[i]
		if now == notKnown || now == moot {
			continue
		}
		if tries := c.scope.tries[i][now]; tries != nil {
			c.tries[i], c.facts[i] = tries, notKnown
			c.free.add(i)
		}
	}
	return c.free != 0 && c.run()
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
	c.free &^= 1 << at
	for _, try := range c.tries[at] {
		if c.facts[at] = try; c.run() {
			return true
		}
	}
	c.facts[at] = notKnown
	c.free.add(at)
	return false
}

// judge says whether the rule fires, not known where that hangs on what is free.
func (c *carrying) judge() credentials.Truth {
	for _, i := range c.rules {
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
