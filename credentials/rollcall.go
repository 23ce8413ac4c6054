package credentials

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Ballot is how one Member voted in a recorded vote.
type Ballot string

// The ballots. Only the first three are counted (rule 86). A Member of the day
// that has none did not vote: whether it was absent or took no part is not
// known.
const (
	InFavour         Ballot = "Y"
	Against          Ballot = "N"
	Abstaining       Ballot = "A"
	Absent           Ballot = "X"
	NotParticipating Ballot = "P"
)

// Ballots are the ways to vote, in the order of the board's totals.
var Ballots = Vocabulary[Ballot]{Name: "vote", Terms: []Term[Ballot]{
	{InFavour, "in favour", "voted for the motion"},
	{Against, "against", "voted against the motion"},
	{Abstaining, "abstaining", "abstained"},
	{Absent, "absent", "was not in the room, as the record says"},
	{NotParticipating, "not participating", "was present, and took no part in the vote"},
}}

// Motion says what was put to the vote.
type Motion string

// OtherMotion is a recorded vote on something that is not about a seat.
const OtherMotion Motion = "other"

// Motions are the sorts of motion.
var Motions = Vocabulary[Motion]{Name: "motion", Terms: []Term[Motion]{
	{"substance", "substance", "who represents the Member"},
	{"credentials", "credentials", "to accept or approve credentials"},
	{"rejection", "rejection", "to reject or except credentials"},
	{"reservation", "reservation", "to accept credentials for less than they claim"},
	{"no_decision", "no decision", "to take no decision on credentials"},
	{"deferral", "deferral", "to put the decision off"},
	{"adjournment", "adjournment", "to adjourn the debate or the vote"},
	{"moratorium", "moratorium", "not to consider the question at the session"},
	{"agenda", "agenda", "to place the question on the agenda, or not to"},
	{"important_question", "important question", "whether a two-thirds majority is needed (Article 18 of the Charter)"},
	{"priority", "priority", "which proposal is voted on first"},
	{"separate_vote", "separate vote", "to vote on a part by itself (rule 89)"},
	{"study", "study", "to have the question studied"},
	{"referral", "referral", "to refer the matter to another organ"},
	{"ruling", "ruling", "to uphold or overturn a ruling of the President"},
	{OtherMotion, "other", "a motion that is not about a seat"},
}}

// Procedural reports whether the motion is one that a simple majority always
// carries: on the order of business, on a ruling, or on whether a question is
// important (rules 71 to 79 and 89 to 91; Article 18 (3) of the Charter).
func (m Motion) Procedural() bool {
	return slices.Contains([]Motion{"deferral", "adjournment", "agenda", "important_question", "priority", "separate_vote", "ruling"}, m)
}

// The sides a yes can favour, beside a claimant's id.
const (
	FavoursStatusQuo = "status_quo"
	FavoursChange    = "change"
	FavoursOther     = "other"
)

// MemberBallot is one Member's vote.
type MemberBallot struct {
	Member string `json:"member"`
	Ballot Ballot `json:"vote"`
}

// RollCall is a recorded vote of the General Assembly.
type RollCall struct {
	ID         string  `json:"id"`
	Session    Session `json:"session"`
	Date       Date    `json:"date"`
	Draft      Symbol  `json:"draft"`
	Resolution Symbol  `json:"resolution"`
	// Meeting is the record of the meeting, where it is known.
	Meeting Symbol `json:"meeting"`
	// Dispute is the id of the dispute it was about, empty for a vote on
	// anything else.
	Dispute string `json:"dispute"`
	Motion  Motion `json:"motion"`
	// YesFavours is FavoursStatusQuo, FavoursChange, FavoursOther or the id of a
	// claimant of the dispute.
	YesFavours string `json:"yes_favours"`
	// Question is what a yes affirmed.
	Question string `json:"question"`
	// Counted is the tally counted from the ballots.
	Counted Tally `json:"counted"`
	// Printed is the tally as the official record prints it, with where; nil
	// where it is not known.
	Printed       *Tally `json:"printed"`
	PrintedSource string `json:"printed_source"`
	// Why says why the counted tally and the printed one differ, where somebody
	// has recorded it.
	Why      string `json:"why"`
	SourceID string `json:"source_id"`
	// Ballots are in the order of the Members' codes.
	Ballots []MemberBallot `json:"votes"`
}

