package views

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
)

const (
	// sessionCookie names the cookie of a signed-in browser.
	sessionCookie = "seatwatch"
	// sessionLifetime is how long a browser stays signed in.
	sessionLifetime = 14 * 24 * time.Hour
)

// What a session holds.
const (
	accountKey = "account"
	eraKey     = "era"
	noticeKey  = "notice"
	// shownKey holds what is shown once: a link or a token.
	shownKey = "shown"
)

// webSessions lets package scs keep its sessions in the store.
type webSessions struct {
	store SessionStore
	now   func() time.Time
}

// newSessions gives the sessions of browsers. They expire by the program's clock.
func newSessions(store SessionStore, now func() time.Time) *scs.SessionManager {
	return &scs.SessionManager{Store: webSessions{store, now}, Codec: scs.GobCodec{}, Lifetime: sessionLifetime}
}

// FindCtx gives what is kept under a cookie.
func (w webSessions) FindCtx(ctx context.Context, cookie string) ([]byte, bool, error) {
	return w.store.WebSession(ctx, cookie, w.now())
}

// begunKey is where a context has the cookie of the session with which its request
// came.
type begunKey struct{}

// CommitCtx keeps a session. The one with which the request came may have been
// ended by another request, and then stays so.
func (w webSessions) CommitCtx(ctx context.Context, cookie string, content []byte, expires time.Time) error {
	if begun, _ := ctx.Value(begunKey{}).(string); begun == cookie {
		return w.store.ChangeWebSession(ctx, cookie, content, expires)
	}
	return w.store.KeepWebSession(ctx, cookie, content, expires, w.now())
}

// DeleteCtx ends a session.
func (w webSessions) DeleteCtx(ctx context.Context, cookie string) error {
	return w.store.EndWebSession(ctx, cookie)
}

// Find, Commit and Delete are asked for by scs and never called by it.
func (w webSessions) Find(cookie string) ([]byte, bool, error) {
	return w.FindCtx(context.Background(), cookie)
}

// Commit is CommitCtx without a context.
func (w webSessions) Commit(cookie string, content []byte, expires time.Time) error {
	return w.CommitCtx(context.Background(), cookie, content, expires)
}

// Delete is DeleteCtx without a context.
func (w webSessions) Delete(cookie string) error { return w.DeleteCtx(context.Background(), cookie) }

// openSession reads the session of a request, and sees to it that what is put
// into it is kept before the first byte of the answer goes out.
func (p *pages) openSession(c echo.Context) error {
	cookie := ""
	if sent, err := c.Cookie(sessionCookie); err == nil {
		cookie = sent.Value
	}
	ctx, err := p.browsers.Load(c.Request().Context(), cookie)
	if err != nil {
		return err
	}
	ctx = context.WithValue(ctx, begunKey{}, p.browsers.Token(ctx))
	c.SetRequest(c.Request().WithContext(ctx))
	c.Set(sessionOpenKey, true)
	c.Response().Before(func() { p.keepSession(c) })
	return nil
}

func (p *pages) keepSession(c echo.Context) {
	ctx := context.WithoutCancel(c.Request().Context())
	switch p.browsers.Status(ctx) {
	case scs.Modified:
		cookie, expires, err := p.browsers.Commit(ctx)
		if err != nil {
			p.log.ErrorContext(ctx, "a session was not kept", slog.Any("error", err))
			return
		}
		c.SetCookie(p.cookie(c, cookie, expires))
	case scs.Destroyed:
		c.SetCookie(p.cookie(c, "", time.Unix(1, 0)))
	case scs.Unmodified:
	}
}

func (p *pages) cookie(c echo.Context, value string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: sessionCookie, Value: value, Path: "/", Expires: expires.UTC(), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: encrypted(c),
	}
}

// encrypted reports whether the reader's browser came by TLS, here or at a proxy
// in front. A reader who makes the header up harms nobody else.
func encrypted(c echo.Context) bool {
	return c.IsTLS() || c.Request().Header.Get(echo.HeaderXForwardedProto) == "https"
}

// sessionOpenKey is where openSession leaves word in the request's context.
const sessionOpenKey = "session"

// browserSession gives the context in which the session of a request can be used; ok is
// false where there is none.
func browserSession(c echo.Context) (ctx context.Context, ok bool) {
	open, _ := c.Get(sessionOpenKey).(bool)
	return c.Request().Context(), open
}

// signIn begins a session of an account, under a cookie that nobody had before.
func (p *pages) signIn(c echo.Context, a credentials.Account) error {
	ctx := c.Request().Context()
	if err := p.browsers.RenewToken(ctx); err != nil {
		return err
	}
	p.browsers.SetDeadline(ctx, p.now().Add(sessionLifetime).UTC())
	p.browsers.Put(ctx, accountKey, a.Number)
	p.browsers.Put(ctx, eraKey, a.Era)
	c.Set(accountKey, a)
	return nil
}

// say keeps a notice for the next page.
func (p *pages) say(c echo.Context, notice string) {
	if ctx, ok := browserSession(c); ok && notice != "" {
		p.browsers.Put(ctx, noticeKey, notice)
	}
}

// said takes what was kept under a key for this page, once.
func (p *pages) said(c echo.Context, key string) string {
	ctx, ok := browserSession(c)
	if !ok || !p.browsers.Exists(ctx, key) {
		return ""
	}
	return p.browsers.PopString(ctx, key)
}
