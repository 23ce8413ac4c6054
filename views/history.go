package views

import (
	"slices"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// historyPage is every change of a dispute, the latest first.
type historyPage struct {
	dispute   credentials.Dispute
	revisions []credentials.Revision
}

func (p *pages) history(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	dispute, err := p.store.Dispute(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	revisions, err := p.store.Revisions(ctx, "dispute/"+dispute.ID)
	if err != nil {
		return answer{}, err
	}
	slices.SortFunc(revisions, func(a, b credentials.Revision) int { return b.Number - a.Number })
	return answer{
		page: ui.Page{
			Title: "History of " + dispute.Title, Section: link.Disputes, JSON: link.JSON(link.History(dispute.ID)),
			Crumbs:      []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: dispute.Title, Address: link.Dispute(dispute.ID)}},
			Description: "Every change of the record of " + dispute.Title + ": who, when, what.",
		},
		body: historyView(historyPage{dispute, revisions}), data: revisions,
	}, nil
}

// before gives the content that a revision changed; empty for the first.
func (h historyPage) before(i int) string {
	if i+1 >= len(h.revisions) {
		return ""
	}
	return h.revisions[i+1].Content
}
