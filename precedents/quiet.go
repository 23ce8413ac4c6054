package precedents

// quietPrior is what is held likely of a decision that nobody challenged: the
// delegation that sits, or the one that came in its place, is accepted.
var quietPrior = Distribution{HolderAccepted: 0.86, OtherAccepted: 0.1, SeatLeftVacant: 0.02, DecisionDeferred: 0.01, NoDecisionTaken: 0.01}

// quiet is the reference class of decisions that nobody challenged, by whether
// somebody held the seat.
type quiet struct{ held, empty tally }

func learnQuiet(lessons []lesson) *quiet {
	q := &quiet{}
	for i := range lessons {
		switch l := &lessons[i]; {
		case l.Contested():
		case l.Holder >= 0:
			q.held.add(l.Outcome, l.weight)
		default:
			q.empty.add(l.Outcome, l.weight)
		}
	}
	return q
}

func (q *quiet) forecast(c *Case) Distribution {
	t := &q.held
	if c.Holder < 0 {
		t = &q.empty
	}
	return t.towards(quietPrior.among(c.can), classStrength).among(c.can)
}

// classStrength is how many decisions the prior counts for.
const classStrength = 4
