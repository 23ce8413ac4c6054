package rules

import "seatwatch/credentials"

// Bearing is which rules bear on a case. It does not change once made and is
// safe for all readers.
type Bearing struct {
	set            *Set
	facts          situation
	fires, carries []bool
}

// Bearing says which rules bear on a case.
func (s *Set) Bearing(c Case) *Bearing {
	b := &Bearing{set: s, facts: c.situation(), fires: make([]bool, len(s.rules)), carries: make([]bool, len(s.rules))}
	b.judge(^subjectSet(0))
	return b
}

// On says which rules bear on another case. Only those are judged anew that ask,
// themselves or in an exception, about something in which the two cases differ.
func (b *Bearing) On(c Case) *Bearing {
	facts := c.situation()
	var differ subjectSet
	for i := range facts {
		if facts[i] != b.facts[i] {
			differ.add(subject(i))
		}
	}
	if differ == 0 {
		return b
	}
	judged := make([]bool, 2*len(b.fires))
	other := &Bearing{set: b.set, facts: facts, fires: judged[:len(b.fires)], carries: judged[len(b.fires):]}
	copy(other.fires, b.fires)
	copy(other.carries, b.carries)
	other.judge(differ)
	return other
}

// judge judges the rules that ask about one of the subjects.
func (b *Bearing) judge(asked subjectSet) {
	var search *carrying
	for _, i := range b.set.exceptionsFirst {
		if b.set.scopes[i].asks&asked == 0 {
			continue
		}
		b.fires[i] = b.firesNow(i)
		if b.carries[i] = b.fires[i]; !b.carries[i] {
			if search == nil {
				search = &carrying{set: b.set, states: make([]credentials.Truth, len(b.set.rules))}
			}
			b.carries[i] = search.carries(i, &b.facts)
		}
	}
}

// firesNow says whether a rule fires, its exceptions having been judged.
func (b *Bearing) firesNow(i int) bool {
	rule := &b.set.rules[i]
	for _, exception := range rule.unless {
		if b.fires[exception] {
			return false
		}
	}
	return rule.When.truth(&b.facts) == credentials.Yes
}

// Fires reports whether the rule at a place in Rules fires: whether its condition
// is yes and no exception fires.
func (b *Bearing) Fires(rule int) bool { return b.fires[rule] }

// Carries reports whether the rule at a place in Rules carries to the case:
// whether it fires there, or would were the claimant that its finding lets sit
// weaker in facts that are known, or the other stronger. What suffices on a
// weaker claim suffices on a stronger one, whichever rule takes over; so that a
// better fact of a claimant never takes away a rule that carries for it and never
// brings one that carries against it. Where a finding lets nobody sit, both may
// be stronger.
func (b *Bearing) Carries(rule int) bool { return b.carries[rule] }

// Otherwise is a fact of a role that is of another value.
type Otherwise struct {
	Role  Role
	Fact  credentials.Fact
	Value credentials.Value
}

// Where gives a position in which a rule fires that carries to the case without
// firing there: the facts that are otherwise in it, in the order of the roles and
// the facts. It is nil for a rule that fires, or does not carry.
func (b *Bearing) Where(rule int) []Otherwise {
	if b.fires[rule] || !b.carries[rule] {
		return nil
	}
	search := &carrying{set: b.set, states: make([]credentials.Truth, len(b.set.rules))}
	search.carries(rule, &b.facts)
	var list []Otherwise
	for i := firstFact; i < subjectCount; i++ {
		if found := search.facts[i]; found != notKnown && found != b.facts[i] {
			list = append(list, Otherwise{subjects[i].role, subjects[i].fact, credentials.Value(found)})
		}
	}
	return list
}
