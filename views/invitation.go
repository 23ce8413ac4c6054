package views

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// invitationPage is the form behind a one-time link.
type invitationPage struct {
	*form
	credentials.Invitation
	// opens is what the link carries, and account whose password it sets.
	opens   string
	account credentials.Account
}

// invitation shows the form behind a link, whichever kind it is of.
func (p *pages) invitation(c echo.Context) (answer, error) {
	v, err := p.behind(c, c.QueryParam("token"), newForm(nil))
	if err != nil {
		return p.closedLink(err)
	}
	return v.answer(), nil
}

// behind gives what a link leads to.
func (p *pages) behind(c echo.Context, opens string, f *form) (v invitationPage, err error) {
	ctx := c.Request().Context()
	v = invitationPage{form: f, opens: opens}
	if v.Invitation, err = p.store.Invitation(ctx, opens, p.now()); err == nil && v.Account != 0 {
		v.account, err = p.store.Account(ctx, v.Account)
	}
	return v, err
}

// closedLink is the page of a link that leads nowhere any more. Whether it was
// ever good is not said.
func (p *pages) closedLink(err error) (answer, error) {
	if !isMissing(err) {
		return answer{}, err
	}
	return answer{page: ui.Page{Title: "This link is closed"}, body: closedLinkView(), status: http.StatusNotFound, secret: true}, nil
}

// isMissing reports whether an error is that something is not there.
func isMissing(err error) bool {
	_, missing := errors.AsType[*credentials.NotFound](err)
	return missing
}

func (v invitationPage) title() string {
	switch v.Kind {
	case credentials.SetUpLink:
		return "Set up this record"
	case credentials.PasswordLink:
		return "A new password for " + v.account.Name
	case credentials.InviteLink:
	}
	return "You are invited"
}

// address is where the form is posted to.
func (v invitationPage) address() string {
	if v.Kind == credentials.SetUpLink {
		return link.SetUp
	}
	return link.Invitation
}

func (v invitationPage) answer() answer {
	return answer{page: ui.Page{Title: v.title()}, body: invitationView(v), secret: true}
}

// accept uses a link and signs in whoever used it.
func (p *pages) accept(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, err := p.behind(c, f.value("token"), f)
	if account, known := accountOf(c); known && isMissing(err) {
		// The form was sent twice, and the first of them did it.
		return answer{seeOther: link.Home, notice: "You are signed in as " + account.Name + "."}, nil
	}
	if err != nil {
		return p.closedLink(err)
	}
	account := v.account
	if v.Kind != credentials.PasswordLink {
		account, err = credentials.NewAccount(f.value("email"), f.value("name"), v.Role)
		if err != nil && !f.hold(err) {
			return answer{}, err
		}
	}
	if err := credentials.CheckPassword(account, f.values.Get("password")); err != nil && !f.hold(err) {
		return answer{}, err
	}
	if f.faulty() {
		return f.refused(ui.Page{Title: v.title()}, invitationView(v)), nil
	}
	account, err = p.store.Accept(c.Request().Context(), v.opens, account, f.values.Get("password"), p.now())
	if f.hold(err) {
		return f.refused(ui.Page{Title: v.title()}, invitationView(v)), nil
	}
	if err != nil {
		return p.closedLink(err)
	}
	if !account.Disabled.IsZero() {
		return answer{seeOther: link.Login}, nil
	}
	if err := p.signIn(c, account); err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Home, notice: "You are signed in as " + account.Name + ". " + capital(article(credentials.Roles.Label(account.Role))) + " " + credentials.Roles.Meaning(account.Role) + "."}, nil
}

// invite makes a link and keeps it for the next page, which shows it once.
func (p *pages) invite(c echo.Context, i credentials.Invitation, f *form) error {
	account, _ := accountOf(c)
	i.By, i.Made = account.Name, p.now()
	i.Expires = i.Made.Add(invitationTime)
	opens, err := p.store.Invite(c.Request().Context(), i, f.value("form"))
	if err == nil && opens != "" {
		p.browsers.Put(c.Request().Context(), shownKey, origin(c)+link.With(link.Invitation, url.Values{"token": {opens}}))
	}
	return err
}

// origin gives the beginning of this program's addresses as the reader's browser
// writes them.
func origin(c echo.Context) string {
	scheme := "http"
	if encrypted(c) {
		scheme = "https"
	}
	return scheme + "://" + c.Request().Host
}
