package credentials

import (
	"fmt"
	"strings"
	"time"
)

// A Fault is one thing wrong with a value: where, what, and what would be right.
type Fault struct {
	// Field is the path of the field as the dataset writes it, such as
	// "decisions[2].accepted"; empty when the fault is the whole value's.
	Field string
	// What says what is wrong, in a clause.
	What string
	// Mend says what would be right, in a clause; it may be empty.
	Mend string
}

// String gives "what; mend".
func (f Fault) String() string {
	if f.Mend == "" {
		return f.What
	}
	return f.What + "; " + f.Mend
}

// Invalid is the error of a value that breaks the rules of the domain. It
// carries every fault, not the first. Outside it becomes 422, or 400 where the
// value came from the address.
type Invalid struct {
	Faults []Fault
}

// Error gives the faults one a line.
func (e *Invalid) Error() string {
	lines := make([]string, 0, len(e.Faults))
	for _, fault := range e.Faults {
		line := fault.String()
		if fault.Field != "" {
			line = fault.Field + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// Invalidf makes an Invalid of one fault that belongs to field.
func Invalidf(field, format string, args ...any) *Invalid {
	return &Invalid{Faults: []Fault{{Field: field, What: fmt.Sprintf(format, args...)}}}
}

// NotFound is the error of an address or id that names nothing. Outside it
// becomes 404.
type NotFound struct {
	// Kind is the noun: "dispute", "session", "recorded vote".
	Kind string
	// ID is what was asked for.
	ID string
}

// Error says what was looked for.
func (e *NotFound) Error() string {
	return fmt.Sprintf("there is no %s %q in the record", e.Kind, e.ID)
}

// Conflict is the error of a change that lost a race: somebody else changed
// the same record first. Outside it becomes 409.
type Conflict struct {
	// Record is the record's key, such as "dispute/afghanistan-1996".
	Record string
	// Number is the revision that the change was made against.
	Number int
	// Fields are those that somebody else changed in between; empty where the
	// record as a whole moved on.
	Fields []FieldConflict
}

// FieldConflict is one field in two versions.
type FieldConflict struct {
	// Field is the field's path, as the change named it.
	Field string `json:"field"`
	// Was is what the editor saw, Yours what it was to become, Theirs what it
	// holds now.
	Was    string `json:"was"`
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"`
	// By and At say who changed it and when, as far as that is known.
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Error says which record or fields moved on.
func (e *Conflict) Error() string {
	if len(e.Fields) > 0 {
		names := make([]string, len(e.Fields))
		for i, field := range e.Fields {
			names[i] = field.Field
		}
		return fmt.Sprintf("somebody else has changed %s of %s; compare both versions and choose", strings.Join(names, ", "), e.Record)
	}
	return fmt.Sprintf("%s has changed since revision %d; look at the newer one and make the change again", e.Record, e.Number)
}

// Unavailable is the error of a record that cannot be read or written just now: its
// disk is full, or another program has it locked. Nothing was changed, and nobody who
// reads or writes is at fault. Outside it becomes 503.
type Unavailable struct {
	// What says what is the matter with the record, in a clause.
	What string
}

// Error says what is the matter.
func (e *Unavailable) Error() string { return "the record " + e.What }

// faults collects Faults under a growing path.
type faults struct {
	list []Fault
}

func (f *faults) add(field, mend, format string, args ...any) {
	f.list = append(f.list, Fault{Field: field, What: fmt.Sprintf(format, args...), Mend: mend})
}

func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return &Invalid{Faults: f.list}
}
