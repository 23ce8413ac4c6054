package credentials

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Challenge says how the question came up.
type Challenge string

// The ways a question comes up.
const (
	RivalCredentials Challenge = "rival_credentials"
	Objection        Challenge = "objection"
	AgendaItem       Challenge = "representation_item"
	Unchallenged     Challenge = "none"
)

// Challenges are the ways a question comes up.
var Challenges = Vocabulary[Challenge]{Name: "challenge", Terms: []Term[Challenge]{
	{RivalCredentials, "rival credentials", "two or more delegations presented themselves for the same seat"},
	{Objection, "objection", "a Member objected to the credentials of the only delegation before the body"},
	{AgendaItem, "representation item", "the question was an agenda item of its own"},
	{Unchallenged, "none", "nobody challenged the credentials"},
}}

// Contested reports whether somebody challenged.
func (c Challenge) Contested() bool { return c != "" && c != Unchallenged }

// Outcome is a decision in one word.
type Outcome string

// The outcomes.
const (
	Accepted   Outcome = "accepted"
	Deferred   Outcome = "deferred"
	VacantSeat Outcome = "vacant"
	Rejected   Outcome = "rejected"
	NoDecision Outcome = "no_decision"
)

// Outcomes are the outcomes of a decision.
var Outcomes = Vocabulary[Outcome]{Name: "outcome", Terms: []Term[Outcome]{
	{Accepted, "accepted", "one claimant’s credentials were accepted"},
	{Deferred, "deferred", "the decision was put off; whoever held the seat goes on holding it"},
	{VacantSeat, "vacant", "nobody was seated for the Member"},
	{Rejected, "rejected", "the credentials of the only delegation before the body were rejected"},
	{NoDecision, "no decision", "the body expressly took no decision on the credentials"},
}}

// BodyOutcome is what one body, the Committee or the Assembly, did.
type BodyOutcome string

// The outcomes of a body that are not outcomes of a decision.
const (
	ApprovedReport BodyOutcome = "approved_report"
	SeatedOther    BodyOutcome = "seated_other"
	NoAction       BodyOutcome = "no_action"
)

// CommitteeOutcomes are what the Committee can do.
var CommitteeOutcomes = Vocabulary[BodyOutcome]{Name: "outcome of the Committee", Terms: append(bodyTerms(Outcomes.Terms),
	Term[BodyOutcome]{NoAction, "no action", "it took no action"})}

// AssemblyOutcomes are what the Assembly can do.
var AssemblyOutcomes = Vocabulary[BodyOutcome]{Name: "outcome of the Assembly", Terms: append([]Term[BodyOutcome]{
	{ApprovedReport, "approved the report", "it approved the Committee’s report"},
	{SeatedOther, "seated another", "it seated another delegation than the one that sat"},
	{NoAction, "no action", "it took no action"},
}, bodyTerms(Outcomes.Terms)...)}

func bodyTerms(terms []Term[Outcome]) []Term[BodyOutcome] {
	body := make([]Term[BodyOutcome], len(terms))
	for i, t := range terms {
		body[i] = Term[BodyOutcome]{BodyOutcome(t.Code), t.Label, t.Meaning}
	}
	return body
}

// How says how a body decided.
type How string

// The ways a body decides.
const (
	WithoutVote How = "without_vote"
	ByVote      How = "vote"
)

// Hows are the ways a body decides.
var Hows = Vocabulary[How]{Name: "way of deciding", Terms: []Term[How]{
	{WithoutVote, "without a vote", "nobody asked for a vote"},
	{ByVote, "by vote", "by a vote, recorded or by show of hands"},
}}

// Vacant stands for a claimant's id where nobody sat.
const Vacant = "vacant"

// DecisionKey names a decision within its dispute: the session, and its number
// where the dispute was decided more than once at that session.
type DecisionKey struct {
	Session Session
	// Number runs from 1 in the order of the decisions.
	Number int
}

// ParseDecisionKey reads "29" or "29.2".
func ParseDecisionKey(text string) (DecisionKey, error) {
	head, tail, split := strings.Cut(text, ".")
	session, err := ParseSession(head)
	number := 1
	if split && err == nil {
		number, err = strconv.Atoi(tail)
	}
	if err != nil || !session.Known() || number < 1 || number > 99 || (split && tail != strconv.Itoa(number)) {
		return DecisionKey{}, &Invalid{Faults: []Fault{{
			What: fmt.Sprintf("%q does not name a decision", text),
			Mend: "write the session, such as 51 or S-18, and 29.2 for the second decision at the twenty-ninth",
		}}}
	}
	return DecisionKey{session, number}, nil
}

// String gives "29", and "29.2" for the second decision at a session.
func (k DecisionKey) String() string {
	if k.Number <= 1 {
		return k.Session.String()
	}
	return k.Session.String() + "." + strconv.Itoa(k.Number)
}

