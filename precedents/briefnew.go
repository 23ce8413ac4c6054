package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// changesShown is how many facts that changed are named in the core, and
// positionsShown how many positions of Members.
const (
	changesShown   = 4
	positionsShown = 5
)

// whatIsNew says what changed since the seat was last in question.
func (b *briefing) whatIsNew() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	said := b.whatChanged()
	said = append(said, b.newPositions()...)
	return inParagraph(append(said, b.whatIsOpen()...)...)
}

// whatChanged gives the facts that changed, and whether they tell against the last
// outcome; it says so where nothing did, or where nobody has looked.
func (b *briefing) whatChanged() []Statement {
	q := b.inquiry
	last := q.Previous
	var said []Statement
	if last == nil {
		said = append(said, b.say(OnSource, wording.Of("new.first", nil), "", b.about()))
	}
	if b.forecast.CarriedFrom != nil {
		from := b.last()
		said = append(said, b.say(OnSource, wording.Of("new.carried", wording.Values{"session": from.Key.Session}), "", from.ID()))
	}
	if len(said) > 0 {
		return said
	}
	changes := b.forecast.Changes
	if len(changes) == 0 {
		return []Statement{b.say(OnComputation, wording.Of("new.nothing", wording.Values{"session": last.Key.Session}), "", last.ID(), b.here())}
	}
	for i := range changes[:min(len(changes), changesShown)] {
		said = append(said, b.because("new.change/"+changes[i].Fact, changes[i].Reason))
	}
	if more := len(changes) - changesShown; more > 0 {
		said = append(said, b.say(OnComputation, wording.Of("new.more", wording.Values{"n": more}), "", last.ID(), b.here()))
	}
	key, with := "new.none_against", wording.Values{"outcome": classTerm(last.Outcome)}
	if n := len(q.changesAgainst(last)); n > 0 {
		key, with["n"] = "new.against", n
	}
	return append(said, b.say(OnComputation, wording.Of(key, with), "", b.itself()))
}

// newPositions gives what Members have let be known since the last decision.
func (b *briefing) newPositions() []Statement {
	last := b.last()
	if last == nil {
		return nil
	}
	var fresh []credentials.Position
	for _, p := range b.inquiry.Positions {
		if b.knows(p.Date) && last.Date.Known() && last.Date.Before(p.Date) == credentials.Yes {
			fresh = append(fresh, p)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	shown := make([]wording.Sentence, 0, positionsShown)
	for _, p := range fresh[:min(len(fresh), positionsShown)] {
		shown = append(shown, b.position(p))
	}
	return []Statement{b.say(OnSource, wording.Of("new.positions", wording.Values{"n": len(fresh), "positions": wording.And(shown...)}), "", b.here())}
}

// position says what one Member let be known.
func (b *briefing) position(p credentials.Position) wording.Sentence {
	return wording.Of("new.position", wording.Values{
		"member": b.engine.book.NameOn(p.Member, p.Date), "stance": wording.TermOf("stance", &credentials.Stances, p.Stance),
		"who": b.called(p.Claimant), "day": p.Date,
	})
}

// whatIsOpen says which facts of a sheet nobody has confirmed.
func (b *briefing) whatIsOpen() []Statement {
	if n := len(b.forecast.Unconfirmed); b.forecast.Prepared && n > 0 {
		return []Statement{b.say(OnSource, wording.Of("new.unconfirmed", wording.Values{"n": n}), "", b.here())}
	}
	return nil
}
