package db

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	rollCalls = replacing("rollcall", "id", `session day draft resolution meeting dispute motion favours favours_claimant question
		counted_for counted_against counted_abstaining printed_for printed_against printed_abstaining printed_source source_id why`)
	ballots = tableOf("ballot", "rollcall member vote", "")
)

func (c *change) putRollCall(r *credentials.RollCall, fresh bool) error {
	if !fresh {
		if err := c.exec(`DELETE FROM ballot WHERE rollcall = ?`, r.ID); err != nil {
			return err
		}
	}
	favours, claimant := orNull(r.YesFavours), any(nil)
	switch r.YesFavours {
	case "", credentials.FavoursStatusQuo, credentials.FavoursChange, credentials.FavoursOther:
	default:
		favours, claimant = nil, r.YesFavours
	}
	counted, printed := tallyOrNull(&r.Counted), tallyOrNull(r.Printed)
	err := c.add(rollCalls, r.ID, r.Session.String(), dated(r.Date), dated(r.Draft), dated(r.Resolution), dated(r.Meeting),
		orNull(r.Dispute), string(r.Motion), favours, claimant, r.Question,
		counted[0], counted[1], counted[2], printed[0], printed[1], printed[2], orNull(r.PrintedSource), orNull(r.SourceID), orNull(r.Why))
	if err != nil {
		return err
	}
	for _, b := range r.Ballots {
		if err := c.add(ballots, r.ID, b.Member, string(b.Ballot)); err != nil {
			return err
		}
	}
	if err := c.mentionRollCall(r); err != nil {
		return err
	}
	return c.indexRollCall(r)
}

// AddRollCall brings in a recorded vote that somebody has entered, checked against
// the record, and gives its id: the vote's own, with a number after it where that
// is taken by another vote. The same vote sent twice is brought in once. What is
// wrong with it is a *credentials.Invalid; see precedents.CheckRollCall.
func (s *Store) AddRollCall(ctx context.Context, vote credentials.RollCall, by, what string, now time.Time) (id string, err error) {
	if err := s.checkRollCall(ctx, &vote, by, now); err != nil {
		return "", err
	}
	base := vote.ID
	err = s.writing(ctx, func(c *change) error {
		for n := 2; ; n++ {
			record := precedents.RollCallRecord(&vote)
			stands, err := c.current(record.Key)
			switch {
			case err != nil:
				return err
			case stands.content == record.Content:
				return nil
			case stands.content == "":
				return c.revise(record, rollCallLibrary(vote), stands.number, by, what, now)
			}
			vote.ID = base + "-" + strconv.Itoa(n)
		}
	})
	return vote.ID, err
}

// CorrectRollCall makes a recorded vote the next revision of itself. expected is the
// revision that the editor saw; if another has come in between, the error is a
// *credentials.Conflict. What is wrong with the vote is a *credentials.Invalid.
func (s *Store) CorrectRollCall(ctx context.Context, vote credentials.RollCall, expected int, by, what string, now time.Time) error {
	if err := s.checkRollCall(ctx, &vote, by, now); err != nil {
		return err
	}
	_, err := s.Save(ctx, precedents.RollCallRecord(&vote), expected, by, what, now)
	return err
}

func rollCallLibrary(vote credentials.RollCall) *precedents.Library {
	return precedents.NewLibrary(emptyFrame, nil, []credentials.RollCall{vote})
}

func (s *Store) checkRollCall(ctx context.Context, vote *credentials.RollCall, by string, now time.Time) error {
	if err := person(by); err != nil {
		return err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return err
	}
	var dispute *credentials.Dispute
	if vote.Dispute != "" {
		found, err := s.Dispute(ctx, vote.Dispute)
		if _, missing := errors.AsType[*credentials.NotFound](err); err != nil && !missing {
			return err
		} else if !missing {
			dispute = &found
		}
	}
	return precedents.CheckRollCall(frame, dispute, vote, credentials.DayOf(now.UTC()))
}

