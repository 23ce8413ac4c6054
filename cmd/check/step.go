package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// gate is what the steps share.
type gate struct {
	out      io.Writer
	fuzzTime time.Duration
}

// A step is one check. Its run gives a reason where it could not be made, and an
// error where it failed.
type step struct {
	name, says string
	// onRequest steps need more than Go, and run when they are asked for.
	onRequest bool
	run       func(ctx context.Context, g *gate) (unmade string, err error)
}

var steps = []step{
	{name: "format", says: "templates and Go are laid out as the tools lay them out", run: commands(
		"go tool templ fmt -fail .",
		"go run "+golangciLint+" fmt --diff",
	)},
	{name: "generated", says: "the Go of the templates is what they generate", run: generated},
	{name: "modules", says: "go.mod and go.sum are tidy, and the modules what they were", run: commands("go mod tidy -diff", "go mod verify")},
	{name: "modern", says: "nothing is written in a way that Go has a better one for", run: commands("go fix -diff ./...")},
	{name: "vet", says: "go vet, with the tests of browser and office too", run: commands("go vet ./...", "go vet -tags browser,office ./...")},
	{name: "lint", says: "the linters of .golangci.yml, and the file itself", run: commands(
		"go run "+golangciLint+" config verify",
		"go run "+golangciLint+" run --allow-parallel-runners",
	)},
	{name: "build", says: "the program builds without C", run: build},
	// The crawl and a few long tests do one thing after another, which the race
	// detector makes ten times as slow and learns nothing from; they are left out
	// here, the crawl is a step of its own, and "go test ./..." makes them all. The
	// package that takes longest begins; the pure ones are used by the others.
	{name: "test", says: "all tests in which something could race, shuffled, under the race detector", run: commands("go test -race -short -shuffle=on -count=1 ./views/... ./db/... ./cmd/...")},
	{name: "crawl", says: "every link is followed, every page held to its HTML", run: commands("go test -count=1 -run ^TestCrawl$ ./cmd/seatwatch")},
	{name: "fuzz", says: "each fuzz target for a while", run: fuzz},
	{name: "vulnerabilities", says: "no known vulnerability is called", run: vulnerabilities},
	{name: "kill", says: "the program is killed 200 times while several write to it, and nothing acknowledged is lost", onRequest: true, run: killing},
	{name: "browser", says: "the journeys in a browser", onRequest: true, run: commands("go test -tags browser -count=1 -run Browser ./cmd/seatwatch")},
	{name: "office", says: "every brief opens in LibreOffice, its core on two pages", onRequest: true, run: commands("go test -tags office -count=1 -run LibreOffice ./views/paper")},
	{name: "benchmarks", says: "how long a start, a page and a search take, and how much memory", onRequest: true, run: commands(
		"go test -run ^$ -bench Start -benchtime 3x ./cmd/seatwatch",
		"go test -run ^$ -bench EveryPage -benchtime 1x ./cmd/seatwatch",
		"go test -run ^$ -bench Search -benchtime 100x ./precedents ./db",
	)},
}

// commands makes a step of commands, all of which are run.
func commands(lines ...string) func(context.Context, *gate) (string, error) {
	return func(ctx context.Context, g *gate) (string, error) {
		var errs []error
		for _, line := range lines {
			errs = append(errs, g.command(ctx, g.out, nil, strings.Fields(line)...))
		}
		return "", errors.Join(errs...)
	}
}

// command runs one command with the environment and what is added to it.
func (g *gate) command(ctx context.Context, out io.Writer, added []string, words ...string) error {
	fmt.Fprintf(g.out, "-- %s\n", strings.Join(words, " "))
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Stdout, command.Stderr = out, out
	command.Env = append(os.Environ(), added...)
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(words, " "), err)
	}
	return nil
}

// generated makes the Go of the templates anew and compares it with what stood.
func generated(ctx context.Context, g *gate) (string, error) {
	before, err := generatedFiles()
	if err != nil {
		return "", err
	}
	if err := g.command(ctx, g.out, nil, "go", "tool", "templ", "generate"); err != nil {
		return "", err
	}
	after, err := generatedFiles()
	if err != nil {
		return "", err
	}
	var stale []string
	for _, path := range slices.Sorted(maps.Keys(after)) {
		if before[path] != after[path] {
			stale = append(stale, path)
		}
	}
	if len(stale) > 0 {
		return "", fmt.Errorf("these files were not what their templates generate, and are now; commit them: %s", strings.Join(stale, ", "))
	}
	return "", nil
}

func generatedFiles() (map[string][sha256.Size]byte, error) {
	files := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_templ.go") {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = sha256.Sum256(content)
		return err
	})
	return files, err
}

// build builds the program as it is released, and throws it away.
func build(ctx context.Context, g *gate) (unmade string, err error) {
	folder, err := os.MkdirTemp("", "seatwatch-build-")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	return "", g.command(ctx, g.out, []string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-o", folder, "./cmd/...")
}

// killing runs the test that kills the program as often as it takes to trust it.
func killing(ctx context.Context, g *gate) (string, error) {
	return "", g.command(ctx, g.out, []string{"SEATWATCH_KILLS=200"}, "go", "test", "-count=1", "-v", "-timeout", "30m", "-run", "^TestKilledAtRandomMoments$", "./cmd/seatwatch")
}

// fuzz finds the fuzz targets of every package and runs each. Inputs are hardly
// minimized: a short run would be over before the first new one is small.
func fuzz(ctx context.Context, g *gate) (string, error) {
	var packages bytes.Buffer
	if err := g.command(ctx, &packages, nil, "go", "list", "./..."); err != nil {
		return "", err
	}
	var errs []error
	for name := range strings.FieldsSeq(packages.String()) {
		var listed bytes.Buffer
		if err := g.command(ctx, &listed, nil, "go", "test", "-list", "^Fuzz", name); err != nil {
			errs = append(errs, err)
			continue
		}
		for target := range strings.FieldsSeq(listed.String()) {
			if strings.HasPrefix(target, "Fuzz") {
				errs = append(errs, g.command(ctx, g.out, nil, "go", "test", "-run", "^$", "-fuzz", "^"+target+"$", "-fuzztime", g.fuzzTime.String(), "-fuzzminimizetime", "1x", name))
			}
		}
	}
	return "", errors.Join(errs...)
}

// vulnerabilities asks the database of vulnerabilities, where it can be reached.
func vulnerabilities(ctx context.Context, g *gate) (string, error) {
	var said bytes.Buffer
	err := g.command(ctx, io.MultiWriter(g.out, &said), nil, "go", "run", govulncheck, "./...")
	if err != nil && strings.Contains(said.String(), "govulncheck: fetching vulnerabilities:") {
		return "the database of vulnerabilities is not reachable from here", nil
	}
	return "", err
}
