package precedents

import "time"

// Manifest says what an export of the record holds, so that whoever is given a copy
// can tell whether it is whole and which state of the record it is.
type Manifest struct {
	// Title names the dataset, and Format the way its files are written.
	Title  string `json:"title"`
	Format string `json:"format"`
	// Version is the day of the last change and the beginning of the hash: two
	// exports of one version are the same, byte for byte.
	Version string    `json:"version"`
	Changed time.Time `json:"changed"`
	// Hash is the hash of the record, as its pages show it.
	Hash string `json:"hash"`
	// Program is the version of the program that wrote it.
	Program string         `json:"program"`
	Files   []ManifestFile `json:"files"`
}

// ManifestFile is one file of an export.
type ManifestFile struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// The names of the dataset, and of the way it is written.
const (
	DatasetTitle  = "Who represents a Member at the United Nations: the dataset"
	DatasetFormat = "seatwatch-dataset/1"
)

// VersionOf names a state of the record by the instant of its last change and its
// hash: "2026-11-23.1a2b3c4d".
func VersionOf(changed time.Time, hash string) string {
	return changed.UTC().Format(time.DateOnly) + "." + hash[:min(len(hash), 8)]
}

// Release is a built-in library that came into the record, with how many records it
// added and brought up to date.
type Release struct {
	Hash    string    `json:"hash"`
	At      time.Time `json:"at"`
	Added   int       `json:"added"`
	Updated int       `json:"updated"`
}
