package paper_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// everyBrief is the brief on each dispute of the dataset, on a few if time is
// short.
var everyBrief = sync.OnceValue(func() []precedents.Brief {
	library, err := precedents.Embedded()
	if err != nil {
		panic(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		panic(err)
	}
	engine := precedents.NewEngine(precedents.NewCasebook(library), set)
	briefs := []precedents.Brief{}
	for i := range engine.Casebook().Disputes {
		if testing.Short() && i%25 != 5 {
			continue
		}
		brief, err := engine.Brief(precedents.BriefRequest{Dispute: engine.Casebook().Disputes[i].ID, Marking: "For official use"})
		if err != nil {
			panic(err)
		}
		briefs = append(briefs, brief)
	}
	return briefs
})

type format struct {
	name  string
	write func(io.Writer, paper.Options, ...precedents.Brief) error
}

var formats = []format{{"docx", paper.Word}, {"pdf", paper.PDF}}

func written(t *testing.T, f format, options paper.Options, briefs ...precedents.Brief) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.write(&b, options, briefs...); err != nil {
		t.Fatalf("%s: %v", f.name, err)
	}
	return b.Bytes()
}

// Every dispute's brief is written in both formats, the same briefs as the same
// bytes. With SEATWATCH_PAPER_DIR they are left there to be looked at.
func TestEveryBriefIsWritten(t *testing.T) {
	briefs := everyBrief()
	for _, f := range formats {
		for i := range briefs {
			first := written(t, f, paper.Options{}, briefs[i])
			if i%10 == 0 && !bytes.Equal(first, written(t, f, paper.Options{}, briefs[i])) {
				t.Errorf("%s of %s: two makings differ", f.name, briefs[i].Dispute)
			}
			if f.name == "docx" {
				packageIsWhole(t, first)
			}
			if folder := os.Getenv("SEATWATCH_PAPER_DIR"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, briefs[i].Dispute+"."+f.name), first, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// Many can be written at once, and are what each is alone.
func TestManyAreWrittenAtOnce(t *testing.T) {
	for _, f := range formats {
		alone := written(t, f, paper.Options{}, fullBrief())
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				var b bytes.Buffer
				if err := f.write(&b, paper.Options{}, fullBrief()); err != nil || !bytes.Equal(b.Bytes(), alone) {
					t.Errorf("%s: other bytes, %v", f.name, err)
				}
			})
		}
		all.Wait()
	}
}

// All briefs are one document.
func TestAFolder(t *testing.T) {
	for _, f := range formats {
		options, some := paper.Options{Title: "Briefs", Subtitle: "All disputes"}, everyBrief()[:min(12, len(everyBrief()))]
		if !bytes.Equal(written(t, f, options, some...), written(t, f, options, some...)) {
			t.Errorf("two makings of the %s of several differ", f.name)
		}
		folder := written(t, f, options, everyBrief()...)
		if f.name == "docx" {
			packageIsWhole(t, folder)
		}
		if path := os.Getenv("SEATWATCH_PAPER_DIR"); path != "" {
			if err := os.WriteFile(filepath.Join(path, "folder."+f.name), folder, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The core takes two pages at most, in nine briefs of ten.
func TestTheCoreIsTwoPages(t *testing.T) {
	longer := 0
	for _, brief := range everyBrief() {
		if pages := paper.CorePages(paper.Options{}, brief); pages > 2 {
			longer++
			t.Logf("the core on %s takes %d pages", brief.Dispute, pages)
		}
	}
	if longer*10 > len(everyBrief()) {
		t.Errorf("%d of %d cores take more than two pages", longer, len(everyBrief()))
	}
}

// A core that is a little too long for its pages is set down; one that is much too
// long takes what it needs.
func TestALongCoreIsSetDown(t *testing.T) {
	brief := fullBrief()
	says := brief.Core[0].Parts[0].Statements[2]
	pages := 0
	for n := 1; pages <= 2 && n < 200; n++ {
		brief.Core[0].Parts[0].Statements = append(brief.Core[0].Parts[0].Statements, says)
		pages = paper.CorePages(paper.Options{}, brief)
		if pages == 2 && strings.Contains(string(mainPart(t, brief)), "NormalSmaller2") {
			return
		}
	}
	t.Error("no core is set down")
}

// mainPart is the document part of a brief for Word.
func mainPart(t *testing.T, brief precedents.Brief) []byte {
	t.Helper()
	file := written(t, formats[0], paper.Options{}, brief)
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestNoBriefIsNoDocument(t *testing.T) {
	for _, f := range paper.Formats {
		var text bytes.Buffer
		err := f.Write(&text, paper.Options{})
		if _, invalid := errors.AsType[*credentials.Invalid](err); !invalid || text.Len() > 0 {
			t.Errorf("%s of nothing: %v, %d bytes", f.Label, err, text.Len())
		}
	}
}
