package precedents_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// compareValues lets cmp compare the domain's values, which keep their parts to
// themselves, by ==.
var compareValues = cmp.Options{
	cmp.Comparer(func(a, b credentials.Date) bool { return a == b }),
	cmp.Comparer(func(a, b credentials.Session) bool { return a == b }),
	cmp.Comparer(func(a, b credentials.Symbol) bool { return a == b }),
	cmp.Comparer(func(a, b credentials.Count) bool { return a == b }),
	cmp.Comparer(func(a, b credentials.Standing) bool { return a == b }),
}

// readAlone reads one dispute as a record is read, without what stands around it.
func readAlone(key string, text []byte) (*precedents.Library, error) {
	return precedents.ParseRecord(precedents.Record{Key: key, Content: string(text)})
}

func TestEncodeDisputeReadsBack(t *testing.T) {
	for _, dispute := range embedded(t).Disputes {
		library, err := readAlone(precedents.DisputeKey(dispute.ID), precedents.EncodeDispute(dispute))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dispute, library.Disputes[0], compareValues); diff != "" {
			t.Errorf("%s: %s", dispute.ID, diff)
		}
	}
}

// What editors add comes back too, and in the one spelling.
func TestEncodeDisputeReadsBackWhatEditorsAdd(t *testing.T) {
	dispute := full(t)
	text := precedents.EncodeDispute(dispute)
	library, err := readAlone(precedents.DisputeKey(dispute.ID), text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dispute, library.Disputes[0], compareValues); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(string(text), string(precedents.EncodeDispute(library.Disputes[0]))); diff != "" {
		t.Error(diff)
	}
}

// Text of every sort comes back from YAML as it went in.
func TestEncodeDisputeKeepsText(t *testing.T) {
	dispute := embedded(t).Disputes[0]
	for _, text := range []string{
		"no", "yes", "null", "~", "51", "1996-10", "0x1F", "1e3", ".5", "12:30", "-", "- a", "? a", ": a", "a: b", "a:", "a #b", "#a",
		"'quoted'", `"quoted"`, "it's", "a, b", "[a]", "{a: b}", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "---", "...", "<<",
		" led by a blank", "followed by one ", "two  blanks", "a\nb", "a\n\nb", "\na", "a\n", "a\n  b", "tab\there", "\ttab", "a\\nb",
		"Côte d’Ivoire", "Türkiye", "中国", "🕊", "a\u00a0b", "\ufeffa", "a\u2028b", "\u0085", "\x1b[0m", "a\rb",
		strings.Repeat("word ", 40) + "end", strings.Repeat("word  ", 40) + "end", strings.Repeat("x", 300), strings.Repeat("a: #b ", 40) + "end",
		strings.Repeat("- a ", 50) + ".", strings.Repeat("long ", 30) + "\n" + strings.Repeat("lines ", 30) + "end",
	} {
		dispute.Doubts, dispute.ClosedBy = text, text
		library, err := readAlone(precedents.DisputeKey(dispute.ID), precedents.EncodeDispute(dispute))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := library.Disputes[0]; got.Doubts != text || got.ClosedBy != text {
			t.Errorf("%q came back as %q and %q", text, got.Doubts, got.ClosedBy)
		}
	}
}

var firstID = regexp.MustCompile(`(?m)^id: *([a-z0-9-]+)`)

// Whatever a file holds, reading it ends in faults with a place, or in a dispute
// that is written and read back the same.
func FuzzReadDispute(f *testing.F) {
	names, err := fs.Glob(precedents.EmbeddedFiles(), "disputes/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names[:3] {
		text, err := fs.ReadFile(precedents.EmbeddedFiles(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	text, err := os.ReadFile("testdata/small/disputes/afghanistan-1996.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(precedents.EncodeDispute(full(f)))
	for _, seed := range []string{
		"", "a", "- a", "a: b\na: c", "id: [", "id: &a b\nseat: *a", "{id: a, decisions: [{session: 51}]}", "id: |\n  a\n b", "id: >-\n\n\n a",
		"? a\n: b", "<<: {a: b}", "---\n---\n", "%YAML 1.2\n---\n", "id: !!binary a", "\xff", "id: \"\\uD800\"", "decisions: [[[[[[[[[[",
		"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -", "facts: {a: {b: {c: {}}}}", "\t", "id:\n\ta", "\x00", "'", "\"", "id: 'a''b'",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		reader := precedents.NewReader(nil)
		if err := reader.File("dispute.yaml", bytes.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		_, err := reader.Finish()
		if faults, ok := errors.AsType[precedents.Faults](err); !ok || len(faults) == 0 {
			// Without Members no dispute is without fault.
			t.Fatalf("%q was taken: %v", text, err)
		}
		id := firstID.FindSubmatch(text)
		if id == nil {
			return
		}
		key := precedents.DisputeKey(string(id[1]))
		library, err := readAlone(key, text)
		if err != nil {
			return
		}
		again, err := readAlone(key, precedents.EncodeDispute(library.Disputes[0]))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if diff := cmp.Diff(library.Disputes[0], again.Disputes[0], compareValues); diff != "" {
			t.Error(diff)
		}
	})
}