// DecisionID names a decision in the whole record: "liberia-1990:46", and
// "south-africa-1965:29.2" for the second at a session.
func DecisionID(dispute string, key DecisionKey) string { return dispute + ":" + key.String() }

// ParseDecisionID reads such a name; any other text is an *Invalid. Whether the
// record has the decision is not asked.
func ParseDecisionID(text string) (dispute string, key DecisionKey, err error) {
	dispute, session, named := strings.Cut(text, ":")
	if named && dispute != "" {
		if key, err = ParseDecisionKey(session); err == nil {
			return dispute, key, nil
		}
	}
	return "", DecisionKey{}, &Invalid{Faults: []Fault{{
		What: fmt.Sprintf("%q does not name a decision of a dispute", text),
		Mend: "write the dispute and the session, such as liberia-1990:46",
	}}}
}

// Compare orders keys by session and number.
func (k DecisionKey) Compare(other DecisionKey) int {
	return cmp.Or(k.Session.Compare(other.Session), cmp.Compare(k.Number, other.Number))
}

// CommitteeAction is what the Credentials Committee did.
type CommitteeAction struct {
	// Dates are the days it met on the question, as far as they are known.
	Dates   []Date      `json:"dates"`
	Reports []Symbol    `json:"reports"`
	Outcome BodyOutcome `json:"outcome"`
	How     How         `json:"how"`
	// Vote is nil unless How is ByVote.
	Vote *Tally `json:"vote"`
	Note string `json:"note"`
}

// AssemblyAction is what the General Assembly did.
type AssemblyAction struct {
	Date        Date        `json:"date"`
	Resolutions []Symbol    `json:"resolutions"`
	Meetings    []Symbol    `json:"meetings"`
	Outcome     BodyOutcome `json:"outcome"`
	How         How         `json:"how"`
	// Vote is nil unless How is ByVote.
	Vote *Tally `json:"vote"`
	Note string `json:"note"`
}

// Decision is what came of one dispute at one session, with the facts as they
// stood that day.
type Decision struct {
	Key       DecisionKey `json:"-"`
	Challenge Challenge   `json:"challenge"`
	// Committee is nil where the Committee did not take it up.
	Committee *CommitteeAction `json:"committee"`
	// Assembly is nil where the Assembly took no action.
	Assembly *AssemblyAction `json:"assembly"`
	Outcome  Outcome         `json:"outcome"`
	// Accepted is the id of the claimant whose credentials were accepted; empty
	// unless the outcome is Accepted.
	Accepted string `json:"accepted"`
	// Seated is the id of the claimant that sat when the decision was done, or
	// Vacant.
	Seated string `json:"seated"`
	// Talks says whether a mediated process between the claimants was under way.
	Talks Truth `json:"talks"`
	// Facts are the coded facts by claimant id; a claimant that is missing is
	// one of whom nothing is known.
	Facts map[string]Standing `json:"facts"`
	// Coding says of single facts who coded them and what they rest on.
	Coding     []Coding   `json:"coding"`
	Positions  []Position `json:"positions"`
	Sources    []Source   `json:"sources"`
	Confidence Confidence `json:"confidence"`
	Doubts     string     `json:"doubts"`
}

// Date gives the day of the decision as well as it is known: the Assembly's,
// else the last day the Committee met, else not known.
func (x *Decision) Date() Date {
	if x.Assembly != nil && x.Assembly.Date.Known() {
		return x.Assembly.Date
	}
	if x.Committee != nil && len(x.Committee.Dates) > 0 {
		return slices.MaxFunc(x.Committee.Dates, Date.Compare)
	}
	return Date{}
}

// Acted reports whether the record has an act of the Committee or the Assembly
// on the credentials. A decision without one is coded from who sat.
func (x *Decision) Acted() bool {
	return x.Committee != nil && x.Committee.Outcome != NoAction || x.Assembly != nil && x.Assembly.Outcome != NoAction
}

// Documents gives every document symbol the decision names, in order, once.
func (x *Decision) Documents() []Symbol {
	var symbols []Symbol
	if x.Committee != nil {
		symbols = append(symbols, x.Committee.Reports...)
	}
	if x.Assembly != nil {
		symbols = append(symbols, x.Assembly.Resolutions...)
		symbols = append(symbols, x.Assembly.Meetings...)
	}
	for _, source := range x.Sources {
		if symbol, ok := source.Symbol(); ok {
			symbols = append(symbols, symbol)
		}
	}
	slices.SortFunc(symbols, Symbol.Compare)
	return slices.Compact(symbols)
}

