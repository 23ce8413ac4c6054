package paper

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/packager"
	"github.com/gomutex/godocx/wml/ctypes"

	"seatwatch/precedents"
)

// What godocx does not do is done here, and only here: it begins with a package of
// our own instead of its template, it gets headers and footers as parts, and for
// what its paragraphs cannot hold (bookmarks, links to them, fields) they hold marks
// that are replaced when the package is written. A mark is a run with nothing but an
// instruction, which no text of a brief can become.

//go:embed word
var wordFiles embed.FS

// partNames are the parts of an empty package, by the files they come from.
var partNames = [][2]string{
	{"content_types.xml", "[Content_Types].xml"},
	{"package.rels", "_rels/.rels"},
	{"app.xml", "docProps/app.xml"},
	{"document.xml", documentPart},
	{"document.rels", "word/_rels/document.xml.rels"},
	{"numbering.xml", "word/numbering.xml"},
	{"settings.xml", settingsPart},
	{"styles.xml", stylesPart},
}

const (
	documentPart  = "word/document.xml"
	settingsPart  = "word/settings.xml"
	stylesPart    = "word/styles.xml"
	headerPart    = "header"
	footerPart    = "footer"
	relationsName = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	hyperlinkType = relationsName + "/hyperlink"
	wordName      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	// writtenHere is a placeholder of the language in the files.
	writtenHere = "{{language}}"
)

// emptyPackage is the package before anything is in it.
func emptyPackage(first sheet, briefs []precedents.Brief) (*docx.RootDoc, error) {
	parts := [][2]string{{"docProps/core.xml", coreProperties(first, briefs)}}
	for _, name := range partNames {
		text, err := wordFiles.ReadFile("word/" + name[0])
		if err != nil {
			return nil, fmt.Errorf("paper: %w", err)
		}
		parts = append(parts, [2]string{name[1], string(text)})
	}
	var file bytes.Buffer
	if err := writeZip(&file, parts); err != nil {
		return nil, err
	}
	content := file.Bytes()
	root, err := packager.Unpack(&content)
	if err != nil {
		return nil, fmt.Errorf("paper: the empty package: %w", err)
	}
	return root, nil
}

