package precedents

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"seatwatch/credentials"
)

// Around is the record around a meeting, against which its log is checked.
type Around struct{ standing }

// AroundMeeting gives what the entries of a meeting are checked against: the
// frame, and the disputes and recorded votes that may be named.
func AroundMeeting(frame *Frame, disputes []credentials.Dispute, rollCalls []credentials.RollCall) Around {
	none := NewLibrary(NewFrame(nil, nil, nil, nil, Law{}, ""), nil, nil)
	return Around{standing{NewLibrary(frame, disputes, rollCalls), none}}
}

// Entry checks an entry for a log against the record: whether the Members it
// names were Members that day, whether its dispute, claimant and session are in
// the record, whether the body can have met that day. today may be not known; a
// meeting is never logged before its day. An error is an *Invalid with the faults
// at the names of the fields.
func (a Around) Entry(log *credentials.Log, entry credentials.MinutesEntry, today credentials.Date) error {
	e := entryCheck{standing: a.standing, log: log, entry: entry, today: today}
	e.day, _ = credentials.ParseDate(e.valueOf(credentials.TheMeeting, "date"))
	e.body = credentials.Body(e.valueOf(credentials.TheMeeting, "body"))
	if _, member, ok := entry.Ballot(); ok {
		e.member("vote", member)
	}
	kind, _ := credentials.KindOf(entry.Kind)
	for _, key := range slices.Sorted(maps.Keys(entry.Set)) {
		if field, ok := kind.Field(key); ok && entry.Set[key] != "" {
			e.field(field, entry.Set[key])
		}
	}
	if len(e.faults) > 0 {
		return &credentials.Invalid{Faults: e.faults}
	}
	return nil
}

type entryCheck struct {
	standing
	log    *credentials.Log
	entry  credentials.MinutesEntry
	body   credentials.Body
	day    credentials.Date
	today  credentials.Date
	faults []credentials.Fault
}

// valueOf gives a field as it stands once the entry is taken.
func (e *entryCheck) valueOf(id, field string) string {
	if value, set := e.entry.Set[field]; set && e.entry.Item == id {
		return value
	}
	if item, ok := e.log.Item(id); ok {
		return item.Value(field)
	}
	return ""
}

func (e *entryCheck) add(field, mend, format string, args ...any) {
	e.faults = append(e.faults, credentials.Fault{Field: field, What: fmt.Sprintf(format, args...), Mend: mend})
}

func (e *entryCheck) field(field credentials.MinutesField, value string) {
	switch field.Form {
	case credentials.MemberForm:
		e.member(field.Key, value)
	case credentials.SessionForm:
		e.meetingDay(field.Key, value)
	case credentials.DateForm:
		if e.today.Before(e.day) == credentials.Yes {
			e.add(field.Key, "log it on its day", "%s is still to come", e.day.Words())
		}
	case credentials.DisputeForm:
		if _, ok := e.dispute(value); !ok {
			e.add(field.Key, cmp.Or(credentials.Suggest(value, e.disputeIDs()), "open the dispute first"), "there is no dispute %q", value)
		}
	case credentials.ClaimantForm:
		e.claimant(field.Key, value)
	case credentials.MotionForm:
		if motion, ok := e.log.Item(value); !ok || motion.Kind != credentials.MotionItem {
			e.add(field.Key, "choose a motion of this meeting", "there is no motion %q", value)
		}
	case credentials.RollCallForm:
		if !e.rollCall(value) {
			e.add(field.Key, "bring it in first", "there is no recorded vote %q", value)
		}
	case credentials.LineForm, credentials.TextForm, credentials.TimeForm, credentials.SymbolForm, credentials.CountForm, credentials.CodeForm:
	}
}

func (s standing) rollCall(id string) bool {
	_, in := s.in.RollCall(id)
	_, base := s.base.RollCall(id)
	return in || base
}

func (e *entryCheck) member(field, code string) {
	member, ok := e.standing.member(code)
	switch {
	case !ok:
		e.add(field, cmp.Or(credentials.Suggest(code, e.memberCodes()), "write the code of a Member"), "there is no Member %q", code)
	case member.MemberOn(e.day) == credentials.No:
		e.add(field, "name a Member of the day", "%s was not a Member on %s", member.Name, e.day.Words())
	}
}

func (e *entryCheck) meetingDay(field, value string) {
	wanted, _ := credentials.ParseSession(value)
	session, ok := e.session(wanted)
	switch {
	case !ok:
		e.add(field, "add it to the sessions first, or write one that was held", "there is no %s in the record", wanted.Words())
	case e.outsideBody(e.body, session, e.day):
		fault := outsideOf(session, e.day)
		e.add("date", fault.Mend, "%s", fault.What)
	}
}

func (e *entryCheck) claimant(field, value string) {
	if e.entry.Kind == credentials.MotionItem && slices.Contains([]string{credentials.FavoursStatusQuo, credentials.FavoursChange, credentials.FavoursOther}, value) ||
		e.entry.Kind == credentials.DecisionItem && field == "seated" && value == credentials.Vacant {
		return
	}
	dispute, ok := e.dispute(cmp.Or(e.valueOf(e.entry.Item, "dispute"), e.log.OnlySeat()))
	if !ok {
		return
	}
	if _, ok := dispute.Claimant(value); !ok {
		ids := make([]string, len(dispute.Claimants))
		for i, claimant := range dispute.Claimants {
			ids[i] = claimant.ID
		}
		e.add(field, cmp.Or(credentials.Suggest(value, ids), "open the claimant on the dispute’s page first"), "%s has no claimant %q", dispute.ID, value)
	}
}

// minutes checks a meeting's file against the record, entry by entry.
func (c *checker) minutes(f *minutesFile) {
	around := Around{c.standing}
	for _, entry := range f.entries {
		c.reader.faults.addErr(around.Entry(&f.log, entry, credentials.Date{}), func(field string) Place {
			return f.place(entry.Item + "." + field)
		})
	}
}
