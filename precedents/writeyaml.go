package precedents

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"seatwatch/credentials"
)

// Text longer than foldedFrom is folded, each line at the first blank after
// column foldColumn. These are the dataset's own numbers.
const (
	foldedFrom = 100
	foldColumn = 110
)

// EncodeDispute gives a dispute in the dataset's YAML, in its one spelling: the
// keys in the codebook's order, sequences not indented, long text folded, what
// is not known left out. Reading it back gives the same dispute.
func EncodeDispute(d credentials.Dispute) []byte {
	w := &yamlWriter{}
	w.text("id", d.ID)
	w.text("seat", d.Seat)
	w.text("seat_name", d.SeatName)
	w.text("title", d.Title)
	w.text("kind", string(d.Kind))
	w.text("opened", d.Opened.String())
	w.text("opened_by", d.OpenedBy)
	w.text("closed", d.Closed.String())
	w.text("closed_by", d.ClosedBy)
	w.text("summary", d.Summary)
	list(w, "claimants", d.Claimants, w.claimant)
	list(w, "decisions", d.Decisions, func(x credentials.Decision) { w.decision(x, d.Claimants) })
	list(w, "prepared", d.Prepared, func(p credentials.Preparation) { w.preparation(p, d.Claimants) })
	w.text("doubts", d.Doubts)
	list(w, "sources", d.Sources, w.source)
	list(w, "replies", d.Replies, w.reply)
	w.texts("see_also", seeAlsoTexts(d.SeeAlso))
	return []byte(w.b.String())
}

func seeAlsoTexts(seeAlso []credentials.SeeAlso) []string {
	texts := make([]string, len(seeAlso))
	for i, other := range seeAlso {
		texts[i] = other.Dispute
		if other.Note != "" {
			texts[i] += " (" + other.Note + ")"
		}
	}
	return texts
}

func (w *yamlWriter) claimant(c credentials.Claimant) {
	w.text("id", c.ID)
	w.text("name", c.Name)
	w.text("leader", c.Leader)
	w.raw("seated_at_start", c.SeatedAtStart.Code())
	w.text("note", c.Note)
}

func (w *yamlWriter) decision(x credentials.Decision, claimants []credentials.Claimant) {
	w.text("session", x.Key.Session.String())
	w.text("challenge", string(x.Challenge))
	if c := x.Committee; c != nil {
		w.mapping("committee", func() {
			w.texts("dates", texts(c.Dates))
			w.texts("reports", texts(c.Reports))
			w.action(c.Outcome, c.How, c.Vote, c.Note)
		})
	}
	if a := x.Assembly; a != nil {
		w.mapping("assembly", func() {
			w.text("date", a.Date.String())
			w.texts("resolutions", texts(a.Resolutions))
			w.texts("meetings", texts(a.Meetings))
			w.action(a.Outcome, a.How, a.Vote, a.Note)
		})
	}
	w.text("outcome", string(x.Outcome))
	w.text("accepted", x.Accepted)
	w.text("seated", x.Seated)
	w.raw("talks", x.Talks.Code())
	w.facts(x.Facts, claimants)
	list(w, "coding", inOrder(x.Coding, claimants), w.coding)
	list(w, "positions", x.Positions, w.position)
	list(w, "sources", x.Sources, w.source)
	w.text("confidence", string(x.Confidence))
	w.text("doubts", x.Doubts)
}

func (w *yamlWriter) action(outcome credentials.BodyOutcome, how credentials.How, vote *credentials.Tally, note string) {
	w.text("outcome", string(outcome))
	w.text("how", string(how))
	if vote != nil {
		w.mapping("vote", func() {
			w.raw("for", countText(vote.For))
			w.raw("against", countText(vote.Against))
			w.raw("abstaining", countText(vote.Abstaining))
		})
	}
	w.text("note", note)
}

func countText(c credentials.Count) string {
	if !c.Known() {
		return "null"
	}
	return strconv.Itoa(c.Int())
}

func (w *yamlWriter) facts(facts map[string]credentials.Standing, claimants []credentials.Claimant) {
	order := make([]string, 0, len(facts))
	for _, claimant := range claimants {
		order = append(order, claimant.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(facts)) {
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	order = slices.DeleteFunc(order, func(id string) bool { return facts[id] == credentials.Standing{} })
	if len(order) == 0 {
		return
	}
	w.mapping("facts", func() {
		for _, id := range order {
			w.mapping(id, func() {
				for _, fact := range credentials.Facts() {
					w.raw(fact.Key(), facts[id].Code(fact))
				}
			})
		}
	})
}

func (w *yamlWriter) position(p credentials.Position) {
	w.text("member", p.Member)
	w.text("stance", string(p.Stance))
	w.text("claimant", p.Claimant)
	w.text("date", p.Date.String())
	w.text("until", p.Until.String())
}

func (w *yamlWriter) source(s credentials.Source) {
	w.text("ref", s.Ref)
	w.text("title", s.Title)
	w.text("kind", string(s.Kind))
	w.raw("read", s.Read.Code())
	w.text("passage", s.Passage)
}

func texts[T fmt.Stringer](values []T) []string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = value.String()
	}
	return texts
}

