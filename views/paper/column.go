package paper

import (
	"strings"
)

// The sizes of type in tables, in points.
const (
	cellSize = 8.0
	// cellSides is what a cell has at its two sides.
	cellSides = 5.7
)

// columnWidths divides a width among the columns of a table, in points: each gets
// what its longest word needs, and of the rest as much as its text wants.
func columnWidths(b *block, width float64) []float64 {
	n := len(b.columns)
	least, most := make([]float64, n), make([]float64, n)
	for _, row := range append([][][]span{b.columns}, b.rows...) {
		for i, spans := range row {
			text := said(spans)
			most[i] = max(most[i], min(sansStrong.width(text, cellSize)+cellSides, width))
			for word := range strings.FieldsSeq(text) {
				least[i] = max(least[i], min(sansStrong.width(word, cellSize)+cellSides, width/3))
			}
		}
	}
	return divided(least, most, width)
}

// divided gives every column its least, or a share of it if there is no room, and
// shares what is left by what they want more.
func divided(least, most []float64, width float64) []float64 {
	widths, sum, wanted := make([]float64, len(least)), 0.0, 0.0
	for i := range least {
		least[i] = max(least[i], cellSides+cellSize)
		most[i] = max(most[i], least[i])
		sum += least[i]
		wanted += most[i] - least[i]
	}
	for i := range widths {
		switch {
		case sum >= width:
			widths[i] = least[i] * width / sum
		case wanted == 0:
			widths[i] = least[i] + (width-sum)/float64(len(widths))
		default:
			widths[i] = least[i] + (width-sum)*(most[i]-least[i])/wanted
		}
	}
	return widths
}

func said(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}
