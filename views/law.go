package views

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// lawPage is the digest of rules and practice, section by section.
type lawPage struct {
	preface  string
	sections []lawSection
	entries  int
}

// lawSection is a section with its entries; one that has none is text.
type lawSection struct {
	title   string
	entries []credentials.LawEntry
	html    string
}

// digest turns the text of a section into HTML. Raw HTML in it is dropped, since
// an operator may import a digest of their own.
var digest = goldmark.New(goldmark.WithExtensions(extension.Table))

var sectionNumber = regexp.MustCompile(`^\d+\. *`)

func (p *pages) law(c echo.Context) (answer, error) {
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	view, err := lawOf(frame.Law)
	if err != nil {
		return answer{}, err
	}
	return answer{
		page: ui.Page{
			Title: "Law and practice", Section: link.Law, JSON: link.JSON(link.Law),
			Description: "A digest of the rules of procedure, resolutions, opinions and practice on credentials and representation.",
		},
		body: lawView(view), data: frame.Law.Entries,
	}, nil
}

// lawOf takes the digest apart into sections.
func lawOf(law precedents.Law) (lawPage, error) {
	view := lawPage{entries: len(law.Entries)}
	parts := strings.Split("\n"+law.Text, "\n## ")
	_, preface, _ := strings.Cut(strings.TrimSpace(parts[0]), "\n")
	var err error
	if view.preface, err = inHTML(preface); err != nil {
		return lawPage{}, err
	}
	for _, part := range parts[1:] {
		heading, body, _ := strings.Cut(part, "\n")
		section := lawSection{title: sectionNumber.ReplaceAllString(strings.TrimSpace(heading), "")}
		for _, entry := range law.Entries {
			if entry.Section == section.title {
				section.entries = append(section.entries, entry)
			}
		}
		if len(section.entries) == 0 {
			if section.html, err = inHTML(body); err != nil {
				return lawPage{}, err
			}
		}
		view.sections = append(view.sections, section)
	}
	return view, nil
}

func inHTML(markdown string) (string, error) {
	var html bytes.Buffer
	err := digest.Convert([]byte(markdown), &html)
	return strings.TrimSpace(html.String()), err
}

// inline is a sentence of the digest as HTML. Goldmark writes to memory here and
// does not fail; if it did, the sentence would show as it was written.
func inline(markdown string) string {
	html, err := inHTML(markdown)
	if err != nil {
		return templ.EscapeString(markdown)
	}
	return strings.TrimSuffix(strings.TrimPrefix(html, "<p>"), "</p>")
}
