package precedents

import (
	"slices"
	"strings"

	"seatwatch/credentials"
)

// CallingOrder gives the Members of a day in the English alphabetical order of
// the names they bore, in which they vote and in which records list them (rule
// 87 of the rules of procedure). The day must be known.
func (f *Frame) CallingOrder(day credentials.Date) []credentials.Member {
	members := f.MembersOn(day)
	keys := make(map[string]string, len(members))
	for _, member := range members {
		keys[member.Code] = Fold(member.NameOn(day))
	}
	slices.SortStableFunc(members, func(a, b credentials.Member) int { return strings.Compare(keys[a.Code], keys[b.Code]) })
	return members
}
