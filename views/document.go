package views

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

func (p *pages) documents(c echo.Context) (answer, error) {
	documents, err := p.store.Documents(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	list := &table{head: []string{"symbol", "kind", "title", "mentions", "url"}}
	for _, d := range documents {
		list.rows = append(list.rows, []string{d.Symbol.String(), string(d.Symbol.Kind()), d.Title, strconv.Itoa(d.Mentions), d.Symbol.Link()})
	}
	return answer{
		page: ui.Page{
			Title: "Documents", Section: link.Documents, JSON: link.JSON(link.Documents), CSV: link.CSV(link.Documents),
			Description: "Every document of the United Nations that the record rests on.",
		},
		body: documentsView(documents), data: documents, list: list,
	}, nil
}

// documentPage is a document with all that rests on it.
type documentPage struct {
	symbol   credentials.Symbol
	title    string
	mentions []precedents.Mention
}

// documentJSON is a document as JSON.
type documentJSON struct {
	Symbol   credentials.Symbol     `json:"symbol"`
	Kind     credentials.SymbolKind `json:"kind"`
	Title    string                 `json:"title"`
	Link     string                 `json:"url"`
	Mentions []precedents.Mention   `json:"mentions"`
}

func (p *pages) document(c echo.Context) (answer, error) {
	text, err := url.PathUnescape(c.Param("*"))
	if err != nil {
		return answer{}, credentials.Invalidf("symbol", "the address of the document cannot be read")
	}
	symbol, err := credentials.ParseSymbol(text)
	if err != nil {
		return answer{}, &credentials.NotFound{Kind: "document", ID: text}
	}
	mentions, err := p.store.Document(c.Request().Context(), symbol)
	if err != nil {
		return answer{}, err
	}
	view := documentPage{symbol: symbol, mentions: mentions}
	for _, mention := range mentions {
		if mention.Source.Title != "" {
			view.title = mention.Source.Title
			break
		}
	}
	return answer{
		page: ui.Page{
			Title: symbol.String(), Section: link.Documents, JSON: link.JSON(link.Document(symbol)), Crumbs: []ui.Crumb{{Label: "Documents", Address: link.Documents}},
			Description: "What rests on " + symbol.String() + ".",
		},
		body: documentView(view),
		data: documentJSON{symbol, symbol.Kind(), view.title, symbol.Link(), mentions},
	}, nil
}

// place gives the address and the words of where a document is named.
func place(m precedents.Mention) (address, words string) {
	switch {
	case m.RollCall != "":
		return link.RollCall(m.RollCall), m.Question
	case m.Dispute != "" && m.Session.Known():
		return link.Decision(m.Dispute, m.Key()), m.Title + ": " + keyTitle(m.Key())
	case m.Dispute != "":
		return link.Dispute(m.Dispute), m.Title
	}
	return link.Session(m.Session), m.Session.Title()
}
