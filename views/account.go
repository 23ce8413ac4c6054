package views

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// accountPage is what the holder of an account sees of it.
type accountPage struct {
	*form
	account credentials.Account
	tokens  []credentials.Token
	// shown is a token that was just made; it is seen only now.
	shown string
	// once tells this form from every other, so that sent twice it makes one.
	once string
}

// roles are those that a token of the account may have.
func (v accountPage) roles() []ui.Option {
	var options []ui.Option
	for _, option := range ui.OptionsOf(&credentials.Roles) {
		if v.account.Role.Reaches(credentials.Role(option.Value)) {
			options = append(options, option)
		}
	}
	return options
}

var accountTitle = ui.Page{Title: "Your account", Section: link.Account}

// accountView gathers the page around a form.
func (p *pages) accountPage(c echo.Context, f *form) (accountPage, error) {
	account, _ := accountOf(c)
	tokens, err := p.store.Tokens(c.Request().Context(), account.Number)
	return accountPage{form: f, account: account, tokens: tokens, once: rand.Text()}, err
}

func (p *pages) account(c echo.Context) (answer, error) {
	v, err := p.accountPage(c, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	v.shown = p.said(c, shownKey)
	return answer{page: accountTitle, body: accountView(v), secret: true}, nil
}

// refusedAccount is the page of a form on it that cannot be taken.
func (p *pages) refusedAccount(c echo.Context, f *form) (answer, error) {
	v, err := p.accountPage(c, f)
	if err != nil {
		return answer{}, err
	}
	return f.refused(accountTitle, accountView(v)), nil
}

// changePassword takes a new password from who knows the old one.
func (p *pages) changePassword(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	ctx := c.Request().Context()
	account, _ := accountOf(c)
	if !p.throttle.allow(c.RealIP(), account.Email) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "30")
		return answer{}, echo.NewHTTPError(http.StatusTooManyRequests)
	}
	_, err = p.store.SignIn(ctx, account.Email, f.values.Get("password_now"))
	if isMissing(err) {
		f.fault("password_now", "that is not your password", "type the one with which you sign in")
	} else if err != nil {
		return answer{}, err
	}
	if err := credentials.CheckPassword(account, f.values.Get("password")); err != nil && !f.hold(err) {
		return answer{}, err
	}
	if f.faulty() {
		return p.refusedAccount(c, f)
	}
	p.throttle.forget(account.Email)
	if err := p.store.SetPassword(ctx, account.Number, f.values.Get("password"), p.now()); err != nil {
		return answer{}, err
	}
	// The sessions have ended, this one too, and this one begins anew.
	if account, err = p.store.Account(ctx, account.Number); err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Account, notice: "The password is changed. Everywhere else you are signed out."}, p.signIn(c, account)
}

func (p *pages) signOutEverywhere(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	account, _ := accountOf(c)
	if err := p.store.EndSessions(ctx, account.Number); err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Login}, p.browsers.Destroy(ctx)
}

// makeToken makes a token and keeps it for the next page, which shows it once.
func (p *pages) makeToken(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	account, _ := accountOf(c)
	t := credentials.Token{Account: account.Number, Name: f.value("token_name"), Role: credentials.Role(f.value("token_role")), Made: p.now()}
	switch {
	case t.Name == "":
		f.fault("token_name", "the token has no name", "write what will use it")
	case len(t.Name) > longestName:
		f.fault("token_name", "the name is too long", "shorten it to 100 characters")
	}
	switch {
	case !credentials.Roles.Has(t.Role):
		f.fault("token_role", "it is not said what the token may do", "choose one of the roles")
	case !account.Role.Reaches(t.Role):
		f.fault("token_role", "a token may do no more than you", "choose a lesser role")
	}
	if f.value("form") == "" {
		f.fault("", "the form came without its number", "send it from this page")
	}
	if f.faulty() {
		return p.refusedAccount(c, f)
	}
	sends, err := p.store.AddToken(c.Request().Context(), t, f.value("form"))
	if err == nil && sends != "" {
		p.browsers.Put(c.Request().Context(), shownKey, sends)
	}
	return answer{seeOther: link.Account + "#tokens"}, err
}

// longestName is the longest name that a token and an invitation may have.
const longestName = 100

func (p *pages) revokeToken(c echo.Context) (answer, error) {
	number, err := numberOf(c, "token")
	if err != nil {
		return answer{}, err
	}
	account, _ := accountOf(c)
	return answer{seeOther: link.Account + "#tokens", notice: "The token is revoked."}, p.store.RevokeToken(c.Request().Context(), account.Number, number, p.now())
}

// numberOf gives the number in an address; any other text names nothing.
func numberOf(c echo.Context, kind string) (int, error) {
	number, err := strconv.Atoi(c.Param("number"))
	if err != nil || number < 1 {
		return 0, &credentials.NotFound{Kind: kind, ID: c.Param("number")}
	}
	return number, nil
}

// invitationTime is how long an invitation can be used.
const invitationTime = 7 * 24 * time.Hour

// dayWords gives the day of an instant.
func dayWords(at time.Time) string { return credentials.DayOf(at.UTC()).Words() }
