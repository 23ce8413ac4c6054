package db

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// with gives the library with some of its disputes changed.
func with(t *testing.T, l *precedents.Library, change func(d *credentials.Dispute)) *precedents.Library {
	t.Helper()
	disputes := slices.Clone(l.Disputes)
	for i := range disputes {
		change(&disputes[i])
	}
	return precedents.NewLibrary(l.Frame, disputes, l.RollCalls)
}

func retitled(id, title string) func(*credentials.Dispute) {
	return func(d *credentials.Dispute) {
		if d.ID == id {
			d.Title = title
		}
	}
}

func only(t *testing.T, l *precedents.Library, id string) *precedents.Library {
	t.Helper()
	d, ok := l.Dispute(id)
	if !ok {
		t.Fatal("there is no", id)
	}
	return precedents.NewLibrary(emptyFrame, []credentials.Dispute{*d}, nil)
}

func seed(t *testing.T, s *Store, l *precedents.Library) SeedReport {
	t.Helper()
	report, err := s.Seed(t.Context(), l, laterDay)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestTablesSayWhatTheTextSays reads the record back from the tables and
// compares it, record by record, with what was put in.
func TestTablesSayWhatTheTextSays(t *testing.T) {
	s := seeded(t)
	back, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Collect(library(t).Records())
	if diff := cmp.Diff(want, slices.Collect(back.Records())); diff != "" {
		t.Error(diff)
	}
	hash, err := s.DataHash(t.Context())
	if err != nil || hash != library(t).Hash() || hash != back.Hash() {
		t.Errorf("the hash of the record is not that of the library (%v)", err)
	}
}

func TestSeedIsRevisionOneByTheLibrary(t *testing.T) {
	s := seeded(t)
	revisions, err := s.Revisions(t.Context(), precedents.DisputeKey("afghanistan-1996"))
	if err != nil || len(revisions) != 1 {
		t.Fatal(revisions, err)
	}
	dispute, _ := library(t).Dispute("afghanistan-1996")
	want := credentials.Revision{
		Record: "dispute/afghanistan-1996", Number: 1, By: credentials.LibraryEditor, At: someDay,
		What: "the built-in library", Content: precedents.DisputeRecord(*dispute).Content,
	}
	if diff := cmp.Diff(want, revisions[0]); diff != "" {
		t.Error(diff)
	}
}

func TestSeedAgainDoesNothing(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	if diff := cmp.Diff(SeedReport{}, seed(t, s, library(t))); diff != "" || s.Generation() != before {
		t.Errorf("something was done (generation %d, then %d): %s", before, s.Generation(), diff)
	}
}

// TestNewerLibrary opens a file that an older library has seeded and in which a
// person has edited one dispute.
func TestNewerLibrary(t *testing.T) {
	const edited, touched, added = "afghanistan-1996", "cambodia-1997", "haiti-1904"
	s, older := seeded(t), library(t)
	ours := with(t, older, retitled(edited, "A person’s title"))
	if _, err := s.Import(t.Context(), only(t, ours, edited), "editor", "a better title", laterDay, false); err != nil {
		t.Fatal(err)
	}
	newer := with(t, with(t, older, retitled(touched, "A newer title")), retitled(edited, "A newer title"))
	another, _ := older.Dispute("haiti-2004")
	extra := *another
	extra.ID = added
	newer = precedents.NewLibrary(newer.Frame, append(newer.Disputes, extra), newer.RollCalls)

	want := SeedReport{
		Added: []string{precedents.DisputeKey(added)}, Updated: []string{precedents.DisputeKey(touched)}, Kept: []string{precedents.DisputeKey(edited)},
	}
	if diff := cmp.Diff(want, seed(t, s, newer)); diff != "" {
		t.Error(diff)
	}
	for id, title := range map[string]string{edited: "A person’s title", touched: "A newer title", added: another.Title} {
		if d, err := s.Dispute(t.Context(), id); err != nil || d.Title != title {
			t.Errorf("%s has the title %q (%v)", id, d.Title, err)
		}
	}
	revisions, err := s.Revisions(t.Context(), precedents.DisputeKey(touched))
	if err != nil || len(revisions) != 2 || revisions[1].By != credentials.LibraryEditor {
		t.Errorf("the untouched dispute has the revisions %+v (%v)", revisions, err)
	}
	theirs, _ := newer.Dispute(edited)
	mine, _ := ours.Dispute(edited)
	kept, err := s.Kept(t.Context())
	wantKept := []precedents.Kept{{
		Record: precedents.DisputeKey(edited), At: laterDay,
		Ours: precedents.DisputeRecord(*mine).Content, Library: precedents.DisputeRecord(*theirs).Content,
	}}
	if diff := cmp.Diff(wantKept, kept); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if diff := cmp.Diff(SeedReport{}, seed(t, s, newer)); diff != "" {
		t.Error("the same library again does something:", diff)
	}
}

// disagreeing gives a store in which one edited dispute is kept, and the library
// that disagrees.
func disagreeing(t *testing.T, id string) (*Store, *precedents.Library) {
	t.Helper()
	s := seeded(t)
	ours := with(t, library(t), retitled(id, "A person’s title"))
	if _, err := s.Import(t.Context(), only(t, ours, id), "editor", "a better title", laterDay, false); err != nil {
		t.Fatal(err)
	}
	newer := with(t, library(t), retitled(id, "The library’s title"))
	seed(t, s, newer)
	if kept := keptRecords(t, s); len(kept) != 1 {
		t.Fatal("kept are", kept)
	}
	return s, newer
}

func keptRecords(t *testing.T, s *Store) []string {
	t.Helper()
	kept, err := s.Kept(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var records []string
	for _, k := range kept {
		records = append(records, k.Record)
	}
	return records
}

func TestTakeOver(t *testing.T) {
	const id = "afghanistan-1996"
	s, newer := disagreeing(t, id)
	key := precedents.DisputeKey(id)
	if err := s.TakeOver(t.Context(), key, "editor", laterDay); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Dispute(t.Context(), id); err != nil || d.Title != "The library’s title" {
		t.Errorf("the title is %q (%v)", d.Title, err)
	}
	revisions, err := s.Revisions(t.Context(), key)
	if err != nil || len(revisions) != 3 || revisions[2].By != "editor" {
		t.Errorf("the revisions are %+v (%v)", revisions, err)
	}
	if kept := keptRecords(t, s); len(kept) != 0 {
		t.Error("kept are still", kept)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != newer.Hash() {
		t.Errorf("the record is not the library’s (%v)", err)
	}
	if err := s.TakeOver(t.Context(), key, "editor", laterDay); !isNotFound(err) {
		t.Errorf("a second time gives %v", err)
	}
	if err := s.Dismiss(t.Context(), key, credentials.LibraryEditor, laterDay); !isInvalid(err) {
		t.Errorf("the library itself dismissing it gives %v", err)
	}
}

func isNotFound(err error) bool {
	_, ok := errors.AsType[*credentials.NotFound](err)
	return ok
}

func TestDismiss(t *testing.T) {
	const id = "afghanistan-1996"
	s, _ := disagreeing(t, id)
	key := precedents.DisputeKey(id)
	if err := s.Dismiss(t.Context(), key, "editor", laterDay); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name    string
		library *precedents.Library
		want    []string
	}{
		{"another library that says the same of it", with(t, with(t, library(t), retitled(id, "The library’s title")), retitled("haiti-1991", "Another title")), nil},
		{"a library that says something else", with(t, library(t), retitled(id, "A newer title")), []string{key}},
		{"a library that agrees at last", with(t, library(t), retitled(id, "A person’s title")), nil},
		{"and the first again", library(t), []string{key}},
	}
	for _, step := range steps {
		seed(t, s, step.library)
		if diff := cmp.Diff(step.want, keptRecords(t, s)); diff != "" {
			t.Errorf("after %s: %s", step.name, diff)
		}
	}
	if d, err := s.Dispute(t.Context(), id); err != nil || d.Title != "A person’s title" {
		t.Errorf("the title is %q (%v)", d.Title, err)
	}
	if err := s.Dismiss(t.Context(), "dispute/none-1999", "editor", laterDay); !isNotFound(err) {
		t.Errorf("dismissing nothing gives %v", err)
	}
}

// TestLibraryThatDidNotChange leaves a person's edit off the list while the
// library says what it said when it was made.
func TestLibraryThatDidNotChange(t *testing.T) {
	s := seeded(t)
	ours := with(t, library(t), retitled("afghanistan-1996", "A person’s title"))
	if _, err := s.Import(t.Context(), only(t, ours, "afghanistan-1996"), "editor", "a better title", laterDay, false); err != nil {
		t.Fatal(err)
	}
	report := seed(t, s, with(t, library(t), retitled("haiti-1991", "Another title")))
	if diff := cmp.Diff(SeedReport{Updated: []string{"dispute/haiti-1991"}}, report); diff != "" {
		t.Error(diff)
	}
}

func TestFailedSeedLeavesNothing(t *testing.T) {
	s := empty(t)
	l := library(t)
	lame := precedents.NewLibrary(emptyFrame, slices.Clone(l.Disputes[:3]), nil)
	if _, err := s.Seed(t.Context(), lame, someDay); !isInvalid(err) {
		t.Errorf("a library without Members gives %v", err)
	}
	if s.Generation() != 0 {
		t.Error("half of it stayed")
	}
}

func isInvalid(err error) bool {
	_, ok := errors.AsType[*credentials.Invalid](err)
	return ok
}
