package views_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/db/dbtest"
)

// nodes gives the elements of a page with a class, or of a name.
func nodes(t *testing.T, body, name, class string) []*html.Node {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var found []*html.Node
	for node := range document.Descendants() {
		if node.Type != html.ElementNode || node.Data != name {
			continue
		}
		if class == "" || strings.Contains(" "+valueOf(node, "class")+" ", " "+class+" ") {
			found = append(found, node)
		}
	}
	return found
}

func valueOf(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// wordsIn gives the text of an element.
func wordsIn(node *html.Node) string {
	var words []string
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			words = append(words, strings.Fields(child.Data)...)
		}
	}
	return strings.Join(words, " ")
}

// linkTo gives the address of the first link of a page that reads like that, in
// an element whose text begins with a heading.
func linkTo(t *testing.T, body, element, heading, label string) string {
	t.Helper()
	for _, group := range nodes(t, body, element, "") {
		if !strings.HasPrefix(wordsIn(group), heading) {
			continue
		}
		for node := range group.Descendants() {
			if node.Data == "a" && strings.HasPrefix(wordsIn(node), label) {
				return valueOf(node, "href")
			}
		}
	}
	t.Fatalf("there is no link %q under %q", label, heading)
	return ""
}

// Every decision's card, with its labels, has at most 150 words and a source one
// click away.
func TestCardsOnThePage(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	cards := 0
	for n := 1; ; n++ {
		body := get(t, handler, fmt.Sprintf("/precedents?page=%d", n)).Body.String()
		found := nodes(t, body, "article", "precedent")
		for _, card := range found {
			if n := len(strings.Fields(wordsIn(card))); n > 150 {
				t.Errorf("a card has %d words: %s", n, wordsIn(card))
			}
			links := 0
			for node := range card.Descendants() {
				if node.Data == "a" && (strings.HasPrefix(valueOf(node, "href"), "/documents/") || strings.HasPrefix(valueOf(node, "href"), "http") || strings.HasSuffix(valueOf(node, "href"), "#sources")) {
					links++
				}
			}
			if links == 0 {
				t.Errorf("a card has no source: %s", wordsIn(card))
			}
		}
		cards += len(found)
		if len(found) < 24 {
			break
		}
	}
	if cards != 244 {
		t.Errorf("%d decisions have a card", cards)
	}
}

// Three links lead from the home page to rival claimants where the capital was
// lost and the rival condemned, without script, and the address is all it takes.
func TestThreeLinksToACaseLikeMine(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	home := get(t, handler, "/").Body.String()
	first := linkTo(t, home, "p", "Kind", "rival claimants")
	second := linkTo(t, get(t, handler, first).Body.String(), "fieldset", "Holder: Capital", "not held")
	third := linkTo(t, get(t, handler, second).Body.String(), "fieldset", "Rival: Organization’s stance", "condemned")
	if third != "/precedents?capital=not_held&kind=rival_claimants&rival.un_stance=condemned" {
		t.Errorf("the address is %s", third)
	}
	page := get(t, handler, third)
	const said = "Rival claimants where the holder had lost the capital and the rival was condemned: 21 decisions in 7 disputes."
	if page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), said) {
		t.Errorf("the page does not say %q", said)
	}
	if strings.Count(page.Body.String(), `<details class="more" open`) != 2 {
		t.Error("the facts are folded away")
	}
	for address, class := range map[string]string{third: "precedent", strings.Replace(third, "?", "?view=table&", 1): ""} {
		body := get(t, handler, address).Body.String()
		if n := len(nodes(t, body, "article", "precedent")); class != "" && n != 21 || class == "" && n != 0 {
			t.Errorf("%s shows %d cards", address, n)
		}
	}
}