// rollCallHeads selects recorded votes without their ballots; r is the vote, d
// its dispute.
const rollCallHeads = `
	SELECT r.id, r.session, r.day, r.draft, r.resolution, r.meeting, r.dispute, r.motion, coalesce(r.favours, r.favours_claimant), r.question,
		r.counted_for, r.counted_against, r.counted_abstaining, r.printed_for, r.printed_against, r.printed_abstaining, r.printed_source, r.source_id, r.why,
		d.title, d.seat`

const rollCallTables = `
	FROM rollcall AS r JOIN session AS held ON held.session = r.session LEFT JOIN dispute AS d ON d.id = r.dispute`

type rollCallHead struct {
	precedents.RollCallRow
	printed credentials.Tally
}

func (h *rollCallHead) into() []any {
	r := &h.RollCall
	return []any{
		&r.ID, session(&r.Session), date(&r.Date), symbol(&r.Draft), symbol(&r.Resolution), symbol(&r.Meeting), text(&r.Dispute), text(&r.Motion), text(&r.YesFavours), &r.Question,
		count(&r.Counted.For), count(&r.Counted.Against), count(&r.Counted.Abstaining),
		count(&h.printed.For), count(&h.printed.Against), count(&h.printed.Abstaining), text(&r.PrintedSource), text(&r.SourceID), text(&r.Why),
		text(&h.DisputeTitle), text(&h.Seat),
	}
}

// row gives the vote, with the printed tally where one is in the record.
func (h *rollCallHead) row() precedents.RollCallRow {
	row := h.RollCallRow
	if h.printed != (credentials.Tally{}) {
		printed := h.printed
		row.Printed = &printed
	}
	return row
}

func rollCallRows(ctx context.Context, q querier, tail string, args ...any) ([]precedents.RollCallRow, error) {
	var list []precedents.RollCallRow
	err := each(ctx, q, (*rollCallHead).into, func(h *rollCallHead) error {
		list = append(list, h.row())
		return nil
	}, rollCallHeads+rollCallTables+tail, args...)
	return list, err
}

// sessionOrder is the order of credentials.Session.Compare.
const sessionOrder = `CASE held.kind WHEN 'regular' THEN 1 WHEN 'special' THEN 2 ELSE 3 END, held.number`

// RollCalls gives a page of the recorded votes, the latest first. Those on one
// dispute, and those on seats at one session, come whole, on one page and in the
// order in which they were taken. A text that is too long is a
// *credentials.Invalid.
func (s *Store) RollCalls(ctx context.Context, filter precedents.RollCallFilter) (page precedents.RollCallPage, err error) {
	where, err := rollCallWhere(filter)
	if err != nil {
		return page, err
	}
	err = s.reading(ctx, func(tx *sql.Tx) error {
		total, err := one[int](ctx, tx, `SELECT count(*)`+rollCallTables+where.text(), where.args...)
		if err != nil {
			return err
		}
		if filter.Dispute != "" || (filter.Session.Known() && filter.Seats) {
			page.Pager = precedents.PagerOf(1, total, max(total, 1))
			page.Rows, err = rollCallRows(ctx, tx, where.text()+` ORDER BY r.day, `+sessionOrder+`, r.id`, where.args...)
			return err
		}
		page.Pager = precedents.PagerOf(filter.Page, total, filter.PageRows)
		page.Rows, err = rollCallRows(ctx, tx, where.text()+` ORDER BY r.day DESC, `+sessionOrder+`, r.id LIMIT ? OFFSET ?`,
			append(where.args, page.Size, page.Offset())...)
		return err
	})
	return page, err
}

func rollCallWhere(filter precedents.RollCallFilter) (where, error) {
	var w where
	if filter.Dispute != "" {
		w.and(`r.dispute = ?`, filter.Dispute)
	}
	if filter.Session.Known() {
		w.and(`r.session = ?`, filter.Session.String())
	}
	if filter.Member != "" {
		w.and(`EXISTS (SELECT 1 FROM ballot WHERE ballot.rollcall = r.id AND ballot.member = ?)`, filter.Member)
	}
	if filter.Seats {
		w.and(`r.motion <> 'other'`)
	}
	if filter.Text != "" {
		match, err := matching(filter.Text)
		if err != nil {
			return w, err
		}
		w.and(`r.id IN (SELECT entry.key FROM search JOIN entry ON entry.id = search.rowid WHERE search MATCH ? AND entry.kind = 'rollcall')`, match)
	}
	return w, nil
}

