package paper

import (
	"slices"
	"strconv"
)

// The measures of a page, in points.
const (
	paperWidth, paperHeight = pageWidth / 20.0, pageHeight / 20.0
	left                    = sideMargin / 20.0
	measureWidth            = textWidth / 20.0
	// top and bottom are where text begins and ends if what runs leaves it room.
	top    = topMargin / 20.0
	bottom = paperHeight - bottomMargin/20.0
)

// page is a page with what is drawn on it.
type page struct {
	sheet *sheet
	texts []drawnText
	links []drawnLink
	rules []drawnRule
	marks []outlineMark
}

type drawnRule struct {
	x1, x2, y, weight float64
	color             color
}

// outlineMark is an entry of the outline of a PDF.
type outlineMark struct {
	text  string
	level int
	y     float64
}

type spot struct {
	page int
	y    float64
}

// layout is a document in pages.
type layout struct {
	pages   []page
	anchors map[string]spot
	// pending are the lines of the contents, whose pages are known at the end.
	pending []pendingNumber
	// core is the number of pages before the annexes, for each sheet.
	core    []int
	several bool
	sheet   *sheet
	// top and bottom are where the text of a page of the sheet begins and ends.
	top, bottom float64
	y           float64
}

type pendingNumber struct {
	page   int
	y, end float64
	anchor string
	look   look
}

// manner is how a sort of block is set.
type manner struct {
	look                           look
	leading, before, after, indent float64
}

var manners = [...]manner{
	titleBlock:      {look{size: 20, color: ink}, 23, 0, 2, 0},
	subtitleBlock:   {look{size: 10.5, color: quiet}, 12.5, 0, 1, 0},
	headingBlock:    {look{size: 11, strong: true, color: ink}, 13, 10.5, 1.5, 0},
	subheadingBlock: {look{size: 10, italic: true, color: ink}, 12, 3, 1, 0},
	paragraphBlock:  {look{size: 10, color: ink}, 11.8, 0, 3, 0},
	itemBlock:       {look{size: 10, color: ink}, 11.8, 0, 1, 14.2},
	tableBlock:      {look{size: cellSize, sans: true, color: ink}, 9.4, 1, 4, 0},
	entryBlock:      {look{size: 9, color: ink}, 10.6, 0, 1, 22.7},
	contentBlock:    {look{size: 10, color: ink}, 12, 0, 1, 0},
}

// steps are the sizes of running text, in points: the first that sets a core on the
// pages it may take is the one.
var steps = [...]float64{10, 9.5, 9}

// closer is what stands above a heading where the text is set down, in points.
const closer = 7.0

// coreMay is how many pages a core may take.
const coreMay = 2

// manner is how a sheet sets a sort of block.
func (s *sheet) manner(k kind) manner {
	m := manners[k]
	if k == paragraphBlock || k == itemBlock {
		by := steps[s.step] / steps[0]
		m.look.size *= by
		m.leading *= by
	}
	if k == headingBlock && s.step > 0 {
		m.before = closer
	}
	return m
}

// fit sets the text of a sheet down as far as its core needs to have no more pages
// than it may.
func fit(s *sheet) {
	core := *s
	if at := slices.IndexFunc(s.blocks, func(b block) bool { return b.onNewPage }); at >= 0 {
		core.blocks = s.blocks[:at]
	}
	for s.step = 0; s.step < len(steps)-1; s.step++ {
		core.step = s.step
		if len(laidOut([]sheet{core}).pages) <= coreMay {
			return
		}
	}
}

// laidOut sets sheets in pages.
func laidOut(sheets []sheet) *layout {
	l := &layout{anchors: map[string]spot{}, several: len(sheets) > 1}
	for i := range sheets {
		l.sheet = &sheets[i]
		running := l.sheet.running()
		l.top, l.bottom = running.top(), running.bottom()
		l.turn()
		first, core := len(l.pages)-1, 0
		for j := range sheets[i].blocks {
			b := &sheets[i].blocks[j]
			if b.onNewPage {
				core = len(l.pages) - first
				l.turn()
			}
			l.block(b, j+1 < len(sheets[i].blocks))
		}
		if core == 0 {
			core = len(l.pages) - first
		}
		l.core = append(l.core, core)
	}
	l.number()
	return l
}

