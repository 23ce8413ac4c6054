package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	ledger = tableOf("ledger", `number at by dispute session decision as_of opening challenge
		data_hash rules_hash method_hash previous hash`, "")
	ledgerOutcomes = tableOf("ledger_outcome", "entry ordinal class outcome seated accepted p", "")
	ledgerScores   = tableOf("ledger_score", "entry at outcome accepted seated happened p brier log_loss outcome_right seat_right", "")
)

// Stamp puts an entry that precedents.Stamped made at the end of the ledger, and
// gives it with its number and hashes. A forecast of what is decided already is a
// *credentials.Invalid.
func (s *Store) Stamp(ctx context.Context, entry precedents.LedgerEntry) (precedents.LedgerEntry, error) {
	if err := person(entry.By); err != nil {
		return precedents.LedgerEntry{}, err
	}
	err := s.writing(ctx, func(c *change) error {
		decided, err := one[int](ctx, c, `SELECT count(*) FROM decision WHERE dispute = ? AND session = ? AND number = ?`,
			entry.Dispute, entry.Session.String(), entry.Decision)
		if err != nil {
			return err
		}
		if decided > 0 {
			return &credentials.Invalid{Faults: []credentials.Fault{{
				What: fmt.Sprintf("%s:%s is decided, and a stamp on what is known already shows nothing", entry.Dispute, entry.Key()),
				Mend: "stamp the forecast for a session that is still to decide",
			}}}
		}
		last, ok, err := first(ctx, c, (*lastEntry).into, `SELECT number, hash FROM ledger ORDER BY number DESC LIMIT 1`)
		if err != nil {
			return err
		}
		var before *precedents.LedgerEntry
		if ok {
			before = &last.LedgerEntry
		}
		entry = entry.After(before)
		return c.putEntry(&entry)
	})
	if err != nil {
		return precedents.LedgerEntry{}, err
	}
	return entry, nil
}

// lastEntry is as much of the last entry as the next one follows.
type lastEntry struct{ precedents.LedgerEntry }

func (l *lastEntry) into() []any { return []any{&l.Number, &l.Hash} }

func (c *change) putEntry(e *precedents.LedgerEntry) error {
	err := c.add(ledger, e.Number, stamp(e.At), e.By, e.Dispute, e.Session.String(), e.Decision, e.AsOf.String(), credentials.TruthOf(e.Opening).Code(),
		string(e.Challenge), e.Hashes.Data, e.Hashes.Rules, e.Hashes.Method, e.Previous, e.Hash)
	if err == nil {
		err = c.write(ledger, c.waiting[ledger])
	}
	if err != nil {
		return err
	}
	for i, o := range e.Outcomes {
		var accepted any
		if o.Accepted != nil {
			accepted = *o.Accepted
		}
		if err := c.add(ledgerOutcomes, e.Number, i, o.Class.String(), string(o.Outcome), o.Seated, accepted, float64(o.P)); err != nil {
			return err
		}
	}
	return nil
}

// Ledger gives every entry, the first first, with its score if it has one.
func (s *Store) Ledger(ctx context.Context) (entries []precedents.LedgerEntry, err error) {
	err = s.reading(ctx, func(tx *sql.Tx) error {
		entries, err = readLedger(ctx, tx, `TRUE`)
		return err
	})
	return entries, err
}

