package precedents

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// FacetValue is one value by which a list can be narrowed down.
type FacetValue struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Facet is one thing by which a list can be narrowed down. Values of one facet
// are alternatives; facets narrow each other.
type Facet struct {
	// Key is its name in the address.
	Key string `json:"key"`
	// Label is its name on pages.
	Label  string       `json:"label"`
	Values []FacetValue `json:"values"`
	// Fact is the coded fact it asks for, nil for any other facet, and Part whose
	// fact that is.
	Fact *credentials.Fact `json:"-"`
	Part Part              `json:"-"`

	// of gives the code of a decision's value, empty for not known; nil where the
	// facet is one of disputes.
	of func(*facetSubject) string
}

// Part is the part that a claimant plays at a decision.
type Part int8

// The parts. Of several rivals the strongest that can be accepted counts, as the
// engine takes it.
const (
	HolderPart Part = iota
	RivalPart
)

// String gives the part as sentences name who plays it.
func (p Part) String() string {
	if p == RivalPart {
		return "the rival"
	}
	return "the holder"
}

// Has reports whether code is a value of the facet.
func (f Facet) Has(code string) bool { return slices.Contains(f.codes(), code) }

// ValueLabel gives the label of a value, and the code itself if it is none.
func (f Facet) ValueLabel(code string) string {
	for _, value := range f.Values {
		if value.Code == code {
			return value.Label
		}
	}
	return code
}

func (f Facet) codes() []string {
	codes := make([]string, len(f.Values))
	for i, value := range f.Values {
		codes[i] = value.Code
	}
	return codes
}

const (
	// NotKnownCode is the value that asks for what is not known.
	NotKnownCode = "not_known"
	// NoRivalCode is the value of a rival's fact where there was no rival.
	NoRivalCode = "no_rival"
)

// Era is a span of years in which the Organization dealt with seats in one way.
type Era struct {
	FacetValue
	// From and Until are the first and the last year; Until is 0 for the era
	// that lasts.
	From, Until int
}

// Eras are the spans of years, oldest first.
var Eras = []Era{
	{FacetValue{"1946-1970", "1946–1970"}, 1946, 1970},
	{FacetValue{"1971-1990", "1971–1990"}, 1971, 1990},
	{FacetValue{"1991-2010", "1991–2010"}, 1991, 2010},
	{FacetValue{"2011-", "2011–"}, 2011, 0},
}

// EraOf gives the code of the era of a year, empty for a year before them all.
func EraOf(year int) string {
	for _, era := range Eras {
		if year >= era.From && (era.Until == 0 || year <= era.Until) {
			return era.Code
		}
	}
	return ""
}

func eraValues() []FacetValue {
	values := make([]FacetValue, len(Eras))
	for i, era := range Eras {
		values[i] = era.FacetValue
	}
	return values
}

func terms[T ~string](vocabulary *credentials.Vocabulary[T]) []FacetValue {
	values := make([]FacetValue, len(vocabulary.Terms))
	for i, term := range vocabulary.Terms {
		values[i] = FacetValue{string(term.Code), term.Label}
	}
	return values
}

func orNotKnown(values []FacetValue) []FacetValue {
	return append(values, FacetValue{NotKnownCode, credentials.NotKnown.String()})
}

// DisputeFacets narrow down the list of disputes. The era is that of the year
// in which a dispute opened, the outcome and the challenge are those of its
// latest decision, the confidence is its lowest.
var DisputeFacets = []Facet{
	{Key: "era", Label: "Era", Values: eraValues()},
	{Key: "region", Label: "Region", Values: terms(&credentials.RegionalGroups)},
	{Key: "kind", Label: "Kind", Values: terms(&credentials.Kinds)},
	{Key: "outcome", Label: "Last outcome", Values: terms(&credentials.Outcomes)},
	{Key: "challenge", Label: "Challenge", Values: terms(&credentials.Challenges)},
	{Key: "state", Label: "State", Values: terms(&credentials.States)},
	{Key: "confidence", Label: "Confidence", Values: terms(&credentials.Confidences)},
}

