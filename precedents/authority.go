package precedents

// authority is how later decisions have treated a precedent: of those it binds,
// on the facts or on the issues, how many agreed with it and how many did not.
type authority struct {
	agreed, disagreed []string
}

// share gives (A+1)/(A+D+2), a half where nothing has tested it.
func (a authority) share() float64 {
	return float64(len(a.agreed)+1) / float64(len(a.agreed)+len(a.disagreed)+2)
}

// authorityOf looks through the later lessons for a precedent's treatment, on
// the side of whoever it left in the seat.
func authorityOf(p *Case, lessons []lesson) (a authority) {
	side := p.prevailed()
	if side < 0 {
		return a
	}
	for i := range lessons {
		later := lessons[i].Case
		if !later.Contested() || later.session <= p.session || later.Dispute.ID == p.Dispute.ID {
			continue
		}
		counterpart := later.counterpart(p, side)
		if counterpart < 0 || !p.binds(side, later, counterpart) {
			continue
		}
		if later.rung(counterpart) >= p.rung(side) {
			a.agreed = append(a.agreed, later.ID())
		} else {
			a.disagreed = append(a.disagreed, later.ID())
		}
	}
	return a
}

// binds reports whether a precedent binds another case for one claimant, on the
// facts or on the issues.
func (c *Case) binds(p int, here *Case, f int) bool {
	failing, missing := countShortfalls(c, p, here, f)
	return (failing == 0 && missing == 0) || c.issuesAtLeast(p, here, f)
}

// prevailed gives the place of the claimant a decision left in the seat, or that
// came nearest: the holder, or the foremost, where nobody sat.
func (c *Case) prevailed() int {
	if i := c.place(c.Seated); i >= 0 && c.Outcome != CredentialsRejected {
		return i
	}
	return c.foremost()
}

// counterpart gives the claimant of this case that plays the part of claimant p
// in a precedent; -1 where nobody does.
func (c *Case) counterpart(there *Case, p int) int {
	if p == there.Holder {
		return c.Holder
	}
	if c.Holder < 0 && there.Holder < 0 {
		return c.foremost()
	}
	return c.rival()
}
