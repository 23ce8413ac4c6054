package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/precedents"
)

// Every decision has a card of at most 125 words, which with the page's labels
// makes 150, and the card leaves nothing out.
func TestCards(t *testing.T) {
	l := embedded(t)
	book := precedents.NewCasebook(l)
	cards := precedents.NewCards(book)
	total := 0
	for _, c := range book.Cases {
		card, ok := cards.Card(c.ID())
		if !ok {
			t.Fatalf("%s has no card", c.ID())
		}
		if n := card.Words(); n > 125 {
			t.Errorf("%s has %d words: %+v", c.ID(), n, card)
		}
		total += card.Words()
		if card.Title == "" || card.What == "" || len(card.Who) == 0 || card.Question == "" || card.Outcome == "" || card.Seated == "" ||
			card.Votes == "" || len(card.Matters) == 0 || len(card.Matters) > 2 || card.Source.Ref == "" || card.Source.Title == "" {
			t.Errorf("%s leaves something out: %+v", c.ID(), card)
		}
		for _, sentence := range card.Matters {
			if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "  ") {
				t.Errorf("%s matters for %q", c.ID(), sentence)
			}
		}
	}
	if _, ok := cards.Card("nobody-1950:1"); ok {
		t.Error("a decision that is not there has a card")
	}
	t.Logf("%d cards of %d words", len(book.Cases), total/len(book.Cases))
}

func TestCardOfADecision(t *testing.T) {
	cards := precedents.NewCards(precedents.NewCasebook(embedded(t)))
	card, ok := cards.Card("cambodia-1997:52")
	if !ok {
		t.Fatal("there is no card")
	}
	if card.Votes != "Committee: deferred, without a vote; Assembly: approved the report, without a vote" || card.Seated != "nobody seated" ||
		card.Source.Ref != "A/52/719" || len(card.Who) != 2 || card.Who[0].Holder {
		t.Errorf("the card is %+v", card)
	}
}

func BenchmarkCards(b *testing.B) {
	book := precedents.NewCasebook(embedded(b))
	cards := precedents.NewCards(book)
	for b.Loop() {
		for _, c := range book.Cases[:24] {
			if _, ok := cards.Card(c.ID()); !ok {
				b.Fatal(c.ID())
			}
		}
	}
}
