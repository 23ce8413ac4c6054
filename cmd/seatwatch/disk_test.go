package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// aDisk gives a small disk of the test's own, and what changes how it is mounted.
func aDisk(t *testing.T, size string) (folder string, remount func(options string)) {
	t.Helper()
	folder = t.TempDir()
	if said, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here: %s", said)
	}
	t.Cleanup(func() {
		if said, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("%s", said)
		}
	})
	return folder, func(options string) {
		t.Helper()
		if said, err := exec.Command("mount", "-o", "remount,"+options, folder).CombinedOutput(); err != nil {
			t.Fatalf("%s", said)
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestFullDisk fills the disk under a program that serves: who writes is told,
// reading goes on, and with room again so does writing, in the same process.
func TestFullDisk(t *testing.T) {
	oneAfterAnother(t)
	folder, _ := aDisk(t, "9m")
	path := filepath.Join(folder, "seatwatch.db")
	copyFile(t, seeded(t), path)
	v := newVictim(t, path)
	program := servingApart(t, path)
	entry := func(number string) (status int, said string) {
		form := url.Values{"key": {"the-entry-" + number}, "body": {"committee"}, "session": {"81"}, "date": {time.Now().UTC().AddDate(0, 0, -1).Format(time.DateOnly)}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, program.address+"/meetings/new.json", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+v.token)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		content, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(content)
	}
	if status, said := entry("before"); status != http.StatusOK {
		t.Fatalf("with room it answers %d: %s", status, said)
	}
	filler := filepath.Join(folder, "filler")
	if err := os.WriteFile(filler, make([]byte, 9<<20), 0o600); err == nil {
		t.Fatal("the disk does not fill")
	}
	// A log that has been written into the file is filled again from its beginning
	// before it grows.
	status, said, kept := http.StatusOK, "", 1
	for n := 0; status == http.StatusOK && n < 50; n++ {
		if status, said = entry(strconv.Itoa(n)); status == http.StatusOK {
			kept++
		}
	}
	if status != http.StatusServiceUnavailable || !strings.Contains(said, "disk") || strings.Contains(said, folder) {
		t.Errorf("on a full disk it answers %d: %s", status, said)
	}
	for _, page := range []string{"/", "/disputes/afghanistan-1996", "/healthz"} {
		if status, _ := program.get(t, page); status != http.StatusOK {
			t.Errorf("on a full disk %s is %d", page, status)
		}
	}
	if r := seatwatch(t, "backup", filepath.Join(folder, "copy.db"), "--data", path); r.code != failed || !strings.Contains(r.stderr, "copy.db does not fit on the disk") {
		t.Errorf("a copy on a full disk ends with %d: %s", r.code, r.stderr)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if status, said := entry("after"); status != http.StatusOK {
		t.Errorf("with room again it answers %d: %s", status, said)
	}
	program.kill()
	again := servingApart(t, path)
	v.look(t, again)
	again.kill()
	r := seatwatch(t, "backup", filepath.Join(t.TempDir(), "copy.db"), "--data", path).did(t)
	if !strings.Contains(r.stdout, "a whole copy") {
		t.Error(r.stdout)
	}
	if left, err := filepath.Glob(filepath.Join(folder, ".*")); err != nil || len(left) > 0 {
		t.Errorf("%v was left behind (%v)", left, err)
	}
}

// TestReadOnlyDisk starts on a disk that cannot be written: it is refused in words,
// and what lies there can still be copied away.
func TestReadOnlyDisk(t *testing.T) {
	folder, remount := aDisk(t, "9m")
	path := filepath.Join(folder, "seatwatch.db")
	copyFile(t, seeded(t), path)
	remount("ro")
	seatwatch(t, "--addr", "127.0.0.1:0", "--data", path).refused(t, failed, path, "cannot be written")
	seatwatch(t, "backup", filepath.Join(folder, "copy.db"), "--data", path).refused(t, failed, "copy.db", "cannot be written")
	seatwatch(t, "restore", seeded(t), "--data", path).refused(t, failed, path, "cannot be written")
	seatwatch(t, "backup", filepath.Join(t.TempDir(), "copy.db"), "--data", path).did(t)
	remount("rw")
	program := servingApart(t, path)
	program.kill()
}

func TestClockBehindTheRecord(t *testing.T) {
	data := seeded(t)
	execute(t, data, `UPDATE revision SET at = '2999-01-01T00:00:00Z' WHERE record = 'law'`)
	execute(t, data, `INSERT INTO revision (record, number, by, at, what, content) SELECT record, number + 1, by, at, what, content FROM revision WHERE record = 'law'`)
	s := serving(t, "--data", data)
	if _, code := s.end(t); code != done || !strings.Contains(s.stderr.String(), "stands before the last change") {
		t.Errorf("ended with %d and said %s", code, s.stderr)
	}
	sound := serving(t, "--data", seeded(t))
	if _, _ = sound.end(t); strings.Contains(sound.stderr.String(), "clock") {
		t.Errorf("it said %s", sound.stderr)
	}
}
