package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Casting is what the record has of one Member in one recorded vote: its
// ballot, or why there is none.
type Casting string

// The castings that are not a ballot.
const (
	// NoBallot is a Member of the day without a ballot. Whether it was absent or
	// took no part is not known.
	NoBallot Casting = "none"
	// NoMember was not a Member of the United Nations that day.
	NoMember Casting = "not_member"
)

// Castings are the ballots, and after them what stands where there is none.
var Castings = credentials.Vocabulary[Casting]{Name: "casting", Terms: append(ballotCastings(),
	credentials.Term[Casting]{Code: NoBallot, Label: "not voting", Meaning: "did not vote; whether it was absent is not known"},
	credentials.Term[Casting]{Code: NoMember, Label: "not a Member", Meaning: "was not a Member of the United Nations that day"})}

func ballotCastings() []credentials.Term[Casting] {
	terms := make([]credentials.Term[Casting], len(credentials.Ballots.Terms))
	for i, term := range credentials.Ballots.Terms {
		terms[i] = credentials.Term[Casting]{Code: Casting(term.Code), Label: term.Label, Meaning: term.Meaning}
	}
	return terms
}

// The castings that say where a Member stood.
const (
	castFor        = Casting(credentials.InFavour)
	castAgainst    = Casting(credentials.Against)
	castAbstaining = Casting(credentials.Abstaining)
)

// Voted reports whether the Member voted: for, against, or abstaining. Nothing
// else says where it stood.
func (c Casting) Voted() bool { return c == castFor || c == castAgainst || c == castAbstaining }

// Voting is every recorded vote on a seat with every Member's casting. It does
// not change once made and is safe for all readers; callers leave its slices as
// they are.
type Voting struct {
	// Votes come without their ballots, in the order of their disputes' first
	// votes, and within a dispute in the order in which they were taken.
	Votes []RollCallRow
	// Members are the codes of those that have a ballot in any of them, in order.
	Members []string

	votes    map[string]int
	castings map[string][]Casting
}

// NewVoting sorts and indexes recorded votes, given with their ballots. Those
// that are not about a seat are left out.
func NewVoting(frame *Frame, votes []RollCallRow) *Voting {
	votes = slices.DeleteFunc(slices.Clone(votes), func(r RollCallRow) bool { return r.Motion == credentials.OtherMotion })
	inOrderOfDisputes(votes)
	v := &Voting{Votes: votes, votes: make(map[string]int, len(votes)), castings: map[string][]Casting{}}
	for i := range votes {
		v.votes[votes[i].ID] = i
		for _, ballot := range votes[i].Ballots {
			v.castingsOf(ballot.Member)[i] = Casting(ballot.Ballot)
		}
		votes[i].Ballots = nil
	}
	for code := range v.castings {
		v.Members = append(v.Members, code)
	}
	slices.Sort(v.Members)
	for i := range votes {
		for _, member := range frame.MembersOn(v.dayOf(frame, i)) {
			if castings := v.castingsOf(member.Code); castings[i] == NoMember {
				castings[i] = NoBallot
			}
		}
	}
	return v
}

func inOrderOfDisputes(votes []RollCallRow) {
	slices.SortFunc(votes, func(a, b RollCallRow) int {
		return cmp.Or(a.Date.Compare(b.Date), a.Session.Compare(b.Session), strings.Compare(a.ID, b.ID))
	})
	first := map[string]int{}
	for i := range votes {
		if _, met := first[votes[i].Dispute]; !met {
			first[votes[i].Dispute] = i
		}
	}
	slices.SortStableFunc(votes, func(a, b RollCallRow) int { return first[a.Dispute] - first[b.Dispute] })
}

// castingsOf gives the castings of a Member to be filled in.
func (v *Voting) castingsOf(code string) []Casting {
	castings, ok := v.castings[code]
	if !ok {
		castings = slices.Repeat([]Casting{NoMember}, len(v.Votes))
		v.castings[code] = castings
	}
	return castings
}

// dayOf gives the day of a vote, and that on which its session opened where it
// is not known.
func (v *Voting) dayOf(frame *Frame, vote int) credentials.Date {
	session, _ := frame.Session(v.Votes[vote].Session)
	return cmp.Or(v.Votes[vote].Date, session.Opened)
}

// Casting gives what the record has of a Member in a vote, by its place in Votes.
func (v *Voting) Casting(member string, vote int) Casting {
	if castings, ok := v.castings[member]; ok {
		return castings[vote]
	}
	return NoMember
}

// Place gives the place in Votes of the vote with that id.
func (v *Voting) Place(id string) (int, bool) {
	i, ok := v.votes[id]
	return i, ok
}

// All gives the places of all the votes.
func (v *Voting) All() []int {
	return v.Where(func(*RollCallRow) bool { return true })
}

// Where gives the places of the votes that have something.
func (v *Voting) Where(has func(*RollCallRow) bool) []int {
	places := make([]int, 0, len(v.Votes))
	for i := range v.Votes {
		if has(&v.Votes[i]) {
			places = append(places, i)
		}
	}
	return places
}

// On gives the places of the votes on a dispute.
func (v *Voting) On(dispute string) []int {
	return v.Where(func(r *RollCallRow) bool { return r.Dispute == dispute })
}

// Before gives the places of the votes taken before a day.
func (v *Voting) Before(day credentials.Date) []int {
	return v.Where(func(r *RollCallRow) bool { return r.Date.Before(day) == credentials.Yes })
}

// VotedDispute is a dispute on which there are recorded votes.
type VotedDispute struct {
	ID    string `json:"dispute"`
	Title string `json:"dispute_title"`
	Seat  string `json:"seat"`
	// Places are those of its votes.
	Places []int `json:"-"`
}

// Disputes gives the disputes of some votes, in the order of the votes.
func (v *Voting) Disputes(votes []int) []VotedDispute {
	var disputes []VotedDispute
	for _, i := range votes {
		row := &v.Votes[i]
		at := slices.IndexFunc(disputes, func(d VotedDispute) bool { return d.ID == row.Dispute })
		if at < 0 {
			at = len(disputes)
			disputes = append(disputes, VotedDispute{ID: row.Dispute, Title: row.DisputeTitle, Seat: row.Seat})
		}
		disputes[at].Places = append(disputes[at].Places, i)
	}
	return disputes
}
