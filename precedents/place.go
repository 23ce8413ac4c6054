package precedents

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"
)

// Place is a place in a file of the dataset.
type Place = plainyaml.Place

// PlacedFault is a fault with its place. It is an error by itself where faults
// come one at a time.
type PlacedFault struct {
	Place
	credentials.Fault
}

// String gives "file:line:col: what; mend".
func (f PlacedFault) String() string { return f.Place.String() + ": " + f.Fault.String() }

// Error gives String.
func (f PlacedFault) Error() string { return f.String() }

// Faults are all that is wrong with what was read, in the order of file, line
// and column.
//
//nolint:errname // Pages and commands list faults; the word is the reader's.
type Faults []PlacedFault

// Error gives the faults one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// mostFaults are kept: a file that is no dataset at all has one on every row.
const mostFaults = 10_000

func (f *Faults) add(place Place, mend, format string, args ...any) {
	f.take(place, credentials.Fault{What: fmt.Sprintf(format, args...), Mend: mend})
}

func (f *Faults) take(place Place, fault credentials.Fault) {
	if len(*f) < mostFaults {
		*f = append(*f, PlacedFault{place, fault})
	}
}

// addErr places every fault of an error of the domain.
func (f *Faults) addErr(err error, place func(field string) Place) {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return
	}
	for _, fault := range invalid.Faults {
		fault.Field = strings.TrimSuffix(fault.Field, ".")
		f.take(place(fault.Field), fault)
	}
}

// addNew places the faults of an error of the domain, but for those at a place
// that is at fault already: what could not be read is not missing as well.
func (f *Faults) addNew(taken []Place, err error, place func(field string) Place) {
	var more Faults
	more.addErr(err, place)
	for _, fault := range more {
		if !slices.Contains(taken, fault.Place) {
			f.take(fault.Place, fault.Fault)
		}
	}
}

func (f Faults) places() []Place {
	places := make([]Place, len(f))
	for i, fault := range f {
		places[i] = fault.Place
	}
	return places
}

// err gives the faults in order, each once; nil if there are none.
func (f Faults) err() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b PlacedFault) int { return a.Compare(b.Place) })
	all := slices.CompactFunc(f, func(a, b PlacedFault) bool { return a.String() == b.String() })
	if len(f) >= mostFaults {
		all = append(all, PlacedFault{all[len(all)-1].Place, credentials.Fault{What: "there are more faults than these", Mend: "mend these first"}})
	}
	return all
}
