package precedents_test

import (
	"testing"

	"seatwatch/precedents"
)

// Every sentence of every brief says what it rests on, and cites nothing that is
// not in the list.
func TestNoSentenceWithoutItsGrounds(t *testing.T) {
	engine := sharedEngine()
	for i := range engine.Casebook().Disputes {
		brief, err := engine.Brief(precedents.BriefRequest{Dispute: engine.Casebook().Disputes[i].ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range append(brief.Core, brief.Annexes...) {
			for _, part := range section.Parts {
				for _, statement := range part.Statements {
					grounded(t, &brief, statement.Key, statement.Grounds)
				}
				for _, row := range part.Rows {
					grounded(t, &brief, row.Cells[0], row.Grounds)
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
