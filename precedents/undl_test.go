package precedents_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const undlHeader = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note," +
	"total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"

// undlRow makes a row of the vote on resolution 2758 (XXVI), or of another day.
func undlRow(code, name, vote, date string) string {
	return fmt.Sprintf("665177,%s,%s,%s,%s,26,A/RES/2758(XXVI),A/L.630,,A/PV.1976,Restoration of the lawful rights,CHINA,,,76,35,17,3,131,https://digitallibrary.un.org/record/665177\n",
		code, name, vote, date)
}

// readUNDL gives the ballots as "code vote" and the faults as they read.
func readUNDL(t *testing.T, content string) (ballots, faults []string) {
	t.Helper()
	frame := embedded(t).Frame
	for ballot, err := range precedents.ReadUNDL("votes.csv", strings.NewReader(content), frame) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		ballots = append(ballots, ballot.Member+" "+string(ballot.Ballot))
	}
	return ballots, faults
}

func TestReadUNDLFindsMembers(t *testing.T) {
	for _, c := range []struct{ code, name, date, want string }{
		{"AFG", "AFGHANISTAN", "1971-10-25", "AFG"},
		{"afg", "", "1971-10-25", "AFG"},
		{"", "AFGHANISTAN", "1971-10-25", "AFG"},
		{"", "CÔTE D'IVOIRE", "1971-10-25", "CIV"},
		{"", "Ivory Coast", "1971-10-25", "CIV"},
		{"", "DAHOMEY", "1971-10-25", "BEN"},
		{"", "BURMA", "1971-10", "MMR"},
		{"", "CEYLON", "1971", "LKA"},
		{"", "TURKEY", "1971-10-25", "TUR"},
		{"", "TÜRKIYE", "2023-10-25", "TUR"},
		{"RUS", "USSR", "1971-10-25", "RUS"},
		{"SUN", "USSR", "1971-10-25", "RUS"},
		{"", "UNION OF SOVIET SOCIALIST REPUBLICS", "1971-10-25", "RUS"},
		{"", "USSR", "1971-10-25", "RUS"},
		{"CZE", "CZECHOSLOVAKIA", "1971-10-25", "CSK"},
		{"CSK", "CZECHOSLOVAKIA", "1971-10-25", "CSK"},
		{"YUG", "YUGOSLAVIA", "1971-10-25", "YUG"},
		{"YUG", "YUGOSLAVIA", "2001-10-25", "SRB"},
		{"SRB", "SERBIA AND MONTENEGRO", "2004-10-25", "SRB"},
		{"EGY", "UNITED ARAB REPUBLIC", "1960-10-08", "EGY"},
		{"", "UNITED ARAB REPUBLIC", "1965-11-17", "EGY"},
		{"", "TANGANYIKA", "1962-10-30", "TZA"},
		{"DDR", "GERMAN DEMOCRATIC REPUBLIC", "1979-09-21", "DDR"},
		{"DEU", "FEDERAL REPUBLIC OF GERMANY", "1979-09-21", "DEU"},
		{"", "DEMOCRATIC YEMEN", "1979-09-21", "YMD"},
		{"", "BOLIVIA (PLURINATIONAL STATE OF)", "2023-10-25", "BOL"},
	} {
		ballots, faults := readUNDL(t, undlHeader+undlRow(c.code, c.name, "Y", c.date))
		if diff := cmp.Diff([]string{c.want + " Y"}, ballots); diff != "" || faults != nil {
			t.Errorf("%s, %s on %s: %v %v", c.code, c.name, c.date, ballots, faults)
		}
	}
}

