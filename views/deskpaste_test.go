package views_test

import (
	"net/http"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// assemblyMeeting opens the log of a meeting of the Assembly with a motion, and
// gives its id.
func assemblyMeeting(t *testing.T, store *db.Store) string {
	t.Helper()
	id, err := store.OpenMinutes(t.Context(), credentials.MinutesEntry{
		Key: "opening-assembly", Item: credentials.TheMeeting, Kind: credentials.MeetingItem, By: "Ann",
		Set: map[string]string{"body": "assembly", "session": "81", "date": "2026-11-20"},
	}, meetingDay)
	if err != nil {
		t.Fatal(err)
	}
	motion := credentials.MinutesEntry{Key: "the-motion", Item: "m1", Kind: credentials.MotionItem, Set: map[string]string{"text": "To defer", "kind": "deferral"}}
	vote := credentials.MinutesEntry{Key: "an-early-vote", Item: "m1/NOR", Kind: credentials.BallotItem, Set: map[string]string{"vote": "A"}}
	taken, err := store.Enter(t.Context(), id, []credentials.MinutesEntry{motion, vote}, "Ann", meetingDay)
	if err != nil || taken[0].Refusal != nil || taken[1].Refusal != nil {
		t.Fatal(taken, err)
	}
	return id
}

// aRoll is a vote of every Member of a day: one in three each way.
func aRoll(frame *precedents.Frame) *credentials.RollCall {
	day := credentials.Day(2026, 11, 20)
	vote := &credentials.RollCall{Date: day, Motion: "deferral"}
	for i, member := range frame.CallingOrder(day) {
		ballot := credentials.Ballots.Terms[i%3].Code
		vote.Ballots = append(vote.Ballots, credentials.MemberBallot{Member: member.Code, Ballot: ballot})
	}
	vote.Counted = vote.Count()
	return vote
}

// TestPasteAVoteIntoAMeeting pastes a vote of 193 Members onto a motion, settles a
// name that is misspelled, and logs it, sent twice.
func TestPasteAVoteIntoAMeeting(t *testing.T) {
	c, store := editing(t)
	id := assemblyMeeting(t, store)
	frame, err := store.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	roll := aRoll(frame)
	pasted := strings.Replace(precedents.PrintRoll(roll, frame, precedents.VerbatimRecord), "Zimbabwe", "Zimbawe", 1)
	address := link.PasteVotes(id, "m1")
	if page := c.get(t, link.MotionVotes(id, "m1")); !strings.Contains(page.Body.String(), `action="`+address+`"`) {
		t.Error("a vote cannot be pasted")
	}
	page := c.post(t, address, map[string][]string{"text": {pasted}})
	if page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), "One name is not matched.") {
		t.Fatalf("%d: %s", page.Code, text(t, page.Body.String()))
	}
	sheet := sentBy(t, page.Body.String(), address)
	sheet.Set("step", "keep")
	if refused := c.post(t, address, sheet); refused.Code != http.StatusUnprocessableEntity || !strings.Contains(refused.Body.String(), "#field-match.0") {
		t.Errorf("with a name that nobody has settled: %d", refused.Code)
	}
	sheet.Set("match.0", "ZWE")
	for range 2 {
		if kept := c.post(t, address, sheet); kept.Code != http.StatusSeeOther {
			t.Fatalf("%d: %s", kept.Code, text(t, kept.Body.String()))
		}
	}
	entries, err := store.MinutesEntries(t.Context(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	minutes, _ := credentials.LogOf(entries).Minutes()
	motion, _ := minutes.Motion("m1")
	if len(motion.Ballots) != 193 || motion.Counted() != roll.Counted || motion.Announced != roll.Counted {
		t.Errorf("%d votes are logged, %s, announced as %s, not %s", len(motion.Ballots), motion.Counted(), motion.Announced, roll.Counted)
	}
	if n := len(entries); n != 3+193+1 && n != 3+192+1 {
		t.Errorf("the log has %d entries", n)
	}
}

// Another editor who has changed a vote since the text was read is not written
// over.
func TestAPastedVoteDoesNotWriteOverAnother(t *testing.T) {
	c, store := editing(t)
	id := assemblyMeeting(t, store)
	address := link.PasteVotes(id, "m1")
	page := c.post(t, address, map[string][]string{"text": {"In favour: Norway, Oman. Against: None. Abstaining: None."}})
	sheet := sentBy(t, page.Body.String(), address)
	sheet.Set("step", "keep")
	other := credentials.MinutesEntry{Key: "another-vote", Item: "m1/NOR", Kind: credentials.BallotItem, Set: map[string]string{"vote": "X"}, Was: map[string]string{"vote": "A"}}
	if _, err := store.Enter(t.Context(), id, []credentials.MinutesEntry{other}, "Bo", meetingDay); err != nil {
		t.Fatal(err)
	}
	if kept := c.post(t, address, sheet); kept.Code != http.StatusConflict || !strings.Contains(text(t, kept.Body.String()), "Bo") {
		t.Errorf("%d: %s", kept.Code, text(t, kept.Body.String()))
	}
}

// In the Committee only the nine vote.
func TestPasteAVoteOfTheCommittee(t *testing.T) {
	c, store := atTheDesk(t)
	frame, err := store.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	committee, _, ok := frame.ServingCommittee(credentials.RegularSessionOf(81))
	if !ok {
		t.Skip("the nine of the session are not known")
	}
	address := link.PasteVotes(aMeeting, "m1")
	one := frame.NameOn(committee.Members[0].Member, credentials.Day(2026, 11, 20))
	page := c.post(t, address, map[string][]string{"text": {"In favour: " + one + ". Against: Afghanistan. Abstaining: None."}})
	if words := text(t, page.Body.String()); page.Code != http.StatusOK || !strings.Contains(words, "left out: Afghanistan.") {
		t.Errorf("%d: %s", page.Code, words)
	}
	for _, wrong := range []string{"", "no vote at all"} {
		if page := c.post(t, address, map[string][]string{"text": {wrong}}); page.Code != http.StatusUnprocessableEntity {
			t.Errorf("%q gives %d", wrong, page.Code)
		}
	}
}
