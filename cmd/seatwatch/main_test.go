package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// ran is what a run of the program left behind.
type ran struct {
	code           int
	stdout, stderr string
}

// seatwatch runs the program to its end.
func seatwatch(t *testing.T, args ...string) ran {
	t.Helper()
	return seatwatchIn(t, nil, args...)
}

func seatwatchIn(t *testing.T, env map[string]string, args ...string) ran {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, func(key string) string { return env[key] }, strings.NewReader(""), &stdout, &stderr)
	return ran{code, stdout.String(), stderr.String()}
}

// refused checks that a run ended with a code and one sentence on stderr that
// has each of the words in it.
func (r ran) refused(t *testing.T, code int, words ...string) {
	t.Helper()
	if r.code != code || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 || !strings.HasPrefix(r.stderr, "seatwatch: ") {
		t.Errorf("ended with %d, stdout %q, stderr %q", r.code, r.stdout, r.stderr)
	}
	for _, word := range words {
		if !strings.Contains(r.stderr, word) {
			t.Errorf("%q does not say %q", r.stderr, word)
		}
	}
}

// did checks that a run did what it was asked for without a word of complaint.
func (r ran) did(t *testing.T) ran {
	t.Helper()
	if r.code != done || r.stderr != "" {
		t.Fatalf("ended with %d, stdout %q, stderr %q", r.code, r.stdout, r.stderr)
	}
	return r
}

// decoded reads the one JSON document that a run printed.
func decoded[T any](t *testing.T, r ran) T {
	t.Helper()
	var value T
	decoder := json.NewDecoder(strings.NewReader(r.stdout))
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%v in %q", err, r.stdout)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("there is more than one document in %q", r.stdout)
	}
	return value
}

// seededFile gives the content of a file with the built-in library in it, made
// once by the program itself.
var seededFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "seatwatch-test-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "seatwatch.db")
	var stderr bytes.Buffer
	if code := run(context.Background(), []string{"library", "--data", path}, func(string) string { return "" }, nil, io.Discard, &stderr); code != done {
		return nil, errors.New(stderr.String())
	}
	return os.ReadFile(path)
})

// seeded gives a file of the test's own with the built-in library in it.
func seeded(tb testing.TB) string {
	tb.Helper()
	content, err := seededFile()
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "seatwatch.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// served is a running program.
type served struct {
	address string
	line    string
	rest    *bufio.Reader
	stop    context.CancelFunc
	code    chan int
	stderr  *safeBuffer
}

// safeBuffer is a buffer that the program writes to while a test reads it.
type safeBuffer struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.String()
}

var addressPattern = regexp.MustCompile(`http://[^ ]+`)

// serving starts the program on a free port and waits for the line with its
// address. It is stopped with the test, if not before.
func serving(tb testing.TB, args ...string) *served {
	tb.Helper()
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	s := &served{rest: bufio.NewReader(out), stop: stop, code: make(chan int, 1), stderr: &safeBuffer{}}
	go func() {
		code := run(ctx, append([]string{"--addr", "127.0.0.1:0"}, args...), func(string) string { return "" }, nil, in, s.stderr)
		s.code <- code
		_ = in.Close()
	}()
	line, err := s.rest.ReadString('\n')
	s.line = line
	if s.address = addressPattern.FindString(line); err != nil || s.address == "" {
		stop()
		tb.Fatalf("it printed %q, %v, and said %s", line, err, s.stderr)
	}
	tb.Cleanup(stop)
	return s
}

// end stops the program and gives what else it printed and its code.
func (s *served) end(tb testing.TB) (rest string, code int) {
	tb.Helper()
	s.stop()
	more, err := io.ReadAll(s.rest)
	if err != nil {
		tb.Fatal(err)
	}
	return string(more), <-s.code
}

