package credentials

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// MinutesEntry is one line of a meeting's log: it sets fields of one item. What
// has been taken into a log is never changed; what is wrong is set right by a
// further entry.
type MinutesEntry struct {
	// Key is made by whoever writes the entry. An entry that is sent again under
	// its key is taken once.
	Key string `json:"key"`
	// Number is the entry's place in the log, from 1; the log gives it.
	Number int `json:"number"`
	// Item names what is described. A vote's item is that of its motion, a slash
	// and the Member's code.
	Item string   `json:"item"`
	Kind ItemKind `json:"kind"`
	// Set are the new values of fields, Was what the writer saw there before. A
	// field that Was names and Set does not is one that the change rests on.
	Set map[string]string `json:"set"`
	Was map[string]string `json:"was"`
	By  string            `json:"by"`
	// At is when the entry came in.
	At time.Time `json:"at"`
	// Said is when it was written by the writer's clock, zero where that is not
	// known.
	Said time.Time `json:"said"`
}

// EntryTaken is what became of an entry that was handed in: its number in the
// log, or in Refusal why it was not taken.
type EntryTaken struct {
	Key    string
	Number int
	// Refusal is a *Conflict or an *Invalid, nil for an entry that was taken.
	Refusal error
}

var (
	entryKey = regexp.MustCompile(`^[A-Za-z0-9-]{8,64}$`)
	itemID   = regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)
	ballotID = regexp.MustCompile(`^([A-Za-z0-9-]{1,64})/([A-Z]{3,4})$`)
)

// BallotItemID gives the item of a Member's vote on a motion.
func BallotItemID(motion, member string) string { return motion + "/" + member }

// Ballot gives the motion and the Member that a vote's item names; ok is false
// for any other item.
func (e MinutesEntry) Ballot() (motion, member string, ok bool) {
	return ballotOf(e.Kind, e.Item)
}

func ballotOf(kind ItemKind, item string) (motion, member string, ok bool) {
	match := ballotID.FindStringSubmatch(item)
	if kind != BallotItem || match == nil || !memberCode.MatchString(match[2]) {
		return "", "", false
	}
	return match[1], match[2], true
}

// Removal reports whether the entry takes its item out of the minutes.
func (e MinutesEntry) Removal() bool { return e.Set[RemovedField] == removedYes }

// Validate gives an *Invalid with every fault that can be seen in the entry
// alone: no key, an item that is none, a field that the kind does not have, a
// value that the field cannot hold. Faults are at the names of the fields.
func (e MinutesEntry) Validate() error {
	var f faults
	if !entryKey.MatchString(e.Key) {
		f.add("key", "send 8 to 64 letters, digits and hyphens", "%q is not an entry’s key", abridged(e.Key))
	}
	if year := e.Said.UTC().Year(); year < 1 || year > 9999 {
		f.add("said", "send the time by the writer’s clock, or leave it out", "the entry was said in no year of the calendar")
	}
	kind, ok := KindOf(e.Kind)
	if !ok {
		codes := make([]string, len(MinutesKinds))
		for i, k := range MinutesKinds {
			codes[i] = string(k.Code)
		}
		f.add("kind", Suggest(string(e.Kind), codes), "%q is not a kind of item", abridged(string(e.Kind)))
		return f.err()
	}
	e.validateItem(&f)
	if len(e.Set) == 0 {
		f.add("set", "set a field", "the entry says nothing")
	}
	for _, set := range []map[string]string{e.Set, e.Was} {
		for _, key := range slices.Sorted(maps.Keys(set)) {
			field, ok := kind.Field(key)
			if !ok {
				f.add(abridged(key), Suggest(key, kind.keys()), "a %s has no field %q", kind.Label, abridged(key))
				continue
			}
			field.check(&f, key, set[key])
		}
	}
	return f.err()
}

func (e MinutesEntry) validateItem(f *faults) {
	sound := itemID.MatchString(e.Item)
	switch e.Kind {
	case MeetingItem:
		sound = e.Item == TheMeeting
	case BallotItem:
		_, _, sound = e.Ballot()
	case SeatItem, StatementItem, MotionItem, DecisionItem, DocumentItem:
		sound = sound && e.Item != TheMeeting
	}
	if !sound {
		f.add("item", "write letters, digits and hyphens; for a vote the motion, a slash and the Member’s code", "%q does not name a %s", abridged(e.Item), e.Kind)
	}
}

// abridged keeps a hostile text from filling a message.
func abridged(text string) string {
	runes := []rune(strings.ToValidUTF8(text, "?"))
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(runes)
}

// same reports whether two entries say the same of the same item.
func (e MinutesEntry) same(other MinutesEntry) bool {
	return e.Item == other.Item && e.Kind == other.Kind && maps.Equal(e.Set, other.Set)
}
