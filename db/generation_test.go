package db

import (
	"testing"
	"time"

	"seatwatch/credentials"
)

// changesNow gives the number of changes, with those of other programs till now.
func changesNow(s *Store) uint64 {
	s.changes.asking.Lock()
	s.changes.asked = time.Time{}
	s.changes.asking.Unlock()
	return s.Changes()
}

// TestChangesOfAnotherProgram: what another program commits to the same file is
// counted, and what this one commits is counted once.
func TestChangesOfAnotherProgram(t *testing.T) {
	s := seeded(t)
	other := opened(t, s.Path())
	before := changesNow(s)
	if again := changesNow(s); again != before {
		t.Errorf("nothing is counted as %d", again-before)
	}
	for n, saves := range []*Store{other, s, other, s} {
		note := []string{"One.", "Two.", "Three.", "Four."}[n]
		if _, err := saves.Save(t.Context(), noted(t, "AFG", note), n+1, "editor", "a note", laterDay); err != nil {
			t.Fatal(err)
		}
		if now := changesNow(s); now != before+1 {
			t.Errorf("change %d is counted as %d", n+1, now-before)
		}
		before = changesNow(s)
	}
}

// TestWhatIsNoChange: a refusal, a change that was only tried, and what no page
// without an account shows leave the pages that were made.
func TestWhatIsNoChange(t *testing.T) {
	s := seeded(t)
	before := changesNow(s)
	if _, err := s.Save(t.Context(), noted(t, "AFG", "A note."), 7, "editor", "a note", laterDay); err == nil {
		t.Error("it is not refused")
	}
	if _, err := s.Import(t.Context(), library(t), "editor", "a dry run", laterDay, true); err != nil {
		t.Error(err)
	}
	invitation := credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Editor, By: "editor", Made: laterDay, Expires: laterDay.AddDate(0, 0, 7)}
	if _, err := s.Invite(t.Context(), invitation, "form"); err != nil {
		t.Error(err)
	}
	if now := changesNow(s); now != before {
		t.Errorf("%d changes are counted", now-before)
	}
}
