package precedents

import (
	"slices"
	"strings"
	"testing"
)

func line(key, says string, restsOn ...string) BriefLine {
	return BriefLine{says, Grounds{Basis: OnSource, RestsOn: restsOn}, key}
}

func TestSentencesArePaired(t *testing.T) {
	day := dayMask{was: []string{"1 July 2027"}, is: []string{"3 August 2027"}}
	was := []BriefLine{
		line("a", "As of 1 July 2027, nothing is decided."), line("b", "It sits."), line("c", "The capital is held.", "x.capital"),
		line("d", "One of two."), line("d", "Two of two."), line("e", "It rests on this.", "A/51/548"), line("f", "Gone."),
	}
	is := []BriefLine{
		line("a", "As of 3 August 2027, nothing is decided."), line("c", "The capital is not held.", "x.capital"),
		line("d", "Two of two."), line("d", "Two of three."), line("e", "It rests on this.", "A/51/549"), line("g", "New.", "y"), line("b", "It sits."),
	}
	changes, same := drift(was, is, day)
	var got []string
	for _, change := range changes {
		got = append(got, change.Key+" "+string(change.Fate))
	}
	want := []string{"c changed", "d changed", "e grounds", "g added", "f dropped"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || same != 3 {
		t.Errorf("got %v, and %d as they were", got, same)
	}
	for _, change := range changes {
		if change.Key == "d" && (change.Was.Says != "One of two." || change.Is.Says != "Two of three.") {
			t.Errorf("%q is paired with %q", change.Was.Says, change.Is.Says)
		}
	}
	if changes, same := drift(is, is, day); len(changes) > 0 || same != len(is) {
		t.Errorf("a section beside itself: %v", changes)
	}
}

// A sentence that stands twice, a section that there is not, and a table whose rows
// changed.
func TestRowsArePairedByTheirHead(t *testing.T) {
	table := func(cells ...string) *BriefSection {
		part := BriefPart{Kind: Table, Columns: []string{"", "Islamic State", "Taliban"}}
		for _, row := range cells {
			part.Rows = append(part.Rows, BriefRow{Cells: strings.Split(row, "|")})
		}
		return &BriefSection{Parts: []BriefPart{part}}
	}
	changes, same := drift(table("capital|not held|held", "territory|little|most").lines(), table("capital|not held|contested", "territory|little|most", "sanctions|no|yes").lines(), dayMask{})
	if len(changes) != 2 || same != 1 || changes[0].Is.Says != "capital · Islamic State: not held · Taliban: contested" || changes[1].Fate != IsAdded {
		t.Errorf("got %+v", changes)
	}
	if changes, _ := drift(nil, table("capital|a|b").lines(), dayMask{}); len(changes) != 1 || changes[0].Fate != IsAdded {
		t.Errorf("a new section: %+v", changes)
	}
	var none *BriefSection
	if none.lines() != nil {
		t.Error("there is something in a section that there is not")
	}
}

// The words of a difference put together again are the two texts.
func TestWordRunsAreBothTexts(t *testing.T) {
	for _, pair := range [][2]string{
		{"The capital is held by Taliban.", "The capital is contested."},
		{"", "New."},
		{"Gone.", ""},
		{"طالبان تسيطر على العاصمة", "طالبان لا تسيطر على العاصمة"},
		{strings.Repeat("x", 500), strings.Repeat("x", 499) + "y"},
	} {
		var was, is []string
		for _, run := range wordRuns(pair[0], pair[1]) {
			if run.Change != Added {
				was = append(was, strings.Fields(run.Text)...)
			}
			if run.Change != Removed {
				is = append(is, strings.Fields(run.Text)...)
			}
		}
		if strings.Join(was, " ") != pair[0] || strings.Join(is, " ") != pair[1] {
			t.Errorf("%q and %q became %q and %q", pair[0], pair[1], was, is)
		}
	}
}

func TestHowFarAForecastMoves(t *testing.T) {
	outcome := func(class Class, p float64) OutcomeForecast {
		return OutcomeForecast{Class: class, Seated: "holder", P: Figure(p), Low: Figure(p), High: Figure(p), Words: Words(p)}
	}
	deferred := []OutcomeForecast{outcome(DecisionDeferred, 0.8), outcome(HolderAccepted, 0.2)}
	for _, c := range []struct {
		was, is []OutcomeForecast
		want    ForecastMove
	}{
		{nil, nil, ForecastNone},
		{deferred, deferred, ForecastSame},
		{deferred, []OutcomeForecast{outcome(DecisionDeferred, 0.8004), outcome(HolderAccepted, 0.1996)}, ForecastSame},
		{deferred, []OutcomeForecast{outcome(DecisionDeferred, 0.75), outcome(HolderAccepted, 0.25)}, FiguresMove},
		{deferred, []OutcomeForecast{outcome(DecisionDeferred, 0.8)}, FiguresMove},
		{deferred, []OutcomeForecast{outcome(DecisionDeferred, 0.6), outcome(HolderAccepted, 0.4)}, WordMoves},
		{deferred, []OutcomeForecast{outcome(HolderAccepted, 0.8), outcome(DecisionDeferred, 0.2)}, LikeliestMoves},
		{nil, deferred, ForecastBegins},
		{deferred, nil, ForecastEnds},
	} {
		var u BriefUpdate
		u.compareForecasts(c.was, c.is)
		if u.Forecast != c.want {
			t.Errorf("got %s, want %s", u.Forecast, c.want)
		}
	}
}

func TestADayIsMaskedOnlyWhereItStandsAlone(t *testing.T) {
	for text, want := range map[string]string{
		"as of 1 May 2026.":       "as of \x00.",
		"1 May 2026, 21 May 2026": "\x00, 21 May 2026",
		"1 May 20261":             "1 May 20261",
	} {
		if got := masked(text, []string{"1 May 2026", ""}); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
