package views_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/html"

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
	// from is the address of its machine, another one for every client.
	from string
}

var clients atomic.Uint32

// visitor is a client that is nobody.
func visitor(handler http.Handler) *client {
	n := clients.Add(1)
	return &client{handler: handler, cookies: map[string]*http.Cookie{}, from: fmt.Sprintf("10.%d.%d.%d:1", n>>16&255, n>>8&255, n&255)}
}

// signedIn gives a client that has signed in as an account with a role.
func signedIn(t *testing.T, handler http.Handler, store *db.Store, role credentials.Role) *client {
	t.Helper()
	return signedInAs(t, handler, dbtest.Account(t, store, role))
}

// signedInAs gives a client that has signed in as an account of dbtest.
func signedInAs(t *testing.T, handler http.Handler, account credentials.Account) *client {
	t.Helper()
	c := visitor(handler)
	page := c.post(t, link.Login, url.Values{"email": {account.Email}, "password": {dbtest.Password}})
	if page.Code != http.StatusSeeOther {
		t.Fatalf("signing in as %s: %d %s", account.Name, page.Code, text(t, page.Body.String()))
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
	request.RemoteAddr = c.from
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

// hiddenFields gives the hidden fields of the form that is posted to an address.
func hiddenFields(t *testing.T, page, action string) url.Values {
	t.Helper()
	document, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	attribute := func(n *html.Node, name string) string {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	fields := url.Values{}
	for form := range document.Descendants() {
		if form.Data != "form" || attribute(form, "action") != action {
			continue
		}
		for input := range form.Descendants() {
			if input.Data == "input" && attribute(input, "type") == "hidden" {
				fields.Add(attribute(input, "name"), attribute(input, "value"))
			}
		}
	}
	if len(fields) == 0 {
		t.Fatalf("no form is posted to %s: %s", action, text(t, page))
	}
	return fields
}

// oneAfterAnother leaves a test out of the race detector's run: its requests come
// one after another, and the tests that ask for every route go through the same
// handlers.
func oneAfterAnother(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("its requests come one after another")
	}
}
