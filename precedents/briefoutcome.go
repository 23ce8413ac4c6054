package precedents

import (
	"math"
	"slices"

	"seatwatch/credentials/wording"
)

// leastShown is the probability from which an outcome, or who would sit, is named
// in the core.
const leastShown = 0.05

// likelyOutcome says what is likely, in words and figures, and on what that rests.
func (b *briefing) likelyOutcome() []BriefPart {
	if b.inquiry == nil {
		return inParagraph(b.say(OnSource, wording.Of("outcome.nothing", nil), "", b.about()))
	}
	top, key := b.forecast.Outcomes[0], "outcome.likeliest"
	switch {
	case b.stands() != stillOpen:
		key = "outcome.if_raised"
	case b.chance != nil:
		key = "outcome.if_contested"
	}
	said := []Statement{b.say(OnComputation, wording.Of(key, wording.Values{
		"outcome": b.outcomeSaid(&top), "word": wordTerm(top.Words), "p": wording.Decimal(top.P), "low": wording.Decimal(top.Low), "high": wording.Decimal(top.High),
	}), "", b.itself())}
	said = append(said, b.otherwise()...)
	said = append(said, b.whoSits())
	said = append(said, b.weSit()...)
	said = append(said, b.fromForecast("outcome.outside", b.forecast.OutsideView.Reason))
	said = append(said, b.howSure()...)
	return inParagraph(append(said, b.rightBefore()...)...)
}

// otherwise gives the other outcomes that are not remote.
func (b *briefing) otherwise() []Statement {
	var said []wording.Sentence
	for _, o := range b.forecast.Outcomes[1:] {
		if o.P >= leastShown {
			said = append(said, wording.Of("outcome.figure", wording.Values{"what": b.outcomeSaid(&o), "p": wording.Decimal(o.P)}))
		}
	}
	if len(said) == 0 {
		return nil
	}
	return []Statement{b.say(OnComputation, wording.Of("outcome.others", wording.Values{"outcomes": wording.And(said...)}), "", b.itself())}
}

// outcomeSaid names an outcome, with whose credentials it would accept where others
// than the holder's could be.
func (b *briefing) outcomeSaid(o *OutcomeForecast) wording.Sentence {
	if o.Accepted != nil {
		return wording.Of("outcome.accepted", wording.Values{"who": b.called(*o.Accepted)})
	}
	return wording.Of("outcome.named", wording.Values{"outcome": classTerm(o.Class)})
}

// whoSits gives who would be in the seat afterwards, the likeliest first.
func (b *briefing) whoSits() Statement {
	seated := b.seated()
	ids := make([]string, 0, len(seated))
	for id, p := range seated {
		if p >= leastShown {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(x, y string) int {
		if p, q := seated[x], seated[y]; p != q {
			if p > q {
				return -1
			}
			return 1
		}
		return slices.Compare([]byte(x), []byte(y))
	})
	said := make([]wording.Sentence, len(ids))
	for i, id := range ids {
		said[i] = wording.Of("outcome.figure", wording.Values{"what": b.called(id), "p": wording.Decimal(seated[id])})
	}
	return b.say(OnComputation, wording.Of("outcome.seated", wording.Values{"who": wording.And(said...)}), "", b.itself())
}

// sits gives who is in the seat after an outcome, Vacant for nobody. Where it is not
// known who holds the seat, it is not known whom an outcome leaves in it either.
func (b *briefing) sits(o *OutcomeForecast) string {
	if b.inquiry != nil && o.Class.leaves() && !b.inquiry.holderKnown() {
		return ""
	}
	return o.Seated
}

// leaves reports whether an outcome of that class leaves in the seat whoever was.
func (c Class) leaves() bool {
	switch c {
	case HolderAccepted, DecisionDeferred, NoDecisionTaken, CredentialsRejected:
		return true
	case OtherAccepted, SeatLeftVacant, classCount:
	}
	return false
}

// seated gives how likely each would be in the seat afterwards.
func (b *briefing) seated() map[string]Figure {
	if b.inquiry.holderKnown() {
		return b.forecast.Seated
	}
	shares := map[string]Figure{}
	for i := range b.forecast.Outcomes {
		shares[b.sits(&b.forecast.Outcomes[i])] += b.forecast.Outcomes[i].P
	}
	return shares
}

// weSit says how likely the claimant it is written for would sit.
func (b *briefing) weSit() []Statement {
	if b.mine == "" {
		return nil
	}
	p, ok := b.forecast.Seated[b.mine]
	if !ok {
		return []Statement{b.say(OnComputation, wording.Of("outcome.mine_unknown", wording.Values{"who": b.called(b.mine)}), "", b.itself())}
	}
	return []Statement{b.say(OnComputation, wording.Of("outcome.mine", wording.Values{
		"who": b.called(b.mine), "word": wordTerm(Words(float64(p))), "p": wording.Decimal(p),
	}), "", b.itself())}
}

// reasonsShown is how many reasons for the flag the core gives.
const reasonsShown = 2

// howSure joins the numbers and the arguments in a word, and says why where there is
// more to say than how likely it is.
func (b *briefing) howSure() []Statement {
	said := []Statement{b.say(OnComputation, wording.Of("outcome.flag."+string(b.forecast.Flag), wording.Values{"p": wording.Decimal(b.forecast.Outcomes[0].P)}), "", b.itself())}
	reasons := b.forecast.FlagReasons
	switch b.forecast.Flag {
	case Settled, Disputed:
		reasons = reasons[:max(0, len(reasons)-1)]
	case Likely, Undecided:
		return said
	case TooLittleKnown:
	}
	for i, reason := range reasons[:min(len(reasons), reasonsShown)] {
		said = append(said, b.because("outcome.flag_because/"+b.language.Text(i), reason))
	}
	return said
}

// rightBefore says how often forecasts of this sort had come out.
func (b *briefing) rightBefore() []Statement {
	score := b.forecast.TrackRecord.Score
	if score.N == 0 {
		return []Statement{b.fromForecast("outcome.track_none", b.forecast.TrackRecord.Reason)}
	}
	key := "outcome.track_renewals"
	if b.forecast.Opening {
		key = "outcome.track_openings"
	}
	right := int(math.Round(float64(score.OutcomeAccuracy) * float64(score.N)))
	return []Statement{b.say(OnComputation, wording.Of(key, wording.Values{"n": score.N, "right": right}), "", b.itself())}
}

// outcomesInFull is every outcome that can happen, with its range.
func (b *briefing) outcomesInFull() []BriefPart {
	table := BriefPart{Kind: Table, Columns: b.columns("why.column.outcome", "why.column.seated", "why.column.p", "why.column.range", "why.column.word")}
	for i := range b.forecast.Outcomes {
		o := &b.forecast.Outcomes[i]
		table.Rows = append(table.Rows, BriefRow{Cells: []string{
			wording.Upper(b.language.Text(b.outcomeSaid(o))), wording.Upper(b.language.Text(b.called(b.sits(o)))), b.language.Text(wording.Decimal(o.P)),
			b.text("why.range", wording.Values{"low": wording.Decimal(o.Low), "high": wording.Decimal(o.High)}), b.language.Text(wordTerm(o.Words)),
		}, Grounds: b.on(OnComputation, b.itself())})
	}
	return []BriefPart{table}
}
