package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// How many precedents each way, and how many distinguishing points of each, stand
// in the core; the annex has all.
const (
	precedentsInCore = 2
	pointsInCore     = 3
)

// precedentsBothWays gives the precedents for and against: of a claimant it is written for,
// the most dangerous first; else for each of the two sides, or of a delegation that
// has no rival both.
func (b *briefing) precedentsBothWays() []BriefPart {
	if b.inquiry == nil {
		return b.plainly(b.say(OnSource, wording.Of("precedents.nothing", nil), "", b.here()))
	}
	var parts []BriefPart
	sides := b.argued()
	if b.mine != "" && len(sides) == 0 {
		parts = b.plainly(b.say(OnSource, wording.Of("precedents.no_facts", wording.Values{"who": b.called(b.mine)}), "", b.here()))
		sides = b.foremost()
	}
	for _, side := range sides {
		if len(sides) == 1 {
			parts = slices.Concat(parts, b.pleaded(b.adverse(), side, side.Dangers, precedentsInCore, b.dangerInShort))
		}
		parts = slices.Concat(parts, b.pleaded("precedents.for", side, side.Authorities, precedentsInCore, b.authorityInShort))
	}
	return parts
}

// adverse is the heading of what will be cited against a side: against ours it is
// what is most dangerous.
func (b *briefing) adverse() string {
	if b.mine == "" {
		return "precedents.adverse"
	}
	return "precedents.against"
}

// argued gives the sides that the brief argues: the one it is written for, or the
// two that stand against each other. It is empty where it is written for a claimant
// of which no fact is coded.
func (b *briefing) argued() []*Side {
	if b.mine == "" {
		return b.foremost()
	}
	if side := b.sideOf(b.mine); side != nil {
		return []*Side{side}
	}
	return nil
}

// foremost gives the side of whoever holds the seat and that of its strongest rival,
// as far as there are two.
func (b *briefing) foremost() []*Side {
	first := b.inquiry.foremost()
	if first < 0 {
		return nil
	}
	sides := []*Side{b.sideOf(b.inquiry.Claimants[first])}
	if other := b.inquiry.against(first); other >= 0 {
		sides = append(sides, b.sideOf(b.inquiry.Claimants[other]))
	}
	return sides
}

func (b *briefing) sideOf(claimant string) *Side {
	for i := range b.sides {
		if b.sides[i].Claimant == claimant {
			return &b.sides[i]
		}
	}
	return nil
}

// pleaded gives a paragraph for each precedent under one heading, and says so where
// there is none.
func (b *briefing) pleaded(key string, side *Side, list []Citable, most int, compose func(*Side, *Citable) []Statement) []BriefPart {
	who := wording.Values{"who": b.called(side.Claimant)}
	heading := b.text(key, who)
	if len(list) == 0 {
		return []BriefPart{{Kind: Paragraph, Heading: heading, Statements: []Statement{
			b.say(OnComputation, wording.Of(key+".none", who), side.Claimant, b.itself()),
		}}}
	}
	var parts []BriefPart
	for _, c := range b.actedFirst(list)[:min(len(list), most)] {
		parts = append(parts, BriefPart{Kind: Paragraph, Statements: compose(side, c)})
	}
	parts[0].Heading = heading
	return parts
}

// actedFirst puts what a body decided before what is only known from who sat, which
// is no precedent to plead with.
func (b *briefing) actedFirst(list []Citable) []*Citable {
	sorted := make([]*Citable, len(list))
	for i := range list {
		sorted[i] = &list[i]
	}
	slices.SortStableFunc(sorted, func(x, y *Citable) int { return cmp.Compare(oneIf(b.acted(y)), oneIf(b.acted(x))) })
	return sorted
}

func (b *briefing) acted(c *Citable) bool {
	_, x := b.decisionOf(c.Decision)
	return x != nil && x.Acted()
}

// authorityInShort is a precedent that serves a side: what was done, and how far it
// goes.
func (b *briefing) authorityInShort(side *Side, c *Citable) []Statement {
	return append(b.precedent(side, c), b.howFar(side, c, pointsInCore))
}

// dangerInShort is a precedent that will be cited against a side: what was done, and
// the points that distinguish it.
func (b *briefing) dangerInShort(side *Side, c *Citable) []Statement {
	return append(b.precedent(side, c), b.distinguished(side, c, pointsInCore)...)
}

func (b *briefing) precedent(side *Side, c *Citable) []Statement {
	if s, ok := b.tookPlace("precedents.act", side.Claimant+"/"+c.Decision, c.Decision, nil); ok {
		return []Statement{s}
	}
	return nil
}

