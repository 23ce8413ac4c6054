package db

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const (
	theDispute = "afghanistan-1996"
	theRecord  = "dispute/afghanistan-1996"
)

// change makes an edit of one field.
func editOf(by, field, was, now string) credentials.Edit {
	return credentials.Edit{By: by, Changes: []credentials.Change{{Field: field, Was: was, Now: now}}}
}

func TestEditDispute(t *testing.T) {
	s := seeded(t)
	d, err := s.Dispute(t.Context(), theDispute)
	if err != nil {
		t.Fatal(err)
	}
	edit := credentials.Edit{By: "An editor", Changes: []credentials.Change{
		{Field: "opened_by", Was: d.OpenedBy, Now: "<script>alert(1)</script>"},
		{Field: "prepared/82", Now: credentials.New},
		{Field: "replies/The mission/2026-11-01", Now: "text=We object."},
		{Field: "decisions/51/dissents/taliban/capital/An editor", Now: "value=contested\npassage=p. 3"},
		{Field: "prepared/82/positions/IND/taliban/objects/2026-10", Now: "member=IND\ndate=2026-10\nuntil=2026-11-01"},
		{Field: "prepared/82/sources/A%2F81%2F1", Now: "title=Report\nkind=un_document\npassage=paragraph 2"},
	}}
	revision, err := s.EditDispute(t.Context(), theDispute, edit, "", laterDay)
	if err != nil || revision.Number != 2 || revision.By != "An editor" || !strings.HasPrefix(revision.What, "changed ") {
		t.Fatalf("the revision is %+v (%v)", revision, err)
	}
	want, err := edit.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Dispute(t.Context(), theDispute)
	if err != nil || len(got.Prepared) != 1 || len(credentials.Unconfirmed(got.Prepared[0].Coding)) == 0 {
		t.Fatalf("the sheet is %+v (%v)", got.Prepared, err)
	}
	if diff := cmp.Diff(string(precedents.EncodeDispute(want)), string(precedents.EncodeDispute(got))); diff != "" {
		t.Error("the tables and the revision differ:", diff)
	}
	if whole, err := s.Library(t.Context()); err != nil {
		t.Error(err)
	} else if hash, err := s.DataHash(t.Context()); err != nil || hash != whole.Hash() {
		t.Errorf("the tables come to another record than the revisions (%v)", err)
	}
	if again, err := s.EditDispute(t.Context(), theDispute, edit, "", laterDay); err != nil || again != revision {
		t.Errorf("the same edit again makes %+v (%v)", again, err)
	}
	_, err = s.EditDispute(t.Context(), theDispute, editOf("Another", "opened_by", d.OpenedBy, "Something else"), "", laterDay)
	conflict, ok := errors.AsType[*credentials.Conflict](err)
	if !ok || len(conflict.Fields) != 1 || conflict.Fields[0].By != "An editor" || !conflict.Fields[0].At.Equal(laterDay) {
		t.Errorf("a stale edit gives %+v (%v)", conflict, err)
	}
	for field, now := range map[string]string{"closed": "2031-01-01", "decisions/51/assembly/date": "1999-01-01", "seat": "AFG", "see_also/nowhere-1999": "dispute=nowhere-1999"} {
		was, _ := got.Field(field)
		_, err := s.EditDispute(t.Context(), theDispute, editOf("An editor", field, was, now), "", laterDay)
		invalid, ok := errors.AsType[*credentials.Invalid](err)
		if !ok || !slices.ContainsFunc(invalid.Faults, func(f credentials.Fault) bool { return f.Field == field }) {
			t.Errorf("%s = %s gives %v", field, now, err)
		}
	}
	if _, err := s.EditDispute(t.Context(), "atlantis-1999", edit, "", laterDay); !isNotFound(err) {
		t.Errorf("a dispute that is not there gives %v", err)
	}
	if _, err := s.EditDispute(t.Context(), theDispute, editOf(" ", "doubts", d.Doubts, "x"), "", laterDay); !isInvalid(err) {
		t.Errorf("nobody’s edit gives %v", err)
	}
}

