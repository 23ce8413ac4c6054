package db

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func frozenInto(f *precedents.FrozenBrief) []any {
	return []any{
		&f.Number, &f.Hash, &f.Account, &f.By, instant(&f.At), yes(&f.Shared), maybe(&f.Withdrawn), &f.Brief.Dispute,
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
	frozen, ok, err := first(ctx, s.readers, frozenInto, `SELECT number, hash, account, by, at, shared, withdrawn, dispute, content, footing FROM brief WHERE number = ?`, number)
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "frozen brief", ID: strconv.Itoa(number)}
	}
	return frozen, err
}

// KeepBrief keeps a brief that precedents froze, and gives its number. Whoever
// freezes the same brief again, word for word, is given the number of the one there
// is, and what is said of sharing it holds from then on. More briefs than an account
// may keep are a *credentials.Invalid.
func (s *Store) KeepBrief(ctx context.Context, f precedents.FrozenBrief) (number int, err error) {
	if err := person(f.By); err != nil {
		return 0, err
	}
	footing, err := json.Marshal(f.Footing)
	if err != nil {
		return 0, err
	}
	err = s.writing(ctx, func(c *change) error {
		there, ok, err := first(ctx, c, single[int], `SELECT number FROM brief WHERE account = ? AND hash = ? AND withdrawn IS NULL`, f.Account, f.Hash)
		if err != nil {
			return err
		}
		if ok {
			number = there
			return c.exec(`UPDATE brief SET shared = ? WHERE number = ?`, yesOrNo(f.Shared), number)
		}
		kept, err := one[int](ctx, c, `SELECT count(*) FROM brief WHERE account = ? AND withdrawn IS NULL`, f.Account)
		if err != nil {
			return err
		}
		if kept >= precedents.MostFrozen {
			return &credentials.Invalid{Faults: []credentials.Fault{{
				What: fmt.Sprintf("you keep %d frozen briefs already", kept), Mend: "withdraw some that nobody needs any more",
			}}}
		}
		if number, err = one[int](ctx, c, `SELECT coalesce(max(number), 0) + 1 FROM brief`); err != nil {
			return err
		}
		return c.exec(`INSERT INTO brief (number, hash, account, by, at, shared, dispute, content, footing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			number, f.Hash, f.Account, f.By, stamp(f.At), yesOrNo(f.Shared), f.Brief.Dispute, string(f.Content), string(footing))
	})
	return number, err
}

// WithdrawBrief takes a frozen brief back for good: its number and its hash stay,
// and nothing of what it said.
func (s *Store) WithdrawBrief(ctx context.Context, number int, now time.Time) error {
	return s.writing(ctx, func(c *change) error {
		return c.exec(`UPDATE brief SET withdrawn = ?, content = NULL, footing = NULL WHERE number = ? AND withdrawn IS NULL`, stamp(now), number)
	})
}

// FrozenBriefs gives the frozen briefs that a filter picks out, the newest first,
// without what they say. Those that were withdrawn are among them only where they
// are asked for by their hash.
func (s *Store) FrozenBriefs(ctx context.Context, filter precedents.FrozenFilter) ([]precedents.FrozenRow, error) {
	var is where
	if filter.Hash != "" {
		is.and(`substr(hash, 1, length(?)) = ?`, filter.Hash, filter.Hash)
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
	}, `SELECT number, hash, account, by, at, shared, withdrawn, dispute, content ->> '$.title', content ->> '$.session', content ->> '$.number',
			content ->> '$.as_of', content ->> '$.for', content ->> '$.for_name', content ->> '$.language'
		FROM brief`+is.text()+` ORDER BY number DESC`, is.args...)
}
