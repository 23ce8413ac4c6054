package credentials

import (
	"fmt"
	"slices"
)

// Entries gives entries that come to these minutes, in the order of the items:
// one for each item that says anything. They are by nobody and of no time.
func (m *Minutes) Entries() []MinutesEntry {
	var w entryWriter
	w.item(MeetingItem, TheMeeting, "body", string(m.Body), "session", m.Session.String(), "date", m.Date.String(),
		"number", m.Number, "presiding", m.Presiding, "note", m.Note)
	for _, s := range m.Seats {
		w.item(SeatItem, s.ID, "dispute", s.Dispute, "note", s.Note)
	}
	for _, s := range m.Statements {
		w.item(StatementItem, s.ID, "time", s.Time, "member", s.Member, "speaker", s.Speaker, "stance", string(s.Stance),
			"dispute", s.Dispute, "claimant", s.Claimant, "text", s.Text)
	}
	for i := range m.Motions {
		w.motion(&m.Motions[i])
	}
	for _, d := range m.Decisions {
		w.item(DecisionItem, d.ID, "dispute", d.Dispute, "challenge", string(d.Challenge), "outcome", string(d.Outcome), "accepted", d.Accepted,
			"seated", d.Seated, "action", string(d.Action), "motion", d.Motion, "confidence", string(d.Confidence), "note", d.Note)
	}
	for _, d := range m.Documents {
		w.item(DocumentItem, d.ID, "symbol", d.Symbol.String(), "role", string(d.Role), "dispute", d.Dispute, "title", d.Title)
	}
	return w.entries
}

// entryWriter writes minutes down as entries.
type entryWriter struct {
	entries []MinutesEntry
}

func (w *entryWriter) item(kind ItemKind, id string, fields ...string) {
	set := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		if fields[i+1] != "" {
			set[fields[i]] = fields[i+1]
		}
	}
	if len(set) == 0 {
		return
	}
	n := len(w.entries) + 1
	w.entries = append(w.entries, MinutesEntry{
		Key: fmt.Sprintf("minutes-%06d", n), Number: n, Item: id, Kind: kind, Set: set,
	})
}

func (w *entryWriter) motion(m *MovedMotion) {
	w.item(MotionItem, m.ID, "time", m.Time, "mover", m.Mover, "text", m.Text, "kind", string(m.Kind), "dispute", m.Dispute, "claimant", m.Favours,
		"majority", string(m.Majority), "authority", m.Authority, "falls_with", m.FallsWith, "state", string(m.State), "method", string(m.Method),
		"announced_for", countText(m.Announced.For), "announced_against", countText(m.Announced.Against),
		"announced_abstaining", countText(m.Announced.Abstaining), "why", m.Why,
		"draft", m.Draft.String(), "resolution", m.Resolution.String(), "rollcall", m.RollCall)
	for _, b := range m.Ballots {
		w.item(BallotItem, BallotItemID(m.ID, b.Member), "vote", string(b.Ballot))
	}
}

func countText(c Count) string {
	if !c.Known() {
		return ""
	}
	return c.String()
}

// Towards gives the entries that bring a log to minutes that stand otherwise, as
// those do that were restored or brought in: what differs is set, what the minutes
// do not have is taken out. Members' votes on a motion whose recorded vote is in
// the record are left alone. prefix begins the keys of the entries.
func (l *Log) Towards(m *Minutes, prefix string) []MinutesEntry {
	var entries []MinutesEntry
	add := func(kind ItemKind, item string, set, was map[string]string) {
		if len(set) > 0 {
			key := fmt.Sprintf("%s-%06d", prefix, len(entries)+1)
			entries = append(entries, MinutesEntry{Key: key, Item: item, Kind: kind, Set: set, Was: was})
		}
	}
	wanted := map[string]bool{}
	for _, entry := range m.Entries() {
		wanted[entry.Item] = true
		set, was := map[string]string{}, map[string]string{}
		item, there := l.Item(entry.Item)
		if !there || item.Kind != entry.Kind {
			add(entry.Kind, entry.Item, entry.Set, nil)
			continue
		}
		kind, _ := KindOf(entry.Kind)
		for _, field := range slices.Concat(kind.Fields, []MinutesField{removedField}) {
			if held := item.Value(field.Key); held != entry.Set[field.Key] && !field.Fixed {
				set[field.Key], was[field.Key] = entry.Set[field.Key], held
			}
		}
		add(entry.Kind, entry.Item, set, was)
	}
	for _, id := range l.order {
		item := l.items[id]
		if motion, _, ballot := ballotOf(item.Kind, id); ballot {
			if moved, ok := m.Motion(motion); ok && moved.RollCall != "" {
				continue
			}
		}
		if !wanted[id] && !item.Removed() && item.Kind != MeetingItem {
			add(item.Kind, id, map[string]string{RemovedField: removedYes}, nil)
		}
	}
	return entries
}
