package precedents

import (
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// CSLItem is a citation in CSL-JSON, the format of the Citation Style Language in
// which reference managers exchange items: https://citationstyles.org.
type CSLItem struct {
	ID              string    `json:"id"`
	Type            string    `json:"type"`
	Title           string    `json:"title"`
	Author          []CSLName `json:"author"`
	Issued          *CSLDate  `json:"issued,omitempty"`
	Accessed        *CSLDate  `json:"accessed,omitempty"`
	Number          string    `json:"number,omitempty"`
	Genre           string    `json:"genre,omitempty"`
	EventTitle      string    `json:"event-title,omitempty"`
	CollectionTitle string    `json:"collection-title,omitempty"`
	ContainerTitle  string    `json:"container-title,omitempty"`
	Publisher       string    `json:"publisher,omitempty"`
	URL             string    `json:"URL,omitempty"`
	Language        string    `json:"language"`
	Note            string    `json:"note,omitempty"`
}

// CSLName is a name that is not taken apart.
type CSLName struct {
	Literal string `json:"literal"`
}

// CSLDate is a date with as many parts as are known.
type CSLDate struct {
	Parts [1][]int `json:"date-parts"`
}

// CSL gives the citation in CSL-JSON. A document is a report, the one type that
// keeps its number in every reference manager: the symbol. Session and meeting are
// the event, and stand in the note too, which is where a reference manager puts
// them that has no field for an event.
func (c Citation) CSL() CSLItem {
	item := CSLItem{
		ID: c.Key(), Title: c.Name(), Author: []CSLName{{c.Author()}}, Issued: cslDate(c.Date), URL: c.Address,
		Language: "en", EventTitle: c.Event(), Note: c.Note(),
	}
	if !c.Official() {
		item.Type, item.ContainerTitle, item.Accessed = "webpage", "Seatwatch", item.Issued
		return item
	}
	item.Type, item.Number, item.Genre, item.Publisher = "report", c.Symbol.String(), c.Genre(), "United Nations"
	if c.Symbol.Kind() == credentials.RecordSymbol {
		item.CollectionTitle = "Official Records of the " + c.organ()
	}
	return item
}

func cslDate(date credentials.Date) *CSLDate {
	parts := dateParts(date)
	if parts == nil {
		return nil
	}
	return &CSLDate{[1][]int{parts}}
}

// dateParts gives the year, the month and the day, as far as they are known.
func dateParts(date credentials.Date) []int {
	var parts []int
	for part := range strings.SplitSeq(date.String(), "-") {
		if n, err := strconv.Atoi(part); err == nil {
			parts = append(parts, n)
		}
	}
	return parts
}

// Note gives the symbol, the session and the meeting a line each, and for a page
// the documents that it rests on.
func (c Citation) Note() string {
	var lines []string
	add := func(what, value string) {
		if value != "" {
			lines = append(lines, what+": "+value)
		}
	}
	add("Symbol", c.Symbol.String())
	add("Session", c.Session.String())
	add("Meeting", c.meetingWords())
	rests := make([]string, len(c.Rests))
	for i, symbol := range c.Rests {
		rests[i] = symbol.String()
	}
	add("Documents", strings.Join(rests, ", "))
	return strings.Join(lines, "\n")
}

// BibTeX gives citations as a file for BibTeX and BibLaTeX, an entry each.
func BibTeX(list []Citation) string {
	var b strings.Builder
	for i, c := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		c.writeBibTeX(&b)
	}
	return b.String()
}

func (c Citation) writeBibTeX(b *strings.Builder) {
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	kind := "techreport"
	if !c.Official() {
		kind = "misc"
	}
	b.WriteString("@" + kind + "{" + c.Key())
	field("author", "{"+bibText(c.Author())+"}")
	field("title", "{"+bibText(c.Name())+"}")
	if c.Official() {
		field("institution", "United Nations")
		field("type", bibText(c.Genre()))
		field("number", bibText(c.Symbol.String()))
	} else {
		field("howpublished", "Seatwatch")
		field("urldate", c.Date.String())
	}
	parts := dateParts(c.Date)
	for i, name := range []string{"year", "month", "day"} {
		if i < len(parts) {
			field(name, strconv.Itoa(parts[i]))
		}
	}
	field("eventtitle", bibText(c.Event()))
	field("url", c.Address)
	field("note", bibText(strings.ReplaceAll(c.Note(), "\n", "; ")))
	b.WriteString("\n}\n")
}

// bibText writes a text so that TeX prints it as it is.
var bibText = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace

// LinkedData gives a page with the documents that it rests on in the vocabulary of
// schema.org, to stand in the page as JSON-LD. record is the address of the record
// as a whole.
func LinkedData(page Citation, description, record string, documents []Citation) map[string]any {
	cited := make([]map[string]any, len(documents))
	for i, c := range documents {
		cited[i] = map[string]any{
			"@type": "Report", "name": c.Name(), "reportNumber": c.Symbol.String(), "identifier": c.Symbol.String(), "inLanguage": "en",
			"publisher": map[string]string{"@type": "Organization", "name": "United Nations"},
			"author":    map[string]string{"@type": "Organization", "name": c.Author()},
		}
		optional(cited[i], "url", c.Address)
		optional(cited[i], "datePublished", c.Date.String())
		optional(cited[i], "description", c.Event())
	}
	data := map[string]any{
		"@context": "https://schema.org", "@type": "WebPage", "name": page.Title, "url": page.Address, "inLanguage": "en",
		"dateModified": page.Date.String(), "citation": cited,
		"isPartOf": map[string]string{"@type": "Dataset", "name": "Seatwatch", "url": record, "description": "The record of disputes over who represents a Member at the United Nations."},
	}
	optional(data, "description", description)
	optional(data, "about", page.Event())
	return data
}

func optional(data map[string]any, key, value string) {
	if value != "" {
		data[key] = value
	}
}
