package precedents

import (
	"seatwatch/credentials"
)

// Issue is what a dispute turns on: several facts of a claimant weighed
// together.
type Issue int8

// The issues.
const (
	ControlIssue Issue = iota
	TitleIssue
	IndependenceIssue
	OrganizationIssue
	StandingIssue
	FormIssue
	ConductIssue
	issueCount
)

// IssueTerm describes an issue.
type IssueTerm struct {
	Key, Label string
	// Facts are those it weighs.
	Facts []credentials.Fact
}

var issueTable = [issueCount]struct {
	IssueTerm
	// scores gives what a value of each fact adds; the sum is kept within −2 and
	// +2. A fact that is not known adds nothing.
	scores []map[string]int
}{
	ControlIssue: {
		IssueTerm{"control", "control", []credentials.Fact{credentials.Capital, credentials.Territory, credentials.Defunct}},
		[]map[string]int{
			{"held": 1, "contested": 0, "not_held": -1},
			{"nearly_all": 1, "most": 1, "some": 0, "little": -1, "none": -1},
			{"true": -2, "false": 0},
		},
	},
	TitleIssue: {
		IssueTerm{"title", "title", []credentials.Fact{credentials.Origin, credentials.Elected}},
		[]map[string]int{
			{"constitutional": 1, "negotiated": 1, "disputed_election": 0, "coup": -1, "armed_takeover": -1, "foreign_installed": -2, "independence": 1},
			{"verified": 1, "claimed": 0, "unelected": 0},
		},
	},
	IndependenceIssue: {
		IssueTerm{"independence", "independence", []credentials.Fact{credentials.ForeignForces, credentials.Origin}},
		[]map[string]int{
			{"none": 1, "present": 0, "dependent": -1},
			{
				"foreign_installed": -1, "armed_takeover": 0, "coup": 0, "disputed_election": 0,
				"negotiated": 0, "constitutional": 0, "independence": 0,
			},
		},
	},
	OrganizationIssue: {
		IssueTerm{"organization", "the Organization’s stance", []credentials.Fact{
			credentials.OrganizationStance, credentials.Sanctions, credentials.RestorationDemanded,
		}},
		[]map[string]int{
			{"endorsed": 2, "neutral": 0, "condemned": -2},
			{"true": -1, "false": 0},
			{"true": 2, "false": 0},
		},
	},
	StandingIssue: {
		IssueTerm{"standing", "standing", []credentials.Fact{credentials.Recognition, credentials.RegionalStance}},
		[]map[string]int{
			{"most": 1, "many": 1, "few": 0, "none": -1},
			{"backed": 1, "neutral": 0, "divided": 0, "condemned": -1},
		},
	},
	FormIssue: {
		IssueTerm{"form", "form", []credentials.Fact{credentials.CredentialsForm}},
		[]map[string]int{{"valid": 2, "informal": 0, "defective": 0, "none": -2}},
	},
	ConductIssue: {
		IssueTerm{"conduct", "conduct", []credentials.Fact{credentials.AbusesCited}},
		[]map[string]int{{"true": -1, "false": 0}},
	},
}

// Issues gives the issues in the order in which they are shown.
func Issues() []Issue {
	issues := make([]Issue, issueCount)
	for i := range issues {
		issues[i] = Issue(i)
	}
	return issues
}

// Term describes the issue.
func (i Issue) Term() IssueTerm { return issueTable[i].IssueTerm }

// String gives the issue's key.
func (i Issue) String() string { return issueTable[i].Key }

// MarshalText gives the issue's key.
func (i Issue) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// issueScores has what every value of every fact adds, by issue, fact of the
// issue and value.
var issueScores = func() (scores [issueCount][][]int) {
	for i := range issueTable {
		for n, fact := range issueTable[i].Facts {
			values := make([]int, 1, len(fact.Codes())+1)
			for _, code := range fact.Codes() {
				values = append(values, issueTable[i].scores[n][code])
			}
			scores[i] = append(scores[i], values)
		}
	}
	return scores
}()

// Weigh gives how an issue stands for a claimant, from −2 (against it) to +2
// (for it); known is false if none of its facts is.
func (i Issue) Weigh(s credentials.Standing) (score int, known bool) {
	for n, fact := range issueTable[i].Facts {
		value := s.Get(fact)
		known = known || value != 0
		score += issueScores[i][n][value]
	}
	return min(2, max(-2, score)), known
}

// issueRow is how one issue stands between the holder of the seat and its
// strongest rival.
type issueRow struct {
	holder, rival           int
	holderKnown, rivalKnown bool
}

// contest gives the holder's score less the rival's; a side of which nothing is
// known, or that is not there, counts as 0.
func (r issueRow) contest() int { return r.holder - r.rival }

type issueRows [issueCount]issueRow

func issuesOf(c *Case) (rows issueRows) {
	rival := c.rival()
	for i := range rows {
		if c.Holder >= 0 {
			rows[i].holder, rows[i].holderKnown = Issue(i).Weigh(c.Standings[c.Holder])
		}
		if rival >= 0 {
			rows[i].rival, rows[i].rivalKnown = Issue(i).Weigh(c.Standings[rival])
		}
	}
	return rows
}
