//go:build browser

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/net/html"

	"seatwatch/credentials"
)

// The two widths at which every page has to be good: a phone and a desk.
var widths = []int64{360, 1440}

// kinds are one address of every kind of page, and the states of it that look
// unlike.
var kinds = []string{
	"/", "/disputes", "/disputes?outcome=deferred&state=live", "/disputes/afghanistan-1996", "/disputes/china-1949", "/disputes/afghanistan-1996/decisions/51",
	"/disputes/china-1949/decisions/26", "/disputes/afghanistan-1996/history", "/precedents", "/precedents?kind=rival_claimants&rival.un_stance=condemned", "/precedents?view=table&outcome=deferred&q=taliban", "/sessions", "/sessions/51",
	"/sessions/ES-8", "/rollcalls", "/rollcalls/china-1949-s26-1190", "/rollcalls/china-1949-s26-1190?group=GRULAC", "/members", "/members/AFG", "/members/RUS",
	"/members/FRA/agreement", "/members/FRA/agreement/JPN", "/blocs", "/blocs?member=FRA&member=RUS&member=MMR&dispute=china-1949&dispute=libya-2011", "/sessions/64",
	"/documents", "/documents/A/RES/2758(XXVI)", "/search", "/search?q=cote+divoire", "/search?q=xyzzy", "/law", "/disputes/myanmar-2021/forecast", "/disputes/afghanistan-1996/forecast?session=52&taliban.capital=not_held", "/rules", "/rules/R-SAME-DEFERRED", "/accuracy", "/about", "/nowhere", "/disputes?era=yesterday",
	fiveCompared, "/compare", "/compare?with=afghanistan-1996:52", "/disputes/afghanistan-1996/nearest?session=52&taliban.capital=contested",
	"/disputes/myanmar-2021/argue", "/disputes/afghanistan-1996/argue?session=52&for=taliban&strike=china-1949:26&taliban.capital=not_held",
	"/disputes/afghanistan-1996/moot?session=52&for=taliban",
	"/disputes/afghanistan-1996/brief?session=52&for=taliban&marking=Restricted", "/disputes/china-1949/brief?language=fr",
	"/login", "/invitation?token=none",
}

// sheets are the pages that only an account sees.
var sheets = []string{
	"/disputes/new", "/disputes/myanmar-2021/edit", "/disputes/myanmar-2021/decisions/76/facts", "/disputes/myanmar-2021/decisions/76/edit",
	"/disputes/myanmar-2021/decisions/new?session=81", "/disputes/myanmar-2021/decisions/76/dissent?claimant=sac&fact=capital",
	"/disputes/myanmar-2021/preparations/new", "/disputes/myanmar-2021/reply", "/disputes/myanmar-2021/history",
	"/account", "/admin",
}

// A browser is a tab of Chromium.
type browser struct {
	ctx  context.Context
	site *served
	// said are the errors on its console.
	mutex sync.Mutex
	said  []string
}

// browsing opens a tab on a running program.
func browsing(t *testing.T, site *served) *browser {
	t.Helper()
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{
		chromedp.ExecPath("/usr/bin/chromium"), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()),
	})
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	b := &browser{ctx: ctx, site: site}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	call(t, b, log.Enable, cdp.Empty{})
	return b
}

// hear keeps what goes wrong on the page.
func (b *browser) hear(event any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		thrown := event.ExceptionDetails
		said := fmt.Sprintf("%s %s:%d", thrown.Text, thrown.URL, thrown.LineNumber)
		if thrown.Exception != nil {
			said += " " + thrown.Exception.Description
		}
		b.said = append(b.said, said)
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError {
			b.said = append(b.said, fmt.Sprint(event.Args))
		}
	case *log.EventEntryAdded:
		// An address that is not there is said to be so by the page itself.
		if event.Entry.Level == log.EntryLevelError && event.Entry.Source != log.EntrySourceNetwork {
			b.said = append(b.said, event.Entry.Text)
		}
	}
}

// actionTime is the most that a step may take.
const actionTime = time.Minute

func (b *browser) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, actionTime)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// value gives what an action gives.
func value[T any](t *testing.T, b *browser, action chromedp.Action[T]) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, actionTime)
	defer cancel()
	got, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// call sends a command of the protocol.
func call[P, R any](t *testing.T, b *browser, command cdp.Command[P, R], params P) R {
	t.Helper()
	return value(t, b, func(ctx context.Context, target *chromedp.Target) (R, error) {
		return cdp.Call(ctx, target, command, params)
	})
}

