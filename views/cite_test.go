package views_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// A page says how to cite it in three styles, and gives reference managers what
// they look for: in its head, as CSL-JSON, as BibTeX.
func TestCite(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for address, want := range map[string]struct{ id, says, document, session string }{
		"/disputes/afghanistan-1996":              {"seatwatch-afghanistan-1996", "UNGA Res 52/178 UN Doc A/RES/52/178", "A/51/548", ""},
		"/disputes/afghanistan-1996/decisions/51": {"seatwatch-afghanistan-1996-51", "G.A. Res. 51/9 A, U.N. Doc. A/RES/51/9 A.", "A/RES/51/9 A", "51"},
		"/rollcalls/china-1949-s26-1190":          {"seatwatch-china-1949-s26-1190", "U.N. GAOR, 26th Sess., 1976th plen. mtg.", "A/PV.1976", "26"},
	} {
		page := get(t, handler, address)
		permalink := "http://example.com" + address + "?as-of=2026-11-23"
		words := text(t, page.Body.String())
		for _, says := range []string{"Cite this as it stood at the end of 23 November 2026", want.says, "Available at " + permalink + ".", "SEATWATCH (Nov. 23, 2026), " + permalink} {
			if !strings.Contains(words, says) {
				t.Errorf("%s does not say %q", address, says)
			}
		}
		head := headOf(t, page.Body.String())
		if !slices.Contains(head.meta["citation_public_url"], permalink) || len(head.meta["citation_title"]) != 1 || !slices.Contains(head.meta["citation_keywords"], want.document) {
			t.Errorf("%s has the head %v", address, head.meta)
		}
		if head.linked["@context"] != "https://schema.org" || head.linked["url"] != permalink {
			t.Errorf("%s has the linked data %v", address, head.linked)
		}
		face := get(t, handler, address+".csl.json?as-of=2026-11-23")
		var items []precedents.CSLItem
		if err := json.Unmarshal(face.Body.Bytes(), &items); err != nil || face.Header().Get("Content-Type") != "application/vnd.citationstyles.csl+json" {
			t.Fatalf("%s as CSL-JSON: %v, %s", address, err, face.Header().Get("Content-Type"))
		}
		if items[0].ID != want.id || items[0].Type != "webpage" || items[0].URL != permalink || want.session != "" && !strings.Contains(items[0].Note, "Session: "+want.session) {
			t.Errorf("%s is the item %+v", address, items[0])
		}
		if !slices.ContainsFunc(items, func(i precedents.CSLItem) bool { return i.Type == "report" && i.Number == want.document }) {
			t.Errorf("%s has no item %s", address, want.document)
		}
		bib := get(t, handler, address+".bib").Body.String()
		if !strings.HasPrefix(bib, "@misc{"+want.id+",") || !strings.Contains(bib, "number = {"+want.document+"}") {
			t.Errorf("%s as BibTeX is %s", address, bib)
		}
	}
	comparison := text(t, get(t, handler, "/compare?with=afghanistan-1996:51&with=liberia-1990:46").Body.String())
	if !strings.Contains(comparison, "http://example.com/compare?as-of=2026-11-23&for=islamic-state&with=afghanistan-1996%3A51&with=liberia-1990%3A46") {
		t.Errorf("a comparison is cited as %s", comparison)
	}
	for address, status := range map[string]int{
		"/compare.csl.json?with=afghanistan-1996:51&with=liberia-1990:46&as-of=2026-11-23": http.StatusOK, "/compare.bib": http.StatusNotFound,
		"/disputes.csl.json": http.StatusNotFound, "/about.bib": http.StatusNotFound, "/disputes/atlantis-1999.bib": http.StatusNotFound,
		"/disputes/afghanistan-1996.csl.json?as-of=1950-01-01": http.StatusBadRequest,
	} {
		if got := get(t, handler, address).Code; got != status {
			t.Errorf("%s is %d, want %d", address, got, status)
		}
	}
}

// head is what the head of a page tells programs.
type head struct {
	meta   map[string][]string
	linked map[string]any
}

func headOf(t *testing.T, body string) head {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	found := head{meta: map[string][]string{}}
	for node := range root.Descendants() {
		attributes := map[string]string{}
		for _, a := range node.Attr {
			attributes[a.Key] = a.Val
		}
		switch {
		case node.Data == "meta" && attributes["name"] != "":
			found.meta[attributes["name"]] = append(found.meta[attributes["name"]], attributes["content"])
		case node.Data == "script" && attributes["type"] == "application/ld+json":
			if err := json.Unmarshal([]byte(node.FirstChild.Data), &found.linked); err != nil {
				t.Error(err)
			}
		}
	}
	return found
}
