package credentials

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// Date is a date known to the day, the month or the year. The zero value is
// not known. It is written 1996-10-22, 1996-10 or 1996.
type Date struct {
	year  int
	month time.Month
	day   int
}

// Day makes a date known to the day; the caller gives a real one.
func Day(year int, month time.Month, day int) Date { return Date{year, month, day} }

// DayOf gives the day of an instant, in the instant's own location.
func DayOf(t time.Time) Date { return Day(t.Date()) }

// ParseDate reads 1996-10-22, 1996-10 or 1996; the empty text is not known.
// Years run from 1900 to 2199. Anything else is an *Invalid.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return Date{}, nil
	}
	layout := map[int]string{4: "2006", 7: "2006-01", 10: time.DateOnly}[len(text)]
	t, err := time.Parse(layout, text)
	if layout == "" || err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return Date{}, &Invalid{Faults: []Fault{{
			What: fmt.Sprintf("%q is not a date", text),
			Mend: "write a day as 1996-10-22, a month as 1996-10, a year as 1996",
		}}}
	}
	date := Date{year: t.Year()}
	if len(text) >= 7 {
		date.month = t.Month()
	}
	if len(text) == 10 {
		date.day = t.Day()
	}
	return date, nil
}

// Known reports whether anything is known of the date.
func (d Date) Known() bool { return d.year != 0 }

// Exact reports whether the date is known to the day.
func (d Date) Exact() bool { return d.day != 0 }

// Year gives the year, 0 where it is not known.
func (d Date) Year() int { return d.year }

// First gives the earliest day the date may be; the zero Date for one that is
// not known.
func (d Date) First() Date {
	if !d.Known() {
		return d
	}
	return Date{d.year, max(d.month, time.January), max(d.day, 1)}
}

// Last gives the latest day the date may be; the zero Date for one that is not
// known.
func (d Date) Last() Date {
	switch {
	case !d.Known() || d.Exact():
		return d
	case d.month == 0:
		return Day(d.year, time.December, 31)
	}
	return DayOf(time.Date(d.year, d.month+1, 0, 0, 0, 0, 0, time.UTC))
}

// Next gives the day after the last day the date may be; the zero Date for one
// that is not known.
func (d Date) Next() Date {
	if !d.Known() {
		return d
	}
	return DayOf(d.Last().midnight().AddDate(0, 0, 1))
}

// Days gives the number of days from the first possible day of d to the first
// possible day of other; both must be known.
func (d Date) Days(other Date) int {
	return int(other.First().midnight().Sub(d.First().midnight()) / (24 * time.Hour))
}

// Plus gives the day that many days after the first possible day of d; d must be
// known.
func (d Date) Plus(days int) Date { return DayOf(d.First().midnight().AddDate(0, 0, days)) }

func (d Date) midnight() time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
}

// Time gives midnight, Universal Time, of the first day the date may be.
func (d Date) Time() time.Time { return d.First().midnight() }

// Before says whether d is certainly, certainly not, or not known to be before
// other: the autumn of 1996 is neither before nor after 1996.
func (d Date) Before(other Date) Truth {
	switch {
	case !d.Known() || !other.Known():
		return NotKnown
	case compareDays(d.Last(), other.First()) < 0:
		return Yes
	case compareDays(d.First(), other.Last()) >= 0:
		return No
	}
	return NotKnown
}

// Within says whether d lies in the days from opened to closed, both included.
// A bound that is not known does not bind.
func (d Date) Within(opened, closed Date) Truth {
	return d.Before(opened).orNo(opened).Not().And(closed.Before(d).orNo(closed).Not())
}

func (t Truth) orNo(bound Date) Truth {
	if !bound.Known() {
		return No
	}
	return t
}

// Compare orders dates for lists: by the first day each may be, the less exact
// first, and what is not known before everything.
func (d Date) Compare(other Date) int {
	return cmp.Or(
		compareDays(d.First(), other.First()),
		cmp.Compare(d.month, other.month),
		cmp.Compare(d.day, other.day),
	)
}

func compareDays(a, b Date) int {
	return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.month, b.month), cmp.Compare(a.day, b.day))
}

// String gives the date as the dataset writes it; empty where it is not known.
func (d Date) String() string {
	switch {
	case !d.Known():
		return ""
	case d.month == 0:
		return strconv.Itoa(d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// Words gives "22 October 1996", "October 1996", "1996" or "not known".
func (d Date) Words() string {
	switch {
	case !d.Known():
		return NotKnown.String()
	case d.month == 0:
		return strconv.Itoa(d.year)
	case d.day == 0:
		return fmt.Sprintf("%s %d", d.month, d.year)
	}
	return fmt.Sprintf("%d %s %d", d.day, d.month, d.year)
}

// MarshalText gives String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON gives the date as text, or null where it is not known.
func (d Date) MarshalJSON() ([]byte, error) {
	if !d.Known() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalText reads what ParseDate reads.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Common gives what is certain of a day that lies from d to other: the day, the
// month or the year that both have in common, else nothing.
func (d Date) Common(other Date) Date {
	from, to := d.First(), other.Last()
	switch {
	case !d.Known() || !other.Known() || from.year != to.year || compareDays(from, to) > 0:
		return Date{}
	case from.month != to.month:
		return Date{year: from.year}
	case from.day != to.day:
		return Date{year: from.year, month: from.month}
	}
	return from
}
