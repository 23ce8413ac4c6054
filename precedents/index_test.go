package precedents_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// oneOf gives one of a vocabulary's values.
func oneOf[T ~string](random *rand.Rand, vocabulary *credentials.Vocabulary[T]) T {
	return vocabulary.Terms[random.IntN(len(vocabulary.Terms))].Code
}

// synthetic makes disputes with n decisions in all, with facts at random. None of
// it need be possible; the index has no opinion.
func synthetic(frame *precedents.Frame, n int) []credentials.Dispute {
	random := rand.New(rand.NewPCG(1945, 1026))
	var disputes []credentials.Dispute
	for n > 0 {
		seat := frame.Members[random.IntN(len(frame.Members))]
		d := credentials.Dispute{
			ID: fmt.Sprintf("synthetic-%06d-1950", len(disputes)), Seat: seat.Code, SeatName: seat.Name, Title: "Synthetic", Kind: oneOf(random, &credentials.Kinds),
		}
		for _, id := range []string{"one", "two", "three"}[:1+random.IntN(3)] {
			d.Claimants = append(d.Claimants, credentials.Claimant{ID: id, Name: id})
		}
		for range min(n, 1+random.IntN(20)) {
			n--
			x := credentials.Decision{
				Key:     credentials.DecisionKey{Session: frame.Sessions[random.IntN(len(frame.Sessions))].Session},
				Outcome: oneOf(random, &credentials.Outcomes), Challenge: oneOf(random, &credentials.Challenges), Confidence: oneOf(random, &credentials.Confidences),
				Seated: d.Claimants[0].ID, Facts: map[string]credentials.Standing{},
			}
			for i, claimant := range d.Claimants {
				var standing credentials.Standing
				for _, fact := range credentials.Facts() {
					standing = standing.With(fact, credentials.Value(random.IntN(len(fact.Codes())+1)))
				}
				holds, _ := credentials.HoldsSeat.Parse(fmt.Sprint(i == 0))
				x.Facts[claimant.ID] = standing.With(credentials.HoldsSeat, holds)
			}
			d.Decisions = append(d.Decisions, x)
		}
		d.NumberDecisions()
		disputes = append(disputes, d)
	}
	return disputes
}

// described gives the code of a row in each facet that can be read off the row.
func described(row *precedents.DecisionRow) map[string]string {
	codes := map[string]string{
		"region": string(row.Region), "outcome": string(row.Outcome), "challenge": string(row.Challenge), "confidence": string(row.Confidence),
	}
	for _, fact := range credentials.Facts() {
		codes[fact.Key()] = cmp.Or(row.Facts.Code(fact), precedents.NotKnownCode)
		codes[precedents.RivalKey(fact)] = cmp.Or(row.RivalFacts.Code(fact), precedents.NotKnownCode)
		if row.Rival == "" {
			codes[precedents.RivalKey(fact)] = precedents.NoRivalCode
		}
	}
	return codes
}

// The index counts as somebody does who goes through the list row by row.
func TestIndexAgainstCounting(t *testing.T) {
	l := embedded(t)
	for name, disputes := range map[string][]credentials.Dispute{"dataset": l.Disputes, "synthetic": synthetic(l.Frame, 700)} {
		index := precedents.NewIndex(l.Frame, disputes)
		whole, err := index.Find(precedents.Query{PageRows: 10_000}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var rows []map[string]string
		for i := range whole.Rows {
			codes := described(&whole.Rows[i])
			codes["id"], codes["dispute"] = whole.Rows[i].ID(), whole.Rows[i].Dispute
			rows = append(rows, codes)
		}
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { compareWithCounting(t, index, rows) })
		})
	}
}

