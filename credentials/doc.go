// Package credentials is the vocabulary of disputes over who represents a
// Member at the United Nations, and the rules that make a record of one valid.
// It is the one package to read first.
//
// A Member holds one seat. When its government is in doubt, a dispute opens:
// two or more claimants say they speak for the seat, or other Members object to
// the only delegation there is. Each session of the General Assembly appoints
// nine Members as its Credentials Committee (rule 28 of the rules of
// procedure). The Committee looks at the letters that have come in (rule 27
// says who may sign them) and reports; the Assembly decides. What came of one
// dispute at one session is a decision. Most often it is accepted, or
// deferred, and whoever sits goes on sitting (rule 29).
//
// The types follow that story: Member, Dispute, Claimant, Decision with what
// the CommitteeAction and the AssemblyAction were, the coded facts of each
// claimant (Standing), the Position of other Members, and the Source of it all.
// A Coding says who coded a fact and on what, a Dissent what another coder says, a
// Preparation is the sheet of a session that has not decided yet, and an Edit
// changes a dispute field by field, held against what its editor saw.
// RollCall holds a recorded vote of the Assembly, AssemblySession, Committee
// and Report the frame around them, Symbol the documents. Account is who may
// write any of it.
//
// What happens at a meeting is logged as it happens: a MinutesEntry sets fields of
// one item, and is never changed; a Log is what the entries come to; Minutes are
// the log as a value, with its Statements, MovedMotions and SeatDecisions, and
// what is published of a meeting.
//
// Beside the record stands a Class: its Students forecast decisions whose outcomes
// are kept from them, and each Answer is scored once its teacher closes the case.
//
// Three habits run through the package:
//
//   - Not known is a value. It is the zero value of every closed set, of Date,
//     Truth and Count, and never reads as "no".
//   - A closed set of values is one Vocabulary: code, label and meaning stand
//     in one table, and forms, SQL, pages, JSON and documentation read it.
//   - What makes a value valid is decided here, in Validate methods that return
//     every fault with the path of the field. Loaders add the line and column,
//     forms put the message under the field.
//
// The package uses the standard library only; it knows no clock, no storage and
// no pages. The day is always an argument.
package credentials
