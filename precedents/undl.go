package precedents

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
)

// UNDLBallot is one row of the Digital Library's bulk voting layout: how one
// Member voted in one recorded vote.
type UNDLBallot struct {
	Place Place
	// RollCall is the recorded vote, without ballots and without a counted
	// tally. Rows of one vote that follow each other share it.
	RollCall *credentials.RollCall
	Member   string
	// Ballot is empty for a Member that did not vote: the layout does not say
	// whether it was absent.
	Ballot credentials.Ballot
}

// undlLetters are the votes as the layout writes them; undlNonVoting, or an empty
// cell, is a Member that did not vote.
var undlLetters = []string{"Y", "N", "A", undlNonVoting}

const undlNonVoting = "X"

// undlNeeded are the columns without which a row says nothing; undlOther are the
// others the layout has.
var (
	undlNeeded = []string{
		"undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "title",
		"total_yes", "total_no", "total_abstentions",
	}
	undlOther = []string{
		"draft", "committee_report", "meeting", "agenda_title", "subjects", "vote_note", "total_non_voting", "total_ms", "undl_link",
	}
)

// IsUNDL reports whether a header is that of the Digital Library's layout, whole
// or not.
func IsUNDL(header []string) bool {
	return slices.ContainsFunc(header, func(column string) bool {
		return strings.EqualFold(strings.TrimPrefix(strings.TrimSpace(column), "\ufeff"), "undl_id")
	})
}

// ReadUNDL reads recorded votes in the Digital Library's bulk layout, a row at a
// time, without ever holding the file. The columns may stand in any order. A row
// that is at fault gives a PlacedFault and the reading goes on; after one of the
// header or of the CSV itself it ends. Members are found by code and by any name
// they ever had, as of the day of the vote.
func ReadUNDL(name string, content io.Reader, frame *Frame) iter.Seq2[UNDLBallot, error] {
	return func(yield func(UNDLBallot, error) bool) {
		reader := newCSV(content)
		reader.ReuseRecord = true
		u := &undlReader{name: name, csv: reader, frame: frame, members: map[string]credentials.Member{}}
		u.read(yield)
	}
}

var undlID = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// undlReader reads one file.
type undlReader struct {
	name    string
	csv     *csv.Reader
	frame   *Frame
	columns map[string]int
	width   int
	cells   []string
	// vote is the recorded vote of the rows before, head its cells.
	vote *credentials.RollCall
	head string
	// members remembers who a code and a name mean.
	members map[string]credentials.Member
	faults  Faults
}

func (u *undlReader) read(yield func(UNDLBallot, error) bool) {
	if !u.next(yield) || !u.header(yield) {
		return
	}
	for u.next(yield) {
		ballot, ok := u.row()
		for _, fault := range u.faults {
			if !yield(UNDLBallot{}, fault) {
				return
			}
		}
		u.faults = u.faults[:0]
		if ok && !yield(ballot, nil) {
			return
		}
	}
}

// next reads a row of cells; false at the end, and after a fault of the CSV.
func (u *undlReader) next(yield func(UNDLBallot, error) bool) bool {
	cells, err := u.csv.Read()
	u.cells = cells
	switch {
	case err == nil:
		return true
	case errors.Is(err, io.EOF) && u.columns == nil:
		yield(UNDLBallot{}, u.fault(Place{File: u.name}, "begin with the names of the columns", "the file is empty"))
	case errors.Is(err, io.EOF):
	default:
		fault, ok := errors.AsType[*csv.ParseError](err)
		if !ok {
			yield(UNDLBallot{}, fmt.Errorf("read %s: %w", u.name, err))
			break
		}
		yield(UNDLBallot{}, u.fault(Place{File: u.name, Line: fault.Line, Col: fault.Column}, quoteMend, "the row cannot be told apart into cells"))
	}
	return false
}

func (u *undlReader) fault(place Place, mend, what string) error {
	return PlacedFault{place, credentials.Fault{What: what, Mend: mend}}
}

func (u *undlReader) header(yield func(UNDLBallot, error) bool) bool {
	u.columns, u.width = map[string]int{}, len(u.cells)
	for i, column := range u.cells {
		u.columns[strings.ToLower(strings.TrimSpace(column))] = i
	}
	var missing []string
	for _, column := range undlNeeded {
		if _, ok := u.columns[column]; !ok {
			missing = append(missing, column)
		}
	}
	if len(missing) > 0 {
		yield(UNDLBallot{}, u.fault(Place{File: u.name, Line: 1, Col: 1}, "the layout has "+strings.Join(append(slices.Clone(undlNeeded), undlOther...), ", "),
			"the header lacks "+strings.Join(missing, ", ")))
		return false
	}
	return true
}

func (u *undlReader) text(column string) string {
	i, ok := u.columns[column]
	if !ok || i >= len(u.cells) {
		return ""
	}
	return strings.TrimSpace(u.cells[i])
}

func (u *undlReader) place(column string) Place {
	line, col := u.csv.FieldPos(u.columns[column])
	return Place{File: u.name, Line: line, Col: col}
}

func undlParsed[T any](u *undlReader, column string, parse func(string) (T, error)) T {
	value, err := parse(u.text(column))
	if err != nil {
		u.faults.addErr(err, func(string) Place { return u.place(column) })
	}
	return value
}

