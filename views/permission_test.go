package views_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views"
	"seatwatch/views/link"
)

// A permission says who may use an address, apart from the route itself, so that
// neither is changed without the other.
type permission struct {
	// route is the address, after POST if it is written to.
	route string
	// needs is the least role; empty for anybody.
	needs credentials.Role
	// person says that no token will do.
	person bool
}

// permissions has a row for every address that is written to, and for every one
// that not everybody may read.
var permissions = []permission{
	{"/disputes/new", credentials.Editor, false},
	{"POST /disputes/new", credentials.Editor, false},
	{"/disputes/:id/edit", credentials.Editor, false},
	{"POST /disputes/:id/edit", credentials.Editor, false},
	{"/disputes/:id/reply", credentials.Editor, false},
	{"POST /disputes/:id/reply", credentials.Editor, false},
	{"/disputes/:id/preparations/new", credentials.Editor, false},
	{"POST /disputes/:id/preparations/new", credentials.Editor, false},
	{"/disputes/:id/preparations/:session/facts", credentials.Editor, false},
	{"POST /disputes/:id/preparations/:session/facts", credentials.Editor, false},
	{"/disputes/:id/preparations/:session/dissent", credentials.Editor, false},
	{"POST /disputes/:id/preparations/:session/dissent", credentials.Editor, false},
	{"POST /disputes/:id/preparations/:session/delete", credentials.Editor, false},
	{"/disputes/:id/decisions/new", credentials.Editor, false},
	{"POST /disputes/:id/decisions/new", credentials.Editor, false},
	{"/disputes/:id/decisions/:session/edit", credentials.Editor, false},
	{"POST /disputes/:id/decisions/:session/edit", credentials.Editor, false},
	{"/disputes/:id/decisions/:session/facts", credentials.Editor, false},
	{"POST /disputes/:id/decisions/:session/facts", credentials.Editor, false},
	{"/disputes/:id/decisions/:session/dissent", credentials.Editor, false},
	{"POST /disputes/:id/decisions/:session/dissent", credentials.Editor, false},
	{"POST /disputes/:id/decisions/:session/delete", credentials.Editor, false},
	{"POST /disputes/:id/delete", credentials.Editor, false},
	{"POST /disputes/:id/restore", credentials.Editor, false},
	{"POST /disputes/:id/briefs", credentials.Viewer, false},
	{"POST /briefs/:number/withdraw", credentials.Viewer, false},
	{"POST /rollcalls/:id/delete", credentials.Editor, false},
	{"POST /rollcalls/:id/restore", credentials.Editor, false},
	{"POST /meetings/:id/restore", credentials.Editor, false},
	{"POST /login", "", false},
	{"POST /logout", "", false},
	{"POST /setup", "", false},
	{"POST /invitation", "", false},
	{"/account", credentials.Viewer, true},
	{"POST /account/password", credentials.Viewer, true},
	{"POST /account/sign-out", credentials.Viewer, true},
	{"POST /account/tokens", credentials.Viewer, true},
	{"POST /account/tokens/:number/revoke", credentials.Viewer, true},
	{"/rollcalls/new", credentials.Editor, false},
	{"/rollcalls/:id/edit", credentials.Editor, false},
	{"POST /rollcalls/new", credentials.Editor, false},
	{"POST /rollcalls/:id/edit", credentials.Editor, false},
	{"/meetings/new", credentials.Editor, false},
	{"POST /meetings/new", credentials.Editor, false},
	{"/meetings/:id/desk", credentials.Editor, false},
	{"/meetings/:id/motions/:motion", credentials.Editor, false},
	{"POST /meetings/:id/motions/:motion/paste", credentials.Editor, false},
	{"POST /meetings/:id/document", credentials.Editor, false},
	{"POST /meetings/:id/entries", credentials.Editor, false},
	{"/meetings/:id/events", credentials.Editor, false},
	{"POST /meetings/:id/publish", credentials.Editor, false},
	{"POST /meetings/:id/report", credentials.Editor, false},
	{"/classes", credentials.Editor, false},
	{"/classes/new", credentials.Editor, false},
	{"POST /classes/new", credentials.Editor, false},
	{"/classes/:number", credentials.Editor, false},
	{"POST /classes/:number/close", credentials.Editor, false},
	{"POST /classes/:number/link", credentials.Editor, false},
	{"POST /classes/:number/delete", credentials.Editor, false},
	{"POST /classes/:number/students/:student/delete", credentials.Editor, false},
	{"POST /join", "", false},
	{"POST /classroom/:number/cases/:case", "", false},
	{"POST /classroom/:number/leave", "", false},
	{"/admin", credentials.Admin, true},
	{"POST /admin/invitations", credentials.Admin, true},
	{"POST /admin/invitations/:number/withdraw", credentials.Admin, true},
	{"POST /admin/accounts/:number/role", credentials.Admin, true},
	{"POST /admin/accounts/:number/disable", credentials.Admin, true},
	{"POST /admin/accounts/:number/enable", credentials.Admin, true},
	{"POST /admin/accounts/:number/password", credentials.Admin, true},
}

// An actor is somebody, or something, that asks.
type actor struct {
	name string
	// role is what it comes to; empty for nobody.
	role  credentials.Role
	token bool
	// as gives a client that is the actor.
	as func(t *testing.T) *client
}

