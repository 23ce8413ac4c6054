package precedents

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"
)

// minutesDialect is how the minutes of a meeting are written. A recorded vote
// takes two hundred lines.
var minutesDialect = plainyaml.Dialect{
	MostLines:     20_000,
	NullIsUnknown: true,
	Deepest:       "the minutes of a meeting nest three deep",
	Begin:         "begin with the meeting’s id",
	Divide:        "give each meeting a file of its own",
}

// minutesFile is the minutes of a meeting with the places they were read from.
// What it says it says in the entries of a log, so that the file and the desk
// have one table of fields and one set of rules.
type minutesFile struct {
	file    string
	entries []credentials.MinutesEntry
	log     credentials.Log
	value   credentials.Minutes
	places  map[string]Place
}

var beginsMeeting = regexp.MustCompile(`(?m)\A(?:[ \t]*(?:#.*)?\n)*meeting:`)

// isMinutes tells the minutes of a meeting from a dispute by the first key.
func isMinutes(text []byte) bool { return beginsMeeting.Match(text) }

// readMinutes reads the minutes of one meeting and finds what is wrong with them
// by themselves; nil if they cannot be read as YAML at all.
func readMinutes(name string, text []byte) (*minutesFile, Faults) {
	var faults Faults
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	w := &minutesWalker{
		walker: &walker{plainyaml.File{Name: name, Dialect: &minutesDialect, Report: faults.take}, &faults},
		into:   &minutesFile{file: name, places: map[string]Place{}},
	}
	tree := w.Parse(text)
	if tree == nil {
		return nil, faults
	}
	w.meeting(tree)
	f := w.into
	broken := len(faults) > 0
	f.fold(&faults)
	if broken {
		return f, faults
	}
	value, err := f.log.Minutes()
	value.ID = f.value.ID
	f.value = value
	faults.addNew(faults.places(), err, f.place)
	if id := credentials.MinutesID(value.Body, value.Session, value.Date, 1); len(faults) == 0 && f.value.ID != id && !secondOf(id).MatchString(f.value.ID) {
		faults.add(f.place("meeting"), fmt.Sprintf("write %q, and a hyphen and a number for a further one of the day", id), "the meeting’s id is %q", f.value.ID)
	}
	return f, faults
}

func secondOf(id string) *regexp.Regexp {
	return regexp.MustCompile(`^` + regexp.QuoteMeta(id) + `-([2-9]|[1-9]\d)$`)
}

// place gives the place of "item.field", that of the item where the field is not
// written, and the file where the item is not.
func (f *minutesFile) place(field string) Place {
	item, _, _ := strings.Cut(field, ".")
	for _, at := range []string{field, item} {
		if place, ok := f.places[at]; ok {
			return place
		}
	}
	return Place{File: f.file, Line: 1, Col: 1}
}

// fold takes the entries into a log.
func (f *minutesFile) fold(faults *Faults) {
	for i, entry := range f.entries {
		entry.Key, entry.Number = fmt.Sprintf("minutes-%06d", i+1), i+1
		if entry.Item == "" {
			faults.add(f.place(""), "give it a name of letters, digits and hyphens", "a %s has no id", entry.Kind)
			continue
		}
		_, _, err := f.log.Apply(entry)
		faults.addErr(err, func(field string) Place { return f.place(entry.Item + "." + field) })
	}
}

// minutesWalker reads the tree of a meeting's file.
type minutesWalker struct {
	*walker
	into *minutesFile
}

func (w *minutesWalker) meeting(node ast.Node) {
	meeting := credentials.MinutesEntry{Item: credentials.TheMeeting, Kind: credentials.MeetingItem, Set: map[string]string{}}
	fields := []plainyaml.Field{{Key: "meeting", Read: func(node ast.Node) {
		w.into.places["meeting"] = w.Place(node)
		w.text(&w.into.value.ID)(node)
	}}}
	nodes := map[string]ast.Node{}
	fields = append(fields, w.fieldsOf(&meeting, nodes)...)
	for _, of := range minutesLists {
		fields = append(fields, plainyaml.Field{Key: of.key, Read: func(node ast.Node) {
			for _, item := range w.Items(node) {
				w.item(item, of.kind)
			}
		}})
	}
	w.into.entries = append(w.into.entries, meeting)
	w.Mapping(node, fields)
	for key, node := range nodes {
		w.into.places["meeting."+key] = w.Place(node)
	}
}

// fieldsOf reads the fields of an item into its entry, and keeps their nodes.
func (w *minutesWalker) fieldsOf(entry *credentials.MinutesEntry, nodes map[string]ast.Node) []plainyaml.Field {
	kind, _ := credentials.KindOf(entry.Kind)
	fields := make([]plainyaml.Field, 0, len(kind.Fields)+2)
	for _, field := range kind.Fields {
		fields = append(fields, plainyaml.Field{Key: field.Key, Read: func(node ast.Node) {
			if text, ok := w.Single(node); ok && text != "" {
				entry.Set[field.Key] = text
				nodes[field.Key] = node
			}
		}})
	}
	return fields
}

func (w *minutesWalker) item(node ast.Node, kind credentials.ItemKind) {
	entry := credentials.MinutesEntry{Kind: kind, Set: map[string]string{}}
	nodes := map[string]ast.Node{}
	var votes ast.Node
	fields := append(w.fieldsOf(&entry, nodes), plainyaml.Field{Key: "id", Read: w.text(&entry.Item)})
	if kind == credentials.MotionItem {
		fields = append(fields, plainyaml.Field{Key: "votes", Read: func(node ast.Node) { votes = node }})
	}
	w.Mapping(node, fields)
	f := w.into
	if slices.ContainsFunc(f.entries, func(e credentials.MinutesEntry) bool { return e.Item == entry.Item && e.Item != "" }) {
		w.Fault(node, "give it another", "the id %q stands twice", entry.Item)
		return
	}
	f.places[entry.Item] = w.Place(node)
	for key, node := range nodes {
		f.places[entry.Item+"."+key] = w.Place(node)
	}
	f.entries = append(f.entries, entry)
	if votes != nil {
		w.votes(votes, entry.Item)
	}
}

func (w *minutesWalker) votes(node ast.Node, motion string) {
	pairs, ok := plainyaml.Pairs(node)
	if !ok {
		w.Fault(node, "write the Members’ codes with their votes", "here stands %s, where votes by Member belong", plainyaml.Kind(node))
		return
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		member, _ := plainyaml.Scalar(pair.Key)
		if seen[member] {
			w.Fault(pair.Key, "each Member votes once", "%q votes twice", member)
			continue
		}
		seen[member] = true
		vote, ok := w.Single(pair.Value)
		if !ok {
			continue
		}
		id := credentials.BallotItemID(motion, member)
		w.into.places[id] = w.Place(pair.Key)
		w.into.places[id+".vote"] = w.Place(pair.Value)
		w.into.entries = append(w.into.entries, credentials.MinutesEntry{Item: id, Kind: credentials.BallotItem, Set: map[string]string{"vote": vote}})
	}
}

func (r *Reader) minutesText(name string, text []byte) {
	file, faults := readMinutes(name, text)
	r.faults = append(r.faults, faults...)
	if file != nil {
		r.minutes = append(r.minutes, file)
	}
}