func (u *undlReader) row() (UNDLBallot, bool) {
	line, col := u.csv.FieldPos(0)
	place := Place{File: u.name, Line: line, Col: col}
	if len(u.cells) != u.width {
		u.faults.add(place, "look whether the file is whole", "the row has %d cells, and the header %d", len(u.cells), u.width)
		return UNDLBallot{}, false
	}
	for i, cell := range u.cells {
		if !utf8.ValidString(cell) {
			line, col := u.csv.FieldPos(i)
			u.faults.add(Place{File: u.name, Line: line, Col: col}, utf8Mend, "the cell is not UTF-8 text")
			return UNDLBallot{}, false
		}
	}
	if !u.rollCall() {
		return UNDLBallot{}, false
	}
	letter := u.text("ms_vote")
	if !slices.Contains(undlLetters, letter) && letter != "" {
		u.faults.add(u.place("ms_vote"), credentials.Suggest(letter, undlLetters), "%q is not a vote", letter)
		return UNDLBallot{}, false
	}
	ballot := UNDLBallot{Place: place, RollCall: u.vote}
	if letter != undlNonVoting {
		ballot.Ballot = credentials.Ballot(letter)
	}
	member, ok := u.member()
	ballot.Member = member.Code
	return ballot, ok
}

// rollCall reads the recorded vote of a row, unless it is that of the row
// before; false if it is at fault, which is said once.
func (u *undlReader) rollCall() bool {
	head := u.text("undl_id") + "\x00" + u.text("date") + "\x00" + u.text("session") + "\x00" + u.text("resolution")
	if head == u.head {
		return u.vote != nil
	}
	u.head, u.vote = head, nil
	before := len(u.faults)
	vote := &credentials.RollCall{
		ID: "undl-" + strings.ToLower(u.text("undl_id")), Session: undlParsed(u, "session", credentials.ParseSession),
		Date: undlParsed(u, "date", credentials.ParseDate), Resolution: undlParsed(u, "resolution", credentials.ParseSymbol),
		Draft: u.symbolIfOne("draft"), Meeting: u.symbolIfOne("meeting"),
		Motion: credentials.OtherMotion, YesFavours: credentials.FavoursOther, Question: u.question(),
		SourceID: u.text("undl_id"), PrintedSource: u.text("undl_link"),
	}
	printed := credentials.Tally{
		For: undlParsed(u, "total_yes", credentials.ParseCount), Against: undlParsed(u, "total_no", credentials.ParseCount),
		Abstaining: undlParsed(u, "total_abstentions", credentials.ParseCount),
	}
	if printed != (credentials.Tally{}) {
		vote.Printed = &printed
	}
	if !undlID.MatchString(vote.SourceID) {
		u.faults.add(u.place("undl_id"), "write the number of the Digital Library’s record", "%q is not a record’s number", vote.SourceID)
	}
	for _, needed := range []struct {
		column string
		known  bool
	}{{"date", vote.Date.Known()}, {"session", vote.Session.Known()}, {"title", vote.Question != ""}} {
		if !needed.known && u.text(needed.column) == "" {
			u.faults.add(u.place(needed.column), "write it, or leave the vote out", "%s is missing", needed.column)
		}
	}
	if len(u.faults) > before {
		return false
	}
	u.vote = vote
	return true
}

// question gives the title, which some votes have only as that of the item.
func (u *undlReader) question() string {
	if title := u.text("title"); title != "" {
		return title
	}
	return u.text("agenda_title")
}

// symbolIfOne gives the symbol in a cell that may hold several, or a remark: it
// is not known then.
func (u *undlReader) symbolIfOne(column string) credentials.Symbol {
	symbol, err := credentials.ParseSymbol(u.text(column))
	if err != nil {
		return credentials.Symbol{}
	}
	return symbol
}

// member finds the Member of a row.
func (u *undlReader) member() (credentials.Member, bool) {
	key := u.vote.Date.String() + "\x00" + u.text("ms_code") + "\x00" + u.text("ms_name")
	if member, ok := u.members[key]; ok {
		return member, member.Code != ""
	}
	if len(u.members) > 4096 {
		clear(u.members)
	}
	member, ok := u.findMember(u.text("ms_code"), u.text("ms_name"))
	if !ok {
		u.faults.add(u.place("ms_code"), "write the code or a name of a Member of that day", "neither %q nor %q was a Member on %s",
			u.text("ms_code"), u.text("ms_name"), u.vote.Date)
	}
	u.members[strings.Clone(key)] = member
	return member, ok
}

// findMember finds who voted: the code counts if it was a Member that day, else
// the name. A row that another continues gives way to it, so that the votes of
// the Soviet Union stand under the Russian Federation here as in the dataset.
func (u *undlReader) findMember(code, name string) (credentials.Member, bool) {
	day := u.vote.Date
	member, ok := u.frame.Member(strings.ToUpper(code))
	if !ok || member.MemberOn(day) == credentials.No {
		member, ok = u.frame.memberNamed(name, day)
	}
	if !ok {
		return credentials.Member{}, false
	}
	for _, later := range u.frame.ContinuedBy(member.Code) {
		if continuing, ok := u.frame.Member(later); ok && continuing.MemberOn(day) != credentials.No {
			return continuing, true
		}
	}
	return member, true
}
