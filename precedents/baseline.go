package precedents

import "seatwatch/credentials"

// Baseline is a plain way of forecasting that the engine is measured against.
type Baseline struct {
	// Key is its name in the documents, Label on pages.
	Key, Label string
	// expects gives the classes it expects; ok is false where it has no view.
	expects func(*Case) (set possible, ok bool)
}

// Baselines are the plain ways of forecasting, in the order in which they are
// shown.
var Baselines = []Baseline{
	{"incumbent_stays", "the holder keeps the seat", expectHolder},
	{"same_as_last_time", "same as last time", expectSame},
	{"capital_holder", "whoever holds the capital", expectBest(credentials.Capital, "held")},
	{"most_frequent", "most frequent in its class", func(*Case) (possible, bool) { return possible{}, false }},
	{"most_recognized", "whoever is most recognized", expectBest(credentials.Recognition, "")},
	{"sole_valid_credentials", "the only valid credentials", expectBest(credentials.CredentialsForm, "valid")},
	{"un_stance", "as the Organization has said", expectBest(credentials.OrganizationStance, "")},
}

// staying is the classes in which the seat stays with whoever held it; where
// nobody did it stays vacant.
func staying(c *Case) possible {
	if c.Holder < 0 {
		return possible{SeatLeftVacant: true, DecisionDeferred: true, NoDecisionTaken: true, CredentialsRejected: true}
	}
	return possible{HolderAccepted: true, DecisionDeferred: true, NoDecisionTaken: true}
}

func expectHolder(c *Case) (possible, bool) { return staying(c), true }

func expectSame(c *Case) (set possible, ok bool) {
	last := c.Previous
	if last == nil || !c.can[last.Outcome] {
		return set, false
	}
	set[last.Outcome] = true
	return set, true
}

// expectBest expects the claimant that a fact favours alone to sit; with a code,
// the only one that has that value.
func expectBest(fact credentials.Fact, code string) func(*Case) (possible, bool) {
	return func(c *Case) (set possible, ok bool) {
		best := -1
		for i := range c.Standings {
			value := c.Standings[i].Get(fact)
			if value == 0 || (code != "" && fact.Code(value) != code) {
				continue
			}
			if best < 0 {
				best, ok = i, true
				continue
			}
			switch fact.Compare(value, c.Standings[best].Get(fact)) {
			case credentials.Stronger:
				best, ok = i, true
			case credentials.Alike, credentials.Incomparable:
				ok = false
			case credentials.Weaker, credentials.FavourNotKnown:
			}
		}
		switch {
		case !ok:
			return set, false
		case best == c.Holder:
			return staying(c), true
		}
		return possible{OtherAccepted: true}, c.can[OtherAccepted]
	}
}

// expectation is what a baseline expects of a case; ok is false where it has no
// view.
type expectation struct {
	set possible
	ok  bool
}

// expect gives what every baseline expects of a case.
func (c *Case) expect() (expected [baselineCount]expectation) {
	for i := range Baselines {
		expected[i].set, expected[i].ok = Baselines[i].expects(c)
	}
	return expected
}

// plain is a baseline with its record: the chance of what it expects is how
// often it has come to pass, after Laplace, and the rest is left to the
// reference class.
type plain struct {
	// baseline is its place in Baselines.
	baseline int
	n, k     float64
}

func learnPlain(baseline int, lessons []lesson) *plain {
	p := &plain{baseline: baseline}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		if expected := &l.expected[baseline]; expected.ok {
			p.n += l.times
			p.k += l.times * oneIf(expected.set[l.Outcome])
		}
	}
	return p
}

func (p *plain) forecast(c *Case, base Distribution) Distribution {
	if expected := &c.expected[p.baseline]; expected.ok {
		return base.tilted(expected.set, (p.k+1)/(p.n+2))
	}
	return base
}
