package db

import (
	"context"
	"time"

	"seatwatch/credentials"
)

const accountColumns = `account.number, account.email, account.name, account.role, account.created, account.disabled, account.era`

func accountInto(a *credentials.Account) []any {
	return []any{&a.Number, &a.Email, &a.Name, text(&a.Role), instant(&a.Created), maybe(&a.Disabled), &a.Era}
}

// maybe reads an instant, zero for NULL.
func maybe(into *time.Time) scanner {
	return func(src any) error {
		if src == nil {
			*into = time.Time{}
			return nil
		}
		return instant(into).Scan(src)
	}
}

// Accounts gives every account, in the order in which they were made.
func (s *Store) Accounts(ctx context.Context) ([]credentials.Account, error) {
	return all(ctx, s.readers, accountInto, `SELECT `+accountColumns+` FROM account ORDER BY number`)
}

// Account gives an account by its number; none is a *credentials.NotFound.
func (s *Store) Account(ctx context.Context, number int) (credentials.Account, error) {
	return accountBy(ctx, s.readers, `number = ?`, number)
}

// AccountOf gives an account by its e-mail address; none is a
// *credentials.NotFound.
func (s *Store) AccountOf(ctx context.Context, email string) (credentials.Account, error) {
	return accountBy(ctx, s.readers, `email = ?`, credentials.FoldEmail(email))
}

func accountBy(ctx context.Context, q querier, where string, is any) (credentials.Account, error) {
	a, ok, err := first(ctx, q, accountInto, `SELECT `+accountColumns+` FROM account WHERE `+where, is)
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "account", ID: idOf(is)}
	}
	return a, err
}

// HasAdministrator reports whether anybody can sign in as one.
func (s *Store) HasAdministrator(ctx context.Context) (bool, error) {
	n, err := administrators(ctx, s.readers)
	return n > 0, err
}

func administrators(ctx context.Context, q querier) (int, error) {
	return one[int](ctx, q, `SELECT count(*) FROM account JOIN password ON password.account = account.number WHERE role = 'admin' AND disabled IS NULL`)
}

// AddAccount stores an account that credentials.NewAccount made, with its
// password, and gives it with its number. An address or a name that another has
// and a password that will not do are a *credentials.Invalid.
func (s *Store) AddAccount(ctx context.Context, a credentials.Account, password string, now time.Time) (credentials.Account, error) {
	hash, err := newPassword(ctx, a, password)
	if err != nil {
		return credentials.Account{}, err
	}
	err = s.writing(ctx, func(c *change) error {
		a, err = c.addAccount(a, hash, now)
		return err
	})
	return a, err
}

// newPassword gives the hash of a password that will do.
func newPassword(ctx context.Context, a credentials.Account, password string) (string, error) {
	if err := credentials.CheckPassword(a, password); err != nil {
		return "", err
	}
	return hashPassword(ctx, password)
}

func (c *change) addAccount(a credentials.Account, hash string, now time.Time) (credentials.Account, error) {
	taken, err := all(c.ctx, c, accountInto, `SELECT `+accountColumns+` FROM account WHERE email = ? OR name = ?`, a.Email, a.Name)
	if err != nil {
		return a, err
	}
	if len(taken) > 0 {
		return a, takenBy(taken, a)
	}
	if err := c.exec(`INSERT INTO account (email, name, role, created) VALUES (?, ?, ?, ?)`, a.Email, a.Name, string(a.Role), stamp(now)); err != nil {
		return a, err
	}
	if a, err = accountBy(c.ctx, c, `email = ?`, a.Email); err != nil {
		return a, err
	}
	return a, c.exec(`INSERT INTO password (account, hash, at) VALUES (?, ?, ?)`, a.Number, hash, stamp(now))
}

// takenBy says which part of a new account another one has.
func takenBy(others []credentials.Account, a credentials.Account) error {
	var invalid credentials.Invalid
	for _, other := range others {
		if other.Email == a.Email {
			invalid.Faults = append(invalid.Faults, credentials.Fault{Field: "email", What: "there is an account with this address", Mend: "sign in with it, or take another address"})
		} else {
			invalid.Faults = append(invalid.Faults, credentials.Fault{Field: "name", What: "there is an account with this name", Mend: "take one that tells you apart, such as with an initial"})
		}
	}
	return &invalid
}

