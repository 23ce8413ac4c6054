package main

import (
	"context"
	"fmt"
	"time"

	"seatwatch/db"
	"seatwatch/precedents"
)

// backupVerb copies the file of the record, also while it is served.
type backupVerb struct {
	File string `arg:"" help:"The copy; a file that is not there yet."`
	dataFlag
	jsonFlag
}

// Run makes the copy.
func (v *backupVerb) Run(ctx context.Context, p *program) error {
	progress := p.progress()
	progress.say("copying %s", v.Data)
	copied, err := db.Backup(ctx, v.Data, v.File)
	progress.end()
	if err != nil {
		return err
	}
	if v.JSON {
		return p.json(toldCopy(copied))
	}
	fmt.Fprintf(p.stdout, "%s is a whole copy: %s.\n", copied.Path, copyWords(copied))
	return nil
}

// restoreVerb puts a copy in the place of the file of the record.
type restoreVerb struct {
	File string `arg:"" help:"The copy, as \"seatwatch backup\" makes one."`
	dataFlag
	jsonFlag
}

// Run puts the copy there, unless the file is being served.
func (v *restoreVerb) Run(ctx context.Context, p *program) error {
	progress := p.progress()
	progress.say("reading %s", v.File)
	restored, err := db.Restore(ctx, v.File, v.Data)
	progress.end()
	if err != nil {
		return err
	}
	if v.JSON {
		told := toldCopy(restored.Copied)
		told["kept"] = nil
		if restored.Kept != "" {
			told["kept"] = restored.Kept
		}
		told["logs"] = append([]string{}, restored.Logs...)
		return p.json(told)
	}
	fmt.Fprintf(p.stdout, "The record is what %s held: %s.\n", v.File, copyWords(restored.Copied))
	if restored.Kept != "" {
		fmt.Fprintf(p.stdout, "What stood there is kept as %s.\n", restored.Kept)
	}
	for _, left := range restored.Logs {
		fmt.Fprintf(p.stdout, "What a program had left beside it is kept as %s.\n", left)
	}
	return nil
}

// toldCopy is a copy as JSON tells of it.
func toldCopy(copied db.Copied) map[string]any {
	var last *time.Time
	if !copied.LastChange.IsZero() {
		last = &copied.LastChange
	}
	return map[string]any{
		"file": copied.Path, "bytes": copied.Bytes, "schema": copied.Schema,
		"revisions": copied.Revisions, "last_change": last, "hash": copied.Hash,
	}
}

func copyWords(copied db.Copied) string {
	words := fmt.Sprintf("%s, %d bytes", precedents.Counted(copied.Revisions, "revision"), copied.Bytes)
	if !copied.LastChange.IsZero() {
		words += ", the last of " + copied.LastChange.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return words
}
