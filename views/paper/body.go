package paper

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"seatwatch/precedents"
)

// text gives a text with each piece that is written from right to left set apart, so
// that it does not turn what stands beside it.
func text(words string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, run := range Runs(Plain(words)) {
			if run.RightToLeft {
				b.WriteString(`<bdi dir="rtl">` + templ.EscapeString(run.Text) + `</bdi>`)
			} else {
				b.WriteString(templ.EscapeString(run.Text))
			}
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// referenceID is the id of a reference on a page.
func referenceID(options Options, number int) string {
	return options.Prefix + "source-" + strconv.Itoa(number)
}

// referenceText gives what the list of references says under a number.
func referenceText(b *precedents.Brief, number int) string {
	at := slices.IndexFunc(b.References, func(r precedents.BriefReference) bool { return r.Number == number })
	if at < 0 {
		return ""
	}
	return b.References[at].Text
}

// inWordsOfTheRecord reports whether the list gives a reference in the words of the
// record, which stay as they are in every language.
func inWordsOfTheRecord(kind precedents.ReferenceKind) bool {
	return kind == precedents.DocumentReference || kind == precedents.SourceReference || kind == precedents.LawReference
}

// tableName names a table to who does not see what stands above it: by its section,
// and by its heading or its place where the section has several.
func tableName(s *precedents.BriefSection, at int) string {
	name := Plain(s.Heading)
	if heading := s.Parts[at].Heading; heading != "" {
		return name + ": " + Plain(heading)
	}
	if at > 0 {
		return name + " " + strconv.Itoa(at+1)
	}
	return name
}
