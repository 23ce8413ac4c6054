//go:build browser

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// patience is how long a state of a page is waited for.
const patience = 30 * time.Second

// until waits for a state of the page.
func (b *browser) until(t *testing.T, what, expression string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		// While one page goes and the next comes there is none to ask, or none that
		// answers; and one that is not complete may not take keys yet.
		asking, enough := context.WithTimeout(b.ctx, 5*time.Second)
		holds, err := chromedp.Run(asking, chromedp.Evaluate[bool](`(async () => document.readyState === "complete" && Boolean(`+expression+`))()`, chromedp.EvalAwaitPromise))
		enough()
		if err == nil && holds {
			return
		}
		b.do(t, chromedp.Sleep(20*time.Millisecond))
	}
	t.Fatalf("%s does not come about: %s\n%s", what, expression, eval[string](t, b, `document.querySelector("main").innerText`))
}

// keys presses keys one by one, and gives how many. A key goes down with its
// letter, as on a keyboard: where a page takes the key, no letter comes.
func (b *browser) keys(t *testing.T, keys ...string) (pressed int) {
	t.Helper()
	for _, some := range keys {
		for _, key := range some {
			events := kb.Encode(key)
			down, up := *events[0], *events[len(events)-1]
			if len(events) == 3 {
				down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
			}
			call(t, b, input.DispatchKeyEvent, down)
			call(t, b, input.DispatchKeyEvent, up)
			pressed++
		}
	}
	return pressed
}

// sent waits until the server has everything.
func (b *browser) sent(t *testing.T) {
	t.Helper()
	b.until(t, "that all is sent", `document.getElementById("desk-waiting").hidden && document.getElementById("desk-returned").hidden`)
}

// logged waits until a list of the log has so many items.
func (b *browser) logged(t *testing.T, list string, n int) {
	t.Helper()
	b.until(t, fmt.Sprintf("%d %s", n, list), fmt.Sprintf(`document.querySelectorAll("#log-%s li").length === %d`, list, n))
}

// tabToButton presses Tab until a button with these words has the focus.
func (b *browser) tabToButton(t *testing.T, words string) {
	t.Helper()
	b.tabTo(t, words, func(f focus) bool {
		return f.Tag == "button" && eval[string](t, b, "document.activeElement.textContent") == words
	})
}

// opensDesk signs in and opens the log of a meeting, with the keyboard alone.
func (b *browser) opensDesk(t *testing.T, email string, assembly bool) (desk string) {
	t.Helper()
	b.open(t, "/")
	b.signIn(t, email)
	b.tabTo(t, "logging a meeting", leadsTo("/meetings/new"))
	b.press(t, "/meetings/new")
	if assembly {
		b.keys(t, kb.ArrowDown)
	}
	b.press(t, "/meetings/")
	return eval[string](t, b, "location.pathname")
}

