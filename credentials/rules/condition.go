package rules

import (
	"strings"

	"seatwatch/credentials"
)

// operator is what a node of a condition does.
type operator uint8

const (
	// isOneOf asks one question of fact.
	isOneOf operator = iota
	allOf
	anyOf
	notOf
)

// operators are the words of a condition that are no subjects, by operator.
var operators = []string{"all", "any", "not"}

// Condition is a tree of all, any and not over questions of fact. The zero
// Condition is no condition; conditions are made by Load and ParseCondition.
type Condition struct {
	op    operator
	parts []Condition
	// subject and among are those of isOneOf.
	subject subject
	among   answers
}

// truth answers the condition in a situation, after Kleene.
func (c *Condition) truth(s *situation) credentials.Truth {
	switch c.op {
	case allOf:
		truth := credentials.Yes
		for i := range c.parts {
			if truth = truth.And(c.parts[i].truth(s)); truth == credentials.No {
				return truth
			}
		}
		return truth
	case anyOf:
		truth := credentials.No
		for i := range c.parts {
			if truth = truth.Or(c.parts[i].truth(s)); truth == credentials.Yes {
				return truth
			}
		}
		return truth
	case notOf:
		return c.parts[0].truth(s).Not()
	case isOneOf:
	}
	return c.among.holds(s[c.subject])
}

// holds says whether an answer is in the set. A moot one is not: there is
// nobody of whom it could be true.
func (s answers) holds(a answer) credentials.Truth {
	if a == notKnown {
		return credentials.NotKnown
	}
	return credentials.TruthOf(s.has(a))
}

// open adds to into the subjects on which the answer of a condition that is not
// known hangs.
func (c *Condition) open(s *situation, into *subjectSet) {
	if c.truth(s) != credentials.NotKnown {
		return
	}
	if c.op == isOneOf {
		into.add(c.subject)
		return
	}
	for i := range c.parts {
		c.parts[i].open(s, into)
	}
}

// leaves calls visit with every question of fact.
func (c *Condition) leaves(visit func(*Condition)) {
	if c.op == isOneOf {
		visit(c)
		return
	}
	for i := range c.parts {
		c.parts[i].leaves(visit)
	}
}

// String gives the condition as the rulebook's YAML writes it, on one line:
// {all: [{challenge: objection}, {holder.capital: [held, contested]}]}. ParseCondition
// reads it back.
func (c Condition) String() string {
	var b strings.Builder
	c.write(&b)
	return b.String()
}

func (c *Condition) write(b *strings.Builder) {
	b.WriteByte('{')
	defer b.WriteByte('}')
	if c.op == isOneOf {
		b.WriteString(subjects[c.subject].key + ": ")
		codes := c.among.codes(c.subject)
		if len(codes) == 1 {
			b.WriteString(codes[0])
			return
		}
		b.WriteString("[" + strings.Join(codes, ", ") + "]")
		return
	}
	b.WriteString(operators[c.op-allOf] + ": ")
	if c.op == notOf {
		c.parts[0].write(b)
		return
	}
	b.WriteByte('[')
	for i := range c.parts {
		if i > 0 {
			b.WriteString(", ")
		}
		c.parts[i].write(b)
	}
	b.WriteByte(']')
}

func (s answers) codes(of subject) []string {
	var codes []string
	for i, a := range subjects[of].answers {
		if s.has(answer(i + 1)) {
			codes = append(codes, a.code)
		}
	}
	return codes
}

// subjectSet is a set of subjects.
type subjectSet uint64

func (s *subjectSet) add(x subject) { *s |= 1 << x }

func (s subjectSet) has(x subject) bool { return s&(1<<x) != 0 }
