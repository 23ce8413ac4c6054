package precedents

import "seatwatch/credentials/wording"

// likelyOutcome says what is likely, in words and figures, and on what that rests.
func (b *briefing) likelyOutcome() []BriefPart {
	if b.inquiry == nil {
		return []BriefPart{{Kind: Paragraph, Statements: []Statement{
			b.say(OnSource, wording.Of("outcome.nothing", nil), "", "dispute:"+b.dispute.ID),
		}}}
	}
	top := b.forecast.Outcomes[0]
	return []BriefPart{{Kind: Paragraph, Statements: []Statement{
		b.say(OnComputation, wording.Of("outcome.likeliest", wording.Values{
			"outcome": classTerm(top.Class), "word": wordTerm(top.Words), "p": wording.Decimal(top.P), "low": wording.Decimal(top.Low), "high": wording.Decimal(top.High),
		}), "", b.itself()),
		b.because("outcome.outside", b.forecast.OutsideView.Reason),
	}}}
}
