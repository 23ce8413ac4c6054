package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"seatwatch/credentials"

	"pgregory.net/rapid"
)

// The questions of three different facts, each of which can be answered yes, no
// or not known.
var (
	questions = [3]string{"{talks: true}", "{division: true}", "{holder.defunct: true}"}
	asked     = [3]subject{talksUnderWay, division, factSubject(Holder, credentials.Defunct)}
	truths    = [3]credentials.Truth{credentials.No, credentials.NotKnown, credentials.Yes}
)

func mustParse(tb testing.TB, text string) Condition {
	tb.Helper()
	condition, err := ParseCondition(text)
	if err != nil {
		tb.Fatal(err)
	}
	return condition
}

// Over all 27 triples, all is the least of its parts and any the greatest, with
// not known between no and yes; and not turns them round.
func TestKleene(t *testing.T) {
	all := mustParse(t, "all: ["+strings.Join(questions[:], ", ")+"]")
	some := mustParse(t, "any: ["+strings.Join(questions[:], ", ")+"]")
	notAll := mustParse(t, "not: {all: ["+strings.Join(questions[:], ", ")+"]}")
	place := func(truth credentials.Truth) int {
		for i, other := range truths {
			if truth == other {
				return i
			}
		}
		return -1
	}
	triples := 0
	for a := range truths {
		for b := range truths {
			for c := range truths {
				triples++
				var s situation
				for i, at := range []int{a, b, c} {
					s[asked[i]] = truthAnswer(truths[at])
				}
				name := fmt.Sprintf("%s, %s, %s", truths[a], truths[b], truths[c])
				if got := place(all.truth(&s)); got != min(a, b, c) {
					t.Errorf("all of %s is %s", name, truths[got])
				}
				if got := place(some.truth(&s)); got != max(a, b, c) {
					t.Errorf("any of %s is %s", name, truths[got])
				}
				if got := place(notAll.truth(&s)); got != 2-min(a, b, c) {
					t.Errorf("not all of %s is %s", name, truths[got])
				}
			}
		}
	}
	if triples != 27 {
		t.Errorf("there are %d triples", triples)
	}
}

// A question about somebody who is not there is no, one about somebody of whom
// nothing is known is not known.
func TestNobodyIsNotUnknown(t *testing.T) {
	capital := mustParse(t, "rival.capital: held")
	for _, c := range []struct {
		name string
		of   Case
		want credentials.Truth
	}{
		{"no rival", Case{}, credentials.No},
		{"a rival of whom nothing is known", Case{Rival: &credentials.Standing{}}, credentials.NotKnown},
		{"a rival that is not under consideration", Case{Rivals: 1}, credentials.NotKnown},
	} {
		facts := c.of.situation()
		if got := capital.truth(&facts); got != c.want {
			t.Errorf("with %s the answer is %s, not %s", c.name, got, c.want)
		}
	}
}

