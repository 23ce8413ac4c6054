package precedents

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// Side is one side of a case as whoever argues it has to know it: what it can
// cite, what will be cited against it, and on which facts it can build.
type Side struct {
	Claimant string   `json:"claimant"`
	Argument Argument `json:"argument"`
	// Authorities are the precedents that serve it, and Dangers those in which
	// whoever played its part did not sit; both begin with the nearest, one for
	// each dispute.
	Authorities []Citable  `json:"authorities"`
	Dangers     []Citable  `json:"dangers"`
	Facts       []FactNote `json:"facts"`
}

// Citable is a precedent as one side of a case may cite it against the other.
type Citable struct {
	Decision string `json:"decision"`
	Outcome  Class  `json:"outcome"`
	// Rung is how whoever played the side’s part fared there; see RungLabel.
	Rung  int   `json:"rung"`
	Force Force `json:"force"`
	// Differences are in what whoever cites it is worse placed here than there,
	// and Unknown what would have to be known for that to be all.
	Differences []DifferenceNote `json:"differences"`
	Unknown     []string         `json:"unknown"`
	// Agreed and Disagreed are the later decisions it binds.
	Agreed    []string `json:"agreed"`
	Disagreed []string `json:"disagreed"`
	Reason
	// Theirs is what the other side says to it, Ours what the side itself adds: to
	// a precedent of its own that the difference is not fatal, to one that is cited
	// against it in what that differs.
	Theirs []Reason `json:"theirs"`
	Ours   []Reason `json:"ours"`
	// Alike are other decisions of the dispute that could be cited in its place.
	Alike []string `json:"alike"`
}

// Force is how far a precedent goes in a case.
type Force string

// How far a precedent goes.
const (
	Binds            Force = "binding"
	BindsIfConfirmed Force = "binding_if_confirmed"
	Arguable         Force = "arguable"
	Distinguishable  Force = "distinguishable"
)

// Forces say how far a precedent goes, the farthest first.
var Forces = credentials.Vocabulary[Force]{Name: "force of a precedent", Terms: []credentials.Term[Force]{
	{Code: Binds, Label: "binds", Meaning: "whoever cites it is at least as well placed here in every fact known there"},
	{Code: BindsIfConfirmed, Label: "binds if confirmed", Meaning: "as well placed in every fact that is known; others would have to be confirmed"},
	{Code: Arguable, Label: "arguable", Meaning: "worse placed in one or two facts"},
	{Code: Distinguishable, Label: "distinguishable", Meaning: "worse placed in three facts or more"},
}}

// arguableDifferences is up to how many differences a precedent is arguable.
const arguableDifferences = 2

func (c *cited) force() Force {
	switch {
	case c.failing == 0 && c.unknown == 0:
		return Binds
	case c.failing == 0:
		return BindsIfConfirmed
	case c.failing <= arguableDifferences:
		return Arguable
	}
	return Distinguishable
}

// FactNote is a fact of a case, and how safe it is to build on.
type FactNote struct {
	Claimant string           `json:"claimant"`
	Fact     credentials.Fact `json:"-"`
	Key      string           `json:"fact"`
	// Value is nil where the fact is not known.
	Value *string   `json:"value"`
	State FactState `json:"state"`
	// Otherwise are the coders who code it otherwise, with what they say.
	Otherwise []string `json:"otherwise"`
	// Held is Value as the fact has it.
	Held credentials.Value `json:"-"`
}

// FactState is how safe a fact is to build on.
type FactState string

// The states of a fact in a case.
const (
	// FactAgreed: known, confirmed, and coded otherwise by nobody.
	FactAgreed FactState = "agreed"
	// FactDoubted: another coder says otherwise, or nobody has confirmed it since it
	// was carried over.
	FactDoubted FactState = "doubted"
	// FactSupposed: taken to be so in a what-if.
	FactSupposed FactState = "supposed"
	// FactNotKnown: nobody knows.
	FactNotKnown FactState = "not_known"
)

// Pleading is one side of a case, and the forecast of it.
type Pleading struct {
	Forecast Forecast `json:"forecast"`
	Side     Side     `json:"side"`
}

// Plead gives the forecast of a decision as ForecastDecision does, with the same
// errors, and one side of it: that of a claimant of whom facts are coded there, or
// of whoever holds the seat, or is foremost, where none is named. Another claimant
// is a *credentials.Invalid.
func (e *Engine) Plead(dispute string, key credentials.DecisionKey, asOf credentials.Date, whatIf WhatIf, claimant string, options Options) (Pleading, error) {
	q, err := e.askSupposing(dispute, key, asOf, whatIf)
	if err != nil {
		return Pleading{}, err
	}
	side, err := q.side(claimant, whatIf)
	if err != nil {
		return Pleading{}, err
	}
	return Pleading{q.answer(whatIf, options), side}, nil
}

func (q *inquiry) side(claimant string, whatIf WhatIf) (Side, error) {
	i := q.place(claimant)
	if claimant == "" {
		i = q.foremost()
	}
	if i < 0 {
		return Side{}, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: "for", What: fmt.Sprintf("%q is no claimant of %s whose facts are coded for the %s", claimant, q.Dispute.ID, q.Key.Session.Words()),
			Mend: credentials.Suggest(claimant, q.Claimants),
		}}}
	}
	sits := func(p *Case, there int) bool { return p.rung(there) >= rungSits }
	s := Side{Claimant: q.Claimants[i], Argument: q.argue(i, sits), Authorities: []Citable{}, Dangers: []Citable{}, Facts: q.factNotes(whatIf)}
	var ours, theirs []cited
	q.inItsPart(i, func(p *Case, there int) {
		if sits(p, there) {
			ours = append(ours, q.weighing(p, there, i))
		} else {
			theirs = append(theirs, q.countering(p, there, i))
		}
	})
	for _, c := range nearestOfEach(ours) {
		s.Authorities = append(s.Authorities, q.authorityFor(c))
	}
	for _, c := range nearestOfEach(theirs) {
		s.Dangers = append(s.Dangers, q.danger(c))
	}
	return s, nil
}

