package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// happening is one row of a chronology.
type happening struct {
	day credentials.Date
	// about is where it stands if its day is not known.
	about credentials.Date
	what  wording.Sentence
	rests []string
}

// chronology gives what happened in the dispute, in order of time, up to the brief's
// day.
func (b *briefing) chronology() []BriefPart {
	all := slices.Concat(b.beginAndEnd(), b.decisionsTaken(), b.votesTaken(), b.positionsTaken())
	all = slices.DeleteFunc(all, func(h happening) bool { return h.day.Known() && !b.knows(h.day) })
	slices.SortStableFunc(all, func(x, y happening) int {
		return cmp.Or(x.place().First().Compare(y.place().First()), x.place().Compare(y.place()))
	})
	table := BriefPart{Kind: Table, Columns: b.columns("chronology.column.day", "chronology.column.what")}
	for _, h := range all {
		table.Rows = append(table.Rows, BriefRow{Cells: []string{b.cell(dayOrNot(h.day)), b.language.Say(h.what)}, Grounds: b.on(OnSource, h.rests...)})
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []BriefPart{table}
}

// place is where it stands in time.
func (h happening) place() credentials.Date {
	if h.day.Known() {
		return h.day
	}
	return h.about
}

func dayOrNot(day credentials.Date) any {
	if !day.Known() {
		return wording.NotKnown
	}
	return day
}

func (b *briefing) beginAndEnd() []happening {
	list := []happening{{b.dispute.Opened, b.dispute.Opened, wording.Of("chronology.opened", wording.Values{"event": b.dispute.OpenedBy}), []string{b.about()}}}
	if b.closed(b.dispute) {
		key, with := "chronology.closed", wording.Values{"event": b.dispute.ClosedBy}
		if b.dispute.ClosedBy == "" {
			key, with = "chronology.closed_plainly", nil
		}
		list = append(list, happening{b.dispute.Closed, b.dispute.Closed, wording.Of(key, with), []string{b.about()}})
	}
	return list
}

func (b *briefing) decisionsTaken() []happening {
	var list []happening
	for _, c := range b.past() {
		list = append(list, happening{c.Date, c.Opened, wording.Of("chronology.decided", wording.Values{
			"session": c.Key.Session, "acts": b.acts(b.record(c)), "outcome": classTerm(c.Outcome), "who": b.called(c.Seated),
		}), b.documented(c)})
	}
	return list
}

func (b *briefing) votesTaken() []happening {
	var list []happening
	for i := range b.engine.book.RollCalls {
		v := &b.engine.book.RollCalls[i]
		if v.Dispute != b.dispute.ID || !v.Date.Known() || v.Session == b.brief.Session {
			continue
		}
		list = append(list, happening{v.Date, v.Date, wording.Of("chronology.vote", wording.Values{
			"motion": wording.TermOf("motion", &credentials.Motions, v.Motion), "tally": tallyOf(v).String(),
		}), []string{string(RollCallReference) + kindMark + v.ID, b.about()}})
	}
	return list
}

// positionsTaken gives what Members let be known, those of one day and one stance
// together. A position that has no day has no place in a chronology.
func (b *briefing) positionsTaken() []happening {
	type stance struct {
		day      credentials.Date
		stance   credentials.Stance
		claimant string
	}
	members := map[stance][]string{}
	sessions := map[stance]string{}
	var order []stance
	note := func(positions []credentials.Position, id string) {
		for _, p := range positions {
			s := stance{p.Date, p.Stance, p.Claimant}
			name := b.engine.book.NameOn(p.Member, p.Date)
			if !p.Date.Known() || slices.Contains(members[s], name) {
				continue
			}
			if members[s] == nil {
				order, sessions[s] = append(order, s), id
			}
			members[s] = append(members[s], name)
		}
	}
	for _, c := range b.past() {
		note(b.record(c).Positions, c.ID())
	}
	if b.inquiry != nil {
		note(b.inquiry.Positions, b.here())
	}
	list := make([]happening, 0, len(order))
	for _, s := range order {
		slices.Sort(members[s])
		list = append(list, happening{s.day, s.day, wording.Of("chronology.position", wording.Values{
			"n": len(members[s]), "members": wording.And(members[s]...), "stance": wording.TermOf("stance", &credentials.Stances, s.stance), "who": b.called(s.claimant),
		}), []string{sessions[s]}})
	}
	return list
}
