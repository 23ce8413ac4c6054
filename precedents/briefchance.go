package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// chanceOn gives the chance that a seat is contested at a session, as the watch list
// has it on a day. ok is false where the list of that day is of another session, or
// has not the dispute.
func (e *Engine) chanceOn(day credentials.Date, session credentials.Session, d *credentials.Dispute) (found Chance, ok bool) {
	book := e.book
	if e.hides(day) {
		book = book.AsOf(day)
	}
	watch := newWatchbook(book)
	next, _, place := watch.coming(day)
	if next != session || !watch.liveAt(d, place, day) {
		return Chance{}, false
	}
	t := watch.turnAt(d, place)
	rate := learnWatch(watch.turnsBefore(place)).rate(t.class)
	return chance(rate.P, rate.Low, rate.High), true
}

// weighChance finds how likely the seat is contested at all, where nothing is coded
// for the session that would tell.
func (b *briefing) weighChance() {
	if b.inquiry == nil || b.forecast.CarriedFrom == nil || b.stands() != stillOpen {
		return
	}
	if found, ok := b.engine.chanceOn(b.horizon(), b.brief.Session, b.dispute); ok {
		b.chance = &found
	}
}

// contested says how likely it is that the seat is contested; nothing where that is
// not worked out.
func (b *briefing) contested() []Statement {
	if b.chance == nil {
		return nil
	}
	return []Statement{b.say(OnComputation, wording.Of("expected.contested", b.chance.values(wording.Values{})), "", b.watchID())}
}

// watchID is what such a chance rests on: the watch list of the brief's day.
func (b *briefing) watchID() string { return string(WatchReference) + kindMark + b.horizon().String() }
