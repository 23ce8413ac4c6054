package paper

import (
	"slices"
	"strings"
)

// The sizes of type in tables, in points.
const (
	cellSize = 8.0
	// cellSides is what a cell has at its two sides.
	cellSides = 5.7
)

// columnWidths divides a width among the columns of a table, in points. A column
// that wants less than its share gets what it wants; the others divide the rest by
// what they want, and none gets less than its longest word needs.
func columnWidths(b *block, width float64) []float64 {
	n := len(b.columns)
	least, most := make([]float64, n), make([]float64, n)
	for _, row := range append([][][]span{b.columns}, b.rows...) {
		for i, spans := range row {
			text := said(spans)
			most[i] = max(most[i], min(wanted(text), width))
			for word := range strings.FieldsSeq(text) {
				least[i] = max(least[i], min(wanted(word), width/3))
			}
		}
	}
	for i := range most {
		least[i] = max(least[i], cellSides+cellSize)
		most[i] = max(most[i], least[i])
	}
	return divided(least, most, width)
}

// wanted is the width of a cell in which text stands on one line.
func wanted(text string) float64 { return sansStrong.width(text, cellSize) + cellSides + 0.5 }

func divided(least, most []float64, width float64) []float64 {
	if sum := total(least); sum >= width {
		return scaled(least, width/sum)
	}
	if sum := total(most); sum <= width {
		return scaled(most, width/sum)
	}
	widths, rest, open := make([]float64, len(most)), width, len(most)
	for settled := true; settled && open > 0; {
		settled = false
		for i, share := 0, rest/float64(open); i < len(most); i++ {
			if widths[i] == 0 && most[i] <= share {
				widths[i], rest, open, settled = most[i], rest-most[i], open-1, true
			}
		}
	}
	widths = shared(widths, least, most, rest)
	return scaled(widths, width/total(widths))
}

// shared divides what is left among the columns that have nothing yet: each gets its
// least, and of what is over as much as it wants more than that.
func shared(widths, least, most []float64, rest float64) []float64 {
	all, more := slices.Clone(widths), 0.0
	for i := range widths {
		if widths[i] == 0 {
			rest -= least[i]
			more += most[i] - least[i]
		}
	}
	for i := range widths {
		if widths[i] == 0 {
			all[i] = least[i]
		}
		if widths[i] == 0 && more > 0 {
			all[i] += max(0, rest) * (most[i] - least[i]) / more
		}
	}
	return all
}

func total(widths []float64) (sum float64) {
	for _, width := range widths {
		sum += width
	}
	return sum
}

func scaled(widths []float64, by float64) []float64 {
	all := make([]float64, len(widths))
	for i := range widths {
		all[i] = widths[i] * by
	}
	return all
}

func said(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}