// actors are nobody, each of the roles, a disabled administrator and a token of
// each role.
func actors(t *testing.T, handler http.Handler, store *db.Store) []actor {
	t.Helper()
	list := []actor{{"nobody", "", false, func(*testing.T) *client { return visitor(handler) }}}
	for _, code := range credentials.Roles.Codes() {
		role := credentials.Role(code)
		account := dbtest.Account(t, store, role)
		token, err := store.AddToken(t.Context(), credentials.Token{Account: account.Number, Name: "robot", Role: role, Made: day}, code)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list,
			actor{code, role, false, func(t *testing.T) *client { t.Helper(); return signedIn(t, handler, store, role) }},
			actor{"token of " + code, role, true, func(*testing.T) *client {
				c := visitor(handler)
				c.token = token
				return c
			}})
	}
	return append(list, actor{"disabled", "", false, func(t *testing.T) *client { t.Helper(); return disabled(t, handler, store) }})
}

// disabled gives a client whose account was disabled after it had signed in.
func disabled(t *testing.T, handler http.Handler, store *db.Store) *client {
	t.Helper()
	account := dbtest.AccountNamed(t, store, "Former", credentials.Admin)
	if err := store.Enable(t.Context(), account.Number); err != nil {
		t.Fatal(err)
	}
	c := signedInAs(t, handler, account)
	if err := store.Disable(t.Context(), account.Number, day); err != nil {
		t.Fatal(err)
	}
	return c
}

// sample gives an address of a route: parameters get what names nothing, so that
// whoever is let through changes nothing.
func sample(pattern string) string {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") || part == "*" {
			parts[i] = "999"
		}
	}
	return strings.Join(parts, "/")
}

// TestPermissions tries every address that is written to, and every one that is
// not for all to read, as everybody. The table is drawn from the routes: one
// without a row fails.
func TestPermissions(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	everybody := actors(t, handler, store)
	rows, clients := map[string]bool{}, map[string]*client{}
	client := func(who actor) *client {
		// Some addresses sign out whoever uses them.
		if c := clients[who.name]; c == nil || who.role != "" && !who.token && signedOut(t, c) {
			clients[who.name] = who.as(t)
		}
		return clients[who.name]
	}
	for _, route := range views.Routes() {
		at := slices.IndexFunc(permissions, func(p permission) bool { return p.route == route.String() })
		if at < 0 && !route.Writes() && route.Needs == "" {
			continue
		}
		rows[route.String()] = true
		if at < 0 {
			t.Errorf("%q has no row in permissions; say who may use it", route)
			continue
		}
		want := permissions[at]
		if route.Needs != want.needs || route.Person != want.person {
			t.Errorf("%q needs %q (a person: %t), and its row says %q (%t)", route, route.Needs, route.Person, want.needs, want.person)
		}
		for _, who := range everybody {
			page := try(t, client(who), route, false)
			if fault := judge(page, route, want, who); fault != "" {
				t.Errorf("%s as %s: %s", route, who.name, fault)
			}
			if !route.JSON {
				continue
			}
			if fault := judgeJSON(try(t, client(who), route, true), want, who); fault != "" {
				t.Errorf("%s as JSON as %s: %s", route, who.name, fault)
			}
		}
	}
	for _, row := range permissions {
		if !rows[row.route] {
			t.Errorf("permissions has a row for %q, which is no address", row.route)
		}
	}
}

func try(t *testing.T, c *client, route views.Route, asJSON bool) *httptest.ResponseRecorder {
	t.Helper()
	address := sample(route.Pattern)
	if asJSON {
		address += ".json"
	}
	if route.Writes() {
		return c.post(t, address, nil)
	}
	return c.get(t, address)
}

// reaches reports whether the row lets an actor through.
func (p permission) reaches(who actor) bool {
	return who.role.Reaches(p.needs) && (!p.person || !who.token)
}

// judge says what is wrong with the answer that an actor got; nothing if it is as
// the row says.
func judge(page *httptest.ResponseRecorder, route views.Route, want permission, who actor) string {
	barred := []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusMethodNotAllowed}
	toLogin := strings.HasPrefix(page.Header().Get("Location"), link.Login+"?")
	expected := 0
	switch {
	case want.reaches(who):
		if slices.Contains(barred, page.Code) || toLogin || page.Code >= http.StatusInternalServerError {
			return fmt.Sprintf("is not let through (%d)", page.Code)
		}
		return ""
	case who.role != "":
		expected = http.StatusForbidden
	case route.Writes():
		expected = http.StatusUnauthorized
	default:
		expected = http.StatusSeeOther
	}
	if page.Code != expected || expected == http.StatusSeeOther && !toLogin {
		return fmt.Sprintf("got %d, want %d", page.Code, expected)
	}
	return ""
}

func judgeJSON(page *httptest.ResponseRecorder, want permission, who actor) string {
	if !strings.HasPrefix(page.Header().Get("Content-Type"), "application/json") {
		return "is not answered in JSON"
	}
	expected := http.StatusForbidden
	if who.role == "" {
		expected = http.StatusUnauthorized
	}
	if want.reaches(who) == (page.Code == expected) {
		return fmt.Sprintf("got %d", page.Code)
	}
	return ""
}

// On a closed record nothing but the way in can be read by nobody.
func TestAClosedRecordIsReadByViewers(t *testing.T) {
	store := dbtest.New(t)
	prepared(t, store)
	handler := closedSite(t, store)
	viewer := signedIn(t, handler, store, credentials.Viewer)
	frozenBrief(t, viewer, "myanmar-2021", url.Values{"share": {"yes"}})
	for _, route := range views.Routes() {
		if route.Writes() || slices.Contains(elsewhere, route.Pattern) || route.Needs != "" {
			continue
		}
		address := addresses[route.Pattern]
		page := visitor(handler).get(t, address)
		if open := slices.Contains([]string{"/login", "/healthz", "/desk-worker.js"}, route.Pattern); open != (page.Code == http.StatusOK) {
			t.Errorf("%s as nobody: %d", address, page.Code)
		}
		if page := viewer.get(t, address); page.Code != http.StatusOK {
			t.Errorf("%s as a viewer: %d", address, page.Code)
		}
	}
}
