package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Issue is what a rule turns on.
type Issue string

// The issues.
const (
	Form         Issue = "form"
	Control      Issue = "control"
	Title        Issue = "title"
	Independence Issue = "independence"
	Organization Issue = "organization"
	StandingOf   Issue = "standing"
	Conduct      Issue = "conduct"
	Procedure    Issue = "procedure"
	Continuity   Issue = "continuity"
)

// Issues are what rules turn on.
var Issues = credentials.Vocabulary[Issue]{Name: "known issue", Terms: []credentials.Term[Issue]{
	{Code: Form, Label: "form", Meaning: "the document presented and who signed it"},
	{Code: Control, Label: "control", Meaning: "who holds the capital and the territory, and whether it functions at all"},
	{Code: Title, Label: "title", Meaning: "how it came to power, and its mandate"},
	{Code: Independence, Label: "independence", Meaning: "whether its hold rests on another State’s forces"},
	{Code: Organization, Label: "the Organization’s stance", Meaning: "what the Council and the Assembly have said of the claim"},
	{Code: StandingOf, Label: "standing", Meaning: "recognition by States and the stance of the regional body"},
	{Code: Conduct, Label: "conduct", Meaning: "grave abuses cited against it"},
	{Code: Procedure, Label: "procedure", Meaning: "how the question came up and what the body can do with it"},
	{Code: Continuity, Label: "continuity", Meaning: "what the body did the last time"},
}}

// Class says how much the finding of a rule weighs.
type Class string

// The classes.
const (
	Decisive Class = "decisive"
	Strong   Class = "strong"
	Weak     Class = "weak"
)

// Classes are the classes of rules, from the weightiest.
var Classes = credentials.Vocabulary[Class]{Name: "class", Terms: []credentials.Term[Class]{
	{Code: Decisive, Label: "decisive", Meaning: "settles the question unless an exception applies"},
	{Code: Strong, Label: "strong", Meaning: "usually prevails"},
	{Code: Weak, Label: "weak", Meaning: "tips the balance where little else speaks"},
}}

// LogOdds gives the weight of a rule of the class before anything is known of
// how often it has been right.
func (c Class) LogOdds() float64 {
	switch c {
	case Decisive:
		return 2
	case Strong:
		return 1
	case Weak:
		return 0.4
	}
	return 0
}

// Finding is what a rule concludes.
type Finding struct {
	Outcome credentials.Outcome `json:"outcome"`
	// Who is accepted; empty unless the outcome is accepted.
	Who Role `json:"who"`
}

// String gives "accepted (holder)", or the outcome alone.
func (f Finding) String() string {
	if f.Who == "" {
		return credentials.Outcomes.Label(f.Outcome)
	}
	return credentials.Outcomes.Label(f.Outcome) + " (" + Roles.Label(f.Who) + ")"
}

// Authority is what a rule rests on: a rule of procedure, a resolution, a legal
// opinion, or a work of doctrine.
type Authority struct {
	Ref   string `json:"ref"`
	Title string `json:"title"`
	// Law is the code of the entry in the digest of rules and practice, such as
	// GA-R27; empty if there is none.
	Law string `json:"law"`
}

// Rule is one rule. Callers leave its slices as they are.
type Rule struct {
	// ID begins with R-.
	ID string
	// Says is the rule as a sentence.
	Says      string
	Issue     Issue
	When      Condition
	Then      Finding
	Class     Class
	Authority []Authority
	// Unless are the ids of the rules that set this one aside when they fire.
	Unless []string
	// Conflicts are the ids of the rules of the same class with which it is known
	// to clash.
	Conflicts []string
	// Place is where it stands in the rulebook.
	Place Place

	unless []int
}

// Set is a rulebook that has been checked. It does not change once made and is
// safe for all readers.
type Set struct {
	rules []Rule
	ids   map[string]int
	// exceptionsFirst has every rule after the rules of its unless.
	exceptionsFirst []int
	// scopes has that of every rule.
	scopes []scope
	proof  Proof
	hash   string
}

// Rules gives the rules in the order of their ids.
func (s *Set) Rules() []Rule { return slices.Clone(s.rules) }

// Rule gives the rule with that id; any other id is a *credentials.NotFound.
func (s *Set) Rule(id string) (*Rule, error) {
	i, ok := s.ids[id]
	if !ok {
		return nil, &credentials.NotFound{Kind: "rule", ID: id}
	}
	return &s.rules[i], nil
}

// Len gives the number of rules.
func (s *Set) Len() int { return len(s.rules) }

// Hash gives the hexadecimal SHA-256 of what the rules say. Places, comments and
// the order in the files do not count.
func (s *Set) Hash() string { return s.hash }

// newSet sorts and indexes rules whose ids and exceptions have been checked.
func newSet(rules []Rule) *Set {
	slices.SortStableFunc(rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	s := &Set{rules: rules, ids: make(map[string]int, len(rules))}
	for i := range rules {
		s.ids[rules[i].ID] = i
	}
	hash := sha256.New()
	for i := range rules {
		for _, id := range rules[i].Unless {
			if at, ok := s.ids[id]; ok {
				rules[i].unless = append(rules[i].unless, at)
			}
		}
		hash.Write([]byte(rules[i].canonical()))
	}
	s.hash = hex.EncodeToString(hash.Sum(nil))
	return s
}

// Hash gives the hexadecimal SHA-256 of what the rule says.
func (r *Rule) Hash() string {
	sum := sha256.Sum256([]byte(r.canonical()))
	return hex.EncodeToString(sum[:])
}

// canonical gives one text for all spellings of a rule.
func (r *Rule) canonical() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %s %s %s %s %s\n", r.ID, r.Says, r.Issue, r.When, r.Then.Outcome, cmp.Or(r.Then.Who, "-"), r.Class)
	for _, list := range [][]string{r.Unless, r.Conflicts} {
		fmt.Fprintf(&b, "%q\n", slices.Sorted(slices.Values(list)))
	}
	for _, a := range r.Authority {
		fmt.Fprintf(&b, "%q %q %q\n", a.Ref, a.Title, a.Law)
	}
	return b.String()
}
