package db

import (
	"os"
	"path/filepath"
	"testing"

	"seatwatch/precedents"
)

func copied(tb testing.TB, path string) string {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	target := filepath.Join(tb.TempDir(), "seatwatch.db")
	if err := os.WriteFile(target, content, 0o600); err != nil {
		tb.Fatal(err)
	}
	return target
}

func BenchmarkFirstStart(b *testing.B) {
	l := library(b)
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "seatwatch.db")
		s, err := Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Seed(b.Context(), l, someDay); err != nil {
			b.Fatal(err)
		}
		closed(b, s)
	}
}

func BenchmarkLaterStart(b *testing.B) {
	l := library(b)
	path := seededFile(b)
	for b.Loop() {
		s, err := Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Seed(b.Context(), l, someDay); err != nil {
			b.Fatal(err)
		}
		closed(b, s)
	}
}

func BenchmarkDisputes(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		if _, err := s.Disputes(b.Context(), precedents.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDisputesSearched(b *testing.B) {
	s := seeded(b)
	query := precedents.Query{Text: "credentials", Chosen: map[string][]string{"region": {"African Group"}}}
	for b.Loop() {
		if _, err := s.Disputes(b.Context(), query); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch finds decisions by their facets and counts every value of
// every facet, without a text and with one.
func BenchmarkSearch(b *testing.B) {
	s := seeded(b)
	for name, query := range map[string]precedents.Query{
		"facets": {Chosen: map[string][]string{"kind": {"rival_claimants"}, "capital": {"not_held"}, "rival.un_stance": {"condemned"}}},
		"text":   {Text: "credentials committee", Chosen: map[string][]string{"outcome": {"deferred"}}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Decisions(b.Context(), query); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDecisionsAnew finds decisions right after a change of the record.
func BenchmarkDecisionsAnew(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		s.decisions.last.Store(nil)
		if _, err := s.Decisions(b.Context(), precedents.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDispute(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		if _, err := s.Dispute(b.Context(), "afghanistan-1996"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearchEverything(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		if _, err := s.Search(b.Context(), "credentials committee"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		if _, err := s.Frame(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFrameAnew(b *testing.B) {
	s := seeded(b)
	for b.Loop() {
		s.frame.last.Store(nil)
		if _, err := s.Frame(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
