package views

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// A form that edits a dispute names its fields by the paths of credentials.Edit.
// Beside each it sends what the editor saw, under the path after seen; a field of
// several parts sends each of them under the path, partMark and the part's name.
// A box named removed takes an element away, held against the text after whole.
const (
	seen     = "was:"
	partMark = "|"
	removed  = "remove"
	whole    = "whole:"
)

// part gives the name under which a part of a field is sent.
func part(path, name string) string { return path + partMark + name }

// editOf gives the edit that a form asks for: every field it sends that is not as
// the editor saw it, and what it takes away.
func editOf(f *form, by string) credentials.Edit {
	edit := credentials.Edit{By: by}
	for name := range f.values {
		path, ok := strings.CutPrefix(name, seen)
		if !ok || f.removes(path) {
			continue
		}
		now, sent := f.sent(path)
		change := credentials.Change{Field: path, Was: f.values.Get(name), Now: now}
		if sent && strings.TrimSpace(change.Was) != change.Now {
			edit.Changes = append(edit.Changes, change)
		}
	}
	// What makes an element sorts before what fills it.
	slices.SortFunc(edit.Changes, func(a, b credentials.Change) int { return strings.Compare(a.Field, b.Field) })
	for _, path := range f.all(removed) {
		edit.Changes = append(edit.Changes, credentials.Change{Field: path, Was: f.values.Get(whole + path)})
	}
	return edit
}

// removes reports whether a field is taken away, by itself or with its element.
func (f *form) removes(path string) bool {
	return slices.ContainsFunc(f.all(removed), func(gone string) bool { return path == gone || strings.HasPrefix(path, gone+"/") })
}

// sent gives the text of a field: as a whole where it is sent so, or put together
// from its parts. ok is false where the form does not have it.
func (f *form) sent(path string) (text string, ok bool) {
	if _, whole := f.values[path]; whole {
		f.single(path, path)
		return f.value(path), true
	}
	parts := credentials.Parts{}
	for name := range f.values {
		if of, is := strings.CutPrefix(name, path+partMark); is {
			f.single(name, path)
			parts[of], ok = f.value(name), true
		}
	}
	return parts.String(), ok
}

// single faults a field of a path for which two values were sent.
func (f *form) single(name, path string) {
	values := slices.Clone(f.values[name])
	slices.Sort(values)
	if len(slices.Compact(values)) > 1 && len(f.faultsOf(path)) == 0 {
		f.fault(path, "two values are given here", "keep one of them")
	}
}

// fill puts a dispute's fields into a form, each with what the editor sees. What
// was posted stays.
func (f *form) fill(d *credentials.Dispute, paths ...string) {
	for _, path := range paths {
		if _, there := f.values[seen+path]; there {
			continue
		}
		text, _ := d.Field(path)
		f.values.Set(seen+path, text)
		f.values.Set(path, text)
	}
}

// fillParts does the same for a field of several parts.
func (f *form) fillParts(d *credentials.Dispute, path string, names ...string) {
	if _, there := f.values[seen+path]; there {
		return
	}
	text, _ := d.Field(path)
	f.values.Set(seen+path, text)
	parts := credentials.ParseParts(text)
	for _, name := range names {
		f.values.Set(part(path, name), parts[name])
	}
}

// was gives the hidden fields that say what the editor saw of some fields.
func (f *form) was(paths ...string) [][2]string {
	list := make([][2]string, len(paths))
	for i, path := range paths {
		list[i] = [2]string{seen + path, f.values.Get(seen + path)}
	}
	return list
}

// partField gives a part of a field as it is shown.
func (f *form) partField(path, name, label, hint string) ui.Field {
	return f.field(part(path, name), label, hint)
}

// placed moves the faults that belong to no field of the form to its top, with
// the name of what they are about.
func (f *form) placed() {
	for i := range f.faults {
		fault := &f.faults[i]
		if _, adding := f.values[added+"ref"]; adding && strings.HasSuffix(fault.Field, "/sources") {
			fault.Field = added + "ref"
		}
		_, here := f.values[fault.Field]
		_, edited := f.values[seen+fault.Field]
		if fault.Field != "" && !here && !edited {
			fault.What = strings.ReplaceAll(fault.Field, "/", " ") + ": " + fault.What
			fault.Field = ""
		}
	}
}

// editing is one edit of a dispute by a form.
type editing struct {
	*form
	dispute *credentials.Dispute
	// address is where the form is posted, and then where to go when it is done.
	address, then string
	// what and notice say what was done, to the history and to the editor.
	what, notice string
	page         ui.Page
	// body shows the form again, with its faults.
	body func() templ.Component
}

