package credentials

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// clerk writes entries as an editor would.
type clerk struct {
	t   *testing.T
	log *Log
	n   int
}

func newClerk(t *testing.T) *clerk {
	t.Helper()
	c := &clerk{t: t, log: &Log{}}
	c.take(MeetingItem, TheMeeting, "body", "committee", "session", "81", "date", "2026-11-23")
	return c
}

func (c *clerk) entry(kind ItemKind, item string, set ...string) MinutesEntry {
	c.n++
	e := MinutesEntry{Key: fmt.Sprintf("entry-%04d", c.n), Item: item, Kind: kind, Set: map[string]string{}, Was: map[string]string{}, By: "Ann"}
	e.At = time.Date(2026, 11, 23, 10, 0, c.n, 0, time.UTC)
	held, _ := c.log.Item(item)
	for i := 0; i < len(set); i += 2 {
		e.Set[set[i]] = set[i+1]
		if held != nil {
			e.Was[set[i]] = held.Value(set[i])
		}
	}
	return e
}

func (c *clerk) take(kind ItemKind, item string, set ...string) {
	c.t.Helper()
	if _, fresh, err := c.log.Apply(c.entry(kind, item, set...)); err != nil || !fresh {
		c.t.Fatalf("%s: %v", item, err)
	}
}

// wholeMeeting is a meeting with one of everything.
func wholeMeeting(t *testing.T) *clerk {
	t.Helper()
	c := newClerk(t)
	c.take(MeetingItem, TheMeeting, "number", "1st", "presiding", "Ms. Example")
	c.take(SeatItem, "seat-1", "dispute", "afghanistan-1996")
	c.take(StatementItem, "s1", "member", "NOR", "stance", "objects", "claimant", "taliban", "text", "We object.", "time", "10:12")
	c.take(StatementItem, "s2", "speaker", "The Legal Counsel", "text", "A memorandum is before you.", "time", "10:05")
	c.take(MotionItem, "m1", "text", "To defer the decision", "mover", "USA", "kind", "deferral", "majority", "simple", "claimant", "status_quo")
	c.take(MotionItem, "m2", "text", "To accept the credentials", "mover", "PAK", "kind", "credentials", "claimant", "taliban", "falls_with", "m1")
	for i, member := range []string{"USA", "CHN", "RUS", "NLD", "PAK"} {
		c.take(BallotItem, BallotItemID("m1", member), "vote", []string{"Y", "Y", "Y", "Y", "N"}[i])
	}
	c.take(MotionItem, "m1", "state", "carried", "method", "recorded", "announced_for", "4", "announced_against", "1", "announced_abstaining", "0")
	c.take(MotionItem, "m2", "state", "fell")
	c.take(DecisionItem, "d1", "challenge", "rival_credentials", "outcome", "deferred", "seated", "islamic-state", "motion", "m1")
	c.take(DocumentItem, "doc1", "symbol", "A/81/600", "role", "report")
	return c
}

func TestMinutesOfAWholeMeeting(t *testing.T) {
	m, err := wholeMeeting(t).log.Minutes()
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Title(); got != "Credentials Committee, 1st meeting, 23 November 2026" {
		t.Errorf("the title is %q", got)
	}
	if m.Statements[0].ID != "s2" || m.Statements[1].Dispute != "afghanistan-1996" {
		t.Errorf("the statements are %+v", m.Statements)
	}
	if how, vote := m.Act(m.Decisions[0]); how != ByVote || vote.String() != "4–1–0" {
		t.Errorf("decided %s %s", how, vote)
	}
	tree := m.MotionTree()
	if len(tree) != 1 || tree[0].ID != "m1" || len(tree[0].Falls) != 1 || tree[0].Falls[0].ID != "m2" {
		t.Errorf("the tree is %+v", tree)
	}
	if m.Motions[0].Authority != "rule 125" {
		t.Errorf("the authority is %q", m.Motions[0].Authority)
	}
	if m.ReportDue() {
		t.Error("the report has come")
	}
}

