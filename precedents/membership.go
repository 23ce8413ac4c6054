package precedents

import (
	"slices"

	"seatwatch/credentials"
)

// MembersOn gives the Members of the United Nations on a day, by code, each
// seat once. A seat that two rows share, such as the Soviet Union's and the
// Russian Federation's, is given by the row that continues the other. The day
// must be known.
func (f *Frame) MembersOn(day credentials.Date) []credentials.Member {
	var members []credentials.Member
	for _, member := range f.Members {
		if member.MemberOn(day) != credentials.No && len(f.ContinuedBy(member.Code)) == 0 && !f.merged(member, day) {
			members = append(members, member)
		}
	}
	return members
}

// ContinuedBy gives the codes of the rows that continue a row's membership.
func (f *Frame) ContinuedBy(code string) []string {
	var codes []string
	for _, member := range f.Members {
		if slices.Contains(member.Continues, code) {
			codes = append(codes, member.Code)
		}
	}
	return codes
}

// merged reports whether a Member was part of a union on a day that sat in
// another's place, as Syria was in the United Arab Republic: the union's row
// names it as a successor, is younger, and is continued by another.
func (f *Frame) merged(member credentials.Member, day credentials.Date) bool {
	return slices.ContainsFunc(f.Members, func(union credentials.Member) bool {
		continued := f.ContinuedBy(union.Code)
		return len(continued) > 0 && !slices.Contains(continued, member.Code) && slices.Contains(union.Successors, member.Code) &&
			member.Admitted.Before(union.Admitted) == credentials.Yes && union.MemberOn(day) == credentials.Yes
	})
}
