package db

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const frozenColumns = `number, key, hash, account, by, at, shared, withdrawn, dispute, content, footing`

func frozenInto(f *precedents.FrozenBrief) []any {
	return []any{
		&f.Number, &f.Key, &f.Hash, &f.Account, &f.By, instant(&f.At), yes(&f.Shared), maybe(&f.Withdrawn), &f.Brief.Dispute,
		scanner(func(src any) error {
			content, err := textOf(src)
			if err != nil || content == "" {
				return err
			}
			f.Content = json.RawMessage(content)
			return json.Unmarshal(f.Content, &f.Brief)
		}),
		scanner(func(src any) error {
			if src == nil {
				return nil
			}
			return unpacked(src, &f.Footing)
		}),
	}
}

// FrozenBrief gives a brief that was kept, as it was; none is a
// *credentials.NotFound. One that was withdrawn comes without its content.
func (s *Store) FrozenBrief(ctx context.Context, number int) (precedents.FrozenBrief, error) {
	return s.frozenBrief(ctx, strconv.Itoa(number), `number = ?`, number)
}

// FrozenBriefOf gives the brief whose key stands on a copy; otherwise it is as
// FrozenBrief.
func (s *Store) FrozenBriefOf(ctx context.Context, key string) (precedents.FrozenBrief, error) {
	return s.frozenBrief(ctx, key, `key = ?`, key)
}

func (s *Store) frozenBrief(ctx context.Context, id, condition string, arg any) (precedents.FrozenBrief, error) {
	frozen, ok, err := first(ctx, s.readers, frozenInto, `SELECT `+frozenColumns+` FROM brief WHERE `+condition, arg)
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "frozen brief", ID: id}
	}
	return frozen, err
}

// KeepBrief keeps a brief that precedents froze under a new number and a random key.
// Whoever freezes the same brief again, word for word, is given the one there is, and
// what is said of sharing it holds from then on. More briefs than an account may keep
// are a *credentials.Invalid.
func (s *Store) KeepBrief(ctx context.Context, f precedents.FrozenBrief) (kept precedents.KeptBrief, err error) {
	if err := person(f.By); err != nil {
		return kept, err
	}
	footing, err := json.Marshal(f.Footing)
	if err != nil {
		return kept, err
	}
	err = s.writing(ctx, func(c *change) error {
		there, ok, err := first(ctx, c, func(k *precedents.KeptBrief) []any { return []any{&k.Number, &k.Key, yes(&k.WasShared)} },
			`SELECT number, key, shared FROM brief WHERE account = ? AND hash = ? AND withdrawn IS NULL`, f.Account, f.Hash)
		if err != nil {
			return err
		}
		if kept = there; ok {
			kept.Again = true
			return c.exec(`UPDATE brief SET shared = ? WHERE number = ?`, yesOrNo(f.Shared), kept.Number)
		}
		if err := roomForBrief(ctx, c, f.Account); err != nil {
			return err
		}
		if kept.Number, err = one[int](ctx, c, `SELECT coalesce(max(number), 0) + 1 FROM brief`); err != nil {
			return err
		}
		kept.Key = strings.ToLower(rand.Text())
		b := &f.Brief
		return c.exec(`INSERT INTO brief (number, key, hash, account, by, at, shared, dispute, title, session, decision, as_of, for_claimant, for_name, language, content, footing)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			kept.Number, kept.Key, f.Hash, f.Account, f.By, stamp(f.At), yesOrNo(f.Shared), b.Dispute, b.Title, dated(b.Session), b.Number, dated(b.AsOf),
			orNull(b.For), orNull(b.ForName), string(b.Language), string(f.Content), string(footing))
	})
	return kept, err
}

// roomForBrief refuses an account that keeps as many briefs as it may.
func roomForBrief(ctx context.Context, c *change, account int) error {
	kept, err := one[int](ctx, c, `SELECT count(*) FROM brief WHERE account = ? AND withdrawn IS NULL`, account)
	if err == nil && kept >= precedents.MostFrozen {
		err = &credentials.Invalid{Faults: []credentials.Fault{{
			What: fmt.Sprintf("you keep %d frozen briefs already", kept), Mend: "withdraw some that nobody needs any more",
		}}}
	}
	return err
}

// WithdrawBrief takes a frozen brief back for good: its number, its key and its hash
// stay, and nothing of what it said.
func (s *Store) WithdrawBrief(ctx context.Context, number int, now time.Time) error {
	return s.writing(ctx, func(c *change) error {
		return c.exec(`UPDATE brief SET withdrawn = ?, title = NULL, session = NULL, decision = NULL, as_of = NULL, for_claimant = NULL, for_name = NULL,
			language = NULL, content = NULL, footing = NULL WHERE number = ? AND withdrawn IS NULL`, stamp(now), number)
	})
}

// FrozenBriefs gives the frozen briefs that a filter picks out, the newest
// precedents.MostListed of them, the newest first, without what they say. Those that
// were withdrawn are among them only where they are asked for by their hash.
func (s *Store) FrozenBriefs(ctx context.Context, filter precedents.FrozenFilter) ([]precedents.FrozenRow, error) {
	var is where
	if filter.Hash != "" {
		// No digit of a hash comes after f.
		is.and(`hash BETWEEN ? AND ?`, filter.Hash, filter.Hash+"g")
	} else {
		is.and(`withdrawn IS NULL`)
	}
	if filter.Dispute != "" {
		is.and(`dispute = ?`, filter.Dispute)
	}
	if !filter.All {
		is.and(`(shared = 'true' OR account = ?)`, filter.Account)
	}
	return all(ctx, s.readers, func(r *precedents.FrozenRow) []any {
		return []any{
			&r.Number, &r.Hash, &r.Account, &r.By, instant(&r.At), yes(&r.Shared), maybe(&r.Withdrawn), &r.Dispute,
			text(&r.Title), session(&r.Session), number(&r.Decision), date(&r.AsOf), text(&r.For), text(&r.ForName), text(&r.Language),
		}
	}, `SELECT number, hash, account, by, at, shared, withdrawn, dispute, title, session, decision, as_of, for_claimant, for_name, language
		FROM brief`+is.text()+` ORDER BY number DESC LIMIT ?`, append(is.args, precedents.MostListed)...)
}
