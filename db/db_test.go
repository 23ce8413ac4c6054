package db

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	someDay  = time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	laterDay = someDay.AddDate(0, 1, 0)
)

// embedded is the built-in library, read once for all tests.
var embedded = sync.OnceValues(precedents.Embedded)

func library(tb testing.TB) *precedents.Library {
	tb.Helper()
	l, err := embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func opened(tb testing.TB, path string) *Store {
	tb.Helper()
	s, err := Open(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { closed(tb, s) })
	return s
}

func closed(tb testing.TB, s *Store) {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Error(err)
	}
}

func ended(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func empty(tb testing.TB) *Store {
	tb.Helper()
	return opened(tb, filepath.Join(tb.TempDir(), "seatwatch.db"))
}

// template is the file of a store with the built-in library in it.
var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "seatwatch")
	if err != nil {
		return nil, err
	}
	l, err := embedded()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "seatwatch.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	_, err = s.Seed(context.Background(), l, someDay)
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path)
	return file, errors.Join(err, os.RemoveAll(folder))
})

// seededFile gives the path of a closed file with the built-in library in it.
func seededFile(tb testing.TB) string {
	tb.Helper()
	file, err := template()
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "seatwatch.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

func seeded(tb testing.TB) *Store {
	tb.Helper()
	return opened(tb, seededFile(tb))
}

func TestReaderCannotWrite(t *testing.T) {
	s := seeded(t)
	_, err := s.readers.ExecContext(t.Context(), `DELETE FROM revision`)
	refusal, ok := errors.AsType[*FileError](fault(err))
	if !ok || !strings.Contains(refusal.Error(), "cannot be written") {
		t.Errorf("a reader that writes gives %v", err)
	}
}

// everyConnection runs check on as many connections of a pool as it can have.
func everyConnection(t *testing.T, pool *sql.DB, n int, check func(*sql.Conn)) {
	t.Helper()
	for range n {
		conn, err := pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		// The next one is another connection only while this one is held.
		t.Cleanup(func() { ended(t, conn.Close()) })
		check(conn)
	}
}

func TestForeignKeysOnEveryConnection(t *testing.T) {
	s := seeded(t)
	for _, pool := range []struct {
		db *sql.DB
		n  int
	}{{s.writer, 1}, {s.readers, readerConnections}} {
		everyConnection(t, pool.db, pool.n, func(conn *sql.Conn) {
			if on, err := one[int](t.Context(), conn, `PRAGMA foreign_keys`); err != nil || on != 1 {
				t.Errorf("foreign_keys is %d (%v)", on, err)
			}
		})
	}
}

func TestTypingErrorIsNotAText(t *testing.T) {
	s := empty(t)
	for _, pool := range []*sql.DB{s.writer, s.readers} {
		if _, err := one[string](t.Context(), pool, `SELECT "no_such_column"`); err == nil {
			t.Error("an unknown column in double quotes is read as a text")
		}
	}
}

func TestPathWithMarks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c=d#e%41&é.db")
	s := opened(t, path)
	if _, err := s.Frame(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// foreign makes a database of another program.
func foreign(t *testing.T, path string) {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(`CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')`); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name  string
		plant func(t *testing.T, folder string) (path string)
		want  string
	}{
		{"garbage", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			write(t, path, []byte(strings.Repeat("not a database at all\n", 500)))
			return path
		}, "is not a database; name another file; this one is left as it is"},
		{"another program's", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			foreign(t, path)
			return path
		}, "is a database of another program; name another file; this one is left as it is"},
		{"cut in the header", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			write(t, path, []byte(headerMagic+"\x10\x00"))
			return path
		}, "is damaged; put a copy of the file in its place"},
		{"cut short", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			file, err := os.ReadFile(seededFile(t))
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, file[:len(file)/2])
			return path
		}, "is damaged; put a copy of the file in its place"},
		{"torn schema", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			file, err := os.ReadFile(seededFile(t))
			if err != nil {
				t.Fatal(err)
			}
			for i := headerSize; i < 4096; i++ {
				file[i] = 0xA5
			}
			write(t, path, file)
			return path
		}, "is damaged; put a copy of the file in its place"},
		{"newer", func(t *testing.T, folder string) string {
			t.Helper()
			path := filepath.Join(folder, "x.db")
			file, err := os.ReadFile(seededFile(t))
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, file)
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer closed(t, s)
			if _, err := s.writer.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
				t.Fatal(err)
			}
			return path
		}, fmt.Sprintf("was written by a newer program (its schema is 999, this program knows up to %d); start the newer program", newest())},
		{"missing folder", func(t *testing.T, folder string) string {
			t.Helper()
			return filepath.Join(folder, "no", "x.db")
		}, "does not exist; make the folder first"},
		{"in a file", func(t *testing.T, folder string) string {
			t.Helper()
			write(t, filepath.Join(folder, "file"), []byte("text"))
			return filepath.Join(folder, "file", "x.db")
		}, "lies in something that is not a folder; name a file in a folder that exists"},
		{"folder", func(t *testing.T, folder string) string { t.Helper(); return folder }, "is a folder; name a file in it"},
		{"device", func(t *testing.T, _ string) string { t.Helper(); return os.DevNull }, "is not an ordinary file; name another file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			path := test.plant(t, folder)
			before := snapshotOfFolder(t, folder)
			s, err := Open(t.Context(), path)
			if err == nil {
				closed(t, s)
				t.Fatal("it opens")
			}
			refusal, ok := errors.AsType[*FileError](err)
			if !ok || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("the error is %q", err)
			}
			if ok && refusal.Path == "" {
				t.Error("the error does not name the file")
			}
			if diff := cmp.Diff(before, snapshotOfFolder(t, folder)); diff != "" {
				t.Error("the refusal left something behind:", diff)
			}
		})
	}
}

