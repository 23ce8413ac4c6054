package precedents

import (
	"fmt"
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// Gist says in a sentence what came of a dispute: "five decisions at five
// sessions, each deferred; the delegation in the seat stayed". It rests on the
// decisions alone, and names claimants as the record does.
func Gist(d *credentials.Dispute) string {
	decisions := make([]DecisionRow, len(d.Decisions))
	for i := range d.Decisions {
		x := &d.Decisions[i]
		decisions[i] = DecisionRow{Session: x.Key.Session, Outcome: x.Outcome, Seated: x.Seated, SeatedName: d.ClaimantName(x.Seated)}
	}
	return gist(d.Claimants, decisions)
}

// GistOf is Gist of a dispute in a list.
func GistOf(row *DisputeRow) string { return gist(row.Claimants, row.Decisions) }

func gist(claimants []credentials.Claimant, decisions []DecisionRow) string {
	if len(decisions) == 0 {
		return "no decision is recorded yet"
	}
	sessions := map[credentials.Session]bool{}
	for i := range decisions {
		sessions[decisions[i].Session] = true
	}
	counted := plural(len(decisions), "decision") + " at " + plural(len(sessions), "session")
	if len(decisions) == 1 {
		counted = "one decision, at the " + decisions[0].Session.Words()
	}
	return counted + ", " + outcomesInWords(decisions) + "; " + seatInWords(claimants, decisions)
}

// outcomesInWords gives "each deferred", or "three accepted and two deferred".
func outcomesInWords(decisions []DecisionRow) string {
	counts := make(map[credentials.Outcome]int, len(credentials.Outcomes.Terms))
	for i := range decisions {
		counts[decisions[i].Outcome]++
	}
	var parts []string
	for _, term := range credentials.Outcomes.Terms {
		label := term.Label
		if term.Code == credentials.NoDecision {
			label = "left without a decision"
		}
		switch n := counts[term.Code]; {
		case n == 0:
		case len(decisions) == 1:
			return label
		case n == len(decisions) && n == 2:
			return "both " + label
		case n == len(decisions):
			return "each " + label
		default:
			parts = append(parts, inWords(n)+" "+label)
		}
	}
	return listed(parts)
}

// seatInWords says whether the seat stayed with whoever held it.
func seatInWords(claimants []credentials.Claimant, decisions []DecisionRow) string {
	holder := ""
	for _, claimant := range claimants {
		if claimant.SeatedAtStart == credentials.Yes {
			holder = claimant.ID
		}
	}
	var moves []string
	for i := range decisions {
		x := &decisions[i]
		if x.Seated == holder || x.Seated == "" {
			continue
		}
		at := " at the " + x.Session.Words()
		switch {
		case x.Seated == credentials.Vacant:
			moves = append(moves, "nobody sat"+at)
		case holder == "":
			moves = append(moves, x.SeatedName+" took the seat"+at)
		default:
			moves = append(moves, "the seat passed to "+x.SeatedName+at)
		}
		holder = x.Seated
	}
	switch {
	case len(moves) == 0:
		return "the delegation in the seat stayed"
	case len(moves) > 3:
		return "the seat changed " + inWords(len(moves)) + " times"
	}
	return listed(moves)
}

// listed joins parts as a sentence does: "a, b and c".
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return inWords(n) + " " + noun
}

var numberWords = strings.Fields("no one two three four five six seven eight nine ten eleven twelve")

// inWords spells a number up to twelve.
func inWords(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return strconv.Itoa(n)
}

// Counted gives "one decision" or "fourteen decisions" for a list's heading,
// with figures above twelve.
func Counted(n int, noun string) string { return plural(n, noun) }

// DecisionSentence says in a sentence what was decided and who sat.
func DecisionSentence(d *credentials.Dispute, x *credentials.Decision) string {
	var said string
	switch x.Outcome {
	case credentials.Accepted:
		said = fmt.Sprintf("The credentials of %s were accepted", d.ClaimantName(x.Accepted))
	case credentials.Deferred:
		said = "The decision was deferred"
	case credentials.Rejected:
		said = "The credentials of the only delegation were rejected"
	case credentials.NoDecision:
		said = "No decision was taken on the credentials"
	case credentials.VacantSeat:
		return "Nobody was seated for the Member"
	}
	switch {
	case x.Outcome == credentials.Accepted:
		return said
	case x.Seated == credentials.Vacant:
		return said + ", and nobody sat"
	}
	return said + "; " + d.ClaimantName(x.Seated) + " sat"
}
