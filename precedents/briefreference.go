package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// entitled gives what a list of references says of a thing, and its address where
// that is outside the record; ok is false if there is no such thing.
func (b *briefing) entitled(kind ReferenceKind, id string) (text, address string, ok bool) {
	switch kind {
	case DecisionReference:
		if c := b.engine.recorded.decision(id); c != nil {
			return b.text("reference.decision", wording.Values{"title": c.Dispute.Title, "session": c.Key.Session}), "", true
		}
	case ForecastReference:
		return b.text("reference.forecast", wording.Values{"session": b.brief.Session, "data": b.brief.Hashes.Data}), "", true
	case DisputeReference:
		return b.text("reference.dispute", wording.Values{"title": b.dispute.Title}), "", true
	case SheetReference:
		return b.text("reference.sheet", wording.Values{"title": b.dispute.Title, "session": b.brief.Session}), "", true
	case RuleReference:
		for i := range b.engine.rules {
			if rule := b.engine.rules[i]; rule.ID == id {
				return b.text("reference.rule", wording.Values{"rule": id, "title": ruleTerm(rule)}), "", true
			}
		}
	case LawReference:
		for _, entry := range b.engine.book.Law.Entries {
			if entry.Code == id {
				return entry.Title + " (" + entry.Code + "). " + entry.Reference, "", true
			}
		}
	case DocumentReference:
		if symbol, err := credentials.ParseSymbol(id); err == nil && symbol.Known() {
			return symbol.String(), symbol.Link(), true
		}
	case SourceReference, SessionReference, RollCallReference, MemberReference:
	}
	return "", "", false
}
