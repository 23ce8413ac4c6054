package db

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func idsOf(page precedents.RollCallPage) []string {
	var ids []string
	for i := range page.Rows {
		ids = append(ids, page.Rows[i].ID)
	}
	return ids
}

func TestRollCallsAgainstTheLibrary(t *testing.T) {
	s, l := seeded(t), library(t)
	someSession := credentials.RegularSessionOf(26)
	tests := []struct {
		filter precedents.RollCallFilter
		has    func(r *credentials.RollCall) bool
	}{
		{precedents.RollCallFilter{}, func(*credentials.RollCall) bool { return true }},
		{precedents.RollCallFilter{Seats: true}, func(r *credentials.RollCall) bool { return r.Motion != credentials.OtherMotion }},
		{precedents.RollCallFilter{Dispute: "china-1949"}, func(r *credentials.RollCall) bool { return r.Dispute == "china-1949" }},
		{precedents.RollCallFilter{Session: someSession}, func(r *credentials.RollCall) bool { return r.Session == someSession }},
		{precedents.RollCallFilter{Session: someSession, Seats: true, Dispute: "china-1949"}, func(r *credentials.RollCall) bool {
			return r.Session == someSession && r.Dispute == "china-1949"
		}},
		{precedents.RollCallFilter{Member: "ZWE"}, func(r *credentials.RollCall) bool {
			return slices.ContainsFunc(r.Ballots, func(b credentials.MemberBallot) bool { return b.Member == "ZWE" })
		}},
		{precedents.RollCallFilter{Dispute: "none-1999"}, func(*credentials.RollCall) bool { return false }},
	}
	for _, test := range tests {
		var want []string
		for i := range l.RollCalls {
			if test.has(&l.RollCalls[i]) {
				want = append(want, l.RollCalls[i].ID)
			}
		}
		test.filter.PageRows = 1000
		page, err := s.RollCalls(t.Context(), test.filter)
		if err != nil {
			t.Fatal(err)
		}
		got := idsOf(page)
		slices.Sort(got)
		slices.Sort(want)
		if diff := gocmp.Diff(want, got); diff != "" || page.Total != len(want) {
			t.Errorf("%+v gives %d: %s", test.filter, page.Total, diff)
		}
	}
}

