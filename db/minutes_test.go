package db_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// deskDay is a day of the eighty-first session.
var deskDay = time.Date(2026, time.November, 23, 15, 0, 0, 0, time.UTC)

// desk logs a meeting in a store.
type desk struct {
	t     *testing.T
	store *db.Store
	id    string
	n     int
}

func openDesk(t *testing.T, store *db.Store, body string) *desk {
	t.Helper()
	d := &desk{t: t, store: store}
	opening := d.entry(credentials.MeetingItem, credentials.TheMeeting, "body", body, "session", "81", "date", "2026-11-20")
	id, err := store.OpenMinutes(t.Context(), opening, deskDay)
	if err != nil {
		t.Fatal(err)
	}
	d.id = id
	again, err := store.OpenMinutes(t.Context(), opening, deskDay)
	if err != nil || again != id {
		t.Fatalf("opened twice it is %q and %q (%v)", id, again, err)
	}
	return d
}

func (d *desk) entry(kind credentials.ItemKind, item string, set ...string) credentials.MinutesEntry {
	d.n++
	e := credentials.MinutesEntry{Key: fmt.Sprintf("desk-key-%04d", d.n), Item: item, Kind: kind, Set: map[string]string{}, By: "Ann"}
	for i := 0; i < len(set); i += 2 {
		e.Set[set[i]] = set[i+1]
	}
	return e
}

// take enters what must be taken.
func (d *desk) take(kind credentials.ItemKind, item string, set ...string) credentials.EntryTaken {
	d.t.Helper()
	taken, err := d.store.Enter(d.t.Context(), d.id, []credentials.MinutesEntry{d.entry(kind, item, set...)}, "Ann", deskDay)
	if err != nil || taken[0].Refusal != nil {
		d.t.Fatalf("%s: %v %v", item, err, taken)
	}
	return taken[0]
}

// correct changes a field that holds something.
func (d *desk) correct(kind credentials.ItemKind, item, field, was, value string) {
	d.t.Helper()
	e := d.entry(kind, item, field, value)
	e.Was = map[string]string{field: was}
	taken, err := d.store.Enter(d.t.Context(), d.id, []credentials.MinutesEntry{e}, "Ann", deskDay)
	if err != nil || taken[0].Refusal != nil {
		d.t.Fatalf("%s: %v %v", item, err, taken)
	}
}

func (d *desk) wholeMeeting() {
	d.take(credentials.SeatItem, "seat-1", "dispute", "afghanistan-2021")
	d.take(credentials.StatementItem, "s1", "member", "NOR", "stance", "reserves", "claimant", "taliban", "text", "With a reservation.", "time", "15:10")
	d.take(credentials.MotionItem, "m1", "text", "To defer the decision", "mover", "USA", "kind", "deferral", "claimant", "status_quo", "majority", "simple")
	d.take(credentials.DecisionItem, "d1", "challenge", "rival_credentials", "outcome", "deferred", "seated", "islamic-republic", "motion", "m1")
	d.take(credentials.DocumentItem, "doc1", "symbol", "A/81/L.3", "role", "other", "title", "A draft")
}

func fieldsOf(err error) []string {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return nil
	}
	fields := map[string]bool{}
	for _, fault := range invalid.Faults {
		fields[fault.Field] = true
	}
	return slices.Sorted(maps.Keys(fields))
}

