package credentials

import (
	"encoding/json"
	"slices"
	"strings"
)

// Coding says who coded one fact of a claimant, what it rests on, and what other
// coders say of it. A fact without one rests on the sources of its decision.
type Coding struct {
	// Claimant is the claimant's id.
	Claimant string
	Fact     Fact
	// By is who coded it; empty for a fact that was only carried over.
	By string
	// Source is the reference of the source it rests on, and Passage the words or
	// the place in it.
	Source     string
	Passage    string
	Confidence Confidence
	// Carried is the session from which the value was carried over and since then
	// neither confirmed nor changed; not known once it has been.
	Carried Session
	// Dissents are what other coders say, beside the value and never over it.
	Dissents []Dissent
}

// Dissent is another coder's value of a fact.
type Dissent struct {
	By string
	// Value may be not known: that is what the coder says then.
	Value      Value
	Source     string
	Passage    string
	Confidence Confidence
}

// Unconfirmed reports whether the value was carried over and nobody has
// confirmed or changed it since.
func (c Coding) Unconfirmed() bool { return c.Carried.Known() }

// CodingOf gives what is said of one fact of a claimant, nil if nothing is.
func CodingOf(list []Coding, claimant string, fact Fact) *Coding {
	i := slices.IndexFunc(list, func(c Coding) bool { return c.Claimant == claimant && c.Fact == fact })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// Unconfirmed gives the codings whose value nobody has confirmed yet.
func Unconfirmed(list []Coding) []Coding {
	var open []Coding
	for _, c := range list {
		if c.Unconfirmed() {
			open = append(open, c)
		}
	}
	return open
}

// MarshalJSON gives the coding with the codebook's keys.
func (c Coding) MarshalJSON() ([]byte, error) {
	dissents := make([]any, len(c.Dissents))
	for i, d := range c.Dissents {
		dissents[i] = struct {
			By         string     `json:"by"`
			Value      *string    `json:"value"`
			Source     *string    `json:"source"`
			Passage    string     `json:"passage"`
			Confidence Confidence `json:"confidence"`
		}{d.By, orNull(c.Fact.Code(d.Value)), orNull(d.Source), d.Passage, d.Confidence}
	}
	return json.Marshal(struct {
		Claimant    string     `json:"claimant"`
		Fact        string     `json:"fact"`
		By          *string    `json:"by"`
		Source      *string    `json:"source"`
		Passage     string     `json:"passage"`
		Confidence  Confidence `json:"confidence"`
		Unconfirmed bool       `json:"unconfirmed"`
		Carried     Session    `json:"carried"`
		Dissents    []any      `json:"dissents"`
	}{c.Claimant, c.Fact.Key(), orNull(c.By), orNull(c.Source), c.Passage, c.Confidence, c.Unconfirmed(), c.Carried, dissents})
}

// sortCodings puts codings into the order of claimants and facts.
func (d *Dispute) sortCodings(list []Coding) {
	ids := d.claimantIDs()
	slices.SortStableFunc(list, func(a, b Coding) int {
		if order := slices.Index(ids, a.Claimant) - slices.Index(ids, b.Claimant); order != 0 {
			return order
		}
		return int(a.Fact) - int(b.Fact)
	})
}

func (d *Dispute) validateCodings(f *faults, path string, list []Coding) {
	for i, c := range list {
		here := path + at("coding", i, "")
		if _, ok := d.Claimant(c.Claimant); !ok {
			f.add(here+"claimant", Suggest(c.Claimant, d.claimantIDs()), "there is no claimant %q", c.Claimant)
		}
		if CodingOf(list[:i], c.Claimant, c.Fact) != nil {
			f.add(here+"fact", "keep one of the two", "%s of %q is coded twice", c.Fact.Key(), c.Claimant)
		}
		if c.By == "" && !c.Carried.Known() && len(c.Dissents) == 0 {
			f.add(here+"by", "say who coded it", "nobody is named who coded %s of %q", c.Fact.Key(), c.Claimant)
		}
		validateSure(f, here, c.Confidence)
		for n, dissent := range c.Dissents {
			there := here + at("dissents", n, "")
			if strings.TrimSpace(dissent.By) == "" {
				f.add(there+"by", "say who codes it so", "the dissent names nobody")
			}
			if slices.ContainsFunc(c.Dissents[:n], func(o Dissent) bool { return o.By == dissent.By }) {
				f.add(there+"by", "keep one of the two", "%s dissents twice", dissent.By)
			}
			validateSure(f, there, dissent.Confidence)
		}
	}
}

// validateSure checks a confidence that may be left out.
func validateSure(f *faults, path string, sure Confidence) {
	if sure != "" && !Confidences.Has(sure) {
		f.add(path+"confidence", Suggest(string(sure), Confidences.Codes()), "%q is not a confidence", sure)
	}
}
