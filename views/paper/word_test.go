package paper_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// element is an element of a part of a package.
type element struct {
	name       string
	attributes map[string]string
	children   []*element
	text       string
}

func (e *element) all(name string) (found []*element) {
	if e.name == name {
		found = append(found, e)
	}
	for _, child := range e.children {
		found = append(found, child.all(name)...)
	}
	return found
}

// parsed reads a part, which has to be well-formed.
func parsed(t *testing.T, part string, text []byte) *element {
	t.Helper()
	root := &element{}
	path := []*element{root}
	for decoder := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return root.children[0]
		}
		if err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			parent := path[len(path)-1]
			parent.children = append(parent.children, e)
			path = append(path, e)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			path[len(path)-1].text += string(token)
		}
	}
}

// unzipped reads all parts of a package.
func unzipped(t *testing.T, file []byte) map[string]*element {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]*element{}
	for _, entry := range archive.File {
		reader, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		if parts[entry.Name] != nil {
			t.Errorf("%s is there twice", entry.Name)
		}
		parts[entry.Name] = parsed(t, entry.Name, text)
	}
	return parts
}

// orders are the children that an element of WordprocessingML may have, in the order
// in which the schema has them: those that are written here.
var orders = map[string]string{
	"document": "body", "hdr": "p", "ftr": "p",
	"pPr":   "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens bidi spacing ind jc outlineLvl rPr sectPr",
	"rPr":   "rStyle rFonts b bCs i iCs caps smallCaps color spacing sz szCs u vertAlign rtl cs lang",
	"tbl":   "tblPr tblGrid tr",
	"tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
	"tr":    "trPr tc", "trPr": "cantSplit tblHeader", "tc": "tcPr p", "tcPr": "tcW tcBorders", "tblGrid": "gridCol",
	"sectPr":     "headerReference footerReference type pgSz pgMar pgNumType",
	"style":      "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
	"styles":     "docDefaults style",
	"numPr":      "ilvl numId",
	"lvl":        "start numFmt lvlText lvlJc pPr rPr",
	"pBdr":       "top",
	"tblBorders": "top bottom insideH", "tcBorders": "bottom", "tblCellMar": "top left bottom right",
	"settings":  "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
	"numbering": "abstractNum num", "abstractNum": "multiLevelType lvl", "num": "abstractNumId",
}

// inOrder holds an element and what is in it to the order of the schema.
func inOrder(t *testing.T, part string, e *element) {
	t.Helper()
	if order, ok := orders[e.name]; ok {
		names, last := strings.Fields(order), 0
		for _, child := range e.children {
			at := slices.Index(names, child.name)
			if at < last {
				t.Errorf("%s: %s stands in %s where it may not", part, child.name, e.name)
			}
			last = max(last, at)
		}
	}
	if e.name == "tc" && (len(e.children) == 0 || e.children[len(e.children)-1].name != "p") {
		t.Errorf("%s: a cell does not end in a paragraph", part)
	}
	for _, child := range e.children {
		inOrder(t, part, child)
	}
}

// packageIsWhole holds a document for Word to what Word asks of one.
func packageIsWhole(t *testing.T, file []byte) {
	t.Helper()
	parts := unzipped(t, file)
	types := parts["[Content_Types].xml"]
	for name := range parts {
		typed := slices.ContainsFunc(types.children, func(e *element) bool {
			return e.attributes["PartName"] == "/"+name || (e.name == "Default" && strings.HasSuffix(name, "."+e.attributes["Extension"]))
		})
		if !typed && name != "[Content_Types].xml" {
			t.Errorf("%s has no type", name)
		}
	}
	for _, override := range types.all("Override") {
		if parts[strings.TrimPrefix(override.attributes["PartName"], "/")] == nil {
			t.Errorf("there is no part %s", override.attributes["PartName"])
		}
	}
	related := relations(t, parts)
	styles, bookmarks := map[string]bool{}, map[string]bool{}
	for _, style := range parts["word/styles.xml"].all("style") {
		styles[style.attributes["styleId"]] = true
	}
	document := parts["word/document.xml"]
	ids := map[string]bool{}
	for _, bookmark := range document.all("bookmarkStart") {
		if bookmarks[bookmark.attributes["name"]] || ids[bookmark.attributes["id"]] {
			t.Errorf("bookmark %s is there twice", bookmark.attributes["name"])
		}
		bookmarks[bookmark.attributes["name"]], ids[bookmark.attributes["id"]] = true, true
	}
	if ends := document.all("bookmarkEnd"); len(ends) != len(ids) {
		t.Errorf("%d bookmarks begin, %d end", len(ids), len(ends))
	}
	for name, part := range parts {
		if !strings.HasPrefix(name, "word/") {
			continue
		}
		inOrder(t, name, part)
		for _, kind := range []string{"pStyle", "rStyle", "tblStyle", "basedOn", "next"} {
			for _, use := range part.all(kind) {
				if !styles[use.attributes["val"]] {
					t.Errorf("%s: there is no style %s", name, use.attributes["val"])
				}
			}
		}
	}
	for _, link := range document.all("hyperlink") {
		if anchor := link.attributes["anchor"]; anchor != "" && !bookmarks[anchor] {
			t.Errorf("a link leads to %s, which is no bookmark", anchor)
		}
		if id := link.attributes["id"]; id != "" && !strings.HasPrefix(related[id], "http") {
			t.Errorf("a link leads to %q", related[id])
		}
	}
	for _, kind := range []string{"headerReference", "footerReference"} {
		for _, use := range document.all(kind) {
			if related[use.attributes["id"]] == "" {
				t.Errorf("%s %s is no part", kind, use.attributes["id"])
			}
		}
	}
}

