package db

import (
	"context"
	"time"

	"seatwatch/credentials"
)

// tokenPrefix begins every token, so that one that leaked is found by those who
// look for such texts.
const tokenPrefix = "seatwatch_"

func tokenInto(t *credentials.Token) []any {
	return []any{&t.Number, &t.Account, &t.Name, text(&t.Role), instant(&t.Made), maybe(&t.Revoked)}
}

// Tokens gives the tokens of an account, the newest first.
func (s *Store) Tokens(ctx context.Context, account int) ([]credentials.Token, error) {
	return all(ctx, s.readers, tokenInto, `SELECT number, account, name, role, made, revoked FROM token WHERE account = ? ORDER BY number DESC`, account)
}

// AddToken keeps a token and gives what a program has to send, which is kept
// nowhere. form tells the form it was made with: sent twice it makes one token,
// and the second time nothing comes back.
func (s *Store) AddToken(ctx context.Context, t credentials.Token, form string) (sends string, err error) {
	sends, hash := secret(tokenPrefix)
	err = s.writingUnseen(ctx, func(c *change) error {
		made, err := one[int](ctx, c, `SELECT count(*) FROM token WHERE form = ?`, form)
		if err != nil {
			return err
		}
		if made > 0 {
			sends = ""
			return nil
		}
		return c.exec(`INSERT INTO token (hash, form, account, name, role, made) VALUES (?, ?, ?, ?, ?, ?)`,
			hash, form, t.Account, t.Name, string(t.Role), stamp(t.Made))
	})
	return sends, err
}

// RevokeToken takes a token of an account out of use for good.
func (s *Store) RevokeToken(ctx context.Context, account, number int, now time.Time) error {
	return s.writingUnseen(ctx, func(c *change) error {
		return c.exec(`UPDATE token SET revoked = coalesce(revoked, ?) WHERE number = ? AND account = ?`, stamp(now), number, account)
	})
}

// TokenHolder gives the account for which a token acts, with no more rights than
// the token has. A token that was never made or was revoked and an account that
// is disabled are a *credentials.NotFound.
func (s *Store) TokenHolder(ctx context.Context, sends string) (credentials.Account, error) {
	type row struct {
		credentials.Account
		role credentials.Role
	}
	r, ok, err := first(ctx, s.readers, func(r *row) []any { return append(accountInto(&r.Account), text(&r.role)) },
		`SELECT `+accountColumns+`, token.role FROM token JOIN account ON account.number = token.account
		WHERE token.hash = ? AND token.revoked IS NULL AND account.disabled IS NULL`, secretHash(sends))
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "token", ID: "that was sent"}
	}
	r.Role = r.Role.Least(r.role)
	return r.Account, err
}
