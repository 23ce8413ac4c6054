package db

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// stampedFor gives an entry on a dispute at the eighty-second session.
func stampedFor(t *testing.T, dispute string, at time.Time, p precedents.Figure) precedents.LedgerEntry {
	t.Helper()
	rival := "taliban"
	f := precedents.Forecast{
		Dispute: dispute, Session: credentials.RegularSessionOf(82), Number: 1, AsOf: credentials.DayOf(at), Challenge: credentials.RivalCredentials,
		Outcomes: []precedents.OutcomeForecast{
			{Outcome: credentials.Deferred, Class: precedents.DecisionDeferred, Seated: "islamic-republic", P: p},
			{Outcome: credentials.Accepted, Class: precedents.OtherAccepted, Seated: rival, Accepted: &rival, P: 1 - p},
		},
		Hashes: precedents.Hashes{Data: "d", Rules: "r", Method: "m"},
	}
	entry, err := precedents.Stamped(&f, "A clerk", at)
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// written gives a ledger as its document.
func written(t *testing.T, entries []precedents.LedgerEntry) string {
	t.Helper()
	text, err := json.MarshalIndent(entries, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var stampDay = time.Date(2027, time.October, 1, 9, 30, 0, 5, time.UTC)

func TestLedger(t *testing.T) {
	s := seeded(t)
	var want []precedents.LedgerEntry
	for i := range 3 {
		entry, err := s.Stamp(t.Context(), stampedFor(t, "afghanistan-2021", stampDay.AddDate(0, 0, i), .7+precedents.Figure(i)/10))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, entry)
	}
	got, err := s.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(written(t, want), written(t, got)); diff != "" {
		t.Error(diff)
	}
	if faults := precedents.VerifyLedger(got); len(faults) > 0 || got[2].Number != 3 || got[1].Previous != got[0].Hash {
		t.Errorf("%v of %+v", faults, got)
	}
}

// TestTheLedgerOnlyGrows tries to change it behind the program's back.
func TestTheLedgerOnlyGrows(t *testing.T) {
	s := seeded(t)
	for i := range 2 {
		if _, err := s.Stamp(t.Context(), stampedFor(t, "afghanistan-2021", stampDay.AddDate(0, 0, i), .8)); err != nil {
			t.Fatal(err)
		}
	}
	decide(t, s, "2027-12-01")
	before, err := s.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`UPDATE ledger SET by = 'Another' WHERE number = 1`, `DELETE FROM ledger WHERE number = 2`, `DELETE FROM ledger`,
		`UPDATE ledger_outcome SET p = 0.99`, `DELETE FROM ledger_outcome WHERE entry = 1`,
		`UPDATE ledger_score SET brier = 0`, `DELETE FROM ledger_score`,
		`INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE number = 1`,
		`INSERT OR REPLACE INTO ledger_outcome SELECT * FROM ledger_outcome`,
		`INSERT OR REPLACE INTO ledger_score SELECT * FROM ledger_score`,
		`INSERT INTO ledger SELECT 3, at, by, dispute, session, decision, as_of, opening, challenge, data_hash, rules_hash, method_hash, previous, 'x' FROM ledger WHERE number = 2`,
		`INSERT INTO ledger_outcome SELECT 1, 9, class, outcome, seated, accepted, p FROM ledger_outcome WHERE entry = 1 AND ordinal = 0`,
	} {
		if _, err := s.writer.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "only grows") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if after, err := s.Ledger(t.Context()); err != nil || written(t, before) != written(t, after) || before[1].Score == nil {
		t.Errorf("it changed (%v): %s", err, cmp.Diff(written(t, before), written(t, after)))
	}
}

// decide enters a decision on Afghanistan at the eighty-second session: deferred
// again.
func decide(t *testing.T, s *Store, day string) {
	t.Helper()
	dispute, err := s.Dispute(t.Context(), "afghanistan-2021")
	if err != nil {
		t.Fatal(err)
	}
	opened, err := credentials.ParseDate("2027-09-14")
	if err != nil {
		t.Fatal(err)
	}
	decided, err := credentials.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	session := precedents.SessionRecord(credentials.AssemblySession{Session: credentials.RegularSessionOf(82), Opened: opened, Confidence: credentials.High})
	if _, err := s.Save(t.Context(), session, 0, "An editor", "opened", stampDay); err != nil {
		t.Fatal(err)
	}
	x := *dispute.Last()
	x.Key = credentials.DecisionKey{Session: credentials.RegularSessionOf(82), Number: 1}
	x.Committee = &credentials.CommitteeAction{Dates: []credentials.Date{decided}, Outcome: credentials.BodyOutcome(credentials.Deferred)}
	x.Assembly = nil
	x.Outcome, x.Accepted, x.Seated = credentials.Deferred, "", "islamic-republic"
	dispute.Decisions = append(dispute.Decisions, x)
	revisions, err := s.Revisions(t.Context(), precedents.DisputeKey(dispute.ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), precedents.DisputeRecord(dispute), len(revisions), "An editor", "decided", stampDay.AddDate(0, 3, 0)); err != nil {
		t.Fatal(err)
	}
}

// TestTheStandingForecastIsScored: the last forecast stamped by the day of the
// decision is scored when the decision comes in, and no other, and only once.
func TestTheStandingForecastIsScored(t *testing.T) {
	s := seeded(t)
	for i, at := range []time.Time{stampDay, stampDay.AddDate(0, 0, 1), stampDay.AddDate(0, 1, 0)} {
		if _, err := s.Stamp(t.Context(), stampedFor(t, "afghanistan-2021", at, []precedents.Figure{.5, .8, .9}[i])); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Stamp(t.Context(), stampedFor(t, "myanmar-2021", stampDay, .8)); err != nil {
		t.Fatal(err)
	}
	decide(t, s, "2027-10-20")
	entries, err := s.Ledger(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if (e.Score != nil) != (e.Number == 2) {
			t.Errorf("entry %d is scored: %v", e.Number, e.Score)
		}
	}
	score := entries[1].Score
	if score == nil || score.P != .8 || score.Brier != .08 || !score.OutcomeRight || !score.SeatRight || score.Happened != precedents.DecisionDeferred {
		t.Fatalf("scored %+v", score)
	}
	if faults := precedents.VerifyLedger(entries); len(faults) > 0 {
		t.Error(faults)
	}
	// A later revision of the same decision scores nothing again.
	dispute, err := s.Dispute(t.Context(), "afghanistan-2021")
	if err != nil {
		t.Fatal(err)
	}
	dispute.Doubts = "None."
	revisions, err := s.Revisions(t.Context(), precedents.DisputeKey(dispute.ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), precedents.DisputeRecord(dispute), len(revisions), "An editor", "doubts", stampDay); err != nil {
		t.Fatal(err)
	}
	if again, err := s.Ledger(t.Context()); err != nil || written(t, entries) != written(t, again) {
		t.Errorf("it changed (%v)", err)
	}
}

func TestWhatIsDecidedIsNotStamped(t *testing.T) {
	s := seeded(t)
	entry := stampedFor(t, "afghanistan-1996", stampDay, .8)
	entry.Session = credentials.RegularSessionOf(52)
	_, err := s.Stamp(t.Context(), entry)
	if err == nil || !strings.Contains(err.Error(), "afghanistan-1996:52 is decided") {
		t.Error(err)
	}
	entry.Session, entry.By = credentials.RegularSessionOf(82), credentials.LibraryEditor
	if _, err := s.Stamp(t.Context(), entry); err == nil {
		t.Error("the library stamps")
	}
	if entries, err := s.Ledger(t.Context()); err != nil || len(entries) > 0 {
		t.Errorf("the ledger has %v (%v)", entries, err)
	}
}
