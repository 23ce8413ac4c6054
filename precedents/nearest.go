package precedents

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// Nearness is the precedents nearest to a case for one of its claimants.
type Nearness struct {
	Decision string `json:"decision"`
	// Claimant is the one from whose side they are looked at.
	Claimant string   `json:"for"`
	WhatIf   []string `json:"what_if"`
	// Considered is how many earlier contested decisions had a claimant in the same
	// part, and Disputes how many disputes they are of.
	Considered int    `json:"considered"`
	Disputes   int    `json:"disputes"`
	Nearest    []Near `json:"nearest"`
}

// Near is one precedent, the nearest of its dispute.
type Near struct {
	Decision string                  `json:"decision"`
	Dispute  string                  `json:"dispute"`
	Title    string                  `json:"title"`
	Key      credentials.DecisionKey `json:"-"`
	Outcome  Class                   `json:"outcome"`
	// Claimant played there the part of the claimant here; Fared says how.
	Claimant string `json:"claimant"`
	Fared    string `json:"fared"`
	// Binds says that the case falls short of it in nothing, and that nothing known
	// there is not known here.
	Binds bool `json:"binds"`
	// Differences are in what the case falls short of it, Needs what would have to be
	// known for it to bind, where nothing else stands against that.
	Differences []DifferenceNote `json:"differences"`
	Needs       []FactNeeded     `json:"needs"`
	// SameChallenge, Tension (issues that pull the same way), Years (the time
	// between) and Authority (how later decisions treated it) put those in order that
	// differ alike.
	SameChallenge bool     `json:"same_challenge"`
	Tension       int      `json:"tension"`
	Years         int      `json:"years"`
	Authority     Figure   `json:"authority"`
	Agreed        []string `json:"agreed"`
	Disagreed     []string `json:"disagreed"`
	// Others are decisions of the same dispute that were considered too.
	Others []string `json:"others"`
	// Order says what it stands where it does for, Differs in what the case falls
	// short of it, Would what would make it bind.
	Order   Reason   `json:"order"`
	Differs []Reason `json:"differs"`
	Would   Reason   `json:"would"`

	unknown int
	at      *Case
	place   int
}

// FactNeeded is a fact that is not known, and what it would have to be: no worse
// than Value for the claimant’s own, no better for the other side’s.
type FactNeeded struct {
	// Fact is "taliban.capital".
	Fact  string `json:"fact"`
	Value string `json:"value"`
	Says  string `json:"says"`

	// said is the clause that Says says in English.
	said wording.Sentence
}

// In gives what the fact would have to be in a language.
func (n FactNeeded) In(language *wording.Language) string { return language.Say(n.said) }

// Nearest gives the precedents nearest to a case that was posed, at most n, each
// the nearest of its dispute, from the side of a claimant; without one, from that
// of the holder, or of the strongest where nobody holds the seat. They are in the
// order of the fewest differences, then the fewest facts not known, the same
// challenge, the most issues that pull the same way, the least time between, and
// the higher authority. A claimant of whom no fact is coded is an
// *credentials.Invalid.
func Nearest(posed Posed, claimant string, n int) (Nearness, error) {
	here := posed.foremost()
	if claimant != "" {
		here = posed.place(claimant)
	}
	if here < 0 {
		return Nearness{}, notAClaimant(claimant, posed.Case)
	}
	found := Nearness{Decision: posed.ID(), Claimant: posed.Claimants[here], WhatIf: posed.WhatIf, Nearest: []Near{}}
	lessons := lessonsFor(posed.Book.Cases, posed.Case)
	var all []Near
	(&inquiry{Case: posed.Case, lessons: lessons}).inItsPart(here, func(p *Case, there int) {
		all = append(all, posed.near(p, there, here))
	})
	slices.SortStableFunc(all, func(a, b Near) int {
		return cmp.Or(compareNear(&a, &b), byAuthority(&a, &b, lessons), strings.Compare(a.Decision, b.Decision))
	})
	found.Considered = len(all)
	place := map[string]int{}
	for _, near := range all {
		at, met := place[near.Dispute]
		if !met {
			place[near.Dispute] = len(found.Nearest)
			found.Nearest = append(found.Nearest, near)
			continue
		}
		found.Nearest[at].Others = append(found.Nearest[at].Others, near.Decision)
	}
	found.Disputes = len(found.Nearest)
	found.Nearest = found.Nearest[:min(n, len(found.Nearest))]
	for i := range found.Nearest {
		posed.explain(&found.Nearest[i], here, lessons)
	}
	return found, nil
}

