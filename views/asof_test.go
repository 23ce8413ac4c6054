package views_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views"
)

// aged gives the handler of a site whose clock stands where the test puts it.
func aged(t *testing.T, store *db.Store, now *time.Time) http.Handler {
	t.Helper()
	return siteOf(t, views.Deps{Store: store, Log: quiet(), Now: func() time.Time { return *now }})
}

// rewritten changes a dispute, a Member and a recorded vote, a day after the tests'.
func rewritten(t *testing.T, store *db.Store, at time.Time) {
	t.Helper()
	library, err := store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := library.Dispute("afghanistan-1996")
	d.Title, d.Decisions[0].Doubts = "Afghanistan, rewritten", "A doubt of later."
	vote, _ := library.RollCall("china-1949-s26-1190")
	vote.Question = "A question of later"
	member, _ := library.Member("AFG")
	member.Name = "Afghanistan renamed"
	for _, record := range []precedents.Record{precedents.DisputeRecord(*d), precedents.RollCallRecord(vote), precedents.MemberRecord(member)} {
		if _, err := store.Save(t.Context(), record, 1, "editor", "changed", at); err != nil {
			t.Fatal(err)
		}
	}
}

// A dated page is the same byte for byte however the record goes on.
func TestAsOfStaysTheSame(t *testing.T) {
	store, now := dbtest.New(t), day
	handler := aged(t, store, &now)
	dated := []string{
		"/disputes/afghanistan-1996?as-of=2026-11-23", "/disputes/afghanistan-1996.json?as-of=2026-11-23",
		"/disputes/afghanistan-1996/decisions/51?as-of=2026-11-23", "/disputes/afghanistan-1996/decisions/51.json?as-of=2026-11-23",
		"/rollcalls/china-1949-s26-1190?as-of=2026-11-23&sort=group", "/rollcalls/china-1949-s26-1190.csv?as-of=2026-11-23",
		"/disputes/china-1949?as-of=2026-11-01",
		"/compare?with=afghanistan-1996%3A51&with=afghanistan-1996%3A52&as-of=2026-11-23", "/compare.csv?with=afghanistan-1996%3A51&with=afghanistan-1996%3A52&as-of=2026-11-23",
	}
	before := make([]string, len(dated))
	for i, address := range dated {
		page := get(t, handler, address)
		if before[i] = page.Body.String(); page.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", address, page.Code, text(t, before[i]))
		}
		if !strings.Contains(address, ".") && !strings.Contains(text(t, before[i]), "The record as it stood at the end of 23 November 2026") && !strings.Contains(address, "11-01") {
			t.Errorf("%s does not say of which day it is", address)
		}
	}
	now = now.AddDate(1, 0, 0)
	rewritten(t, store, now)
	for i, address := range dated {
		if after := get(t, handler, address).Body.String(); after != before[i] {
			t.Errorf("%s has changed:\n%s\nwas\n%s", address, after, before[i])
		}
		current, _, _ := strings.Cut(address, "?")
		if after := get(t, handler, current).Body.String(); after == before[i] {
			t.Errorf("%s has not changed", current)
		}
	}
}

// The present and the page dated today say the same of the record.
func TestAsOfTodayIsThePresent(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for _, address := range []string{"/disputes/south-africa-1965", "/disputes/south-africa-1965/decisions/29.2", "/rollcalls/china-1949-s26-1190"} {
		now, then := get(t, handler, address+".json").Body.String(), get(t, handler, address+".json?as-of=2026-11-23").Body.String()
		if now != then {
			t.Errorf("%s says\n%s\ntoday, and as of today\n%s", address, now, then)
		}
	}
}

func TestAsOfThatCannotBeShown(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for address, want := range map[string]struct{ says, way string }{
		"/disputes/afghanistan-1996?as-of=2026-10-31":                  {"begins on 1 November 2026", "/disputes/afghanistan-1996?as-of=2026-11-01"},
		"/disputes/afghanistan-1996?as-of=1950-01-01":                  {"begins on 1 November 2026", "/disputes/afghanistan-1996?as-of=2026-11-01"},
		"/rollcalls/china-1949-s26-1190?as-of=2026-11-24":              {"still to come", "/rollcalls/china-1949-s26-1190"},
		"/disputes/afghanistan-1996/decisions/51?as-of=now":            {"not a date", "/disputes/afghanistan-1996/decisions/51"},
		"/disputes/afghanistan-1996?as-of=2026":                        {"not a day", "/disputes/afghanistan-1996"},
		"/disputes/afghanistan-1996?as-of=2026-11-23&as-of=2026-11-22": {"2 times", "/disputes/afghanistan-1996"},
	} {
		page := get(t, handler, address)
		if page.Code != http.StatusBadRequest || !strings.Contains(text(t, page.Body.String()), want.says) {
			t.Errorf("%s: %d %q", address, page.Code, text(t, page.Body.String()))
		}
		if on := get(t, handler, want.way); on.Code != http.StatusOK || !strings.Contains(page.Body.String(), `class="button" href="`+want.way+`"`) {
			t.Errorf("%s does not lead on to %s, which is %d", address, want.way, on.Code)
		}
	}
}

// What was deleted is there as it stood, and what came later is not.
func TestAsOfKnowsWhatWasThere(t *testing.T) {
	store, now := dbtest.New(t), day.AddDate(0, 0, 2)
	handler := aged(t, store, &now)
	if err := store.Delete(t.Context(), precedents.DisputeKey("myanmar-2021"), 1, "editor", "deleted", now); err != nil {
		t.Fatal(err)
	}
	if page := get(t, handler, "/disputes/myanmar-2021?as-of=2026-11-23"); page.Code != http.StatusOK {
		t.Errorf("a dispute deleted later: %d", page.Code)
	}
	handler = siteOf(t, views.Deps{Store: store, Forecasts: forecastsOf(t, store), Log: quiet(), Now: func() time.Time { return now }})
	compared := "/compare?with=afghanistan-1996%3A51&with=myanmar-2021%3A76"
	if page := get(t, handler, compared+"&as-of=2026-11-23"); page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), "as it stood at the end of 23 November 2026") {
		t.Errorf("a comparison with it: %d %s", page.Code, text(t, page.Body.String()))
	}
	if page := get(t, handler, compared); page.Code != http.StatusBadRequest {
		t.Errorf("a comparison with it today: %d", page.Code)
	}
	if page := get(t, handler, "/disputes/myanmar-2021?as-of=2026-11-25"); page.Code != http.StatusNotFound || !strings.Contains(text(t, page.Body.String()), "as of 25 November 2026") {
		t.Errorf("a dispute deleted that day: %d %s", page.Code, text(t, page.Body.String()))
	}
}
