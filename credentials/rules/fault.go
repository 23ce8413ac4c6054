package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"
)

// Place is a place in a file of the rulebook.
type Place = plainyaml.Place

// PlacedFault is a fault with its place and the line it stands in.
type PlacedFault struct {
	Place
	credentials.Fault
	// Snippet is the line with a caret under the place; empty where the fault is
	// the whole file's.
	Snippet string
}

// String gives "file:line:col: what; mend" and below it the snippet.
func (f PlacedFault) String() string {
	if f.Snippet == "" {
		return f.Place.String() + ": " + f.Fault.String()
	}
	return f.Place.String() + ": " + f.Fault.String() + "\n" + f.Snippet
}

// Faults are all that is wrong with a rulebook, in the order of file, line and
// column.
//
//nolint:errname // Pages and commands list faults; the word is the reader's.
type Faults []PlacedFault

// Error gives the faults one below the other.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// mostFaults are kept: a file that is no rulebook at all has one on every line.
const mostFaults = 1000

func (f *Faults) add(place Place, mend, format string, args ...any) {
	f.take(place, credentials.Fault{What: fmt.Sprintf(format, args...), Mend: mend})
}

func (f *Faults) take(place Place, fault credentials.Fault) {
	if len(*f) < mostFaults {
		*f = append(*f, PlacedFault{Place: place, Fault: fault})
	}
}

// addErr places every fault of an error of the domain at one place.
func (f *Faults) addErr(place Place, err error) {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return
	}
	for _, fault := range invalid.Faults {
		f.add(place, fault.Mend, "%s", fault.What)
	}
}

// err gives the faults in order, each once and with its line; nil if there are
// none.
func (f Faults) err(texts map[string]string) error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b PlacedFault) int { return a.Compare(b.Place) })
	all := slices.CompactFunc(f, func(a, b PlacedFault) bool { return a.Place == b.Place && a.Fault == b.Fault })
	lines := map[string][]string{}
	for i := range all {
		file := all[i].File
		if text, read := texts[file]; read && lines[file] == nil {
			lines[file] = strings.Split(text, "\n")
		}
		all[i].show(lines[file])
	}
	if len(f) >= mostFaults {
		all = append(all, PlacedFault{Place: Place{File: all[len(all)-1].File}, Fault: credentials.Fault{What: "there are more faults than these", Mend: "mend these first"}})
	}
	return all
}

// widestSnippet is how many characters of a line are shown.
const widestSnippet = 160

// show sets the snippet from the lines of the file. What is missing at the end
// of a line is placed there.
func (f *PlacedFault) show(lines []string) {
	if f.Line == 0 || f.Line > len(lines) {
		return
	}
	line := lines[f.Line-1]
	f.Col = min(f.Col, utf8.RuneCountInString(line)+1)
	if f.Col > widestSnippet {
		return
	}
	var shown []rune
	for _, letter := range line {
		if len(shown) == widestSnippet {
			break
		}
		if !strconv.IsPrint(letter) {
			letter = ' '
		}
		shown = append(shown, letter)
	}
	head := fmt.Sprintf("%5d | ", f.Line)
	f.Snippet = head + string(shown) + "\n" + strings.Repeat(" ", len(head)+f.Col-1) + "^"
}
