package precedents

import (
	"cmp"
	"slices"
	"time"

	"seatwatch/credentials"
)

// ExpectedOpening gives the day on which the regular session of a year opens:
// the Tuesday of the second week of September, counting from the first week
// that has a working day. So every session since the seventy-eighth (2023) has
// opened; from the fifty-eighth to the seventy-seventh it was the third week
// (rule 1, as resolution 57/301 had it).
func ExpectedOpening(year int) credentials.Date {
	first := time.Date(year, time.September, 1, 0, 0, 0, 0, time.UTC)
	monday := first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7))
	if first.Weekday() == time.Saturday || first.Weekday() == time.Sunday {
		monday = monday.AddDate(0, 0, 7)
	}
	weeks := 1
	if year < 2023 {
		weeks = 2
	}
	return credentials.DayOf(monday.AddDate(0, 0, 7*weeks+1))
}

// NextOpening gives the session that opens next after a day, and when it is
// expected to. A session that the record already has is given as recorded.
func (f *Frame) NextOpening(day credentials.Date) (credentials.Session, credentials.Date) {
	for _, session := range f.Sessions {
		if session.Session.Kind() == credentials.RegularSession && day.Before(session.Opened) == credentials.Yes {
			return session.Session, session.Opened
		}
	}
	current, _ := f.SessionOn(day)
	next := credentials.RegularSessionOf(current.Session.Number() + 1)
	opening := ExpectedOpening(day.Year())
	if day.Before(opening) != credentials.Yes || opening.Compare(current.Opened) <= 0 {
		opening = ExpectedOpening(day.Year() + 1)
	}
	return next, opening
}

// SessionInQuestion gives the session that a dispute is next before on a day: the
// regular one under way as long as neither a decision on the dispute nor a report
// of its Committee is in the record, else the one that opens next.
func (f *Frame) SessionInQuestion(d *credentials.Dispute, day credentials.Date) credentials.Session {
	current, ok := f.SessionOn(day)
	decided := slices.ContainsFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key.Session == current.Session })
	if ok && !decided && len(f.ReportsOf(current.Session)) == 0 {
		return current.Session
	}
	next, _ := f.NextOpening(day)
	return next
}

// LiveSince gives the day from which a dispute must have been before the body to
// count as live: the opening of the regular session credentials.LiveSessions
// back in the record. It is not known if the record has fewer.
func (f *Frame) LiveSince() credentials.Date {
	n := 0
	for _, session := range slices.Backward(f.Sessions) {
		if session.Session.Kind() != credentials.RegularSession {
			continue
		}
		if n++; n == credentials.LiveSessions {
			return session.Opened
		}
	}
	return credentials.Date{}
}

// StateOf says whether a dispute is live, by the sessions of the record.
func (f *Frame) StateOf(d *credentials.Dispute) credentials.State {
	var last credentials.Date
	for i := range d.Decisions {
		if session, ok := f.Session(d.Decisions[i].Key.Session); ok && session.Opened.Compare(last) > 0 {
			last = session.Opened
		}
	}
	return credentials.StateOf(d.Opened, d.Closed, last, f.LiveSince())
}

// UsualMeeting gives the day of the year on which the Credentials Committee
// usually meets: the median of the last meetings of regular sessions in the
// record since the fiftieth that were held by asOf, in the year of day; of an even
// number of them, the later of the two in the middle, so that it is a day on which
// it did meet. n is how many are dated; the date is not known if none is.
func (f *Frame) UsualMeeting(disputes []credentials.Dispute, day, asOf credentials.Date) (meeting credentials.Date, n int) {
	last := map[int]credentials.Date{}
	note := func(session credentials.Session, date credentials.Date) {
		if asOf.Before(date) == credentials.Yes {
			return
		}
		if session.Kind() == credentials.RegularSession && session.Number() >= 50 && date.Exact() && date.Compare(last[session.Number()]) > 0 {
			last[session.Number()] = date
		}
	}
	for _, report := range f.Reports {
		note(report.Session, report.MeetingDate)
	}
	for i := range disputes {
		for _, x := range disputes[i].Decisions {
			if x.Committee != nil {
				for _, date := range x.Committee.Dates {
					note(x.Key.Session, date)
				}
			}
		}
	}
	if len(last) == 0 {
		return credentials.Date{}, 0
	}
	days := make([]int, 0, len(last))
	for _, date := range last {
		days = append(days, credentials.Day(date.Year(), time.January, 1).Days(date))
	}
	slices.SortFunc(days, cmp.Compare[int])
	return credentials.DayOf(time.Date(day.Year(), time.January, 1+days[len(days)/2], 0, 0, 0, 0, time.UTC)), len(days)
}
