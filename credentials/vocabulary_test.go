package credentials

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// terms is what every vocabulary is held to, whatever its type.
type terms struct {
	name                  string
	codes, labels, senses []string
	has                   func(string) bool
	label                 func(string) string
	parse                 func(string) (string, error)
}

func termsOf[T ~string](v *Vocabulary[T]) terms {
	all := terms{name: v.Name, codes: v.Codes()}
	for _, term := range v.Terms {
		all.labels = append(all.labels, term.Label)
		all.senses = append(all.senses, term.Meaning)
	}
	all.has = func(code string) bool { return v.Has(T(code)) }
	all.label = func(code string) string { return v.Label(T(code)) }
	all.parse = func(text string) (string, error) {
		code, err := v.Parse(text)
		return string(code), err
	}
	return all
}

func TestVocabularies(t *testing.T) {
	for _, v := range []terms{
		termsOf(&SessionKinds), termsOf(&SymbolKinds), termsOf(&Kinds), termsOf(&Challenges), termsOf(&Outcomes), termsOf(&CommitteeOutcomes),
		termsOf(&AssemblyOutcomes), termsOf(&Hows), termsOf(&Stances), termsOf(&Ballots), termsOf(&Motions), termsOf(&Confidences),
		termsOf(&SourceKinds), termsOf(&RegionalGroups), termsOf(&Bodies),
		termsOf(&Roles), termsOf(&LinkKinds),
	} {
		if v.name == "" || len(v.codes) < 2 {
			t.Errorf("%q has the values %v", v.name, v.codes)
		}
		if once := slices.Compact(slices.Sorted(slices.Values(v.codes))); len(once) != len(v.codes) {
			t.Errorf("%s: a code stands twice in %v", v.name, v.codes)
		}
		if slices.Contains(v.labels, "") || slices.Contains(v.senses, "") {
			t.Errorf("%s: a value has no label or no meaning: %q %q", v.name, v.labels, v.senses)
		}
		for i, code := range v.codes {
			parsed, err := v.parse(code)
			if err != nil || parsed != code || !v.has(code) || v.label(code) != v.labels[i] {
				t.Errorf("%s: %q reads as %q, %v", v.name, code, parsed, err)
			}
		}
		if v.has("") || v.label("") != "not known" {
			t.Errorf("%s: not known is a value, %q", v.name, v.label(""))
		}
		if code, err := v.parse(""); err != nil || code != "" {
			t.Errorf("%s: the empty text reads as %q, %v", v.name, code, err)
		}
		wrong := v.codes[0] + "?!?!"
		if _, err := v.parse(wrong); err == nil {
			t.Errorf("%s: %q was taken", v.name, wrong)
		} else if _, ok := errors.AsType[*Invalid](err); !ok {
			t.Errorf("%s: %T is not the error of an invalid value", v.name, err)
		}
		if v.label(wrong) != wrong {
			t.Errorf("%s: a value outside the set is labelled %q", v.name, v.label(wrong))
		}
	}
}

func TestOutcomesOfBodiesHoldTheOutcomes(t *testing.T) {
	for _, code := range Outcomes.Codes() {
		if !CommitteeOutcomes.Has(BodyOutcome(code)) || !AssemblyOutcomes.Has(BodyOutcome(code)) {
			t.Errorf("a body cannot reach %s", code)
		}
	}
	if CommitteeOutcomes.Has(ApprovedReport) || CommitteeOutcomes.Has(SeatedOther) {
		t.Error("the Committee does not approve its own report, nor seat anybody")
	}
}

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		wrong   string
		allowed []string
		want    string
	}{
		{"defered", Outcomes.Codes(), `did you mean "deferred"?`},
		{"ACCEPTED", Outcomes.Codes(), `did you mean "accepted"?`},
		{"medum", Confidences.Codes(), `did you mean "medium"?`},
		{"sure", Confidences.Codes(), "write one of high, medium, low"},
		{"Z", Ballots.Codes(), "write one of Y, N, A, X, P"},
		{"y", Ballots.Codes(), `did you mean "Y"?`},
		{"", Ballots.Codes(), "write one of Y, N, A, X, P"},
		{"zzz", SourceKinds.Codes(), ""},
		{"boek", SourceKinds.Codes(), `did you mean "book"?`},
	} {
		if got := Suggest(c.wrong, c.allowed); got != c.want {
			t.Errorf("%q: %q, want %q", c.wrong, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	allowed := []string{"taliban", "islamic-state", "taliban-2"}
	if got := Nearest("talibam", allowed, 2); !slices.Equal(got, []string{"taliban"}) {
		t.Errorf("got %v", got)
	}
	if got := Nearest("taliban-", allowed, 5); !slices.Equal(got, []string{"taliban", "taliban-2"}) {
		t.Errorf("got %v", got)
	}
	if got := Nearest(strings.Repeat("taliban", 1_000_000), allowed, 1); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	long := strings.Repeat("taliban", 100_000)
	if got := Nearest(long+"x", []string{long}, 1); len(got) != 0 {
		t.Errorf("got %d", len(got))
	}
	if got := Nearest("tlaks", []string{"talks", "title"}, 2); !slices.Equal(got, []string{"talks"}) {
		t.Errorf("got %v", got)
	}
	if got := Nearest("côte", []string{"cote"}, 1); !slices.Equal(got, []string{"cote"}) {
		t.Errorf("got %v", got)
	}
}

func TestErrors(t *testing.T) {
	invalid := &Invalid{Faults: []Fault{{Field: "seat", What: "it is empty", Mend: "write it"}, {What: "it is late"}}}
	if got, want := invalid.Error(), "seat: it is empty; write it\nit is late"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Invalidf("q", "%d characters", 3).Error(); got != "q: 3 characters" {
		t.Errorf("got %q", got)
	}
	if got := (&NotFound{Kind: "dispute", ID: "x-1999"}).Error(); got != `there is no dispute "x-1999" in the record` {
		t.Errorf("got %q", got)
	}
	if got := (&Conflict{Record: "dispute/x-1999", Number: 3}).Error(); !strings.Contains(got, "since revision 3") {
		t.Errorf("got %q", got)
	}
}
