package precedents

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials/plainyaml"
)

// disputeDialect is how disputes are written. The longest has two thousand lines.
var disputeDialect = plainyaml.Dialect{
	MostLines:     10_000,
	NullIsUnknown: true,
	Deepest:       "the dataset nests five deep",
	Begin:         "begin with the dispute’s id",
	Divide:        "give each dispute a file of its own",
}

// walker reads the syntax tree of one file.
type walker struct {
	plainyaml.File
	faults *Faults
}

func newWalker(name string, faults *Faults) *walker {
	return &walker{plainyaml.File{Name: name, Dialect: &disputeDialect, Report: faults.take}, faults}
}

// each reads every element of a list into one value.
func each[T any](w *walker, into *[]T, read func(ast.Node, *T)) func(ast.Node) {
	return func(node ast.Node) {
		for _, item := range w.Items(node) {
			if text, single := plainyaml.Scalar(item); single && strings.TrimSpace(text) == "" {
				w.Fault(item, "leave it out, or write what belongs there", "the element is empty")
				continue
			}
			var value T
			read(item, &value)
			*into = append(*into, value)
		}
	}
}

// scalarInto reads a single value with a parser of the domain.
func scalarInto[T any](w *walker, into *T, parse func(string) (T, error)) func(ast.Node) {
	return func(node ast.Node) {
		text, ok := w.Single(node)
		if !ok {
			return
		}
		value, err := parse(text)
		if err != nil {
			w.faults.addErr(err, func(string) Place { return w.Place(node) })
			return
		}
		*into = value
	}
}

func (w *walker) text(into *string) func(ast.Node) {
	return scalarInto(w, into, func(text string) (string, error) { return text, nil })
}

// code reads a value of a closed set; whether it is one is for Validate to say.
func code[T ~string](w *walker, into *T) func(ast.Node) {
	return scalarInto(w, into, func(text string) (T, error) { return T(text), nil })
}

// descend follows a path such as "decisions[2].facts.taliban.holds_seat" as far
// as the tree goes, and gives the node at which a fault there is shown: a single
// value, or the key of a mapping or a list.
func descend(node ast.Node, path string) ast.Node {
	shown := node
	for path != "" {
		step, rest, _ := strings.Cut(path, ".")
		name, index, indexed := strings.Cut(step, "[")
		pair := pairOf(node, name)
		if pair == nil {
			return shown
		}
		node, path = pair.Value, rest
		shown = node
		if _, single := plainyaml.Scalar(node); !single || plainyaml.IsNull(node) {
			shown = pair.Key
		}
		i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if !indexed || err != nil {
			continue
		}
		sequence, ok := node.(*ast.SequenceNode)
		if !ok || i >= len(sequence.Values) {
			return shown
		}
		node = sequence.Values[i]
		shown = node
	}
	return shown
}

func pairOf(node ast.Node, name string) *ast.MappingValueNode {
	pairs, _ := plainyaml.Pairs(node)
	for _, pair := range pairs {
		if key, ok := plainyaml.Scalar(pair.Key); ok && key == name {
			return pair
		}
	}
	return nil
}