// relations gives the targets of the relations of the document, after all relations
// of the package are found to lead somewhere.
func relations(t *testing.T, parts map[string]*element) map[string]string {
	t.Helper()
	related := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		ids := map[string]bool{}
		for _, relation := range parts[name].all("Relationship") {
			id, target := relation.attributes["Id"], relation.attributes["Target"]
			if ids[id] {
				t.Errorf("%s: %s is there twice", name, id)
			}
			ids[id] = true
			if relation.attributes["TargetMode"] != "External" && parts[path.Join(path.Dir(path.Dir(name)), target)] == nil {
				t.Errorf("%s: there is no %s", name, target)
			}
			if strings.Contains(name, "document") {
				related[id] = target
			}
		}
	}
	return related
}

// Those of the dataset are read where they are written.
func TestWordPackagesAreWhole(t *testing.T) {
	packageIsWhole(t, written(t, formats[0], paper.Options{}, fullBrief()))
}

// What Word is told: that headings are headings, that a table has a head, that
// numbers lead to the list, that an assessment is in italics, what is written from
// the right, and in which language it is.
func TestWordKnowsWhatItReads(t *testing.T) {
	parts := unzipped(t, written(t, formats[0], paper.Options{Stamp: "Brief 7"}, fullBrief()))
	document := parts["word/document.xml"]
	styles := map[string]int{}
	for _, style := range document.all("pStyle") {
		styles[style.attributes["val"]]++
	}
	for style, n := range map[string]int{"Title": 1, "Subtitle": 2, "Heading1": 4, "Heading2": 1, "ListBullet": 3, "Reference": 9, "TableHead": 3, "TableText": 12} {
		if styles[style] != n {
			t.Errorf("%d paragraphs are %s, not %d", styles[style], style, n)
		}
	}
	if n := len(document.all("tblHeader")); n != 1 {
		t.Errorf("%d rows are heads", n)
	}
	if n := len(document.all("rtl")); n != 5 {
		t.Errorf("%d runs are from the right", n)
	}
	var italic strings.Builder
	for _, run := range document.all("r") {
		if len(run.all("i")) > 0 {
			italic.WriteString(run.all("t")[0].text)
		}
	}
	if strings.Count(italic.String(), "(assessment)") != 2 {
		t.Errorf("in italics: %q", italic.String())
	}
	if language := parts["word/styles.xml"].all("lang")[0].attributes["val"]; language != "en" {
		t.Errorf("the language is %q", language)
	}
	var running strings.Builder
	for name, part := range parts {
		if strings.HasPrefix(name, "word/header") || strings.HasPrefix(name, "word/footer") {
			for _, text := range append(part.all("t"), part.all("instrText")...) {
				running.WriteString(text.text)
			}
		}
	}
	for _, wanted := range []string{"For official use", "Brief 7", "0b557197e4bc", "PAGE", "NUMPAGES"} {
		if !strings.Contains(running.String(), wanted) {
			t.Errorf("no header and no footer says %s: %q", wanted, running.String())
		}
	}
	if len(document.all("pageBreakBefore")) != 1 {
		t.Error("the annexes do not begin on a page of their own")
	}
}

func TestWordFromTheRight(t *testing.T) {
	brief := fullBrief()
	brief.Direction, brief.Language = "rtl", "ar"
	parts := unzipped(t, written(t, formats[0], paper.Options{}, brief))
	document := parts["word/document.xml"]
	if paragraphs, right := document.all("p"), document.all("bidi"); len(paragraphs) != len(right) {
		t.Errorf("%d of %d paragraphs run from the right", len(right), len(paragraphs))
	}
	if len(document.all("bidiVisual")) != len(document.all("tbl")) {
		t.Error("a table does not run from the right")
	}
}

// Whatever a brief says, its documents are whole.
func FuzzBriefIsPaper(f *testing.F) {
	for _, seed := range []string{
		"<w:p/>&amp;]]>", "\x00\x01\x1b\ufffe\uffff\ufeff", strings.Repeat("x", 500), "نص \u202e عربي (x) 12", "a\r\nb\tc\u2028d", "\xff\xfe", "𝔘𐐷🇺🇳", "bookmark 1 b1", "", "\u200f\u200e\u200f",
		strings.Repeat("word ", 500), "שלום a\u200fb", "e\u0301\u0301\u0301", "{{language}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		brief := fullBrief()
		brief.Headline, brief.Subtitle, brief.Title, brief.Marking, brief.ForName = text, text, text, text, text
		brief.Core[0].Heading, brief.Core[0].Parts[0].Statements[0].Says, brief.Core[0].Parts[1].Heading = text, text, text
		brief.Core[1].Parts[0].Columns[1], brief.Core[1].Parts[0].Rows[0].Cells[0] = text, text
		brief.Core[1].Parts[0].Rows = append(brief.Core[1].Parts[0].Rows, precedents.BriefRow{Cells: []string{text, text, text, text}})
		brief.References[0].Text, brief.References[1].Address, brief.Hashes.Data = text, text, text
		packageIsWhole(t, written(t, formats[0], paper.Options{Stamp: text}, brief))
		right := brief
		right.Direction = "rtl"
		written(t, formats[1], paper.Options{Title: text}, brief, right)
	})
}
