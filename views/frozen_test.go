package views_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views"
	"seatwatch/views/link"
	"seatwatch/views/paper"
)

// frozenBrief freezes the brief on a dispute and gives its address.
func frozenBrief(t *testing.T, c *client, dispute string, fields url.Values) string {
	t.Helper()
	page := c.post(t, link.FreezeBrief(dispute), fields)
	address := page.Header().Get("Location")
	if page.Code != http.StatusSeeOther || !strings.HasPrefix(address, "/briefs/") {
		t.Fatalf("%d %s", page.Code, text(t, page.Body.String()))
	}
	return address
}

// frozenJSON is as much of a frozen brief, or of what became of it, as the tests
// look at.
type frozenJSON struct {
	Number    int     `json:"number"`
	Hash      string  `json:"hash"`
	By        string  `json:"by"`
	Withdrawn *string `json:"withdrawn"`
	Brief     *struct {
		Marking string `json:"marking"`
	} `json:"brief"`
	Gone   *string `json:"gone"`
	Same   bool    `json:"same"`
	Whole  bool    `json:"whole"`
	Update *struct {
		Forecast string `json:"forecast"`
		Moved    []struct {
			Kind, ID, Fate string
			Was, Is        *string
		} `json:"moved"`
	} `json:"update"`
}

func frozenAt(t *testing.T, c *client, address string) (f frozenJSON) {
	t.Helper()
	page := c.get(t, link.JSON(address))
	if err := json.Unmarshal(page.Body.Bytes(), &f); err != nil {
		t.Fatalf("%s: %d %v", address, page.Code, err)
	}
	return f
}

