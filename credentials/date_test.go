package credentials

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text, first, last, words string
		exact                    bool
	}{
		{"1996-10-22", "1996-10-22", "1996-10-22", "22 October 1996", true},
		{"1996-10", "1996-10-01", "1996-10-31", "October 1996", false},
		{"1996-02", "1996-02-01", "1996-02-29", "February 1996", false},
		{"1900-02", "1900-02-01", "1900-02-28", "February 1900", false},
		{"1996-12", "1996-12-01", "1996-12-31", "December 1996", false},
		{"1996", "1996-01-01", "1996-12-31", "1996", false},
		{"2000-02-29", "2000-02-29", "2000-02-29", "29 February 2000", true},
	} {
		d, err := ParseDate(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if d.String() != c.text || d.First().String() != c.first || d.Last().String() != c.last || d.Words() != c.words || d.Exact() != c.exact {
			t.Errorf("%s: got %s from %s to %s, %q", c.text, d, d.First(), d.Last(), d.Words())
		}
		if text, err := json.Marshal(d); err != nil || string(text) != `"`+c.text+`"` {
			t.Errorf("%s: JSON %s, %v", c.text, text, err)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{
		"96", "1996-13", "1996-00", "1996-2", "1996-02-30", "1997-02-29", "1996-1-022", "1899", "2200", "22-10-1996", "1996/10/22",
		"1996-10-22T00:00:00Z", " 1996", "1996 ", "١٩٩٦", "1996–10", "0000", "+996", "1996-10-00", "１９９６",
	} {
		d, err := ParseDate(text)
		if invalid, ok := errors.AsType[*Invalid](err); !ok || invalid.Faults[0].Mend == "" {
			t.Errorf("%q: got %v, %v", text, d, err)
		}
		if d.Known() {
			t.Errorf("%q: a refused text gave the date %s", text, d)
		}
	}
}

func TestDateNotKnown(t *testing.T) {
	d := mustDate(t, "")
	if d.Known() || d.Exact() || d.String() != "" || d.Words() != "not known" || d.First() != d || d.Last() != d || d.Year() != 0 {
		t.Errorf("got %+v, %q", d, d.Words())
	}
	if text, err := json.Marshal(d); err != nil || string(text) != "null" {
		t.Errorf("JSON: %s, %v", text, err)
	}
}

func TestBefore(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Truth
	}{
		{"1996-10-22", "1996-10-23", Yes},
		{"1996-10-22", "1996-10-22", No},
		{"1996-10-23", "1996-10-22", No},
		{"1996-10", "1996-11", Yes},
		{"1996-10", "1996-10", NotKnown},
		{"1996", "1996-12-31", NotKnown},
		{"1996", "1997", Yes},
		{"1996-12-31", "1996", No},
		{"1996-12-30", "1996", NotKnown},
		{"1996-01-01", "1996", NotKnown},
		{"1995-12-31", "1996", Yes},
		{"", "1996", NotKnown},
		{"1996", "", NotKnown},
		{"", "", NotKnown},
	} {
		if got := mustDate(t, c.a).Before(mustDate(t, c.b)); got != c.want {
			t.Errorf("%q before %q: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		day, opened, closed string
		want                Truth
	}{
		{"1996-10-25", "1996-09-17", "1997-09-15", Yes},
		{"1996-09-17", "1996-09-17", "1997-09-15", Yes},
		{"1997-09-15", "1996-09-17", "1997-09-15", Yes},
		{"1997-09-16", "1996-09-17", "1997-09-15", No},
		{"1996-09", "1996-09-17", "1997-09-15", NotKnown},
		{"1996-10", "1996-09-17", "1997-09-15", Yes},
		{"1996", "1996-09-17", "1997-09-15", NotKnown},
		{"1995", "1996-09-17", "1997-09-15", No},
		{"1999", "1996-09-17", "", Yes},
		{"1995", "1996-09-17", "", No},
		{"1999", "", "", Yes},
		{"", "1996-09-17", "", NotKnown},
	} {
		got := mustDate(t, c.day).Within(mustDate(t, c.opened), mustDate(t, c.closed))
		if got != c.want {
			t.Errorf("%q within %q to %q: %s, want %s", c.day, c.opened, c.closed, got, c.want)
		}
	}
}

func TestDays(t *testing.T) {
	if got := mustDate(t, "1996-09-27").Days(mustDate(t, "2001-12-22")); got != 1912 {
		t.Errorf("got %d", got)
	}
	if got := mustDate(t, "1996").Days(mustDate(t, "1996-02")); got != 31 {
		t.Errorf("got %d", got)
	}
}

func TestDayOfKeepsTheInstantsOwnDay(t *testing.T) {
	east := time.FixedZone("east", 14*60*60)
	if got := DayOf(time.Date(2026, 1, 1, 1, 0, 0, 0, east)); got != Day(2026, 1, 1) {
		t.Errorf("got %s", got)
	}
}

// dates draws a date of any exactness within a few years, so that bounds meet.
var dates = rapid.Custom(func(t *rapid.T) Date {
	year := rapid.IntRange(1994, 1997).Draw(t, "year")
	month := rapid.IntRange(1, 12).Draw(t, "month")
	last := Date{year: year, month: time.Month(month)}.Last().day
	day := rapid.IntRange(1, last).Draw(t, "day")
	switch rapid.IntRange(0, 3).Draw(t, "exactness") {
	case 0:
		return Date{}
	case 1:
		return Date{year: year}
	case 2:
		return Date{year: year, month: time.Month(month)}
	}
	return Day(year, time.Month(month), day)
})

func TestDatesParseAsTheyPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates.Draw(t, "date")
		if again, err := ParseDate(d.String()); err != nil || again != d {
			t.Fatalf("%v prints as %q, which reads as %v, %v", d, d, again, err)
		}
	})
}

func TestDateCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkTotalOrder(t, dates.Draw(t, "a"), dates.Draw(t, "b"), dates.Draw(t, "c"), Date.Compare)
	})
}

func checkTotalOrder[T comparable](t *rapid.T, a, b, c T, compare func(a, b T) int) {
	if (compare(a, b) == 0) != (a == b) {
		t.Fatalf("%v and %v compare as %d", a, b, compare(a, b))
	}
	if compare(a, b) != -compare(b, a) {
		t.Fatalf("%v and %v both come first", a, b)
	}
	if compare(a, b) <= 0 && compare(b, c) <= 0 && compare(a, c) > 0 {
		t.Fatalf("%v, %v, %v go round", a, b, c)
	}
}

// TestWithinAgreesWithItsDays asks every day that a date may be.
func TestWithinAgreesWithItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		known := dates.Filter(Date.Known)
		d, opened, closed := known.Draw(t, "date"), known.Draw(t, "opened"), known.Draw(t, "closed")
		if closed.Before(opened) != No {
			t.Skip("no session closes before it opens")
		}
		in, out := false, false
		for _, day := range []Date{d.First(), d.Last()} {
			for _, from := range []Date{opened.First(), opened.Last()} {
				for _, until := range []Date{closed.First(), closed.Last()} {
					if compareDays(day, from) < 0 || compareDays(day, until) > 0 {
						out = true
					}
				}
			}
		}
		// Some day of d is within if the widest bounds meet it.
		in = compareDays(d.Last(), opened.First()) >= 0 && compareDays(d.First(), closed.Last()) <= 0
		want := NotKnown
		switch {
		case in && !out:
			want = Yes
		case out && !in:
			want = No
		}
		if got := d.Within(opened, closed); got != want {
			t.Fatalf("%v within %v to %v: %v, want %v", d, opened, closed, got, want)
		}
	})
}

func TestDateListOrder(t *testing.T) {
	want := []string{"", "1995-12-31", "1996", "1996-01", "1996-01-01", "1996-01-02", "1996-02", "1997"}
	var list []Date
	for _, text := range want {
		list = append(list, mustDate(t, text))
	}
	slices.Reverse(list)
	slices.SortFunc(list, Date.Compare)
	for i, d := range list {
		if d.String() != want[i] {
			t.Fatalf("got %v, want %v", list, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"", "1996-10-22", "1996-10", "1996", "2000-02-29", "1996-02-30", "1899"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			return
		}
		if d.String() != text {
			t.Fatalf("%q prints as %q", text, d)
		}
		if d.Known() && (d.First().Compare(d.Last()) > 0 || !d.Last().Exact()) {
			t.Fatalf("%q runs from %s to %s", text, d.First(), d.Last())
		}
	})
}

func TestNext(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "1996-10-22": "1996-10-23", "1999-12-31": "2000-01-01", "1996-02": "1996-03-01", "1996": "1997-01-01",
	} {
		date, err := ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := date.Next().String(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestCommon(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"1996-10-22", "1996-10-22", "1996-10-22"},
		{"1996-10-22", "1996-10-29", "1996-10"},
		{"1996-10-22", "1996-12-17", "1996"},
		{"1996-10-22", "1997-01-10", ""},
		{"1996-10", "1996-10", "1996-10"},
		{"1996", "1996-12-17", "1996"},
		{"1996-12-17", "1996-10-22", ""},
		{"", "1996-10-22", ""},
		{"1996-10-22", "", ""},
	} {
		if got := mustDate(t, c.from).Common(mustDate(t, c.to)).String(); got != c.want {
			t.Errorf("from %q to %q: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
