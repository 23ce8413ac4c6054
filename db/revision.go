package db

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var revisions = tableOf("revision", "record number by at what content", "")

// current is what stands of a record.
type current struct {
	number  int
	content string
	// edited says that a person has had a hand in it.
	edited bool
}

// current gives what stands of a record; its number is 0 for one that is not
// there yet.
func (c *change) current(record string) (current, error) {
	stands, _, err := first(c.ctx, c, func(r *current) []any { return []any{&r.number, &r.content, &r.edited} }, `
		SELECT number, content, EXISTS (SELECT 1 FROM revision AS person WHERE person.record = revision.record AND person.by <> 'library')
		FROM revision WHERE record = ? ORDER BY number DESC LIMIT 1`, record)
	return stands, err
}

// revise makes the next revision of a record and draws the tables from it. A
// stamped forecast of a decision that so comes in is scored.
func (c *change) revise(record precedents.Record, library *precedents.Library, after int, by, what string, now time.Time) error {
	if err := c.number(record.Key, after+1, by, what, record.Content, now); err != nil {
		return err
	}
	if err := c.put(record.Key, library, after == 0); err != nil {
		return err
	}
	if id, ok := strings.CutPrefix(record.Key, "dispute/"); ok {
		dispute, _ := library.Dispute(id)
		return c.scoreStanding(dispute, now)
	}
	return nil
}

// setBack is how far a clock can be set back without the record running backwards.
const setBack = 24 * time.Hour

// number puts a revision at the end of the record. Under a clock that was set back
// a little it bears the moment of the one before it: a page as of a day that has
// passed is not to change. One that was set back further is believed, since then it
// is likelier that the clock was wrong before.
func (c *change) number(record string, number int, by, what, content string, now time.Time) error {
	if c.last == nil {
		last, _, err := first(c.ctx, c, func(at *time.Time) []any { return []any{instant(at)} }, `SELECT at FROM revision ORDER BY id DESC LIMIT 1`)
		if err != nil {
			return err
		}
		c.last = &last
	}
	if behind := c.last.Sub(now); behind > 0 && behind < setBack {
		now = *c.last
	}
	return c.add(revisions, record, number, by, stamp(now), what, content)
}

// put draws the tables from a record of the library. fresh says that there is
// nothing of it yet.
func (c *change) put(key string, library *precedents.Library, fresh bool) error {
	kind, id, _ := strings.Cut(key, "/")
	if !fresh {
		if err := c.clear(key); err != nil {
			return err
		}
	}
	switch kind {
	case "dispute":
		dispute, _ := library.Dispute(id)
		return c.putDispute(dispute, fresh)
	case "rollcall":
		rollCall, _ := library.RollCall(id)
		return c.putRollCall(rollCall, fresh)
	case "member":
		member, _ := library.Member(id)
		return c.putMember(member, fresh)
	case "meeting":
		minutes, _ := library.MinutesOf(id)
		return c.putMinutes(minutes, fresh)
	case precedents.LawKey:
		return c.putLaw(library.Law, fresh)
	case precedents.CodebookKey:
		return nil
	}
	return c.putOfSession(kind, id, library, fresh)
}

func (c *change) putOfSession(kind, id string, library *precedents.Library, fresh bool) error {
	session, err := credentials.ParseSession(id)
	if err != nil {
		return err
	}
	switch kind {
	case "session":
		held, _ := library.Session(session)
		return c.putSession(held)
	case "committee":
		committee, _ := library.Committee(session)
		return c.putCommittee(committee, fresh)
	case "reports":
		return c.putReports(session, library.ReportsOf(session), fresh)
	}
	return &credentials.NotFound{Kind: "kind of record", ID: kind}
}

