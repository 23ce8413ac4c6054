//go:build browser

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"seatwatch/credentials"
)

// signIn signs in from the page that is open, with the keyboard alone, and comes
// back to it.
func (b *browser) signIn(t *testing.T, email string) {
	t.Helper()
	b.tabTo(t, "signing in", leadsTo("/login"))
	b.press(t, "/login")
	b.typeCredentials(t, email)
	b.press(t, "/")
	if words := eval[string](t, b, `document.querySelector(".masthead").innerText`); !strings.Contains(words, "Sign out") {
		t.Fatalf("%s is not signed in: %s", email, words)
	}
}

// typeCredentials fills in the sign-in form, in whose first field the cursor is.
func (b *browser) typeCredentials(t *testing.T, email string) {
	t.Helper()
	b.do(t, chromedp.KeyEvent(email), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(testPassword))
}

// fieldNamed is a focus on a field.
func fieldNamed(name string) func(focus) bool { return func(f focus) bool { return f.Name == name } }

// TestBrowserSessionEndsInMidForm: with the keyboard alone an administrator fills in
// a form, the session ends meanwhile, and after signing in again what was typed is
// there and is sent.
func TestBrowserSessionEndsInMidForm(t *testing.T) {
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.wide(t, 1440)
	b.open(t, "/disputes")
	email := account(t, data, credentials.Admin)
	b.signIn(t, email)
	if at := eval[string](t, b, "location.pathname"); at != "/disputes" {
		t.Errorf("signing in led to %s", at)
	}
	b.open(t, "/admin")
	b.tabTo(t, "for whom", fieldNamed("for"))
	b.do(t, chromedp.KeyEvent(`Zoë & "Ana" <b>`))
	b.tabTo(t, "the role", fieldNamed("role"))
	b.do(t, chromedp.KeyEvent(kb.ArrowDown))
	withPassword(t, testPassword, "user", "password", email, "--data", data).did(t)
	b.tabTo(t, "the button", func(f focus) bool { return f.Tag == "button" })
	b.press(t, "/admin/invitations")
	if heading := eval[string](t, b, `document.querySelector("h1").textContent`); heading != "Sign in" {
		t.Fatalf("the form led to %q", heading)
	}
	b.typeCredentials(t, email)
	b.press(t, "/login")
	if words := eval[string](t, b, `document.querySelector("main").innerText`); !strings.Contains(words, "Your entry was kept") || !strings.Contains(words, `Zoë & "Ana" <b>`) {
		t.Fatalf("after signing in: %s", words)
	}
	b.tabTo(t, "the button", func(f focus) bool {
		return f.Tag == "button" && eval[string](t, b, "document.activeElement.innerText") == "Send it now"
	})
	b.press(t, "/admin")
	words := eval[string](t, b, `document.querySelector("main").innerText`)
	if !strings.Contains(words, `Zoë & "Ana" <b>`) || !strings.Contains(words, "/invitation?token=") {
		t.Errorf("the entry was not taken: %s", words)
	}
	b.quiet(t)
}
