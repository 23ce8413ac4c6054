package rules_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"seatwatch/credentials/rules"
)

// Every rule has its cases, and says of them what they say.
func TestExamples(t *testing.T) {
	if err := rules.CheckExamples(rules.EmbeddedFiles(), embedded(t)); err != nil {
		t.Error(err)
	}
}

func embedded(tb testing.TB) *rules.Set {
	tb.Helper()
	set, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

const oneRule = `- id: R-A
  says: It is put off.
  issue: form
  when: {holder.capital: held, talks: true}
  then: {outcome: deferred}
  class: weak
  authority: [{ref: a, title: a}]
`

const threeCases = `- {rule: R-A, given: {holder.capital: held, talks: true}, is: yes}
- {rule: R-A, given: {holder: none, talks: true}, is: no}
- {rule: R-A, given: {holder.capital: held}, is: unknown, missing: [talks]}
`

func TestExamplesAtFault(t *testing.T) {
	for _, c := range []struct{ name, cases, want string }{
		{"none", "", "a.test.yaml: the file is empty; write what belongs there\n" +
			"a.yaml:1:3: R-A has no case in which it is yes; write one into the .test.yaml file beside the rule\n" +
			"a.yaml:1:3: R-A has no case in which it is no; write one into the .test.yaml file beside the rule\n" +
			"a.yaml:1:3: R-A has no case in which it is unknown; write one into the .test.yaml file beside the rule"},
		{"a wrong answer", strings.Replace(threeCases, "{holder: none,", "{holder.capital: held,", 1), "a.test.yaml:2:3: R-A is said to be no here, and is yes; R-A finds that the decision is put off.\n" +
			"    2 | - {rule: R-A, given: {holder.capital: held, talks: true}, is: no}\n          ^"},
		{"another fact missing", strings.Replace(threeCases, "[talks]", "[holder.capital]", 1), "a.test.yaml:3:3: R-A is said to miss holder.capital here, and misses talks\n" +
			"    3 | - {rule: R-A, given: {holder.capital: held}, is: unknown, missing: [holder.capital]}\n          ^"},
		{"an unknown rule", strings.Replace(threeCases, "R-A,", "R-AA,", 1) + strings.SplitAfter(threeCases, "\n")[0], "a.test.yaml:1:10: there is no rule \"R-AA\"; did you mean \"R-A\"?\n" +
			"    1 | - {rule: R-AA, given: {holder.capital: held, talks: true}, is: yes}\n                 ^"},
		{"an unknown fact", "- {rule: R-A, given: {holder.capitol: held}, is: yes}\n" + threeCases, "a.test.yaml:1:23: \"capitol\" is not a fact; did you mean \"capital\"?\n" +
			"    1 | - {rule: R-A, given: {holder.capitol: held}, is: yes}\n                              ^"},
		{"an unknown value", "- {rule: R-A, given: {holder.capital: hold}, is: yes}\n" + threeCases, "a.test.yaml:1:39: \"hold\" is not a value of holder.capital; did you mean \"held\"?\n" +
			"    1 | - {rule: R-A, given: {holder.capital: hold}, is: yes}\n                                              ^"},
		{"a fact twice", "- {rule: R-A, given: {talks: true, talks: true}, is: unknown}\n" + threeCases, "a.test.yaml:1:36: the key \"talks\" stands here twice; keep one of the two\n" +
			"    1 | - {rule: R-A, given: {talks: true, talks: true}, is: unknown}\n                                           ^"},
		{"an unknown answer", "- {rule: R-A, given: {talks: true}, is: maybe}\n" + threeCases, "a.test.yaml:1:41: \"maybe\" is not a rule’s answer; write one of yes, set_aside, no, unknown\n" +
			"    1 | - {rule: R-A, given: {talks: true}, is: maybe}\n                                                ^"},
		{"no answer", "- {rule: R-A, given: {talks: true}}\n" + threeCases, "a.test.yaml:1:3: the case has no \"is\"; write is: and what belongs there\n" +
			"    1 | - {rule: R-A, given: {talks: true}}\n          ^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{"a.yaml": {Data: []byte(oneRule)}, "a.test.yaml": {Data: []byte(c.cases)}}
			set, err := rules.Load(files)
			if err != nil {
				t.Fatal(err)
			}
			if err = rules.CheckExamples(files, set); err == nil || err.Error() != c.want {
				t.Errorf("got\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}
