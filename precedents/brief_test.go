package precedents_test

import (
	"slices"
	"sync"
	"testing"

	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// everyBrief is the brief on each dispute in each language, every second one for one
// of the claimants; on a few disputes if time is short.
var everyBrief = sync.OnceValues(func() ([]precedents.Brief, error) {
	var briefs []precedents.Brief
	book := sharedEngine().Casebook()
	for i := range book.Disputes {
		if testing.Short() && i%9 != 0 {
			continue
		}
		for n, language := range []*wording.Language{wording.English, wording.French} {
			d := &book.Disputes[i]
			request := precedents.BriefRequest{Dispute: d.ID, Language: language}
			if (i+n)%2 == 1 {
				request.For = d.Claimants[i%len(d.Claimants)].ID
			}
			brief, err := sharedEngine().Brief(request)
			if err != nil {
				return nil, err
			}
			briefs = append(briefs, brief)
		}
	}
	return briefs, nil
})

// Every sentence of every brief says what it rests on, and cites nothing that is
// not in the list.
func TestNoSentenceWithoutItsGrounds(t *testing.T) {
	briefs, err := everyBrief()
	if err != nil {
		t.Fatal(err)
	}
	for i := range briefs {
		for _, section := range slices.Concat(briefs[i].Core, briefs[i].Annexes) {
			for _, part := range section.Parts {
				for _, statement := range part.Statements {
					grounded(t, &briefs[i], statement.Key, statement.Grounds)
				}
				for _, row := range part.Rows {
					grounded(t, &briefs[i], row.Cells[0], row.Grounds)
				}
			}
		}
	}
}

func grounded(t *testing.T, brief *precedents.Brief, sentence string, g precedents.Grounds) {
	t.Helper()
	if g.Basis != precedents.OnAssessment && len(g.References) == 0 {
		t.Errorf("%s, %s: no reference", brief.Dispute, sentence)
	}
	for _, n := range g.References {
		if n < 1 || n > len(brief.References) {
			t.Errorf("%s, %s: there is no reference %d", brief.Dispute, sentence, n)
		}
	}
}

func BenchmarkBrief(b *testing.B) {
	engine := sharedEngine()
	for b.Loop() {
		if _, err := engine.Brief(precedents.BriefRequest{Dispute: "afghanistan-1996"}); err != nil {
			b.Fatal(err)
		}
	}
}
