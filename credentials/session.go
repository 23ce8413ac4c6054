package credentials

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// SessionKind tells regular, special and emergency special sessions apart.
type SessionKind string

// The kinds of session (rules 1, 7 and 8 of the rules of procedure).
const (
	RegularSession   SessionKind = "regular"
	SpecialSession   SessionKind = "special"
	EmergencySession SessionKind = "emergency"
)

// SessionKinds are the kinds of session.
var SessionKinds = Vocabulary[SessionKind]{Name: "kind of session", Terms: []Term[SessionKind]{
	{RegularSession, "regular", "opens each September (rule 1)"},
	{SpecialSession, "special", "called for one question (rule 7)"},
	{EmergencySession, "emergency special", "called within twenty-four hours under resolution 377 (V) (rule 8)"},
}}

// Session names a session of the General Assembly: 51, S-18, ES-11. The zero
// value is not known.
type Session struct {
	kind   SessionKind
	number int
}

var sessionPattern = regexp.MustCompile(`^(S-|ES-)?([1-9][0-9]{0,2})$`)

var sessionPrefixes = map[string]SessionKind{"": RegularSession, "S-": SpecialSession, "ES-": EmergencySession}

// ParseSession reads 51, S-18 or ES-11; numbers run from 1 to 999. The empty
// text is not known. Anything else is an *Invalid.
func ParseSession(text string) (Session, error) {
	if text == "" {
		return Session{}, nil
	}
	match := sessionPattern.FindStringSubmatch(text)
	if match == nil {
		return Session{}, &Invalid{Faults: []Fault{{
			What: fmt.Sprintf("%q is not a session", text),
			Mend: "write a regular session as 51, a special one as S-18, an emergency special one as ES-11",
		}}}
	}
	number, _ := strconv.Atoi(match[2])
	return Session{sessionPrefixes[match[1]], number}, nil
}

// RegularSessionOf gives the regular session of that number.
func RegularSessionOf(number int) Session { return Session{RegularSession, number} }

// Known reports whether the session is named.
func (s Session) Known() bool { return s.number != 0 }

// Kind gives the kind of session.
func (s Session) Kind() SessionKind { return s.kind }

// Number gives the number within the kind.
func (s Session) Number() int { return s.number }

// String gives 51, S-18 or ES-11; empty where it is not known.
func (s Session) String() string {
	if !s.Known() {
		return ""
	}
	for prefix, kind := range sessionPrefixes {
		if kind == s.kind {
			return prefix + strconv.Itoa(s.number)
		}
	}
	return ""
}

// Short gives "51st", "18th special", "11th emergency special".
func (s Session) Short() string {
	if !s.Known() {
		return NotKnown.String()
	}
	text := Ordinal(s.number)
	if s.kind != RegularSession {
		text += " " + SessionKinds.Label(s.kind)
	}
	return text
}

// Words gives "fifty-first session", "eighteenth special session", "eleventh
// emergency special session".
func (s Session) Words() string {
	if !s.Known() {
		return NotKnown.String()
	}
	words := ordinalWords(s.number)
	if s.kind != RegularSession {
		words += " " + SessionKinds.Label(s.kind)
	}
	return words + " session"
}

// Title gives Words with a capital.
func (s Session) Title() string {
	words := s.Words()
	return strings.ToUpper(words[:1]) + words[1:]
}

// Compare orders regular before special before emergency special sessions, and
// each kind by number. The order in time is AssemblySession's.
func (s Session) Compare(other Session) int {
	return cmp.Or(cmp.Compare(s.rank(), other.rank()), cmp.Compare(s.number, other.number))
}

func (s Session) rank() int {
	switch s.kind {
	case RegularSession:
		return 1
	case SpecialSession:
		return 2
	case EmergencySession:
		return 3
	}
	return 0
}

// MarshalText gives String.
func (s Session) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what ParseSession reads.
func (s *Session) UnmarshalText(text []byte) error {
	parsed, err := ParseSession(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// Ordinal gives "1st", "12th", "1976th".
func Ordinal(n int) string { return strconv.Itoa(n) + ordinalEnding(n) }

func ordinalEnding(n int) string {
	if n%100/10 == 1 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

var (
	smallOrdinals = strings.Fields(`zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh
		twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`)
	smallCardinals = strings.Fields(`zero one two three four five six seven eight nine`)
	tens           = strings.Fields(`- - twenty thirty forty fifty sixty seventy eighty ninety`)
)

// ordinalWords spells 1 to 999 as the Organization does: "one hundred and
// twenty-first".
func ordinalWords(n int) string {
	switch {
	case n < 20:
		return smallOrdinals[n]
	case n < 100 && n%10 == 0:
		return strings.TrimSuffix(tens[n/10], "y") + "ieth"
	case n < 100:
		return tens[n/10] + "-" + smallOrdinals[n%10]
	case n%100 == 0:
		return smallCardinals[n/100] + " hundredth"
	}
	return smallCardinals[n/100] + " hundred and " + ordinalWords(n%100)
}

// AssemblySession is what is known of one session of the General Assembly.
type AssemblySession struct {
	Session Session `json:"session"`
	Opened  Date    `json:"opened"`
	// Closed is not known for the session that is under way, and for a few
	// whose formal close was not verified.
	Closed    Date   `json:"closed"`
	President string `json:"president"`
	// PresidentMember is the code of the Member the President came from.
	PresidentMember string     `json:"president_country"`
	Confidence      Confidence `json:"confidence"`
	Note            string     `json:"note"`
}

// Compare orders sessions in time, by the day they opened.
func (a AssemblySession) Compare(other AssemblySession) int {
	return cmp.Or(a.Opened.Compare(other.Opened), a.Session.Compare(other.Session))
}

// Validate gives an *Invalid with every fault: a session that is not named or
// not opened, one that closes before it opens, a confidence outside the set.
func (a AssemblySession) Validate() error {
	var f faults
	if !a.Session.Known() {
		f.add("session", "write 51, S-18 or ES-11", "the session is not named")
	}
	if !a.Opened.Known() {
		f.add("opened", "write the day it opened", "the session has no opening day")
	}
	if a.Closed.Before(a.Opened) == Yes {
		f.add("closed", "a session closes on or after the day it opens", "the session closes on %s, before it opens on %s", a.Closed, a.Opened)
	}
	if !Confidences.Has(a.Confidence) {
		f.add("confidence", Suggest(string(a.Confidence), Confidences.Codes()), "%q is not a confidence", a.Confidence)
	}
	return f.err()
}
