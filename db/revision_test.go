package db

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func noted(t *testing.T, code, note string) precedents.Record {
	t.Helper()
	member, ok := library(t).Member(code)
	if !ok {
		t.Fatal("there is no", code)
	}
	member.Note = note
	return precedents.MemberRecord(member)
}

func TestSave(t *testing.T) {
	s := seeded(t)
	record := noted(t, "AFG", "First.")
	saved, err := s.Save(t.Context(), record, 1, "editor", "a note", laterDay)
	want := credentials.Revision{Record: record.Key, Number: 2, By: "editor", At: laterDay, What: "a note", Content: record.Content}
	if err != nil || saved != want {
		t.Errorf("the revision is %+v (%v)", saved, err)
	}
	generation := s.Generation()
	if again, err := s.Save(t.Context(), record, 2, "another", "the same", laterDay); err != nil || again != want || s.Generation() != generation {
		t.Errorf("saving the same again makes %+v (%v)", again, err)
	}
	if _, err := s.Save(t.Context(), noted(t, "AFG", "Second."), 1, "another", "too late", laterDay); !isConflict(err, record.Key, 1) {
		t.Errorf("a change against revision 1 gives %v", err)
	}
	if _, err := s.Save(t.Context(), precedents.Record{Key: record.Key, Content: "rubbish"}, 2, "editor", "rubbish", laterDay); !isFaults(err) {
		t.Errorf("rubbish gives %v", err)
	}
	if _, err := s.Save(t.Context(), record, 2, credentials.LibraryEditor, "as the library", laterDay); !isInvalid(err) {
		t.Errorf("writing as the library gives %v", err)
	}
	frame, err := s.Frame(t.Context())
	if member, _ := frame.Member("AFG"); err != nil || member.Note != "First." {
		t.Errorf("the note is %q (%v)", member.Note, err)
	}
	latest, err := s.Latest(t.Context(), 1)
	want.Content = ""
	if err != nil || len(latest) != 1 || latest[0] != want {
		t.Errorf("the latest is %+v (%v)", latest, err)
	}
}

func isConflict(err error, record string, number int) bool {
	conflict, ok := errors.AsType[*credentials.Conflict](err)
	return ok && conflict.Record == record && conflict.Number == number && len(conflict.Fields) == 0
}

func isFaults(err error) bool {
	_, ok := errors.AsType[precedents.Faults](err)
	return ok
}

// TestLostRace lets many save against one revision at the same moment: one of
// them is taken, and the others learn it.
func TestLostRace(t *testing.T) {
	const writers = 16
	s := seeded(t)
	key := precedents.MemberKey("AFG")
	failed := make([]error, writers)
	var all sync.WaitGroup
	for i := range writers {
		record := noted(t, "AFG", fmt.Sprint("Note ", i))
		all.Go(func() { _, failed[i] = s.Save(t.Context(), record, 1, fmt.Sprint("editor ", i), "a note", laterDay) })
	}
	all.Wait()
	won := -1
	for i, err := range failed {
		switch {
		case err == nil && won < 0:
			won = i
		case !isConflict(err, key, 1):
			t.Errorf("writer %d gets %v", i, err)
		}
	}
	revisions, err := s.Revisions(t.Context(), key)
	if err != nil || won < 0 || len(revisions) != 2 || revisions[1].By != fmt.Sprint("editor ", won) {
		t.Errorf("writer %d won, and the revisions are %+v (%v)", won, revisions, err)
	}
}

// TestReadingWhileWriting holds readers and writers to no more than waiting for
// each other.
func TestReadingWhileWriting(t *testing.T) {
	s := seeded(t)
	var all sync.WaitGroup
	for _, code := range []string{"AFG", "ALB", "DZA", "FRA"} {
		all.Go(func() {
			for n := range 5 {
				if _, err := s.Save(t.Context(), noted(t, code, fmt.Sprint("Note ", n)), n+1, "editor", "a note", laterDay); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 5 {
				frame, err := s.Frame(t.Context())
				if err != nil || len(frame.Members) != len(library(t).Members) {
					t.Error(len(frame.Members), err)
				}
				if page, err := s.Disputes(t.Context(), precedents.Query{}); err != nil || page.Total != len(library(t).Disputes) {
					t.Error(page.Total, err)
				}
			}
		})
	}
	all.Wait()
}

func TestRevisionsOfNothing(t *testing.T) {
	s := seeded(t)
	if _, err := s.Revisions(t.Context(), "dispute/none-1999"); !isNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	if _, err := s.Dispute(t.Context(), "../../etc/passwd"); !isNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	if _, err := s.RollCall(t.Context(), "none"); !isNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	if latest, err := s.Latest(t.Context(), -1); err != nil || len(latest) != 0 {
		t.Errorf("the latest minus one are %v (%v)", latest, err)
	}
}

func TestFrameIsOneValueUntilSomethingChanges(t *testing.T) {
	s := seeded(t)
	first, err := s.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if second, err := s.Frame(t.Context()); err != nil || first != second {
		t.Errorf("it was read twice (%v)", err)
	}
	before := s.Generation()
	if _, err := s.Save(t.Context(), noted(t, "AFG", "Changed."), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	if s.Generation() <= before {
		t.Error("the generation did not rise")
	}
	if third, err := s.Frame(t.Context()); err != nil || first == third {
		t.Errorf("it was not read anew (%v)", err)
	}
}
