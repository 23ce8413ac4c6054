package paper

import (
	"io"
	"strconv"

	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"seatwatch/precedents"
)

// Word writes briefs as one document for Word: with real styles, numbers of
// references that lead to the list of references, the marking at the head of every
// page, and at its foot the number of the page, the day it is as of and the hashes.
//
// No brief at all is a *credentials.Invalid; any other error is the writer's.
func Word(w io.Writer, options Options, briefs ...precedents.Brief) error {
	sheets, err := sheetsOf(options, briefs)
	if err != nil {
		return err
	}
	root, err := emptyPackage(sheets[0], briefs)
	if err != nil {
		return err
	}
	d := &manuscript{root: root, bookmarks: map[string]int{}, running: map[string]string{}}
	if d.several = len(sheets) > 1; d.several {
		d.pages = laidOut(sheets)
	}
	for i := range sheets {
		d.sheet(&sheets[i], i == len(sheets)-1)
	}
	return d.write(w, sheets[0].language)
}

// manuscript is a document for Word in the making.
type manuscript struct {
	root *docx.RootDoc
	// several is set if briefs are sections of a longer document.
	several bool
	// pages are where the briefs begin, as near as can be said before Word sets them.
	pages *layout
	// bookmarks are the ids of bookmarks by their names, running the ids of headers
	// and footers by what stands in them.
	bookmarks map[string]int
	running   map[string]string
	// right is set while a sheet is set that is written from right to left.
	right bool
	// step is how far the text of the sheet is set down.
	step int
}

// wordStyles are the styles of blocks.
var wordStyles = [...]string{
	titleBlock: "Title", subtitleBlock: "Subtitle", headingBlock: "Heading1", subheadingBlock: "Heading2", paragraphBlock: "Normal",
	itemBlock: "ListBullet", entryBlock: "Reference", contentBlock: "TOC1",
}

// smaller is the end of the name of a style that is set down.
func smaller(k kind, step int) string {
	if step == 0 || (k != paragraphBlock && k != itemBlock) {
		return ""
	}
	return "Smaller" + strconv.Itoa(step)
}

func (d *manuscript) sheet(s *sheet, last bool) {
	d.right, d.step = s.right, s.step
	for i := range s.blocks {
		d.block(&s.blocks[i])
	}
	section := d.section(s)
	if last {
		d.root.Document.Body.SectPr = section
		return
	}
	end := d.root.AddEmptyParagraph().GetCT()
	end.Property = d.property("AfterTable")
	end.Property.SectPr = section
}

func (d *manuscript) block(b *block) {
	if b.kind == tableBlock {
		d.table(b)
		return
	}
	p := d.root.AddEmptyParagraph().GetCT()
	p.Property = d.property(wordStyles[b.kind] + smaller(b.kind, d.step))
	if before := uint64(closer * 20); b.kind == headingBlock && d.step > 0 {
		p.Property.Spacing = &ctypes.Spacing{Before: &before}
	}
	if b.onNewPage {
		p.Property.PageBreakBefore = on()
	}
	if d.several {
		d.outline(p.Property, b.kind)
	}
	if b.anchor != "" {
		d.bookmarks[b.anchor] = len(d.bookmarks) + 1
		p.Children = append(p.Children, mark("bookmark", strconv.Itoa(d.bookmarks[b.anchor]), b.anchor))
	}
	if b.label != "" {
		p.Children = append(p.Children, ctypes.ParagraphChild{Run: &ctypes.Run{Children: []ctypes.RunChild{{Text: ctypes.TextFromString(b.label)}, {Tab: &ctypes.Empty{}}}}})
	}
	d.spans(p, b.spans)
	if b.kind == contentBlock {
		p.Children = append(p.Children, ctypes.ParagraphChild{Run: &ctypes.Run{Children: []ctypes.RunChild{{Tab: &ctypes.Empty{}}}}}, mark("field", "PAGEREF", b.spans[0].to, strconv.Itoa(d.pages.anchors[b.spans[0].to].page+1)))
	}
	if b.anchor != "" {
		p.Children = append(p.Children, mark("bookmarkend", strconv.Itoa(d.bookmarks[b.anchor])))
	}
}

// outline puts the headings of a brief under its title where there are several.
func (d *manuscript) outline(p *ctypes.ParagraphProp, k kind) {
	switch k {
	case titleBlock:
		p.OutlineLvl = ctypes.NewDecimalNum(0)
	case headingBlock:
		p.OutlineLvl = ctypes.NewDecimalNum(1)
	case subheadingBlock:
		p.OutlineLvl = ctypes.NewDecimalNum(2)
	case subtitleBlock, paragraphBlock, itemBlock, tableBlock, entryBlock, contentBlock:
	}
}

func (d *manuscript) property(style string) *ctypes.ParagraphProp {
	p := &ctypes.ParagraphProp{Style: ctypes.NewCTString(style)}
	if d.right {
		p.Bidi = on()
	}
	return p
}

func on() *ctypes.OnOff { return &ctypes.OnOff{} }

