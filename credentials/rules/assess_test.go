package rules

import (
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"

	"pgregory.net/rapid"
)

// three is a rulebook in which an exception has an exception.
const three = `
- {id: R-A, says: a., issue: form, when: {talks: true}, then: {outcome: deferred}, class: strong, unless: [R-B], authority: [{ref: a, title: a}]}
- {id: R-B, says: b., issue: form, when: {division: true}, then: {outcome: vacant}, class: strong, unless: [R-C], authority: [{ref: a, title: a}]}
- {id: R-C, says: c., issue: form, when: {holder.capital: held}, then: {outcome: rejected}, class: weak, authority: [{ref: a, title: a}]}
`

func mustLoad(tb testing.TB, text string) *Set {
	tb.Helper()
	set, err := Load(folder(text))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func TestExceptionsHaveExceptions(t *testing.T) {
	set := mustLoad(t, three)
	held, lost := standing(t, map[string]string{"capital": "held"}), standing(t, map[string]string{"capital": "not_held"})
	for _, c := range []struct {
		name             string
		of               Case
		answers          string
		defeated, pended string
	}{
		{"the exception does not apply", Case{Talks: credentials.Yes, Division: credentials.No, Holder: &held}, "yes no yes", "", ""},
		{"the exception fires", Case{Talks: credentials.Yes, Division: credentials.Yes, Holder: &lost}, "set_aside yes no", "R-B", ""},
		{"the exception is set aside", Case{Talks: credentials.Yes, Division: credentials.Yes, Holder: &held}, "yes set_aside yes", "", ""},
		{"the exception is not known", Case{Talks: credentials.Yes, Holder: &lost}, "yes unknown no", "", "R-B"},
		{"the exception's exception is not known", Case{Talks: credentials.Yes, Division: credentials.Yes, Holder: &credentials.Standing{}}, "set_aside yes unknown", "R-B", ""},
		{"neither is known", Case{Talks: credentials.Yes, Holder: &credentials.Standing{}}, "yes unknown unknown", "", "R-B"},
		{"what cannot be an exception is not named", Case{Talks: credentials.Yes, Holder: &held}, "yes unknown yes", "", ""},
	} {
		a := set.Assess(c.of)
		var answers []string
		for i := range a.Results {
			answers = append(answers, string(a.Results[i].Answer()))
		}
		first := a.Results[0]
		if got := strings.Join(answers, " "); got != c.answers || strings.Join(first.Defeated, " ") != c.defeated || strings.Join(first.Pending, " ") != c.pended {
			t.Errorf("where %s: %s, defeated by %v, unless %v", c.name, got, first.Defeated, first.Pending)
		}
	}
}

// Two rules of one class that find different things and both fire are shown,
// once; rules of different classes are not.
func TestConflictsAreShown(t *testing.T) {
	set := mustLoad(t, strings.Replace(strings.Replace(three, "unless: [R-B]", "conflicts: [R-B]", 1), ", unless: [R-C]", "", 1))
	held := standing(t, map[string]string{"capital": "held"})
	a := set.Assess(Case{Talks: credentials.Yes, Division: credentials.Yes, Holder: &held})
	if len(a.Fired()) != 3 || len(a.Conflicts) != 1 || a.Conflicts[0].A.ID != "R-A" || a.Conflicts[0].B.ID != "R-B" {
		t.Errorf("conflicts: %+v", a.Conflicts)
	}
}

func TestMissing(t *testing.T) {
	set := mustLoad(t, `
- id: R-A
  says: a.
  issue: form
  when:
    all:
      - any: [{holder.capital: held}, {talks: true}]
      - not: {rival.un_stance: condemned}
      - any: [{challenge: objection}, {rival.capital: held}]
  then: {outcome: deferred}
  class: weak
  authority: [{ref: a, title: a}]
`)
	held := standing(t, map[string]string{"capital": "held"})
	a := set.Assess(Case{Challenge: credentials.Objection, Holder: &credentials.Standing{}, Rival: &credentials.Standing{}})
	var keys, labels []string
	for _, m := range a.Results[0].Missing {
		keys, labels = append(keys, m.Key), append(labels, m.Label)
	}
	if got, want := strings.Join(keys, ", "), "talks, holder.capital, rival.un_stance"; got != want {
		t.Errorf("missing are %s, not %s", got, want)
	}
	if got, want := strings.Join(labels, ", "), "Mediated talks, Capital (holder), Organization’s stance (rival)"; got != want {
		t.Errorf("missing read %s, not %s", got, want)
	}
	a = set.Assess(Case{Challenge: credentials.Objection, Holder: &held, Rival: &credentials.Standing{}})
	if m := a.Results[0].Missing; len(m) != 1 || m[0].Role != Rival || m[0].Fact != credentials.OrganizationStance {
		t.Errorf("what is settled without it is still missing: %+v", m)
	}
	a = set.Assess(Case{Challenge: credentials.Objection, Holder: &held})
	if m := a.Results[0].Missing; m != nil {
		t.Errorf("nothing is asked of a rival that is not there, but missing is %+v", m)
	}
}

// genSet draws a rulebook of rules whose exceptions come after them.
func genSet() *rapid.Generator[*Set] {
	return rapid.Custom(func(t *rapid.T) *Set {
		rules := make([]Rule, rapid.IntRange(1, 7).Draw(t, "rules"))
		for i := range rules {
			rules[i] = Rule{
				ID: idOf(i), When: genCondition(2).Draw(t, "when"),
				Then:  Finding{Outcome: rapid.SampledFrom([]credentials.Outcome{credentials.Deferred, credentials.Rejected}).Draw(t, "then")},
				Class: rapid.SampledFrom([]Class{Strong, Weak}).Draw(t, "class"),
			}
			for j := i + 1; j < len(rules); j++ {
				if rapid.Bool().Draw(t, "unless") {
					rules[i].Unless = append(rules[i].Unless, idOf(j))
				}
			}
		}
		set := newSet(rules)
		loader := &loader{places: map[string]*rulePlaces{}}
		if !loader.order(set) {
			t.Fatal("the exceptions run in a circle")
		}
		return set
	})
}

func idOf(i int) string { return "R-" + string(rune('A'+i)) }

// Learning a fact never overturns a rule that fired, unless the result had said
// "unless" beforehand, and of the exception that then fires.
func TestLearningOverturnsOnlyWhatWasSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := genSet().Draw(t, "rules")
		checkLearning(t, set)
	})
}

