package paper_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// hostile is a text that would be markup, another direction or another line in
// anything that takes it as it is.
const hostile = "# *a* _b_ [c](javascript:d) <script>e</script> `f` | g \\ ~~h~~ &amp; ![i] \x00\x1b\u202e\n- j\r\n\u2028k [^1]: l {m} $n$"

// sample is a brief in which every sort of thing stands once.
func sample(words string) precedents.Brief {
	on := func(basis precedents.Basis, references ...int) precedents.Grounds {
		return precedents.Grounds{Basis: basis, RestsOn: []string{}, References: references}
	}
	return precedents.Brief{
		Dispute: "afghanistan-1996", Title: words, Language: "en", Direction: "ltr", Marking: words, For: "a", ForName: words, Headline: words, Subtitle: words,
		AsOf:   credentials.Day(1996, 9, 17),
		Labels: map[string]string{"assessment": "assessment", "as_of": "as of", "data": "data", "rules": "rules", "method": "method", "for": "written for", "contents": "Contents"},
		Core: []precedents.BriefSection{{Key: "outcome", Heading: words, Parts: []precedents.BriefPart{
			{Kind: precedents.Paragraph, Heading: words, Statements: []precedents.Statement{
				{Key: "one", Says: words, Grounds: on(precedents.OnSource, 1, 2)}, {Key: "two", Says: words, Grounds: on(precedents.OnAssessment)},
			}},
			{Kind: precedents.List, Statements: []precedents.Statement{{Key: "three", Says: words, Grounds: on(precedents.OnRule, 2)}}},
			{Kind: precedents.Table, Columns: []string{words, words}, Rows: []precedents.BriefRow{{Cells: []string{words, words}, Grounds: on(precedents.OnComputation, 1)}}},
		}}},
		Annexes: []precedents.BriefSection{{Key: precedents.SourcesAnnex, Heading: "Sources"}},
		References: []precedents.BriefReference{
			{Number: 1, Kind: precedents.DecisionReference, ID: "afghanistan-1996:51", Text: words},
			{Number: 2, Kind: precedents.SourceReference, ID: words, Text: words, Address: "https://example.org/a b<c>"},
		},
		Hashes: precedents.Hashes{Data: "d1", Rules: "r1", Method: "m1"},
	}
}

func markdown(t *testing.T, options paper.Options, briefs ...precedents.Brief) string {
	t.Helper()
	var b strings.Builder
	if err := paper.Markdown(&b, options, briefs...); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdownCitesInFootnotes(t *testing.T) {
	want := `**Restricted**

# Restricted

Restricted

*Written for: Restricted*

## Restricted

### Restricted

Restricted[^1][^2] Restricted *(assessment)*

- Restricted[^2]

| Restricted | Restricted |
| --- | --- |
| Restricted[^1] | Restricted |

[^1]: [Restricted](<https://seatwatch.test/disputes/afghanistan-1996/decisions/51>)

[^2]: [Restricted](<https://example.org/a%20b%3Cc%3E>)

*frozen · As of 17 September 1996 · data d1 · rules r1 · method m1*

`
	if got := markdown(t, paper.Options{Address: paper.At("https://seatwatch.test"), Stamp: "frozen"}, sample("Restricted")); got != want {
		t.Errorf("got\n%s", got)
	}
}

// Whatever the record says, a line of Markdown begins as the writer means it, and no
// sign of markup stands unescaped.
func TestNothingOfTheRecordIsMarkup(t *testing.T) {
	text := markdown(t, paper.Options{}, sample(hostile))
	for _, bad := range []string{`[^\\]<script`, `[^\\]\]\(javascript`, `\n- j`, `[\x00\x{202e}\x{2028}]`, `[^\\]\*a`, `[^\\]_b`, `[^\\]\[\^1\\`, "[^\\\\]`f"} {
		if found := regexp.MustCompile(bad).FindString(text); found != "" {
			t.Errorf("%q stands in\n%s", found, text)
		}
	}
	plain := markdown(t, paper.Options{}, sample("a"))
	if lines, want := strings.Count(text, "\n"), strings.Count(plain, "\n"); lines != want {
		t.Errorf("%d lines rather than %d", lines, want)
	}
}

// In a document of several briefs no footnote belongs to two.
func TestFootnotesOfSeveralBriefs(t *testing.T) {
	text := markdown(t, paper.Options{}, sample("a"), sample("b"))
	for _, once := range []string{"[^1-1]: ", "[^2-1]: ", "# Contents"} {
		if strings.Count(text, once) != 1 {
			t.Errorf("%q stands %d times", once, strings.Count(text, once))
		}
	}
}

// Above the contents stands what the document is called.
func TestTheTitleOfSeveralBriefs(t *testing.T) {
	text := markdown(t, paper.Options{Title: "Folder", Subtitle: "All *seats*"}, sample("a"), sample("b"))
	if want := "# Folder\n\nAll \\*seats\\*\n\n- a. a\n"; !strings.HasPrefix(text, want) {
		t.Errorf("it begins\n%.80s", text)
	}
}

// An address in the words of the record is no link, in readers that make links of
// what stands bare either.
func TestABareAddressIsNoLink(t *testing.T) {
	const words = "See https://evil.test/a, www.evil.test, WWW.evil.test and ftp://evil.test; HTTP://evil.test"
	brief := sample(words)
	brief.References = nil
	var page strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown(t, paper.Options{}, brief)), &page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<a ") || !strings.Contains(page.String(), "<td>"+words+"</td>") {
		t.Errorf("got\n%s", page.String())
	}
}