func TestReadUNDLReadsTheVote(t *testing.T) {
	content := "\ufeff" + undlHeader + undlRow("AFG", "AFGHANISTAN", "Y", "1971-10-25") + undlRow("ALB", "ALBANIA", "", "1971-10-25") + undlRow("USA", "UNITED STATES", "N", "1971-10-25")
	var votes []*credentials.RollCall
	for ballot, err := range precedents.ReadUNDL("votes.csv", strings.NewReader(content), embedded(t).Frame) {
		if err != nil {
			t.Fatal(err)
		}
		votes = append(votes, ballot.RollCall)
		if ballot.Member == "ALB" && ballot.Ballot != "" {
			t.Errorf("a vote left out reads %q", ballot.Ballot)
		}
		if ballot.Member == "ALB" && ballot.Place != (precedents.Place{File: "votes.csv", Line: 3, Col: 1}) {
			t.Errorf("the row of Albania stands at %s", ballot.Place)
		}
	}
	if len(votes) != 3 || votes[0] != votes[2] {
		t.Fatal("the rows of one vote do not share it")
	}
	resolution, _ := credentials.ParseSymbol("A/RES/2758(XXVI)")
	draft, _ := credentials.ParseSymbol("A/L.630")
	meeting, _ := credentials.ParseSymbol("A/PV.1976")
	want := &credentials.RollCall{
		ID: "undl-665177", Session: credentials.RegularSessionOf(26), Date: credentials.Day(1971, 10, 25), Draft: draft, Resolution: resolution, Meeting: meeting,
		Motion: credentials.OtherMotion, YesFavours: credentials.FavoursOther, Question: "Restoration of the lawful rights",
		Printed:       &credentials.Tally{For: credentials.CountOf(76), Against: credentials.CountOf(35), Abstaining: credentials.CountOf(17)},
		PrintedSource: "https://digitallibrary.un.org/record/665177", SourceID: "665177",
	}
	if diff := cmp.Diff(want, votes[0], compareValues); diff != "" {
		t.Error(diff)
	}
}

// Older files have no vote_note, and the columns stand in any order.
func TestReadUNDLTakesColumnsInAnyOrder(t *testing.T) {
	content := "title,ms_vote,ms_name,ms_code,undl_id,date,session,resolution,total_yes,total_no,total_abstentions\n" +
		"Restoration,A,AFGHANISTAN,AFG,665177,1971-10-25,26,A/RES/2758(XXVI),76,35,17\n"
	ballots, faults := readUNDL(t, content)
	if diff := cmp.Diff([]string{"AFG A"}, ballots); diff != "" || faults != nil {
		t.Errorf("%v %v", ballots, faults)
	}
}

