package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/precedents"

	"github.com/google/go-cmp/cmp"
)

// dataset writes the built-in dataset into a folder of the test's own.
func dataset(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "dataset")
	if err := os.CopyFS(folder, precedents.EmbeddedFiles()); err != nil {
		t.Fatal(err)
	}
	return folder
}

// changed replaces a text in a file, once.
func changed(t *testing.T, path, from, to string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(content, []byte(from)) {
		t.Fatalf("%s has no %q", path, from)
	}
	if err := os.WriteFile(path, bytes.Replace(content, []byte(from), []byte(to), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}

// exported gives the record of a file as the folder that an export makes.
func exported(t *testing.T, data string) map[string]string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "record")
	seatwatch(t, "export", folder, "--data", data).did(t)
	return folderOf(t, folder)
}

type imported struct {
	DryRun         bool `json:"dry_run"`
	Added, Changed []string
	Unchanged      int
}

func TestExportThenImportGivesTheSameRecord(t *testing.T) {
	oneAfterAnother(t)
	first, second := seeded(t), seeded(t)
	folder := dataset(t)
	changed(t, filepath.Join(folder, "disputes", "afghanistan-1996.yaml"), "Taliban forces take Kabul", "The Taliban take Kabul")
	changed(t, filepath.Join(folder, "members.csv"), "AFG,Afghanistan,", "AFG,Afghanistan (edited),")
	seatwatch(t, "import", folder, "--data", first, "--by", "An editor").did(t)

	record := filepath.Join(t.TempDir(), "record")
	report := decoded[struct {
		Files int
		Hash  string
	}](t, seatwatch(t, "export", record, "--data", first, "--json").did(t))
	if report.Files != len(folderOf(t, record))-2 || len(report.Hash) != 64 {
		t.Errorf("reported %+v of %d files", report, len(folderOf(t, record)))
	}
	seatwatch(t, "import", record, "--data", second).did(t)
	again := filepath.Join(t.TempDir(), "again")
	seatwatch(t, "export", again, "--data", second).did(t)
	one, other := folderOf(t, record), folderOf(t, again)
	// The manifest says when the record was last changed.
	delete(one, manifestName)
	delete(other, manifestName)
	if difference := cmp.Diff(one, other); difference != "" {
		t.Error(difference)
	}
}

// TestImportOfAWholeRecordFillsAnEmptyFileWithNothingElse: a record that lacks a
// dispute of the built-in library lacks it afterwards, too.
func TestImportOfAWholeRecordFillsAnEmptyFileWithNothingElse(t *testing.T) {
	oneAfterAnother(t)
	folder := dataset(t)
	if err := os.Remove(filepath.Join(folder, "disputes", "belarus-2020.yaml")); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "empty.db")
	seatwatch(t, "import", folder, "--data", data).did(t)
	got := exported(t, data)
	delete(got, exportMark)
	delete(got, manifestName)
	if difference := cmp.Diff(folderOf(t, folder), got); difference != "" {
		t.Error(difference)
	}
}

// TestExportOfTheLibraryIsTheDataset: nothing is lost on the way through the
// file.
func TestExportOfTheLibraryIsTheDataset(t *testing.T) {
	oneAfterAnother(t)
	got := exported(t, seeded(t))
	delete(got, exportMark)
	delete(got, manifestName)
	if difference := cmp.Diff(folderOf(t, dataset(t)), got); difference != "" {
		t.Error(difference)
	}
}

func TestExportWritesOverNothingButAnExport(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), t.TempDir()
	seatwatch(t, "export", folder, "--data", data).did(t)
	seatwatch(t, "export", folder, "--data", data).did(t)
	before := folderOf(t, folder)

	changed(t, filepath.Join(folder, "disputes", "afghanistan-1996.yaml"), "Kabul", "Kandahar")
	seatwatch(t, "export", folder, "--data", data).refused(t, failed, "have been changed since they were exported", "seatwatch import")
	changed(t, filepath.Join(folder, "disputes", "afghanistan-1996.yaml"), "Kandahar", "Kabul")
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	seatwatch(t, "export", folder, "--data", data).refused(t, failed, "changed since")
	if err := os.Remove(filepath.Join(folder, "notes.txt")); err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(before, folderOf(t, folder)); difference != "" {
		t.Error(difference)
	}

	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "thesis.doc"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	seatwatch(t, "export", foreign, "--data", data).refused(t, failed, "is not empty and not an earlier export", "name a new folder")
	seatwatch(t, "export", filepath.Join(foreign, "thesis.doc"), "--data", data).refused(t, failed, "name a new folder")
	entries, err := os.ReadDir(filepath.Dir(folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".seatwatch-export") {
			t.Errorf("%s was left behind", entry.Name())
		}
	}
}

