package paper

import (
	"slices"
	"unicode/utf8"
)

// look is how letters look, and where they lead.
type look struct {
	sans, strong, italic bool
	size                 float64
	color                color
	to, address          string
}

// color is one of the few inks.
type color [3]int

var (
	ink    = color{0x1A, 0x1A, 0x1A}
	quiet  = color{0x4D, 0x4D, 0x4D}
	accent = color{0x1F, 0x4E, 0x79}
	rule   = color{0x8C, 0x8C, 0x8C}
	faint  = color{0xBF, 0xBF, 0xBF}
)

func (l look) typeface() typeface {
	at := serif
	if l.sans {
		at = sans
	}
	switch {
	case l.strong:
		return at + serifStrong
	case l.italic:
		return at + serifItalic
	}
	return at
}

// letter is a character with its look.
type letter struct {
	r    rune
	face typeface
	look *look
}

func (l letter) width() float64 {
	return float64(max(0, int(measured[l.face]()[l.r]))) * l.look.size / 1000
}

// letters gives spans as letters, each in a typeface that has it. What none has is
// shown as a character that is not known.
func letters(spans []span, base look) []letter {
	var all []letter
	for _, s := range spans {
		l := base
		l.italic = l.italic || s.italic
		l.strong = l.strong || s.strong
		l.to, l.address = s.to, s.address
		if s.small {
			l.sans, l.strong, l.size = true, false, max(0.7*base.size, 6.5)
		}
		if s.small || s.address != "" {
			l.color = accent
		}
		first := l.typeface()
		for _, r := range s.text {
			face := first
			if !face.has(r) {
				face = wide
				if !face.has(r) {
					r = utf8.RuneError
				}
			}
			all = append(all, letter{r, face, &l})
		}
	}
	return all
}

// lines breaks letters into lines of a width: at spaces, or where a word is too long
// for a line, inside it.
func lines(all []letter, width float64) [][]letter {
	var broken [][]letter
	from, last, sum := 0, -1, 0.0
	for i := 0; i < len(all); i++ {
		if all[i].r == ' ' {
			last = i
		}
		sum += all[i].width()
		if sum <= width || i == from || all[i].r == ' ' {
			continue
		}
		if last > from {
			broken = append(broken, all[from:last])
			from = last + 1
		} else {
			broken = append(broken, all[from:i])
			from = i
		}
		i, last, sum = from-1, -1, 0
	}
	return append(broken, all[from:])
}

// ops are what is drawn on a page.
type drawnText struct {
	x, y float64
	face typeface
	look *look
	text string
}

type drawnLink struct {
	x, y, width, height float64
	look                *look
}

// set gives what a line draws, from x, with its base at y.
func set(line []letter, x, y, width float64, right bool) (texts []drawnText, links []drawnLink) {
	for len(line) > 0 && line[0].r == ' ' {
		line = line[1:]
	}
	line = visual(line, right)
	if right {
		x += width - widthOf(line)
	}
	for from := 0; from < len(line); {
		to, text, sum := from, []rune{}, 0.0
		for to < len(line) && line[to].look == line[from].look && line[to].face == line[from].face {
			text = append(text, line[to].r)
			sum += line[to].width()
			to++
		}
		texts = append(texts, drawnText{x, y, line[from].face, line[from].look, string(text)})
		if l := line[from].look; l.to != "" || l.address != "" {
			links = append(links, drawnLink{x, y - 0.8*l.size, sum, 1.05 * l.size, l})
		}
		x += sum
		from = to
	}
	return texts, links
}

func widthOf(line []letter) float64 {
	sum := 0.0
	for _, l := range line {
		sum += l.width()
	}
	return sum
}

// visual gives a line in the order in which it is drawn, its letters joined.
func visual(line []letter, right bool) []letter {
	if !right && !slices.ContainsFunc(line, func(l letter) bool { return rightToLeft(l.r) }) {
		return line
	}
	runes := make([]rune, len(line))
	for i, l := range line {
		runes[i] = l.r
	}
	var shown []letter
	for _, part := range ordered(runes, right) {
		if !part.right {
			shown = append(shown, line[part.from:part.to]...)
			continue
		}
		for to := part.to; to > part.from; {
			from := to - 1
			for from > part.from && line[from-1].look == line[from].look {
				from--
			}
			shown = append(shown, shaped(line[from:to])...)
			to = from
		}
	}
	return shown
}

// shaped gives letters of one look that are written from right to left as they are
// drawn.
func shaped(part []letter) []letter {
	runes := make([]rune, len(part))
	for i, l := range part {
		runes[i] = l.r
	}
	shown := make([]letter, 0, len(part))
	for _, r := range drawn(runes) {
		face := wide
		if !face.has(r) {
			face = part[0].face
		}
		if face.has(r) {
			shown = append(shown, letter{r, face, part[0].look})
		}
	}
	return shown
}
