package rules

import (
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Proof says what was proved of a rulebook when it was loaded. It is about cases
// of which every fact is known. Where an exception hangs on a fact that is not
// known, two rules that exclude each other once it is known can both fire; that
// shows as a Conflict of the Assessment.
type Proof struct {
	// Rules is how many rules there are; every one can fire, but for those of
	// Unsettled.
	Rules int `json:"rules"`
	// Pairs is how many pairs of rules of one class find different things. None of
	// them can both fire in silence, but for those of Unsettled.
	Pairs int `json:"pairs"`
	// Declared is how many of the pairs can both fire and are declared conflicts.
	Declared int `json:"declared"`
	// Gaps are the kinds of case that no rule reaches.
	Gaps []Gap `json:"gaps"`
	// Idle are exceptions that never meet the rule they are an exception of.
	Idle []Idle `json:"idle"`
	// Unsettled is what could not be settled within the bound of the search.
	Unsettled []Unsettled `json:"unsettled"`
}

// Gap is a kind of case in which no rule can fire.
type Gap struct {
	Kind      credentials.Kind      `json:"kind"`
	Challenge credentials.Challenge `json:"challenge"`
	Opening   bool                  `json:"opening"`
}

// Idle is an exception that never fires where its rule holds.
type Idle struct {
	Rule      string `json:"rule"`
	Exception string `json:"exception"`
}

// Unsettled is a question that the bound of the search left open: whether one
// rule can fire, or two can both.
type Unsettled struct {
	Rules []string `json:"rules"`
}

// Proof says what was proved of the rulebook. Callers leave its slices as they
// are.
func (s *Set) Proof() Proof { return s.proof }

// prove looks for rules that cannot fire and for silent overlaps, which are
// faults, and for gaps and idle exceptions, which are not.
func (l *loader) prove(set *Set) {
	p := &prover{set: set, left: mostStepsAll}
	set.proof.Rules = len(set.rules)
	able := make([]bool, len(set.rules))
	for i, whole := range set.resolved() {
		able[i] = whole && l.canFire(p, i)
	}
	for i := range set.rules {
		for j := i + 1; j < len(set.rules); j++ {
			if able[i] && able[j] {
				l.overlap(p, i, j)
			}
		}
	}
	for i := range set.rules {
		for _, exception := range set.rules[i].unless {
			if !able[i] || !able[exception] {
				continue
			}
			if _, v := p.look(situation{}, []int{exception}, []int{i}); v == impossible {
				set.proof.Idle = append(set.proof.Idle, Idle{set.rules[i].ID, set.rules[exception].ID})
			}
		}
	}
	set.proof.Gaps = p.gaps(able)
}

// resolved reports of each rule whether all its exceptions, and theirs, were
// read: a rule whose exception is at fault is not at fault for what that would
// have prevented.
func (s *Set) resolved() []bool {
	whole := make([]bool, len(s.rules))
	for _, i := range s.exceptionsFirst {
		rule := &s.rules[i]
		whole[i] = len(rule.unless) == len(rule.Unless) && !slices.ContainsFunc(rule.unless, func(x int) bool { return !whole[x] })
	}
	return whole
}

// canFire proves that a rule can fire; that it cannot is a fault.
func (l *loader) canFire(p *prover, i int) bool {
	rule := &p.set.rules[i]
	switch _, v := p.look(situation{}, []int{i}, nil); v {
	case found:
		return true
	case notSettled:
		p.unsettled(i)
		return true
	case impossible:
	}
	place := l.places[rule.ID].when
	if _, v := p.look(situation{}, nil, []int{i}); v == impossible {
		l.faults.add(place, "look for questions under all: that exclude each other", "%s can never fire: no case meets its condition", rule.ID)
		return false
	}
	l.faults.add(place, "narrow the exceptions, or leave the rule out", "%s can never fire: wherever its condition holds, %s sets it aside", rule.ID, strings.Join(rule.Unless, " or "))
	return false
}

// overlap proves that two rules that find different things at one rank do not
// both fire, unless that is declared.
func (l *loader) overlap(p *prover, i, j int) {
	a, b := &p.set.rules[i], &p.set.rules[j]
	place, declared := l.declared(a, b)
	if declared && (slices.Contains(a.Unless, b.ID) || slices.Contains(b.Unless, a.ID)) {
		l.faults.add(place, "keep it under unless", "%s and %s are rule and exception, which is no conflict", a.ID, b.ID)
		return
	}
	switch {
	case !opposed(a, b) && declared && a.Class != b.Class:
		l.faults.add(place, "leave it out: the weightier rule prevails", "%s and %s are of different classes, which is no conflict", a.ID, b.ID)
		return
	case !opposed(a, b) && declared:
		l.faults.add(place, "leave it out", "%s and %s find the same, which is no conflict", a.ID, b.ID)
		return
	case !opposed(a, b):
		return
	}
	p.set.proof.Pairs++
	facts, v := p.look(situation{}, []int{i, j}, nil)
	switch {
	case v == notSettled:
		p.unsettled(i, j)
	case v == found && declared:
		p.set.proof.Declared++
	case v == found:
		l.faults.add(l.places[b.ID].when, "name one in the other’s unless:, or declare it under conflicts:",
			"%s finds %s where %s finds %s, both %s, and both fire where %s", b.ID, b.Then, a.ID, a.Then, a.Class, facts.words())
	case declared:
		l.faults.add(place, "leave it out", "%s and %s can never both fire, which is no conflict", a.ID, b.ID)
	}
}

// declared gives the place at which one of two rules names the other as a
// conflict.
func (l *loader) declared(a, b *Rule) (Place, bool) {
	for _, pair := range [][2]*Rule{{a, b}, {b, a}} {
		if n := slices.Index(pair[0].Conflicts, pair[1].ID); n >= 0 {
			return l.places[pair[0].ID].conflicts[n], true
		}
	}
	return Place{}, false
}

func (p *prover) unsettled(rules ...int) {
	var ids []string
	for _, i := range rules {
		ids = append(ids, p.set.rules[i].ID)
	}
	p.set.proof.Unsettled = append(p.set.proof.Unsettled, Unsettled{ids})
}

// gaps finds the kinds of case in which no rule can fire.
func (p *prover) gaps(able []bool) []Gap {
	var gaps []Gap
	for _, kind := range credentials.Kinds.Terms {
		for _, challenge := range credentials.Challenges.Terms {
			for _, first := range []bool{true, false} {
				var given situation
				given[kindOfDispute] = codeAnswer(kindOfDispute, string(kind.Code))
				given[challengeMade] = codeAnswer(challengeMade, string(challenge.Code))
				given[opening] = truthAnswer(credentials.TruthOf(first))
				if !p.reached(given, able) {
					gaps = append(gaps, Gap{kind.Code, challenge.Code, first})
				}
			}
		}
	}
	return gaps
}

func (p *prover) reached(given situation, able []bool) bool {
	for i := range p.set.rules {
		if able[i] {
			if _, v := p.look(given, []int{i}, nil); v != impossible {
				return true
			}
		}
	}
	return false
}

// words gives the facts that are known: "holder.capital is held and talks is
// true".
func (s *situation) words() string {
	var known []string
	for i, a := range s {
		if a != notKnown && a != moot {
			known = append(known, subjects[i].key+" is "+subjects[i].answers[a-1].code)
		}
	}
	if len(known) == 0 {
		return "nothing at all is known"
	}
	return strings.Join(known, ", ")
}
