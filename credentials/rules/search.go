package rules

import (
	"math/bits"
	"slices"

	"seatwatch/credentials"
)

// verdict is the end of a search.
type verdict uint8

const (
	// impossible: no case is so.
	impossible verdict = iota
	// found: a case is so.
	found
	// notSettled: the bound was reached first.
	notSettled
)

// The most steps of one search, and of all searches over one rulebook; a step
// answers one rule once. The built-in rules take some hundred steps a search.
const (
	mostSteps    = 100_000
	mostStepsAll = 3_000_000
)

// prover searches for cases in which rules fire. It answers each question by
// trying the facts on which the answer still hangs, one after the other, and
// leaves off as soon as Kleene's answer is settled whatever the rest may be.
type prover struct {
	set  *Set
	left int
}

// search is one question to a prover.
type search struct {
	set *Set
	// fire are the rules that have to fire, hold those whose condition has to be
	// yes.
	fire, hold []int
	// involved are those and their exceptions, exceptions first.
	involved []int
	effects  []credentials.Truth
	// tries are the answers worth trying for each subject: one of each sort that
	// the conditions tell apart.
	tries [subjectCount][]answer
	facts situation
	steps int
}

// look looks for a case in which all the rules of fire fire and the conditions
// of those of hold are yes, beginning from what given says; facts is the case.
func (p *prover) look(given situation, fire, hold []int) (facts situation, v verdict) {
	if p.left <= 0 {
		return given, notSettled
	}
	s := &search{set: p.set, fire: fire, hold: hold, facts: given, steps: min(mostSteps, p.left)}
	s.involve()
	s.sort()
	s.facts.close()
	before := s.steps
	v = s.run()
	p.left = max(0, p.left-before+s.steps)
	return s.facts, v
}

// involve collects the rules that have a say.
func (s *search) involve() {
	in := make([]bool, len(s.set.rules))
	for _, i := range s.hold {
		in[i] = true
	}
	reach := make([]bool, len(s.set.rules))
	stack := slices.Clone(s.fire)
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if reach[i] {
			continue
		}
		reach[i], in[i] = true, true
		stack = append(stack, s.set.rules[i].unless...)
	}
	for _, i := range s.set.exceptionsFirst {
		if in[i] {
			s.involved = append(s.involved, i)
		}
	}
	s.effects = make([]credentials.Truth, len(s.set.rules))
}

// sort finds which answers the conditions tell apart.
func (s *search) sort() {
	var sets [subjectCount][]answers
	ask := func(c *Condition) {
		sets[c.subject] = append(sets[c.subject], c.among)
		if d := &subjects[c.subject]; d.closed != 0 {
			sets[d.gate] = append(sets[d.gate], d.closed)
		}
	}
	cannotBe.leaves(ask)
	for _, i := range s.involved {
		s.set.rules[i].When.leaves(ask)
	}
	for i := range subjects {
		seen := map[string]bool{}
		for n := range subjects[i].answers {
			a, sort := answer(n+1), make([]byte, 0, len(sets[i]))
			for _, set := range sets[i] {
				sort = append(sort, byte(set.holds(a)))
			}
			if !seen[string(sort)] {
				seen[string(sort)] = true
				s.tries[i] = append(s.tries[i], a)
			}
		}
		if subjects[i].optional {
			s.tries[i] = append(s.tries[i], moot)
		}
	}
}

// run tries the rest of the facts.
func (s *search) run() verdict {
	if s.steps <= 0 {
		return notSettled
	}
	s.steps -= len(s.involved)
	truth, undecided := s.truth()
	switch truth {
	case credentials.No:
		return impossible
	case credentials.Yes:
		return found
	case credentials.NotKnown:
	}
	if gate := subjects[undecided].gate; s.facts[gate] == notKnown {
		undecided = gate
	}
	before := s.facts
	for _, try := range s.tries[undecided] {
		s.facts[undecided] = try
		s.facts.close()
		if v := s.run(); v != impossible {
			return v
		}
		s.facts = before
	}
	return impossible
}

// truth says whether what is looked for is so as far as the facts are tried, and
// where that is not known a subject on which it hangs.
func (s *search) truth() (credentials.Truth, subject) {
	for _, i := range s.involved {
		rule := &s.set.rules[i]
		s.effects[i] = rule.When.truth(&s.facts)
		for _, exception := range rule.unless {
			// Exceptions of what only has to hold are not involved, and not asked for.
			s.effects[i] = s.effects[i].And(s.effects[exception].Not())
		}
	}
	truth := cannotBe.truth(&s.facts).Not()
	if truth == credentials.NotKnown {
		truth = credentials.Yes
	}
	at := -1
	for _, i := range s.fire {
		if truth = truth.And(s.effects[i]); s.effects[i] == credentials.NotKnown && at < 0 {
			at = i
		}
	}
	for _, i := range s.hold {
		holds := s.set.rules[i].When.truth(&s.facts)
		if truth = truth.And(holds); holds == credentials.NotKnown && at < 0 {
			at = i
		}
	}
	if truth != credentials.NotKnown {
		return truth, 0
	}
	return truth, s.undecided(at)
}

// undecided gives a subject on which a rule, or one of its exceptions, hangs.
func (s *search) undecided(i int) subject {
	for {
		rule := &s.set.rules[i]
		var open subjectSet
		if rule.When.open(&s.facts, &open); open != 0 {
			return subject(bits.TrailingZeros64(uint64(open)))
		}
		i = rule.unless[slices.IndexFunc(rule.unless, func(x int) bool { return s.effects[x] == credentials.NotKnown })]
	}
}

// cannotBe is what no case is, by what the words mean: rival credentials are
// those of two delegations or more, and two authorities do not both hold the
// capital, most of the country, or the recognition of most States; nor does one
// hold the capital that another contests.
var cannotBe = Condition{op: anyOf, parts: []Condition{
	{op: allOf, parts: []Condition{
		{subject: challengeMade, among: only(codeAnswer(challengeMade, string(credentials.RivalCredentials)))},
		{subject: rivalsThere, among: only(noRival)},
	}},
	both(credentials.Capital, "held"),
	heldAndContested(Holder, Rival),
	heldAndContested(Rival, Holder),
	both(credentials.Territory, "nearly_all", "most"),
	both(credentials.Recognition, "most"),
}}

// heldAndContested asks whether one role holds the capital and the other contests
// it.
func heldAndContested(one, other Role) Condition {
	held, contested := factSubject(one, credentials.Capital), factSubject(other, credentials.Capital)
	return Condition{op: allOf, parts: []Condition{
		{subject: held, among: only(codeAnswer(held, "held"))},
		{subject: contested, among: only(codeAnswer(contested, "contested"))},
	}}
}

// both asks whether a fact has one of some values for both roles.
func both(fact credentials.Fact, codes ...string) Condition {
	condition := Condition{op: allOf}
	for _, role := range Roles.Terms {
		question := Condition{subject: factSubject(role.Code, fact)}
		for _, code := range codes {
			question.among |= only(codeAnswer(question.subject, code))
		}
		condition.parts = append(condition.parts, question)
	}
	return condition
}
