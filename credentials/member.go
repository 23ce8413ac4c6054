package credentials

import (
	"regexp"
	"slices"
	"strings"
)

// RegionalGroup is one of the Assembly's electoral groups.
type RegionalGroup string

// RegionalGroups are the groups as they are named today.
var RegionalGroups = Vocabulary[RegionalGroup]{Name: "regional group", Terms: []Term[RegionalGroup]{
	{"African Group", "African States", "the African Group"},
	{"Asia-Pacific", "Asia-Pacific States", "the Asia-Pacific Group"},
	{"Eastern European", "Eastern European States", "the Eastern European Group"},
	{"GRULAC", "Latin American and Caribbean States", "the Latin American and Caribbean Group"},
	{"WEOG", "Western European and other States", "the Western European and Others Group"},
	{"none", "no group", "belongs to no group"},
}}

// A NamePeriod is a name a Member bore in the Organization from one day to
// another. From is the first day; Until is the first day of the next name. A
// bound that is not known is the Member's own: its admission, or its end.
type NamePeriod struct {
	Name       string     `json:"name"`
	From       Date       `json:"from"`
	Until      Date       `json:"until"`
	Source     string     `json:"source"`
	Confidence Confidence `json:"confidence"`
}

// Validate gives an *Invalid with every fault of the name: none at all, an end
// that is not after its beginning, a confidence outside the set.
func (n NamePeriod) Validate() error {
	var f faults
	n.validate(&f, "")
	return f.err()
}

func (n NamePeriod) validate(f *faults, path string) {
	if strings.TrimSpace(n.Name) == "" {
		f.add(path+"name", "write the name", "the former name is empty")
	}
	if n.Until.Before(n.From) == Yes {
		f.add(path+"until", "a name ends after it begins", "the name %q ends on %s, before it begins on %s", n.Name, n.Until, n.From)
	}
	if !Confidences.Has(n.Confidence) {
		f.add(path+"confidence", Suggest(string(n.Confidence), Confidences.Codes()), "%q is not a confidence", n.Confidence)
	}
}

// Member is a Member of the United Nations, present or past. Its seat bears the
// same code.
type Member struct {
	// Code is the ISO 3166-1 alpha-3 code, the withdrawn one for a Member that
	// ceased, or a private one beginning with X.
	Code string `json:"iso3"`
	// Name is today's name, or the last one.
	Name string `json:"name"`
	// Names are the dated former names, oldest first; they may be empty.
	Names []NamePeriod `json:"names"`
	// FormalNames are the names of the State in full, such as Republic of
	// Albania, which documents use at times. No board and no list shows them.
	FormalNames []NamePeriod `json:"formal_names"`
	// Aliases are other names it is or was known by, without dates.
	Aliases    []string `json:"aliases"`
	Admitted   Date     `json:"admitted"`
	Ended      Date     `json:"ended"`
	Successors []string `json:"successors"`
	// Continues are the codes of earlier rows whose membership this one
	// continues, such as SUN for RUS. The votes of both stand under this row,
	// under the name of the day.
	Continues  []string      `json:"continues"`
	Group      RegionalGroup `json:"regional_group"`
	Source     string        `json:"source"`
	Confidence Confidence    `json:"confidence"`
	Note       string        `json:"note"`
}

// NameOn gives the name the Member bore on a day, today's where the day is not
// known or no former name is dated to it. Of a month or a year its first day
// counts.
func (m Member) NameOn(day Date) string {
	day = day.First()
	for _, period := range m.Names {
		if day.Known() && (!period.From.Known() || period.From.Compare(day) <= 0) &&
			(!period.Until.Known() || day.Compare(period.Until) < 0) {
			return period.Name
		}
	}
	return m.Name
}

// MemberOn says whether it was a Member on a day. The day of its end is still a
// day of membership.
func (m Member) MemberOn(day Date) Truth {
	if !day.Known() {
		return NotKnown
	}
	return day.Within(m.Admitted, m.Ended)
}

// AllNames gives every name once: today's, the dated ones, the aliases.
func (m Member) AllNames() []string {
	names := []string{m.Name}
	for _, periods := range [][]NamePeriod{m.Names, m.FormalNames} {
		for _, period := range periods {
			names = append(names, period.Name)
		}
	}
	names = append(names, m.Aliases...)
	var once []string
	for _, name := range names {
		if !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return once
}

var memberCode = regexp.MustCompile(`^([A-Z]{3}|X[A-Z]{3})$`)

// Validate gives an *Invalid with every fault of the Member: a code that is not
// one, no name, no day of admission, an end before it, a group or a confidence
// outside its set.
func (m Member) Validate() error {
	var f faults
	if !memberCode.MatchString(m.Code) {
		f.add("iso3", "write the three letters of ISO 3166-1, or a private code such as XTAN", "%q is not a Member's code", m.Code)
	}
	if strings.TrimSpace(m.Name) == "" {
		f.add("name", "write the Member's name", "the Member has no name")
	}
	if !m.Admitted.Known() {
		f.add("admitted", "write the day of admission", "the Member has no day of admission")
	}
	if m.Ended.Before(m.Admitted) == Yes {
		f.add("ended", "membership ends after it begins", "membership ends on %s, before admission on %s", m.Ended, m.Admitted)
	}
	if !RegionalGroups.Has(m.Group) {
		f.add("regional_group", Suggest(string(m.Group), RegionalGroups.Codes()), "%q is not a regional group", m.Group)
	}
	if !Confidences.Has(m.Confidence) {
		f.add("confidence", Suggest(string(m.Confidence), Confidences.Codes()), "%q is not a confidence", m.Confidence)
	}
	for i, period := range m.Names {
		period.validate(&f, at("names", i, ""))
	}
	for i, period := range m.FormalNames {
		period.validate(&f, at("formal_names", i, ""))
	}
	return f.err()
}
