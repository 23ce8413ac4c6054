package precedents

import (
	"cmp"
	"encoding/json"
	"slices"

	"seatwatch/credentials"
)

// VotingRecord counts the castings of one Member, or of several, in some votes.
type VotingRecord struct {
	// Cast is how many castings there were of each sort; those of a day on which
	// it was not a Member are not counted.
	Cast map[Casting]int
	// Kept counts the votes for whoever sat, Changed those for a change. A vote on
	// a motion that favoured neither, or that names a claimant, is in none of them.
	Kept, Changed int
}

// Voted is the number of votes in which it voted: for, against, or abstaining.
func (r VotingRecord) Voted() int {
	return r.Cast[castFor] + r.Cast[castAgainst] + r.Cast[castAbstaining]
}

// Votes is the number of votes of days on which it was a Member.
func (r VotingRecord) Votes() int {
	n := 0
	for _, cast := range r.Cast {
		n += cast
	}
	return n
}

// MarshalJSON gives the record with one key a casting.
func (r VotingRecord) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Votes            int `json:"votes"`
		Voted            int `json:"voted"`
		Yes              int `json:"yes"`
		No               int `json:"no"`
		Abstain          int `json:"abstain"`
		Absent           int `json:"absent"`
		NotParticipating int `json:"not_participating"`
		NoBallot         int `json:"no_ballot"`
		Kept             int `json:"for_whoever_sat"`
		Changed          int `json:"for_a_change"`
	}{
		r.Votes(), r.Voted(), r.Cast[castFor], r.Cast[castAgainst], r.Cast[castAbstaining],
		r.Cast[Casting(credentials.Absent)], r.Cast[Casting(credentials.NotParticipating)], r.Cast[NoBallot], r.Kept, r.Changed,
	})
}

// Record counts the castings of some Members in some votes.
func (v *Voting) Record(members []string, votes []int) VotingRecord {
	record := VotingRecord{Cast: make(map[Casting]int)}
	for _, member := range members {
		for _, i := range votes {
			casting := v.Casting(member, i)
			if casting == NoMember {
				continue
			}
			record.Cast[casting]++
			switch favoured(v.Votes[i].YesFavours, casting) {
			case credentials.FavoursStatusQuo:
				record.Kept++
			case credentials.FavoursChange:
				record.Changed++
			}
		}
	}
	return record
}

// favoured says what a casting favoured, whoever sat or a change; empty where it
// favoured neither, or the motion did.
func favoured(yes string, casting Casting) string {
	switch {
	case yes != credentials.FavoursStatusQuo && yes != credentials.FavoursChange:
		return ""
	case casting == castFor:
		return yes
	case casting == castAgainst && yes == credentials.FavoursStatusQuo:
		return credentials.FavoursChange
	case casting == castAgainst:
		return credentials.FavoursStatusQuo
	}
	return ""
}

// DisputeVoting is how one Member voted on one dispute.
type DisputeVoting struct {
	VotedDispute
	Record VotingRecord `json:"record"`
}

// ByDispute counts a Member's castings dispute by dispute, leaving out those on
// which there was no vote while it was a Member.
func (v *Voting) ByDispute(member string, votes []int) []DisputeVoting {
	var records []DisputeVoting
	for _, dispute := range v.Disputes(votes) {
		if record := v.Record([]string{member}, dispute.Places); record.Votes() > 0 {
			records = append(records, DisputeVoting{dispute, record})
		}
	}
	return records
}

// BallotsOf gives how a Member voted in every vote in which it has a ballot, the
// latest first.
func (v *Voting) BallotsOf(member string) []BallotRow {
	rows := []BallotRow{}
	for i := range v.Votes {
		if ballot := credentials.Ballot(v.Casting(member, i)); credentials.Ballots.Has(ballot) {
			rows = append(rows, BallotRow{v.Votes[i], ballot})
		}
	}
	slices.SortStableFunc(rows, func(a, b BallotRow) int {
		return cmp.Or(b.Date.Compare(a.Date), a.Session.Compare(b.Session))
	})
	return rows
}