// coreProperties say what the document is. The day is that of the last brief in it:
// a document made again is the same document.
func coreProperties(first sheet, briefs []precedents.Brief) string {
	made := madeOn(briefs).Format(time.RFC3339)
	var b strings.Builder
	b.WriteString(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	fmt.Fprintf(&b, `<dc:title>%s</dc:title><dc:subject>%s</dc:subject><dc:creator>Seatwatch</dc:creator><dc:description>%s</dc:description>`,
		xmlText(first.title), xmlText(clean(briefs[0].Subtitle)), xmlText(first.foot))
	fmt.Fprintf(&b, `<dc:language>%s</dc:language>`, xmlText(first.language))
	fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>`, made, made)
	return b.String()
}

// madeOn is the last day that any of the briefs knows anything of.
func madeOn(briefs []precedents.Brief) time.Time {
	last := time.Date(1945, time.October, 24, 0, 0, 0, 0, time.UTC)
	for i := range briefs {
		if day := briefs[i].AsOf; day.Known() && day.Time().After(last) {
			last = day.Time()
		}
	}
	return last
}

func xmlText(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}

// relation adds a relationship of the document and gives its id.
func (d *manuscript) relation(kind, target, mode string) string {
	document := d.root.Document
	id := "rId" + strconv.Itoa(document.IncRelationID())
	document.DocRels.Relationships = append(document.DocRels.Relationships, &docx.Relationship{ID: id, Type: kind, Target: target, TargetMode: mode})
	return id
}

// runningPart gives the id of a header or a footer that holds a paragraph, making
// its part if there is none like it.
func (d *manuscript) runningPart(kind string, p *ctypes.Paragraph) string {
	text, err := xml.Marshal(p)
	if err != nil {
		return ""
	}
	known := kind + string(text)
	if id, ok := d.running[known]; ok {
		return id
	}
	element := map[string]string{headerPart: "w:hdr", footerPart: "w:ftr"}[kind]
	name := kind + strconv.Itoa(len(d.running)+1) + ".xml"
	part := xml.Header + "<" + element + ` xmlns:w="` + wordName + `" xmlns:r="` + relationsName + `">` + string(text) + "</" + element + ">"
	d.root.FileMap.Store("word/"+name, []byte(part))
	_ = d.root.ContentType.AddOverride("/word/"+name, "application/vnd.openxmlformats-officedocument.wordprocessingml."+kind+"+xml")
	d.running[known] = d.relation(relationsName+"/"+kind, name, "")
	return d.running[known]
}

// mark is a run that stands for what a paragraph of the library cannot hold.
func mark(words ...string) ctypes.ParagraphChild {
	return ctypes.ParagraphChild{Run: &ctypes.Run{Children: []ctypes.RunChild{{InstrText: &ctypes.Text{Text: strings.Join(words, " ")}}}}}
}

var marks = regexp.MustCompile(`<w:r><w:instrText>([^<]*)</w:instrText></w:r>`)

// unmarked gives the text of a part with its marks replaced.
func unmarked(part string) string {
	return marks.ReplaceAllStringFunc(part, func(found string) string {
		words := strings.Fields(marks.FindStringSubmatch(found)[1])
		switch words[0] {
		case "bookmark":
			return `<w:bookmarkStart w:id="` + words[1] + `" w:name="` + words[2] + `"/>`
		case "bookmarkend":
			return `<w:bookmarkEnd w:id="` + words[1] + `"/>`
		case "to":
			return `<w:hyperlink w:anchor="` + words[1] + `" w:history="1">`
		case "link":
			return `<w:hyperlink r:id="` + words[1] + `" w:history="1">`
		case "linkend":
			return `</w:hyperlink>`
		}
		return field(words[1:])
	})
}

// field is a field with what it was worked out to be, so that nothing asks for it
// to be worked out again.
func field(words []string) string {
	result, code := "1", words
	if len(words) > 2 {
		result, code = words[2], words[:2]
	}
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return char("begin") + `<w:r><w:instrText xml:space="preserve"> ` + strings.Join(code, " ") + ` </w:instrText></w:r>` + char("separate") +
		`<w:r><w:t>` + result + `</w:t></w:r>` + char("end")
}

// write writes the package.
func (d *manuscript) write(w io.Writer, language string) error {
	var file bytes.Buffer
	if err := d.root.Write(&file); err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	reader, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	var parts [][2]string
	for _, entry := range reader.File {
		text, err := read(entry)
		if err != nil {
			return err
		}
		switch entry.Name {
		case stylesPart:
			styles, err := wordFiles.ReadFile("word/styles.xml")
			if err != nil {
				return fmt.Errorf("paper: %w", err)
			}
			text = strings.ReplaceAll(string(styles), writtenHere, language)
		case settingsPart:
			text = strings.ReplaceAll(text, writtenHere, language)
		default:
			if strings.HasPrefix(entry.Name, "word/") {
				text = unmarked(text)
			}
		}
		parts = append(parts, [2]string{entry.Name, text})
	}
	// Readers look for the types first.
	slices.SortStableFunc(parts, func(a, b [2]string) int { return order(a[0]) - order(b[0]) })
	return writeZip(w, parts)
}

func order(name string) int {
	if name == "[Content_Types].xml" {
		return 0
	}
	return 1
}

func read(entry *zip.File) (string, error) {
	file, err := entry.Open()
	if err != nil {
		return "", fmt.Errorf("paper: %w", err)
	}
	defer file.Close() //nolint:errcheck // It was read from memory.
	text, err := io.ReadAll(file)
	if err != nil {
		return "", fmt.Errorf("paper: %w", err)
	}
	return string(text), nil
}

// writeZip writes parts as a package, without days and times.
func writeZip(w io.Writer, parts [][2]string) error {
	archive := zip.NewWriter(w)
	for _, part := range parts {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("paper: %w", err)
		}
		if _, err := io.WriteString(file, part[1]); err != nil {
			return fmt.Errorf("paper: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	return nil
}