// TestConflictingEdits: two hundred editors at once, half of them at one field
// and half each at one of their own. Every accepted edit stands in the history,
// every refused one is told, none vanishes.
func TestConflictingEdits(t *testing.T) {
	s := seeded(t)
	d, err := s.Dispute(t.Context(), theDispute)
	if err != nil {
		t.Fatal(err)
	}
	editors := 200
	if testing.Short() {
		editors = 40
	}
	var (
		together sync.WaitGroup
		mutex    sync.Mutex
		accepted = map[string]string{}
		refused  int
	)
	for n := range editors {
		together.Go(func() {
			by := fmt.Sprintf("Editor %d", n)
			edit := editOf(by, "doubts", d.Doubts, "Doubts of "+by+".")
			if n%2 == 1 {
				edit = editOf(by, credentials.Path("sources", "https://example.org/"+by), "", "title="+by+"\nkind=other")
			}
			_, err := s.EditDispute(t.Context(), theDispute, edit, "by "+by, laterDay)
			mutex.Lock()
			defer mutex.Unlock()
			if conflict, ok := errors.AsType[*credentials.Conflict](err); ok && len(conflict.Fields) == 1 && conflict.Fields[0].By != "" && conflict.Fields[0].Yours == edit.Changes[0].Now {
				refused++
				return
			}
			if err != nil {
				t.Error(err)
				return
			}
			accepted[by] = edit.Changes[0].Now
		})
	}
	together.Wait()
	if len(accepted) != editors/2+1 || refused != editors/2-1 {
		t.Errorf("%d were accepted and %d refused", len(accepted), refused)
	}
	history, err := s.Revisions(t.Context(), theRecord)
	if err != nil || len(history) != len(accepted)+1 {
		t.Fatalf("%d revisions of %d accepted edits (%v)", len(history), len(accepted), err)
	}
	for _, revision := range history[1:] {
		now := accepted[revision.By]
		delete(accepted, revision.By)
		title, _, _ := strings.Cut(strings.TrimPrefix(now, "title="), "\n")
		if now == "" || !strings.Contains(revision.Content, title) {
			t.Errorf("revision %d by %s does not have %q", revision.Number, revision.By, now)
		}
	}
	if len(accepted) != 0 {
		t.Errorf("not in the history: %v", accepted)
	}
	last := history[len(history)-1].Content
	for n := 1; n < editors; n += 2 {
		if !strings.Contains(last, fmt.Sprintf("https://example.org/Editor %d\n", n)) {
			t.Errorf("the source of editor %d has vanished", n)
		}
	}
}

func TestOpenDispute(t *testing.T) {
	s := seeded(t)
	d := credentials.Dispute{
		ID: "zambia-2026", Seat: "ZMB", SeatName: "Zambia", Title: "Zambia, 2026", Kind: credentials.RivalClaimants, Opened: credentials.DayOf(someDay),
		OpenedBy: "Two letters come in", Summary: "Two letters came in.",
		Claimants: []credentials.Claimant{{ID: "first", Name: "First", SeatedAtStart: credentials.Yes}, {ID: "second", Name: "Second"}},
		Prepared:  []credentials.Preparation{{Session: credentials.RegularSessionOf(82)}},
	}
	for range 2 {
		if revision, err := s.OpenDispute(t.Context(), d, "An editor", "opened", laterDay); err != nil || revision.Number != 1 {
			t.Errorf("the revision is %+v (%v)", revision, err)
		}
	}
	other := d
	other.Title = "Zambia"
	if _, err := s.OpenDispute(t.Context(), other, "An editor", "opened", laterDay); !isConflict(err, "dispute/zambia-2026", 1) {
		t.Errorf("another under the same id gives %v", err)
	}
	if live, err := s.LiveDisputes(t.Context()); err != nil || !slices.ContainsFunc(live, func(x credentials.Dispute) bool { return x.ID == d.ID }) {
		t.Errorf("it is not live (%v)", err)
	}
	other.ID, other.Seat = "atlantis-2026", "QQQ"
	if _, err := s.OpenDispute(t.Context(), other, "An editor", "opened", laterDay); !isInvalid(err) {
		t.Errorf("a seat that is no Member’s gives %v", err)
	}
}

