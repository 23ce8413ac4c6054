package views

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// cited is a page as a list of references names it, at the address that shows it
// so for ever, with the official documents that it rests on.
type cited struct {
	page      precedents.Citation
	documents []precedents.Citation
	// permalink is that address from here, and csl and bib are the files for
	// reference managers.
	permalink, csl, bib string
}

// citable is a route whose page can be taken into a list of references.
func citable(route Route) Route {
	route.Cited = true
	return past(route)
}

// cite makes a page one that can be cited: by an id, and with the session it is of
// where there is one. It puts into the head of the page what reference managers
// and search engines look for there.
func (s shown) cite(c echo.Context, page *ui.Page, id string, session credentials.Session, documents []precedents.Citation) *cited {
	return s.citeAt(c, s.address, page, id, session, documents)
}

// citeAt is cite for a page whose address is more than its path.
func (s shown) citeAt(c echo.Context, address string, page *ui.Page, id string, session credentials.Session, documents []precedents.Citation) *cited {
	v := &cited{documents: documents, permalink: dated(address, s.day)}
	v.csl, v.bib = link.References(v.permalink)
	v.page = precedents.PageCitation(id, page.Title, origin(c)+v.permalink, s.day, session, documents)
	page.References = ui.References{CSL: v.csl, BibTeX: v.bib, Linked: precedents.LinkedData(v.page, page.Description, origin(c)+link.Home, documents)}
	tag := func(name, content string) {
		if content != "" {
			page.References.Meta = append(page.References.Meta, ui.Meta{Name: name, Content: content})
		}
	}
	day := strings.ReplaceAll(s.day.String(), "-", "/")
	tag("citation_title", page.Title)
	tag("citation_author", v.page.Author())
	tag("citation_publication_date", day)
	tag("citation_online_date", day)
	tag("citation_language", "en")
	tag("citation_public_url", v.page.Address)
	tag("citation_conference_title", v.page.Event())
	for _, document := range documents {
		tag("citation_keywords", document.Symbol.String())
	}
	return v
}

// all gives the page and its documents.
func (v *cited) all() []precedents.Citation {
	return append([]precedents.Citation{v.page}, v.documents...)
}

// writeReferences writes citations in the face of a reference manager: CSL-JSON, or
// a file for BibTeX and BibLaTeX.
func writeReferences(c echo.Context, chosen face, v *cited) error {
	if v == nil {
		return echo.ErrNotFound
	}
	if chosen == bibFace {
		return c.Blob(http.StatusOK, bibType+"; charset=utf-8", []byte(precedents.BibTeX(v.all())))
	}
	items := make([]precedents.CSLItem, 0, len(v.documents)+1)
	for _, one := range v.all() {
		items = append(items, one.CSL())
	}
	return writeJSONAs(c, http.StatusOK, cslType, items)
}

// The types of the files of references.
const (
	cslType = "application/vnd.citationstyles.csl+json"
	bibType = "application/x-bibtex"
)

// withCitation puts under a page how to cite it.
func withCitation(body templ.Component, v *cited) templ.Component {
	if v == nil {
		return body
	}
	return templ.Join(body, citeView(v))
}
