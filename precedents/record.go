package precedents

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Record is one unit of the record as text: what a revision holds.
type Record struct {
	// Key names it: "dispute/afghanistan-1996", "member/AFG", "session/51",
	// "committee/51", "reports/51", "rollcall/china-1949-s7-322",
	// "meeting/committee-81-2026-11-23", "law",
	// "codebook".
	Key string
	// Content is the record in the dataset's own format: YAML for a dispute or a meeting,
	// header and rows of its tables for what stands in CSV files, with an empty
	// line between two tables.
	Content string
}

// The first parts of the keys, and the two keys that have no second.
const (
	disputePrefix   = "dispute/"
	memberPrefix    = "member/"
	sessionPrefix   = "session/"
	committeePrefix = "committee/"
	reportsPrefix   = "reports/"
	rollCallPrefix  = "rollcall/"
	meetingPrefix   = "meeting/"
	LawKey          = "law"
	CodebookKey     = "codebook"
)

// DisputeKey gives the key of a dispute's record.
func DisputeKey(id string) string { return disputePrefix + id }

// MemberKey gives the key of a Member's record, with its former names.
func MemberKey(code string) string { return memberPrefix + code }

// SessionKey gives the key of a session's record.
func SessionKey(session credentials.Session) string { return sessionPrefix + session.String() }

// CommitteeKey gives the key of a Committee's record.
func CommitteeKey(session credentials.Session) string { return committeePrefix + session.String() }

// ReportsKey gives the key of the record of all reports to a session.
func ReportsKey(session credentials.Session) string { return reportsPrefix + session.String() }

// RollCallKey gives the key of a recorded vote's record, with its ballots.
func RollCallKey(id string) string { return rollCallPrefix + id }

// MeetingKey gives the key of a meeting's record, its minutes.
func MeetingKey(id string) string { return meetingPrefix + id }

// MeetingRecord gives the minutes of a meeting as a record.
func MeetingRecord(m credentials.Minutes) Record {
	return Record{MeetingKey(m.ID), string(EncodeMinutes(m))}
}

// DisputeRecord gives a dispute as a record.
func DisputeRecord(d credentials.Dispute) Record {
	return Record{DisputeKey(d.ID), string(EncodeDispute(d))}
}

// MemberRecord gives a Member as a record, with its former names.
func MemberRecord(m credentials.Member) Record {
	content := tableText(membersTable, memberRow(m))
	if len(m.Names)+len(m.FormalNames) > 0 {
		content += "\n" + tableText(namesTable, nameRows(m)...)
	}
	return Record{MemberKey(m.Code), content}
}

// SessionRecord gives a session as a record.
func SessionRecord(s credentials.AssemblySession) Record {
	return Record{SessionKey(s.Session), tableText(sessionsTable, sessionRow(s))}
}

// CommitteeRecord gives a Committee as a record.
func CommitteeRecord(c credentials.Committee) Record {
	return Record{CommitteeKey(c.Session), tableText(committeesTable, committeeRows(c)...)}
}

// ReportsRecord gives all reports to one session as a record.
func ReportsRecord(session credentials.Session, reports []credentials.Report) Record {
	rows := make([][]string, len(reports))
	for i, report := range reports {
		rows[i] = reportRow(report)
	}
	return Record{ReportsKey(session), tableText(reportsTable, rows...)}
}

// RollCallRecord gives a recorded vote as a record, with its ballots.
func RollCallRecord(r *credentials.RollCall) Record {
	content := tableText(rollCallsTable, rollCallRow(r))
	if len(r.Ballots) > 0 {
		content += "\n" + tableText(votesTable, voteRows(r)...)
	}
	return Record{RollCallKey(r.ID), content}
}

func tableText(t *table, rows ...[]string) string {
	var b bytes.Buffer
	w := newTableWriter(&b, t)
	w.rows(rows...)
	// A bytes.Buffer takes everything.
	_ = w.finish()
	return b.String()
}

