package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// aCopy is what the verbs tell of a copy.
type aCopy struct {
	File       string  `json:"file"`
	Bytes      int     `json:"bytes"`
	Schema     int     `json:"schema"`
	Revisions  int     `json:"revisions"`
	LastChange string  `json:"last_change"`
	Hash       string  `json:"hash"`
	Kept       *string `json:"kept"`
}

// TestBackupAndRestore copies a record while another process serves it, and puts
// the copy back once that has ended.
func TestBackupAndRestore(t *testing.T) {
	data := seeded(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	server := servingApart(t, data)
	made := decoded[aCopy](t, seatwatch(t, "backup", copied, "--data", data, "--json").did(t))
	info, err := os.Stat(copied)
	if err != nil || made.File != copied || int64(made.Bytes) != info.Size() || made.Schema == 0 || made.Revisions == 0 || made.LastChange == "" {
		t.Errorf("got %+v (%v)", made, err)
	}
	if _, health := server.get(t, "/healthz"); !strings.Contains(health, made.Hash) {
		t.Errorf("the copy is of %s, and what is served of %s", made.Hash, health)
	}
	seatwatch(t, "backup", copied, "--data", data).refused(t, failed, copied, "exists already")
	seatwatch(t, "restore", copied, "--data", data).refused(t, failed, data, "in use by another program")
	if status, _ := server.get(t, "/"); status != 200 {
		t.Errorf("it goes on with %d", status)
	}
	server.kill()

	execute(t, data, `UPDATE revision SET what = 'spoilt'`)
	restored := decoded[aCopy](t, seatwatch(t, "restore", copied, "--data", data, "--json").did(t))
	if restored.Kept == nil || *restored.Kept != data+".replaced" || restored.File != data || restored.Hash != made.Hash || restored.Revisions != made.Revisions {
		t.Errorf("got %+v", restored)
	}
	elsewhere := filepath.Join(t.TempDir(), "new.db")
	if r := seatwatch(t, "restore", copied, "--data", elsewhere).did(t); strings.Contains(r.stdout, "kept") || !strings.Contains(r.stdout, "revisions") {
		t.Errorf("got %q", r.stdout)
	}
	if r := seatwatch(t, "restore", copied, "--data", elsewhere).did(t); !strings.Contains(r.stdout, "kept as "+elsewhere+".replaced") {
		t.Errorf("got %q", r.stdout)
	}
	if r := seatwatch(t, "backup", copied+".2", "--data", elsewhere).did(t); !strings.HasPrefix(r.stdout, copied+".2 is a whole copy: ") {
		t.Errorf("got %q", r.stdout)
	}
}

func TestRestoreRefusesADamagedCopy(t *testing.T) {
	data, copied := seeded(t), seeded(t)
	execute(t, copied, `DELETE FROM member WHERE code = 'AFG'`)
	seatwatch(t, "restore", copied, "--data", data).refused(t, failed, copied, "is damaged")
	seatwatch(t, "backup", copied+".2", "--data", copied).refused(t, failed, copied, "is damaged")
	seatwatch(t, "restore", copied+".2", "--data", data).refused(t, failed, copied+".2", "has no record")
}
