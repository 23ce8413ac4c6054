package credentials

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// SymbolKind says what sort of document a symbol names.
type SymbolKind string

// The sorts of document that bear on a seat.
const (
	ResolutionSymbol   SymbolKind = "resolution"
	RecordSymbol       SymbolKind = "record"
	DraftSymbol        SymbolKind = "draft"
	DocumentSymbol     SymbolKind = "document"
	StatementSymbol    SymbolKind = "statement"
	PressReleaseSymbol SymbolKind = "press_release"
)

// SymbolKinds are the sorts of document.
var SymbolKinds = Vocabulary[SymbolKind]{Name: "kind of document", Terms: []Term[SymbolKind]{
	{ResolutionSymbol, "resolution", "a resolution of the Assembly or the Security Council"},
	{RecordSymbol, "verbatim record", "the record of a meeting"},
	{DraftSymbol, "draft", "a draft or amendment before a body"},
	{DocumentSymbol, "document", "a report, letter or note"},
	{StatementSymbol, "presidential statement", "a statement of the President of the Security Council"},
	{PressReleaseSymbol, "press release", "a press release of the Secretariat"},
}}

// Symbol is the symbol of a United Nations document: A/51/548/Add.1,
// A/RES/2758(XXVI), A/PV.2281. The zero value names none. Symbols compare with
// ==: two spellings of one symbol parse to the same value.
type Symbol struct {
	text    string
	kind    SymbolKind
	organ   string
	session Session
	year    int
	number  int
	part    string
	added   string
	// series is the body's own numbering: "" for one document series a session,
	// "old" for those that ran through all sessions until 1976.
	series string
}

const (
	sessionForm = `([1-9]\d{0,2}|S-[1-9]\d?|ES-[1-9]\d?)`
	bodyForm    = `(?:(?:C|AC|CN|CONF)\.[1-9]\d{0,3}|BUR|SPC)`
	// addedForm also reads a document named together with its corrigendum, as
	// in A/53/726 and Corr.1.
	addedForm = `((?:/(?:Add|Corr|Rev|Amend)\.[1-9]\d{0,2})*(?: and (?:Add|Corr)\.[1-9]\d{0,2})?)`
	// romanForm also reads the one resolution of two sessions, 996 (ES-I and II).
	romanForm = `((?:E?S-)?[IVXL]+)(?:(?:, ?| and )((?:E?S-)?[IVXL]+))?`
	partForm  = `(?: ?([A-Z](?:(?:-| and )[A-Z])?))?`
)

var bracketedPart = regexp.MustCompile(` ?\[([A-Z](?:-[A-Z])?)\]`)

// A symbolForm is one way the Organization writes a symbol. read fills in the
// symbol from the pattern's groups and says whether they make sense.
type symbolForm struct {
	pattern *regexp.Regexp
	kind    SymbolKind
	organ   string
	read    func(s *Symbol, group []string) bool
}

