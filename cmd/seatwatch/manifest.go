package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"seatwatch/db"
	"seatwatch/precedents"
)

// manifestName is the file of an export that says what the others are. An import
// passes it over.
const manifestName = "manifest.json"

// writeManifest says of the files in a folder what they are.
func writeManifest(ctx context.Context, store *db.Store, folder string) error {
	hash, err := store.DataHash(ctx)
	if err != nil {
		return err
	}
	latest, err := store.Latest(ctx, 1)
	if err != nil {
		return err
	}
	var changed time.Time
	if len(latest) > 0 {
		changed = latest[0].At
	}
	m := precedents.Manifest{
		Title: precedents.DatasetTitle, Format: precedents.DatasetFormat, Version: precedents.VersionOf(changed, hash),
		Changed: changed, Hash: hash, Program: versionOf().Version,
	}
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		m.Files = append(m.Files, precedents.ManifestFile{Path: filepath.ToSlash(name), Bytes: len(content), SHA256: hex.EncodeToString(sum[:])})
		return err
	})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, manifestName), append(text, '\n'), 0o644)
}
