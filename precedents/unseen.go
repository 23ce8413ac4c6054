package precedents

import (
	"slices"

	"seatwatch/credentials"
)

// Unseen is a decision as it could be known before it was taken: the question,
// who asked it, the facts as they stood, and what came of it before. Nothing in
// it depends on what was decided, then or later, and it names no document that
// would tell.
type Unseen struct {
	// Dispute and Key name the decision; a page that keeps the outcome from its
	// reader shows neither.
	Dispute string
	Key     credentials.DecisionKey
	// Seat is the Member's name on the day the session opened.
	Seat      string
	Opened    credentials.Date
	Challenge credentials.Challenge
	Talks     credentials.Truth
	// Event is what opened the dispute, and EventOn its day.
	Event   string
	EventOn credentials.Date
	// Claimants are those of whom a fact is coded, the holder of the seat first.
	Claimants []UnseenClaimant
	// Positions are those that Members had let be known before the session opened,
	// without those that had ended by then.
	Positions []credentials.Position
	// Past is what came of the dispute at earlier sessions.
	Past []PastDecision
	// Ways are those in which the decision can go.
	Ways []UnseenWay
}

// UnseenClaimant is a claimant with its facts as they stood.
type UnseenClaimant struct {
	ID, Name string
	// Holds says that it held the seat when the session opened.
	Holds bool
	credentials.Standing
}

// UnseenWay is one way in which a decision can go.
type UnseenWay struct {
	Class Class
	// Accepted names the claimants that may be accepted.
	Accepted []string
}

// PastDecision is a decision of the same dispute at an earlier session.
type PastDecision struct {
	Key     credentials.DecisionKey
	Outcome credentials.Outcome
	Says    string
}

// Unseen gives a decision as it could be known before it was taken; one that the
// casebook has not is a *credentials.NotFound.
func (b *Casebook) Unseen(dispute string, key credentials.DecisionKey) (Unseen, error) {
	c, err := b.caseOf(dispute, key)
	if err != nil {
		return Unseen{}, err
	}
	d := c.Dispute
	u := Unseen{
		Dispute: d.ID, Key: key, Seat: b.NameOn(d.Seat, c.Opened), Opened: c.Opened, Challenge: c.Challenge, Talks: c.Talks,
		Event: d.OpenedBy, EventOn: d.Opened,
	}
	if c.Holder >= 0 {
		u.add(c, c.Holder)
	}
	for i := range c.Claimants {
		if i != c.Holder {
			u.add(c, i)
		}
	}
	for _, p := range c.Positions {
		if p.Date.Before(c.Opened) == credentials.Yes && p.Until.Before(c.Opened) != credentials.Yes {
			p.Until = credentials.Date{}
			u.Positions = append(u.Positions, p)
		}
	}
	for _, p := range b.byDispute[d.ID] {
		if x, err := d.Decision(p.Key); err == nil && p.seenBy(c) {
			u.Past = append(u.Past, PastDecision{p.Key, x.Outcome, DecisionSentence(d, x)})
		}
	}
	for _, class := range Classes() {
		if c.Can(class) {
			u.Ways = append(u.Ways, UnseenWay{class, c.acceptedIn(class)})
		}
	}
	return u, nil
}

// caseOf gives the case of a decision on record; none is a *credentials.NotFound.
func (b *Casebook) caseOf(dispute string, key credentials.DecisionKey) (*Case, error) {
	i := slices.IndexFunc(b.byDispute[dispute], func(c *Case) bool { return c.Key == key })
	if i < 0 {
		return nil, &credentials.NotFound{Kind: "decision", ID: dispute + ":" + key.String()}
	}
	return b.byDispute[dispute][i], nil
}

func (u *Unseen) add(c *Case, i int) {
	u.Claimants = append(u.Claimants, UnseenClaimant{c.Claimants[i], c.name(c.Claimants[i]), i == c.Holder, c.Standings[i]})
}

// acceptedIn names the claimants that are or may be accepted if the decision falls
// in a class.
func (c *Case) acceptedIn(class Class) (names []string) {
	switch {
	case class == HolderAccepted && c.Holder >= 0:
		names = append(names, c.name(c.Claimants[c.Holder]))
	case class == OtherAccepted:
		for _, i := range c.Rivals {
			if c.acceptable(i) {
				names = append(names, c.name(c.Claimants[i]))
			}
		}
	}
	return names
}