// ofDispute is the nearest decision of a dispute, and its others.
type ofDispute struct {
	cited
	alike []string
}

// nearestOfEach gives the nearest precedent of each dispute, the nearest first.
func nearestOfEach(list []cited) []ofDispute {
	slices.SortStableFunc(list, func(a, b cited) int { return compareCited(&a, &b) })
	var found []ofDispute
	for _, c := range list {
		i := slices.IndexFunc(found, func(o ofDispute) bool { return o.Dispute == c.Dispute })
		switch {
		case i >= 0:
			found[i].alike = append(found[i].alike, c.ID())
		case len(found) < precedentsShown:
			found = append(found, ofDispute{cited: c, alike: []string{}})
		}
	}
	return found
}

// authorityFor is a precedent that serves a side.
func (q *inquiry) authorityFor(o ofDispute) Citable {
	c := q.cite(o.Case, o.there, o.here)
	c.authority = authorityOf(c.Case, q.lessons)
	one := citable(&c, o.alike, q.citation(&c))
	for _, d := range c.differences {
		one.Differences = append(one.Differences, d.note())
	}
	for _, d := range c.missing {
		one.Unknown = append(one.Unknown, d.id())
	}
	one.Theirs = append(one.Theirs, slices.Concat(q.distinctions(&c), c.moved())...)
	one.Ours = append(one.Ours, q.rejoinders(&c)...)
	return one
}

// danger is a precedent that will be cited against a side.
func (q *inquiry) danger(o ofDispute) Citable {
	against := q.counter(o.cited)
	against.authority = authorityOf(against.Case, q.lessons)
	one := citable(&against.cited, o.alike, against.Reason)
	for _, d := range against.differences {
		one.Differences = append(one.Differences, q.mirrored(o.here, d).note())
	}
	for _, d := range against.missing {
		one.Unknown = append(one.Unknown, q.mirrored(o.here, d).id())
	}
	one.Ours = append(one.Ours, slices.Concat(q.answerTo(&against), q.otherGround(&against.cited), against.moved())...)
	return one
}

func citable(c *cited, alike []string, says Reason) Citable {
	return Citable{
		Decision: c.ID(), Outcome: c.Outcome, Rung: c.rung(c.there), Force: c.force(), Differences: []DifferenceNote{}, Unknown: []string{},
		Agreed: orEmpty(c.authority.agreed), Disagreed: orEmpty(c.authority.disagreed), Reason: says, Theirs: []Reason{}, Ours: []Reason{}, Alike: alike,
	}
}

// mirrored turns a difference in what a precedent falls short of the case into
// one of the case, from the side at i.
func (q *inquiry) mirrored(i int, d FactDifference) FactDifference {
	d.There, d.Here = d.Here, d.There
	d.Claimant = q.Claimants[i]
	if rival := q.against(i); rival >= 0 && (d.Kind == RivalBetter || d.Kind == RivalPresent) {
		d.Claimant = q.Claimants[rival]
	}
	return d
}

// otherGround says in what a precedent was another question, and which facts of
// it are not known so that nobody can say it was as strong.
func (q *inquiry) otherGround(c *cited) []Reason {
	var list []Reason
	if c.Challenge != q.Challenge {
		list = append(list, because(wording.Of("argue.other_challenge", wording.Values{
			"there": challengeTerm(c.Challenge), "here": challengeTerm(q.Challenge),
		}), c.ID()))
	}
	var own []wording.Term
	rests := []string{c.ID()}
	for _, d := range c.missing {
		if d.Claimant == c.Claimants[c.there] && len(own) < distinctionsShown {
			own = append(own, wording.FactTerm(d.Fact))
			rests = append(rests, q.Claimants[c.here]+"."+d.Fact.Key())
		}
	}
	if len(own) > 0 {
		list = append(list, because(wording.Of("argue.not_known_there", wording.Values{"facts": wording.And(own...)}), rests...))
	}
	return list
}

// factNotes gives every fact of the case, by claimant.
func (q *inquiry) factNotes(whatIf WhatIf) []FactNote {
	list := make([]FactNote, 0, len(q.Claimants)*len(facts))
	for i, id := range q.Claimants {
		for _, fact := range facts {
			list = append(list, q.factNote(i, id, fact, whatIf))
		}
	}
	return list
}

func (q *inquiry) factNote(i int, id string, fact credentials.Fact, whatIf WhatIf) FactNote {
	n := FactNote{Claimant: id, Fact: fact, Key: fact.Key(), State: FactAgreed, Otherwise: []string{}, Held: q.Standings[i].Get(fact)}
	coding := credentials.CodingOf(q.from.coding, id, fact)
	if coding != nil {
		for _, dissent := range coding.Dissents {
			n.Otherwise = append(n.Otherwise, strings.TrimSpace(dissent.By)+": "+fact.ValueLabel(dissent.Value))
		}
	}
	switch {
	case slices.ContainsFunc(whatIf, func(s Supposition) bool { return s.Claimant == id && s.Fact == fact }):
		n.State = FactSupposed
	case n.Held == 0:
		n.State = FactNotKnown
	case len(n.Otherwise) > 0 || coding != nil && coding.Unconfirmed():
		n.State = FactDoubted
	}
	if n.Held != 0 {
		code := fact.Code(n.Held)
		n.Value = &code
	}
	return n
}
