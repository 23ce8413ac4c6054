package precedents

import (
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// dissent gives the facts that coders read differently.
func (b *briefing) dissent() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	table := BriefPart{Kind: Table, Columns: b.columns("facts.column.fact", "dissent.column.claimant", "dissent.column.coded", "dissent.column.otherwise")}
	for _, c := range b.inquiry.from.coding {
		place := b.inquiry.place(c.Claimant)
		if place < 0 {
			continue
		}
		for i := range c.Dissents {
			table.Rows = append(table.Rows, b.dissentRow(&c, &c.Dissents[i], place))
		}
	}
	if len(table.Rows) == 0 {
		return inParagraph(b.say(OnSource, wording.Of("dissent.none", nil), "", b.here()))
	}
	return append([]BriefPart{table}, inParagraph(b.say(OnSource, wording.Of("dissent.said", wording.Values{"n": len(table.Rows)}), "", b.here()))...)
}

func (b *briefing) dissentRow(c *credentials.Coding, d *credentials.Dissent, place int) BriefRow {
	rests := []string{c.Claimant + "." + c.Fact.Key()}
	for _, source := range []string{c.Source, d.Source} {
		if source != "" {
			rests = append(rests, string(SourceReference)+kindMark+source)
		}
	}
	return BriefRow{Cells: []string{
		wording.Upper(b.language.Text(wording.FactTerm(c.Fact))), b.language.Text(b.called(c.Claimant)),
		b.cell(wording.ValueTerm(c.Fact, b.inquiry.Standings[place].Get(c.Fact))),
		b.text("dissent.by", wording.Values{"who": strings.TrimSpace(d.By), "value": wording.ValueTerm(c.Fact, d.Value)}),
	}, Grounds: b.on(OnSource, rests...)}
}
