package precedents_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// voting gives the recorded votes of the embedded library.
func voting(tb testing.TB) (*precedents.Voting, *precedents.Library) {
	tb.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	rows := make([]precedents.RollCallRow, len(library.RollCalls))
	for i, vote := range library.RollCalls {
		rows[i] = precedents.RollCallRow{RollCall: vote}
		if dispute, ok := library.Dispute(vote.Dispute); ok {
			rows[i].DisputeTitle, rows[i].Seat = dispute.Title, dispute.Seat
		}
	}
	return precedents.NewVoting(library.Frame, rows), library
}

// board makes votes of their own, a letter a Member and a text a vote; a dot is
// one that was not a Member.
func board(votes ...string) (*precedents.Voting, []string) {
	codes := []string{"AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH"}[:len(votes[0])]
	days := []credentials.Date{credentials.Day(1950, 1, 1), credentials.Day(2000, 1, 1)}
	var members []credentials.Member
	for _, code := range codes {
		members = append(members, credentials.Member{Code: code, Admitted: days[0], Group: "WEOG"})
	}
	frame := precedents.NewFrame(members, nil, nil, nil, precedents.Law{}, "")
	rows := make([]precedents.RollCallRow, len(votes))
	for i, vote := range votes {
		rows[i].ID, rows[i].Date, rows[i].Dispute = string(rune('a'+i)), days[1].Plus(i), "one-1950"
		for n, ballot := range vote {
			if ballot != '-' {
				rows[i].Ballots = append(rows[i].Ballots, credentials.MemberBallot{Member: codes[n], Ballot: credentials.Ballot(ballot)})
			}
		}
	}
	return precedents.NewVoting(frame, rows), codes
}

// TestOnlyVotesAreCompared: what is not a vote is neither agreement nor
// disagreement, whatever stands beside it.
func TestOnlyVotesAreCompared(t *testing.T) {
	voted := []precedents.Casting{"Y", "N", "A"}
	for _, a := range precedents.Castings.Terms {
		for _, b := range precedents.Castings.Terms {
			concord := precedents.ConcordOf(a.Code, b.Code)
			if compared := concord != precedents.NotCompared; compared != (slices.Contains(voted, a.Code) && slices.Contains(voted, b.Code)) {
				t.Errorf("%s beside %s is %s", a.Code, b.Code, concord)
			}
			if concord != precedents.ConcordOf(b.Code, a.Code) {
				t.Errorf("%s beside %s is not what %s is beside %s", a.Code, b.Code, b.Code, a.Code)
			}
		}
	}
}