func compareWithCounting(t *rapid.T, index *precedents.Index, rows []map[string]string) {
	query, keys := precedents.Query{Chosen: map[string][]string{}, PageRows: 10_000}, facetKeys(rows[0])
	for _, key := range rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 0, 4, rapid.ID[string]).Draw(t, "facets") {
		codes := []string{}
		for _, row := range rapid.SliceOfN(rapid.SampledFrom(rows), 1, 3).Draw(t, key) {
			codes = append(codes, row[key])
		}
		query.Chosen[key] = codes
	}
	var among []string
	if rapid.Bool().Draw(t, "searched") {
		among = []string{"nobody-1950:1"}
		for _, row := range rows {
			if len(row["id"])%3 > 0 {
				among = append(among, row["id"])
			}
		}
	}
	through := func(row map[string]string, but string) bool {
		for key, codes := range query.Chosen {
			if key != but && !slices.Contains(codes, row[key]) {
				return false
			}
		}
		return among == nil || slices.Contains(among, row["id"])
	}
	page, err := index.Find(query, among)
	if err != nil {
		t.Fatal(err)
	}
	total, disputes, counts := 0, map[string]bool{}, map[string]map[string]int{}
	for _, row := range rows {
		if through(row, "") {
			total++
			disputes[row["dispute"]] = true
		}
		for _, key := range keys {
			if !through(row, key) {
				continue
			}
			if counts[key] == nil {
				counts[key] = map[string]int{}
			}
			counts[key][row[key]]++
		}
	}
	if page.Total != total || page.Disputes != len(disputes) || len(page.Rows) != total {
		t.Fatalf("%v gives %d decisions in %d disputes, not %d in %d", query.Chosen, page.Total, page.Disputes, total, len(disputes))
	}
	for _, key := range keys {
		if diff := gocmp.Diff(counts[key], page.Counts[key]); diff != "" {
			t.Fatalf("%v counts in %s: %s", query.Chosen, key, diff)
		}
	}
}

func facetKeys(row map[string]string) []string {
	var keys []string
	for _, facet := range precedents.DecisionFacets {
		if _, ok := row[facet.Key]; ok {
			keys = append(keys, facet.Key)
		}
	}
	return keys
}

func TestIndexPages(t *testing.T) {
	l := embedded(t)
	index := precedents.NewIndex(l.Frame, l.Disputes)
	for _, sort := range precedents.Sorts {
		seen := map[string]bool{}
		for n := 1; ; n++ {
			page, err := index.Find(precedents.Query{Sort: sort.Code, Page: n, PageRows: 37}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range page.Rows {
				seen[page.Rows[i].ID()] = true
			}
			if n == page.Pages {
				if len(seen) != page.Total {
					t.Errorf("%s: %d of %d decisions are on a page", sort.Label, len(seen), page.Total)
				}
				break
			}
		}
	}
	if _, err := index.Find(precedents.Query{Chosen: map[string][]string{"rival.capital": {"lost"}}}, nil); err == nil {
		t.Error("a value that is none is taken")
	}
	if rows := index.Of("nobody-1950"); rows != nil {
		t.Errorf("nobody has %d decisions", len(rows))
	}
}

// BenchmarkSearch finds a page of decisions and counts every value of every
// facet, over the dataset and over a hundred thousand decisions.
func BenchmarkSearch(b *testing.B) {
	l := embedded(b)
	query := precedents.Query{Chosen: map[string][]string{"kind": {"rival_claimants"}, "capital": {"not_held"}, "rival.un_stance": {"condemned", "neutral"}}}
	for _, size := range []struct {
		name     string
		disputes func() []credentials.Dispute
	}{
		{"dataset", func() []credentials.Dispute { return l.Disputes }},
		{"100000", func() []credentials.Dispute { return synthetic(l.Frame, 100_000) }},
	} {
		b.Run(size.name, func(b *testing.B) {
			index := precedents.NewIndex(l.Frame, size.disputes())
			b.ReportAllocs()
			for b.Loop() {
				if page, err := index.Find(query, nil); err != nil || page.Total == 0 {
					b.Fatal(page.Total, err)
				}
			}
		})
	}
}
