package wording_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"

	"seatwatch/credentials/wording"
)

var places = regexp.MustCompile(`{{(?:upper )?\.(\w+)}}`)

// catalogue reads the templates of a language: for each key the places in each of
// its forms.
func catalogue(t *testing.T, code wording.Code) map[string]map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*" + string(code) + ".yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no templates of ", code)
	}
	entries := map[string]any{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var templates map[string]any
		if err := yaml.Unmarshal(text, &templates); err != nil {
			t.Fatal(err)
		}
		for key, template := range templates {
			if entries[key] != nil {
				t.Errorf("%s stands twice in %s", key, code)
			}
			entries[key] = template
		}
	}
	keys := map[string]map[string][]string{}
	for key, entry := range entries {
		forms, ok := entry.(map[string]any)
		if !ok {
			forms = map[string]any{"other": entry}
		}
		keys[key] = map[string][]string{}
		for form, template := range forms {
			found := []string{}
			for _, place := range places.FindAllStringSubmatch(template.(string), -1) {
				found = append(found, place[1])
			}
			slices.Sort(found)
			keys[key][form] = slices.Compact(found)
		}
	}
	return keys
}

// Every template of English has one in every language, with the same places: a
// figure or a name that a translation leaves out would be lost.
func TestEveryTemplateIsInEveryLanguage(t *testing.T) {
	english := catalogue(t, "en")
	for _, term := range wording.Codes.Terms[1:] {
		other := catalogue(t, term.Code)
		for _, key := range slices.Sorted(maps.Keys(english)) {
			if other[key] == nil {
				t.Errorf("%s.yaml has no %s", term.Code, key)
				continue
			}
			if !slices.Equal(english[key]["other"], other[key]["other"]) {
				t.Errorf("%s.yaml, %s: places %v, in English %v", term.Code, key, other[key]["other"], english[key]["other"])
			}
			for form, found := range other[key] {
				for _, place := range found {
					if !slices.Contains(english[key]["other"], place) {
						t.Errorf("%s.yaml, %s, %s: there is no %q to put in", term.Code, key, form, place)
					}
				}
			}
			if (len(english[key]) > 1) != (len(other[key]) > 1) {
				t.Errorf("%s.yaml, %s: forms for numbers in one language only", term.Code, key)
			}
		}
	}
}
