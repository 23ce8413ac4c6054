package db

import (
	"bytes"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// folder is an exported folder in memory.
type folder struct{ files fstest.MapFS }

type file struct {
	bytes.Buffer
	close func(content []byte)
}

func (f *file) Close() error {
	f.close(f.Bytes())
	return nil
}

func (f folder) create(name string) (io.WriteCloser, error) {
	return &file{close: func(content []byte) { f.files[name] = &fstest.MapFile{Data: content} }}, nil
}

func exported(t *testing.T, s *Store) fstest.MapFS {
	t.Helper()
	out := folder{fstest.MapFS{}}
	if err := s.Export(t.Context(), out.create); err != nil {
		t.Fatal(err)
	}
	return out.files
}

func same(t *testing.T, want, got fs.FS) {
	t.Helper()
	read := func(files fs.FS) map[string]string {
		texts := map[string]string{}
		err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := fs.ReadFile(files, name)
			texts[name] = string(content)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return texts
	}
	if diff := cmp.Diff(read(want), read(got)); diff != "" {
		t.Error(diff)
	}
}

func TestExportImportExport(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing in it could race")
	}
	first := exported(t, seeded(t))
	same(t, precedents.EmbeddedFiles(), first)
	l, err := precedents.Read(first)
	if err != nil {
		t.Fatal(err)
	}
	s := empty(t)
	report, err := s.Import(t.Context(), l, "editor", "a whole folder", someDay, false)
	if err != nil || len(report.Changed)+len(report.Unchanged) > 0 {
		t.Fatal(report, err)
	}
	same(t, first, exported(t, s))
}

func TestImportAgainChangesNothing(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	report, err := s.Import(t.Context(), library(t), "editor", "the same again", laterDay, false)
	if err != nil || len(report.Added)+len(report.Changed) > 0 || len(report.Unchanged) != len(slices.Collect(library(t).Records())) {
		t.Errorf("%d added, %d changed, %d unchanged (%v)", len(report.Added), len(report.Changed), len(report.Unchanged), err)
	}
	if s.Generation() != before {
		t.Error("there are new revisions")
	}
}

// edited gives a library of records that all differ from the built-in ones.
func edited(t *testing.T) *precedents.Library {
	t.Helper()
	l := library(t)
	member, _ := l.Member("AFG")
	member.Note, member.Aliases = "Edited.", append(slices.Clone(member.Aliases), "Zabulistan")
	session, _ := l.Session(credentials.RegularSessionOf(51))
	session.Note = "Edited."
	committee, _ := l.Committee(credentials.RegularSessionOf(51))
	committee.Members = slices.Clone(committee.Members)
	committee.Members[0].Source = "Edited."
	reports := slices.Clone(l.ReportsOf(l.Reports[0].Session))
	reports[0].Note = "Edited."
	dispute, _ := l.Dispute("afghanistan-1996")
	changed := *dispute
	changed.Decisions = slices.Clone(dispute.Decisions)
	changed.Decisions[0].Doubts = "Whether this quokka was there."
	changed.Claimants = append(slices.Clone(dispute.Claimants), credentials.Claimant{ID: "third", Name: "A third side"})
	rollCall := l.RollCalls[0]
	rollCall.Question = "Approve the wombat"
	rollCall.Ballots = slices.Clone(rollCall.Ballots[1:])
	rollCall.Counted = rollCall.Count()
	law, err := precedents.ParseRecord(precedents.Record{Key: precedents.LawKey, Content: strings.Replace(l.Law.Text, "Composition of a delegation", "Composition of a platypus", 1)})
	if err != nil {
		t.Fatal(err)
	}
	return precedents.NewLibrary(
		precedents.NewFrame([]credentials.Member{member}, []credentials.AssemblySession{session}, []credentials.Committee{committee},
			reports, law.Law, l.Codebook+"\nEdited.\n"),
		[]credentials.Dispute{changed}, []credentials.RollCall{rollCall})
}

