package db

import (
	"database/sql"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var update = flag.Bool("update", false, "write schema.golden.sql anew")

// schema gives what the migrations add up to, without what others put there.
func schema(t *testing.T, s *Store) string {
	t.Helper()
	statements, err := all(t.Context(), s.readers, single[string], `
		SELECT sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search\_%' ESCAPE '\'
		ORDER BY tbl_name, type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(statements, ";\n\n") + ";\n"
}

func TestSchemaAtAGlance(t *testing.T) {
	got := schema(t, empty(t))
	if *update {
		if err := os.WriteFile("schema.golden.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.golden.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema.golden.sql is not what the migrations add up to; run go test ./db -run TestSchemaAtAGlance -update\n%s", diff)
	}
}

func codes[T ~string](v *credentials.Vocabulary[T]) []string { return v.Codes() }

// TestClosedSets compares every closed set of the schema with the table it was
// written from.
func TestClosedSets(t *testing.T) {
	classes := []string{}
	for _, class := range precedents.Classes() {
		classes = append(classes, class.String())
	}
	yesNo := []string{credentials.Yes.Code(), credentials.No.Code()}
	confidences := codes(&credentials.Confidences)
	var itemKinds []string
	for _, kind := range credentials.MinutesKinds {
		itemKinds = append(itemKinds, string(kind.Code))
	}
	decisionRoles := codes(&precedents.Roles)[:3]
	want := map[string][]string{
		"member.regional_group":       codes(&credentials.RegionalGroups),
		"member.confidence":           confidences,
		"member_name.confidence":      confidences,
		"member_name.formal":          yesNo,
		"session.kind":                codes(&credentials.SessionKinds),
		"session.confidence":          confidences,
		"committee_member.chair":      yesNo,
		"committee_member.confidence": confidences,
		"report.confidence":           confidences,
		"dispute.kind":                codes(&credentials.Kinds),
		"claimant.seated_at_start":    yesNo,
		"decision.challenge":          codes(&credentials.Challenges),
		"decision.committee_outcome":  codes(&credentials.CommitteeOutcomes),
		"decision.committee_how":      codes(&credentials.Hows),
		"decision.assembly_outcome":   codes(&credentials.AssemblyOutcomes),
		"decision.assembly_how":       codes(&credentials.Hows),
		"decision.outcome":            codes(&credentials.Outcomes),
		"decision.vacant":             yesNo,
		"decision.talks":              yesNo,
		"decision.confidence":         confidences,
		"decision_document.role":      decisionRoles,
		"position.stance":             codes(&credentials.Stances),
		"preparation.challenge":       codes(&credentials.Challenges),
		"preparation.talks":           yesNo,
		"prepared_position.stance":    codes(&credentials.Stances),
		"prepared_source.kind":        codes(&credentials.SourceKinds),
		"prepared_source.read":        yesNo,
		"coding.fact":                 credentials.FactKeys(),
		"coding.confidence":           confidences,
		"dissent.confidence":          confidences,
		"source.kind":                 codes(&credentials.SourceKinds),
		"source.read":                 yesNo,
		"rollcall.motion":             codes(&credentials.Motions),
		"rollcall.favours":            {credentials.FavoursStatusQuo, credentials.FavoursChange, credentials.FavoursOther},
		"ballot.vote":                 codes(&credentials.Ballots),
		"ledger.opening":              yesNo,
		"ledger.challenge":            codes(&credentials.Challenges),
		"ledger_outcome.class":        classes,
		"ledger_outcome.outcome":      codes(&credentials.Outcomes),
		"ledger_score.outcome":        codes(&credentials.Outcomes),
		"ledger_score.happened":       classes,
		"ledger_score.outcome_right":  yesNo,
		"ledger_score.seat_right":     yesNo,
		"account.role":                codes(&credentials.Roles),
		"brief.shared":                yesNo,
		"class.codes":                 yesNo,
		"minutes_entry.kind":          itemKinds,
		"meeting.body":                codes(&credentials.Bodies),
		"meeting.report_due":          yesNo,
		"token.role":                  codes(&credentials.Roles),
		"invitation.role":             codes(&credentials.Roles),
		"invitation.kind":             codes(&credentials.LinkKinds),
		"mention.role":                codes(&precedents.Roles),
		"entry.kind":                  nil,
	}
	for _, fact := range credentials.Facts() {
		want["standing."+fact.Key()] = fact.Codes()
		want["prepared_standing."+fact.Key()] = fact.Codes()
	}
	got := map[string][]string{}
	table := regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\)`)
	check := regexp.MustCompile(`CHECK \((\w+) IN \('(.*?)'\)\)`)
	for _, found := range table.FindAllStringSubmatch(schema(t, empty(t)), -1) {
		for _, list := range check.FindAllStringSubmatch(found[2], -1) {
			got[found[1]+"."+list[1]] = strings.Split(list[2], "', '")
		}
	}
	hits := map[string]bool{}
	for _, code := range got["entry.kind"] {
		hits[code] = true
	}
	for _, code := range precedents.HitKinds.Codes() {
		if !hits[code] {
			t.Errorf("entry.kind lacks %q", code)
		}
	}
	got["entry.kind"] = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("the schema and the vocabulary differ:", diff)
	}
}

func TestStrictTables(t *testing.T) {
	loose, err := all(t.Context(), empty(t).readers, single[string], `
		SELECT name FROM pragma_table_list
		WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'`)
	if err != nil || len(loose) > 0 {
		t.Errorf("these tables are not STRICT: %v (%v)", loose, err)
	}
}

