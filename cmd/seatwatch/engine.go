package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/db"
	"seatwatch/precedents"
)

// rulesFlag is the flag of every verb that forecasts.
type rulesFlag struct {
	Rules string `placeholder:"DIR" help:"A folder with a rulebook of one's own, instead of the built-in one."`
}

// load gives the rulebook. One with faults is a wrong use.
func (f rulesFlag) load() (*rules.Set, error) {
	if f.Rules == "" {
		return builtInRules()
	}
	info, err := os.Stat(f.Rules)
	switch {
	case err != nil:
		return nil, misused("%s", unreadable(f.Rules, err))
	case !info.IsDir():
		return nil, misused("%s is not a folder; name with --rules the folder that the rule files are in", f.Rules)
	}
	set, err := rules.Load(os.DirFS(f.Rules))
	if faults, ok := errors.AsType[rules.Faults](err); ok {
		return nil, misused("the rulebook has faults, and nothing was done\n%s", faultsUnder(f.Rules, faults))
	}
	if err != nil {
		return nil, misused("%s", unreadable(f.Rules, err))
	}
	return set, nil
}

func builtInRules() (*rules.Set, error) {
	set, err := rules.Embedded()
	if err != nil {
		return nil, fmt.Errorf("the built-in rulebook is not sound: %w", err)
	}
	return set, nil
}

// faultsUnder gives faults with the path of the file as the command named it.
func faultsUnder(folder string, faults rules.Faults) rules.Faults {
	placed := make(rules.Faults, len(faults))
	for i, fault := range faults {
		fault.File = filepath.Join(folder, filepath.FromSlash(fault.File))
		placed[i] = fault
	}
	return placed
}

// recordOrLibrary gives the record in the file, or the built-in library where
// there is no such file, and says so.
func (p *program) recordOrLibrary(ctx context.Context, path string) (library *precedents.Library, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(p.stderr, "seatwatch: there is no file %s, so this is of the built-in library\n", path)
		return precedents.Embedded()
	}
	err = p.using(ctx, path, func(store *db.Store) error {
		library, err = store.Library(ctx)
		return err
	})
	return library, err
}

// forecasts gives the pages the engine over the record as it stands, and how
// good it has been. Each is made when it is first asked for after a change of
// the record, once for all who ask.
type forecasts struct {
	store    *db.Store
	rules    *rules.Set
	engine   remembered[*precedents.Engine]
	backtest remembered[precedents.Backtest]
}

// Engine gives the engine.
func (f *forecasts) Engine(ctx context.Context) (*precedents.Engine, error) {
	return f.engine.at(ctx, f.store.Generation(), func(ctx context.Context) (*precedents.Engine, error) {
		library, err := f.store.Library(ctx)
		if err != nil {
			return nil, err
		}
		return precedents.NewEngine(precedents.NewCasebook(library), f.rules), nil
	})
}

// Backtest gives the scores on contested decisions.
func (f *forecasts) Backtest(ctx context.Context) (precedents.Backtest, error) {
	return f.backtest.at(ctx, f.store.Generation(), func(ctx context.Context) (precedents.Backtest, error) {
		engine, err := f.Engine(ctx)
		if err != nil {
			return precedents.Backtest{}, err
		}
		return engine.Backtest(true), nil
	})
}

// remembered is a value made once for each generation of the record.
type remembered[T any] struct {
	making singleflight.Group
	last   atomic.Pointer[madeFor[T]]
}

type madeFor[T any] struct {
	generation uint64
	value      T
}

// at gives the value of a generation, making it if nobody has yet. Whoever asks
// may give up waiting; the value is made all the same, for those who still wait.
func (r *remembered[T]) at(ctx context.Context, generation uint64, work func(context.Context) (T, error)) (T, error) {
	if last := r.last.Load(); last != nil && last.generation == generation {
		return last.value, nil
	}
	making := r.making.DoChan(strconv.FormatUint(generation, 10), func() (any, error) {
		if last := r.last.Load(); last != nil && last.generation == generation {
			return last.value, nil
		}
		value, err := work(context.WithoutCancel(ctx))
		if err == nil {
			r.last.Store(&madeFor[T]{generation, value})
		}
		return value, err
	})
	var none T
	select {
	case <-ctx.Done():
		return none, ctx.Err()
	case result := <-making:
		if result.Err != nil {
			return none, result.Err
		}
		return result.Val.(T), nil
	}
}

// inOneLine gives the fault of what was asked for as a wrong use in one
// sentence; any other error comes back as it is.
func inOneLine(err error) error {
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		faults := make([]string, len(invalid.Faults))
		for i, fault := range invalid.Faults {
			faults[i] = fault.String()
		}
		return misused("%s", strings.Join(faults, "; and "))
	}
	return err
}
