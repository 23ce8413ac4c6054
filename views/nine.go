package views

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// manyTerms is how many terms are listed before they are folded away.
const manyTerms = 5

// nineRecord is what the record has of one of the nine by the end of a session.
type nineRecord struct {
	nineMember
	// terms are its other known terms on the Committee.
	terms []term
	// votes counts its votes on seats before the session opened.
	votes precedents.VotingRecord
	// positions are those on each of the seats in question, in their order.
	positions [][]statedPosition
}

// statedPosition is a stance of one of the nine, with where it is stated.
type statedPosition struct {
	precedents.StatedPosition
	// recorded is the decision or the sheet it is recorded with, at address, whose
	// sources it rests on.
	recorded string
	address  string
}

// MarshalJSON gives the position with where it is stated; null for a claimant that
// the source does not name, and for a confidence that nobody stated.
func (p statedPosition) MarshalJSON() ([]byte, error) {
	var claimant *string
	if p.Claimant != "" {
		claimant = &p.Claimant
	}
	return json.Marshal(struct {
		Stance     credentials.Stance     `json:"stance"`
		Claimant   *string                `json:"claimant"`
		Date       credentials.Date       `json:"date"`
		Until      credentials.Date       `json:"until"`
		Address    string                 `json:"address"`
		Confidence credentials.Confidence `json:"confidence"`
	}{p.Stance, claimant, p.Date, p.Until, p.address, p.Confidence})
}

// nineRecords is the Committee of a session with what the record has of each of
// the nine.
type nineRecords struct {
	opened   credentials.Date
	disputes []credentials.Dispute
	rows     []nineRecord
	// together asks for the grid of the nine.
	together string
}

// nineJSON is one of the nine as JSON. A dispute on which no position is recorded
// has an empty list: the position is not known.
type nineJSON struct {
	Member    string                      `json:"member_iso3"`
	Name      string                      `json:"member_name"`
	Terms     []term                      `json:"other_terms"`
	Votes     precedents.VotingRecord     `json:"votes_before"`
	Positions map[string][]statedPosition `json:"positions"`
}

// recordsOfNine gives what the record has of the nine that served at a session.
func recordsOfNine(frame *precedents.Frame, voting *precedents.Voting, session credentials.AssemblySession, committee committeeView, disputes []credentials.Dispute) nineRecords {
	records := nineRecords{opened: session.Opened, disputes: disputes}
	if !committee.known {
		return records
	}
	serving, _ := frame.Committee(committee.of)
	records.together = link.BlocsOf(nineValues(frame, serving))
	before := voting.Before(session.Opened)
	for _, m := range committee.members {
		row := nineRecord{nineMember: m, terms: []term{}, votes: voting.Record([]string{frame.VotesUnder(m.Member)}, before)}
		rows := frame.SeatRows(m.Member)
		for _, code := range rows {
			row.terms = append(row.terms, slices.DeleteFunc(termsOf(frame, code), func(t term) bool { return t.Session == committee.of })...)
		}
		for i := range disputes {
			row.positions = append(row.positions, positionsBy(frame, &disputes[i], rows, session))
		}
		records.rows = append(records.rows, row)
	}
	return records
}

// inQuestionAt gives the disputes that were in question at a session: those of
// its contested decisions, and the live ones for which it is the session that is
// to decide next.
func inQuestionAt(frame *precedents.Frame, session credentials.Session, decided, live []credentials.Dispute, today credentials.Date) []credentials.Dispute {
	var disputes []credentials.Dispute
	for i := range decided {
		if slices.ContainsFunc(decided[i].Decisions, func(x credentials.Decision) bool { return x.Key.Session == session && x.Challenge.Contested() }) {
			disputes = append(disputes, decided[i])
		}
	}
	for i := range live {
		there := slices.ContainsFunc(disputes, func(d credentials.Dispute) bool { return d.ID == live[i].ID })
		if !there && frame.SessionInQuestion(&live[i], today) == session {
			disputes = append(disputes, live[i])
		}
	}
	slices.SortStableFunc(disputes, func(a, b credentials.Dispute) int { return strings.Compare(a.ID, b.ID) })
	return disputes
}

// positionsBy gives the positions of a Member, by the codes of its seat, on a
// dispute, as far as they were recorded by the end of a session, the latest first.
func positionsBy(frame *precedents.Frame, d *credentials.Dispute, codes []string, until credentials.AssemblySession) []statedPosition {
	had := func(session credentials.Session, p credentials.Position) bool {
		at, ok := frame.Session(session)
		return (session == until.Session || ok && at.Compare(until) <= 0) && until.Closed.Before(p.Date) != credentials.Yes
	}
	stated := []statedPosition{}
	for _, p := range precedents.StatedPositions(d, codes, had) {
		one := statedPosition{p, keyShort(p.Key), link.Sources(link.Decision(d.ID, p.Key))}
		if p.Prepared {
			one.recorded, one.address = p.Key.Session.Short()+", sheet", link.Sources(link.Sheet(d.ID, p.Key.Session))
		}
		stated = append(stated, one)
	}
	return stated
}

func (r nineRecords) json() []nineJSON {
	list := make([]nineJSON, 0, len(r.rows))
	for _, row := range r.rows {
		data := nineJSON{row.Member, row.Name, row.terms, row.votes, map[string][]statedPosition{}}
		for i, positions := range row.positions {
			data.Positions[r.disputes[i].ID] = positions
		}
		list = append(list, data)
	}
	return list
}

// lede says how much of what the nine think is known.
func (r nineRecords) lede() string {
	known := 0
	for _, row := range r.rows {
		for _, positions := range row.positions {
			if len(positions) > 0 {
				known++
			}
		}
	}
	words := "What each of the nine had shown by then: its votes on seats before the session opened, and its positions on the seats in question, with their day and where they are recorded."
	switch all := len(r.rows) * len(r.disputes); {
	case all == 0:
		return words + " No seat is in question at this session in the record."
	case known == 0:
		return words + " No position of any of them on those seats is recorded."
	default:
		return words + fmt.Sprintf(" %d of %d positions are recorded.", known, all)
	}
}

// votesWords says how one of the nine voted before.
func (n nineRecord) votesWords() string {
	voted := n.votes.Voted()
	if voted == 0 {
		return ""
	}
	return fmt.Sprintf("%d for whoever sat, %d for a change, %d abstaining", n.votes.Kept, n.votes.Changed, n.votes.Cast[precedents.Casting(credentials.Abstaining)])
}
