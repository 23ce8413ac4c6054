//go:build browser

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"seatwatch/credentials"
)

// mostKeys is how many keys may be pressed to open a dispute beside the words that
// are typed: it takes a minute.
const mostKeys = 20

// TestBrowserOpensADispute: with the keyboard alone an editor opens a dispute, codes
// a fact on its sheet, and finds a forecast that rests on it.
func TestBrowserOpensADispute(t *testing.T) {
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.wide(t, 1440)
	b.open(t, "/disputes")
	b.signIn(t, account(t, data, credentials.Editor))
	b.open(t, "/disputes/new")
	keys := 0
	press := func(key string) {
		keys++
		b.do(t, chromedp.KeyEvent(key))
	}
	for i, words := range []string{"Zambia", "Two letters come in", "", "Government of Zambia", "Council of Zambia"} {
		if i > 0 {
			press(kb.Tab)
		}
		if words != "" {
			b.do(t, chromedp.KeyEvent(words))
		}
	}
	keys++
	b.press(t, "/disputes/zambia-2026/preparations/")
	if keys > mostKeys {
		t.Errorf("it takes %d keys beside the words", keys)
	}
	sheet := strings.TrimSuffix(eval[string](t, b, "location.pathname"), "/facts")
	session := sheet[strings.LastIndex(sheet, "/")+1:]
	b.tabTo(t, "the capital", fieldNamed("prepared/"+session+"/facts/council-of-zambia/capital|value"))
	press(kb.ArrowDown)
	b.tabTo(t, "the button", func(f focus) bool { return f.Tag == "button" })
	b.press(t, sheet)
	if words := eval[string](t, b, `document.querySelector("main").innerText`); !strings.Contains(words, "held") || !strings.Contains(words, "Stored.") {
		t.Errorf("the fact is not stored: %s", words)
	}
	b.open(t, "/disputes/zambia-2026/forecast")
	if words := eval[string](t, b, `document.querySelector("main").innerText`); !strings.Contains(words, "the session’s sheet") {
		t.Errorf("the forecast does not rest on the sheet: %s", words)
	}
	b.quiet(t)
}
