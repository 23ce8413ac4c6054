package paper

import (
	"bytes"
	"sync"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// shaper turns what is written from right to left into the shapes that are drawn
// from left to right. HarfBuzz joins the letters; a PDF is told characters and not
// glyphs, so each glyph is given as the character that has its shape.
type shaper struct {
	// alone keeps others out while text is shaped: a font keeps what it has met.
	alone sync.Mutex
	font  *harfbuzz.Font
	// shapes are the characters of glyphs, presentation forms before letters.
	shapes map[font.GID]rune
}

var shapes = sync.OnceValue(func() *shaper {
	face, err := font.ParseTTF(bytes.NewReader(typefaces[wide].file))
	if err != nil {
		return nil
	}
	s := &shaper{font: harfbuzz.NewFont(face), shapes: map[font.GID]rune{}}
	for characters := face.Cmap.Iter(); characters.Next(); {
		r, glyph := characters.Char()
		if known, ok := s.shapes[glyph]; r <= 0xFFFF && (!ok || r > known) {
			s.shapes[glyph] = r
		}
	}
	return s
})

// drawn gives text that is written from right to left as it is drawn from left to
// right.
func drawn(text []rune) []rune {
	s := shapes()
	if s == nil || len(text) == 0 {
		return text
	}
	buffer := harfbuzz.NewBuffer()
	buffer.Props.Direction = harfbuzz.RightToLeft
	buffer.Props.Script = scriptOf(text)
	buffer.AddRunes(text, 0, -1)
	s.alone.Lock()
	buffer.Shape(s.font, nil)
	s.alone.Unlock()
	shown := make([]rune, 0, len(text))
	for _, glyph := range buffer.Info {
		r, ok := s.shapes[glyph.Glyph]
		if !ok {
			r = text[glyph.Cluster]
		}
		shown = append(shown, r)
	}
	return shown
}

func scriptOf(text []rune) language.Script {
	for _, r := range text {
		if script := language.LookupScript(r); script.Strong() {
			return script
		}
	}
	return language.Arabic
}

// stretchOrder is a part of a line in one direction, from one letter to before
// another.
type stretchOrder struct {
	from, to int
	right    bool
}

// The marks that say in which direction a line runs whatever it begins with.
const (
	leftToRightMark = '\u200e'
	rightToLeftMark = '\u200f'
)

// ordered gives the parts of a line in the order in which they are drawn, from left
// to right.
func ordered(line []rune, rightLine bool) []stretchOrder {
	base := leftToRightMark
	if rightLine {
		base = rightToLeftMark
	}
	var paragraph bidi.Paragraph
	runs := paragraph.Segment(append([]rune{base}, line...), bidi.Neutral)
	var parts []stretchOrder
	var levels []bidi.Level
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		if from, to := max(0, run.Start-1), run.End-1; to > from {
			parts = append(parts, stretchOrder{from, to, !run.IsLeftToRight()})
			levels = append(levels, run.Level)
		}
	}
	turn(parts, levels)
	return parts
}

// turn reverses what stands at every level and above it, from the highest down to
// the lowest that runs from right to left: rule L2 of the algorithm.
func turn(parts []stretchOrder, levels []bidi.Level) {
	highest := bidi.Level(0)
	for _, level := range levels {
		highest = max(highest, level)
	}
	for level := highest; level > 0; level-- {
		for from := 0; from < len(levels); from++ {
			to := from
			for to < len(levels) && levels[to] >= level {
				to++
			}
			for i, j := from, to-1; i < j; i, j = i+1, j-1 {
				parts[i], parts[j] = parts[j], parts[i]
				levels[i], levels[j] = levels[j], levels[i]
			}
			from = max(from, to)
		}
	}
}