// TestBrowserMeetingByKeyboard logs a whole meeting with the keyboard alone: a
// seat, three statements, two motions, a recorded vote of all Members on the
// keypad and another that is pasted, the decision; and publishes it.
func TestBrowserMeetingByKeyboard(t *testing.T) {
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.wide(t, 1440)
	desk := b.opensDesk(t, account(t, data, credentials.Editor), true)

	b.keys(t, kb.Escape, "b", "Afghanistan", kb.Enter)
	b.logged(t, "seats", 1)
	b.sent(t)

	b.keys(t, kb.Escape)
	for i, said := range []string{"We object to these credentials.", "My delegation supports the credentials.", "No position today."} {
		pressed := 0
		if i == 0 {
			pressed += b.keys(t, "s")
		}
		pressed += b.keys(t, []string{"nor", "pak", "bra"}[i], []string{"o", "s", "0"}[i], "2")
		b.keys(t, said)
		pressed += b.keys(t, kb.Enter)
		if pressed > 15 {
			t.Errorf("a statement takes %d keys besides its text", pressed)
		}
		t.Logf("a statement took %d keys besides its text", pressed)
	}
	b.logged(t, "statements", 3)

	b.keys(t, kb.Escape, "m", "To reject the credentials", kb.Tab, "can", "rej", kb.Tab, "4", "simple", kb.Enter)
	b.logged(t, "motions", 1)
	b.sent(t)
	b.keys(t, kb.Escape, "v")
	b.until(t, "the keypad", `document.querySelector(".keypad") && document.activeElement.name === "ballot.AFG"`)
	members := eval[int](t, b, `document.querySelectorAll(".keypad [data-member]").length`)
	if members != 193 {
		t.Errorf("the keypad has %d Members", members)
	}
	// A slip at the third Member is taken back.
	b.keys(t, "YYN", "U", "Y", strings.Repeat("Y", 47), strings.Repeat("N", 100), strings.Repeat("A", 20), strings.Repeat("X", 13), strings.Repeat("P", 10))
	b.until(t, "the totals", `[..."YNAXP"].map(key => document.querySelector("[data-count=" + key + "]").textContent).join() === "50,100,20,13,10"`)
	b.sent(t)
	b.tabToButton(t, "Log these votes")
	b.tabTo(t, "what became of it", fieldNamed("set.state"))
	b.keys(t, "defeated", kb.Tab, "recorded", kb.Tab, "50", kb.Tab, "100", kb.Tab, "20", kb.Enter)
	b.sent(t)
	b.keys(t, kb.Escape, "u")
	b.until(t, "the desk", `document.getElementById("log-motions")?.innerText.includes("recorded vote, 50–100–20")`)

	b.keys(t, kb.Escape, "m", "To defer the decision", kb.Tab, "usa", "def", kb.Tab, "3", "simple", kb.Tab, "To", kb.Enter)
	b.until(t, "the second motion under the first", `document.querySelector("#log-motions li li")?.innerText.includes("To defer")`)
	b.sent(t)
	b.keys(t, kb.Escape, "v")
	b.until(t, "the keypad", `document.querySelector(".keypad") && document.activeElement.name === "ballot.AFG"`)
	b.tabTo(t, "where a vote is pasted", fieldNamed("text"))
	call(t, b, input.InsertText, input.InsertTextParams{Text: pastedRoll(t)})
	b.tabToButton(t, "Read the text")
	b.keys(t, kb.Enter)
	b.until(t, "what was read", `document.querySelector("form[data-read]")`)
	b.tabToButton(t, "Log these votes")
	b.keys(t, kb.Enter)
	b.until(t, "the votes", `document.querySelector(".keypad[data-motion]") && document.querySelector("[data-count=Y]").textContent === "65"`)
	b.tabTo(t, "what became of it", fieldNamed("set.state"))
	b.keys(t, "carried", kb.Tab, "recorded", kb.Enter)
	b.sent(t)
	b.keys(t, kb.Escape, "u")
	b.until(t, "the desk", `document.getElementById("log-motions")?.innerText.includes("recorded vote, 65–64–64")`)
	b.keys(t, kb.Escape, "d", "rival", kb.Tab, "deferred", kb.Tab, kb.Tab, "1", "To defer", kb.Enter)
	b.logged(t, "decisions", 1)
	b.sent(t)
	b.tabToButton(t, "Publish the minutes")
	b.press(t, strings.TrimSuffix(desk, "/desk"))

	words := eval[string](t, b, `document.querySelector("main").innerText`)
	if at := eval[string](t, b, "location.pathname"); at != strings.TrimSuffix(desk, "/desk") {
		t.Fatalf("publishing led to %s: %s", at, words)
	}
	for _, want := range []string{"Norway objects to", "We object to these credentials.", "Brazil", "To reject the credentials", "defeated", "50–100–20", "To defer the decision", "carried", "65–64–64", "deferred"} {
		if !strings.Contains(words, want) {
			t.Errorf("the published meeting does not say %q:\n%s", want, words)
		}
	}
	var vote struct{ Votes []struct{ Vote string } }
	_, body := b.site.get(t, strings.TrimSuffix(desk, "/desk")+".json")
	var meeting struct {
		Logged struct{ Motions []struct{ RollCall string } }
	}
	if err := json.Unmarshal([]byte(body), &meeting); err != nil || len(meeting.Logged.Motions) != 2 {
		t.Fatalf("%v in %s", err, body)
	}
	for _, motion := range meeting.Logged.Motions {
		_, body = b.site.get(t, "/rollcalls/"+motion.RollCall+".json")
		if err := json.Unmarshal([]byte(body), &vote); err != nil || len(vote.Votes) != 193 {
			t.Errorf("the recorded vote %q has %d votes (%v)", motion.RollCall, len(vote.Votes), err)
		}
	}
	b.quiet(t)
}

// everythingOnceMore hands over what waits a second time, beside the page itself,
// as soon as there is a server.
const everythingOnceMore = `(() => {
	const waiting = Object.keys(localStorage).filter((key) => key.startsWith("desk ")).map((key) => JSON.parse(localStorage.getItem(key)));
	const body = JSON.stringify(waiting.sort((a, b) => a.order - b.order).map((letter) => letter.entry));
	const send = () => fetch(document.querySelector("[data-entries]").dataset.entries + ".json", {method: "POST", headers: {"Content-Type": "application/json"}, body})
		.then((response) => { window.sentOnceMore = response.ok; }, () => setTimeout(send, 20));
	send();
})()`

