package credentials

import (
	"slices"
	"testing"
)

func TestMeetings(t *testing.T) {
	session, day := RegularSessionOf(26), Day(1971, 10, 25)
	record := mustSymbol(t, "A/PV.1976")
	decision := func(number int, a *AssemblyAction, c *CommitteeAction) Decision {
		return Decision{Key: DecisionKey{session, number}, Assembly: a, Committee: c}
	}
	reports := []Report{
		{Session: session, Symbol: mustSymbol(t, "A/8625"), MeetingDate: Day(1971, 12, 16), Chair: "Chair of the nine"},
		{Session: session, Symbol: mustSymbol(t, "A/8626")},
		{Session: RegularSessionOf(25), Symbol: mustSymbol(t, "A/8142"), MeetingDate: Day(1970, 11, 1)},
	}
	disputes := []Dispute{{ID: "china-1949", Decisions: []Decision{
		decision(1, &AssemblyAction{Date: day, Meetings: []Symbol{record}, Resolutions: []Symbol{mustSymbol(t, "A/RES/2758(XXVI)")}},
			&CommitteeAction{Dates: []Date{Day(1971, 12, 16)}}),
		decision(2, &AssemblyAction{}, nil),
	}}}
	votes := []RollCall{
		{ID: "vote-1", Session: session, Date: day, Draft: mustSymbol(t, "A/L.630")},
		{ID: "vote-2", Session: session, Date: day, Meeting: record, Draft: mustSymbol(t, "A/L.630")},
		{ID: "vote-3", Session: session, Date: day, Meeting: mustSymbol(t, "A/PV.1977")},
	}
	meetings := Meetings(session, reports, disputes, votes)
	var ids []string
	for _, m := range meetings {
		ids = append(ids, m.ID())
		body, at, ok := MeetingSession(m.ID())
		if !ok || body != m.Body || at != session {
			t.Errorf("%s names %s, %s, %t", m.ID(), body, at, ok)
		}
	}
	want := []string{"assembly-26-pv-1976", "assembly-26-pv-1977", "committee-26-1971-12-16"}
	if !slices.Equal(ids, want) {
		t.Fatalf("got %v, want %v", ids, want)
	}
	plenary, committee := meetings[0], meetings[2]
	if !slices.Equal(plenary.RollCalls, []string{"vote-1", "vote-2"}) || !slices.Equal(plenary.Seats, []string{"china-1949:26"}) {
		t.Errorf("the plenary has %v and %v", plenary.RollCalls, plenary.Seats)
	}
	if len(plenary.Documents) != 2 {
		t.Errorf("the plenary has the documents %v", plenary.Documents)
	}
	if committee.Chair != "Chair of the nine" || len(committee.Documents) != 1 || len(committee.Seats) != 1 {
		t.Errorf("the Committee has %+v", committee)
	}
	if got, want := plenary.Title(), "General Assembly, A/PV.1976, 25 October 1971"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMeetingOfOneRecordIsOne: a decision that gives the record without the day
// and a vote that gives both speak of one meeting.
func TestMeetingOfOneRecordIsOne(t *testing.T) {
	session, record := RegularSessionOf(29), mustSymbol(t, "A/PV.2281")
	disputes := []Dispute{{ID: "south-africa-1965", Decisions: []Decision{{
		Key: DecisionKey{session, 1}, Assembly: &AssemblyAction{Meetings: []Symbol{record}},
	}}}}
	votes := []RollCall{{ID: "vote", Session: session, Date: Day(1974, 11, 12), Meeting: record}}
	meetings := Meetings(session, nil, disputes, votes)
	if len(meetings) != 1 || meetings[0].Date != Day(1974, 11, 12) || len(meetings[0].Seats) != 1 || len(meetings[0].RollCalls) != 1 {
		t.Errorf("got %+v", meetings)
	}
}

// TestSeveralMeetingsHaveNoDay: which of them was on the day of the decision is
// not said.
func TestSeveralMeetingsHaveNoDay(t *testing.T) {
	session := RegularSessionOf(26)
	disputes := []Dispute{{ID: "china-1949", Decisions: []Decision{{
		Key:      DecisionKey{session, 1},
		Assembly: &AssemblyAction{Date: Day(1971, 10, 25), Meetings: []Symbol{mustSymbol(t, "A/PV.1974"), mustSymbol(t, "A/PV.1976")}},
	}}}}
	meetings := Meetings(session, nil, disputes, nil)
	if len(meetings) != 2 || meetings[0].Date.Known() || meetings[1].Date.Known() {
		t.Errorf("got %+v", meetings)
	}
}

func TestMeetingSession(t *testing.T) {
	for id, want := range map[string]string{
		"committee-51-1996-10": "51", "assembly-es-11-2022-03-02": "ES-11", "assembly-s-18-pv-3": "S-18",
	} {
		if _, session, ok := MeetingSession(id); !ok || session.String() != want {
			t.Errorf("%s: got %s, %t", id, session, ok)
		}
	}
	for _, id := range []string{"", "committee", "committee-51", "council-51-1996", "committee-0-1996", "COMMITTEE-51-1996", "committee-51-"} {
		if _, session, ok := MeetingSession(id); ok {
			t.Errorf("%q names a meeting of %s", id, session)
		}
	}
}
