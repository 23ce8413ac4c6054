package wording

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// places is what a template is filled in with: the values of its places as text,
// and the marks put around its own words.
type places struct {
	text map[string]string
	mark marks
}

// marks stand before and behind what a language says itself.
type marks [2]string

// around puts the marks around words of the language, if there are any.
func (m marks) around(words string) string {
	if words == "" {
		return ""
	}
	return m[0] + words + m[1]
}

// parser reads a template as its own words with places between them: "{{.class}}",
// and "{{upper .class}}" for one that begins with a capital. It knows nothing else,
// so that a translation cannot do more than say where a value goes.
type parser struct{}

// Cacheable says that a template is read once.
func (parser) Cacheable() bool { return true }

// Parse reads a template.
func (parser) Parse(source, _, _ string) (template.ParsedTemplate, error) {
	var p pattern
	for rest := source; rest != ""; {
		words, after, found := strings.Cut(rest, "{{")
		p = append(p, piece{words: kept.Replace(words)})
		if !found {
			break
		}
		inside, behind, closed := strings.Cut(after, "}}")
		name, upper := strings.CutPrefix(inside, "upper ")
		name, dotted := strings.CutPrefix(name, ".")
		if !closed || !dotted || name == "" {
			return nil, fmt.Errorf("%q is no template: {{%s", source, inside)
		}
		p = append(p, piece{place: name, upper: upper})
		rest = behind
	}
	return p, nil
}

// kept keeps French punctuation on the line of the word that it belongs to: a file
// of templates has plain spaces there, which can be seen.
var kept = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", " %", "\u00a0%", "« ", "«\u00a0", " »", "\u00a0»")

// pattern is a template that has been read.
type pattern []piece

// piece is a stretch of words, or a place.
type piece struct {
	words, place string
	upper        bool
}

// Execute fills a template in.
func (p pattern) Execute(data any) (string, error) {
	filled := data.(places)
	var b strings.Builder
	for i := range p {
		value := filled.text[p[i].place]
		switch {
		case p[i].place == "":
			value = filled.mark.around(p[i].words)
		case p[i].upper:
			value = Upper(value)
		}
		b.WriteString(value)
	}
	return b.String(), nil
}

// Upper puts a capital first.
func Upper(text string) string {
	mark := ""
	if strings.HasPrefix(text, opened) {
		mark, text = opened, text[len(opened):]
	}
	first, size := utf8.DecodeRuneInString(text)
	return mark + string(unicode.ToUpper(first)) + text[size:]
}

// opened and closed are the marks of Language.Marked.
const (
	opened = "⟦"
	closed = "⟧"
)
