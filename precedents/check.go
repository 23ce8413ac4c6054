package precedents

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"seatwatch/credentials"
)

// standing looks things up in what came in, and then in what stands already.
type standing struct {
	in, base *Library
}

func (s standing) member(code string) (credentials.Member, bool) {
	if member, ok := s.in.Member(code); ok {
		return member, true
	}
	return s.base.Member(code)
}

func (s standing) session(session credentials.Session) (credentials.AssemblySession, bool) {
	if known, ok := s.in.Session(session); ok {
		return known, true
	}
	return s.base.Session(session)
}

func (s standing) sessionOn(day credentials.Date) (credentials.AssemblySession, bool) {
	if session, ok := s.in.SessionOn(day); ok {
		return session, true
	}
	return s.base.SessionOn(day)
}

// nextSession gives the regular session after the last of the record.
func (s standing) nextSession() credentials.Session {
	last := 0
	for _, sessions := range [][]credentials.AssemblySession{s.in.Sessions, s.base.Sessions} {
		for _, session := range sessions {
			if session.Session.Kind() == credentials.RegularSession {
				last = max(last, session.Session.Number())
			}
		}
	}
	return credentials.RegularSessionOf(last + 1)
}

func (s standing) dispute(id string) (*credentials.Dispute, bool) {
	if dispute, ok := s.in.Dispute(id); ok {
		return dispute, true
	}
	return s.base.Dispute(id)
}

func (s standing) disputeIDs() []string {
	ids := make([]string, 0, len(s.in.Disputes)+len(s.base.Disputes))
	for _, disputes := range [][]credentials.Dispute{s.in.Disputes, s.base.Disputes} {
		for i := range disputes {
			ids = append(ids, disputes[i].ID)
		}
	}
	return ids
}

func (s standing) memberCodes() []string {
	codes := make([]string, 0, len(s.in.Members)+len(s.base.Members))
	for _, members := range [][]credentials.Member{s.in.Members, s.base.Members} {
		for i := range members {
			codes = append(codes, members[i].Code)
		}
	}
	return codes
}

// check finds what does not hold between records.
func (r *Reader) check(library *Library) {
	c := &checker{standing{library, r.base}, r}
	for _, file := range r.disputes {
		c.dispute(file)
	}
	for _, member := range r.members {
		for _, successor := range member.value.Successors {
			c.memberExists(successor, at(member.row, "successor"))
		}
		for _, earlier := range member.value.Continues {
			c.memberExists(earlier, at(member.row, "continues"))
		}
	}
	for _, session := range r.sessions {
		if session.value.PresidentMember != "" {
			c.memberExists(session.value.PresidentMember, at(session.row, "president_country"))
		}
	}
	for _, committee := range r.committees {
		c.committee(committee)
	}
	for _, report := range r.reports {
		c.report(report)
	}
	for _, rollCall := range r.rollCalls {
		c.rollCall(&rollCall.value, rollCall)
	}
	for _, minutes := range r.minutes {
		c.minutes(minutes)
	}
}

type checker struct {
	standing
	reader *Reader
}

func (c *checker) fault(here spot, mend, format string, args ...any) {
	c.reader.faults.add(here(), mend, format, args...)
}

func (c *checker) memberExists(code string, here spot) {
	if _, ok := c.member(code); !ok && !c.reader.broken[membersTable] {
		c.fault(here, cmp.Or(credentials.Suggest(code, c.memberCodes()), "write a code of members.csv"), "there is no Member %q", code)
	}
}

// disputeExists gives a dispute of the record, and faults one that is not there.
func (c *checker) disputeExists(id string, here spot) (*credentials.Dispute, bool) {
	dispute, ok := c.standing.dispute(id)
	if !ok && !c.reader.lost[id] {
		c.fault(here, cmp.Or(credentials.Suggest(id, c.disputeIDs()), "write the id of a dispute of the record"), "there is no dispute %q", id)
	}
	return dispute, ok
}

// sessionExists gives a session of the record, and faults one that is not there.
func (c *checker) sessionExists(session credentials.Session, here spot) (credentials.AssemblySession, bool) {
	known, ok := c.session(session)
	if !ok && session.Known() && !c.reader.broken[sessionsTable] {
		c.fault(here, "add it to assembly_sessions.csv, or write one that was held", "there was no %s", session.Words())
	}
	return known, ok
}

func (c *checker) dispute(f *disputeFile) {
	d := &f.value
	name := nameOfFile(f.file)
	if path.Base(path.Dir(f.file)) == path.Clean(disputesDir) && d.ID != "" && d.ID != name {
		c.fault(at(f, "id"), "give both the same name", "the dispute %q stands in a file named %q", d.ID, name)
	}
	if d.Seat != "" {
		c.memberExists(d.Seat, at(f, "seat"))
	}
	for i, other := range d.SeeAlso {
		c.disputeExists(other.Dispute, at(f, "see_also[%d]", i))
	}
	for i := range d.Decisions {
		c.decision(f, i)
	}
	for i := range d.Prepared {
		c.preparation(f, i)
	}
}

// preparation faults a sheet of a session that the record does not have and that
// is not the next one either.
func (c *checker) preparation(f *disputeFile, i int) {
	p := &f.value.Prepared[i]
	for n, position := range p.Positions {
		c.memberExists(position.Member, at(f, "prepared[%d].positions[%d].member", i, n))
	}
	if p.Session == c.nextSession() {
		return
	}
	here := at(f, "prepared[%d].session", i)
	session, ok := c.sessionExists(p.Session, here)
	if ok && session.Closed.Before(f.value.Opened) == credentials.Yes {
		c.fault(here, "a dispute is decided after it opens", "the %s closed on %s, before the dispute opened on %s",
			session.Session.Words(), session.Closed, f.value.Opened)
	}
}

