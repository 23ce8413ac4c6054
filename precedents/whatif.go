package precedents

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Supposition is one fact taken to be other than it is coded.
type Supposition struct {
	Claimant string
	Fact     credentials.Fact
	Value    credentials.Value
}

// String gives "taliban.capital=held"; a fact taken not to be known ends with
// the sign.
func (s Supposition) String() string {
	return s.Claimant + "." + s.Fact.Key() + "=" + s.Fact.Code(s.Value)
}

// WhatIf is facts taken to be other than they are coded.
type WhatIf []Supposition

// ParseSupposition reads "taliban.capital=held" for a dispute. An unknown
// claimant, fact or value is an *Invalid that names the nearest right one. No
// value, or not_known, supposes that the fact is not known.
func ParseSupposition(d *credentials.Dispute, text string) (Supposition, error) {
	name, code, assigned := strings.Cut(text, "=")
	claimant, key, dotted := strings.Cut(name, ".")
	if !assigned || !dotted {
		return Supposition{}, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: text, What: fmt.Sprintf("%q does not suppose a fact", text),
			Mend: "write claimant.fact=value, such as " + anExample(d),
		}}}
	}
	if _, ok := d.Claimant(claimant); !ok {
		ids := make([]string, len(d.Claimants))
		for i := range d.Claimants {
			ids[i] = d.Claimants[i].ID
		}
		return Supposition{}, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: name, What: fmt.Sprintf("%s has no claimant %q", d.ID, claimant), Mend: credentials.Suggest(claimant, ids),
		}}}
	}
	fact, err := credentials.ParseFact(key)
	if err != nil {
		return Supposition{}, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: name, What: fmt.Sprintf("%q is not a fact", key), Mend: credentials.Suggest(key, credentials.FactKeys()),
		}}}
	}
	if code == NotKnownCode {
		code = ""
	}
	value, err := fact.Parse(code)
	if err != nil {
		return Supposition{}, err
	}
	return Supposition{claimant, fact, value}, nil
}

func anExample(d *credentials.Dispute) string {
	return Supposition{d.Claimants[len(d.Claimants)-1].ID, credentials.Capital, 1}.String()
}

// ParseWhatIf reads suppositions for a dispute. It gives an *Invalid with every
// fault, among them one for a fact that is supposed to be two things.
func ParseWhatIf(d *credentials.Dispute, texts []string) (WhatIf, error) {
	var whatIf WhatIf
	var faults []credentials.Fault
	for _, text := range texts {
		supposition, err := ParseSupposition(d, text)
		if err != nil {
			faults = append(faults, faultsOf(err)...)
			continue
		}
		whatIf = append(whatIf, supposition)
	}
	if len(faults) > 0 {
		return nil, &credentials.Invalid{Faults: faults}
	}
	return whatIf.settled()
}

func faultsOf(err error) []credentials.Fault {
	if invalid, ok := err.(*credentials.Invalid); ok { //nolint:errorlint // the parsers of this package and of credentials give it bare
		return invalid.Faults
	}
	return []credentials.Fault{{What: err.Error()}}
}

// settled gives the suppositions once each, in the order of claimants and facts;
// a contradiction among them is an *Invalid.
func (w WhatIf) settled() (WhatIf, error) {
	sorted := slices.Clone(w)
	slices.SortStableFunc(sorted, func(a, b Supposition) int {
		if order := strings.Compare(a.Claimant, b.Claimant); order != 0 {
			return order
		}
		return int(a.Fact) - int(b.Fact)
	})
	sorted = slices.Compact(sorted)
	for i := 1; i < len(sorted); i++ {
		a, b := sorted[i-1], sorted[i]
		if a.Claimant == b.Claimant && a.Fact == b.Fact {
			return nil, credentials.Invalidf(a.Claimant+"."+a.Fact.Key(), "the what-if takes %s to be both %s and %s",
				a.Fact.Label(), a.Fact.ValueLabel(a.Value), b.Fact.ValueLabel(b.Value))
		}
	}
	return sorted, nil
}

// suppose gives the case with facts changed. Two holders of one seat, and a
// claimant of whom nothing is coded before this session, are an *Invalid only
// where they contradict: a claimant without facts gains those supposed.
func (c *Case) suppose(w WhatIf) (*Case, error) {
	w, err := w.settled()
	if err != nil {
		return nil, err
	}
	supposed := *c
	supposed.index = -1
	supposed.Claimants = slices.Clone(c.Claimants)
	supposed.Standings = slices.Clone(c.Standings)
	for _, s := range w {
		i := supposed.place(s.Claimant)
		if i < 0 {
			if _, ok := c.Dispute.Claimant(s.Claimant); !ok {
				return nil, credentials.Invalidf(s.Claimant, "%s has no claimant %q", c.Dispute.ID, s.Claimant)
			}
			i = len(supposed.Claimants)
			supposed.Claimants = append(supposed.Claimants, s.Claimant)
			supposed.Standings = append(supposed.Standings, credentials.Standing{})
		}
		supposed.Standings[i] = supposed.Standings[i].With(s.Fact, s.Value)
	}
	holder := -1
	for i := range supposed.Standings {
		if supposed.Standings[i].Code(credentials.HoldsSeat) != "true" {
			continue
		}
		if holder >= 0 {
			return nil, credentials.Invalidf(supposed.Claimants[i]+"."+credentials.HoldsSeat.Key(),
				"the what-if has both %q and %q hold the seat; suppose that one of them does not", supposed.Claimants[holder], supposed.Claimants[i])
		}
		holder = i
	}
	supposed.reconsider()
	return &supposed, nil
}

// reconsider works out again what follows from the facts.
func (c *Case) reconsider() {
	c.prepare()
	c.conclude()
}