// recoded changes a field of a dispute an hour later, as an editor does, and gives the
// pages from then on.
func recoded(t *testing.T, store *db.Store, dispute, field, now string) http.Handler {
	t.Helper()
	d, err := store.Dispute(t.Context(), dispute)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := d.Field(field)
	edit := credentials.Edit{By: "Another editor", Changes: []credentials.Change{{Field: field, Was: was, Now: now}}}
	if _, err := store.EditDispute(t.Context(), dispute, edit, "a letter came", day.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	return siteOf(t, views.Deps{Store: store, Forecasts: forecastsOf(t, store), Log: quiet(), Now: func() time.Time { return day.Add(2 * time.Hour) }})
}

// A brief frozen and sent: while nothing has changed, that is said; when it has, the
// brief stays byte for byte as it was in every format, and the pages name what moved.
func TestAFrozenBriefStaysAsItWas(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	prepared(t, store)
	handler := siteOf(t, views.Deps{Store: store, Forecasts: forecastsOf(t, store), Log: quiet()})
	ana := signedIn(t, handler, store, credentials.Viewer)
	address := frozenBrief(t, ana, "myanmar-2021", url.Values{"session": {"82"}, "marking": {"Restricted"}, "share": {"yes"}})
	before := map[string]string{}
	for _, format := range paper.Formats {
		page := ana.get(t, link.File(address, format.Ending))
		if before[format.Ending] = page.Body.String(); page.Code != http.StatusOK {
			t.Errorf("%s: %d", format.Ending, page.Code)
		}
	}
	was := frozenAt(t, ana, address)
	if was.By != "Viewer" || was.Brief == nil || was.Brief.Marking != "Restricted" || was.Withdrawn != nil {
		t.Errorf("frozen: %+v", was)
	}
	for _, asked := range []string{link.FrozenCheck(address), link.FrozenUpdate(address, nil)} {
		if now := frozenAt(t, ana, asked); !now.Same || !now.Whole || now.Gone != nil || len(now.Update.Moved) > 0 {
			t.Errorf("%s: %+v", asked, now)
		}
	}
	if words := text(t, ana.get(t, link.FrozenCheck(address)).Body.String()); !strings.Contains(words, "It still stands.") || !strings.Contains(words, "neither data nor rules nor method have moved") {
		t.Errorf("unchanged: %s", words)
	}
	if words := text(t, ana.get(t, link.FrozenUpdate(address, nil)).Body.String()); !strings.Contains(words, "Nothing has changed") || !strings.Contains(words, "The forecast has not moved") || !strings.Contains(words, was.Hash[:16]) {
		t.Errorf("unchanged: %s", words)
	}

	ana.handler = recoded(t, store, "myanmar-2021", "prepared/82/facts/sac/un_stance", "")
	for _, format := range paper.Formats {
		if page := ana.get(t, link.File(address, format.Ending)); page.Body.String() != before[format.Ending] {
			t.Errorf("%s is another after the record changed", format.Ending)
		}
	}
	now := frozenAt(t, ana, link.FrozenCheck(address))
	if now.Same || len(now.Update.Moved) == 0 || now.Update.Moved[0].ID != "sac.un_stance" || now.Update.Moved[0].Kind != "fact" || now.Update.Moved[0].Is != nil || *now.Update.Moved[0].Was != "condemned" || now.Update.Forecast == "same" {
		t.Errorf("changed: %+v", now.Update)
	}
	words := text(t, ana.get(t, link.FrozenCheck(address)).Body.String())
	for _, want := range []string{"Data moved; rules and method did not.", "condemned, now not known", "A letter came", "Another editor", "The figures"} {
		if !strings.Contains(words, want) {
			t.Errorf("the check does not say %q: %s", want, words)
		}
	}
	words = text(t, ana.get(t, link.FrozenUpdate(address, nil)).Body.String())
	for _, want := range []string{"The forecast moves", "can go by this note", "Sentence by sentence", "changed: "} {
		if !strings.Contains(words, want) {
			t.Errorf("the note does not say %q: %s", want, words)
		}
	}
	if page := ana.get(t, link.FrozenUpdate(address, url.Values{"as-of": {"1999-01-01"}})); page.Code != http.StatusBadRequest {
		t.Errorf("a note as of a day before the brief: %d", page.Code)
	}
}

// Two people freeze the same brief: each has their own, and what one does to it is
// nothing to the other.
func TestTwoFrozenBriefsKeepOutOfEachOthersWay(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	ana := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Ana", credentials.Viewer))
	ben := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Ben", credentials.Viewer))
	admin := signedIn(t, handler, store, credentials.Admin)
	hers := frozenBrief(t, ana, "myanmar-2021", nil)
	if again := frozenBrief(t, ana, "myanmar-2021", nil); again != hers {
		t.Errorf("frozen twice it is %s and %s", hers, again)
	}
	his := frozenBrief(t, ben, "myanmar-2021", url.Values{"share": {"yes"}})
	hash := frozenAt(t, ana, hers).Hash
	for _, c := range []struct {
		who     string
		as      *client
		address string
		status  int
	}{
		{"Ana", ana, hers, 200},
		{"Ben", ben, hers, 404},
		{"nobody", visitor(handler), hers, 404},
		{"an administrator", admin, hers, 200},
		{"Ana", ana, his, 200},
		{"nobody", visitor(handler), his, 200},
		{"who has a hash of what is shared", visitor(handler), link.FrozenAs(hash[:16]), 200},
		{"who has a hash of what is shared", visitor(handler), link.FrozenAs(strings.ToUpper(hash)), 200},
		{"who guesses", visitor(handler), link.FrozenAs(hash[:15]), 404},
		{"who guesses", visitor(handler), link.FrozenAs(strings.Repeat("a", 16)), 404},
		{"who guesses", visitor(handler), "/briefs/0", 404},
		{"who guesses", visitor(handler), "/briefs/99999999999999", 404},
		{"who guesses", visitor(handler), "/briefs/%00", 404},
	} {
		if page := c.as.get(t, c.address); page.Code != c.status {
			t.Errorf("%s opens %s: %d, want %d", c.who, c.address, page.Code, c.status)
		}
	}
	if words := text(t, visitor(handler).get(t, "/disputes/myanmar-2021").Body.String()); !strings.Contains(words, "Frozen by Ben") || strings.Contains(words, "Frozen by Ana") {
		t.Error("nobody sees what is not shared, or not what is")
	}
	if words := text(t, visitor(handler).get(t, "/search?q="+hash[:16]).Body.String()); !strings.Contains(words, "That is the hash of a frozen brief.") {
		t.Errorf("a copy is not recognized: %s", words)
	}
	if page := ben.post(t, link.WithdrawBrief(hers), nil); page.Code != http.StatusNotFound {
		t.Errorf("Ben withdraws Ana’s: %d", page.Code)
	}
	if page := ana.post(t, link.WithdrawBrief(his), nil); page.Code != http.StatusNotFound {
		t.Errorf("Ana withdraws Ben’s: %d", page.Code)
	}
	if page := ben.post(t, link.WithdrawBrief(his), nil); page.Code != http.StatusSeeOther {
		t.Errorf("Ben withdraws his own: %d", page.Code)
	}
	if page := ana.get(t, hers); page.Code != http.StatusOK {
		t.Errorf("after that Ana’s is %d", page.Code)
	}
	gone := visitor(handler).get(t, his)
	if words := text(t, gone.Body.String()); gone.Code != http.StatusGone || !strings.Contains(words, "was withdrawn") {
		t.Errorf("withdrawn it is %d %s", gone.Code, words)
	}
	for _, face := range []string{"json", "docx"} {
		if page := visitor(handler).get(t, link.File(his, face)); page.Code == http.StatusOK {
			t.Errorf("withdrawn it can be had as %s", face)
		}
	}
	if page := admin.post(t, link.WithdrawBrief(hers), nil); page.Code != http.StatusSeeOther {
		t.Errorf("an administrator withdraws Ana’s: %d", page.Code)
	}
}

// copyOf gives the address that stands on every copy of a frozen brief.
func copyOf(t *testing.T, c *client, address string) string {
	t.Helper()
	page := c.get(t, link.File(address, "md")).Body.String()
	_, key, found := strings.Cut(page, "/briefs/")
	if !found {
		t.Fatalf("no address on the copy: %s", page)
	}
	return link.FrozenAs(key[:strings.IndexFunc(key, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })])
}

