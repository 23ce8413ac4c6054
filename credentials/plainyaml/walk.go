package plainyaml

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials"
)

// Scalar gives a single value as it is written: unquoted no, 51 and 1996-10 are
// that text. Null and nothing at all are the empty text. ok is false where node
// is a list or a mapping.
func Scalar(node ast.Node) (text string, ok bool) {
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

// IsNull reports whether a value is null or not there.
func IsNull(node ast.Node) bool {
	_, null := node.(*ast.NullNode)
	return null
}

// Kind names what a node is, for a sentence: "a list", "a mapping", "a single
// value", or "nothing" where it is null.
func Kind(node ast.Node) string {
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

// Pairs gives the pairs of a mapping in their order, the same key perhaps twice.
// ok is false where node is something else.
func Pairs(node ast.Node) (pairs []*ast.MappingValueNode, ok bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// Field is one key of a mapping and what reads its value.
type Field struct {
	Key  string
	Read func(ast.Node)
}

// Mapping reads a mapping that may have the keys of fields and no others, each
// once, in the order of the file. It gives the keys that were there, known or
// not, null or not, for the caller to say what is missing; none where node is no
// mapping. Faults are a node that is no mapping, a key that is not known, and a
// key that stands twice, whose second value is not read.
func (f File) Mapping(node ast.Node, fields []Field) (seen map[string]bool) {
	seen = map[string]bool{}
	pairs, ok := Pairs(node)
	if !ok {
		f.Fault(node, "write key: value, one a line", "here stands %s, where keys with values belong", Kind(node))
		return seen
	}
	for _, pair := range pairs {
		key, _ := Scalar(pair.Key)
		i := slices.IndexFunc(fields, func(field Field) bool { return field.Key == key })
		switch {
		case i < 0:
			f.Fault(pair.Key, suggestKey(key, fields), "the key %q is not known here", key)
		case seen[key]:
			f.Fault(pair.Key, "keep one of the two", "the key %q stands here twice", key)
		case f.Dialect.NullIsUnknown && IsNull(pair.Value):
		default:
			fields[i].Read(pair.Value)
		}
		seen[key] = true
	}
	return seen
}

func suggestKey(wrong string, fields []Field) string {
	keys := make([]string, len(fields))
	for i, field := range fields {
		keys[i] = field.Key
	}
	return cmp.Or(credentials.Suggest(wrong, keys), "the keys here are "+strings.Join(keys, ", "))
}

// Items gives the elements of a list. Anything else is a fault and has none.
func (f File) Items(node ast.Node) []ast.Node {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		f.Fault(node, "begin each element with a dash", "here stands %s, where a list belongs", Kind(node))
		return nil
	}
	return list.Values
}

// Single gives a single value as Scalar does, the empty text too. Where node is a
// list or a mapping, that is a fault and ok is false.
func (f File) Single(node ast.Node) (text string, ok bool) {
	text, ok = Scalar(node)
	if !ok {
		f.Fault(node, "write one value", "here stands %s, where a single value belongs", Kind(node))
	}
	return text, ok
}
