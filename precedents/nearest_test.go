package precedents

import (
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
)

// TestNearestIsInOrder checks for every decision and claimant that the precedents
// are earlier ones, each of another dispute, in the order that is promised, and
// that what is said of each is what the engine finds.
func TestNearestIsInOrder(t *testing.T) {
	book := embeddedCasebook(t)
	step := 1
	if testing.Short() {
		step = 17
	}
	bind, would := 0, 0
	for i := 0; i < len(book.Cases); i += step {
		here := book.Cases[i]
		for f, claimant := range here.Claimants {
			found, err := Nearest(Posed{Case: here, Book: book}, claimant, 8)
			if err != nil {
				t.Fatal(err)
			}
			disputes := map[string]bool{}
			for n := range found.Nearest {
				near := &found.Nearest[n]
				if disputes[near.Dispute] || near.at.session >= here.session {
					t.Fatalf("%s: %s is of a dispute that stands already, or not earlier", here.ID(), near.Decision)
				}
				disputes[near.Dispute] = true
				if n > 0 && compareNear(&found.Nearest[n-1], near) > 0 {
					t.Errorf("%s: %s stands before %s", here.ID(), found.Nearest[n-1].Decision, near.Decision)
				}
				failing, missing := countShortfalls(near.at, near.at.counterpart(here, f), here, f)
				if failing != len(near.Differences) || failing != len(near.Differs) || missing != len(near.Needs) || near.Binds != (failing == 0 && missing == 0) {
					t.Errorf("%s: of %s %d and %d, the engine has %d and %d", here.ID(), near.Decision, len(near.Differences), len(near.Needs), failing, missing)
				}
				if near.Binds {
					bind++
				}
				if near.unknown > 0 && failing == 0 {
					would++
					bindsWhenKnown(t, here, near, claimant)
				}
			}
		}
	}
	if step == 1 && (bind == 0 || would == 0) {
		t.Errorf("%d bind and %d would", bind, would)
	}
}

// bindsWhenKnown supposes what a precedent needs, and checks that it then binds.
func bindsWhenKnown(t *testing.T, here *Case, near *Near, claimant string) {
	t.Helper()
	whatIf := WhatIf{}
	for _, need := range near.Needs {
		s, err := ParseSupposition(here.Dispute, need.Fact+"="+need.Value)
		if err != nil {
			t.Fatal(err)
		}
		whatIf = append(whatIf, s)
	}
	supposed, err := here.suppose(whatIf)
	if err != nil {
		return // two holders of one seat
	}
	// Other facts may make another claimant the counterpart, or the strongest rival.
	f := supposed.place(claimant)
	if p := near.at.counterpart(supposed, f); p != near.place || supposed.against(f) != here.against(f) || supposed.Holder != here.Holder {
		return
	}
	if failing, missing := countShortfalls(near.at, near.place, supposed, f); failing+missing > 0 {
		t.Errorf("%s: %s does not bind although %s is known as it should be", here.ID(), near.Decision, whatIf)
	}
}

func TestNearestSaysWhy(t *testing.T) {
	book := embeddedCasebook(t)
	here, err := book.Case("afghanistan-1996", credentials.DecisionKey{Session: credentials.RegularSessionOf(52), Number: 1})
	if err != nil {
		t.Fatal(err)
	}
	found, err := Nearest(Posed{Case: here, Book: book}, "", 5)
	if err != nil || len(found.Nearest) != 5 || found.Claimant != "islamic-state" {
		t.Fatalf("%+v, %v", found, err)
	}
	if !slices.ContainsFunc(found.Nearest, func(n Near) bool { return n.Dispute == "afghanistan-1996" }) {
		t.Errorf("the dispute’s own last decision is not near: %v", found.Nearest)
	}
	for i := range found.Nearest {
		near := &found.Nearest[i]
		for _, says := range []string{near.Order.Says, near.Would.Says} {
			if !strings.HasSuffix(says, ".") || strings.Contains(says, "_") {
				t.Errorf("%s: %q", near.Decision, says)
			}
		}
		if !slices.Contains(near.Order.RestsOn, near.Decision) {
			t.Errorf("%s does not rest on itself: %v", near.Decision, near.Order.RestsOn)
		}
	}
	if _, err := Nearest(Posed{Case: here, Book: book}, "atlantis", 5); !isInvalid(err) {
		t.Errorf("a claimant that is not there gives %v", err)
	}
}