// What a brief says can be worked out, so its hash opens nothing that is not shared:
// whoever freezes the same has the same hash. The key on a copy opens it.
func TestTheHashOfAnUnsharedBriefOpensNothing(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	ana := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Ana", credentials.Viewer))
	ben := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Ben", credentials.Viewer))
	fields := url.Values{"session": {"82"}, "for": {"nug"}}
	hers := frozenBrief(t, ana, "myanmar-2021", fields)
	copied := copyOf(t, ana, hers)
	his := frozenBrief(t, ben, "myanmar-2021", fields)
	hash := frozenAt(t, ben, his).Hash
	if hash != frozenAt(t, ana, hers).Hash {
		t.Fatal("the hash cannot be worked out, and this test says nothing")
	}
	if page := ben.post(t, link.WithdrawBrief(his), nil); page.Code != http.StatusSeeOther {
		t.Fatal(page.Code)
	}
	for _, address := range []string{link.FrozenAs(hash), link.FrozenAs(hash[:16]), hers, "/briefs/007", "/briefs/999"} {
		for _, suffix := range []string{"", "/check", "/update"} {
			page := visitor(handler).get(t, address+suffix)
			if words := text(t, page.Body.String()); page.Code != http.StatusNotFound || strings.Contains(words, "Ana") || strings.Contains(words, "Ben") {
				t.Errorf("%s: %d %s", address+suffix, page.Code, words)
			}
		}
	}
	for who, c := range map[string]*client{"nobody": visitor(handler), "somebody else": signedInAs(t, handler, dbtest.AccountNamed(t, store, "Cem", credentials.Viewer))} {
		if words := text(t, c.get(t, "/search?q="+hash[:16]).Body.String()); strings.Contains(words, "rozen brief") {
			t.Errorf("%s finds it: %s", who, words)
		}
	}
	if words := text(t, ana.get(t, "/search?q="+hash[:16]).Body.String()); strings.Count(words, "Frozen brief no.") != 1 {
		t.Errorf("Ana does not find hers, or finds more: %s", words)
	}
	for _, suffix := range []string{"", "/check", "/update"} {
		if page := visitor(handler).get(t, copied+suffix); page.Code != http.StatusOK {
			t.Errorf("who has a copy opens %s: %d", copied+suffix, page.Code)
		}
	}
	if page := visitor(handler).post(t, link.WithdrawBrief(copied), nil); page.Code == http.StatusSeeOther && page.Header().Get("Location") == link.FrozenBriefs("myanmar-2021") {
		t.Error("who has a copy withdraws it")
	}
	if page := ana.post(t, link.WithdrawBrief(hers), nil); page.Code != http.StatusSeeOther {
		t.Fatal(page.Code)
	}
	if page := visitor(handler).get(t, copied); page.Code != http.StatusGone {
		t.Errorf("who has a copy of what was withdrawn: %d", page.Code)
	}
}

