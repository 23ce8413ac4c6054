package views_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// linksOf gives the addresses of the links on a page, by what each says.
func linksOf(t *testing.T, body string) map[string][]string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	links := map[string][]string{}
	for node := range document.Descendants() {
		if node.Type != html.ElementNode || node.Data != "a" {
			continue
		}
		for _, a := range node.Attr {
			if a.Key == "href" {
				words := wordsOf(node)
				links[words] = append(links[words], a.Val)
			}
		}
	}
	return links
}

func wordsOf(node *html.Node) string {
	var words []string
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			words = append(words, strings.Fields(child.Data)...)
		}
	}
	return strings.Join(words, " ")
}

// pickedIn gives the decisions that an address takes along.
func pickedIn(t *testing.T, address string) string {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(target.Query()["with"], " ")
}

// What is picked goes along with every link of a page, but to files and out of
// the program; a list is narrowed down with it kept.
func TestPicksAreKeptInTheAddress(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	const two = "liberia-1990:46 afghanistan-1996:52"
	query := url.Values{"with": strings.Fields(two)}.Encode()
	for _, address := range []string{
		"/", "/precedents?outcome=deferred&", "/disputes?", "/disputes/afghanistan-1996?", "/disputes/afghanistan-1996/decisions/52?", "/sessions/52?",
		"/disputes/afghanistan-1996/forecast?taliban.capital=contested&", "/search?q=china&", "/rollcalls?page=2&",
	} {
		page := get(t, handler, strings.Replace(address, "/?", "/", 1)+map[bool]string{true: "?", false: ""}[address == "/"]+query)
		if page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), "Two decisions picked") {
			t.Errorf("%s: %d %.200s", address, page.Code, text(t, page.Body.String()))
			continue
		}
		for words, targets := range linksOf(t, page.Body.String()) {
			for _, target := range targets {
				path, _, _ := strings.Cut(target, "?")
				if path == "/feed.atom" || path == "/calendar.ics" {
					if target != path {
						t.Errorf("%s: who subscribes to %s subscribes to %s", address, words, target)
					}
					continue
				}
				pick := strings.Contains(words, "comparison") || strings.HasPrefix(words, "Compare with") || words == "×" || words == "Clear" || words == "Permanent link"
				if got := pickedIn(t, target); strings.HasPrefix(path, "/") && !pick && !strings.HasSuffix(path, ".json") && !strings.HasSuffix(path, ".csv") && !strings.HasSuffix(path, ".bib") && got != two {
					t.Errorf("%s: the link %q to %s takes %q along", address, words, target, got)
				}
			}
		}
	}
	body := get(t, handler, "/precedents?"+query).Body.String()
	if n := strings.Count(body, `<input type="hidden" name="with" value="liberia-1990:46"`); n < 2 {
		t.Errorf("%d forms take the first of them along", n)
	}
	for _, face := range []string{"/precedents.json?", "/precedents.csv?", "/disputes/afghanistan-1996.json?"} {
		if got := get(t, handler, face+query); got.Code != http.StatusOK {
			t.Errorf("%s is %d with picks", face, got.Code)
		}
	}
}

// A decision is picked and taken out again by links of its page.
func TestADecisionIsPickedByALink(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	links := linksOf(t, get(t, handler, "/disputes/afghanistan-1996").Body.String())
	add := links["add to comparison : Afghanistan, 1996–2001, 52nd"]
	if len(add) != 1 {
		t.Fatalf("it is picked by %v", add)
	}
	address, _, _ := strings.Cut(add[0], "#")
	if pickedIn(t, address) != "afghanistan-1996:52" || !strings.HasPrefix(address, "/disputes/afghanistan-1996?") {
		t.Fatalf("the link leads to %s", add[0])
	}
	body := get(t, handler, address).Body.String()
	if !strings.Contains(text(t, body), "One decision picked") {
		t.Errorf("the page does not say what is picked: %s", text(t, body))
	}
	out := linksOf(t, body)["take out of the comparison : Afghanistan, 1996–2001, 52nd"]
	if len(out) != 1 || pickedIn(t, out[0]) != "" {
		t.Errorf("it is taken out by %v", out)
	}
}

