package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// json prints one JSON document.
func (p *program) json(value any) error {
	encoder := json.NewEncoder(p.stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// A placedFault is a fault as JSON tells of it. Line and column are null for a
// file as a whole.
type placedFault struct {
	File string `json:"file"`
	Line *int   `json:"line"`
	Col  *int   `json:"col"`
	What string `json:"what"`
	Mend string `json:"mend"`
}

// faultsOf gives the faults in what was read; ok is false for an error of
// another sort.
func faultsOf(err error) (faults []placedFault, ok bool) {
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		for _, fault := range invalid.Faults {
			faults = append(faults, placedFault{What: fault.What, Mend: fault.Mend})
		}
		return faults, true
	}
	placed, ok := errors.AsType[precedents.Faults](err)
	if single, isOne := errors.AsType[precedents.PlacedFault](err); !ok && isOne {
		placed, ok = precedents.Faults{single}, true
	}
	for _, fault := range placed {
		one := placedFault{File: fault.File, What: fault.What, Mend: fault.Mend}
		if fault.Line > 0 {
			one.Line, one.Col = &fault.Line, &fault.Col
		}
		faults = append(faults, one)
	}
	return faults, ok
}

// refuse says what is wrong with what was read: each fault on a line of stderr,
// or all of them in a JSON document, and what follows from it. An error of
// another sort comes back as it is.
func (p *program) refuse(err error, asJSON bool, follows string) error {
	faults, ok := faultsOf(err)
	if !ok {
		return err
	}
	if asJSON {
		return errors.Join(errReported, p.json(map[string]any{"faults": faults}))
	}
	fmt.Fprintf(p.stderr, "%s\nseatwatch: %s; mend %s and try again\n", err, follows, precedents.Counted(len(faults), "fault"))
	return errReported
}