// Save makes a record's content, in the dataset's own format, its next revision.
// expected is the number of the revision that the change was made against, 0 for
// a new record; if another has come in between, nothing is changed and the error
// is a *credentials.Conflict. Content with faults gives precedents.Faults, and a
// reference to something that is not in the record a *credentials.Invalid.
// Content that is as it was makes no revision; the one that stands comes back.
func (s *Store) Save(ctx context.Context, record precedents.Record, expected int, by, what string, now time.Time) (credentials.Revision, error) {
	library, err := precedents.ParseRecord(record)
	if err != nil {
		return credentials.Revision{}, err
	}
	for canonical := range library.Records() {
		record = canonical
	}
	if err := person(by); err != nil {
		return credentials.Revision{}, err
	}
	err = s.writing(ctx, func(c *change) error {
		stands, err := c.current(record.Key)
		switch {
		case err != nil:
			return err
		case stands.number != expected:
			return &credentials.Conflict{Record: record.Key, Number: expected}
		case stands.number > 0 && stands.content == record.Content:
			return nil
		}
		for i := range library.Minutes {
			if err := c.checkNamed(&library.Minutes[i]); err != nil {
				return err
			}
		}
		if err := c.revise(record, library, expected, by, what, now); err != nil {
			return err
		}
		return c.logFollows(record.Key, library, expected+1, by, now)
	})
	if err != nil {
		return credentials.Revision{}, err
	}
	return s.latestOf(ctx, record.Key)
}

// person refuses a name under which no person can write.
func person(by string) error {
	if strings.TrimSpace(by) == "" || by == credentials.LibraryEditor {
		return &credentials.Invalid{Faults: []credentials.Fault{{Field: "by", What: "the change names nobody who makes it", Mend: "say who makes it"}}}
	}
	return nil
}

func revisionColumns(r *credentials.Revision) []any {
	return []any{&r.Record, &r.Number, &r.By, instant(&r.At), &r.What, &r.Content}
}

func (s *Store) latestOf(ctx context.Context, record string) (credentials.Revision, error) {
	revision, ok, err := first(ctx, s.readers, revisionColumns,
		`SELECT record, number, by, at, what, content FROM revision WHERE record = ? ORDER BY number DESC LIMIT 1`, record)
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "record", ID: record}
	}
	return revision, err
}

// Revisions gives every revision of a record, the first first. A record that is
// not there is a *credentials.NotFound.
func (s *Store) Revisions(ctx context.Context, record string) ([]credentials.Revision, error) {
	list, err := all(ctx, s.readers, revisionColumns,
		`SELECT record, number, by, at, what, content FROM revision WHERE record = ? ORDER BY number`, record)
	if err == nil && len(list) == 0 {
		err = &credentials.NotFound{Kind: "record", ID: record}
	}
	return list, err
}

// Latest gives the last n revisions of the whole record, the newest first,
// without their content.
func (s *Store) Latest(ctx context.Context, n int) ([]credentials.Revision, error) {
	return all(ctx, s.readers, func(r *credentials.Revision) []any {
		return []any{&r.Record, &r.Number, &r.By, instant(&r.At), &r.What}
	}, `SELECT record, number, by, at, what FROM revision ORDER BY id DESC LIMIT ?`, max(0, n))
}

// Generation gives a number that is higher after every change of the record, by
// this program or another.
func (s *Store) Generation() uint64 {
	generation, err := one[uint64](context.Background(), s.readers, `SELECT coalesce(max(id), 0) FROM revision`)
	if err != nil {
		// What was read before stays good until the file can be read again,
		// and whoever reads it next gets the error.
		return s.seen.Load()
	}
	s.seen.Store(generation)
	return generation
}

const latestContents = `
	SELECT record, content FROM revision
	WHERE number = (SELECT max(number) FROM revision AS later WHERE later.record = revision.record) AND content <> ''
	ORDER BY record`

// DataHash gives the hash of the record as it stands, the same as
// precedents.Library.Hash gives for a library that says the same. It is worked
// out once for each generation.
func (s *Store) DataHash(ctx context.Context) (string, error) {
	return s.hash.at(s.Generation(), func() (hash string, err error) {
		hash = precedents.HashInOrder(func(yield func(precedents.Record) bool) {
			err = each(ctx, s.readers, func(r *precedents.Record) []any { return []any{&r.Key, &r.Content} }, func(r *precedents.Record) error {
				yield(*r)
				return nil
			}, latestContents)
		})
		return hash, err
	})
}

// contentOf gives the content of a record as it stands, empty if it is not
// there.
func contentOf(ctx context.Context, tx *sql.Tx, record string) (string, error) {
	return one[string](ctx, tx, `SELECT content FROM revision WHERE record = ? ORDER BY number DESC LIMIT 1`, record)
}