// get asks a running program for a page.
func (s *served) get(tb testing.TB, path string) (status int, body string) {
	tb.Helper()
	request, err := http.NewRequestWithContext(tb.Context(), http.MethodGet, s.address+path, nil)
	if err != nil {
		tb.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func TestFirstAndLaterStart(t *testing.T) {
	data := filepath.Join(t.TempDir(), "seatwatch.db")
	for _, start := range []string{"first", "later"} {
		s := serving(t, "--data", data)
		if status, body := s.get(t, "/"); status != http.StatusOK || !strings.Contains(body, "<h1") {
			t.Errorf("%s start: the home page is %d", start, status)
		}
		if status, _ := s.get(t, "/disputes/afghanistan-1996"); status != http.StatusOK {
			t.Errorf("%s start: the dispute is %d", start, status)
		}
		if status, _ := s.get(t, "/healthz"); status != http.StatusOK {
			t.Errorf("%s start: health is %d", start, status)
		}
		rest, code := s.end(t)
		if code != done || strings.Count(rest, "\n") != 1 || !strings.HasPrefix(rest, "There is no administrator yet") {
			t.Errorf("%s start: ended with %d and printed %q after its line", start, code, rest)
		}
		if !strings.HasPrefix(s.line, "Seatwatch is at http://127.0.0.1:") || strings.Contains(s.line, ":0 ") {
			t.Errorf("%s start: printed %q", start, s.line)
		}
		for line := range strings.Lines(s.stderr.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s start: logged %q", start, line)
			}
		}
	}
	if leftovers, err := filepath.Glob(data + "*"); err != nil || len(leftovers) != 1 {
		t.Errorf("the program left %v", leftovers)
	}
}

func TestConfigurationIsLogged(t *testing.T) {
	data := seeded(t)
	s := serving(t, "--data", data, "--dev")
	_, _ = s.end(t)
	if log := s.stderr.String(); !strings.Contains(log, "config.data="+data) || !strings.Contains(log, "config.dev=true") {
		t.Errorf("logged %s", log)
	}
}

// TestRequestsUnderWayAreFinished stops the server in the middle of a request.
func TestRequestsUnderWayAreFinished(t *testing.T) {
	listener, err := listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, release := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-release
		fmt.Fprint(w, "whole")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, handler, (&program{}).quietLog()) }()
	answer := make(chan string, 1)
	go func() {
		_, body := (&served{address: address(listener)}).get(t, "/")
		answer <- body
	}()
	<-begun
	stop()
	close(release)
	if got := <-answer; got != "whole" {
		t.Errorf("the request got %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestPortInUse(t *testing.T) {
	var config net.ListenConfig
	taken, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	data := filepath.Join(t.TempDir(), "seatwatch.db")
	seatwatch(t, "--addr", taken.Addr().String(), "--data", data).refused(t, failed, taken.Addr().String(), "in use", "--addr")
	if _, err := os.Stat(data); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was made although nothing could be served")
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range []string{
		"--addr nonsense", "--addr 127.0.0.1:99999", "--addr 127.0.0.1:http-alt", "--nosuch", "nosuch", "import", "export", "export a b", "serve --data=",
		"check --nosuch", "user", "user add", "user add a@example.org", "user add a@example.org --role chair", "user add nobody --role editor",
		"user add a@example.org --role editor --password secret", "user disable", "library take", "library take dispute/x-1999", "version more",
	} {
		r := seatwatch(t, strings.Fields(args)...)
		r.refused(t, wrongUse)
	}
}

func TestAddressOfNoMachine(t *testing.T) {
	seatwatch(t, "--addr", "203.0.113.1:8080", "--data", filepath.Join(t.TempDir(), "x.db")).refused(t, failed, "203.0.113.1:8080", "--addr")
}

func TestHelp(t *testing.T) {
	for _, args := range []string{"--help", "import --help", "library --help", "user --help"} {
		if r := seatwatch(t, strings.Fields(args)...); r.code != done || !strings.Contains(r.stdout, "Usage: seatwatch") || r.stderr != "" {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

func TestEnvironmentGivesWayToFlags(t *testing.T) {
	oneAfterAnother(t)
	fromEnv, fromFlag := filepath.Join(t.TempDir(), "env.db"), filepath.Join(t.TempDir(), "flag.db")
	env := map[string]string{"SEATWATCH_DATA": fromEnv, "SEATWATCH_JSON": "true"}
	seatwatchIn(t, env, "library", "--data", fromFlag).did(t)
	if _, err := os.Stat(fromEnv); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the environment won over the flag")
	}
	if r := seatwatchIn(t, env, "library").did(t); strings.TrimSpace(r.stdout) != "[]" {
		t.Errorf("got %q", r.stdout)
	}
	if _, err := os.Stat(fromEnv); err != nil {
		t.Error(err)
	}
}

// TestFilesThatCannotBeUsed plants each fault of the data file. None of them is
// changed by the attempt.
func TestFilesThatCannotBeUsed(t *testing.T) {
	folder := t.TempDir()
	plant := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, err := seededFile()
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	for i := 4096; i < len(damaged); i++ {
		damaged[i] = byte(i)
	}
	foreign := filepath.Join(folder, "foreign.db")
	execute(t, foreign, `CREATE TABLE music (title TEXT)`)
	newer := plant("newer.db", whole)
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
	for _, c := range []struct {
		path  string
		words []string
	}{
		{plant("letter.txt", []byte("Dear Secretary-General")), []string{"is not a database"}},
		{foreign, []string{"another program"}},
		{newer, []string{"newer program"}},
		{plant("damaged.db", damaged), []string{"is damaged"}},
		{plant("short.db", whole[:100]), []string{"is damaged"}},
		{plant("half.db", whole[:len(whole)/2]), []string{"is damaged"}},
		{folder, []string{"is a folder"}},
		{filepath.Join(folder, "nowhere", "x.db"), []string{"does not exist"}},
		{filepath.Join(folder, "letter.txt", "x.db"), nil},
	} {
		before, _ := os.ReadFile(c.path)
		r := seatwatch(t, "--addr", "127.0.0.1:0", "--data", c.path)
		r.refused(t, failed, append(c.words, "; ")...)
		if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", c.path)
		}
	}
}

func TestReadOnlyFolder(t *testing.T) {
	folder := "/proc"
	if os.Getuid() != 0 {
		folder = t.TempDir()
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "seatwatch.db")
	seatwatch(t, "--addr", "127.0.0.1:0", "--data", path).refused(t, failed, "cannot be written")
	seatwatch(t, "export", filepath.Join(folder, "record"), "--data", seeded(t)).refused(t, failed, "name another folder")
}

// execute runs a statement on a file behind the program's back.
func execute(t *testing.T, path, statement string) {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = pool.ExecContext(t.Context(), statement)
	if err = errors.Join(err, pool.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestVersion(t *testing.T) {
	made := decoded[version](t, seatwatch(t, "version", "--json").did(t))
	if made.Version == "" || made.Driver == "" || made.SQLite == "" || !strings.HasPrefix(made.Go, "go") {
		t.Errorf("got %+v", made)
	}
	if r := seatwatch(t, "version").did(t); !strings.HasPrefix(r.stdout, "seatwatch ") || !strings.Contains(r.stdout, made.SQLite) {
		t.Errorf("got %q", r.stdout)
	}
}

func TestProgressIsSilentInAPipe(t *testing.T) {
	p := &program{stderr: &bytes.Buffer{}, now: time.Now}
	progress := p.progress()
	progress.say("reading")
	progress.end()
	if got := fmt.Sprint(p.stderr); got != "" {
		t.Errorf("said %q", got)
	}
	var terminal bytes.Buffer
	progress = p.progress()
	progress.out, progress.now = &terminal, p.now
	progress.say("reading file %d", 1)
	progress.say("reading file %d", 2)
	progress.end()
	if got := terminal.String(); got != "\r\x1b[Kreading file 1 …\r\x1b[K" {
		t.Errorf("said %q", got)
	}
}

// folderOf gives the hash of every file in a folder by its name.
func folderOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, relErr := filepath.Rel(folder, path)
		files[name] = fmt.Sprintf("%x", sha256.Sum256(content))
		return errors.Join(err, relErr)
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// oneAfterAnother leaves a test of verbs that run one after another out of a
// short run: the race detector makes it ten times as slow and learns nothing.
func oneAfterAnother(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("nothing in it could race")
	}
}
