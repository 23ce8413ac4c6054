package views

import (
	"context"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// tableView shows the list of decisions as a table instead of cards.
const tableView = "table"

// cardsOnPage is how many cards a page has.
const cardsOnPage = 24

// precedentsPage is the list of decisions with its facets.
type precedentsPage struct {
	listing
	list precedents.DecisionPage
	// cards are those of the list's rows.
	cards []precedents.Card
	// telling says that the facts stand open: who asks for one kind of dispute
	// looks for a case like their own.
	telling bool
	// edits says that who reads it may open a class.
	edits bool
	// record is the one that is searched.
	record shown
}

func (p *pages) precedents(c echo.Context) (answer, error) {
	record, err := p.shown(c)
	if err != nil {
		return answer{}, err
	}
	asked, err := readListing(c, listing{address: link.Precedents, facets: precedents.DecisionFacets, views: []string{tableView}, dated: true})
	if err != nil {
		return answer{}, err
	}
	if asked.view == "" && faceOf(c) == htmlFace {
		asked.PageRows = cardsOnPage
	}
	record.address = asked.today()
	view := precedentsPage{listing: asked, telling: len(asked.Chosen["kind"]) > 0, edits: record.edits(c), record: record}
	if view.list, err = record.decisions(c.Request().Context(), asked.Query); err != nil {
		return answer{}, err
	}
	if faceOf(c) == jsonFace || faceOf(c) == htmlFace && asked.view == "" {
		if view.cards, err = record.cards(c.Request().Context(), view.list.Rows); err != nil {
			return answer{}, err
		}
	}
	address := record.address
	found := answer{
		page: ui.Page{
			Title: "Decisions", Section: link.Precedents, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "Every decision in the record on who represents a Member, with facets over the coded facts.",
		},
		body: precedentsView(view), data: precedentsJSON{view.lede(), view.list, view.cards}, list: decisionsTable(view.list.Rows),
	}
	record.stamp(&found.page)
	return found, nil
}

// decisions gives the decisions that a query asks for. Words are looked for in the
// record as it stands alone.
func (s shown) decisions(ctx context.Context, query precedents.Query) (precedents.DecisionPage, error) {
	switch {
	case !s.past():
		return s.store.Decisions(ctx, query)
	case query.Text != "":
		return precedents.DecisionPage{}, strayed(credentials.Invalidf("q", "words are looked for in the record as it stands today, and not in that of a day"), "The record as it stands", s.address)
	}
	return s.edition.Index().Find(query, nil)
}

// cards gives the cards of decisions, in their order.
func (s shown) cards(ctx context.Context, rows []precedents.DecisionRow) ([]precedents.Card, error) {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID()
	}
	if !s.past() {
		return s.store.Cards(ctx, ids)
	}
	return s.edition.Cards().Of(ids), nil
}

// precedentsJSON is the list as JSON.
type precedentsJSON struct {
	// Sentence says what is listed.
	Sentence string `json:"sentence"`
	precedents.DecisionPage
	// Cards are those of the rows, in their order.
	Cards []precedents.Card `json:"cards"`
}

// cardOf gives the card of a row; nil for a decision that has gone meanwhile.
func (v precedentsPage) cardOf(row int) *precedents.Card {
	for i := range v.cards {
		if v.cards[i].ID == v.list.Rows[row].ID() {
			return &v.cards[i]
		}
	}
	return nil
}

// lede says which decisions these are, and how many.
func (v precedentsPage) lede() string {
	found := inFigures(v.list.Total, "decision")
	if v.list.Disputes > 0 {
		found += " in " + inFigures(v.list.Disputes, "dispute")
	}
	if said := v.InWords(); said != "" {
		return sentence(said + ": " + found)
	}
	return found + "; those that nobody challenged are followed beside the others."
}

// inFigures gives "14 decisions".
func inFigures(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// facetGroups gives the facets that are no facts, and the facts folded by whose
// they are. Of a fact only the values that somebody has are shown.
func (v precedentsPage) facetGroups() (plain []ui.Facet, facts []ui.MoreFacets) {
	facts = []ui.MoreFacets{
		{Summary: "Facts of whoever held the seat", Open: v.telling},
		{Summary: "Facts of the rival", Open: v.telling},
	}
	for i, facet := range v.form(v.list.Counts) {
		if precedents.DecisionFacets[i].Fact == nil {
			plain = append(plain, facet)
			continue
		}
		facet.Values = slices.DeleteFunc(facet.Values, func(value ui.FacetValue) bool { return value.Count == 0 && !value.Chosen })
		if len(facet.Values) > 0 {
			group := &facts[precedents.DecisionFacets[i].Part]
			group.Facets = append(group.Facets, facet)
		}
	}
	return plain, slices.DeleteFunc(facts, func(m ui.MoreFacets) bool { return len(m.Facets) == 0 })
}

func decisionsTable(rows []precedents.DecisionRow) *table {
	t := &table{head: []string{
		"dispute", "session", "number", "title", "seat", "seat_name", "regional_group", "date", "challenge",
		"committee_outcome", "assembly_outcome", "outcome", "accepted", "seated", "talks", "holder",
	}}
	for _, fact := range credentials.Facts() {
		t.head = append(t.head, "holder_"+fact.Key())
	}
	t.head = append(t.head, "rival")
	for _, fact := range credentials.Facts() {
		t.head = append(t.head, "rival_"+fact.Key())
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
		cells = append(cells, row.Rival)
		for _, fact := range credentials.Facts() {
			cells = append(cells, row.RivalFacts.Code(fact))
		}
		t.rows = append(t.rows, append(cells, string(row.Confidence), row.Doubts))
	}
	return t
}