func TestImportOfTheSameChangesNothing(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), dataset(t)
	before := exported(t, data)
	r := seatwatch(t, "import", folder, "--data", data).did(t)
	if !strings.HasPrefix(r.stdout, "Nothing has changed") {
		t.Errorf("said %q", r.stdout)
	}
	report := decoded[imported](t, seatwatch(t, "import", folder, "--data", data, "--json").did(t))
	if len(report.Added)+len(report.Changed) != 0 || report.Unchanged < 500 {
		t.Errorf("reported %+v", report)
	}
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Error(difference)
	}
}

func TestImportOfOneFile(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), dataset(t)
	path := filepath.Join(folder, "disputes", "afghanistan-1996.yaml")
	changed(t, path, "Taliban forces take Kabul", "The Taliban take Kabul")
	before := exported(t, data)
	tried := decoded[imported](t, seatwatch(t, "import", path, "--data", data, "--dry-run", "--json").did(t))
	if !tried.DryRun || !slices.Equal(tried.Changed, []string{"dispute/afghanistan-1996"}) {
		t.Errorf("reported %+v", tried)
	}
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Errorf("a dry run changed the record: %s", difference)
	}
	r := seatwatch(t, "import", path, "--data", data, "--by", "An editor").did(t)
	if !strings.Contains(r.stdout, "dispute/afghanistan-1996") {
		t.Errorf("said %q", r.stdout)
	}
	after := exported(t, data)
	delete(before, exportMark)
	delete(before, manifestName)
	delete(after, exportMark)
	delete(after, manifestName)
	for name, hash := range after {
		if (hash != before[name]) != (name == filepath.Join("disputes", "afghanistan-1996.yaml")) {
			t.Errorf("%s changed: %t", name, hash != before[name])
		}
	}
	revisions := revisionsOf(t, data, "dispute/afghanistan-1996")
	if last := revisions[len(revisions)-1]; last.Number != 2 || last.By != "An editor" || !strings.Contains(last.What, "afghanistan-1996.yaml") {
		t.Errorf("the last revision is %d by %s, %s", last.Number, last.By, last.What)
	}
	seatwatch(t, "import", path, "--data", data, "--by", credentials.LibraryEditor).unsigned(t)
}

// unsigned checks that a run failed because nobody may write as the library.
func (r ran) unsigned(t *testing.T) {
	t.Helper()
	if r.code != failed || !strings.Contains(r.stderr, "names nobody") {
		t.Errorf("got %+v", r)
	}
}