func TestPublishAMeetingOfTheCommittee(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "committee")
	if d.id != "committee-81-2026-11-20" {
		t.Errorf("the meeting is %s", d.id)
	}
	d.wholeMeeting()
	d.take(credentials.MotionItem, "m1", "state", "carried", "method", "show_of_hands", "announced_for", "6", "announced_against", "1", "announced_abstaining", "2")
	first, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay)
	if err != nil || first.Number != 1 || first.What != "published" || first.By != "Ann" {
		t.Fatalf("published as %+v (%v)", first, err)
	}
	dispute, err := store.Dispute(t.Context(), "afghanistan-2021")
	if err != nil {
		t.Fatal(err)
	}
	x := dispute.Last()
	if x.Key.String() != "81" || x.Outcome != credentials.Deferred || x.Committee == nil || x.Committee.Vote.String() != "6–1–2" || x.Committee.Dates[0].String() != "2026-11-20" {
		t.Errorf("the decision is %+v, %+v", x, x.Committee)
	}
	if want := (credentials.Position{Member: "NOR", Stance: "reserves", Claimant: "taliban", Date: credentials.Day(2026, 11, 20)}); !slices.Contains(x.Positions, want) {
		t.Errorf("the positions are %+v", x.Positions)
	}
	again, err := store.Publish(t.Context(), d.id, "", "Ben", deskDay.Add(time.Hour))
	if err != nil || again != first {
		t.Errorf("published again it is %+v (%v)", again, err)
	}

	d.correct(credentials.StatementItem, "s1", "stance", "reserves", "objects")
	if _, err := store.Publish(t.Context(), d.id, " ", "Ben", deskDay); !slices.Equal(fieldsOf(err), []string{"why"}) {
		t.Errorf("a correction without a reason gave %v", err)
	}
	corrected, err := store.Publish(t.Context(), d.id, "misheard", "Ben", deskDay)
	if err != nil || corrected.Number != 2 || corrected.What != "corrected: misheard" {
		t.Errorf("corrected as %+v (%v)", corrected, err)
	}
	dispute, _ = store.Dispute(t.Context(), "afghanistan-2021")
	stances := map[credentials.Stance]int{}
	for _, position := range dispute.Last().Positions {
		stances[position.Stance]++
	}
	if stances["reserves"] != 0 || stances["objects"] != 1 {
		t.Errorf("after the correction the positions are %+v", dispute.Last().Positions)
	}

	// Restoring the first version brings the desk back to it, too.
	if err := store.Restore(t.Context(), "meeting/"+d.id, 1, 2, "Ben", deskDay); err != nil {
		t.Fatal(err)
	}
	entries, err := store.MinutesEntries(t.Context(), d.id, 0)
	if err != nil {
		t.Fatal(err)
	}
	if item, _ := credentials.LogOf(entries).Item("s1"); item.Value("stance") != "reserves" {
		t.Errorf("after restoring the log has the stance %q", item.Value("stance"))
	}
	if drafts, _ := store.Drafts(t.Context()); len(drafts) != 0 {
		t.Errorf("after restoring there are changes that are not published: %+v", drafts)
	}

	rows, err := store.MeetingsLogged(t.Context(), credentials.RegularSessionOf(81))
	if err != nil || len(rows) != 1 || !rows[0].ReportDue {
		t.Errorf("the meetings are %+v (%v)", rows, err)
	}
	d.take(credentials.DocumentItem, "doc2", "symbol", "A/81/600", "role", "report")
	if _, err := store.Publish(t.Context(), d.id, "the report came out", "Ben", deskDay); err != nil {
		t.Fatal(err)
	}
	dispute, _ = store.Dispute(t.Context(), "afghanistan-2021")
	if reports := dispute.Last().Committee.Reports; len(reports) != 1 || reports[0].String() != "A/81/600" {
		t.Errorf("the reports are %v", reports)
	}
	frame, err := store.Frame(t.Context())
	if err != nil || len(frame.ReportsOf(credentials.RegularSessionOf(81))) != 1 {
		t.Errorf("the reports of the session are %v (%v)", frame.ReportsOf(credentials.RegularSessionOf(81)), err)
	}
}

