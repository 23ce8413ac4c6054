package plainyaml_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"

	"github.com/goccy/go-yaml/ast"
)

var dialect = plainyaml.Dialect{MostLines: 20, Deepest: "a list of seats nests two deep", Begin: "begin with a seat", Divide: "write one list"}

// reading gives a file whose faults come into the slice, one a line.
func reading(of *plainyaml.Dialect) (plainyaml.File, *[]string) {
	var faults []string
	return plainyaml.File{Name: "a.yaml", Dialect: of, Report: func(place plainyaml.Place, fault credentials.Fault) {
		faults = append(faults, place.String()+": "+fault.String())
	}}, &faults
}

// seats reads a list of mappings of a seat and an age, and gives what stands
// there as "seat age", a mark for what was not read, and the keys seen.
func seats(file plainyaml.File, text string) (read []string) {
	top := file.Parse([]byte(text))
	if top == nil {
		return nil
	}
	for _, item := range file.Items(top) {
		seat, age := "-", "-"
		into := func(value *string) func(ast.Node) {
			return func(node ast.Node) { *value, _ = file.Single(node) }
		}
		seen := file.Mapping(item, []plainyaml.Field{{Key: "seat", Read: into(&seat)}, {Key: "age", Read: into(&age)}})
		read = append(read, fmt.Sprintf("%s %s %d", seat, age, len(seen)))
	}
	return read
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		read, faults []string
	}{
		{"two seats", "- seat: no\n  age: 0x1F\n- {seat: '51', age: 1996-10}\n", []string{"no 0x1F 2", "51 1996-10 2"}, nil},
		{"null", "- seat: ~\n  age:\n", []string{"  2"}, nil},
		{"an unknown key", "- seta: a\n  b: c\n", []string{"- - 2"}, []string{
			`a.yaml:1:3: the key "seta" is not known here; did you mean "seat"?`,
			`a.yaml:2:3: the key "b" is not known here; write one of seat, age`,
		}},
		{"a key twice", "- seat: a\n  seat: b\n", []string{"a - 1"}, []string{`a.yaml:2:3: the key "seat" stands here twice; keep one of the two`}},
		{"a list for a value", "- seat: [a]\n", []string{" - 1"}, []string{"a.yaml:1:9: here stands a list, where a single value belongs; write one value"}},
		{"nothing for a mapping", "- ~\n", []string{"- - 0"}, []string{"a.yaml:1:3: here stands nothing, where keys with values belong; write key: value, one a line"}},
		{"a mapping for a list", "seat: a\n", nil, []string{"a.yaml:1:1: here stands a mapping, where a list belongs; begin each element with a dash"}},
		{"no document", "# later\n", nil, []string{"a.yaml: the file is empty; begin with a seat"}},
		{"two documents", "- seat: a\n---\n- seat: b\n", nil, []string{"a.yaml:2:1: the file holds more than one document; write one list"}},
		{"an anchor and a tag", "- seat: &a b\n- seat: !!str c\n", nil, []string{
			"a.yaml:1:9: anchors and aliases are not taken; write the value out, or in quotation marks if it is text",
			"a.yaml:2:9: tags are not taken; leave the tag out, or write the value in quotation marks if it is text",
		}},
		{"a directive", "%YAML 1.2\n---\n- seat: a\n", nil, []string{"a.yaml:1:1: directives are not taken; leave the line out", "a.yaml:2:1: the file holds more than one document; write one list"}},
		{"broken", "- 'seat: a\n", nil, []string{"a.yaml:1:3: the file cannot be read as YAML: could not find end character of single-quoted text; look at this line and the one before it"}},
		{"too deep", "- é: " + strings.Repeat("[", 97), nil, []string{"a.yaml:1:102: the file nests deeper than 24 levels, and nothing of it was read; a list of seats nests two deep"}},
		{"too long", strings.Repeat("- seat: a\n", 21), nil, []string{"a.yaml: the file has more than 20 lines, and nothing of it was read; divide it, or look whether it is the right file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, faults := reading(&dialect)
			if read := seats(file, c.text); !slices.Equal(read, c.read) || !slices.Equal(*faults, c.faults) {
				t.Errorf("got %q and\n%s", read, strings.Join(*faults, "\n"))
			}
		})
	}
}

// Where null says that a value is not known, its key is there and is not read.
func TestNullIsUnknown(t *testing.T) {
	unknowing := dialect
	unknowing.NullIsUnknown = true
	file, faults := reading(&unknowing)
	if read := seats(file, "- seat: ~\n  age:\n- seat: ''\n"); !slices.Equal(read, []string{"- - 2", " - 1"}) || *faults != nil {
		t.Errorf("got %q, %q", read, *faults)
	}
}

func TestPlacesInOrder(t *testing.T) {
	places := []plainyaml.Place{{File: "a"}, {File: "a", Line: 1, Col: 1}, {File: "a", Line: 1, Col: 2}, {File: "a", Line: 2, Col: 1}, {File: "b"}}
	if !slices.IsSortedFunc(places, plainyaml.Place.Compare) {
		t.Errorf("%v are not in order", places)
	}
}
