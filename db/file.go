package db

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"seatwatch/credentials"
)

// applicationID stands in the header of every file of ours ("Seat" in ASCII). It
// is how a database of another program is told apart.
const applicationID = 0x53656174

// The header of a SQLite file: https://sqlite.org/fileformat2.html.
const (
	headerSize          = 100
	headerMagic         = "SQLite format 3\x00"
	headerApplicationAt = 68
)

// markOurs puts the number into the header.
var markOurs = fmt.Sprintf("PRAGMA application_id = %d", applicationID)

// FileError says what is the matter with the file and what to do, in a sentence
// for whoever started the program.
type FileError struct {
	// Path is the file's; empty where it is not known.
	Path string
	// What says in a clause what is the matter, Mend what to do.
	What string
	Mend string
	// Cause is the fault underneath, for a log; it may be nil.
	Cause error
}

// Error gives the sentence.
func (e *FileError) Error() string {
	subject := e.Path
	if subject == "" {
		subject = "the data file"
	}
	return subject + " " + e.What + "; " + e.Mend
}

// Unwrap gives the fault underneath.
func (e *FileError) Unwrap() error { return e.Cause }

// As gives the error as those know it who see the record and not the file: without
// the place where it lies.
func (e *FileError) As(target any) bool {
	into, ok := target.(**credentials.Unavailable)
	if ok {
		*into = &credentials.Unavailable{What: e.What}
	}
	return ok
}

func refuse(path, mend, format string, args ...any) *FileError {
	return &FileError{Path: path, What: fmt.Sprintf(format, args...), Mend: mend}
}

// placed gives err with the path filled in where it is a FileError without one.
func placed(err error, path string) error {
	if refusal, ok := errors.AsType[*FileError](err); ok && refusal.Path == "" {
		refusal.Path = path
	}
	return err
}

// resolved gives the absolute path of the file itself, past every link: SQLite keeps
// the log beside that one, and it is the one to be replaced. Of a file that is
// missing it is where it would be made; what cannot be followed stays as it is, for
// inspect to say what is the matter.
func resolved(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	found, err := filepath.EvalSymlinks(path)
	if err == nil {
		return found, nil
	}
	if target, unlinked := os.Readlink(path); errors.Is(err, fs.ErrNotExist) && unlinked == nil {
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		return resolved(target)
	}
	return inFolder(path), nil
}

// inFolder gives a path with its folder past every link, and its name as it is.
func inFolder(path string) string {
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// inspect looks at a file without opening it as a database, so that a file that
// is not ours stays as it is to the byte. fresh is true for one that is missing
// or empty.
func inspect(path string) (fresh bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, inspectFolder(filepath.Dir(path))
	case errors.Is(err, syscall.ENOTDIR):
		return false, refuse(path, "name a file in a folder that exists", "lies in something that is not a folder")
	case err != nil:
		return false, unreadable(path, err)
	case info.IsDir():
		return false, refuse(path, "name a file in it, such as "+filepath.Join(path, "seatwatch.db"), "is a folder")
	case !info.Mode().IsRegular():
		return false, refuse(path, "name another file", "is not an ordinary file")
	case info.Size() == 0:
		return true, nil
	}
	header, err := readHeader(path)
	if err != nil {
		return false, err
	}
	switch {
	case !bytes.HasPrefix(header, []byte(headerMagic)):
		return false, refuse(path, "name another file; this one is left as it is", "is not a database")
	case len(header) < headerSize:
		return false, damaged(path)
	case binary.BigEndian.Uint32(header[headerApplicationAt:]) != applicationID:
		return false, refuse(path, "name another file; this one is left as it is", "is a database of another program")
	}
	return false, nil
}

func inspectFolder(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse(folder, "make the folder first, or name a file in another one", "does not exist")
	case err != nil:
		return unreadable(folder, err)
	case !info.IsDir():
		return refuse(folder, "name a file in a folder that exists", "is not a folder")
	}
	return nil
}

func readHeader(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	header, err := io.ReadAll(io.LimitReader(file, headerSize))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, unreadable(path, err)
	}
	return header, nil
}

func unreadable(path string, cause error) error {
	return &FileError{path, "cannot be read", "give this program the right to read and write it, or name another file", cause}
}

func damaged(path string) *FileError {
	return refuse(path, "put a copy of the file in its place, or move it away and start with a new one", "is damaged")
}

// create makes a file of ours with nothing in it yet. The mark goes in before
// the journal changes to a log, so that it stands in the file itself from the
// first moment.
func create(ctx context.Context, path string, patience time.Duration) error {
	pool, err := sql.Open("sqlite", address(path, fmt.Sprintf("mode=rwc&_pragma=busy_timeout(%d)", patience.Milliseconds())))
	if err != nil {
		return fault(err)
	}
	_, err = pool.ExecContext(ctx, markOurs)
	return errors.Join(fault(err), fault(pool.Close()))
}

// refuseNewer looks into a file of ours through a connection that cannot write
// and refuses one whose schema this program does not know, and one that is
// damaged.
func refuseNewer(ctx context.Context, path string, patience time.Duration) error {
	pool, err := sql.Open("sqlite", untouching(path, patience))
	if err != nil {
		return fault(err)
	}
	version, err := schemaVersion(ctx, pool)
	if err = errors.Join(err, fault(pool.Close())); err != nil {
		return err
	}
	if newest := newestMigration(migrations()); version > newest {
		return refuse(path, "start the newer program, or put an older copy of the file in its place",
			"was written by a newer program (its schema is %d, this program knows up to %d)", version, newest)
	}
	return nil
}

// untouching makes the address of a file that is only looked at. If nobody has it
// open, SQLite reads it like this without putting files of its own beside it, and a
// file that is refused lies there as it lay before.
func untouching(path string, patience time.Duration) string {
	if inUse(path) {
		return readerAddress(path, patience)
	}
	return readerAddress(path, patience) + "&immutable=1"
}
