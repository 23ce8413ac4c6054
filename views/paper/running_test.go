package paper_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	drawn   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) Tj`)
	escapes = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

// pageTexts gives what each page of a PDF draws, piece by piece.
func pageTexts(t *testing.T, brief precedents.Brief, options paper.Options) [][]string {
	t.Helper()
	var pages [][]string
	for _, stream := range streams.FindAllSubmatch(written(t, formats[1], options, brief), -1) {
		unpacked, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, text := range drawn.FindAllSubmatch(content, -1) {
			raw := []byte(escapes.Replace(string(text[1])))
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(raw[2*i:])
			}
			texts = append(texts, string(utf16.Decode(units)))
		}
		if len(texts) > 0 {
			pages = append(pages, texts)
		}
	}
	return pages
}

// The head and the foot of every page are whole, however many lines they take.
func TestTheMarkingAndTheFootAreWhole(t *testing.T) {
	brief := fullBrief()
	brief.Marking = strings.TrimSpace(strings.Repeat("RESTRICTED: HANDLE (THUS) ", 5))[:120]
	options := paper.Options{Stamp: "Frozen as number 1204 by the desk for the sixth floor, on 8 September 2026, and kept under the hash " + strings.Repeat("0123456789abcdef", 4)}
	pages := pageTexts(t, brief, options)
	if len(pages) < 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for n, texts := range pages {
		page := strings.Join(texts, " ")
		for _, whole := range []string{brief.Marking, options.Stamp, paper.Foot(&brief, options)} {
			if !strings.Contains(page, whole) {
				t.Errorf("page %d has not %q, but begins %.300q", n+1, whole, page)
			}
		}
	}
}

// What is written of a frozen brief that is marked as long as can be takes no more
// room than it has: the core still has its pages.
func TestTheCoreIsTwoPagesUnderALongMarking(t *testing.T) {
	longer := 0
	for _, brief := range everyBrief() {
		brief.Marking = strings.Repeat("SEALED ", 17) + "."
		if paper.CorePages(paper.Options{Stamp: "Frozen brief 12, hash " + strings.Repeat("0123456789abcdef", 4)}, brief) > 2 {
			longer++
		}
	}
	if longer*10 > len(everyBrief()) {
		t.Errorf("%d of %d cores take more than two pages", longer, len(everyBrief()))
	}
}
