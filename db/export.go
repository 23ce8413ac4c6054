package db

import (
	"context"
	"database/sql"
	"io"
	"iter"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// Export writes the whole record as it stands at one moment in the dataset's
// formats, as precedents.Write does: it calls create with the path of each file.
// Disputes, minutes and recorded votes are read one at a time.
func (s *Store) Export(ctx context.Context, create func(name string) (io.WriteCloser, error)) error {
	return s.reading(ctx, func(tx *sql.Tx) error {
		frame, err := readFrame(ctx, tx)
		if err != nil {
			return err
		}
		return precedents.Write(create, frame, eachDispute(ctx, tx), eachMinutes(ctx, tx), eachRollCall(ctx, tx))
	})
}

// Library gives the whole record as it stands at one moment.
func (s *Store) Library(ctx context.Context) (library *precedents.Library, err error) {
	err = s.reading(ctx, func(tx *sql.Tx) error {
		frame, err := readFrame(ctx, tx)
		if err != nil {
			return err
		}
		disputes, err := readDisputes(ctx, tx, `TRUE`)
		if err != nil {
			return err
		}
		var rollCalls []credentials.RollCall
		for rollCall, err := range eachRollCall(ctx, tx) {
			if err != nil {
				return err
			}
			rollCalls = append(rollCalls, rollCall)
		}
		var meetings []credentials.Minutes
		for minutes, err := range eachMinutes(ctx, tx) {
			if err != nil {
				return err
			}
			meetings = append(meetings, minutes)
		}
		library = precedents.NewLibrary(frame, disputes, rollCalls, meetings...)
		return nil
	})
	return library, err
}

// eachDispute gives every dispute by id.
func eachDispute(ctx context.Context, tx *sql.Tx) iter.Seq2[credentials.Dispute, error] {
	return func(yield func(credentials.Dispute, error) bool) {
		ids, err := all(ctx, tx, single[string], `SELECT id FROM dispute ORDER BY id`)
		if err != nil {
			yield(credentials.Dispute{}, err)
			return
		}
		for _, id := range ids {
			list, err := readDisputes(ctx, tx, `dispute = ?`, id)
			if err != nil {
				yield(credentials.Dispute{}, err)
				return
			}
			if !yield(list[0], nil) {
				return
			}
		}
	}
}

// eachRollCall gives every recorded vote with its ballots, in the order of
// precedents.CompareRollCalls.
func eachRollCall(ctx context.Context, tx *sql.Tx) iter.Seq2[credentials.RollCall, error] {
	return func(yield func(credentials.RollCall, error) bool) {
		rows, err := rollCallRows(ctx, tx, ` ORDER BY `+sessionOrder+`, r.day, r.id`)
		if err != nil {
			yield(credentials.RollCall{}, err)
			return
		}
		codes := map[string]string{}
		for _, row := range rows {
			rollCall := row.RollCall
			rollCall.Ballots, err = readBallots(ctx, tx, rollCall.ID)
			if err != nil {
				yield(credentials.RollCall{}, err)
				return
			}
			for i := range rollCall.Ballots {
				rollCall.Ballots[i].Member = shared(codes, rollCall.Ballots[i].Member)
			}
			if !yield(rollCall, nil) {
				return
			}
		}
	}
}

// shared gives one copy of every code, however often it is read.
func shared(codes map[string]string, code string) string {
	if one, ok := codes[code]; ok {
		return one
	}
	codes[code] = code
	return code
}
