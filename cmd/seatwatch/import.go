package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"seatwatch/db"
	"seatwatch/precedents"
)

// importVerb brings files into the record.
type importVerb struct {
	Paths []string `arg:"" name:"path" help:"Files or folders: dispute YAML, the dataset's CSV files, recorded votes in the Digital Library's bulk layout."`
	dataFlag
	byFlag
	DryRun bool `help:"Only say what would be changed."`
	jsonFlag
}

// Run brings in everything named, or nothing.
func (v *importVerb) Run(ctx context.Context, p *program) (err error) {
	files, err := find(v.Paths)
	if err != nil {
		return err
	}
	if len(files.dataset) > 0 && len(files.undl) > 0 {
		return misused("%s is a file of the dataset and %s of the Digital Library; bring the dataset's files in first, and the other ones after them",
			files.dataset[0], files.undl[0])
	}
	store, err := p.openFor(ctx, v.Data, files)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	progress := p.progress()
	var report db.ImportReport
	if len(files.undl) > 0 {
		report, err = v.votes(ctx, p, store, files.undl, progress)
	} else {
		report, err = v.dataset(ctx, p, store, files.dataset, progress)
	}
	progress.end()
	if err != nil {
		return p.refuse(err, v.JSON, "nothing was brought in")
	}
	return v.tell(p, report)
}

// openFor opens the record for an import. An empty file is filled with the
// built-in library first, unless a whole record comes in: then the file is to
// hold that record and nothing else.
func (p *program) openFor(ctx context.Context, path string, files named) (*db.Store, error) {
	whole, err := holdsMembers(files.dataset)
	switch {
	case err != nil:
		return nil, err
	case whole:
		return db.Open(ctx, path)
	}
	return p.openAsItIs(ctx, path)
}

func (v *importVerb) dataset(ctx context.Context, p *program, store *db.Store, files []string, progress *progress) (db.ImportReport, error) {
	base, err := store.Library(ctx)
	if err != nil {
		return db.ImportReport{}, err
	}
	library, err := read(files, base, progress)
	if err != nil {
		return db.ImportReport{}, err
	}
	progress.say("writing")
	return store.Import(ctx, library, v.By, "imported from "+sources(files), p.now(), v.DryRun)
}

func (v *importVerb) votes(ctx context.Context, p *program, store *db.Store, files []string, progress *progress) (db.ImportReport, error) {
	frame, err := store.Frame(ctx)
	if err != nil {
		return db.ImportReport{}, err
	}
	return store.ImportUNDL(ctx, ballots(files, frame), v.By, p.now(), v.DryRun, func(rows int) { progress.say("read %d votes", rows) })
}

// ballots reads files in the bulk layout one after another.
func ballots(files []string, frame *precedents.Frame) iter.Seq2[precedents.UNDLBallot, error] {
	return func(yield func(precedents.UNDLBallot, error) bool) {
		for _, name := range files {
			if !ballotsOf(name, frame, yield) {
				return
			}
		}
	}
}

// ballotsOf reads one file; false if nothing more is wanted.
func ballotsOf(name string, frame *precedents.Frame, yield func(precedents.UNDLBallot, error) bool) bool {
	file, err := os.Open(name)
	if err != nil {
		return yield(precedents.UNDLBallot{}, unreadable(name, err))
	}
	for ballot, err := range precedents.ReadUNDL(name, file, frame) {
		if !yield(ballot, err) {
			// Nothing was written to it that could be lost.
			_ = file.Close()
			return false
		}
	}
	if err := file.Close(); err != nil {
		return yield(precedents.UNDLBallot{}, unreadable(name, err))
	}
	return true
}

// sources names what an import came from, for the record's history.
func sources(files []string) string {
	if len(files) == 1 {
		return filepath.Base(files[0])
	}
	return precedents.Counted(len(files), "file")
}

// tell says what was brought in.
func (v *importVerb) tell(p *program, report db.ImportReport) error {
	if v.JSON {
		return p.json(map[string]any{
			"dry_run": v.DryRun, "added": list(report.Added), "changed": list(report.Changed), "unchanged": len(report.Unchanged),
		})
	}
	if len(report.Added)+len(report.Changed) == 0 {
		fmt.Fprintf(p.stdout, "Nothing has changed: all of it (%s) is in the record already.\n", precedents.Counted(len(report.Unchanged), "record"))
		return nil
	}
	has := "was"
	if v.DryRun {
		has = "would be"
	}
	fmt.Fprintf(p.stdout, "%s added, %s changed, %d unchanged%s.\n",
		precedents.Counted(len(report.Added), "record"), precedents.Counted(len(report.Changed), "record"), len(report.Unchanged),
		map[bool]string{true: "; nothing was written, this was only tried"}[v.DryRun])
	for _, of := range []struct {
		done string
		keys []string
	}{{"added", report.Added}, {"changed", report.Changed}} {
		if len(of.keys) > 0 && len(of.keys) <= 20 {
			fmt.Fprintf(p.stdout, "%s %s: %s\n", strings.ToUpper(has[:1])+has[1:], of.done, strings.Join(of.keys, ", "))
		}
	}
	return nil
}

// list gives an empty list rather than null: that nothing was changed is known.
func list(keys []string) []string { return append([]string{}, keys...) }
