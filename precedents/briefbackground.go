package precedents

import (
	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// earlierShown is how many earlier disputes over the seat are named.
const earlierShown = 3

// background gives the dispute in five lines.
func (b *briefing) background() []BriefPart {
	said := []Statement{b.opening(), b.parties()}
	said = append(said, b.decisionsSoFar()...)
	said = append(said, b.lastVote()...)
	return inList(append(said, b.earlierDisputes()...)...)
}

func (b *briefing) opening() Statement {
	if b.stands() == notYetOpen {
		return b.say(OnSource, wording.Of("background.not_open", nil), "", b.about())
	}
	return b.say(OnSource, wording.Of("background.opened", wording.Values{"day": b.dispute.Opened, "event": b.dispute.OpenedBy}), "", b.about())
}

// parties names the claimants in full, and who held the seat when it opened.
func (b *briefing) parties() Statement {
	names := make([]any, 0, len(b.dispute.Claimants))
	key, with := "background.parties", wording.Values{"n": len(b.dispute.Claimants)}
	for _, claimant := range b.dispute.Claimants {
		names = append(names, claimant.Name)
		if claimant.SeatedAtStart == credentials.Yes && len(b.dispute.Claimants) > 1 {
			key, with["who"] = "background.parties_seated", b.called(claimant.ID)
		}
	}
	with["names"] = apart(names)
	return b.say(OnSource, wording.Of(key, with), "", b.about())
}

// apart puts names in a row that may have commas of their own.
func apart(names []any) any {
	if len(names) < 2 {
		return wording.And(names...)
	}
	return wording.Of("background.names", wording.Values{"name": names[0], "others": apart(names[1:])})
}

// decisionsSoFar says what came of it before, the last decision with what each body
// did.
func (b *briefing) decisionsSoFar() []Statement {
	past := b.past()
	if len(past) == 0 {
		return []Statement{b.say(OnSource, wording.Of("background.undecided", nil), "", b.about())}
	}
	var said []Statement
	first, last := past[0], past[len(past)-1]
	if len(past) > 1 {
		key := "background.decided"
		if first.Key.Session == last.Key.Session {
			key = "background.decided_at"
		}
		said = append(said, b.say(OnSource, wording.Of(key, wording.Values{
			"n": len(past), "first": first.Key.Session, "last": last.Key.Session, "outcomes": outcomesSaid(past),
		}), "", b.about()))
	}
	x := b.record(last)
	with := wording.Values{"session": last.Key.Session, "acts": b.acts(x), "who": b.called(last.Seated)}
	key := "background.last_undated"
	if last.Date.Known() {
		key, with["day"] = "background.last", last.Date
	}
	said = append(said, b.say(OnSource, wording.Of(key, with), "", b.documented(last)...))
	if b.inquiry.Talks == credentials.Yes {
		said = append(said, b.say(OnSource, wording.Of("background.talks", nil), "", b.here()))
	}
	return said
}

// lastVote gives the last recorded vote on the dispute, where it is not that of the
// last decision.
func (b *briefing) lastVote() []Statement {
	var latest *credentials.RollCall
	for i := range b.engine.book.RollCalls {
		v := &b.engine.book.RollCalls[i]
		if v.Dispute == b.dispute.ID && b.knows(v.Date) && v.Session != b.brief.Session && (latest == nil || v.Date.Compare(latest.Date) > 0) {
			latest = v
		}
	}
	last := b.last()
	if latest == nil || last != nil && last.Key.Session == latest.Session {
		return nil
	}
	return []Statement{b.say(OnSource, wording.Of("background.vote", wording.Values{
		"day": latest.Date, "motion": wording.TermOf("motion", &credentials.Motions, latest.Motion), "tally": tallyOf(latest).String(),
	}), "", string(RollCallReference)+kindMark+latest.ID, b.about())}
}

// tallyOf gives the tally as the official record prints it, else as counted.
func tallyOf(v *credentials.RollCall) credentials.Tally {
	if v.Printed != nil {
		return *v.Printed
	}
	return v.Counted
}

// earlierDisputes names the disputes over the same seat that were decided before.
func (b *briefing) earlierDisputes() []Statement {
	var titles []wording.Sentence
	rests := []string{}
	for i := len(b.engine.book.Disputes) - 1; i >= 0; i-- {
		d := &b.engine.book.Disputes[i]
		if d.Seat == b.dispute.Seat && d.ID != b.dispute.ID && d.Opened.Before(b.dispute.Opened) == credentials.Yes && b.knows(d.Opened) && len(titles) < earlierShown {
			titles = append(titles, wording.Of("background.title", wording.Values{"title": d.Title}))
			rests = append(rests, string(DisputeReference)+kindMark+d.ID)
		}
	}
	if len(titles) == 0 {
		return nil
	}
	return []Statement{b.say(OnSource, wording.Of("background.earlier", wording.Values{"disputes": wording.And(titles...)}), "", rests...)}
}
