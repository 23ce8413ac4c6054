package views

import (
	"errors"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// keysOf gives the keys of an address's parameters.
func keysOf(values url.Values) iter.Seq[string] { return maps.Keys(values) }

// viewParameter says how a list is shown.
const viewParameter = "view"

// A listing is a query of a list of the program, as the list's page needs it.
type listing struct {
	precedents.Query
	address string
	facets  []precedents.Facet
	// views are the ways in which the list can be shown besides the usual one, and
	// view the one that it is shown in, empty for the usual.
	views []string
	view  string
	// dated says that the list can be asked for as of a day, and day which it is.
	dated bool
	day   string
}

// readListing reads the query of a list. One that asks for what the list does not
// have is a fault, with a way on to the same without that.
func readListing(c echo.Context, l listing) (listing, error) {
	values := maps.Clone(c.QueryParams())
	if l.dated {
		l.day = values.Get(asOfParameter)
		delete(values, asOfParameter)
	}
	var faults []credentials.Fault
	if len(l.views) > 0 {
		for _, given := range values[viewParameter] {
			if given == "" || slices.Contains(l.views, given) {
				l.view = given
				continue
			}
			faults = append(faults, credentials.Fault{
				Field: viewParameter, What: strconv.Quote(given) + " is not a way to show the list", Mend: "write " + strings.Join(l.views, " or ") + ", or leave it out",
			})
		}
		delete(values, viewParameter)
	}
	var err error
	l.Query, err = precedents.ParseQuery(l.facets, values)
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		faults = append(faults, invalid.Faults...)
	} else if err != nil {
		return l, err
	}
	if len(faults) > 0 {
		return l, strayed(&credentials.Invalid{Faults: faults}, "The same without it", l.at(l.Values()))
	}
	l.PageRows = pageRows(c)
	return l, nil
}

// at gives the list's address with a query, shown as it is.
func (l listing) at(values url.Values) string {
	l.keep(values)
	return link.With(l.address, values)
}

// keep adds to a query what it is shown as.
func (l listing) keep(values url.Values) {
	if l.view != "" {
		values.Set(viewParameter, l.view)
	}
	if l.day != "" {
		values.Set(asOfParameter, l.day)
	}
}

// here gives the address of the list as it is.
func (l listing) here() string { return l.at(l.Values()) }

// today gives the address of the list as it stands today.
func (l listing) today() string {
	l.day = ""
	return l.here()
}

// sorted gives the address of the list in another order, from its first page.
func (l listing) sorted(order string) string {
	l.Sort, l.Page = order, 0
	return l.here()
}

// shown gives the address of the list shown in another way.
func (l listing) shown(view string) string {
	l.view = view
	return l.here()
}

// inOrder reports whether the list is in an order.
func (l listing) inOrder(order precedents.FacetValue) bool {
	return l.Sort == order.Code || (l.Sort == "" && order == precedents.Sorts[0])
}

// kept gives what a form with the list's facets and text has to send along.
func (l listing) kept() url.Values {
	kept := url.Values{}
	if l.Sort != "" {
		kept.Set("sort", l.Sort)
	}
	l.keep(kept)
	return kept
}

// partLabels stand before a fact, to say whose it is.
var partLabels = map[precedents.Part]string{precedents.HolderPart: "Holder: ", precedents.RivalPart: "Rival: "}

func facetLabel(facet precedents.Facet) string {
	if facet.Fact != nil {
		return partLabels[facet.Part] + facet.Label
	}
	return facet.Label
}

// form joins the facets with what is chosen and with the counts of the list.
func (l listing) form(counts precedents.FacetCounts) []ui.Facet {
	shown := make([]ui.Facet, len(l.facets))
	for i, facet := range l.facets {
		shown[i] = ui.Facet{Key: facet.Key, Label: facetLabel(facet)}
		for _, value := range facet.Values {
			shown[i].Values = append(shown[i].Values, ui.FacetValue{
				Code: value.Code, Label: value.Label, Count: counts[facet.Key][value.Code], Chosen: l.Has(facet.Key, value.Code),
				Address: l.at(l.Toggle(facet.Key, value.Code)),
			})
		}
	}
	return shown
}

// chosen is one thing by which a list is narrowed down, with the address of the
// list without it.
type chosen struct{ label, without string }

// chosen gives everything by which the list is narrowed down.
func (l listing) chosen() (list []chosen) {
	for _, facet := range l.facets {
		for _, code := range l.Chosen[facet.Key] {
			list = append(list, chosen{facetLabel(facet) + ": " + facet.ValueLabel(code), l.at(l.Toggle(facet.Key, code))})
		}
	}
	if l.Text != "" {
		without := l
		without.Text, without.Page = "", 0
		list = append(list, chosen{"“" + shortened(l.Text, 40) + "”", without.here()})
	}
	return list
}

func (l listing) pager(pager precedents.Pager) ui.Pager {
	values := l.Values()
	l.keep(values)
	return ui.Pager{Address: l.address, Query: values, Page: pager.Page, Pages: pager.Pages}
}

// queryKeys gives the parameters of a list with facets.
func queryKeys(facets []precedents.Facet) []string {
	keys := []string{"q", "sort", "page"}
	for _, facet := range facets {
		keys = append(keys, facet.Key)
	}
	return keys
}
