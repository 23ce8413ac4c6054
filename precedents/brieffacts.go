package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// factsInFull sets all coded facts side by side.
func (b *briefing) factsInFull() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	q := b.inquiry
	places := make([]int, len(q.Claimants))
	for i := range places {
		places[i] = i
	}
	table := BriefPart{Kind: Table, Columns: append(b.columns("facts.column.fact"), b.named(places)...)}
	for _, fact := range facts {
		table.Rows = append(table.Rows, b.factRow(fact, places))
	}
	parts := append(inParagraph(b.whoseFacts()), table)
	said := b.withoutFacts()
	for i, id := range q.Claimants {
		known, of := q.Standings[i].Known()
		said = append(said, b.say(OnSource, wording.Of("facts.known", wording.Values{"who": b.called(id), "known": known, "of": of}), id, b.here()))
	}
	return append(parts, inList(said...)...)
}

// whoseFacts says where the facts come from, and how sure they are.
func (b *briefing) whoseFacts() Statement {
	switch {
	case b.forecast.CarriedFrom != nil:
		from := b.last()
		return b.say(OnSource, wording.Of("facts.carried", wording.Values{
			"session": from.Key.Session, "confidence": wording.TermOf("confidence", &credentials.Confidences, b.record(from).Confidence),
		}), "", from.ID())
	case b.forecast.Prepared:
		return b.say(OnSource, wording.Of("facts.prepared", wording.Values{"session": b.brief.Session}), "", b.here())
	}
	return b.say(OnSource, wording.Of("facts.coded", wording.Values{
		"session": b.brief.Session, "confidence": wording.TermOf("confidence", &credentials.Confidences, b.record(b.inquiry.Case).Confidence),
	}), "", b.here())
}
