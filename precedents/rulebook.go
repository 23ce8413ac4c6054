package precedents

import (
	"math"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
)

// trackStrength is how many decisions a rule's class counts for against its
// track record.
const trackStrength = 8

// rulesCase gives what the rules may see of a case. outcome of the session's own
// earlier decisions is not among it: a forecast is made before the session.
func (c *Case) rulesCase() rules.Case {
	seen := rules.Case{
		Kind: c.Dispute.Kind, Challenge: c.Challenge, Opening: c.Opening, Talks: c.Talks,
		Rivals: len(c.Rivals), Division: division(c),
	}
	if c.Holder >= 0 {
		seen.Holder = &c.Standings[c.Holder]
	}
	rival := c.rival()
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
	switch f.Outcome {
	case credentials.Accepted:
		if f.Who == rules.Holder {
			return HolderAccepted
		}
		return OtherAccepted
	case credentials.Deferred:
		return DecisionDeferred
	case credentials.NoDecision:
		return NoDecisionTaken
	case credentials.Rejected:
		return CredentialsRejected
	case credentials.VacantSeat:
	}
	return SeatLeftVacant
}

// rulebook is the rules as a forecaster: what they find, weighed by how often
// each has been right.
type rulebook struct {
	firing func(*Case) []int
	rules  []rules.Rule
	tracks []ruleTrack
}

// ruleTrack is how often a rule fired and how often what it found came to pass,
// by the weights of the lessons.
type ruleTrack struct{ n, k float64 }

func learnRulebook(lessons []lesson, all []rules.Rule, firing func(*Case) []int) *rulebook {
	b := &rulebook{firing: firing, rules: all, tracks: make([]ruleTrack, len(all))}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		for _, r := range firing(l.Case) {
			t := &b.tracks[r]
			t.n += l.weight
			if FindingClass(all[r].Then) == l.Outcome {
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
	return logit(rate) - logit(base)
}

func (b *rulebook) forecast(c *Case, base Distribution) Distribution {
	type direction struct {
		issue rules.Issue
		class Class
	}
	best := map[direction]float64{}
	for _, r := range b.firing(c) {
		rule := &b.rules[r]
		class := FindingClass(rule.Then)
		if !c.can[class] {
			continue
		}
		key := direction{rule.Issue, class}
		if w := max(0, b.weight(r, base[class])); w > best[key] {
			best[key] = w
		}
	}
	var sum [classCount]float64
	for _, issue := range rules.Issues.Terms {
		for class := range sum {
			sum[class] += best[direction{issue.Code, Class(class)}]
		}
	}
	d := base
	for class := range d {
		d[class] *= math.Exp(sum[class])
	}
	return d.among(c.can)
}
