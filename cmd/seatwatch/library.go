package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/precedents"
)

// libraryVerb shows and settles what a newer built-in library states otherwise
// than records that a person has edited.
type libraryVerb struct {
	List    libraryListVerb    `cmd:"" default:"withargs" help:"List the records, each with the difference. This is what happens without a further word."`
	Take    libraryTakeVerb    `cmd:"" help:"Make the library's version of a record the newest."`
	Dismiss libraryDismissVerb `cmd:"" help:"Keep the edited version, and take the record off the list."`
}

type libraryListVerb struct {
	dataFlag
	jsonFlag
}

// Run lists the records.
func (v *libraryListVerb) Run(ctx context.Context, p *program) error {
	return p.using(ctx, v.Data, func(store *db.Store) error {
		kept, err := store.Kept(ctx)
		switch {
		case err != nil:
			return err
		case v.JSON:
			return p.json(append([]precedents.Kept{}, kept...))
		case len(kept) == 0:
			fmt.Fprintln(p.stdout, "Nothing waits: the built-in library states nothing otherwise than the edited records.")
			return nil
		}
		for _, record := range kept {
			fmt.Fprintf(p.stdout, "%s, since %s (- as it stands, + as the library has it)\n", record.Record, record.At.Format(time.DateOnly))
			for _, line := range precedents.Difference(record.Ours, record.Library) {
				switch line.Change {
				case precedents.Removed:
					fmt.Fprintf(p.stdout, "  - %s\n", line.Text)
				case precedents.Added:
					fmt.Fprintf(p.stdout, "  + %s\n", line.Text)
				case precedents.Same:
				}
			}
		}
		fmt.Fprintf(p.stdout, "Settle each with \"seatwatch library take RECORD\" or \"seatwatch library dismiss RECORD\", and --by NAME.\n")
		return nil
	})
}

// keptArg names a record of the list.
type keptArg struct {
	Record string `arg:"" help:"The record's key, such as dispute/afghanistan-1996."`
	dataFlag
	By string `required:"" placeholder:"NAME" help:"Whose decision it is."`
	jsonFlag
}

type libraryTakeVerb struct{ keptArg }

// Run takes the library's version over.
func (v *libraryTakeVerb) Run(ctx context.Context, p *program) error {
	return v.settle(ctx, p, (*db.Store).TakeOver, "The library’s version of %s is the newest now.\n")
}

type libraryDismissVerb struct{ keptArg }

// Run keeps the edited version.
func (v *libraryDismissVerb) Run(ctx context.Context, p *program) error {
	return v.settle(ctx, p, (*db.Store).Dismiss, "%s stays as it is.\n")
}

func (a *keptArg) settle(ctx context.Context, p *program,
	settle func(store *db.Store, ctx context.Context, record, by string, now time.Time) error, says string,
) error {
	return p.using(ctx, a.Data, func(store *db.Store) error {
		err := settle(store, ctx, a.Record, a.By, p.now())
		if _, missing := errors.AsType[*credentials.NotFound](err); missing {
			return fmt.Errorf("%s is not on the list; \"seatwatch library\" shows what is", a.Record)
		}
		if err != nil {
			return err
		}
		if a.JSON {
			return p.json(map[string]any{"record": a.Record, "by": a.By})
		}
		fmt.Fprintf(p.stdout, says, a.Record)
		return nil
	})
}

// using opens the file for one verb.
func (p *program) using(ctx context.Context, path string, use func(*db.Store) error) (err error) {
	store, err := p.open(ctx, path, p.quietLog())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return use(store)
}

// quietLog is the log of verbs that end: they say what they did themselves.
func (p *program) quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }
