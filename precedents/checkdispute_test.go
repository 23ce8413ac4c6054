package precedents_test

import (
	"errors"
	"slices"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// afghanistan gives the small dataset's dispute, and the frame around it.
func afghanistan(tb testing.TB) (credentials.Dispute, *precedents.Frame) {
	tb.Helper()
	library, err := precedents.Read(small(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return library.Disputes[0].Clone(), library.Frame
}

func TestCheckDispute(t *testing.T) {
	today := credentials.Day(2026, 11, 23)
	d, frame := afghanistan(t)
	if err := precedents.CheckDispute(frame, &d, nil, today); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*credentials.Dispute){
		"seat":                         func(d *credentials.Dispute) { d.Seat = "XYZ" },
		"opened":                       func(d *credentials.Dispute) { d.Opened = credentials.Day(2026, 11, 24) },
		"see_also/elsewhere-1999":      func(d *credentials.Dispute) { d.SeeAlso = []credentials.SeeAlso{{Dispute: "elsewhere-1999"}} },
		"decisions/51/assembly/date":   func(d *credentials.Dispute) { d.Decisions[0].Assembly.Date = credentials.Day(1998, 1, 1) },
		"decisions/51/committee/dates": func(d *credentials.Dispute) { d.Decisions[0].Committee.Dates[0] = credentials.Day(2027, 1, 1) },
		"decisions/99/session":         func(d *credentials.Dispute) { d.Decisions[0].Key.Session = credentials.RegularSessionOf(99) },
		"prepared/99/session": func(d *credentials.Dispute) {
			d.Prepared = []credentials.Preparation{{Session: credentials.RegularSessionOf(99)}}
		},
		"decisions/51/positions/QQQ//objects/": func(d *credentials.Dispute) {
			d.Decisions[0].Positions = []credentials.Position{{Member: "QQQ", Stance: "objects"}}
		},
		"replies/The mission/2027": func(d *credentials.Dispute) {
			date, _ := credentials.ParseDate("2027")
			d.Replies = []credentials.Reply{{By: "The mission", Date: date, Text: "No."}}
		},
	} {
		d, frame := afghanistan(t)
		spoil(&d)
		err := precedents.CheckDispute(frame, &d, []string{"other-1999"}, today)
		invalid, ok := errors.AsType[*credentials.Invalid](err)
		if !ok || !slices.ContainsFunc(invalid.Faults, func(f credentials.Fault) bool { return f.Field == field }) {
			t.Errorf("%s: %v", field, err)
			for _, f := range invalid.Faults {
				t.Log(f.Field)
			}
		}
	}
	d.Prepared = []credentials.Preparation{{Session: credentials.RegularSessionOf(52)}}
	if err := precedents.CheckDispute(frame, &d, nil, today); err != nil {
		t.Errorf("the next session cannot be prepared: %v", err)
	}
}

// full is the dispute with everything in it that editors add.
func full(tb testing.TB) credentials.Dispute {
	tb.Helper()
	d, _ := afghanistan(tb)
	d, err := credentials.Edit{By: "A: # coder", Changes: []credentials.Change{
		{Field: "prepared/52", Now: credentials.New},
		{Field: "prepared/52/facts/taliban/un_sanctions", Now: "value=false\nsource=S/1\npassage=no: 1\nconfidence=low"},
		{Field: "prepared/52/dissents/taliban/un_sanctions/A: # coder", Now: "by=A: # coder\nvalue=true"},
		{Field: "decisions/51/dissents/taliban/capital/A: # coder", Now: "by=A: # coder\npassage=not known to me"},
		{Field: "prepared/52/positions/ZMB/taliban/objects/1997-10", Now: "member=ZMB\ndate=1997-10\nuntil=1997-11"},
		{Field: "prepared/52/sources/A%2F52%2F1", Now: "title=Report\nkind=un_document\npassage=two\n\nlines"},
		{Field: "replies/The mission/1997-12", Now: "text=We object.\nsource=A/52/2"},
	}}.Apply(d)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
