package credentials

import (
	"encoding/json"
	"slices"
)

// Preparation is the sheet of a session at which a dispute has not been decided
// yet: the facts as they are held to stand now. Those of the last session are
// carried forward, each unconfirmed until somebody confirms or changes it.
type Preparation struct {
	Session Session `json:"session"`
	// Challenge is how the question is expected to come up; it may be not known.
	Challenge Challenge `json:"challenge"`
	Talks     Truth     `json:"talks"`
	// Facts are the coded facts by claimant id, as Decision has them.
	Facts     map[string]Standing `json:"facts"`
	Coding    []Coding            `json:"coding"`
	Positions []Position          `json:"positions"`
	Sources   []Source            `json:"sources"`
}

// MarshalJSON gives the preparation, with the number of facts that nobody has
// confirmed.
func (p Preparation) MarshalJSON() ([]byte, error) {
	type plain Preparation
	return json.Marshal(struct {
		plain
		Challenge   *string `json:"challenge"`
		Unconfirmed int     `json:"unconfirmed"`
	}{plain(p), orNull(string(p.Challenge)), len(Unconfirmed(p.Coding))})
}

// Preparation gives the sheet of a session.
func (d *Dispute) Preparation(session Session) (*Preparation, error) {
	i := slices.IndexFunc(d.Prepared, func(p Preparation) bool { return p.Session == session })
	if i < 0 {
		return nil, &NotFound{Kind: "preparation", ID: d.ID + ":" + session.String()}
	}
	return &d.Prepared[i], nil
}

// Prepare gives the sheet of a new session: every fact of the last decision, or
// of the last sheet where that is later, carried forward unconfirmed. The seat
// is held by whoever the last decision left there. The dispute itself is left
// as it is.
func (d *Dispute) Prepare(session Session) Preparation {
	p := Preparation{Session: session, Facts: map[string]Standing{}}
	from, facts := d.lastFacts(&p)
	for _, claimant := range d.Claimants {
		standing := facts[claimant.ID]
		if standing == (Standing{}) {
			continue
		}
		p.Facts[claimant.ID] = standing
		for _, fact := range Facts() {
			if standing.Get(fact) != 0 {
				p.Coding = append(p.Coding, Coding{Claimant: claimant.ID, Fact: fact, Carried: from})
			}
		}
	}
	return p
}

// lastFacts gives the facts that stand last and their session, and takes over
// what else a sheet has from there.
func (d *Dispute) lastFacts(p *Preparation) (Session, map[string]Standing) {
	if len(d.Prepared) > 0 {
		last := &d.Prepared[len(d.Prepared)-1]
		p.Challenge, p.Talks = last.Challenge, last.Talks
		return last.Session, last.Facts
	}
	last := d.Last()
	if last == nil {
		return Session{}, nil
	}
	p.Challenge, p.Talks = last.Challenge, last.Talks
	facts := map[string]Standing{}
	for id, standing := range last.Facts {
		holds, _ := HoldsSeat.Parse(TruthOf(id == last.Seated).Code())
		facts[id] = standing.With(HoldsSeat, holds)
	}
	return last.Key.Session, facts
}

// Decide adds a decision. Where the dispute has a sheet for its session, the
// sheet becomes the decision's: its facts, codings, positions and sources stand
// there, beside what the decision brings, and the sheet is gone.
func (d *Dispute) Decide(x Decision) {
	i := slices.IndexFunc(d.Prepared, func(p Preparation) bool { return p.Session == x.Key.Session })
	if i >= 0 {
		p := d.Prepared[i]
		if len(x.Facts) == 0 {
			x.Facts, x.Coding = p.Facts, p.Coding
		}
		if x.Talks == NotKnown {
			x.Talks = p.Talks
		}
		for _, position := range p.Positions {
			if !slices.Contains(x.Positions, position) {
				x.Positions = append(x.Positions, position)
			}
		}
		for _, source := range p.Sources {
			if !slices.ContainsFunc(x.Sources, func(s Source) bool { return s.Ref == source.Ref }) {
				x.Sources = append(x.Sources, source)
			}
		}
		d.Prepared = slices.Delete(slices.Clone(d.Prepared), i, i+1)
	}
	d.Decisions = append(slices.Clone(d.Decisions), x)
	d.NumberDecisions()
}

func (d *Dispute) validatePreparation(f *faults, i int) {
	p := &d.Prepared[i]
	path := at("prepared", i, "")
	switch {
	case !p.Session.Known():
		f.add(path+"session", "write 51, S-18 or ES-11", "the preparation names no session")
	case slices.ContainsFunc(d.Prepared[:i], func(o Preparation) bool { return o.Session == p.Session }):
		f.add(path+"session", "keep one of the two", "the %s is prepared twice", p.Session.Words())
	case slices.ContainsFunc(d.Decisions, func(x Decision) bool { return x.Key.Session == p.Session }):
		f.add(path+"session", "leave the preparation out, or the decision", "the %s is decided already", p.Session.Words())
	}
	if p.Challenge != "" && !Challenges.Has(p.Challenge) {
		f.add(path+"challenge", Suggest(string(p.Challenge), Challenges.Codes()), "%q is not a challenge", p.Challenge)
	}
	d.validateFacts(f, path, p.Facts)
	d.validateCodings(f, path, p.Coding)
	for n, position := range p.Positions {
		position.validate(f, path+at("positions", n, ""), d)
	}
	for n, source := range p.Sources {
		source.validate(f, path+at("sources", n, ""))
	}
}
