package precedents

import (
	"slices"

	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// Flag joins the numbers and the arguments in a word.
type Flag string

// The flags.
const (
	// Settled: nearly certain, an undefeated binding precedent or a decisive rule
	// says so, and nothing on the record speaks against it.
	Settled Flag = "settled"
	// Likely: one outcome is likely, and the voices agree on whether the seat
	// stays.
	Likely Flag = "likely"
	// Disputed: the voices differ on whether the seat stays, the record
	// contradicts itself, or rules conflict.
	Disputed Flag = "contested"
	// Undecided: no outcome has as much as a likely one needs.
	Undecided Flag = "open"
	// TooLittleKnown: too few facts are known, or no precedent is near.
	TooLittleKnown Flag = "too_little_known"
)

// The bounds of the flags.
const (
	settledFrom   = 0.90
	likelyFrom    = 0.65
	leastFacts    = 8
	farthestApart = 4
)

// flag gives the forecast its flag and says why.
func (q *inquiry) flag(f *Forecast) (Flag, []Reason) {
	if reasons := q.tooLittle(f); len(reasons) > 0 {
		return TooLittleKnown, reasons
	}
	top, p := f.Outcomes[0].Class, float64(f.Outcomes[0].P)
	likeliest := because(wording.Of("flag.likeliest", wording.Values{"outcome": classTerm(top), "p": wording.Decimal(p)}), voiceID(PersistenceVoice), voiceID(RulesVoice))
	against := q.quarrels(f)
	switch {
	case len(against) > 0:
		return Disputed, append(against, likeliest)
	case p >= settledFrom && !q.countered(f, top):
		if support := q.support(f, top); len(support) > 0 {
			return Settled, append(support, likeliest)
		}
	case p < likelyFrom:
		return Undecided, []Reason{likeliest}
	}
	return Likely, []Reason{likeliest}
}

// tooLittle says where too little is known for a flag of any other sort.
func (q *inquiry) tooLittle(f *Forecast) []Reason {
	var reasons []Reason
	for i, id := range q.Claimants {
		if known, of := q.Standings[i].Known(); known < leastFacts && (i == q.Holder || i == q.rival()) {
			reasons = append(reasons, because(wording.Of("flag.few_facts", wording.Values{"known": known, "of": of, "claimant": q.name(id)}), id+"."))
		}
	}
	near := slices.ContainsFunc(f.Precedents, func(p PrecedentVoice) bool { return len(p.Differences) <= farthestApart })
	if !near {
		reasons = append(reasons, because(wording.Of("flag.none_near", wording.Values{"facts": farthestApart}), voiceID(PrecedentsVoice)))
	}
	return reasons
}

// quarrels says where voices, precedents or rules disagree.
func (q *inquiry) quarrels(f *Forecast) []Reason {
	var reasons []Reason
	stays, goes := []string{}, []string{}
	for _, v := range []Voice{PersistenceVoice, RulesVoice, PrecedentsVoice, RegressionVoice} {
		if q.said[v].keeps() >= 0.5 {
			stays = append(stays, voiceID(v))
		} else {
			goes = append(goes, voiceID(v))
		}
	}
	if len(stays) > 0 && len(goes) > 0 {
		reasons = append(reasons, because(
			wording.Of("flag.voices_differ", wording.Values{"stays": len(stays), "goes": len(goes)}), append(stays, goes...)...))
	}
	for _, id := range q.Claimants {
		if b := f.Bounds[id]; b.Contradiction {
			reasons = append(reasons, because(wording.Of("flag.contradiction", wording.Values{
				"claimant": q.name(id), "least": rungTerm(b.Lower), "most": rungTerm(b.Upper),
			}), b.Binding...))
		}
	}
	return append(reasons, f.Conflicts...)
}

// support gives the decisive rules and binding precedents for an outcome.
func (q *inquiry) support(f *Forecast, top Class) []Reason {
	var reasons []Reason
	for _, i := range q.bearing.fired {
		rule := &q.engine.rules[i]
		if rule.Class == rules.Decisive && FindingClass(rule.Then) == top {
			reasons = append(reasons, because(wording.Of("flag.rule", wording.Values{"rule": ruleTerm(*rule)}), rule.ID))
		}
	}
	sits := q.place(q.SeatedIn(top))
	if sits < 0 {
		return reasons
	}
	b := f.Bounds[q.Claimants[sits]]
	rung := q.rungIn(sits, top, q.SeatedIn(top))
	for _, bound := range []Bound{b.Bound, b.OnIssues} {
		if bound.Lower >= rung && len(bound.Binding) > 0 {
			reasons = append(reasons, because(wording.Of("flag.record_gives", wording.Values{"claimant": q.name(q.Claimants[sits]), "rung": rungTerm(bound.Lower)}), bound.Binding...))
			break
		}
	}
	return reasons
}

// countered reports whether a rule that fires finds something else, or a
// precedent no further off than the nearest went another way.
func (q *inquiry) countered(f *Forecast, top Class) bool {
	for _, i := range q.bearing.fired {
		if FindingClass(q.engine.rules[i].Then) != top && q.engine.rules[i].Class == rules.Decisive {
			return true
		}
	}
	nearest := -1
	for i := range f.Precedents {
		if n := len(f.Precedents[i].Differences); nearest < 0 || n < nearest {
			nearest = n
		}
	}
	return slices.ContainsFunc(f.Precedents, func(p PrecedentVoice) bool { return len(p.Differences) == nearest && p.Outcome != top })
}
