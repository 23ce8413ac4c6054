package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"seatwatch/precedents"
)

// The manifest of an export names every other file with its hash, and is the same
// for the same record.
func TestManifest(t *testing.T) {
	data := seeded(t)
	folder := filepath.Join(t.TempDir(), "record")
	seatwatch(t, "export", folder, "--data", data).did(t)
	files := folderOf(t, folder)
	text, err := os.ReadFile(filepath.Join(folder, manifestName))
	var m precedents.Manifest
	if err := errors.Join(err, json.Unmarshal(text, &m)); err != nil {
		t.Fatal(err)
	}
	if again := exported(t, data)[manifestName]; again != files[manifestName] {
		t.Errorf("exported again the manifest is\n%s", again)
	}
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if m.Hash != library.Hash() || m.Version != precedents.VersionOf(m.Changed, m.Hash) || m.Changed.IsZero() || m.Title == "" || m.Program == "" {
		t.Errorf("the manifest is of %+v", m)
	}
	for _, file := range m.Files {
		if name := filepath.FromSlash(file.Path); file.SHA256 != files[name] || file.Bytes == 0 {
			t.Errorf("%s is not as the manifest says", name)
		} else {
			delete(files, name)
		}
	}
	delete(files, manifestName)
	delete(files, exportMark)
	if len(files) > 0 {
		t.Errorf("the manifest does not name %d files", len(files))
	}
}
