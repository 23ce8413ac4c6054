package db

import (
	"context"
	"database/sql"

	"seatwatch/precedents"
)

// Frame gives everything around the disputes as it stands. It is the same value
// until the record changes.
func (s *Store) Frame(ctx context.Context) (*precedents.Frame, error) {
	return s.frame.at(s.Generation(), func() (frame *precedents.Frame, err error) {
		err = s.reading(ctx, func(tx *sql.Tx) error {
			frame, err = readFrame(ctx, tx)
			return err
		})
		return frame, err
	})
}

func readFrame(ctx context.Context, tx *sql.Tx) (*precedents.Frame, error) {
	members, err := readMembers(ctx, tx)
	if err != nil {
		return nil, err
	}
	sessions, err := readSessions(ctx, tx)
	if err != nil {
		return nil, err
	}
	committees, err := readCommittees(ctx, tx)
	if err != nil {
		return nil, err
	}
	reports, err := readReports(ctx, tx)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(ctx, tx)
	if err != nil {
		return nil, err
	}
	codebook, err := contentOf(ctx, tx, precedents.CodebookKey)
	if err != nil {
		return nil, err
	}
	return precedents.NewFrame(members, sessions, committees, reports, law, codebook), nil
}
