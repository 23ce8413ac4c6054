package wording

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"text/template"
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
	mark [2]string
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
	for _, term := range Codes.Terms {
		if _, err := bundle.LoadMessageFileFS(files, string(term.Code)+".yaml"); err != nil {
			panic(fmt.Sprintf("credentials/wording/%s.yaml: %v", term.Code, err))
		}
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

// Direction is in which the language is written: "ltr" or "rtl".
func (l *Language) Direction() string {
	if script, _ := language.Make(string(l.code)).Script(); strings.Contains("Arab Hebr Thaa", script.String()) {
		return "rtl"
	}
	return "ltr"
}

// Marked gives the language with ⟦ and ⟧ around every template and term it says, so
// that a test finds what never went through one.
func (l *Language) Marked() *Language {
	marked := *l
	marked.mark = [2]string{"⟦", "⟧"}
	return &marked
}

// Say says a sentence. What has no template in the language is said in English; a
// key without any is said as it is, in brackets, which a test bars.
func (l *Language) Say(s Sentence) string {
	if s.Key == "" {
		return ""
	}
	places := make(map[string]string, len(s.With))
	var count any
	for name, value := range s.With {
		places[name] = l.Text(value)
		if n, ok := value.(int); ok && name == "n" {
			count = n
		}
	}
	text, err := l.message(s.Key, places, count)
	if err != nil {
		return "[" + s.Key + "]"
	}
	return l.mark[0] + text + l.mark[1]
}

func (l *Language) message(key string, places map[string]string, count any) (string, error) {
	return l.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: places, PluralCount: count, Funcs: functions})
}

var functions = template.FuncMap{"upper": Upper}

// Upper puts a capital first.
func Upper(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
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
	case Decimal:
		return strings.Replace(strconv.FormatFloat(float64(v), 'f', 2, 64), ".", l.form("decimal.point"), 1)
	case Signed:
		return signed(int(v))
	case credentials.Date:
		return l.date(v)
	case credentials.Session:
		return l.session(v)
	case Ordinal:
		return l.ordinal(credentials.Session(v))
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
	if l.code != "en" {
		if text, err := l.message("term."+t.Key, nil, nil); err == nil {
			return l.mark[0] + text + l.mark[1]
		}
	}
	return l.mark[0] + t.English + l.mark[1]
}

// Has reports whether the language has words of its own for a term. English has
// them for all.
func (l *Language) Has(t Term) bool {
	text, tag, err := l.localizer.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: "term." + t.Key})
	return l.code == "en" || (err == nil && text != "" && tag.String() == string(l.code))
}

// form gives a template that has no places, or the empty text.
func (l *Language) form(key string) string {
	text, err := l.message(key, nil, nil)
	if err != nil {
		return ""
	}
	return text
}

func (l *Language) series(s Series) string {
	text := ""
	for i, part := range s.Parts {
		switch {
		case i == 0:
		case i < len(s.Parts)-1:
			text += l.form("series.comma")
		case s.Or:
			text += l.form("series.or")
		default:
			text += l.form("series.and")
		}
		text += l.Text(part)
	}
	return text
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
