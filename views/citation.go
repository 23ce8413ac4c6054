package views

import (
	"net/url"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// citations turns the ids on which a sentence of the engine rests into links.
type citations struct {
	book *precedents.Casebook
	// dispute is the one at hand, and facts the decision where the facts of its
	// case are recorded. Both are empty where the sentence is of no one case.
	dispute *credentials.Dispute
	facts   credentials.DecisionKey
}

// ground is something a sentence rests on.
type ground struct{ label, address string }

// groundsShown is how many grounds stand under a sentence; more are folded away.
const groundsShown = 6

// of gives the grounds of a sentence, each once.
func (c citations) of(ids []string) []ground {
	var list []ground
	seen := map[ground]bool{}
	for _, id := range ids {
		if g := c.ground(id); !seen[g] {
			seen[g] = true
			list = append(list, g)
		}
	}
	return list
}

func (c citations) ground(id string) ground {
	switch {
	case strings.HasPrefix(id, "voice:"):
		return ground{"the voices", "#voices"}
	case strings.HasPrefix(id, "R-"):
		return ground{id, link.Rule(id)}
	case strings.Contains(id, ":"):
		decision, fact, _ := strings.Cut(id, "/")
		return c.decision(decision, fact)
	}
	return c.fact(id)
}

// decision gives the ground of a decision, or of a fact as it stood there.
func (c citations) decision(id, fact string) ground {
	name, text, _ := strings.Cut(id, ":")
	d, ok := c.book.Dispute(name)
	key, err := credentials.ParseDecisionKey(text)
	if !ok || err != nil {
		return ground{label: id}
	}
	g := ground{d.Title + ", " + keyShort(key), link.Decision(name, key)}
	if _, err := d.Decision(key); err != nil {
		g.address = link.Dispute(name)
	}
	if fact != "" {
		g.label, g.address = factName(d, fact)+" at the "+keyShort(key), link.Facts(name, key)
	}
	return g
}

// session gives "29th" for a decision of the twenty-ninth session.
func (c citations) session(id string) string {
	_, text, _ := strings.Cut(id, ":")
	key, err := credentials.ParseDecisionKey(text)
	if err != nil {
		return id
	}
	return keyShort(key)
}

// fact gives the ground of a fact of the case at hand.
func (c citations) fact(id string) ground {
	if c.dispute == nil {
		return ground{label: id}
	}
	g := ground{label: factName(c.dispute, id)}
	if c.facts.Session.Known() {
		g.address = link.Facts(c.dispute.ID, c.facts)
	}
	return g
}

// factName gives "Capital (Taliban authorities)" for taliban.capital, and the
// claimant's name alone where no fact is named.
func factName(d *credentials.Dispute, id string) string {
	claimant, key, _ := strings.Cut(id, ".")
	name := shortName(d, claimant)
	fact, err := credentials.ParseFact(key)
	if err != nil {
		return name
	}
	return fact.Label() + " (" + name + ")"
}

// forecastOf is the page of the forecast for a decision, by its id.
func (c citations) forecastOf(id string) string {
	name, text, _ := strings.Cut(id, ":")
	d, ok := c.book.Dispute(name)
	key, err := credentials.ParseDecisionKey(text)
	if !ok || err != nil {
		return link.Dispute(name)
	}
	return forecastBefore(d, key)
}

// forecastBefore is the forecast for a decision as it stood before the session.
// Where there are several at the session the decision's number is written out,
// since a session alone stands for the first that is contested.
func forecastBefore(d *credentials.Dispute, key credentials.DecisionKey) string {
	return link.Forecast(d.ID, asBefore(d, key))
}

// forecastOfSheet is the forecast for a session that has not decided.
func forecastOfSheet(d *credentials.Dispute, session credentials.Session) string {
	return link.ForecastAt(d.ID, credentials.DecisionKey{Session: session})
}

// arguedBefore is the argument at a decision.
func arguedBefore(d *credentials.Dispute, key credentials.DecisionKey) string {
	return link.Argue(d.ID, asBefore(d, key))
}

func asBefore(d *credentials.Dispute, key credentials.DecisionKey) url.Values {
	several := slices.ContainsFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key.Session == key.Session && x.Key != key })
	text := key.String()
	if several && key.Number == 1 {
		text += ".1"
	}
	return url.Values{sessionParameter: {text}}
}

// shortName gives a claimant's name without what it says in parentheses, unless
// that is what tells it from another.
func shortName(d *credentials.Dispute, id string) string {
	full := d.ClaimantName(id)
	short, _, cut := strings.Cut(full, " (")
	if !cut || slices.ContainsFunc(d.Claimants, func(c credentials.Claimant) bool { return c.ID != id && strings.HasPrefix(c.Name, short) }) {
		return full
	}
	return short
}
