package rules

import (
	"bytes"
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
)

func TestConditionProse(t *testing.T) {
	for _, c := range []struct{ condition, want string }{
		{"challenge: [objection, rival_credentials]", "the question came up through rival credentials or through an objection"},
		{"rivals: some", "there is one rival or are several rivals"},
		{"holder: none", "nobody holds the seat"},
		{"holder.credentials: [valid, informal]", "the holder presented a valid letter or an informal paper"},
		{"rival.capital: not_held", "the capital is not held by the rival"},
		{"rival.origin: [coup, armed_takeover]", "the rival came to power by a coup or an armed takeover"},
		{"holder.un_stance: neutral", "the claim of the holder is neither endorsed nor condemned by the Organization"},
		{"not: {rival.recognition: [few, none]}", "it is not so that the rival is recognized by few States or no State"},
		{"{opening: true, any: [{talks: true}, {rivals: 0, division: false}]}", "the dispute is before the body for the first time, and (mediated talks are under way, or (there is no rival, and the three usual members of the Committee are not divided on it))"},
	} {
		if got := mustParse(t, c.condition).Prose(); got != c.want {
			t.Errorf("%s reads %q, not %q", c.condition, got, c.want)
		}
	}
}

// Every answer that has words of its own is an answer of its subject, and no
// clause keeps a blank.
func TestPhrases(t *testing.T) {
	for i := range subjects {
		d := &subjects[i]
		p := factPhrases[d.fact]
		if d.role == "" {
			p = casePhrases[i]
		}
		if p.clause == "" {
			t.Errorf("%s has no words", d.key)
		}
		for code := range p.says {
			if _, err := subject(i).parseAnswer(code); err != nil {
				t.Errorf("%s: %v", d.key, err)
			}
		}
		for n, a := range d.answers {
			if got := subject(i).clause(only(answer(n + 1))); got == "" || strings.ContainsAny(got, "{}_") {
				t.Errorf("%s: %s reads %q", d.key, a.code, got)
			}
		}
	}
}

const takeover = `
- id: R-TAKEOVER
  says: It is put off.
  issue: organization
  when:
    all:
      - rival.un_stance: condemned
      - any: [{rival.origin: coup}, {rival.origin: armed_takeover}]
      - holder.credentials: valid
  then: {outcome: deferred}
  class: strong
  unless: [R-RESTORE]
  authority: [{ref: a, title: a}]
- id: R-RESTORE
  says: The holder is accepted.
  issue: organization
  when: {holder.restoration_demanded: true}
  then: {outcome: accepted, who: holder}
  class: decisive
  authority: [{ref: a, title: a}]
`

func TestResultProse(t *testing.T) {
	set := mustLoad(t, takeover)
	const restored = "restoration_demanded"
	for _, c := range []struct {
		name          string
		holder, rival map[string]string
		want          string
	}{
		{"fires", map[string]string{"credentials": "valid", restored: "false"}, map[string]string{"un_stance": "condemned", "origin": "coup"}, "R-TAKEOVER finds that the decision is put off."},
		{"fires unless", map[string]string{"credentials": "valid"}, map[string]string{"un_stance": "condemned", "origin": "coup"}, "R-TAKEOVER finds that the decision is put off, unless R-RESTORE turns out to apply."},
		{"set aside", map[string]string{"credentials": "valid", restored: "true"}, map[string]string{"un_stance": "condemned", "origin": "coup"}, "R-TAKEOVER would find that the decision is put off, but R-RESTORE sets it aside."},
		{"hangs", map[string]string{"credentials": "valid"}, map[string]string{"un_stance": "condemned"}, "R-TAKEOVER would find that the decision is put off, but hangs on what is not known: Came to power by (rival)."},
		{"does not apply", map[string]string{"credentials": "none"}, map[string]string{"un_stance": "condemned"}, "R-TAKEOVER does not apply: it asks that the holder presented a valid letter, and the holder presented no credentials."},
		{"nobody", map[string]string{"credentials": "valid"}, nil, "R-TAKEOVER does not apply: it asks that the claim of the rival is condemned by the Organization, and there is no rival."},
	} {
		var of Case
		if c.holder != nil {
			holder := standing(t, c.holder)
			of.Holder = &holder
		}
		if c.rival != nil {
			rival := standing(t, c.rival)
			of.Rival = &rival
		}
		a := set.Assess(of)
		if got := a.Results[1].Prose(); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	rule, err := set.Rule("R-TAKEOVER")
	if err != nil {
		t.Fatal(err)
	}
	const want = "Where the claim of the rival is condemned by the Organization, and (the rival came to power by a coup, or the rival came to power by an armed takeover), " +
		"and the holder presented a valid letter, the decision is put off, unless R-RESTORE fires."
	if got := rule.Prose(); got != want {
		t.Errorf("the rule reads %s", got)
	}
}

func TestTrace(t *testing.T) {
	set := mustLoad(t, takeover)
	holder, rival := standing(t, map[string]string{"credentials": "none"}), standing(t, map[string]string{"un_stance": "condemned"})
	a := set.Assess(Case{Holder: &holder, Rival: &rival})
	steps := a.Results[1].Trace()
	var lines []string
	for _, step := range steps {
		line := strings.Repeat("  ", step.Depth) + step.Words + ": " + step.Truth.String()
		if step.Question {
			line += " (" + step.Key + ": " + step.Found + ")"
		}
		if step.Decides {
			line += " *"
		}
		lines = append(lines, line)
	}
	const want = `all: no *
  the claim of the rival is condemned by the Organization: yes (rival.un_stance: the claim of the rival is condemned by the Organization)
  any: not known
    the rival came to power by a coup: not known (rival.origin: that is not known)
    the rival came to power by an armed takeover: not known (rival.origin: that is not known)
  the holder presented a valid letter: no (holder.credentials: the holder presented no credentials) *`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("the steps are\n%s", got)
	}
	if steps[5].Role != Holder || steps[5].Fact != credentials.CredentialsForm || steps[5].Condition != "{holder.credentials: valid}" {
		t.Errorf("the last step is %+v", steps[5])
	}
}

var capitalized = regexp.MustCompile(`\p{Lu}[\p{L}’-]+`)

// No rule says the name of a Member, present or past.
func TestRulesNameNobody(t *testing.T) {
	text, err := os.ReadFile("../../precedents/dataset/members.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, column := range []string{"name", "aliases"} {
		i := slices.Index(rows[0], column)
		if i < 0 {
			t.Fatalf("there is no column %q", column)
		}
		for _, row := range rows[1:] {
			for _, word := range capitalized.FindAllString(row[i], -1) {
				names[word] = true
			}
		}
	}
	// Words of names of Members that are words of any sentence too.
	for _, word := range []string{"United", "States", "State", "The", "Government"} {
		delete(names, word)
	}
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range set.Rules() {
		for _, word := range capitalized.FindAllString(rule.Says, -1) {
			if names[word] {
				t.Errorf("%s says %q", rule.ID, word)
			}
		}
	}
}

// The entries of the digest that rules rest on are there.
func TestLawIsThere(t *testing.T) {
	text, err := os.ReadFile("../../precedents/dataset/law.md")
	if err != nil {
		t.Fatal(err)
	}
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range set.Rules() {
		for _, authority := range rule.Authority {
			if authority.Law != "" && !regexp.MustCompile(`(?m)^### `+regexp.QuoteMeta(authority.Law)+`( |$)`).Match(text) {
				t.Errorf("%s rests on %s, which the digest has not", rule.ID, authority.Law)
			}
		}
	}
}
