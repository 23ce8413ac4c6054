package precedents

import "seatwatch/credentials"

// Cohesion is how closely the Members of a group voted with each other, or those
// of two groups: every pair in every vote in which both voted.
type Cohesion struct {
	A credentials.RegionalGroup `json:"a"`
	B credentials.RegionalGroup `json:"b"`
	// Votes is the number of votes in which at least one pair voted.
	Votes int       `json:"votes"`
	Pairs Agreement `json:"pairs"`
}

// Within gives the cohesion of some Members in some votes.
func (v *Voting) Within(members []string, votes []int) Cohesion {
	return v.cohesion(votes, func(vote int) Agreement { return v.count(members, vote).pairs() })
}

// Between gives how closely some Members voted with others, none of whom is
// among both.
func (v *Voting) Between(some, others []string, votes []int) Cohesion {
	return v.cohesion(votes, func(vote int) Agreement { return v.count(some, vote).pairsWith(v.count(others, vote)) })
}

func (v *Voting) cohesion(votes []int, pairs func(vote int) Agreement) Cohesion {
	var c Cohesion
	for _, vote := range votes {
		met := pairs(vote)
		if met.Overlap() > 0 {
			c.Votes++
		}
		c.Pairs = c.Pairs.plus(met)
	}
	return c
}

// GroupCohesions gives the cohesion of every regional group and of every two of
// them, of the Members given. The groups are those of today; see
// credentials.Member.
func (v *Voting) GroupCohesions(frame *Frame, members []string, votes []int) []Cohesion {
	cohesions := []Cohesion{}
	groups := GroupsOf(frame, members)
	for i, a := range credentials.RegionalGroups.Terms {
		for _, b := range credentials.RegionalGroups.Terms[i:] {
			var c Cohesion
			if a.Code == b.Code {
				c = v.Within(groups[a.Code], votes)
			} else {
				c = v.Between(groups[a.Code], groups[b.Code], votes)
			}
			if c.A, c.B = a.Code, b.Code; c.Votes > 0 {
				cohesions = append(cohesions, c)
			}
		}
	}
	return cohesions
}

// GroupsOf puts Members into their regional groups.
func GroupsOf(frame *Frame, members []string) map[credentials.RegionalGroup][]string {
	groups := map[credentials.RegionalGroup][]string{}
	for _, code := range members {
		if member, ok := frame.Member(code); ok {
			groups[member.Group] = append(groups[member.Group], code)
		}
	}
	return groups
}

// stand is how many Members voted each way in one vote.
type stand struct{ favour, against, abstaining int }

func (v *Voting) count(members []string, vote int) stand {
	var s stand
	for _, member := range members {
		switch v.Casting(member, vote) {
		case castFor:
			s.favour++
		case castAgainst:
			s.against++
		case castAbstaining:
			s.abstaining++
		case NoBallot, NoMember:
		}
	}
	return s
}

// pairs gives how the pairs among them compare.
func (s stand) pairs() Agreement {
	two := func(n int) int { return n * (n - 1) / 2 }
	return Agreement{two(s.favour) + two(s.against) + two(s.abstaining), s.abstaining * (s.favour + s.against), s.favour * s.against}
}

// pairsWith gives how the pairs of one of them and one of others compare.
func (s stand) pairsWith(o stand) Agreement {
	return Agreement{
		s.favour*o.favour + s.against*o.against + s.abstaining*o.abstaining,
		s.abstaining*(o.favour+o.against) + o.abstaining*(s.favour+s.against),
		s.favour*o.against + s.against*o.favour,
	}
}
