package precedents

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Passage is a stretch of a pasted text, in bytes: what a reading rests on.
type Passage struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// In gives the passage as it stands in the text.
func (p Passage) In(text string) string {
	from := min(max(p.From, 0), len(text))
	return text[from:min(max(p.To, from), len(text))]
}

// Quote gives the passage in one line.
func (p Passage) Quote(text string) string { return strings.Join(strings.Fields(p.In(text)), " ") }

// pasted is a text as somebody copied it from a page: without what belongs to
// the page and not to the text, and with the place of every byte in the
// original.
type pasted struct {
	original string
	text     string
	// places gives for every byte of text its place in the original.
	places []int32
	// aside are the lines that were left out.
	aside []Passage
}

// newPasted takes the page's furniture out of a text: symbols, numbers and
// running heads that stand on lines of their own, with the empty lines around
// them; and marks that no one sees, such as soft hyphens. Every sort of line end
// becomes one.
func newPasted(original string) *pasted {
	p := &pasted{original: original}
	var clean strings.Builder
	clean.Grow(len(original))
	p.places = make([]int32, 0, len(original))
	// after says that the line before was left out; blanks are the empty lines
	// that wait to see whether the next line is.
	after, blanks := false, 0
	for start := 0; start < len(original); {
		line, end := lineOf(original, start)
		switch {
		case strings.TrimSpace(line) == "":
			blanks++
		case furniture(line):
			p.aside = append(p.aside, trimmed(original, start, start+len(line)))
			after, blanks = true, 0
		default:
			for ; blanks > 0 && !after; blanks-- {
				clean.WriteByte('\n')
				p.places = append(p.places, int32(start))
			}
			p.line(&clean, line, start)
			after, blanks = false, 0
		}
		start = end
	}
	p.text = clean.String()
	return p
}

// lineOf gives the line that starts at a place, without its end, and the place of
// the next.
func lineOf(text string, start int) (line string, next int) {
	for i, r := range text[start:] {
		switch r {
		case '\n', '\f', '\v', '\u0085', '\u2028', '\u2029':
			return text[start : start+i], start + i + utf8.RuneLen(r)
		case '\r':
			next = start + i + 1
			if strings.HasPrefix(text[next:], "\n") {
				next++
			}
			return text[start : start+i], next
		}
	}
	return text[start:], len(text)
}

// line copies a line, with one line end.
func (p *pasted) line(clean *strings.Builder, line string, start int) {
	for i, r := range line {
		width := utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError:
			// What is not UTF-8 separates and says nothing.
			r, width = ' ', 1
		case r == '\u00ad', unicode.Is(unicode.Cf, r):
			continue
		case r != '\t' && unicode.IsSpace(r):
			r, width = ' ', 1
		}
		clean.WriteRune(r)
		for range width {
			p.places = append(p.places, int32(start+i))
		}
	}
	clean.WriteByte('\n')
	p.places = append(p.places, int32(start+len(line)))
}

// passage gives the passage of the original that a stretch of the text stands
// for, without the blanks around it.
func (p *pasted) passage(from, to int) Passage {
	for from < to && isBlank(p.text[from]) {
		from++
	}
	for to > from && isBlank(p.text[to-1]) {
		to--
	}
	if from >= to {
		return Passage{}
	}
	end := int(p.places[to-1])
	_, width := utf8.DecodeRuneInString(p.original[end:])
	return Passage{int(p.places[from]), end + width}
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }

func trimmed(text string, from, to int) Passage {
	line := text[from:to]
	from += len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
	return Passage{from, from + len(strings.TrimSpace(line))}
}
