package rules

import (
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"

	"github.com/goccy/go-yaml/ast"
)

const largestFile = 256 << 10

// dialect is how rules, cases and conditions are written.
var dialect = plainyaml.Dialect{
	MostLines: 5000,
	Deepest:   "a rulebook nests some ten deep",
	Begin:     "write what belongs there",
	Divide:    "write one list",
}

// walker reads the syntax tree of one file.
type walker struct {
	plainyaml.File
	faults *Faults
}

func newWalker(name string, faults *Faults) *walker {
	return &walker{plainyaml.File{Name: name, Dialect: &dialect, Report: faults.take}, faults}
}

// text reads a single value; ok is false where there is none, which is a fault.
func (w *walker) text(node ast.Node) (text string, ok bool) {
	text, ok = w.Single(node)
	text = strings.TrimSpace(text)
	if ok && text == "" {
		w.Fault(node, "leave the key out, or write what belongs there", "the value is empty")
	}
	return text, text != ""
}

func (w *walker) textInto(into *string) func(ast.Node) {
	return func(node ast.Node) { *into, _ = w.text(node) }
}

// codeInto reads a value of a closed set.
func codeInto[T ~string](w *walker, into *T, of *credentials.Vocabulary[T]) func(ast.Node) {
	return func(node ast.Node) {
		text, ok := w.text(node)
		if !ok {
			return
		}
		code, err := of.Parse(text)
		if err != nil {
			w.faults.addErr(w.Place(node), err)
			return
		}
		*into = code
	}
}
