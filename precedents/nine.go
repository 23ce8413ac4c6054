package precedents

import (
	"slices"

	"seatwatch/credentials"
)

// StatedPosition is the stance of a Member on a claimant, with where it is
// recorded.
type StatedPosition struct {
	credentials.Position
	ClaimantName string
	// Key is the decision it is recorded with, and Prepared says that it is the
	// sheet of that session instead.
	Key      credentials.DecisionKey
	Prepared bool
	// Confidence is that of the decision, empty for a sheet.
	Confidence credentials.Confidence
}

// SeatRows gives every row of a Member's seat: its own, those that it continues,
// and those that continue it.
func (f *Frame) SeatRows(code string) []string {
	member, _ := f.Member(code)
	return slices.Concat([]string{code}, member.Continues, f.ContinuedBy(code))
}

// VotesUnder gives the row under which the votes of a Member's seat stand: its own,
// or that of the Member that continues it.
func (f *Frame) VotesUnder(code string) string {
	if heirs := f.ContinuedBy(code); len(heirs) > 0 {
		return heirs[0]
	}
	return code
}

// StatedPositions gives the positions on a dispute of a Member, by the rows of its
// seat, that had been recorded, the latest first: had says so of one, by the session
// that it is recorded with.
func StatedPositions(d *credentials.Dispute, rows []string, had func(credentials.Session, credentials.Position) bool) []StatedPosition {
	stated := []StatedPosition{}
	add := func(from StatedPosition, positions []credentials.Position) {
		for _, p := range positions {
			if slices.Contains(rows, p.Member) && had(from.Key.Session, p) {
				from.Position, from.ClaimantName = p, d.ClaimantName(p.Claimant)
				stated = append(stated, from)
			}
		}
	}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		add(StatedPosition{Key: x.Key, Confidence: x.Confidence}, x.Positions)
	}
	for i := range d.Prepared {
		p := &d.Prepared[i]
		add(StatedPosition{Key: credentials.DecisionKey{Session: p.Session, Number: 1}, Prepared: true}, p.Positions)
	}
	slices.Reverse(stated)
	slices.SortStableFunc(stated, func(a, b StatedPosition) int { return b.Date.Compare(a.Date) })
	return stated
}
