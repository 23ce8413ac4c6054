package db

import (
	"compress/gzip"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// oldFile unpacks testdata/schema/N.db.gz: a file as the program of that schema
// wrote it (4 stands between two: no program stopped there), with one dispute, six
// ballots of its vote, and a row or two of everything else that there was by then.
//
// Whoever adds a migration adds a file: seed a small library, change a Member's note,
// fill the new tables, VACUUM INTO, gzip -9n. The test asks for it.
func oldFile(t *testing.T, schema int64) (path string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "schema", fmt.Sprintf("%d.db.gz", schema)))
	if err != nil {
		t.Fatal("there is no file of this schema; see oldFile:", err)
	}
	defer func() { ended(t, packed.Close()) }()
	reader, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "seatwatch.db")
	write(t, path, content)
	return path
}

// rowsOf gives every row of every table that holds what somebody entered or what is
// drawn from it, under the names of the table and its columns. The index of the search
// is left out.
func rowsOf(t *testing.T, path string) map[string][]string {
	t.Helper()
	pool, err := sql.Open("sqlite", address(path, "mode=ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { ended(t, pool.Close()) }()
	columns, err := all(t.Context(), pool, pair, `
		SELECT tables.name, columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
		WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name NOT LIKE 'goose%'`)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]string{}
	for _, c := range columns {
		list, err := all(t.Context(), pool, single[string], fmt.Sprintf(`SELECT quote("%s") FROM "%s"`, c[1], c[0]))
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(list)
		values[c[0]+"."+c[1]] = list
	}
	return values
}

// TestFilesOfEverySchema opens a file of each schema there has been: it is migrated,
// everything in it is still there and says the same, it is copied first, and the
// record can be changed.
func TestFilesOfEverySchema(t *testing.T) {
	oneAfterAnother(t)
	for schema := int64(1); schema <= newest(); schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			path := oldFile(t, schema)
			before := rowsOf(t, path)
			s := opened(t, path)
			if _, err := sound(t.Context(), s); err != nil {
				t.Fatal(err, errors.Unwrap(err))
			}
			after := rowsOf(t, path)
			for column, values := range before {
				if diff := cmp.Diff(values, after[column]); diff != "" {
					t.Errorf("%s has changed: %s", column, diff)
				}
			}
			if version, err := schemaVersion(t.Context(), s.readers); err != nil || version != newest() {
				t.Errorf("it is migrated to %d (%v)", version, err)
			}
			checkOldRecord(t, s)
			kept := fmt.Sprintf("%s.before-%d", path, newest())
			if _, err := os.Stat(kept); (err == nil) != (schema < newest()) {
				t.Errorf("the copy before the migration: %v", err)
			}
			if schema == newest() {
				return
			}
			if diff := cmp.Diff(before, rowsOf(t, kept)); diff != "" {
				t.Errorf("the copy says otherwise: %s", diff)
			}
		})
	}
}

// checkOldRecord reads the record as the program reads it, and changes it.
func checkOldRecord(t *testing.T, s *Store) {
	t.Helper()
	d, err := s.Dispute(t.Context(), "portugal-1973")
	if err != nil || len(d.Decisions) != 1 || d.Claimants[0].Leader != "Marcelo Caetano" {
		t.Errorf("the dispute is %+v (%v)", d, err)
	}
	vote, err := s.RollCall(t.Context(), "portugal-1973-s28-1428")
	if err != nil || len(vote.Ballots) != 6 {
		t.Errorf("the vote is %+v (%v)", vote, err)
	}
	history, err := s.Revisions(t.Context(), "member/AFG")
	if err != nil || len(history) != 2 || history[1].By != "Ana" || !strings.Contains(history[1].Content, "Written under an old schema.") {
		t.Errorf("the history is %+v (%v)", history, err)
	}
	if hits, err := s.Search(t.Context(), "Caetano"); err != nil || len(hits) == 0 {
		t.Errorf("the search finds %+v (%v)", hits, err)
	}
	if _, err := s.Save(t.Context(), noted(t, "AFG", "A note."), 2, "Ben", "a note", laterDay); err != nil {
		t.Error(err)
	}
}

// TestRestoreAnOldCopy puts a copy of an older program in the place of the record,
// which is brought up to date when it is opened next.
func TestRestoreAnOldCopy(t *testing.T) {
	oneAfterAnother(t)
	old := oldFile(t, 1)
	path := filepath.Join(t.TempDir(), "seatwatch.db")
	restored, err := Restore(t.Context(), old, path)
	if err != nil || restored.Schema != 1 {
		t.Fatalf("got %+v, %v", restored, err)
	}
	checkOldRecord(t, opened(t, path))
}
