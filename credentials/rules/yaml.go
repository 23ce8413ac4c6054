package rules

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"seatwatch/credentials"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A rulebook nests some ten deep. The parser calls itself for every level and
// takes time by the square of the number of lines, so that more of either is
// refused before it begins.
const (
	largestFile  = 256 << 10
	mostLines    = 5000
	deepest      = 24
	widestIndent = 64
	mostBrackets = 48
)

// parseYAML gives the top of the one document in text, nil if it cannot be read.
func parseYAML(name string, text []byte, faults *Faults) ast.Node {
	if place, ok := tooDeep(name, text); ok {
		faults.add(place, "a rulebook nests some ten deep", "the file nests deeper than %d levels, and nothing of it was read", deepest)
		return nil
	}
	if bytes.Count(text, []byte("\n")) > mostLines {
		faults.add(Place{File: name}, "divide it, or look whether it is the right file", "the file has more than %d lines, and nothing of it was read", mostLines)
		return nil
	}
	tokens := lexer.Tokenize(string(text))
	if !onlyPlain(name, tokens, faults) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		faults.add(syntaxPlace(name, err), "look at this line and the one before it", "the file cannot be read as YAML: %s", syntaxWords(err))
		return nil
	}
	var bodies []ast.Node
	for _, document := range file.Docs {
		if document.Body != nil {
			bodies = append(bodies, document.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		faults.add(Place{File: name}, "write what belongs there", "the file is empty")
		return nil
	case len(bodies) > 1:
		faults.add(nodePlace(name, bodies[1]), "write one list", "the file holds more than one document")
		return nil
	}
	return bodies[0]
}

// tooDeep finds the first place that nests deeper than any rulebook does. It
// counts more than a parser would, never less.
func tooDeep(name string, text []byte) (Place, bool) {
	open, number := 0, 0
	for line := range bytes.Lines(text) {
		number++
		levels, indented := 0, true
		for i, c := range line {
			switch {
			case indented && (c == '-' || c == '?' || c == ':') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\n'):
				levels++
			case c == '[' || c == '{':
				open++
				indented = false
			case c == ']' || c == '}':
				open = max(0, open-1)
				indented = false
			case c != ' ':
				indented = false
			}
			if levels > deepest || open > mostBrackets || indented && i > widestIndent {
				return Place{name, number, len([]rune(string(line[:i]))) + 1}, true
			}
		}
	}
	return Place{}, false
}

// refused is what YAML has and a rulebook has not.
var refused = []struct {
	token      token.Type
	what, mend string
}{
	{token.AnchorType, "anchors and aliases are not taken", "write the value out, or in quotation marks if it is text"},
	{token.AliasType, "anchors and aliases are not taken", "write the value out, or in quotation marks if it is text"},
	{token.TagType, "tags are not taken", "leave the tag out, or write the value in quotation marks if it is text"},
	{token.MergeKeyType, "merge keys are not taken", "write the keys out"},
	{token.DirectiveType, "directives are not taken", "leave the line out"},
	{token.MappingKeyType, "keys with a question mark are not taken", "write key: value"},
}

// onlyPlain reports whether a file has nothing that is refused.
func onlyPlain(name string, tokens token.Tokens, faults *Faults) bool {
	before := len(*faults)
	for i, t := range tokens {
		for _, r := range refused {
			if t.Type == r.token {
				faults.add(tokenPlace(name, t), r.mend, "%s", r.what)
			}
		}
		if t.Type == token.DocumentHeaderType && i > 0 {
			faults.add(tokenPlace(name, t), "write one list", "the file holds more than one document")
		}
	}
	return len(*faults) == before
}

func syntaxPlace(name string, err error) Place {
	if fault, ok := errors.AsType[yaml.Error](err); ok && fault.GetToken() != nil {
		return tokenPlace(name, fault.GetToken())
	}
	return Place{name, 1, 1}
}

func syntaxWords(err error) string {
	if fault, ok := errors.AsType[yaml.Error](err); ok {
		return fault.GetMessage()
	}
	return "its structure is broken"
}

func tokenPlace(name string, t *token.Token) Place {
	return Place{name, t.Position.Line, t.Position.Column}
}

// nodePlace gives the place where a node begins: a mapping begins at its first
// key.
func nodePlace(name string, node ast.Node) Place {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return nodePlace(name, n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return nodePlace(name, n.Key)
	case *ast.LiteralNode:
		return tokenPlace(name, n.Start)
	}
	return tokenPlace(name, node.GetToken())
}

// walker reads a syntax tree by a schema.
type walker struct {
	file   string
	faults *Faults
}

func (w *walker) place(node ast.Node) Place { return nodePlace(w.file, node) }

func (w *walker) fault(node ast.Node, mend, format string, args ...any) {
	w.faults.add(w.place(node), mend, format, args...)
}

// field is one key of a mapping and what reads its value.
type field struct {
	key  string
	read func(ast.Node)
}

// pairs gives the pairs of a mapping; ok is false where node is something else.
func pairs(node ast.Node) (values []*ast.MappingValueNode, ok bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// scalarText gives a scalar as it is written: unquoted no, true and 0 are that
// text. Null and nothing at all are the empty text.
func scalarText(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

// mapping reads a mapping that may have these keys and no others, each once; it
// gives the keys that were there.
func (w *walker) mapping(node ast.Node, fields []field) map[string]bool {
	seen := map[string]bool{}
	values, ok := pairs(node)
	if !ok {
		w.fault(node, "write key: value, one a line", "here stands %s, where keys with values belong", kindOf(node))
		return seen
	}
	for _, pair := range values {
		key, _ := scalarText(pair.Key)
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		switch {
		case i < 0:
			w.fault(pair.Key, suggestKey(key, fields), "the key %q is not known here", key)
		case seen[key]:
			w.fault(pair.Key, "keep one of the two", "the key %q stands here twice", key)
		default:
			fields[i].read(pair.Value)
		}
		seen[key] = true
	}
	return seen
}

func suggestKey(wrong string, fields []field) string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return cmp.Or(credentials.Suggest(wrong, keys), "the keys here are "+strings.Join(keys, ", "))
}

func kindOf(node ast.Node) string {
	switch node.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.NullNode:
		return "nothing"
	}
	return "a single value"
}

// items gives the elements of a list.
func (w *walker) items(node ast.Node) []ast.Node {
	sequence, ok := node.(*ast.SequenceNode)
	if !ok {
		w.fault(node, "begin each element with a dash", "here stands %s, where a list belongs", kindOf(node))
		return nil
	}
	return sequence.Values
}

// text reads a single value; ok is false where there is none, which is a fault.
func (w *walker) text(node ast.Node) (text string, ok bool) {
	text, ok = scalarText(node)
	text = strings.TrimSpace(text)
	switch {
	case !ok:
		w.fault(node, "write one value", "here stands %s, where a single value belongs", kindOf(node))
	case text == "":
		w.fault(node, "leave the key out, or write what belongs there", "the value is empty")
	}
	return text, ok && text != ""
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
			w.faults.addErr(w.place(node), err)
			return
		}
		*into = code
	}
}
