package views_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views/link"
)

// client is a browser as far as tests need one: it keeps cookies, and goes
// nowhere by itself.
type client struct {
	handler http.Handler
	cookies map[string]*http.Cookie
	// token is sent instead, where it is given.
	token string
}

// visitor is a client that is nobody.
func visitor(handler http.Handler) *client {
	return &client{handler: handler, cookies: map[string]*http.Cookie{}}
}

// signedIn gives a client that has signed in as an account with a role.
func signedIn(t *testing.T, handler http.Handler, store *db.Store, role credentials.Role) *client {
	t.Helper()
	c := visitor(handler)
	account := dbtest.Account(t, store, role)
	page := c.post(t, link.Login, url.Values{"email": {account.Email}, "password": {dbtest.Password}})
	if page.Code != http.StatusSeeOther {
		t.Fatalf("signing in as %s: %d %s", role, page.Code, text(t, page.Body.String()))
	}
	return c
}

// editing gives the whole handler over a new store, and a client that has signed
// in to it as an editor.
func editing(t *testing.T) (*client, *db.Store) {
	t.Helper()
	store := dbtest.New(t)
	return signedIn(t, site(t, store, io.Discard), store, credentials.Editor), store
}

func (c *client) get(t *testing.T, address string) *httptest.ResponseRecorder {
	t.Helper()
	return c.do(httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
}

// post sends a form.
func (c *client) post(t *testing.T, address string, fields url.Values) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(fields.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.do(request)
}

func (c *client) do(request *http.Request) *httptest.ResponseRecorder {
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	for _, cookie := range c.cookies {
		request.AddCookie(cookie)
	}
	recorder := httptest.NewRecorder()
	c.handler.ServeHTTP(recorder, request)
	for _, cookie := range recorder.Result().Cookies() {
		c.cookies[cookie.Name] = cookie
	}
	return recorder
}
