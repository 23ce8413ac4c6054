package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// refusedAs checks that an error says, in one sentence, what is the matter with a file.
func refusedAs(t *testing.T, err error, path, want string) {
	t.Helper()
	refusal, ok := errors.AsType[*FileError](err)
	if !ok || refusal.Path != path || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Errorf("the error is %v, and not that %s %s", err, path, want)
	}
}

// oneAfterAnother leaves a test out of the race detector's run: nothing in it is done
// at the same time.
func oneAfterAnother(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("what it does comes one after another")
	}
}

// TestBackupWhileWriting copies a file again and again while its record changes:
// each copy is the record as it stood at one moment, in its texts and its tables.
func TestBackupWhileWriting(t *testing.T) {
	s := seeded(t)
	folder := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	writing.Go(func() {
		for n := 1; ctx.Err() == nil; n++ {
			if _, err := s.Save(t.Context(), noted(t, "AFG", strings.Repeat("Note. ", n)), n, "editor", "a note", laterDay); err != nil {
				t.Error(err)
				return
			}
		}
	})
	last := 0
	for _, name := range []string{"1.db", "2.db"} {
		copied, err := Backup(t.Context(), s.Path(), filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if copied.Revisions < last || copied.Schema != newest() || copied.Bytes == 0 || copied.Path != filepath.Join(folder, name) {
			t.Errorf("got %+v after %d", copied, last)
		}
		last = copied.Revisions
		stands, err := opened(t, copied.Path).Library(t.Context())
		if err != nil || stands.Hash() != copied.Hash {
			t.Errorf("%s: the tables say otherwise than the texts (%v)", name, err)
		}
	}
	stop()
	writing.Wait()
	if got := len(snapshotOfFolder(t, folder)); got != 2+2*2 {
		t.Errorf("there are %d files for two open copies", got)
	}
}

// TestBackupReadsTheLog copies a file whose program was killed: the last changes
// are in its log alone.
func TestBackupReadsTheLog(t *testing.T) {
	oneAfterAnother(t)
	s := seeded(t)
	if _, err := s.Save(t.Context(), noted(t, "AFG", "The last word."), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "left.db")
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(s.Path() + end)
		if err != nil {
			t.Fatal(err)
		}
		write(t, left+end, content)
	}
	to := left + ".copy"
	copied, err := Backup(t.Context(), left, to)
	if err != nil || !copied.LastChange.Equal(laterDay) {
		t.Errorf("got %+v, %v", copied, err)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy of a file that is private is %v (%v)", info.Mode(), err)
	}
}

func TestBackupRefuses(t *testing.T) {
	oneAfterAnother(t)
	folder := t.TempDir()
	path := seededFile(t)
	place := func(name, content string) string {
		write(t, filepath.Join(folder, name), []byte(content))
		return filepath.Join(folder, name)
	}
	music := filepath.Join(folder, "music.db")
	foreign(t, music)
	taken := place("taken.db", "mine")
	place("left.db-wal", "a log that was left")
	emptied := place("empty.db", "")
	missing := filepath.Join(folder, "missing.db")
	dangling := damagedFile(t, "dangling")
	torn := damagedFile(t, "torn page")
	before := snapshotOfFolder(t, folder)
	for _, c := range []struct{ path, to, about, want string }{
		{path, taken, taken, "exists already; name a file that is not there yet"},
		{path, folder, folder, "exists already"},
		{path, filepath.Join(folder, "left.db"), filepath.Join(folder, "left.db-wal"), "exists already"},
		{path, filepath.Join(folder, "no", "x.db"), filepath.Join(folder, "no"), "does not exist; make the folder first"},
		{missing, filepath.Join(folder, "x.db"), missing, "has no record in it"},
		{emptied, filepath.Join(folder, "x.db"), emptied, "has no record in it"},
		{music, filepath.Join(folder, "x.db"), music, "is a database of another program"},
		{dangling, filepath.Join(folder, "x.db"), dangling, "is damaged"},
		{torn, filepath.Join(folder, "x.db"), torn, "is damaged"},
	} {
		_, err := Backup(t.Context(), c.path, c.to)
		refusedAs(t, err, c.about, c.want)
	}
	if diff := cmp.Diff(before, snapshotOfFolder(t, folder)); diff != "" {
		t.Error("a refusal left something behind:", diff)
	}
}

// damagedFile gives a file of ours with a fault that opening it does not find.
func damagedFile(t *testing.T, fault string) string {
	t.Helper()
	path := seededFile(t)
	switch fault {
	case "torn page":
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 40 * 4096; i < len(file); i++ {
			file[i] = 0xA5
		}
		write(t, path, file)
	case "torn schema":
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := headerSize; i < 4096; i++ {
			file[i] = 0xA5
		}
		write(t, path, file)
	case "cut short":
		if err := os.Truncate(path, 300*4096); err != nil {
			t.Fatal(err)
		}
	case "dangling":
		behind(t, path, `DELETE FROM member WHERE code = 'AFG'`)
	case "index":
		// An index that says otherwise than its table; every query goes through.
		behind(t, path, `PRAGMA writable_schema = ON;
			UPDATE sqlite_schema SET sql = replace(sql, '(session)', '(outcome)') WHERE name = 'decision_session'`)
	default:
		t.Fatal("no fault is called", fault)
	}
	return path
}

// behind changes a file behind the program's back.
func behind(t *testing.T, path, statements string) {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = pool.Exec(statements)
	if err = errors.Join(err, pool.Close()); err != nil {
		t.Fatal(err)
	}
}

// modeOf gives who may read and write a file.
func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestBackupKeepsTheMode(t *testing.T) {
	oneAfterAnother(t)
	path := seededFile(t)
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o644, 0o400} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		copied, err := Backup(t.Context(), path, fmt.Sprintf("%s.%o", path, mode))
		if err != nil || modeOf(t, copied.Path) != mode {
			t.Errorf("the copy of a file of mode %o is of %o (%v)", mode, modeOf(t, copied.Path), err)
		}
	}
}

// TestANameThatIsTakenMeanwhile: a copy takes its name from nobody.
func TestANameThatIsTakenMeanwhile(t *testing.T) {
	oneAfterAnother(t)
	folder := t.TempDir()
	part, to := filepath.Join(folder, "part"), filepath.Join(folder, "copy.db")
	write(t, part, []byte("a copy"))
	write(t, to, []byte("mine"))
	before := snapshotOfFolder(t, folder)
	err := giveName(part, to)
	refusedAs(t, err, to, "exists already")
	if diff := cmp.Diff(before, snapshotOfFolder(t, folder)); diff != "" {
		t.Error("something has changed:", diff)
	}
}
