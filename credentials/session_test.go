package credentials

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseSession(t *testing.T) {
	for _, c := range []struct {
		text   string
		kind   SessionKind
		number int
		short  string
		words  string
	}{
		{"1", RegularSession, 1, "1st", "first session"},
		{"51", RegularSession, 51, "51st", "fifty-first session"},
		{"112", RegularSession, 112, "112th", "one hundred and twelfth session"},
		{"S-18", SpecialSession, 18, "18th special", "eighteenth special session"},
		{"ES-11", EmergencySession, 11, "11th emergency special", "eleventh emergency special session"},
		{"999", RegularSession, 999, "999th", "nine hundred and ninety-ninth session"},
	} {
		s, err := ParseSession(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if s.Kind() != c.kind || s.Number() != c.number || s.String() != c.text || s.Short() != c.short || s.Words() != c.words {
			t.Errorf("%s: got %s %d %q %q %q", c.text, s.Kind(), s.Number(), s, s.Short(), s.Words())
		}
	}
}

func TestParseSessionRefuses(t *testing.T) {
	for _, text := range []string{
		"0", "051", "1000", "-1", "S-0", "S-", "ES-", "ES11", "es-11", "s-18", " 51", "51 ", "51st", "S--1", "5١", "５１", "51\n", "../51",
	} {
		s, err := ParseSession(text)
		if invalid, ok := errors.AsType[*Invalid](err); !ok || len(invalid.Faults) != 1 || invalid.Faults[0].Mend == "" {
			t.Errorf("%q: got %v, %v", text, s, err)
		}
		if s.Known() {
			t.Errorf("%q: a refused text gave the session %s", text, s)
		}
	}
}

func TestSessionNotKnown(t *testing.T) {
	s, err := ParseSession("")
	if err != nil || s.Known() || s != (Session{}) {
		t.Fatalf("the empty text gave %v, %v", s, err)
	}
	if s.String() != "" || s.Short() != "not known" || s.Words() != "not known" || s.Title() != "Not known" {
		t.Errorf("got %q %q %q %q", s.String(), s.Short(), s.Words(), s.Title())
	}
	if text, err := json.Marshal(s); err != nil || string(text) != "null" {
		t.Errorf("JSON: %s, %v", text, err)
	}
}

func TestSessionOrder(t *testing.T) {
	want := strings.Fields("1 2 9 10 51 79 S-1 S-2 S-18 S-32 ES-1 ES-2 ES-11")
	var sessions []Session
	for _, text := range want {
		sessions = append(sessions, mustSession(t, text))
	}
	slices.Reverse(sessions)
	slices.SortFunc(sessions, Session.Compare)
	for i, s := range sessions {
		if s.String() != want[i] {
			t.Fatalf("got %v, want %v", sessions, want)
		}
	}
	if (Session{}).Compare(sessions[0]) >= 0 {
		t.Error("a session that is not known does not come first")
	}
}

// TestOrdinals spells every session to the hundred and thirtieth another way.
func TestOrdinals(t *testing.T) {
	units := strings.Fields("- first second third fourth fifth sixth seventh eighth ninth")
	decades := map[int][2]string{
		2: {"twentieth", "twenty"}, 3: {"thirtieth", "thirty"}, 4: {"fortieth", "forty"}, 5: {"fiftieth", "fifty"},
		6: {"sixtieth", "sixty"}, 7: {"seventieth", "seventy"}, 8: {"eightieth", "eighty"}, 9: {"ninetieth", "ninety"},
	}
	teens := strings.Fields(`tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`)
	var spell func(n int) string
	spell = func(n int) string {
		switch {
		case n == 100:
			return "one hundredth"
		case n > 100:
			return "one hundred and " + spell(n-100)
		case n < 10:
			return units[n]
		case n < 20:
			return teens[n-10]
		case n%10 == 0:
			return decades[n/10][0]
		}
		return decades[n/10][1] + "-" + units[n%10]
	}
	endings := map[int]string{1: "st", 2: "nd", 3: "rd"}
	for n := 1; n <= 130; n++ {
		s := RegularSessionOf(n)
		if got, want := s.Words(), spell(n)+" session"; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
		ending := endings[n%10]
		if ending == "" || n%100 >= 11 && n%100 <= 13 {
			ending = "th"
		}
		if got, want := s.Short(), s.String()+ending; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestAssemblySessionValidate(t *testing.T) {
	good := AssemblySession{Session: RegularSessionOf(51), Opened: Day(1996, 9, 17), Closed: Day(1997, 9, 15), Confidence: High}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	plant(t, good, AssemblySession.Validate, []planted[AssemblySession]{
		{"session", func(a *AssemblySession) { a.Session = Session{} }},
		{"opened", func(a *AssemblySession) { a.Opened = Date{} }},
		{"closed", func(a *AssemblySession) { a.Closed = Day(1996, 9, 16) }},
		{"confidence", func(a *AssemblySession) { a.Confidence = "hgih" }},
	})
	later := AssemblySession{Session: mustSession(t, "S-18"), Opened: Day(1996, 10, 1)}
	if good.Compare(later) >= 0 || later.Compare(good) <= 0 {
		t.Error("sessions are not in the order of time")
	}
}

func FuzzParseSession(f *testing.F) {
	for _, seed := range []string{"", "51", "S-18", "ES-11", "0", "ES-", "999", "S-001"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSession(text)
		if err != nil {
			return
		}
		if s.String() != text {
			t.Fatalf("%q prints as %q", text, s)
		}
		if s.Known() == (text == "") {
			t.Fatalf("%q is known: %t", text, s.Known())
		}
		if s.Words() == "" || s.Short() == "" {
			t.Fatalf("%q has no words", text)
		}
	})
}