// TestMinutesAsEntries: what minutes say, entries say, and come to it again.
func TestMinutesAsEntries(t *testing.T) {
	want, err := wholeMeeting(t).log.Minutes()
	if err != nil {
		t.Fatal(err)
	}
	again := &Log{}
	for _, entry := range want.Entries() {
		if _, _, err := again.Apply(entry); err != nil {
			t.Fatalf("%+v: %v", entry, err)
		}
	}
	got, err := again.Minutes()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("the entries come to %+v (%v), not to %+v", got, err, want)
	}
}

// TestTowardsEarlierMinutes: a log that has gone on is brought back to what it
// said before.
func TestTowardsEarlierMinutes(t *testing.T) {
	c := wholeMeeting(t)
	want, _ := c.log.Minutes()
	c.take(StatementItem, "s1", "text", "Something else.", "stance", "")
	c.take(StatementItem, "s2", RemovedField, "yes")
	c.take(StatementItem, "s3", "speaker", "The Chair", "text", "More.")
	c.take(MotionItem, "m1", "why", "A slip.")
	c.take(BallotItem, BallotItemID("m1", "PAK"), "vote", "A")
	for _, entry := range c.log.Towards(&want, "restored-2") {
		if _, _, err := c.log.Apply(entry); err != nil {
			t.Fatalf("%+v: %v", entry, err)
		}
	}
	got, err := c.log.Minutes()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("it came back to %+v (%v), not to %+v", got, err, want)
	}
	if more := c.log.Towards(&want, "restored-3"); len(more) != 0 {
		t.Errorf("there is still %+v to do", more)
	}
}

func TestMinutesFaults(t *testing.T) {
	for _, way := range []struct {
		field string
		spoil func(*clerk)
	}{
		{"m1.why", func(c *clerk) { c.take(MotionItem, "m1", "announced_for", "5") }},
		{"m1.state", func(c *clerk) { c.take(MotionItem, "m1", "majority", "two_thirds", "announced_against", "3") }},
		{"m1.method", func(c *clerk) { c.take(MotionItem, "m1", "method", "show_of_hands") }},
		{"m2.state", func(c *clerk) { c.take(MotionItem, "m2", "state", "carried") }},
		{"m1.falls_with", func(c *clerk) { c.take(MotionItem, "m1", "falls_with", "m2") }},
		{"m2.falls_with", func(c *clerk) { c.take(MotionItem, "m2", "falls_with", "") }},
		{"d1.outcome", func(c *clerk) { c.take(DecisionItem, "d1", "outcome", "") }},
		{"d1.accepted", func(c *clerk) { c.take(DecisionItem, "d1", "outcome", "accepted") }},
		{"d1.accepted", func(c *clerk) { c.take(DecisionItem, "d1", "accepted", "taliban") }},
		{"d1.seated", func(c *clerk) { c.take(DecisionItem, "d1", "seated", "") }},
		{"d1.action", func(c *clerk) { c.take(DecisionItem, "d1", "action", "approved_report") }},
		{"d1.motion", func(c *clerk) { c.take(DecisionItem, "d1", "motion", "m9") }},
		{"d2.outcome", func(c *clerk) {
			c.take(DecisionItem, "d2", "outcome", "deferred", "seated", "taliban", "challenge", "objection")
		}},
		{"s1.member", func(c *clerk) { c.take(StatementItem, "s1", "member", "") }},
		{"doc1.symbol", func(c *clerk) { c.take(DocumentItem, "doc1", "symbol", "") }},
		{"seat-2.dispute", func(c *clerk) { c.take(SeatItem, "seat-2", "dispute", "afghanistan-1996") }},
	} {
		c := wholeMeeting(t)
		way.spoil(c)
		_, err := c.log.Minutes()
		checkFault(t, err, way.field)
	}
}