// What the two refusals say differs in nothing but the address.
func TestWhatIsNotSharedAndWhatIsNotThereAreOne(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	frozenBrief(t, signedIn(t, handler, store, credentials.Viewer), "myanmar-2021", nil)
	refused := func(id string) string {
		page := visitor(handler).get(t, link.JSON(link.FrozenAs(id)))
		said, _, _ := strings.Cut(page.Body.String(), `"request_id"`)
		return fmt.Sprint(page.Code, strings.ReplaceAll(said, `\"`+id+`\"`, "…"))
	}
	want := refused("999")
	for _, id := range []string{"1", "001", "01", "0", "+1"} {
		if got := refused(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// Freezing again without the tick takes the sharing back, and that is said.
func TestFreezingAgainSaysWhatBecameOfSharing(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	ana := signedIn(t, handler, store, credentials.Viewer)
	for _, c := range []struct {
		fields url.Values
		says   string
	}{
		{url.Values{"share": {"yes"}}, "It is frozen as no. 1"},
		{nil, "It is not shared any more"},
		{nil, "You had frozen it already, as no. 1."},
		{url.Values{"share": {"yes"}}, "It is shared now"},
	} {
		if words := text(t, ana.get(t, frozenBrief(t, ana, "myanmar-2021", c.fields)).Body.String()); !strings.Contains(words, c.says) {
			t.Errorf("%v: the page does not say %q: %s", c.fields, c.says, words[:min(len(words), 600)])
		}
	}
}

// Whoever is refused goes back to the brief that they had chosen.
func TestARefusedFreezeKeepsWhatWasChosen(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	ana := signedIn(t, site(t, store, io.Discard), store, credentials.Viewer)
	page := ana.post(t, link.FreezeBrief("myanmar-2021"), url.Values{"session": {"82"}, "marking": {"Restricted"}, "language": {"xx"}})
	if said := page.Body.String(); page.Code != http.StatusUnprocessableEntity || !strings.Contains(said, "/disputes/myanmar-2021/brief?marking=Restricted&amp;session=82") {
		t.Errorf("%d %s", page.Code, said)
	}
}

// What cannot be frozen is refused in words, and nothing is kept.
func TestWhatCannotBeFrozen(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	ana := signedIn(t, site(t, store, io.Discard), store, credentials.Viewer)
	for name, fields := range map[string]url.Values{
		"no claimant": {"for": {"nobody"}}, "no session": {"session": {"999"}}, "no language": {"language": {"xx"}}, "no annex": {"annex": {"gossip"}}, "a field that is none": {"colour": {"red"}},
		"control characters": {"marking": {"a\x00b"}},
	} {
		if page := ana.post(t, link.FreezeBrief("myanmar-2021"), fields); page.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, page.Code, text(t, page.Body.String()))
		}
	}
	if page := ana.get(t, "/briefs/1"); page.Code != http.StatusNotFound {
		t.Errorf("something was kept: %d", page.Code)
	}
	if page := ana.post(t, link.FreezeBrief("atlantis-1999"), nil); page.Code != http.StatusNotFound {
		t.Errorf("a dispute that there is not: %d", page.Code)
	}
}

// A dispute that is taken out of the record leaves the brief, and the check says why
// it cannot be made again.
func TestAFrozenBriefOutlivesItsDispute(t *testing.T) {
	oneAfterAnother(t)
	store := dbtest.New(t)
	ana := signedIn(t, site(t, store, io.Discard), store, credentials.Viewer)
	address := frozenBrief(t, ana, "myanmar-2021", url.Values{"language": {"fr"}})
	if err := store.Delete(t.Context(), "dispute/myanmar-2021", 1, "Editor", "deleted: by mistake", day.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	ana.handler = siteOf(t, views.Deps{Store: store, Forecasts: forecastsOf(t, store), Log: quiet()})
	if page := ana.get(t, address); page.Code != http.StatusOK {
		t.Errorf("the brief: %d", page.Code)
	}
	for _, asked := range []string{link.FrozenCheck(address), link.FrozenUpdate(address, nil)} {
		words := text(t, ana.get(t, asked).Body.String())
		if now := frozenAt(t, ana, asked); now.Gone == nil || now.Update != nil || !strings.Contains(words, "It cannot be made again") || !strings.Contains(words, "Deleted: by mistake") {
			t.Errorf("%s: %+v %s", asked, now, words)
		}
	}
	if page := ana.get(t, link.File(link.FrozenUpdate(address, nil), "pdf")); page.Code != http.StatusNotFound {
		t.Errorf("the note as PDF: %d", page.Code)
	}
}
