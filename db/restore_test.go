package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// copyWith gives a copy of a file with the built-in library in it and one change.
func copyWith(t *testing.T, note string) (path string) {
	t.Helper()
	path = seededFile(t)
	s := opened(t, path)
	if _, err := s.Save(t.Context(), noted(t, "AFG", note), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	copied, err := Backup(t.Context(), path, path+".copy")
	if err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	return copied.Path
}

// noteIn gives the note on a Member in a file.
func noteIn(t *testing.T, path string) string {
	t.Helper()
	s := opened(t, path)
	frame, err := s.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	member, _ := frame.Member("AFG")
	closed(t, s)
	return member.Note
}

func TestRestoreKeepsWhatItReplaces(t *testing.T) {
	oneAfterAnother(t)
	path := seededFile(t)
	first := noteIn(t, path)
	for i, kept := range []string{".replaced", ".replaced.2"} {
		note := []string{"Restored.", "Restored again."}[i]
		restored, err := Restore(t.Context(), copyWith(t, note), path)
		if err != nil {
			t.Fatal(err)
		}
		if restored.Kept != path+kept || restored.Path != path || restored.Revisions == 0 || !restored.LastChange.Equal(laterDay) {
			t.Errorf("got %+v", restored)
		}
		if got := noteIn(t, path); got != note {
			t.Errorf("the record says %q", got)
		}
		if got := noteIn(t, restored.Kept); got != []string{first, "Restored."}[i] {
			t.Errorf("what was kept says %q", got)
		}
	}
}

// TestRestoreKeepsTheLog replaces a file whose program was killed: what its log
// alone has is kept with it, and is not read into the copy.
func TestRestoreKeepsTheLog(t *testing.T) {
	oneAfterAnother(t)
	killed := seeded(t)
	if _, err := killed.Save(t.Context(), noted(t, "AFG", "In the log."), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	for _, stands := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "seatwatch.db")
		for _, end := range []string{"", "-wal"} {
			if !stands && end == "" {
				continue
			}
			content, err := os.ReadFile(killed.Path() + end)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path+end, content)
		}
		restored, err := Restore(t.Context(), copyWith(t, "Restored."), path)
		if err != nil {
			t.Fatal(err)
		}
		if got := noteIn(t, path); got != "Restored." {
			t.Errorf("the record says %q", got)
		}
		switch {
		case !stands && restored.Kept != "":
			t.Errorf("a file that was not there is kept as %s", restored.Kept)
		case !stands && !slices.Equal(restored.Logs, []string{path + ".replaced-wal"}):
			t.Errorf("of the log it is said that it is kept as %v", restored.Logs)
		case stands && noteIn(t, restored.Kept) != "In the log.":
			t.Error("what was in the log is not kept")
		}
	}
}

func TestRestoreReplacesADamagedFile(t *testing.T) {
	oneAfterAnother(t)
	for _, fault := range []string{"torn page", "torn schema", "cut short"} {
		t.Run(fault, func(t *testing.T) {
			path := damagedFile(t, fault)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			restored, err := Restore(t.Context(), copyWith(t, "Restored."), path)
			if err != nil {
				t.Fatal(err)
			}
			if got := noteIn(t, path); got != "Restored." {
				t.Errorf("the record says %q", got)
			}
			kept, err := os.ReadFile(restored.Kept)
			if err != nil || len(kept) != len(before) {
				t.Errorf("%d bytes of %d are kept (%v)", len(kept), len(before), err)
			}
		})
	}
}

