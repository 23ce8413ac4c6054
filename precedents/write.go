package precedents

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"seatwatch/credentials"
)

// The files of the dataset that are text.
const (
	lawFile      = "law.md"
	codebookFile = "CODEBOOK.md"
	disputesDir  = "disputes/"
	meetingsDir  = "meetings/"
	disputeExt   = ".yaml"
)

// Write writes a whole dataset folder in the dataset's formats: it calls create
// with the path of each file, relative to the folder and with slashes, and
// closes what create gave. The disputes, the minutes and the recorded votes are
// taken one at a time; recorded votes come in the order of CompareRollCalls. What
// is written depends on nothing but what is given. An error of create, of a writer
// or of any sequence ends it and is returned.
func Write(create func(name string) (io.WriteCloser, error), frame *Frame,
	disputes iter.Seq2[credentials.Dispute, error], minutes iter.Seq2[credentials.Minutes, error], rollCalls iter.Seq2[credentials.RollCall, error],
) error {
	w := writer{create: create}
	for dispute, err := range disputes {
		if err != nil {
			return err
		}
		if err := w.text(disputesDir+dispute.ID+disputeExt, string(EncodeDispute(dispute))); err != nil {
			return err
		}
	}
	for meeting, err := range minutes {
		if err != nil {
			return err
		}
		if err := w.text(meetingsDir+meeting.ID+disputeExt, string(EncodeMinutes(meeting))); err != nil {
			return err
		}
	}
	if err := w.frame(frame); err != nil {
		return err
	}
	return w.rollCalls(rollCalls)
}

type writer struct {
	create func(name string) (io.WriteCloser, error)
}

func (w writer) file(name string, content func(io.Writer) error) error {
	file, err := w.create(name)
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	if err := errors.Join(content(file), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func (w writer) text(name, text string) error {
	return w.file(name, func(out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	})
}

func (w writer) table(t *table, rows func(*tableWriter)) error {
	return w.file(t.name, func(out io.Writer) error {
		into := newTableWriter(out, t)
		rows(into)
		return into.finish()
	})
}

func (w writer) frame(f *Frame) error {
	return errors.Join(
		w.table(membersTable, func(into *tableWriter) {
			for _, member := range f.Members {
				into.rows(memberRow(member))
			}
		}),
		w.table(namesTable, func(into *tableWriter) {
			for _, member := range f.Members {
				into.rows(nameRows(member)...)
			}
		}),
		w.table(sessionsTable, func(into *tableWriter) {
			for _, session := range sessionsInFileOrder(f.Sessions) {
				into.rows(sessionRow(session))
			}
		}),
		w.table(committeesTable, func(into *tableWriter) {
			for _, committee := range f.Committees {
				into.rows(committeeRows(committee)...)
			}
		}),
		w.table(reportsTable, func(into *tableWriter) {
			for _, report := range f.Reports {
				into.rows(reportRow(report))
			}
		}),
		w.text(lawFile, f.Law.Text),
		w.text(codebookFile, f.Codebook),
	)
}

// sessionsInFileOrder gives regular sessions first, then special, then
// emergency special ones.
func sessionsInFileOrder(sessions []credentials.AssemblySession) []credentials.AssemblySession {
	return slices.SortedFunc(slices.Values(sessions), func(a, b credentials.AssemblySession) int {
		return a.Session.Compare(b.Session)
	})
}

func (w writer) rollCalls(rollCalls iter.Seq2[credentials.RollCall, error]) error {
	return w.table(rollCallsTable, func(heads *tableWriter) {
		err := w.table(votesTable, func(votes *tableWriter) {
			for rollCall, err := range rollCalls {
				if err != nil {
					heads.err = err
					return
				}
				heads.rows(rollCallRow(&rollCall))
				votes.rows(voteRows(&rollCall)...)
			}
		})
		heads.err = errors.Join(heads.err, err)
	})
}
