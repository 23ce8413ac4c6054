package precedents

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Change says what became of a line from one text to another.
type Change int8

// What can become of a line.
const (
	Same Change = iota
	Removed
	Added
)

// changeCodes are the changes as documents write them.
var changeCodes = [...]string{Same: "same", Removed: "removed", Added: "added"}

// MarshalText gives "same", "removed" or "added".
func (c Change) MarshalText() ([]byte, error) { return []byte(changeCodes[c]), nil }

// DifferenceLine is a line of either text, or of both.
type DifferenceLine struct {
	Change Change
	Text   string
}

// Difference gives the lines of two texts in order: what they share, what only
// the first has, what only the second has. Both texts end with a line break.
func Difference(before, after string) []DifferenceLine {
	var lines []DifferenceLine
	add := func(change Change, text string) {
		for line := range strings.Lines(text) {
			lines = append(lines, DifferenceLine{change, strings.TrimSuffix(line, "\n")})
		}
	}
	at := 0
	for _, edit := range udiff.Lines(before, after) {
		add(Same, before[at:edit.Start])
		add(Removed, before[edit.Start:edit.End])
		add(Added, edit.New)
		at = edit.End
	}
	add(Same, before[at:])
	return lines
}

// contextLines is how many lines around a change are shown with it.
const contextLines = 3

// Hunks gives only the stretches of a difference that changed, each with a few
// lines around it.
func Hunks(lines []DifferenceLine) [][]DifferenceLine {
	var hunks [][]DifferenceLine
	end := 0
	for i, line := range lines {
		if line.Change == Same {
			continue
		}
		from, to := max(0, i-contextLines), min(len(lines), i+contextLines+1)
		if len(hunks) == 0 || from > end {
			hunks = append(hunks, nil)
		} else {
			from = end
		}
		last := len(hunks) - 1
		hunks[last] = append(hunks[last], lines[from:max(to, from)]...)
		end = max(end, to)
	}
	return hunks
}
