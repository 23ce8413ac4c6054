package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// factsShown is how many facts the core sets side by side, and sidesShown of how
// many claimants.
const (
	factsShown = 7
	sidesShown = 3
)

// claimantsCompared sets the claimants side by side in the facts that tell them
// apart.
func (b *briefing) claimantsCompared() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	q := b.inquiry
	shown := b.mineFirst(q.foremostFew())
	table := BriefPart{Kind: Table, Columns: append(b.columns("facts.column.fact"), b.named(shown)...)}
	all := b.factsThatTell(shown)
	for _, fact := range all[:min(len(all), factsShown)] {
		table.Rows = append(table.Rows, b.factRow(fact, shown))
	}
	said := b.left(len(all), len(shown))
	return append([]BriefPart{table}, inParagraph(append(said, b.withoutFacts()...)...)...)
}

// foremostFew gives the places of the claimants to set side by side: the holder of
// the seat and its strongest rivals.
func (c *Case) foremostFew() []int {
	var places []int
	if c.Holder >= 0 {
		places = append(places, c.Holder)
	}
	for _, place := range slices.Concat([]int{c.rival()}, c.Rivals) {
		if place >= 0 && len(places) < sidesShown && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places
}

// mineFirst puts the claimant that the brief is written for before the others.
func (b *briefing) mineFirst(places []int) []int {
	mine := b.inquiry.place(b.mine)
	if mine < 0 {
		return places
	}
	rest := slices.DeleteFunc(slices.Clone(places), func(place int) bool { return place == mine })
	return append([]int{mine}, rest[:min(len(rest), sidesShown-1)]...)
}

// named gives the names of the claimants at those places.
func (b *briefing) named(places []int) []string {
	names := make([]string, len(places))
	for i, place := range places {
		names[i] = shortName(b.dispute, b.inquiry.Claimants[place])
	}
	return names
}

// factsThatTell gives the facts in which the claimants differ, or that somebody
// knows of one alone: those on an issue in dispute first. Of a single claimant it is
// every fact that is known.
func (b *briefing) factsThatTell(places []int) []credentials.Fact {
	q := b.inquiry
	var list []credentials.Fact
	for _, fact := range facts {
		values := make([]credentials.Value, len(places))
		for i, place := range places {
			values[i] = q.Standings[place].Get(fact)
		}
		if len(values) > 0 && slices.Max(values) > 0 && (len(values) == 1 || slices.Max(values) != slices.Min(values)) {
			list = append(list, fact)
		}
	}
	slices.SortStableFunc(list, func(a, c credentials.Fact) int { return cmp.Compare(b.telling(a, places), b.telling(c, places)) })
	return list
}

// telling puts who holds the seat first, then the facts of issues in dispute, then
// the others; of each those that everybody's side is known of before the rest.
func (b *briefing) telling(fact credentials.Fact, places []int) int {
	if fact == credentials.HoldsSeat {
		return 0
	}
	rank := 3
	for i, note := range b.forecast.Issues {
		if note.InDispute && slices.Contains(Issue(i).Term().Facts, fact) {
			rank = 1
		}
	}
	for _, place := range places {
		if b.inquiry.Standings[place].Get(fact) == 0 {
			return rank + 1
		}
	}
	return rank
}

// factRow is one fact of the claimants at those places.
func (b *briefing) factRow(fact credentials.Fact, places []int) BriefRow {
	row := BriefRow{Cells: []string{wording.Upper(b.language.Text(wording.FactTerm(fact)))}, Grounds: b.on(OnSource, b.here())}
	for _, place := range places {
		row.Cells = append(row.Cells, b.factCell(fact, place))
	}
	return row
}

// factCell is a value, marked where another coder reads the fact otherwise or where
// nobody has confirmed it.
func (b *briefing) factCell(fact credentials.Fact, place int) string {
	q := b.inquiry
	note := q.factNote(place, q.Claimants[place], fact, nil)
	value := wording.ValueTerm(fact, note.Held)
	switch {
	case len(note.Otherwise) > 0:
		return wording.Upper(b.text("facts.disputed", wording.Values{"value": value}))
	case note.State == FactDoubted && b.forecast.Prepared:
		return wording.Upper(b.text("facts.unconfirmed", wording.Values{"value": value}))
	}
	return b.cell(value)
}

// left says how many facts, and claimants, the table leaves to the annex.
func (b *briefing) left(telling, sides int) []Statement {
	var said []Statement
	switch n := telling - factsShown; {
	case n > 0 && sides > 1:
		said = append(said, b.say(OnSource, wording.Of("claimants.more", wording.Values{"n": n}), "", b.here()))
	case n > 0:
		said = append(said, b.say(OnSource, wording.Of("claimants.more_known", wording.Values{"n": n}), "", b.here()))
	case telling == 0 && sides > 1:
		said = append(said, b.say(OnSource, wording.Of("claimants.alike", nil), "", b.here()))
	}
	if n := len(b.inquiry.Claimants) - sides; n > 0 {
		said = append(said, b.say(OnSource, wording.Of("claimants.others", wording.Values{"n": n}), "", b.here()))
	}
	return said
}

// withoutFacts names the claimants of whom no fact is coded.
func (b *briefing) withoutFacts() []Statement {
	var names []any
	for _, claimant := range b.dispute.Claimants {
		if b.inquiry.place(claimant.ID) < 0 {
			names = append(names, b.called(claimant.ID))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Statement{b.say(OnSource, wording.Of("claimants.without", wording.Values{"names": wording.And(names...)}), "", b.here())}
}
