package precedents_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func query(t *testing.T, facets []precedents.Facet, address string) precedents.Query {
	t.Helper()
	values, err := url.ParseQuery(address)
	if err != nil {
		t.Fatal(err)
	}
	query, err := precedents.ParseQuery(facets, values)
	if err != nil {
		t.Fatal(err)
	}
	return query
}

// A query read from an address writes the same address, but for what is usual.
func TestQueryValues(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "era=1971-1990&era=1946-1970": "era=1946-1970&era=1971-1990", "q=c%C3%B4te&page=1": "q=c%C3%B4te", "page=3&sort=oldest": "page=3&sort=oldest",
		"sort=newest": "", "region=African+Group": "region=African+Group", "kind=": "",
	} {
		if got := query(t, precedents.DisputeFacets, address).Values().Encode(); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

func TestQueryToggle(t *testing.T) {
	q := query(t, precedents.DisputeFacets, "era=1946-1970&page=4")
	for _, c := range []struct{ facet, code, want string }{
		{"era", "1946-1970", ""}, {"era", "1971-1990", "era=1946-1970&era=1971-1990"}, {"kind", "objection", "era=1946-1970&kind=objection"},
	} {
		if got := q.Toggle(c.facet, c.code).Encode(); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.facet, c.code, got, c.want)
		}
	}
	if got := q.Values().Encode(); got != "era=1946-1970&page=4" {
		t.Errorf("toggling changed the query to %q", got)
	}
}

func TestQuerySentence(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "era=1971-1990&era=1991-2010&outcome=deferred&q=cote": "era 1971–1990 or 1991–2010, outcome deferred, with “cote”",
		"capital=not_held&talks=": "capital not held", "capital=not_held&elected=not_known": "capital not held, election not known",
	} {
		values, err := url.ParseQuery(address)
		if err != nil {
			t.Fatal(err)
		}
		q, err := precedents.ParseQuery(precedents.DecisionFacets, values)
		if strings.Contains(address, "talks") != (err != nil) {
			t.Errorf("%q: %v", address, err)
		}
		if got := q.Sentence(precedents.DecisionFacets); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

// An unknown key or value is refused, each by itself, and never ignored.
func TestParseQueryRefuses(t *testing.T) {
	for address, want := range map[string][]string{
		"eras=1971-1990":           {`eras: the list cannot be narrowed down by "eras"; did you mean "era"?`},
		"era=1971":                 {`era: "1971" is not a value of era; write one of 1946-1970, 1971-1990, 1991-2010, 2011-`},
		"outcome=defered&kind=x":   {`kind: "x" is not a value of kind; write one of rival_claimants, objection, representation_item`, `outcome: "defered" is not a value of outcome; did you mean "deferred"?`},
		"page=0":                   {`page: "0" is not a page; write a number from 1`},
		"page=x":                   {`page: "x" is not a page; write a number from 1`},
		"page=99999999999999999":   {`page: "99999999999999999" is not a page; write a number from 1`},
		"sort=best":                {`sort: "best" is not an order; write one of newest, oldest, seat`},
		"capital=held":             {`capital: the list cannot be narrowed down by "capital"; write one of era, region, kind, outcome, challenge, state, confidence, q, sort, page`},
		"q=a&q=b&confidence=sure":  {`confidence: "sure" is not a value of confidence; write one of high, medium, low`},
		"era=%27%3B+DROP+TABLE+--": {`era: "'; DROP TABLE --" is not a value of era; write one of 1946-1970, 1971-1990, 1991-2010, 2011-`},
	} {
		values, err := url.ParseQuery(address)
		if err != nil {
			t.Fatal(err)
		}
		_, err = precedents.ParseQuery(precedents.DisputeFacets, values)
		invalid, ok := errors.AsType[*credentials.Invalid](err)
		if !ok {
			t.Errorf("%q gave %v", address, err)
			continue
		}
		if diff := cmp.Diff(want, strings.Split(invalid.Error(), "\n")); diff != "" {
			t.Errorf("%q: %s", address, diff)
		}
	}
}

// Every value of a facet has a code and a label, and every year an era.
func TestFacets(t *testing.T) {
	for _, facets := range [][]precedents.Facet{precedents.DisputeFacets, precedents.DecisionFacets} {
		seen := map[string]bool{}
		for _, facet := range facets {
			if seen[facet.Key] || facet.Label == "" || len(facet.Values) < 2 {
				t.Errorf("the facet %q is wrong", facet.Key)
			}
			seen[facet.Key] = true
			for _, value := range facet.Values {
				if value.Code == "" || value.Label == "" || facet.ValueLabel(value.Code) != value.Label {
					t.Errorf("%s: %+v", facet.Key, value)
				}
			}
		}
	}
	for year, want := range map[int]string{1945: "", 1946: "1946-1970", 1970: "1946-1970", 1971: "1971-1990", 2010: "1991-2010", 2011: "2011-", 2026: "2011-"} {
		if got := precedents.EraOf(year); got != want {
			t.Errorf("%d: got %q, want %q", year, got, want)
		}
	}
}
