// Command check is the one gate, for people and for CI:
//
//	go run ./cmd/check
//
// It runs every step, goes on after one that fails, and ends with a table and
// the code 1 if any did. A step that could not be made says so; it never counts
// as passed. Steps can be picked with -only and -skip, and those that need more
// than Go are run when asked for with -with.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

// The checkers that are not compiled in, and so stay out of go.mod. They are
// bought with "go run" at one version.
const (
	golangciLint = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0"
	govulncheck  = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// A second signal ends the gate at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// A result is what came of a step.
type result struct {
	name string
	took time.Duration
	// err is nil for a step that passed; unmade says why it could not be made.
	err    error
	unmade string
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	g := &gate{out: stdout}
	chosen, err := g.choose(args, stderr)
	if err != nil {
		fmt.Fprintf(stderr, "check: %s\n", err)
		return 2
	}
	var results []result
	for _, step := range chosen {
		fmt.Fprintf(stdout, "== %s: %s\n", step.name, step.says)
		started := time.Now()
		unmade, err := step.run(ctx, g)
		if err != nil {
			fmt.Fprintf(stdout, "!! %s: %s\n", step.name, err)
		}
		results = append(results, result{step.name, time.Since(started), err, unmade})
		if ctx.Err() != nil {
			break
		}
	}
	return report(results, stdout)
}

func report(results []result, out io.Writer) int {
	code := 0
	fmt.Fprintln(out)
	for _, r := range results {
		says := "passed"
		switch {
		case r.err != nil:
			says, code = "FAILED", 1
		case r.unmade != "":
			says = "NOT MADE: " + r.unmade
		}
		fmt.Fprintf(out, "%-16s %7.1fs  %s\n", r.name, r.took.Seconds(), says)
	}
	return code
}

// choose reads the flags and gives the steps to run.
func (g *gate) choose(args []string, stderr io.Writer) ([]step, error) {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(stderr)
	only := flags.String("only", "", "run these steps alone, with commas between them")
	skip := flags.String("skip", "", "leave these steps out")
	with := flags.String("with", "", "run these steps too, which are left out by default")
	flags.DurationVar(&g.fuzzTime, "fuzztime", 10*time.Second, "how long each fuzz target runs")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("%q is not a flag; pick steps with -only, -skip and -with", flags.Arg(0))
	}
	names := func(list string) []string {
		return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
	}
	for _, name := range slices.Concat(names(*only), names(*skip), names(*with)) {
		if !slices.ContainsFunc(steps, func(s step) bool { return s.name == name }) {
			return nil, fmt.Errorf("there is no step %q; the steps are %s", name, stepNames())
		}
	}
	var chosen []step
	for _, s := range steps {
		wanted := !s.onRequest || slices.Contains(names(*with), s.name)
		if *only != "" {
			wanted = slices.Contains(names(*only), s.name)
		}
		if wanted && !slices.Contains(names(*skip), s.name) {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}

func stepNames() string {
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.name
	}
	return strings.Join(names, ", ")
}
