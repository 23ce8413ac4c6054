package precedents

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// assemble puts together what came in: names to Members, ballots to recorded
// votes. Where a file says nothing of something because it lacks the table or
// the column, what stands already is kept.
func (r *Reader) assemble() *Library {
	disputes := make([]credentials.Dispute, 0, len(r.disputes))
	seen := map[string]spot{}
	for _, file := range r.disputes {
		if file.value.ID != "" {
			r.once(seen, file.value.ID, at(file, "id"), "the dispute "+file.value.ID)
		}
		disputes = append(disputes, file.value)
	}
	frame := NewFrame(r.assembleMembers(), r.assembleSessions(), r.assembleCommittees(), r.assembleReports(), r.law, r.codebook)
	return NewLibrary(frame, disputes, r.assembleRollCalls(), r.assembleMinutes()...)
}

func (r *Reader) assembleMinutes() []credentials.Minutes {
	minutes := make([]credentials.Minutes, 0, len(r.minutes))
	seen := map[string]spot{}
	for _, file := range r.minutes {
		r.once(seen, file.value.ID, at(file, "meeting"), "the meeting "+file.value.ID)
		minutes = append(minutes, file.value)
	}
	return minutes
}

// spot is a place that is looked up only where a fault needs it.
type spot func() Place

// at gives the spot of a field.
func at(whole interface{ place(field string) Place }, format string, args ...any) spot {
	return func() Place { return whole.place(fmt.Sprintf(format, args...)) }
}

// once finds what stands twice.
func (r *Reader) once(seen map[string]spot, key string, here spot, what string) {
	if first, twice := seen[key]; twice {
		r.faults.add(here(), "keep one of the two", "%s stands twice, first at %s", what, first())
		return
	}
	seen[key] = here
}

func (r *Reader) assembleMembers() []credentials.Member {
	members := make([]credentials.Member, 0, len(r.members))
	index := map[string]int{}
	seen := map[string]spot{}
	for _, member := range r.members {
		r.once(seen, member.value.Code, at(member.row, "iso3"), "the Member "+member.value.Code)
		index[member.value.Code] = len(members)
		standing, _ := r.base.Member(member.value.Code)
		if !r.came[namesTable] {
			member.value.Names, member.value.FormalNames = standing.Names, standing.FormalNames
		}
		if !member.row.sheet.has("continues") {
			member.value.Continues = standing.Continues
		}
		members = append(members, member.value)
	}
	for _, name := range r.names {
		i, ok := index[name.value.member]
		if !ok {
			standing, known := r.base.Member(name.value.member)
			if !known && r.broken[membersTable] {
				continue
			}
			if !known {
				r.faults.add(name.row.place("iso3"), "add the Member to members.csv", "there is no Member %q", name.value.member)
				continue
			}
			i = len(members)
			index[standing.Code] = i
			standing.Names, standing.FormalNames = nil, nil
			members = append(members, standing)
		}
		if !name.row.sheet.has("formal") {
			standing, _ := r.base.Member(members[i].Code)
			members[i].FormalNames = standing.FormalNames
		}
		if name.value.formal == credentials.Yes {
			members[i].FormalNames = append(members[i].FormalNames, name.value.period)
		} else {
			members[i].Names = append(members[i].Names, name.value.period)
		}
	}
	for i := range members {
		sortPeriods(members[i].Names)
		sortPeriods(members[i].FormalNames)
	}
	return members
}

func sortPeriods(periods []credentials.NamePeriod) {
	slices.SortStableFunc(periods, func(a, b credentials.NamePeriod) int { return a.From.Compare(b.From) })
}

func (r *Reader) assembleSessions() []credentials.AssemblySession {
	sessions := make([]credentials.AssemblySession, 0, len(r.sessions))
	seen := map[string]spot{}
	for _, session := range r.sessions {
		r.once(seen, session.value.Session.String(), at(session.row, "session"), "the "+session.value.Session.Words())
		sessions = append(sessions, session.value)
	}
	return sessions
}

