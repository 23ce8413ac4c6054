package precedents

import (
	"slices"
	"strings"
)

// Change says what became of a line from one text to another.
type Change int8

// What can become of a line.
const (
	Same Change = iota
	Removed
	Added
)

// DifferenceLine is a line of either text, or of both.
type DifferenceLine struct {
	Change Change
	Text   string
}

// differenceCells is the most work that is put into finding what two texts have
// in common; it is enough for any record of a sensible size.
const differenceCells = 1 << 24

// Difference gives the lines of two texts in order: what they share, what only
// the first has, what only the second has. Texts that are too long to compare
// differ in everything between their common beginning and end.
func Difference(before, after string) []DifferenceLine {
	a, b := strings.Split(strings.TrimSuffix(before, "\n"), "\n"), strings.Split(strings.TrimSuffix(after, "\n"), "\n")
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	lines := make([]DifferenceLine, 0, len(a)+len(b))
	for _, text := range a[:start] {
		lines = append(lines, DifferenceLine{Same, text})
	}
	lines = append(lines, middle(a[start:len(a)-end], b[start:len(b)-end])...)
	for _, text := range a[len(a)-end:] {
		lines = append(lines, DifferenceLine{Same, text})
	}
	return lines
}

// middle compares what is left by the longest run of lines in common.
func middle(a, b []string) []DifferenceLine {
	width := len(b) + 1
	common := make([]int32, 0)
	if len(a)*len(b) <= differenceCells {
		common = make([]int32, (len(a)+1)*width)
		for i, left := range slices.Backward(a) {
			for j, right := range slices.Backward(b) {
				at := i*width + j
				if left == right {
					common[at] = common[at+width+1] + 1
				} else {
					common[at] = max(common[at+width], common[at+1])
				}
			}
		}
	}
	var lines []DifferenceLine
	i, j := 0, 0
	for i < len(a) && j < len(b) && len(common) > 0 {
		switch {
		case a[i] == b[j]:
			lines = append(lines, DifferenceLine{Same, a[i]})
			i++
			j++
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			lines = append(lines, DifferenceLine{Removed, a[i]})
			i++
		default:
			lines = append(lines, DifferenceLine{Added, b[j]})
			j++
		}
	}
	for ; i < len(a); i++ {
		lines = append(lines, DifferenceLine{Removed, a[i]})
	}
	for ; j < len(b); j++ {
		lines = append(lines, DifferenceLine{Added, b[j]})
	}
	return lines
}
