package db

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// frozenBy gives a small frozen brief of an account, which says a word.
func frozenBy(t *testing.T, by credentials.Account, says string, shared bool) precedents.FrozenBrief {
	t.Helper()
	l := library(t)
	dispute, _ := l.Dispute("afghanistan-1996")
	book := precedents.NewCasebook(precedents.NewLibrary(l.Frame, []credentials.Dispute{*dispute}, nil))
	f, err := precedents.NewEngine(book, nil).Freeze(precedents.BriefRequest{Dispute: dispute.ID, Marking: says})
	if err != nil {
		t.Fatal(err)
	}
	f.Account, f.By, f.At, f.Shared = by.Number, by.Name, noon, shared
	return f
}

func kept(t *testing.T, s *Store, f precedents.FrozenBrief) int {
	t.Helper()
	return keptWith(t, s, f).Number
}

func keptWith(t *testing.T, s *Store, f precedents.FrozenBrief) precedents.KeptBrief {
	t.Helper()
	k, err := s.KeepBrief(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// Each frozen brief has a key of its own, which it keeps, and which does not come of
// what it says.
func TestTheKeyOfAFrozenBrief(t *testing.T) {
	oneAfterAnother(t)
	s := empty(t)
	ana, ben := added(t, s, "Ana", credentials.Viewer), added(t, s, "Ben", credentials.Viewer)
	f := frozenBy(t, ana, "", true)
	first := keptWith(t, s, f)
	if first.Again || first.WasShared || len(first.Key) != 26 {
		t.Errorf("got %+v", first)
	}
	f.Shared = false
	if again := keptWith(t, s, f); again != (precedents.KeptBrief{Number: first.Number, Key: first.Key, Again: true, WasShared: true}) {
		t.Errorf("frozen again it is %+v", again)
	}
	f.Account, f.By = ben.Number, ben.Name
	if theirs := keptWith(t, s, f); theirs.Key == first.Key {
		t.Error("two frozen briefs have one key")
	}
	if got, err := s.FrozenBriefOf(t.Context(), first.Key); err != nil || got.Number != first.Number || got.Key != first.Key {
		t.Errorf("by its key: %+v, %v", got, err)
	}
	if err := s.WithdrawBrief(t.Context(), first.Number, noon); err != nil {
		t.Fatal(err)
	}
	if got, err := s.FrozenBriefOf(t.Context(), first.Key); err != nil || got.Withdrawn.IsZero() {
		t.Errorf("withdrawn, by its key: %+v, %v", got, err)
	}
	if _, err := s.FrozenBriefOf(t.Context(), "no-such-key"); !missing(err) {
		t.Errorf("by a key that there is not: %v", err)
	}
}

// A list of frozen briefs is bounded.
func TestNoMoreThanTheNewestAreListed(t *testing.T) {
	oneAfterAnother(t)
	s := empty(t)
	f := frozenBy(t, added(t, s, "Ana", credentials.Viewer), "", true)
	newest := 0
	for n := range precedents.MostListed + 3 {
		f.Hash = fmt.Sprintf("%064x", n)
		newest = kept(t, s, f)
	}
	rows, err := s.FrozenBriefs(t.Context(), precedents.FrozenFilter{})
	if err != nil || len(rows) != precedents.MostListed || rows[0].Number != newest {
		t.Errorf("%d are listed (%v)", len(rows), err)
	}
}

func TestAFrozenBriefIsKept(t *testing.T) {
	oneAfterAnother(t)
	s := empty(t)
	ana, ben := added(t, s, "Ana", credentials.Viewer), added(t, s, "Ben", credentials.Viewer)
	f := frozenBy(t, ana, "restricted", true)
	number := kept(t, s, f)
	got, err := s.FrozenBrief(t.Context(), number)
	if err != nil || string(got.Content) != string(f.Content) || got.Hash != f.Hash || !got.Whole() || got.By != "Ana" || !got.At.Equal(noon) || !got.Shared || got.Brief.Marking != "restricted" || len(got.Footing.Sources) != len(f.Footing.Sources) {
		t.Errorf("got %+v, %v", got, err)
	}
	if again := kept(t, s, f); again != number {
		t.Errorf("frozen twice it is %d and %d", number, again)
	}
	theirs := f
	theirs.Account, theirs.By = ben.Number, ben.Name
	other := kept(t, s, theirs)
	if other == number {
		t.Error("two people share one frozen brief")
	}
	if err := s.WithdrawBrief(t.Context(), number, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got, err := s.FrozenBrief(t.Context(), other); err != nil || len(got.Content) == 0 || got.By != "Ben" {
		t.Errorf("after Ana withdrew hers, Ben’s is %+v, %v", got, err)
	}
	withdrawn, err := s.FrozenBrief(t.Context(), number)
	if err != nil || withdrawn.Withdrawn.IsZero() || len(withdrawn.Content) > 0 || withdrawn.Hash != f.Hash || withdrawn.Brief.Marking != "" || withdrawn.Brief.Dispute != f.Brief.Dispute {
		t.Errorf("withdrawn it is %+v, %v", withdrawn, err)
	}
	if again := kept(t, s, f); again == number || again == other {
		t.Errorf("frozen anew it has the number %d", again)
	}
	if _, err := s.FrozenBrief(t.Context(), 99); !missing(err) {
		t.Errorf("one that there is not: %v", err)
	}
	f.By = credentials.LibraryEditor
	if _, err := s.KeepBrief(t.Context(), f); !refused(err) {
		t.Errorf("frozen by the library: %v", err)
	}
}

// Who looks sees what is shared and what is their own.
func TestFrozenBriefsAreListed(t *testing.T) {
	oneAfterAnother(t)
	s := empty(t)
	ana, ben := added(t, s, "Ana", credentials.Viewer), added(t, s, "Ben", credentials.Viewer)
	shared, own := kept(t, s, frozenBy(t, ana, "shared", true)), kept(t, s, frozenBy(t, ana, "own", false))
	bens := frozenBy(t, ben, "withdrawn", true)
	gone := kept(t, s, bens)
	if err := s.WithdrawBrief(t.Context(), gone, noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		filter precedents.FrozenFilter
		want   []int
	}{
		{"nobody", precedents.FrozenFilter{}, []int{shared}},
		{"Ben", precedents.FrozenFilter{Account: ben.Number}, []int{shared}},
		{"Ana", precedents.FrozenFilter{Account: ana.Number}, []int{own, shared}},
		{"an administrator", precedents.FrozenFilter{All: true}, []int{own, shared}},
		{"on another dispute", precedents.FrozenFilter{All: true, Dispute: "none"}, nil},
		{"by hash", precedents.FrozenFilter{Hash: bens.Hash[:16]}, []int{gone}},
		{"by another hash", precedents.FrozenFilter{Hash: strings.Repeat("0", 16)}, nil},
	} {
		rows, err := s.FrozenBriefs(t.Context(), c.filter)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for i := range rows {
			got = append(got, rows[i].Number)
			if rows[i].Number == shared && (rows[i].Title != bens.Brief.Title || rows[i].Session != bens.Brief.Session || rows[i].Language != "en" || rows[i].By != "Ana") {
				t.Errorf("%s: %+v", c.name, rows[i])
			}
		}
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
			t.Errorf("%s sees %v, want %v", c.name, got, c.want)
		}
	}
}
