package paper

import (
	"fmt"
	"io"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"seatwatch/precedents"
)

// PDF writes briefs as one PDF, with the content and the looks of Word: its fonts are
// embedded, numbers of references lead to the list of references and that out of the
// document, and the headings are its outline.
//
// No brief at all is a *credentials.Invalid; any other error is the writer's.
func PDF(w io.Writer, options Options, briefs ...precedents.Brief) error {
	sheets, err := sheetsOf(options, briefs)
	if err != nil {
		return err
	}
	l := laidOut(sheets)
	file := fpdf.New("P", "pt", "A4", "")
	file.SetAutoPageBreak(false, 0)
	file.SetMargins(0, 0, 0)
	file.SetCatalogSort(true)
	file.SetCreationDate(madeOn(briefs))
	file.SetModificationDate(madeOn(briefs))
	file.SetTitle(sheets[0].title, true)
	file.SetSubject(clean(briefs[0].Subtitle), true)
	file.SetKeywords(sheets[len(sheets)-1].foot, true)
	file.SetAuthor("Seatwatch", true)
	file.SetProducer("Seatwatch", true)
	file.SetLang(sheets[0].language)
	p := press{file: file, links: map[string]int{}, known: make([]bool, len(typefaces))}
	for i := range l.pages {
		p.page(&l.pages[i], i+1, len(l.pages))
	}
	for anchor, link := range p.links {
		at := l.anchors[anchor]
		file.SetLink(link, at.y, at.page+1)
	}
	if err := file.Output(w); err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	return nil
}

// CorePages gives how many pages the core of a brief takes, before its annexes.
func CorePages(options Options, brief precedents.Brief) int {
	s := sheetOf(&brief, options, 1)
	fit(&s)
	return laidOut([]sheet{s}).core[0]
}

// press draws pages.
type press struct {
	file  *fpdf.Fpdf
	links map[string]int
	known []bool
}

func (p *press) page(page *page, number, of int) {
	p.file.AddPage()
	p.running(page.sheet, number, of)
	for _, r := range page.rules {
		p.file.SetDrawColor(r.color[0], r.color[1], r.color[2])
		p.file.SetLineWidth(r.weight)
		p.file.Line(r.x1, r.y, r.x2, r.y)
	}
	for _, t := range page.texts {
		p.text(t)
	}
	for _, l := range page.links {
		p.link(l)
	}
	for _, m := range page.marks {
		p.file.Bookmark(m.text, m.level, m.y)
	}
}

func (p *press) text(t drawnText) {
	face := typefaces[t.face]
	if !p.known[t.face] {
		p.known[t.face] = true
		p.file.AddUTF8FontFromBytes(face.family, face.style, face.file)
	}
	p.file.SetFont(face.family, face.style, t.look.size)
	p.file.SetTextColor(t.look.color[0], t.look.color[1], t.look.color[2])
	p.file.Text(t.x, t.y, t.text)
}

func (p *press) link(l drawnLink) {
	if l.look.address != "" {
		p.file.LinkString(l.x, l.y, l.width, l.height, l.look.address)
		return
	}
	if p.links[l.look.to] == 0 {
		p.links[l.look.to] = p.file.AddLink()
	}
	p.file.Link(l.x, l.y, l.width, l.height, p.links[l.look.to])
}

// running draws the head and the foot of a page.
func (p *press) running(s *sheet, number, of int) {
	r := s.running()
	for i, line := range r.head {
		width := widthOf(line)
		texts, _ := set(line, left+(measureWidth-width)/2, headAt+float64(i)*headLeading, width, s.right)
		p.texts(texts)
	}
	first := r.footAt()
	p.file.SetDrawColor(rule[0], rule[1], rule[2])
	p.file.SetLineWidth(0.5)
	p.file.Line(left, first-footRule, left+measureWidth, first-footRule)
	digits := letters(plain(s.page+" "+strconv.Itoa(number)+"/"+strconv.Itoa(of)), footLook)
	here, there := left, left+measureWidth-widthOf(digits)
	if s.right {
		here, there = left+measureWidth-r.room, left
	}
	for i, line := range r.foot {
		texts, _ := set(line, here, first+float64(i)*footLeading, r.room, s.right)
		p.texts(texts)
	}
	texts, _ := set(digits, there, footAt, widthOf(digits), s.right)
	p.texts(texts)
}

func (p *press) texts(texts []drawnText) {
	for _, t := range texts {
		p.text(t)
	}
}
