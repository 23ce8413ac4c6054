package views

import (
	"testing"

	"seatwatch/credentials"
)

// disputeWith makes a dispute of one claimant with a fact at each of a row of
// sessions; an empty code is not known.
func disputeWith(t *testing.T, fact credentials.Fact, codes ...string) *credentials.Dispute {
	t.Helper()
	d := &credentials.Dispute{ID: "somewhere-1990", Claimants: []credentials.Claimant{{ID: "sitting", Name: "Sitting", SeatedAtStart: credentials.Yes}}}
	for i, code := range codes {
		value, err := fact.Parse(code)
		if err != nil {
			t.Fatal(err)
		}
		d.Decisions = append(d.Decisions, credentials.Decision{
			Key:    credentials.DecisionKey{Session: credentials.RegularSessionOf(45 + i), Number: 1},
			Facts:  map[string]credentials.Standing{"sitting": credentials.Standing{}.With(fact, value)},
			Seated: "sitting",
		})
	}
	return d
}

func TestFactCellsTellAChangeAgainstTheLastKnownValue(t *testing.T) {
	d := disputeWith(t, credentials.Sanctions, "false", "", "true", "true", "")
	cells := factCells(factColumns(d), "sitting", credentials.Sanctions)
	want := []factCell{
		{value: "no", known: true},
		{value: "not known"},
		{value: "yes", known: true, was: "no"},
		{value: "yes", known: true},
		{value: "not known"},
	}
	for i, cell := range cells {
		if cell.value != want[i].value || cell.known != want[i].known || cell.was != want[i].was {
			t.Errorf("at the %s: got %+v, want %+v", d.Decisions[i].Key, cell, want[i])
		}
	}
}

func TestNotKnownIsNeverNo(t *testing.T) {
	d := disputeWith(t, credentials.HoldsSeat, "")
	for _, m := range factMatrices(d) {
		for _, group := range m.groups {
			for _, row := range group.rows {
				if cell := row.cells[0]; cell.known || cell.value != "not known" {
					t.Errorf("%s, of which nothing is known, shows as %+v", row.fact.Key(), cell)
				}
			}
		}
	}
}

func TestMatrixHasEveryFactOnce(t *testing.T) {
	d := disputeWith(t, credentials.HoldsSeat, "true")
	n := 0
	for _, group := range factMatrices(d)[0].groups {
		n += len(group.rows)
	}
	if n != len(credentials.Facts()) {
		t.Errorf("the matrix has %d facts of %d", n, len(credentials.Facts()))
	}
}

func TestChangesAtNamesWhatItWasAndSinceWhen(t *testing.T) {
	d := disputeWith(t, credentials.Capital, "held", "", "not_held")
	changes := changesAt(d, d.Decisions[2].Key)
	if len(changes) != 1 || changes[0].was != "held" || changes[0].is != "not held" || changes[0].sinceWhen != d.Decisions[0].Key {
		t.Errorf("got %+v", changes)
	}
	if changes := changesAt(d, d.Decisions[1].Key); len(changes) != 0 {
		t.Errorf("not knowing is no change, but got %+v", changes)
	}
}
