package precedents

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"seatwatch/credentials"
)

// Library is the whole record: the Frame, the disputes and the recorded votes.
// It does not change once made and is safe for all readers.
type Library struct {
	*Frame
	// Disputes are in the order of their ids.
	Disputes []credentials.Dispute
	// RollCalls are by session, date and id.
	RollCalls []credentials.RollCall
	// Minutes are those of the meetings that were logged, in the order of their ids.
	Minutes []credentials.Minutes

	disputes  map[string]int
	rollCalls map[string]int
	citations func() map[credentials.Symbol]Citation
}

// NewLibrary sorts and indexes the disputes, recorded votes and minutes it is
// given, and keeps them.
func NewLibrary(frame *Frame, disputes []credentials.Dispute, rollCalls []credentials.RollCall, minutes ...credentials.Minutes) *Library {
	slices.SortStableFunc(disputes, func(a, b credentials.Dispute) int { return strings.Compare(a.ID, b.ID) })
	slices.SortStableFunc(rollCalls, CompareRollCalls)
	slices.SortStableFunc(minutes, func(a, b credentials.Minutes) int { return strings.Compare(a.ID, b.ID) })
	l := &Library{
		Frame: frame, Disputes: disputes, RollCalls: rollCalls, Minutes: minutes,
		disputes: make(map[string]int, len(disputes)), rollCalls: make(map[string]int, len(rollCalls)),
	}
	for i := range disputes {
		l.disputes[disputes[i].ID] = i
	}
	for i := range rollCalls {
		l.rollCalls[rollCalls[i].ID] = i
	}
	l.citations = sync.OnceValue(l.citeAll)
	return l
}

// Citation gives the citation of an official document that anything in the library
// names; ok is false for one that nothing does.
func (l *Library) Citation(symbol credentials.Symbol) (Citation, bool) {
	c, ok := l.citations()[symbol]
	return c, ok
}

// citeAll gives the citation of every document, of those that name it the one that
// says most.
func (l *Library) citeAll() map[credentials.Symbol]Citation {
	all := map[credentials.Symbol]Citation{}
	add := func(list []Citation) {
		for _, c := range list {
			if known, met := all[c.Symbol]; !met || c.told() > known.told() {
				all[c.Symbol] = c
			}
		}
	}
	for i := range l.Disputes {
		add(CiteDispute(l.Frame, &l.Disputes[i]))
	}
	for i := range l.RollCalls {
		add(CiteRollCall(&l.RollCalls[i]))
	}
	return all
}

// CompareRollCalls orders recorded votes by session, date and id.
func CompareRollCalls(a, b credentials.RollCall) int {
	return cmp.Or(a.Session.Compare(b.Session), a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID))
}

// Dispute gives the dispute with that id; callers leave it as it is.
func (l *Library) Dispute(id string) (*credentials.Dispute, bool) {
	i, ok := l.disputes[id]
	if !ok {
		return nil, false
	}
	return &l.Disputes[i], true
}

// RollCall gives the recorded vote with that id; callers leave it as it is.
func (l *Library) RollCall(id string) (*credentials.RollCall, bool) {
	i, ok := l.rollCalls[id]
	if !ok {
		return nil, false
	}
	return &l.RollCalls[i], true
}

// MinutesOf gives the minutes of the meeting with that id; callers leave them as
// they are.
func (l *Library) MinutesOf(id string) (*credentials.Minutes, bool) {
	i, ok := slices.BinarySearchFunc(l.Minutes, id, func(m credentials.Minutes, id string) int { return strings.Compare(m.ID, id) })
	if !ok {
		return nil, false
	}
	return &l.Minutes[i], true
}
