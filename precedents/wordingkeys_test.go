package precedents

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"seatwatch/credentials/wording"
)

const wordingFolder = "../credentials/wording"

// templateKeys gives the keys of all templates of a language.
func templateKeys(t *testing.T, code wording.Code) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(wordingFolder, "*"+string(code)+".yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no templates of ", code)
	}
	var keys []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var templates map[string]any
		if err := yaml.Unmarshal(text, &templates); err != nil {
			t.Fatal(err)
		}
		keys = append(keys, slices.Sorted(maps.Keys(templates))...)
	}
	return keys
}

// Every sentence that the code says has a template, every template is said
// somewhere, and every set of terms that the code names is one of those that
// languages have words for.
func TestEverySentenceHasATemplateAndEveryTemplateItsSentence(t *testing.T) {
	keys, sets := templateKeys(t, "en"), slices.Collect(maps.Keys(termSets(t)))
	// English says days and sessions itself; only the others have templates for them.
	others := templateKeys(t, "fr")
	literals := map[string]bool{}
	inspect(t, func(position token.Position, n ast.Node) {
		if text, ok := literal(n); ok {
			literals[text] = true
		}
		function, arguments := called(n)
		if len(arguments) == 0 {
			return
		}
		first, ok := literal(arguments[0])
		switch {
		case !ok:
		case (function == "Of" || function == "text") && strings.Contains(first, ".") && !slices.Contains(keys, first) && !slices.Contains(others, first):
			t.Errorf("%s: there is no template %s", position, first)
		case function == "TermOf" && !slices.Contains(sets, first):
			t.Errorf("%s: no set of terms is called %s", position, first)
		}
	})
	for _, key := range keys {
		if !literals[key] && !slices.ContainsFunc(prefixes(key), func(prefix string) bool { return literals[prefix] }) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// prefixes gives the beginnings of a key to which the code may add the rest.
func prefixes(key string) []string {
	var list []string
	for i := range key {
		if key[i] == '.' && strings.Contains(key[:i], ".") {
			list = append(list, key[:i])
		}
		if key[i] == '.' || key[i] == '_' {
			list = append(list, key[:i+1])
		}
	}
	return list
}

func literal(n ast.Node) (string, bool) {
	basic, ok := n.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

// called gives the last name of a function that is called, and its arguments.
func called(n ast.Node) (function string, arguments []ast.Expr) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return "", nil
	}
	switch name := call.Fun.(type) {
	case *ast.SelectorExpr:
		return name.Sel.Name, call.Args
	case *ast.Ident:
		return name.Name, call.Args
	}
	return "", nil
}

// inspect visits every node of the packages that speak.
func inspect(t *testing.T, visit func(position token.Position, n ast.Node)) {
	t.Helper()
	files := token.NewFileSet()
	for _, folder := range []string{".", "../credentials", "../views", "../cmd"} {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if n != nil {
					visit(files.Position(n.Pos()), n)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
