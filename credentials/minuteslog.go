package credentials

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Log is what the entries of a meeting come to: its items, and the value of
// every field with who set it. It is made by taking the entries in their order;
// the zero Log has none.
type Log struct {
	items map[string]*LogItem
	order []string
	keys  map[string]MinutesEntry
	last  int
}

// LogItem is one item of a log.
type LogItem struct {
	ID   string
	Kind ItemKind
	// First is the number of the entry that brought it in, By and At are its.
	First  int
	By     string
	At     time.Time
	fields map[string]Mark
}

// Mark is the value of a field and the entry that set it.
type Mark struct {
	Value  string
	By     string
	At     time.Time
	Number int
}

// Value gives the value of a field, empty where nothing is known.
func (i *LogItem) Value(field string) string { return i.fields[field].Value }

// Mark gives the value of a field with who set it.
func (i *LogItem) Mark(field string) Mark { return i.fields[field] }

// Removed reports whether the item has been taken out.
func (i *LogItem) Removed() bool { return i.Value(RemovedField) == removedYes }

// Last gives the last entry that set a field of the item.
func (i *LogItem) Last() Mark {
	var last Mark
	for _, mark := range i.fields {
		if mark.Number > last.Number {
			last = mark
		}
	}
	return last
}

// LogOf gives the log of entries that were taken in this order.
func LogOf(entries []MinutesEntry) *Log {
	l := &Log{}
	for _, entry := range entries {
		l.put(entry)
	}
	return l
}

// Len gives the number of the last entry.
func (l *Log) Len() int { return l.last }

// Has reports whether an entry has come in under a key.
func (l *Log) Has(key string) bool {
	_, ok := l.keys[key]
	return ok
}

// Item gives an item by its id.
func (l *Log) Item(id string) (item *LogItem, ok bool) {
	item, ok = l.items[id]
	return item, ok
}

// Items gives the items of a kind in the order in which they came in, with
// those that were taken out.
func (l *Log) Items(kind ItemKind) []*LogItem {
	var items []*LogItem
	for _, id := range l.order {
		if item := l.items[id]; item.Kind == kind {
			items = append(items, item)
		}
	}
	return items
}

// Apply takes an entry and gives it as the log holds it, with its number; fresh
// is false for one that was taken before and comes again. A field is set only if
// it holds what the entry's writer saw there, or holds the new value already;
// otherwise the error is a *Conflict with both values. An entry that is not sound
// is an *Invalid. With an error nothing of the entry is taken.
func (l *Log) Apply(entry MinutesEntry) (taken MinutesEntry, fresh bool, err error) {
	if err := entry.Validate(); err != nil {
		return entry, false, err
	}
	if earlier, ok := l.keys[entry.Key]; ok {
		if !earlier.same(entry) {
			return entry, false, Invalidf("key", "another entry has come in under the key %q", entry.Key)
		}
		return earlier, false, nil
	}
	if err := l.fits(entry); err != nil {
		return entry, false, err
	}
	if clashes := l.clashes(entry); len(clashes) > 0 {
		return entry, false, &Conflict{Record: string(entry.Kind) + " " + entry.Item, Fields: clashes}
	}
	entry.Number = l.last + 1
	l.put(entry)
	return entry, true, nil
}

// fits checks an entry against the items that are there.
func (l *Log) fits(entry MinutesEntry) error {
	var f faults
	item, there := l.items[entry.Item]
	switch {
	case !there && entry.Kind != MeetingItem && l.items[TheMeeting] == nil:
		f.add("item", "open the meeting first", "there is no meeting yet")
	case there && item.Kind != entry.Kind:
		f.add("kind", "give the new item another name", "%q is a %s already", entry.Item, item.Kind)
	}
	if motion, _, ok := entry.Ballot(); ok {
		if of, there := l.items[motion]; !there || of.Kind != MotionItem {
			f.add("item", "log the motion first", "there is no motion %q to vote on", motion)
		}
	}
	if there {
		kind, _ := KindOf(entry.Kind)
		for _, field := range kind.Fields {
			value, set := entry.Set[field.Key]
			if held := item.Value(field.Key); field.Fixed && set && value != held {
				f.add(field.Key, "open a meeting of its own for that", "the meeting’s address says %q, and stays", held)
			}
		}
	}
	return f.err()
}

// clashes gives the fields of which the log holds neither what the entry rests
// on nor what it sets, in their order.
func (l *Log) clashes(entry MinutesEntry) []FieldConflict {
	var clashes []FieldConflict
	item := l.items[entry.Item]
	if item == nil {
		item = &LogItem{}
	}
	look := func(key, wanted, was string) {
		if held := item.fields[key]; held.Value != wanted && held.Value != was {
			clashes = append(clashes, FieldConflict{Field: key, Was: was, Yours: wanted, Theirs: held.Value, By: held.By, At: held.At})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(entry.Set)) {
		look(key, entry.Set[key], entry.Was[key])
	}
	for _, key := range slices.Sorted(maps.Keys(entry.Was)) {
		if _, set := entry.Set[key]; !set {
			look(key, entry.Was[key], entry.Was[key])
		}
	}
	if _, about := entry.Set[RemovedField]; !about && item.Removed() {
		look(RemovedField, "", "")
	}
	return clashes
}

// put takes an entry that has been found good.
func (l *Log) put(entry MinutesEntry) {
	if l.items == nil {
		l.items, l.keys = map[string]*LogItem{}, map[string]MinutesEntry{}
	}
	l.keys[entry.Key] = entry
	l.last = max(l.last, entry.Number)
	item := l.items[entry.Item]
	if item == nil {
		item = &LogItem{ID: entry.Item, Kind: entry.Kind, First: entry.Number, By: entry.By, At: entry.At, fields: map[string]Mark{}}
		l.items[entry.Item] = item
		l.order = append(l.order, entry.Item)
	}
	for key, value := range entry.Set {
		if item.fields[key].Value != value {
			item.fields[key] = Mark{Value: value, By: entry.By, At: entry.At, Number: entry.Number}
		}
	}
}

// inTime gives the items of a kind that were not taken out, by the time that
// they state. One without a time stands where it came in.
func (l *Log) inTime(kind ItemKind) []*LogItem {
	items := slices.DeleteFunc(l.Items(kind), (*LogItem).Removed)
	at := map[*LogItem]string{}
	last := ""
	for _, item := range items {
		if time := item.Value("time"); time != "" {
			last = time
		}
		at[item] = last
	}
	slices.SortStableFunc(items, func(a, b *LogItem) int { return strings.Compare(at[a], at[b]) })
	return items
}

// OnlySeat gives the dispute of the only seat before the meeting; empty where
// there are more or none.
func (l *Log) OnlySeat() string {
	if seats := l.inTime(SeatItem); len(seats) == 1 {
		return seats[0].Value("dispute")
	}
	return ""
}
