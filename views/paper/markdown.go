package paper

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// Markdown writes briefs as Markdown: references are footnotes, and nothing that the
// record says becomes markup.
func Markdown(w io.Writer, options Options, briefs ...precedents.Brief) error {
	if err := some(briefs); err != nil {
		return err
	}
	var m markdown
	if len(briefs) > 1 {
		m.line("# " + escaped(documentTitle(options, briefs)) + "\n")
		if options.Subtitle != "" {
			m.line(escaped(options.Subtitle) + "\n")
		}
		for i := range briefs {
			m.line("- " + escaped(briefs[i].Headline) + ". " + escaped(briefs[i].Subtitle))
		}
		m.line("")
	}
	for i := range briefs {
		m.options, m.brief, m.mark = options, &briefs[i], ""
		if len(briefs) > 1 {
			m.mark = fmt.Sprintf("%d-", i+1)
			if i > 0 {
				m.line("---")
			}
			m.line("")
		}
		m.write()
	}
	_, err := io.WriteString(w, m.text.String())
	return err
}

// markdown is a document in the making.
type markdown struct {
	text    strings.Builder
	options Options
	brief   *precedents.Brief
	// mark tells the footnotes of one brief from those of another.
	mark string
}

func (m *markdown) line(text string) { m.text.WriteString(text + "\n") }

func (m *markdown) write() {
	b := m.brief
	if b.Marking != "" {
		m.line("**" + escaped(b.Marking) + "**\n")
	}
	m.line("# " + escaped(b.Headline) + "\n")
	m.line(escaped(b.Subtitle) + "\n")
	if b.For != "" {
		m.line("*" + escaped(wording.Upper(b.Labels["for"])+": "+b.ForName) + "*\n")
	}
	for i := range b.Core {
		m.section(&b.Core[i])
	}
	for i := range b.Annexes {
		m.section(&b.Annexes[i])
	}
	for _, r := range b.References {
		m.line(m.note(r.Number) + ": " + m.reference(r) + "\n")
	}
	m.line("*" + escaped(Foot(b, m.options)) + "*\n")
}

// section writes a heading and what stands under it. Under that of the sources
// readers of Markdown set the footnotes themselves.
func (m *markdown) section(s *precedents.BriefSection) {
	if len(s.Parts) == 0 {
		return
	}
	m.line("## " + escaped(s.Heading) + "\n")
	for i := range s.Parts {
		m.part(&s.Parts[i])
	}
}

func (m *markdown) part(p *precedents.BriefPart) {
	if p.Heading != "" {
		m.line("### " + escaped(p.Heading) + "\n")
	}
	switch p.Kind {
	case precedents.Paragraph:
		sentences := make([]string, len(p.Statements))
		for i, statement := range p.Statements {
			sentences[i] = escaped(statement.Says) + m.grounds(&statement.Grounds)
		}
		m.line(strings.Join(sentences, " ") + "\n")
	case precedents.List:
		for _, statement := range p.Statements {
			m.line("- " + escaped(statement.Says) + m.grounds(&statement.Grounds))
		}
		m.line("")
	case precedents.Table:
		m.table(p)
	}
}

func (m *markdown) table(p *precedents.BriefPart) {
	row := func(cells []string) { m.line("| " + strings.Join(cells, " | ") + " |") }
	columns, rule := make([]string, len(p.Columns)), make([]string, len(p.Columns))
	for i, column := range p.Columns {
		columns[i], rule[i] = escaped(column), "---"
	}
	row(columns)
	row(rule)
	for i := range p.Rows {
		cells := make([]string, len(p.Rows[i].Cells))
		for j, cell := range p.Rows[i].Cells {
			cells[j] = escaped(cell)
		}
		if len(cells) > 0 {
			cells[0] += m.grounds(&p.Rows[i].Grounds)
		}
		row(cells)
	}
	m.line("")
}

// grounds are the footnotes of a sentence, and the mark of an assessment.
func (m *markdown) grounds(g *precedents.Grounds) string {
	text := ""
	if g.Basis == precedents.OnAssessment {
		text = " *(" + escaped(m.brief.Labels["assessment"]) + ")*"
	}
	for _, number := range g.References {
		text += m.note(number)
	}
	return text
}

func (m *markdown) note(number int) string { return fmt.Sprintf("[^%s%d]", m.mark, number) }

func (m *markdown) reference(r precedents.BriefReference) string {
	address := m.options.address(r)
	if address == "" {
		return escaped(r.Text)
	}
	return "[" + escaped(r.Text) + "](<" + linked.Replace(Plain(address)) + ">)"
}

// linked keeps an address within the angle brackets that it stands in.
var linked = strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C")

// markup are the characters that Markdown and its extensions read as markup
// anywhere in a line.
const markup = "\\`*_[]<>|~&$^{}#"

// escaped gives a text in which nothing is markup.
func escaped(text string) string {
	var b strings.Builder
	words := strings.Join(strings.Fields(Plain(text)), " ")
	for i, r := range words {
		switch {
		case strings.ContainsRune(markup, r), i == 0 && strings.ContainsRune("+-=!:", r):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && allDigits(b.String()), bare(words[i:], words[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// bare reports whether a sign is that by which readers know an address that stands
// without markup, and make it a link: the colon of https://, the point of www.
func bare(from, before string) bool {
	const length = len("www")
	return strings.HasPrefix(from, "://") ||
		strings.HasPrefix(from, ".") && len(before) >= length && strings.EqualFold(before[len(before)-length:], "www")
}

// allDigits reports whether a line begins like an item of a numbered list.
func allDigits(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
