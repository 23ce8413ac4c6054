package precedents

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"seatwatch/credentials"
)

func embeddedCasebook(tb testing.TB) *Casebook {
	tb.Helper()
	library, err := Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return NewCasebook(library)
}

func comparing(tb testing.TB, claimant string, first *Case, others ...*Case) Comparison {
	tb.Helper()
	c, err := Compare(claimant, Posed{Case: first, WhatIf: []string{}}, others...)
	if err != nil {
		tb.Fatalf("%s with %d others: %v", first.ID(), len(others), err)
	}
	return c
}

// engineSays gives what the engine finds that a case falls short of a precedent
// in, and what is not known of it, by side and fact.
func engineSays(there *Case, p int, here *Case, f int) (differences, unknown map[string]bool) {
	differences, unknown = map[string]bool{}, map[string]bool{}
	rival := here.against(f)
	shortfalls(there, p, here, f, func(d FactDifference) {
		key := string(OwnSide) + "/" + d.Fact.Key()
		switch {
		case d.Kind == RivalPresent:
			key = string(OpponentSide) + "/" + OpponentRow
		case rival >= 0 && d.Claimant == here.Claimants[rival]:
			key = string(OtherSide) + "/" + d.Fact.Key()
		}
		if d.Kind == NotKnownHere {
			unknown[key] = true
		} else {
			differences[key] = true
		}
	})
	return differences, unknown
}

// TestAComparisonAgreesWithTheEngine: over all pairs of decisions and every
// claimant, what is stronger or not comparable in the other column is what the
// engine calls a difference, what is known there alone is what it calls not
// known; and what is not known reads so, and never as no.
func TestAComparisonAgreesWithTheEngine(t *testing.T) {
	book := embeddedCasebook(t)
	step := 1
	if testing.Short() {
		step = 17
	}
	pairs := 0
	for i := 0; i < len(book.Cases); i += step {
		here := book.Cases[i]
		others := slices.Concat(book.Cases[:i], book.Cases[i+1:])
		for f, claimant := range here.Claimants {
			c := comparing(t, claimant, here, others...)
			for n := range c.Columns[1:] {
				pairs++
				agrees(t, &c, n+1, f)
			}
		}
	}
	t.Logf("%d pairs", pairs)
}

// agrees checks one column of a comparison for the claimant at f.
func agrees(t *testing.T, c *Comparison, n, f int) {
	t.Helper()
	here, there := c.Columns[0].at, c.Columns[n].at
	var differences, unknown map[string]bool
	if p := there.counterpart(here, f); p >= 0 {
		differences, unknown = engineSays(there, p, here, f)
	}
	pair := here.ID() + " for " + c.Claimant + " and " + there.ID()
	if column := c.Columns[n]; column.Differences != len(differences) || column.Unknown != len(unknown) {
		t.Fatalf("%s: %d differences and %d not known, the engine has %d and %d", pair, column.Differences, column.Unknown, len(differences), len(unknown))
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		key, first, cell := string(row.Side)+"/"+row.Fact, &row.Cells[0], &row.Cells[n]
		if differs := cell.Relation == StrongerThere || cell.Relation == NotOrdered; differs != differences[key] {
			t.Fatalf("%s: %s is %s, and a difference for the engine: %t", pair, key, cell.Relation, differences[key])
		}
		if missing := cell.Relation == NotKnownEither && cell.Known() && !first.Known(); missing != unknown[key] {
			t.Fatalf("%s: %s is %s, and not known for the engine: %t", pair, key, cell.Relation, unknown[key])
		}
		if n == 1 {
			checkKnown(t, row, 0, here)
		}
		checkKnown(t, row, n, there)
	}
}

// checkKnown checks a cell of a row against the record: what is not known there
// reads so, has no value, and is neither stronger nor weaker.
func checkKnown(t *testing.T, row *ComparedRow, n int, c *Case) {
	t.Helper()
	cell := &row.Cells[n]
	if (n == 0) != (cell.Relation == FirstItself) {
		t.Fatalf("column %d of %s is %s", n, row.Fact, cell.Relation)
	}
	if row.Side == OpponentSide {
		if cell.Known() != (cell.Claimant != "") || cell.Known() && *cell.Value != cell.Claimant {
			t.Fatalf("the opponent %q at %s has another value", cell.Claimant, c.ID())
		}
		return
	}
	if cell.Claimant == "" {
		return
	}
	fact, err := credentials.ParseFact(row.Fact)
	if err != nil {
		t.Fatal(err)
	}
	standing, ok := c.Standing(cell.Claimant)
	if !ok {
		t.Fatalf("%s is no claimant at %s", cell.Claimant, c.ID())
	}
	if standing.Get(fact) != 0 {
		if !cell.Known() || *cell.Value != standing.Code(fact) {
			t.Fatalf("%s of %s at %s is %q", row.Fact, cell.Claimant, c.ID(), cell.Label)
		}
		return
	}
	if cell.Known() || cell.Label != credentials.NotKnown.String() || n > 0 && cell.Relation != NotKnownEither && cell.Relation != NobodyToCompare {
		t.Fatalf("%s of %s is not known at %s, and reads %q, %s", row.Fact, cell.Claimant, c.ID(), cell.Label, cell.Relation)
	}
}