// A correction takes back what the version before brought in by mistake, and does
// not overrule what an editor has corrected in the dispute since.
func TestACorrectionChangesOnlyWhatItCorrects(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "committee")
	d.wholeMeeting()
	d.take(credentials.DecisionItem, "d1", "note", "As heard.")
	d.take(credentials.DocumentItem, "doc2", "symbol", "A/81/606", "role", "report")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	edit := credentials.Edit{By: "Ben", Changes: []credentials.Change{
		{Field: "decisions/81/challenge", Was: "rival_credentials", Now: "objection"},
		{Field: "decisions/81/committee/note", Was: "As heard.", Now: "As printed."},
	}}
	if _, err := store.EditDispute(t.Context(), "afghanistan-2021", edit, "", deskDay); err != nil {
		t.Fatal(err)
	}
	d.correct(credentials.DocumentItem, "doc2", "symbol", "A/81/606", "A/81/600")
	if _, err := store.Publish(t.Context(), d.id, "the wrong symbol", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	check := func(reports ...string) {
		t.Helper()
		dispute, err := store.Dispute(t.Context(), "afghanistan-2021")
		if err != nil {
			t.Fatal(err)
		}
		x := dispute.Last()
		if x.Challenge != credentials.Objection || x.Committee.Note != "As printed." || x.Outcome != credentials.Deferred {
			t.Errorf("the decision is %s, %q", x.Challenge, x.Committee.Note)
		}
		frame, err := store.Frame(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var ofSession, ofDecision []string
		for _, report := range frame.ReportsOf(credentials.RegularSessionOf(81)) {
			ofSession = append(ofSession, report.Symbol.String())
		}
		for _, symbol := range x.Committee.Reports {
			ofDecision = append(ofDecision, symbol.String())
		}
		if !slices.Equal(ofSession, reports) || !slices.Equal(ofDecision, reports) ||
			slices.ContainsFunc(x.Sources, func(s credentials.Source) bool { return s.Ref == "A/81/606" }) {
			t.Errorf("the reports are %v and %v, the sources %v", ofSession, ofDecision, x.Sources)
		}
	}
	check("A/81/600")
	d.take(credentials.DocumentItem, "doc2", credentials.RemovedField, "yes")
	if _, err := store.Publish(t.Context(), d.id, "it is not out yet", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	check()
	d.correct(credentials.DecisionItem, "d1", "challenge", "rival_credentials", "none")
	if _, err := store.Publish(t.Context(), d.id, "nobody objected", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	dispute, err := store.Dispute(t.Context(), "afghanistan-2021")
	if err != nil || dispute.Last().Challenge != credentials.Unchallenged {
		t.Errorf("what the minutes correct is %s (%v)", dispute.Last().Challenge, err)
	}
}

func TestPublishARecordedVoteOfTheAssembly(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "assembly")
	d.wholeMeeting()
	votes := map[string]string{"AFG": "N", "ALB": "Y", "AUS": "Y", "BRA": "A", "CHN": "X"}
	var entries []credentials.MinutesEntry
	for _, member := range slices.Sorted(maps.Keys(votes)) {
		entries = append(entries, d.entry(credentials.BallotItem, credentials.BallotItemID("m1", member), "vote", votes[member]))
	}
	for range 2 {
		if _, err := store.Enter(t.Context(), d.id, entries, "Ann", deskDay); err != nil {
			t.Fatal(err)
		}
	}
	d.take(credentials.MotionItem, "m1", "state", "carried", "method", "recorded", "announced_for", "3", "announced_against", "1", "announced_abstaining", "1")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); !slices.Equal(fieldsOf(err), []string{"m1.why"}) {
		t.Errorf("a roll that does not add up gave %v", err)
	}
	d.take(credentials.MotionItem, "m1", "why", "The board counted Brazil twice.")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	vote, err := store.RollCall(t.Context(), "assembly-81-2026-11-20-m1")
	if err != nil || vote.Counted.String() != "2–1–1" || len(vote.Ballots) != 5 || vote.Why == "" || vote.Dispute != "afghanistan-2021" {
		t.Errorf("the vote is %+v (%v)", vote, err)
	}
	minutes, err := store.Minutes(t.Context(), d.id)
	if err != nil || minutes.Motions[0].RollCall != vote.ID || len(minutes.Motions[0].Ballots) != 0 {
		t.Errorf("the minutes are %+v (%v)", minutes, err)
	}

	for _, record := range []string{"dispute/afghanistan-2021", "rollcall/" + vote.ID} {
		revisions, err := store.Revisions(t.Context(), record)
		if err != nil {
			t.Fatal(err)
		}
		err = store.Delete(t.Context(), record, len(revisions), "Ann", "deleted", deskDay)
		if !slices.Equal(fieldsOf(err), []string{""}) || !strings.Contains(err.Error(), "the meeting "+d.id+" refers to it") {
			t.Errorf("deleting %s, which the minutes name, gave %v", record, err)
		}
	}

	files := map[string][]byte{}
	library, err := store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Export(t.Context(), func(name string) (io.WriteCloser, error) { return &exported{name: name, into: files}, nil }); err != nil {
		t.Fatal(err)
	}
	if len(files["meetings/"+d.id+".yaml"]) == 0 {
		t.Errorf("the meeting is not exported among %d files", len(files))
	}
	second := dbtest.Empty(t)
	if _, err := second.Import(t.Context(), library, "Ann", "brought over", deskDay, false); err != nil {
		t.Fatal(err)
	}
	ours, _ := store.DataHash(t.Context())
	theirs, _ := second.DataHash(t.Context())
	if ours != theirs {
		t.Error("the record that was brought over says something else")
	}
	all, err := second.MinutesEntries(t.Context(), d.id, 0)
	if err != nil {
		t.Fatal(err)
	}
	for after, want := range map[int]int{-1: len(all), 2: len(all) - 2, 1000: 0} {
		if entries, err := second.MinutesEntries(t.Context(), d.id, after); err != nil || len(entries) != want {
			t.Errorf("after %d there are %d entries (%v)", after, len(entries), err)
		}
	}
	// A meeting that came in with an import can be logged further.
	moved := &desk{t: t, store: second, id: d.id, n: 500}
	moved.take(credentials.StatementItem, "s9", "speaker", "The President", "text", "The meeting rose.")
	if _, err := second.Publish(t.Context(), d.id, "the end was missing", "Ann", deskDay); err != nil {
		t.Error(err)
	}
	moved.correct(credentials.BallotItem, credentials.BallotItemID("m1", "BRA"), "vote", "A", "N")
	if _, err := second.Publish(t.Context(), d.id, "misheard", "Ann", deskDay); err != nil {
		t.Error(err)
	}
	if vote, err := second.RollCall(t.Context(), vote.ID); err != nil || len(vote.Ballots) != 5 || vote.Counted.String() != "2–2–0" {
		t.Errorf("with one vote corrected it is %+v (%v)", vote, err)
	}
}

// A vote that was corrected on its own page is not overruled by minutes that are
// corrected in something else, nor is any other vote of the record by one that is
// logged.
func TestMinutesDoNotOverruleAVote(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "assembly")
	d.wholeMeeting()
	d.take(credentials.BallotItem, credentials.BallotItemID("m1", "ALB"), "vote", "Y")
	d.take(credentials.MotionItem, "m1", "state", "carried", "method", "recorded", "rollcall", "china-1949-s7-322")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); !slices.Equal(fieldsOf(err), []string{"m1.rollcall"}) {
		t.Errorf("votes over those of another vote gave %v", err)
	}
	d.correct(credentials.MotionItem, "m1", "rollcall", "china-1949-s7-322", "")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	vote, err := store.RollCall(t.Context(), "assembly-81-2026-11-20-m1")
	if err != nil {
		t.Fatal(err)
	}
	vote.Question = "As the record prints it"
	if err := store.CorrectRollCall(t.Context(), vote, 1, "Ben", "corrected", deskDay); err != nil {
		t.Fatal(err)
	}
	d.take(credentials.StatementItem, "s9", "speaker", "The President", "text", "The meeting rose.")
	if _, err := store.Publish(t.Context(), d.id, "the end was missing", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	if stands, err := store.RollCall(t.Context(), vote.ID); err != nil || stands.Question != vote.Question {
		t.Errorf("the vote is on %q (%v)", stands.Question, err)
	}
	d.correct(credentials.MotionItem, "m1", "text", "To defer the decision", "To defer it")
	if _, err := store.Publish(t.Context(), d.id, "its words", "Ann", deskDay); !slices.Equal(fieldsOf(err), []string{"m1.state"}) {
		t.Errorf("two corrections of one vote gave %v", err)
	}
}

