package precedents

import "seatwatch/credentials"

// minutesLists are the lists of a meeting's file, in their order.
var minutesLists = []struct {
	key  string
	kind credentials.ItemKind
}{
	{"seats", credentials.SeatItem},
	{"statements", credentials.StatementItem},
	{"motions", credentials.MotionItem},
	{"decisions", credentials.DecisionItem},
	{"documents", credentials.DocumentItem},
}

// EncodeMinutes gives the minutes of a meeting in the dataset's YAML: the fields
// of credentials.MinutesKinds in their order, what is not known left out. Reading
// it back gives the same minutes.
func EncodeMinutes(m credentials.Minutes) []byte {
	w := &yamlWriter{}
	w.text("meeting", m.ID)
	items := make(map[credentials.ItemKind][]credentials.MinutesEntry, len(credentials.MinutesKinds))
	votes := map[string][]credentials.MinutesEntry{}
	for _, entry := range m.Entries() {
		if motion, _, ok := entry.Ballot(); ok {
			votes[motion] = append(votes[motion], entry)
			continue
		}
		items[entry.Kind] = append(items[entry.Kind], entry)
	}
	for _, meeting := range items[credentials.MeetingItem] {
		w.fields(meeting)
	}
	for _, of := range minutesLists {
		list(w, of.key, items[of.kind], func(entry credentials.MinutesEntry) {
			w.text("id", entry.Item)
			w.fields(entry)
			w.votes(votes[entry.Item])
		})
	}
	return []byte(w.b.String())
}

func (w *yamlWriter) fields(entry credentials.MinutesEntry) {
	kind, _ := credentials.KindOf(entry.Kind)
	for _, field := range kind.Fields {
		if field.Form == credentials.CountForm {
			w.raw(field.Key, entry.Set[field.Key])
			continue
		}
		w.text(field.Key, entry.Set[field.Key])
	}
}

func (w *yamlWriter) votes(votes []credentials.MinutesEntry) {
	if len(votes) == 0 {
		return
	}
	w.mapping("votes", func() {
		for _, vote := range votes {
			_, member, _ := vote.Ballot()
			w.text(member, vote.Set["vote"])
		}
	})
}