// pastedRoll is a verbatim record of a vote of all Members of today: one in three
// each way.
func pastedRoll(t *testing.T) string {
	t.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	vote := &credentials.RollCall{Date: credentials.DayOf(time.Now().UTC()), Motion: "deferral"}
	for i, member := range library.CallingOrder(vote.Date) {
		vote.Ballots = append(vote.Ballots, credentials.MemberBallot{Member: member.Code, Ballot: credentials.Ballots.Terms[i%3].Code})
	}
	vote.Counted = vote.Count()
	return precedents.PrintRoll(vote, library.Frame, precedents.VerbatimRecord)
}

// twentyMinutesOn puts the clock of every further page on.
const twentyMinutesOn = `(() => {
	const clock = Date, on = 20 * 60 * 1000;
	Date = class extends clock {
		constructor(...given) { super(...(given.length ? given : [clock.now() + on])); }
		static now() { return clock.now() + on; }
	};
})()`

// TestBrowserDeskWithoutNetwork stops the server in mid-meeting: thirty entries,
// a reload in the middle, everything sent twice, and the clock twenty minutes on lose
// nothing and double nothing.
func TestBrowserDeskWithoutNetwork(t *testing.T) {
	data := seeded(t)
	site := serving(t, "--data", data)
	b := browsing(t, site)
	b.wide(t, 1440)
	b.opensDesk(t, account(t, data, credentials.Editor), false)
	b.keys(t, kb.Escape, "s", "nor", "0", kb.Tab, "Before the network went.", kb.Enter)
	b.logged(t, "statements", 1)
	b.sent(t)
	b.until(t, "the pages on the shelf", `navigator.serviceWorker.controller && (await caches.match(location.pathname)) && (await caches.match(new URL(document.scripts[0].src).pathname))`)

	address := strings.TrimPrefix(site.address, "http://")
	site.end(t)
	say := func(n int) { b.keys(t, "nor", "0", kb.Tab, fmt.Sprintf("Offline %d.", n), kb.Enter) }
	for n := range 15 {
		say(n)
	}
	b.until(t, "fifteen entries that wait", `document.querySelectorAll("#desk-waiting li").length === 15`)
	b.until(t, "word of the network", `document.getElementById("desk-said").textContent.includes("no network")`)
	b.keys(t, "nor", "0", kb.Tab, "Half written")
	call(t, b, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: twentyMinutesOn})
	b.do(t, chromedp.Reload())
	b.until(t, "fifteen entries after the reload", `document.querySelectorAll("#desk-waiting li").length === 15`)
	b.until(t, "what was half written", `document.getElementById("form-new-statement-text").value === "Half written"`)
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.getElementById("form-new-statement-text").focus()`))
	b.keys(t, kb.Enter)
	for n := 15; n < 29; n++ {
		say(n)
	}
	b.until(t, "thirty entries that wait", `document.querySelector("#desk-waiting h2").textContent.endsWith(" 30")`)
	b.do(t, chromedp.Evaluate[chromedp.Void](everythingOnceMore))

	serving(t, "--data", data, "--addr", address)
	b.sent(t)
	b.until(t, "that all was sent once more", "window.sentOnceMore")
	b.logged(t, "statements", 31)
	said := eval[[]string](t, b, `[...document.querySelectorAll("#log-statements .said")].map(said => said.textContent)`)
	times := map[string]int{}
	for _, text := range said {
		times[text]++
	}
	for n := range 29 {
		if text := fmt.Sprintf("Offline %d.", n); times[text] != 1 {
			t.Errorf("%q stands %d times in the log", text, times[text])
		}
	}
	if times["Half written"] != 1 || times["Before the network went."] != 1 {
		t.Errorf("the log has %v", times)
	}
}

// TestBrowserTwoEditors: each sees what the other logs, and a field that both
// have changed is shown in both versions.
func TestBrowserTwoEditors(t *testing.T) {
	data := seeded(t)
	site := serving(t, "--data", data)
	ann, ben := browsing(t, site), browsing(t, site)
	desk := ann.opensDesk(t, account(t, data, credentials.Editor), false)
	ben.open(t, "/")
	ben.signIn(t, account(t, data, credentials.Admin))
	ben.open(t, desk)
	ann.keys(t, kb.Escape, "s", "nor", "0", kb.Tab, "As Ann heard it.", kb.Enter)
	ben.logged(t, "statements", 1)

	change := func(b *browser, said string) {
		b.do(t, chromedp.Evaluate[chromedp.Void](`(() => {
			const form = document.querySelector("#log-statements .desk-form[id]");
			form.closest("details").open = true;
			form.elements["set.text"].focus();
			form.elements["set.text"].select();
		})()`))
		b.keys(t, said)
	}
	ann.logged(t, "statements", 1)
	change(ann, "As Ann would have it.")
	change(ben, "As Ben would have it.")
	ann.keys(t, kb.Enter)
	ann.sent(t)
	ann.until(t, "Ann's version in the log", `document.querySelector("#log-statements .said").textContent === "As Ann would have it."`)
	ben.keys(t, kb.Enter)
	ben.until(t, "both versions", `document.getElementById("desk-returned").innerText.includes("As Ben would have it.") && document.getElementById("desk-returned").innerText.includes("As Ann would have it.")`)
	ben.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#desk-returned button").focus()`))
	ben.keys(t, kb.Enter)
	ben.sent(t)
	ann.until(t, "Ben's version at Ann's desk", `document.querySelector("#log-statements .said").textContent === "As Ben would have it."`)
	ann.quiet(t)
}

