package credentials

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Fact is one of the coded facts of a claimant at a decision. Everything that
// is said of a fact (its key, label, values, their meaning and order) stands in
// the one table of this file; forms, SQL, pages, JSON, the codebook's page and
// the engine read it from there.
type Fact int

// The facts, in the order in which they are shown.
const (
	HoldsSeat Fact = iota
	CredentialsForm
	Capital
	Territory
	Origin
	Elected
	ForeignForces
	OrganizationStance
	Sanctions
	RestorationDemanded
	RegionalStance
	Recognition
	AbusesCited
	Defunct
	factCount
)

// Value is a value of one fact: the place of the value in the fact's table,
// from 1. The zero value is not known.
type Value uint8

// FactValue describes one value of a fact.
type FactValue struct {
	Code    string `json:"code"`
	Label   string `json:"label"`
	Meaning string `json:"meaning"`
	// Rank orders the values of a fact by how much they favour the claimant,
	// more being better. Values of one rank favour alike; rank 0 cannot be
	// compared with any other.
	Rank int `json:"rank"`
}

// FactTerm describes a fact.
type FactTerm struct {
	Key     string      `json:"key"`
	Label   string      `json:"label"`
	Meaning string      `json:"meaning"`
	Group   string      `json:"group"`
	Values  []FactValue `json:"values"`
}

// yesNo makes the values of a fact that is true or false. better says which of
// the two favours the claimant.
func yesNo(better bool) []FactValue {
	values := []FactValue{{Code: "true", Label: "yes", Rank: 1}, {Code: "false", Label: "no", Rank: 2}}
	if better {
		values[0].Rank, values[1].Rank = 2, 1
	}
	return values
}

