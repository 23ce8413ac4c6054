package wording

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"seatwatch/credentials"
)

// StyleFault is a word that generated text does not use, and why.
type StyleFault struct {
	Word string
	Why  string
}

// String gives "“regime” takes a side".
func (f StyleFault) String() string { return fmt.Sprintf("“%s” %s", f.Word, f.Why) }

// styleWords are the words of one language that generated text does not use.
type styleWords struct {
	Taken    []string `yaml:"taken"`
	Judging  []string `yaml:"judging"`
	Guessing []string `yaml:"guessing"`
	// Comparing are forms of the words of the scale that say which is more, and
	// need no figure.
	Comparing []string `yaml:"comparing"`
}

//go:embed style/words.yaml
var styleFile embed.FS

// styles are the words by language. They are part of the program: a file that
// cannot be read stops it.
var styles = sync.OnceValue(func() map[Code]styleData {
	text, err := styleFile.ReadFile("style/words.yaml")
	if err != nil {
		panic("credentials/wording/style/words.yaml: " + err.Error())
	}
	var all map[Code]styleWords
	if err := yaml.UnmarshalWithOptions(text, &all, yaml.Strict()); err != nil {
		panic("credentials/wording/style/words.yaml: " + err.Error())
	}
	styles := map[Code]styleData{}
	for code, words := range all {
		styles[code] = styleData{comparing: wholeWords(words.Comparing), bans: []ban{
			{wholeWords(words.Taken), "takes a side"},
			{wholeWords(words.Judging), "praises or blames"},
			{wholeWords(words.Guessing), "is a word for a probability that is not on the scale"},
		}}
	}
	return styles
})

// styleData is what is banned in one language.
type styleData struct {
	comparing *regexp.Regexp
	bans      []ban
}

type ban struct {
	words *regexp.Regexp
	why   string
}

// wholeWords finds any of some words where letters on either side do not make it
// part of another.
func wholeWords(words []string) *regexp.Regexp {
	if len(words) == 0 {
		return nothing
	}
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = regexp.QuoteMeta(word)
	}
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + strings.Join(quoted, "|") + `)(?:$|[^\p{L}])`)
}

// nothing is found in no text.
var nothing = regexp.MustCompile(`[^\s\S]()`)

// figure is a probability in figures.
var figure = regexp.MustCompile(`\d[.,]\d|\d ?%`)

// Style is what generated text in one language keeps to: it takes no side, neither
// praises nor blames, and speaks of probability with a word of the scale and its
// figure. It does not change, and is safe for all callers.
type Style struct {
	styleData
	record *strings.Replacer
	scale  *regexp.Regexp
}

// Style gives the style of the language. Names and words of the record, which are
// said as they are, are left aside; scale are the words of the scale in the language.
// A language whose words nobody has put into style/words.yaml is a *credentials.NotFound.
func (l *Language) Style(record, scale []string) (*Style, error) {
	data, ok := styles()[l.code]
	if !ok {
		return nil, &credentials.NotFound{Kind: "style of the language", ID: string(l.code)}
	}
	var aside []string
	for _, words := range byLength(record) {
		aside = append(aside, words, "·")
	}
	return &Style{data, strings.NewReplacer(aside...), wholeWords(byLength(scale))}, nil
}

// Faults finds what in a generated text is not in the style.
func (s *Style) Faults(text string) []StyleFault {
	text = s.record.Replace(text)
	var faults []StyleFault
	for _, ban := range s.bans {
		for _, found := range ban.words.FindAllStringSubmatch(text, -1) {
			faults = append(faults, StyleFault{found[1], ban.why})
		}
	}
	for _, sentence := range sentenceEnd.Split(text, -1) {
		if figure.MatchString(sentence) {
			continue
		}
		sentence = s.comparing.ReplaceAllString(sentence, " · ")
		for _, found := range s.scale.FindAllStringSubmatch(sentence, -1) {
			faults = append(faults, StyleFault{found[1], "is a probability without its figure"})
		}
	}
	return faults
}

// sentenceEnd is where one sentence ends and another may begin.
var sentenceEnd = regexp.MustCompile(`[.!?][”»)]?\s+`)

// byLength gives texts with the longest first, so that a name goes before another
// that it contains; empty ones are left out.
func byLength(texts []string) []string {
	sorted := slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	slices.SortStableFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	return sorted
}
