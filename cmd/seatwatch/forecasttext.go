package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// textWidth is how wide a forecast is written for people.
const textWidth = 110

// forecastText writes a forecast for people.
type forecastText struct {
	*precedents.Forecast
	library *precedents.Library
	dispute *credentials.Dispute
	b       strings.Builder
	// label is the one written last: it stands once over what belongs together.
	label string
}

func writeForecast(out io.Writer, library *precedents.Library, dispute *credentials.Dispute, forecast *precedents.Forecast) error {
	t := &forecastText{Forecast: forecast, library: library, dispute: dispute}
	t.head()
	t.outcomes()
	t.reasons("Flag", t.FlagReasons)
	t.paragraph("Outside view", fmt.Sprintf("%s (%s)", strings.TrimSuffix(t.OutsideView.Says, "."), interval(t.OutsideView.Interval))+".")
	t.changes()
	t.issues()
	t.rules()
	t.bounds()
	t.arguments()
	for _, tip := range t.Tips {
		t.paragraph("What would change it", tip.Says)
	}
	for _, question := range t.AskNext {
		t.paragraph("Worth finding out next", question.Says)
	}
	t.voices()
	t.paragraph("Track record", t.TrackRecord.Says)
	_, err := io.WriteString(out, t.b.String())
	return err
}

func (t *forecastText) head() {
	parts := []string{
		strings.ToUpper(t.library.NameOn(t.dispute.Seat, t.AsOf)) + ", " + t.dispute.Title, t.Session.Words(), "as of " + t.AsOf.Words(),
		"rulebook " + short(t.Hashes.Rules), "data " + short(t.Hashes.Data),
	}
	fmt.Fprintln(&t.b, strings.Join(parts, " · "))
	if len(t.WhatIf) > 0 {
		t.paragraph("Supposing", strings.Join(t.WhatIf, ", "))
	}
	if t.CarriedFrom != nil {
		t.paragraph("Facts", "carried over from "+*t.CarriedFrom+": none are coded for this session yet.")
	}
	if len(t.Unconfirmed) > 0 {
		t.paragraph("Not confirmed", "carried over and nobody has confirmed or changed them since: "+strings.Join(t.Unconfirmed, ", "))
	}
}

// short is as much of a hash as people compare.
func short(hash string) string { return hash[:min(len(hash), 8)] }

var flagLabels = map[precedents.Flag]string{
	precedents.Settled: "Settled", precedents.Likely: "Likely", precedents.Disputed: "Contested", precedents.Undecided: "Open",
	precedents.TooLittleKnown: "Too little known",
}

func (t *forecastText) outcomes() {
	for i := range t.Outcomes {
		o := &t.Outcomes[i]
		figures := fmt.Sprintf("%.2f (%.2f–%.2f), %s", o.P, o.Low, o.High, o.Words)
		if i == 0 {
			fmt.Fprintf(&t.b, "\n%s: %s.  %s\n", flagLabels[t.Flag], t.outcome(o), figures)
			continue
		}
		fmt.Fprintf(&t.b, "  %s  %s\n", t.outcome(o), figures)
	}
	t.b.WriteString("\n")
}

// outcome says what would come of the decision, and who would sit.
func (t *forecastText) outcome(o *precedents.OutcomeForecast) string {
	switch {
	case o.Accepted != nil:
		return "accepted: " + t.dispute.ClaimantName(*o.Accepted)
	case o.Seated == credentials.Vacant:
		return credentials.Outcomes.Label(o.Outcome) + ", nobody sits"
	}
	return credentials.Outcomes.Label(o.Outcome) + ", " + t.dispute.ClaimantName(o.Seated) + " sits"
}

func (t *forecastText) reasons(label string, reasons []precedents.Reason) {
	for _, reason := range reasons {
		t.paragraph(label, reason.Says)
	}
}

func (t *forecastText) changes() {
	if !t.Opening && len(t.Changes) == 0 {
		t.paragraph("Changed since last time", "Nothing that is coded.")
	}
	for i := range t.Changes {
		t.paragraph("Changed since last time", t.Changes[i].Says)
	}
}