// near gives a precedent without its explanation.
func (c *Case) near(p *Case, there, here int) Near {
	near := Near{
		Decision: p.ID(), Dispute: p.Dispute.ID, Title: p.Dispute.Title, Key: p.Key, Outcome: p.Outcome, Claimant: p.Claimants[there], Fared: RungLabel(p.rung(there)),
		Differences: []DifferenceNote{}, Needs: []FactNeeded{}, SameChallenge: p.Challenge == c.Challenge, Tension: c.tension(p),
		Years: int(math.Round(years(p, c))), Others: []string{}, at: p, place: there,
	}
	shortfalls(p, there, c, here, func(d FactDifference) {
		if d.Kind == NotKnownHere {
			near.unknown++
		} else {
			near.Differences = append(near.Differences, d.note())
		}
	})
	near.Binds = len(near.Differences) == 0 && near.unknown == 0
	return near
}

func compareNear(a, b *Near) int {
	challenge := func(n *Near) int {
		if n.SameChallenge {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(len(a.Differences), len(b.Differences)), cmp.Compare(a.unknown, b.unknown), cmp.Compare(challenge(a), challenge(b)),
		cmp.Compare(b.Tension, a.Tension), cmp.Compare(b.at.session, a.at.session),
	)
}

// byAuthority is asked only of those that everything else leaves level.
func byAuthority(a, b *Near, lessons []lesson) int {
	if compareNear(a, b) != 0 {
		return 0
	}
	return cmp.Compare(authorityOf(b.at, lessons).share(), authorityOf(a.at, lessons).share())
}

// explain says of a precedent why it stands where it does, in what the case falls
// short of it, and what would make it bind.
func (c *Case) explain(near *Near, here int, lessons []lesson) {
	treatment := authorityOf(near.at, lessons)
	near.Authority, near.Agreed, near.Disagreed = Figure(treatment.share()), orEmpty(treatment.agreed), orEmpty(treatment.disagreed)
	near.Differs = []Reason{}
	other := c.against(here)
	shortfalls(near.at, near.place, c, here, func(d FactDifference) {
		if d.Kind == NotKnownHere {
			near.Needs = append(near.Needs, c.needed(d, other >= 0 && d.Claimant == c.Claimants[other]))
			return
		}
		near.Differs = append(near.Differs, because(wording.Of("near.difference", wording.Values{"difference": c.differenceSays(d)}), near.Decision, d.id()))
	})
	near.Order = because(c.orderSays(near), slices.Concat([]string{near.Decision}, near.Agreed, near.Disagreed)...)
	near.Would = c.wouldSay(near)
}

func (c *Case) needed(d FactDifference, others bool) FactNeeded {
	key := "near.no_worse"
	if others {
		key = "near.no_better"
	}
	said := wording.Of(key, wording.Values{"fact": wording.FactTerm(d.Fact), "claimant": c.name(d.Claimant), "value": wording.ValueTerm(d.Fact, d.There)})
	return FactNeeded{Fact: d.id(), Value: d.Fact.Code(d.There), Says: wording.English.Say(said), said: said}
}

// orderSays gives, in the order in which they count, what puts a precedent in its
// place.
func (c *Case) orderSays(near *Near) wording.Sentence {
	said := wording.Values{
		"short":     wording.Of("near.short", wording.Values{"n": wording.Spelled(len(near.Differences))}),
		"unknown":   wording.Of("near.unknown", wording.Values{"n": wording.Spelled(near.unknown)}),
		"challenge": wording.Of("near.same_challenge", nil),
		"tension":   wording.Of("near.no_tension", nil),
		"before":    wording.Of("near.same_year", nil),
		"treatment": wording.Of("near.untested", nil),
	}
	if !near.SameChallenge {
		said["challenge"] = wording.Of("near.other_challenge", wording.Values{"challenge": challengeTerm(near.at.Challenge)})
	}
	if near.Tension > 0 {
		said["tension"] = wording.Of("near.tension", wording.Values{"n": wording.Spelled(near.Tension), "of": wording.Spelled(issueCount)})
	}
	if near.Years > 0 {
		said["before"] = wording.Of("near.years", wording.Values{"n": wording.Spelled(near.Years)})
	}
	if n := len(near.Agreed) + len(near.Disagreed); n > 0 {
		said["treatment"] = wording.Of("near.tested", wording.Values{"n": wording.Spelled(n), "agreed": wording.Spelled(len(near.Agreed))})
	}
	return wording.Of("near.order", said)
}

// wouldSay says whether a precedent binds, or what would make it.
func (c *Case) wouldSay(near *Near) Reason {
	switch {
	case near.Binds:
		return because(wording.Of("near.binds", wording.Values{"fared": rungTerm(near.at.rung(near.place))}), near.Decision)
	case len(near.Differences) > 0:
		return because(wording.Of("near.cannot_bind", nil), near.Decision)
	}
	ids := []string{near.Decision}
	needs := make([]wording.Sentence, len(near.Needs))
	for i, need := range near.Needs {
		needs[i] = need.said
		ids = append(ids, need.Fact)
	}
	return because(wording.Of("near.would_bind", wording.Values{"needs": wording.Listing(needs...)}), ids...)
}