// twelve are the first decisions of the record, as an address names them.
func twelve(t *testing.T) []string {
	t.Helper()
	var ids []string
	for _, c := range engineOf(t).engine.Casebook().Cases[:12] {
		ids = append(ids, c.ID())
	}
	return ids
}

func TestNoMoreThanTwelveArePicked(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := get(t, handler, "/disputes/afghanistan-1996?"+url.Values{"with": twelve(t)}.Encode())
	if words := text(t, page.Body.String()); page.Code != http.StatusOK || !strings.Contains(words, "Twelve decisions picked") || !strings.Contains(words, "the comparison is full") || strings.Contains(words, "add to comparison") {
		t.Errorf("twelve: %d %.300s", page.Code, words)
	}
}

// An address that picks what cannot be picked says why, and leads to one that
// works and keeps the rest.
func TestBadPicks(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	thirteen := url.Values{"with": append(twelve(t), "afghanistan-1996:52")}.Encode()
	for query, c := range map[string]struct{ says, left string }{
		"with=afghanistan-1996:52&with=afghanistan-1996:52": {"picked twice", "afghanistan-1996:52"},
		"with=afghanistan-1996:52&with=atlantis-1999:52":    {`no dispute "atlantis-1999"`, "afghanistan-1996:52"},
		"with=afghanistan-1996:12":                          {`no decision "afghanistan-1996:12"`, ""},
		"with=afghanistan-1996":                             {"does not name a decision", ""},
		"with=afghanistan-1996:first":                       {"does not name a decision", ""},
		"with=":                                             {"does not name a decision", ""},
		thirteen:                                            {"one too many", strings.Join(twelve(t), " ")},
	} {
		page := get(t, handler, "/precedents?kind=rival_claimants&"+query)
		if page.Code != http.StatusBadRequest || !strings.Contains(text(t, page.Body.String()), c.says) {
			t.Errorf("%s: %d %s", query, page.Code, text(t, page.Body.String()))
			continue
		}
		way := linksOf(t, page.Body.String())["The same without it"]
		if len(way) != 1 || pickedIn(t, way[0]) != c.left || !strings.Contains(way[0], "kind=rival_claimants") {
			t.Errorf("%s leads on to %v", query, way)
			continue
		}
		if on := get(t, handler, way[0]); on.Code != http.StatusOK {
			t.Errorf("%s leads on to %s, which is %d", query, way[0], on.Code)
		}
	}
}

// Every decision has a link that picks it, on its own page.
func TestEveryDecisionCanBePicked(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	step := 1
	if testing.Short() {
		step = 9
	}
	for i := 0; i < len(library.Disputes); i += step {
		d := &library.Disputes[i]
		body := get(t, handler, "/disputes/"+d.ID).Body.String()
		for n := range d.Decisions {
			if id := `id="pick-` + d.ID + "-" + d.Decisions[n].Key.String() + `"`; strings.Count(body, id) != 1 {
				t.Errorf("%s: %d links with %s", d.ID, strings.Count(body, id), id)
			}
		}
	}
}

// A page that stands open on a closed record does not tell what is in it, nor
// whether a decision is.
func TestPicksTellNothingOfAClosedRecord(t *testing.T) {
	handler := closedSite(t, dbtest.New(t))
	for _, address := range []string{"/login?with=afghanistan-1996:51", "/login?with=atlantis-1999:51", "/login?with=x"} {
		if page := get(t, handler, address); page.Code != http.StatusOK || strings.Contains(page.Body.String(), "Afghanistan") || strings.Contains(page.Body.String(), "picked") {
			t.Errorf("%s: %d %s", address, page.Code, text(t, page.Body.String()))
		}
	}
}
