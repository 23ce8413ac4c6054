package db

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// isWhole checks the file of a store, and that its tables say what its texts say.
func isWhole(t *testing.T, s *Store) {
	t.Helper()
	if _, err := sound(t.Context(), s); err != nil {
		t.Fatal(err, errors.Unwrap(err))
	}
	texts, err := all(t.Context(), s.readers, func(r *precedents.Record) []any { return []any{&r.Key, &r.Content} }, latestContents)
	if err != nil {
		t.Fatal(err)
	}
	read, err := precedents.ReadRecords(slices.Values(texts))
	if err != nil {
		t.Fatal(err)
	}
	if stands, err := s.Library(t.Context()); err != nil || stands.Hash() != read.Hash() {
		t.Errorf("the tables say otherwise than the texts (%v)", err)
	}
}

// TestFullDisk fills the file up to a limit of its own, which SQLite tells as it
// tells a full disk. Once there is room the same store goes on.
func TestFullDisk(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	if _, err := s.writer.Exec(`PRAGMA max_page_count = 1`); err != nil {
		t.Fatal(err)
	}
	text, _ := undlText(t, 100)
	_, err := s.ImportUNDL(t.Context(), undlRows(t, s, text), "editor", laterDay, false, nil)
	refusedAs(t, err, s.Path(), "does not fit on the disk any more; make room")
	if s.Generation() != before {
		t.Error("half of it stayed")
	}
	if _, err := s.Frame(t.Context()); err != nil {
		t.Error("it cannot be read:", err)
	}
	isWhole(t, s)
	if _, err := s.writer.Exec(`PRAGMA max_page_count = 1073741823`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ImportUNDL(t.Context(), undlRows(t, s, text), "editor", laterDay, false, nil); err != nil || s.Generation() == before {
		t.Errorf("with room again it gives %v", err)
	}
	isWhole(t, s)
}

// TestLockedByAnotherProgram: while another program keeps the lock, reading goes on
// and a change is refused in words; once it lets go the same change goes through.
func TestLockedByAnotherProgram(t *testing.T) {
	path := seededFile(t)
	s, err := open(t.Context(), path, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, s) })
	other, err := sql.Open("sqlite", address(path, "_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, other.Close()) })
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Save(t.Context(), noted(t, "AFG", "A note."), 1, "editor", "a note", laterDay)
	refusedAs(t, err, path, "is in use by another program; close that program")
	if told, ok := errors.AsType[*credentials.Unavailable](err); !ok || told.Error() != "the record is in use by another program" {
		t.Errorf("a reader is told %v", told)
	}
	isWhole(t, s)
	ended(t, tx.Rollback())
	if _, err := s.Save(t.Context(), noted(t, "AFG", "A note."), 1, "editor", "a note", laterDay); err != nil {
		t.Error(err)
	}
}

// TestClockThatJumps writes under a clock that is set back by an hour, set forward
// by years, and set right again.
func TestClockThatJumps(t *testing.T) {
	s := seeded(t)
	day := credentials.DayOf(laterDay)
	number := 0
	save := func(now time.Time) time.Time {
		t.Helper()
		number++
		revision, err := s.Save(t.Context(), noted(t, "AFG", strings.Repeat("Note. ", number)), number, "editor", "a note", now)
		if err != nil {
			t.Fatal(err)
		}
		return revision.At
	}
	if at := save(laterDay); !at.Equal(laterDay) {
		t.Errorf("it bears %s", at)
	}
	yesterday, err := s.Edition(t.Context(), day.Plus(-1))
	if err != nil {
		t.Fatal(err)
	}
	if at := save(laterDay.Add(-10 * time.Hour)); !at.Equal(laterDay) {
		t.Errorf("with the clock ten hours back it bears %s", at)
	}
	if again, err := s.Edition(t.Context(), day.Plus(-1)); err != nil || again.Hash != yesterday.Hash {
		t.Errorf("the day before has changed (%v)", err)
	}
	wrong := laterDay.AddDate(4, 0, 0)
	if at := save(wrong); !at.Equal(wrong) {
		t.Errorf("with the clock four years on it bears %s", at)
	}
	right := laterDay.Add(time.Minute)
	if at := save(right); !at.Equal(right) {
		t.Errorf("with the clock set right it bears %s", at)
	}
	now, err := s.DataHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if today, err := s.Edition(t.Context(), day); err != nil || today.Hash != now {
		t.Errorf("today is not the record as it stands (%v)", err)
	}
	if at := save(time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC)); at.Year() != 1970 {
		t.Errorf("with the clock at its beginning it bears %s", at)
	}
	if _, err := s.Edition(t.Context(), credentials.DayOf(someDay).Plus(-1)); !isInvalid(err) {
		t.Errorf("the day before the first gives %v", err)
	}
	if begun, err := s.Begun(t.Context()); err != nil || begun != credentials.DayOf(someDay) {
		t.Errorf("it begins on %s (%v)", begun, err)
	}
	isWhole(t, s)
}
