package precedents

import "seatwatch/credentials"

// CheckRollCall checks a recorded vote that somebody enters: by itself, against the
// frame and its dispute, which is nil for a vote on anything else, and against
// today. It is final only if it agrees with the announced totals, or says why not.
// An error is a *credentials.Invalid whose faults name the columns of the dataset,
// and "votes[n].member" for a ballot.
func CheckRollCall(frame *Frame, dispute *credentials.Dispute, v *credentials.RollCall, today credentials.Date) error {
	var disputes []credentials.Dispute
	if dispute != nil {
		disputes = append(disputes, *dispute)
	}
	r := NewReader(NewLibrary(frame, disputes, nil))
	c := &checker{standing{NewLibrary(NewFrame(nil, nil, nil, nil, Law{}, ""), nil, nil), r.base}, r}
	r.faults.addErr(v.Validate(), fieldPlace{}.place)
	if !v.Date.Exact() {
		c.fault(at(fieldPlace{}, "date"), "write the day, such as 2026-11-23", "the day of the vote is not known")
	}
	if today.Before(v.Date) == credentials.Yes {
		c.fault(at(fieldPlace{}, "date"), "write a day that has been", "%s is after today", v.Date.Words())
	}
	c.rollCall(v, fieldPlace{})
	r.faults.addErr(v.Settle(), fieldPlace{}.place)
	if len(r.faults) == 0 {
		return nil
	}
	invalid := &credentials.Invalid{}
	for _, fault := range r.faults {
		fault.Field = fault.File
		invalid.Faults = append(invalid.Faults, fault.Fault)
	}
	return invalid
}

// fieldPlace gives a field for its place, where there is no file.
type fieldPlace struct{}

func (fieldPlace) place(field string) Place { return Place{File: field} }
