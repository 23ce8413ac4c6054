package db_test

import (
	"testing"

	"seatwatch/db/dbtest"
)

// A Member is found under every name it has borne, and so is what speaks of it.
func TestSearchKnowsTheNamesOfMembers(t *testing.T) {
	store := dbtest.New(t)
	keys := func(text string) map[string]bool {
		hits, err := store.Search(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, hit := range hits {
			found[string(hit.Kind)+" "+hit.Key] = true
		}
		return found
	}
	for _, pair := range [][2]string{{"turkey", "Türkiye"}, {"burma", "Myanmar"}, {"USSR", "Union of Soviet Socialist Republics"}} {
		first, second := keys(pair[0]), keys(pair[1])
		for key := range second {
			if !first[key] {
				t.Errorf("%q does not find %s, which %q finds", pair[0], key, pair[1])
			}
		}
		if len(second) == 0 {
			t.Errorf("%q finds nothing", pair[1])
		}
	}
}
