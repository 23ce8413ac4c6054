package precedents

import (
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// Gist says in a sentence what came of a dispute: "five decisions at five
// sessions, each deferred; the delegation in the seat stayed". It rests on the
// decisions alone, and names claimants as the record does.
func Gist(d *credentials.Dispute) string {
	if len(d.Decisions) == 0 {
		return "no decision is recorded yet"
	}
	sessions := map[credentials.Session]bool{}
	for i := range d.Decisions {
		sessions[d.Decisions[i].Key.Session] = true
	}
	number := inWords
	if len(d.Decisions) >= len(numberWords) {
		number = strconv.Itoa
	}
	counted := number(len(d.Decisions)) + " decisions at " + number(len(sessions)) + " sessions"
	if len(sessions) == 1 {
		counted = number(len(d.Decisions)) + " decisions at the " + d.Decisions[0].Key.Session.Words()
	}
	if len(d.Decisions) == 1 {
		counted = "one decision, at the " + d.Decisions[0].Key.Session.Words()
	}
	return counted + ", " + outcomesInWords(d.Decisions, number) + "; " + seatInWords(d)
}

// outcomesInWords gives "each deferred", or "three accepted and two deferred".
func outcomesInWords(decisions []credentials.Decision, number func(int) string) string {
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
			parts = append(parts, number(n)+" "+label)
		}
	}
	return Listed(parts)
}

// seatInWords says whether the seat stayed with whoever held it.
func seatInWords(d *credentials.Dispute) string {
	sitting := ""
	for _, claimant := range d.Claimants {
		if claimant.SeatedAtStart == credentials.Yes {
			sitting = claimant.ID
		}
	}
	var moves []string
	for i := range d.Decisions {
		x := &d.Decisions[i]
		if x.Seated == sitting || x.Seated == "" {
			continue
		}
		at := " from the "
		if i+1 < len(d.Decisions) && d.Decisions[i+1].Seated != x.Seated {
			at = " at the "
		}
		moves = append(moves, d.ClaimantName(x.Seated)+" in the seat"+at+x.Key.Session.Words())
		sitting = x.Seated
	}
	switch {
	case len(moves) == 0:
		return "the delegation in the seat stayed"
	case len(moves) > 3:
		return "the seat changed " + inWords(len(moves)) + " times"
	}
	return strings.Join(moves, ", then ")
}

// Listed joins parts as a sentence does: "a, b and c".
func Listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

func plural(n int, noun string) string {
	if stem, ok := strings.CutSuffix(noun, "ry"); n != 1 && ok {
		noun = stem + "ries"
	} else if n != 1 && strings.HasSuffix(noun, "s") {
		noun += "es"
	} else if n != 1 {
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

// DecisionSentence says in a sentence what was decided and who sat. Where the
// record has no act of the Committee or the Assembly on the credentials, it says
// so: the outcome is then the coder's reading of who sat.
func DecisionSentence(d *credentials.Dispute, x *credentials.Decision) string {
	seated := d.ClaimantName(x.Seated) + " in the seat"
	switch {
	case x.Outcome == credentials.VacantSeat:
		return "nobody was seated for the Member"
	case !x.Acted():
		return "no act on the credentials is recorded; " + seated
	case x.Outcome == credentials.Accepted:
		return "credentials accepted: " + d.ClaimantName(x.Accepted)
	case x.Outcome == credentials.Deferred:
		return "decision deferred; " + seated
	case x.Outcome == credentials.Rejected:
		return "credentials rejected; " + seated
	}
	return "no decision taken on the credentials; " + seated
}
