package precedents

import (
	"fmt"

	"seatwatch/credentials"
)

// CheckDispute checks an edited dispute against the record around it: its
// Members and sessions exist, its days lie within their sessions and not after
// today, and the disputes it points to are among others. It gives a
// *credentials.Invalid whose faults name fields by their paths, as
// credentials.Edit does.
func CheckDispute(frame *Frame, d *credentials.Dispute, others []string, today credentials.Date) error {
	stubs := make([]credentials.Dispute, len(others))
	for i, id := range others {
		stubs[i].ID = id
	}
	r := NewReader(NewLibrary(frame, stubs, nil))
	c := &checker{standing{NewLibrary(NewFrame(nil, nil, nil, nil, Law{}, ""), nil, nil), r.base}, r}
	// A file without a text gives the field for its place.
	f := &disputeFile{file: DisputeKey(d.ID), value: *d}
	c.dispute(f)
	c.notAfter(f, today)
	if len(r.faults) == 0 {
		return nil
	}
	invalid := &credentials.Invalid{}
	for _, fault := range r.faults {
		fault.Field = d.FieldOf(fault.File)
		invalid.Faults = append(invalid.Faults, fault.Fault)
	}
	return invalid
}

// notAfter faults every day after today: the record says what has been.
func (c *checker) notAfter(f *disputeFile, today credentials.Date) {
	d := &f.value
	check := func(day credentials.Date, format string, args ...any) {
		if today.Before(day) == credentials.Yes {
			c.fault(at(f, format, args...), "write a day that has been", "%s is after today", day.Words())
		}
	}
	check(d.Opened, "opened")
	check(d.Closed, "closed")
	for i, reply := range d.Replies {
		check(reply.Date, "replies[%d].date", i)
	}
	positions := func(list []credentials.Position, path string) {
		for n, position := range list {
			check(position.Date, "%spositions[%d].date", path, n)
			check(position.Until, "%spositions[%d].until", path, n)
		}
	}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		if x.Committee != nil {
			for _, day := range x.Committee.Dates {
				check(day, "decisions[%d].committee.dates", i)
			}
		}
		if x.Assembly != nil {
			check(x.Assembly.Date, "decisions[%d].assembly.date", i)
		}
		positions(x.Positions, fmt.Sprintf("decisions[%d].", i))
	}
	for i := range d.Prepared {
		positions(d.Prepared[i].Positions, fmt.Sprintf("prepared[%d].", i))
	}
}
