package views

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// keyWords gives "fifty-second session", and which of its decisions where there
// are several.
func keyWords(key credentials.DecisionKey) string { return lower(keyTitle(key)) }

// figureSentence says the likeliest outcome in words and figures.
func (v *forecastPage) figureSentence() string {
	o := &v.Outcomes[0]
	return fmt.Sprintf("In words: %s; in figures: %s, between %s and %s.", o.Words, decimal(o.P), decimal(o.Low), decimal(o.High))
}

// standsWords says from what day's knowledge the forecast is, and what is asked.
func (v *forecastPage) standsWords() string {
	question := "renewal"
	if v.Opening {
		question = "opening"
	}
	when := "As known on " + v.AsOf.Words()
	if v.today.Before(v.AsOf) == credentials.Yes {
		when = "As known today, for a session expected to open on " + v.AsOf.Words()
	}
	return fmt.Sprintf("%s. The question is %s by %s.", when, article(question), credentials.Challenges.Label(v.Challenge))
}

func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

// recordedFigure gives what an outcome has on the facts as they are recorded.
func recordedFigure(f *precedents.Forecast, o *precedents.OutcomeForecast) string {
	for i := range f.Outcomes {
		if f.Outcomes[i].Class == o.Class && f.Outcomes[i].Seated == o.Seated {
			return decimal(f.Outcomes[i].P)
		}
	}
	return "cannot happen"
}

// outsideFigures adds the share and its interval to the outside view.
func outsideFigures(v precedents.OutsideView) string {
	if v.N == 0 {
		return ""
	}
	return fmt.Sprintf(" That is %s (%s).", percentOf(v.P), percents(v.Interval))
}

// applies, wouldApply and setAside are what a rule can be to a case.
func applies(r *precedents.RuleVoice) bool { return r.Fires }

func wouldApply(r *precedents.RuleVoice) bool { return !r.Fires && len(r.Missing) > 0 }

func setAside(r *precedents.RuleVoice) bool { return !r.Fires && len(r.Missing) == 0 }

func (v *forecastPage) rulesThat(is func(*precedents.RuleVoice) bool) []precedents.RuleVoice {
	var list []precedents.RuleVoice
	for i := range v.Rules {
		if is(&v.Rules[i]) {
			list = append(list, v.Rules[i])
		}
	}
	return list
}

func wouldApplyWords(n int) string {
	if n == 1 {
		return "One rule would apply if more were known"
	}
	return fmt.Sprintf("%d rules would apply if more were known", n)
}

func (v *forecastPage) issuesThat(disputed bool) []precedents.IssueNote {
	return slices.DeleteFunc(slices.Clone(v.Issues), func(n precedents.IssueNote) bool { return n.InDispute != disputed })
}

// bound gives the claimants the forecast speaks of, the holder first.
func (v *forecastPage) bound() []credentials.Claimant {
	return slices.DeleteFunc(holderFirst(v.dispute.Claimants), func(c credentials.Claimant) bool {
		_, ok := v.Bounds[c.ID]
		return !ok
	})
}

// classes gives the classes that can happen.
func (v *forecastPage) classes() []precedents.Class {
	return slices.DeleteFunc(precedents.Classes(), func(c precedents.Class) bool { return v.P[c] == 0 })
}

func differencesWords(d *credentials.Dispute, notes []precedents.DifferenceNote) string {
	if len(notes) == 0 {
		return "nothing"
	}
	names := make([]string, len(notes))
	for i, note := range notes {
		names[i] = lower(factName(d, note.Fact))
	}
	if len(names) > 4 {
		return fmt.Sprintf("%s and %d more", precedents.Listed(names[:3]), len(names)-3)
	}
	return precedents.Listed(names)
}

func authorityWords(p precedents.PrecedentVoice) string {
	n := len(p.Agreed) + len(p.Disagreed)
	if n == 0 {
		return "not tested"
	}
	return fmt.Sprintf("%d of %d it binds", len(p.Agreed), n)
}

// baselineLabel names a plain baseline.
func baselineLabel(key string) string {
	for i := range precedents.Baselines {
		if precedents.Baselines[i].Key == key {
			return precedents.Baselines[i].Label
		}
	}
	return key
}
