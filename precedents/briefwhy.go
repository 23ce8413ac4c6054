package precedents

import (
	"fmt"
	"slices"

	"seatwatch/credentials/wording"
)

// whyInFull gives all that the forecast rests on: what a hostile reader asks who is
// told a figure.
func (b *briefing) whyInFull() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	return slices.Concat(
		b.headed("why.part.outcomes", b.outcomesInFull()),
		inParagraph(b.rangeSaid()),
		b.headed("why.part.outside", inParagraph(b.outsideInFull()...)),
		b.headed("why.part.changes", inList(b.changesInFull()...)),
		b.headed("why.part.rules", b.rulesInFull()),
		b.headed("why.part.bounds", inList(b.boundsInFull()...)),
		b.headed("why.part.issues", inList(b.issuesInFull()...)),
		b.headed("why.part.precedents", b.precedentsByWeight()),
		b.headed("why.part.tips", inList(append(b.tipsSaid(tipsShown), b.questionsSaid(questionsShown)...)...)),
		b.headed("why.part.voices", b.voicesInFull()),
		b.headed("why.part.track", inList(b.trackInFull()...)),
		b.headed("why.part.flag", inList(b.flagInFull()...)),
		b.headed("why.part.again", inParagraph(b.again())),
	)
}

// rangeSaid says what the ranges are.
func (b *briefing) rangeSaid() Statement {
	return b.say(OnComputation, wording.Of("why.ranges", wording.Values{"n": resamples}), "", b.itself())
}

func (b *briefing) outsideInFull() []Statement {
	v := &b.forecast.OutsideView
	said := []Statement{b.fromForecast("why.outside", v.Reason)}
	if v.N > 0 {
		said = append(said, b.say(OnComputation, wording.Of("why.outside_range", wording.Values{
			"p": wording.Decimal(v.P), "low": wording.Decimal(v.Interval.Low), "high": wording.Decimal(v.Interval.High),
		}), "", b.itself()))
	}
	return said
}

// changesInFull gives every fact that changed since the last contested decision.
func (b *briefing) changesInFull() []Statement {
	last := b.inquiry.Previous
	switch {
	case last == nil:
		return []Statement{b.say(OnSource, wording.Of("new.first", nil), "", b.about())}
	case len(b.forecast.Changes) == 0:
		return []Statement{b.say(OnComputation, wording.Of("new.nothing", wording.Values{"session": last.Key.Session}), "", last.ID(), b.here())}
	}
	said := make([]Statement, 0, len(b.forecast.Changes))
	for i := range b.forecast.Changes {
		said = append(said, b.because("new.change/"+b.forecast.Changes[i].Fact, b.forecast.Changes[i].Reason))
	}
	return said
}

// rulesInFull gives the rules that fire, or would if a fact were known, with how
// often each had been right; then those that tell who sits without firing, and where
// rules conflict.
func (b *briefing) rulesInFull() []BriefPart {
	table := BriefPart{Kind: Table, Columns: b.columns("why.column.rule", "why.column.state", "why.column.finds", "why.column.right")}
	for i := range b.forecast.Rules {
		table.Rows = append(table.Rows, b.ruleRow(&b.forecast.Rules[i]))
	}
	said := []Statement{}
	if len(table.Rows) == 0 {
		said = append(said, b.say(OnComputation, wording.Of("why.no_rule", nil), "", b.itself()))
	}
	for i := range b.forecast.Carried {
		said = append(said, b.because("why.carried/"+b.forecast.Carried[i].ID, b.forecast.Carried[i].Reason))
	}
	for i := range b.forecast.Conflicts {
		said = append(said, b.because(fmt.Sprintf("why.conflict/%d", i), b.forecast.Conflicts[i]))
	}
	if len(table.Rows) == 0 {
		return inList(said...)
	}
	return append([]BriefPart{table}, inList(said...)...)
}

func (b *briefing) ruleRow(r *RuleVoice) BriefRow {
	says := wording.Term{Key: "rule." + r.ID, English: r.Says}
	state := wording.Of("why.fires", nil)
	switch {
	case r.Fires:
	case len(r.Defeated) > 0:
		state = wording.Of("why.defeated", wording.Values{"rules": wording.And(r.Defeated...)})
	case len(r.Missing) > 0:
		state = wording.Of("why.hangs", wording.Values{"facts": wording.And(b.factsNamed(r.Missing)...)})
	default:
		state = wording.Of("why.pending", nil)
	}
	return BriefRow{Cells: []string{
		b.text("why.rule", wording.Values{"rule": r.ID, "says": says}), wording.Upper(b.language.Say(state)), wording.Upper(b.language.Text(b.finding(r.Finds))),
		b.text("why.right", wording.Values{"right": r.Right, "fired": r.Fired}),
	}, Grounds: b.on(OnRule, r.ID)}
}

// finding says what a rule finds, and for whom where it is for one.
func (b *briefing) finding(f RuleFinding) any {
	outcome := wording.OutcomeTerm(f.Outcome)
	if f.Who == nil || *f.Who == "" {
		return outcome
	}
	return wording.Of("why.finding", wording.Values{"outcome": outcome, "who": b.called(*f.Who)})
}

// factsNamed gives facts by their ids ("taliban.capital") as text; an id that names
// no fact of a claimant is left as it is.
func (b *briefing) factsNamed(ids []string) []any {
	named := make([]any, len(ids))
	for i, id := range ids {
		named[i] = id
		if s, err := ParseSupposition(b.dispute, id+"="); err == nil {
			named[i] = wording.Of("why.fact_of", wording.Values{"fact": wording.FactTerm(s.Fact), "who": b.called(s.Claimant)})
		}
	}
	return named
}

