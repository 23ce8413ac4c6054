package views

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// mostEntries is how many entries can be handed in at a time.
const mostEntries = 500

// The fields of a form of the desk beside key, item and kind: what a field is to
// hold, and what it held when the form was made.
const (
	setField = "set."
	wasField = "was."
)

// sentEntry is an entry as a program sends it.
type sentEntry struct {
	Key     string               `json:"key"`
	Item    string               `json:"item"`
	Kind    credentials.ItemKind `json:"kind"`
	Set     map[string]string    `json:"set"`
	Was     map[string]string    `json:"was"`
	Removed bool                 `json:"removed"`
	// Said is the writer's clock.
	Said time.Time `json:"said"`
}

// toldEntry is what a program is told of an entry: its number, or why it was not
// taken.
type toldEntry struct {
	Key      string                  `json:"key"`
	Number   int                     `json:"number,omitempty"`
	Conflict map[string]toldConflict `json:"conflict,omitempty"`
	Faults   []fieldFault            `json:"faults,omitempty"`
}

type toldConflict struct {
	Was    string    `json:"was"`
	Yours  string    `json:"yours"`
	Theirs string    `json:"theirs"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// enter takes entries into the log: a list of them as JSON, or one as a form.
func (p *pages) enter(c echo.Context) (answer, error) {
	kind, _, _ := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if kind == echo.MIMEApplicationJSON {
		return p.enterList(c)
	}
	return p.enterForm(c)
}

func (p *pages) enterList(c echo.Context) (answer, error) {
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		if web, ok := errors.AsType[*echo.HTTPError](err); ok {
			return answer{}, web
		}
		return answer{}, echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	var sent []sentEntry
	if err := json.Unmarshal(body, &sent); err != nil || !utf8.Valid(body) {
		return answer{}, credentials.Invalidf("", "that is no list of entries; send [{key, item, kind, set, was, said}, …] in UTF-8")
	}
	if len(sent) > mostEntries {
		return answer{}, credentials.Invalidf("", "%d entries are too many at a time; send up to %d", len(sent), mostEntries)
	}
	entries := make([]credentials.MinutesEntry, len(sent))
	for i, one := range sent {
		entries[i] = one.entry()
	}
	taken, err := p.takeEntries(c, entries)
	if err != nil {
		return answer{}, err
	}
	told := make([]toldEntry, len(taken))
	for i, one := range taken {
		told[i] = tell(one)
	}
	return answer{data: told, seeOther: link.Desk(c.Param("id"))}, nil
}

func (s sentEntry) entry() credentials.MinutesEntry {
	if s.Removed {
		s.Set = maps.Clone(s.Set)
		if s.Set == nil {
			s.Set = map[string]string{}
		}
		s.Set[credentials.RemovedField] = "yes"
	}
	return credentials.MinutesEntry{Key: s.Key, Item: s.Item, Kind: s.Kind, Set: s.Set, Was: s.Was, Said: s.Said}
}

func tell(one credentials.EntryTaken) toldEntry {
	told := toldEntry{Key: one.Key, Number: one.Number}
	if conflict, ok := errors.AsType[*credentials.Conflict](one.Refusal); ok {
		told.Conflict = map[string]toldConflict{}
		for _, f := range conflict.Fields {
			told.Conflict[f.Field] = toldConflict{f.Was, f.Yours, f.Theirs, f.By, f.At}
		}
	}
	if invalid, ok := errors.AsType[*credentials.Invalid](one.Refusal); ok {
		for _, f := range invalid.Faults {
			told.Faults = append(told.Faults, fieldFault{f.Field, f.What, f.Mend})
		}
	}
	return told
}

// takeEntries hands entries in under the name of who is signed in, and tells
// those who listen.
func (p *pages) takeEntries(c echo.Context, entries []credentials.MinutesEntry) ([]credentials.EntryTaken, error) {
	account, _ := accountOf(c)
	id := c.Param("id")
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return nil, err
	}
	for i := range entries {
		namesToCodes(frame, &entries[i])
	}
	taken, err := p.store.Enter(c.Request().Context(), id, entries, account.Name, p.now())
	if err == nil {
		p.news.tell(id)
	}
	return taken, err
}

// namesToCodes lets a Member be given by small letters or by name.
func namesToCodes(frame *precedents.Frame, entry *credentials.MinutesEntry) {
	kind, _ := credentials.KindOf(entry.Kind)
	for _, field := range kind.Fields {
		value := entry.Set[field.Key]
		if field.Form != credentials.MemberForm || value == "" {
			continue
		}
		if _, ok := frame.Member(strings.ToUpper(value)); ok {
			entry.Set[field.Key] = strings.ToUpper(value)
		} else if member, ok := frame.MemberByName(value); ok {
			entry.Set[field.Key] = member.Code
		}
	}
}

// entryOf reads a form as an entry: the fields that are to hold something else
// than they did. The key is made from what the form says and the key it came
// with, so that a form that is sent twice makes one entry, and one that is
// corrected and sent again makes two.
func entryOf(f *form) credentials.MinutesEntry {
	entry := credentials.MinutesEntry{
		Item: f.value("item"), Kind: credentials.ItemKind(f.value("kind")), Set: map[string]string{}, Was: map[string]string{},
	}
	said := []string{f.value("key"), entry.Item}
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		key, ok := strings.CutPrefix(name, setField)
		if !ok {
			continue
		}
		value, was := f.value(name), f.values.Get(wasField+key)
		if value == was {
			continue
		}
		entry.Set[key] = value
		if was != "" {
			entry.Was[key] = was
		}
		said = append(said, key, value, was)
	}
	entry.Key = hashed(said...)
	return entry
}

// ballotsOf reads the votes in a form of the keypad.
func ballotsOf(f *form) []credentials.MinutesEntry {
	var entries []credentials.MinutesEntry
	motion := f.value("motion")
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		member, ok := strings.CutPrefix(name, ballotPrefix)
		if !ok || motion == "" {
			continue
		}
		value, was := f.value(name), f.values.Get(wasField+name)
		if value == was {
			continue
		}
		entries = append(entries, credentials.MinutesEntry{
			Key: hashed(f.value("key"), motion, member, value, was), Item: credentials.BallotItemID(motion, member), Kind: credentials.BallotItem,
			Set: map[string]string{"vote": value}, Was: map[string]string{"vote": was},
		})
	}
	return entries
}

func (p *pages) enterForm(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	id := c.Param("id")
	back := link.Desk(id)
	var entries []credentials.MinutesEntry
	if motion := f.value("motion"); motion != "" {
		back = link.MotionVotes(id, motion)
		entries = ballotsOf(f)
	} else if entry := entryOf(f); len(entry.Set) > 0 {
		entries = append(entries, entry)
		back += "#" + itemAnchor(entry.Item)
	}
	if f.faulty() {
		return p.returned(c, f)
	}
	if len(entries) == 0 {
		return answer{seeOther: back, notice: "Nothing was changed."}, nil
	}
	return p.logForm(c, f, entries, answer{seeOther: back, notice: "Logged."}, func() (answer, error) { return p.returned(c, f) })
}

// logForm takes the entries that a form makes into the log. then answers once they
// are in it, and again shows the form with what is at fault in it.
func (p *pages) logForm(c echo.Context, f *form, entries []credentials.MinutesEntry, then answer, again func() (answer, error)) (answer, error) {
	taken, err := p.takeEntries(c, entries)
	if err != nil {
		return answer{}, err
	}
	for i, one := range taken {
		if conflict, ok := errors.AsType[*credentials.Conflict](one.Refusal); ok {
			return p.contested(c, entries[i], conflict)
		}
		if one.Refusal != nil {
			f.hold(inForm(one.Refusal, entries[i]))
		}
	}
	if f.faulty() {
		return again()
	}
	return then, nil
}

// inForm puts the faults of an entry at the names of the form's fields.
func inForm(err error, entry credentials.MinutesEntry) error {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return err
	}
	faults := slices.Clone(invalid.Faults)
	for i := range faults {
		if _, member, ballot := entry.Ballot(); ballot {
			faults[i].Field = ballotPrefix + member
		} else {
			faults[i].Field = setField + faults[i].Field
		}
	}
	return &credentials.Invalid{Faults: faults}
}

// returned gives the desk with a form that cannot be taken: its values kept, and
// each fault at its field.
func (p *pages) returned(c echo.Context, f *form) (answer, error) {
	if motion := f.value("motion"); motion != "" {
		view, err := p.votesOf(c.Request().Context(), c.Param("id"), motion)
		if err != nil {
			return answer{}, err
		}
		view.keep(f)
		found := view.answer()
		return f.refused(found.page, found.body), nil
	}
	d, err := p.deskOf(c.Request().Context(), c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	d.returned[formName(d.log, f.value("item"), credentials.ItemKind(f.value("kind")))] = f
	found := d.answer(http.StatusUnprocessableEntity)
	return f.refused(found.page, found.body), nil
}

// contestedPage shows both versions of fields that two editors changed.
type contestedPage struct {
	meeting string
	kind    credentials.MinutesKind
	entry   credentials.MinutesEntry
	fields  []credentials.FieldConflict
	// key is that of the entry that keeps the writer's version.
	key string
}

// contested gives the page of a conflict. Sending its form keeps the writer's
// version over the one that is shown there.
func (p *pages) contested(c echo.Context, entry credentials.MinutesEntry, conflict *credentials.Conflict) (answer, error) {
	kind, _ := credentials.KindOf(entry.Kind)
	view := contestedPage{meeting: c.Param("id"), kind: kind, entry: entry, fields: conflict.Fields, key: newKey()}
	told := fault{Status: http.StatusConflict, Title: "Two versions", What: []string{sentence(conflict.Error())}, Next: "Keep one of them."}
	return answer{
		status: http.StatusConflict, data: told, body: contestedView(view),
		page: ui.Page{Title: "Two versions of one field", Section: link.Sessions, Crumbs: []ui.Crumb{{Label: "The desk", Address: link.Desk(view.meeting)}}},
	}, nil
}

// others are the fields of the entry that nobody contests.
func (v contestedPage) others() []string {
	var others []string
	for _, key := range slices.Sorted(maps.Keys(v.entry.Set)) {
		if !slices.ContainsFunc(v.fields, func(f credentials.FieldConflict) bool { return f.Field == key }) {
			others = append(others, key)
		}
	}
	return others
}

func (v contestedPage) label(key string) string {
	field, _ := v.kind.Field(key)
	return field.Label
}

// shown gives a value in words.
func (v contestedPage) shown(key, value string) string {
	field, _ := v.kind.Field(key)
	return fieldValue(field, value)
}

// fieldValue gives the value of a field as it is read.
func fieldValue(field credentials.MinutesField, value string) string {
	if value == "" {
		return "nothing"
	}
	for _, term := range field.Values {
		if term.Code == value {
			return term.Label
		}
	}
	return value
}

// itemAnchor is the id of an item's element.
func itemAnchor(item string) string { return "item-" + strings.ReplaceAll(item, "/", "-") }

// formName is the id of the form in which an item is written: its own, or that
// of new items of its kind.
func formName(log *credentials.Log, item string, kind credentials.ItemKind) string {
	if _, there := log.Item(item); there {
		return "form-" + item
	}
	return fmt.Sprintf("form-new-%s", kind)
}
