package precedents

import (
	"cmp"
	"math"
	"slices"

	"seatwatch/credentials"
)

// Case is one decision as the engine sees it: the facts as coded for it, the
// parts the claimants play, and what the dispute's earlier decisions came to.
// What was decided stands apart, in Outcome, and only a Case that is Decided has
// it. Callers leave its slices and pointers as they are.
type Case struct {
	Dispute   *credentials.Dispute
	Key       credentials.DecisionKey
	Challenge credentials.Challenge
	Talks     credentials.Truth
	Positions []credentials.Position
	// Opened is the day on which the session opened.
	Opened credentials.Date
	// Date is the day of the decision, as well as it is known.
	Date credentials.Date
	// Opening says that it is the dispute's first contested decision; every later
	// one is a renewal.
	Opening bool
	// Claimants are those of whom a fact is coded, in the dispute's order, and
	// Standings their facts.
	Claimants []string
	Standings []credentials.Standing
	// Holder is the place in Claimants of the one that held the seat when the
	// session opened, -1 where nobody did.
	Holder int
	// Rivals are the places of the others, the strongest first.
	Rivals []int
	// Previous is the dispute's last contested decision at an earlier session, and
	// PreviousAlike the last on the same challenge; nil where there was none.
	Previous, PreviousAlike *Case
	// Before is the dispute's last decision at an earlier session, contested or
	// not.
	Before *Case
	// Decided says that Outcome, Accepted and Seated are known.
	Decided  bool
	Outcome  Class
	Accepted string
	Seated   string

	// session is the place of the session in time.
	session int
	// index is the place of the case in its casebook, -1 for one that is in none.
	index  int
	can    possible
	hazard hazardClass
	issues issueRows
	// expected is what the plain baselines expect.
	expected [baselineCount]expectation
	// dispute is the place of the dispute among those of its casebook.
	dispute int
	// id is that of a decision on record, empty for any other case.
	id string
	// print is everything a forecast learns from the case, as text.
	print string
}

// ID gives "liberia-1990:46", and "south-africa-1965:29.2" for the second
// decision at a session.
func (c *Case) ID() string {
	if c.id != "" {
		return c.id
	}
	return c.Dispute.ID + ":" + c.Key.String()
}

// Contested reports whether somebody challenged.
func (c *Case) Contested() bool { return c.Challenge.Contested() }

// Can reports whether the decision can fall in that class at all. A claimant
// that is known to have presented no credentials is not accepted, unless who
// represents the Member is an item of its own; only a lone delegation is
// rejected; and where nobody holds the seat nobody is accepted as its holder.
func (c *Case) Can(class Class) bool { return c.can[class] }

// HolderID gives the id of the claimant that held the seat, Vacant where nobody
// did, or nobody is known to have.
func (c *Case) HolderID() string {
	if c.Holder < 0 {
		return credentials.Vacant
	}
	return c.Claimants[c.Holder]
}

// holderKnown reports whether it is coded who held the seat, or of every claimant that
// it did not.
func (c *Case) holderKnown() bool {
	return c.Holder >= 0 || !slices.ContainsFunc(c.Standings, func(s credentials.Standing) bool { return s.Get(credentials.HoldsSeat) != holdsNoSeat })
}

// Standing gives the facts of a claimant; ok is false where none is coded.
func (c *Case) Standing(claimant string) (standing credentials.Standing, ok bool) {
	i := slices.Index(c.Claimants, claimant)
	if i < 0 {
		return standing, false
	}
	return c.Standings[i], true
}

// SeatedIn gives who sits if the decision falls in that class: a claimant's id,
// or Vacant. A lone delegation whose credentials are rejected goes on sitting if
// it sat: rejection alone has not emptied a seat (RES-SA of the digest).
func (c *Case) SeatedIn(class Class) string {
	switch class {
	case HolderAccepted, DecisionDeferred, NoDecisionTaken, CredentialsRejected:
		return c.HolderID()
	case OtherAccepted:
		if heir := c.heir(); heir >= 0 {
			return c.Claimants[heir]
		}
	case SeatLeftVacant, classCount:
	}
	return credentials.Vacant
}

// heir gives the place of the claimant that is accepted if another than the
// holder is: the strongest that can be. -1 where there is none.
func (c *Case) heir() int {
	for _, i := range c.Rivals {
		if c.acceptable(i) {
			return i
		}
	}
	return -1
}

