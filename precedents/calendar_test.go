package precedents

import (
	"testing"

	"seatwatch/credentials"
)

// The rule for the opening day is right for every session it speaks of.
func TestExpectedOpeningIsTheRecordsOwn(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, session := range library.Sessions {
		if session.Session.Kind() != credentials.RegularSession || session.Session.Number() < 58 {
			continue
		}
		tried++
		if got := ExpectedOpening(session.Opened.Year()); got != session.Opened {
			t.Errorf("%s: expected to open on %s, opened on %s", session.Session.Words(), got, session.Opened)
		}
	}
	if tried < 20 {
		t.Errorf("only %d sessions were tried", tried)
	}
}

func TestNextOpening(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2026-11-23": "82 2027-09-07",
		"2026-09-07": "81 2026-09-08",
		"2026-09-08": "82 2027-09-07",
		"2027-03-01": "82 2027-09-07",
	} {
		date, err := credentials.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		session, opening := library.NextOpening(date)
		if got := session.String() + " " + opening.String(); got != want {
			t.Errorf("after %s: got %s, want %s", day, got, want)
		}
	}
}
