package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Copied tells of a copy of a file that was found to be whole.
type Copied struct {
	Path   string
	Bytes  int64
	Schema int64
	// Revisions is how many the copy holds, LastChange when the last was made (the
	// zero time if there is none), and Hash the hash of the record they come to.
	Revisions  int
	LastChange time.Time
	Hash       string
}

// besides are the ends of the names of the files that SQLite may put beside one.
var besides = []string{"-wal", "-shm", "-journal"}

// Backup copies the file at path to a new file at to, as it stands at one moment;
// others may read and write it meanwhile. The copy is read through before it gets
// its name, so that what stands there is whole, and whoever may read the file may
// read the copy, and nobody else. It refuses, with a *FileError, what Open refuses, a
// file that has nothing in it yet, and a name that is taken.
func Backup(ctx context.Context, path, to string) (Copied, error) {
	path, err := resolved(path)
	if err != nil {
		return Copied{}, err
	}
	if to, err = filepath.Abs(to); err != nil {
		return Copied{}, err
	}
	to = inFolder(to)
	fresh, err := inspect(path)
	if err != nil {
		return Copied{}, err
	}
	if fresh {
		return Copied{}, refuse(path, "name the file of the record", "has no record in it")
	}
	if err := vacant(to); err != nil {
		return Copied{}, err
	}
	var copied Copied
	err = copyBeside(ctx, path, to, func(part string) error {
		if copied, err = examine(ctx, part); err != nil {
			return instead(err, path)
		}
		if err := likened(part, path); err != nil {
			return err
		}
		return giveName(part, to)
	})
	copied.Path = to
	return copied, err
}

// vacant refuses a name that is taken. A log that was left beside it would be
// read into the copy.
func vacant(path string) error {
	if err := inspectFolder(filepath.Dir(path)); err != nil {
		return err
	}
	if there := taken(path); there != "" {
		return occupied(there)
	}
	return nil
}

func occupied(path string) error {
	refusal := refuse(path, "name a file that is not there yet", "exists already")
	refusal.Cause = fs.ErrExist
	return refusal
}

// copyBeside copies the file at from, as it stands at one moment, into a file
// beside to that nobody else may read, and lets use give it its mode and its name.
// What has none in the end is removed.
func copyBeside(ctx context.Context, from, to string, use func(part string) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+".part-")
	if err != nil {
		return unwritable(to, err)
	}
	part := file.Name()
	defer func() {
		if removed := os.Remove(part); !errors.Is(removed, fs.ErrNotExist) {
			err = errors.Join(err, removed)
		}
	}()
	if err := file.Close(); err != nil {
		return unwritable(to, err)
	}
	switch err := vacuumInto(ctx, from, part); {
	case outOfRoom(err):
		return placed(err, to)
	case err != nil:
		return placed(err, from)
	}
	if err := synced(part); err != nil {
		return unwritable(to, err)
	}
	return use(part)
}

// vacuumInto writes what the file at from holds into an empty file. If that one
// is in use, its log is read too.
func vacuumInto(ctx context.Context, from, part string) error {
	err := vacuum(ctx, address(from, fmt.Sprintf("mode=rw&_pragma=busy_timeout(%d)&_dqs=0", busyTimeout.Milliseconds())), part)
	if !closedToUs(err) || inUse(from) {
		return err
	}
	// On a disk that cannot be written SQLite has no place for what it puts beside
	// a file. With no log there, nobody has it open, and it can be read as it lies.
	return vacuum(ctx, address(from, "mode=ro&immutable=1&_dqs=0"), part)
}

func vacuum(ctx context.Context, address, part string) error {
	pool, err := sql.Open("sqlite", address)
	if err != nil {
		return fault(err)
	}
	_, err = pool.ExecContext(ctx, `VACUUM INTO ?`, part)
	return errors.Join(fault(err), fault(pool.Close()))
}

// inUse reports whether a log lies beside the file: somebody has it open, or has
// not closed it.
func inUse(path string) bool {
	_, err := os.Stat(path + "-wal")
	return !errors.Is(err, fs.ErrNotExist)
}