func opened(t *testing.T, data string) *db.Store {
	t.Helper()
	store, err := db.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func revisionsOf(t *testing.T, data, record string) []credentials.Revision {
	t.Helper()
	revisions, err := opened(t, data).Revisions(t.Context(), record)
	if err != nil {
		t.Fatal(err)
	}
	return revisions
}

var placePattern = regexp.MustCompile(`(?m)^(\S+):(\d+):(\d+): .+`)

// TestImportFindsEveryFaultAndChangesNothing spoils three files in one run.
func TestImportFindsEveryFaultAndChangesNothing(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), dataset(t)
	before := exported(t, data)
	changed(t, filepath.Join(folder, "disputes", "afghanistan-1996.yaml"), "outcome: deferred", "outcome: defered")
	changed(t, filepath.Join(folder, "disputes", "afghanistan-1996.yaml"), "seat_name:", "seat_nam:")
	changed(t, filepath.Join(folder, "disputes", "haiti-1991.yaml"), "confidence: ", "confidence: quite ")
	changed(t, filepath.Join(folder, "rollcalls", "votes.csv"), "china-1949-s7-322,AFG,A", "china-1949-s7-322,AFG,Q")
	r := seatwatch(t, "import", folder, "--data", data)
	if r.code != failed || r.stdout != "" {
		t.Fatalf("ended with %d, stdout %q", r.code, r.stdout)
	}
	for _, want := range []string{
		"afghanistan-1996.yaml:", `did you mean "deferred"?`, `did you mean "seat_name"?`, "haiti-1991.yaml:", "votes.csv:2:", "nothing was brought in",
	} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("%q is not in\n%s", want, r.stderr)
		}
	}
	if places := placePattern.FindAllString(r.stderr, -1); len(places) < 4 {
		t.Errorf("only %d faults have a place:\n%s", len(places), r.stderr)
	}
	asJSON := seatwatch(t, "import", folder, "--data", data, "--json")
	report := decoded[struct {
		Faults []struct {
			File, What string
			Line, Col  int
		}
	}](t, asJSON)
	if asJSON.code != failed || asJSON.stderr != "" || len(report.Faults) < 4 || report.Faults[0].Line == 0 || report.Faults[0].What == "" {
		t.Errorf("got %+v", asJSON)
	}
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Error(difference)
	}
}

// TestImportRefuses plants what a hostile or broken file can be.
func TestImportRefuses(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), t.TempDir()
	before := exported(t, data)
	votes, err := fs.ReadFile(precedents.EmbeddedFiles(), "rollcalls/votes.csv")
	if err != nil {
		t.Fatal(err)
	}
	members, err := fs.ReadFile(precedents.EmbeddedFiles(), "members.csv")
	if err != nil {
		t.Fatal(err)
	}
	dispute, err := fs.ReadFile(precedents.EmbeddedFiles(), "disputes/afghanistan-1996.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var bomb strings.Builder
	bomb.WriteString("a: &a [x,x,x,x,x,x,x,x,x]\n")
	for i := range 20 {
		fmt.Fprintf(&bomb, "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", 'b'+i, 'b'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i, 'a'+i)
	}
	for name, content := range map[string]string{
		"cut.csv":              string(votes[:len(votes)/2]) + `,"Afgh`,
		"members.csv":          string(members[:len(members)/3]),
		"music.csv":            "title,artist\nImagine,John Lennon\n",
		"empty.csv":            "",
		"empty.yaml":           "",
		"large.yaml":           strings.Repeat("summary: "+strings.Repeat("x", 1014)+"\n", 10*1024),
		"bomb.yaml":            bomb.String(),
		"deep.yaml":            strings.Repeat("[", 100_000),
		"half.yaml":            string(dispute[:len(dispute)/2]),
		"latin1.yaml":          "title: C\xf4te d'Ivoire\n",
		"binary.yaml":          "\x00\x01\x02",
		"list.yaml":            "- a\n- b\n",
		"traversal.yaml":       strings.Replace(string(dispute), "id: afghanistan-1996", "id: ../../etc/passwd", 1),
		"not-the-dataset.docx": "PK",
		"undl-cut.csv":         undlHeader + "\n1,AFG,AFGHANISTAN,Y,1996-10-25,51,\"A/RES/51",
		"undl-header.csv":      "undl_id,ms_code,ms_vote\n1,AFG,Y\n",
		"undl-nobody.csv":      undlHeader + "\n" + undlRow("1", "ZZZ", "ATLANTIS", "Y") + "\n",
		"undl-ballot.csv":      undlHeader + "\n" + undlRow("1", "AFG", "AFGHANISTAN", "maybe") + "\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		r := seatwatch(t, "import", path, "--data", data)
		if r.code != failed || r.stdout != "" || !strings.Contains(r.stderr, path) || !strings.HasSuffix(r.stderr, "and try again\n") {
			t.Errorf("%s: ended with %d, %q, %.300q", name, r.code, r.stdout, r.stderr)
		}
		if len(r.stderr) > 500_000 {
			t.Errorf("%s: the complaint is %d bytes long", name, len(r.stderr))
		}
	}
	seatwatch(t, "import", filepath.Join(folder, "nosuch.yaml"), "--data", data).refused(t, failed, "there is no file or folder", "nosuch.yaml")
	seatwatch(t, "import", t.TempDir(), "--data", data).refused(t, failed, "has no file of the dataset in it")
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Error(difference)
	}
}