// apply makes the edit. Faults come back with the form and its values, a conflict
// as a page with both versions of each field.
func (p *pages) apply(c echo.Context, e editing, edit credentials.Edit) (answer, error) {
	refused := func() (answer, error) {
		body := e.body()
		e.placed()
		return e.refused(e.page, body), nil
	}
	if e.faulty() {
		return refused()
	}
	if len(edit.Changes) == 0 {
		return answer{seeOther: e.then, notice: "Nothing was changed."}, nil
	}
	_, err := p.store.EditDispute(c.Request().Context(), e.dispute.ID, edit, e.what, p.now())
	if conflict, ok := errors.AsType[*credentials.Conflict](err); ok && len(conflict.Fields) > 0 {
		return conflictAnswer(e, edit, conflict), nil
	}
	if e.hold(err) {
		return refused()
	}
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: e.then, notice: e.notice}, nil
}

// conflictPage is an edit of which some fields were changed by somebody else.
type conflictPage struct {
	dispute *credentials.Dispute
	address string
	then    string
	fields  []credentials.FieldConflict
	// others are the changes that nobody is in the way of.
	others []credentials.Change
}

func conflictAnswer(e editing, edit credentials.Edit, conflict *credentials.Conflict) answer {
	v := conflictPage{dispute: e.dispute, address: e.address, then: e.then, fields: conflict.Fields}
	for _, change := range edit.Changes {
		if !slices.ContainsFunc(conflict.Fields, func(f credentials.FieldConflict) bool { return f.Field == change.Field }) {
			v.others = append(v.others, change)
		}
	}
	f := faultOf(conflict)
	page := e.page
	page.Title = "Two versions: " + e.dispute.Title
	return answer{page: page, body: conflictView(v), status: http.StatusConflict, data: struct {
		fault
		Fields []credentials.FieldConflict `json:"fields"`
	}{f, conflict.Fields}}
}

// versionWords gives the text of a field as people read it: part by part where it
// has several.
func versionWords(text string) []string {
	if text == "" {
		return []string{"nothing"}
	}
	parts := credentials.ParseParts(text)
	lines := strings.Split(text, "\n")
	if len(parts) != len(lines) {
		return lines
	}
	words := make([]string, 0, len(parts))
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		words = append(words, name+": "+strings.ReplaceAll(value, "%0A", " "))
	}
	return words
}

// fieldWords names a field in a heading.
func fieldWords(d *credentials.Dispute, path string) string {
	parts := credentials.SplitPath(path)
	var where string
	if len(parts) > 2 && (parts[0] == "decisions" || parts[0] == "prepared") {
		where = " at the " + sessionOfKey(parts[1])
		parts = parts[2:]
	}
	if len(parts) > 2 && (parts[0] == "facts" || parts[0] == "dissents") {
		if fact, err := credentials.ParseFact(parts[2]); err == nil {
			return fact.Label() + " of " + d.ClaimantName(parts[1]) + where
		}
	}
	return capital(strings.ReplaceAll(strings.Join(parts, ", "), "_", " ")) + where
}

// sessionOfKey gives "fifty-first session" for 51, and the text itself if it names
// no session.
func sessionOfKey(text string) string {
	key, err := credentials.ParseDecisionKey(text)
	if err != nil {
		return text
	}
	return key.Session.Words() + second(key)
}

// editedDispute gives the dispute that an address names, and who edits it.
func (p *pages) editedDispute(c echo.Context) (credentials.Dispute, credentials.Account, error) {
	account, _ := accountOf(c)
	d, err := p.store.Dispute(c.Request().Context(), c.Param("id"))
	return d, account, err
}

// postedDispute gives the dispute that an address names, who edits it, and what
// they posted.
func (p *pages) postedDispute(c echo.Context) (d credentials.Dispute, account credentials.Account, posted *form, err error) {
	if d, account, err = p.editedDispute(c); err != nil {
		return d, account, posted, err
	}
	posted, err = readForm(c)
	return d, account, posted, err
}

// disputeInFrame gives the dispute that an address names, and the frame around it.
func (p *pages) disputeInFrame(c echo.Context) (credentials.Dispute, *precedents.Frame, error) {
	d, _, err := p.editedDispute(c)
	if err != nil {
		return d, nil, err
	}
	frame, err := p.store.Frame(c.Request().Context())
	return d, frame, err
}

// editorsPage gives the frame of a page on which a dispute is edited.
func editorsPage(d *credentials.Dispute, title string) ui.Page {
	return ui.Page{
		Title: title, Section: link.Disputes, Description: title + ".",
		Crumbs: []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: link.Dispute(d.ID)}},
	}
}

// otherWords lists the changes of an edit that nobody is in the way of.
func otherWords(v conflictPage) string {
	words := make([]string, len(v.others))
	for i, change := range v.others {
		words[i] = fieldWords(v.dispute, change.Field)
	}
	return strings.Join(words, "; ")
}
