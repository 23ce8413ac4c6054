package paper

import (
	"sync"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is a font that is embedded where it is used. Liberation has the metrics
// of Times New Roman and Arial, which Word is asked for; DejaVu has what Liberation
// has not, Arabic above all.
type typeface int

const (
	serif typeface = iota
	serifStrong
	serifItalic
	sans
	sansStrong
	sansItalic
	wide
)

// family and style are what a typeface is called in a PDF.
var typefaces = []struct {
	family, style string
	file          []byte
}{
	serif:       {"serif", "", liberationserifregular.TTF},
	serifStrong: {"serif", "B", liberationserifbold.TTF},
	serifItalic: {"serif", "I", liberationserifitalic.TTF},
	sans:        {"sans", "", liberationsansregular.TTF},
	sansStrong:  {"sans", "B", liberationsansbold.TTF},
	sansItalic:  {"sans", "I", liberationsansitalic.TTF},
	wide:        {"wide", "", dejavusans.TTF},
}

// metrics are the widths of the characters of a typeface, in thousandths of its
// size, and −1 for those that it has not.
type metrics [0x10000]int16

var measured = func() []func() *metrics {
	all := make([]func() *metrics, len(typefaces))
	for i := range typefaces {
		all[i] = sync.OnceValue(func() *metrics { return measure(typefaces[i].file) })
	}
	return all
}()

// measure reads the widths of a font. The fonts are part of the program: one that
// cannot be read has no character.
func measure(file []byte) *metrics {
	var m metrics
	for r := range m {
		m[r] = -1
	}
	parsed, err := sfnt.Parse(file)
	if err != nil {
		return &m
	}
	var buffer sfnt.Buffer
	for r := range m {
		glyph, err := parsed.GlyphIndex(&buffer, rune(r))
		if err != nil || glyph == 0 {
			continue
		}
		if advance, err := parsed.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone); err == nil {
			m[r] = int16(advance.Round())
		}
	}
	return &m
}

func (t typeface) has(r rune) bool { return r <= 0xFFFF && measured[t]()[r] >= 0 }

// width gives the width of text of a size.
func (t typeface) width(text string, size float64) float64 {
	m, sum := measured[t](), 0
	for _, r := range text {
		if r <= 0xFFFF {
			sum += max(0, int(m[r]))
		}
	}
	return float64(sum) * size / 1000
}
