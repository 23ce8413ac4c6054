package rules

import "seatwatch/credentials"

// Step is one node of a condition with its answer in a case.
type Step struct {
	// Depth is 0 for the whole condition, and one more for each part within a part.
	Depth int
	// Words say what the node asks: "the capital is held by the holder", and "all",
	// "any" or "not" for a node with parts.
	Words string
	// Condition is the node as the rulebook writes it.
	Condition string
	Truth     credentials.Truth
	// Question says that the node asks one question of fact. Key is then what it
	// asks about, Role and Fact those of a fact of a role, and Found what the case
	// says of it: "the capital is not held by the holder",
	// "that is not known", "nobody holds the seat".
	Question bool
	Key      string
	Role     Role
	Fact     credentials.Fact
	Found    string
	// Decides says that the answer to the whole rests on this node's: in all that
	// is no, on the parts that are no; in all that is yes, on every part; in any
	// the other way round. It is never set where the whole is not known.
	Decides bool
}

// Trace gives the steps that led to the answer of the rule's condition: every
// node of it, each before its parts.
func (r *Result) Trace() []Step {
	var steps []Step
	r.Rule.When.trace(r.situation, 0, r.Truth != credentials.NotKnown, &steps)
	return steps
}

func (c *Condition) trace(s *situation, depth int, decides bool, into *[]Step) {
	truth := c.truth(s)
	step := Step{Depth: depth, Condition: c.String(), Truth: truth, Decides: decides}
	if c.op == isOneOf {
		d := &subjects[c.subject]
		step.Question, step.Key, step.Role, step.Fact = true, d.key, d.role, d.fact
		step.Words, step.Found = c.subject.clause(c.among), c.subject.found(s)
	} else {
		step.Words = operators[c.op-allOf]
	}
	*into = append(*into, step)
	for i := range c.parts {
		c.parts[i].trace(s, depth+1, decides && c.settledBy(&c.parts[i], s, truth), into)
	}
}

// settledBy reports whether the answer of a node rests on that of a part.
func (c *Condition) settledBy(part *Condition, s *situation, truth credentials.Truth) bool {
	return c.op == notOf || part.truth(s) == truth
}

// found says what a case has for a subject.
func (s subject) found(facts *situation) string {
	gate := subjects[s].gate
	switch {
	case facts[s] == notKnown:
		return "that is not known"
	case facts[s] != moot:
		return s.clause(only(facts[s]))
	case subjects[s].closed.has(facts[gate]):
		return gate.clause(only(facts[gate]))
	}
	return "there was none"
}
