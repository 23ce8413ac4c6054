package views_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views"
)

const (
	aMeeting = "committee-81-2026-11-20"
	aDesk    = "/meetings/" + aMeeting + "/desk"
	entering = "/meetings/" + aMeeting + "/entries"
)

var meetingDay = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// openedMeeting puts the log of a meeting into a store: a seat, a motion and a
// statement.
func openedMeeting(t *testing.T, store *db.Store) {
	t.Helper()
	opening := credentials.MinutesEntry{
		Key: "opening-key", Item: credentials.TheMeeting, Kind: credentials.MeetingItem, By: "Ann",
		Set: map[string]string{"body": "committee", "session": "81", "date": "2026-11-20"},
	}
	if _, err := store.OpenMinutes(t.Context(), opening, meetingDay); err != nil {
		t.Fatal(err)
	}
	entries := []credentials.MinutesEntry{
		{Key: "first-seat", Item: "seat-1", Kind: credentials.SeatItem, Set: map[string]string{"dispute": "afghanistan-2021"}},
		{Key: "first-motion", Item: "m1", Kind: credentials.MotionItem, Set: map[string]string{"text": "To defer", "kind": "deferral"}},
		{Key: "first-statement", Item: "s1", Kind: credentials.StatementItem, Set: map[string]string{"member": "NOR", "text": "We reserve."}},
	}
	taken, err := store.Enter(t.Context(), aMeeting, entries, "Ann", meetingDay)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range taken {
		if one.Refusal != nil {
			t.Fatal(one.Refusal)
		}
	}
}

// atTheDesk gives an editor and a meeting that is being logged.
func atTheDesk(t *testing.T) (*client, *db.Store) {
	t.Helper()
	c, store := editing(t)
	openedMeeting(t, store)
	return c, store
}

func statement(key, member, said string) url.Values {
	return url.Values{"key": {key}, "item": {"statement-" + key}, "kind": {"statement"}, "set.member": {member}, "set.stance": {"objects"}, "set.text": {said}}
}

func TestAMeetingIsOpenedAndLoggedByForms(t *testing.T) {
	c, store := editing(t)
	opening := url.Values{"key": {"form-key-1"}, "body": {"committee"}, "session": {"81"}, "date": {"2026-10-20"}, "presiding": {"Ms. <b>Chair</b>"}}
	for range 2 {
		if page := c.post(t, "/meetings/new", opening); page.Code != http.StatusSeeOther || page.Header().Get("Location") != "/meetings/committee-81-2026-10-20/desk" {
			t.Fatalf("opening it gave %d to %q: %s", page.Code, page.Header().Get("Location"), text(t, page.Body.String()))
		}
	}
	for name, way := range map[string]url.Values{
		"after today": {"key": {"form-key-2"}, "body": {"committee"}, "session": {"81"}, "date": {"2027-01-20"}},
		"no session":  {"key": {"form-key-3"}, "body": {"committee"}, "session": {"99"}, "date": {"2026-10-20"}},
		"no day":      {"key": {"form-key-4"}, "body": {"committee"}, "session": {"81"}, "date": {"Tuesday"}, "presiding": {"kept words"}},
	} {
		page := c.post(t, "/meetings/new", way)
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(page.Body.String(), `aria-invalid="true"`) {
			t.Errorf("%s gave %d", name, page.Code)
		}
		if want := way.Get("presiding"); want != "" && !strings.Contains(page.Body.String(), want) {
			t.Errorf("%s: what was typed is lost", name)
		}
	}
	if page := visitor(c.handler).get(t, "/meetings/committee-81-2026-10-20"); page.Code != http.StatusNotFound {
		t.Errorf("a draft is shown to everybody: %d", page.Code)
	}
	if drafts, err := store.Drafts(t.Context()); err != nil || len(drafts) != 1 {
		t.Errorf("the drafts are %+v (%v)", drafts, err)
	}
}

