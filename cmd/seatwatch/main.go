// Command seatwatch keeps the record of disputes over who represents a Member
// at the United Nations, and serves it.
//
// It is the one place that knows both the store and the pages. Each verb has a
// file: a struct that says in its tags what it takes, and a run method that does
// it. A value comes from its flag, else from SEATWATCH_<FLAG>, else from the
// default. Results go to stdout, errors to stderr in a sentence that says what to
// do, and with --json stdout is one JSON document and nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// The codes the program ends with.
const (
	done     = 0
	failed   = 1
	wrongUse = 2
)

// commandLine is what can be asked of the program.
type commandLine struct {
	Serve    serveVerb    `cmd:"" default:"withargs" help:"Serve the record. This is what happens without a verb."`
	Import   importVerb   `cmd:"" help:"Bring files into the record: all of them, or nothing."`
	Export   exportVerb   `cmd:"" help:"Write the whole record into a folder, in the dataset's own formats."`
	Check    checkVerb    `cmd:"" help:"Say whether a dataset and a rulebook are sound, and where they are not."`
	Forecast forecastVerb `cmd:"" help:"Forecast what will come of a dispute at a session, and say why."`
	Brief    briefVerb    `cmd:"" help:"Write the two pages on a seat before a session, or on every seat, as Word, PDF, HTML, Markdown or JSON."`
	Backtest backtestVerb `cmd:"" help:"Say how good the forecasts would have been, beside plain baselines."`
	Ledger   ledgerVerb   `cmd:"" help:"List the forecasts that were stamped, and verify that none was changed since."`
	Library  libraryVerb  `cmd:"" help:"Show what a newer built-in library states otherwise than an edited record, and settle it."`
	Backup   backupVerb   `cmd:"" help:"Copy the record into a file, also while it is served."`
	Restore  restoreVerb  `cmd:"" help:"Put a copy in the place of the record, and keep what stood there."`
	User     userVerb     `cmd:"" help:"Keep the accounts of those who write the record."`
	Version  versionVerb  `cmd:"" help:"Say which version this is, and of what it is made."`
}

// A program is a run of the program: the outside as it sees it.
type program struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// run does what the arguments ask for and gives the code to end with. It ends
// early, in good order, when ctx is done.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now}
	err := p.do(ctx, args)
	switch {
	case err == nil:
		return done
	case errors.Is(err, errMisuseReported):
		return wrongUse
	case errors.Is(err, errReported):
		return failed
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		err = errors.New("stopped before it was done, and nothing was changed; start it again")
	}
	fmt.Fprintf(stderr, "seatwatch: %s\n", strings.TrimSpace(err.Error()))
	if _, ok := errors.AsType[*usageError](err); ok {
		return wrongUse
	}
	return failed
}

// The errors of a verb that has already said what is wrong: that it failed, or
// that it was asked wrongly.
var (
	errReported       = errors.New("reported")
	errMisuseReported = errors.New("reported as a wrong use")
)

// A usageError is a wrong use of the program.
type usageError struct{ message string }

// Error says what is wrong with the use.
func (e *usageError) Error() string { return e.message }

func misused(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// helped ends kong's parsing once it has printed the help that was asked for.
type helped struct{}

func (p *program) do(ctx context.Context, args []string) (err error) {
	defer func() {
		switch ended := recover(); ended {
		case nil:
		case helped{}:
			err = nil
		default:
			panic(ended)
		}
	}()
	parser, err := kong.New(&commandLine{},
		kong.Name("seatwatch"),
		kong.Description("The record of disputes over who represents a Member at the United Nations: claimants, decisions, votes, sources. "+
			"Any flag can also be set as SEATWATCH_ and its name, such as SEATWATCH_ADDR."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) { panic(helped{}) }),
		kong.Resolvers(kong.ResolverFunc(p.environment)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return fmt.Errorf("the command line is not described well: %w", err)
	}
	command, err := parser.Parse(args)
	if misuse, ok := errors.AsType[*usageError](err); ok {
		return misuse
	}
	if err != nil {
		return misused("%s; \"seatwatch --help\" tells what there is", err)
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(p)
}

// environment gives the value that the environment sets for a flag.
func (p *program) environment(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	value := p.getenv("SEATWATCH_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_")))
	if value == "" || flag.Name == "help" {
		return nil, nil
	}
	return value, nil
}
