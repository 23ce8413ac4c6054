package views

import (
	"crypto/rand"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// lastChanges is how many of the last changes the page of accounts shows.
const lastChanges = 50

// adminPage is what an administrator sees of the accounts.
type adminPage struct {
	*form
	account  credentials.Account
	accounts []credentials.Account
	// open are the links that can still be used.
	open    []credentials.Invitation
	changes []recordChange
	// shown is a link that was just made; it is seen only now.
	shown string
	// once tells this form from every other, so that sent twice it makes one.
	once string
}

var adminTitle = ui.Page{Title: "Accounts and the last changes", Section: link.Admin}

func (p *pages) adminPage(c echo.Context, f *form) (v adminPage, err error) {
	ctx := c.Request().Context()
	v = adminPage{form: f, once: rand.Text()}
	v.account, _ = accountOf(c)
	if v.accounts, err = p.store.Accounts(ctx); err != nil {
		return v, err
	}
	invitations, err := p.store.Invitations(ctx)
	if err != nil {
		return v, err
	}
	for _, i := range invitations {
		if i.Open(p.now()) {
			v.open = append(v.open, i)
		}
	}
	revisions, err := p.store.Latest(ctx, latestChanges)
	v.changes = recordChanges(revisions)
	v.changes = v.changes[:min(lastChanges, len(v.changes))]
	return v, err
}

func (p *pages) admin(c echo.Context) (answer, error) {
	v, err := p.adminPage(c, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	v.shown = p.said(c, shownKey)
	return answer{page: adminTitle, body: adminView(v), secret: true}, nil
}

func (p *pages) refusedAdmin(c echo.Context, f *form) (answer, error) {
	v, err := p.adminPage(c, f)
	if err != nil {
		return answer{}, err
	}
	return f.refused(adminTitle, adminView(v)), nil
}

func (p *pages) makeInvitation(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	i := credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Role(f.value("role")), For: f.value("for")}
	switch {
	case i.For == "":
		f.fault("for", "it is not said for whom the invitation is", "write a name, to know it again in the list")
	case len(i.For) > longestName:
		f.fault("for", "the name is too long", "shorten it to 100 characters")
	}
	if !credentials.Roles.Has(i.Role) {
		f.fault("role", "it is not said what they may do", "choose one of the roles")
	}
	if f.value("form") == "" {
		f.fault("", "the form came without its number", "send it from this page")
	}
	if f.faulty() {
		return p.refusedAdmin(c, f)
	}
	return answer{seeOther: link.Admin + "#invitations"}, p.invite(c, i, f)
}

func (p *pages) withdrawInvitation(c echo.Context) (answer, error) {
	number, err := numberOf(c, "invitation")
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Admin + "#invitations", notice: "The link is closed."}, p.store.Withdraw(c.Request().Context(), number, p.now())
}

// ofAccount reads which account an administrator changes, and what the form says
// of it.
func (p *pages) ofAccount(c echo.Context) (credentials.Account, *form, error) {
	number, err := numberOf(c, "account")
	if err != nil {
		return credentials.Account{}, nil, err
	}
	f, err := readForm(c)
	if err != nil {
		return credentials.Account{}, nil, err
	}
	account, err := p.store.Account(c.Request().Context(), number)
	return account, f, err
}

// changed answers a change of an account; what cannot be done is said on the page.
func (p *pages) changed(c echo.Context, f *form, err error, notice string) (answer, error) {
	if f.hold(err) {
		return p.refusedAdmin(c, f)
	}
	return answer{seeOther: link.Admin, notice: notice}, err
}

func (p *pages) setRole(c echo.Context) (answer, error) {
	account, f, err := p.ofAccount(c)
	if err != nil {
		return answer{}, err
	}
	role := credentials.Role(f.value("role"))
	err = p.store.SetRole(c.Request().Context(), account.Number, role)
	return p.changed(c, f, err, account.Name+" is "+article(credentials.Roles.Label(role))+" now.")
}

func (p *pages) disable(c echo.Context) (answer, error) {
	account, f, err := p.ofAccount(c)
	if err != nil {
		return answer{}, err
	}
	err = p.store.Disable(c.Request().Context(), account.Number, p.now())
	return p.changed(c, f, err, account.Name+" is signed out everywhere and cannot sign in.")
}

func (p *pages) enable(c echo.Context) (answer, error) {
	account, f, err := p.ofAccount(c)
	if err != nil {
		return answer{}, err
	}
	err = p.store.Enable(c.Request().Context(), account.Number)
	return p.changed(c, f, err, account.Name+" can sign in again.")
}

func (p *pages) makePasswordLink(c echo.Context) (answer, error) {
	account, f, err := p.ofAccount(c)
	if err != nil {
		return answer{}, err
	}
	if f.value("form") == "" {
		f.fault("", "the form came without its number", "send it from this page")
		return p.refusedAdmin(c, f)
	}
	i := credentials.Invitation{Kind: credentials.PasswordLink, Role: account.Role, Account: account.Number, For: account.Name}
	return p.changed(c, f, p.invite(c, i, f), "")
}
