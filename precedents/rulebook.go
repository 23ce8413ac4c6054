package precedents

import (
	"math"
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
)

// trackStrength is how many decisions a rule's class counts for against its
// track record.
const trackStrength = 8

// rulesCase gives what the rules may see of a case. outcome of the session's own
// earlier decisions is not among it: a forecast is made before the session.
func (c *Case) rulesCase() rules.Case { return c.rulesCaseWith(c.rival()) }

// rulesCaseWith is rulesCase with a given rival, -1 for none.
func (c *Case) rulesCaseWith(rival int) rules.Case {
	seen := rules.Case{
		Kind: c.Dispute.Kind, Challenge: c.Challenge, Opening: c.Opening, Talks: c.Talks,
		Rivals: len(c.Rivals), Division: division(c),
	}
	if c.Holder >= 0 {
		seen.Holder = &c.Standings[c.Holder]
	}
	if rival >= 0 {
		seen.Rival = &c.Standings[rival]
	}
	if last := c.last(); last != nil {
		seen.Previous = classTable[last.Outcome].Outcome
		for _, change := range c.changesAgainst(last) {
			role := rules.Rival
			if change.Claimant == c.HolderID() {
				role = rules.Holder
			}
			seen.Changed = append(seen.Changed, rules.Change{Role: role, Fact: change.Fact, From: change.From, To: change.To})
		}
	}
	return seen
}

// usualMembers are those that have sat on nearly every Committee of nine since
// the early seventies.
var usualMembers = []string{"CHN", "RUS", "SUN", "USA"}

// positionsBefore gives the positions known before the session: those recorded
// with it that are dated earlier, and those recorded with the dispute’s last
// decision. How members spoke or voted at the session itself is part of what is
// to be forecast.
func (c *Case) positionsBefore() []credentials.Position {
	var known []credentials.Position
	if c.Before != nil {
		known = append(known, c.Before.Positions...)
	}
	for _, p := range c.Positions {
		if p.Date.Before(c.Opened) == credentials.Yes {
			known = append(known, p)
		}
	}
	return known
}

// division says whether the usual members of the nine are divided on whoever
// holds the seat, as far as positions known before the session tell.
func division(c *Case) credentials.Truth {
	positions := c.positionsBefore()
	leans := map[int]bool{}
	known := 0
	for _, member := range usualMembers {
		lean := 0
		for _, position := range positions {
			if position.Member == member {
				lean += c.leaning(position)
			}
		}
		if lean != 0 {
			known++
			leans[sign(lean)] = true
		}
	}
	switch {
	case len(leans) > 1:
		return credentials.Yes
	case known >= 3:
		return credentials.No
	}
	return credentials.NotKnown
}

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// leaning gives 1 for a position in favour of whoever holds the seat, -1 for one
// against it or for another, 0 for one that is neither.
func (c *Case) leaning(p credentials.Position) int {
	lean := 0
	switch p.Stance {
	case "recognizes", "supports_credentials":
		lean = 1
	case "refuses", "objects":
		lean = -1
	}
	if p.Claimant != c.HolderID() {
		lean = -lean
	}
	return lean
}

// FindingClass gives the class of what a rule finds.
func FindingClass(f rules.Finding) Class {
	return ClassFor(f.Outcome, f.Who == rules.Holder)
}

// rulebook is the rules as a forecaster: what they find, weighed by how often
// each has been right.
type rulebook struct {
	engine *Engine
	rules  []rules.Rule
	tracks []ruleTrack
}

// ruleTrack is how often a rule fired and how often what it found came to pass,
// by the weights of the lessons.
type ruleTrack struct{ n, k float64 }

func learnRulebook(lessons []lesson, e *Engine) *rulebook {
	b := &rulebook{engine: e, rules: e.rules, tracks: make([]ruleTrack, len(e.rules))}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		for _, r := range e.firing(l.Case) {
			t := &b.tracks[r]
			t.n += l.weight
			if FindingClass(b.rules[r].Then) == l.Outcome {
				t.k += l.weight
			}
		}
	}
	return b
}

