package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Casebook is the decisions of a Library prepared once for the engine: in the
// order of the sessions, each with its parts and its past. It does not change
// once made and is safe for all readers.
type Casebook struct {
	*Library
	// Cases are in the order in which the sessions opened, and within one by
	// dispute and number.
	Cases []*Case

	order     map[credentials.Session]int
	byDispute map[string][]*Case
}

// NewCasebook prepares the decisions of a library. Decisions at a session that
// the library does not know are left out.
func NewCasebook(l *Library) *Casebook {
	b := &Casebook{Library: l, order: make(map[credentials.Session]int, len(l.Sessions)), byDispute: make(map[string][]*Case, len(l.Disputes))}
	for i := range l.Sessions {
		b.order[l.Sessions[i].Session] = i
	}
	for i := range l.Disputes {
		d := &l.Disputes[i]
		for n := range d.Decisions {
			if _, ok := b.order[d.Decisions[n].Key.Session]; ok {
				b.Cases = append(b.Cases, b.decided(d, &d.Decisions[n]))
			}
		}
	}
	b.link()
	return b
}

// link sorts the cases and gives each its past.
func (b *Casebook) link() {
	slices.SortStableFunc(b.Cases, compareCases)
	clear(b.byDispute)
	disputes := 0
	for i, c := range b.Cases {
		past := b.byDispute[c.Dispute.ID]
		if len(past) == 0 {
			c.dispute = disputes
			disputes++
		} else {
			c.dispute = past[0].dispute
		}
		c.index = i
		c.follow(past)
		b.byDispute[c.Dispute.ID] = append(past, c)
	}
}

func compareCases(a, b *Case) int {
	return cmp.Or(cmp.Compare(a.session, b.session), strings.Compare(a.Dispute.ID, b.Dispute.ID), cmp.Compare(a.Key.Number, b.Key.Number))
}

// decided makes the case of a decision on record.
func (b *Casebook) decided(d *credentials.Dispute, x *credentials.Decision) *Case {
	c := &Case{
		Dispute: d, Key: x.Key, Challenge: x.Challenge, Talks: x.Talks, Positions: x.Positions,
		session: b.order[x.Key.Session], Opened: b.Sessions[b.order[x.Key.Session]].Opened,
		Decided: true, Accepted: x.Accepted, Seated: x.Seated, Date: x.Date(),
	}
	c.code(x.Facts)
	c.Outcome = c.classOf(x)
	c.id = c.ID()
	c.print = c.fingerprint()
	return c
}

// AsOf gives the casebook without what was decided after a day. A decision whose
// day is not known counts as taken when its session closed, or when the next one
// opened.
func (b *Casebook) AsOf(day credentials.Date) *Casebook {
	return b.without(func(c *Case) bool { return b.knownOn(c, day) })
}

func (b *Casebook) knownOn(c *Case, day credentials.Date) bool {
	taken := c.Date
	if !taken.Known() {
		taken = b.end(c.session)
	}
	return day.Before(taken.Last()) != credentials.Yes
}

// end gives the day by which the decisions of a session were taken, as far as
// the record tells.
func (b *Casebook) end(session int) credentials.Date {
	if closed := b.Sessions[session].Closed; closed.Known() {
		return closed
	}
	if session+1 < len(b.Sessions) {
		return b.Sessions[session+1].Opened
	}
	return b.Sessions[session].Opened
}

// without gives the casebook with only the cases that keep says yes to, each
// with its past among them.
func (b *Casebook) without(keep func(*Case) bool) *Casebook {
	cut := &Casebook{Library: b.Library, order: b.order, byDispute: make(map[string][]*Case, len(b.byDispute))}
	for _, c := range b.Cases {
		if keep(c) {
			own := *c
			cut.Cases = append(cut.Cases, &own)
		}
	}
	cut.link()
	return cut
}