var factTable = [factCount]FactTerm{
	HoldsSeat: {
		Key: "holds_seat", Label: "Holds the seat", Group: "Continuity", Values: yesNo(true),
		Meaning: "its delegation sat for the Member when the session opened",
	},
	CredentialsForm: {
		Key: "credentials", Label: "Credentials", Group: "Form",
		Meaning: "what it presented; rule 27 asks for a letter signed by a Head of State, a Head of Government or a Minister for Foreign Affairs",
		Values: []FactValue{
			{"valid", "valid", "a letter signed as rule 27 asks, by an office of that claimant", 3},
			{"informal", "informal", "a note, a list or a copy", 2},
			{"defective", "defective", "a letter that does not meet rule 27", 2},
			{"none", "none", "it presented none", 1},
		},
	},
	Capital: {
		Key: "capital", Label: "Capital", Group: "Control", Meaning: "control of the capital city",
		Values: []FactValue{
			{"held", "held", "it controlled the capital", 3},
			{"contested", "contested", "neither side controlled all of it", 2},
			{"not_held", "not held", "it did not control the capital", 1},
		},
	},
	Territory: {
		Key: "territory", Label: "Territory", Group: "Control", Meaning: "share of the territory or people under its control",
		Values: []FactValue{
			{"nearly_all", "nearly all", "over 90 per cent", 5},
			{"most", "most", "50 to 90 per cent", 4},
			{"some", "some", "10 to 50 per cent", 3},
			{"little", "little", "under 10 per cent", 2},
			{"none", "none", "none of it", 1},
		},
	},
	Origin: {
		Key: "origin", Label: "Came to power by", Group: "Title", Meaning: "how it came to claim the Government",
		Values: []FactValue{
			{"constitutional", "constitutional succession", "under the constitution then in force", 6},
			{"negotiated", "negotiation", "an agreement between the parties", 5},
			{"disputed_election", "a disputed election", "an election whose result is contested", 4},
			{"coup", "a coup", "removal of the Government by its own forces or officers", 3},
			{"armed_takeover", "an armed takeover", "victory of an armed movement", 2},
			{"foreign_installed", "foreign installation", "put in office by another State's forces", 1},
			{"independence", "independence", "the State itself was new", 0},
		},
	},
	Elected: {
		Key: "elected", Label: "Election", Group: "Title", Meaning: "whether its mandate came from an election",
		Values: []FactValue{
			{"verified", "verified", "the United Nations or a regional body observed and endorsed it", 3},
			{"claimed", "claimed", "it claimed a mandate from an election", 2},
			{"unelected", "unelected", "it claimed none", 1},
		},
	},
	ForeignForces: {
		Key: "foreign_forces", Label: "Foreign forces", Group: "Independence", Meaning: "whether its hold rested on another State's forces",
		Values: []FactValue{
			{"none", "none", "no foreign forces upheld it", 3},
			{"present", "present", "foreign forces were there", 2},
			{"dependent", "dependent", "its hold rested on them", 1},
		},
	},
	OrganizationStance: {
		Key: "un_stance", Label: "Organization’s stance", Group: "Stance of the Organization",
		Meaning: "what the Security Council or the Assembly had said of its claim",
		Values: []FactValue{
			{"endorsed", "endorsed", "its claim was endorsed", 3},
			{"neutral", "neutral", "nothing was said for or against it", 2},
			{"condemned", "condemned", "its claim was condemned", 1},
		},
	},
	Sanctions: {
		Key: "un_sanctions", Label: "Council measures", Group: "Stance of the Organization", Values: yesNo(false),
		Meaning: "Security Council measures aimed at it were in force",
	},
	RestorationDemanded: {
		Key: "restoration_demanded", Label: "Restoration called for", Group: "Stance of the Organization", Values: yesNo(true),
		Meaning: "the Council or the Assembly had called for it to be restored",
	},
	RegionalStance: {
		Key: "regional_stance", Label: "Regional stance", Group: "Standing",
		Meaning: "the stance of the regional body (OAU or African Union, OAS, ASEAN, ECOWAS, Arab League, European Union and others)",
		Values: []FactValue{
			{"backed", "backed", "the regional body backed it", 3},
			{"neutral", "neutral", "it took no side", 2},
			{"divided", "divided", "its members were divided", 2},
			{"condemned", "condemned", "it condemned the claim", 1},
		},
	},
	Recognition: {
		Key: "recognition", Label: "Recognized by", Group: "Standing", Meaning: "States that recognized it as the Government",
		Values: []FactValue{
			{"most", "most States", "more than half", 4},
			{"many", "many States", "a large number, not most", 3},
			{"few", "few States", "a handful", 2},
			{"none", "none", "no State", 1},
		},
	},
	AbusesCited: {
		Key: "abuses_cited", Label: "Abuses cited", Group: "Conduct", Values: yesNo(false),
		Meaning: "objections before the body cited grave abuses or terrorism",
	},
	Defunct: {
		Key: "defunct", Label: "Defunct", Group: "Control", Values: yesNo(false),
		Meaning: "it had ceased to function as an authority",
	},
}

// Facts gives every fact in the order in which they are shown.
func Facts() []Fact {
	facts := make([]Fact, factCount)
	for i := range facts {
		facts[i] = Fact(i)
	}
	return facts
}

// FactKeys gives the keys of all facts, in order.
func FactKeys() []string {
	keys := make([]string, factCount)
	for i, term := range factTable {
		keys[i] = term.Key
	}
	return keys
}

// ParseFact gives the fact with that key; any other text is an *Invalid.
func ParseFact(key string) (Fact, error) {
	if i := slices.IndexFunc(factTable[:], func(t FactTerm) bool { return t.Key == key }); i >= 0 {
		return Fact(i), nil
	}
	return 0, &Invalid{Faults: []Fault{{
		What: fmt.Sprintf("%q is not a fact", key), Mend: Suggest(key, FactKeys()),
	}}}
}

// Term describes the fact: key, label, meaning, group and values.
func (f Fact) Term() FactTerm { return factTable[f] }

// Key gives the fact's key in the dataset.
func (f Fact) Key() string { return factTable[f].Key }

