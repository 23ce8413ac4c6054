package views_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// briefAt gives the brief that an address shows.
func briefAt(t *testing.T, handler http.Handler, address string) precedents.Brief {
	t.Helper()
	page := get(t, handler, address)
	var made precedents.Brief
	if err := json.Unmarshal(page.Body.Bytes(), &made); err != nil || page.Code != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, page.Code, err)
	}
	return made
}

// A brief for a session that has not decided is as of today, one for a session that
// has as of its opening; and the files that a page offers stay that brief.
func TestBriefIsOfItsDay(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	address := link.BriefFile("afghanistan-1996", "json", nil)
	if next := briefAt(t, handler, address); next.AsOf != credentials.DayOf(day) || !next.Session.Known() {
		t.Errorf("the next one is as of %s", next.AsOf)
	}
	past := briefAt(t, handler, address+"?session=52")
	if past.AsOf.String() != "1997-09-16" {
		t.Errorf("that of a session that has decided is as of %s", past.AsOf)
	}
	page := get(t, handler, link.Brief("afghanistan-1996", url.Values{"session": {"52"}, "for": {"taliban"}, "marking": {"Restricted"}}))
	file := "/disputes/afghanistan-1996/brief.md?as-of=1997-09-16&amp;for=taliban&amp;marking=Restricted&amp;session=52.1"
	if !strings.Contains(page.Body.String(), file) {
		t.Errorf("the page does not offer %s", file)
	}
	document := get(t, handler, strings.ReplaceAll(file, "&amp;", "&"))
	if got := document.Header().Get("Content-Disposition"); got != `attachment; filename="brief-afghanistan-1996-52-1997-09-16-taliban.md"` {
		t.Errorf("the file is %s", got)
	}
	if !strings.HasPrefix(document.Body.String(), "**Restricted**\n\n# ") || !strings.Contains(document.Body.String(), "(<http://example.com/disputes/afghanistan-1996/forecast?as-of=1997-09-16&session=52>)") {
		t.Errorf("the file says\n%.600s", document.Body.String())
	}
}

// Every choice that the form offers is in the address, and comes back in the form.
func TestBriefFormKeepsWhatIsChosen(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	body := get(t, handler, "/disputes/afghanistan-1996/brief?session=52&as-of=1997-09-20&for=taliban&language=fr&annex=&marking=A%26B").Body.String()
	for _, wanted := range []string{
		`<option value="52" selected>`, `value="1997-09-20"`, `<option value="taliban" selected>`, `<option value="fr" selected>`, `value="A&amp;B"`,
		`<article class="brief" lang="fr" dir="ltr"`, `name="annex" value=""`,
	} {
		if !strings.Contains(body, wanted) {
			t.Errorf("no %s", wanted)
		}
	}
}

// What an address asks for and cannot have is refused in words, with a way on.
func TestBriefRefusesWhatItCannotRead(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	for _, query := range []string{
		"session=999", "session=never", "session=52.9", "as-of=1997", "as-of=2099-01-01", "as-of=x", "for=nobody", "language=xx", "annex=x", "colour=red", "for=taliban&for=rabbani",
		"marking=" + strings.Repeat("x", 121), "marking=%FF%FE", "session=%00", "for=%3Cscript%3E",
	} {
		for _, ending := range []string{"", ".md", ".json"} {
			page := get(t, handler, "/disputes/afghanistan-1996/brief"+ending+"?"+query)
			if page.Code != http.StatusBadRequest || strings.Contains(page.Body.String(), "<script>") {
				t.Errorf("%s, %s: %d", query, ending, page.Code)
			}
			if ending == "" && !strings.Contains(page.Body.String(), `href="/disputes/afghanistan-1996/brief"`) {
				t.Errorf("%s: no way on", query)
			}
		}
	}
	if page := get(t, handler, "/disputes/nowhere/brief"); page.Code != http.StatusNotFound {
		t.Errorf("no dispute: %d", page.Code)
	}
}

// A marking is text, whatever is written in it.
func TestBriefMarkingIsText(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	marking := url.QueryEscape("<script>x</script>\r\n\u202e# *a*")
	for _, ending := range []string{"", ".html", ".md"} {
		body := get(t, handler, "/disputes/afghanistan-1996/brief"+ending+"?marking="+marking).Body.String()
		if ending != ".md" && strings.Contains(body, "<script>x") || ending == ".md" && !strings.HasPrefix(body, `**\<script\>x\</script\> \# \*a\***`) {
			t.Errorf("%s: %.200s", ending, body)
		}
	}
}