func TestPrecedentsAsJSON(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	var page struct {
		Sentence        string
		Total, Disputes int
		Rows            []struct {
			ID, Rival  string
			RivalFacts map[string]any `json:"rival_facts"`
		}
		Cards []struct {
			ID, Votes string
			Matters   []string `json:"why_it_matters"`
		}
	}
	body := get(t, handler, "/precedents.json?rival.un_stance=condemned&q=haiti").Body.Bytes()
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	if page.Total == 0 || page.Disputes != 1 || !strings.Contains(page.Sentence, "with “haiti”") || len(page.Rows) != page.Total || len(page.Cards) != page.Total {
		t.Fatalf("%d decisions in %d disputes: %s", page.Total, page.Disputes, page.Sentence)
	}
	for i, row := range page.Rows {
		if card := page.Cards[i]; row.Rival != "de-facto" || row.RivalFacts["un_stance"] != "condemned" || card.ID != row.ID || card.Votes == "" || len(card.Matters) == 0 {
			t.Errorf("a row is %+v with %+v", row, card)
		}
	}
}

// A list that is asked for what it does not have says why, and links to the same
// list without that.
func TestListsLeadOnFromABadAddress(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for address, want := range map[string]struct{ says, way string }{
		"/precedents?capital=lost&kind=objection":          {"“lost” is not a value of capital", "/precedents?kind=objection"},
		"/precedents?rival.capitol=held":                   {"the list cannot be narrowed down by “rival.capitol”", "/precedents"},
		"/precedents?view=poster&sort=best&outcome=vacant": {"“poster” is not a way to show the list", "/precedents?outcome=vacant"},
		"/precedents?view=table&view=poster":               {"“poster” is not a way to show the list", "/precedents?view=table"},
		"/precedents?view=table&page=none":                 {"“none” is not a page", "/precedents?view=table"},
		"/disputes?era=1066&region=WEOG":                   {"“1066” is not a value of era", "/disputes?region=WEOG"},
		"/disputes?view=table":                             {"the list cannot be narrowed down by “view”", "/disputes"},
	} {
		page := get(t, handler, address)
		words := strings.NewReplacer(`"`, "", "“", "", "”", "").Replace(text(t, page.Body.String()))
		if page.Code != http.StatusBadRequest || !strings.Contains(strings.ToLower(words), strings.NewReplacer("“", "", "”", "").Replace(want.says)) {
			t.Errorf("%s is %d: %s", address, page.Code, words)
		}
		way := linkTo(t, page.Body.String(), "div", "The same without it", "The same without it")
		if way != want.way || get(t, handler, way).Code != http.StatusOK {
			t.Errorf("%s leads on to %s", address, way)
		}
	}
}

// A list has a permanent link, under which it stays as it was when the record
// changes; words are looked for in the record of today alone.
func TestPrecedentsAsOfADay(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	today := "2026-11-23"
	page := get(t, handler, "/precedents?kind=rival_claimants&outcome=vacant")
	permanent := "/precedents?as-of=" + today + "&kind=rival_claimants&outcome=vacant"
	if !strings.Contains(page.Body.String(), strings.ReplaceAll(permanent, "&", "&amp;")) {
		t.Errorf("there is no link to %s", permanent)
	}
	body := get(t, handler, permanent).Body.String()
	if cards := len(nodes(t, body, "article", "precedent")); cards != len(nodes(t, page.Body.String(), "article", "precedent")) {
		t.Errorf("as of today %d decisions are shown", cards)
	}
	if narrower := linkTo(t, body, "fieldset", "Era", "1991–2010"); !strings.Contains(narrower, "as-of="+today) {
		t.Errorf("%s forgets the day", narrower)
	}
	for _, address := range []string{"/precedents?as-of=1999-01-01", "/precedents?as-of=2030-01-01&kind=objection", "/precedents?as-of=" + today + "&q=haiti", "/disputes?as-of=" + today} {
		refused := get(t, handler, address)
		var way string
		for _, node := range nodes(t, refused.Body.String(), "a", "button") {
			way = valueOf(node, "href")
			break
		}
		if refused.Code != http.StatusBadRequest || get(t, handler, way).Code != http.StatusOK {
			t.Errorf("%s is %d and leads on to %s", address, refused.Code, way)
		}
	}
}