func TestRestoreRefuses(t *testing.T) {
	oneAfterAnother(t)
	folder := t.TempDir()
	copied := copyWith(t, "Restored.")
	path := seededFile(t)
	newer := seededFile(t)
	behind(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	music, letter, missing, blank := filepath.Join(folder, "music.db"), filepath.Join(folder, "letter.txt"), filepath.Join(folder, "missing.db"), filepath.Join(folder, "blank.db")
	foreign(t, music)
	write(t, letter, []byte("Dear Secretary-General"))
	if err := create(t.Context(), blank, busyTimeout); err != nil {
		t.Fatal(err)
	}
	dangling, index, torn, short := damagedFile(t, "dangling"), damagedFile(t, "index"), damagedFile(t, "torn page"), damagedFile(t, "cut short")
	before := snapshotOfFolder(t, filepath.Dir(path))
	for _, c := range []struct{ from, path, about, want string }{
		{missing, path, missing, "has no record in it"},
		{blank, path, blank, "has no record in it"},
		{music, path, music, "is a database of another program"},
		{letter, path, letter, "is not a database"},
		{newer, path, newer, "was written by a newer program"},
		{dangling, path, dangling, "is damaged"},
		{index, path, index, "is damaged"},
		{torn, path, torn, "is damaged"},
		{short, path, short, "is damaged"},
		{path, path, path, "is the file of the record itself; name a copy of it"},
		{copied, music, music, "is a database of another program; name another file; this one is left as it is"},
		{copied, letter, letter, "is not a database"},
		{copied, filepath.Join(folder, "no", "x.db"), filepath.Join(folder, "no"), "does not exist"},
	} {
		_, err := Restore(t.Context(), c.from, c.path)
		refusedAs(t, err, c.about, c.want)
	}
	if diff := cmp.Diff(before, snapshotOfFolder(t, filepath.Dir(path))); diff != "" {
		t.Error("a refusal changed something:", diff)
	}
}

// TestRestoreRefusesAFileInUse: a program that has the file open is found though it
// does nothing, and goes on as if nothing had been asked.
func TestRestoreRefusesAFileInUse(t *testing.T) {
	copied := copyWith(t, "Restored.")
	s := seeded(t)
	before := s.Generation()
	_, err := Restore(t.Context(), copied, s.Path())
	refusedAs(t, err, s.Path(), "is in use by another program; close that program")
	if _, err := s.Save(t.Context(), noted(t, "AFG", "Afterwards."), 1, "editor", "a note", laterDay); err != nil || s.Generation() != before+1 {
		t.Errorf("it cannot go on: %v", err)
	}
	if kept, err := filepath.Glob(s.Path() + ".replaced*"); err != nil || len(kept) > 0 {
		t.Errorf("%v lies there (%v)", kept, err)
	}
	closed(t, s)
	if got := noteIn(t, s.Path()); got != "Afterwards." {
		t.Errorf("the record says %q", got)
	}
}

// TestOpeningWhileItIsRestored starts a program while another file takes the
// place of the one it found: it comes up with the one that stands there.
func TestOpeningWhileItIsRestored(t *testing.T) {
	path, copied := seededFile(t), copyWith(t, "Restored.")
	release, err := hold(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	type result struct {
		store *Store
		err   error
	}
	started := make(chan result)
	go func() {
		s, err := open(t.Context(), path, time.Minute)
		started <- result{s, err}
	}()
	_, _, err = replace(path, copied)
	if err = errors.Join(err, release()); err != nil {
		t.Fatal(err)
	}
	came := <-started
	if came.err != nil {
		t.Fatal(came.err)
	}
	closed(t, came.store)
	if got := noteIn(t, path); got != "Restored." {
		t.Errorf("the record says %q", got)
	}
}

// TestRestoreKeepsTheMode: who may read the record is no matter of who may read a
// copy of it.
func TestRestoreKeepsTheMode(t *testing.T) {
	oneAfterAnother(t)
	copied := copyWith(t, "Restored.")
	for _, c := range []struct{ of, stands, want fs.FileMode }{
		{0o644, 0o600, 0o600}, {0o400, 0o600, 0o600}, {0o600, 0o640, 0o640}, {0o644, 0, 0o600}, {0o400, 0, 0o600},
	} {
		path := seededFile(t)
		if c.stands == 0 {
			path += ".missing"
		} else if err := os.Chmod(path, c.stands); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(copied, c.of); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), copied, path); err != nil {
			t.Fatal(err)
		}
		if got := modeOf(t, path); got != c.want {
			t.Errorf("a copy of mode %o in the place of %o is of %o", c.of, c.stands, got)
		}
		if got := noteIn(t, path); got != "Restored." {
			t.Errorf("the record says %q", got)
		}
	}
}

