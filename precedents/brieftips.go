package precedents

import (
	"slices"

	"seatwatch/credentials/wording"
)

// tipsInCore is how many changes of fact, and how many questions, the core gives.
const tipsInCore = 2

// whatWouldChangeIt says which fact would change the outcome, and what to find out
// next: in short, the annex has the sentences in full.
func (b *briefing) whatWouldChangeIt() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	said := []Statement{b.whetherOverturned()}
	for i := range b.forecast.Tips[:min(len(b.forecast.Tips), tipsInCore)] {
		said = append(said, b.tipInShort(&b.forecast.Tips[i]))
	}
	asked := b.worthAsking()
	for i := range asked[:min(len(asked), tipsInCore)] {
		said = append(said, b.questionInShort(&asked[i]))
	}
	if len(asked) == 0 {
		said = append(said, b.nothingToAsk())
	}
	return inList(said...)
}

func (b *briefing) tipInShort(tip *Tip) Statement {
	key := "tips.change/" + tip.Set
	supposed, err := ParseSupposition(b.dispute, tip.Set)
	place := b.inquiry.place(supposed.Claimant)
	if err != nil || place < 0 {
		return b.because(key, tip.Reason)
	}
	return b.say(OnComputation, wording.Of("tips.change", wording.Values{
		"who": b.called(supposed.Claimant), "fact": wording.FactTerm(supposed.Fact), "otherwise": wording.ValueTerm(supposed.Fact, supposed.Value),
		"now": wording.ValueTerm(supposed.Fact, b.inquiry.Standings[place].Get(supposed.Fact)), "from": wording.Decimal(tip.From), "to": wording.Decimal(tip.To),
	}), tip.Set, tip.RestsOn...)
}

func (b *briefing) questionInShort(q *Question) Statement {
	return b.say(OnComputation, wording.Of("tips.ask", wording.Values{
		"fact": wording.And(b.factsNamed([]string{q.Fact})...), "low": wording.Decimal(q.Low), "high": wording.Decimal(q.High),
	}), q.Fact, q.RestsOn...)
}

// whetherOverturned says whether a single change of fact would make another outcome
// the likeliest.
func (b *briefing) whetherOverturned() Statement {
	overturning := 0
	for i := range b.forecast.Tips {
		if b.forecast.Tips[i].Overturns {
			overturning++
		}
	}
	top := &b.forecast.Outcomes[0]
	with := wording.Values{"outcome": classTerm(top.Class), "p": wording.Decimal(b.inquiry.p[top.Class])}
	switch {
	case len(b.forecast.Tips) == 0:
		return b.say(OnComputation, wording.Of("tips.none", wording.Values{"least": wording.Decimal(tipLeast)}), "", b.itself())
	case overturning == 0:
		return b.say(OnComputation, wording.Of("tips.stands", with), "", b.itself())
	}
	with["n"] = overturning
	return b.say(OnComputation, wording.Of("tips.overturned", with), "", b.itself())
}

func (b *briefing) tipsSaid(most int) []Statement {
	said := make([]Statement, 0, most)
	for i := range b.forecast.Tips[:min(len(b.forecast.Tips), most)] {
		tip := &b.forecast.Tips[i]
		said = append(said, b.because("tips.change/"+tip.Set, tip.Reason))
	}
	return said
}

// questionsSaid gives what to find out next; it says so where nothing is worth it.
func (b *briefing) questionsSaid(most int) []Statement {
	asked := b.worthAsking()
	if len(asked) == 0 {
		return []Statement{b.nothingToAsk()}
	}
	said := make([]Statement, 0, most)
	for i := range asked[:min(len(asked), most)] {
		said = append(said, b.because("tips.ask/"+asked[i].Fact, asked[i].Reason))
	}
	return said
}

func (b *briefing) nothingToAsk() Statement {
	return b.say(OnComputation, wording.Of("tips.nothing_to_ask", nil), "", b.itself())
}

// worthAsking gives the facts that are not known and could move the likeliest
// outcome as much as a tip does.
func (b *briefing) worthAsking() []Question {
	return slices.DeleteFunc(slices.Clone(b.forecast.AskNext), func(q Question) bool { return q.Moves < tipLeast })
}
