package credentials

import "testing"

func rollCall(t *testing.T) RollCall {
	t.Helper()
	return RollCall{
		ID: "china-1949-s7-322", Session: RegularSessionOf(7), Date: mustDate(t, "1952-10-25"), Motion: "credentials", Question: "Approve the credentials",
		Counted: Tally{CountOf(1), CountOf(1), CountOf(2)},
		Ballots: []MemberBallot{{"USA", InFavour}, {"AFG", Abstaining}, {"RUS", Against}, {"SWE", Abstaining}, {"ZAF", Absent}, {"ALB", NotParticipating}},
	}
}

func TestRollCallValidate(t *testing.T) {
	good := rollCall(t)
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	ballots := func(spoil func([]MemberBallot)) func(*RollCall) {
		return func(r *RollCall) {
			*r = rollCall(t)
			spoil(r.Ballots)
		}
	}
	plant(t, good, func(r RollCall) error { return r.Validate() }, []planted[RollCall]{
		{"id", func(r *RollCall) { r.ID = "china/1949" }},
		{"session", func(r *RollCall) { r.Session = Session{} }},
		{"motion", func(r *RollCall) { r.Motion = "credential" }},
		{"question", func(r *RollCall) { r.Question = "" }},
		{"votes[1].member", ballots(func(b []MemberBallot) { b[1].Member = "USA" })},
		{"votes[0].vote", ballots(func(b []MemberBallot) { b[0].Ballot = "yes" })},
		{"yes", func(r *RollCall) { r.Counted.Against = CountOf(2) }},
		{"yes", func(r *RollCall) { r.Counted = Tally{} }},
	})
}

func TestReconciled(t *testing.T) {
	r := rollCall(t)
	if got := r.Reconciled(); got != NotKnown {
		t.Errorf("without a printed tally: %s", got)
	}
	r.Printed = &Tally{For: CountOf(1)}
	if got := r.Reconciled(); got != NotKnown {
		t.Errorf("with a part of one: %s", got)
	}
	r.Printed = &Tally{CountOf(1), CountOf(1), CountOf(2)}
	if got := r.Reconciled(); got != Yes {
		t.Errorf("with the same: %s", got)
	}
	r.Printed = &Tally{CountOf(1), CountOf(1), CountOf(3)}
	if got := r.Reconciled(); got != No {
		t.Errorf("with another: %s", got)
	}
}

func TestSettle(t *testing.T) {
	r := rollCall(t)
	if err := r.Settle(); err != nil {
		t.Errorf("without announced totals: %v", err)
	}
	r.Printed = &Tally{CountOf(1), CountOf(1), CountOf(3)}
	checkFault(t, r.Settle(), "why")
	r.Why = " \n"
	checkFault(t, r.Settle(), "why")
	r.Why = "Sweden’s abstention was announced twice"
	if err := r.Settle(); err != nil {
		t.Errorf("with the reason: %v", err)
	}
}

func TestSortBallots(t *testing.T) {
	r := rollCall(t)
	r.SortBallots()
	for i, want := range []string{"AFG", "ALB", "RUS", "SWE", "USA", "ZAF"} {
		if r.Ballots[i].Member != want {
			t.Fatalf("got %v", r.Ballots)
		}
	}
}