func TestEntriesThatAreRefused(t *testing.T) {
	for _, way := range []struct {
		field string
		spoil func(*MinutesEntry)
	}{
		{"key", func(e *MinutesEntry) { e.Key = "short" }},
		{"key", func(e *MinutesEntry) { e.Key = "entry-0001" }},
		{"kind", func(e *MinutesEntry) { e.Kind = "speech" }},
		{"kind", func(e *MinutesEntry) { e.Item = "m1" }},
		{"item", func(e *MinutesEntry) { e.Item = "<script>" }},
		{"item", func(e *MinutesEntry) { e.Item = TheMeeting }},
		{"item", func(e *MinutesEntry) { e.Kind, e.Item, e.Set = BallotItem, "m1", map[string]string{"vote": "Y"} }},
		{"item", func(e *MinutesEntry) { e.Kind, e.Item, e.Set = BallotItem, "m9/AFG", map[string]string{"vote": "Y"} }},
		{"vote", func(e *MinutesEntry) { e.Kind, e.Item, e.Set = BallotItem, "m1/AFG", map[string]string{"vote": "yes"} }},
		{"set", func(e *MinutesEntry) { e.Set = nil }},
		{"said", func(e *MinutesEntry) {
			e.Said = time.Date(9999, time.December, 31, 23, 59, 0, 0, time.FixedZone("", -3600))
		}},
		{"said", func(e *MinutesEntry) { e.Said = time.Date(0, time.January, 1, 0, 0, 0, 0, time.UTC) }},
		{"colour", func(e *MinutesEntry) { e.Set["colour"] = "blue" }},
		{"member", func(e *MinutesEntry) { e.Set["member"] = "Norway" }},
		{"time", func(e *MinutesEntry) { e.Set["time"] = "25:00" }},
		{"stance", func(e *MinutesEntry) { e.Set["stance"] = "objekts" }},
		{"text", func(e *MinutesEntry) { e.Set["text"] = "a\x00b" }},
		{"text", func(e *MinutesEntry) { e.Set["text"] = "\xff" }},
		{"text", func(e *MinutesEntry) { e.Set["text"] = string(make([]byte, 1<<20)) }},
		{"date", func(e *MinutesEntry) {
			e.Kind, e.Item, e.Set = MeetingItem, TheMeeting, map[string]string{"date": "2026-11-24"}
		}},
	} {
		c := wholeMeeting(t)
		before := c.log.Len()
		e := c.entry(StatementItem, "s9", "member", "NOR", "text", "Yes.")
		way.spoil(&e)
		_, _, err := c.log.Apply(e)
		checkFault(t, err, way.field)
		if c.log.Len() != before {
			t.Errorf("%s: something was taken", way.field)
		}
	}
}

func TestTwoChangesToOneField(t *testing.T) {
	c := wholeMeeting(t)
	mine := c.entry(StatementItem, "s1", "text", "We object strongly.")
	theirs := c.entry(StatementItem, "s1", "text", "We object in part.", "time", "10:13")
	theirs.By = "Ben"
	if _, _, err := c.log.Apply(theirs); err != nil {
		t.Fatal(err)
	}
	mine.Set["stance"], mine.Was["stance"] = "reserves", "objects"
	_, _, err := c.log.Apply(mine)
	conflict, ok := errors.AsType[*Conflict](err)
	if !ok {
		t.Fatalf("the second change gave %v", err)
	}
	want := []FieldConflict{{Field: "text", Was: "We object.", Yours: "We object strongly.", Theirs: "We object in part.", By: "Ben", At: theirs.At}}
	if !reflect.DeepEqual(conflict.Fields, want) {
		t.Errorf("the conflict is over %+v", conflict.Fields)
	}
	item, _ := c.log.Item("s1")
	if item.Value("stance") != "objects" {
		t.Error("a part of a refused entry was taken")
	}
	again := c.entry(StatementItem, "s1", "text", "We object in part.")
	again.Was["text"] = "We object."
	number := c.log.Len()
	if _, fresh, err := c.log.Apply(again); err != nil || !fresh {
		t.Errorf("the same value gave %v", err)
	}
	if item.Mark("text").By != "Ben" || c.log.Len() != number+1 {
		t.Error("the same value again changed who set it")
	}
}

