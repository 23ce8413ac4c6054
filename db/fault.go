package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"seatwatch/credentials"
)

// storeError is a fault of the driver that nobody foresaw. It gives its number
// and keeps the driver's words for a log.
type storeError struct {
	code  int
	cause error
}

// Error gives the number.
func (e *storeError) Error() string {
	return fmt.Sprintf("the data file could not be used (fault %d)", e.code)
}

// Unwrap gives the driver's error.
func (e *storeError) Unwrap() error { return e.cause }

// fault gives an error of the driver in the words of the domain, by its number
// and never by its text. Any other error comes back as it is.
func fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if errors.Is(err, sql.ErrTxDone) {
		// Nothing ends a transaction early but its context.
		return context.Canceled
	}
	driver, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	if broken := constraint(driver.Code()); broken != nil {
		return broken
	}
	file := func(what, mend string) error { return &FileError{What: what, Mend: mend, Cause: err} }
	if driver.Code() == sqlite3.SQLITE_READONLY_DBMOVED {
		return replaced(err)
	}
	switch driver.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		refusal := damaged("")
		refusal.Cause = err
		return refusal
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return file("is in use by another program", "close that program, or wait for it to end, and try again")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH:
		return file("cannot be written", "give this program the right to write the file and its folder, or name another file")
	case sqlite3.SQLITE_FULL:
		return file("does not fit on the disk any more", "make room and try again; nothing was changed")
	case sqlite3.SQLITE_IOERR:
		return file("cannot be read or written, the disk refuses", "look after the disk and try again; nothing was changed")
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return &storeError{driver.Code(), err}
}

// errReplaced is the cause where another file took the place of one that is open.
var errReplaced = errors.New("another file stands there now")

func replaced(err error) error {
	return &FileError{What: "was moved or replaced while it was open", Mend: "start the program again", Cause: errors.Join(errReplaced, err)}
}

// busy reports whether an error says that another program is in the way.
func busy(err error) bool { return says(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) }

// corrupt reports whether an error says that the file is damaged.
func corrupt(err error) bool { return says(err, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) }

// closedToUs reports whether an error says that there is no right to write.
func closedToUs(err error) bool {
	return says(err, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
}

// outOfRoom reports whether an error says that the disk takes no more.
func outOfRoom(err error) bool { return says(err, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR) }

// says reports whether the driver gave one of the numbers.
func says(err error, codes ...int) bool {
	driver, ok := errors.AsType[*sqlite.Error](err)
	return ok && slices.Contains(codes, driver.Code()&0xff)
}

// constraint gives the error of a broken constraint of the schema, nil for any
// other number.
func constraint(code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return &credentials.Conflict{Record: "the record"}
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return nameless()
	case sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_CONSTRAINT_NOTNULL, sqlite3.SQLITE_CONSTRAINT_DATATYPE:
		return &credentials.Invalid{Faults: []credentials.Fault{{
			What: "a value is missing or is none of its closed set",
			Mend: "write one of the codebook’s values",
		}}}
	case sqlite3.SQLITE_TOOBIG:
		return &credentials.Invalid{Faults: []credentials.Fault{{What: "the text is too long", Mend: "shorten it"}}}
	}
	return nil
}

// nameless is the error of a reference that leads nowhere.
func nameless() error {
	return &credentials.Invalid{Faults: []credentials.Fault{{
		What: "a Member, session, dispute or claimant is named that is not in the record",
		Mend: "bring it in together with what names it",
	}}}
}
