// Package ui holds the components that pages are built from: the frame of a
// page, the mark of an outcome, the strokes that say how sure something is,
// sources, facets and pagers. It knows the vocabulary of package credentials
// and the addresses of package link, and nothing else of the program.
package ui

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// Page is what the frame around every page needs to know of it.
type Page struct {
	// Title is the heading without the product's name.
	Title string
	// Description is one sentence for search engines and link previews.
	Description string
	// Section is the address in the masthead that the page belongs to.
	Section string
	Crumbs  []Crumb
	// JSON and CSV are the addresses of the page's other faces; CSV is empty
	// where the page is not a list.
	JSON, CSV string
	// Previous and Next are the neighbours of the page, where it has them.
	Previous, Next Step
	Record         Record
	// Feed is the address of the page's own feed, if it has one.
	Feed       string
	Past       Past
	References References
	// Account is the name of who is signed in; empty for nobody. Keeps says that
	// they keep the accounts.
	Account string
	Keeps   bool
	// Notice says what was just done, once.
	Notice string
	// Tray stands at the foot of the page and stays in sight; nil for none.
	Tray templ.Component
}

// Crumb is a link to the page above.
type Crumb struct{ Label, Address string }

// Step is a link to a neighbour; the zero Step is none.
type Step struct{ Label, Address string }

// Record says what the pages were made from.
type Record struct {
	// AsOf is the day the record stood so, in words.
	AsOf string
	// Hash is the beginning of the record's hash.
	Hash string
}

// Past says that a page shows the record as it stood at the end of a day; the zero
// Past is a page of the record as it stands.
type Past struct {
	// Day is in words, and Now the address of the same page as it stands.
	Day, Now string
}

// References is what reference managers and search engines look for in the head of
// a page; the zero References is a page that nobody cites.
type References struct {
	// CSL and BibTeX are the addresses of the files for reference managers.
	CSL, BibTeX string
	Meta        []Meta
	// Linked is the page in the vocabulary of schema.org.
	Linked map[string]any
}

// Meta is a named line in the head of a page.
type Meta struct{ Name, Content string }

// Facet is a facet as a form shows it.
type Facet struct {
	Key, Label string
	Values     []FacetValue
}

// FacetValue is one value of a facet, with how many of the list have it under
// the other facets chosen.
type FacetValue struct {
	Code, Label string
	Count       int
	Chosen      bool
	// Address is the list with the value chosen, or no longer chosen.
	Address string
}

// id gives the value's code as a part of an element's id.
func (v FacetValue) id() string { return strings.ReplaceAll(v.Code, " ", "-") }

// MoreFacets are facets that are folded away until one of them is chosen, unless
// they are to stand open.
type MoreFacets struct {
	Summary string
	Facets  []Facet
	Open    bool
}

// chosen reports whether any value of the facets is chosen.
func chosen(facets []Facet) bool {
	return slices.ContainsFunc(facets, func(f Facet) bool {
		return slices.ContainsFunc(f.Values, func(v FacetValue) bool { return v.Chosen })
	})
}

// Pager says where in a long list a page is.
type Pager struct {
	Address string
	Query   url.Values
	Page    int
	Pages   int
}
