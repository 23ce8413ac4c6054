package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"
)

// Restored tells what was put in the place of a file.
type Restored struct {
	Copied
	// Kept is where the file lies that stood there; empty if there was none.
	Kept string
	// Logs is where the log lies that a program had left beside it, with its index.
	// There can be one without a file.
	Logs []string
}

// holdPatience is how long Restore waits for a program that just ends.
const holdPatience = 200 * time.Millisecond

// Restore puts a copy of the file at from in the place of the one at path, which
// is kept beside it as PATH.replaced, or PATH.replaced.2 and so on. Who may read and
// write the record stays as it was; where there was none, it is its owner alone. It refuses, with
// a *FileError and without changing anything, a copy that Open would refuse or that
// is damaged anywhere, and a file at path that another program has open or that is
// not ours. The schema is brought up to date when the file is opened next.
func Restore(ctx context.Context, from, path string) (restored Restored, err error) {
	if from, err = resolved(from); err != nil {
		return Restored{}, err
	}
	if path, err = resolved(path); err != nil {
		return Restored{}, err
	}
	if err := differ(from, path); err != nil {
		return Restored{}, err
	}
	if _, err := examine(ctx, from); err != nil {
		return Restored{}, err
	}
	fresh, err := inspect(path)
	if err != nil {
		return Restored{}, err
	}
	err = copyBeside(ctx, from, path, func(part string) error {
		// What came through is what has to be whole: the source may lie on the disk
		// that is about to fail.
		if restored.Copied, err = examine(ctx, part); err != nil {
			return &FileError{path, "could not be written whole", "look after the disk and try again; nothing was changed", err}
		}
		if err := likened(part, path); err != nil {
			return err
		}
		if fresh {
			restored.Kept, restored.Logs, err = replace(path, part)
			return err
		}
		release, err := hold(ctx, path)
		if err != nil {
			return err
		}
		restored.Kept, restored.Logs, err = replace(path, part)
		if released := release(); err != nil {
			return errors.Join(err, released)
		}
		// What was held lies under another name now, and the record is in its place.
		return nil
	})
	restored.Path = path
	return restored, err
}

// differ refuses to put a file in its own place.
func differ(from, path string) error {
	copied, err := os.Stat(from)
	if err != nil {
		// inspect says it better.
		return nil //nolint:nilerr // See above.
	}
	if stands, err := os.Stat(path); err == nil && os.SameFile(copied, stands) {
		return refuse(from, "name a copy of it", "is the file of the record itself")
	}
	return nil
}

// hold keeps every other program from the file until release, and refuses one
// that another program has open. Whoever has a file with a write-ahead log open
// shares a lock on it even while it does nothing, so that asking for the lock
// alone is to be told the truth. The log is written into the file, which from then
// on is all there is of it.
func hold(ctx context.Context, path string) (release func() error, err error) {
	pool, err := sql.Open("sqlite", address(path, fmt.Sprintf(
		"mode=rw&_pragma=busy_timeout(%d)&_pragma=locking_mode(EXCLUSIVE)&_dqs=0&_txlock=exclusive", holdPatience.Milliseconds())))
	if err != nil {
		return nil, fault(err)
	}
	pool.SetMaxOpenConns(1)
	tx, err := lockAlone(ctx, pool)
	switch {
	case corrupt(err):
		// There is nobody else, or the lock would have been refused first; and
		// nothing that SQLite could hold.
		return pool.Close, nil
	case err != nil:
		return nil, errors.Join(placed(fault(err), path), fault(pool.Close()))
	}
	return func() error { return errors.Join(undo(tx), fault(pool.Close())) }, nil
}

// lockAlone gives a transaction that is alone with the file. The mode of the
// journal lets it change without putting a file beside it, which would be taken for
// one of the new file's.
func lockAlone(ctx context.Context, pool *sql.DB) (*sql.Tx, error) {
	tx, err := pool.BeginTx(ctx, nil)
	if err == nil {
		err = tx.Commit()
	}
	if err == nil {
		_, err = pool.ExecContext(ctx, `PRAGMA journal_mode = MEMORY`)
	}
	if err != nil {
		return nil, err
	}
	return pool.BeginTx(ctx, nil)
}

// replace keeps the file at path, and what lies beside it, under another name and
// gives its own to part. If a step fails, those before it are taken back.
func replace(path, part string) (kept string, logs []string, err error) {
	var back []func() error
	defer func() {
		if err == nil {
			return
		}
		for _, undone := range slices.Backward(back) {
			err = errors.Join(err, undone())
		}
		kept, logs = "", nil
	}()
	free := freeName(path + ".replaced")
	switch undone, err := keep(path, free); {
	case err == nil:
		kept, back = free, append(back, undone)
	case !errors.Is(err, fs.ErrNotExist):
		return "", nil, unwritable(free, err)
	}
	for _, beside := range besides {
		switch err := os.Rename(path+beside, free+beside); {
		case err == nil:
			logs = append(logs, free+beside)
			back = append(back, func() error { return os.Rename(free+beside, path+beside) })
		case !errors.Is(err, fs.ErrNotExist):
			return "", nil, unwritable(path+beside, err)
		}
	}
	return kept, logs, rename(part, path)
}

// keep gives the file a second name, so that there is one under its own at every
// moment. A disk that knows no second names lets it have the other one. undone
// takes it back.
func keep(path, kept string) (undone func() error, err error) {
	err = os.Link(path, kept)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return func() error { return os.Remove(kept) }, err
	}
	return func() error { return os.Rename(kept, path) }, os.Rename(path, kept)
}

// freeName gives a name, or NAME.2 and so on where that is taken. A log under it
// would be read into what gets the name.
func freeName(name string) string {
	free := name
	for n := 2; taken(free) != ""; n++ {
		free = fmt.Sprintf("%s.%d", name, n)
	}
	return free
}

// taken gives what stands under a name or beside it, empty for nothing.
func taken(name string) string {
	for _, end := range append([]string{""}, besides...) {
		if _, err := os.Lstat(name + end); !errors.Is(err, fs.ErrNotExist) {
			return name + end
		}
	}
	return ""
}