func (c *checker) decision(f *disputeFile, i int) {
	x := &f.value.Decisions[i]
	part := func(format string, args ...any) spot {
		return at(f, "decisions[%d].%s", i, fmt.Sprintf(format, args...))
	}
	for n, position := range x.Positions {
		c.memberExists(position.Member, part("positions[%d].member", n))
	}
	session, ok := c.sessionExists(x.Key.Session, part("session"))
	if !ok {
		return
	}
	if session.Closed.Before(f.value.Opened) == credentials.Yes {
		c.fault(part("session"), "a dispute is decided after it opens", "the %s closed on %s, before the dispute opened on %s",
			session.Session.Words(), session.Closed, f.value.Opened)
	}
	if x.Committee != nil {
		for n, date := range x.Committee.Dates {
			c.committeeDay(session, date, part("committee.dates[%d]", n))
		}
	}
	if x.Assembly != nil {
		c.assemblyDay(session, x.Assembly.Date, part("assembly.date"))
	}
}

// assemblyDay faults a day of the Assembly outside its session. The last
// meeting of a session may run past midnight, as that of ES-4 did on 19
// September 1960.
func (c *checker) assemblyDay(session credentials.AssemblySession, day credentials.Date, here spot) {
	if c.outsideBody(credentials.GeneralAssembly, session, day) {
		c.outside(session, day, here)
	}
}

// committeeDay faults a day of the Committee outside its session. The Committee
// that serves a special session is that of the regular session under way, and may
// meet before the special one opens, as that of the sixty-ninth session did for
// S-29.
func (c *checker) committeeDay(session credentials.AssemblySession, day credentials.Date, here spot) {
	if c.outsideBody(credentials.CredentialsCommittee, session, day) {
		c.outside(session, day, here)
	}
}

// outsideBody reports whether a body cannot have met on a day for a session.
func (s standing) outsideBody(body credentials.Body, session credentials.AssemblySession, day credentials.Date) bool {
	opened := session.Opened
	if body == credentials.CredentialsCommittee && session.Session.Kind() != credentials.RegularSession {
		regular, _ := s.sessionOn(session.Opened)
		opened = regular.Opened
	}
	return day.Known() && day.Within(opened, session.Closed.Next()) == credentials.No
}

func (c *checker) outside(session credentials.AssemblySession, day credentials.Date, here spot) {
	fault := outsideOf(session, day)
	c.fault(here, fault.Mend, "%s", fault.What)
}

func outsideOf(session credentials.AssemblySession, day credentials.Date) credentials.Fault {
	until := "is open still"
	if session.Closed.Known() {
		until = "closed on " + session.Closed.String()
	}
	return credentials.Fault{
		What: fmt.Sprintf("%s lies outside the %s, which opened on %s and %s", day, session.Session.Words(), session.Opened, until),
		Mend: "write a day within the session, or the session of that day",
	}
}

func (c *checker) committee(p *placedCommittee) {
	session, ok := c.sessionExists(p.value.Session, at(p, "session"))
	for i, m := range p.value.Members {
		here := at(p, "members[%d].member_iso3", i)
		member, known := c.member(m.Member)
		switch {
		case !known:
			c.memberExists(m.Member, here)
		case ok && (member.Ended.Before(session.Opened) == credentials.Yes || session.Closed.Before(member.Admitted) == credentials.Yes):
			c.fault(here, "the nine are Members at the time", "%s was not a Member during the %s", m.Member, session.Session.Words())
		}
	}
}

func (c *checker) report(p placed[credentials.Report]) {
	session, ok := c.sessionExists(p.value.Session, at(p.row, "session"))
	if !ok {
		return
	}
	c.committeeDay(session, p.value.MeetingDate, at(p.row, "meeting_date"))
	c.assemblyDay(session, p.value.Adopted, at(p.row, "adopted_by_assembly_date"))
}

func (c *checker) rollCall(v *credentials.RollCall, p interface{ place(field string) Place }) {
	if session, ok := c.sessionExists(v.Session, at(p, "session")); ok {
		c.assemblyDay(session, v.Date, at(p, "date"))
	}
	sides := []string{credentials.FavoursStatusQuo, credentials.FavoursChange, credentials.FavoursOther}
	if v.Dispute != "" {
		dispute, ok := c.disputeExists(v.Dispute, at(p, "dispute"))
		if !ok {
			return
		}
		for _, claimant := range dispute.Claimants {
			sides = append(sides, claimant.ID)
		}
	}
	if !slices.Contains(sides, v.YesFavours) {
		c.fault(at(p, "yes_favours"), credentials.Suggest(v.YesFavours, sides), "%q is neither a side nor a claimant of the dispute", v.YesFavours)
	}
	for i, ballot := range v.Ballots {
		here := at(p, "votes[%d].member", i)
		member, ok := c.member(ballot.Member)
		switch {
		case !ok:
			c.memberExists(ballot.Member, here)
		case member.MemberOn(v.Date) == credentials.No:
			c.fault(here, "a vote is cast by a Member of the day", "%s was not a Member on %s", ballot.Member, v.Date)
		}
	}
}
