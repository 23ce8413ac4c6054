package views_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// The watch list ranks the seats, gives each its brief, and says what it does not
// know.
func TestWatchListPage(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	anybody := site(t, store, io.Discard)
	page := get(t, anybody, "/briefs")
	if page.Code != http.StatusOK {
		t.Fatal(page.Code)
	}
	said := text(t, page.Body.String())
	for _, want := range []string{"Watch list", "may be in question", "As known on", "The record is thin here", "not known what changed", "no better than", "left out"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	var list precedents.WatchList
	if err := json.Unmarshal(get(t, anybody, "/briefs.json").Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	for _, seat := range list.Seats {
		if !strings.Contains(page.Body.String(), "/disputes/"+seat.Dispute+"/brief?session="+list.Session.String()) {
			t.Errorf("no brief on %s", seat.Dispute)
		}
	}
	if !strings.Contains(said, "Frozen briefs") || !strings.Contains(get(t, anybody, "/briefs.json").Body.String(), `"frozen_briefs": []`) {
		t.Error("the page does not say that no brief is frozen")
	}
	editor := signedIn(t, anybody, store, credentials.Editor)
	if body := editor.get(t, "/briefs").Body.String(); !strings.Contains(body, "/disputes/new") || strings.Contains(page.Body.String(), "href=\"/disputes/new") {
		t.Error("opening a dispute is offered to an editor, and to nobody else")
	}
}

// An address that asks for no list is refused, with a way to one.
func TestWatchListStrays(t *testing.T) {
	oneAfterAnother(t)
	anybody := site(t, dbtest.New(t), io.Discard)
	for _, address := range []string{
		"/briefs?as-of=1945-01-01", "/briefs?as-of=2999-01-01", "/briefs?as-of=soon", "/briefs?as-of=2020", "/briefs?day=1",
		"/briefs/folder?all=2", "/briefs/folder?all=1&as-of=2025-12-01", "/briefs/folder?language=xx", "/briefs/folder.md?annex=nonsense", "/briefs/folder?for=a",
	} {
		page := get(t, anybody, address)
		if page.Code < 400 || page.Code >= 500 || !strings.Contains(page.Body.String(), "href=\"/briefs") {
			t.Errorf("%s: %d", address, page.Code)
		}
	}
}

// The folder has the brief on every seat of the list, in its order, in the language
// and under the marking that were asked for.
func TestFolder(t *testing.T) {
	oneAfterAnother(t)
	anybody := site(t, dbtest.New(t), io.Discard)
	var list precedents.WatchList
	if err := json.Unmarshal(get(t, anybody, "/briefs.json").Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	var briefs []precedents.Brief
	if err := json.Unmarshal(get(t, anybody, "/briefs/folder.json?language=fr&annex=&marking=Restricted").Body.Bytes(), &briefs); err != nil {
		t.Fatal(err)
	}
	if len(briefs) != len(list.Seats) {
		t.Fatalf("%d briefs on %d seats", len(briefs), len(list.Seats))
	}
	for i := range briefs {
		if b := &briefs[i]; b.Dispute != list.Seats[i].Dispute || b.Session != list.Session || b.Language != "fr" || b.Marking != "Restricted" || len(b.Annexes) != 1 {
			t.Errorf("brief %d is on %s before %s in %s, marked %q, with %d annexes", i+1, b.Dispute, b.Session, b.Language, b.Marking, len(b.Annexes))
		}
	}
	text := get(t, anybody, "/briefs/folder.md?annex=")
	if name := text.Header().Get("Content-Disposition"); !strings.Contains(name, `filename="briefs-`+list.Session.String()) {
		t.Errorf("the file is named %s", name)
	}
	for _, seat := range list.Seats {
		if !strings.Contains(text.Body.String(), seat.Member) {
			t.Errorf("%s is not in the folder", seat.Member)
		}
	}
}
