package db

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const undlHeader = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"

func undlRow(id int, member, vote string) string {
	return fmt.Sprintf("%d,%s,,%s,2019-12-18,74,A/RES/74/%d,A/74/L.%d,A/74/9,A/74/PV.%d,The wombat question %d,,,,2,1,0,0,3,https://digitallibrary.un.org/record/%d\n", id, member, vote, id%900+1, id%900+1, id%90+1, id, id)
}

func undlRows(tb testing.TB, s *Store, text string) iter.Seq2[precedents.UNDLBallot, error] {
	tb.Helper()
	frame, err := s.Frame(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return precedents.ReadUNDL("votes.csv", strings.NewReader(text), frame)
}

// apart are the rows of three recorded votes, none of which stand together.
var apart = undlHeader +
	undlRow(101, "FRA", "Y") + undlRow(102, "FRA", "N") + undlRow(101, "ITA", "N") + undlRow(103, "FRA", "X") +
	undlRow(102, "ITA", "A") + undlRow(101, "DZA", "Y") + undlRow(103, "DZA", "Y") + undlRow(101, "FRA", "Y")

func TestImportUNDL(t *testing.T) {
	s := seeded(t)
	keys := []string{"rollcall/undl-101", "rollcall/undl-102", "rollcall/undl-103"}
	var told []int
	for _, step := range []struct {
		dryRun bool
		want   ImportReport
	}{{true, ImportReport{Added: keys}}, {false, ImportReport{Added: keys}}, {true, ImportReport{Unchanged: keys}}, {false, ImportReport{Unchanged: keys}}} {
		got, err := s.ImportUNDL(t.Context(), undlRows(t, s, apart), "editor", laterDay, step.dryRun, func(rows int) { told = append(told, rows) })
		if diff := cmp.Diff(step.want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	if diff := cmp.Diff([]int{8, 8, 8, 8}, told); diff != "" {
		t.Error("the progress:", diff)
	}
	got, err := s.RollCall(t.Context(), "undl-101")
	if err != nil {
		t.Fatal(err)
	}
	if want := (credentials.Tally{For: credentials.CountOf(2), Against: credentials.CountOf(1), Abstaining: credentials.CountOf(0)}); got.Counted != want || *got.Printed != want || got.Reconciled() != credentials.Yes {
		t.Errorf("counted are %s, printed %s", got.Counted, got.Printed)
	}
	ballots := []credentials.MemberBallot{{Member: "DZA", Ballot: "Y"}, {Member: "FRA", Ballot: "Y"}, {Member: "ITA", Ballot: "N"}}
	if diff := cmp.Diff(ballots, got.Ballots); diff != "" {
		t.Error(diff)
	}
	if got.Motion != credentials.OtherMotion || got.YesFavours != credentials.FavoursOther || got.Dispute != "" || got.Question != "The wombat question 101" || got.Meeting.String() != "A/74/PV.12" {
		t.Errorf("the vote is %+v", got)
	}
	if third, err := s.RollCall(t.Context(), "undl-103"); err != nil || third.Reconciled() != credentials.No {
		t.Errorf("totals that differ are kept beside each other: %+v (%v)", third, err)
	}
	hits, err := s.Search(t.Context(), "wombat 102")
	if err != nil || len(hits) == 0 || hits[0].Key != "undl-102" {
		t.Errorf("the search finds %+v (%v)", hits, err)
	}
	mentions, err := s.Document(t.Context(), got.Resolution)
	if err != nil || !slices.ContainsFunc(mentions, func(m precedents.Mention) bool {
		return m.RollCall == "undl-101" && m.Role == precedents.ResolutionOfVote
	}) {
		t.Errorf("the resolution is named by %+v (%v)", mentions, err)
	}
	seats, err := s.RollCalls(t.Context(), precedents.RollCallFilter{Seats: true})
	if err != nil || seats.Total != len(library(t).RollCalls) {
		t.Errorf("%d votes are on seats (%v)", seats.Total, err)
	}
	every, err := s.RollCalls(t.Context(), precedents.RollCallFilter{Member: "FRA", Text: "wombat"})
	if err != nil || every.Total != 2 {
		t.Errorf("France took part in %d of them (%v)", every.Total, err)
	}
	back, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != back.Hash() {
		t.Errorf("the tables do not say what the text says (%v)", err)
	}
}

func TestImportUNDLRefuses(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	tests := []struct{ name, rows, want string }{
		{
			"two votes of one Member", undlRow(101, "FRA", "Y") + undlRow(101, "ITA", "Y") + undlRow(101, "FRA", "N"),
			"votes.csv:4:1: FRA votes N here and Y in an earlier row of undl-101; look which of the two rows is right",
		},
		{
			"heads that differ", undlRow(101, "FRA", "Y") + strings.Replace(undlRow(101, "ITA", "Y"), "2019-12-18", "2019-12-19", 1),
			"votes.csv:3:1: the rows of undl-101 do not agree on what it was",
		},
		{
			"a session that never was", strings.Replace(undlRow(101, "FRA", "Y"), ",74,", ",974,", 1),
			"votes.csv:2:1: the nine hundred and seventy-fourth session is not in the record; add the session first",
		},
		{"no such Member", undlRow(101, "QQQ", "Y"), "votes.csv:2:"},
		{"no such vote", undlRow(101, "FRA", "Z"), "votes.csv:2:"},
	}
	for _, test := range tests {
		_, err := s.ImportUNDL(t.Context(), undlRows(t, s, undlHeader+undlRow(100, "FRA", "Y")+test.rows), "editor", laterDay, false, nil)
		want := strings.ReplaceAll(test.want, "csv:4", "csv:5")
		want = strings.ReplaceAll(strings.ReplaceAll(want, "csv:3", "csv:4"), "csv:2", "csv:3")
		if !isFaults(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v", test.name, err)
		}
	}
	if s.Generation() != before {
		t.Error("half of it stayed")
	}
	if _, err := s.RollCall(t.Context(), "undl-100"); !isNotFound(err) {
		t.Errorf("the sound vote among them came in (%v)", err)
	}
}

func TestImportUNDLEndsAfterManyFaults(t *testing.T) {
	s := seeded(t)
	read := 0
	rows := func(yield func(precedents.UNDLBallot, error) bool) {
		for {
			read++
			if !yield(precedents.UNDLBallot{}, precedents.PlacedFault{Place: precedents.Place{File: "votes.csv", Line: read, Col: 1}}) {
				return
			}
		}
	}
	_, err := s.ImportUNDL(t.Context(), rows, "editor", laterDay, false, nil)
	if faults, ok := errors.AsType[precedents.Faults](err); !ok || len(faults) != faultLimit || read != faultLimit {
		t.Errorf("after %d rows there are %d faults", read, len(faults))
	}
}

func TestImportUNDLGivesUpWhenReadingFails(t *testing.T) {
	s := seeded(t)
	broken := errors.New("the line broke")
	rows := func(yield func(precedents.UNDLBallot, error) bool) { yield(precedents.UNDLBallot{}, broken) }
	if _, err := s.ImportUNDL(t.Context(), rows, "editor", laterDay, false, nil); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

// undlText gives the rows of some recorded votes with every Member of the day in
// each.
func undlText(tb testing.TB, votes int) (text string, rows int) {
	tb.Helper()
	var b strings.Builder
	b.WriteString(undlHeader)
	for vote := range votes {
		for i, member := range library(tb).Members {
			if !member.Ended.Known() {
				b.WriteString(undlRow(1000+vote, member.Code, string("YNAX"[(i+vote)%4])))
				rows++
			}
		}
	}
	return b.String(), rows
}

func BenchmarkImportUNDL(b *testing.B) {
	text, rows := undlText(b, 500)
	file := seededFile(b)
	for b.Loop() {
		b.StopTimer()
		s := opened(b, copied(b, file))
		b.StartTimer()
		if _, err := s.ImportUNDL(b.Context(), undlRows(b, s, text), "editor", laterDay, false, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkImportUNDLAgain(b *testing.B) {
	text, rows := undlText(b, 500)
	s := seeded(b)
	if _, err := s.ImportUNDL(b.Context(), undlRows(b, s, text), "editor", laterDay, false, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.ImportUNDL(b.Context(), undlRows(b, s, text), "editor", laterDay, false, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
