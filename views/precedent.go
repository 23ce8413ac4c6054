package views

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// precedentsPage is the list of decisions with its facets.
type precedentsPage struct {
	sentence string
	query    precedents.Query
	list     precedents.DecisionPage
	facets   []ui.Facet
	// facts are the facets over the coded facts of whoever held the seat.
	facts []ui.Facet
	pager ui.Pager
}

func (p *pages) precedents(c echo.Context) (answer, error) {
	query, err := precedents.ParseQuery(precedents.DecisionFacets, c.QueryParams())
	if err != nil {
		return answer{}, err
	}
	query.PageRows = pageRows(c)
	list, err := p.store.Decisions(c.Request().Context(), query)
	if err != nil {
		return answer{}, err
	}
	view := precedentsPage{query: query, list: list, sentence: query.Sentence(precedents.DecisionFacets), pager: pagerOf(link.Precedents, query, list.Pager)}
	for i, facet := range facetsOf(precedents.DecisionFacets, query, list.Counts) {
		if precedents.DecisionFacets[i].Fact != nil {
			view.facts = append(view.facts, facet)
		} else {
			view.facets = append(view.facets, facet)
		}
	}
	address := link.With(link.Precedents, query.Values())
	return answer{
		page: ui.Page{
			Title: "Decisions", Section: link.Precedents, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "Every decision in the record on who represents a Member, with facets over the coded facts.",
		},
		body: precedentsView(view), data: list, list: decisionsTable(list.Rows),
	}, nil
}

func decisionsTable(rows []precedents.DecisionRow) *table {
	t := &table{head: []string{
		"dispute", "session", "number", "title", "seat", "seat_name", "regional_group", "date", "challenge",
		"committee_outcome", "assembly_outcome", "outcome", "accepted", "seated", "talks", "holder",
	}}
	for _, fact := range credentials.Facts() {
		t.head = append(t.head, "holder_"+fact.Key())
	}
	t.head = append(t.head, "confidence", "doubts")
	for i := range rows {
		row := &rows[i]
		cells := []string{
			row.Dispute, row.Session.String(), strconv.Itoa(row.Number), row.Title, row.Seat, row.SeatName, string(row.Region),
			row.Date.String(), string(row.Challenge), string(row.Committee), string(row.Assembly), string(row.Outcome), row.Accepted, row.Seated,
			row.Talks.Code(), row.Holder,
		}
		for _, fact := range credentials.Facts() {
			cells = append(cells, row.Facts.Code(fact))
		}
		t.rows = append(t.rows, append(cells, string(row.Confidence), row.Doubts))
	}
	return t
}