func (t *forecastText) issues() {
	for _, disputed := range []bool{true, false} {
		for i := range t.Issues {
			if t.Issues[i].InDispute == disputed {
				t.paragraph(map[bool]string{true: "Issue in dispute", false: "Not in dispute"}[disputed], t.Issues[i].Says)
			}
		}
	}
}

func (t *forecastText) rules() {
	for i := range t.Rules {
		r := &t.Rules[i]
		record := fmt.Sprintf("fired %d times in %s, right %d", r.Fired, precedents.Counted(r.Disputes, "dispute"), r.Right)
		switch {
		case r.Fires:
			t.paragraph("Rules that apply", fmt.Sprintf("%s (%s; %s): %s%s", r.ID, r.Class, record, r.Says, unless(r.Pending)))
		case len(r.Defeated) > 0:
			t.paragraph("Set aside", fmt.Sprintf("%s by %s: %s", r.ID, strings.Join(r.Defeated, ", "), r.Says))
		default:
			t.paragraph("Would apply if known", fmt.Sprintf("%s (not known: %s): %s", r.ID, strings.Join(r.Missing, ", "), r.Says))
		}
	}
	for i := range t.Carried {
		t.paragraph("Carries without firing", t.Carried[i].Says)
	}
	t.reasons("Rules in conflict", t.Conflicts)
}

func unless(pending []string) string {
	if len(pending) == 0 {
		return ""
	}
	return " Unless " + strings.Join(pending, ", ") + " turns out to apply."
}

func (t *forecastText) bounds() {
	for _, claimant := range t.claimants() {
		bounds := t.Bounds[claimant]
		for _, on := range []struct {
			label string
			bound precedents.Bound
		}{{"binding on the facts", bounds.Bound}, {"strong, on the issues", bounds.OnIssues}} {
			if len(on.bound.Binding) == 0 {
				continue
			}
			said := fmt.Sprintf("%s: at least %q, at most %q (%s; %s).", t.dispute.ClaimantName(claimant), precedents.RungLabel(on.bound.Lower),
				precedents.RungLabel(on.bound.Upper), on.label, strings.Join(on.bound.Binding, ", "))
			if on.bound.Contradiction {
				said += " The record contradicts itself here."
			}
			t.paragraph("What the record forces", said)
		}
	}
}

// claimants gives those with bounds or arguments, in the dispute's order.
func (t *forecastText) claimants() []string {
	var ids []string
	for i := range t.dispute.Claimants {
		if _, ok := t.Bounds[t.dispute.Claimants[i].ID]; ok {
			ids = append(ids, t.dispute.Claimants[i].ID)
		}
	}
	return ids
}

func (t *forecastText) arguments() {
	for _, claimant := range t.claimants() {
		argument := t.Arguments[claimant]
		t.reasons("Argument", argument.Cite)
		t.reasons("  Against", argument.Reply)
		t.reasons("  Rejoinder", argument.Rejoin)
	}
}

func (t *forecastText) voices() {
	if len(t.Outcomes) == 0 {
		return
	}
	top := t.Outcomes[0].Class
	voices := slices.Clone(t.Voices)
	slices.SortStableFunc(voices, func(a, b precedents.VoiceNote) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	var said []string
	for i := range voices {
		said = append(said, fmt.Sprintf("%s %.2f (weight %.2f)", voices[i].Label, voices[i].P[top], voices[i].Weight))
	}
	t.paragraph("Voices", "on “"+top.Term().Label+"”: "+strings.Join(said, " · "))
}

func interval(i precedents.Interval) string {
	return fmt.Sprintf("%.0f–%.0f %%", 100*i.Low, 100*i.High)
}

// paragraph writes a label, unless it stands above already, and a text beside
// it, broken between words.
func (t *forecastText) paragraph(label, text string) {
	const indent = "    "
	line := label + "   "
	if label == t.label {
		line = "  "
	}
	t.label = label
	for i, word := range strings.Fields(text) {
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textWidth {
			t.b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent
		} else if i > 0 {
			line += " "
		}
		line += word
	}
	t.b.WriteString(line + "\n")
}