// yamlWriter writes block YAML.
type yamlWriter struct {
	b      strings.Builder
	indent int
	// item is true where the next key follows a sequence's dash.
	item bool
}

func (w *yamlWriter) start() {
	if w.item {
		w.item = false
		return
	}
	w.pad()
}

func (w *yamlWriter) pad() {
	for range w.indent {
		w.b.WriteByte(' ')
	}
}

func (w *yamlWriter) mapping(key string, content func()) {
	w.start()
	w.b.WriteString(scalar(key) + ":\n")
	w.indent += 2
	content()
	w.indent -= 2
}

// list writes a sequence of mappings; nothing if it is empty.
func list[T any](w *yamlWriter, key string, values []T, content func(T)) {
	if len(values) == 0 {
		return
	}
	w.start()
	w.b.WriteString(key + ":\n")
	for _, value := range values {
		w.pad()
		w.b.WriteString("- ")
		w.indent += 2
		w.item = true
		content(value)
		w.item = false
		w.indent -= 2
	}
}

func (w *yamlWriter) texts(key string, values []string) {
	if len(values) == 0 {
		return
	}
	w.start()
	w.b.WriteString(key + ":\n")
	for _, value := range values {
		w.pad()
		w.b.WriteString("- ")
		w.value(value)
	}
}

// raw writes a value that needs no quoting; nothing if it is empty.
func (w *yamlWriter) raw(key, value string) {
	if value == "" {
		return
	}
	w.start()
	w.b.WriteString(key + ": " + value + "\n")
}

// text writes a text, folded where it is long; nothing if it is empty.
func (w *yamlWriter) text(key, value string) {
	if value == "" {
		return
	}
	w.start()
	w.b.WriteString(key + ": ")
	w.value(value)
}

// value writes a text to the end of a line that has begun.
func (w *yamlWriter) value(text string) {
	switch {
	case !printable(text):
		w.b.WriteString(doubleQuoted(text) + "\n")
	case strings.Contains(text, "\n") && blockable(text):
		w.block("|-", strings.Split(text, "\n"))
	case strings.Contains(text, "\n") || strings.TrimSpace(text) != text:
		w.b.WriteString(doubleQuoted(text) + "\n")
	case utf8.RuneCountInString(text) > foldedFrom:
		w.block(">-", foldLines(text, foldColumn-w.indent-2))
	default:
		w.b.WriteString(scalar(text) + "\n")
	}
}

func (w *yamlWriter) block(style string, lines []string) {
	w.b.WriteString(style + "\n")
	for _, line := range lines {
		if line != "" {
			w.pad()
			w.b.WriteString("  " + line)
		}
		w.b.WriteByte('\n')
	}
}

// blockable reports whether a text of several lines can stand as a literal
// block: no line begins or ends with a blank, and it does not begin or end with
// an empty line.
func blockable(text string) bool {
	lines := strings.Split(text, "\n")
	for _, line := range lines {
		if strings.TrimSpace(line) != line {
			return false
		}
	}
	return lines[0] != "" && lines[len(lines)-1] != ""
}

// foldLines breaks a text at the first single blank after every width
// characters.
func foldLines(text string, width int) []string {
	var lines []string
	var line strings.Builder
	runes := 0
	for _, word := range foldWords(text) {
		switch {
		case runes > width:
			lines = append(lines, line.String())
			line.Reset()
			runes = 0
		case runes > 0:
			line.WriteByte(' ')
			runes++
		}
		line.WriteString(word)
		runes += utf8.RuneCountInString(word)
	}
	return append(lines, line.String())
}

// foldWords splits at blanks that stand alone: a run of blanks would not come
// back from a fold.
func foldWords(text string) []string {
	var words []string
	from := 0
	for i := 1; i+1 < len(text); i++ {
		if text[i] == ' ' && text[i-1] != ' ' && text[i+1] != ' ' {
			words = append(words, text[from:i])
			from = i + 1
		}
	}
	return append(words, text[from:])
}

var (
	// numberLike is text that some reader of YAML would take for a number.
	numberLike = regexp.MustCompile(`^[-+.]?[0-9][0-9_.,:eExXoabcdfABCDF+]*$`)
	// wordLike is text that some reader of YAML would take for no text.
	wordLike = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|~|[-+]?\.(inf|nan)|<<|=)$`)
)

// scalar gives a text of one line, quoted where YAML needs it.
func scalar(text string) string {
	if text == "" || strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`", rune(text[0])) ||
		strings.Contains(text, ": ") || strings.Contains(text, " #") || strings.HasSuffix(text, ":") ||
		strings.HasPrefix(text, "...") || numberLike.MatchString(text) || wordLike.MatchString(text) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return text
}

// printable reports whether every character may stand in YAML as it is.
func printable(text string) bool {
	for _, r := range text {
		if r != '\n' && r != ' ' && !unicode.IsGraphic(r) || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\ufeff' {
			return false
		}
	}
	return true
}

func doubleQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r != ' ' && !printable(string(r)) && r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		case !printable(string(r)):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