// Records gives every record of the library as text, kind by kind, and what is
// named before what names it: Members, sessions and the rest of the frame, then
// disputes, then recorded votes, then meetings.
func (l *Library) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for record := range l.frameRecords() {
			if !yield(record) {
				return
			}
		}
		for _, dispute := range l.Disputes {
			if !yield(DisputeRecord(dispute)) {
				return
			}
		}
		for i := range l.RollCalls {
			if !yield(RollCallRecord(&l.RollCalls[i])) {
				return
			}
		}
		for _, minutes := range l.Minutes {
			if !yield(MeetingRecord(minutes)) {
				return
			}
		}
	}
}

func (f *Frame) frameRecords() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		records := make([]Record, 0, len(f.Members)+len(f.Sessions)+len(f.Committees))
		for _, member := range f.Members {
			records = append(records, MemberRecord(member))
		}
		for _, session := range f.Sessions {
			records = append(records, SessionRecord(session))
		}
		for _, committee := range f.Committees {
			records = append(records, CommitteeRecord(committee))
		}
		for from := 0; from < len(f.Reports); {
			reports := f.ReportsOf(f.Reports[from].Session)
			records = append(records, ReportsRecord(reports[0].Session, reports))
			from += len(reports)
		}
		if f.Law.Text != "" {
			records = append(records, Record{LawKey, f.Law.Text})
		}
		if f.Codebook != "" {
			records = append(records, Record{CodebookKey, f.Codebook})
		}
		for _, record := range records {
			if !yield(record) {
				return
			}
		}
	}
}

// Hash gives the SHA-256 of all records in the order of their keys, in hex: the
// same for two libraries only if they say the same.
func (l *Library) Hash() string {
	return HashRecords(slices.Collect(l.Records()))
}

// HashRecords gives the hash that Library.Hash gives for a library of these
// records; it sorts them by key.
func HashRecords(records []Record) string {
	slices.SortFunc(records, func(a, b Record) int { return strings.Compare(a.Key, b.Key) })
	return HashInOrder(slices.Values(records))
}

// HashInOrder is HashRecords of records that come in the order of their keys; it
// holds one at a time.
func HashInOrder(records iter.Seq[Record]) string {
	hash := sha256.New()
	for record := range records {
		for _, part := range []string{record.Key, "\x00", record.Content, "\x00"} {
			_, _ = io.WriteString(hash, part)
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// ParseRecord reads a record back into a library that holds nothing else. It
// checks what can be seen in the record alone; an error is Faults, with the key
// for a file.
func ParseRecord(record Record) (*Library, error) {
	r := NewReader(nil)
	r.alone = true
	r.record(record)
	library, err := r.Finish()
	if err != nil {
		return nil, err
	}
	if key := onlyKey(library); key != record.Key {
		return nil, Faults{{Place: Place{File: record.Key, Line: 1, Col: 1}, Fault: credentials.Fault{
			What: "the content is that of " + orNothing(key), Mend: "write the content of " + record.Key,
		}}}
	}
	return library, nil
}

func orNothing(key string) string {
	if key == "" {
		return "no one record"
	}
	return key
}

// onlyKey gives the key of the one record a library holds, empty if there are
// more or none.
func onlyKey(l *Library) string {
	keys := make([]string, 0, 2)
	for i := range l.Disputes {
		keys = append(keys, DisputeKey(l.Disputes[i].ID))
	}
	for i := range l.RollCalls {
		keys = append(keys, RollCallKey(l.RollCalls[i].ID))
	}
	for i := range l.Minutes {
		keys = append(keys, MeetingKey(l.Minutes[i].ID))
	}
	for i := range l.Members {
		keys = append(keys, MemberKey(l.Members[i].Code))
	}
	for i := range l.Sessions {
		keys = append(keys, SessionKey(l.Sessions[i].Session))
	}
	for i := range l.Committees {
		keys = append(keys, CommitteeKey(l.Committees[i].Session))
	}
	for i := range l.Reports {
		keys = append(keys, ReportsKey(l.Reports[i].Session))
	}
	if l.Law.Text != "" {
		keys = append(keys, LawKey)
	}
	if l.Codebook != "" {
		keys = append(keys, CodebookKey)
	}
	if keys = slices.Compact(keys); len(keys) != 1 {
		return ""
	}
	return keys[0]
}
