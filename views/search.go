package views

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// searchPage is what a search found.
type searchPage struct {
	text string
	hits []precedents.Hit
	// copies are the frozen brief whose hash begins with the text, if there is one.
	copies []frozenCopy
}

func (p *pages) search(c echo.Context) (answer, error) {
	for _, key := range slices.Sorted(keysOf(c.QueryParams())) {
		if key != "q" {
			return answer{}, &credentials.Invalid{Faults: []credentials.Fault{{Field: key, What: "a search takes one parameter, q", Mend: "write /search?q=cote divoire"}}}
		}
	}
	text := strings.TrimSpace(strings.Join(c.QueryParams()["q"], " "))
	view := searchPage{text: text}
	if text != "" {
		hits, err := p.store.Search(c.Request().Context(), text)
		if err != nil {
			return answer{}, err
		}
		view.hits = hits
		if view.copies, err = p.copyOf(c, text); err != nil {
			return answer{}, err
		}
	}
	list := &table{head: []string{"kind", "key", "title", "text", "url"}}
	for _, hit := range view.hits {
		var words strings.Builder
		for _, segment := range hit.Snippet {
			words.WriteString(segment.Text)
		}
		list.rows = append(list.rows, []string{string(hit.Kind), hit.Key, hit.Title, words.String(), hitAddress(hit)})
	}
	title := "Search"
	if text != "" {
		title = "Search: " + shortened(text, 60)
	}
	address := link.With(link.Search, map[string][]string{"q": {text}})
	return answer{
		page: ui.Page{Title: title, JSON: link.JSON(address), CSV: link.CSV(address)},
		body: searchView(view), data: view.json(), list: list,
	}, nil
}

// searchJSON is what a search found as JSON.
type searchJSON struct {
	Text string    `json:"q"`
	Hits []hitJSON `json:"hits"`
	// Frozen is the frozen brief of which the text is the hash, if there is one.
	Frozen []frozenCopy `json:"frozen"`
}

type hitJSON struct {
	precedents.Hit
	Address string `json:"address"`
}

func (v searchPage) json() searchJSON {
	found := searchJSON{Text: v.text, Hits: []hitJSON{}, Frozen: orNone(v.copies)}
	for _, hit := range v.hits {
		found.Hits = append(found.Hits, hitJSON{hit, hitAddress(hit)})
	}
	return found
}

// hitAddress gives the page of what a search found.
func hitAddress(hit precedents.Hit) string {
	switch hit.Kind {
	case precedents.DisputeHit:
		return link.Dispute(hit.Key)
	case precedents.DecisionHit:
		dispute, key, _ := strings.Cut(hit.Key, ":")
		parsed, err := credentials.ParseDecisionKey(key)
		if err != nil {
			return link.Dispute(dispute)
		}
		return link.Decision(dispute, parsed)
	case precedents.RollCallHit:
		return link.RollCall(hit.Key)
	case precedents.MemberHit:
		return link.Member(hit.Key)
	case precedents.SessionHit:
		return link.Sessions + "/" + hit.Key
	case precedents.DocumentHit:
		symbol, err := credentials.ParseSymbol(hit.Key)
		if err != nil {
			return link.Documents
		}
		return link.Document(symbol)
	case precedents.LawHit:
		return link.LawEntry(hit.Key)
	}
	return link.Home
}

// foundWords says how much a search found.
func foundWords(n int) string {
	if n == 1 {
		return "One entry."
	}
	return strconv.Itoa(n) + " entries, the closest first."
}