// DecisionFacets narrow down the list of decisions. The era is that of the year
// in which the session opened. A fact is that of the claimant that held the
// seat, and with "rival." before its key that of the strongest rival.
var DecisionFacets = slices.Concat([]Facet{
	{Key: "era", Label: "Era", Values: eraValues(), of: func(s *facetSubject) string { return EraOf(s.session.Opened.Year()) }},
	{Key: "region", Label: "Region", Values: terms(&credentials.RegionalGroups), of: func(s *facetSubject) string { return string(s.member.Group) }},
	{Key: "kind", Label: "Kind", Values: terms(&credentials.Kinds), of: func(s *facetSubject) string { return string(s.dispute.Kind) }},
	{Key: "outcome", Label: "Outcome", Values: terms(&credentials.Outcomes), of: func(s *facetSubject) string { return string(s.decision.Outcome) }},
	{Key: "challenge", Label: "Challenge", Values: terms(&credentials.Challenges), of: func(s *facetSubject) string { return string(s.decision.Challenge) }},
	{Key: "sat", Label: "Who sat", Values: satValues, of: (*facetSubject).sat},
	{Key: "body", Label: "Who acted", Values: bodyValues, of: (*facetSubject).body},
	{Key: "state", Label: "State", Values: terms(&credentials.States), of: func(s *facetSubject) string { return string(s.state) }},
	{Key: "confidence", Label: "Confidence", Values: terms(&credentials.Confidences), of: func(s *facetSubject) string { return string(s.decision.Confidence) }},
}, factFacets(HolderPart), factFacets(RivalPart))

// The values of the facets of decisions that are of no vocabulary.
var (
	satValues = []FacetValue{
		{"holder", "the holder of the seat"},
		{"other", "another claimant"},
		{"nobody", "nobody"},
		{NotKnownCode, credentials.NotKnown.String()},
	}
	bodyValues = []FacetValue{
		{"both", "the Committee and the Assembly"},
		{"committee", "the Committee alone"},
		{"assembly", "the Assembly alone"},
		{"neither", "no act recorded"},
	}
)

// sat says which part whoever sat in the end had played: not known where the
// record does not say who held the seat before.
func (s *facetSubject) sat() string {
	switch {
	case s.decision.Seated == credentials.Vacant:
		return "nobody"
	case s.seats.Holder >= 0 && s.seats.HolderID() == s.decision.Seated:
		return "holder"
	case s.seats.Holder >= 0 || s.seatWasEmpty():
		return "other"
	}
	return NotKnownCode
}

// seatWasEmpty reports whether every claimant is known not to have held the seat.
func (s *facetSubject) seatWasEmpty() bool {
	return len(s.seats.Standings) > 0 && !slices.ContainsFunc(s.seats.Standings, func(standing credentials.Standing) bool {
		return standing.Get(credentials.HoldsSeat) != holdsNoSeat
	})
}

func (s *facetSubject) body() string {
	committee := s.decision.Committee != nil && s.decision.Committee.Outcome != credentials.NoAction
	assembly := s.decision.Assembly != nil && s.decision.Assembly.Outcome != credentials.NoAction
	switch {
	case committee && assembly:
		return "both"
	case committee:
		return "committee"
	case assembly:
		return "assembly"
	}
	return "neither"
}

// RivalKey gives the key of the facet that asks for a fact of the rival.
func RivalKey(fact credentials.Fact) string { return "rival." + fact.Key() }

func factFacets(part Part) []Facet {
	facets := make([]Facet, 0, len(credentials.Facts()))
	for _, fact := range credentials.Facts() {
		facet := Facet{
			Key: fact.Key(), Label: fact.Label(), Fact: &fact, Part: part,
			of: func(s *facetSubject) string { return s.holder().Code(fact) },
		}
		for _, value := range fact.Term().Values {
			facet.Values = append(facet.Values, FacetValue{value.Code, value.Label})
		}
		facet.Values = orNotKnown(facet.Values)
		if part == RivalPart {
			facet.Key = RivalKey(fact)
			facet.Values = append(facet.Values, FacetValue{NoRivalCode, "no rival"})
			facet.of = func(s *facetSubject) string {
				standing, ok := s.rival()
				if !ok {
					return NoRivalCode
				}
				return standing.Code(fact)
			}
		}
		facets = append(facets, facet)
	}
	return facets
}

// Sorts are the orders in which a list can stand, the usual one first.
var Sorts = []FacetValue{
	{"newest", "newest first"},
	{"oldest", "oldest first"},
	{"seat", "by seat"},
}

// The keys of an address that are not facets.
const (
	textKey = "q"
	sortKey = "sort"
	pageKey = "page"
)

// Query narrows down, sorts and pages a list. The zero value asks for
// everything.
type Query struct {
	// Text is searched for in full.
	Text string
	// Chosen are the chosen values by the facet's key, in the facet's order.
	Chosen map[string][]string
	// Sort is one of Sorts; empty is the usual order.
	Sort string
	// Page runs from 1; 0 is the first page too.
	Page int
	// PageRows is the size of a page; 0 is PageSize. An address does not set it.
	PageRows int
}

