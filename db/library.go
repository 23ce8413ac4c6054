package db

import (
	"context"
	"slices"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// SeedReport says what opening the file with a built-in library has done, by the
// records' keys. All of it is empty where the library is the one of last time.
type SeedReport struct {
	// Added are records that were not there, Updated those brought up to date.
	Added, Updated []string
	// Kept are records that a person has edited and that this library states
	// otherwise; they stay as they are.
	Kept []string
}

// Seed brings the built-in library into the file. The first time every record
// becomes revision 1 by credentials.LibraryEditor. With another library, records
// that nobody has touched get a further revision by it; those that a person has
// edited are left and listed by Kept, unless the library says what it said
// before. Records that the library no longer has stay. With the library of last
// time nothing is done.
func (s *Store) Seed(ctx context.Context, library *precedents.Library, now time.Time) (SeedReport, error) {
	records := slices.Collect(library.Records())
	hash := precedents.HashRecords(slices.Clone(records))
	same, err := s.Seeded(ctx, hash)
	if err != nil || same {
		return SeedReport{}, err
	}
	var report SeedReport
	err = s.writing(ctx, func(c *change) error {
		report = SeedReport{}
		before, err := one[int](ctx, c, `SELECT count(*) FROM library`)
		if err != nil {
			return err
		}
		seed := seeding{c, library, now, before == 0, &report}
		for _, record := range records {
			if err := seed.record(record); err != nil {
				return err
			}
		}
		return c.exec(`INSERT INTO library (hash, at) VALUES (?, ?)`, hash, stamp(now))
	})
	if err != nil {
		return SeedReport{}, err
	}
	return report, nil
}

// Seeded reports whether the built-in library with that hash is the one of last
// time, so that Seed would do nothing.
func (s *Store) Seeded(ctx context.Context, hash string) (bool, error) {
	last, err := one[string](ctx, s.readers, `SELECT hash FROM library ORDER BY id DESC LIMIT 1`)
	return last == hash, err
}

type seeding struct {
	*change
	library *precedents.Library
	now     time.Time
	first   bool
	report  *SeedReport
}

func (s seeding) record(record precedents.Record) error {
	stands, err := s.current(record.Key)
	switch {
	case err != nil:
		return err
	case stands.number == 0:
		s.report.Added = append(s.report.Added, record.Key)
		return s.revise(record, s.library, 0, credentials.LibraryEditor, s.what("brought in by the built-in library"), s.now)
	case stands.edited:
		return s.keep(record, stands)
	case stands.content == record.Content:
		return nil
	}
	s.report.Updated = append(s.report.Updated, record.Key)
	return s.revise(record, s.library, stands.number, credentials.LibraryEditor, "brought up to date with the built-in library", s.now)
}

func (s seeding) what(later string) string {
	if s.first {
		return "the built-in library"
	}
	return later
}

// keep leaves an edited record as it is and puts the library's on the list,
// unless it is what the library brought before.
func (s seeding) keep(record precedents.Record, stands current) error {
	brought, ok, err := first(s.ctx, s, single[string], `
		SELECT content FROM kept WHERE record = ?1
		UNION ALL
		SELECT * FROM (SELECT content FROM revision WHERE record = ?1 AND by = 'library' ORDER BY number DESC LIMIT 1)`, record.Key)
	if err != nil || (ok && brought == record.Content) {
		return err
	}
	var settledBy, settledAt any
	if stands.content == record.Content {
		settledBy, settledAt = credentials.LibraryEditor, stamp(s.now)
	} else {
		s.report.Kept = append(s.report.Kept, record.Key)
	}
	return s.exec(`
		INSERT INTO kept (record, content, at, settled_by, settled_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (record) DO UPDATE SET content = excluded.content, at = excluded.at,
			settled_by = excluded.settled_by, settled_at = excluded.settled_at`,
		record.Key, record.Content, stamp(s.now), settledBy, settledAt)
}

const keptColumns = `
	SELECT kept.record, kept.at, revision.content, kept.content
	FROM kept JOIN revision ON revision.record = kept.record
	WHERE kept.settled_by IS NULL AND revision.content <> kept.content
		AND revision.number = (SELECT max(number) FROM revision AS later WHERE later.record = kept.record)`

func keptRow(k *precedents.Kept) []any {
	return []any{&k.Record, instant(&k.At), &k.Ours, &k.Library}
}

// Kept gives the records that a person has edited and that the latest library
// states otherwise, with both contents, in the order of their keys.
func (s *Store) Kept(ctx context.Context) ([]precedents.Kept, error) {
	return all(ctx, s.readers, keptRow, keptColumns+` ORDER BY kept.record`)
}

// TakeOver makes the library's content the next revision of a kept record, by
// the editor named. A record that is not on the list is a *credentials.NotFound.
func (s *Store) TakeOver(ctx context.Context, record, by string, now time.Time) error {
	if err := person(by); err != nil {
		return err
	}
	return s.settle(ctx, record, by, now, func(c *change, kept precedents.Kept) error {
		taken := precedents.Record{Key: record, Content: kept.Library}
		library, err := precedents.ParseRecord(taken)
		if err != nil {
			return err
		}
		stands, err := c.current(record)
		if err != nil {
			return err
		}
		return c.revise(taken, library, stands.number, by, "taken over from the built-in library", now)
	})
}

// Dismiss takes a kept record off the list. It comes back only when a later
// library says something else again. A record that is not on the list is a
// *credentials.NotFound.
func (s *Store) Dismiss(ctx context.Context, record, by string, now time.Time) error {
	if err := person(by); err != nil {
		return err
	}
	return s.settle(ctx, record, by, now, func(*change, precedents.Kept) error { return nil })
}

func (s *Store) settle(ctx context.Context, record, by string, now time.Time, settle func(*change, precedents.Kept) error) error {
	return s.writing(ctx, func(c *change) error {
		kept, ok, err := first(ctx, c, keptRow, keptColumns+` AND kept.record = ?`, record)
		switch {
		case err != nil:
			return err
		case !ok:
			return &credentials.NotFound{Kind: "kept record", ID: record}
		}
		if err := settle(c, kept); err != nil {
			return err
		}
		return c.exec(`UPDATE kept SET settled_by = ?, settled_at = ? WHERE record = ?`, by, stamp(now), record)
	})
}