// boundsInFull gives what the record forces for each claimant, on the facts and on
// the issues.
func (b *briefing) boundsInFull() []Statement {
	var said []Statement
	for _, id := range b.inquiry.Claimants {
		bounds := b.forecast.Bounds[id]
		for _, kind := range []struct {
			key string
			Bound
		}{{"facts", bounds.Bound}, {"issues", bounds.OnIssues}} {
			said = append(said, b.bound(id, kind.key, &kind.Bound))
		}
	}
	return said
}

func (b *briefing) bound(id, kind string, bound *Bound) Statement {
	key := "why.bound_none"
	switch low, high := bound.Lower > rungLost, bound.Upper < rungAccepted; {
	case bound.Contradiction:
		key = "why.bound_contradiction"
	case low && high:
		key = "why.bound_both"
	case low:
		key = "why.bound_least"
	case high:
		key = "why.bound_most"
	}
	rests := append([]string{}, bound.Binding...)
	if len(rests) == 0 {
		rests = append(rests, b.itself())
	}
	return b.say(OnComputation, wording.Of(key, wording.Values{
		"who": b.called(id), "on": wording.Of("why.on_"+kind, nil), "least": rungTerm(bound.Lower), "most": rungTerm(bound.Upper),
	}), id+"/"+kind, rests...)
}

func (b *briefing) issuesInFull() []Statement {
	said := make([]Statement, 0, len(b.forecast.Issues))
	for i, note := range b.forecast.Issues {
		said = append(said, b.because("why.issue/"+Issue(i).String(), note.Reason))
	}
	return said
}

// precedentsByWeight gives the precedents that weigh most with the forecast.
func (b *briefing) precedentsByWeight() []BriefPart {
	table := BriefPart{Kind: Table, Columns: b.columns("why.column.precedent", "why.column.outcome", "why.column.short", "why.column.weight")}
	for i := range b.forecast.Precedents {
		p := &b.forecast.Precedents[i]
		c := b.engine.recorded.decision(p.Decision)
		if c == nil {
			continue
		}
		table.Rows = append(table.Rows, BriefRow{Cells: []string{
			b.text("why.precedent", wording.Values{"title": c.Dispute.Title, "session": wording.Ordinal(c.Key.Session)}),
			wording.Upper(b.language.Text(classTerm(p.Outcome))), b.language.Text(len(p.Differences)), b.language.Text(wording.Decimal(p.Weight)),
		}, Grounds: b.on(OnComputation, p.Decision)})
	}
	if len(table.Rows) == 0 {
		return inParagraph(b.say(OnComputation, wording.Of("why.no_precedent", nil), "", b.itself()))
	}
	return []BriefPart{table}
}

// leastWeight is the weight from which a voice is listed.
const leastWeight = 0.005

// voicesInFull gives what each voice says that has a weight in the mixture.
func (b *briefing) voicesInFull() []BriefPart {
	table := BriefPart{Kind: Table, Columns: b.columns("why.column.voice", "why.column.weight", "why.column.likeliest", "why.column.p")}
	for i := range b.forecast.Voices {
		v := &b.forecast.Voices[i]
		if v.Weight < leastWeight {
			continue
		}
		top := v.P.top()
		table.Rows = append(table.Rows, BriefRow{Cells: []string{
			wording.Upper(b.language.Text(wording.Term{Key: "voice." + v.Name, English: v.Label})), b.language.Text(wording.Decimal(v.Weight)),
			wording.Upper(b.language.Text(classTerm(top))), b.language.Text(wording.Decimal(v.P[top])),
		}, Grounds: b.on(OnComputation, b.itself())})
	}
	if silent := len(b.forecast.Voices) - len(table.Rows); silent > 0 {
		return append([]BriefPart{table}, inParagraph(b.say(OnComputation, wording.Of("why.silent", wording.Values{"n": silent}), "", b.itself()))...)
	}
	return []BriefPart{table}
}

// trackInFull says how good forecasts of this sort had been, beside the best plain
// baseline.
func (b *briefing) trackInFull() []Statement {
	t := &b.forecast.TrackRecord
	said := []Statement{b.fromForecast("why.track", t.Reason)}
	if t.Score.N > 0 {
		said = append(said, b.say(OnComputation, wording.Of("why.brier", wording.Values{
			"mine": wording.Decimal(t.Score.Brier), "baseline": wording.Term{Key: "voice." + t.Baseline, English: baselineLabel(t.Baseline)},
			"theirs": wording.Decimal(t.Best.Brier),
		}), "", b.itself()))
	}
	return said
}

func baselineLabel(key string) string {
	for _, baseline := range Baselines {
		if baseline.Key == key {
			return baseline.Label
		}
	}
	return key
}

func (b *briefing) flagInFull() []Statement {
	said := []Statement{b.say(OnComputation, wording.Of("outcome.flag."+string(b.forecast.Flag), wording.Values{"p": wording.Decimal(b.forecast.Outcomes[0].P)}), "", b.itself())}
	for i := range b.forecast.FlagReasons {
		said = append(said, b.because(fmt.Sprintf("why.flag/%d", i), b.forecast.FlagReasons[i]))
	}
	return said
}

// again says from what the same figures come again.
func (b *briefing) again() Statement {
	h := &b.brief.Hashes
	return b.say(OnComputation, wording.Of("why.again", wording.Values{
		"day": b.brief.AsOf, "data": shortHash(h.Data), "rules": shortHash(h.Rules), "method": shortHash(h.Method), "challenge": challengeTerm(b.inquiry.Challenge),
	}), "", b.itself())
}
