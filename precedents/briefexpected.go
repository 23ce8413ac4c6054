package precedents

import (
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// expectedAction says what the session is expected to do, and when.
func (b *briefing) expectedAction() []BriefPart {
	said := b.whetherAny()
	if b.inquiry != nil {
		if b.stands() == stillOpen {
			said = append(append(said, b.contested()...), b.howItComesUp())
		}
		said = append(said, b.headline())
	}
	said = append(said, b.whenItMeets()...)
	return inParagraph(said...)
}

// whetherAny says where no action is expected, and why.
func (b *briefing) whetherAny() []Statement {
	var said []Statement
	switch b.stands() {
	case notYetOpen:
		said = append(said, b.say(OnSource, wording.Of("expected.not_yet", wording.Values{"day": b.dispute.Opened}), "", b.about()))
	case endedBy:
		key, with := "expected.closed", wording.Values{"day": b.dispute.Closed, "event": b.dispute.ClosedBy}
		if b.dispute.ClosedBy == "" {
			key, with = "expected.closed_plainly", wording.Values{"day": b.dispute.Closed}
		}
		said = append(said, b.say(OnSource, wording.Of(key, with), "", b.about()))
	case goneQuiet:
		last := b.last()
		said = append(said, b.say(OnSource, wording.Of("expected.quiet", wording.Values{"session": last.Key.Session}), "", last.ID()))
	case stillOpen:
	}
	if b.inquiry == nil {
		said = append(said, b.say(OnSource, wording.Of("outcome.nothing", nil), "", b.about()))
	}
	if id := b.decidedSince(); id != "" && b.inquiry != nil {
		key := "expected.past"
		if b.own() {
			key = "expected.past_coded"
		}
		said = append(said, b.say(OnSource, wording.Of(key, wording.Values{"session": b.brief.Session}), "", id))
	}
	if b.inquiry != nil && b.earlierAtSession() {
		said = append(said, b.say(OnSource, wording.Of("expected.same_session", wording.Values{"session": b.brief.Session}), "", b.about()))
	}
	return said
}

// earlierAtSession reports whether the record has decisions of the same session before
// the brief's own.
func (b *briefing) earlierAtSession() bool {
	return slices.ContainsFunc(b.dispute.Decisions, func(x credentials.Decision) bool {
		return x.Key.Session == b.brief.Session && x.Key.Number < b.brief.Number
	})
}

// howItComesUp says by which way the question reaches the body.
func (b *briefing) howItComesUp() Statement {
	q := b.inquiry
	with := wording.Values{"challenge": challengeTerm(q.Challenge)}
	switch {
	case b.forecast.CarriedFrom == nil:
		return b.say(OnSource, wording.Of("expected.comes_up", with), "", b.here())
	case q.Previous != nil:
		with["session"] = q.Previous.Key.Session
		return b.say(OnAssessment, wording.Of("expected.as_before", with), "", q.Previous.ID())
	}
	return b.say(OnAssessment, wording.Of("expected.by_kind", with), "", b.about())
}

// headline gives the likeliest outcome and who would sit, in one sentence.
func (b *briefing) headline() Statement {
	top := b.forecast.Outcomes[0]
	key := "expected.likeliest"
	switch {
	case b.stands() != stillOpen:
		key = "expected.if_raised"
	case b.chance != nil:
		key = "expected.if_contested"
	}
	return b.say(OnComputation, wording.Of(key, wording.Values{
		"outcome": b.outcomeSaid(&top), "who": b.called(b.sits(&top)), "word": wordTerm(top.Words), "p": wording.Decimal(top.P),
	}), "", b.itself())
}

// whenItMeets says when the session opens and when the Committee usually meets.
func (b *briefing) whenItMeets() []Statement {
	book := b.engine.book
	opened := credentials.Date{}
	if session, ok := book.Session(b.brief.Session); ok {
		opened = session.Opened
	}
	key, basis, rests := "expected.opened", OnSource, "session:"+b.brief.Session.String()
	switch {
	case !opened.Known():
		next, day := book.NextOpening(b.engine.nextAfter(credentials.Date{}))
		if next != b.brief.Session {
			return nil
		}
		key, basis, rests, opened = "expected.opens", OnComputation, b.calendarID(), day
	case !b.knows(opened):
		key = "expected.opens"
	}
	said := []Statement{b.say(basis, wording.Of(key, wording.Values{"session": b.brief.Session, "day": opened}), "", rests, b.about())}
	if b.brief.Session.Kind() != credentials.RegularSession || b.stands() != stillOpen {
		return said
	}
	if meeting, n := book.UsualMeeting(book.Disputes, opened, b.horizon()); n > 0 {
		said = append(said, b.say(OnComputation, wording.Of("expected.meeting", wording.Values{"day": meeting, "n": n}), "", b.calendarID(), b.about()))
	}
	return said
}

// calendarID is what a day that is worked out from the record rests on: the last
// session that the record has by then.
func (b *briefing) calendarID() string {
	if current, ok := b.engine.book.SessionOn(b.horizon()); ok {
		return string(SessionReference) + kindMark + current.Session.String()
	}
	return b.about()
}
