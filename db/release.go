package db

import (
	"context"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// Releases gives the built-in libraries that came into the record, the latest
// first.
func (s *Store) Releases(ctx context.Context) ([]precedents.Release, error) {
	return all(ctx, s.readers, func(r *precedents.Release) []any { return []any{&r.Hash, instant(&r.At), &r.Added, &r.Updated} }, `
		SELECT hash, at,
			(SELECT count(*) FROM revision WHERE revision.by = 'library' AND revision.at = library.at AND number = 1),
			(SELECT count(*) FROM revision WHERE revision.by = 'library' AND revision.at = library.at AND number > 1)
		FROM library ORDER BY id DESC`)
}

// EditedSince gives the last n changes that people have made since the latest
// built-in library came in, the newest first and without their content, and how
// many there are.
func (s *Store) EditedSince(ctx context.Context, n int) (latest []credentials.Revision, total int, err error) {
	const since = ` FROM revision WHERE by <> 'library' AND at > coalesce((SELECT at FROM library ORDER BY id DESC LIMIT 1), '')`
	if total, err = one[int](ctx, s.readers, `SELECT count(*)`+since); err != nil {
		return nil, 0, err
	}
	latest, err = all(ctx, s.readers, func(r *credentials.Revision) []any {
		return []any{&r.Record, &r.Number, &r.By, instant(&r.At), &r.What}
	}, `SELECT record, number, by, at, what`+since+` ORDER BY id DESC LIMIT ?`, max(0, n))
	return latest, total, err
}
