package precedents

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
)

// row is one row of a table, with the places of its cells.
type row struct {
	file   string
	sheet  *sheet
	cells  []string
	places []int32
	faults *Faults
	// bad are the places of the cells that could not be read.
	bad []Place
}

// check adds the faults that a value of the row has by itself.
func (r *row) check(err error) { r.faults.addNew(r.bad, err, r.place) }

// sheet is a table as one file has it.
type sheet struct {
	table *table
	// columns gives the place of each column in a row.
	columns map[string]int
	width   int
}

func (s *sheet) has(column string) bool {
	_, ok := s.columns[column]
	return ok
}

// byteOrderMark is what some programs write at the start of a file.
const byteOrderMark = "\ufeff"

// newCSV makes a reader of rows that may differ in length.
func newCSV(content io.Reader) *csv.Reader {
	buffered := bufio.NewReader(content)
	if start, err := buffered.Peek(len(byteOrderMark)); err == nil && string(start) == byteOrderMark {
		// What was peeked at is in the buffer.
		_, _ = buffered.Discard(len(byteOrderMark))
	}
	reader := csv.NewReader(buffered)
	reader.FieldsPerRecord = -1
	return reader
}

// errTooLarge ends the reading of a table that is too large.
var errTooLarge = errors.New("the file is too large")

// limited reads no more than left bytes.
type limited struct {
	io.Reader
	left int
}

func (l *limited) Read(into []byte) (int, error) {
	n, err := l.Reader.Read(into)
	if l.left -= n; l.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// table reads a table as it comes: the file is not held.
func (r *Reader) table(name string, content io.Reader) error {
	err := r.rows(name, newCSV(&limited{content, tableLimit}), true)
	if errors.Is(err, errTooLarge) {
		r.tooLarge(name, tableLimit)
		r.lostTable(name)
		return nil
	}
	return err
}

// lostTable remembers a table that was not read whole.
func (r *Reader) lostTable(name string) {
	if t := tableOf(name, nil); t != nil {
		r.broken[t] = true
	}
}

// rows reads the rows of a file. Where it is not a whole file, further tables
// may follow the first.
func (r *Reader) rows(name string, reader *csv.Reader, whole bool) error {
	var current *sheet
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if fault, ok := errors.AsType[*csv.ParseError](err); ok {
			r.faults.add(Place{File: name, Line: fault.Line, Col: fault.Column}, quoteMend, "the row cannot be told apart into cells")
			r.lostTable(name)
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		line, col := reader.FieldPos(0)
		switch {
		case current == nil || !whole && isHeader(cells):
			if current = r.sheet(name, reader, cells); current == nil {
				r.lostTable(name)
				return nil
			}
			r.came[current.table] = true
		case len(cells) != current.width:
			r.broken[current.table] = true
			r.faults.add(Place{File: name, Line: line, Col: col}, "give every column a cell, be it empty", "the row has %d cells, and the header %d", len(cells), current.width)
		default:
			row := &row{file: name, sheet: current, cells: cells, places: cellPlaces(reader, len(cells)), faults: &r.faults}
			if row.utf8() {
				r.row(row)
			} else {
				r.broken[current.table] = true
			}
		}
	}
	if current == nil {
		r.faults.add(Place{File: name}, "begin with the names of the columns", "the file is empty")
	}
	return nil
}

const quoteMend = "close every quotation mark, double those within a cell, and look whether the file is whole"

func (r *row) utf8() bool {
	for i, cell := range r.cells {
		if !utf8.ValidString(cell) {
			r.faults.add(r.cellPlace(i), utf8Mend, "the cell is not UTF-8 text")
			return false
		}
	}
	return true
}

func cellPlaces(reader *csv.Reader, cells int) []int32 {
	places := make([]int32, 0, 2*cells)
	for i := range cells {
		line, col := reader.FieldPos(i)
		places = append(places, int32(line), int32(col))
	}
	return places
}

func isHeader(cells []string) bool {
	return slices.ContainsFunc(tables, func(t *table) bool {
		return slices.Equal(cells, t.required) || slices.Equal(cells, t.header())
	})
}

// sheet reads a header; nil if the table is not known or not whole.
func (r *Reader) sheet(name string, reader *csv.Reader, header []string) *sheet {
	at := func(i int) Place {
		line, col := reader.FieldPos(i)
		return Place{File: name, Line: line, Col: col}
	}
	if IsUNDL(header) {
		r.faults.add(at(0), "import it by itself, as recorded votes", "this is the Digital Library’s layout, and no table of the dataset")
		return nil
	}
	t := tableOf(name, header)
	if t == nil {
		r.faults.add(at(0), "the tables are "+strings.Join(tableNames(), ", "), "the header is that of no table of the dataset")
		return nil
	}
	s := &sheet{table: t, columns: map[string]int{}, width: len(header)}
	before := len(r.faults)
	for i, column := range header {
		switch {
		case !slices.Contains(t.header(), column):
			r.faults.add(at(i), credentials.Suggest(column, t.header()), "%s has no column %q", t.name, column)
		case s.has(column):
			r.faults.add(at(i), "keep one of the two", "the column %q stands here twice", column)
		}
		s.columns[column] = i
	}
	for _, column := range t.required {
		if !s.has(column) {
			r.faults.add(at(0), "add it, be it empty", "%s lacks the column %q", t.name, column)
		}
	}
	if len(r.faults) > before {
		return nil
	}
	return s
}

// tableOf tells which table a file is, by its name or else by its header.
func tableOf(name string, header []string) *table {
	for _, t := range tables {
		if path.Base(t.name) == path.Base(name) {
			return t
		}
	}
	var best *table
	most := 1
	for _, t := range tables {
		shared := 0
		for _, column := range t.required {
			if slices.Contains(header, column) {
				shared++
			}
		}
		if shared > most && 2*shared >= len(t.required) {
			best, most = t, shared
		}
	}
	return best
}

func tableNames() []string {
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.name
	}
	return names
}

