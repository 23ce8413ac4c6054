package paper

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever stands in a table, its columns fill its width, and a word that fits into
// a third of it is never broken unless all words together do not fit.
func TestColumnsFillTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const width = 470.6
		word := rapid.StringMatching(`[a-zA-Z0-9]{0,30}`)
		n := rapid.IntRange(1, 9).Draw(t, "columns")
		row := rapid.Custom(func(t *rapid.T) (cells [][]span) {
			for range n {
				cells = append(cells, plain(strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " ")))
			}
			return cells
		})
		b := &block{kind: tableBlock, columns: row.Draw(t, "head"), rows: rapid.SliceOfN(row, 0, 4).Draw(t, "rows")}
		widths := columnWidths(b, width)
		if sum := total(widths); math.Abs(sum-width) > 0.01 {
			t.Errorf("the columns are %.2f wide, not %.2f: %v", sum, width, widths)
		}
		for i := range widths {
			if math.IsNaN(widths[i]) || widths[i] <= 0 {
				t.Errorf("column %d is %v wide", i+1, widths[i])
			}
		}
	})
}

// A column of short texts beside one of long ones stands on one line.
func TestShortColumnsAreNotBroken(t *testing.T) {
	b := &block{
		kind: tableBlock, columns: [][]span{plain("Outcome"), plain("Range"), plain("Why")},
		rows: [][][]span{{plain("Deferred"), plain("0.88 to 0.95"), plain(strings.Repeat("as the time before ", 12))}},
	}
	widths := columnWidths(b, 470)
	for i, text := range []string{"Outcome", "0.88 to 0.95"} {
		if broken := lines(letters(plain(text), look{size: cellSize, sans: true, strong: i == 0}), widths[i]-cellSides); len(broken) != 1 {
			t.Errorf("%q stands on %d lines", text, len(broken))
		}
	}
}