func TestAgreement(t *testing.T) {
	v, _ := board("YY", "YN", "YA", "AA", "Y-", "YX", "PY", "XX", "--", "NN")
	got := v.Agreement("AAA", "BBB", v.All())
	if want := (precedents.Agreement{Alike: 3, OneAbstained: 1, Opposed: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Closeness() != 0.7 || !got.Few() {
		t.Errorf("%v of %d, few %v", got.Closeness(), got.Overlap(), got.Few())
	}
	if v.Casting("BBB", 4) != precedents.NoBallot || v.Casting("ZZZ", 0) != precedents.NoMember {
		t.Error("who has no ballot is not told from who was no Member")
	}
	if none := v.Agreement("AAA", "ZZZ", v.All()); none.Overlap() != 0 || none.Closeness() != 0 {
		t.Errorf("agrees with nobody: %+v", none)
	}
}

// TestAgreementIsCountedOnce compares every pair of Members in the record with a
// plain count over the ballots.
func TestAgreementIsCountedOnce(t *testing.T) {
	v, library := voting(t)
	type pair struct{ a, b string }
	want := map[pair]precedents.Agreement{}
	for i := range library.RollCalls {
		vote := &library.RollCalls[i]
		if vote.Motion == credentials.OtherMotion {
			continue
		}
		for _, a := range vote.Ballots {
			for _, b := range vote.Ballots {
				agreement := want[pair{a.Member, b.Member}]
				switch {
				case a.Ballot == b.Ballot:
					agreement.Alike++
				case a.Ballot == credentials.Abstaining || b.Ballot == credentials.Abstaining:
					agreement.OneAbstained++
				default:
					agreement.Opposed++
				}
				want[pair{a.Member, b.Member}] = agreement
			}
		}
	}
	for _, a := range v.Members {
		neighbours := v.Neighbours(a, v.Members, v.All())
		if !slices.IsSortedFunc(neighbours, func(x, y precedents.Neighbour) int {
			switch {
			case x.Agreement.Few() == y.Agreement.Few() && x.Agreement.Closeness() < y.Agreement.Closeness(), x.Agreement.Few() && !y.Agreement.Few():
				return 1
			}
			return 0
		}) {
			t.Errorf("%s: the closest are not the first", a)
		}
		for _, n := range neighbours {
			if n.Agreement != want[pair{a, n.Member}] {
				t.Errorf("%s and %s: %+v, not %+v", a, n.Member, n.Agreement, want[pair{a, n.Member}])
			}
			delete(want, pair{a, n.Member})
		}
		delete(want, pair{a, a})
	}
	if len(want) > 0 {
		t.Errorf("%d pairs were not compared", len(want))
	}
}

// TestCohesionIsTheSumOfItsPairs: a group is as close as its pairs are.
func TestCohesionIsTheSumOfItsPairs(t *testing.T) {
	v, library := voting(t)
	groups := precedents.GroupsOf(library.Frame, v.Members)
	for _, c := range v.GroupCohesions(library.Frame, v.Members, v.All()) {
		var want precedents.Agreement
		for i, a := range groups[c.A] {
			others := groups[c.B]
			if c.A == c.B {
				others = others[i+1:]
			}
			for _, b := range others {
				pair := v.Agreement(a, b, v.All())
				want.Alike, want.OneAbstained, want.Opposed = want.Alike+pair.Alike, want.OneAbstained+pair.OneAbstained, want.Opposed+pair.Opposed
			}
		}
		if c.Pairs != want {
			t.Errorf("%s and %s: %+v, not %+v", c.A, c.B, c.Pairs, want)
		}
	}
}

func TestVotingRecord(t *testing.T) {
	v, library := voting(t)
	for _, member := range library.Members {
		record := v.Record([]string{member.Code}, v.All())
		if n := len(v.BallotsOf(member.Code)); n != record.Votes()-record.Cast[precedents.NoBallot] {
			t.Errorf("%s has %d ballots in %+v", member.Code, n, record)
		}
		if record.Kept+record.Changed > record.Voted()-record.Cast["A"] {
			t.Errorf("%s took more sides than it voted: %+v", member.Code, record)
		}
		sum := 0
		for _, part := range v.ByDispute(member.Code, v.All()) {
			sum += part.Record.Votes()
		}
		if sum != record.Votes() {
			t.Errorf("%s: the disputes have %d of %d votes", member.Code, sum, record.Votes())
		}
	}
	usa := v.Record([]string{"USA"}, v.On("china-1949"))
	if usa.Kept < 30 || usa.Changed > 0 {
		t.Errorf("the United States voted %d times for whoever sat and %d for a change", usa.Kept, usa.Changed)
	}
}

// TestMembersOfTheDay: a Member without a ballot is told from one that was none
// that day.
func TestMembersOfTheDay(t *testing.T) {
	v, _ := voting(t)
	for _, c := range []struct {
		member, vote string
		want         precedents.Casting
	}{
		{"GHA", "china-1949-s7-322", precedents.NoMember},
		{"RUS", "china-1949-s26-1190", "Y"},
		{"SUN", "china-1949-s26-1190", precedents.NoMember},
		{"MDV", "china-1949-s26-1190", precedents.NoBallot},
	} {
		place, ok := v.Place(c.vote)
		if got := v.Casting(c.member, place); !ok || got != c.want {
			t.Errorf("%s in %s: %s, not %s", c.member, c.vote, got, c.want)
		}
	}
}

func TestByCloseness(t *testing.T) {
	// Each votes as the one before it but once, so that there is one good order.
	v, codes := board("YNNNNNNN", "YYNNNNNN", "YYYNNNNN", "YYYYNNNN", "YYYYYNNN", "YYYYYYNN", "YYYYYYYN")
	shuffled := slices.Clone(codes)
	draw := rand.New(rand.NewPCG(1, 1))
	var first []string
	for range 20 {
		draw.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := v.ByCloseness(shuffled, v.All())
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("the order depends on how they are given: %s", diff)
		}
	}
	if first[0] > first[1] {
		slices.Reverse(first)
	}
	if diff := cmp.Diff(codes, first); diff != "" {
		t.Error(diff)
	}
	if got := v.ByCloseness(nil, v.All()); len(got) != 0 {
		t.Errorf("nobody is %v", got)
	}
}

// TestByClosenessOfTheRecord: everybody stands in the row once, and the row is no
// longer than that of the alphabet.
func TestByClosenessOfTheRecord(t *testing.T) {
	v, _ := voting(t)
	row := v.ByCloseness(v.Members, v.All())
	length := func(row []string) (sum float64) {
		for i := 1; i < len(row); i++ {
			sum += 1 - float64(v.Agreement(row[i-1], row[i], v.All()).Closeness())
		}
		return sum
	}
	if alphabet, seriated := length(v.Members), length(row); seriated > alphabet/2 {
		t.Errorf("the row is %.1f long, in the order of the alphabet %.1f", seriated, alphabet)
	}
	slices.Sort(row)
	if diff := cmp.Diff(v.Members, row); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkNeighbours(b *testing.B) {
	v, _ := voting(b)
	for b.Loop() {
		v.Neighbours("FRA", v.Members, v.All())
	}
}

func BenchmarkByCloseness(b *testing.B) {
	v, _ := voting(b)
	for b.Loop() {
		v.ByCloseness(v.Members, v.All())
	}
}
