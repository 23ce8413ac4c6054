package paper

import (
	"encoding/json"
	"io"
	"slices"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// A Format is a form in which briefs are written.
type Format struct {
	// Ending is that of the file, without a point.
	Ending string
	// Label names the format to a reader, and Type to a browser.
	Label, Type string
	// Write writes briefs as one document. No brief at all is a *credentials.Invalid;
	// otherwise it fails only as w does, or if a brief cannot be set.
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

// some says what is wrong if there is no brief at all to write.
func some(briefs []precedents.Brief) error {
	if len(briefs) > 0 {
		return nil
	}
	return &credentials.Invalid{Faults: []credentials.Fault{{Field: "briefs", What: "there is no brief to set", Mend: "ask for at least one"}}}
}

// JSON writes a brief as it is; several are an array.
func JSON(w io.Writer, _ Options, briefs ...precedents.Brief) error {
	if err := some(briefs); err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if len(briefs) == 1 {
		return encoder.Encode(briefs[0])
	}
	return encoder.Encode(briefs)
}
