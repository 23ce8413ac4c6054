package credentials

import "testing"

func TestCarried(t *testing.T) {
	adopted, err := ParseSymbol("A/RES/2758(XXVI)")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		forIt, against int
		motion         Motion
		resolution     Symbol
		want           Truth
	}{
		{76, 35, "substance", adopted, Yes},
		{51, 49, "substance", Symbol{}, NotKnown},
		{47, 47, "substance", Symbol{}, No},
		{22, 107, "deferral", Symbol{}, No},
		{91, 22, "ruling", Symbol{}, Yes},
	} {
		vote := RollCall{Motion: c.motion, Counted: Tally{CountOf(c.forIt), CountOf(c.against), CountOf(0)}, Resolution: c.resolution}
		if got := vote.Carried(); got != c.want {
			t.Errorf("%d to %d, resolution %q: got %s, want %s", c.forIt, c.against, c.resolution, got, c.want)
		}
	}
	if got := (&RollCall{}).Carried(); got != NotKnown {
		t.Errorf("a vote without numbers: %s", got)
	}
}

// A meeting known to the month is the dated one of that month, if there is one.
func TestMeetingsJoinWhatIsKnownToTheMonth(t *testing.T) {
	session := RegularSessionOf(51)
	month, err := ParseDate("1996-10")
	if err != nil {
		t.Fatal(err)
	}
	disputes := []Dispute{{ID: "somewhere-1996", Decisions: []Decision{{
		Key: DecisionKey{session, 1}, Committee: &CommitteeAction{Dates: []Date{month}, Outcome: BodyOutcome(Deferred)},
	}}}}
	dated := Report{Session: session, MeetingDate: Day(1996, 10, 11)}
	meetings := Meetings(session, []Report{dated}, disputes, nil)
	if len(meetings) != 1 || meetings[0].ID() != "committee-51-1996-10-11" || len(meetings[0].Seats) != 1 {
		t.Errorf("with one day in the month: %+v", meetings)
	}
	other := Report{Session: session, MeetingDate: Day(1996, 10, 25)}
	if meetings := Meetings(session, []Report{dated, other}, disputes, nil); len(meetings) != 3 {
		t.Errorf("with two days in the month nobody knows which: %+v", meetings)
	}
}
