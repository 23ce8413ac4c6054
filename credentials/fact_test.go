package credentials

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFactTableIsWhole(t *testing.T) {
	keys := map[string]bool{}
	for _, fact := range Facts() {
		term := fact.Term()
		if term.Key == "" || term.Label == "" || term.Meaning == "" || term.Group == "" || len(term.Values) < 2 {
			t.Errorf("%d: the table says %+v", fact, term)
		}
		if keys[term.Key] {
			t.Errorf("%s stands twice", term.Key)
		}
		keys[term.Key] = true
		codes := map[string]bool{}
		for i, value := range term.Values {
			if value.Code == "" || value.Label == "" || codes[value.Code] {
				t.Errorf("%s: value %d is %+v", term.Key, i, value)
			}
			if value.Meaning == "" && !fact.YesNo() {
				t.Errorf("%s: %s has no meaning", term.Key, value.Code)
			}
			codes[value.Code] = true
			v, err := fact.Parse(value.Code)
			if err != nil || fact.Code(v) != value.Code || fact.ValueLabel(v) != value.Label {
				t.Errorf("%s: %s reads as %q, %v", term.Key, value.Code, fact.Code(v), err)
			}
		}
		again, err := ParseFact(term.Key)
		if err != nil || again != fact || fact.Key() != term.Key || fact.Label() != term.Label {
			t.Errorf("%s reads as %v, %v", term.Key, again, err)
		}
	}
	want := strings.Fields(`holds_seat credentials capital territory origin elected foreign_forces un_stance un_sanctions
		restoration_demanded regional_stance recognition abuses_cited defunct`)
	if got := FactKeys(); !slices.Equal(got, want) {
		t.Errorf("the codebook has %v, the table %v", want, got)
	}
}

func TestFactNotKnownIsTheZeroValue(t *testing.T) {
	var standing Standing
	for _, fact := range Facts() {
		v, err := fact.Parse("")
		if err != nil || v != 0 || standing.Get(fact) != v || fact.Code(v) != "" || fact.ValueLabel(v) != "not known" || fact.Truth(v) != NotKnown {
			t.Errorf("%s: not known is %v, %v, %q", fact.Key(), v, err, fact.ValueLabel(v))
		}
	}
	if known, of := standing.Known(); known != 0 || of != len(Facts()) {
		t.Errorf("the zero standing knows %d of %d", known, of)
	}
	var read map[string]any
	text, err := json.Marshal(standing)
	if err == nil {
		err = json.Unmarshal(text, &read)
	}
	if err != nil || len(read) != len(Facts()) {
		t.Fatalf("%s: %v", text, err)
	}
	for key, value := range read {
		if value != nil {
			t.Errorf("%s: not known is %v in JSON", key, value)
		}
	}
}

func TestStandingAsJSON(t *testing.T) {
	standing := Standing{}.With(HoldsSeat, parseValue(t, HoldsSeat, "false")).With(Capital, parseValue(t, Capital, "not_held"))
	text, err := json.Marshal(standing)
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]any
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if read["holds_seat"] != false || read["capital"] != "not_held" || read["defunct"] != nil {
		t.Errorf("got %s", text)
	}
	if known, _ := standing.Known(); known != 2 {
		t.Errorf("knows %d", known)
	}
	if (Standing{}).Get(Capital) != 0 {
		t.Error("With changed another standing")
	}
}

func parseValue(t *testing.T, fact Fact, code string) Value {
	t.Helper()
	v, err := fact.Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFactParseRefuses(t *testing.T) {
	for _, c := range []struct {
		fact       Fact
		code, mend string
	}{
		{Capital, "heldd", `did you mean "held"`},
		{Capital, "unknown", "held, contested, not_held"},
		{HoldsSeat, "yes", "true, false"},
		{HoldsSeat, "True", `did you mean "true"`},
		{Capital, "none", "not_held"},
	} {
		v, err := c.fact.Parse(c.code)
		invalid, ok := errors.AsType[*Invalid](err)
		if !ok || v != 0 || !strings.Contains(invalid.Faults[0].Mend, c.mend) || invalid.Faults[0].Field != c.fact.Key() {
			t.Errorf("%s %q: got %v, %v", c.fact.Key(), c.code, v, err)
		}
	}
	if _, err := ParseFact("capitel"); !strings.Contains(err.Error(), `did you mean "capital"`) {
		t.Errorf("got %v", err)
	}
}

func TestFactTruth(t *testing.T) {
	if HoldsSeat.Truth(parseValue(t, HoldsSeat, "true")) != Yes || HoldsSeat.Truth(parseValue(t, HoldsSeat, "false")) != No {
		t.Error("a yes-or-no fact does not answer")
	}
	if got := Capital.Truth(parseValue(t, Capital, "held")); got != NotKnown {
		t.Errorf("a fact of several values answers %s", got)
	}
}

// TestFavourIsAPartialOrder: nothing is stronger than itself, two values favour
// opposite ways, and being stronger carries over.
func TestFavourIsAPartialOrder(t *testing.T) {
	opposite := map[Favour]Favour{FavourNotKnown: FavourNotKnown, Weaker: Stronger, Alike: Alike, Stronger: Weaker, Incomparable: Incomparable}
	rapid.Check(t, func(t *rapid.T) {
		fact := rapid.SampledFrom(Facts()).Draw(t, "fact")
		values := rapid.Custom(func(t *rapid.T) Value {
			return Value(rapid.IntRange(0, len(fact.Codes())).Draw(t, "value"))
		})
		a, b, c := values.Draw(t, "a"), values.Draw(t, "b"), values.Draw(t, "c")
		if got := fact.Compare(a, b); got != opposite[fact.Compare(b, a)] {
			t.Fatalf("%s: %s and %s are %d and %d", fact.Key(), fact.Code(a), fact.Code(b), got, fact.Compare(b, a))
		}
		if (fact.Compare(a, b) == FavourNotKnown) != (a == 0 || b == 0) {
			t.Fatalf("%s: %q with %q is %d", fact.Key(), fact.Code(a), fact.Code(b), fact.Compare(a, b))
		}
		if a != 0 && fact.Compare(a, a) != Alike {
			t.Fatalf("%s: %s is not like itself", fact.Key(), fact.Code(a))
		}
		if fact.Compare(a, b) == Stronger && fact.Compare(b, c) == Stronger && fact.Compare(a, c) != Stronger {
			t.Fatalf("%s: %s, %s, %s go round", fact.Key(), fact.Code(a), fact.Code(b), fact.Code(c))
		}
	})
}

func TestFavour(t *testing.T) {
	for _, c := range []struct {
		fact Fact
		a, b string
		want Favour
	}{
		{Capital, "held", "not_held", Stronger},
		{Sanctions, "true", "false", Weaker},
		{RestorationDemanded, "true", "false", Stronger},
		{Origin, "independence", "coup", Incomparable},
		{CredentialsForm, "informal", "defective", Alike},
		{Capital, "", "held", FavourNotKnown},
		{Capital, "", "", FavourNotKnown},
	} {
		if got := c.fact.Compare(parseValue(t, c.fact, c.a), parseValue(t, c.fact, c.b)); got != c.want {
			t.Errorf("%s: %q with %q is %d, want %d", c.fact.Key(), c.a, c.b, got, c.want)
		}
	}
}
