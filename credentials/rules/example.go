package rules

import (
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"

	"github.com/goccy/go-yaml/ast"
)

// Answer is what a rule says of a case, in one word.
type Answer string

// The answers.
const (
	Fires     Answer = "yes"
	SetAside  Answer = "set_aside"
	DoesNot   Answer = "no"
	CannotSay Answer = "unknown"
)

// Answers are what a rule can say of a case.
var Answers = credentials.Vocabulary[Answer]{Name: "rule’s answer", Terms: []credentials.Term[Answer]{
	{Code: Fires, Label: "fires", Meaning: "its condition is yes and no exception fires"},
	{Code: SetAside, Label: "set aside", Meaning: "its condition is yes, but an exception fires"},
	{Code: DoesNot, Label: "does not apply", Meaning: "its condition is no"},
	{Code: CannotSay, Label: "not known", Meaning: "its condition hangs on facts that are not known"},
}}

// Answer gives what the rule says in one word.
func (r *Result) Answer() Answer {
	switch {
	case r.Fired:
		return Fires
	case r.Truth == credentials.Yes:
		return SetAside
	case r.Truth == credentials.No:
		return DoesNot
	}
	return CannotSay
}

// example is one case beside a rule: facts in, answer out.
type example struct {
	rule    string
	facts   situation
	is      Answer
	missing []string
	place   Place
}

// CheckExamples reads the cases that stand beside the rules of a folder
// (.test.yaml), and answers them. A case that comes out otherwise is a fault, and
// so is a rule without a case in which it fires, one in which it does not apply,
// and one in which it cannot say. An error is Faults, or that of the file system.
//
// A case lists what is known; all else is not. Facts of the holder or the rival
// say that there is one, a previous outcome that this is no opening; and what is
// silent about an earlier decision of the session has none.
func CheckExamples(files fs.FS, set *Set) error {
	var faults Faults
	var examples []example
	texts := map[string]string{}
	err := eachFile(files, func(name string, content io.Reader) error {
		if !isCases(name) {
			return nil
		}
		text, err := readText(name, content, &faults)
		if text == nil {
			return err
		}
		texts[name] = string(text)
		w := newWalker(name, &faults)
		if node := w.Parse(text); node != nil {
			for _, item := range w.Items(node) {
				examples = append(examples, w.examples(item, set)...)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	set.checkAnswers(examples, &faults)
	return faults.err(texts)
}

// examples reads one case, and gives none if it is at fault.
func (w *walker) examples(node ast.Node, set *Set) []example {
	e := example{place: w.Place(node)}
	before := len(*w.faults)
	seen := w.Mapping(node, []plainyaml.Field{
		{Key: "rule", Read: func(node ast.Node) {
			id, ok := w.text(node)
			e.rule = id
			if _, err := set.Rule(id); ok && err != nil {
				w.Fault(node, credentials.Suggest(id, slices.Sorted(maps.Keys(set.ids))), "there is no rule %q", shorten(id))
			}
		}},
		{Key: "given", Read: func(node ast.Node) { w.given(node, &e.facts) }},
		{Key: "is", Read: codeInto(w, &e.is, &Answers)},
		{Key: "missing", Read: func(node ast.Node) {
			for _, item := range w.Items(node) {
				key, ok := w.text(item)
				if _, err := parseSubject(key); ok && err != nil {
					w.faults.addErr(w.Place(item), err)
				}
				e.missing = append(e.missing, key)
			}
		}},
	})
	for _, key := range []string{"rule", "given", "is"} {
		if _, mapping := plainyaml.Pairs(node); mapping && !seen[key] {
			w.Fault(node, "write "+key+": and what belongs there", "the case has no %q", key)
		}
	}
	if len(*w.faults) > before {
		return nil
	}
	return []example{e}
}

// given reads the facts of a case.
func (w *walker) given(node ast.Node, facts *situation) {
	values, ok := plainyaml.Pairs(node)
	if !ok {
		w.Fault(node, "write key: value, such as holder.capital: held", "here stands %s, where facts belong", plainyaml.Kind(node))
		return
	}
	seen := map[string]bool{}
	for _, pair := range values {
		key, _ := plainyaml.Scalar(pair.Key)
		asked, err := parseSubject(key)
		switch {
		case err != nil:
			w.faults.addErr(w.Place(pair.Key), err)
			continue
		case seen[key]:
			w.Fault(pair.Key, "keep one of the two", "the key %q stands here twice", key)
		}
		seen[key] = true
		text, ok := w.text(pair.Value)
		if !ok {
			continue
		}
		i := slices.Index(subjects[asked].codes(), text)
		if i < 0 {
			w.Fault(pair.Value, credentials.Suggest(text, subjects[asked].codes()), "%q is not a value of %s", shorten(text), key)
			continue
		}
		facts[asked] = answer(i + 1)
	}
	facts.imply()
}

// imply draws from the facts of a case that what they are about is there.
func (s *situation) imply() {
	for i, a := range s {
		gate := subjects[i].gate
		switch {
		case a == notKnown || s[gate] != notKnown:
		case gate == opening:
			s[opening] = answerFalse
		case gate == holderThere:
			s[holderThere] = somebody
		case gate == rivalsThere:
			s[rivalsThere] = oneRival
		}
	}
	if s[earlierInSession] == notKnown {
		s[earlierInSession] = moot
	}
	s.close()
}

// checkAnswers answers the cases, and looks whether every rule has its three.
func (s *Set) checkAnswers(examples []example, faults *Faults) {
	have := map[string][]Answer{}
	for _, e := range examples {
		have[e.rule] = append(have[e.rule], e.is)
		assessment := s.assess(&e.facts)
		result := &assessment.Results[s.ids[e.rule]]
		if got := result.Answer(); got != e.is {
			faults.add(e.place, result.Prose(), "%s is said to be %s here, and is %s", e.rule, e.is, got)
			continue
		}
		var missing []string
		for _, m := range result.Missing {
			missing = append(missing, m.Key)
		}
		if e.missing != nil && !slices.Equal(slices.Sorted(slices.Values(e.missing)), slices.Sorted(slices.Values(missing))) {
			faults.add(e.place, "", "%s is said to miss %s here, and misses %s", e.rule, strings.Join(e.missing, ", "), strings.Join(missing, ", "))
		}
	}
	for i := range s.rules {
		rule := &s.rules[i]
		for _, answer := range []Answer{Fires, DoesNot, CannotSay} {
			if !slices.Contains(have[rule.ID], answer) {
				faults.add(rule.Place, "write one into the "+casesExt+".yaml file beside the rule", "%s has no case in which it is %s", rule.ID, answer)
			}
		}
	}
}
