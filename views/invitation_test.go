package views_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/views/link"
)

var (
	secretPattern = regexp.MustCompile(`<p class="secret">([^<]+)</p>`)
	formPattern   = regexp.MustCompile(`name="form" value="([^"]+)"`)
)

// once gives the number that tells the first form of a page from every other.
func once(t *testing.T, page string) string {
	t.Helper()
	found := formPattern.FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("the page has no form with a number: %s", text(t, page))
	}
	return found[1]
}

// shownOnce gives what a page shows once, and checks that it does not again.
func shownOnce(t *testing.T, c *client, address string) string {
	t.Helper()
	found := secretPattern.FindStringSubmatch(c.get(t, address).Body.String())
	if found == nil {
		t.Fatalf("%s shows nothing", address)
	}
	if secretPattern.MatchString(c.get(t, address).Body.String()) {
		t.Errorf("%s shows it twice", address)
	}
	return found[1]
}

const anotherPassword = "quorum of one hundred ninety-three"

func TestAnInvitationMakesAnAccountOnce(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin := signedIn(t, handler, store, credentials.Admin)
	fields := url.Values{"form": {once(t, admin.get(t, link.Admin).Body.String())}, "for": {"<b>Ana</b>"}, "role": {"editor"}}
	// The form is sent twice; it makes one invitation.
	for range 2 {
		if page := admin.post(t, link.AdminInvitations, fields); page.Code != http.StatusSeeOther {
			t.Fatalf("inviting: %d %s", page.Code, text(t, page.Body.String()))
		}
	}
	if list, err := store.Invitations(t.Context()); err != nil || len(list) != 1 {
		t.Fatalf("%d invitations were made, %v", len(list), err)
	}
	address, err := url.Parse(shownOnce(t, admin, link.Admin))
	if err != nil || !strings.HasPrefix(address.String(), "http://example.com/invitation?token=") {
		t.Fatalf("the link is %s", address)
	}
	guest := visitor(handler)
	if words := text(t, guest.get(t, address.RequestURI()).Body.String()); !strings.Contains(words, "Admin invites you as an editor") {
		t.Errorf("the form says %s", words)
	}
	entry := url.Values{"token": address.Query()["token"], "name": {"Ana Pereira"}, "email": {"ADMIN@example.org "}, "password": {"short"}}
	page := guest.post(t, link.Invitation, entry)
	for _, says := range []string{"One thing to correct", "too short"} {
		if words := text(t, page.Body.String()); page.Code != http.StatusUnprocessableEntity || !strings.Contains(words, says) {
			t.Errorf("%d does not say %q: %s", page.Code, says, words)
		}
	}
	if strings.Contains(page.Body.String(), `value="short"`) || !strings.Contains(page.Body.String(), `value="Ana Pereira"`) {
		t.Error("the password came back, or the name did not")
	}
	entry.Set("password", anotherPassword)
	if page := guest.post(t, link.Invitation, entry); page.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, page.Body.String()), "There is an account with this address") {
		t.Errorf("an address that is taken: %d", page.Code)
	}
	entry.Set("email", "ana@example.org")
	if page := guest.post(t, link.Invitation, entry); page.Code != http.StatusSeeOther {
		t.Fatalf("accepting: %d %s", page.Code, text(t, page.Body.String()))
	}
	if words := text(t, guest.get(t, "/").Body.String()); !strings.Contains(words, "You are signed in as Ana Pereira. An editor reads") {
		t.Error("the guest is not told that it worked")
	}
	if words := text(t, guest.get(t, "/").Body.String()); strings.Contains(words, "You are signed in as") {
		t.Error("the guest is told twice")
	}
	if page := guest.post(t, link.Invitation, entry); page.Code != http.StatusSeeOther {
		t.Errorf("the form sent twice: %d", page.Code)
	}
	entry.Set("email", "ben@example.org")
	for _, again := range []int{visitor(handler).get(t, address.RequestURI()).Code, visitor(handler).post(t, link.Invitation, entry).Code} {
		if again != http.StatusNotFound {
			t.Errorf("the used link is %d", again)
		}
	}
}

func TestInvitationsExpireAndAreWithdrawn(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	admin := signedIn(t, handler, store, credentials.Admin)
	old, err := store.Invite(t.Context(), credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Editor, Made: day, Expires: day}, "old")
	if err != nil {
		t.Fatal(err)
	}
	withdrawn, err := store.Invite(t.Context(), credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Editor, Made: day, Expires: day.Add(time.Hour)}, "new")
	if err != nil {
		t.Fatal(err)
	}
	if page := admin.post(t, link.InvitationWithdraw(2), nil); page.Code != http.StatusSeeOther {
		t.Errorf("withdrawing: %d", page.Code)
	}
	for _, opens := range []string{old, withdrawn, "", "x"} {
		if page := visitor(handler).get(t, link.Invitation+"?token="+opens); page.Code != http.StatusNotFound {
			t.Errorf("a closed link is %d", page.Code)
		}
	}
}

func TestTheSetUpLinkIsForTheFirstAdministrator(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	i := credentials.Invitation{Kind: credentials.SetUpLink, Role: credentials.Admin, Made: day, Expires: day.Add(time.Hour)}
	var opens [2]string
	for n, form := range []string{"first", "second"} {
		var err error
		if opens[n], err = store.Invite(t.Context(), i, form); err != nil {
			t.Fatal(err)
		}
	}
	if page := visitor(handler).get(t, "/setup?token="+opens[0]); page.Code != http.StatusNotFound {
		t.Errorf("an older link is %d", page.Code)
	}
	if words := text(t, visitor(handler).get(t, "/setup?token="+opens[1]).Body.String()); !strings.Contains(words, "first administrator") {
		t.Errorf("the form says %s", words)
	}
	dbtest.Account(t, store, credentials.Admin)
	if page := visitor(handler).get(t, "/setup?token="+opens[1]); page.Code != http.StatusNotFound {
		t.Errorf("with an administrator the link is %d", page.Code)
	}
}