// row reads one row into what it describes.
func (r *Reader) row(row *row) {
	switch row.sheet.table {
	case membersTable:
		r.members = append(r.members, placed[credentials.Member]{row.member(), row})
	case namesTable:
		r.names = append(r.names, placed[memberName]{row.memberName(), row})
	case sessionsTable:
		r.sessions = append(r.sessions, placed[credentials.AssemblySession]{row.session(), row})
	case committeesTable:
		r.committeeMember(row)
	case reportsTable:
		r.reports = append(r.reports, placed[credentials.Report]{row.report(), row})
	case rollCallsTable:
		r.rollCalls = append(r.rollCalls, &placedRollCall{value: row.rollCall(), row: row})
	case votesTable:
		r.votes = append(r.votes, r.vote(row))
	}
}

// place gives the place of a field: that of the column by the last part of its
// path, and the row's where it has no such column.
func (r *row) place(field string) Place {
	return r.cellPlace(r.sheet.columns[field[strings.LastIndexByte(field, '.')+1:]])
}

func (r *row) cellPlace(i int) Place {
	return Place{File: r.file, Line: int(r.places[2*i]), Col: int(r.places[2*i+1])}
}

// text gives a cell; empty for a column that the file does not have.
func (r *row) text(column string) string {
	i, ok := r.sheet.columns[column]
	if !ok {
		return ""
	}
	return r.cells[i]
}

// parsed reads a cell with a parser of the domain, placing its faults.
func parsed[T any](r *row, column string, parse func(string) (T, error)) T {
	value, err := parse(r.text(column))
	if err != nil {
		place := r.place(column)
		r.bad = append(r.bad, place)
		r.faults.addErr(err, func(string) Place { return place })
	}
	return value
}

func (r *row) date(column string) credentials.Date { return parsed(r, column, credentials.ParseDate) }

func (r *row) ofSession() credentials.Session {
	return parsed(r, "session", credentials.ParseSession)
}

func (r *row) symbol(column string) credentials.Symbol {
	return parsed(r, column, credentials.ParseSymbol)
}

func (r *row) list(column string) []string {
	if r.text(column) == "" {
		return nil
	}
	return strings.Split(r.text(column), ";")
}

func (r *row) truth(column string) credentials.Truth {
	return parsed(r, column, credentials.ParseTruth)
}

func (r *row) count(column string) credentials.Count {
	return parsed(r, column, credentials.ParseCount)
}

// memberName is a row of names.csv.
type memberName struct {
	member string
	period credentials.NamePeriod
	formal credentials.Truth
}

// vote is a row of votes.csv. There may be a million of them, so that it keeps
// only what it needs.
type vote struct {
	rollCall string
	ballot   credentials.MemberBallot
	sheet    *sheet
	file     string
	line     int32
	cols     [3]int32
}

// place gives the place of a field; the three columns may stand in any order.
func (v *vote) place(field string) Place {
	i := v.sheet.columns[field[strings.LastIndexByte(field, '.')+1:]]
	return Place{File: v.file, Line: int(v.line), Col: int(v.cols[i])}
}

func (r *Reader) vote(row *row) vote {
	v := vote{
		rollCall: r.word(row.text("rollcall")), sheet: row.sheet, file: row.file, line: row.places[0],
		ballot: credentials.MemberBallot{
			Member: r.word(row.text("member")), Ballot: credentials.Ballot(r.word(row.text("vote"))),
		},
	}
	for i := range v.cols {
		v.cols[i] = row.places[2*i+1]
	}
	return v
}

// word gives one copy of a word that comes again and again.
func (r *Reader) word(word string) string {
	if same, ok := r.words[word]; ok {
		return same
	}
	word = strings.Clone(word)
	r.words[word] = word
	return word
}

// placedCommittee is a Committee with the rows of its members.
type placedCommittee struct {
	value credentials.Committee
	rows  []*row
}