// spans sets text with its links.
func (d *manuscript) spans(p *ctypes.Paragraph, spans []span) {
	for _, s := range spans {
		switch {
		case s.to != "":
			p.Children = append(p.Children, mark("to", s.to))
			d.runs(p, s)
			p.Children = append(p.Children, mark("linkend"))
		case s.address != "":
			p.Children = append(p.Children, mark("link", d.relation(hyperlinkType, s.address, "External")))
			d.runs(p, s)
			p.Children = append(p.Children, mark("linkend"))
		default:
			d.runs(p, s)
		}
	}
}

// runs sets a span, what is written from right to left in runs of its own.
func (d *manuscript) runs(p *ctypes.Paragraph, s span) {
	for _, run := range runsIn(s.text, d.right) {
		property := &ctypes.RunProperty{}
		switch {
		case s.small:
			property.Style = ctypes.NewCTString("ReferenceNumber")
		case s.address != "":
			property.Style = ctypes.NewCTString("Hyperlink")
		}
		if s.strong {
			property.Bold, property.BoldCS = on(), on()
		}
		if s.italic {
			property.Italic, property.ItalicCS = on(), on()
		}
		if run.RightToLeft {
			property.RightToLeft = on()
		}
		p.Children = append(p.Children, ctypes.ParagraphChild{Run: &ctypes.Run{Property: property, Children: []ctypes.RunChild{{Text: ctypes.TextFromString(run.Text)}}}})
	}
}

// The measures of a page, in twentieths of a point: A4, 22 mm at the sides.
const (
	pageWidth, pageHeight = 11906, 16838
	sideMargin            = 1247
	textWidth             = pageWidth - 2*sideMargin
	topMargin             = 1134
	bottomMargin          = 1077
	headMargin            = 595
	footMargin            = 510
)

func (d *manuscript) section(s *sheet) *ctypes.SectionProp {
	number := func(n int) *int { return &n }
	size := func(n uint64) *uint64 { return &n }
	section := &ctypes.SectionProp{
		PageSize: &ctypes.PageSize{Width: size(pageWidth), Height: size(pageHeight)},
		PageMargin: &ctypes.PageMargin{
			Left: number(sideMargin), Right: number(sideMargin), Gutter: number(0), Top: number(topMargin), Bottom: number(bottomMargin),
			Header: number(headMargin), Footer: number(footMargin),
		},
		FooterReference: &ctypes.FooterReference{Type: stypes.HdrFtrDefault, ID: d.runningPart(footerPart, d.footerLine(s))},
		HeaderReference: &ctypes.HeaderReference{Type: stypes.HdrFtrDefault, ID: d.runningPart(headerPart, d.headerLine(s))},
	}
	return section
}

func (d *manuscript) headerLine(s *sheet) *ctypes.Paragraph {
	p := &ctypes.Paragraph{Property: d.property("Header")}
	d.runs(p, span{text: s.marking})
	return p
}

func (d *manuscript) footerLine(s *sheet) *ctypes.Paragraph {
	p := &ctypes.Paragraph{Property: d.property("Footer")}
	d.runs(p, span{text: s.foot})
	p.Children = append(p.Children, ctypes.ParagraphChild{Run: &ctypes.Run{Children: []ctypes.RunChild{{Tab: &ctypes.Empty{}}}}})
	d.runs(p, span{text: s.page + " "})
	p.Children = append(p.Children, mark("field", "PAGE"))
	// The marks keep the two numbers in their order in a line from the right.
	d.runs(p, span{text: "\u200e/\u200e"})
	p.Children = append(p.Children, mark("field", "NUMPAGES"))
	return p
}

// table sets a table whose head is repeated on every page that it runs over.
func (d *manuscript) table(b *block) {
	widths := columnWidths(b, textWidth/20)
	t := d.root.AddTable()
	t.Style("BriefTable")
	t.Width(textWidth, stypes.TableWidthDxa)
	t.Layout(stypes.TableLayoutFixed)
	ct := t.GetCT()
	ct.TableProp.TableLook = ctypes.NewCTString("04A0")
	if d.right {
		ct.TableProp.BidiVisual = on()
	}
	for _, width := range widths {
		t.Grid(uint64(width * 20))
	}
	d.row(ct, b.columns, widths, true)
	for _, row := range b.rows {
		d.row(ct, row, widths, false)
	}
	d.root.AddEmptyParagraph().GetCT().Property = d.property("AfterTable")
}

func (d *manuscript) row(t *ctypes.Table, cells [][]span, widths []float64, head bool) {
	row := &ctypes.Row{Property: &ctypes.RowProperty{CantSplit: on()}}
	style := "TableText"
	if head {
		row.Property.Header, style = on(), "TableHead"
	}
	for i, spans := range cells {
		p := &ctypes.Paragraph{Property: d.property(style)}
		d.spans(p, spans)
		row.Contents = append(row.Contents, ctypes.TRCellContent{Cell: &ctypes.Cell{
			Property: &ctypes.CellProperty{Width: ctypes.NewTableWidth(int(widths[i]*20), stypes.TableWidthDxa)},
			Contents: []ctypes.TCBlockContent{{Paragraph: p}},
		}})
	}
	t.RowContents = append(t.RowContents, ctypes.RowContent{Row: row})
}