// turn begins a page.
func (l *layout) turn() {
	l.pages = append(l.pages, page{sheet: l.sheet})
	l.y = l.top
}

func (l *layout) page() *page { return &l.pages[len(l.pages)-1] }

// room turns the page if there is no room for a height.
func (l *layout) room(height float64) {
	if l.y+height > l.bottom && l.y > l.top {
		l.turn()
	}
}

func (l *layout) block(b *block, more bool) {
	if b.kind == tableBlock {
		l.table(b)
		return
	}
	m := l.sheet.manner(b.kind)
	broken := lines(letters(b.spans, m.look), l.lineWidth(b, m))
	if l.y > l.top {
		l.y += m.before
	}
	need := min(2, float64(len(broken))) * m.leading
	if more && (b.kind == headingBlock || b.kind == subheadingBlock) {
		need = float64(len(broken))*m.leading + 3*manners[paragraphBlock].leading
	}
	l.room(need)
	l.open(b, m)
	for i, line := range broken {
		if i == len(broken)-2 && len(broken) > 2 {
			l.room(2 * m.leading)
		}
		l.room(m.leading)
		x := left + m.indent
		if l.sheet.right {
			x = left
		}
		l.line(line, x, l.lineWidth(b, m), m.leading)
	}
	if b.kind == contentBlock {
		end := left + widthOf(broken[len(broken)-1])
		l.pending = append(l.pending, pendingNumber{len(l.pages) - 1, l.y - 0.25*m.leading, end, b.spans[0].to, m.look})
	}
	l.y += m.after
}

func (l *layout) lineWidth(b *block, m manner) float64 {
	if b.kind == contentBlock {
		return measureWidth - 28
	}
	return measureWidth - m.indent
}

// open draws what stands before the text of a block, and notes where it is.
func (l *layout) open(b *block, m manner) {
	if b.anchor != "" {
		l.anchors[b.anchor] = spot{len(l.pages) - 1, l.y}
	}
	level := 0
	if l.several {
		level = 1
	}
	switch b.kind {
	case headingBlock:
		l.page().rules = append(l.page().rules, drawnRule{left, left + measureWidth, l.y - 3, 0.5, rule})
		l.mark(b, level)
	case subheadingBlock:
		l.mark(b, level+1)
	case titleBlock:
		if l.several {
			l.mark(b, 0)
		}
	case itemBlock:
		l.aside("–", m)
	case entryBlock:
		l.aside(b.label, m)
	case subtitleBlock, paragraphBlock, tableBlock, contentBlock:
	}
}

func (l *layout) mark(b *block, level int) {
	l.page().marks = append(l.page().marks, outlineMark{said(b.spans), level, l.y})
}

// aside sets what stands beside the first line of a block.
func (l *layout) aside(label string, m manner) {
	x := left
	if l.sheet.right {
		x = left + measureWidth - m.indent
	}
	line := letters(plain(label), m.look)
	texts, _ := set(line, x, l.y+0.75*m.leading, m.indent, l.sheet.right)
	l.page().texts = append(l.page().texts, texts...)
}

func (l *layout) line(line []letter, x, width, leading float64) {
	texts, links := set(line, x, l.y+0.75*leading, width, l.sheet.right)
	l.page().texts = append(l.page().texts, texts...)
	l.page().links = append(l.page().links, links...)
	l.y += leading
}

// number puts the pages into the contents.
func (l *layout) number() {
	for _, p := range l.pending {
		page := &l.pages[p.page]
		digits := strconv.Itoa(l.anchors[p.anchor].page + 1)
		at := left + measureWidth - p.look.typeface().width(digits, p.look.size)
		if page.sheet.right {
			at = left
		}
		page.texts = append(page.texts, drawnText{at, p.y, p.look.typeface(), &p.look, digits})
		if from, to := p.end+4, at-4; !page.sheet.right && from < to {
			page.rules = append(page.rules, drawnRule{from, to, p.y, 0.25, faint})
		}
	}
}