const undlHeader = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note," +
	"total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"

// undlRow is a row of a vote of three.
func undlRow(id, code, name, vote string) string {
	return strings.Join([]string{
		id, code, name, vote, "1996-12-12", "51", "A/RES/51/45", "A/51/L.10", "", "A/51/PV.79", "General and complete disarmament", "DISARMAMENT", "ARMS", "RECORDED - No machine generated vote",
		"1", "1", "1", "0", "3", "https://digitallibrary.un.org/record/" + id,
	}, ",")
}

func TestImportOfTheDigitalLibrary(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), t.TempDir()
	newer := filepath.Join(folder, "newer.csv")
	rows := []string{undlHeader, undlRow("900001", "USA", "UNITED STATES", "Y"), undlRow("900001", "RUS", "RUSSIAN FEDERATION", "N"), undlRow("900001", "COD", "ZAIRE", "A")}
	if err := os.WriteFile(newer, []byte(strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// Older files have no vote_note.
	older := filepath.Join(folder, "older.csv")
	for i := range rows {
		cells := strings.Split(strings.ReplaceAll(rows[i], "900001", "900002"), ",")
		rows[i] = strings.Join(slices.Delete(cells, 13, 14), ",")
	}
	if err := os.WriteFile(older, []byte(strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tried := decoded[imported](t, seatwatch(t, "import", folder, "--data", data, "--dry-run", "--json").did(t))
	report := decoded[imported](t, seatwatch(t, "import", folder, "--data", data, "--json").did(t))
	if len(report.Added) != 2 || !slices.Equal(tried.Added, report.Added) {
		t.Fatalf("tried %+v, then reported %+v", tried, report)
	}
	rollCall, err := opened(t, data).RollCall(t.Context(), strings.TrimPrefix(report.Added[0], "rollcall/"))
	if err != nil {
		t.Fatal(err)
	}
	if len(rollCall.Ballots) != 3 || rollCall.Counted.String() != "1–1–1" || rollCall.Dispute != "" {
		t.Errorf("got %+v", rollCall)
	}
	if again := decoded[imported](t, seatwatch(t, "import", folder, "--data", data, "--json").did(t)); len(again.Added)+len(again.Changed) != 0 || again.Unchanged != 2 {
		t.Errorf("the second time: %+v", again)
	}
	sound := decoded[soundness](t, seatwatch(t, "check", newer, older, "--json").did(t))
	if sound.RollCalls != 2 {
		t.Errorf("checked %+v", sound)
	}
	seatwatch(t, "import", newer, dataset(t), "--data", data).refused(t, wrongUse, "newer.csv", "Digital Library")
}

func TestCheck(t *testing.T) {
	oneAfterAnother(t)
	builtIn := decoded[soundness](t, seatwatch(t, "check", "--json").did(t))
	if builtIn.Disputes < 100 || builtIn.Decisions < 200 || builtIn.RollCalls < 60 || builtIn.Members < 200 || len(builtIn.Hash) != 64 {
		t.Errorf("got %+v", builtIn)
	}
	if builtIn.Rulebook == nil || builtIn.Rulebook.Rules < 25 || !builtIn.Rulebook.Cases {
		t.Errorf("the rulebook is %+v", builtIn.Rulebook)
	}
	builtIn.Rulebook = nil
	folder := dataset(t)
	if named := decoded[soundness](t, seatwatch(t, "check", folder, "--json").did(t)); named != builtIn {
		t.Errorf("got %+v, want %+v", named, builtIn)
	}
	if r := seatwatch(t, "check").did(t); !strings.HasPrefix(r.stdout, "The dataset is sound: ") || !strings.Contains(r.stdout, builtIn.Hash) {
		t.Errorf("said %q", r.stdout)
	}
	path := filepath.Join(folder, "disputes", "afghanistan-1996.yaml")
	if one := decoded[soundness](t, seatwatch(t, "check", path, "--json").did(t)); one.Disputes != 1 {
		t.Errorf("got %+v", one)
	}
	changed(t, path, "seat: AFG", "seat: AFH")
	r := seatwatch(t, "check", path)
	if r.code != failed || !strings.Contains(r.stderr, path+":2:") || !strings.Contains(r.stderr, "what was checked is not sound") {
		t.Errorf("got %+v", r)
	}
}

// olderLibrary is the built-in library as an older program might have had it:
// two disputes bear another title.
func olderLibrary(t *testing.T) *precedents.Library {
	t.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	disputes := slices.Clone(library.Disputes)
	for i := range disputes {
		if disputes[i].ID == "afghanistan-1996" || disputes[i].ID == "haiti-1991" || disputes[i].ID == "liberia-1990" {
			disputes[i].Title += " (older)"
		}
	}
	return precedents.NewLibrary(library.Frame, disputes, library.RollCalls)
}

// TestNewerLibrary opens a file that an older library seeded and a person edited
// with this program.
func TestNewerLibrary(t *testing.T) {
	oneAfterAnother(t)
	data := filepath.Join(t.TempDir(), "seatwatch.db")
	store, err := db.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	older := olderLibrary(t)
	day := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	if _, err := store.Seed(t.Context(), older, day); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"haiti-1991", "liberia-1990"} {
		dispute, _ := older.Dispute(id)
		edited := *dispute
		edited.Doubts = "An editor doubts it."
		if _, err := store.Save(t.Context(), precedents.DisputeRecord(edited), 1, "An editor", "doubted", day); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}

	s := serving(t, "--data", data)
	if _, body := s.get(t, "/disputes/afghanistan-1996"); strings.Contains(body, "(older)") {
		t.Error("the untouched dispute was not brought up to date")
	}
	if _, body := s.get(t, "/disputes/haiti-1991"); !strings.Contains(body, "(older)") || !strings.Contains(body, "An editor doubts it.") {
		t.Error("the edited dispute was not left as it was")
	}
	if _, code := s.end(t); code != done {
		t.Errorf("ended with %d", code)
	}
	if !strings.Contains(s.stderr.String(), "dispute/haiti-1991") {
		t.Errorf("the log does not name the record that was kept: %s", s.stderr)
	}

	kept := decoded[[]precedents.Kept](t, seatwatch(t, "library", "--json", "--data", data).did(t))
	if len(kept) != 2 || kept[0].Record != "dispute/haiti-1991" || kept[1].Record != "dispute/liberia-1990" {
		t.Fatalf("kept %+v", kept)
	}
	r := seatwatch(t, "library", "--data", data).did(t)
	if !strings.Contains(r.stdout, "dispute/haiti-1991") || !strings.Contains(r.stdout, "(older)") || !strings.Contains(r.stdout, "  - ") || !strings.Contains(r.stdout, "  + title: ") {
		t.Errorf("said %q", r.stdout)
	}

	seatwatch(t, "library", "take", "dispute/haiti-1991", "--by", "An editor", "--data", data).did(t)
	seatwatch(t, "library", "dismiss", "dispute/liberia-1990", "--by", "An editor", "--data", data).did(t)
	seatwatch(t, "library", "dismiss", "dispute/liberia-1990", "--by", "An editor", "--data", data).refused(t, failed, "is not on the list")
	if r := seatwatch(t, "library", "--data", data).did(t); !strings.HasPrefix(r.stdout, "Nothing waits") {
		t.Errorf("said %q", r.stdout)
	}
	taken, dismissed := revisionsOf(t, data, "dispute/haiti-1991"), revisionsOf(t, data, "dispute/liberia-1990")
	if len(taken) != 3 || strings.Contains(taken[2].Content, "(older)") || len(dismissed) != 2 {
		t.Errorf("%d and %d revisions", len(taken), len(dismissed))
	}
	if updated := revisionsOf(t, data, "dispute/afghanistan-1996"); len(updated) != 2 || updated[1].By != credentials.LibraryEditor {
		t.Errorf("the untouched dispute has %d revisions", len(updated))
	}
}