// readLedger gives the entries that a condition on the table ledger picks out.
func readLedger(ctx context.Context, q querier, where string, args ...any) ([]precedents.LedgerEntry, error) {
	entries, err := all(ctx, q, func(e *precedents.LedgerEntry) []any {
		return []any{
			&e.Number, instant(&e.At), &e.By, &e.Dispute, session(&e.Session), &e.Decision, date(&e.AsOf), boolean(&e.Opening), text(&e.Challenge),
			&e.Hashes.Data, &e.Hashes.Rules, &e.Hashes.Method, &e.Previous, &e.Hash,
		}
	}, `SELECT number, at, by, dispute, session, decision, as_of, opening, challenge, data_hash, rules_hash, method_hash, previous, hash
		FROM ledger WHERE `+where+` ORDER BY number`, args...)
	if err != nil || len(entries) == 0 {
		return entries, err
	}
	byNumber := make(map[int]*precedents.LedgerEntry, len(entries))
	for i := range entries {
		byNumber[entries[i].Number] = &entries[i]
	}
	type outcomeRow struct {
		entry    int
		accepted sql.NullString
		p        float64
		precedents.LedgerOutcome
	}
	err = each(ctx, q, func(o *outcomeRow) []any {
		return []any{&o.entry, known(&o.Class, precedents.ParseClass), text(&o.Outcome), &o.Seated, &o.accepted, &o.p}
	}, func(o *outcomeRow) error {
		o.P = precedents.Figure(o.p)
		if o.accepted.Valid {
			o.Accepted = &o.accepted.String
		}
		if e := byNumber[o.entry]; e != nil {
			e.Outcomes = append(e.Outcomes, o.LedgerOutcome)
		}
		return nil
	}, `SELECT entry, class, outcome, seated, accepted, p FROM ledger_outcome
		WHERE entry IN (SELECT number FROM ledger WHERE `+where+`) ORDER BY entry, ordinal`, args...)
	if err != nil {
		return nil, err
	}
	type scoreRow struct {
		entry             int
		p, brier, logLoss float64
		precedents.LedgerScore
	}
	err = each(ctx, q, func(s *scoreRow) []any {
		return []any{
			&s.entry, instant(&s.At), text(&s.Outcome), text(&s.Accepted), &s.Seated, known(&s.Happened, precedents.ParseClass),
			&s.p, &s.brier, &s.logLoss, boolean(&s.OutcomeRight), boolean(&s.SeatRight),
		}
	}, func(s *scoreRow) error {
		s.P, s.Brier, s.LogLoss = precedents.Figure(s.p), precedents.Figure(s.brier), precedents.Figure(s.logLoss)
		if e := byNumber[s.entry]; e != nil {
			e.Score = &s.LedgerScore
		}
		return nil
	}, `SELECT entry, at, outcome, accepted, seated, happened, p, brier, log_loss, outcome_right, seat_right FROM ledger_score
		WHERE entry IN (SELECT number FROM ledger WHERE `+where+`)`, args...)
	return entries, err
}

// boolean reads what a test or a stamp said, which is always known.
func boolean(into *bool) sql.Scanner {
	return known(into, func(code string) (bool, error) {
		if code != credentials.Yes.Code() && code != credentials.No.Code() {
			return false, fmt.Errorf("%q is neither true nor false", code)
		}
		return code == credentials.Yes.Code(), nil
	})
}

// scoreStanding scores the forecasts that stood for the decisions of a dispute,
// each once, when the decision comes into the record.
func (c *change) scoreStanding(d *credentials.Dispute, now time.Time) error {
	entries, err := readLedger(c.ctx, c, `dispute = ?`, d.ID)
	if err != nil || len(entries) == 0 {
		return err
	}
	scored := map[credentials.DecisionKey]bool{}
	for i := range entries {
		if entries[i].Score != nil {
			scored[entries[i].Key()] = true
		}
	}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		entry := precedents.Standing(entries, d.ID, x)
		if entry == nil || scored[x.Key] {
			continue
		}
		s := precedents.ScoreEntry(entry, x, now)
		err := c.add(ledgerScores, entry.Number, stamp(s.At), string(s.Outcome), orNull(s.Accepted), s.Seated, s.Happened.String(),
			float64(s.P), float64(s.Brier), float64(s.LogLoss), credentials.TruthOf(s.OutcomeRight).Code(), credentials.TruthOf(s.SeatRight).Code())
		if err != nil {
			return err
		}
	}
	return nil
}