// eval gives the value of an expression on the page.
func eval[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	return value(t, b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// quiet checks that nothing has been said on the console.
func (b *browser) quiet(t *testing.T) {
	t.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(b.said) > 0 {
		t.Errorf("the console says %q", b.said)
	}
	b.said = nil
}

// wide sets the width of the window.
func (b *browser) wide(t *testing.T, width int64) {
	t.Helper()
	call(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 600})
}

// open goes to an address.
func (b *browser) open(t *testing.T, address string) {
	t.Helper()
	b.do(t, chromedp.Navigate(b.site.address+address), chromedp.WaitReady(chromedp.CSS("main")))
}

// focus says what has the focus.
type focus struct {
	Tag, Href, Name string
	Seen            bool
}

const whatHasTheFocus = `(() => {
	const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
	// A mark of the timeline shows it by a ring, an outline would be a square.
	const ring = e.querySelector(".ring"), ringed = ring && !["none", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(ring).stroke);
	return {Tag: e.tagName.toLowerCase(), Href: e.href?.baseVal ?? e.getAttribute("href") ?? "", Name: e.getAttribute("name") ?? "",
		Seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none" || ringed) && box.width > 0 && box.height > 0};
})()`

// tabTo presses Tab until what has the focus is wanted. What gets the focus on
// the way has to show it.
func (b *browser) tabTo(t *testing.T, what string, wanted func(focus) bool) {
	t.Helper()
	for range 1500 {
		b.do(t, chromedp.KeyEvent(kb.Tab))
		f := eval[focus](t, b, whatHasTheFocus)
		if f.Tag != "body" && !f.Seen {
			t.Errorf("on the way to %s, %s %s%s has the focus and does not show it", what, f.Tag, f.Href, f.Name)
		}
		if wanted(f) {
			return
		}
		if f.Tag == "body" {
			break
		}
	}
	t.Fatalf("the keyboard does not reach %s on %s", what, eval[string](t, b, "location.pathname"))
}

// press presses Enter and waits for the page that it leads to.
func (b *browser) press(t *testing.T, prefix string) {
	t.Helper()
	from := eval[string](t, b, "location.href")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	for range 400 {
		// While one page goes and the next comes there is none to ask.
		at, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.readyState === "complete" ? location.href : ""`))
		if err == nil && at != "" && at != from {
			break
		}
		b.do(t, chromedp.Sleep(25*time.Millisecond))
	}
	if at := eval[string](t, b, "decodeURI(location.pathname)"); !strings.HasPrefix(at, prefix) {
		t.Fatalf("Enter led from %s to %s, not to %s", from, at, prefix)
	}
}

// leadsTo is a focus on a link to an address.
func leadsTo(address string) func(focus) bool {
	return func(f focus) bool { return f.Tag == "a" && strings.HasPrefix(f.Href, address) }
}

// TestBrowserKeyboard walks from the home page to a dispute, its decision, the
// source of it, the vote and a Member, with Tab and Enter alone.
func TestBrowserKeyboard(t *testing.T) {
	site := serving(t, "--data", seeded(t))
	for _, width := range widths {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			b := browsing(t, site)
			b.wide(t, width)
			b.open(t, "/")
			b.tabTo(t, "the search", func(f focus) bool { return f.Name == "q" || f.Tag == "summary" })
			if f := eval[focus](t, b, whatHasTheFocus); f.Tag == "summary" {
				b.do(t, chromedp.KeyEvent(kb.Enter))
				b.tabTo(t, "the search", func(f focus) bool { return f.Name == "q" })
			}
			b.do(t, chromedp.KeyEvent("China 1949"))
			b.press(t, "/search")
			b.tabTo(t, "the dispute", func(f focus) bool { return f.Href == "/disputes/china-1949" })
			b.press(t, "/disputes/china-1949")
			b.tabTo(t, "the decision", leadsTo("/disputes/china-1949/decisions/26"))
			b.press(t, "/disputes/china-1949/decisions/26")
			b.tabTo(t, "the source", leadsTo("/documents/A/PV.1976"))
			b.press(t, "/documents/A/PV.1976")
			b.tabTo(t, "the vote", leadsTo("/rollcalls/china-1949-s26-"))
			b.press(t, "/rollcalls/china-1949-s26-")
			b.tabTo(t, "a Member", leadsTo("/members/ALB"))
			b.press(t, "/members/ALB")
			if heading := eval[string](t, b, `document.querySelector("h1").textContent`); !strings.Contains(heading, "Albania") {
				t.Errorf("ended at %q", heading)
			}
			b.quiet(t)
		})
	}
}

// A violation is what axe found wrong with a page.
type violation struct {
	ID, Help, Impact string
	Nodes            []struct {
		Target []any
		HTML   string
	}
}

const askAxe = `axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag",
	values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}).then(found => JSON.stringify(found.violations))`

// schemed has pages light or dark, and at rest.
func (b *browser) schemed(t *testing.T, scheme string) {
	t.Helper()
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// violations asks axe, which the page has, about the page.
func (b *browser) violations(t *testing.T) (found []violation) {
	t.Helper()
	if err := json.Unmarshal([]byte(eval[string](t, b, askAxe)), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// widthUnfolded is how wide a page is with everything on it unfolded.
const widthUnfolded = `(() => {
	const folded = [...document.querySelectorAll("main details:not([open])")];
	for (const one of folded) one.open = true;
	const wide = document.documentElement.scrollWidth;
	for (const one of folded) one.open = false;
	return wide;
})()`

// axeScript gives the accessibility checker, which is not part of the project.
func axeScript(t *testing.T) string {
	t.Helper()
	path := os.Getenv("SEATWATCH_AXE")
	if path == "" {
		t.Skip("SEATWATCH_AXE names no axe.min.js; .ci/run installs it and sets the name")
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestBrowserPages looks at every kind of page at both widths, light and dark in
// turn: axe finds nothing, nothing is wider than the window, the console is quiet.
func TestBrowserPages(t *testing.T) {
	axe := axeScript(t)
	data := seeded(t)
	b := browsing(t, serving(t, "--data", data))
	b.open(t, "/")
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.documentElement.removeAttribute("lang")`))
	b.do(t, chromedp.Evaluate[chromedp.Void](axe))
	if found := b.violations(t); len(found) == 0 {
		t.Fatal("axe does not find a page without a language")
	}
	b.look(t, axe, kinds)
	b.signIn(t, account(t, data, credentials.Admin))
	b.look(t, axe, sheets)
	b.quiet(t)
}