// acceptable reports whether a claimant can be accepted at all.
func (c *Case) acceptable(i int) bool {
	return c.Challenge == credentials.AgendaItem || c.Standings[i].Get(credentials.CredentialsForm) != noCredentials
}

// rival gives the place of the strongest rival, -1 where there is none. One that
// can be accepted goes before one that cannot.
func (c *Case) rival() int {
	if heir := c.heir(); heir >= 0 {
		return heir
	}
	if len(c.Rivals) > 0 {
		return c.Rivals[0]
	}
	return -1
}

// seekers gives the places of the claimants that can be accepted instead of the
// holder; where there is none, of the strongest rival alone, -1 without any.
func (c *Case) seekers() []int {
	var list []int
	for _, i := range c.Rivals {
		if c.acceptable(i) {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		list = append(list, c.rival())
	}
	return list
}

// prepare works out what follows from the facts: the parts, and what can happen.
func (c *Case) prepare() {
	c.Holder = slices.IndexFunc(c.Standings, func(s credentials.Standing) bool {
		return s.Get(credentials.HoldsSeat) == holdsSeat
	})
	c.Rivals = nil
	for i := range c.Claimants {
		if i != c.Holder {
			c.Rivals = append(c.Rivals, i)
		}
	}
	if len(c.Rivals) > 1 {
		slices.SortStableFunc(c.Rivals, func(a, b int) int {
			return cmp.Compare(strength(&c.Standings[b]), strength(&c.Standings[a]))
		})
	}
	for class := range c.can {
		c.can[class] = true
	}
	c.can[HolderAccepted] = c.Holder >= 0
	c.can[OtherAccepted] = c.heir() >= 0
	c.can[CredentialsRejected] = c.lone()
	c.issues = issuesOf(c)
}

// The values of facts that say what can happen.
var (
	holdsSeat     = valueOf(credentials.HoldsSeat, "true")
	holdsNoSeat   = valueOf(credentials.HoldsSeat, "false")
	noCredentials = valueOf(credentials.CredentialsForm, "none")
)

func valueOf(fact credentials.Fact, code string) credentials.Value {
	return credentials.Value(slices.Index(fact.Codes(), code) + 1)
}

// lone reports whether no more than one delegation can have been before the
// body.
func (c *Case) lone() bool {
	if c.Challenge == credentials.RivalCredentials {
		return false
	}
	known := 0
	for _, standing := range c.Standings {
		if form := standing.Get(credentials.CredentialsForm); form != 0 && form != noCredentials {
			known++
		}
	}
	return known <= 1
}

// classOf gives the class of a decision.
func (c *Case) classOf(x *credentials.Decision) Class {
	return ClassFor(x.Outcome, c.Holder >= 0 && x.Accepted == c.Claimants[c.Holder])
}

// follow gives a case its past, from the dispute's decisions in their order.
func (c *Case) follow(past []*Case) {
	c.Opening, c.Previous, c.PreviousAlike, c.Before = c.Contested(), nil, nil, nil
	for _, p := range past {
		if p.Contested() && compareCases(p, c) < 0 {
			c.Opening = false
		}
		if !p.Decided || !p.seenBy(c) {
			continue
		}
		c.Before = p
		if p.Contested() {
			c.Previous = p
			if p.Challenge == c.Challenge {
				c.PreviousAlike = p
			}
		}
	}
	c.conclude()
}

// conclude works out what follows from the facts and the past together.
func (c *Case) conclude() {
	if c.last() != nil {
		c.hazard = c.hazardClass()
	}
	c.expected = c.expect()
}

// seenBy reports whether a decision counts as known when a case is forecast: it
// was taken at a session that opened earlier, and not after the case's session
// had opened.
func (c *Case) seenBy(later *Case) bool {
	return c.session < later.session && c.Date.Before(later.Opened) != credentials.No
}

// heirSpread is how much the strength of a claimant tells when it is asked
// which of several would be accepted.
const heirSpread = 0.5

// heirs gives each claimant's share of the chance that another than the holder
// is accepted, by place in Claimants.
func (c *Case) heirs() []float64 {
	shares := make([]float64, len(c.Claimants))
	var sum float64
	for _, i := range c.Rivals {
		if c.acceptable(i) {
			shares[i] = math.Exp(heirSpread * strength(&c.Standings[i]))
			sum += shares[i]
		}
	}
	for i := range shares {
		if sum > 0 {
			shares[i] /= sum
		}
	}
	return shares
}
