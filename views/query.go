package views

import (
	"iter"
	"maps"
	"net/url"

	"seatwatch/precedents"
	"seatwatch/views/ui"
)

// keysOf gives the keys of an address's parameters.
func keysOf(values url.Values) iter.Seq[string] { return maps.Keys(values) }

// sorted gives the query in another order, from its first page.
func sorted(query precedents.Query, order string) precedents.Query {
	query.Sort, query.Page = order, 0
	return query
}

// facetsOf joins the table of facets with what a query chose and the counts of
// the list, for the form.
func facetsOf(facets []precedents.Facet, query precedents.Query, counts precedents.FacetCounts) []ui.Facet {
	shown := make([]ui.Facet, len(facets))
	for i, facet := range facets {
		shown[i] = ui.Facet{Key: facet.Key, Label: facet.Label}
		if facet.Fact != nil {
			shown[i].Label = "Holder: " + facet.Label
		}
		for _, value := range facet.Values {
			shown[i].Values = append(shown[i].Values, ui.FacetValue{
				Code: value.Code, Label: value.Label, Count: counts[facet.Key][value.Code], Chosen: query.Has(facet.Key, value.Code),
			})
		}
	}
	return shown
}

func pagerOf(address string, query precedents.Query, pager precedents.Pager) ui.Pager {
	return ui.Pager{Address: address, Query: query.Values(), Page: pager.Page, Pages: pager.Pages}
}

// queryKeys gives the parameters of a list with facets.
func queryKeys(facets []precedents.Facet) []string {
	keys := []string{"q", "sort", "page"}
	for _, facet := range facets {
		keys = append(keys, facet.Key)
	}
	return keys
}