// RollCall gives one recorded vote with its ballots. An id that names none is a
// *credentials.NotFound.
func (s *Store) RollCall(ctx context.Context, id string) (rollCall credentials.RollCall, err error) {
	err = s.reading(ctx, func(tx *sql.Tx) error {
		rows, err := rollCallRows(ctx, tx, ` WHERE r.id = ?`, id)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return &credentials.NotFound{Kind: "recorded vote", ID: id}
		}
		rollCall = rows[0].RollCall
		rollCall.Ballots, err = readBallots(ctx, tx, id)
		return err
	})
	return rollCall, err
}

func readBallots(ctx context.Context, q querier, id string) ([]credentials.MemberBallot, error) {
	return all(ctx, q, func(b *credentials.MemberBallot) []any { return []any{&b.Member, text(&b.Ballot)} },
		`SELECT member, vote FROM ballot WHERE rollcall = ? ORDER BY member`, id)
}

// Voting gives every recorded vote on a seat with every ballot. It is the same
// value until the record changes.
func (s *Store) Voting(ctx context.Context) (*precedents.Voting, error) {
	return s.voting.at(s.Generation(), func() (*precedents.Voting, error) {
		frame, err := s.Frame(ctx)
		if err != nil {
			return nil, err
		}
		var votes []precedents.RollCallRow
		err = s.reading(ctx, func(tx *sql.Tx) error {
			if votes, err = rollCallRows(ctx, tx, ` WHERE r.motion <> 'other'`); err != nil {
				return err
			}
			return withBallots(ctx, tx, votes)
		})
		if err != nil {
			return nil, err
		}
		return precedents.NewVoting(frame, votes), nil
	})
}

// withBallots gives recorded votes on seats their ballots, in the order of the
// Members' codes.
func withBallots(ctx context.Context, q querier, votes []precedents.RollCallRow) error {
	places := make(map[string]int, len(votes))
	for i := range votes {
		places[votes[i].ID] = i
	}
	type cast struct {
		rollCall string
		credentials.MemberBallot
	}
	return each(ctx, q, func(b *cast) []any { return []any{&b.rollCall, &b.Member, text(&b.Ballot)} }, func(b *cast) error {
		if i, ok := places[b.rollCall]; ok {
			votes[i].Ballots = append(votes[i].Ballots, b.MemberBallot)
		}
		return nil
	}, `SELECT b.rollcall, b.member, b.vote FROM ballot AS b JOIN rollcall AS r ON r.id = b.rollcall
		WHERE r.motion <> 'other' ORDER BY b.rollcall, b.member`)
}

// PositionsOf gives the stances of a Member, with the decisions they bear on, by
// dispute and in the order of the decisions.
func (s *Store) PositionsOf(ctx context.Context, member string) ([]precedents.PositionRow, error) {
	return all(ctx, s.readers, func(p *precedents.PositionRow) []any {
		return []any{
			&p.Member, text(&p.Stance), text(&p.Claimant), date(&p.Date), text(&p.ClaimantName),
			&p.Dispute, &p.Title, &p.Seat, session(&p.Session), &p.Number, text(&p.Confidence),
		}
	}, `SELECT p.member, p.stance, p.claimant, p.day, c.name, d.id, d.title, d.seat, x.session, x.number, x.confidence
		FROM position AS p
		JOIN dispute AS d ON d.id = p.dispute
		JOIN decision AS x ON x.dispute = p.dispute AND x.session = p.session AND x.number = p.number
		LEFT JOIN claimant AS c ON c.dispute = p.dispute AND c.id = p.claimant
		WHERE p.member = ? ORDER BY d.id, x.ordinal, p.ordinal`, member)
}
