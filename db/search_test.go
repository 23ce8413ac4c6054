package db

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func TestSearchFindsFirst(t *testing.T) {
	s := seeded(t)
	tests := []struct {
		text string
		kind precedents.HitKind
		key  string
	}{
		{"cote divoire", precedents.MemberHit, "CIV"},
		{"Côte d’Ivoire", precedents.MemberHit, "CIV"},
		{"COTE D'IVOIRE", precedents.MemberHit, "CIV"},
		{"turkey", precedents.MemberHit, "TUR"},
		{"TÜRKİYE", precedents.MemberHit, "TUR"},
		{"burma", precedents.MemberHit, "MMR"},
		{"afg", precedents.MemberHit, "AFG"},
		{"afghanistan-1996", precedents.DisputeHit, "afghanistan-1996"},
		{"A/RES/2758 (XXVI)", precedents.DocumentHit, "A/RES/2758(XXVI)"},
		{"a/51/548", precedents.DocumentHit, "A/51/548"},
		{"A/51/548", precedents.DocumentHit, "A/51/548"},
		{"51", precedents.SessionHit, "51"},
		{"es-11", precedents.SessionHit, "ES-11"},
		{"fifty-first session", precedents.SessionHit, "51"},
		{"ga-r27", precedents.LawHit, "GA-R27"},
		{"rabbani note verbale signatory", precedents.DisputeHit, "afghanistan-1996"},
		{"Composition of a delegation", precedents.LawHit, "GA-R25"},
		{"razali ga/9089", precedents.SessionHit, "51"},
		{"expel 2758", precedents.RollCallHit, "china-1949-s26-1190"},
	}
	for _, test := range tests {
		hits, err := s.Search(t.Context(), test.text)
		if err != nil || len(hits) == 0 {
			t.Errorf("%q finds nothing (%v)", test.text, err)
			continue
		}
		if hits[0].Kind != test.kind || hits[0].Key != test.key {
			t.Errorf("%q finds %s %s first", test.text, hits[0].Kind, hits[0].Key)
		}
	}
}

func TestSearchFindsUnderFormerNames(t *testing.T) {
	s := seeded(t)
	for text, id := range map[string]string{"burma": "myanmar-2021", "ivory coast": "cote-divoire-1999", "zaire": "dr-congo-1997"} {
		hits, err := s.Search(t.Context(), text)
		if err != nil || !slices.ContainsFunc(hits, func(h precedents.Hit) bool { return h.Key == id }) {
			t.Errorf("%q does not find %s (%v)", text, id, err)
		}
		page, err := s.Disputes(t.Context(), precedents.Query{Text: text})
		if err != nil || !slices.ContainsFunc(page.Rows, func(r precedents.DisputeRow) bool { return r.ID == id }) {
			t.Errorf("the list does not find %q (%v)", text, err)
		}
	}
}

// TestMemberRenamed finds the disputes over a seat under a name that the Member
// got after they came in.
func TestMemberRenamed(t *testing.T) {
	s := seeded(t)
	member, _ := library(t).Member("AFG")
	member.Aliases = append(slices.Clone(member.Aliases), "Ariana")
	if _, err := s.Save(t.Context(), precedents.MemberRecord(member), 1, "editor", "a name", laterDay); err != nil {
		t.Fatal(err)
	}
	hits, err := s.Search(t.Context(), "ariana")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, hit := range hits {
		keys[hit.Key] = true
	}
	for _, key := range []string{"AFG", "afghanistan-1996", "afghanistan-1996:51"} {
		if !keys[key] {
			t.Errorf("%s is not found under the new name", key)
		}
	}
}

func TestSearchTakesAnyText(t *testing.T) {
	s := seeded(t)
	for _, text := range []string{
		"", " ", `"`, `""`, `'`, `"unclosed`, "AND", "OR NOT", "NEAR(a b)", "title:x", "a*", "^a", "{a b}: c", "(", ")", "a-b", "-", "+", "a\x00b", "\x00",
		"\xff\xfe", "%", "_", "; DROP TABLE search; --", "ﷺ", "日本", "🏛", "e\u0301", strings.Repeat("a", textLimit), strings.Repeat("a ", textLimit/2), strings.Repeat(`"`, textLimit),
		strings.Repeat("afghanistan ", 800), "كتاب", "\u200b", strings.Repeat("(", 500),
	} {
		if _, err := s.Search(t.Context(), text); err != nil {
			t.Errorf("%.40q gives %v", text, err)
		}
		if _, err := s.RollCalls(t.Context(), precedents.RollCallFilter{Text: text}); err != nil {
			t.Errorf("a list with %.40q gives %v", text, err)
		}
	}
	for _, text := range []string{strings.Repeat("a", textLimit+1), strings.Repeat("é ", textLimit)} {
		if _, err := s.Search(t.Context(), text); !isInvalid(err) {
			t.Errorf("a text that is too long gives %v", err)
		}
		for _, err := range []error{listError(s.Disputes(t.Context(), precedents.Query{Text: text})), listError(s.RollCalls(t.Context(), precedents.RollCallFilter{Text: text}))} {
			if !isInvalid(err) {
				t.Errorf("a list with a text that is too long gives %v", err)
			}
		}
	}
}

