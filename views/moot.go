package views

import (
	"slices"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// mootPack is what one side takes to a hearing. What the other side will say is
// not in it; its likely authorities are, by name, with the answers to them.
type mootPack struct {
	Dispute   string                `json:"dispute"`
	Title     string                `json:"title"`
	Session   credentials.Session   `json:"session"`
	Number    int                   `json:"number"`
	AsOf      credentials.Date      `json:"as_of"`
	Challenge credentials.Challenge `json:"challenge"`
	Claimant  string                `json:"for"`
	WhatIf    []string              `json:"what_if"`
	Struck    []string              `json:"struck"`
	// Argument is what the side says first, and Rejoinder its last word.
	Argument    []precedents.Reason   `json:"argument"`
	Rejoinder   []precedents.Reason   `json:"rejoinder"`
	Facts       []precedents.FactNote `json:"facts"`
	Authorities []mootAuthority       `json:"authorities"`
	Answers     []mootAuthority       `json:"answers"`
	Sources     []mootSources         `json:"sources"`
	Hashes      precedents.Hashes     `json:"hashes"`
}

// mootAuthority is a precedent in the pack, without what the other side makes of
// it.
type mootAuthority struct {
	Decision string           `json:"decision"`
	Outcome  precedents.Class `json:"outcome"`
	// Rung is how whoever played the side’s part fared there.
	Rung  int              `json:"rung"`
	Force precedents.Force `json:"force"`
	// Says is empty of what the other side is likely to cite: that is for it to say.
	Says    string              `json:"says,omitempty"`
	RestsOn []string            `json:"rests_on"`
	Ours    []precedents.Reason `json:"ours"`
	Alike   []string            `json:"alike"`
}

func mooted(one *precedents.Citable) mootAuthority {
	return mootAuthority{one.Decision, one.Outcome, one.Rung, one.Force, "", one.RestsOn, one.Ours, one.Alike}
}

// mootSources are the sources of a decision that the pack names.
type mootSources struct {
	Decision string               `json:"decision"`
	Sources  []credentials.Source `json:"sources"`
}

func (p *pages) moot(c echo.Context) (answer, error) {
	v, _, err := p.arguedOf(c)
	if err != nil {
		return answer{}, err
	}
	pack := v.pack()
	return answer{page: v.page("Moot pack for "+v.name()+": ", v.mootAddress(v.side.Claimant)), body: mootView(v, pack), data: pack}, nil
}

// pack takes what the other side says out of the argument.
func (v *arguePage) pack() mootPack {
	made := mootPack{
		Dispute: v.dispute.ID, Title: v.dispute.Title, Session: v.Session, Number: v.Number, AsOf: v.AsOf, Challenge: v.Challenge,
		Claimant: v.side.Claimant, WhatIf: v.WhatIf, Struck: v.argued.struck, Argument: v.side.Argument.Cite, Rejoinder: v.side.Argument.Rejoin,
		Facts: v.side.Facts, Authorities: []mootAuthority{}, Answers: []mootAuthority{}, Sources: []mootSources{}, Hashes: v.Hashes,
	}
	if made.Struck == nil {
		made.Struck = []string{}
	}
	for i := range v.side.Authorities {
		ours := mooted(&v.side.Authorities[i])
		ours.Says = v.side.Authorities[i].Says
		made.Authorities = append(made.Authorities, ours)
	}
	for i := range v.side.Dangers {
		made.Answers = append(made.Answers, mooted(&v.side.Dangers[i]))
	}
	made.Sources = v.mootSources(&made)
	return made
}

// mootSources gives the sources of every decision on which a sentence of the pack
// rests, in the order in which they are named.
func (v *arguePage) mootSources(pack *mootPack) []mootSources {
	var list []mootSources
	name := func(id string) {
		if slices.ContainsFunc(list, func(s mootSources) bool { return s.Decision == id }) {
			return
		}
		one, err := pickNamed(v.book, id)
		if err != nil {
			return
		}
		d, _ := v.book.Dispute(one.dispute)
		if x, err := d.Decision(one.key); err == nil {
			sources := x.Sources
			if len(sources) == 0 {
				sources = d.Sources
			}
			list = append(list, mootSources{id, sources})
		}
	}
	if v.facts.Session.Known() {
		name(credentials.DecisionID(v.dispute.ID, v.facts))
	}
	for _, group := range [][]mootAuthority{pack.Authorities, pack.Answers} {
		for i := range group {
			name(group[i].Decision)
			for _, r := range group[i].Ours {
				for _, id := range r.RestsOn {
					name(id)
				}
			}
		}
	}
	for _, r := range slices.Concat(pack.Argument, pack.Rejoinder) {
		for _, id := range r.RestsOn {
			name(id)
		}
	}
	return list
}

// notesThat gives the facts in a state.
func (v *arguePage) notesThat(states ...precedents.FactState) []precedents.FactNote {
	return slices.DeleteFunc(slices.Clone(v.side.Facts), func(n precedents.FactNote) bool { return !slices.Contains(states, n.State) })
}

// agreedRows are the facts of which at least one side's value is agreed.
func (v *arguePage) agreedRows() []credentials.Fact {
	return slices.DeleteFunc(credentials.Facts(), func(fact credentials.Fact) bool {
		return !slices.ContainsFunc(v.bound(), func(c credentials.Claimant) bool { return v.noteOf(c.ID, fact).State == precedents.FactAgreed })
	})
}

// tellsFor says whom a fact favours; empty where that is not known.
func (v *arguePage) tellsFor(fact credentials.Fact) string {
	others := slices.DeleteFunc(v.bound(), func(c credentials.Claimant) bool { return c.ID == v.side.Claimant })
	if len(others) != 1 {
		return ""
	}
	switch fact.Compare(v.noteOf(v.side.Claimant, fact).Held, v.noteOf(others[0].ID, fact).Held) {
	case credentials.Stronger:
		return "for " + v.name()
	case credentials.Weaker:
		return "against it"
	case credentials.Alike:
		return "for neither"
	case credentials.Incomparable:
		return "not comparable"
	case credentials.FavourNotKnown:
	}
	return ""
}

// partiesWords names the claimants, and who is in the seat.
func (v *arguePage) partiesWords() string {
	var names []string
	for _, claimant := range v.bound() {
		names = append(names, claimant.Name)
	}
	if len(names) == 1 {
		return sentence("The delegation before the body is that of " + names[0])
	}
	return sentence("The claimants are " + precedents.Listed(names))
}

// openWords lists the facts of a claimant that are not known.
func (v *arguePage) openWords(claimant string) string {
	var names []string
	for _, note := range v.notesThat(precedents.FactNotKnown) {
		if note.Claimant == claimant {
			names = append(names, inProse(note.Fact))
		}
	}
	return precedents.Listed(names)
}
