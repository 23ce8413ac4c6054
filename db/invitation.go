package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"seatwatch/credentials"
)

// idOf gives what was looked for as a NotFound names it.
func idOf(is any) string { return fmt.Sprint(is) }

const invitationColumns = `number, kind, role, coalesce(account, 0), meant_for, by, made, expires, used`

func invitationInto(i *credentials.Invitation) []any {
	return []any{&i.Number, text(&i.Kind), text(&i.Role), &i.Account, &i.For, &i.By, instant(&i.Made), instant(&i.Expires), maybe(&i.Used)}
}

// Invitations gives the one-time links, the newest first.
func (s *Store) Invitations(ctx context.Context) ([]credentials.Invitation, error) {
	return all(ctx, s.readers, invitationInto, `SELECT `+invitationColumns+` FROM invitation ORDER BY number DESC`)
}

// Invite keeps a one-time link and gives what opens it, which is kept nowhere.
// form tells the form it was made with: sent twice it makes one link, and the
// second time nothing comes back. A new set-up link or link to a password takes
// the place of an older one.
func (s *Store) Invite(ctx context.Context, i credentials.Invitation, form string) (opens string, err error) {
	opens, hash := secret("")
	err = s.writingUnseen(ctx, func(c *change) error {
		made, err := one[int](ctx, c, `SELECT count(*) FROM invitation WHERE form = ?`, form)
		if err != nil {
			return err
		}
		if made > 0 {
			opens = ""
			return nil
		}
		if i.Kind != credentials.InviteLink {
			err := c.exec(`UPDATE invitation SET used = ? WHERE used IS NULL AND kind = ? AND account IS ?`, stamp(i.Made), string(i.Kind), orNobody(i.Account))
			if err != nil {
				return err
			}
		}
		return c.exec(`INSERT INTO invitation (hash, form, kind, role, account, meant_for, by, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			hash, form, string(i.Kind), string(i.Role), orNobody(i.Account), i.For, i.By, stamp(i.Made), stamp(i.Expires))
	})
	return opens, err
}

// orNobody gives what a nullable column holds for the number of an account.
func orNobody(number int) any {
	if number == 0 {
		return nil
	}
	return number
}

// Invitation gives the link that a text opens. One that was never made, was used
// or has expired is a *credentials.NotFound.
func (s *Store) Invitation(ctx context.Context, opens string, now time.Time) (credentials.Invitation, error) {
	return openInvitation(ctx, s.readers, opens, now)
}

func openInvitation(ctx context.Context, q querier, opens string, now time.Time) (credentials.Invitation, error) {
	unknown := &credentials.NotFound{Kind: "invitation", ID: "that is still open"}
	i, ok, err := first(ctx, q, invitationInto, `SELECT `+invitationColumns+` FROM invitation WHERE hash = ?`, secretHash(opens))
	if err != nil {
		return i, err
	}
	if !ok || !i.Open(now) {
		return i, unknown
	}
	if i.Kind == credentials.SetUpLink {
		// Whoever sets up the record is its first administrator, and nobody after.
		if n, err := administrators(ctx, q); err != nil || n > 0 {
			return i, errors.Join(err, unknown)
		}
	}
	return i, nil
}

// Accept uses a link: it makes the account that it invites to, or sets the
// password of the one that it is for, and gives the account. The faults are those
// of AddAccount and Invitation.
func (s *Store) Accept(ctx context.Context, opens string, a credentials.Account, password string, now time.Time) (credentials.Account, error) {
	hash, err := newPassword(ctx, a, password)
	if err != nil {
		return credentials.Account{}, err
	}
	err = s.writing(ctx, func(c *change) error {
		i, err := openInvitation(ctx, c, opens, now)
		if err != nil {
			return err
		}
		if err := c.exec(`UPDATE invitation SET used = ? WHERE number = ?`, stamp(now), i.Number); err != nil {
			return err
		}
		if i.Account == 0 {
			a.Role = i.Role
			a, err = c.addAccount(a, hash, now)
			return err
		}
		if err := c.setPassword(i.Account, hash, now); err != nil {
			return err
		}
		a, err = accountBy(ctx, c, `number = ?`, i.Account)
		return err
	})
	return a, err
}

// Withdraw closes a link that was not used; one that was stays as it is.
func (s *Store) Withdraw(ctx context.Context, number int, now time.Time) error {
	return s.writingUnseen(ctx, func(c *change) error {
		return c.exec(`UPDATE invitation SET used = ? WHERE number = ? AND used IS NULL`, stamp(now), number)
	})
}
