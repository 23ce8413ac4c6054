package precedents

import (
	"encoding/json"
	"maps"
	"slices"

	"seatwatch/credentials"
)

// Footing is what a brief was made from, thing by thing, each under its id with
// what it was. Two of them tell what has moved in between, which the hashes of a
// Brief do not.
type Footing struct {
	// Facts are the coded facts of the case, "taliban.capital", with how the question
	// comes up under "challenge" and whether talks are under way under "talks".
	Facts map[string]string `json:"facts"`
	// Positions are the stances of Members, "NOR" or "NOR.taliban".
	Positions map[string]string `json:"positions"`
	// Committee has the nine of the session, and says who takes the chair.
	Committee map[string]string `json:"committee"`
	// Decisions are those that the forecast learned from, and all of the dispute
	// itself, each with a hash of all that is learned from it.
	Decisions map[string]string `json:"decisions"`
	// Sources are those of the dispute, by what they refer to, with their titles.
	Sources map[string]string `json:"sources"`
	// Rules are those of the rulebook, each with its hash.
	Rules map[string]string `json:"rules"`
	// Annexes are those that were asked for; nil stands for all.
	Annexes []string `json:"annexes"`
}

// The facts of a Footing that are no claimant's.
const (
	challengeFact = "challenge"
	talksFact     = "talks"
	inTheChair    = "chair"
	onTheNine     = "member"
)

// footing gives what the brief is made from.
func (b *briefing) footing() Footing {
	f := Footing{
		Facts: map[string]string{}, Positions: map[string]string{}, Committee: map[string]string{},
		Decisions: map[string]string{}, Sources: map[string]string{}, Rules: map[string]string{},
	}
	for i := range b.engine.rules {
		f.Rules[b.engine.rules[i].ID] = b.engine.rules[i].Hash()
	}
	if nine, ok := b.engine.book.Committee(b.brief.Session); ok {
		for _, m := range nine.Members {
			f.Committee[m.Member] = onTheNine
			if m.Chair == credentials.Yes {
				f.Committee[m.Member] = inTheChair
			}
		}
	}
	for _, c := range b.engine.book.byDispute[b.dispute.ID] {
		f.Decisions[c.ID()] = hashOf(c.print)
	}
	f.take(b.dispute.Sources)
	for i := range b.dispute.Decisions {
		f.take(b.dispute.Decisions[i].Sources)
	}
	if sheet, err := b.dispute.Preparation(b.brief.Session); err == nil {
		f.take(sheet.Sources)
	}
	if b.inquiry != nil {
		f.stand(b.inquiry)
	}
	return f
}

func (f *Footing) take(sources []credentials.Source) {
	for _, source := range sources {
		f.Sources[source.Ref] = source.Title
	}
}

// stand takes the facts of a case, and what was learned for it.
func (f *Footing) stand(q *inquiry) {
	for _, l := range q.lessons {
		f.Decisions[l.ID()] = hashOf(l.print)
	}
	note := func(id, code string) {
		if code != "" {
			f.Facts[id] = code
		}
	}
	note(challengeFact, string(q.Challenge))
	if q.Talks != credentials.NotKnown {
		note(talksFact, q.Talks.Code())
	}
	for i, claimant := range q.Claimants {
		for _, fact := range facts {
			note(claimant+"."+fact.Key(), q.Standings[i].Code(fact))
		}
	}
	for _, p := range q.Positions {
		id := p.Member
		if p.Claimant != "" {
			id += "." + p.Claimant
		}
		f.Positions[id] = string(p.Stance)
	}
}

// MovedKind says what sort of thing has moved.
type MovedKind string

// The kinds of things that move.
const (
	MovedFact      MovedKind = "fact"
	MovedPosition  MovedKind = "position"
	MovedCommittee MovedKind = "committee"
	MovedDecision  MovedKind = "decision"
	MovedSource    MovedKind = "source"
	MovedRule      MovedKind = "rule"
)

// MovedKinds are the kinds of things that move, in the order in which they are
// named.
var MovedKinds = credentials.Vocabulary[MovedKind]{Name: "kind of thing that moves", Terms: []credentials.Term[MovedKind]{
	{Code: MovedFact, Label: "fact", Meaning: "a coded fact of the case"},
	{Code: MovedPosition, Label: "position", Meaning: "the stance of a Member"},
	{Code: MovedCommittee, Label: "Committee", Meaning: "who sits on the Credentials Committee of the session"},
	{Code: MovedDecision, Label: "decision", Meaning: "a decision that the forecast learned from, or one of the dispute itself"},
	{Code: MovedSource, Label: "source", Meaning: "a source of the dispute"},
	{Code: MovedRule, Label: "rule", Meaning: "a rule of the rulebook"},
}}

// Fate says what became of a thing or of a sentence.
type Fate string

// The fates.
const (
	IsAdded   Fate = "added"
	IsDropped Fate = "dropped"
	IsChanged Fate = "changed"
	// RestsOtherwise: a sentence says the same, and rests on something else.
	RestsOtherwise Fate = "grounds"
)

// Fates are what can become of a thing or of a sentence.
var Fates = credentials.Vocabulary[Fate]{Name: "fate", Terms: []credentials.Term[Fate]{
	{Code: IsAdded, Label: "new", Meaning: "it was not there before"},
	{Code: IsDropped, Label: "dropped", Meaning: "it is there no more"},
	{Code: IsChanged, Label: "changed", Meaning: "it is otherwise now"},
	{Code: RestsOtherwise, Label: "other grounds", Meaning: "it says the same, and rests on something else"},
}}

// Moved is one thing that a brief was made from and that has moved since.
type Moved struct {
	Kind MovedKind `json:"kind"`
	ID   string    `json:"id"`
	Fate Fate      `json:"fate"`
	// Was and Is are codes or titles; empty for what was not there or not known, and
	// for a decision or a rule, of which only that it changed is told.
	Was string `json:"-"`
	Is  string `json:"-"`
}

// MarshalJSON gives null for what was or is not known.
func (m Moved) MarshalJSON() ([]byte, error) {
	type plain Moved
	return json.Marshal(struct {
		plain
		Was *string `json:"was"`
		Is  *string `json:"is"`
	}{plain(m), orNull(m.Was), orNull(m.Is)})
}

// Since gives what has moved from an earlier footing to this one, by kind and id.
func (f *Footing) Since(earlier *Footing) []Moved {
	moved := []Moved{}
	compare := func(kind MovedKind, was, is map[string]string, told bool) {
		ids := map[string]string{}
		maps.Copy(ids, was)
		maps.Copy(ids, is)
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			before, had := was[id]
			after, has := is[id]
			m := Moved{Kind: kind, ID: id, Fate: IsChanged}
			switch {
			case had && has && before == after:
				continue
			case !had:
				m.Fate = IsAdded
			case !has:
				m.Fate = IsDropped
			}
			if told {
				m.Was, m.Is = before, after
			}
			moved = append(moved, m)
		}
	}
	compare(MovedFact, earlier.Facts, f.Facts, true)
	compare(MovedPosition, earlier.Positions, f.Positions, true)
	compare(MovedCommittee, earlier.Committee, f.Committee, true)
	compare(MovedDecision, earlier.Decisions, f.Decisions, false)
	compare(MovedSource, earlier.Sources, f.Sources, true)
	compare(MovedRule, earlier.Rules, f.Rules, false)
	return moved
}
