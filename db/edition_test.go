package db

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// What stood at the end of a day is given back whole, whatever came after it.
func TestEdition(t *testing.T) {
	if testing.Short() {
		t.Skip("its changes come one after another")
	}
	s := seeded(t)
	day := credentials.DayOf(someDay)
	hash, err := s.DataHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.Edition(t.Context(), day)
	if err != nil || before.Hash != hash || before.Day != day {
		t.Fatalf("the first day has the hash %s, not %s (%v)", before.Hash, hash, err)
	}
	want := slices.Collect(library(t).Records())
	if diff := cmp.Diff(want, slices.Collect(before.Records())); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Save(t.Context(), noted(t, "AFG", "A note."), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), precedents.DisputeKey("myanmar-2021"), 1, "editor", "deleted", laterDay); err != nil {
		t.Fatal(err)
	}
	again, err := s.Edition(t.Context(), day)
	if err != nil || again.Hash != hash {
		t.Errorf("after a change the first day has the hash %s, not %s (%v)", again.Hash, hash, err)
	}
	if _, ok := again.Dispute("myanmar-2021"); !ok {
		t.Error("a dispute that was deleted later is not in the record of the first day")
	}
	between, err := s.Edition(t.Context(), credentials.DayOf(laterDay).Plus(-1))
	if err != nil || between.Library != again.Library {
		t.Errorf("a day without a change is read anew (%v)", err)
	}
	now, err := s.DataHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	later, err := s.Edition(t.Context(), credentials.DayOf(laterDay))
	if err != nil || later.Hash != now || later.Hash == hash {
		t.Errorf("the day of the change has the hash %s, not %s (%v)", later.Hash, now, err)
	}
	member, _ := later.Member("AFG")
	if _, ok := later.Dispute("myanmar-2021"); ok || member.Note != "A note." {
		t.Errorf("the day of the change has the note %q, and myanmar-2021: %v", member.Note, ok)
	}
}

func TestEditionBeforeTheRecordBegins(t *testing.T) {
	s := seeded(t)
	if _, err := s.Edition(t.Context(), credentials.DayOf(someDay).Plus(-1)); !isInvalid(err) || !strings.Contains(err.Error(), "1 November 2026") {
		t.Errorf("the day before the first gives %v", err)
	}
	if begun, err := s.Begun(t.Context()); err != nil || begun != credentials.DayOf(someDay) {
		t.Errorf("the record begins on %s (%v)", begun, err)
	}
}