// Columns stand with the fewest differences first, whatever order they were
// picked in, and each keeps its cells.
func TestColumnsAreOrderedByDifferences(t *testing.T) {
	book := embeddedCasebook(t)
	first := book.Cases[len(book.Cases)-1]
	others := slices.Clone(book.Cases[len(book.Cases)-12 : len(book.Cases)-1])
	c := comparing(t, "", first, others...)
	for i := 2; i < len(c.Columns); i++ {
		a, b := c.Columns[i-1], c.Columns[i]
		if a.own >= 0 == (b.own >= 0) && (a.Differences > b.Differences || a.Differences == b.Differences && a.Unknown > b.Unknown) {
			t.Errorf("%s with %d and %d stands before %s with %d and %d", a.Decision, a.Differences, a.Unknown, b.Decision, b.Differences, b.Unknown)
		}
	}
	for n, column := range c.Columns[1:] {
		alone := comparing(t, "", first, column.at)
		for i := range alone.Rows {
			if got, want := c.Rows[i].Cells[n+1], alone.Rows[i].Cells[1]; got.Label != want.Label || got.Relation != want.Relation {
				t.Errorf("%s, %s: %q beside the others, %q alone", column.Decision, alone.Rows[i].Fact, got.Label, want.Label)
			}
		}
	}
}

// A row does not differ where every value is the same, and only there.
func TestRowsThatDiffer(t *testing.T) {
	book := embeddedCasebook(t)
	for i := 0; i+5 < len(book.Cases); i += 5 {
		c := comparing(t, "", book.Cases[i], book.Cases[i+1:i+5]...)
		for _, row := range c.Rows {
			labels := map[string]bool{}
			for _, cell := range row.Cells {
				if cell.Relation != NobodyToCompare {
					labels[cell.Label] = true
				}
			}
			if row.Side != OpponentSide && row.Differs != (len(labels) > 1) {
				t.Errorf("%s: %s differs %t, with %v", book.Cases[i].ID(), row.Fact, row.Differs, labels)
			}
		}
	}
}

func TestCompareRefuses(t *testing.T) {
	book := embeddedCasebook(t)
	first := book.Cases[0]
	if _, err := Compare("atlantis", Posed{Case: first}, book.Cases[1]); !isInvalid(err) {
		t.Errorf("a claimant that is not there gives %v", err)
	}
	empty := &Case{Dispute: first.Dispute, Key: first.Key, Holder: -1}
	if _, err := Compare("", Posed{Case: empty}, book.Cases[1]); !isInvalid(err) {
		t.Errorf("a case without facts gives %v", err)
	}
}

func isInvalid(err error) bool {
	_, ok := errors.AsType[*credentials.Invalid](err)
	return ok
}

// In JSON what is not known is null, and never false.
func TestNotKnownIsNullInAComparison(t *testing.T) {
	book := embeddedCasebook(t)
	for i := range book.Cases[1:] {
		c := comparing(t, "", book.Cases[i], book.Cases[i+1])
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			Rows []struct {
				Fact  string `json:"fact"`
				Cells []struct {
					Value *string `json:"value"`
					Label string  `json:"label"`
				} `json:"cells"`
			} `json:"rows"`
		}
		if err := json.Unmarshal(data, &read); err != nil {
			t.Fatal(err)
		}
		for _, row := range read.Rows {
			for _, cell := range row.Cells {
				if (cell.Label == "not known" || cell.Label == nobodyLabel) != (cell.Value == nil) && row.Fact != OpponentRow {
					t.Errorf("%s is %v, labelled %q", row.Fact, cell.Value, cell.Label)
				}
			}
		}
	}
}

// BenchmarkCompare sets twelve decisions side by side.
func BenchmarkCompare(b *testing.B) {
	book := embeddedCasebook(b)
	n := len(book.Cases)
	for b.Loop() {
		if _, err := Compare("", Posed{Case: book.Cases[n-1]}, book.Cases[n-12:n-1]...); err != nil {
			b.Fatal(err)
		}
	}
}
