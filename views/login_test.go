package views_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/views/link"
)

func TestSigningInAndOut(t *testing.T) {
	editor, _ := editing(t)
	if words := text(t, editor.get(t, "/").Body.String()); !strings.Contains(words, "Editor Sign out") {
		t.Error("the page does not say who is signed in")
	}
	editor.post(t, link.Logout, nil)
	if words := text(t, editor.get(t, "/").Body.String()); strings.Contains(words, "Sign out") {
		t.Error("signing out did not")
	}
}

// A wrong password and an address without an account read the same.
func TestSigningInDoesNotTellWhoIsThere(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	dbtest.Account(t, store, credentials.Editor)
	var pages []string
	for _, email := range []string{"editor@example.org", "nobody@example.org"} {
		page := visitor(handler).post(t, link.Login, url.Values{"email": {email}, "password": {"not the password of it"}})
		if page.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", email, page.Code)
		}
		pages = append(pages, strings.ReplaceAll(page.Body.String(), email, "EMAIL"))
	}
	if pages[0] != pages[1] {
		t.Errorf("the answers differ:\n%s\n%s", pages[0], pages[1])
	}
}

// Guessing is slowed down, for an account that is there and one that is not.
func TestGuessingIsSlowedDown(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	dbtest.Account(t, store, credentials.Editor)
	for _, email := range []string{"editor@example.org", "nobody@example.org"} {
		refused := 0
		for range 12 {
			page := visitor(handler).post(t, link.Login, url.Values{"email": {email}, "password": {"not the password of it"}})
			if page.Code == http.StatusTooManyRequests && page.Header().Get("Retry-After") != "" {
				refused++
			}
		}
		if refused != 2 {
			t.Errorf("%s: %d of 12 tries were refused", email, refused)
		}
	}
}

func TestSigningInLeadsOnlyInside(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	account := dbtest.Account(t, store, credentials.Editor)
	for to, want := range map[string]string{
		"/disputes?era=1991-2010": "/disputes?era=1991-2010", "": "/", "https://example.net/": "/", "//example.net/": "/", "/\\example.net": "/",
		"javascript:alert(1)": "/", "\x00": "/", "disputes": "/", "/%2f/example.net": "/", "http:example.net": "/", "/a\r\nb": "/",
	} {
		page := visitor(handler).post(t, link.Login, url.Values{"email": {account.Email}, "password": {dbtest.Password}, "to": {to}})
		if page.Code != http.StatusSeeOther || page.Header().Get("Location") != want {
			t.Errorf("%q leads to %q (%d)", to, page.Header().Get("Location"), page.Code)
		}
	}
}

// Who is sent to sign in comes back to the page that was asked for.
func TestSigningInComesBack(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := visitor(handler).get(t, link.Account)
	if page.Code != http.StatusSeeOther || page.Header().Get("Location") != "/login?to=%2Faccount" {
		t.Errorf("nobody is sent to %s (%d)", page.Header().Get("Location"), page.Code)
	}
	if form := visitor(handler).get(t, page.Header().Get("Location")).Body.String(); !strings.Contains(form, `name="to" value="/account"`) {
		t.Error("the form has forgotten where to go")
	}
}

// A session that ends while a form is filled in loses nothing: what was posted
// waits behind the sign-in form, through wrong passwords too, and is posted with
// one button.
func TestAnEntryOutlivesItsSession(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin := signedIn(t, handler, store, credentials.Admin)
	entry := url.Values{"form": {"once"}, "for": {"Ana <script>alert(1)</script>\r\nand \"Ben\"" + strings.Repeat("é", 100)}, "role": {"editor"}, "password_now": {"secret"}, "broken": {"a\xffb"}}
	admin.cookies = map[string]*http.Cookie{}
	page := admin.post(t, link.AdminInvitations, entry)
	if page.Code != http.StatusUnauthorized || strings.Contains(page.Body.String(), "<script>alert") || strings.Contains(page.Body.String(), "secret") {
		t.Fatalf("nobody’s entry: %d", page.Code)
	}
	fields := hiddenFields(t, page.Body.String(), "/login")
	fields.Set("email", "admin@example.org")
	fields.Set("password", "a wrong one")
	page = admin.post(t, link.Login, fields)
	if page.Code != http.StatusUnprocessableEntity {
		t.Fatalf("a wrong password: %d", page.Code)
	}
	fields = hiddenFields(t, page.Body.String(), "/login")
	fields.Set("email", "admin@example.org")
	fields.Set("password", dbtest.Password)
	page = admin.post(t, link.Login, fields)
	if words := text(t, page.Body.String()); page.Code != http.StatusOK || !strings.Contains(words, "Your entry was kept") || !strings.Contains(words, `and "Ben"`) {
		t.Fatalf("after signing in: %d %s", page.Code, words)
	}
	kept := hiddenFields(t, page.Body.String(), link.AdminInvitations)
	if kept.Get("for") != strings.ReplaceAll(entry.Get("for"), "\r\n", "\n") && kept.Get("for") != entry.Get("for") || kept.Get("role") != "editor" || kept.Get("broken") != "a\uFFFDb" {
		t.Errorf("kept %q", kept)
	}
	if page := admin.post(t, link.AdminInvitations, kept); page.Code != http.StatusUnprocessableEntity && page.Code != http.StatusSeeOther {
		t.Errorf("sent on: %d", page.Code)
	}
}