// snapshotOfFolder gives every file in a folder with its content.
func snapshotOfFolder(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestOpenRefusesReadOnlyFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, os.Chmod(folder, 0o700)) })
	if err := os.WriteFile(filepath.Join(folder, "probe"), nil, 0o600); err == nil {
		t.Skip("this user may write anywhere")
	}
	_, err := Open(t.Context(), filepath.Join(folder, "x.db"))
	if _, ok := errors.AsType[*FileError](err); !ok || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("the error is %v", err)
	}
}

func TestFileThatCannotBeWritten(t *testing.T) {
	s := seeded(t)
	// The writer that SQLite gives for a file without the right to write it.
	pool, err := sql.Open("sqlite", address(s.Path(), "mode=ro&_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, pool.Close()) })
	err = (&Store{path: s.Path(), writer: pool}).probe(t.Context())
	if _, ok := errors.AsType[*FileError](err); !ok || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("the error is %v", err)
	}
}

func TestOpenRefusesLocked(t *testing.T) {
	path := seededFile(t)
	other, err := sql.Open("sqlite", address(path, "_pragma=locking_mode(EXCLUSIVE)&_txlock=exclusive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, other.Close()) })
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ended(t, tx.Rollback()) })
	s, err := open(t.Context(), path, time.Millisecond)
	if err == nil {
		closed(t, s)
		t.Fatal("it opens")
	}
	if _, ok := errors.AsType[*FileError](err); !ok || !strings.Contains(err.Error(), path+" is in use by another program; close that program") {
		t.Errorf("the error is %v", err)
	}
}

func TestEmptyFileIsNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	write(t, path, nil)
	s := opened(t, path)
	if page, err := s.Disputes(t.Context(), precedents.Query{}); err != nil || page.Total != 0 || page.Pages != 1 {
		t.Errorf("the list of an empty file is %+v (%v)", page, err)
	}
}

