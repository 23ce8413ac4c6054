//go:build browser

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"seatwatch/credentials"
)

// TestBrowserClass opens a class, joins it, forecasts and closes it, with the
// keyboard alone; the page adds up the shares while they are typed, and every page
// of the class is looked at.
func TestBrowserClass(t *testing.T) {
	axe := axeScript(t)
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.wide(t, 1440)
	b.open(t, "/precedents?outcome=deferred&kind=rival_claimants")
	b.signIn(t, account(t, data, credentials.Editor))
	b.tabTo(t, "opening a class", leadsTo("/classes/new"))
	b.press(t, "/classes/new")
	b.tabTo(t, "the name of the class", fieldNamed("title"))
	b.do(t, chromedp.KeyEvent("Moot 2027"))
	b.press(t, "/classes/1")
	join := eval[string](t, b, `document.querySelector(".secret").textContent`)
	if !strings.HasPrefix(join, b.site.address+"/join?token=") {
		t.Fatalf("the link to hand out is %q", join)
	}
	b.look(t, axe, []string{"/precedents?outcome=deferred", "/classes/new?outcome=deferred", strings.TrimPrefix(join, b.site.address)})

	b.wide(t, 1440)
	b.open(t, strings.TrimPrefix(join, b.site.address))
	b.do(t, chromedp.KeyEvent("Ben"))
	b.press(t, "/classroom/1")
	b.tabTo(t, "the first case", leadsTo("/classroom/1/cases/1"))
	b.press(t, "/classroom/1/cases/1")
	b.tabTo(t, "a share", fieldNamed("shares.accepted_holder"))
	b.do(t, chromedp.KeyEvent("40"))
	b.tabTo(t, "another share", fieldNamed("shares.deferred"))
	b.do(t, chromedp.KeyEvent("55"))
	if sum := eval[string](t, b, `document.querySelector("output").textContent`); sum != "95" {
		t.Errorf("40 and 55 come to %q", sum)
	}
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.until(t, "that the answer is kept", `document.querySelector(".notice")?.innerText.includes("Your figures came to 95")`)
	b.look(t, axe, []string{"/classroom/1", "/classroom/1/cases/1", "/classes"})

	b.wide(t, 1440)
	b.open(t, "/classes/1")
	b.tabToButton(t, "Close case 1")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.until(t, "that the case is closed", `document.querySelector(".notice")?.innerText.includes("is closed")`)
	b.look(t, axe, []string{"/classroom/1", "/classroom/1/cases/1", "/classes/1"})
	if words := eval[string](t, b, `document.querySelector("main").innerText`); !strings.Contains(words, "How everybody did") || !strings.Contains(words, "Ben") {
		t.Errorf("the class does not show how it did: %s", words)
	}
	b.quiet(t)
}