// Every case becomes answers, and no answer comes from a fact of another role.
func TestCaseAnswers(t *testing.T) {
	held := standing(t, map[string]string{"capital": "held", "holds_seat": "true"})
	lost := standing(t, map[string]string{"capital": "not_held", "un_stance": "condemned"})
	c := Case{
		Kind: credentials.RivalClaimants, Challenge: credentials.Objection, Talks: credentials.Yes, Holder: &held, Rival: &lost, Rivals: 3,
		Previous: credentials.Deferred, Changed: []Change{{Role: Rival}}, Division: credentials.No, EarlierInSession: credentials.Rejected,
	}
	facts := c.situation()
	const want = "kind is rival_claimants, challenge is objection, opening is false, previous is deferred, changed is some, earlier is rejected, " +
		"talks is true, division is false, holder is some, rivals is several, holder.capital is held, rival.capital is not_held, rival.un_stance is condemned"
	if got := facts.words(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c = Case{Opening: true, Previous: credentials.Deferred, Changed: []Change{{}}}
	facts = c.situation()
	if got, want := facts.words(), "opening is true, holder is none, rivals is 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func standing(tb testing.TB, codes map[string]string) credentials.Standing {
	tb.Helper()
	var s credentials.Standing
	for key, code := range codes {
		fact, err := credentials.ParseFact(key)
		if err != nil {
			tb.Fatal(err)
		}
		value, err := fact.Parse(code)
		if err != nil {
			tb.Fatal(err)
		}
		s = s.With(fact, value)
	}
	return s
}

// The table of subjects has every fact of both roles but for who holds the seat,
// each at its place, and there is room for every answer.
func TestSubjects(t *testing.T) {
	if len(subjects) != subjectCount {
		t.Fatalf("there are %d subjects, and room for %d", len(subjects), subjectCount)
	}
	seen := map[string]bool{}
	for i := range subjects {
		d := &subjects[i]
		if seen[d.key] {
			t.Errorf("%s stands in the table twice", d.key)
		}
		seen[d.key] = true
		if len(d.answers) >= int(moot) {
			t.Errorf("%s has %d answers, and the last is taken for moot", d.key, len(d.answers))
		}
		if d.role != "" && factSubject(d.role, d.fact) != subject(i) {
			t.Errorf("%s stands at %d, and is looked for at %d", d.key, i, factSubject(d.role, d.fact))
		}
		if gate := subjects[d.gate].gate; gate != d.gate {
			t.Errorf("%s hangs on %s, which hangs on another", d.key, subjects[d.gate].key)
		}
	}
	for _, role := range Roles.Codes() {
		for _, key := range credentials.FactKeys()[1:] {
			if !seen[role+"."+key] {
				t.Errorf("%s.%s cannot be asked", role, key)
			}
		}
	}
}

func TestConditionsAreRefused(t *testing.T) {
	deep := strings.Repeat("{not: ", 9) + "{talks: true}" + strings.Repeat("}", 9)
	wide := "any: [" + strings.Repeat("{talks: true}, ", 61) + "{talks: false}]"
	for _, c := range []struct{ text, want string }{
		{"", "condition: the file is empty; write what belongs there"},
		{"talks", "condition:1:1: here stands a single value, where a condition belongs; write all:, any:, not:, or a question such as holder.capital: held\n    1 | talks\n        ^"},
		{"{}", "condition:1:1: the condition is empty; write all:, any:, not:, or a question such as holder.capital: held\n    1 | {}\n        ^"},
		{"holder.capitol: held", "condition:1:1: \"capitol\" is not a fact; did you mean \"capital\"?\n    1 | holder.capitol: held\n        ^"},
		{"holder.capital: [held, hold]", "condition:1:24: \"hold\" is not a value of holder.capital; did you mean \"held\"?\n    1 | holder.capital: [held, hold]\n                               ^"},
		{"holder.capital: [held, held]", "condition:1:24: \"held\" stands here twice; keep one of the two\n    1 | holder.capital: [held, held]\n                               ^"},
		{"holder.capital: []", "condition:1:1: \"holder.capital\" has no value; write at least one value\n    1 | holder.capital: []\n        ^"},
		{"holder.capital:", "condition:1:16: the value is empty; leave the key out, or write what belongs there\n    1 | holder.capital:\n                       ^"},
		{"holder.holds_seat: true", "condition:1:1: \"holder.holds_seat\" is what the roles say already; write holder: some, or holder: none\n    1 | holder.holds_seat: true\n        ^"},
		{"holdr.capital: held", "condition:1:1: \"holdr\" is not a role; did you mean \"holder\"?\n    1 | holdr.capital: held\n        ^"},
		{"talk: true", "condition:1:1: \"talk\" is nothing a condition can ask; did you mean \"talks\"?\n    1 | talk: true\n        ^"},
		{"session: 51", "condition:1:1: \"session\" is nothing a condition can ask; write all, any, not, kind, challenge, opening, previous, changed, earlier, talks, division, holder, rivals, or a fact of a role such as holder.capital\n    1 | session: 51\n        ^"},
		{"year.1971: true", "condition:1:1: \"year.1971\" names a year; rules speak of facts: no seat, no claimant, no year, no session\n    1 | year.1971: true\n        ^"},
		{"AFG: true", "condition:1:1: \"AFG\" looks like a Member’s code; rules speak of facts: no seat, no claimant, no year, no session\n    1 | AFG: true\n        ^"},
		{"previous: 1971", "condition:1:11: \"1971\" names a year; rules speak of facts: no seat, no claimant, no year, no session\n    1 | previous: 1971\n                  ^"},
		{"talks: [true, false]", "condition:1:1: every value of talks is named, so that it asks nothing; leave the question out\n    1 | talks: [true, false]\n        ^"},
		{"{talks: true, talks: false}", "condition:1:15: the key \"talks\" stands here twice; keep one of the two, or put both under all:\n    1 | {talks: true, talks: false}\n                      ^"},
		{"all: []", "condition:1:1: \"all\" has nothing below it; write at least one condition below it\n    1 | all: []\n        ^"},
		{"all: {talks: true}", "condition:1:6: here stands a mapping, where a list belongs; begin each element with a dash\n    1 | all: {talks: true}\n             ^"},
		{"not: [{talks: true}]", "condition:1:6: here stands a list, where a condition belongs; write all:, any:, not:, or a question such as holder.capital: held\n    1 | not: [{talks: true}]\n             ^"},
		{"talks: &a true", "condition:1:8: anchors and aliases are not taken; write the value out, or in quotation marks if it is text\n    1 | talks: &a true\n               ^"},
		{"talks: !!str true", "condition:1:8: tags are not taken; leave the tag out, or write the value in quotation marks if it is text\n    1 | talks: !!str true\n               ^"},
		{deep, "the condition nests deeper than 8 levels; divide the rule"},
		{wide, "the condition asks more than 60 questions; divide the rule"},
		{strings.Repeat("[", 100), "condition:1:97: the file nests deeper than 24 levels, and nothing of it was read; a rulebook nests some ten deep"},
		{strings.Repeat("\n", 5001), "condition: the file has more than 5000 lines, and nothing of it was read; divide it, or look whether it is the right file"},
		{strings.Repeat("x", largestFile+1), "condition: the file is larger than 256 KiB, and nothing of it was read; divide it, or look whether it is the right file"},
		{"\xff", "condition: the file is not UTF-8 text; save the file as UTF-8"},
	} {
		_, err := ParseCondition(c.text)
		if err == nil {
			t.Errorf("%.60q was taken", c.text)
			continue
		}
		if got := err.Error(); got != c.want && !strings.Contains(got, c.want) {
			t.Errorf("%.60q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// genCondition draws a condition over all subjects.
func genCondition(deep int) *rapid.Generator[Condition] {
	return rapid.Custom(func(t *rapid.T) Condition {
		op := isOneOf
		if deep > 0 {
			op = operator(rapid.IntRange(0, 3).Draw(t, "op"))
		}
		parts := 0
		switch op {
		case isOneOf:
			s := subject(rapid.IntRange(0, subjectCount-1).Draw(t, "subject"))
			return Condition{subject: s, among: genAnswers(t, s)}
		case notOf:
			parts = 1
		case allOf, anyOf:
			parts = rapid.IntRange(2, 4).Draw(t, "parts")
		}
		c := Condition{op: op}
		for range parts {
			c.parts = append(c.parts, genCondition(deep-1).Draw(t, "part"))
		}
		return c
	})
}

// genAnswers draws some of a subject's answers, but not all of them.
func genAnswers(t *rapid.T, s subject) answers {
	n := len(subjects[s].answers)
	return answers(rapid.IntRange(1, 1<<n-2).Draw(t, "answers")) << 1
}

// genSituation draws a case of which anything may be known or not.
func genSituation() *rapid.Generator[situation] {
	return rapid.Custom(func(t *rapid.T) situation {
		var s situation
		for i := range s {
			s[i] = answer(rapid.IntRange(0, len(subjects[i].answers)).Draw(t, subjects[i].key))
			if subjects[i].optional && rapid.Bool().Draw(t, "none") {
				s[i] = moot
			}
		}
		s.close()
		return s
	})
}

// learn gives the situation with one thing more known; ok is false if nothing is
// left to learn.
func learn(t *rapid.T, s situation) (more situation, ok bool) {
	var open []int
	for i, a := range s {
		if a == notKnown {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return s, false
	}
	i := rapid.SampledFrom(open).Draw(t, "learned")
	s[i] = answer(rapid.IntRange(1, len(subjects[i].answers)).Draw(t, "answer"))
	// A role that turns out to be empty has no facts.
	s.close()
	return s, true
}

// What has been answered stays answered when more becomes known, as long as what
// is learned is about somebody who is there.
func TestLearningKeepsAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCondition(3).Draw(t, "condition")
		s := genSituation().Draw(t, "case")
		settleRoles(&s)
		before := c.truth(&s)
		more, ok := learn(t, s)
		if after := c.truth(&more); ok && before != credentials.NotKnown && after != before {
			t.Fatalf("%s was %s and is %s", c, before, after)
		}
	})
}

// settleRoles makes known what every Case knows: whether this is an opening, and
// which roles are filled.
func settleRoles(s *situation) {
	for _, known := range []subject{opening, holderThere, rivalsThere} {
		if s[known] == notKnown {
			s[known] = answerTrue
		}
	}
	s.close()
}

// A condition that is printed reads back as it was.
func TestConditionReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCondition(3).Draw(t, "condition")
		again, err := ParseCondition(c.String())
		if err != nil {
			t.Fatal(err)
		}
		if again.String() != c.String() {
			t.Fatalf("%s came back as %s", c, again)
		}
		if c.Prose() == "" {
			t.Fatalf("%s has no words", c)
		}
	})
}