// newest is the number of the program's last migration.
func newest() int64 { return newestMigration(migrations()) }

// withNext gives the migrations with one more.
func withNext(t *testing.T, next string) fs.FS {
	t.Helper()
	files := fstest.MapFS{fmt.Sprintf("%05d_next.sql", newest()+1): {Data: []byte("-- +goose Up\n" + next)}}
	err := fs.WalkDir(migrations(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(migrations(), name)
		files[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestMigrationKeepsACopy(t *testing.T) {
	path := seededFile(t)
	s := opened(t, path)
	if err := migrate(t.Context(), s.writer, path, withNext(t, "CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY) STRICT;")); err != nil {
		t.Fatal(err)
	}
	if version, err := schemaVersion(t.Context(), s.readers); err != nil || version != newest()+1 {
		t.Errorf("the schema is %d (%v)", version, err)
	}
	kept := fmt.Sprintf("%s.before-%d", path, newest()+1)
	if got := modeOf(t, kept); got != 0o600 {
		t.Errorf("the copy of a file that is private is of %o", got)
	}
	copied := opened(t, kept)
	hash, err := copied.DataHash(t.Context())
	if err != nil || hash != library(t).Hash() {
		t.Errorf("the copy holds another record (%v)", err)
	}
	if strings.Contains(schema(t, copied), "of_tomorrow") {
		t.Error("the copy was made after the migration")
	}
}

func TestCopiesAreNotOverwritten(t *testing.T) {
	path := seededFile(t)
	for n := range 3 {
		if err := copyBefore(t.Context(), path, 2); err != nil {
			t.Fatal(n, err)
		}
	}
	copies, err := filepath.Glob(path + ".before-*")
	if err != nil || len(copies) != 3 {
		t.Errorf("the copies are %v (%v)", copies, err)
	}
}

// TestMigrationOfADamagedFile: what cannot be copied whole is not migrated, and no
// torn copy lies under the name of a whole one.
func TestMigrationOfADamagedFile(t *testing.T) {
	path := damagedFile(t, "dangling")
	s := opened(t, path)
	err := migrate(t.Context(), s.writer, path, withNext(t, "CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY) STRICT;"))
	refusedAs(t, err, path, "is damaged")
	if version, err := schemaVersion(t.Context(), s.readers); err != nil || version != newest() {
		t.Errorf("the schema is %d (%v)", version, err)
	}
	for _, left := range []string{path + ".before-*", filepath.Join(filepath.Dir(path), ".*.part-*")} {
		if copies, err := filepath.Glob(left); err != nil || len(copies) != 0 {
			t.Errorf("%v lies there (%v)", copies, err)
		}
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	path := seededFile(t)
	s := opened(t, path)
	before := schema(t, s)
	err := migrate(t.Context(), s.writer, path, withNext(t, "CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE law (id INTEGER) STRICT;"))
	if err == nil {
		t.Fatal("it goes through")
	}
	if diff := cmp.Diff(before, schema(t, s)); diff != "" {
		t.Error("half of it stayed:", diff)
	}
	if version, err := schemaVersion(t.Context(), s.readers); err != nil || version != newest() {
		t.Errorf("the schema is %d (%v)", version, err)
	}
}

// TestStartingTwiceAtOnce opens a new file from several programs at the same
// moment.
func TestStartingTwiceAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seatwatch.db")
	failed := make(chan error)
	for range 4 {
		go func() {
			s, err := Open(t.Context(), path)
			if err == nil {
				err = s.Close()
			}
			failed <- err
		}()
	}
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func TestNewestMigration(t *testing.T) {
	files := fstest.MapFS{}
	for n := range 12 {
		files[fmt.Sprintf("%05d_x.sql", n+1)] = &fstest.MapFile{}
	}
	if newest := newestMigration(files); newest != 12 {
		t.Errorf("the newest is %d", newest)
	}
}

// TestFilesOfTheFirstVersion: a file that has been through the first migration
// alone is copied, gets a ledger, and keeps its record.
func TestFilesOfTheFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seatwatch.db")
	if err := create(t.Context(), path, busyTimeout); err != nil {
		t.Fatal(err)
	}
	writer, err := sql.Open("sqlite", writerAddress(path, busyTimeout))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(migrations(), "00001_record.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), writer, path, fstest.MapFS{"00001_record.sql": {Data: content}}); err != nil {
		t.Fatal(err)
	}
	old := &Store{path: path, writer: writer, readers: writer}
	if _, err := old.writer.ExecContext(t.Context(), `INSERT INTO revision (record, number, by, at, what, content)
		VALUES ('codebook', 1, 'An editor', '2026-11-01T09:00:00Z', 'written', 'The codebook.')`); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	s := opened(t, path)
	if diff := cmp.Diff(schema(t, empty(t)), schema(t, s)); diff != "" {
		t.Error("it has another schema than a new file:", diff)
	}
	if entries, err := s.Ledger(t.Context()); err != nil || len(entries) != 0 {
		t.Errorf("its ledger is %v (%v)", entries, err)
	}
	if revisions, err := s.Revisions(t.Context(), "codebook"); err != nil || len(revisions) != 1 || revisions[0].Content != "The codebook." {
		t.Errorf("its record is %v (%v)", revisions, err)
	}
	if copies, err := filepath.Glob(path + ".before-*"); err != nil || len(copies) != 1 {
		t.Errorf("the copies are %v (%v)", copies, err)
	}
}
