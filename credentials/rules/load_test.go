package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// whole is a rule without fault.
const whole = `- id: R-A
  says: The holder keeps the seat.
  issue: form
  when: {talks: true}
  then: {outcome: accepted, who: holder}
  class: strong
  authority: [{ref: "rule 27", title: "Rules of procedure"}]
`

func folder(files ...string) fstest.MapFS {
	made := fstest.MapFS{}
	for i, text := range files {
		made[fmt.Sprintf("%c.yaml", 'a'+i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return made
}

// ruleLike gives a rule of that name with that condition and finding.
func ruleLike(id, when, then, class string, more ...string) string {
	var text strings.Builder
	text.WriteString("- id: " + id + "\n  says: It is so.\n  issue: form\n  when: " + when + "\n  then: " + then + "\n  class: " + class + "\n")
	for _, line := range more {
		text.WriteString("  " + line + "\n")
	}
	return text.String() + "  authority: [{ref: rule 27, title: Rules}]\n"
}

func TestLoad(t *testing.T) {
	set, err := Load(folder(whole))
	if err != nil {
		t.Fatal(err)
	}
	rule, err := set.Rule("R-A")
	if err != nil {
		t.Fatal(err)
	}
	if rule.Says != "The holder keeps the seat." || rule.Issue != Form || rule.Class != Strong || rule.When.String() != "{talks: true}" ||
		rule.Then != (Finding{"accepted", Holder}) || rule.Authority[0] != (Authority{Ref: "rule 27", Title: "Rules of procedure"}) ||
		rule.Place != (Place{File: "a.yaml", Line: 1, Col: 3}) {
		t.Errorf("the rule came in as %+v", rule)
	}
	if _, err := set.Rule("R-B"); err == nil || err.Error() != `there is no rule "R-B" in the record` {
		t.Errorf("a rule that is not there: %v", err)
	}
}

// Unquoted words that YAML would turn into something else stay the words they are.
func TestScalarsAreText(t *testing.T) {
	set, err := Load(folder(strings.Replace(whole, "{talks: true}", "{all: [{talks: true}, {rivals: 0}, {changed: none}, {holder.un_sanctions: false}]}", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := set.rules[0].When.String(), "{all: [{talks: true}, {rivals: 0}, {changed: none}, {holder.un_sanctions: false}]}"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestLoadFaults(t *testing.T) {
	replaced := func(old, with string) string {
		text := strings.Replace(whole, old, with, 1)
		if text == whole {
			t.Fatalf("%q is not in the rule", old)
		}
		return text
	}
	accepted, deferred := "{outcome: accepted, who: holder}", "{outcome: deferred}"
	for _, c := range []struct {
		name  string
		files []string
		want  []string
	}{
		{"no files", nil, []string{".: the folder holds no rules; put rules into files that end in .yaml"}},
		{"an empty file", []string{""}, []string{"a.yaml: the file is empty; write what belongs there"}},
		{"no list", []string{"id: R-A\n"}, []string{"a.yaml:1:1: here stands a mapping, where a list belongs; begin each element with a dash\n    1 | id: R-A\n        ^"}},
		{"no rule", []string{"- R-A\n"}, []string{"a.yaml:1:3: here stands a single value, where keys with values belong; write key: value, one a line\n    1 | - R-A\n          ^"}},
		{"broken YAML", []string{"- id: [R-A\n"}, []string{"a.yaml:1:7: the file cannot be read as YAML: sequence end token ']' not found; look at this line and the one before it\n    1 | - id: [R-A\n              ^"}},
		{"two documents", []string{whole + "---\n" + whole}, []string{"a.yaml:8:1: the file holds more than one document; write one list\n    8 | ---\n        ^"}},
		{"an unknown key", []string{replaced("issue:", "isue: form\n  issue:")}, []string{"a.yaml:3:3: the key \"isue\" is not known here; did you mean \"issue\"?\n    3 |   isue: form\n          ^"}},
		{"a key twice", []string{replaced("issue:", "issue: control\n  issue:")}, []string{"a.yaml:4:3: the key \"issue\" stands here twice; keep one of the two\n    4 |   issue: form\n          ^"}},
		{"a missing key", []string{replaced("  class: strong\n", "")}, []string{"a.yaml:1:3: the rule has no \"class\"; write class: and what belongs there\n    1 | - id: R-A\n          ^"}},
		{"a bad id", []string{replaced("R-A", "R-a")}, []string{"a.yaml:1:7: \"R-a\" is not the id of a rule; write R- and capital letters, digits and hyphens, such as R-RESTORE\n    1 | - id: R-a\n              ^"}},
		{"an id with a year", []string{replaced("R-A", "R-1971")}, []string{"a.yaml:1:7: \"R-1971\" names a year; rules speak of facts: no seat, no claimant, no year, no session\n    1 | - id: R-1971\n              ^"}},
		{"a sentence with a year", []string{replaced("The holder keeps the seat.", "As in 1971.")}, []string{"a.yaml:2:9: the sentence names a year; rules speak of facts: no seat, no claimant, no year, no session\n    2 |   says: As in 1971.\n                ^"}},
		{"an unknown issue", []string{replaced("issue: form", "issue: forms")}, []string{"a.yaml:3:10: \"forms\" is not a known issue; did you mean \"form\"?\n    3 |   issue: forms\n                 ^"}},
		{"an unknown class", []string{replaced("class: strong", "class: mighty")}, []string{"a.yaml:6:10: \"mighty\" is not a class; write one of decisive, strong, weak\n    6 |   class: mighty\n                 ^"}},
		{"an unknown outcome", []string{replaced("outcome: accepted, who: holder", "outcome: lost")}, []string{"a.yaml:5:19: \"lost\" is not an outcome; write one of accepted, deferred, vacant, rejected, no_decision\n    5 |   then: {outcome: lost}\n                          ^"}},
		{"accepted, but who", []string{replaced(", who: holder", "")}, []string{"a.yaml:5:9: the finding is accepted, but does not say who; write who: holder, or who: rival\n    5 |   then: {outcome: accepted}\n                ^"}},
		{"deferred, but who", []string{replaced("outcome: accepted", "outcome: deferred")}, []string{"a.yaml:5:9: the finding names the holder, but its outcome is deferred; leave who out unless the outcome is accepted\n    5 |   then: {outcome: deferred, who: holder}\n                ^"}},
		{"a finding without outcome", []string{replaced("outcome: accepted, ", "")}, []string{"a.yaml:5:9: the finding has no outcome; write outcome: and accepted, or deferred, or vacant, or rejected, or no_decision\n    5 |   then: {who: holder}\n                ^"}},
		{"no authority", []string{replaced(`[{ref: "rule 27", title: "Rules of procedure"}]`, "[]")}, []string{"a.yaml:7:14: the rule rests on no authority; name a rule of procedure, a resolution, an opinion or a work\n    7 |   authority: []\n                     ^"}},
		{"an authority without title", []string{replaced(`, title: "Rules of procedure"`, "")}, []string{"a.yaml:7:15: the authority has no \"title\"; write title: and what belongs there\n    7 |   authority: [{ref: \"rule 27\"}]\n                      ^"}},
		{"a bad code of the digest", []string{replaced(`title: "Rules of procedure"`, `title: Rules, law: "rule 27"`)}, []string{"a.yaml:7:51: \"rule 27\" is not a code of the digest of rules and practice; write the code of an entry of the digest, such as GA-R27\n    7 |   authority: [{ref: \"rule 27\", title: Rules, law: \"rule 27\"}]\n                                                          ^"}},
		{"a condition with two faults", []string{replaced("{talks: true}", "{talks: maybe, GBR: 1}")}, []string{
			"a.yaml:4:17: \"maybe\" is not a value of talks; write one of true, false\n    4 |   when: {talks: maybe, GBR: 1}\n                        ^",
			"a.yaml:4:24: \"GBR\" looks like a Member’s code; rules speak of facts: no seat, no claimant, no year, no session\n    4 |   when: {talks: maybe, GBR: 1}\n                               ^",
		}},
		{"one id in two files", []string{whole, whole}, []string{"b.yaml:1:3: the id R-A is taken by the rule whose condition is at a.yaml:4:9; give each rule an id of its own\n    1 | - id: R-A\n          ^"}},
		{"faults of two files in one run", []string{"- R-A\n", "- R-B\n"}, []string{
			"a.yaml:1:3: here stands a single value, where keys with values belong; write key: value, one a line\n    1 | - R-A\n          ^",
			"b.yaml:1:3: here stands a single value, where keys with values belong; write key: value, one a line\n    1 | - R-B\n          ^",
		}},
		{"an exception that is not there", []string{replaced("  class", "  unless: [R-RESTORED]\n  class") + ruleLike("R-RESTORE", "{talks: false}", deferred, "strong")}, []string{"a.yaml:6:12: there is no rule \"R-RESTORED\"; did you mean \"R-RESTORE\"?\n    6 |   unless: [R-RESTORED]\n                   ^"}},
		{"an exception to itself", []string{replaced("  class", "  unless: [R-A]\n  class")}, []string{
			"a.yaml:1:3: the exceptions run in a circle: R-A unless R-A; take one of the exceptions out\n    1 | - id: R-A\n          ^",
			"a.yaml:6:12: the rule names itself; leave it out\n    6 |   unless: [R-A]\n                   ^",
		}},
		{"exceptions in a circle", []string{ruleLike("R-A", "{talks: true}", accepted, "strong", "unless: [R-B]"), ruleLike("R-B", "{talks: true}", deferred, "strong", "unless: [R-A]")}, []string{
			"a.yaml:1:3: the exceptions run in a circle: R-A unless R-B unless R-A; take one of the exceptions out\n    1 | - id: R-A\n          ^",
		}},
		{"an exception named twice", []string{replaced("  class", "  unless: [R-B, R-B]\n  class") + ruleLike("R-B", "{talks: true}", deferred, "strong", "unless: []")}, []string{"a.yaml:6:17: \"R-B\" stands here twice; keep one of the two\n    6 |   unless: [R-B, R-B]\n                        ^"}},
		{"a rule no case meets", []string{replaced("{talks: true}", "{talks: true, not: {talks: true}}")}, []string{"a.yaml:4:9: R-A can never fire: no case meets its condition; look for questions under all: that exclude each other\n    4 |   when: {talks: true, not: {talks: true}}\n                ^"}},
		{"a rule about somebody who is not there", []string{replaced("{talks: true}", "{rivals: 0, rival.capital: held}")}, []string{"a.yaml:4:9: R-A can never fire: no case meets its condition; look for questions under all: that exclude each other\n    4 |   when: {rivals: 0, rival.capital: held}\n                ^"}},
		{"a rule that two facts exclude", []string{replaced("{talks: true}", "{holder.capital: held, rival.capital: held}")}, []string{"a.yaml:4:9: R-A can never fire: no case meets its condition; look for questions under all: that exclude each other\n    4 |   when: {holder.capital: held, rival.capital: held}\n                ^"}},
		{"a rule that is always set aside", []string{ruleLike("R-A", "{talks: true}", accepted, "strong", "unless: [R-B, R-C]"), ruleLike("R-B", "{division: true}", deferred, "weak"), ruleLike("R-C", "{division: false}", deferred, "weak")}, []string{
			"a.yaml:4:9: R-A can never fire: wherever its condition holds, R-B or R-C sets it aside; narrow the exceptions, or leave the rule out\n    4 |   when: {talks: true}\n                ^",
		}},
		{"a silent overlap", []string{ruleLike("R-A", "{talks: true}", accepted, "strong"), ruleLike("R-B", "{division: true}", deferred, "strong")}, []string{
			"b.yaml:4:9: R-B finds deferred where R-A finds accepted (holder), both strong, and both fire where talks is true, division is true; name one in the other’s unless:, or declare it under conflicts:\n    4 |   when: {division: true}\n                ^",
		}},
		{"a conflict that cannot arise", []string{ruleLike("R-A", "{talks: true}", accepted, "strong"), ruleLike("R-B", "{talks: false}", deferred, "strong", "conflicts: [R-A]")}, []string{
			"b.yaml:7:15: R-A and R-B can never both fire, which is no conflict; leave it out\n    7 |   conflicts: [R-A]\n                      ^",
		}},
		{"a conflict between classes", []string{ruleLike("R-A", "{talks: true}", accepted, "weak"), ruleLike("R-B", "{talks: true}", deferred, "strong", "conflicts: [R-A]")}, []string{
			"b.yaml:7:15: R-A and R-B are of different classes, which is no conflict; leave it out: the weightier rule prevails\n    7 |   conflicts: [R-A]\n                      ^",
		}},
		{"a conflict of one finding", []string{ruleLike("R-A", "{talks: true}", accepted, "weak"), ruleLike("R-B", "{talks: true}", accepted, "weak", "conflicts: [R-A]")}, []string{
			"b.yaml:7:15: R-A and R-B find the same, which is no conflict; leave it out\n    7 |   conflicts: [R-A]\n                      ^",
		}},
		{"a conflict with an exception", []string{ruleLike("R-A", "{talks: true}", accepted, "weak"), ruleLike("R-B", "{division: true}", deferred, "weak", "unless: [R-A]", "conflicts: [R-A]")}, []string{
			"b.yaml:8:15: R-A and R-B are rule and exception, which is no conflict; keep it under unless\n    8 |   conflicts: [R-A]\n                      ^",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := Load(folder(c.files...))
			if err == nil {
				t.Fatal("it was taken")
			}
			if set != nil {
				t.Error("there are faults, and there is a rulebook")
			}
			if got, want := err.Error(), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Rules that do not name each other may overlap where one is the other's
// exception by way of a third, where they are of different classes, or where the
// conflict is declared on either side.
func TestLoadTakes(t *testing.T) {
	accepted, deferred := "{outcome: accepted, who: holder}", "{outcome: deferred}"
	for _, c := range []struct {
		name  string
		files []string
		want  Proof
	}{
		{"an exception", []string{ruleLike("R-A", "{talks: true}", accepted, "strong"), ruleLike("R-B", "{division: true}", deferred, "strong", "unless: [R-A]")}, Proof{Rules: 2, Pairs: 1}},
		{"a conflict declared", []string{ruleLike("R-A", "{talks: true}", accepted, "strong", "conflicts: [R-B]"), ruleLike("R-B", "{division: true}", deferred, "strong")}, Proof{Rules: 2, Pairs: 1, Declared: 1}},
		{"different classes", []string{ruleLike("R-A", "{talks: true}", accepted, "strong"), ruleLike("R-B", "{division: true}", deferred, "weak")}, Proof{Rules: 2}},
		{"conditions that exclude each other", []string{ruleLike("R-A", "{holder.capital: held}", accepted, "strong"), ruleLike("R-B", "{rival.capital: held}", deferred, "strong")}, Proof{Rules: 2, Pairs: 1}},
		{"an exception that never meets the rule", []string{ruleLike("R-A", "{talks: true}", accepted, "strong"), ruleLike("R-B", "{talks: false}", deferred, "strong", "unless: [R-A]")}, Proof{Rules: 2, Pairs: 1, Idle: []Idle{{"R-B", "R-A"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := Load(folder(c.files...))
			if err != nil {
				t.Fatal(err)
			}
			got := set.Proof()
			got.Gaps = nil
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// A rule at fault does not make faults of others that lean on it.
func TestOneFaultIsOneFault(t *testing.T) {
	_, err := Load(folder(
		ruleLike("R-A", "{talks: maybe}", "{outcome: accepted, who: holder}", "strong"),
		ruleLike("R-B", "{division: true}", "{outcome: deferred}", "strong", "unless: [R-A]"),
		ruleLike("R-C", "{division: true}", "{outcome: vacant}", "strong", "unless: [R-B]"),
	))
	if faults, ok := errors.AsType[Faults](err); !ok || len(faults) != 1 {
		t.Errorf("got %v", err)
	}
}

// Too many rules, and too many faults, end in a sentence.
func TestLoadIsBounded(t *testing.T) {
	var many strings.Builder
	for i := range mostRules + 1 {
		many.WriteString(strings.ReplaceAll(whole, "R-A", fmt.Sprintf("R-A%d", i)))
	}
	half := strings.Index(many.String(), "- id: R-A250")
	_, err := Load(folder(many.String()[:half], many.String()[half:]))
	if err == nil || !strings.Contains(err.Error(), "the rulebook has more than 500 rules; divide it") {
		t.Errorf("501 rules: %v", err)
	}
	_, err = Load(folder(strings.Repeat("- a\n", 4000)))
	faults, ok := errors.AsType[Faults](err)
	if !ok || len(faults) != mostFaults+1 || faults[mostFaults].String() != "a.yaml: there are more faults than these; mend these first" {
		t.Errorf("4000 faults came out as %d", len(faults))
	}
}

// What the rules say is what the hash is taken over: not where and in what order
// they stand.
func TestHash(t *testing.T) {
	hash := func(files ...string) string {
		t.Helper()
		set, err := Load(folder(files...))
		if err != nil {
			t.Fatal(err)
		}
		return set.Hash()
	}
	other := strings.ReplaceAll(strings.ReplaceAll(whole, "R-A", "R-B"), "strong", "decisive")
	first := hash(whole + other)
	for name, same := range map[string]string{
		"two files":           hash(other, whole),
		"the other order":     hash(other + whole),
		"comments":            hash("# a\n" + whole + "\n# b\n" + other),
		"carriage returns":    hash(strings.ReplaceAll(whole+other, "\n", "\r\n")),
		"a list of one value": hash(strings.Replace(whole, "{talks: true}", "{talks: [true]}", 1) + other),
	} {
		if same != first {
			t.Errorf("%s changed the hash", name)
		}
	}
	for _, change := range [][2]string{{"keeps", "has"}, {"talks: true", "talks: false"}, {"strong", "weak"}, {"accepted, who: holder", "deferred"}, {"rule 27", "rule 28"}, {"form", "title"}} {
		if hash(strings.Replace(whole, change[0], change[1], 1)+other) == first {
			t.Errorf("%q for %q did not change the hash", change[1], change[0])
		}
	}
}

// The built-in rulebook holds no anchors, reads in one go, and has every rule in
// the file of its issue.
func TestEmbedded(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if set.Len() < 28 {
		t.Errorf("there are %d rules", set.Len())
	}
	for _, rule := range set.Rules() {
		if rule.Place.File != string(rule.Issue)+".yaml" {
			t.Errorf("%s is about %s, and stands in %s", rule.ID, rule.Issue, rule.Place.File)
		}
	}
	proof := set.Proof()
	if len(proof.Unsettled) > 0 || len(proof.Idle) > 0 || len(proof.Gaps) > 0 {
		t.Errorf("the built-in rules are not what is said of them: %+v", proof)
	}
}

// Whatever files hold, loading them ends in faults with a place or in a rulebook.
func FuzzLoad(f *testing.F) {
	err := fs.WalkDir(EmbeddedFiles(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || isCases(name) {
			return err
		}
		text, err := fs.ReadFile(EmbeddedFiles(), name)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range append(hostile, whole) {
		f.Add([]byte(seed))
	}
	f.Add([]byte(ruleLike("R-A", "{talks: true}", "{outcome: deferred}", "weak", "unless: [R-B]") + ruleLike("R-B", "{division: true}", "{outcome: vacant}", "weak", "conflicts: [R-A]")))
	cases, err := fs.ReadFile(EmbeddedFiles(), "form.test.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(cases)
	builtIn, err := Embedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		// A few cases never are all that the built-in rules must have.
		err := CheckExamples(fstest.MapFS{"a.test.yaml": {Data: text}}, builtIn)
		if faults, ok := errors.AsType[Faults](err); !ok || len(faults) == 0 {
			t.Fatalf("%q as cases: %v", text, err)
		}
		set, err := Load(folder(string(text)))
		if err != nil {
			faults, ok := errors.AsType[Faults](err)
			if !ok || len(faults) == 0 || err.Error() == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		for i := range set.rules {
			if set.rules[i].Prose() == "" {
				t.Fatal("a rule has no words")
			}
		}
		a := set.Assess(Case{})
		for i := range a.Results {
			a.Results[i].Trace()
		}
	})
}
