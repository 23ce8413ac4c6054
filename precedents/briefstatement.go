package precedents

import (
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// factsPleaded is on how many facts a statement builds.
const factsPleaded = 4

// elementsOfStatement gives what each side can say, or the one it is written for:
// the facts, the rule, the precedent, and what will be said in reply. Whoever takes
// no side has the reservation.
func (b *briefing) elementsOfStatement() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	var parts []BriefPart
	for _, side := range b.argued() {
		parts = append(parts, BriefPart{
			Kind: List, Heading: b.text("statement.for", wording.Values{"who": b.called(side.Claimant)}), Statements: b.elements(side),
		})
	}
	if b.mine == "" {
		parts = append(parts, b.plainly(b.ruled("statement.reserve", "PR-RESERVE"))...)
	}
	return parts
}

func (b *briefing) elements(side *Side) []Statement {
	list := slices.Concat(b.pleadedFacts(side), b.pleadedRule(side))
	about := side.Claimant
	for _, r := range firstOf(side.Argument.Cite) {
		list = append(list, b.reasoned("statement.cite", about, r))
	}
	for _, r := range firstOf(side.Argument.Reply) {
		list = append(list, b.reasoned("statement.reply", about, r))
	}
	if b.mine != "" {
		for _, r := range firstOf(side.Argument.Rejoin) {
			list = append(list, b.reasoned("statement.rejoin", about, r))
		}
	}
	return list
}

func firstOf(reasons []Reason) []Reason { return reasons[:min(len(reasons), 1)] }

// reasoned says a reason of the engine after a word on what it is for.
func (b *briefing) reasoned(key, about string, r Reason) Statement {
	return b.say(OnComputation, wording.Of(key, wording.Values{"reason": r.In(b.language)}), about, r.RestsOn...)
}

// pleadedFacts gives the facts that favour a side and that nobody doubts: first those
// in which its opponent is worse placed, last those that are a mere yes or no.
func (b *briefing) pleadedFacts(side *Side) []Statement {
	i := b.inquiry.place(side.Claimant)
	rival := b.inquiry.against(i)
	var first, then, last []wording.Sentence
	for _, note := range side.Facts {
		if note.Claimant != side.Claimant || note.State != FactAgreed || note.Fact == credentials.HoldsSeat || favourable[note.Fact][note.Held] <= 0 {
			continue
		}
		said := wording.Of("statement.fact", wording.Values{"fact": pointTerm(note.Fact), "value": wording.ValueTerm(note.Fact, note.Held)})
		switch {
		case note.Fact.YesNo():
			last = append(last, said)
		case rival >= 0 && note.Fact.Compare(b.inquiry.Standings[rival].Get(note.Fact), note.Held) == credentials.Weaker:
			first = append(first, said)
		default:
			then = append(then, said)
		}
	}
	said := slices.Concat(first, then, last)
	if len(said) == 0 {
		return nil
	}
	return []Statement{b.say(OnSource, wording.Of("statement.facts", wording.Values{
		"facts": wording.And(said[:min(len(said), factsPleaded)]...),
	}), side.Claimant, b.here())}
}

// pleadedRule gives the rule or the practice that serves a side best.
func (b *briefing) pleadedRule(side *Side) []Statement {
	c := b.inquiry.Case
	i := c.place(side.Claimant)
	standing := &c.Standings[i]
	say := func(key string, since credentials.Date, law string) []Statement {
		if !b.inForce(since) {
			return nil
		}
		return []Statement{b.say(OnRule, wording.Of("statement.rule."+key, nil), side.Claimant, lawID(law))}
	}
	switch {
	case objectedAlone(c) && b.inForce(overridden):
		return say("no_rival_overridden", overridden, "OP-1970")
	case objectedAlone(c) && b.inForce(credentials.Day(1970, 11, 11)):
		return say("no_rival", credentials.Date{}, "OP-1970")
	case i == c.Holder && c.Challenge != credentials.AgendaItem:
		return say("holder", credentials.Date{}, "GA-R29")
	case standing.Get(credentials.Capital) == capitalHeld:
		return say("control", credentials.Day(1950, 3, 9), "OP-1950")
	}
	return say("circumstances", credentials.Day(1950, 12, 14), "RES-396V")
}

var capitalHeld = valueOf(credentials.Capital, "held")