// Count counts the ballots.
func (r *RollCall) Count() Tally {
	n := make(map[Ballot]int, len(Ballots.Terms))
	for _, b := range r.Ballots {
		n[b.Ballot]++
	}
	return Tally{CountOf(n[InFavour]), CountOf(n[Against]), CountOf(n[Abstaining])}
}

// Reconciled says whether the counted tally agrees with the printed one: not
// known where none is printed in the record.
func (r *RollCall) Reconciled() Truth {
	if r.Printed == nil || !r.Printed.Complete() {
		return NotKnown
	}
	return TruthOf(*r.Printed == r.Counted)
}

// Settle gives an *Invalid while the vote is not fit to be made final by an
// editor: its ballots do not add up to the announced totals, and why is not
// recorded. What comes in from a data set may differ; Reconciled says so.
func (r *RollCall) Settle() error {
	if r.Reconciled() != No || strings.TrimSpace(r.Why) != "" {
		return nil
	}
	return &Invalid{Faults: []Fault{{
		Field: "why", What: fmt.Sprintf("the votes add up to %s, and %s was announced", r.Counted, *r.Printed),
		Mend: "correct the votes or the announced totals, or record why they differ",
	}}}
}

// Carried says whether the motion carried. It did not if no more voted for it
// than against it (rule 86 counts those present and voting); it did if more did
// and the motion was procedural or a resolution came of it. Otherwise it is not
// known here: a two-thirds majority may have been needed.
func (r *RollCall) Carried() Truth {
	if !r.Counted.For.Known() || !r.Counted.Against.Known() {
		return NotKnown
	}
	switch {
	case r.Counted.For.Int() <= r.Counted.Against.Int():
		return No
	case r.Motion.Procedural() || r.Resolution.Known():
		return Yes
	}
	return NotKnown
}

var rollCallID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Validate gives an *Invalid with every fault that can be seen in the vote
// alone: an id, motion or ballot that is not one, a Member that votes twice,
// ballots that do not add up to the counted tally.
func (r *RollCall) Validate() error {
	var f faults
	if !rollCallID.MatchString(r.ID) {
		f.add("id", "write lower-case letters, digits and hyphens", "%q is not a recorded vote's id", r.ID)
	}
	if !r.Session.Known() {
		f.add("session", "write 51, S-18 or ES-11", "the recorded vote names no session")
	}
	if !Motions.Has(r.Motion) {
		f.add("motion", Suggest(string(r.Motion), Motions.Codes()), "%q is not a motion", r.Motion)
	}
	if r.Question == "" {
		f.add("question", "say what a yes affirmed", "the recorded vote has no question")
	}
	seen := make(map[string]bool, len(r.Ballots))
	for i, b := range r.Ballots {
		if seen[b.Member] {
			f.add(at("votes", i, "member"), "each Member votes once", "%s votes twice in %s", b.Member, r.ID)
		}
		seen[b.Member] = true
		if !Ballots.Has(b.Ballot) {
			f.add(at("votes", i, "vote"), Suggest(string(b.Ballot), Ballots.Codes()), "%q is not a vote", b.Ballot)
		}
	}
	if counted := r.Count(); counted != r.Counted {
		f.add("yes", "correct the totals or the votes", "the votes of %s add up to %s, not %s", r.ID, counted, r.Counted)
	}
	return f.err()
}

// SortBallots puts the ballots in the order of the Members' codes.
func (r *RollCall) SortBallots() {
	slices.SortFunc(r.Ballots, func(a, b MemberBallot) int {
		switch {
		case a.Member < b.Member:
			return -1
		case a.Member > b.Member:
			return 1
		}
		return 0
	})
}