func TestTakenOutAndPutBack(t *testing.T) {
	c := wholeMeeting(t)
	rests := c.entry(StatementItem, "s1", RemovedField, "yes")
	rests.Was["text"] = "an older text"
	if _, _, err := c.log.Apply(rests); err == nil {
		t.Error("a statement was taken out that had changed")
	}
	c.take(StatementItem, "s1", RemovedField, "yes")
	m, _ := c.log.Minutes()
	if len(m.Statements) != 1 {
		t.Errorf("the statements are %+v", m.Statements)
	}
	if _, _, err := c.log.Apply(c.entry(StatementItem, "s1", "text", "Still here?")); err == nil {
		t.Error("a statement that was taken out was changed")
	}
	c.take(StatementItem, "s1", RemovedField, "")
	if m, _ = c.log.Minutes(); len(m.Statements) != 2 {
		t.Error("the statement did not come back")
	}
}

// TestResendingChangesNothing: whatever is lost on the way and sent again, and
// however the sendings of two editors fall between each other, each entry is
// taken once, and the log is the same as if all had come once.
func TestResendingChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		queues := [2][]MinutesEntry{}
		for editor := range queues {
			for n := range 1 + random.IntN(12) {
				queues[editor] = append(queues[editor], randomEntry(random, editor, n))
			}
		}
		once := newClerk(t).log
		resent := newClerk(t).log
		took := map[string]int{}
		at := [2]int{}
		for at[0] < len(queues[0]) || at[1] < len(queues[1]) {
			editor := random.IntN(2)
			queue := queues[editor]
			if at[editor] == len(queue) {
				continue
			}
			// A batch begins anywhere before what is new, and may end after it.
			from := random.IntN(at[editor] + 1)
			to := at[editor] + 1 + random.IntN(len(queue)-at[editor])
			for _, entry := range queue[from:to] {
				taken, fresh, err := resent.Apply(entry)
				number, before := took[entry.Key]
				switch {
				case err != nil && before:
					t.Fatalf("round %d: an entry that was taken is refused: %v", round, err)
				case err != nil:
				case before && (fresh || number != taken.Number):
					t.Fatalf("round %d: %s was taken as %d and then as %d", round, entry.Key, number, taken.Number)
				default:
					took[entry.Key] = taken.Number
				}
				if err == nil && fresh {
					if _, _, err := once.Apply(entry); err != nil {
						t.Fatal(err)
					}
				}
			}
			at[editor] = to
		}
		a, errA := once.Minutes()
		b, errB := resent.Minutes()
		if !reflect.DeepEqual(a, b) || fmt.Sprint(errA) != fmt.Sprint(errB) || once.Len() != resent.Len() {
			t.Fatalf("round %d: once gives %+v, sent again %+v", round, a, b)
		}
		var entries []MinutesEntry
		for _, entry := range resent.keys {
			entries = append(entries, entry)
		}
		slices.SortFunc(entries, func(a, b MinutesEntry) int { return a.Number - b.Number })
		if c, _ := LogOf(entries).Minutes(); !reflect.DeepEqual(b, c) {
			t.Fatalf("round %d: what was kept gives %+v, what was taken %+v", round, c, b)
		}
	}
}

func randomEntry(random *rand.Rand, editor, n int) MinutesEntry {
	words := []string{"", "one", "two", "three"}
	e := MinutesEntry{
		Key: fmt.Sprintf("editor-%d-%03d", editor, n), Kind: StatementItem, Item: fmt.Sprintf("s%d", random.IntN(4)),
		Set: map[string]string{"text": words[random.IntN(4)]}, Was: map[string]string{"text": words[random.IntN(4)]}, By: fmt.Sprint(editor),
	}
	if random.IntN(5) == 0 {
		e.Set = map[string]string{RemovedField: []string{"", "yes"}[random.IntN(2)]}
		e.Was = map[string]string{RemovedField: []string{"", "yes"}[random.IntN(2)]}
	}
	return e
}

func TestEveryKindAndFieldIsDescribedOnce(t *testing.T) {
	for _, kind := range MinutesKinds {
		seen := map[string]bool{RemovedField: true}
		for _, field := range kind.Fields {
			if seen[field.Key] || field.Label == "" || (field.Form == CodeForm) != (len(field.Values) > 0) {
				t.Errorf("%s.%s is not described well", kind.Code, field.Key)
			}
			seen[field.Key] = true
		}
	}
}
