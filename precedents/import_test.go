package precedents_test

import (
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/precedents"
)

// importOnto reads some files onto a library that stands.
func importOnto(t *testing.T, base *precedents.Library, files map[string]string) (*precedents.Library, error) {
	t.Helper()
	reader := precedents.NewReader(base)
	for name, content := range files {
		if err := reader.File(name, strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
	}
	return reader.Finish()
}

func keys(l *precedents.Library) []string {
	var keys []string
	for record := range l.Records() {
		keys = append(keys, record.Key)
	}
	slices.Sort(keys)
	return keys
}

func standing(t *testing.T) *precedents.Library {
	t.Helper()
	base, err := precedents.Read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// A single dispute is checked against what stands, and comes alone.
func TestImportOneDispute(t *testing.T) {
	text := string(small(t)[disputeFile].Data)
	library, err := importOnto(t, standing(t), map[string]string{"elsewhere/mine.yaml": text})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"dispute/afghanistan-1996"}, keys(library)); diff != "" {
		t.Error(diff)
	}
	if _, err := importOnto(t, nil, map[string]string{"mine.yaml": text}); err == nil {
		t.Error("a dispute of no known Member was taken")
	}
}

// A table or a column that an import does not have leaves what stands.
func TestImportKeepsWhatItDoesNotSay(t *testing.T) {
	base, files := standing(t), small(t)
	t.Run("Members without names and without what they continue", func(t *testing.T) {
		rows := strings.Split(strings.TrimSpace(string(files[membersFile].Data)), "\n")
		for i := range rows {
			rows[i] = rows[i][:strings.LastIndexByte(rows[i], ',')]
		}
		library, err := importOnto(t, base, map[string]string{membersFile: strings.Join(rows, "\n") + "\n"})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(base.Members, library.Members, compareValues); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("names alone", func(t *testing.T) {
		library, err := importOnto(t, base, map[string]string{namesFile: "iso3,name,from,until,source,confidence\nZMB,Northern Rhodesia,,1964-12-02,test,low\n"})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"member/ZMB"}, keys(library)); diff != "" {
			t.Error(diff)
		}
		if member, _ := library.Member("ZMB"); len(member.Names) != 1 || member.Admitted.String() != "1964-12-01" {
			t.Errorf("got %+v", member)
		}
	})
	t.Run("recorded votes without printed totals and ballots", func(t *testing.T) {
		heads := "id,session,date,draft,resolution,dispute,motion,yes_favours,question,yes,no,abstain,source_id\n" +
			"afghanistan-1996-s51-1,51,1996-10-25,A/51/L.1,,afghanistan-1996,deferral,status_quo,Put the decision off,2,1,0,1\n"
		library, err := importOnto(t, base, map[string]string{rollCallsFile: heads})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(base.RollCalls, library.RollCalls, compareValues); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("ballots alone", func(t *testing.T) {
		library, err := importOnto(t, base, map[string]string{votesFile: string(files[votesFile].Data)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(base.RollCalls, library.RollCalls, compareValues); diff != "" {
			t.Error(diff)
		}
		_, err = importOnto(t, base, map[string]string{votesFile: "rollcall,member,vote\nafghanistan-1996-s51-1,CHN,N\n"})
		if err == nil || !strings.Contains(err.Error(), "votes.csv:2:1: the votes of afghanistan-1996-s51-1 add up to 0–1–0, not 2–1–0") {
			t.Errorf("ballots that do not add up gave %v", err)
		}
	})
}

// A table is known by its header under any name, and may begin with a byte
// order mark and end its lines as Windows does.
func TestImportKnowsTablesByHeader(t *testing.T) {
	content := "\ufeff" + strings.ReplaceAll(string(small(t)[sessionsFile].Data), "\n", "\r\n")
	library, err := importOnto(t, standing(t), map[string]string{"Sessions (1).csv": content})
	if err != nil {
		t.Fatal(err)
	}
	if len(library.Sessions) != 3 {
		t.Errorf("got %d sessions", len(library.Sessions))
	}
}

func TestImportTakesYAMLOfWindows(t *testing.T) {
	content := "\ufeff" + strings.ReplaceAll(string(small(t)[disputeFile].Data), "\n", "\r\n")
	library, err := importOnto(t, standing(t), map[string]string{disputeFile: content})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(standing(t).Disputes, library.Disputes, compareValues); diff != "" {
		t.Error(diff)
	}
}

func TestImportRefusesFiles(t *testing.T) {
	for _, c := range []struct{ name, file, content, want string }{
		{"10 MB of YAML", "big.yaml", strings.Repeat("a: b\n", 2<<20), "big.yaml: the file is larger than 1 MiB, and nothing of it was taken; divide it, or look whether it is the right file"},
		{"too many lines", "long.yaml", strings.Repeat("a:\n", 20_000), "long.yaml: the file has more than 10000 lines, and nothing of it was read; divide it, or look whether it is the right file"},
		{"deep mappings", "deep.yaml", "a: " + strings.Repeat("{a: ", 1000), "deep.yaml:1:388: the file nests deeper than 24 levels, and nothing of it was read; the dataset nests five deep"},
		{"deep lists", "deep.yaml", strings.Repeat("- ", 1000), "deep.yaml:1:49: the file nests deeper than 24 levels, and nothing of it was read; the dataset nests five deep"},
		{"deep indents", "deep.yaml", "a:\n" + strings.Repeat(" ", 500) + "b: c\n", "deep.yaml:2:66: the file nests deeper than 24 levels, and nothing of it was read; the dataset nests five deep"},
		{"a bomb", "bomb.yaml", "a: &a [x, x]\nb: [*a, *a]\n", "bomb.yaml:1:4: anchors and aliases are not taken; write the value out, or in quotation marks if it is text"},
		{"nothing", "empty.yaml", "", "empty.yaml: the file is empty; begin with the dispute’s id"},
		{"only a remark", "empty.yaml", "# later\n", "empty.yaml: the file is empty; begin with the dispute’s id"},
		{"an empty table", "empty.csv", "", "empty.csv: the file is empty; begin with the names of the columns"},
		{"a table of something else", "other.csv", "a,b\n1,2\n", "other.csv:1:1: the header is that of no table of the dataset; the tables are members.csv, names.csv, assembly_sessions.csv, committees.csv, reports.csv, rollcalls/rollcalls.csv, rollcalls/votes.csv"},
		{"the Digital Library’s votes", "undl.csv", undlHeader, "undl.csv:1:1: this is the Digital Library’s layout, and no table of the dataset; import it by itself, as recorded votes"},
		{"a text of something else", "notes.md", "# Notes\n", "notes.md: the file is none of the dataset’s; the dataset has disputes in .yaml, tables in .csv, law.md and CODEBOOK.md"},
		{"a picture", "map.png", "\x89PNG", "map.png:1:1: the file is not UTF-8 text; save the file as UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := importOnto(t, standing(t), map[string]string{c.file: c.content})
			if err == nil {
				t.Fatal("it was taken")
			}
			if first, _, _ := strings.Cut(err.Error(), "\n"); first != c.want {
				t.Errorf("got  %s\nwant %s", first, c.want)
			}
		})
	}
}

// A file that is no dataset at all does not give a fault for each of a million
// rows.
func TestImportEndsItsFaults(t *testing.T) {
	_, err := importOnto(t, standing(t), map[string]string{votesFile: "rollcall,member,vote\n" + strings.Repeat("a\n", 50_000)})
	faults := strings.Split(err.Error(), "\n")
	if last := faults[len(faults)-1]; len(faults) != 10_001 || !strings.HasSuffix(last, "there are more faults than these; mend these first") {
		t.Errorf("got %d faults, the last of them %s", len(faults), last)
	}
}

func TestImportReportsAFailingReader(t *testing.T) {
	for _, name := range []string{"a.yaml", "members.csv", "law.md"} {
		if err := precedents.NewReader(nil).File(name, iotest.ErrReader(errBoom)); err == nil || !strings.HasPrefix(err.Error(), "read "+name+": ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