// Label gives the fact's label on pages.
func (f Fact) Label() string { return factTable[f].Label }

// Codes gives the codes of the fact's values in order.
func (f Fact) Codes() []string {
	codes := make([]string, len(factTable[f].Values))
	for i, value := range factTable[f].Values {
		codes[i] = value.Code
	}
	return codes
}

// YesNo reports whether the fact's values are true and false.
func (f Fact) YesNo() bool { return factTable[f].Values[0].Code == "true" }

// Parse gives the value that code writes; the empty code is not known. Any
// other text is an *Invalid.
func (f Fact) Parse(code string) (Value, error) {
	if code == "" {
		return 0, nil
	}
	if i := slices.Index(f.Codes(), code); i >= 0 {
		return Value(i + 1), nil
	}
	mend := Suggest(code, f.Codes())
	if !strings.Contains(mend, "write one of") {
		mend += " The values are " + strings.Join(f.Codes(), ", ")
	}
	return 0, &Invalid{Faults: []Fault{{Field: f.Key(), What: fmt.Sprintf("%q is not a value of %s", code, f.Key()), Mend: mend}}}
}

// Code gives the code of a value, empty for not known.
func (f Fact) Code(v Value) string {
	if v == 0 {
		return ""
	}
	return factTable[f].Values[v-1].Code
}

// ValueLabel gives a value as pages write it: "not held", "yes", "not known".
func (f Fact) ValueLabel(v Value) string {
	if v == 0 {
		return NotKnown.String()
	}
	return factTable[f].Values[v-1].Label
}

// Truth gives a yes-or-no fact's value as Truth, and whether it is known for
// any other fact.
func (f Fact) Truth(v Value) Truth {
	switch f.Code(v) {
	case "true":
		return Yes
	case "false":
		return No
	}
	return NotKnown
}

// Favour says how one value of a fact compares with another for the claimant.
type Favour int8

// The ways two values compare.
const (
	// FavourNotKnown: at least one of the two is not known.
	FavourNotKnown Favour = iota
	Weaker
	Alike
	Stronger
	// Incomparable: both are known and the fact sets no order between them.
	Incomparable
)

// Compare says how a compares with b for the claimant that has them.
func (f Fact) Compare(a, b Value) Favour {
	if a == 0 || b == 0 {
		return FavourNotKnown
	}
	if a == b {
		return Alike
	}
	first, second := factTable[f].Values[a-1].Rank, factTable[f].Values[b-1].Rank
	switch {
	case first == 0 || second == 0:
		return Incomparable
	case first > second:
		return Stronger
	case first < second:
		return Weaker
	}
	return Alike
}

// Standing is the coded facts of one claimant at one decision, as they stood on
// the day of it. The zero value knows nothing. Standings compare with ==.
type Standing struct {
	values [factCount]Value
}

// Get gives the value of a fact.
func (s Standing) Get(f Fact) Value { return s.values[f] }

// With gives the standing with one fact set.
func (s Standing) With(f Fact, v Value) Standing {
	s.values[f] = v
	return s
}

// Code gives the code of a fact's value, empty for not known.
func (s Standing) Code(f Fact) string { return f.Code(s.values[f]) }

// Known gives the number of facts that are known, of as many as there are.
func (s Standing) Known() (known, of int) {
	for _, v := range s.values {
		if v != 0 {
			known++
		}
	}
	return known, int(factCount)
}

// MarshalJSON gives an object with every fact's key; null is not known.
func (s Standing) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, f := range Facts() {
		if i > 0 {
			b.WriteByte(',')
		}
		value := "null"
		if code := s.Code(f); f.YesNo() && code != "" {
			value = code
		} else if code != "" {
			quoted, err := json.Marshal(code)
			if err != nil {
				return nil, err
			}
			value = string(quoted)
		}
		fmt.Fprintf(&b, "%q:%s", f.Key(), value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}