// Whatever text a condition is read from, it ends in faults with a place, or in
// a condition that prints and reads back the same.
func FuzzCondition(f *testing.F) {
	set, err := Embedded()
	if err != nil {
		f.Fatal(err)
	}
	for _, rule := range set.Rules() {
		f.Add(rule.When.String())
	}
	for _, seed := range hostile {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCondition(text)
		if err != nil {
			if faults, ok := errors.AsType[Faults](err); !ok || len(faults) == 0 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := ParseCondition(c.String())
		if err != nil {
			t.Fatalf("%s cannot be read: %v", c, err)
		}
		if again.String() != c.String() {
			t.Fatalf("%s came back as %s", c, again)
		}
		s := situation{}
		if c.truth(&s) != credentials.NotKnown {
			t.Fatalf("%s is %s where nothing is known", c, c.truth(&s))
		}
	})
}

// hostile are texts that have brought YAML readers down.
var hostile = []string{
	"", "a", "- a", "a: b\na: c", "all: [", "talks: &a true\ndivision: *a", "{all: [{talks: 51}]}", "talks: |\n  a\n b", "talks: >-\n\n\n a",
	"? a\n: b", "<<: {a: b}", "---\n---\n", "%YAML 1.2\n---\n", "talks: !!binary a", "\xff", "talks: \"\\uD800\"", "all: [[[[[[[[[[",
	"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -", "not: {not: {not: {}}}", "\t", "talks:\n\ta", "\x00", "'", "\"", "talks: 'a''b'",
	"{talks: true, : }", "{: : :}", "[{]}", "all: [{}]", "any: [null]", "not:", "~: ~", "true: true", "1: 1", "1.5: .inf", "{a: , b}", "a: # b\n  # c\n",
}
