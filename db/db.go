package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver named "sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"seatwatch/precedents"
)

// SQLiteVersion is the version of SQLite in this program.
const SQLiteVersion = sqlite3.SQLITE_VERSION

const (
	// readerConnections is how many pages can be put together at a time.
	readerConnections = 8
	// busyTimeout is how long a change waits for another program's to end.
	busyTimeout = 5 * time.Second
	// betweenTries is the pause before a file that was in use is opened again.
	betweenTries = 20 * time.Millisecond
)

// Store is an open file. It is safe for any number of goroutines.
type Store struct {
	path    string
	writer  *sql.DB
	readers *sql.DB

	// seen is the latest generation that was read.
	seen  atomic.Uint64
	frame snapshot[*precedents.Frame]
	// voting is every recorded vote on a seat, decisions finds decisions by their
	// facets and makes their cards.
	voting    snapshot[*precedents.Voting]
	decisions snapshot[finding]
	hash      snapshot[string]
	editions  editions
	changes   changes
}

// Open opens the file at path, making it if it is missing or empty, and brings
// its schema up to date; a file that has something in it is copied to
// PATH.before-N first. It refuses, with a *FileError and without changing
// anything, a file that is no database, one of another program, one that is
// damaged, one written by a newer program, one that cannot be written, and one
// that another program keeps locked.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, busyTimeout)
}

func open(ctx context.Context, path string, patience time.Duration) (*Store, error) {
	file, err := resolved(path)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", path, err)
	}
	path = file
	deadline := time.Now().Add(patience)
	for {
		s := &Store{path: path}
		err := s.open(ctx, patience)
		if err == nil {
			return s, nil
		}
		err = errors.Join(placed(err, path), s.Close())
		// SQLite waits for other programs by itself, but not while one of them
		// that started at the same moment changes to a write-ahead log.
		if !busy(err) && !errors.Is(err, errReplaced) || !time.Now().Before(deadline) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(betweenTries):
		}
	}
}

func (s *Store) open(ctx context.Context, patience time.Duration) error {
	fresh, err := inspect(s.path)
	if err != nil {
		return err
	}
	if fresh {
		err = create(ctx, s.path, patience)
	} else {
		err = refuseNewer(ctx, s.path, patience)
	}
	if err != nil {
		return err
	}
	found, err := os.Stat(s.path)
	if err != nil {
		return unreadable(s.path, err)
	}
	if s.writer, err = sql.Open("sqlite", writerAddress(s.path, patience)); err != nil {
		return fault(err)
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.probe(ctx); err != nil {
		return err
	}
	// Restore may have put another file in this one's place while the lock was
	// waited for. From now on it cannot.
	if stands, err := os.Stat(s.path); err != nil || !os.SameFile(found, stands) {
		return replaced(err)
	}
	if err := migrate(ctx, s.writer, s.path, migrations()); err != nil {
		return err
	}
	if s.readers, err = sql.Open("sqlite", readerAddress(s.path, patience)); err != nil {
		return fault(err)
	}
	s.readers.SetMaxOpenConns(readerConnections)
	s.readers.SetMaxIdleConns(readerConnections)
	return nil
}

// probe begins to write and takes it back, so that a file that cannot be written
// is refused now and not at the first change.
func (s *Store) probe(ctx context.Context) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	_, err = tx.ExecContext(ctx, markOurs)
	return errors.Join(fault(err), undo(tx))
}

// Close closes the file. What is under way ends first.
func (s *Store) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{s.readers, s.writer} {
		if pool != nil {
			errs = append(errs, fault(pool.Close()))
		}
	}
	return errors.Join(errs...)
}

// Path gives the absolute path of the file, past every link.
func (s *Store) Path() string { return s.path }

func writerAddress(path string, patience time.Duration) string {
	return address(path, fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_dqs=0&_txlock=immediate", patience.Milliseconds()))
}

func readerAddress(path string, patience time.Duration) string {
	return address(path, fmt.Sprintf("mode=ro&_pragma=busy_timeout(%d)&_pragma=foreign_keys(ON)&_pragma=query_only(ON)&_dqs=0", patience.Milliseconds()))
}

// address makes the address under which SQLite opens an absolute path; without
// the "file:" it would not see the options.
func address(path, options string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options
}

// reading runs read in one transaction, so that all it sees is of one moment.
func (s *Store) reading(ctx context.Context, read func(tx *sql.Tx) error) error {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fault(err)
	}
	return errors.Join(read(tx), undo(tx))
}

// writing runs write in one transaction, which is committed only if write gives
// no error. What pages were made from before is of the past then, also where it is
// not known whether the commit went through.
func (s *Store) writing(ctx context.Context, write func(c *change) error) error {
	var stands uint64
	tried, err := s.transaction(ctx, func(c *change) (err error) {
		if err := write(c); err != nil {
			return err
		}
		if err := c.finish(); err != nil {
			return err
		}
		stands, err = one[uint64](ctx, c, othersChanges)
		return err
	})
	switch {
	case tried && err == nil:
		s.changes.counted(stands)
	case tried:
		s.changes.count.Add(1)
	}
	return err
}

// writingUnseen is writing for what no page without an account shows.
func (s *Store) writingUnseen(ctx context.Context, write func(c *change) error) error {
	_, err := s.transaction(ctx, func(c *change) error {
		if err := write(c); err != nil {
			return err
		}
		return c.finish()
	})
	return err
}

// transaction commits what write does unless that gives an error. tried is whether
// it came to the commit.
func (s *Store) transaction(ctx context.Context, write func(c *change) error) (tried bool, err error) {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return false, placed(fault(err), s.path)
	}
	c := newChange(ctx, tx)
	if err := errors.Join(write(c), c.close()); err != nil {
		return false, errors.Join(placed(err, s.path), undo(tx))
	}
	return true, placed(fault(tx.Commit()), s.path)
}

// undo ends a transaction as if it had not been. One whose context has ended is
// undone already.
func undo(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return fault(err)
	}
	return nil
}

// snapshot is a value worked out once for each generation of the record.
type snapshot[T any] struct {
	making sync.Mutex
	last   atomic.Pointer[snapshotOf[T]]
}

type snapshotOf[T any] struct {
	generation uint64
	value      T
}

// at gives the value of a generation, making it if nobody has yet.
func (s *snapshot[T]) at(generation uint64, work func() (T, error)) (T, error) {
	if last := s.last.Load(); last != nil && last.generation == generation {
		return last.value, nil
	}
	s.making.Lock()
	defer s.making.Unlock()
	if last := s.last.Load(); last != nil && last.generation == generation {
		return last.value, nil
	}
	value, err := work()
	if err == nil {
		s.last.Store(&snapshotOf[T]{generation, value})
	}
	return value, err
}
