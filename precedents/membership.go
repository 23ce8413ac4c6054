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
	continued := map[string][]string{}
	for _, member := range f.Members {
		for _, earlier := range member.Continues {
			continued[earlier] = append(continued[earlier], member.Code)
		}
	}
	merged := f.mergedOn(day, continued)
	var members []credentials.Member
	for _, member := range f.Members {
		if member.MemberOn(day) != credentials.No && len(continued[member.Code]) == 0 && !merged[member.Code] {
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

// mergedOn gives the Members that were part of a union on a day and sat in
// another's place, as Syria did in the United Arab Republic: the union's row
// names them as successors, is younger than theirs, and is continued by another.
func (f *Frame) mergedOn(day credentials.Date, continued map[string][]string) map[string]bool {
	merged := map[string]bool{}
	for union, heirs := range continued {
		row, ok := f.Member(union)
		if !ok || row.MemberOn(day) != credentials.Yes {
			continue
		}
		for _, code := range row.Successors {
			part, ok := f.Member(code)
			if ok && !slices.Contains(heirs, code) && part.Admitted.Before(row.Admitted) == credentials.Yes {
				merged[code] = true
			}
		}
	}
	return merged
}
