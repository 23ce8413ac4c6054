package db

import (
	"context"

	"seatwatch/precedents"
)

// News gives the last n revisions of disputes, recorded votes and meetings, the
// newest first, each with the title its record bears now; what is out of the record
// bears none.
func (s *Store) News(ctx context.Context, n int) ([]precedents.News, error) {
	return all(ctx, s.readers, func(row *precedents.News) []any {
		return []any{&row.Record, &row.Number, &row.By, instant(&row.At), &row.What, text(&row.Title)}
	}, `
		SELECT record, number, by, at, what, coalesce(
			(SELECT title FROM dispute WHERE 'dispute/' || id = record),
			(SELECT question FROM rollcall WHERE 'rollcall/' || id = record))
		FROM revision WHERE substr(record, 1, 8) = 'dispute/' OR substr(record, 1, 9) = 'rollcall/' OR substr(record, 1, 8) = 'meeting/'
		ORDER BY revision.id DESC LIMIT ?`, max(0, n))
}
