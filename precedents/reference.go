package precedents

import "seatwatch/credentials"

// lesson is a decided case, how many times it is counted, and the weight with
// which it is learned from.
type lesson struct {
	*Case
	times, weight float64
}

// What is held likely before anything is learned. Rule 29 keeps whoever sits
// until the Assembly has decided, so a seat that is held is taken to stay; a
// seat that nobody holds is taken to be filled by a delegation that is accepted.
var (
	heldPrior = Distribution{
		HolderAccepted: 0.45, DecisionDeferred: 0.25, NoDecisionTaken: 0.1,
		OtherAccepted: 0.1, SeatLeftVacant: 0.05, CredentialsRejected: 0.05,
	}
	emptyPrior = Distribution{OtherAccepted: 0.5, SeatLeftVacant: 0.25, DecisionDeferred: 0.1, NoDecisionTaken: 0.05, CredentialsRejected: 0.1}
)

// How many decisions a class's parent counts for: in whether the seat stays, and
// in what comes of it.
const (
	stayStrength = 8
	howStrength  = 3
)

// reference is the reference classes: how decisions have gone, by whether
// somebody held the seat, by challenge, and by opening or renewal. Each class is
// drawn towards the wider one above it, first in whether the seat stays, then in
// what comes of it, so that the sparse outcomes borrow strength.
type reference struct {
	tallies [2][challengeCount]classTallies
	held    [2]tally
}

// classTallies is the tallies of one challenge: of all of it, and of its openings
// and its renewals.
type classTallies struct {
	all    tally
	narrow [streamCount]tally
}

// challengeCount is how many challenges there are, one more for any that is not
// known.
const challengeCount = 5

// challengePlace gives the place of the case’s challenge.
func (c *Case) challengePlace() int {
	switch c.Challenge {
	case credentials.RivalCredentials:
		return 1
	case credentials.Objection:
		return 2
	case credentials.AgendaItem:
		return 3
	case credentials.Unchallenged:
		return 4
	}
	return 0
}

// held gives 1 where somebody held the seat, else 0.
func (c *Case) held() int {
	if c.Holder >= 0 {
		return 1
	}
	return 0
}

// tally is weighted counts of the classes.
type tally struct {
	counts Distribution
	n      float64
}

func (t *tally) add(class Class, weight float64) {
	t.counts[class] += weight
	t.n += weight
}

// towards gives the shares of the tally drawn towards a parent that counts for
// strength decisions.
func (t *tally) towards(parent Distribution, strength float64) Distribution {
	var d Distribution
	for c := range d {
		d[c] = (t.counts[c] + strength*parent[c]) / (t.n + strength)
	}
	return d
}

// nested draws the tally towards a parent in two stages.
func (t *tally) nested(parent Distribution) Distribution {
	stays := (t.counts.keeps() + stayStrength*parent.keeps()) / (t.n + stayStrength)
	d := Distribution{}
	for _, keeps := range [2]bool{true, false} {
		var counted, above float64
		for c := range d {
			if classTable[c].Keeps == keeps {
				counted += t.counts[c]
				above += parent[c]
			}
		}
		share := stays
		if !keeps {
			share = 1 - stays
		}
		for c := range d {
			if classTable[c].Keeps == keeps {
				d[c] = share * (t.counts[c] + howStrength*portion(parent[c], above)) / (counted + howStrength)
			}
		}
	}
	return d
}

func learnReference(lessons []lesson) *reference {
	r := &reference{}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		r.held[l.held()].add(l.Outcome, l.weight)
		class := &r.tallies[l.held()][l.challengePlace()]
		class.all.add(l.Outcome, l.weight)
		class.narrow[l.stream()].add(l.Outcome, l.weight)
	}
	return r
}

// forecast gives the shares of the case’s class among what can happen.
func (r *reference) forecast(c *Case) Distribution { return r.among(c, c.can) }

// among gives the shares of the case’s class among some of the classes.
func (r *reference) among(c *Case, can possible) Distribution {
	d := heldPrior
	if c.Holder < 0 {
		d = emptyPrior
	}
	class := &r.tallies[c.held()][c.challengePlace()]
	d = r.held[c.held()].nested(d.among(can))
	d = class.all.nested(d)
	d = class.narrow[c.stream()].nested(d)
	return d.among(can)
}

func portion(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
