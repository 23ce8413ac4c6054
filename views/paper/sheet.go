package paper

import (
	"cmp"
	"strconv"

	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// sheet is a brief, or the contents of several, as it is set.
type sheet struct {
	// name tells its anchors from those of other sheets in one document; about is
	// what the contents say of it.
	name     string
	title    string
	about    string
	language string
	right    bool
	// marking is at the head of every page, foot at its foot; page is the word
	// before the number of the page.
	marking, foot, page string
	blocks              []block
	// step is how far its text is set down so that the core has its two pages.
	step int
}

// kind says what a block is.
type kind int

const (
	titleBlock kind = iota
	subtitleBlock
	headingBlock
	subheadingBlock
	paragraphBlock
	itemBlock
	tableBlock
	entryBlock
	contentBlock
)

// block is what is set by itself: a heading, a paragraph, an item of a list, a
// table, an entry of the list of references, a line of the contents.
type block struct {
	kind  kind
	spans []span
	// anchor is the name by which links find it, empty for none.
	anchor string
	// label stands before the text of an entry.
	label string
	// onNewPage is set for a block that begins a page.
	onNewPage bool
	// columns are the heads of a table, rows its cells.
	columns [][]span
	rows    [][][]span
}

// span is text of one look.
type span struct {
	text   string
	italic bool
	strong bool
	// small is set for the numbers of references.
	small bool
	// to is where it leads: the name of an anchor, or an address outside.
	to, address string
}

func plain(text string) []span { return []span{{text: clean(text)}} }

// sheetOf sets out a brief. number is its place in the document, from 1.
func sheetOf(brief *precedents.Brief, options Options, number int) sheet {
	s := sheet{
		name: "b" + strconv.Itoa(number), title: clean(brief.Headline), about: clean(cmp.Or(brief.Title, brief.Headline)), language: string(cmp.Or(brief.Language, "en")), right: brief.Direction == "rtl",
		marking: clean(brief.Marking), foot: clean(Foot(brief, options)), page: brief.Labels["page"],
	}
	s.add(block{kind: titleBlock, spans: plain(brief.Headline), anchor: s.name})
	s.add(block{kind: subtitleBlock, spans: plain(brief.Subtitle)})
	if brief.ForName != "" {
		s.add(block{kind: subtitleBlock, spans: []span{{text: clean(wording.Upper(brief.Labels["for"])) + ": ", italic: true}, {text: clean(brief.ForName)}}})
	}
	for _, section := range brief.Core {
		s.section(brief, section, options, false)
	}
	for i, section := range brief.Annexes {
		s.section(brief, section, options, i == 0)
	}
	return s
}

func (s *sheet) add(b block) { s.blocks = append(s.blocks, b) }

func (s *sheet) section(brief *precedents.Brief, section precedents.BriefSection, options Options, onNewPage bool) {
	s.add(block{kind: headingBlock, spans: plain(section.Heading), onNewPage: onNewPage})
	for _, part := range section.Parts {
		s.part(brief, part)
	}
	if section.Key != precedents.SourcesAnnex {
		return
	}
	for _, reference := range brief.References {
		s.add(block{
			kind: entryBlock, anchor: s.reference(reference.Number), label: "[" + strconv.Itoa(reference.Number) + "]",
			spans: []span{{text: clean(reference.Text), address: outside(options.address(reference))}},
		})
	}
}

func (s *sheet) part(brief *precedents.Brief, part precedents.BriefPart) {
	if part.Heading != "" {
		s.add(block{kind: subheadingBlock, spans: plain(part.Heading)})
	}
	switch part.Kind {
	case precedents.Table:
		s.table(brief, part)
	case precedents.List:
		for _, statement := range part.Statements {
			s.add(block{kind: itemBlock, spans: s.grounded(brief, statement.Says, statement.Grounds)})
		}
	case precedents.Paragraph:
		fallthrough
	default:
		var spans []span
		for i, statement := range part.Statements {
			if i > 0 {
				spans = append(spans, span{text: " "})
			}
			spans = append(spans, s.grounded(brief, statement.Says, statement.Grounds)...)
		}
		if len(spans) > 0 {
			s.add(block{kind: paragraphBlock, spans: spans})
		}
	}
}

// table sets a table; what a row rests on stands with its head.
func (s *sheet) table(brief *precedents.Brief, part precedents.BriefPart) {
	width := len(part.Columns)
	for _, row := range part.Rows {
		width = max(width, len(row.Cells))
	}
	if width == 0 {
		return
	}
	b := block{kind: tableBlock}
	for i := range width {
		b.columns = append(b.columns, plain(at(part.Columns, i)))
	}
	for _, row := range part.Rows {
		cells := make([][]span, width)
		for i := range cells {
			cells[i] = plain(at(row.Cells, i))
		}
		cells[0] = s.grounded(brief, at(row.Cells, 0), row.Grounds)
		b.rows = append(b.rows, cells)
	}
	s.add(b)
}

func at(texts []string, i int) string {
	if i < len(texts) {
		return texts[i]
	}
	return ""
}

// grounded gives a sentence with the numbers of what it rests on, and with its mark
// if it is an assessment.
func (s *sheet) grounded(brief *precedents.Brief, says string, grounds precedents.Grounds) []span {
	spans := plain(says)
	if grounds.Basis == precedents.OnAssessment {
		spans = append(spans, span{text: " (" + clean(brief.Labels["assessment"]) + ")", italic: true})
	}
	return append(spans, s.cited(grounds.References)...)
}

// cited gives the numbers of references, each leading to its place in the list.
func (s *sheet) cited(references []int) []span {
	if len(references) == 0 {
		return nil
	}
	spans := []span{{text: "\u00a0[", small: true}}
	for i, row := range Spans(references) {
		if i > 0 {
			spans = append(spans, span{text: ", ", small: true})
		}
		spans = append(spans, s.number(row.First))
		if row.Last > row.First {
			spans = append(spans, span{text: "–", small: true}, s.number(row.Last))
		}
	}
	return append(spans, span{text: "]", small: true})
}

func (s *sheet) number(n int) span {
	return span{text: strconv.Itoa(n), small: true, to: s.reference(n)}
}

// reference is the name of the anchor of a reference.
func (s *sheet) reference(number int) string { return s.name + "r" + strconv.Itoa(number) }

// contents is the sheet before several briefs that says on which page each begins.
func contents(options Options, word string, sheets []sheet) sheet {
	first := sheets[0]
	above := cmp.Or(options.Title, word)
	s := sheet{name: "b0", title: clean(above), language: first.language, right: first.right, marking: first.marking, page: first.page}
	s.add(block{kind: titleBlock, spans: plain(above), anchor: s.name})
	if options.Subtitle != "" {
		s.add(block{kind: subtitleBlock, spans: plain(options.Subtitle)})
	}
	for i := range sheets {
		s.add(block{kind: contentBlock, spans: []span{{text: sheets[i].about, to: sheets[i].name}}})
	}
	return s
}

// sheetsOf sets out all briefs, with the contents before several of them.
func sheetsOf(options Options, briefs []precedents.Brief) ([]sheet, error) {
	if err := some(briefs); err != nil {
		return nil, err
	}
	sheets := make([]sheet, len(briefs))
	for i := range briefs {
		sheets[i] = sheetOf(&briefs[i], options, i+1)
		fit(&sheets[i])
	}
	if len(briefs) > 1 {
		sheets = append([]sheet{contents(options, briefs[0].Labels["contents"], sheets)}, sheets...)
	}
	return sheets, nil
}
