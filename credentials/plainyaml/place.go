package plainyaml

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Place is a place in a file. Lines and columns run from 1, columns in
// characters; a Line of 0 stands for the file as a whole.
type Place struct {
	File string
	Line int
	Col  int
}

// String gives "file:line:col", or the file alone where the place is all of it.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders places by file, line and column. A file as a whole comes before
// what stands in it.
func (p Place) Compare(other Place) int {
	return cmp.Or(strings.Compare(p.File, other.File), cmp.Compare(p.Line, other.Line), cmp.Compare(p.Col, other.Col))
}

// Place gives the place where a node begins: a mapping begins at its first key.
func (f File) Place(node ast.Node) Place {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return f.Place(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return f.Place(n.Key)
	case *ast.LiteralNode:
		return f.tokenPlace(n.Start)
	}
	return f.tokenPlace(node.GetToken())
}

func (f File) tokenPlace(t *token.Token) Place {
	return Place{f.Name, t.Position.Line, t.Position.Column}
}

func (f File) whole() Place { return Place{File: f.Name} }
