package rules

import (
	"slices"

	"seatwatch/credentials/plainyaml"

	"github.com/goccy/go-yaml/ast"
)

// The most a condition may hold.
const (
	deepestCondition = 8
	mostQuestions    = 60
)

// ParseCondition reads a condition by itself, in the rulebook's YAML. An error
// is Faults, their file being "condition".
func ParseCondition(text string) (Condition, error) {
	const name = "condition"
	var faults Faults
	content := cleanText(name, []byte(text), &faults)
	if content == nil {
		return Condition{}, faults.err(nil)
	}
	w := newWalker(name, &faults)
	var condition Condition
	if node := w.Parse(content); node != nil {
		w.condition(node, &condition)
	}
	if err := faults.err(map[string]string{name: string(content)}); err != nil {
		return Condition{}, err
	}
	return condition, nil
}

// condition reads a whole condition.
func (w *walker) condition(node ast.Node, into *Condition) {
	questions := 0
	w.node(node, into, 1, &questions)
	if questions > mostQuestions {
		w.Fault(node, "divide the rule", "the condition asks more than %d questions", mostQuestions)
	}
}

// node reads one mapping of a condition: all of its keys have to hold.
func (w *walker) node(node ast.Node, into *Condition, depth int, questions *int) {
	values, ok := plainyaml.Pairs(node)
	switch {
	case !ok:
		w.Fault(node, "write all:, any:, not:, or a question such as holder.capital: held", "here stands %s, where a condition belongs", plainyaml.Kind(node))
		return
	case len(values) == 0:
		w.Fault(node, "write all:, any:, not:, or a question such as holder.capital: held", "the condition is empty")
		return
	case depth > deepestCondition:
		w.Fault(node, "divide the rule", "the condition nests deeper than %d levels", deepestCondition)
		return
	}
	parts := make([]Condition, len(values))
	seen := map[string]bool{}
	for i, pair := range values {
		key, _ := plainyaml.Scalar(pair.Key)
		if seen[key] {
			w.Fault(pair.Key, "keep one of the two, or put both under all:", "the key %q stands here twice", key)
		}
		seen[key] = true
		w.pair(key, pair, &parts[i], depth, questions)
	}
	if len(parts) == 1 {
		*into = parts[0]
		return
	}
	*into = Condition{op: allOf, parts: parts}
}

func (w *walker) pair(key string, pair *ast.MappingValueNode, into *Condition, depth int, questions *int) {
	switch op := slices.Index(operators, key); {
	case op < 0:
		*questions++
		w.question(key, pair, into)
	case allOf+operator(op) == notOf:
		*into = Condition{op: notOf, parts: make([]Condition, 1)}
		w.node(pair.Value, &into.parts[0], depth+1, questions)
	default:
		items := w.Items(pair.Value)
		if list, ok := pair.Value.(*ast.SequenceNode); ok && len(list.Values) == 0 {
			w.Fault(pair.Key, "write at least one condition below it", "%q has nothing below it", key)
		}
		*into = Condition{op: allOf + operator(op), parts: make([]Condition, len(items))}
		for i, item := range items {
			w.node(item, &into.parts[i], depth+1, questions)
		}
	}
}

// question reads subject: answer, or subject: [answer, answer].
func (w *walker) question(key string, pair *ast.MappingValueNode, into *Condition) {
	asked, err := parseSubject(key)
	if err != nil {
		w.faults.addErr(w.Place(pair.Key), err)
		return
	}
	*into = Condition{op: isOneOf, subject: asked}
	wanted := []ast.Node{pair.Value}
	if list, ok := pair.Value.(*ast.SequenceNode); ok {
		wanted = list.Values
		if len(wanted) == 0 {
			w.Fault(pair.Key, "write at least one value", "%q has no value", key)
		}
	}
	for _, node := range wanted {
		text, ok := w.text(node)
		if !ok {
			continue
		}
		among, err := asked.parseAnswer(text)
		switch {
		case err != nil:
			w.faults.addErr(w.Place(node), err)
		case into.among&among != 0:
			w.Fault(node, "keep one of the two", "%q stands here twice", text)
		}
		into.among |= among
	}
	if into.among == subjects[asked].every() && len(subjects[asked].answers) > 1 && !mayBeMoot(asked) {
		w.Fault(pair.Key, "leave the question out", "every value of %s is named, so that it asks nothing", key)
	}
}

// mayBeMoot reports whether a subject can have no answer at all, so that naming
// every value of it asks whether it is there.
func mayBeMoot(s subject) bool { return subjects[s].closed != 0 || subjects[s].optional }
