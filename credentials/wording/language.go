package wording

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"seatwatch/credentials"
)

// Code is a language as addresses, JSON and HTML write it: "en".
type Code string

// Codes are the languages there are templates for, English first.
var Codes = credentials.Vocabulary[Code]{Name: "language", Terms: []credentials.Term[Code]{
	{Code: "en", Label: "English", Meaning: "English, the language of the record"},
	{Code: "fr", Label: "français", Meaning: "French"},
}}

// Language says sentences. It does not change, and is safe for all callers.
type Language struct {
	code      Code
	localizer *i18n.Localizer
	// mark is put around what the language itself says; see Marked.
	mark marks
}

//go:embed *.yaml
var files embed.FS

var languages = load()

// English and French are the languages there are.
var (
	English = languages["en"]
	French  = languages["fr"]
)

// load reads the templates. They are part of the program: one that cannot be read
// stops it at its start.
func load() map[Code]*Language {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	all := map[Code]*Language{}
	names, err := fs.Glob(files, "*.yaml")
	for _, name := range names {
		if _, err = bundle.LoadMessageFileFS(files, name); err != nil {
			break
		}
	}
	if err != nil {
		panic(fmt.Sprintf("credentials/wording: %v", err))
	}
	for _, term := range Codes.Terms {
		all[term.Code] = &Language{code: term.Code, localizer: i18n.NewLocalizer(bundle, string(term.Code))}
	}
	return all
}

// In gives the language of a code, English for the empty one. Another code is an
// *credentials.Invalid.
func In(code string) (*Language, error) {
	parsed, err := Codes.Parse(code)
	if err != nil {
		return nil, err
	}
	if parsed == "" {
		return English, nil
	}
	return languages[parsed], nil
}

// Code gives the language as HTML writes it.
func (l *Language) Code() Code { return l.code }

// rightToLeft are the scripts that are written so.
var rightToLeft = []string{"Arab", "Hebr", "Thaa"}

// Direction is in which the language is written: "ltr" or "rtl".
func (l *Language) Direction() string {
	if script, _ := language.Make(string(l.code)).Script(); slices.Contains(rightToLeft, script.String()) {
		return "rtl"
	}
	return "ltr"
}

// Marked gives the language with ⟦ and ⟧ around the words that it says itself, and
// none around names, figures and words of the record, so that a test finds what
// never went through a template.
func (l *Language) Marked() *Language {
	marked := *l
	marked.mark = marks{opened, closed}
	return &marked
}

// Say says a sentence. What has no template in the language is said in English; a
// key without any is said as it is, in brackets, which a test bars.
func (l *Language) Say(s Sentence) string {
	if s.Key == "" {
		return ""
	}
	text := make(map[string]string, len(s.With))
	var count any
	for name, value := range s.With {
		text[name] = l.Text(value)
		if name == "n" {
			count = quantity(value)
		}
	}
	said, err := l.message(s.Key, text, count)
	if said == "" && err != nil {
		return "[" + s.Key + "]"
	}
	return said
}

// quantity gives the number that decides which form is taken, nil if the value is
// no number.
func quantity(value any) any {
	switch n := value.(type) {
	case int:
		return n
	case Spelled:
		return int(n)
	}
	return nil
}

func (l *Language) message(key string, text map[string]string, count any) (string, error) {
	return l.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: places{text, l.mark}, PluralCount: count, TemplateParser: parser{}})
}

// lowered gives an English label as it stands inside a sentence; the Organization
// and the Council keep their capitals.
func lowered(label string) string {
	if strings.HasPrefix(label, "Organization") || strings.HasPrefix(label, "Council") {
		return label
	}
	first, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToLower(first)) + label[size:]
}

// Text gives a value of a sentence as text.
func (l *Language) Text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case Spelled:
		return l.spelled(int(v))
	case Decimal:
		return strings.Replace(strconv.FormatFloat(float64(v), 'f', 2, 64), ".", l.plain("decimal.point"), 1)
	case Signed:
		return signed(int(v))
	case credentials.Date:
		return l.date(v)
	case credentials.Session:
		return l.session(v)
	case Ordinal:
		return l.ordinal(credentials.Session(v))
	case Titled:
		return l.titled(credentials.Session(v))
	case Nth:
		return l.nth(int(v))
	case Term:
		return l.term(v)
	case Sentence:
		return l.Say(v)
	case Series:
		return l.series(v)
	}
	panic(fmt.Sprintf("wording: nothing says a %T", value))
}

// term says a coded value: in English as the tables have it.
func (l *Language) term(t Term) string {
	if l.code != English.code {
		if text, err := l.message(termKey(t), nil, nil); err == nil {
			return text
		}
	}
	return l.mark.around(t.English)
}

func termKey(t Term) string { return "term." + t.Key }

// Has reports whether the language has words of its own for a term. English has
// them for all.
func (l *Language) Has(t Term) bool {
	_, err := l.message(termKey(t), nil, nil)
	return l.code == English.code || err == nil
}

// form gives a template that has no places, or the empty text.
func (l *Language) form(key string) string {
	text, _ := l.message(key, nil, nil)
	return text
}

// plain is form without marks.
func (l *Language) plain(key string) string {
	unmarked := *l
	unmarked.mark = marks{}
	return unmarked.form(key)
}

// spelled writes a number in words as far as the language has them, and in figures
// beyond.
func (l *Language) spelled(n int) string {
	if words := strings.Fields(l.plain("number.words")); n >= 0 && n < len(words) {
		return l.mark.around(words[n])
	}
	return strconv.Itoa(n)
}

func (l *Language) series(s Series) string {
	var text strings.Builder
	for i, part := range s.Parts {
		switch {
		case i == 0:
		case i < len(s.Parts)-1:
			text.WriteString(l.form(s.between))
		default:
			text.WriteString(l.form(s.last))
		}
		text.WriteString(l.Text(part))
	}
	return text.String()
}

func signed(n int) string {
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return "0"
}