// look opens each address on a narrow light screen and on a wide dark one, and says
// what is wrong.
func (b *browser) look(t *testing.T, axe string, addresses []string) {
	t.Helper()
	for scheme, width := range map[string]int64{"light": widths[0], "dark": widths[1]} {
		b.wide(t, width)
		b.schemed(t, scheme)
		for _, address := range addresses {
			b.open(t, address)
			b.do(t, chromedp.Evaluate[chromedp.Void](axe))
			if wide := eval[int64](t, b, "document.documentElement.scrollWidth"); wide > width {
				t.Errorf("%s: the page is %d px wide in a window of %d", address, wide, width)
			}
			if wide := eval[int64](t, b, widthUnfolded); wide > width {
				t.Errorf("%s: with all unfolded the page is %d px wide in a window of %d", address, wide, width)
			}
			where := fmt.Sprintf("%s, %s, %d px", address, scheme, width)
			for _, v := range b.violations(t) {
				t.Errorf("%s: %s (%s): %s, %d times, first %v %.200s", where, v.ID, v.Impact, v.Help, len(v.Nodes), v.Nodes[0].Target, v.Nodes[0].HTML)
			}
		}
	}
}

// TestBrowserWithoutScript: what a page says, it says without script.
func TestBrowserWithoutScript(t *testing.T) {
	b := browsing(t, serving(t, "--data", seeded(t)))
	b.wide(t, 1440)
	for _, address := range kinds {
		b.open(t, address)
		with := value(t, b, chromedp.OuterHTML(chromedp.CSS("main")))
		call(t, b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.do(t, chromedp.Navigate(b.site.address+address))
		without := value(t, b, chromedp.OuterHTML(chromedp.CSS("main")))
		call(t, b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		missing := linksOf(t, with)
		for href := range linksOf(t, without) {
			delete(missing, href)
		}
		if len(missing) > 0 {
			t.Errorf("%s: without script these links are missing: %v", address, missing)
		}
	}
}

func linksOf(t *testing.T, text string) map[string]bool {
	t.Helper()
	links := map[string]bool{}
	for node := range mustParse(t, []byte(text)).Descendants() {
		if node.Type == html.ElementNode && node.Data == "a" {
			links[attribute(node, "href")] = true
		}
	}
	return links
}

// TestBrowserPrint prints a dispute: it comes out on paper, with its sources.
func TestBrowserPrint(t *testing.T) {
	b := browsing(t, serving(t, "--data", seeded(t)))
	b.open(t, "/disputes/afghanistan-1996")
	if sheets := value(t, b, chromedp.PrintToPDF(chromedp.PDFPrintBackground())); !strings.HasPrefix(string(sheets), "%PDF-") {
		t.Errorf("what was printed is no paper: %.20q", sheets)
	}
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if hidden := eval[bool](t, b, `getComputedStyle(document.querySelector("main")).display === "none"`); hidden {
		t.Error("the page is hidden on paper")
	}
}
