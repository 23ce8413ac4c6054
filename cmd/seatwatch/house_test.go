package main

import (
	"errors"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seatwatch/views"
)

// laws say for each room what of the house it may import, and what it may not
// import from outside. A room is the nearest folder named here.
var laws = map[string]struct{ may, never []string }{
	"credentials":           {nil, []string{"database/sql", "net/http", "github.com/", "golang.org/", "modernc.org/"}},
	"credentials/plainyaml": {[]string{"credentials"}, []string{"database/sql", "net/http", "golang.org/", "modernc.org/", "github.com/labstack/", "github.com/a-h/templ"}},
	"credentials/rules":     {[]string{"credentials"}, []string{"database/sql", "net/http", "golang.org/", "modernc.org/", "github.com/labstack/", "github.com/a-h/templ"}},
	"credentials/wording":   {[]string{"credentials"}, []string{"database/sql", "net/http", "modernc.org/", "github.com/labstack/", "github.com/a-h/templ"}},
	"precedents":            {[]string{"credentials"}, []string{"database/sql", "net/http", "modernc.org/", "github.com/labstack/", "github.com/a-h/templ"}},
	"db":                    {[]string{"credentials", "precedents"}, []string{"github.com/labstack/", "github.com/a-h/templ"}},
	"db/dbtest":             {[]string{"credentials", "precedents", "db"}, []string{"github.com/labstack/", "modernc.org/"}},
	"views":                 {[]string{"credentials", "precedents", "views"}, []string{"database/sql", "modernc.org/", "github.com/pressly/"}},
	"views/paper":           {[]string{"credentials", "precedents", "views"}, []string{"database/sql", "net/http", "modernc.org/", "github.com/pressly/", "github.com/labstack/"}},
	"cmd":                   {[]string{"credentials", "precedents", "db", "views"}, []string{"modernc.org/", "github.com/pressly/"}},
}

// breaches gives the imports of a folder that break the law of its room.
func breaches(folder string, imports []string) (found []string) {
	room := folder
	for laws[room].never == nil && room != "." {
		room = filepath.Dir(room)
	}
	law, ok := laws[room]
	if !ok {
		return []string{folder + " is no room of the house"}
	}
	for _, imported := range imports {
		inside, ours := strings.CutPrefix(imported, "seatwatch/")
		may := !ours || slices.ContainsFunc(law.may, func(room string) bool { return inside == room || strings.HasPrefix(inside, room+"/") })
		if !may || slices.ContainsFunc(law.never, func(outside string) bool { return strings.HasPrefix(imported, outside) }) {
			found = append(found, folder+" imports "+imported)
		}
	}
	return found
}

func TestLawOfImports(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules") {
			return fs.SkipDir
		}
		found, err := build.ImportDir(path, 0)
		if _, ok := errors.AsType[*build.NoGoError](err); ok {
			return nil
		}
		packages++
		folder, relErr := filepath.Rel(root, path)
		for _, breach := range breaches(filepath.ToSlash(folder), found.Imports) {
			t.Error(breach)
		}
		return errors.Join(err, relErr)
	})
	if err != nil || packages < 7 {
		t.Errorf("read %d packages, %v", packages, err)
	}
}

func TestLawFindsABreach(t *testing.T) {
	for folder, imported := range map[string]string{
		"credentials": "net/http", "credentials/rules": "seatwatch/precedents", "precedents": "seatwatch/db", "db": "seatwatch/views",
		"views/ui": "seatwatch/db", "views": "modernc.org/sqlite", "cmd/seatwatch": "github.com/pressly/goose/v3", "util": "strings",
	} {
		if len(breaches(folder, []string{"strings", imported})) != 1 {
			t.Errorf("%s may import %s", folder, imported)
		}
	}
}

// TestRooms: there is no top-level folder but those of the house.
func TestRooms(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && !slices.Contains([]string{"cmd", "credentials", "views", "precedents", "db"}, entry.Name()) {
			t.Errorf("%s is no room of the house", entry.Name())
		}
	}
}

// TestRoutesAreInTheReadme: every address is described where people look for it,
// in the words of the route itself.
func TestRoutesAreInTheReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range views.Routes() {
		if row := "| `" + route.String() + "` | " + route.Says + " |"; !strings.Contains(string(readme), row) {
			t.Errorf("the README has no row\n%s", row)
		}
	}
}
