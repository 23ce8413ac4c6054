package views

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/assets"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// byTokenKey is where recognize leaves word that a token acts for the account.
const byTokenKey = "by-token"

// recognize finds out who asks: the holder of a token, or of a session that has
// not ended. Anybody else is nobody, and may read.
func (p *pages) recognize(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().URL.Path, assets.Folder) {
			return next(c)
		}
		c.Response().Header().Add(echo.HeaderVary, echo.HeaderCookie)
		var err error
		if sent := c.Request().Header.Get(echo.HeaderAuthorization); sent != "" {
			err = p.recognizeToken(c, sent)
		} else {
			err = p.recognizeSession(c)
		}
		if err != nil {
			return err
		}
		return next(c)
	}
}

func (p *pages) recognizeToken(c echo.Context, sent string) error {
	account, err := p.tokenHolder(c.Request().Context(), sent)
	if err != nil {
		return err
	}
	c.Set(accountKey, account)
	c.Set(byTokenKey, true)
	return nil
}

// tokenHolder gives the account for which the token of a header acts.
func (p *pages) tokenHolder(ctx context.Context, sent string) (credentials.Account, error) {
	scheme, token, _ := strings.Cut(sent, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return credentials.Account{}, &barredError{unknownToken: true}
	}
	account, err := p.store.TokenHolder(ctx, strings.TrimSpace(token))
	if isMissing(err) {
		err = &barredError{unknownToken: true}
	}
	return account, err
}

func (p *pages) recognizeSession(c echo.Context) error {
	if err := p.openSession(c); err != nil {
		return err
	}
	ctx := c.Request().Context()
	number := p.browsers.GetInt(ctx, accountKey)
	if number == 0 {
		return nil
	}
	account, err := p.store.Account(ctx, number)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if account.Disabled.IsZero() && account.Era == p.browsers.GetInt(ctx, eraKey) {
		c.Set(accountKey, account)
		// What a signed-in reader sees is not for a cache that others use.
		c.Response().Header().Set(echo.HeaderCacheControl, "private, no-cache")
	}
	return nil
}

// accountOf gives the account of who asks; ok is false for nobody. Its name is
// what a revision is signed with.
func accountOf(c echo.Context) (account credentials.Account, ok bool) {
	account, ok = c.Get(accountKey).(credentials.Account)
	return account, ok
}

// may reports whether who asks has the rights of a role.
func may(c echo.Context, role credentials.Role) bool {
	account, _ := accountOf(c)
	return account.May(role)
}

// admit lets through who may use a route. Nobody is sent to sign in, with the
// entry that they made kept; somebody with too little right is refused.
func (p *pages) admit(route Route) echo.MiddlewareFunc {
	needs := route.Needs
	if needs == "" && p.private && !route.Open {
		needs = credentials.Viewer
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			account, known := accountOf(c)
			byToken, _ := c.Get(byTokenKey).(bool)
			switch {
			case known && byToken && route.Person:
				return &barredError{needs: needs, account: account, person: true}
			case account.May(needs):
				return next(c)
			case known:
				return &barredError{needs: needs, account: account}
			case fromProgram(c):
				return &barredError{needs: needs}
			case route.Writes():
				return p.keepEntry(c)
			}
			return c.Redirect(http.StatusSeeOther, link.With(link.Login, url.Values{"to": {c.Request().URL.RequestURI()}}))
		}
	}
}

// fromProgram reports whether what asks cannot fill in a form: it wants another
// face, sends JSON, or listens to what happens.
func fromProgram(c echo.Context) bool {
	header := c.Request().Header
	return faceOf(c) != htmlFace || strings.HasPrefix(header.Get(echo.HeaderContentType), echo.MIMEApplicationJSON) ||
		strings.HasPrefix(header.Get(echo.HeaderAccept), "text/event-stream")
}

// A barredError is the error of a request for which the right is lacking.
type barredError struct {
	needs credentials.Role
	// account is whose right does not reach; the zero account is nobody's.
	account credentials.Account
	// person says that a token was sent where somebody has to be signed in.
	person bool
	// unknownToken says that the token sent is none.
	unknownToken bool
}

// Error says in a clause why the request is refused.
func (e *barredError) Error() string {
	switch {
	case e.unknownToken:
		return "the token that was sent is unknown or was revoked"
	case e.person:
		return "a token does not reach here; this is for somebody who is signed in"
	case e.account.Number == 0:
		return "this needs an account"
	}
	return "this is for an " + credentials.Roles.Label(e.needs) + ", and " + e.account.Name + " is a " + credentials.Roles.Label(e.account.Role)
}

func (e *barredError) fault() fault {
	f := fault{Status: http.StatusForbidden, Title: "Not allowed", What: []string{sentence(e.Error())}, Next: "Ask an administrator for the right, or sign in with another account."}
	if e.account.Number == 0 {
		f.Status, f.Title, f.Next = http.StatusUnauthorized, "Sign in first", "Sign in, or let the program send a token as “Authorization: Bearer TOKEN”."
	}
	return f
}

// dress gives a page what its frame shows of who reads it.
func (p *pages) dress(c echo.Context, page *ui.Page) {
	account, _ := accountOf(c)
	page.Account, page.Keeps = account.Name, may(c, credentials.Admin)
	page.Notice = p.said(c, noticeKey)
	if page.Tray == nil {
		page.Tray = tray(picksOf(c.Request().Context()))
	}
}
