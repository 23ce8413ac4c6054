//go:build browser

package main

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// fiveCompared are decisions on governments that had lost their capital.
const fiveCompared = "/compare?with=afghanistan-1996:52&with=kampuchea-1979:34&with=haiti-1991:46&with=cambodia-1997:52&with=myanmar-2021:76"

// inSight gives the columns beside the first that can be read whole.
const inSight = `(() => {
	const box = document.querySelector(".compare").getBoundingClientRect(), base = document.querySelector("thead .base").getBoundingClientRect();
	return [...document.querySelectorAll(".matrix thead th:not(.of, .base)")]
		.filter((th) => th.getBoundingClientRect().left >= base.right - 2 && th.getBoundingClientRect().right <= box.right + 2).map((th) => th.id);
})()`

// TestBrowserComparesFive: five decisions fit a small desk without a scroll to the
// side; on a phone there is one at a time beside the first, turned by links, and
// none of it needs script.
func TestBrowserComparesFive(t *testing.T) {
	b := browsing(t, serving(t, "--data", seeded(t)))
	call(t, b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.wide(t, 1280)
	b.open(t, fiveCompared)
	if over := eval[float64](t, b, `Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll(".compare")].map((box) => box.scrollWidth - box.clientWidth))`); over > 0 {
		t.Errorf("five decisions are %v too wide for 1280", over)
	}
	if seen := eval[[]string](t, b, inSight); len(seen) != 4 {
		t.Errorf("beside the first there are %v", seen)
	}
	b.wide(t, 360)
	b.open(t, fiveCompared)
	if over := eval[float64](t, b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("the page is %v too wide for 360", over)
	}
	first := eval[[]string](t, b, inSight)
	if len(first) != 1 {
		t.Fatalf("beside the first there are %v on a phone", first)
	}
	seen := slices.Clone(first)
	for range 3 {
		eval[bool](t, b, `(() => { location.hash = document.querySelector("#" + CSS.escape("`+seen[len(seen)-1]+`") + " .turn a:last-child").hash; return true; })()`)
		var now []string
		for range 500 {
			if now = eval[[]string](t, b, inSight); len(now) == 1 && !slices.Contains(seen, now[0]) {
				break
			}
		}
		if len(now) != 1 || slices.Contains(seen, now[0]) {
			t.Fatalf("after %v the arrow leads to %v", seen, now)
		}
		seen = append(seen, now[0])
	}
	b.quiet(t)
}
