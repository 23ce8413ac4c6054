//go:build browser

package main

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sheetsOf counts the pages of what Chromium printed.
var sheetsOf = regexp.MustCompile(`/Type\s*/Page\b`)

// TestBrowserBrief: from a dispute the keyboard leads to its brief, to the choice of
// another, down to a source and to the file; all that without script. On paper there
// is nothing but the brief, its core on two pages at most.
func TestBrowserBrief(t *testing.T) {
	site := serving(t, "--data", seeded(t))
	b := browsing(t, site)
	b.wide(t, widths[0])
	call(t, b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(t, "/disputes/afghanistan-1996")
	const brief = "/disputes/afghanistan-1996/brief"
	b.tabTo(t, "the brief", leadsTo(brief))
	b.press(t, brief)
	b.tabTo(t, "the form", func(f focus) bool { return f.Tag == "summary" })
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.tabTo(t, "the session", func(f focus) bool { return f.Name == "session" })
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.activeElement.value = "52"`))
	b.tabTo(t, "the side", func(f focus) bool { return f.Name == "for" })
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.activeElement.value = "taliban"`))
	b.tabTo(t, "the marking", func(f focus) bool { return f.Name == "marking" })
	b.do(t, chromedp.KeyEvent("RESTRICTED"))
	b.press(t, brief)
	if said := eval[string](t, b, `document.querySelector(".brief-marking").textContent.trim() + new URL(location).searchParams.get("session") + document.querySelector(".brief-for").textContent`); said != "RESTRICTED52Written for: Islamic Emirate of Afghanistan (Taliban)" {
		t.Errorf("got the brief %q", said)
	}
	b.tabTo(t, "the number of a source", leadsTo("#source-"))
	b.do(t, chromedp.KeyEvent(kb.Enter))
	if !eval[bool](t, b, `document.querySelector(":target")?.matches(".brief-references > li")`) {
		t.Error("the number leads to no source")
	}
	got := site.fetch(t, eval[string](t, b, `document.querySelector("a[href*='brief.docx']").getAttribute("href")`))
	if got.status != 200 || string(got.body[:2]) != "PK" {
		t.Errorf("the file for Word is %d, %.20q", got.status, got.body)
	}
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if beside := eval[[]string](t, b, `[...document.querySelectorAll("body > *, main > *")].filter((e) => e.checkVisibility() && e.innerText?.trim() && !e.matches("main, .brief")).map((e) => e.className || e.tagName)`); len(beside) > 0 {
		t.Errorf("on paper there is %v beside the brief", beside)
	}
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".brief-annexes").remove()`))
	sheets := value(t, b, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
	if n := len(sheetsOf.FindAll(sheets, -1)); n < 1 || n > 2 {
		t.Errorf("the core is %d pages", n)
	}
	b.quiet(t)
}
