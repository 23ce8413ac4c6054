package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
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
		faults = append(faults, faultAt(fault.File, fault.Line, fault.Col, fault.Fault))
	}
	inRules, ruled := errors.AsType[rules.Faults](err)
	for _, fault := range inRules {
		faults = append(faults, faultAt(fault.File, fault.Line, fault.Col, fault.Fault))
	}
	return faults, ok || ruled
}

func faultAt(file string, line, col int, fault credentials.Fault) placedFault {
	placed := placedFault{File: file, What: fault.What, Mend: fault.Mend}
	if line > 0 {
		placed.Line, placed.Col = &line, &col
	}
	return placed
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
