package views_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/db/dbtest"
)

// five are decisions on governments that had lost their capital.
var five = []string{"afghanistan-1996:52", "kampuchea-1979:34", "haiti-1991:46", "cambodia-1997:52", "myanmar-2021:76"}

func comparison(ids ...string) string { return "/compare?" + url.Values{"with": ids}.Encode() }

// The matrix has every fact that differs, in words beside the sign, and says what
// is not known; each cell leads to what it rests on, which is there.
func TestAComparisonShowsWhatDiffers(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := get(t, handler, comparison(five...))
	body := page.Body.String()
	words := text(t, body)
	for _, says := range []string{"Five decisions side by side", "▲ stronger", "▼ weaker", "= same", "? not known in the first", "not known is never counted as a difference", "that do not differ", "nobody there"} {
		if !strings.Contains(words, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	cells, pages := 0, map[string]string{}
	for node := range document.Descendants() {
		if node.Data != "td" || !strings.Contains(attr(node, "class"), "cell") {
			continue
		}
		cells++
		for link := range node.Descendants() {
			if link.Data != "a" {
				continue
			}
			address, place, _ := strings.Cut(attr(link, "href"), "#")
			if pages[address] == "" {
				pages[address] = get(t, handler, address).Body.String()
			}
			if !strings.Contains(pages[address], `id="`+place+`"`) {
				t.Errorf("%q leads to %s, where there is no %s", wordsOf(link), address, place)
			}
		}
	}
	if cells < 50 || cells%5 != 0 || len(pages) != 4 {
		t.Errorf("%d cells that lead to %d pages", cells, len(pages))
	}
}

func attr(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

type comparisonJSON struct {
	For       string `json:"for"`
	Decisions []struct {
		Decision    string   `json:"decision"`
		Claimant    string   `json:"claimant"`
		Outcome     string   `json:"outcome"`
		WhatIf      []string `json:"what_if"`
		Differences int      `json:"differences"`
		Unknown     int      `json:"unknown"`
	} `json:"decisions"`
	Rows []struct {
		Side  string `json:"side"`
		Fact  string `json:"fact"`
		Cells []struct {
			Value    *string `json:"value"`
			Label    string  `json:"label"`
			Relation string  `json:"relation"`
		} `json:"cells"`
	} `json:"rows"`
}

func comparedIn(t *testing.T, handler http.Handler, address string) comparisonJSON {
	t.Helper()
	page := get(t, handler, strings.Replace(address, "/compare?", "/compare.json?", 1))
	var c comparisonJSON
	if err := json.Unmarshal(page.Body.Bytes(), &c); err != nil || page.Code != http.StatusOK {
		t.Fatalf("%s: %d %v", address, page.Code, err)
	}
	return c
}

// From the other side what was stronger is looked at from there, and the first of
// a comparison is the one that its address begins with.
func TestAComparisonFromTheOtherSide(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	ours := comparedIn(t, handler, comparison(five...))
	theirs := comparedIn(t, handler, comparison(five...)+"&for=taliban")
	if ours.For != "islamic-state" || theirs.For != "taliban" || ours.Decisions[0].Decision != five[0] || theirs.Decisions[0].Claimant != "taliban" {
		t.Errorf("for %s and %s", ours.For, theirs.For)
	}
	ids := []string{}
	for _, d := range ours.Decisions {
		ids = append(ids, d.Decision)
	}
	slices.Sort(ids)
	want := slices.Sorted(slices.Values(five))
	if !slices.Equal(ids, want) {
		t.Errorf("the columns are %v", ids)
	}
	for _, row := range ours.Rows {
		for _, cell := range row.Cells {
			if cell.Value == nil && cell.Label != "not known" && cell.Label != "nobody there" && cell.Label != "none" {
				t.Errorf("%s has no value, and reads %q", row.Fact, cell.Label)
			}
		}
	}
}

// The CSV has a row for each fact at each decision, with code, label and address.
func TestAComparisonAsCSV(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	body := get(t, handler, strings.Replace(comparison(five...), "/compare?", "/compare.csv?", 1)).Body.String()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 1+5*29 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
	for _, row := range rows[1:] {
		if at(row, "relation") == "" || at(row, "value_label") == "" || !strings.HasPrefix(at(row, "url"), "http://example.com/disputes/") {
			t.Errorf("a row is %v", row)
		}
		if at(row, "value") == "" && at(row, "value_label") == "no" {
			t.Errorf("what is not known reads no: %v", row)
		}
	}
}

// One's own case stands first, with what is supposed marked, and the decision as
// it is recorded beside it.
func TestOneOfThemMine(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	const own = "/compare?mine=afghanistan-1996%3A52&with=afghanistan-1996%3A52&with=kampuchea-1979%3A34&islamic-state.capital=held&taliban.territory="
	c := comparedIn(t, handler, own)
	if len(c.Decisions) != 3 || c.Decisions[0].Outcome != "" || !slices.Equal(c.Decisions[0].WhatIf, []string{"islamic-state.capital=held"}) {
		t.Fatalf("the columns are %+v", c.Decisions)
	}
	if recorded := c.Decisions[1]; recorded.Decision != "afghanistan-1996:52" || recorded.Differences != 0 || recorded.Outcome != "deferred" {
		t.Errorf("the decision as recorded is %+v", recorded)
	}
	for _, row := range c.Rows {
		if row.Side == "own" && row.Fact == "capital" && (row.Cells[0].Label != "held" || row.Cells[1].Relation != "weaker") {
			t.Errorf("the capital is %+v", row.Cells)
		}
	}
	page := get(t, handler, own)
	if words := text(t, page.Body.String()); !strings.Contains(words, "Your case") || !strings.Contains(words, "supposed") {
		t.Errorf("the page does not say whose case it is: %.300s", words)
	}
	if words := text(t, page.Body.String()); strings.Contains(words, "put first") {
		t.Error("another than the reader's own can be put first")
	}
	// With nothing supposed its outcome is left aside, and it is not said to be open.
	page = get(t, handler, "/compare?mine=afghanistan-1996%3A52&with=kampuchea-1979%3A34")
	if words := text(t, page.Body.String()); !strings.Contains(words, "its outcome is left aside") || strings.Contains(words, "not decided") {
		t.Errorf("a decision with nothing supposed: %.300s", words)
	}
	// A session that has not decided can be mine too.
	if c := comparedIn(t, handler, "/compare?mine=myanmar-2021%3A82&with=haiti-1991%3A46"); len(c.Decisions) != 2 || c.Decisions[0].Outcome != "" {
		t.Errorf("the next session gives %+v", c.Decisions)
	}
}

// With one decision, or none, the page says how to go on.
func TestAComparisonOfLessThanTwo(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	if words := text(t, get(t, handler, "/compare").Body.String()); !strings.Contains(words, "Two to twelve decisions") {
		t.Errorf("without a decision: %.200s", words)
	}
	one := get(t, handler, comparison("afghanistan-1996:52"))
	if words := text(t, one.Body.String()); one.Code != http.StatusOK || !strings.Contains(words, "add another") || !strings.Contains(words, "The nearest precedents") {
		t.Errorf("with one: %d %.200s", one.Code, words)
	}
	with := linksOf(t, one.Body.String())["Compare with the nearest"]
	if len(with) != 1 || len(strings.Fields(pickedIn(t, with[0]))) != 5 {
		t.Errorf("it leads on to %v", with)
	}
	theirs := linksOf(t, get(t, handler, comparison("afghanistan-1996:52")+"&for=taliban").Body.String())["Compare with the nearest"]
	if len(theirs) != 1 || comparedIn(t, handler, theirs[0]).For != "taliban" {
		t.Errorf("from the side of the Taliban it leads on to %v", theirs)
	}
}

func TestBadComparisons(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	thirteen := append(twelve(t), "afghanistan-1996:52")
	for address, says := range map[string]string{
		comparison("afghanistan-1996:52", "afghanistan-1996:52"):                  "picked twice",
		comparison("afghanistan-1996:52", "atlantis-1999:52"):                     "no dispute",
		comparison(thirteen...):                                                   "one too many",
		comparison(five...) + "&for=atlantis":                                     "no claimant",
		comparison(five...) + "&for=nug":                                          "no claimant",
		comparison(five...) + "&for=taliban&for=islamic-state":                    "2 times",
		comparison(five...) + "&colour=red":                                       "cannot be compared by",
		comparison(five...) + "&taliban.capital=held":                             "does not say of which case",
		comparison(five...) + "&mine=afghanistan-1996":                            "does not name a decision",
		comparison(five...) + "&mine=atlantis-1999:52":                            "no dispute",
		comparison(five...) + "&mine=afghanistan-1996:999":                        "no session 999",
		comparison(five...) + "&mine=afghanistan-1996:52&taliban.capital=lost":    "lost",
		comparison(five...) + "&mine=afghanistan-1996:52&taliban.holds_seat=true": "hold the seat",
		comparison(twelve(t)...) + "&mine=afghanistan-1996:52":                    "thirteen decisions",
		comparison(five...) + "&as-of=1950-01-01":                                 "begins on 1 November 2026",
		comparison(five...) + "&as-of=2026-11-23&mine=afghanistan-1996:52":        "not as it stood on a day",
		"/disputes/afghanistan-1996/nearest?session=52&for=atlantis":              "no claimant",
		"/disputes/afghanistan-1996/nearest?session=999":                          "no session 999",
		"/disputes/afghanistan-1996/nearest?session=52&for=taliban&for=taliban":   "2 times",
		"/disputes/afghanistan-1996/nearest?session=52&taliban.capital=lost":      "lost",
		"/disputes/afghanistan-1996/nearest?session=44":                           "name a later session",
	} {
		page := get(t, handler, address)
		if page.Code != http.StatusBadRequest || !strings.Contains(text(t, page.Body.String()), says) {
			t.Errorf("%s: %d %.300s", address, page.Code, text(t, page.Body.String()))
			continue
		}
		way := firstButton(t, page.Body.String())
		if on := get(t, handler, way); on.Code != http.StatusOK || !strings.HasPrefix(way, "/compare") && !strings.HasPrefix(way, "/disputes/afghanistan-1996") {
			t.Errorf("%s leads on to %s, which is %d", address, way, on.Code)
		}
	}
}

// firstButton gives where the first button of a page leads.
func firstButton(t *testing.T, body string) string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for node := range document.Descendants() {
		if node.Data == "a" && attr(node, "class") == "button" {
			return attr(node, "href")
		}
	}
	return ""
}

// The nearest precedents stand in their order with the reasons, on a page of their
// own and in short on the decision’s, and lead to a comparison.
func TestTheNearestPrecedents(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := get(t, handler, "/disputes/afghanistan-1996/nearest?session=52")
	words := text(t, page.Body.String())
	for _, says := range []string{"Most on point", "falls short of it in", "pull the same way", "could make it bind", "of 88 earlier contested decisions"} {
		if !strings.Contains(words, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	with := linksOf(t, page.Body.String())["Compare with the first five decisions"]
	if len(with) != 1 || len(comparedIn(t, handler, with[0]).Decisions) != 6 {
		t.Errorf("it leads on to %v", with)
	}
	then := get(t, handler, "/disputes/afghanistan-1996/nearest?session=52&as-of=1997-06-01").Body.String()
	for _, says := range []string{"Islamic Emirate of Afghanistan (Taliban)", "Forecast on these facts", "This page as JSON"} {
		if links := linksOf(t, then)[says]; len(links) != 1 || !strings.Contains(links[0], "as-of=1997-06-01") {
			t.Errorf("as of a day %q leads on to %v", says, links)
		}
	}
	supposed := get(t, handler, "/disputes/afghanistan-1996/nearest?session=52&taliban.recognition=none&for=islamic-state")
	if !strings.Contains(text(t, supposed.Body.String()), "Supposed, not recorded") {
		t.Error("the page does not say what is supposed")
	}
	mine := linksOf(t, supposed.Body.String())["Compare with the first five decisions"]
	if len(mine) != 1 || !strings.Contains(mine[0], "taliban.recognition=none") || len(comparedIn(t, handler, mine[0]).Decisions) != 6 {
		t.Errorf("with a supposition it leads on to %v", mine)
	}
	decision := get(t, handler, "/disputes/afghanistan-1996/decisions/52").Body.String()
	for _, says := range []string{"All of the nearest, with reasons", "Compare with these"} {
		if links := linksOf(t, decision)[says]; len(links) != 1 || get(t, handler, links[0]).Code != http.StatusOK {
			t.Errorf("%q on the decision’s page leads to %v", says, links)
		}
	}
}
