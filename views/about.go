package views

import (
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// aboutPage says what the record holds, how sure it is, and what its words
// mean. The codebook's tables are drawn from the domain's own.
type aboutPage struct {
	hash     string
	disputes int
	sessions int
	nines    int
	members  int
	votes    int
	kept     []precedents.Kept
	terms    []vocabulary
	routes   []Route
}

// vocabulary is a closed set as the page shows it.
type vocabulary struct {
	Name  string        `json:"name"`
	Terms []wordMeaning `json:"values"`
}

type wordMeaning struct {
	Code    string `json:"code"`
	Label   string `json:"label"`
	Meaning string `json:"meaning"`
}

func (p *pages) about(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	hash, err := p.store.DataHash(ctx)
	if err != nil {
		return answer{}, err
	}
	disputes, err := p.store.Disputes(ctx, precedents.Query{})
	if err != nil {
		return answer{}, err
	}
	votes, err := p.store.RollCalls(ctx, precedents.RollCallFilter{})
	if err != nil {
		return answer{}, err
	}
	kept, err := p.store.Kept(ctx)
	if err != nil {
		return answer{}, err
	}
	view := aboutPage{
		hash: hash, disputes: disputes.Total, sessions: len(frame.Sessions), nines: len(frame.Committees), members: len(frame.Members),
		votes: votes.Total, kept: kept, terms: vocabularies(), routes: Routes(),
	}
	return answer{
		page: ui.Page{
			Title: "About the record", Section: link.About, JSON: link.JSON(link.About),
			Description: "What the record holds, how sure it is, and what its words mean.",
		},
		body: aboutView(view), data: aboutJSON{hash, disputes.Total, votes.Total, factTerms(), view.terms, kept},
	}, nil
}

// aboutJSON is the codebook as JSON.
type aboutJSON struct {
	Hash         string                 `json:"hash"`
	Disputes     int                    `json:"disputes"`
	RollCalls    int                    `json:"rollcalls"`
	Facts        []credentials.FactTerm `json:"facts"`
	Vocabularies []vocabulary           `json:"vocabularies"`
	Kept         []precedents.Kept      `json:"kept"`
}

func factTerms() []credentials.FactTerm {
	var terms []credentials.FactTerm
	for _, fact := range credentials.Facts() {
		terms = append(terms, fact.Term())
	}
	return terms
}

// vocabularies gives every closed set of the record but the facts.
func vocabularies() []vocabulary {
	return []vocabulary{
		vocabularyOf(&credentials.Outcomes), vocabularyOf(&credentials.Challenges), vocabularyOf(&credentials.Kinds), vocabularyOf(&credentials.States),
		vocabularyOf(&credentials.CommitteeOutcomes), vocabularyOf(&credentials.AssemblyOutcomes), vocabularyOf(&credentials.Hows),
		vocabularyOf(&credentials.Stances), vocabularyOf(&credentials.Ballots), vocabularyOf(&credentials.Motions),
		vocabularyOf(&credentials.RegionalGroups), vocabularyOf(&credentials.SourceKinds),
	}
}

func vocabularyOf[T ~string](v *credentials.Vocabulary[T]) vocabulary {
	shown := vocabulary{Name: v.Name}
	for _, term := range v.Terms {
		shown.Terms = append(shown.Terms, wordMeaning{string(term.Code), term.Label, term.Meaning})
	}
	return shown
}
