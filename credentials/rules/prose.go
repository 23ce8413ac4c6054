package rules

import (
	"fmt"
	"strings"

	"seatwatch/credentials"
)

// phrase says how a question of fact reads. In clause, {who} stands for the role
// and {what} for the answers; an answer that says has no words for reads as its
// label.
type phrase struct {
	clause string
	says   map[string]string
}

var casePhrases = [firstFact]phrase{
	kindOfDispute:    {"the dispute is about {what}", map[string]string{"objection": "an objection", "representation_item": "an item on representation"}},
	challengeMade:    {"the question came up {what}", map[string]string{"rival_credentials": "through rival credentials", "objection": "through an objection", "representation_item": "as an item of its own", "none": "without a challenge"}},
	opening:          {"the dispute {what}", map[string]string{"true": "is before the body for the first time", "false": "has been before the body before"}},
	previousOutcome:  {"the last outcome was {what}", nil},
	changedSince:     {"{what} since the last decision", map[string]string{"none": "no fact is known to have changed", "some": "a fact is known to have changed"}},
	earlierInSession: {"an earlier outcome of this session was {what}", nil},
	talksUnderWay:    {"mediated talks {what}", map[string]string{"true": "are under way", "false": "are not under way"}},
	division:         {"the three usual members of the Committee {what}", map[string]string{"true": "are divided on it", "false": "are not divided on it"}},
	holderThere:      {"{what} the seat", map[string]string{"none": "nobody holds", "some": "somebody holds"}},
	rivalsThere:      {"there {what}", map[string]string{"0": "is no rival", "one": "is one rival", "several": "are several rivals"}},
}

// Who holds the seat is no question of fact here, and has no words.
var factPhrases = [...]phrase{
	credentials.CredentialsForm:     {"{who} presented {what}", map[string]string{"valid": "a valid letter", "informal": "an informal paper", "defective": "a defective letter", "none": "no credentials"}},
	credentials.Capital:             {"the capital is {what} by {who}", nil},
	credentials.Territory:           {"{who} controls {what} of the territory", map[string]string{"little": "little", "none": "none"}},
	credentials.Origin:              {"{who} came to power by {what}", nil},
	credentials.Elected:             {"{who} {what}", map[string]string{"verified": "has a verified election behind it", "claimed": "claims an election", "unelected": "claims no election"}},
	credentials.ForeignForces:       {"{who} {what}", map[string]string{"none": "is upheld by no foreign forces", "present": "has foreign forces beside it", "dependent": "rests on foreign forces"}},
	credentials.OrganizationStance:  {"the claim of {who} {what} by the Organization", map[string]string{"endorsed": "is endorsed", "neutral": "is neither endorsed nor condemned", "condemned": "is condemned"}},
	credentials.Sanctions:           {"{who} {what}", map[string]string{"true": "is under measures of the Council", "false": "is under no measures of the Council"}},
	credentials.RestorationDemanded: {"the Organization {what} {who}", map[string]string{"true": "has called for the restoration of", "false": "has not called for the restoration of"}},
	credentials.RegionalStance:      {"the regional body {what} {who}", map[string]string{"backed": "backs", "neutral": "takes no side on", "divided": "is divided on", "condemned": "condemns"}},
	credentials.Recognition:         {"{who} is recognized by {what}", map[string]string{"none": "no State"}},
	credentials.AbusesCited:         {"{what} of {who} are cited", map[string]string{"true": "grave abuses", "false": "no grave abuses"}},
	credentials.Defunct:             {"{who} {what}", map[string]string{"true": "has ceased to function", "false": "still functions"}},
}

// clause says in words that the answer of a subject is among a set.
func (s subject) clause(among answers) string {
	d := &subjects[s]
	p := factPhrases[d.fact]
	if d.role == "" {
		p = casePhrases[s]
	}
	var words []string
	for i, a := range d.answers {
		if !among.has(answer(i + 1)) {
			continue
		}
		word := p.says[a.code]
		if word == "" {
			word = a.label
		}
		words = append(words, word)
	}
	return strings.NewReplacer("{what}", orList(words), "{who}", "the "+Roles.Label(d.role)).Replace(p.clause)
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// Prose gives the condition as a clause: "the question came up through an
// objection, and the capital is held by the holder".
func (c Condition) Prose() string { return c.prose(false) }

func (c *Condition) prose(inner bool) string {
	joined := func(by string) string {
		clauses := make([]string, len(c.parts))
		for i := range c.parts {
			clauses[i] = c.parts[i].prose(true)
		}
		text := strings.Join(clauses, by)
		if inner && len(clauses) > 1 {
			return "(" + text + ")"
		}
		return text
	}
	switch c.op {
	case allOf:
		return joined(", and ")
	case anyOf:
		return joined(", or ")
	case notOf:
		return "it is not so that " + c.parts[0].prose(true)
	case isOneOf:
	}
	return c.subject.clause(c.among)
}

// findingWords are what a finding reads like.
var findingWords = map[credentials.Outcome]string{
	credentials.Accepted:   "the credentials of the %s are accepted",
	credentials.Deferred:   "the decision is put off",
	credentials.VacantSeat: "nobody is seated",
	credentials.Rejected:   "the credentials are rejected",
	credentials.NoDecision: "no decision is taken on the credentials",
}

// Prose gives the finding as a clause: "the credentials of the holder are
// accepted".
func (f Finding) Prose() string {
	if f.Outcome == credentials.Accepted {
		return fmt.Sprintf(findingWords[f.Outcome], Roles.Label(f.Who))
	}
	return findingWords[f.Outcome]
}

// Prose gives the rule as one sentence made from its condition and its finding:
// what it does, as Says is what it means.
func (r *Rule) Prose() string {
	text := "Where " + r.When.Prose() + ", " + r.Then.Prose()
	if len(r.Unless) > 0 {
		text += ", unless " + orList(r.Unless) + " fires"
	}
	return text + "."
}

// Prose says in a sentence or two what the rule makes of the case, and why.
func (r *Result) Prose() string {
	switch {
	case r.Fired && len(r.Pending) > 0:
		return fmt.Sprintf("%s finds that %s, unless %s turns out to apply.", r.Rule.ID, r.Rule.Then.Prose(), orList(r.Pending))
	case r.Fired:
		return fmt.Sprintf("%s finds that %s.", r.Rule.ID, r.Rule.Then.Prose())
	case r.Truth == credentials.Yes:
		return fmt.Sprintf("%s would find that %s, but %s sets it aside.", r.Rule.ID, r.Rule.Then.Prose(), orList(r.Defeated))
	case r.Truth == credentials.NotKnown:
		keys := make([]string, len(r.Missing))
		for i, missing := range r.Missing {
			keys[i] = missing.Label
		}
		return fmt.Sprintf("%s would find that %s, but hangs on what is not known: %s.", r.Rule.ID, r.Rule.Then.Prose(), strings.Join(keys, ", "))
	}
	for _, step := range r.Trace() {
		if step.Question && step.Truth == credentials.No && step.Decides {
			return fmt.Sprintf("%s does not apply: it asks that %s, and %s.", r.Rule.ID, step.Words, step.Found)
		}
	}
	return fmt.Sprintf("%s does not apply.", r.Rule.ID)
}
