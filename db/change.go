package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"seatwatch/credentials"
)

// change is one write transaction: its prepared statements, the rows that wait
// to be written together, and what has to be indexed anew at its end.
type change struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	waiting    map[*table]*batch

	// disputes are to be indexed anew; nil stands for one to be read first.
	disputes map[string]*credentials.Dispute
	// documents says that the list of documents may have changed.
	documents bool
	lastEntry int64
	// last is the moment of the revision before those of this change; nil until it
	// is asked for.
	last *time.Time
}

func newChange(ctx context.Context, tx *sql.Tx) *change {
	return &change{
		ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}, waiting: map[*table]*batch{},
		disputes: map[string]*credentials.Dispute{},
	}
}

// table is a table as rows are written into it.
type table struct {
	head    string
	columns int
	tail    string
	// rows is how many go into one statement.
	rows int
}

// batchValues is about how many values go into one statement; more than some
// hundreds gain nothing.
const batchValues = 400

// tableOf describes a table by its columns. tail may say what to do about a row
// that stands already.
func tableOf(name, columns, tail string) *table {
	list := strings.Fields(columns)
	return &table{
		head:    "INSERT INTO " + name + " (" + strings.Join(list, ", ") + ") VALUES ",
		columns: len(list),
		tail:    tail,
		rows:    max(1, batchValues/len(list)),
	}
}

// replacing is tableOf for a table whose rows others refer to: a row that
// stands already under the key gets the new values. Its rows do not wait for
// each other; if one that refers to them came first, SQLite would look through
// the whole table of that one for every row that comes.
func replacing(name, key, columns string) *table {
	var sets []string
	for column := range strings.FieldsSeq(columns) {
		sets = append(sets, column+" = excluded."+column)
	}
	t := tableOf(name, key+" "+columns, " ON CONFLICT ("+key+") DO UPDATE SET "+strings.Join(sets, ", "))
	t.rows = 1
	return t
}

func (t *table) statement(rows int) string {
	row := "(?" + strings.Repeat(", ?", t.columns-1) + ")"
	return t.head + row + strings.Repeat(", "+row, rows-1) + t.tail
}

type batch struct {
	rows   int
	values []any
}

// add puts a row into a table, now or when more rows of it have come together.
func (c *change) add(t *table, values ...any) error {
	b := c.waiting[t]
	if b == nil {
		b = &batch{values: make([]any, 0, t.rows*t.columns)}
		c.waiting[t] = b
	}
	b.values = append(b.values, values...)
	b.rows++
	if b.rows < t.rows {
		return nil
	}
	return c.write(t, b)
}

func (c *change) write(t *table, b *batch) error {
	if b.rows == 0 {
		return nil
	}
	err := c.exec(t.statement(b.rows), b.values...)
	b.rows, b.values = 0, b.values[:0]
	return err
}

// flush writes the rows that wait.
func (c *change) flush() error {
	for t, b := range c.waiting {
		if err := c.write(t, b); err != nil {
			return err
		}
	}
	return nil
}

// exec runs a statement, prepared once for the transaction.
func (c *change) exec(query string, args ...any) error {
	err := c.prepare(query)
	if err == nil {
		_, err = c.statements[query].ExecContext(c.ctx, args...)
	}
	return fault(err)
}

// QueryContext runs a query in the transaction, prepared once for it.
func (c *change) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := c.prepare(query); err != nil {
		return nil, err
	}
	return c.statements[query].QueryContext(ctx, args...)
}

// prepare sees to it that a statement is prepared; close closes it.
func (c *change) prepare(query string) error {
	if c.statements[query] != nil {
		return nil
	}
	statement, err := c.tx.PrepareContext(c.ctx, query) //nolint:sqlclosecheck // close closes it with all the others.
	if err == nil {
		c.statements[query] = statement
	}
	return err
}

// finish writes what waits and brings the indexes up to date.
func (c *change) finish() error {
	if err := c.flush(); err != nil {
		return err
	}
	if err := c.index(); err != nil {
		return err
	}
	return c.flush()
}

// try does all that committing would do, but for the commit.
func (c *change) try() error {
	if err := c.finish(); err != nil {
		return err
	}
	broken, err := one[int](c.ctx, c, `SELECT count(*) FROM pragma_foreign_key_check`)
	if err == nil && broken > 0 {
		err = nameless()
	}
	return err
}

func (c *change) close() error {
	var errs []error
	for _, statement := range c.statements {
		errs = append(errs, fault(statement.Close()))
	}
	return errors.Join(errs...)
}
