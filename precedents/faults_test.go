package precedents_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/precedents"
)

const (
	disputeFile    = "disputes/afghanistan-1996.yaml"
	membersFile    = "members.csv"
	namesFile      = "names.csv"
	sessionsFile   = "assembly_sessions.csv"
	committeesFile = "committees.csv"
	reportsFile    = "reports.csv"
	rollCallsFile  = "rollcalls/rollcalls.csv"
	votesFile      = "rollcalls/votes.csv"
)

// small gives a copy of the small dataset, which has no fault.
func small(tb testing.TB) fstest.MapFS {
	tb.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("testdata/small")
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// faultLines gives the faults of reading a folder, one a line.
func faultLines(t *testing.T, files fs.FS) []string {
	t.Helper()
	library, err := precedents.Read(files)
	if err == nil {
		return nil
	}
	if library != nil {
		t.Error("a library came with the faults")
	}
	if _, ok := errors.AsType[precedents.Faults](err); !ok {
		t.Fatalf("the error is no Faults: %v", err)
	}
	return strings.Split(err.Error(), "\n")
}

func TestSmallHasNoFault(t *testing.T) {
	if lines := faultLines(t, small(t)); lines != nil {
		t.Error(strings.Join(lines, "\n"))
	}
}

// Each kind of fault is planted into the small dataset, by replacing one text
// with another, and must be the only one that is found, at its place.
func TestFaults(t *testing.T) {
	for _, planted := range plantedFaults {
		t.Run(planted.name, func(t *testing.T) {
			files := small(t)
			content := string(files[planted.file].Data)
			if !strings.Contains(content, planted.old) {
				t.Fatalf("%s has no %q", planted.file, planted.old)
			}
			files[planted.file].Data = []byte(strings.Replace(content, planted.old, planted.new, 1))
			if diff := cmp.Diff(planted.want, faultLines(t, files)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

var plantedFaults = []struct {
	name, file, old, new string
	want                 []string
}{
	{"unknown key", disputeFile, "talks: true", "tlaks: true", []string{`disputes/afghanistan-1996.yaml:40:3: the key "tlaks" is not known here; did you mean "talks"?`}},
	{"unknown key deep", disputeFile, "      capital: held", "      capitol: held", []string{`disputes/afghanistan-1996.yaml:47:7: the key "capitol" is not known here; did you mean "capital"?`}},
	{"key twice", disputeFile, "talks: true", "talks: true\n  talks: false", []string{`disputes/afghanistan-1996.yaml:41:3: the key "talks" stands here twice; keep one of the two`}},
	{"unknown kind", disputeFile, "kind: rival_claimants", "kind: rival_claimant", []string{`disputes/afghanistan-1996.yaml:5:7: "rival_claimant" is not a kind of dispute; did you mean "rival_claimants"?`}},
	{"unknown outcome", disputeFile, "  outcome: deferred\n  seated", "  outcome: postponed\n  seated", []string{`disputes/afghanistan-1996.yaml:38:12: "postponed" is not an outcome; write one of accepted, deferred, vacant, rejected, no_decision`}},
	{"unknown value of a fact", disputeFile, "capital: held", "capital: holds", []string{`disputes/afghanistan-1996.yaml:47:16: "holds" is not a value of capital; write one of held, contested, not_held`}},
	{"yes for true", disputeFile, "talks: true", "talks: yes", []string{`disputes/afghanistan-1996.yaml:40:10: "yes" is neither true nor false; write true or false, or leave it out where it is not known`}},
	{"claimant that does not exist", disputeFile, "seated: islamic-state", "seated: islamic-stat", []string{`disputes/afghanistan-1996.yaml:39:11: there is no claimant "islamic-stat"; did you mean "islamic-state"?`}},
	{"facts of a claimant that does not exist", disputeFile, "    taliban:\n      holds", "    talban:\n      holds", []string{`disputes/afghanistan-1996.yaml:45:5: there is no claimant "talban"; did you mean "taliban"?`}},
	{"stance on a claimant that does not exist", disputeFile, "    claimant: islamic-state", "    claimant: republic", []string{`disputes/afghanistan-1996.yaml:51:15: there is no claimant "republic"; write one of islamic-state, taliban`}},
	{"accepted without the outcome", disputeFile, "  seated: islamic-state", "  accepted: taliban\n  seated: islamic-state", []string{`disputes/afghanistan-1996.yaml:39:13: "taliban" is named as accepted, but the outcome is deferred; leave it out unless the outcome is accepted`}},
	{"outcome accepted without accepted", disputeFile, "  outcome: deferred\n  seated", "  outcome: accepted\n  seated", []string{"disputes/afghanistan-1996.yaml:19:3: the outcome is accepted, but no claimant is named; name the claimant whose credentials were accepted"}},
	{"accepted but another seated", disputeFile, "  outcome: deferred\n  seated", "  outcome: accepted\n  accepted: taliban\n  seated", []string{`disputes/afghanistan-1996.yaml:40:11: "taliban" was accepted, but "islamic-state" is said to have sat; write "taliban", or another outcome`}},
	{"vacant but somebody seated", disputeFile, "  outcome: deferred\n  seated", "  outcome: vacant\n  seated", []string{`disputes/afghanistan-1996.yaml:39:11: the outcome is vacant, but "islamic-state" is said to have sat; write vacant, or another outcome`}},
	{"nobody seated, but deferred", disputeFile, "seated: islamic-state\n  talks", "seated: vacant\n  talks", []string{"disputes/afghanistan-1996.yaml:39:11: nobody sat, but the outcome is deferred; name the claimant that sat, or the outcome vacant or rejected"}},
	{"two hold the seat", disputeFile, "holds_seat: false", "holds_seat: true", []string{`disputes/afghanistan-1996.yaml:46:19: "islamic-state" and "taliban" both hold the seat; only one delegation holds a seat`}},
	{"numbers without a vote", disputeFile, "    how: vote\n", "    how: without_vote\n", []string{`disputes/afghanistan-1996.yaml:33:10: numbers of a vote are given, but how is "without_vote"; write "vote", or leave the numbers out`}},
	{"vote without numbers", disputeFile, "    vote:\n      for: 2\n      against: 1\n      abstaining: 0\n", "", []string{"disputes/afghanistan-1996.yaml:28:3: there was a vote, but its numbers are missing; give for, against and abstaining, null where not known"}},
	{"no number of votes", disputeFile, "against: 1", "against: one", []string{`disputes/afghanistan-1996.yaml:36:16: "one" is not a number of votes; write digits only, and nothing where it is not known`}},
	{"session that is not one", disputeFile, "session: '51'", "session: 51st", []string{`disputes/afghanistan-1996.yaml:19:12: "51st" is not a session; write a regular session as 51, a special one as S-18, an emergency special one as ES-11`}},
	{"session that never was", disputeFile, "session: '51'", "session: 52", []string{"disputes/afghanistan-1996.yaml:19:12: there was no fifty-second session; add it to assembly_sessions.csv, or write one that was held"}},
	{"day of the Assembly outside the session", disputeFile, "    date: 1996-10-25\n    resolutions", "    date: 1997-09-17\n    resolutions", []string{"disputes/afghanistan-1996.yaml:29:11: 1997-09-17 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1997-09-15; write a day within the session, or the session of that day"}},
	{"month of the Committee outside the session", disputeFile, "- 1996-10", "- 1996-08", []string{"disputes/afghanistan-1996.yaml:23:7: 1996-08 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1997-09-15; write a day within the session, or the session of that day"}},
	{"no date", disputeFile, "opened: 1996-09-27", "opened: 27 September 1996", []string{`disputes/afghanistan-1996.yaml:6:9: "27 September 1996" is not a date; write a day as 1996-10-22, a month as 1996-10, a year as 1996`}},
	{"day that does not exist", disputeFile, "opened: 1996-09-27", "opened: 1996-09-31", []string{`disputes/afghanistan-1996.yaml:6:9: "1996-09-31" is not a date; write a day as 1996-10-22, a month as 1996-10, a year as 1996`}},
	{"closed before opened", disputeFile, "closed: 2001-12-22", "closed: 1995", []string{"disputes/afghanistan-1996.yaml:8:9: the dispute closes on 1995, before it opens on 1996-09-27; a dispute closes after it opens"}},
	{"opened after the session", disputeFile, "opened: 1996-09-27\n", "opened: 1998-01-01\n", []string{"disputes/afghanistan-1996.yaml:19:12: the fifty-first session closed on 1997-09-15, before the dispute opened on 1998-01-01; a dispute is decided after it opens"}},
	{"symbol that is not one", disputeFile, "A/RES/51/9 A", "A/RESS/51/9", []string{`disputes/afghanistan-1996.yaml:31:7: "A/RESS/51/9" is not a document symbol; write it as A/51/548, A/51/548/Add.1, A/RES/2758(XXVI), A/RES/34/2 A, A/PV.2281, A/51/PV.41, A/L.630 or S/RES/841(1993)`}},
	{"Member that does not exist", disputeFile, "seat: AFG", "seat: AFX", []string{`disputes/afghanistan-1996.yaml:2:7: there is no Member "AFX"; did you mean "AFG"?`}},
	{"position of a Member that does not exist", disputeFile, "member: ZMB", "member: ZZZ", []string{`disputes/afghanistan-1996.yaml:49:13: there is no Member "ZZZ"; write a code of members.csv`}},
	{"other dispute that does not exist", disputeFile, "  confidence: high\n", "  confidence: high\nsee_also:\n- afghanistan-1980 (before)\n", []string{`disputes/afghanistan-1996.yaml:59:3: there is no dispute "afghanistan-1980"; did you mean "afghanistan-1996"?`}},
	{"name of the file", disputeFile, "id: afghanistan-1996", "id: afghanistan-1997", []string{`disputes/afghanistan-1996.yaml:1:5: the dispute "afghanistan-1997" stands in a file named "afghanistan-1996"; give both the same name`, `rollcalls/rollcalls.csv:2:48: there is no dispute "afghanistan-1996"; did you mean "afghanistan-1997"?`}},
	{"no source", disputeFile, "  sources:\n  - ref: A/51/548\n    title: First report of the Credentials Committee\n    kind: un_document\n", "", []string{"disputes/afghanistan-1996.yaml:19:3: the decision rests on no source; name at least one source"}},
	{"source without a title", disputeFile, "    title: First report of the Credentials Committee\n", "", []string{"disputes/afghanistan-1996.yaml:54:5: the source has no title; give the title of the source"}},
	{"missing summary", disputeFile, "summary: Two authorities claimed the seat, and the decision was put off.\n", "", []string{"disputes/afghanistan-1996.yaml:1:1: summary is missing; write it in plain words"}},
	{"list for a value", disputeFile, "title: Afghanistan, 1996–2001", "title: [Afghanistan]", []string{"disputes/afghanistan-1996.yaml:4:1: title is missing; write it in plain words", "disputes/afghanistan-1996.yaml:4:8: here stands a list, where a single value belongs; write one value"}},
	{"value for a list", disputeFile, "    reports:\n    - A/51/548", "    reports: A/51/548", []string{"disputes/afghanistan-1996.yaml:24:14: here stands a single value, where a list belongs; begin each element with a dash"}},
	{"value for a mapping", disputeFile, "    islamic-state:\n      holds_seat: true\n      capital: not_held\n", "    islamic-state: true\n", []string{"disputes/afghanistan-1996.yaml:42:20: here stands a single value, where keys with values belong; write key: value, one a line"}},
	{"empty element", disputeFile, "- 1996-10", "- 1996-10\n    - ''", []string{"disputes/afghanistan-1996.yaml:24:7: the element is empty; leave it out, or write what belongs there"}},
	{"anchor", disputeFile, "seat_name: Afghanistan", "seat_name: &a Afghanistan", []string{"disputes/afghanistan-1996.yaml:3:12: anchors and aliases are not taken; write the value out, or in quotation marks if it is text"}},
	{"alias", disputeFile, "seat_name: Afghanistan", "seat_name: *a", []string{"disputes/afghanistan-1996.yaml:3:12: anchors and aliases are not taken; write the value out, or in quotation marks if it is text"}},
	{"tag", disputeFile, "seat_name: Afghanistan", "seat_name: !!str Afghanistan", []string{"disputes/afghanistan-1996.yaml:3:12: tags are not taken; leave the tag out, or write the value in quotation marks if it is text"}},
	{"merge key", disputeFile, "talks: true", "<<: {talks: true}", []string{"disputes/afghanistan-1996.yaml:40:3: merge keys are not taken; write the keys out"}},
	{"second document", disputeFile, "claimants:", "---\nclaimants:", []string{"disputes/afghanistan-1996.yaml:11:1: the file holds more than one document; give each dispute a file of its own"}},
	{"broken YAML", disputeFile, "title: Afghanistan, 1996–2001", "title: 'Afghanistan", []string{"disputes/afghanistan-1996.yaml:19:13: the file cannot be read as YAML: value is not allowed in this context. map key-value is pre-defined; look at this line and the one before it"}},
	{"broken indentation", disputeFile, "  challenge: rival_credentials", "   challenge: rival_credentials", []string{"disputes/afghanistan-1996.yaml:20:4: the file cannot be read as YAML: value is not allowed in this context. map key-value is pre-defined; look at this line and the one before it"}},
	{"not UTF-8", disputeFile, "Islamic Emirate", "Islamic \xff Emirate", []string{"disputes/afghanistan-1996.yaml:17:17: the file is not UTF-8 text; save the file as UTF-8"}},
	{"several at once", disputeFile, "kind: rival_claimants\nopened: 1996-09-27", "kind: rival\nopened: 1996-9-27", []string{`disputes/afghanistan-1996.yaml:5:7: "rival" is not a kind of dispute; write one of rival_claimants, objection, representation_item`, `disputes/afghanistan-1996.yaml:6:9: "1996-9-27" is not a date; write a day as 1996-10-22, a month as 1996-10, a year as 1996`}},
	{"Member without admission", membersFile, "AFG,Afghanistan,1946-11-19", "AFG,Afghanistan,", []string{"members.csv:2:17: the Member has no day of admission; write the day of admission"}},
	{"Member twice", membersFile, "CHN,China,1945-10-24", "AFG,China,1945-10-24", []string{`committees.csv:2:4: there is no Member "CHN"; write a code of members.csv`, "members.csv:3:1: the Member AFG stands twice, first at members.csv:2:1; keep one of the two", `rollcalls/votes.csv:2:24: there is no Member "CHN"; write a code of members.csv`}},
	{"unknown group", membersFile, "AFG,Afghanistan,1946-11-19,,,Asia-Pacific", "AFG,Afghanistan,1946-11-19,,,Asia", []string{`members.csv:2:30: "Asia" is not a regional group; write one of African Group, Asia-Pacific, Eastern European, GRULAC, WEOG, none`}},
	{"successor that does not exist", membersFile, "1992-12-31,CZE", "1992-12-31,CZE;SVK", []string{`members.csv:5:42: there is no Member "SVK"; write a code of members.csv`}},
	{"unknown column", membersFile, "regional_group", "region_group", []string{`members.csv:1:1: members.csv lacks the column "regional_group"; add it, be it empty`, `members.csv:1:36: members.csv has no column "region_group"; did you mean "regional_group"?`}},
	{"column twice", membersFile, "confidence,note", "confidence,note,note", []string{`members.csv:1:82: the column "note" stands here twice; keep one of the two`}},
	{"too few cells", membersFile, "AFG,Afghanistan,1946-11-19,,,Asia-Pacific,,Yearbook,high,,", "AFG,Afghanistan,1946-11-19", []string{"members.csv:2:1: the row has 3 cells, and the header 11; give every column a cell, be it empty"}},
	{"open quotation mark", membersFile, "AFG,Afghanistan", "AFG,\"Afghanistan", []string{"members.csv:15:61: the row cannot be told apart into cells; close every quotation mark, double those within a cell, and look whether the file is whole"}},
	{"stray quotation mark", membersFile, "AFG,Afghanistan", "AFG,Afghan\"istan", []string{"members.csv:2:11: the row cannot be told apart into cells; close every quotation mark, double those within a cell, and look whether the file is whole"}},
	{"name of a Member that does not exist", namesFile, "CIV,", "CIX,", []string{`names.csv:2:1: there is no Member "CIX"; add the Member to members.csv`}},
	{"name that ends before it begins", namesFile, "Ivory Coast,,1986", "Ivory Coast,1987,1986", []string{`names.csv:2:22: the name "Ivory Coast" ends on 1986, before it begins on 1987; a name ends after it begins`}},
	{"kind of session at odds", sessionsFile, "26,regular", "26,special", []string{`assembly_sessions.csv:2:4: the twenty-sixth session is not "special"; write regular`}},
	{"session closed before it opened", sessionsFile, "1996-09-17,1997-09-15", "1996-09-17,1995-09-15", []string{"assembly_sessions.csv:3:23: the session closes on 1995-09-15, before it opens on 1996-09-17; a session closes on or after the day it opens", "disputes/afghanistan-1996.yaml:19:12: the fifty-first session closed on 1995-09-15, before the dispute opened on 1996-09-27; a dispute is decided after it opens", "disputes/afghanistan-1996.yaml:23:7: 1996-10 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1995-09-15; write a day within the session, or the session of that day", "disputes/afghanistan-1996.yaml:29:11: 1996-10-25 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1995-09-15; write a day within the session, or the session of that day", "reports.csv:2:13: 1996-10-11 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1995-09-15; write a day within the session, or the session of that day", "reports.csv:2:24: 1996-10-25 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1995-09-15; write a day within the session, or the session of that day", "rollcalls/rollcalls.csv:2:27: 1996-10-25 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1995-09-15; write a day within the session, or the session of that day"}},
	{"session twice", sessionsFile, "26,regular", "51,regular", []string{"assembly_sessions.csv:3:1: the fifty-first session stands twice, first at assembly_sessions.csv:2:1; keep one of the two"}},
	{"President’s Member", sessionsFile, "Adam Malik,", "Adam Malik,IDN", []string{`assembly_sessions.csv:2:45: there is no Member "IDN"; write a code of members.csv`}},
	{"eight members", committeesFile, "51,USA,United States,,AG/615,high\n", "", []string{"committees.csv:2:1: the Committee of the fifty-first session has 8 members; rule 28 appoints nine"}},
	{"one twice in the Committee", committeesFile, "51,USA,United States", "51,PHL,Philippines", []string{"committees.csv:10:4: PHL stands twice in the Committee of the fifty-first session; each Member sits once"}},
	{"two in the chair", committeesFile, "51,CHN,China,", "51,CHN,China,true", []string{"committees.csv:6:14: the Committee of the fifty-first session has two in the chair; one member takes the chair"}},
	{"no Member in the Committee", committeesFile, "51,CHN,", "51,CHM,", []string{`committees.csv:2:4: there is no Member "CHM"; did you mean "CHN"?`}},
	{"not a Member at the time", committeesFile, "51,CHN,China", "51,CSK,Czechoslovakia", []string{"committees.csv:2:4: CSK was not a Member during the fifty-first session; the nine are Members at the time"}},
	{"Committee of no session", committeesFile, "51,CHN,", "A51,CHN,", []string{`committees.csv:2:1: "A51" is not a session; write a regular session as 51, a special one as S-18, an emergency special one as ES-11`, "committees.csv:3:1: the Committee of the fifty-first session has 8 members; rule 28 appoints nine"}},
	{"report adopted before the meeting", reportsFile, "1996-10-25", "1996-10-01", []string{"reports.csv:2:24: the report was adopted on 1996-10-01, before the meeting of 1996-10-11; the Assembly adopts after the Committee met"}},
	{"report outside the session", reportsFile, "1996-10-11,1996-10-25", "1995-10-11,1996-10-25", []string{"reports.csv:2:13: 1995-10-11 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1997-09-15; write a day within the session, or the session of that day"}},
	{"report of a session that never was", reportsFile, "51,A/51/548", "52,A/51/548", []string{"reports.csv:2:1: there was no fifty-second session; add it to assembly_sessions.csv, or write one that was held"}},
	{"votes that do not add up", rollCallsFile, ",2,1,0,1,", ",3,1,0,1,", []string{"rollcalls/rollcalls.csv:2:106: the votes of afghanistan-1996-s51-1 add up to 2–1–0, not 3–1–0; correct the totals or the votes"}},
	{"side that is neither", rollCallsFile, "status_quo", "islamic-stat", []string{`rollcalls/rollcalls.csv:2:74: "islamic-stat" is neither a side nor a claimant of the dispute; did you mean "islamic-state"?`}},
	{"dispute that does not exist", rollCallsFile, ",afghanistan-1996,", ",afghanistan-1995,", []string{`rollcalls/rollcalls.csv:2:48: there is no dispute "afghanistan-1995"; did you mean "afghanistan-1996"?`}},
	{"motion that is none", rollCallsFile, "deferral", "defer", []string{`rollcalls/rollcalls.csv:2:65: "defer" is not a motion`}},
	{"vote outside its session", rollCallsFile, "1996-10-25", "1998-10-25", []string{"rollcalls/rollcalls.csv:2:27: 1998-10-25 lies outside the fifty-first session, which opened on 1996-09-17 and closed on 1997-09-15; write a day within the session, or the session of that day"}},
	{"recorded vote twice", rollCallsFile, "afghanistan-1996-s51-1,51,", "afghanistan-1996-s51-1,51,1996-10-25,,,,other,other,Other,0,0,0,,,,,,\nafghanistan-1996-s51-1,51,", []string{"rollcalls/rollcalls.csv:3:1: the recorded vote afghanistan-1996-s51-1 stands twice, first at rollcalls/rollcalls.csv:2:1; keep one of the two"}},
	{"ballot that is none", votesFile, "CHN,Y", "CHN,J", []string{"rollcalls/rollcalls.csv:2:106: the votes of afghanistan-1996-s51-1 add up to 1–1–0, not 2–1–0; correct the totals or the votes", `rollcalls/votes.csv:2:28: "J" is not a vote; write one of Y, N, A, X, P`}},
	{"two ballots of one", votesFile, "DNK,N", "CHN,N", []string{"rollcalls/votes.csv:3:24: CHN votes twice in afghanistan-1996-s51-1; each Member votes once"}},
	{"ballot of no Member", votesFile, "DNK,N", "DNX,N", []string{`rollcalls/votes.csv:3:24: there is no Member "DNX"; did you mean "DNK"?`}},
	{"ballot of a Member of another day", votesFile, "DNK,N", "CSK,N", []string{"rollcalls/votes.csv:3:24: CSK was not a Member on 1996-10-25; a vote is cast by a Member of the day"}},
	{"ballots of no vote", votesFile, "1,DNK,N", "1,DNK,N\nafghanistan-1996-s51-9,DNK,N", []string{`rollcalls/votes.csv:4:1: there is no recorded vote "afghanistan-1996-s51-9"; add it to rollcalls.csv`}},
	{"header of nothing", votesFile, "rollcall,member,vote", "a,b,c", []string{`rollcalls/votes.csv:1:1: rollcalls/votes.csv has no column "a"; write one of rollcall, member, vote`, `rollcalls/votes.csv:1:1: rollcalls/votes.csv lacks the column "rollcall"; add it, be it empty`, `rollcalls/votes.csv:1:1: rollcalls/votes.csv lacks the column "member"; add it, be it empty`, `rollcalls/votes.csv:1:1: rollcalls/votes.csv lacks the column "vote"; add it, be it empty`, `rollcalls/votes.csv:1:3: rollcalls/votes.csv has no column "b"; write one of rollcall, member, vote`, `rollcalls/votes.csv:1:5: rollcalls/votes.csv has no column "c"; write one of rollcall, member, vote`}},
}
