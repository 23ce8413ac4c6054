package db

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// editionsKept is how many past states of the record are kept read. Days between
// two changes are one state.
const editionsKept = 3

// editions are the states of the record that were asked for last.
type editions struct {
	making sync.Mutex
	last   []edition
}

// edition is the record of a generation.
type edition struct {
	generation uint64
	*precedents.Edition
}

// Edition gives the whole record as it stood at the end of a day, Universal Time,
// from the revisions. What was changed since does not show in it. A day before the
// first revision is a *credentials.Invalid that names the first.
func (s *Store) Edition(ctx context.Context, day credentials.Date) (*precedents.Edition, error) {
	generation, err := s.generationOn(ctx, day)
	if err != nil {
		return nil, err
	}
	made, err := s.editions.of(generation, func() (edition, error) { return s.editionOf(ctx, generation) })
	if err != nil {
		return nil, err
	}
	return made.On(day), nil
}

// generationOn gives the generation that stood at the end of a day. Before the day of
// the first revision there was none, whatever a clock that was set back has made of
// later ones.
func (s *Store) generationOn(ctx context.Context, day credentials.Date) (uint64, error) {
	generation, err := one[uint64](ctx, s.readers, `
		SELECT coalesce(max(id), 0) FROM revision
		WHERE at < ?1 AND (SELECT at FROM revision ORDER BY id LIMIT 1) < ?1`, day.Next().String())
	if err != nil || generation > 0 {
		return generation, err
	}
	begun, err := s.Begun(ctx)
	if err != nil {
		return 0, err
	}
	return 0, &credentials.Invalid{Faults: []credentials.Fault{{
		Field: "as-of",
		What:  fmt.Sprintf("this record begins on %s, and %s is before that", begun.Words(), day.Words()),
		Mend:  "ask for " + begun.String() + " or a later day",
	}}}
}

// Begun gives the day of the first revision; the zero Date while there is none.
func (s *Store) Begun(ctx context.Context) (credentials.Date, error) {
	day, err := one[string](ctx, s.readers, `SELECT coalesce((SELECT substr(at, 1, 10) FROM revision ORDER BY id LIMIT 1), '')`)
	if err != nil {
		return credentials.Date{}, err
	}
	return credentials.ParseDate(day)
}

const contentsThen = `
	SELECT record, content FROM revision
	WHERE id <= ?1 AND content <> '' AND number = (
		SELECT max(number) FROM revision AS later WHERE later.record = revision.record AND later.id <= ?1)
	ORDER BY record`

func (s *Store) editionOf(ctx context.Context, generation uint64) (edition, error) {
	records, err := all(ctx, s.readers, func(r *precedents.Record) []any { return []any{&r.Key, &r.Content} }, contentsThen, generation)
	if err != nil {
		return edition{}, err
	}
	library, err := precedents.ReadRecords(slices.Values(records))
	if err != nil {
		return edition{}, fmt.Errorf("read the record of generation %d: %w", generation, err)
	}
	return edition{generation, precedents.NewEdition(library, precedents.HashInOrder(slices.Values(records)))}, nil
}

// of gives the edition of a generation, making it if it is not among the last.
func (e *editions) of(generation uint64, work func() (edition, error)) (edition, error) {
	e.making.Lock()
	defer e.making.Unlock()
	i := slices.IndexFunc(e.last, func(kept edition) bool { return kept.generation == generation })
	if i >= 0 {
		kept := e.last[i]
		e.last = slices.Insert(slices.Delete(e.last, i, i+1), 0, kept)
		return kept, nil
	}
	made, err := work()
	if err == nil {
		e.last = slices.Insert(e.last[:min(len(e.last), editionsKept-1)], 0, made)
	}
	return made, err
}
