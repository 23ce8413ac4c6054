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

// signedOut reports whether a client is nobody.
func signedOut(t *testing.T, c *client) bool {
	t.Helper()
	return c.get(t, link.Account).Code == http.StatusSeeOther
}

func TestAPasswordIsChangedByWhoKnowsIt(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	here, there := signedIn(t, handler, store, credentials.Editor), signedIn(t, handler, store, credentials.Editor)
	for _, entry := range []url.Values{
		{"password_now": {"a wrong one"}, "password": {anotherPassword}}, {"password_now": {dbtest.Password}, "password": {"aaaaaaaaaaaaaaaa"}}, {},
	} {
		if page := here.post(t, link.AccountPassword, entry); page.Code != http.StatusUnprocessableEntity || strings.Contains(page.Body.String(), anotherPassword) {
			t.Errorf("%v: %d", entry, page.Code)
		}
	}
	if page := here.post(t, link.AccountPassword, url.Values{"password_now": {dbtest.Password}, "password": {anotherPassword}}); page.Code != http.StatusSeeOther {
		t.Fatalf("changing: %d %s", page.Code, text(t, page.Body.String()))
	}
	if signedOut(t, here) || !signedOut(t, there) {
		t.Error("it stays signed in there, or not here")
	}
	if _, err := store.SignIn(t.Context(), "editor@example.org", anotherPassword); err != nil {
		t.Error(err)
	}
}

func TestSigningOutEverywhere(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	here, there := signedIn(t, handler, store, credentials.Viewer), signedIn(t, handler, store, credentials.Viewer)
	here.post(t, link.AccountSignOut, nil)
	if !signedOut(t, here) || !signedOut(t, there) {
		t.Error("it stays signed in")
	}
}

// A token acts for its account, with no more right than it was given, and never
// where a person has to be.
func TestTokens(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin := signedIn(t, handler, store, credentials.Admin)
	fields := url.Values{"form": {once(t, admin.get(t, link.Account).Body.String())}, "token_name": {"<i>robot"}, "token_role": {"editor"}}
	for range 2 {
		admin.post(t, link.AccountTokens, fields)
	}
	robot := visitor(handler)
	robot.token = shownOnce(t, admin, link.Account)
	holder, err := store.TokenHolder(t.Context(), robot.token)
	if err != nil || holder.Role != credentials.Editor || holder.Name != "Admin" {
		t.Errorf("the token acts for %+v, %v", holder, err)
	}
	for address, want := range map[string]int{"/disputes.json": http.StatusOK, link.Account: http.StatusForbidden, link.Admin: http.StatusForbidden} {
		if page := robot.get(t, address); page.Code != want || len(robot.cookies) > 0 {
			t.Errorf("%s: %d, want %d", address, page.Code, want)
		}
	}
	tokens, err := store.Tokens(t.Context(), holder.Number)
	if err != nil || len(tokens) != 1 {
		t.Fatalf("%d tokens were made, %v", len(tokens), err)
	}
	admin.post(t, link.TokenRevoke(tokens[0].Number), nil)
	for _, sent := range []string{robot.token, "x", "seatwatch_"} {
		robot.token = sent
		if page := robot.get(t, "/disputes.json"); page.Code != http.StatusUnauthorized {
			t.Errorf("a token that is none: %d", page.Code)
		}
	}
	editor := signedIn(t, handler, store, credentials.Editor)
	if page := editor.post(t, link.AccountTokens, url.Values{"form": {"x"}, "token_name": {"x"}, "token_role": {"admin"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("a token with more right than its holder: %d", page.Code)
	}
	if page := editor.post(t, link.TokenRevoke(1), nil); page.Code != http.StatusSeeOther {
		t.Errorf("revoking another’s token: %d", page.Code)
	}
}

func TestDisablingAnAccountEndsItsSessionsAndTokens(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin, editor := signedIn(t, handler, store, credentials.Admin), signedIn(t, handler, store, credentials.Editor)
	account := dbtest.Account(t, store, credentials.Editor)
	robot := visitor(handler)
	var err error
	if robot.token, err = store.AddToken(t.Context(), credentials.Token{Account: account.Number, Name: "robot", Role: credentials.Editor, Made: day}, "once"); err != nil {
		t.Fatal(err)
	}
	admin.post(t, link.AccountDisable(account.Number), nil)
	if !signedOut(t, editor) || robot.get(t, "/").Code != http.StatusUnauthorized {
		t.Error("its session or its token goes on")
	}
	entry := url.Values{"email": {account.Email}, "password": {dbtest.Password}}
	if page := visitor(handler).post(t, link.Login, entry); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("signing in: %d", page.Code)
	}
	admin.post(t, link.AccountEnable(account.Number), nil)
	if !signedOut(t, editor) {
		t.Error("the session came back")
	}
	if page := visitor(handler).post(t, link.Login, entry); page.Code != http.StatusSeeOther {
		t.Errorf("signing in again: %d", page.Code)
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	admin := signedIn(t, site(t, store, io.Discard), store, credentials.Admin)
	for address, fields := range map[string]url.Values{link.AccountDisable(1): nil, link.AccountRole(1): {"role": {"viewer"}}} {
		if page := admin.post(t, address, fields); page.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, page.Body.String()), "last administrator") {
			t.Errorf("%s: %d", address, page.Code)
		}
	}
	if page := admin.post(t, link.AccountRole(1), url.Values{"role": {"chair"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("a role that is none: %d", page.Code)
	}
	if signedOut(t, admin) {
		t.Error("the administrator is barred")
	}
}

// An administrator gives an account a new password by a link, and never sees it.
func TestANewPasswordByLink(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin, editor := signedIn(t, handler, store, credentials.Admin), signedIn(t, handler, store, credentials.Editor)
	account := dbtest.Account(t, store, credentials.Editor)
	admin.post(t, link.AccountPasswordLink(account.Number), url.Values{"form": {"once"}})
	address, err := url.Parse(shownOnce(t, admin, link.Admin))
	if err != nil {
		t.Fatal(err)
	}
	holder := visitor(handler)
	if words := text(t, holder.get(t, address.RequestURI()).Body.String()); !strings.Contains(words, "A new password for Editor") {
		t.Errorf("the form says %s", words)
	}
	if page := holder.post(t, link.Invitation, url.Values{"token": address.Query()["token"], "password": {anotherPassword}}); page.Code != http.StatusSeeOther {
		t.Fatalf("setting it: %d %s", page.Code, text(t, page.Body.String()))
	}
	if !signedOut(t, editor) || signedOut(t, holder) {
		t.Error("the old session goes on, or the new one does not")
	}
}