func TestRollCallRows(t *testing.T) {
	s, l := seeded(t), library(t)
	page, err := s.RollCalls(t.Context(), precedents.RollCallFilter{PageRows: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(page.Rows, func(a, b precedents.RollCallRow) int { return b.Date.Compare(a.Date) }) {
		t.Error("the latest is not the first")
	}
	for _, row := range page.Rows {
		r, _ := l.RollCall(row.ID)
		want := precedents.RollCallRow{RollCall: *r}
		want.Ballots = nil
		if d, ok := l.Dispute(r.Dispute); ok {
			want.DisputeTitle, want.Seat = d.Title, d.Seat
		}
		// Printed, values with fields of their own compare by what they say.
		if diff := gocmp.Diff(fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", row)); diff != "" {
			t.Error(diff)
		}
		whole, err := s.RollCall(t.Context(), row.ID)
		if err != nil || precedents.RollCallRecord(&whole) != precedents.RollCallRecord(r) {
			t.Errorf("%s is not the library’s (%v)", row.ID, err)
		}
	}
	whole, err := s.RollCalls(t.Context(), precedents.RollCallFilter{Dispute: "china-1949"})
	if err != nil || len(whole.Rows) != whole.Total || whole.Pages != 1 {
		t.Errorf("the votes on a dispute come as %+v (%v)", whole.Pager, err)
	}
	if !slices.IsSortedFunc(whole.Rows, func(a, b precedents.RollCallRow) int { return a.Date.Compare(b.Date) }) {
		t.Error("the votes on a dispute are not in the order in which they were taken")
	}
}

// TestVotingAgainstTheLibrary: every ballot on a seat is there, and nothing else.
func TestVotingAgainstTheLibrary(t *testing.T) {
	s, l := seeded(t), library(t)
	voting, err := s.Voting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	votes := 0
	for i := range l.RollCalls {
		r := &l.RollCalls[i]
		place, ok := voting.Place(r.ID)
		if ok != (r.Motion != credentials.OtherMotion) {
			t.Errorf("%s is among the votes on seats: %v", r.ID, ok)
		}
		if !ok {
			continue
		}
		votes++
		want, got := map[string]credentials.Ballot{}, map[string]credentials.Ballot{}
		for _, b := range r.Ballots {
			want[b.Member] = b.Ballot
		}
		for _, code := range voting.Members {
			if ballot := credentials.Ballot(voting.Casting(code, place)); credentials.Ballots.Has(ballot) {
				got[code] = ballot
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", r.ID, diff)
		}
	}
	if votes != len(voting.Votes) {
		t.Errorf("%d votes, not %d", len(voting.Votes), votes)
	}
}

// TestVotingFollowsTheRecord: it is the same value until a vote is changed.
func TestVotingFollowsTheRecord(t *testing.T) {
	s := seeded(t)
	before, err := s.Voting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if same, err := s.Voting(t.Context()); err != nil || same != before {
		t.Errorf("it was made anew: %v", err)
	}
	const id = "libya-2011-s66-5888"
	if err := s.Delete(t.Context(), "rollcall/"+id, 1, "Editor", "Taken out to see what happens.", someDay); err != nil {
		t.Fatal(err)
	}
	after, err := s.Voting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := after.Place(id); ok || len(after.Votes) != len(before.Votes)-1 {
		t.Errorf("%d votes after one of %d was taken out", len(after.Votes), len(before.Votes))
	}
}

func TestPositionsOfAMember(t *testing.T) {
	s, l := seeded(t), library(t)
	type key struct{ dispute, decision, claimant, name, stance, date string }
	for i, member := range l.Members {
		if i%5 != 0 {
			continue
		}
		var want, got []key
		for n := range l.Disputes {
			d := &l.Disputes[n]
			for j := range d.Decisions {
				x := &d.Decisions[j]
				for _, p := range x.Positions {
					if p.Member == member.Code {
						claimant, _ := d.Claimant(p.Claimant)
						want = append(want, key{d.ID, x.Key.String(), p.Claimant, claimant.Name, string(p.Stance), p.Date.String()})
					}
				}
			}
		}
		rows, err := s.PositionsOf(t.Context(), member.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range rows {
			got = append(got, key{p.Dispute, p.Key().String(), p.Claimant, p.ClaimantName, string(p.Stance), p.Date.String()})
		}
		if !slices.Equal(want, got) {
			t.Errorf("%s: %v, not %v", member.Code, got, want)
		}
	}
}

// namedBy gives the places that name a document, as the library has them.
func namedBy(l *precedents.Library, asked credentials.Symbol) []string {
	var places []string
	note := func(s credentials.Symbol, role precedents.Role, of string) {
		if s.Known() && (s == asked || s.Whole() == asked) {
			places = append(places, fmt.Sprint(role, " ", of, " ", s))
		}
	}
	sources := func(list []credentials.Source, role precedents.Role, of string) {
		for _, source := range list {
			if s, ok := source.Symbol(); ok {
				note(s, role, of)
			}
		}
	}
	for i := range l.Disputes {
		d := &l.Disputes[i]
		sources(d.Sources, precedents.SourceOfDispute, d.ID)
		for j := range d.Decisions {
			x := &d.Decisions[j]
			of := d.ID + ":" + x.Key.String()
			for _, documents := range documentsOf(x) {
				for _, s := range *documents.symbols {
					note(s, documents.role, of)
				}
			}
			sources(x.Sources, precedents.SourceOfDecision, of)
		}
	}
	for _, r := range l.Reports {
		note(r.Symbol, precedents.ReportOfSession, r.Session.String())
		note(r.Resolution, precedents.ResolutionOnReport, r.Session.String())
	}
	for i := range l.RollCalls {
		r := &l.RollCalls[i]
		note(r.Draft, precedents.DraftOfVote, r.ID)
		note(r.Resolution, precedents.ResolutionOfVote, r.ID)
		note(r.Meeting, precedents.MeetingOfVote, r.ID)
	}
	slices.Sort(places)
	return places
}

func TestDocumentsAgainstTheLibrary(t *testing.T) {
	s, l := seeded(t), library(t)
	documents, err := s.Documents(t.Context())
	if err != nil || len(documents) < 100 {
		t.Fatal(len(documents), err)
	}
	if !slices.IsSortedFunc(documents, func(a, b precedents.DocumentRow) int { return a.Symbol.Compare(b.Symbol) }) {
		t.Error("the documents are not in order")
	}
	for i, document := range documents {
		if i%7 != 0 {
			continue // One in seven is enough for every role, and seven times as fast.
		}
		mentions, err := s.Document(t.Context(), document.Symbol)
		if err != nil {
			t.Fatal(document.Symbol, err)
		}
		var got []string
		for _, m := range mentions {
			of := m.Session.String()
			switch {
			case m.RollCall != "":
				of = m.RollCall
			case m.Role == precedents.SourceOfDispute:
				of = m.Dispute
			case m.Dispute != "":
				of = m.Dispute + ":" + m.Key().String()
			}
			got = append(got, fmt.Sprint(m.Role, " ", of, " ", m.Symbol))
			if m.Dispute != "" && m.Title == "" || m.RollCall != "" && m.Question == "" {
				t.Errorf("%s is named by %+v", document.Symbol, m)
			}
			if isSource := m.Role == precedents.SourceOfDecision || m.Role == precedents.SourceOfDispute; isSource != (m.Source.Title != "") {
				t.Errorf("%s has the source %+v as %s", document.Symbol, m.Source, m.Role)
			}
		}
		slices.Sort(got)
		if diff := gocmp.Diff(namedBy(l, document.Symbol), got); diff != "" {
			t.Errorf("%s: %s", document.Symbol, diff)
		}
		exact := 0
		for _, m := range mentions {
			if m.Symbol == document.Symbol {
				exact++
			}
		}
		if exact != document.Mentions {
			t.Errorf("%s is said to be named %d times, not %d", document.Symbol, document.Mentions, exact)
		}
	}
}

func parsed(t *testing.T, text string) credentials.Symbol {
	t.Helper()
	s, err := credentials.ParseSymbol(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDocumentUnderItsWhole(t *testing.T) {
	s := seeded(t)
	part, err := s.Document(t.Context(), parsed(t, "A/RES/51/9 A"))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := s.Document(t.Context(), parsed(t, "A/RES/51/9"))
	if err != nil || len(whole) < len(part) || !slices.ContainsFunc(whole, func(m precedents.Mention) bool { return m.Symbol == part[0].Symbol }) {
		t.Errorf("the whole is named %d times, the part %d times (%v)", len(whole), len(part), err)
	}
	if _, err := s.Document(t.Context(), parsed(t, "A/99/999")); !isNotFound(err) {
		t.Errorf("a document that nothing names gives %v", err)
	}
}

// TestDocumentsFollowTheRecord takes a document off the list when nothing names
// it any more.
func TestDocumentsFollowTheRecord(t *testing.T) {
	s, l := seeded(t), library(t)
	dispute, _ := l.Dispute("afghanistan-1996")
	changed := *dispute
	changed.Sources = append(slices.Clone(dispute.Sources), credentials.Source{Ref: "A/99/999", Title: "A numbat", Kind: "un_document"})
	for n, d := range []credentials.Dispute{changed, *dispute} {
		saved, err := s.Save(t.Context(), precedents.DisputeRecord(d), n+1, "editor", "a source", laterDay)
		if err != nil || saved.Number != n+2 {
			t.Fatal(saved.Number, err)
		}
		hits, err := s.Search(t.Context(), "A/99/999")
		there := slices.ContainsFunc(hits, func(h precedents.Hit) bool { return h.Kind == precedents.DocumentHit && h.Key == "A/99/999" })
		if err != nil || there != (n == 0) {
			t.Errorf("after revision %d the search finds %+v (%v)", n+2, hits, err)
		}
	}
	documents, err := s.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	indexed, err := one[int](t.Context(), s.readers, `SELECT count(*) FROM entry WHERE kind = 'document'`)
	if err != nil || indexed != len(documents) {
		t.Errorf("%d documents are searched for, and %d listed (%v)", indexed, len(documents), err)
	}
	words, err := one[int](t.Context(), s.readers, `SELECT count(*) FROM search`)
	entries, again := one[int](t.Context(), s.readers, `SELECT count(*) FROM entry`)
	if err := cmp.Or(err, again); err != nil || words != entries {
		t.Errorf("%d entries have words, of %d (%v)", words, entries, err)
	}
}