// ParseQuery reads a query from an address. A key or a value that is unknown is
// an *credentials.Invalid with one fault for each, never ignored; the query given
// with it is the one without them.
func ParseQuery(facets []Facet, values url.Values) (Query, error) {
	query := Query{Chosen: map[string][]string{}}
	var faults []credentials.Fault
	refuse := func(field, mend, format string, args ...any) {
		faults = append(faults, credentials.Fault{Field: field, What: fmt.Sprintf(format, args...), Mend: mend})
	}
	for _, key := range sortedKeys(values) {
		given := values[key]
		facet, ok := facetOf(facets, key)
		switch {
		case ok:
			for _, code := range given {
				if code != "" && !facet.Has(code) {
					refuse(key, credentials.Suggest(code, facet.codes()), "%q is not a value of %s", code, key)
				}
			}
			query.choose(facet, given)
		case key == textKey:
			query.Text = strings.Join(given, " ")
		case key == sortKey:
			query.Sort = last(given)
			if sorts := (Facet{Values: Sorts}); query.Sort != "" && !sorts.Has(query.Sort) {
				refuse(key, credentials.Suggest(query.Sort, sorts.codes()), "%q is not an order", query.Sort)
				query.Sort = ""
			}
		case key == pageKey:
			page, err := strconv.Atoi(last(given))
			if err != nil || page < 1 || page > 1_000_000 {
				refuse(key, "write a number from 1", "%q is not a page", last(given))
				page = 0
			}
			query.Page = page
		default:
			refuse(key, credentials.Suggest(key, queryKeys(facets)), "the list cannot be narrowed down by %q", key)
		}
	}
	if len(faults) > 0 {
		return query, &credentials.Invalid{Faults: faults}
	}
	return query, nil
}

func facetOf(facets []Facet, key string) (Facet, bool) {
	i := slices.IndexFunc(facets, func(f Facet) bool { return f.Key == key })
	if i < 0 {
		return Facet{}, false
	}
	return facets[i], true
}

func queryKeys(facets []Facet) []string {
	keys := make([]string, 0, len(facets)+3)
	for _, facet := range facets {
		keys = append(keys, facet.Key)
	}
	return append(keys, textKey, sortKey, pageKey)
}

func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1]
}

func (q *Query) choose(facet Facet, codes []string) {
	var chosen []string
	for _, value := range facet.Values {
		if slices.Contains(codes, value.Code) {
			chosen = append(chosen, value.Code)
		}
	}
	if len(chosen) > 0 {
		q.Chosen[facet.Key] = chosen
	}
}

// Has reports whether a value is chosen.
func (q Query) Has(facet, code string) bool { return slices.Contains(q.Chosen[facet], code) }

// Narrowed reports whether the query asks for less than everything.
func (q Query) Narrowed() bool { return q.Text != "" || len(q.Chosen) > 0 }

// Values gives the query as an address writes it, without what is usual.
func (q Query) Values() url.Values {
	values := url.Values{}
	for key, codes := range q.Chosen {
		if len(codes) > 0 {
			values[key] = slices.Clone(codes)
		}
	}
	if q.Text != "" {
		values.Set(textKey, q.Text)
	}
	if q.Sort != "" && q.Sort != Sorts[0].Code {
		values.Set(sortKey, q.Sort)
	}
	if q.Page > 1 {
		values.Set(pageKey, strconv.Itoa(q.Page))
	}
	return values
}

// Toggle gives the address of the same query with one value chosen, or no
// longer chosen if it was, from the first page.
func (q Query) Toggle(facet, code string) url.Values {
	q.Page = 0
	values := q.Values()
	if q.Has(facet, code) {
		values[facet] = slices.DeleteFunc(values[facet], func(c string) bool { return c == code })
		if len(values[facet]) == 0 {
			values.Del(facet)
		}
		return values
	}
	values.Add(facet, code)
	return values
}

// Sentence says what the query asks for: "era 1971–1990 or 1991–2010, outcome
// deferred, with “cote”"; empty if it asks for everything.
func (q Query) Sentence(facets []Facet) string {
	var parts []string
	for _, facet := range facets {
		chosen := q.Chosen[facet.Key]
		if len(chosen) == 0 {
			continue
		}
		labels := make([]string, len(chosen))
		for i, code := range chosen {
			labels[i] = facet.ValueLabel(code)
		}
		parts = append(parts, strings.ToLower(facet.Label[:1])+facet.Label[1:]+" "+strings.Join(labels, " or "))
	}
	if q.Text != "" {
		parts = append(parts, "with “"+q.Text+"”")
	}
	return strings.Join(parts, ", ")
}

func sortedKeys(values url.Values) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
