package paper

// cellPad is what stands above and below the text of a cell, in points.
const cellPad = 1.6

// table sets a table. A row stays on one page if it fits on one; the head is set
// again on every page.
func (l *layout) table(b *block) {
	m := manners[tableBlock]
	widths := columnWidths(b, measureWidth)
	head := l.cells(b.columns, widths, true)
	headHeight := height(head, m)
	if headHeight > (l.bottom-l.top)/3 {
		headHeight = 0
	}
	l.y += m.before
	first := headHeight
	if len(b.rows) > 0 {
		first += min(height(l.cells(b.rows[0], widths, false), m), l.bottom-l.top-headHeight)
	}
	l.room(first)
	l.head(head, widths, m)
	for i, row := range b.rows {
		cells := l.cells(row, widths, false)
		if tall := height(cells, m); l.y+tall > l.bottom && tall+headHeight <= l.bottom-l.top {
			l.close()
			l.turn()
			if headHeight > 0 {
				l.head(head, widths, m)
			}
		}
		l.row(cells, widths, m, func() {
			l.close()
			l.turn()
			if headHeight > 0 {
				l.head(head, widths, m)
			}
		})
		if i < len(b.rows)-1 {
			l.across(0.25, faint)
		}
	}
	l.close()
	l.y += m.after
}

// cells breaks the cells of a row into lines.
func (l *layout) cells(row [][]span, widths []float64, head bool) [][][]letter {
	cells := make([][][]letter, len(row))
	for i, spans := range row {
		face := manners[tableBlock].look
		face.strong = head
		cells[i] = lines(letters(spans, face), widths[i]-cellSides)
	}
	return cells
}

func height(cells [][][]letter, m manner) float64 {
	most := 1
	for _, cell := range cells {
		most = max(most, len(cell))
	}
	return float64(most)*m.leading + 2*cellPad
}

func (l *layout) head(cells [][][]letter, widths []float64, m manner) {
	l.across(0.75, ink)
	l.row(cells, widths, m, l.turn)
	l.across(0.5, ink)
}

func (l *layout) close() { l.across(0.75, ink) }

func (l *layout) across(weight float64, c color) {
	l.page().rules = append(l.page().rules, drawnRule{left, left + measureWidth, l.y, weight, c})
}

// row sets a row, line by line; turn is what turns the page inside it.
func (l *layout) row(cells [][][]letter, widths []float64, m manner, turn func()) {
	l.y += cellPad
	for i, more := 0, true; more; i++ {
		more = false
		if l.y+m.leading > l.bottom {
			turn()
			l.y += cellPad
		}
		x := left
		if l.sheet.right {
			x = left + measureWidth
		}
		y := l.y
		for j, cell := range cells {
			if l.sheet.right {
				x -= widths[j]
			}
			if i < len(cell) {
				l.y = y
				l.line(cell[i], x+cellSides/2, widths[j]-cellSides, m.leading)
			}
			more = more || i+1 < len(cell)
			if !l.sheet.right {
				x += widths[j]
			}
		}
		l.y = y + m.leading
	}
	l.y += cellPad
}