// The same of the built-in rules.
func TestLearningOverturnsOnlyWhatWasSaidOfEmbedded(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) { checkLearning(t, set) })
}

func checkLearning(t *rapid.T, set *Set) {
	facts := genSituation().Draw(t, "case")
	settleRoles(&facts)
	before := set.assess(&facts)
	more, ok := learn(t, facts)
	if !ok {
		return
	}
	after := set.assess(&more)
	for i := range before.Results {
		was, is := &before.Results[i], &after.Results[i]
		switch {
		case was.Truth != credentials.NotKnown && is.Truth != was.Truth:
			t.Fatalf("%s was %s and is %s", was.Rule.ID, was.Truth, is.Truth)
		case was.Effect != credentials.NotKnown && is.Effect != was.Effect:
			t.Fatalf("the effect of %s was %s and is %s", was.Rule.ID, was.Effect, is.Effect)
		case was.Fired && !is.Fired && !slices.ContainsFunc(is.Defeated, func(id string) bool { return slices.Contains(was.Pending, id) }):
			t.Fatalf("%s fired unless %v, and is now defeated by %v", was.Rule.ID, was.Pending, is.Defeated)
		}
	}
}

// Where every fact is known, no rule is in doubt: it fires or it does not, and
// with every rule its effect says so.
func TestAllKnownIsSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := genSet().Draw(t, "rules")
		facts := genWhole(t)
		a := set.assess(&facts)
		for i := range a.Results {
			r := &a.Results[i]
			if r.Effect == credentials.NotKnown || (r.Effect == credentials.Yes) != r.Fired || r.Missing != nil || r.Pending != nil {
				t.Fatalf("%s: %+v", r.Rule.ID, r)
			}
		}
	})
}

// genWhole draws a case of which everything is known.
func genWhole(t *rapid.T) situation {
	var s situation
	for i := range s {
		s[i] = answer(rapid.IntRange(1, len(subjects[i].answers)).Draw(t, subjects[i].key))
		if subjects[i].optional && rapid.Bool().Draw(t, "none") {
			s[i] = moot
		}
	}
	s.close()
	return s
}

// What the search says can happen, happens in the case it names; what it says
// cannot, happens in no case drawn.
func TestSearchAgreesWithAssess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := genSet().Draw(t, "rules")
		fire := []int{rapid.IntRange(0, set.Len()-1).Draw(t, "first"), rapid.IntRange(0, set.Len()-1).Draw(t, "second")}
		p := &prover{set: set, left: mostStepsAll}
		facts, v := p.look(situation{}, fire, nil)
		fires := func(facts *situation) bool {
			a := set.assess(facts)
			return a.Results[fire[0]].Effect == credentials.Yes && a.Results[fire[1]].Effect == credentials.Yes
		}
		switch v {
		case found:
			if !fires(&facts) {
				t.Fatalf("both are said to fire where %s", facts.words())
			}
		case impossible:
			drawn := genWhole(t)
			if fires(&drawn) && cannotBe.truth(&drawn) == credentials.No {
				t.Fatalf("both are said never to fire, and fire where %s", drawn.words())
			}
		case notSettled:
		}
	})
}

// The bound of the search is kept, and said.
func TestSearchIsBounded(t *testing.T) {
	set := mustLoad(t, three)
	p := &prover{set: set, left: 2}
	if _, v := p.look(situation{}, []int{0}, nil); v != notSettled {
		t.Errorf("two steps settle it: %d", v)
	}
	if p.left != 0 {
		t.Errorf("%d steps are left", p.left)
	}
}

// A rulebook that leaves kinds of case without a rule says which.
func TestGaps(t *testing.T) {
	set := mustLoad(t, strings.ReplaceAll(whole, "{talks: true}", "{challenge: [objection, rival_credentials, none], not: {kind: objection, opening: true}}"))
	gaps := set.Proof().Gaps
	if len(gaps) != 9 {
		t.Fatalf("there are %d gaps: %v", len(gaps), gaps)
	}
	if !slices.Contains(gaps, Gap{credentials.ObjectionKind, credentials.Objection, true}) || slices.Contains(gaps, Gap{credentials.ObjectionKind, credentials.Objection, false}) {
		t.Errorf("gaps: %v", gaps)
	}
}

func BenchmarkAssess(b *testing.B) {
	set, err := Embedded()
	if err != nil {
		b.Fatal(err)
	}
	holder := standing(b, map[string]string{"credentials": "valid", "capital": "not_held", "un_stance": "neutral", "recognition": "most", "defunct": "false"})
	rival := standing(b, map[string]string{"credentials": "valid", "capital": "held", "origin": "armed_takeover", "un_stance": "condemned"})
	c := Case{
		Kind: credentials.RivalClaimants, Challenge: credentials.RivalCredentials, Holder: &holder, Rival: &rival, Rivals: 1,
		Previous: credentials.Deferred, Talks: credentials.Yes,
	}
	b.ReportAllocs()
	for b.Loop() {
		set.Assess(c)
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}
