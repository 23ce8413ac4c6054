package credentials

import (
	"encoding"
	"encoding/json"
	"strings"
	"testing"
)

// TestTextRoundTrip: what a value is written as, it is read from; a text that is
// refused leaves the value as it was.
func TestTextRoundTrip(t *testing.T) {
	date, session, symbol := mustDate(t, "1996-10"), mustSession(t, "ES-11"), mustSymbol(t, "A/RES/34/2 A")
	for _, c := range []struct {
		value interface {
			encoding.TextMarshaler
			encoding.TextUnmarshaler
		}
		text string
	}{{&date, "1996-10"}, {&session, "ES-11"}, {&symbol, "A/RES/34/2 A"}} {
		if text, err := c.value.MarshalText(); err != nil || string(text) != c.text {
			t.Errorf("%s is written %q, %v", c.text, text, err)
		}
		if err := c.value.UnmarshalText([]byte("nonsense")); err == nil {
			t.Errorf("%s read nonsense", c.text)
		}
		if text, err := c.value.MarshalText(); err != nil || string(text) != c.text {
			t.Errorf("nonsense turned %s into %q, %v", c.text, text, err)
		}
		if err := c.value.UnmarshalText([]byte(c.text)); err != nil {
			t.Errorf("%s is not read back: %v", c.text, err)
		}
	}
	if date != mustDate(t, "1996-10") || session != mustSession(t, "ES-11") || symbol != mustSymbol(t, "A/RES/34/2 A") {
		t.Errorf("came back as %s, %s, %s", date, session, symbol)
	}
}

func TestPositionAsJSON(t *testing.T) {
	text, err := json.Marshal(Position{Member: "PAK", Stance: "objects"})
	if err != nil || !strings.Contains(string(text), `"claimant":null`) || !strings.Contains(string(text), `"date":null`) {
		t.Errorf("got %s, %v", text, err)
	}
}

func TestPlus(t *testing.T) {
	for _, c := range []struct {
		date string
		days int
		want string
	}{{"1996-10-22", 1, "1996-10-23"}, {"1996-12-31", 1, "1997-01-01"}, {"1996-02-28", 1, "1996-02-29"}, {"1996-03-01", -1, "1996-02-29"}} {
		if got := mustDate(t, c.date).Plus(c.days); got.String() != c.want {
			t.Errorf("%s and %d days is %s, want %s", c.date, c.days, got, c.want)
		}
	}
}

func TestActed(t *testing.T) {
	for _, c := range []struct {
		decision Decision
		want     bool
	}{
		{Decision{}, false},
		{Decision{Committee: &CommitteeAction{}}, true},
		{Decision{Assembly: &AssemblyAction{}}, true},
		{Decision{Assembly: &AssemblyAction{Outcome: NoAction}, Committee: &CommitteeAction{Outcome: NoAction}}, false},
	} {
		if got := c.decision.Acted(); got != c.want {
			t.Errorf("%+v acted: %t", c.decision, got)
		}
	}
}
