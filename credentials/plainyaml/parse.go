package plainyaml

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"seatwatch/credentials"
)

// Dialect is what one kind of file has for itself. All of it but NullIsUnknown
// must be given.
type Dialect struct {
	// MostLines is how many lines a file may have. The parser takes time by their
	// square.
	MostLines int
	// NullIsUnknown makes Mapping pass over keys with null or nothing after them:
	// they say that the value is not known. Without it they are read like others.
	NullIsUnknown bool
	// Deepest advises who nests too deep, such as "the dataset nests five deep";
	// Begin who gave an empty file, and Divide who put two documents into one.
	Deepest, Begin, Divide string
}

// Report takes a fault and the place it is shown at.
type Report func(Place, credentials.Fault)

// File is one file of a dialect, and who is told what is wrong with it. The Name
// stands in the places of faults. A File is never changed, and may be copied.
type File struct {
	Name    string
	Dialect *Dialect
	Report  Report
}

// Fault reports a fault at the place of a node: what is wrong, by format and
// args, and in mend what would be right.
func (f File) Fault(node ast.Node, mend, format string, args ...any) {
	f.fault(f.Place(node), mend, format, args...)
}

func (f File) fault(place Place, mend, format string, args ...any) {
	f.Report(place, credentials.Fault{What: fmt.Sprintf(format, args...), Mend: mend})
}

// Parse gives the top of the one document in text, or nil if there is none that
// can be read; then at least one fault was reported. Duplicate keys are left for
// Mapping to find. Text must be UTF-8 without a byte order mark, its lines ended
// by a line feed alone.
func (f File) Parse(text []byte) ast.Node {
	if !f.isBounded(text) {
		return nil
	}
	tokens := lexer.Tokenize(string(text))
	if !f.isPlain(tokens) {
		return nil
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		f.syntaxFault(err)
		return nil
	}
	return f.only(parsed.Docs)
}

// No file of the house nests a third as deep. Brackets in prose count as well,
// so that there may be more of them.
const (
	deepest      = 24
	widestIndent = 64
	mostBrackets = 4 * deepest
)

// isBounded reports whether the parser, which calls itself for every level, can
// be trusted with a text.
func (f File) isBounded(text []byte) bool {
	if place, ok := f.tooDeep(text); ok {
		f.fault(place, f.Dialect.Deepest, "the file nests deeper than %d levels, and nothing of it was read", deepest)
		return false
	}
	if bytes.Count(text, []byte("\n")) > f.Dialect.MostLines {
		f.fault(f.whole(), "divide it, or look whether it is the right file", "the file has more than %d lines, and nothing of it was read", f.Dialect.MostLines)
		return false
	}
	return true
}

// tooDeep finds the first place that nests too deep. It counts more than a
// parser would, never less.
func (f File) tooDeep(text []byte) (Place, bool) {
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
				return Place{f.Name, number, utf8.RuneCount(line[:i]) + 1}, true
			}
		}
	}
	return Place{}, false
}

// refused is what YAML has and plain YAML has not.
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

// isPlain reports whether a file has nothing that is refused.
func (f File) isPlain(tokens token.Tokens) bool {
	plain := true
	for i, t := range tokens {
		for _, r := range refused {
			if t.Type == r.token {
				f.fault(f.tokenPlace(t), r.mend, "%s", r.what)
				plain = false
			}
		}
		if t.Type == token.DocumentHeaderType && i > 0 {
			f.secondDocument(f.tokenPlace(t))
			plain = false
		}
	}
	return plain
}

func (f File) secondDocument(place Place) {
	f.fault(place, f.Dialect.Divide, "the file holds more than one document")
}

func (f File) syntaxFault(err error) {
	place, words := Place{f.Name, 1, 1}, "its structure is broken"
	if fault, ok := errors.AsType[yaml.Error](err); ok {
		words = fault.GetMessage()
		if t := fault.GetToken(); t != nil {
			place = f.tokenPlace(t)
		}
	}
	f.fault(place, "look at this line and the one before it", "the file cannot be read as YAML: %s", words)
}

// only gives the top of the one document that has anything in it.
func (f File) only(documents []*ast.DocumentNode) ast.Node {
	var tops []ast.Node
	for _, document := range documents {
		if document.Body != nil {
			tops = append(tops, document.Body)
		}
	}
	switch {
	case len(tops) == 0:
		f.fault(f.whole(), f.Dialect.Begin, "the file is empty")
		return nil
	case len(tops) > 1:
		f.secondDocument(f.Place(tops[1]))
		return nil
	}
	return tops[0]
}
