package precedents_test

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// Every record of the library reads back by itself, to the same text.
func TestParseRecord(t *testing.T) {
	kinds := map[string]int{}
	for record := range embedded(t).Records() {
		kind, _, _ := strings.Cut(record.Key, "/")
		kinds[kind]++
		library, err := precedents.ParseRecord(record)
		if err != nil {
			t.Fatalf("%s: %v", record.Key, err)
		}
		if diff := cmp.Diff([]precedents.Record{record}, slices.Collect(library.Records())); diff != "" {
			t.Errorf("%s came back as another:\n%s", record.Key, diff)
		}
	}
	for _, kind := range []string{"dispute", "rollcall", "member", "session", "committee", "reports", "law", "codebook"} {
		if kinds[kind] == 0 {
			t.Errorf("the library has no record of the kind %s", kind)
		}
	}
}

func TestParseRecordRefuses(t *testing.T) {
	member := "iso3,name,admitted,ended,successor,regional_group,aliases,source,confidence,note\nAFG,Afghanistan,1946-11-19,,,Asia-Pacific,,Yearbook,high,\n"
	for _, c := range []struct{ name, key, content, want string }{
		{"another Member", "member/ALB", member, "the content is that of member/AFG"},
		{"two Members", "member/AFG", member + "ALB,Albania,1955-12-14,,,Eastern European,,Yearbook,high,\n", "the content is that of no one record"},
		{"nothing", "member/AFG", "", "the file is empty"},
		{"no record at all", "anything", "a,b\n", "the header is that of no table"},
		{"a faulty Member", "member/AFG", strings.Replace(member, "high", "sure", 1), `member/AFG:2:53: "sure" is not a confidence`},
	} {
		t.Run(c.name, func(t *testing.T) {
			library, err := precedents.ParseRecord(precedents.Record{Key: c.key, Content: c.content})
			if _, ok := errors.AsType[precedents.Faults](err); !ok || library != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Two libraries hash alike only if they say the same.
func TestHash(t *testing.T) {
	first, err := precedents.Read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	again, err := precedents.Read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	if first.Hash() != again.Hash() {
		t.Error("one library has two hashes")
	}
	changed := small(t)
	changed[disputeFile].Data = []byte(strings.Replace(string(changed[disputeFile].Data), "talks: true", "talks: false", 1))
	other, err := precedents.Read(changed)
	if err != nil {
		t.Fatal(err)
	}
	if first.Hash() == other.Hash() {
		t.Error("two libraries have one hash")
	}
}

// Writing a folder, reading it and writing it again changes no byte.
func TestWriteReadsBack(t *testing.T) {
	library, err := precedents.Read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	first := write(t, library)
	again, err := precedents.Read(first.fs())
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash() != library.Hash() {
		t.Error("what was written says something else")
	}
	if diff := cmp.Diff(first, write(t, again)); diff != "" {
		t.Error(diff)
	}
}

var errBoom = errors.New("boom")

func TestWriteStops(t *testing.T) {
	library := embedded(t)
	err := precedents.Write(folder{}.create, library.Frame, sure(library.Disputes), sure(library.Minutes), failed[credentials.RollCall](errBoom))
	if !errors.Is(err, errBoom) {
		t.Errorf("an error among the recorded votes gave %v", err)
	}
	err = precedents.Write(folder{}.create, library.Frame, failed[credentials.Dispute](errBoom), sure(library.Minutes), sure(library.RollCalls))
	if !errors.Is(err, errBoom) {
		t.Errorf("an error among the disputes gave %v", err)
	}
	full := func(string) (io.WriteCloser, error) { return nil, errBoom }
	if err := precedents.Write(full, library.Frame, sure(library.Disputes), sure(library.Minutes), sure(library.RollCalls)); !errors.Is(err, errBoom) {
		t.Errorf("a file that cannot be made gave %v", err)
	}
}

// failed is a sequence that ends in an error at once.
func failed[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}
