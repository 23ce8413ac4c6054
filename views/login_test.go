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
