package db

import (
	"context"
	"errors"
	"time"

	"seatwatch/precedents"
)

// ImportReport says what an import has done, or would do, by the records' keys.
type ImportReport struct {
	Added, Changed, Unchanged []string
}

// errDryRun ends a transaction that was only to be tried.
var errDryRun = errors.New("only tried")

// Import brings in every record of the library, or none: a new one becomes
// revision 1 and a changed one a further revision, by the person named; what is
// as it was is left alone. With dryRun nothing is changed, and the report says
// what would be. A reference to something that is not in the record is a
// *credentials.Invalid.
func (s *Store) Import(ctx context.Context, library *precedents.Library, by, what string, now time.Time, dryRun bool) (ImportReport, error) {
	if err := person(by); err != nil {
		return ImportReport{}, err
	}
	return s.importing(ctx, dryRun, func(in *importing) error {
		for record := range library.Records() {
			if err := in.record(record, library, by, what, now); err != nil {
				return err
			}
		}
		return nil
	})
}

type importing struct {
	*change
	report ImportReport
}

func (s *Store) importing(ctx context.Context, dryRun bool, bring func(*importing) error) (ImportReport, error) {
	var report ImportReport
	err := s.writing(ctx, func(c *change) error {
		in := &importing{change: c}
		if err := bring(in); err != nil {
			return err
		}
		report = in.report
		if !dryRun {
			return nil
		}
		if err := c.try(); err != nil {
			return err
		}
		return errDryRun
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return ImportReport{}, err
	}
	return report, nil
}

// record brings in one record.
func (in *importing) record(record precedents.Record, library *precedents.Library, by, what string, now time.Time) error {
	stands, err := in.current(record.Key)
	if err != nil {
		return err
	}
	switch {
	case stands.number == 0:
		in.report.Added = append(in.report.Added, record.Key)
	case stands.content == record.Content:
		in.report.Unchanged = append(in.report.Unchanged, record.Key)
		return nil
	default:
		in.report.Changed = append(in.report.Changed, record.Key)
	}
	if err := in.revise(record, library, stands.number, by, what, now); err != nil {
		return err
	}
	return in.logFollows(record.Key, library, stands.number+1, by, now)
}
