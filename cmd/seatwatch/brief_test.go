package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// A brief is written in the format that the name of its file says, a second time to
// the same bytes, and never over a file that somebody may have worked on.
func TestBrief(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), t.TempDir()
	for _, format := range paper.Formats {
		name := filepath.Join(folder, "brief."+format.Ending)
		args := []string{"brief", "afghanistan-1996", "--session", "52", "--for", "taliban", "--language", "fr", "--marking", "Restricted", "--data", data, "-o", name}
		seatwatch(t, args...).did(t)
		first, err := os.ReadFile(name)
		if err != nil || len(first) < 500 {
			t.Errorf("%s: %d bytes, %v", format.Label, len(first), err)
		}
		if r := seatwatch(t, args...); r.code != wrongUse {
			t.Errorf("%s was written over: %d", format.Label, r.code)
		}
		seatwatch(t, append(args, "--overwrite")...).did(t)
		if second, err := os.ReadFile(name); err != nil || string(second) != string(first) {
			t.Errorf("%s is not the same a second time, %v", format.Label, err)
		}
	}
	if _, err := zip.OpenReader(filepath.Join(folder, "brief.docx")); err != nil {
		t.Errorf("Word cannot open it: %v", err)
	}
	made := decoded[precedents.Brief](t, seatwatch(t, "brief", "afghanistan-1996", "--session", "52", "--annex", "sources", "--data", data, "--json").did(t))
	if made.AsOf.String() != "1997-09-16" || made.For != "" || len(made.Annexes) != 1 || made.Marking != "" {
		t.Errorf("got a brief as of %s for %q with %d annexes, marked %q", made.AsOf, made.For, len(made.Annexes), made.Marking)
	}
	if leftover, _ := filepath.Glob(filepath.Join(folder, ".seatwatch*")); len(leftover) > 0 {
		t.Errorf("it left %v behind", leftover)
	}
}

// All disputes are one document.
func TestBriefOnEveryDispute(t *testing.T) {
	if testing.Short() {
		t.Skip("a brief on every dispute")
	}
	r := seatwatch(t, "brief", "--all", "--annex", "sources", "--data", seeded(t)).did(t)
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(r.stdout, "\n# "); got != len(library.Disputes) || !strings.HasPrefix(r.stdout, "# Contents\n") {
		t.Errorf("%d briefs for %d disputes", got, len(library.Disputes))
	}
}

func TestBriefMisused(t *testing.T) {
	data := seeded(t)
	for _, asked := range []string{
		"", "nowhere", "afghanistan-1996 --all", "--all --for taliban", "afghanistan-1996 --format doc", "afghanistan-1996 -o brief.odt", "afghanistan-1996 --format pdf",
		"afghanistan-1996 --json --format md", "afghanistan-1996 --session never", "afghanistan-1996 --session 999", "afghanistan-1996 --as-of 1997", "afghanistan-1996 --as-of 2999-01-01",
		"afghanistan-1996 --for nobody", "afghanistan-1996 --language xx", "afghanistan-1996 --annex x", "afghanistan-1996 --marking " + strings.Repeat("x", 121),
		"afghanistan-1996 --site example.org", "afghanistan-1996 --site ftp://example.org", "afghanistan-1996 --site javascript:alert(1)", "afghanistan-1996 --site https://", "afghanistan-1996 --site https://a.test/?b",
	} {
		r := seatwatch(t, append([]string{"brief", "--data", data}, strings.Fields(asked)...)...)
		if r.code != wrongUse || r.stdout != "" || !strings.HasPrefix(r.stderr, "seatwatch: ") {
			t.Errorf("%q ends with %d and says %q", asked, r.code, r.stderr)
		}
	}
}

// A file leads into the record where it is said where that is served, and otherwise
// nowhere rather than to a place that is not there.
func TestWhereABriefLeads(t *testing.T) {
	data := seeded(t)
	for site, want := range map[string]string{"": "", "https://seatwatch.test/": "https://seatwatch.test/disputes/"} {
		for _, format := range []string{"md", "html"} {
			text := seatwatch(t, "brief", "afghanistan-1996", "--session", "52", "--format", format, "--site", site, "--data", data).did(t).stdout
			for _, dead := range []string{"](</", `href="/`, "seatwatch.test//"} {
				if strings.Contains(text, dead) {
					t.Errorf("with --site %q the %s has %s", site, format, dead)
				}
			}
			if !strings.Contains(text, want) || !strings.Contains(text, "https://") {
				t.Errorf("with --site %q the %s leads nowhere", site, format)
			}
		}
	}
}

// What cannot be put in its place is not left beside it.
func TestNothingIsLeftOfWhatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	place := filepath.Join(folder, "brief.md")
	if err := os.MkdirAll(filepath.Join(place, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(place, []byte("x")); err == nil {
		t.Error("a folder was written over")
	}
	if leftover, _ := filepath.Glob(filepath.Join(folder, ".seatwatch*")); len(leftover) > 0 {
		t.Errorf("it left %v behind", leftover)
	}
}