func (r *Reader) assembleCommittees() []credentials.Committee {
	committees := make([]credentials.Committee, 0, len(r.committees))
	seen := map[string]spot{}
	for _, committee := range r.committees {
		session := committee.value.Session
		r.once(seen, session.String(), at(committee, "session"), "the Committee of the "+session.Words())
		if !r.broken[committeesTable] {
			r.faults.addErr(committee.value.Validate(), committee.place)
		}
		committees = append(committees, committee.value)
	}
	return committees
}

func (r *Reader) assembleReports() []credentials.Report {
	reports := make([]credentials.Report, 0, len(r.reports))
	seen := map[string]spot{}
	for _, report := range r.reports {
		if report.value.Symbol.Known() {
			r.once(seen, report.value.Symbol.String(), at(report.row, "symbol"), "the report "+report.value.Symbol.String())
		}
		reports = append(reports, report.value)
	}
	return reports
}

func (r *Reader) assembleRollCalls() []credentials.RollCall {
	index := map[string]*placedRollCall{}
	seen := map[string]spot{}
	for _, rollCall := range r.rollCalls {
		id := rollCall.value.ID
		r.once(seen, id, at(rollCall.row, "id"), "the recorded vote "+id)
		index[id] = rollCall
		r.keepStanding(rollCall)
	}
	for _, vote := range r.votes {
		rollCall, ok := index[vote.rollCall]
		if !ok {
			rollCall = r.standingRollCall(vote)
			if rollCall == nil {
				continue
			}
			index[vote.rollCall] = rollCall
			r.rollCalls = append(r.rollCalls, rollCall)
		}
		rollCall.votes = append(rollCall.votes, vote)
		rollCall.value.Ballots = append(rollCall.value.Ballots, vote.ballot)
	}
	rollCalls := make([]credentials.RollCall, 0, len(r.rollCalls))
	for _, rollCall := range r.rollCalls {
		if !r.broken[votesTable] {
			r.faults.addNew(rollCall.bad(), rollCall.value.Validate(), rollCall.place)
		}
		ballots := slices.Clone(rollCall.value.Ballots)
		slices.SortStableFunc(ballots, func(a, b credentials.MemberBallot) int { return strings.Compare(a.Member, b.Member) })
		value := rollCall.value
		value.Ballots = ballots
		rollCalls = append(rollCalls, value)
	}
	return rollCalls
}

// keepStanding takes over from the recorded vote that stands what the file that
// came in has no column or table for.
func (r *Reader) keepStanding(rollCall *placedRollCall) {
	standing, ok := r.base.RollCall(rollCall.value.ID)
	if !ok {
		return
	}
	if !rollCall.row.sheet.has("meeting") {
		rollCall.value.Meeting = standing.Meeting
	}
	if !rollCall.row.sheet.has("printed_yes") {
		rollCall.value.Printed, rollCall.value.PrintedSource = standing.Printed, standing.PrintedSource
	}
	if !rollCall.row.sheet.has("why") {
		rollCall.value.Why = standing.Why
	}
	if !r.came[votesTable] {
		rollCall.value.Ballots = slices.Clone(standing.Ballots)
	}
}

// standingRollCall gives the recorded vote that stands for a row of votes.csv
// whose vote did not come in; nil if there is none.
func (r *Reader) standingRollCall(vote vote) *placedRollCall {
	standing, ok := r.base.RollCall(vote.rollCall)
	if !ok && r.broken[rollCallsTable] {
		return nil
	}
	if !ok {
		r.faults.add(vote.place("rollcall"), "add it to rollcalls.csv", "there is no recorded vote %q", vote.rollCall)
		return nil
	}
	rollCall := &placedRollCall{value: *standing}
	rollCall.value.Ballots = nil
	return rollCall
}