// The sources of the forms are the symbols of the dataset and the
// Organization's own guide, "UN Documentation: Overview", document symbols.
var symbolForms = []symbolForm{
	{regexp.MustCompile(`^A/RES/` + sessionForm + `/(\d{1,4})` + partForm + addedForm + `$`), ResolutionSymbol, "A", func(s *Symbol, g []string) bool {
		s.part, s.added = g[3], g[4]
		s.text = "A/RES/" + g[1] + "/" + g[2] + spaced(g[3]) + g[4]
		return s.readSession(g[1]) && s.readNumber(g[2])
	}},
	{regexp.MustCompile(`^A/RES/(\d{1,4}) ?\(` + romanForm + `\)` + partForm + addedForm + `$`), ResolutionSymbol, "A", func(s *Symbol, g []string) bool {
		s.part, s.added = g[4], g[5]
		sessions := g[2]
		if g[3] != "" {
			prefix, _ := cutRoman(g[2])
			again, numeral := cutRoman(g[3])
			if fromRoman(numeral) == 0 || again != "" && again != prefix {
				return false
			}
			sessions += "," + prefix + numeral
		}
		s.text = "A/RES/" + g[1] + "(" + sessions + ")" + spaced(g[4]) + g[5]
		return s.readRoman(g[2]) && s.readNumber(g[1])
	}},
	{regexp.MustCompile(`^(E?S-[1-9]\d?)/(\d{1,4})` + partForm + `$`), ResolutionSymbol, "A", func(s *Symbol, g []string) bool {
		s.part = g[3]
		s.text = "A/RES/" + g[1] + "/" + g[2] + spaced(g[3])
		return s.readSession(g[1]) && s.readNumber(g[2])
	}},
	{regexp.MustCompile(`^A/` + sessionForm + `/PV\.(\d{1,4})` + addedForm + `$`), RecordSymbol, "A", (*Symbol).readSessional},
	{regexp.MustCompile(`^A/` + sessionForm + `/L\.(\d{1,4})` + addedForm + `$`), DraftSymbol, "A", (*Symbol).readSessional},
	{regexp.MustCompile(`^A/` + sessionForm + `/(\d{1,4})` + addedForm + `$`), DocumentSymbol, "A", (*Symbol).readSessional},
	{regexp.MustCompile(`^A/PV\.(\d{1,4})` + addedForm + `$`), RecordSymbol, "A", (*Symbol).readContinuous},
	{regexp.MustCompile(`^A/L\.(\d{1,4})` + addedForm + `$`), DraftSymbol, "A", (*Symbol).readContinuous},
	{regexp.MustCompile(`^A/(\d{1,5})` + addedForm + `$`), DocumentSymbol, "A", (*Symbol).readContinuous},
	{regexp.MustCompile(`^A/` + bodyForm + `/` + sessionForm + `/L\.(\d{1,4})` + addedForm + `$`), DraftSymbol, "A", (*Symbol).readSessional},
	{regexp.MustCompile(`^A/` + bodyForm + `/` + sessionForm + `/(?:SR\.)?(\d{1,4})` + addedForm + `$`), DocumentSymbol, "A", (*Symbol).readSessional},
	{regexp.MustCompile(`^A/` + bodyForm + `/L\.(\d{1,4})` + addedForm + `$`), DraftSymbol, "A", (*Symbol).readContinuous},
	{regexp.MustCompile(`^A/` + bodyForm + `/(?:SR\.)?(\d{1,4})` + addedForm + `$`), DocumentSymbol, "A", (*Symbol).readContinuous},
	{regexp.MustCompile(`^S/RES/(\d{1,4}) ?\((\d{4})\)$`), ResolutionSymbol, "S", func(s *Symbol, g []string) bool {
		s.text = "S/RES/" + g[1] + "(" + g[2] + ")"
		return s.readYear(g[2]) && s.readNumber(g[1])
	}},
	{regexp.MustCompile(`^S/PRST/(\d{4})/(\d{1,3})$`), StatementSymbol, "S", func(s *Symbol, g []string) bool {
		return s.readYear(g[1]) && s.readNumber(g[2])
	}},
	{regexp.MustCompile(`^S/PV\.(\d{1,5})` + addedForm + `$`), RecordSymbol, "S", (*Symbol).readContinuous},
	{regexp.MustCompile(`^S/(\d{4})/(\d{1,4})` + addedForm + `$`), DocumentSymbol, "S", func(s *Symbol, g []string) bool {
		s.added = g[3]
		return s.readYear(g[1]) && s.readNumber(g[2])
	}},
	{regexp.MustCompile(`^S/(\d{1,5})` + addedForm + `$`), DocumentSymbol, "S", (*Symbol).readContinuous},
	{regexp.MustCompile(`^(?:AG|GA|SC|UNIS/GA|SG/SM)/(\d{1,5})$`), PressReleaseSymbol, "press", func(s *Symbol, g []string) bool {
		return s.readNumber(g[1])
	}},
}

// ParseSymbol reads a document symbol in any form the dataset uses, and
// ES-10/23 for A/RES/ES-10/23. Blanks before a bracket or at the ends do not
// count, nor do square brackets around a lettered part. The empty text names
// none. Anything else is an *Invalid.
func ParseSymbol(text string) (Symbol, error) {
	clean := bracketedPart.ReplaceAllString(strings.Join(strings.Fields(text), " "), " $1")
	if clean == "" {
		return Symbol{}, nil
	}
	for _, form := range symbolForms {
		group := form.pattern.FindStringSubmatch(clean)
		if group == nil {
			continue
		}
		symbol := Symbol{text: clean, kind: form.kind, organ: form.organ}
		if form.read(&symbol, group) {
			return symbol, nil
		}
	}
	return Symbol{}, &Invalid{Faults: []Fault{{
		What: fmt.Sprintf("%q is not a document symbol", text),
		Mend: "write it as A/51/548, A/51/548/Add.1, A/RES/2758(XXVI), A/RES/34/2 A, A/PV.2281, A/51/PV.41, A/L.630 or S/RES/841(1993)",
	}}}
}

func (s *Symbol) readSessional(group []string) bool {
	s.added = group[3]
	return s.readSession(group[1]) && s.readNumber(group[2])
}

func (s *Symbol) readContinuous(group []string) bool {
	s.series, s.added = "old", group[2]
	return s.readNumber(group[1])
}

func (s *Symbol) readSession(text string) bool {
	session, err := ParseSession(text)
	s.session = session
	return err == nil
}

func (s *Symbol) readRoman(text string) bool {
	prefix, numeral := cutRoman(text)
	number := fromRoman(numeral)
	return number > 0 && s.readSession(prefix+strconv.Itoa(number))
}

