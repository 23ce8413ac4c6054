//go:build office

package paper_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// TestLibreOffice opens every brief in LibreOffice: each core by itself, whose pages
// are counted, and each fifth with its annexes, as one document with its contents. It
// needs soffice and pdfinfo.
func TestLibreOffice(t *testing.T) {
	folder, briefs := t.TempDir(), everyBrief()
	files, whole := []string{filepath.Join(folder, "folder.docx")}, []precedents.Brief{}
	for i, brief := range briefs {
		if i%5 == 0 {
			whole = append(whole, brief)
		}
		brief.Annexes = nil
		file := filepath.Join(folder, brief.Dispute+".docx")
		put(t, file, written(t, formats[0], paper.Options{}, brief))
		files = append(files, file)
	}
	put(t, files[0], written(t, formats[0], paper.Options{Title: "Briefs"}, whole...))
	convert := exec.CommandContext(t.Context(), "soffice", append([]string{
		"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder,
	}, files...)...)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	longer := 0
	for _, brief := range briefs {
		if n := pagesOf(t, filepath.Join(folder, brief.Dispute+".pdf")); n > 2 {
			longer++
			t.Logf("the core on %s takes %d pages", brief.Dispute, n)
		}
	}
	if longer*10 > len(briefs) {
		t.Errorf("%d of %d cores take more than two pages", longer, len(briefs))
	}
	if n := pagesOf(t, filepath.Join(folder, "folder.pdf")); n <= 2*len(whole) {
		t.Errorf("%d briefs take %d pages", len(whole), n)
	}
}

func put(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

var pageCount = regexp.MustCompile(`Pages:\s+(\d+)`)

func pagesOf(t *testing.T, path string) int {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdfinfo", path).CombinedOutput()
	found := pageCount.FindSubmatch(out)
	if err != nil || found == nil {
		t.Fatalf("%s: %v\n%s", path, err, out)
	}
	n, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