func TestDeleteAndRestore(t *testing.T) {
	s := seeded(t)
	before, err := s.DataHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const key = "dispute/fiji-1987"
	if err := s.Delete(t.Context(), key, 2, "An editor", "deleted", laterDay); !isConflict(err, key, 2) {
		t.Errorf("a stale deletion gives %v", err)
	}
	for range 2 {
		if err := s.Delete(t.Context(), key, 1, "An editor", "deleted", laterDay); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Dispute(t.Context(), "fiji-1987"); !isNotFound(err) {
		t.Errorf("it is still there: %v", err)
	}
	if hits, err := s.Search(t.Context(), "Fiji 1987"); err != nil || slices.ContainsFunc(hits, func(h precedents.Hit) bool { return h.Key == "fiji-1987" }) {
		t.Errorf("it is still found (%v)", err)
	}
	library, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != library.Hash() || hash == before {
		t.Errorf("the hash is %s (%v)", hash, err)
	}
	if report, err := s.Seed(t.Context(), library, laterDay); err != nil || len(report.Added) > 0 {
		t.Errorf("seeding brings back %v (%v)", report.Added, err)
	}
	if _, err := s.EditDispute(t.Context(), "fiji-1987", editOf("An editor", "doubts", "", "x"), "", laterDay); !isNotFound(err) {
		t.Errorf("what is deleted can be edited: %v", err)
	}
	if err := s.Restore(t.Context(), key, 1, 2, "An editor", laterDay); err != nil {
		t.Fatal(err)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != before {
		t.Errorf("restored, the hash is %s (%v)", hash, err)
	}
	history, err := s.Revisions(t.Context(), key)
	if err != nil || len(history) != 3 || history[1].Content != "" || history[2].Content != history[0].Content || history[2].What != "restored revision 1" {
		t.Errorf("the history is %d long (%v)", len(history), err)
	}
	if err := s.Delete(t.Context(), "dispute/china-1949", 1, "An editor", "deleted", laterDay); !isInvalid(err) || !strings.Contains(err.Error(), "recorded vote") {
		t.Errorf("deleting what votes refer to gives %v", err)
	}
	if err := s.Restore(t.Context(), key, 9, 3, "An editor", laterDay); !isNotFound(err) {
		t.Errorf("a revision that is not there gives %v", err)
	}
	votes, err := s.RollCalls(t.Context(), precedents.RollCallFilter{Dispute: "china-1949"})
	if err != nil {
		t.Fatal(err)
	}
	vote := precedents.RollCallKey(votes.Rows[0].ID)
	if err := s.Delete(t.Context(), vote, 1, "An editor", "deleted", laterDay); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(t.Context(), vote, 1, 2, "An editor", laterDay); err != nil {
		t.Fatal(err)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != before {
		t.Errorf("with the vote restored, the hash is %s (%v)", hash, err)
	}
}

// A dispute that is not there any more keeps none of the others from being indexed.
func TestIndexGoesOnPastWhatIsGone(t *testing.T) {
	s := seeded(t)
	entries := func() int {
		n, err := one[int](t.Context(), s.readers, `SELECT count(*) FROM entry WHERE record = ?`, theRecord)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := entries()
	err := s.writing(t.Context(), func(c *change) error {
		if err := c.exec(`DELETE FROM entry WHERE record = ?`, theRecord); err != nil {
			return err
		}
		c.disputes[theDispute] = nil
		for n := range 30 {
			c.disputes["gone-"+strconv.Itoa(1950+n)] = nil
		}
		return nil
	})
	if err != nil || entries() != before {
		t.Errorf("%d of %d entries are there (%v)", entries(), before, err)
	}
}