func TestImportChangesEveryKindOfRecord(t *testing.T) {
	s := seeded(t)
	in := edited(t)
	var keys []string
	for record := range in.Records() {
		keys = append(keys, record.Key)
	}
	tried, err := s.Import(t.Context(), in, "editor", "all sorts", laterDay, true)
	if diff := cmp.Diff(ImportReport{Changed: keys}, tried); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if hash, err := s.DataHash(t.Context()); err != nil || hash != library(t).Hash() {
		t.Errorf("trying it changed something (%v)", err)
	}
	done, err := s.Import(t.Context(), in, "editor", "all sorts", laterDay, false)
	if diff := cmp.Diff(tried, done); diff != "" || err != nil {
		t.Error(diff, err)
	}
	back, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	hash, err := s.DataHash(t.Context())
	if err != nil || hash != back.Hash() {
		t.Errorf("the tables do not say what the text says (%v)", err)
	}
	for record := range in.Records() {
		revisions, err := s.Revisions(t.Context(), record.Key)
		if err != nil || len(revisions) != 2 || revisions[1].Content != record.Content || revisions[1].By != "editor" || revisions[1].What != "all sorts" {
			t.Errorf("%s has the revisions %+v (%v)", record.Key, revisions, err)
		}
	}
	for text, key := range map[string]string{
		"zabulistan quokka": "afghanistan-1996:51", "wombat": in.RollCalls[0].ID, "platypus": "GA-R25", "zabulistan": "AFG",
	} {
		hits, err := s.Search(t.Context(), text)
		if err != nil || len(hits) == 0 || hits[0].Key != key {
			t.Errorf("%q finds %+v (%v)", text, hits, err)
		}
	}
	if hits, err := s.Search(t.Context(), "Approve the credentials of the representatives of the Republic of China 1952"); err != nil || slices.ContainsFunc(hits, func(h precedents.Hit) bool { return h.Key == in.RollCalls[0].ID }) {
		t.Errorf("the words of before still find it (%v)", err)
	}
}

func TestImportRefuses(t *testing.T) {
	s := seeded(t)
	before := s.Generation()
	dispute, _ := library(t).Dispute("afghanistan-1996")
	lost := *dispute
	lost.ID, lost.Seat = "atlantis-1996", "XATL"
	in := precedents.NewLibrary(emptyFrame, []credentials.Dispute{lost}, nil)
	for _, dryRun := range []bool{true, false} {
		if _, err := s.Import(t.Context(), in, "editor", "a lost seat", laterDay, dryRun); !isInvalid(err) || strings.Contains(err.Error(), "FOREIGN") {
			t.Errorf("a seat that is no Member’s gives %v", err)
		}
	}
	for _, by := range []string{"", " ", credentials.LibraryEditor} {
		if _, err := s.Import(t.Context(), library(t), by, "", laterDay, false); !isInvalid(err) {
			t.Errorf("an import by %q gives %v", by, err)
		}
	}
	if s.Generation() != before {
		t.Error("half of it stayed")
	}
}

// TestClaimantThatAVoteNames cannot be taken away from under the vote.
func TestClaimantThatAVoteNames(t *testing.T) {
	s := seeded(t)
	l := library(t)
	vote := l.RollCalls[slices.IndexFunc(l.RollCalls, func(r credentials.RollCall) bool { return r.Dispute != "" })]
	d, _ := l.Dispute(vote.Dispute)
	vote.YesFavours = d.Claimants[0].ID
	if _, err := s.Import(t.Context(), precedents.NewLibrary(emptyFrame, nil, []credentials.RollCall{vote}), "editor", "a side", laterDay, false); err != nil {
		t.Fatal(err)
	}
	if got, err := s.RollCall(t.Context(), vote.ID); err != nil || got.YesFavours != vote.YesFavours {
		t.Errorf("a yes favours %q (%v)", got.YesFavours, err)
	}
	gone := *d
	gone.Claimants = []credentials.Claimant{{ID: "another", Name: "Another"}}
	gone.Decisions = slices.Clone(gone.Decisions[:1])
	x := &gone.Decisions[0]
	x.Facts, x.Positions = nil, nil
	x.Outcome, x.Accepted, x.Seated = credentials.Deferred, "", "another"
	if _, err := s.Import(t.Context(), precedents.NewLibrary(emptyFrame, []credentials.Dispute{gone}, nil), "editor", "gone", laterDay, false); !isInvalid(err) {
		t.Errorf("taking the claimant away gives %v", err)
	}
	if back, err := s.Dispute(t.Context(), d.ID); err != nil || len(back.Claimants) != len(d.Claimants) {
		t.Errorf("half of it stayed (%v)", err)
	}
}
