package credentials

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The bounds of a class.
const (
	// MostCases is how many cases a class may have, MostStudents how many may join it,
	// and MostClasses how many classes an account may keep.
	MostCases    = 40
	MostStudents = 200
	MostClasses  = 100
	// LongestArgument is how long a student's argument may be, in characters.
	LongestArgument = 5000
)

// Class is a group of students that forecast decisions whose outcomes are kept
// from them until its teacher closes the cases. It is beside the record and no
// part of it.
type Class struct {
	Number int `json:"number"`
	// Account is the number of its teacher's account.
	Account int    `json:"-"`
	Title   string `json:"title"`
	// Codes says that the students code the facts; otherwise they are given them.
	Codes bool `json:"codes"`
	// Cases are in the order in which they were decided, numbered from 1.
	Cases []ClassCase `json:"cases"`
	Made  time.Time   `json:"made"`
	// Students is how many have joined.
	Students int `json:"students"`
}

// ClassCase is a decision as a case of a class.
type ClassCase struct {
	Number  int         `json:"number"`
	Dispute string      `json:"dispute"`
	Key     DecisionKey `json:"-"`
	// Closed is when its teacher closed it and its outcome was shown; zero while it
	// is open.
	Closed time.Time `json:"closed,omitzero"`
}

// ID gives the id of the decision: "liberia-1990:46".
func (c ClassCase) ID() string { return c.Dispute + ":" + c.Key.String() }

// Open reports whether it can still be answered, as far as that is up to the case
// itself.
func (c ClassCase) Open() bool { return c.Closed.IsZero() }

// NewClass gives a class that is not stored yet, its cases numbered in the order
// in which they are given. A title that will not do and no case, too many or one
// twice are an *Invalid, at the fields title and case.
func NewClass(account int, title string, codes bool, cases []ClassCase) (Class, error) {
	c := Class{Account: account, Title: strings.Join(strings.Fields(title), " "), Codes: codes, Cases: slices.Clone(cases)}
	var wrong faults
	switch {
	case c.Title == "":
		wrong.add("title", "write a name that its students will know, such as that of the course", "the class has no name")
	case utf8.RuneCountInString(c.Title) > longestName || !printable(c.Title):
		wrong.add("title", "write at most 100 characters that can be seen", "that is not a name")
	}
	switch {
	case len(c.Cases) == 0:
		wrong.add("case", "choose at least one", "the class has no case")
	case len(c.Cases) > MostCases:
		wrong.add("case", fmt.Sprintf("choose at most %d", MostCases), "%d cases are too many for a class", len(c.Cases))
	}
	seen := map[string]bool{}
	for i := range c.Cases {
		id := c.Cases[i].ID()
		if seen[id] {
			wrong.add("case", "choose each once", "%s is there twice", id)
		}
		seen[id] = true
		c.Cases[i].Number = i + 1
	}
	if err := wrong.err(); err != nil {
		return Class{}, err
	}
	return c, nil
}

// Case gives the case with a number; none is a *NotFound.
func (c *Class) Case(number int) (ClassCase, error) {
	if number < 1 || number > len(c.Cases) {
		return ClassCase{}, &NotFound{Kind: "case of this class", ID: fmt.Sprint(number)}
	}
	return c.Cases[number-1], nil
}

// WaitsFor gives the case that has to be closed before another can be answered:
// an earlier one of the same dispute, since the facts and the past of the later
// one tell how the earlier ended.
func (c *Class) WaitsFor(number int) (earlier ClassCase, waits bool) {
	one, err := c.Case(number)
	if err != nil {
		return ClassCase{}, false
	}
	for _, other := range c.Cases[:number-1] {
		if other.Dispute == one.Dispute && other.Open() {
			return other, true
		}
	}
	return ClassCase{}, false
}

// Answerable reports whether students can answer a case: it is open, and waits
// for no other.
func (c *Class) Answerable(number int) bool {
	one, err := c.Case(number)
	if err != nil || !one.Open() {
		return false
	}
	_, waits := c.WaitsFor(number)
	return !waits
}

// Open gives how many cases are not closed yet.
func (c *Class) Open() int {
	n := 0
	for _, one := range c.Cases {
		if one.Open() {
			n++
		}
	}
	return n
}

// Student is a member of a class, under a name of their own choosing. There is no
// account behind it.
type Student struct {
	Number int       `json:"number"`
	Class  int       `json:"-"`
	Name   string    `json:"name"`
	Joined time.Time `json:"joined"`
}

// longestStudent is how long the name of a student may be, in characters.
const longestStudent = 40

// NewStudent gives a student that is not stored yet. A name that will not do is an
// *Invalid at the field name.
func NewStudent(class int, name string) (Student, error) {
	s := Student{Class: class, Name: strings.Join(strings.Fields(name), " ")}
	what := ""
	switch {
	case s.Name == "":
		what = "the name is missing"
	case utf8.RuneCountInString(s.Name) > longestStudent:
		what = fmt.Sprintf("the name is longer than %d characters", longestStudent)
	case !printable(s.Name):
		what = "the name has characters that cannot be seen"
	}
	if what != "" {
		return Student{}, &Invalid{Faults: []Fault{{Field: "name", What: what, Mend: "write a name by which the class knows you; it need not be your own"}}}
	}
	return s, nil
}

// Answer is what a student says of a case: how likely each outcome is, why, and
// where the class codes the facts, what they were.
type Answer struct {
	Student int `json:"-"`
	Case    int `json:"case"`
	// Shares are per cent by the code of the way in which the decision can go. They
	// need not come to 100: they are taken in proportion.
	Shares   map[string]int `json:"shares"`
	Argument string         `json:"argument"`
	// Facts are the coded facts by claimant; a claimant that is missing is one of
	// whom the student knows nothing.
	Facts map[string]Standing `json:"facts,omitempty"`
	At    time.Time           `json:"at"`
}

// FactsToCode gives the facts that a class codes: all but who holds the seat, which
// every case says.
func FactsToCode() []Fact {
	return slices.DeleteFunc(Facts(), func(f Fact) bool { return f == HoldsSeat })
}

// Sum gives what the shares come to.
func (a *Answer) Sum() int {
	sum := 0
	for _, share := range a.Shares {
		sum += share
	}
	return sum
}

// Validate refuses an answer that cannot be scored, with every fault at its field:
// shares.CODE, argument, CLAIMANT. ways are the codes of the ways in which the
// decision can go, and claimants those of whom facts can be coded.
func (a *Answer) Validate(ways, claimants []string) error {
	var wrong faults
	for _, way := range slices.Sorted(maps.Keys(a.Shares)) {
		switch share := a.Shares[way]; {
		case !slices.Contains(ways, way):
			wrong.add("shares."+way, Suggest(way, ways), "%q is not a way in which this can go", way)
		case share < 0 || share > 100:
			wrong.add("shares."+way, "write a whole number of per cent from 0 to 100", "%d is not a share", share)
		}
	}
	if len(wrong.list) == 0 && a.Sum() == 0 {
		wrong.add("shares", "give at least one way some per cent", "there is no forecast")
	}
	if utf8.RuneCountInString(a.Argument) > LongestArgument {
		wrong.add("argument", fmt.Sprintf("shorten it to %d characters", LongestArgument), "the argument is too long")
	}
	for _, id := range slices.Sorted(maps.Keys(a.Facts)) {
		if !slices.Contains(claimants, id) {
			wrong.add(id, Suggest(id, claimants), "there is no claimant %q in this case", id)
		}
	}
	return wrong.err()
}