func TestAFormSentTwiceMakesOneEntry(t *testing.T) {
	c, store := atTheDesk(t)
	before, _ := store.MinutesEntries(t.Context(), aMeeting, 0)
	for range 2 {
		if page := c.post(t, entering, statement("twice", "nor", "<script>alert(1)</script>")); page.Code != http.StatusSeeOther {
			t.Fatalf("%d %s", page.Code, text(t, page.Body.String()))
		}
	}
	after, err := store.MinutesEntries(t.Context(), aMeeting, len(before))
	if err != nil || len(after) != 1 || after[0].Set["member"] != "NOR" {
		t.Errorf("the log got %+v (%v)", after, err)
	}
	page := c.get(t, aDesk).Body.String()
	if strings.Contains(page, "<script>alert") || !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("a statement is not shown as it was written")
	}
	if page := c.post(t, entering, url.Values{"key": {"k"}, "item": {"s1"}, "kind": {"statement"}, "set.text": {"We reserve."}, "was.text": {"We reserve."}}); page.Code != http.StatusSeeOther {
		t.Errorf("a form that changes nothing gave %d", page.Code)
	}
}

func TestAFormWithFaultsComesBack(t *testing.T) {
	oneAfterAnother(t)
	c, store := atTheDesk(t)
	for field, form := range map[string]url.Values{
		"set.member":   statement("bad-1", "QQQ", "kept words"),
		"set.text":     statement("bad-2", "NOR", strings.Repeat("a", 1<<20)),
		"set.claimant": {"key": {"bad-3"}, "item": {"s9"}, "kind": {"statement"}, "set.member": {"NOR"}, "set.claimant": {"nobody-known"}, "set.text": {"kept words"}},
		"set.time":     {"key": {"bad-4"}, "item": {"s9"}, "kind": {"statement"}, "set.time": {"99:99"}, "set.text": {"kept words"}},
	} {
		page := c.post(t, entering, form)
		body := page.Body.String()
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(body, `id="form-new-statement-`+strings.TrimPrefix(field, "set.")+`-fault"`) {
			t.Errorf("%s: %d", field, page.Code)
		}
		if form.Get("set.text") == "kept words" && !strings.Contains(body, "kept words") {
			t.Errorf("%s: what was typed is lost", field)
		}
	}
	if page := c.post(t, entering, url.Values{"motion": {"m1"}, "key": {"bad-5"}, "ballot.SUN": {"Y"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("a vote of a former Member gave %d", page.Code)
	}
	if entries, _ := store.MinutesEntries(t.Context(), aMeeting, 0); len(entries) != 4 {
		t.Errorf("something was taken: %d entries", len(entries))
	}
}

func TestTwoChangesToOneFieldShowBothVersions(t *testing.T) {
	c, store := atTheDesk(t)
	change := func(key, said string) *httptest.ResponseRecorder {
		return c.post(t, entering, url.Values{"key": {key}, "item": {"s1"}, "kind": {"statement"}, "set.text": {said}, "was.text": {"We reserve."}})
	}
	if page := change("one", "Theirs."); page.Code != http.StatusSeeOther {
		t.Fatal(page.Code)
	}
	page := change("two", "Mine.")
	body := page.Body.String()
	if page.Code != http.StatusConflict || !strings.Contains(body, "Theirs.") || !strings.Contains(body, "Mine.") {
		t.Fatalf("%d %s", page.Code, text(t, body))
	}
	if page := c.post(t, entering, url.Values{"key": {"three"}, "item": {"s1"}, "kind": {"statement"}, "set.text": {"Mine."}, "was.text": {"Theirs."}}); page.Code != http.StatusSeeOther {
		t.Fatal(page.Code)
	}
	entries, _ := store.MinutesEntries(t.Context(), aMeeting, 0)
	item, _ := credentials.LogOf(entries).Item("s1")
	if item.Value("text") != "Mine." {
		t.Errorf("the text is %q", item.Value("text"))
	}
}

// sent posts entries as a program does.
func (c *client) sent(t *testing.T, address, body string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return c.do(request)
}

func TestEntriesAsJSON(t *testing.T) {
	c, _ := atTheDesk(t)
	page := c.sent(t, entering, `[
		{"key": "json-key-1", "item": "s2", "kind": "statement", "set": {"member": "USA", "text": "First."}, "said": "2026-11-20T15:00:00Z"},
		{"key": "json-key-1", "item": "s2", "kind": "statement", "set": {"member": "USA", "text": "First."}},
		{"key": "json-key-2", "item": "s1", "kind": "statement", "set": {"text": "Mine."}, "was": {"text": "Something else."}},
		{"key": "json-key-3", "item": "s3", "kind": "statement", "set": {"member": "ATL"}},
		{"key": "json-key-4", "item": "s2", "kind": "statement", "removed": true}
	]`)
	var told []struct {
		Key      string
		Number   int
		Conflict map[string]struct{ Yours, Theirs, By string }
		Faults   []struct{ Field, What string }
	}
	if err := json.Unmarshal(page.Body.Bytes(), &told); err != nil || page.Code != http.StatusOK || len(told) != 5 {
		t.Fatalf("%d %v %s", page.Code, err, page.Body)
	}
	if told[0].Number == 0 || told[1].Number != told[0].Number {
		t.Errorf("the same entry got %d and %d", told[0].Number, told[1].Number)
	}
	if clash := told[2].Conflict["text"]; clash.Yours != "Mine." || clash.Theirs != "We reserve." || clash.By != "Ann" {
		t.Errorf("the conflict is told as %+v", told[2])
	}
	if len(told[3].Faults) != 1 || told[3].Faults[0].Field != "member" {
		t.Errorf("the fault is told as %+v", told[3])
	}
	if told[4].Number == 0 {
		t.Errorf("taking out is told as %+v", told[4])
	}
	for body, want := range map[string]int{"{": http.StatusUnprocessableEntity, "[" + strings.Repeat(`{},`, 500) + "{}]": http.StatusUnprocessableEntity, "[]": http.StatusOK} {
		if page := c.sent(t, entering, body); page.Code != want {
			t.Errorf("%.20s gave %d", body, page.Code)
		}
	}
	if page := visitor(c.handler).sent(t, entering, "[]"); page.Code != http.StatusUnauthorized {
		t.Errorf("nobody got %d", page.Code)
	}
}

func TestAMeetingIsPublished(t *testing.T) {
	c, store := atTheDesk(t)
	publish := "/meetings/" + aMeeting + "/publish"
	for _, form := range []url.Values{
		{"key": {"a"}, "item": {"m1"}, "kind": {"motion"}, "set.state": {"carried"}, "set.method": {"without_vote"}},
		{"key": {"b"}, "item": {"d1"}, "kind": {"decision"}, "set.challenge": {"rival_credentials"}, "set.outcome": {"deferred"}, "set.motion": {"m1"}},
	} {
		if page := c.post(t, entering, form); page.Code != http.StatusSeeOther {
			t.Fatal(page.Code)
		}
	}
	page := c.post(t, publish, nil)
	if page.Code != http.StatusUnprocessableEntity || !strings.Contains(page.Body.String(), `href="#form-d1-seated"`) {
		t.Fatalf("a decision without who sat gave %d", page.Code)
	}
	c.post(t, entering, url.Values{"key": {"c"}, "item": {"d1"}, "kind": {"decision"}, "set.seated": {"islamic-republic"}})
	if page := c.post(t, publish, nil); page.Code != http.StatusSeeOther || page.Header().Get("Location") != "/meetings/"+aMeeting {
		t.Fatalf("%d %s", page.Code, text(t, page.Body.String()))
	}
	shown := text(t, visitor(c.handler).get(t, "/meetings/"+aMeeting).Body.String())
	for _, want := range []string{"To defer", "carried", "Norway", "We reserve.", "Published once"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the published meeting does not say %q", want)
		}
	}
	if desk := text(t, c.get(t, aDesk).Body.String()); !strings.Contains(desk, "The report is due") || !strings.Contains(desk, "begin with A/81/") {
		t.Error("the desk does not say that the report is due")
	}
	if page := c.post(t, "/meetings/"+aMeeting+"/report", url.Values{"symbol": {"nonsense"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("nonsense for a symbol gave %d", page.Code)
	}
	for range 2 {
		if page := c.post(t, "/meetings/"+aMeeting+"/report", url.Values{"symbol": {"A/81/601"}}); page.Code != http.StatusSeeOther {
			t.Fatalf("the report gave %d %s", page.Code, text(t, page.Body.String()))
		}
	}
	report := func() *credentials.LogItem {
		entries, err := store.MinutesEntries(t.Context(), aMeeting, 0)
		documents := credentials.LogOf(entries).Items(credentials.DocumentItem)
		if err != nil || len(documents) != 1 {
			t.Fatalf("%d documents, %v", len(documents), err)
		}
		return documents[0]
	}
	if page := c.sent(t, entering, `[{"key": "taken-out", "item": "`+report().ID+`", "kind": "document", "removed": true}]`); page.Code != http.StatusOK || !report().Removed() {
		t.Fatalf("taking the report out gave %d %s", page.Code, page.Body)
	}
	for range 2 {
		if page := c.post(t, "/meetings/"+aMeeting+"/report", url.Values{"symbol": {"A/81/601"}}); page.Code != http.StatusSeeOther || report().Removed() {
			t.Fatalf("the report comes back with %d", page.Code)
		}
	}
	if document := visitor(c.handler).get(t, "/documents/A/81/601"); document.Code != http.StatusOK || !strings.Contains(text(t, document.Body.String()), "Afghanistan") {
		t.Error("the report does not lead to the decision")
	}
}

// TestEntriesOfOthersCome listens at a meeting while somebody else logs.
func TestEntriesOfOthersCome(t *testing.T) {
	store := dbtest.New(t)
	openedMeeting(t, store)
	stopping := make(chan struct{})
	handler := siteOf(t, views.Deps{Store: store, Log: quiet(), Stopping: stopping})
	c := signedIn(t, handler, store, credentials.Editor)
	server := httptest.NewUnstartedServer(handler)
	server.Config.ReadTimeout, server.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	server.Start()
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/meetings/"+aMeeting+"/events?after=4", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, cookie := range c.cookies {
		request.AddCookie(cookie)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	lines := bufio.NewScanner(response.Body)
	next := func(prefix string) string {
		for lines.Scan() {
			if said, ok := strings.CutPrefix(lines.Text(), prefix); ok {
				return said
			}
		}
		t.Fatalf("the line ended: %v", lines.Err())
		return ""
	}
	next("retry: ")
	for n := 5; n < 8; n++ {
		entry := credentials.MinutesEntry{Key: fmt.Sprintf("others-%d", n), Item: fmt.Sprintf("s%d", n), Kind: credentials.StatementItem, Set: map[string]string{"member": "USA", "text": "Here."}}
		page := c.sent(t, entering, `[`+asJSON(t, entry)+`]`)
		if page.Code != http.StatusOK {
			t.Fatal(page.Code)
		}
		if number := next("id: "); number != fmt.Sprint(n) {
			t.Errorf("the entry came as %s", number)
		}
		var came credentials.MinutesEntry
		if err := json.Unmarshal([]byte(next("data: ")), &came); err != nil || came.Set["text"] != "Here." || came.Key != entry.Key {
			t.Errorf("the entry came as %+v (%v)", came, err)
		}
	}
	close(stopping)
	if _, err := io.ReadAll(response.Body); err != nil {
		t.Errorf("the line did not end well: %v", err)
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	content, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