func listError[T any](_ T, err error) error { return err }

func TestWordsThatAreNotThere(t *testing.T) {
	s := seeded(t)
	for _, text := range []string{"quokka", "afghanistan quokka", "!!!", "516"} {
		if hits, err := s.Search(t.Context(), text); err != nil || slices.ContainsFunc(hits, func(h precedents.Hit) bool { return h.Kind == precedents.DisputeHit }) {
			t.Errorf("%q finds %v (%v)", text, hits, err)
		}
	}
	page, err := s.Disputes(t.Context(), precedents.Query{Text: "!!!"})
	if err != nil || page.Total != 0 {
		t.Errorf("a text without words finds %d disputes (%v)", page.Total, err)
	}
}

func TestSnippet(t *testing.T) {
	const body = "The Legal Counsel told the Committee that formal credentials had come from Côte d’Ivoire, and that neither of the two communications against them met the rule."
	words, err := wordsOf("cote divoire communication")
	if err != nil {
		t.Fatal(err)
	}
	want := []precedents.Segment{
		{Text: "… "},
		{Text: "Counsel told the Committee that formal credentials had come from "},
		{Text: "Côte d’Ivoire", Mark: true},
		{Text: ", and that neither of the two "},
		{Text: "communications", Mark: true},
		{Text: " against them met the rule."},
	}
	if diff := cmp.Diff(want, snippet(body, words)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]precedents.Segment{{Text: "Short."}}, snippet("Short.", words)); diff != "" {
		t.Error(diff)
	}
	if segments := snippet("", words); len(segments) != 0 {
		t.Error(segments)
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("Côte d’Ivoire", "cote")
	f.Add(strings.Repeat("word ", 200), "wor")
	f.Add("\xff\x00é", "é")
	f.Add(strings.Repeat("é", 600), "é")
	f.Fuzz(func(t *testing.T, body, sought string) {
		words, err := wordsOf(sought)
		if err != nil {
			return
		}
		whole := ""
		for _, segment := range snippet(body, words) {
			if utf8.ValidString(body) && !utf8.ValidString(segment.Text) {
				t.Errorf("%q is torn", segment.Text)
			}
			if segment.Text == "" {
				t.Error("a segment is empty")
			}
			whole += segment.Text
		}
		whole = strings.TrimSuffix(strings.TrimPrefix(whole, "… "), " …")
		if !strings.Contains(body, whole) {
			t.Errorf("%q is not in %q", whole, body)
		}
	})
}

// FuzzSearch holds every text to being safe; it never gives an error but for its
// length.
func FuzzSearch(f *testing.F) {
	s := seeded(f)
	f.Add(`"a" AND NEAR(b) OR c*`)
	f.Add("\x00'; --")
	f.Fuzz(func(t *testing.T, text string) {
		hits, err := s.Search(t.Context(), text)
		if err != nil && utf8.RuneCountInString(text) <= textLimit {
			t.Errorf("%q gives %v", text, err)
		}
		if len(hits) > hitLimit {
			t.Errorf("%q gives %d hits", text, len(hits))
		}
	})
}

func TestHitsHaveTheirConfidence(t *testing.T) {
	s := seeded(t)
	hits, err := s.Search(t.Context(), "afghanistan")
	if err != nil || len(hits) == 0 {
		t.Fatal(hits, err)
	}
	for _, hit := range hits {
		switch hit.Kind {
		case precedents.DisputeHit, precedents.DecisionHit, precedents.MemberHit, precedents.SessionHit:
			if !credentials.Confidences.Has(hit.Sure) {
				t.Errorf("%s has the confidence %q", hit.Key, hit.Sure)
			}
		case precedents.LawHit:
			if hit.Sure == "" {
				t.Errorf("%s has no confidence", hit.Key)
			}
		case precedents.RollCallHit, precedents.DocumentHit:
		}
	}
}