// SignIn gives the account with an address and a password. An address without an
// account, a wrong password and a disabled account are one and the same
// *credentials.NotFound, after the same time.
func (s *Store) SignIn(ctx context.Context, email, password string) (credentials.Account, error) {
	type row struct {
		credentials.Account
		hash string
	}
	unknown := &credentials.NotFound{Kind: "account", ID: email}
	a, ok, err := first(ctx, s.readers, func(r *row) []any { return append(accountInto(&r.Account), &r.hash) },
		`SELECT `+accountColumns+`, hash FROM account JOIN password ON password.account = account.number WHERE email = ?`, credentials.FoldEmail(email))
	if err != nil {
		return credentials.Account{}, err
	}
	if !ok {
		if a.hash, err = nobodysPassword(); err != nil {
			return credentials.Account{}, err
		}
	}
	fits, err := passwordFits(ctx, password, a.hash)
	if err != nil {
		return credentials.Account{}, err
	}
	if !ok || !fits || !a.Disabled.IsZero() {
		return credentials.Account{}, unknown
	}
	return a.Account, nil
}

// SetPassword gives an account another password and ends its sessions.
func (s *Store) SetPassword(ctx context.Context, number int, password string, now time.Time) error {
	a, err := s.Account(ctx, number)
	if err != nil {
		return err
	}
	hash, err := newPassword(ctx, a, password)
	if err != nil {
		return err
	}
	return s.changing(ctx, number, func(c *change) error { return c.setPassword(number, hash, now) })
}

func (c *change) setPassword(number int, hash string, now time.Time) error {
	err := c.exec(`INSERT INTO password (account, hash, at) VALUES (?, ?, ?)
		ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, at = excluded.at`, number, hash, stamp(now))
	if err != nil {
		return err
	}
	return c.endSessions(number)
}

// EndSessions ends every session of an account, wherever it is signed in.
func (s *Store) EndSessions(ctx context.Context, number int) error {
	return s.changing(ctx, number, func(c *change) error { return c.endSessions(number) })
}

// changing makes a change of an account; a number that is none's is a
// *credentials.NotFound.
func (s *Store) changing(ctx context.Context, number int, do func(c *change) error) error {
	return s.writing(ctx, func(c *change) error {
		if _, err := accountBy(ctx, c, `number = ?`, number); err != nil {
			return err
		}
		return do(c)
	})
}

func (c *change) endSessions(number int) error {
	return c.exec(`UPDATE account SET era = era + 1 WHERE number = ?`, number)
}

// SetRole gives an account another role. The last administrator keeps theirs:
// taking it is a *credentials.Invalid.
func (s *Store) SetRole(ctx context.Context, number int, role credentials.Role) error {
	if !credentials.Roles.Has(role) {
		return credentials.Invalidf("role", "%q is not a role", role)
	}
	return s.changing(ctx, number, func(c *change) error {
		return c.keepingAnAdministrator(func() error {
			return c.exec(`UPDATE account SET role = ? WHERE number = ?`, string(role), number)
		})
	})
}

// Disable bars an account and ends its sessions; its tokens do nothing while it
// is disabled. The last administrator cannot be disabled.
func (s *Store) Disable(ctx context.Context, number int, now time.Time) error {
	return s.changing(ctx, number, func(c *change) error {
		return c.keepingAnAdministrator(func() error {
			if err := c.exec(`UPDATE account SET disabled = coalesce(disabled, ?) WHERE number = ?`, stamp(now), number); err != nil {
				return err
			}
			return c.endSessions(number)
		})
	})
}

// Enable lets a disabled account in again.
func (s *Store) Enable(ctx context.Context, number int) error {
	return s.changing(ctx, number, func(c *change) error { return c.exec(`UPDATE account SET disabled = NULL WHERE number = ?`, number) })
}

// keepingAnAdministrator makes a change unless it would leave nobody to keep the
// accounts.
func (c *change) keepingAnAdministrator(do func() error) error {
	before, err := administrators(c.ctx, c)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	after, err := administrators(c.ctx, c)
	if err == nil && before > 0 && after == 0 {
		err = &credentials.Invalid{Faults: []credentials.Fault{{
			Field: "role", What: "this is the last administrator, and nobody would be left to keep the accounts", Mend: "make another administrator first",
		}}}
	}
	return err
}