// TestBrowserSessionEndsAtTheDesk: an entry that is made after the session has
// ended is kept, and goes once its writer has signed in again.
func TestBrowserSessionEndsAtTheDesk(t *testing.T) {
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	email := account(t, data, credentials.Editor)
	b.opensDesk(t, email, false)
	if status := eval[int](t, b, `fetch("/logout", {method: "POST"}).then(response => response.status)`); status != 200 {
		t.Fatalf("signing out gave %d", status)
	}
	b.keys(t, kb.Escape, "s", "nor", "0", kb.Tab, "After the session ended.", kb.Enter)
	b.until(t, "word of the session", `document.querySelector("#desk-said a")?.textContent === "Sign in"`)
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#desk-said a").focus()`))
	b.press(t, "/login")
	b.typeCredentials(t, email)
	b.press(t, "/meetings/")
	b.sent(t)
	b.logged(t, "statements", 1)
}

// everyKind logs an item of every kind, and a decision that lacks something.
const everyKind = `fetch(document.querySelector("[data-entries]").dataset.entries, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify([
	{key: "every-kind-1", item: "seat-1", kind: "seat", set: {dispute: "afghanistan-2021"}},
	{key: "every-kind-2", item: "s1", kind: "statement", set: {member: "NOR", stance: "objects", claimant: "taliban", text: "We object.\nAnd reserve our position.", time: "15:10"}},
	{key: "every-kind-3", item: "m1", kind: "motion", set: {text: "To defer", mover: "USA", kind: "deferral", majority: "simple", state: "carried", method: "show_of_hands", announced_for: "6", announced_against: "1", announced_abstaining: "2"}},
	{key: "every-kind-4", item: "m2", kind: "motion", set: {text: "To accept", mover: "PAK", kind: "credentials", falls_with: "m1", state: "fell"}},
	{key: "every-kind-5", item: "d1", kind: "decision", set: {challenge: "rival_credentials", outcome: "deferred", motion: "m1"}},
	{key: "every-kind-6", item: "o1", kind: "document", set: {symbol: "A/81/L.3", title: "A draft"}},
	{key: "every-kind-7", item: "s2", kind: "statement", set: {speaker: "The Chair", text: "Said in error."}},
	{key: "every-kind-8", item: "s2", kind: "statement", removed: true},
])}).then((response) => response.status)`

// TestBrowserDeskPages looks at the pages of the desk at both widths, light and
// dark, as TestBrowserPages does at the others.
func TestBrowserDeskPages(t *testing.T) {
	axe := axeScript(t)
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.wide(t, 1440)
	desk := b.opensDesk(t, account(t, data, credentials.Editor), false)
	if status := eval[int](t, b, everyKind); status != 200 {
		t.Fatalf("the entries gave %d", status)
	}
	meeting := strings.TrimSuffix(desk, "/desk")
	b.look(t, axe, []string{"/meetings/new", desk, meeting + "/motions/m1"})
	correction := `fetch(document.querySelector("[data-entries]").dataset.entries, {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify([{key: "every-kind-9", item: "d1", kind: "decision", set: {seated: "islamic-republic"}}])}).then((response) => response.status)`
	if status := eval[int](t, b, correction); status != 200 {
		t.Fatalf("the correction gave %d", status)
	}
	b.open(t, desk)
	b.tabToButton(t, "Publish the minutes")
	b.press(t, meeting)
	b.look(t, axe, []string{meeting, desk})
	b.quiet(t)
}