type exported struct {
	name string
	into map[string][]byte
}

func (e *exported) Write(p []byte) (int, error) {
	e.into[e.name] = append(e.into[e.name], p...)
	return len(p), nil
}

func (e *exported) Close() error { return nil }

func TestEntriesAreCheckedAgainstTheRecord(t *testing.T) {
	d := openDesk(t, dbtest.New(t), "committee")
	d.take(credentials.SeatItem, "seat-1", "dispute", "afghanistan-2021")
	d.take(credentials.MotionItem, "m1", "text", "To defer")
	for field, entry := range map[string]credentials.MinutesEntry{
		"member":     d.entry(credentials.StatementItem, "s1", "member", "SUN", "text", "No longer."),
		"mover":      d.entry(credentials.MotionItem, "m2", "mover", "QQQ"),
		"claimant":   d.entry(credentials.StatementItem, "s2", "member", "NOR", "claimant", "the-other-one"),
		"dispute":    d.entry(credentials.SeatItem, "seat-2", "dispute", "atlantis-1999"),
		"vote":       d.entry(credentials.BallotItem, "m1/SUN", "vote", "Y"),
		"falls_with": d.entry(credentials.MotionItem, "m1", "falls_with", "m7"),
		"rollcall":   d.entry(credentials.MotionItem, "m1", "rollcall", "no-such-vote"),
		"session":    d.entry(credentials.MeetingItem, credentials.TheMeeting, "session", "99"),
	} {
		taken, err := d.store.Enter(t.Context(), d.id, []credentials.MinutesEntry{entry}, "Ann", deskDay)
		if err != nil || !slices.Contains(fieldsOf(taken[0].Refusal), field) {
			t.Errorf("%s: %v %+v", field, err, taken)
		}
	}
	for field, set := range map[string][]string{
		"date":    {"body", "committee", "session", "81", "date", "2026-12-24"},
		"session": {"body", "committee", "session", "99", "date", "2026-11-20"},
		"body":    {"body", "council", "session", "81", "date", "2026-11-20"},
	} {
		if _, err := d.store.OpenMinutes(t.Context(), d.entry(credentials.MeetingItem, credentials.TheMeeting, set...), deskDay); !slices.Contains(fieldsOf(err), field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	outside := d.entry(credentials.MeetingItem, credentials.TheMeeting, "body", "committee", "session", "81", "date", "2026-01-20")
	if _, err := d.store.OpenMinutes(t.Context(), outside, deskDay); !slices.Contains(fieldsOf(err), "date") {
		t.Errorf("a day outside the session gave %v", err)
	}
	second := d.entry(credentials.MeetingItem, credentials.TheMeeting, "body", "committee", "session", "81", "date", "2026-11-20")
	if id, err := d.store.OpenMinutes(t.Context(), second, deskDay); err != nil || id != "committee-81-2026-11-20-2" {
		t.Errorf("the second meeting of the day is %q (%v)", id, err)
	}
	if _, err := d.store.Enter(t.Context(), "committee-81-2026-01-01", nil, "Ann", deskDay); err == nil {
		t.Error("a meeting that is not there took entries")
	}
}

// TestTwoEditorsAtOnce lets twenty change one field at the same moment: one is
// taken, the others are told, and the log has what was taken and nothing else.
func TestTwoEditorsAtOnce(t *testing.T) {
	d := openDesk(t, dbtest.New(t), "committee")
	d.take(credentials.StatementItem, "s1", "member", "NOR", "text", "First.")
	before, err := d.store.MinutesEntries(t.Context(), d.id, 0)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	var mutex sync.Mutex
	taken, told := 0, 0
	for n := range 20 {
		e := d.entry(credentials.StatementItem, "s1", "text", fmt.Sprintf("Version %d.", n))
		e.Was = map[string]string{"text": "First."}
		wait.Go(func() {
			result, err := d.store.Enter(t.Context(), d.id, []credentials.MinutesEntry{e}, fmt.Sprintf("Editor %d", n), deskDay)
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil {
				t.Error(err)
				return
			}
			if _, conflict := errors.AsType[*credentials.Conflict](result[0].Refusal); conflict {
				told++
			} else {
				taken++
			}
		})
	}
	wait.Wait()
	after, err := d.store.MinutesEntries(t.Context(), d.id, len(before))
	if err != nil || taken != 1 || told != 19 || len(after) != 1 {
		t.Errorf("%d taken, %d told, %d in the log (%v)", taken, told, len(after), err)
	}
}

// What minutes named can be deleted once they are corrected; their earlier version
// cannot stand again without it.
func TestMinutesAreNotRestoredWithoutWhatTheyName(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "committee")
	d.take(credentials.SeatItem, "seat-1", "dispute", "fiji-1987")
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	d.take(credentials.SeatItem, "seat-1", credentials.RemovedField, "yes")
	if _, err := store.Publish(t.Context(), d.id, "the wrong seat", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	if err := store.Delete(t.Context(), "dispute/fiji-1987", 1, "Ann", "deleted", deskDay); err != nil {
		t.Fatal(err)
	}
	err := store.Restore(t.Context(), "meeting/"+d.id, 1, 2, "Ann", deskDay)
	if !slices.Equal(fieldsOf(err), []string{""}) || !strings.Contains(err.Error(), "fiji-1987") {
		t.Errorf("minutes that name what is deleted were restored: %v", err)
	}
}

// A form sent again with something else in it does not pass for the first.
func TestAnotherMeetingUnderTheSameKey(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "committee")
	opening := credentials.MinutesEntry{
		Key: "desk-key-0001", Item: credentials.TheMeeting, Kind: credentials.MeetingItem, By: "Ann",
		Set: map[string]string{"body": "assembly", "session": "81", "date": "2026-11-21", "presiding": "Ana"},
	}
	id, err := store.OpenMinutes(t.Context(), opening, deskDay)
	if !slices.Equal(fieldsOf(err), []string{"body", "date", "presiding"}) || !strings.Contains(err.Error(), d.id) {
		t.Errorf("it gave %q, %v", id, err)
	}
	if drafts, err := store.Drafts(t.Context()); err != nil || len(drafts) != 1 {
		t.Errorf("the drafts are %+v (%v)", drafts, err)
	}
}

func TestDrafts(t *testing.T) {
	store := dbtest.New(t)
	d := openDesk(t, store, "committee")
	drafts, err := store.Drafts(t.Context())
	want := []precedents.DraftRow{{ID: d.id, OpenedBy: "Ann", Changed: deskDay, ChangedBy: "Ann", Entries: 1}}
	if diff := cmp.Diff(want, drafts); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if _, err := store.Minutes(t.Context(), d.id); err == nil {
		t.Error("a draft is published")
	}
	if _, err := store.Publish(t.Context(), d.id, "", "Ann", deskDay); err != nil {
		t.Fatal(err)
	}
	if drafts, _ = store.Drafts(t.Context()); len(drafts) != 0 {
		t.Errorf("what is published is a draft: %+v", drafts)
	}
}
