package views_test

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"

	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views"
)

type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Author  string `xml:"author>name"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

// feedAt reads a feed and holds it to what RFC 4287 asks of one.
func feedAt(t *testing.T, handler http.Handler, address string) feed {
	t.Helper()
	got := get(t, handler, address)
	var f feed
	if err := xml.Unmarshal(got.Body.Bytes(), &f); err != nil || got.Code != http.StatusOK || !strings.HasPrefix(got.Header().Get("Content-Type"), "application/atom+xml") {
		t.Fatalf("%s: %d %s %v", address, got.Code, got.Header().Get("Content-Type"), err)
	}
	ids := map[string]bool{f.ID: true}
	newest := ""
	for _, entry := range f.Entries {
		newest = max(newest, entry.Updated)
		if _, err := time.Parse(time.RFC3339, entry.Updated); err != nil || ids[entry.ID] || !strings.HasPrefix(entry.ID, "urn:uuid:") || entry.Title == "" || entry.Author == "" || entry.Summary == "" {
			t.Errorf("%s has the entry %+v", address, entry)
		}
		ids[entry.ID] = true
		if page := get(t, handler, strings.TrimPrefix(entry.Link.Href, "http://example.com")); page.Code != http.StatusOK {
			t.Errorf("%s leads to %s, which is %d", address, entry.Link.Href, page.Code)
		}
	}
	if f.ID == "" || f.Title == "" || f.Updated != newest {
		t.Errorf("%s is %q %q, updated %s and not %s", address, f.ID, f.Title, f.Updated, newest)
	}
	return f
}

func TestFeeds(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	before := feedAt(t, handler, "/disputes/afghanistan-1996/feed.atom")
	if len(before.Entries) != 1 {
		t.Errorf("a dispute that came with the library has %d changes", len(before.Entries))
	}
	rewritten(t, store, day)
	after := feedAt(t, handler, "/disputes/afghanistan-1996/feed.atom")
	if len(after.Entries) != 2 || after.Entries[1].ID != before.Entries[0].ID || after.ID != before.ID || after.Entries[0].Author != "editor" {
		t.Errorf("after a change the feed is %+v", after)
	}
	news := feedAt(t, handler, "/feed.atom")
	if len(news.Entries) != 50 || news.Entries[1].ID != after.Entries[0].ID || news.Entries[1].Title != "Afghanistan, rewritten" || news.Entries[0].Title != "Recorded vote: A question of later" {
		t.Errorf("what is new is %d changes, first %+v", len(news.Entries), news.Entries[:2])
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/feed.atom", nil)
	request.Header.Set("If-Modified-Since", day.Format(http.TimeFormat))
	recorder := httptest.NewRecorder()
	if handler.ServeHTTP(recorder, request); recorder.Code != http.StatusNotModified {
		t.Errorf("who has the newest change is answered %d", recorder.Code)
	}
	if err := store.Delete(t.Context(), precedents.DisputeKey("myanmar-2021"), 1, "editor", "deleted", day); err != nil {
		t.Fatal(err)
	}
	gone := get(t, handler, "/disputes/myanmar-2021/feed.atom")
	if gone.Code != http.StatusOK || strings.Count(gone.Body.String(), "<entry>") != 2 {
		t.Errorf("the feed of a dispute that was taken out: %d %s", gone.Code, gone.Body)
	}
	if missing := get(t, handler, "/disputes/atlantis-1999/feed.atom"); missing.Code != http.StatusNotFound {
		t.Errorf("the feed of no dispute is %d", missing.Code)
	}
	for _, address := range []string{"/feed.atom", "/disputes/afghanistan-1996/feed.atom", "/calendar.ics"} {
		if closed := get(t, closedSite(t, store), address); closed.Code == http.StatusOK || strings.Contains(closed.Body.String(), "Afghanistan, rewritten") {
			t.Errorf("where the record is closed %s answers %d", address, closed.Code)
		}
	}
}

func TestCalendar(t *testing.T) {
	store := dbtest.New(t)
	got := get(t, siteOf(t, views.Deps{Store: store, Log: quiet()}), "/calendar.ics")
	text := got.Body.String()
	made, err := ical.ParseCalendar(strings.NewReader(text))
	if err != nil || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/calendar") {
		t.Fatalf("%d %s %v", got.Code, got.Header().Get("Content-Type"), err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("the line %q is too long or not ended well", line)
		}
	}
	days := map[string]string{}
	for _, event := range made.Events() {
		start, err := event.GetAllDayStartAt()
		if days[event.Id()] != "" || err != nil || event.GetProperty(ical.ComponentPropertyDtstamp) == nil || event.GetProperty(ical.ComponentPropertySummary) == nil {
			t.Errorf("the event %s stands twice, or has no day: %v", event.Id(), err)
		}
		days[event.Id()] = start.Format(time.DateOnly)
	}
	for id, want := range map[string]string{
		"session-51-opens@seatwatch": "1996-09-17", "assembly-26-pv-1976@seatwatch": "1971-10-25", "session-82-opens@seatwatch": "2027-09-07",
		"committee-76-2021-12-01@seatwatch": "2021-12-01",
	} {
		if days[id] != want {
			t.Errorf("%s is on %q, want %s", id, days[id], want)
		}
	}
	if len(days) < 300 {
		t.Errorf("the calendar has only %d days", len(days))
	}
}

// Who has a calendar is told so as long as it is the same, and the next session
// moves on with the days though nothing is recorded.
func TestCalendarGoesOnWithTheDays(t *testing.T) {
	store, now := dbtest.New(t), day
	handler := aged(t, store, &now)
	tag := get(t, handler, "/calendar.ics").Header().Get("ETag")
	again := func() int {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/calendar.ics", nil)
		request.Header.Set("If-None-Match", tag)
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		return recorder.Code
	}
	if code := again(); tag == "" || code != http.StatusNotModified {
		t.Errorf("who has the calendar %s is answered %d", tag, code)
	}
	now = now.AddDate(1, 0, 0)
	if code := again(); code != http.StatusOK {
		t.Errorf("a year later: %d", code)
	}
}