// cutRoman cuts ES-V into ES- and V.
func cutRoman(text string) (prefix, numeral string) {
	cut := strings.LastIndexByte(text, '-') + 1
	return text[:cut], text[cut:]
}

// readNumber refuses a leading nought, which would give one symbol two
// spellings.
func (s *Symbol) readNumber(text string) bool {
	number, err := strconv.Atoi(text)
	s.number = number
	return err == nil && text[0] != '0'
}

func (s *Symbol) readYear(text string) bool {
	year, err := strconv.Atoi(text)
	s.year = year
	return err == nil && year >= 1946 && year < 2200
}

func spaced(part string) string {
	if part == "" {
		return ""
	}
	return " " + part
}

var romanDigits = map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}

// fromRoman reads the numerals of sessions I to XXX and above; 0 for a numeral
// nobody would write.
func fromRoman(text string) int {
	total := 0
	for i := range len(text) {
		digit := romanDigits[text[i]]
		if i+1 < len(text) && digit < romanDigits[text[i+1]] {
			digit = -digit
		}
		total += digit
	}
	if toRoman(total) != text {
		return 0
	}
	return total
}

func toRoman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		digit string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= step.value {
			b.WriteString(step.digit)
			n -= step.value
		}
	}
	return b.String()
}

// Known reports whether a document is named.
func (s Symbol) Known() bool { return s.text != "" }

// String gives the symbol in its one spelling; empty if none is named.
func (s Symbol) String() string { return s.text }

// Kind says what sort of document it is.
func (s Symbol) Kind() SymbolKind { return s.kind }

// Session gives the session in the symbol, the first where it names two; not
// known for the series that ran through all sessions.
func (s Symbol) Session() Session { return s.session }

// Year gives the year in the symbol, as the Security Council's have it; not known
// where there is none.
func (s Symbol) Year() Date { return Date{year: s.year} }

// Number gives the number of the document within its series.
func (s Symbol) Number() int { return s.number }

// Whole gives the symbol without its lettered part, A/RES/51/9 for
// A/RES/51/9 A, and without a corrigendum named beside it, A/53/726 for
// A/53/726 and Corr.1. The parts of a resolution are printed as one document.
func (s Symbol) Whole() Symbol {
	if s.part != "" {
		s.text = strings.Replace(s.text, spaced(s.part), "", 1)
		s.part = ""
	}
	s.text, s.added = withoutCompanion(s.text), withoutCompanion(s.added)
	return s
}

// withoutCompanion drops what is named beside the first document.
func withoutCompanion(text string) string {
	first, _, _ := strings.Cut(text, " and ")
	return first
}

// Link gives the address of the document: https://docs.un.org/en/… where the
// Official Document System serves the symbol, and the Digital Library's search
// where it does not, which is for a lettered part of a resolution, for the
// drafts and documents numbered through all sessions until 1976, for
// conferences, and for press releases. It is empty if no document is named.
func (s Symbol) Link() string {
	if !s.Known() {
		return ""
	}
	address := withoutCompanion(s.text)
	if s.served() {
		return "https://docs.un.org/en/" + (&url.URL{Path: address}).EscapedPath()
	}
	return "https://digitallibrary.un.org/search?" + url.Values{"ln": {"en"}, "p": {`"` + address + `"`}}.Encode()
}

func (s Symbol) served() bool {
	switch s.kind {
	case PressReleaseSymbol:
		return false
	case ResolutionSymbol:
		return s.part == ""
	case DraftSymbol, DocumentSymbol:
		return s.series == "" || s.organ == "S"
	case RecordSymbol, StatementSymbol:
	}
	return true
}

// Compare orders symbols for lists: the Assembly's before the Council's and
// both before press releases; then by sort of document, session, year and
// number.
func (s Symbol) Compare(other Symbol) int {
	return cmp.Or(
		cmp.Compare(s.organ, other.organ),
		cmp.Compare(s.kindRank(), other.kindRank()),
		s.session.Compare(other.session),
		cmp.Compare(s.year, other.year),
		cmp.Compare(s.number, other.number),
		cmp.Compare(s.part, other.part),
		cmp.Compare(s.added, other.added),
		cmp.Compare(s.text, other.text),
	)
}

func (s Symbol) kindRank() int {
	for i, term := range SymbolKinds.Terms {
		if term.Code == s.kind {
			return i
		}
	}
	return len(SymbolKinds.Terms)
}

// MarshalText gives String.
func (s Symbol) MarshalText() ([]byte, error) { return []byte(s.text), nil }

// UnmarshalText reads what ParseSymbol reads.
func (s *Symbol) UnmarshalText(text []byte) error {
	parsed, err := ParseSymbol(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}