// weight gives the log-odds a rule adds to its finding where the finding has
// the chance base without it: as its class has it until there is a record.
func (b *rulebook) weight(r int, base float64) float64 {
	base = min(0.98, max(floor, base))
	start := logistic(logit(base) + b.rules[r].Class.LogOdds())
	rate := (b.tracks[r].k + trackStrength*start) / (b.tracks[r].n + trackStrength)
	return max(0, logit(rate)-logit(base))
}

// direction is where a rule pushes: at most one is counted for each.
type direction struct {
	issue rules.Issue
	class Class
}

func (b *rulebook) direction(r int) direction {
	return direction{b.rules[r].Issue, FindingClass(b.rules[r].Then)}
}

// weightiest gives the most that the rules say in each direction that can come to
// pass. start is what they are weighed against.
func (b *rulebook) weightiest(c *Case, found []int, start Distribution) map[direction]float64 {
	best := map[direction]float64{}
	for _, r := range found {
		if key := b.direction(r); c.can[key.class] {
			best[key] = max(best[key], b.weight(r, start[key.class]))
		}
	}
	return best
}

// telling gives the rules that are counted: the weightiest in each direction.
func (b *rulebook) telling(c *Case, found []int, start Distribution) []int {
	best := b.weightiest(c, found, start)
	return slices.DeleteFunc(slices.Clone(found), func(r int) bool {
		key := b.direction(r)
		return best[key] == 0 || b.weight(r, start[key.class]) < best[key]
	})
}

// raised gives base with every class raised by the rules that find it, at most
// one for each issue, unscaled. start is what the rules are weighed against.
func (b *rulebook) raised(c *Case, found []int, base, start Distribution) Distribution {
	best := b.weightiest(c, found, start)
	var sum [classCount]float64
	for _, issue := range rules.Issues.Terms {
		for class := range sum {
			sum[class] += best[direction{issue.Code, Class(class)}]
		}
	}
	for class := range base {
		base[class] *= math.Exp(sum[class])
	}
	return base
}

// forecast gives who sits its chance by the rules that carry to the case, and
// divides it among the ways to sit there by those that fire: the one never falls
// with a better fact, while the other may say, as a rule does that stops where
// another takes over, that the same claimant now sits for another reason. base is
// what the rules set out from, and start what they are weighed against.
func (b *rulebook) forecast(c *Case, bearing *bearing, base, start Distribution) Distribution {
	seats := b.seats(c, bearing.carried, base, start)
	d := b.raised(c, bearing.fired, base, start)
	var among [seatCount]float64
	for class := range d {
		among[seatOf(Class(class))] += d[class]
	}
	for class := range d {
		if s := seatOf(Class(class)); among[s] > 0 {
			d[class] *= seats[s] / among[s]
		}
	}
	return d.among(c.can)
}

// seat is what becomes of the seat: it stays with whoever holds it, another has
// it, or nobody is let sit.
type seat int8

const (
	seatKept seat = iota
	seatPassed
	seatDenied
	seatCount
)

func seatOf(class Class) seat {
	switch {
	case classTable[class].Keeps:
		return seatKept
	case class == OtherAccepted:
		return seatPassed
	}
	return seatDenied
}

// seats weighs what becomes of the seat by the rules that carry, unscaled. Among
// several rivals it is the one for whom the rules say most that may have the
// seat, and the one against whom they say least that the others have to meet.
func (b *rulebook) seats(c *Case, carried [][]int, base, start Distribution) (weights [seatCount]float64) {
	for i, found := range carried {
		var one [seatCount]float64
		for class, p := range b.raised(c, found, base, start) {
			one[seatOf(Class(class))] += p
		}
		for s := range weights {
			switch {
			case i == 0:
				weights[s] = one[s]
			case seat(s) == seatPassed:
				weights[s] = max(weights[s], one[s])
			default:
				weights[s] = min(weights[s], one[s])
			}
		}
	}
	return weights
}
