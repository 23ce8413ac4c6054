package views_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/views"
	"seatwatch/views/link"
)

// hostile are bodies that nobody sends by mistake, and some that somebody does.
var hostile = map[string]struct{ kind, body string }{
	"no form":        {"text/plain", "hello"},
	"another form":   {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n"},
	"half a form":    {"application/x-www-form-urlencoded", "name=%zz&email=%"},
	"a long text":    {"application/x-www-form-urlencoded", "form=1&name=" + strings.Repeat("x", 1<<20) + "&email=" + strings.Repeat("%D0%B6", 1<<18)},
	"broken letters": {"application/x-www-form-urlencoded", "form=1&name=%FF%FE&email=a%00b&for=%C3%28&token_name=%ED%A0%80&role=%F0&text=%80"},
	"many fields":    {"application/x-www-form-urlencoded", strings.Repeat("a=b&", 20_000)},
	"markup":         {"application/x-www-form-urlencoded", "name=%3Cscript%3Ealert(1)%3C/script%3E&for=%3Cscript%3E&role=%3Cscript%3E&title=%3Cscript%3E"},
}

// TestHostileForms sends each of them to every address that is written to: it is
// refused in words, nothing of it becomes markup, and nothing fails.
func TestHostileForms(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	var log strings.Builder
	handler := site(t, store, &log)
	admin := signedIn(t, handler, store, credentials.Admin)
	for _, route := range views.Routes() {
		if !route.Writes() {
			continue
		}
		for name, sent := range hostile {
			if signedOut(t, admin) {
				admin = signedIn(t, handler, store, credentials.Admin)
			}
			request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, sample(route.Pattern), strings.NewReader(sent.body))
			request.Header.Set("Content-Type", sent.kind)
			page := admin.do(request)
			if page.Code >= http.StatusInternalServerError || strings.Contains(page.Body.String(), "<script>") {
				t.Errorf("%s, %s: %d %.300s", route, name, page.Code, text(t, page.Body.String()))
			}
		}
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, sample(route.Pattern), strings.NewReader("a=b"))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Origin", "https://example.net")
		for _, cookie := range admin.cookies {
			request.AddCookie(cookie)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusForbidden {
			t.Errorf("%s from another site: %d", route, recorder.Code)
		}
	}
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("logged %.2000s", log.String())
	}
}

func TestATooLargeBodyIsRefused(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := visitor(handler).post(t, link.Login, url.Values{"email": {strings.Repeat("x", 9<<20)}})
	if page.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("nine million letters: %d", page.Code)
	}
}

// A text of a megabyte in a field of a line is refused at the field, and kept.
func TestALongTextIsKept(t *testing.T) {
	store := dbtest.New(t)
	admin := signedIn(t, site(t, store, io.Discard), store, credentials.Admin)
	long := strings.Repeat("x", 1<<20)
	page := admin.post(t, link.AdminInvitations, url.Values{"form": {"once"}, "for": {long}, "role": {"editor"}})
	body := page.Body.String()
	if page.Code != http.StatusUnprocessableEntity || !strings.Contains(body, long) || !strings.Contains(body, `id="field-for-fault"`) || !strings.Contains(body, `href="#field-for"`) {
		t.Errorf("got %d and %d letters", page.Code, len(body))
	}
}

// A session lasts for two weeks by the program's clock, and is then nobody's.
func TestSessionsExpire(t *testing.T) {
	store := dbtest.New(t)
	now := day
	handler := siteOf(t, views.Deps{Store: store, Log: quiet(), Now: func() time.Time { return now }})
	editor := signedIn(t, handler, store, credentials.Editor)
	for _, c := range []struct {
		after time.Duration
		out   bool
	}{{0, false}, {13 * 24 * time.Hour, false}, {15 * 24 * time.Hour, true}} {
		if now = day.Add(c.after); signedOut(t, editor) != c.out {
			t.Errorf("after %s: signed out is %t", c.after, !c.out)
		}
	}
}

// Signing in gives another cookie, which only this program reads.
func TestSigningInGivesAnotherCookie(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	before := visitor(handler)
	before.cookies["seatwatch"] = &http.Cookie{Name: "seatwatch", Value: "chosen-by-another"}
	account := dbtest.Account(t, store, credentials.Editor)
	before.post(t, link.Login, url.Values{"email": {account.Email}, "password": {dbtest.Password}})
	cookie := before.cookies["seatwatch"]
	if cookie.Value == "chosen-by-another" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure {
		t.Errorf("the cookie is %+v", cookie)
	}
	secure := visitor(handler)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, link.Login, strings.NewReader(url.Values{"email": {account.Email}, "password": {dbtest.Password}}.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Forwarded-Proto", "https")
	secure.do(request)
	if !secure.cookies["seatwatch"].Secure {
		t.Error("behind TLS the cookie may go out in the clear")
	}
}

// Nobody gets a cookie for reading.
func TestReadingLeavesNoCookie(t *testing.T) {
	reader := visitor(site(t, dbtest.New(t), io.Discard))
	for _, address := range []string{"/", "/disputes", "/login", "/nowhere", "/account"} {
		reader.get(t, address)
	}
	if len(reader.cookies) > 0 {
		t.Errorf("the reader has %v", reader.cookies)
	}
}
