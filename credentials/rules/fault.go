package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// Place is a place in a file of the rulebook. Lines and columns run from 1; a
// Line of 0 stands for the file as a whole.
type Place struct {
	File string
	Line int
	Col  int
}

// String gives "file:line:col".
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

func (p Place) compare(other Place) int {
	return cmp.Or(strings.Compare(p.File, other.File), cmp.Compare(p.Line, other.Line), cmp.Compare(p.Col, other.Col))
}

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
	if len(*f) < mostFaults {
		*f = append(*f, PlacedFault{Place: place, Fault: credentials.Fault{What: fmt.Sprintf(format, args...), Mend: mend}})
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
	slices.SortStableFunc(f, func(a, b PlacedFault) int { return a.compare(b.Place) })
	all := slices.CompactFunc(f, func(a, b PlacedFault) bool { return a.Place == b.Place && a.Fault == b.Fault })
	for i := range all {
		all[i].Snippet = snippet(texts[all[i].File], all[i].Place)
	}
	if len(f) >= mostFaults {
		all = append(all, PlacedFault{Place: Place{File: all[len(all)-1].File}, Fault: credentials.Fault{What: "there are more faults than these", Mend: "mend these first"}})
	}
	return all
}

// widestSnippet is how many characters of a line are shown.
const widestSnippet = 160

// snippet gives a line with a caret below the column.
func snippet(text string, place Place) string {
	if place.Line == 0 {
		return ""
	}
	number := 0
	for line := range strings.Lines(text) {
		if number++; number < place.Line {
			continue
		}
		letters := []rune(strings.TrimRight(line, "\r\n"))
		letters = letters[:min(len(letters), widestSnippet)]
		for i, letter := range letters {
			if !strconv.IsPrint(letter) {
				letters[i] = ' '
			}
		}
		if place.Col > len(letters)+1 {
			return ""
		}
		head := fmt.Sprintf("%5d | ", place.Line)
		return head + string(letters) + "\n" + strings.Repeat(" ", len(head)+place.Col-1) + "^"
	}
	return ""
}