// TestALogKeepsItsName: a log that was kept without a file is not read into the next
// file that is kept.
func TestALogKeepsItsName(t *testing.T) {
	oneAfterAnother(t)
	path := seededFile(t)
	write(t, path+".replaced-wal", []byte("a log that was kept"))
	write(t, path+".replaced.2-journal", []byte("another"))
	restored, err := Restore(t.Context(), copyWith(t, "Restored."), path)
	if err != nil || restored.Kept != path+".replaced.3" || len(restored.Logs) != 0 {
		t.Errorf("got %+v, %v", restored, err)
	}
}

// TestReplacingIsTakenBack fails at the last step: all that was moved lies where it
// lay. What has no second name, as on some disks a file has none, is moved back.
func TestReplacingIsTakenBack(t *testing.T) {
	oneAfterAnother(t)
	for _, stands := range []string{"file", "nothing", "folder"} {
		folder := t.TempDir()
		path := filepath.Join(folder, "seatwatch.db")
		write(t, path+"-wal", []byte("a log"))
		write(t, path+"-shm", []byte("its index"))
		switch stands {
		case "file":
			write(t, path, []byte("a record"))
		case "folder":
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(path, "inside"), []byte("a record"))
		}
		before := snapshotOfFolder(t, folder)
		kept, logs, err := replace(path, filepath.Join(folder, "missing"))
		refusedAs(t, err, path, "cannot be written")
		if kept != "" || logs != nil {
			t.Errorf("%s: it is said that %q and %v are kept", stands, kept, logs)
		}
		if diff := cmp.Diff(before, snapshotOfFolder(t, folder)); diff != "" {
			t.Errorf("%s: something has moved: %s", stands, diff)
		}
	}
}

// TestLinks opens, copies and restores a record through links to it: a log lies
// beside the file, the link stays a link, and the file is what is replaced.
func TestLinks(t *testing.T) {
	oneAfterAnother(t)
	path := seededFile(t)
	folder := t.TempDir()
	there := filepath.Join(folder, "there")
	linked, ahead := filepath.Join(there, "linked.db"), filepath.Join(there, "ahead.db")
	ended(t, errors.Join(os.Symlink(t.TempDir(), there), os.Symlink(path, linked), os.Symlink("made.db", ahead)))
	killed := seeded(t)
	if _, err := killed.Save(t.Context(), noted(t, "AFG", "In the log."), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(killed.Path() + end)
		if err != nil {
			t.Fatal(err)
		}
		write(t, path+end, content)
	}
	copied, err := Backup(t.Context(), linked, filepath.Join(there, "copy.db"))
	if err != nil || noteIn(t, copied.Path) != "In the log." {
		t.Errorf("got %+v, %v", copied, err)
	}
	restored, err := Restore(t.Context(), copyWith(t, "Restored."), linked)
	if err != nil || restored.Path != path || restored.Kept != path+".replaced" {
		t.Errorf("got %+v, %v", restored, err)
	}
	if info, err := os.Lstat(linked); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info, err)
	}
	if got := noteIn(t, linked); got != "Restored." {
		t.Errorf("the record says %q", got)
	}
	if got := noteIn(t, restored.Kept); got != "In the log." {
		t.Errorf("what was kept says %q", got)
	}
	if restored, err := Restore(t.Context(), copied.Path, ahead); err != nil || filepath.Base(restored.Path) != "made.db" || noteIn(t, ahead) != "In the log." {
		t.Errorf("got %+v, %v", restored, err)
	}
	_, err = Backup(t.Context(), path, linked)
	refusedAs(t, err, inFolder(linked), "exists already")
}
