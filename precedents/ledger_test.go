package precedents

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
)

var stampedAt = time.Date(2027, time.October, 1, 9, 30, 0, 123, time.FixedZone("there", 3600))

func stampedForecast(p Figure) *Forecast {
	holder, rival := "here", "there"
	return &Forecast{
		Dispute: "x-2000", Session: credentials.RegularSessionOf(82), Number: 1, AsOf: credentials.Day(2027, time.September, 14),
		Outcomes: []OutcomeForecast{
			{Outcome: credentials.Accepted, Class: HolderAccepted, Seated: holder, Accepted: &holder, P: p},
			{Outcome: credentials.Accepted, Class: OtherAccepted, Seated: rival, Accepted: &rival, P: .1},
			{Outcome: credentials.Deferred, Class: DecisionDeferred, Seated: holder, P: .9 - p},
		},
	}
}

func ledgerOf(t *testing.T, n int) []LedgerEntry {
	t.Helper()
	var entries []LedgerEntry
	for i := range n {
		e, err := Stamped(stampedForecast(.5+Figure(i)/20), "A clerk", stampedAt.AddDate(0, 0, i))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			e = e.After(nil)
		} else {
			e = e.After(&entries[i-1])
		}
		entries = append(entries, e)
	}
	return entries
}

// TestChainTellsTampering changes each part of a ledger in turn.
func TestChainTellsTampering(t *testing.T) {
	if faults := VerifyLedger(ledgerOf(t, 4)); len(faults) > 0 {
		t.Fatal(faults)
	}
	other := "another"
	for name, tamper := range map[string]func([]LedgerEntry) []LedgerEntry{
		"probability": func(l []LedgerEntry) []LedgerEntry { l[1].Outcomes[0].P += .01; return l },
		"outcome":     func(l []LedgerEntry) []LedgerEntry { l[1].Outcomes[0].Accepted = &other; return l },
		"moment":      func(l []LedgerEntry) []LedgerEntry { l[1].At = l[1].At.Add(-time.Hour); return l },
		"person":      func(l []LedgerEntry) []LedgerEntry { l[1].By = other; return l },
		"session":     func(l []LedgerEntry) []LedgerEntry { l[1].Session = credentials.RegularSessionOf(83); return l },
		"hashes":      func(l []LedgerEntry) []LedgerEntry { l[1].Hashes.Data = other; return l },
		"left out":    func(l []LedgerEntry) []LedgerEntry { return append(l[:1:1], l[2:]...) },
		"first":       func(l []LedgerEntry) []LedgerEntry { return l[1:] },
		"swapped":     func(l []LedgerEntry) []LedgerEntry { l[1], l[2] = l[2], l[1]; return l },
		"made anew": func(l []LedgerEntry) []LedgerEntry {
			l[1].By = other
			l[1] = l[1].After(&l[0])
			return l
		},
		"score": func(l []LedgerEntry) []LedgerEntry {
			s := ScoreEntry(&l[1], &credentials.Decision{Outcome: credentials.Deferred, Seated: "here"}, stampedAt)
			s.Brier = 0
			l[1].Score = &s
			return l
		},
	} {
		if faults := VerifyLedger(tamper(ledgerOf(t, 4))); len(faults) == 0 {
			t.Errorf("%s: nothing tells", name)
		}
	}
}

// TestLedgerOnPaper: an entry that was written and read back verifies.
func TestLedgerOnPaper(t *testing.T) {
	text, err := json.Marshal(ledgerOf(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	var read []LedgerEntry
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if faults := VerifyLedger(read); len(faults) > 0 {
		t.Error(faults)
	}
	const canonical = `{"number":1,"at":"2027-10-01T08:30:00Z","by":"A clerk","dispute":"x-2000","session":"82","decision":1,"as_of":"2027-09-14",` +
		`"opening":false,"challenge":"","outcomes":[{"class":"accepted_holder","outcome":"accepted","seated":"here","accepted":"here","p":0.5},` +
		`{"class":"accepted_other","outcome":"accepted","seated":"there","accepted":"there","p":0.1},` +
		`{"class":"deferred","outcome":"deferred","seated":"here","accepted":null,"p":0.4}],"hashes":{"data":"","rules":"","method":""},"previous":"`
	if got := string(read[0].Canonical()); got != canonical+LedgerRoot+`"}` {
		t.Errorf("the canonical bytes have changed, and with them every hash:\n%s", got)
	}
}

func TestScoreOfAnEntry(t *testing.T) {
	e := ledgerOf(t, 1)[0]
	for _, c := range []struct {
		decision    credentials.Decision
		class       Class
		p           float64
		right, seat bool
	}{
		{credentials.Decision{Outcome: credentials.Accepted, Accepted: "here", Seated: "here"}, HolderAccepted, .5, true, true},
		{credentials.Decision{Outcome: credentials.Accepted, Accepted: "there", Seated: "there"}, OtherAccepted, .1, false, false},
		{credentials.Decision{Outcome: credentials.Deferred, Seated: "here"}, DecisionDeferred, .4, false, true},
		{credentials.Decision{Outcome: credentials.VacantSeat, Seated: credentials.Vacant}, SeatLeftVacant, 0, false, false},
	} {
		s := ScoreEntry(&e, &c.decision, stampedAt)
		if s.Happened != c.class || math.Abs(float64(s.P)-c.p) > 1e-9 || s.OutcomeRight != c.right || s.SeatRight != c.seat {
			t.Errorf("%+v scores %+v", c.decision.Outcome, s)
		}
		if want := -math.Log(max(c.p, .01)); math.Abs(float64(s.LogLoss)-want) > 1e-8 {
			t.Errorf("%s: the log loss is %v, want %v", c.class, s.LogLoss, want)
		}
	}
}

func TestNoStamp(t *testing.T) {
	whatIf := stampedForecast(.5)
	whatIf.WhatIf = []string{"there.capital=held"}
	later := stampedForecast(.5)
	later.AsOf = credentials.Day(2027, time.October, 2)
	for want, made := range map[string]struct {
		f  *Forecast
		by string
	}{"what-if": {whatIf, "A clerk"}, "has not come": {later, "A clerk"}, "names nobody": {stampedForecast(.5), " "}} {
		if _, err := Stamped(made.f, made.by, stampedAt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