// validateDecision checks the invariants between the fields of a decision
// (CODEBOOK.md).
func (d *Dispute) validateDecision(f *faults, i int) {
	x := &d.Decisions[i]
	path := at("decisions", i, "")
	if !x.Key.Session.Known() {
		f.add(path+"session", "write 51, S-18 or ES-11", "the decision names no session")
	}
	if !Challenges.Has(x.Challenge) {
		f.add(path+"challenge", Suggest(string(x.Challenge), Challenges.Codes()), "%q is not a challenge", x.Challenge)
	}
	if !Outcomes.Has(x.Outcome) {
		f.add(path+"outcome", Suggest(string(x.Outcome), Outcomes.Codes()), "%q is not an outcome", x.Outcome)
	}
	if !Confidences.Has(x.Confidence) {
		f.add(path+"confidence", Suggest(string(x.Confidence), Confidences.Codes()), "%q is not a confidence", x.Confidence)
	}
	d.validateSeat(f, path, x)
	d.validateFacts(f, path, x.Facts)
	d.validateCodings(f, path, x.Coding)
	x.validateBodies(f, path)
	for n, position := range x.Positions {
		position.validate(f, path+at("positions", n, ""), d)
	}
	if len(x.Sources) == 0 {
		f.add(path+"sources", "name at least one source", "the decision rests on no source")
	}
	for n, source := range x.Sources {
		source.validate(f, path+at("sources", n, ""))
	}
}

// validateSeat checks outcome, accepted and seated against each other.
func (d *Dispute) validateSeat(f *faults, path string, x *Decision) {
	known := func(field, id string) {
		if _, ok := d.Claimant(id); id != "" && !ok {
			f.add(path+field, Suggest(id, d.claimantIDs()), "there is no claimant %q", id)
		}
	}
	known("accepted", x.Accepted)
	if x.Seated != Vacant {
		known("seated", x.Seated)
	}
	switch {
	case x.Seated == "":
		f.add(path+"seated", "name the claimant that sat, or vacant", "who sat is missing")
	case x.Outcome == Accepted && x.Accepted == "":
		f.add(path+"accepted", "name the claimant whose credentials were accepted", "the outcome is accepted, but no claimant is named")
	case x.Outcome != Accepted && x.Accepted != "":
		f.add(path+"accepted", "leave it out unless the outcome is accepted", "%q is named as accepted, but the outcome is %s", x.Accepted, x.Outcome)
	case x.Outcome == Accepted && x.Accepted != x.Seated:
		f.add(path+"seated", fmt.Sprintf("write %q, or another outcome", x.Accepted), "%q was accepted, but %q is said to have sat", x.Accepted, x.Seated)
	case x.Outcome == VacantSeat && x.Seated != Vacant:
		f.add(path+"seated", "write vacant, or another outcome", "the outcome is vacant, but %q is said to have sat", x.Seated)
	case x.Seated == Vacant && x.Outcome != VacantSeat && x.Outcome != Rejected:
		f.add(path+"seated", "name the claimant that sat, or the outcome vacant or rejected", "nobody sat, but the outcome is %s", x.Outcome)
	}
}

func (d *Dispute) claimantIDs() []string {
	ids := make([]string, len(d.Claimants))
	for i, claimant := range d.Claimants {
		ids[i] = claimant.ID
	}
	return ids
}

func (d *Dispute) validateFacts(f *faults, path string, facts map[string]Standing) {
	holder := ""
	for _, id := range slices.Sorted(maps.Keys(facts)) {
		if _, ok := d.Claimant(id); !ok {
			f.add(path+"facts."+id, Suggest(id, d.claimantIDs()), "there is no claimant %q", id)
			continue
		}
		if HoldsSeat.Truth(facts[id].Get(HoldsSeat)) != Yes {
			continue
		}
		if holder != "" {
			f.add(path+"facts."+id+".holds_seat", "only one delegation holds a seat", "%q and %q both hold the seat", holder, id)
		}
		holder = id
	}
}

func (x *Decision) validateBodies(f *faults, path string) {
	if c := x.Committee; c != nil {
		validateAction(f, path+"committee.", c.Outcome, &CommitteeOutcomes, c.How, c.Vote)
	}
	if a := x.Assembly; a != nil {
		validateAction(f, path+"assembly.", a.Outcome, &AssemblyOutcomes, a.How, a.Vote)
	}
}

// validateAction checks what one body did: an outcome it can reach, and numbers
// only of a vote.
func validateAction(f *faults, path string, outcome BodyOutcome, outcomes *Vocabulary[BodyOutcome], how How, vote *Tally) {
	if !outcomes.Has(outcome) {
		f.add(path+"outcome", Suggest(string(outcome), outcomes.Codes()), "%q is not an %s", outcome, outcomes.Name)
	}
	if how != "" && !Hows.Has(how) {
		f.add(path+"how", Suggest(string(how), Hows.Codes()), "%q is not a %s", how, Hows.Name)
	}
	switch {
	case how == ByVote && vote == nil:
		f.add(path+"vote", "give for, against and abstaining, null where not known", "there was a vote, but its numbers are missing")
	case how != ByVote && vote != nil:
		f.add(path+"how", `write "vote", or leave the numbers out`, "numbers of a vote are given, but how is %q", how)
	}
}