// TestUnfinishedFile opens what is left of a first start that was cut off after
// the file was made.
func TestUnfinishedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if err := create(t.Context(), path, busyTimeout); err != nil {
		t.Fatal(err)
	}
	header, err := readHeader(path)
	if err != nil || binary.BigEndian.Uint32(header[headerApplicationAt:]) != applicationID {
		t.Fatalf("the mark is missing (%v)", err)
	}
	if _, err := opened(t, path).Save(t.Context(), noted(t, "AFG", "A note."), 0, "editor", "a Member", someDay); err != nil {
		t.Error(err)
	}
}

// TestDamageFoundLater damages pages that opening does not read.
func TestDamageFoundLater(t *testing.T) {
	path := seededFile(t)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 40 * 4096; i < len(file); i++ {
		file[i] = 0xA5
	}
	write(t, path, file)
	s, err := Open(t.Context(), path)
	if err == nil {
		defer closed(t, s)
		_, err = s.Library(t.Context())
	}
	if _, ok := errors.AsType[*FileError](err); !ok || !strings.Contains(err.Error(), "is damaged; put a copy") {
		t.Errorf("the error is %v", err)
	}
}

func TestTwoStoresOnOneFile(t *testing.T) {
	path := seededFile(t)
	reader, writer := opened(t, path), opened(t, path)
	before, err := reader.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	member, _ := library(t).Member("AFG")
	member.Note = "Changed by another program."
	if _, err := writer.Save(t.Context(), precedents.MemberRecord(member), 1, "editor", "a note", laterDay); err != nil {
		t.Fatal(err)
	}
	after, err := reader.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if seen, _ := after.Member("AFG"); after == before || seen.Note != member.Note {
		t.Error("a change by another program is not seen")
	}
}

func TestCancelled(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.importing(ctx, false, func(in *importing) error {
		cancel()
		return in.record(noted(t, "AFG", "A note."), library(t), "editor", "a note", laterDay)
	})
	if !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "sql") {
		t.Errorf("an import gives %v", err)
	}
	if _, err := s.Library(ctx); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "sql") {
		t.Errorf("reading gives %v", err)
	}
	if s.Generation() != before {
		t.Error("half of it stayed")
	}
	if _, err := s.Save(t.Context(), noted(t, "AFG", "A note."), 1, "editor", "a note", laterDay); err != nil {
		t.Errorf("the next change gives %v", err)
	}
}

// TestDriverVersions holds the C library of the driver at the version that the
// driver was made for; another one fails in ways nobody can foresee.
func TestDriverVersions(t *testing.T) {
	list := func(format, module string) string {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", format, module).Output()
		if err != nil {
			t.Skip("the go command is not at hand:", err)
		}
		return strings.TrimSpace(string(out))
	}
	mod, err := os.ReadFile(list("{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	wanted := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(mod)
	if wanted == nil {
		t.Fatal("the driver does not name its C library")
	}
	if have := list("{{.Version}}", "modernc.org/libc"); have != string(wanted[1]) {
		t.Errorf("modernc.org/libc is %s; the driver was made for %s", have, wanted[1])
	}
}

func TestConstraintsSpeakTheDomain(t *testing.T) {
	s := seeded(t)
	tests := []struct {
		query string
		want  any
	}{
		{`INSERT INTO revision (record, number, by, at, what, content) VALUES ('law', 1, 'x', 'x', 'x', 'x')`, new(*credentials.Conflict)},
		{`INSERT INTO dispute (id) VALUES ('afghanistan-1996')`, new(*credentials.Invalid)},
		{`INSERT INTO ballot (rollcall, member, vote) VALUES ('x', 'AFG', 'Z')`, new(*credentials.Invalid)},
		{`INSERT INTO ballot (rollcall, member, vote) VALUES ('x', 'AFG', 'Y')`, new(*credentials.Invalid)},
	}
	for _, test := range tests {
		_, err := s.writer.Exec(test.query)
		if err = fault(err); !errors.As(err, test.want) {
			t.Errorf("%s gives %v", test.query, err)
		}
		if strings.Contains(fmt.Sprint(err), "constraint") {
			t.Errorf("the driver speaks: %v", err)
		}
	}
}
