package precedents

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// A table is one of the dataset's CSV files: its name and its columns, in the
// order in which they are written.
type table struct {
	// name is the path in the dataset's folder.
	name     string
	required []string
	// optional columns may be missing from a file that is read.
	optional []string
}

func (t *table) header() []string {
	return append(append([]string(nil), t.required...), t.optional...)
}

var (
	membersTable = &table{name: "members.csv", required: []string{
		"iso3", "name", "admitted", "ended", "successor", "regional_group", "aliases", "source", "confidence", "note",
	}, optional: []string{"continues"}}
	namesTable    = &table{name: "names.csv", required: []string{"iso3", "name", "from", "until", "source", "confidence"}, optional: []string{"formal"}}
	sessionsTable = &table{name: "assembly_sessions.csv", required: []string{
		"session", "kind", "opened", "closed", "president", "president_country", "confidence", "note",
	}}
	committeesTable = &table{name: "committees.csv", required: []string{
		"session", "member_iso3", "member_name", "chair", "source", "confidence",
	}}
	reportsTable = &table{name: "reports.csv", required: []string{
		"session", "symbol", "meeting_date", "adopted_by_assembly_date", "resolution", "chair", "note", "source", "confidence",
	}}
	rollCallsTable = &table{name: "rollcalls/rollcalls.csv", required: []string{
		"id", "session", "date", "draft", "resolution", "dispute", "motion", "yes_favours", "question", "yes", "no", "abstain", "source_id",
	}, optional: []string{"meeting", "printed_yes", "printed_no", "printed_abstain", "printed_source", "why"}}
	votesTable = &table{name: "rollcalls/votes.csv", required: []string{"rollcall", "member", "vote"}}
)

var tables = []*table{membersTable, namesTable, sessionsTable, committeesTable, reportsTable, rollCallsTable, votesTable}

func memberRow(m credentials.Member) []string {
	return []string{
		m.Code, m.Name, m.Admitted.String(), m.Ended.String(), strings.Join(m.Successors, ";"), string(m.Group),
		strings.Join(m.Aliases, ";"), m.Source, string(m.Confidence), m.Note,
		strings.Join(m.Continues, ";"),
	}
}

func nameRows(m credentials.Member) [][]string {
	rows := make([][]string, 0, len(m.Names)+len(m.FormalNames))
	add := func(periods []credentials.NamePeriod, formal string) {
		for _, n := range periods {
			rows = append(rows, []string{m.Code, n.Name, n.From.String(), n.Until.String(), n.Source, string(n.Confidence), formal})
		}
	}
	add(m.Names, "")
	add(m.FormalNames, credentials.Yes.Code())
	return rows
}

func sessionRow(s credentials.AssemblySession) []string {
	return []string{
		s.Session.String(), string(s.Session.Kind()), s.Opened.String(), s.Closed.String(), s.President, s.PresidentMember,
		string(s.Confidence), s.Note,
	}
}

func committeeRows(c credentials.Committee) [][]string {
	rows := make([][]string, len(c.Members))
	for i, m := range c.Members {
		rows[i] = []string{c.Session.String(), m.Member, m.Name, m.Chair.Code(), m.Source, string(m.Confidence)}
	}
	return rows
}

func reportRow(r credentials.Report) []string {
	return []string{
		r.Session.String(), r.Symbol.String(), r.MeetingDate.String(), r.Adopted.String(), r.Resolution.String(), r.Chair,
		r.Note, r.Source, string(r.Confidence),
	}
}

func rollCallRow(r *credentials.RollCall) []string {
	var printed credentials.Tally
	if r.Printed != nil {
		printed = *r.Printed
	}
	return []string{
		r.ID, r.Session.String(), r.Date.String(), r.Draft.String(), r.Resolution.String(), r.Dispute, string(r.Motion),
		r.YesFavours, r.Question, countCell(r.Counted.For), countCell(r.Counted.Against), countCell(r.Counted.Abstaining),
		r.SourceID, r.Meeting.String(), countCell(printed.For), countCell(printed.Against), countCell(printed.Abstaining),
		r.PrintedSource, r.Why,
	}
}

func countCell(c credentials.Count) string {
	if !c.Known() {
		return ""
	}
	return strconv.Itoa(c.Int())
}

func voteRows(r *credentials.RollCall) [][]string {
	rows := make([][]string, len(r.Ballots))
	for i, b := range r.Ballots {
		rows[i] = []string{r.ID, b.Member, string(b.Ballot)}
	}
	return rows
}

// tableWriter writes one table, header first.
type tableWriter struct {
	csv *csv.Writer
	err error
}

func newTableWriter(w io.Writer, t *table) *tableWriter {
	writer := &tableWriter{csv: csv.NewWriter(w)}
	writer.rows(t.header())
	return writer
}

func (w *tableWriter) rows(rows ...[]string) {
	for _, row := range rows {
		if w.err == nil {
			w.err = w.csv.Write(row)
		}
	}
}

func (w *tableWriter) finish() error {
	if w.err != nil {
		return w.err
	}
	w.csv.Flush()
	return w.csv.Error()
}
