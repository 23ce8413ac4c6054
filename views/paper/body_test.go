package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

func document(t *testing.T, options paper.Options, briefs ...precedents.Brief) (text string, root *html.Node) {
	t.Helper()
	var b strings.Builder
	if err := paper.HTML(&b, options, briefs...); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), root
}

// attributes gives the values of an attribute in a document.
func attributes(root *html.Node, name string) (values []string) {
	for node := range root.Descendants() {
		for _, a := range node.Attr {
			if a.Key == name {
				values = append(values, a.Val)
			}
		}
	}
	return values
}

// Every link to a place in the document leads to one, no id stands twice, and the
// file asks for no other.
func TestADocumentHoldsTogether(t *testing.T) {
	text, root := document(t, paper.Options{Address: paper.At("https://seatwatch.test")}, sample(hostile), sample("b"))
	ids := map[string]bool{}
	for _, id := range attributes(root, "id") {
		if ids[id] {
			t.Errorf("the id %s stands twice", id)
		}
		ids[id] = true
	}
	for _, href := range attributes(root, "href") {
		if id, here := strings.CutPrefix(href, "#"); here && !ids[id] {
			t.Errorf("there is no place %s", href)
		} else if !here && !strings.HasPrefix(href, "https://") {
			t.Errorf("links to %q", href)
		}
	}
	if len(attributes(root, "src")) > 0 || strings.Contains(text, "<script") || strings.Contains(text, "<link") {
		t.Error("the file asks for another, or runs something")
	}
}

// A name written from right to left is set apart, and a brief in another language
// says so, but not of what stays in the words of the record.
func TestDirectionAndLanguage(t *testing.T) {
	brief := sample("طالبان (Taliban)")
	brief.Language = "fr"
	text, _ := document(t, paper.Options{}, brief)
	for _, wanted := range []string{`<bdi dir="rtl">طالبان</bdi> (Taliban)`, `<article class="brief" lang="fr" dir="ltr"`, `value="2" lang="en"`} {
		if !strings.Contains(text, wanted) {
			t.Errorf("no %s", wanted)
		}
	}
}

func TestSpans(t *testing.T) {
	for _, test := range []struct {
		references []int
		want       string
	}{{nil, "[]"}, {[]int{3}, "[3]"}, {[]int{1, 2}, "[1 2]"}, {[]int{1, 4, 5, 6, 9, 8, 7}, "[1 4–9]"}, {[]int{2, 3, 4}, "[2–4]"}, {[]int{4, 2, 3, 2, 9, 9}, "[2–4 9]"}} {
		if got := fmt.Sprint(paper.Spans(test.references)); got != test.want {
			t.Errorf("%v is cited as %s", test.references, got)
		}
	}
}

func TestRuns(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a b": "a b", "طالبان": "‹طالبان›", "a طالبان أفغانستان, b": "a ‹طالبان أفغانستان›, b", "(طالبان)": "(‹طالبان›)", "ד 1": "‹ד› 1",
	} {
		var b strings.Builder
		for _, run := range paper.Runs(text) {
			if run.RightToLeft {
				b.WriteString("‹" + run.Text + "›")
			} else {
				b.WriteString(run.Text)
			}
		}
		if b.String() != want {
			t.Errorf("%q is %q", text, b.String())
		}
	}
}