func (c *placedCommittee) place(field string) Place {
	if i := element(field); i >= 0 && i < len(c.rows) {
		return c.rows[i].place(field)
	}
	return c.rows[0].place(field)
}

// placedRollCall is a recorded vote with its row and those of its ballots. It
// has no row of its own where only ballots came in.
type placedRollCall struct {
	value credentials.RollCall
	row   *row
	votes []vote
}

func (c *placedRollCall) place(field string) Place {
	i := element(field)
	switch {
	case i >= 0 && i < len(c.votes):
		return c.votes[i].place(field)
	case c.row == nil:
		return c.votes[0].place(field)
	}
	return c.row.place(field)
}

func (c *placedRollCall) bad() []Place {
	if c.row == nil {
		return nil
	}
	return c.row.bad
}

// element gives the number of the element that a field such as
// "votes[3].member" belongs to, -1 for a field of the whole.
func element(field string) int {
	open, end := strings.IndexByte(field, '['), strings.IndexByte(field, ']')
	if open < 0 || end < open {
		return -1
	}
	i, err := strconv.Atoi(field[open+1 : end])
	if err != nil {
		return -1
	}
	return i
}

func (r *row) member() credentials.Member {
	m := credentials.Member{
		Code: r.text("iso3"), Name: r.text("name"), Aliases: r.list("aliases"),
		Admitted: r.date("admitted"), Ended: r.date("ended"), Successors: r.list("successor"), Continues: r.list("continues"),
		Group: credentials.RegionalGroup(r.text("regional_group")), Source: r.text("source"),
		Confidence: credentials.Confidence(r.text("confidence")), Note: r.text("note"),
	}
	r.check(m.Validate())
	return m
}

func (r *row) memberName() memberName {
	n := memberName{r.text("iso3"), credentials.NamePeriod{
		Name: r.text("name"), From: r.date("from"), Until: r.date("until"), Source: r.text("source"),
		Confidence: credentials.Confidence(r.text("confidence")),
	}, r.truth("formal")}
	r.check(n.period.Validate())
	return n
}

func (r *row) session() credentials.AssemblySession {
	s := credentials.AssemblySession{
		Session: r.ofSession(), Opened: r.date("opened"), Closed: r.date("closed"), President: r.text("president"),
		PresidentMember: r.text("president_country"), Confidence: credentials.Confidence(r.text("confidence")), Note: r.text("note"),
	}
	r.check(s.Validate())
	if kind := r.text("kind"); s.Session.Known() && kind != string(s.Session.Kind()) {
		r.faults.add(r.place("kind"), "write "+string(s.Session.Kind()), "the %s is not %q", s.Session.Words(), kind)
	}
	return s
}

func (r *Reader) committeeMember(row *row) {
	session := row.ofSession()
	if !session.Known() {
		if row.text("session") == "" {
			r.faults.add(row.place("session"), "write 51, S-18 or ES-11", "the row names no session")
		}
		return
	}
	i := slices.IndexFunc(r.committees, func(c *placedCommittee) bool { return c.value.Session == session && c.rows[0].file == row.file })
	if i < 0 {
		i = len(r.committees)
		r.committees = append(r.committees, &placedCommittee{value: credentials.Committee{Session: session}})
	}
	committee := r.committees[i]
	committee.rows = append(committee.rows, row)
	committee.value.Members = append(committee.value.Members, credentials.CommitteeMember{
		Member: row.text("member_iso3"), Name: row.text("member_name"), Chair: row.truth("chair"),
		Source: row.text("source"), Confidence: credentials.Confidence(row.text("confidence")),
	})
}

func (r *row) report() credentials.Report {
	report := credentials.Report{
		Session: r.ofSession(), Symbol: r.symbol("symbol"), MeetingDate: r.date("meeting_date"),
		Adopted: r.date("adopted_by_assembly_date"), Resolution: r.symbol("resolution"), Chair: r.text("chair"),
		Note: r.text("note"), Source: r.text("source"), Confidence: credentials.Confidence(r.text("confidence")),
	}
	r.check(report.Validate())
	return report
}

func (r *row) rollCall() credentials.RollCall {
	rollCall := credentials.RollCall{
		ID: r.text("id"), Session: r.ofSession(), Date: r.date("date"), Draft: r.symbol("draft"),
		Resolution: r.symbol("resolution"), Meeting: r.symbol("meeting"), Dispute: r.text("dispute"),
		Motion: credentials.Motion(r.text("motion")), YesFavours: r.text("yes_favours"), Question: r.text("question"),
		Counted:  credentials.Tally{For: r.count("yes"), Against: r.count("no"), Abstaining: r.count("abstain")},
		SourceID: r.text("source_id"), PrintedSource: r.text("printed_source"),
		Why: r.text("why"),
	}
	printed := credentials.Tally{
		For: r.count("printed_yes"), Against: r.count("printed_no"), Abstaining: r.count("printed_abstain"),
	}
	if printed != (credentials.Tally{}) {
		rollCall.Printed = &printed
	}
	return rollCall
}
