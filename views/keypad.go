package views

import (
	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/ui"
)

// keypadRow is one Member on the keypad on which a recorded vote is entered. The
// field "ballot.AFG" holds its ballot, empty where none is known.
type keypadRow struct {
	// Member is the code, Name the name of the day.
	Member, Name string
	Ballot       credentials.Ballot
	// Was is the ballot that stood when the form was made; it goes along in a
	// hidden field where the form tells what changed.
	Was *credentials.Ballot
	// Written is the name as a pasted text writes it, where that is not Name.
	Written string
	Faults  []credentials.Fault
}

// ballotPrefix begins the names of the keypad's fields.
const ballotPrefix = "ballot."

// keypadOf gives the rows of a keypad, in the order in which the Members are
// given, which for the Assembly is the one in which they vote.
func keypadOf(members []credentials.Member, day credentials.Date, ballots map[string]credentials.Ballot) []keypadRow {
	rows := make([]keypadRow, len(members))
	for i, member := range members {
		rows[i] = keypadRow{Member: member.Code, Name: member.NameOn(day), Ballot: ballots[member.Code]}
	}
	return rows
}

// assemblyKeypad gives the keypad of the Members of a day in the order in which
// they vote.
func assemblyKeypad(frame *precedents.Frame, day credentials.Date, ballots map[string]credentials.Ballot) []keypadRow {
	return keypadOf(frame.CallingOrder(day), day, ballots)
}

func (r keypadRow) id() string { return ui.FieldID(ballotPrefix + r.Member) }

// keypadTotals counts the rows by ballot.
func keypadTotals(rows []keypadRow) map[credentials.Ballot]int {
	n := make(map[credentials.Ballot]int)
	for _, row := range rows {
		n[row.Ballot]++
	}
	return n
}
