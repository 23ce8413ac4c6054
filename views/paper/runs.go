package paper

import (
	"strings"
	"unicode"
)

// A Run is a piece of a text that is written in one direction.
type Run struct {
	Text        string
	RightToLeft bool
}

// fromTheRight are the scripts that are written from right to left.
var fromTheRight = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam,
}

// Runs splits a text into what is written from left to right and from right to
// left. Spaces and signs between two pieces of one direction go with them; between
// two directions they stay with the left-to-right one.
func Runs(text string) []Run { return runsIn(text, false) }

// runsIn splits a text as it stands in a line that runs in one direction; what is
// between two directions goes with the line.
func runsIn(text string, rightLine bool) []Run {
	var runs []Run
	add := func(piece string, rightToLeft bool) {
		if n := len(runs); n > 0 && runs[n-1].RightToLeft == rightToLeft {
			runs[n-1].Text += piece
		} else if piece != "" {
			runs = append(runs, Run{piece, rightToLeft})
		}
	}
	waiting, last := "", rightLine
	for _, r := range text {
		rightToLeft := rightToLeft(r)
		if !rightToLeft && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			waiting += string(r)
			continue
		}
		between := rightLine
		if last == rightToLeft {
			between = last
		}
		add(waiting, between)
		add(string(r), rightToLeft)
		waiting, last = "", rightToLeft
	}
	add(waiting, rightLine)
	return runs
}

// rightToLeft reports whether a character is written from right to left.
func rightToLeft(r rune) bool { return unicode.In(r, fromTheRight...) }

// Plain gives a text without what no document may hold: each control character is
// a space, and the marks that turn the direction of a text are left out, since
// they would turn what stands beside it too.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == unicode.ReplacementChar || r == '\ufeff' || r == '\ufffe' || r == '\uffff':
			return -1
		}
		return r
	}, text)
}
