package precedents

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
)

// forgotten gives a dispute with a decision told otherwise in everything that was
// not known before it was taken, and nothing of what came after.
func forgotten(d credentials.Dispute, at int, opened credentials.Date) credentials.Dispute {
	d.Decisions = slices.Clone(d.Decisions[:at+1])
	x := &d.Decisions[at]
	if x.Outcome == credentials.VacantSeat {
		x.Outcome, x.Seated = credentials.Deferred, d.Claimants[0].ID
	} else {
		x.Outcome, x.Seated = credentials.VacantSeat, credentials.Vacant
	}
	x.Accepted, x.Committee, x.Assembly, x.Sources, x.Coding, x.Doubts, x.Confidence = "", nil, nil, nil, nil, "other", "low"
	x.Positions = slices.DeleteFunc(slices.Clone(x.Positions), func(p credentials.Position) bool { return p.Date.Before(opened) != credentials.Yes })
	d.Title, d.Summary, d.Doubts, d.Closed, d.ClosedBy, d.Sources, d.Replies, d.Prepared = "other", "other", "other", credentials.Date{}, "other", nil, nil, nil
	d.Claimants = slices.Clone(d.Claimants)
	for i := range d.Claimants {
		d.Claimants[i].Leader, d.Claimants[i].Note = "other", "other"
	}
	return d
}

// What a decision was before it was taken does not hang on what was decided, then
// or later: told otherwise, it is the same.
func TestUnseenTellsNothingOfTheOutcome(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	book := NewCasebook(library)
	for _, c := range book.Cases {
		seen, err := book.Unseen(c.Dispute.ID, c.Key)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(c.Dispute.Decisions, func(x credentials.Decision) bool { return x.Key == c.Key })
		other := NewCasebook(NewLibrary(library.Frame, []credentials.Dispute{forgotten(*c.Dispute, at, c.Opened)}, nil))
		blind, err := other.Unseen(c.Dispute.ID, c.Key)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(seen, blind, cmp.AllowUnexported(credentials.Date{}, credentials.Session{}, credentials.Standing{})); diff != "" {
			t.Errorf("%s tells what was decided: %s", c.ID(), diff)
		}
		if len(seen.Ways) < 2 || len(seen.Claimants) == 0 && c.Contested() {
			t.Errorf("%s has %d ways and %d claimants", c.ID(), len(seen.Ways), len(seen.Claimants))
		}
		for _, p := range seen.Past {
			if p.Key.Session == c.Key.Session {
				t.Errorf("%s is told what the same session decided", c.ID())
			}
		}
	}
}

func TestUnseenOfNothing(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	_, err = NewCasebook(library).Unseen("afghanistan-1996", credentials.DecisionKey{Session: credentials.RegularSessionOf(12), Number: 1})
	if _, missing := errors.AsType[*credentials.NotFound](err); !missing {
		t.Errorf("got %v", err)
	}
}

// What a Member had let be known and taken back before the session opened is not
// shown as if it were still held.
func TestUnseenLeavesOutWhatHadEnded(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := library.Dispute("afghanistan-1996")
	told := *d
	told.Decisions = slices.Clone(d.Decisions)
	held := credentials.Position{Member: "FRA", Stance: credentials.Stances.Terms[0].Code, Date: credentials.Day(1996, 1, 1)}
	ended, later := held, held
	ended.Member, ended.Until = "GBR", credentials.Day(1996, 2, 1)
	later.Member, later.Until = "USA", credentials.Day(1997, 2, 1)
	told.Decisions[0].Positions = []credentials.Position{held, ended, later}
	seen, err := NewCasebook(NewLibrary(library.Frame, []credentials.Dispute{told}, nil)).Unseen(told.ID, told.Decisions[0].Key)
	if err != nil || len(seen.Positions) != 2 || seen.Positions[0].Member != "FRA" || seen.Positions[1].Member != "USA" || seen.Positions[1].Until.Known() {
		t.Errorf("got %+v, %v", seen.Positions, err)
	}
}