func TestReadUNDLFaults(t *testing.T) {
	good := undlRow("ALB", "ALBANIA", "N", "1971-10-25")
	for _, c := range []struct {
		name, content string
		ballots       int
		want          []string
	}{
		{"empty", "", 0, []string{"votes.csv: the file is empty; begin with the names of the columns"}},
		{"columns missing", "undl_id,ms_code,date\n665177,AFG,1971-10-25\n", 0, []string{
			"votes.csv:1:1: the header lacks ms_name, ms_vote, session, resolution, title, total_yes, total_no, total_abstentions; the layout has " +
				"undl_id, ms_code, ms_name, ms_vote, date, session, resolution, title, total_yes, total_no, total_abstentions, " +
				"draft, committee_report, meeting, agenda_title, subjects, vote_note, total_non_voting, total_ms, undl_link",
		}},
		{"no vote", undlHeader + undlRow("AFG", "AFGHANISTAN", "P", "1971-10-25") + good, 1, []string{
			`votes.csv:2:24: "P" is not a vote; write one of Y, N, A, X`,
		}},
		{"nobody", undlHeader + undlRow("XXX", "ATLANTIS", "Y", "1971-10-25") + good, 1, []string{
			`votes.csv:2:8: neither "XXX" nor "ATLANTIS" was a Member on 1971-10-25; write the code or a name of a Member of that day`,
		}},
		{"not yet a Member", undlHeader + undlRow("VNM", "VIET NAM", "Y", "1971-10-25") + good, 1, []string{
			`votes.csv:2:8: neither "VNM" nor "VIET NAM" was a Member on 1971-10-25; write the code or a name of a Member of that day`,
		}},
		{"no date, said once for the vote", undlHeader + undlRow("AFG", "AFGHANISTAN", "Y", "25 Oct 1971") + undlRow("ALB", "ALBANIA", "Y", "25 Oct 1971") + good, 1, []string{
			`votes.csv:2:26: "25 Oct 1971" is not a date; write a day as 1996-10-22, a month as 1996-10, a year as 1996`,
		}},
		{"unsure session", undlHeader + strings.Replace(undlRow("AFG", "AFGHANISTAN", "Y", "1971-10-25"), ",26,", ",26 [?],", 1), 0, []string{
			`votes.csv:2:37: "26 [?]" is not a session; write a regular session as 51, a special one as S-18, an emergency special one as ES-11`,
		}},
		{"no title", undlHeader + strings.Replace(undlRow("AFG", "AFGHANISTAN", "Y", "1971-10-25"), "Restoration of the lawful rights,CHINA", ",", 1), 0, []string{
			"votes.csv:2:76: title is missing; write it, or leave the vote out",
		}},
		{"truncated row", undlHeader + good + "665177,AFG,AFGHAN", 1, []string{
			"votes.csv:3:1: the row has 3 cells, and the header 20; look whether the file is whole",
		}},
		{"truncated in quotation marks", undlHeader + good + `665177,AFG,"AFGHAN`, 1, []string{
			"votes.csv:3:19: the row cannot be told apart into cells; close every quotation mark, double those within a cell, and look whether the file is whole",
		}},
		{"not UTF-8", undlHeader + undlRow("AFG", "AFGHANIST\xc3N", "Y", "1971-10-25") + good, 1, []string{
			"votes.csv:2:12: the cell is not UTF-8 text; save the file as UTF-8",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ballots, faults := readUNDL(t, c.content)
			if diff := cmp.Diff(c.want, faults); diff != "" || len(ballots) != c.ballots {
				t.Errorf("%d ballots, want %d\n%s", len(ballots), c.ballots, diff)
			}
		})
	}
}

func TestReadUNDLReportsAFailingReader(t *testing.T) {
	content := io.MultiReader(strings.NewReader(undlHeader), iotest.ErrReader(errBoom))
	for _, err := range precedents.ReadUNDL("votes.csv", content, embedded(t).Frame) {
		if !errors.Is(err, errBoom) {
			t.Errorf("got %v", err)
		}
	}
}

func TestIsUNDL(t *testing.T) {
	header, err := csv.NewReader(strings.NewReader(undlHeader)).Read()
	if err != nil {
		t.Fatal(err)
	}
	if !precedents.IsUNDL(header) || !precedents.IsUNDL([]string{"\ufeffundl_id"}) || precedents.IsUNDL([]string{"rollcall", "member", "vote"}) {
		t.Error("the layout is not known by its header")
	}
}

// Whatever a file holds, every row is a ballot of a Member or a fault with a
// place.
func FuzzReadUNDL(f *testing.F) {
	f.Add(undlHeader + undlRow("AFG", "AFGHANISTAN", "Y", "1971-10-25") + undlRow("RUS", "USSR", "", "1971-10"))
	f.Add(undlHeader + `1,"a` + "\n" + `b",c`)
	f.Add("undl_id\n1\n")
	f.Add("\ufeff" + undlHeader + "\"\xff\"\n")
	f.Add("")
	library, err := precedents.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, content string) {
		for ballot, err := range precedents.ReadUNDL("votes.csv", strings.NewReader(content), library.Frame) {
			if err != nil {
				if fault, ok := errors.AsType[precedents.PlacedFault](err); !ok || fault.File != "votes.csv" || fault.What == "" {
					t.Errorf("a fault without its place: %v", err)
				}
				continue
			}
			if _, ok := library.Member(ballot.Member); !ok || ballot.Ballot != "" && !credentials.Ballots.Has(ballot.Ballot) || !ballot.RollCall.Session.Known() {
				t.Errorf("no ballot: %+v", ballot)
			}
		}
	})
}
