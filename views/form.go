package views

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/ui"
)

// The longest that a field may be, in bytes: one of a line or some paragraphs,
// and one into which a document is pasted.
const (
	longestField = 20_000
	longestPaste = 2_000_000
)

// form is what was posted, or what a form is filled with at first, with what is
// wrong with each of its fields.
type form struct {
	values url.Values
	faults []credentials.Fault
}

// newForm gives a form that nothing is wrong with. The values may be nil.
func newForm(values url.Values) *form {
	if values == nil {
		values = url.Values{}
	}
	return &form{values: values}
}

// readForm reads what was posted; pasted names the fields that may hold a whole
// document. A field that is not UTF-8 or too long becomes a fault of the form,
// with its value kept; the error is of a request that is no form at all.
func readForm(c echo.Context, pasted ...string) (*form, error) {
	values, err := posted(c)
	if err != nil {
		return nil, err
	}
	f := newForm(values)
	for name, texts := range values {
		longest := longestField
		if slices.Contains(pasted, name) {
			longest = longestPaste
		}
		for i, text := range texts {
			switch {
			case !utf8.ValidString(text):
				f.fault(name, "the text has bytes that are not characters of UTF-8", "type it again, or paste it from a program that shows it right")
			case len(text) > longest:
				f.fault(name, "the text is longer than this field takes", fmt.Sprintf("shorten it to %d characters", longest))
			case strings.ContainsFunc(text, invisible):
				f.fault(name, "the text has control characters in it", "type it again, or paste it as plain text")
			}
			texts[i] = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
		}
	}
	slices.SortStableFunc(f.faults, func(a, b credentials.Fault) int { return strings.Compare(a.Field, b.Field) })
	return f, nil
}

// invisible reports whether a character can be neither seen nor is a space.
func invisible(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\n\r", r) }

// posted gives the fields of a posted form as they came.
func posted(c echo.Context) (url.Values, error) {
	request := c.Request()
	kind, _, err := mime.ParseMediaType(request.Header.Get(echo.HeaderContentType))
	if kind == "" && request.ContentLength == 0 {
		return url.Values{}, nil
	}
	if err != nil || kind != echo.MIMEApplicationForm {
		return nil, echo.NewHTTPError(http.StatusUnsupportedMediaType)
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		if web, ok := errors.AsType[*echo.HTTPError](err); ok {
			return nil, web
		}
		return nil, echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	return values, nil
}

// value gives a field without the spaces around it.
func (f *form) value(name string) string { return strings.TrimSpace(f.values.Get(name)) }

// all gives every value of a field that stands more than once.
func (f *form) all(name string) []string { return f.values[name] }

// fault adds what is wrong with a field.
func (f *form) fault(field, what, mend string) {
	f.faults = append(f.faults, credentials.Fault{Field: field, What: what, Mend: mend})
}

// faultsOf gives what is wrong with a field.
func (f *form) faultsOf(name string) []credentials.Fault {
	var found []credentials.Fault
	for _, fault := range f.faults {
		if fault.Field == name {
			found = append(found, fault)
		}
	}
	return found
}

// faulty reports whether anything is wrong with the form.
func (f *form) faulty() bool { return len(f.faults) > 0 }

// hold takes the faults of a *credentials.Invalid into the form, each at the field
// that it names, and reports whether err was one.
func (f *form) hold(err error) bool {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if ok {
		f.faults = append(f.faults, invalid.Faults...)
	}
	return ok
}

// field gives a field as it is shown: with its value and what is wrong with it.
func (f *form) field(name, label, hint string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: f.values.Get(name), Faults: f.faultsOf(name)}
}

// refused gives the page of a form with faults: the values are kept, and each
// fault stands at its field.
func (f *form) refused(page ui.Page, body templ.Component) answer {
	told := fault{
		Status: http.StatusUnprocessableEntity, Title: "That cannot be taken", Next: "Correct it, and send it again.",
	}
	for _, one := range f.faults {
		told.What = append(told.What, sentence(one.String()))
		told.Faults = append(told.Faults, fieldFault{one.Field, one.What, one.Mend})
	}
	page.Title = "Not taken: " + page.Title
	return answer{page: page, body: body, data: told, status: http.StatusUnprocessableEntity}
}
