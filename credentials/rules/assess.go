package rules

import "seatwatch/credentials"

// Missing is a fact that a condition asks for and that is not known.
type Missing struct {
	// Key is what the condition calls it: "holder.capital", "talks".
	Key string
	// Label is what it is in words: "Credentials (rival)", "Mediated talks".
	Label string
	// Role and Fact are those of a fact of a role; Role is empty for what belongs
	// to the case as a whole.
	Role Role
	Fact credentials.Fact
}

// Result is what one rule says of one case.
type Result struct {
	Rule *Rule
	// Truth is the answer to the rule's condition.
	Truth credentials.Truth
	// Effect is the answer to "does it hold, and nothing set it aside?": not known
	// also where an exception is.
	Effect credentials.Truth
	// Fired says that the condition is yes and no exception fires. An exception
	// that is not known does not stop it.
	Fired bool
	// Missing are the facts on which the condition still hangs, in the order of
	// their keys' table; none unless Truth is not known.
	Missing []Missing
	// Defeated are the ids of the exceptions that fire.
	Defeated []string
	// Pending are the ids of the exceptions that would set the rule aside if facts
	// that are not known turned out so.
	Pending []string

	situation *situation
}

// Conflict is two rules of one class that both fire and find different things.
type Conflict struct {
	A, B *Rule
}

// Assessment is what a rulebook says of one case.
type Assessment struct {
	// Results has one for every rule, in the order of the rules' ids.
	Results []Result
	// Conflicts are in the order of the rules' ids.
	Conflicts []Conflict
}

// Fired gives the results of the rules that fire, in the order of their ids.
func (a *Assessment) Fired() []Result {
	var fired []Result
	for _, result := range a.Results {
		if result.Fired {
			fired = append(fired, result)
		}
	}
	return fired
}

// Assess answers every rule of the set for one case.
func (s *Set) Assess(c Case) Assessment {
	facts := c.situation()
	return s.assess(&facts)
}

func (s *Set) assess(facts *situation) Assessment {
	a := Assessment{Results: make([]Result, len(s.rules))}
	for _, i := range s.exceptionsFirst {
		a.Results[i] = s.result(i, facts, a.Results)
	}
	for i := range a.Results {
		for j := i + 1; a.Results[i].Fired && j < len(a.Results); j++ {
			if a.Results[j].Fired && opposed(a.Results[i].Rule, a.Results[j].Rule) {
				a.Conflicts = append(a.Conflicts, Conflict{a.Results[i].Rule, a.Results[j].Rule})
			}
		}
	}
	return a
}

// result answers one rule; known has the results of its exceptions.
func (s *Set) result(i int, facts *situation, known []Result) Result {
	rule := &s.rules[i]
	r := Result{Rule: rule, Truth: rule.When.truth(facts), situation: facts}
	r.Effect, r.Fired = r.Truth, r.Truth == credentials.Yes
	for _, exception := range rule.unless {
		r.Effect = r.Effect.And(known[exception].Effect.Not())
		switch {
		case known[exception].Fired:
			r.Fired = false
			r.Defeated = append(r.Defeated, s.rules[exception].ID)
		case known[exception].Effect == credentials.NotKnown:
			r.Pending = append(r.Pending, s.rules[exception].ID)
		}
	}
	if r.Truth == credentials.NotKnown {
		r.Missing = rule.missing(facts)
	}
	return r
}

// opposed reports whether two rules of one class find different things.
func opposed(a, b *Rule) bool { return a.Class == b.Class && a.Then != b.Then }

func (r *Rule) missing(facts *situation) []Missing {
	var open subjectSet
	r.When.open(facts, &open)
	var missing []Missing
	for i := range subjects {
		if d := &subjects[i]; open.has(subject(i)) {
			missing = append(missing, Missing{Key: d.key, Label: d.label, Role: d.role, Fact: d.fact})
		}
	}
	return missing
}
