package views

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

// decimal writes a probability or a score with two figures after the point.
func decimal(f precedents.Figure) string { return fmt.Sprintf("%.2f", float64(f)) }

// rangeWords gives "0.70–0.88".
func rangeWords(low, high precedents.Figure) string { return decimal(low) + "–" + decimal(high) }

// percents gives an interval as "69–91 %".
func percents(i precedents.Interval) string {
	return fmt.Sprintf("%.0f–%.0f %%", 100*float64(i.Low), 100*float64(i.High))
}

// percentOf gives a share as "83 %".
func percentOf(f precedents.Figure) string { return fmt.Sprintf("%.0f %%", 100*float64(f)) }

// flagLabels say what each flag means at the head of a sentence, and beside it.
var flagLabels = map[precedents.Flag]struct{ lead, label, meaning string }{
	precedents.Settled:        {"Settled", "settled", "nearly certain, and a decisive rule or a binding precedent says so"},
	precedents.Likely:         {"Likely", "likely", "one outcome is likely, and the voices agree on whether the seat stays"},
	precedents.Disputed:       {"Contested, but ahead", "contested", "the voices, the rules or the record contradict one another"},
	precedents.Undecided:      {"Open, and ahead", "open", "no outcome is likely"},
	precedents.TooLittleKnown: {"Too little is known; ahead", "too little known", "few facts are known, or no precedent is near"},
}

// verdict is the forecast as one sentence, without its full stop: "Likely: the
// decision is deferred, and the Islamic State goes on sitting".
func verdict(d *credentials.Dispute, f *precedents.Forecast) string {
	if len(f.Outcomes) == 0 {
		return flagLabels[f.Flag].lead
	}
	return flagLabels[f.Flag].lead + ": " + outcomeClause(d, &f.Outcomes[0])
}

func (v *forecastPage) verdict() string { return verdict(v.dispute, &v.Forecast) }

// outcomeClause says what an outcome would mean.
func outcomeClause(d *credentials.Dispute, o *precedents.OutcomeForecast) string {
	goesOn := "the delegation in the seat goes on sitting"
	if o.Seated == credentials.Vacant {
		goesOn = "the seat stays empty"
	}
	switch o.Class {
	case precedents.HolderAccepted:
		return "the delegation in the seat is accepted"
	case precedents.OtherAccepted:
		return shortName(d, o.Seated) + " is accepted and takes the seat"
	case precedents.DecisionDeferred:
		return "the decision is deferred, and " + goesOn
	case precedents.NoDecisionTaken:
		return "no decision is taken, and " + goesOn
	case precedents.SeatLeftVacant:
		return "nobody is seated"
	case precedents.CredentialsRejected:
	}
	return "the credentials are rejected"
}

// outcomeWords names an outcome in a row of a table or a legend.
func outcomeWords(d *credentials.Dispute, o *precedents.OutcomeForecast) string {
	words := credentials.Outcomes.Label(o.Outcome)
	switch {
	case o.Accepted == nil:
		return words
	case o.Class == precedents.HolderAccepted:
		return words + ": the delegation in the seat"
	case len(d.Claimants) == 2:
		return words + ": the rival"
	}
	return words + ": " + shortName(d, *o.Accepted)
}

// barLabel says the whole bar for those who do not see it.
func barLabel(d *credentials.Dispute, f *precedents.Forecast) string {
	parts := make([]string, len(f.Outcomes))
	for i := range f.Outcomes {
		parts[i] = outcomeWords(d, &f.Outcomes[i]) + " " + decimal(f.Outcomes[i].P)
	}
	return strings.Join(parts, ", ")
}

// portion is a part of a forecast's bar, in per cent of its length.
type portion struct {
	x, width float64
	outcome  credentials.Outcome
	// other is an acceptance of somebody other than the holder, which is hatched.
	other bool
}

func sharesOf(f *precedents.Forecast) []portion {
	list := make([]portion, 0, len(f.Outcomes))
	x := 0.0
	for i := range f.Outcomes {
		o := &f.Outcomes[i]
		width := 100 * float64(o.P)
		list = append(list, portion{x, width, o.Outcome, o.Class == precedents.OtherAccepted})
		x += width
	}
	return list
}

// scaleWords gives the scale of words for probabilities, the likeliest first.
func scaleWords() []string {
	list := make([]string, 0, len(precedents.WordScale))
	upper := precedents.Figure(1)
	for _, w := range slices.Backward(precedents.WordScale) {
		list = append(list, w.Word+": "+decimal(w.From)+" to "+decimal(upper))
		upper = w.From
	}
	return list
}

// boundWords says how far the record binds for a claimant.
func boundWords(name string, b precedents.Bound) string {
	least, most := "“"+precedents.RungLabel(b.Lower)+"”", "“"+precedents.RungLabel(b.Upper)+"”"
	switch {
	case b.Contradiction:
		return fmt.Sprintf("For %s the record contradicts itself: at least %s, and at most %s.", name, least, most)
	case b.Lower == 0 && b.Upper == 4:
		return fmt.Sprintf("For %s it forces nothing.", name)
	case b.Lower == b.Upper:
		return fmt.Sprintf("For %s it forces %s.", name, least)
	case b.Lower == 0:
		return fmt.Sprintf("For %s it forces at most %s.", name, most)
	case b.Upper == 4:
		return fmt.Sprintf("For %s it forces at least %s.", name, least)
	}
	return fmt.Sprintf("For %s it forces at least %s and at most %s.", name, least, most)
}

// findingWords says what a rule finds here, and of whom.
func findingWords(d *credentials.Dispute, f precedents.RuleFinding) string {
	switch {
	case f.Outcome == credentials.Accepted && f.Who != nil:
		return shortName(d, *f.Who) + " accepted"
	case f.Outcome == credentials.VacantSeat:
		return "nobody seated"
	}
	return credentials.Outcomes.Label(f.Outcome)
}

// trackWords says how often a rule fired and was right.
func trackWords(fired, right, disputes int, interval precedents.Interval) string {
	if fired == 0 {
		return "has not fired in a contested decision"
	}
	words := fmt.Sprintf("fired %s in %s, right %d", times(fired), precedents.Counted(disputes, "dispute"), right)
	if fired >= leastForInterval {
		words += " (" + percents(interval) + ")"
	}
	return words
}

// leastForInterval is the number under which a share says too little for an
// interval to be shown.
const leastForInterval = 5

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func classLabel(code string) string { return rules.Classes.Label(rules.Class(code)) }
