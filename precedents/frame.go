package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Law is the digest of rules and practice.
type Law struct {
	// Text is law.md whole.
	Text string
	// Entries are its entries in their order.
	Entries []credentials.LawEntry
}

// Frame is everything around the disputes: Members, sessions, Committees,
// reports, the digest of law and the codebook. It does not change once made and
// is safe for all readers; callers leave its slices as they are.
type Frame struct {
	// Members are in the order of their codes.
	Members []credentials.Member
	// Sessions are in the order in which they opened.
	Sessions []credentials.AssemblySession
	// Committees are in the order of Session.Compare.
	Committees []credentials.Committee
	// Reports are by session, and within one in the order of the file.
	Reports  []credentials.Report
	Law      Law
	Codebook string

	members    map[string]int
	names      map[string][]int
	sessions   map[credentials.Session]int
	committees map[credentials.Session]int
}

// NewFrame sorts and indexes what it is given, and keeps it.
func NewFrame(members []credentials.Member, sessions []credentials.AssemblySession, committees []credentials.Committee,
	reports []credentials.Report, law Law, codebook string,
) *Frame {
	slices.SortStableFunc(members, func(a, b credentials.Member) int { return strings.Compare(a.Code, b.Code) })
	slices.SortStableFunc(sessions, credentials.AssemblySession.Compare)
	slices.SortStableFunc(committees, func(a, b credentials.Committee) int { return a.Session.Compare(b.Session) })
	slices.SortStableFunc(reports, func(a, b credentials.Report) int { return a.Session.Compare(b.Session) })
	f := &Frame{
		Members: members, Sessions: sessions, Committees: committees, Reports: reports, Law: law, Codebook: codebook,
		members: make(map[string]int, len(members)), names: make(map[string][]int, 2*len(members)),
		sessions: make(map[credentials.Session]int, len(sessions)), committees: make(map[credentials.Session]int, len(committees)),
	}
	for i, member := range members {
		f.members[member.Code] = i
		for _, name := range member.AllNames() {
			folded := Fold(name)
			f.names[folded] = append(f.names[folded], i)
		}
	}
	for i, session := range sessions {
		f.sessions[session.Session] = i
	}
	for i, committee := range committees {
		f.committees[committee.Session] = i
	}
	return f
}

// Member gives the Member with that code.
func (f *Frame) Member(code string) (credentials.Member, bool) {
	return pick(f.Members, f.members, code)
}

// NameOn gives the name a Member bore on a day, and the code itself if there is
// no such Member.
func (f *Frame) NameOn(code string, day credentials.Date) string {
	if member, ok := f.Member(code); ok {
		return member.NameOn(day)
	}
	return code
}

// MemberByName gives the Member that bears or bore a name, however it is
// spelled: see Fold. Where several did, it is the one that bears it today, else
// one that is a Member still, else the first by code.
func (f *Frame) MemberByName(name string) (credentials.Member, bool) {
	folded := Fold(name)
	bearers := slices.Clone(f.names[folded])
	if len(bearers) == 0 {
		return credentials.Member{}, false
	}
	slices.SortStableFunc(bearers, func(a, b int) int {
		return cmp.Or(
			falseLast(Fold(f.Members[a].Name) == folded, Fold(f.Members[b].Name) == folded),
			falseLast(!f.Members[a].Ended.Known(), !f.Members[b].Ended.Known()),
		)
	})
	return f.Members[bearers[0]], true
}

func falseLast(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

// memberNamed gives the Member that bore a name on a day; failing one that was
// known by the name that day, one that ever was.
func (f *Frame) memberNamed(name string, day credentials.Date) (credentials.Member, bool) {
	folded := Fold(name)
	ever := -1
	for _, i := range f.names[folded] {
		switch {
		case f.Members[i].MemberOn(day) == credentials.No:
		case Fold(f.Members[i].NameOn(day)) == folded:
			return f.Members[i], true
		case ever < 0:
			ever = i
		}
	}
	if ever < 0 {
		return credentials.Member{}, false
	}
	return f.Members[ever], true
}

// Session gives what is known of a session.
func (f *Frame) Session(session credentials.Session) (credentials.AssemblySession, bool) {
	return pick(f.Sessions, f.sessions, session)
}

// Committee gives the Credentials Committee appointed for a session. That of a
// special session is most often not one of its own: see ServingCommittee.
func (f *Frame) Committee(session credentials.Session) (credentials.Committee, bool) {
	return pick(f.Committees, f.committees, session)
}

// ServingCommittee gives the nine that served at a session. A special or
// emergency special session without nine of its own is served by those of the
// regular session then under way (GA-R63 of the digest); own says which of the
// two it is. ok is false where the nine are not known.
func (f *Frame) ServingCommittee(session credentials.Session) (committee credentials.Committee, own, ok bool) {
	if committee, ok = f.Committee(session); ok {
		return committee, true, true
	}
	if session.Kind() == credentials.RegularSession {
		return credentials.Committee{}, false, false
	}
	special, ok := f.Session(session)
	if !ok {
		return credentials.Committee{}, false, false
	}
	regular, ok := f.SessionOn(special.Opened)
	if !ok {
		return credentials.Committee{}, false, false
	}
	committee, ok = f.Committee(regular.Session)
	return committee, false, ok
}

// ReportsOf gives the Committee's reports to a session, in their order.
func (f *Frame) ReportsOf(session credentials.Session) []credentials.Report {
	from, found := slices.BinarySearchFunc(f.Reports, session, func(r credentials.Report, s credentials.Session) int {
		return r.Session.Compare(s)
	})
	to := from
	for found && to < len(f.Reports) && f.Reports[to].Session == session {
		to++
	}
	return f.Reports[from:to:to]
}

// Around gives the sessions that opened just before and just after a session;
// the zero Session at the ends, and for a session that is not in the record.
func (f *Frame) Around(session credentials.Session) (previous, next credentials.Session) {
	i, ok := f.sessions[session]
	if !ok {
		return previous, next
	}
	if i > 0 {
		previous = f.Sessions[i-1].Session
	}
	if i+1 < len(f.Sessions) {
		next = f.Sessions[i+1].Session
	}
	return previous, next
}

// SessionOn gives the regular session under way on a day: the latest that had
// opened by then, whether or not it had closed.
func (f *Frame) SessionOn(day credentials.Date) (credentials.AssemblySession, bool) {
	for _, session := range slices.Backward(f.Sessions) {
		if session.Session.Kind() == credentials.RegularSession && day.Known() && session.Opened.Compare(day) <= 0 {
			return session, true
		}
	}
	return credentials.AssemblySession{}, false
}

func pick[K comparable, V any](list []V, index map[K]int, key K) (value V, ok bool) {
	i, ok := index[key]
	if !ok {
		return value, false
	}
	return list[i], true
}
