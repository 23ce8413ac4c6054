package precedents_test

import (
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// withDispute gives an engine over the built-in library with one dispute edited
// or added.
func withDispute(t *testing.T, d credentials.Dispute) *precedents.Engine {
	t.Helper()
	library := embedded(t)
	disputes := slices.DeleteFunc(slices.Clone(library.Disputes), func(o credentials.Dispute) bool { return o.ID == d.ID })
	book := precedents.NewCasebook(precedents.NewLibrary(library.Frame, append(disputes, d), slices.Clone(library.RollCalls)))
	return precedents.NewEngine(book, sharedEngine().Rules())
}

func TestForecastRestsOnTheSheet(t *testing.T) {
	dispute, _ := embedded(t).Dispute("myanmar-2021")
	d := dispute.Clone()
	plain, err := sharedEngine().Forecast(d.ID, credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	sheet := "prepared/" + plain.Session.String()
	d, err = credentials.Edit{By: "An editor", Changes: []credentials.Change{{Field: sheet, Now: credentials.New}}}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	carried, err := withDispute(t, d).Forecast(d.ID, credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if !carried.Prepared || carried.CarriedFrom != nil || len(carried.Unconfirmed) != len(d.Prepared[0].Coding) || len(carried.Unconfirmed) == 0 {
		t.Errorf("the facts are prepared %v, carried from %v, unconfirmed %d", carried.Prepared, carried.CarriedFrom, len(carried.Unconfirmed))
	}
	if carried.P != plain.P {
		t.Errorf("facts carried onto the sheet give %v, without it %v", carried.P, plain.P)
	}
	field := sheet + "/facts/" + strings.ReplaceAll(carried.Unconfirmed[0], ".", "/")
	was, _ := d.Field(field)
	confirmed := credentials.ParseParts(was)
	delete(confirmed, "carried")
	holder := d.Prepared[0].Coding[0].Claimant
	d, err = credentials.Edit{By: "An editor", Changes: []credentials.Change{
		{Field: field, Was: was, Now: confirmed.String()},
		{Field: sheet + "/facts/" + holder + "/defunct", Was: mustField(t, d, sheet+"/facts/"+holder+"/defunct"), Now: "value=true"},
	}}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := withDispute(t, d).Forecast(d.ID, credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if changed.P == carried.P {
		t.Error("a changed fact changes nothing")
	}
	if n := len(carried.Unconfirmed) - len(changed.Unconfirmed); n < 1 || n > 2 {
		t.Errorf("unconfirmed are %d, before %d", len(changed.Unconfirmed), len(carried.Unconfirmed))
	}
	early, err := withDispute(t, d).Forecast(d.ID, changed.Session, credentials.Day(2023, 1, 1), nil, precedents.Options{NoRanges: true})
	if err != nil || early.Prepared {
		t.Errorf("a sheet is seen on a day before it was made: %v (%v)", early.Prepared, err)
	}
}

func mustField(t *testing.T, d credentials.Dispute, field string) string {
	t.Helper()
	text, ok := d.Field(field)
	if !ok {
		t.Fatalf("there is no %s", field)
	}
	return text
}

// TestNewDisputeIsForecastFromItsSheet: a dispute that was only just opened has
// a forecast.
func TestNewDisputeIsForecastFromItsSheet(t *testing.T) {
	d := credentials.Dispute{
		ID: "zambia-2026", Seat: "ZMB", SeatName: "Zambia", Title: "Zambia, 2026", Kind: credentials.RivalClaimants,
		Opened: credentials.Day(2026, 11, 1), OpenedBy: "Two letters come in", Summary: "Two letters came in.",
		Claimants: []credentials.Claimant{{ID: "first", Name: "First", SeatedAtStart: credentials.Yes}, {ID: "second", Name: "Second"}},
		Prepared: []credentials.Preparation{{Session: credentials.RegularSessionOf(82), Facts: map[string]credentials.Standing{
			"first": credentials.Standing{}.With(credentials.HoldsSeat, 1), "second": credentials.Standing{}.With(credentials.HoldsSeat, 2),
		}}},
	}
	f, err := withDispute(t, d).Forecast(d.ID, credentials.RegularSessionOf(82), credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil || !f.Opening || f.Challenge != credentials.RivalCredentials || len(f.Outcomes) == 0 || len(f.Unconfirmed) != 0 {
		t.Errorf("the forecast is %+v (%v)", f.Outcomes, err)
	}
}
