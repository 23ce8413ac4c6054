package precedents

import "seatwatch/credentials"

// FactChange is a fact of one claimant that was known at an earlier decision and
// is known to be otherwise now.
type FactChange struct {
	Claimant string            `json:"claimant"`
	Fact     credentials.Fact  `json:"-"`
	From     credentials.Value `json:"-"`
	To       credentials.Value `json:"-"`
	// Favours says how the change tells for the claimant.
	Favours credentials.Favour `json:"-"`
}

// changesSince gives the facts that changed since an earlier decision, in the
// order of the claimants and the facts. Who holds the seat is among them.
func (c *Case) changesSince(earlier *Case) []FactChange {
	var changes []FactChange
	for i, id := range c.Claimants {
		before, ok := earlier.Standing(id)
		if !ok {
			continue
		}
		for _, fact := range facts {
			from, to := before.Get(fact), c.Standings[i].Get(fact)
			if from == 0 || to == 0 || from == to {
				continue
			}
			changes = append(changes, FactChange{id, fact, from, to, fact.Compare(to, from)})
		}
	}
	return changes
}

// changesAgainst gives the changes since an earlier decision that tell against
// its outcome: worse for whoever it left in the seat, or better for another;
// where it left nobody there, or rejected, better for anyone.
func (c *Case) changesAgainst(earlier *Case) []FactChange {
	var against []FactChange
	for _, change := range c.changesSince(earlier) {
		if earlier.speaksAgainst(change.Claimant, change.Favours) {
			against = append(against, change)
		}
	}
	return against
}

// speaksAgainst reports whether a claimant's fact that changed so tells against
// a decision.
func (c *Case) speaksAgainst(claimant string, favours credentials.Favour) bool {
	if favours == credentials.Incomparable {
		return true
	}
	if claimant == c.Seated && c.Outcome != CredentialsRejected {
		return favours == credentials.Weaker
	}
	return favours == credentials.Stronger
}

// countAgainst is changesAgainst by number.
func (c *Case) countAgainst(earlier *Case) int {
	n := 0
	for i, id := range c.Claimants {
		before := earlier.place(id)
		if before < 0 {
			continue
		}
		for f, fact := range facts {
			from, to := earlier.Standings[before].Get(fact), c.Standings[i].Get(fact)
			if from != 0 && to != 0 && from != to && earlier.speaksAgainst(id, comparisons[f][to][from]) {
				n++
			}
		}
	}
	return n
}
