//go:build browser

package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// clickWords clicks the link in sight that reads like that, in the group of that
// heading.
func (b *browser) clickWords(t *testing.T, group, heading, words string) {
	t.Helper()
	b.until(t, "the link "+words, fmt.Sprintf(`(() => {
		const groups = [...document.querySelectorAll(%q)].filter((g) => g.firstElementChild?.textContent.trim() === %q);
		const link = groups.flatMap((g) => [...g.querySelectorAll("a")]).find((a) => a.checkVisibility() && a.textContent.trim().startsWith(%q));
		link?.click();
		return link;
	})()`, group, heading, words))
}

// TestBrowserFindsACaseLikeMine: three clicks from the home page are rival
// claimants where the holder had lost the capital and the rival was condemned; the
// address reproduces it, and going back undoes a step.
func TestBrowserFindsACaseLikeMine(t *testing.T) {
	const (
		said    = "Rival claimants where the holder had lost the capital and the rival was condemned: 21 decisions in 7 disputes."
		address = "/precedents?kind=rival_claimants&capital=not_held&rival.un_stance=condemned"
		gist    = `document.querySelector("#gist")?.textContent.trim()`
	)
	for _, width := range widths {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			b := browsing(t, serving(t, "--data", seeded(t)))
			b.wide(t, width)
			b.open(t, "/")
			b.clickWords(t, "p", "Kind", "rival claimants")
			b.until(t, "the kind", gist+`?.startsWith("Rival claimants: ")`)
			if width == widths[0] {
				// On a phone the facets stand behind the results until they are asked for.
				b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".narrow > summary").click()`))
			}
			b.clickWords(t, "fieldset", "Holder: Capital", "not held")
			b.until(t, "the capital", gist+`?.startsWith("Rival claimants where the holder had lost the capital: ")`)
			b.clickWords(t, "fieldset", "Rival: Organization’s stance", "condemned")
			b.until(t, "the stance", fmt.Sprintf("%s === %q", gist, said))
			if at := eval[string](t, b, "location.pathname + location.search"); at != address {
				t.Errorf("the address is %s", at)
			}
			if n := eval[int](t, b, `document.querySelectorAll("article.precedent").length`); n != 21 {
				t.Errorf("%d cards are shown", n)
			}
			b.do(t, chromedp.Evaluate[chromedp.Void]("history.back()"))
			b.until(t, "the step back", gist+`?.startsWith("Rival claimants where the holder had lost the capital: ")`)
			b.open(t, address)
			b.until(t, "the address", fmt.Sprintf("%s === %q", gist, said))
			b.quiet(t)
		})
	}
}
