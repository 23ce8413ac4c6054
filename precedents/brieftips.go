package precedents

import (
	"slices"

	"seatwatch/credentials/wording"
)

// tipsInCore is how many changes of fact, and how many questions, the core gives.
const tipsInCore = 2

// whatWouldChangeIt says which fact would change the outcome, and what to find out
// next.
func (b *briefing) whatWouldChangeIt() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	said := []Statement{b.whetherOverturned()}
	said = append(said, b.tipsSaid(tipsInCore)...)
	return inList(append(said, b.questionsSaid(tipsInCore)...)...)
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
	switch {
	case len(b.forecast.Tips) == 0:
		return b.say(OnComputation, wording.Of("tips.none", wording.Values{"least": wording.Decimal(tipLeast)}), "", b.itself())
	case overturning == 0:
		return b.say(OnComputation, wording.Of("tips.stands", nil), "", b.itself())
	}
	return b.say(OnComputation, wording.Of("tips.overturned", wording.Values{"n": overturning}), "", b.itself())
}

func (b *briefing) tipsSaid(most int) []Statement {
	said := make([]Statement, 0, most)
	for i := range b.forecast.Tips[:min(len(b.forecast.Tips), most)] {
		tip := &b.forecast.Tips[i]
		said = append(said, b.because("tips.change/"+tip.Set, tip.Reason))
	}
	return said
}

// questionsSaid gives what to find out next; nothing where every fact is known.
func (b *briefing) questionsSaid(most int) []Statement {
	asked := slices.Clone(b.forecast.AskNext)
	asked = slices.DeleteFunc(asked, func(q Question) bool { return q.Moves < tipLeast })
	if len(asked) == 0 {
		return []Statement{b.say(OnComputation, wording.Of("tips.nothing_to_ask", nil), "", b.itself())}
	}
	said := make([]Statement, 0, most)
	for i := range asked[:min(len(asked), most)] {
		said = append(said, b.because("tips.ask/"+asked[i].Fact, asked[i].Reason))
	}
	return said
}
