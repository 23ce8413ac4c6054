package paper

import (
	"encoding/json"
	"io"
	"slices"

	"seatwatch/precedents"
)

// A Format is a form in which briefs are written.
type Format struct {
	// Ending is that of the file, without a point.
	Ending string
	// Label names the format to a reader, and Type to a browser.
	Label, Type string
	// Write writes briefs as one document. It fails only as w does, or if a brief
	// cannot be set.
	Write func(w io.Writer, options Options, briefs ...precedents.Brief) error
}

// Formats are all of them.
var Formats = []Format{
	{"docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Word},
	{"pdf", "PDF", "application/pdf", PDF},
	{"html", "HTML", "text/html; charset=utf-8", HTML},
	{"md", "Markdown", "text/markdown; charset=utf-8", Markdown},
	{"json", "JSON", "application/json", JSON},
}

// FormatOf gives the format with an ending; ok is false if there is none.
func FormatOf(ending string) (format Format, ok bool) {
	at := slices.IndexFunc(Formats, func(f Format) bool { return f.Ending == ending })
	if at < 0 {
		return Format{}, false
	}
	return Formats[at], true
}

// JSON writes a brief as it is; several are an array.
func JSON(w io.Writer, _ Options, briefs ...precedents.Brief) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if len(briefs) == 1 {
		return encoder.Encode(briefs[0])
	}
	return encoder.Encode(append([]precedents.Brief{}, briefs...))
}