// examine reads a file through to its last page. It refuses, with a *FileError,
// one that is not ours, is of a newer program, holds no record, or is damaged.
func examine(ctx context.Context, path string) (Copied, error) {
	fresh, err := inspect(path)
	if err != nil {
		return Copied{}, err
	}
	if fresh {
		return Copied{}, refuse(path, "name another file", "has no record in it")
	}
	if err := refuseNewer(ctx, path, busyTimeout); err != nil {
		return Copied{}, placed(err, path)
	}
	pool, err := sql.Open("sqlite", untouching(path, busyTimeout))
	if err != nil {
		return Copied{}, fault(err)
	}
	copied, err := sound(ctx, &Store{path: path, readers: pool})
	return copied, placed(errors.Join(err, fault(pool.Close())), path)
}

// sound tells of a file once it is found to be whole.
func sound(ctx context.Context, s *Store) (Copied, error) {
	said, err := one[string](ctx, s.readers, `PRAGMA integrity_check(1)`)
	if err == nil && said != "ok" {
		err = brokenBy(said)
	}
	if err != nil {
		return Copied{}, err
	}
	dangling, err := one[int](ctx, s.readers, `SELECT count(*) FROM pragma_foreign_key_check`)
	if err == nil && dangling > 0 {
		err = brokenBy(fmt.Sprintf("%d references lead nowhere", dangling))
	}
	if err != nil {
		return Copied{}, err
	}
	copied := Copied{Path: s.path}
	if copied.Schema, err = schemaVersion(ctx, s.readers); err != nil {
		return Copied{}, err
	}
	if copied.Schema == 0 {
		return Copied{}, refuse("", "name another file", "has no record in it")
	}
	if copied.Revisions, err = one[int](ctx, s.readers, `SELECT count(*) FROM revision`); err != nil {
		return Copied{}, err
	}
	if copied.LastChange, _, err = first(ctx, s.readers, func(at *time.Time) []any { return []any{instant(at)} },
		`SELECT at FROM revision ORDER BY id DESC LIMIT 1`); err != nil {
		return Copied{}, err
	}
	if copied.Hash, err = s.DataHash(ctx); err != nil {
		return Copied{}, err
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return Copied{}, unreadable(s.path, err)
	}
	copied.Bytes = info.Size()
	return copied, nil
}

func brokenBy(cause string) error {
	refusal := damaged("")
	refusal.Cause = errors.New(cause)
	return refusal
}

// instead names another file in the sentence of an error: a fault of the copy is one
// of what was copied.
func instead(err error, path string) error {
	if refusal, ok := errors.AsType[*FileError](err); ok {
		refusal.Path = path
	}
	return err
}

// likened gives a part the mode of the file at path, whatever it was copied from. If
// there is none, nobody but its owner may read it.
func likened(part, path string) error {
	stands, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unreadable(path, err)
	}
	file, err := os.Open(part)
	if err != nil {
		return unreadable(part, err)
	}
	if err := errors.Join(file.Chmod(stands.Mode().Perm()), file.Sync(), file.Close()); err != nil {
		return unwritable(part, err)
	}
	return nil
}

// rename gives a file its name.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return unwritable(to, err)
	}
	settled(filepath.Dir(to))
	return nil
}

// giveName gives a part its name, and refuses one that was taken meanwhile. The part
// keeps its own name too, where the disk knows second ones, until it is removed.
func giveName(part, to string) error {
	err := os.Link(part, to)
	if errors.Is(err, fs.ErrExist) {
		return occupied(to)
	}
	if err == nil {
		settled(filepath.Dir(to))
		return nil
	}
	if err := vacant(to); err != nil {
		return err
	}
	return rename(part, to)
}

// settled waits until the names in a folder are on the disk. Some systems do not
// let a folder be waited for, or this program not open it; nothing is lost by that
// but the waiting.
func settled(folder string) {
	if file, err := os.Open(folder); err == nil {
		_ = errors.Join(file.Sync(), file.Close())
	}
}

// synced waits until a file is on the disk.
func synced(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	return errors.Join(file.Sync(), file.Close())
}

func unwritable(path string, cause error) error {
	return &FileError{path, "cannot be written", "look whether the disk has room and this program the right to write there, or name another file", cause}
}
