package credentials

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func caseOf(dispute string, session int) ClassCase {
	return ClassCase{Dispute: dispute, Key: DecisionKey{Session: RegularSessionOf(session), Number: 1}}
}

// fieldsOf gives the fields of the faults of an error, in order.
func fieldsOf(err error) string {
	invalid, ok := errors.AsType[*Invalid](err)
	if !ok {
		return ""
	}
	var fields []string
	for _, fault := range invalid.Faults {
		fields = append(fields, fault.Field)
	}
	return strings.Join(fields, " ")
}

func TestNewClass(t *testing.T) {
	c, err := NewClass(1, "  Moot \t 2027 ", true, []ClassCase{caseOf("a-1950", 5), caseOf("b-1960", 15)})
	if err != nil || c.Title != "Moot 2027" || c.Cases[0].Number != 1 || c.Cases[1].Number != 2 || c.Open() != 2 {
		t.Errorf("got %+v, %v", c, err)
	}
	var many []ClassCase
	for n := range MostCases + 1 {
		many = append(many, caseOf("a-1950", n+1))
	}
	for _, c := range []struct {
		title  string
		cases  []ClassCase
		fields string
	}{
		{"", nil, "title case"},
		{strings.Repeat("x", 101), many[:1], "title"},
		{"a\x00b", many[:1], "title"},
		{"Moot", many, "case"},
		{"Moot", []ClassCase{many[0], many[1], many[0]}, "case"},
		{"Moot", many[:MostCases], ""},
	} {
		if _, err := NewClass(1, c.title, false, c.cases); fieldsOf(err) != c.fields {
			t.Errorf("%.20q with %d cases: %v, want faults at %q", c.title, len(c.cases), err, c.fields)
		}
	}
}

// A later case of a dispute waits for the earlier ones, and for no other.
func TestCasesWaitForEarlierOnes(t *testing.T) {
	c, err := NewClass(1, "Moot", false, []ClassCase{caseOf("a-1950", 5), caseOf("b-1950", 5), caseOf("a-1950", 6), caseOf("a-1950", 7)})
	if err != nil {
		t.Fatal(err)
	}
	answerable := func() (list string) {
		for n := range 6 {
			if c.Answerable(n) {
				list += string(rune('0' + n))
			}
		}
		return list
	}
	for _, step := range []struct {
		close int
		want  string
	}{{0, "12"}, {2, "1"}, {1, "3"}, {3, "4"}, {4, ""}} {
		if step.close > 0 {
			c.Cases[step.close-1].Closed = time.Date(2027, 1, step.close, 0, 0, 0, 0, time.UTC)
		}
		if got := answerable(); got != step.want {
			t.Errorf("after %d is closed %q can be answered, want %q", step.close, got, step.want)
		}
	}
	if on, waits := c.WaitsFor(9); waits {
		t.Errorf("a case that is none waits for %v", on)
	}
	if _, err := c.Case(5); err == nil {
		t.Error("there is a fifth case")
	}
}

func TestNewStudent(t *testing.T) {
	if s, err := NewStudent(3, "  Ana \t P. "); err != nil || s.Name != "Ana P." || s.Class != 3 {
		t.Errorf("got %+v, %v", s, err)
	}
	for _, name := range []string{"", " \n", strings.Repeat("x", 41), "a\u202eb", "a\xff"} {
		if _, err := NewStudent(3, name); fieldsOf(err) != "name" {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAnswersAreValidated(t *testing.T) {
	ways, claimants := []string{"accepted_holder", "deferred"}, []string{"a", "b"}
	for _, c := range []struct {
		answer Answer
		fields string
	}{
		{Answer{Shares: map[string]int{"deferred": 1}}, ""},
		{Answer{Shares: map[string]int{"deferred": 100, "accepted_holder": 100}, Facts: map[string]Standing{"a": {}}}, ""},
		{Answer{}, "shares"},
		{Answer{Shares: map[string]int{"deferred": 0}}, "shares"},
		{Answer{Shares: map[string]int{"deferred": -1, "accepted_holder": 101}}, "shares.accepted_holder shares.deferred"},
		{Answer{Shares: map[string]int{"rejected": 100}}, "shares.rejected"},
		{Answer{Shares: map[string]int{"deferred": 100}, Argument: strings.Repeat("ж", LongestArgument)}, ""},
		{Answer{Shares: map[string]int{"deferred": 100}, Argument: strings.Repeat("x", LongestArgument+1)}, "argument"},
		{Answer{Shares: map[string]int{"deferred": 100}, Facts: map[string]Standing{"c": {}}}, "c"},
	} {
		if err := c.answer.Validate(ways, claimants); fieldsOf(err) != c.fields {
			t.Errorf("%v: %v, want faults at %q", c.answer.Shares, err, c.fields)
		}
	}
}