// howFar says how far a precedent goes for a side, and what the other side will say
// to it.
func (b *briefing) howFar(side *Side, c *Citable, most int) Statement {
	who := b.called(side.Claimant)
	with := wording.Values{}
	key := "precedents.force." + string(c.Force)
	switch c.Force {
	case Binds:
		with["who"] = who
	case BindsIfConfirmed:
		with["who"], with["facts"] = who, b.unknown(side, c.Unknown, most)
	case Arguable, Distinguishable:
		key = "precedents.force.distinguished"
		with["points"] = b.points(side, c.Differences, most)
	}
	return b.say(OnComputation, wording.Of(key, with), side.Claimant+"/"+c.Decision, c.Decision, b.here())
}

// distinguished gives the points that set a precedent apart from the case, ready to
// be lifted.
func (b *briefing) distinguished(side *Side, c *Citable, most int) []Statement {
	about := side.Claimant + "/" + c.Decision
	var statements []Statement
	if len(c.Differences) > 0 {
		statements = append(statements, b.say(OnComputation, wording.Of("precedents.distinguish",
			wording.Values{"points": b.points(side, c.Differences, most)}), about, c.Decision, b.here()))
	}
	if p := b.engine.recorded.decision(c.Decision); p != nil && p.Challenge != b.inquiry.Challenge {
		statements = append(statements, b.say(OnComputation, wording.Of("precedents.otherwise", wording.Values{
			"there": wording.TermOf("challenge", &credentials.Challenges, p.Challenge),
			"here":  wording.TermOf("challenge", &credentials.Challenges, b.inquiry.Challenge),
		}), about, c.Decision, b.here()))
	}
	if len(statements) == 0 {
		says := wording.Of("precedents.not_distinguished", nil)
		if len(c.Unknown) > 0 {
			says = wording.Of("precedents.not_known_there", wording.Values{"facts": b.unknown(side, c.Unknown, most)})
		}
		statements = append(statements, b.say(OnComputation, says, about, c.Decision, b.here()))
	}
	return statements
}

// points says in what a precedent and the case differ: "control of the capital (held
// there, contested here) and recognition (most States there, few States here)".
func (b *briefing) points(side *Side, differences []DifferenceNote, most int) wording.Series {
	var said []wording.Sentence
	for _, d := range differences[:min(len(differences), most)] {
		said = append(said, b.point(side, d))
	}
	if more := len(differences) - most; more > 0 {
		said = append(said, wording.Of("point.more", wording.Values{"n": more}))
	}
	return wording.And(said...)
}

func (b *briefing) point(side *Side, d DifferenceNote) wording.Sentence {
	claimant, key, _ := strings.Cut(d.Fact, ".")
	fact, err := credentials.ParseFact(key)
	switch {
	case err == nil && d.Kind != RivalPresent:
	case claimant == side.Claimant:
		return wording.Of("point.no_rival", nil)
	default:
		return wording.Of("point.rival", wording.Values{"who": b.called(claimant)})
	}
	with := wording.Values{
		"fact": pointTerm(fact), "there": wording.ValueTerm(fact, valueOf(fact, d.There)), "here": wording.ValueTerm(fact, valueOf(fact, d.Here)),
	}
	if claimant != side.Claimant {
		return wording.Of("point.other", with)
	}
	return wording.Of("point.own", with)
}

// unknown lists facts by their names, and those of the other side as such: "control
// of the capital and recognition on the other side".
func (b *briefing) unknown(side *Side, ids []string, most int) wording.Series {
	var said []wording.Sentence
	for _, id := range ids[:min(len(ids), most)] {
		claimant, key, _ := strings.Cut(id, ".")
		fact, err := credentials.ParseFact(key)
		switch {
		case err != nil:
		case claimant == side.Claimant:
			said = append(said, pointTerm(fact))
		default:
			said = append(said, wording.Of("point.of_other", wording.Values{"fact": pointTerm(fact)}))
		}
	}
	if more := len(ids) - most; more > 0 {
		said = append(said, wording.Of("point.more", wording.Values{"n": more}))
	}
	return wording.And(said...)
}

// pointTerm names a fact as a point of comparison: "control of the capital".
func pointTerm(fact credentials.Fact) wording.Sentence {
	return wording.Of("point.fact."+fact.Key(), nil)
}

func forceTerm(force Force) wording.Term { return wording.TermOf("force", &Forces, force) }

// plainly makes a paragraph.
func (b *briefing) plainly(statements ...Statement) []BriefPart {
	return []BriefPart{{Kind: Paragraph, Statements: statements}}
}
