package views_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/credentials"
	"seatwatch/db"
)

// prepared gives a dispute of the store a sheet for the coming session.
func prepared(t *testing.T, store *db.Store) {
	t.Helper()
	edit := credentials.Edit{By: "Another editor", Changes: []credentials.Change{{Field: "prepared/82", Now: credentials.New}}}
	if _, err := store.EditDispute(t.Context(), "myanmar-2021", edit, "", day); err != nil {
		t.Fatal(err)
	}
}

// fieldsOf gives what a browser would send with the form of a page that is posted
// to an address, as it stands.
func fieldsOf(t *testing.T, page *httptest.ResponseRecorder, action string) url.Values {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	attribute := func(n *html.Node, name string) (string, bool) {
		i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
		if i < 0 {
			return "", false
		}
		return n.Attr[i].Val, true
	}
	for node := range root.Descendants() {
		if to, _ := attribute(node, "action"); node.Data != "form" || to != action {
			continue
		}
		values := url.Values{}
		for field := range node.Descendants() {
			name, _ := attribute(field, "name")
			value, _ := attribute(field, "value")
			kind, _ := attribute(field, "type")
			_, checked := attribute(field, "checked")
			switch {
			case name == "":
			case field.Data == "input" && (kind != "checkbox" && kind != "radio" || checked):
				values.Add(name, value)
			case field.Data == "textarea" && field.FirstChild != nil:
				values.Add(name, strings.TrimPrefix(field.FirstChild.Data, "\n"))
			case field.Data == "textarea":
				values.Add(name, "")
			case field.Data == "select":
				values.Add(name, chosenOf(field))
			}
		}
		return values
	}
	t.Fatalf("the page has no form for %s: %s", action, text(t, page.Body.String()))
	return nil
}

func chosenOf(field *html.Node) string {
	first, chosen, found := "", "", false
	for option := range field.Descendants() {
		if option.Data != "option" {
			continue
		}
		value, selected := "", false
		for _, a := range option.Attr {
			switch a.Key {
			case "value":
				value = a.Val
			case "selected":
				selected = true
			}
		}
		if !found {
			first, found = value, true
		}
		if selected {
			chosen = value
			return chosen
		}
	}
	return first
}

// says reports a fault unless a page has a status and all the words.
func says(t *testing.T, page *httptest.ResponseRecorder, status int, words ...string) {
	t.Helper()
	if page.Code != status {
		t.Errorf("the status is %d, want %d: %s", page.Code, status, text(t, page.Body.String()))
	}
	shown := page.Body.String()
	if shown != "" {
		shown = text(t, shown)
	}
	for _, word := range words {
		if !strings.Contains(strings.ToLower(shown), strings.ToLower(word)) {
			t.Errorf("the page does not say %q: %s", word, shown)
		}
	}
}

func TestOpeningADispute(t *testing.T) {
	oneAfterAnother(t)
	c, store := editing(t)
	fields := fieldsOf(t, c.get(t, "/disputes/new"), "/disputes/new")
	page := c.post(t, "/disputes/new", fields)
	says(t, page, http.StatusUnprocessableEntity, "the seat is missing", "what happened is missing", "the claimant has no name")
	fields.Set("seat", "zambai")
	fields.Set("opened_by", "Two letters come in")
	fields.Set("opened", "2031-01-01")
	fields.Set("sitting", "Government of Zambia")
	fields.Set("rival", "Council of Zambia")
	page = c.post(t, "/disputes/new", fields)
	says(t, page, http.StatusUnprocessableEntity, "there is no Member “zambai”", "Zambia")
	if kept := fieldsOf(t, page, "/disputes/new"); kept.Get("opened_by") != "Two letters come in" {
		t.Error("what was typed is lost")
	}
	fields.Set("seat", "Zambia")
	page = c.post(t, "/disputes/new", fields)
	says(t, page, http.StatusUnprocessableEntity, "is after today")
	fields.Set("opened", "2026-11-20")
	fields.Set("source", "A/81/1")
	page = c.post(t, "/disputes/new", fields)
	says(t, page, http.StatusUnprocessableEntity, "the source has no title")
	fields.Set("source_title", "Letter of the Council of Zambia")
	for range 2 {
		page = c.post(t, "/disputes/new", fields)
		if page.Code != http.StatusSeeOther || page.Header().Get("Location") != "/disputes/zambia-2026/preparations/81/facts" &&
			page.Header().Get("Location") != "/disputes/zambia-2026/preparations/82/facts" {
			t.Fatalf("opened: %d to %s: %s", page.Code, page.Header().Get("Location"), text(t, page.Body.String()))
		}
	}
	if history, err := store.Revisions(t.Context(), "dispute/zambia-2026"); err != nil || len(history) != 1 {
		t.Errorf("a form sent twice makes %d revisions (%v)", len(history), err)
	}
	fields.Set("rival", "Another council")
	says(t, c.post(t, "/disputes/new", fields), http.StatusUnprocessableEntity, "zambia-2026 is in the record already")
	says(t, c.get(t, page.Header().Get("Location")), http.StatusOK, "Zambia, 2026", "Holds the seat")
	says(t, c.get(t, "/disputes/zambia-2026"), http.StatusOK, "Name not found in the documents named here", "Government of Zambia", "Prepared sessions")
	for _, address := range []string{"/", "/disputes", "/members/ZMB", "/disputes/zambia-2026/history", "/disputes/zambia-2026.json", "/search?q=zambia"} {
		says(t, c.get(t, address), http.StatusOK)
	}
}

func TestCorrectingADispute(t *testing.T) {
	oneAfterAnother(t)
	c, store := editing(t)
	const address = "/disputes/afghanistan-1996/edit"
	before := fieldsOf(t, c.get(t, address), address)
	says(t, c.post(t, address, before), http.StatusSeeOther)
	if history, err := store.Revisions(t.Context(), "dispute/afghanistan-1996"); err != nil || len(history) != 1 {
		t.Errorf("nothing changed makes %d revisions (%v)", len(history), err)
	}
	mine := url.Values{}
	for name, values := range before {
		mine[name] = slices.Clone(values)
	}
	mine.Set("title", `Afghanistan <script>alert("1")</script>`)
	mine.Set("claimants/taliban/leader", "Somebody")
	mine.Set("add:name", "A third authority")
	mine.Set("add:ref", "https://example.org/a?b=1")
	for range 2 {
		mine.Set("add:title", "")
		says(t, c.post(t, address, mine), http.StatusUnprocessableEntity, "the source has no title")
		mine.Set("add:title", "A page")
		says(t, c.post(t, address, mine), http.StatusSeeOther)
	}
	page := c.get(t, "/disputes/afghanistan-1996")
	says(t, page, http.StatusOK, `Afghanistan <script>alert("1")</script>`, "A third authority", "Somebody")
	if strings.Contains(page.Body.String(), "<script>alert") {
		t.Error("the script is not escaped")
	}
	if history, err := store.Revisions(t.Context(), "dispute/afghanistan-1996"); err != nil || len(history) != 2 {
		t.Errorf("one change sent twice makes %d revisions (%v)", len(history), err)
	}

	see := fieldsOf(t, c.get(t, address), address)
	see.Set("add:other", "nowhere-1999")
	page = c.post(t, address, see)
	says(t, page, http.StatusUnprocessableEntity, "there is no dispute")
	if !strings.Contains(page.Body.String(), `id="field-add:other-fault"`) {
		t.Error("a dispute that is not there is not told at its field")
	}
	see.Set("add:other", "libya-2011")
	see.Set("add:other_note", "two letters")
	says(t, c.post(t, address, see), http.StatusSeeOther)
	says(t, c.get(t, "/disputes/afghanistan-1996"), http.StatusOK, "libya-2011", "two letters")

	before.Set("title", "Theirs is another")
	before.Set("doubts", "None of mine.")
	conflict := c.post(t, address, before)
	says(t, conflict, http.StatusConflict, "Somebody changed this first", "As it stands now", "Theirs is another", `<script>alert("1")</script>`, "Doubts")
	choice := fieldsOf(t, conflict, address)
	choice.Set("title", "Theirs is another")
	says(t, c.post(t, address, choice), http.StatusSeeOther)
	d, err := store.Dispute(t.Context(), "afghanistan-1996")
	if err != nil || d.Title != "Theirs is another" || d.Doubts != "None of mine." || len(d.Claimants) < 3 {
		t.Errorf("it became %q, %q (%v)", d.Title, d.Doubts, err)
	}
	gone := fieldsOf(t, c.get(t, address), address)
	gone.Add("remove", "claimants/a-third-authority")
	says(t, c.post(t, address, gone), http.StatusSeeOther)
	gone = fieldsOf(t, c.get(t, address), address)
	gone.Add("remove", "claimants/taliban")
	gone.Set("whole:claimants/taliban", "stale")
	says(t, c.post(t, address, gone), http.StatusConflict)
	for field, value := range map[string]string{
		"opened": "yesterday", "closed": "1990", "kind": "rivals", "title": "", "summary": "\xff", "doubts": strings.Repeat("x", 1_000_000),
	} {
		bad := fieldsOf(t, c.get(t, address), address)
		bad.Set(field, value)
		page := c.post(t, address, bad)
		says(t, page, http.StatusUnprocessableEntity, "to correct")
		if !strings.Contains(page.Body.String(), `id="field-`+field+`-fault"`) {
			t.Errorf("%s = %q is not told at its field", field, value)
		}
	}
}

func TestCodingTheFactsOfASheet(t *testing.T) {
	oneAfterAnother(t)
	c, store := editing(t)
	const facts = "/disputes/myanmar-2021/preparations/82/facts"
	const capital = "prepared/82/facts/sac/capital"
	first := fieldsOf(t, c.get(t, "/disputes/myanmar-2021/preparations/new"), "/disputes/myanmar-2021/preparations/new")
	if first.Get("session") == "" {
		t.Error("no session is proposed")
	}
	first.Set("session", "99")
	says(t, c.post(t, "/disputes/myanmar-2021/preparations/new", first), http.StatusUnprocessableEntity, "there was no")
	first.Set("session", "82")
	for range 2 {
		says(t, c.post(t, "/disputes/myanmar-2021/preparations/new", first), http.StatusSeeOther)
	}
	page := c.get(t, facts)
	says(t, page, http.StatusOK, "carried over and not confirmed", "unconfirmed since the")
	fields := fieldsOf(t, page, facts)
	says(t, c.post(t, facts, fields), http.StatusSeeOther)
	d, _ := store.Dispute(t.Context(), "myanmar-2021")
	carried := len(credentials.Unconfirmed(d.Prepared[0].Coding))
	if carried == 0 {
		t.Fatal("nothing is unconfirmed")
	}
	for _, address := range []string{"/disputes/myanmar-2021", "/disputes/myanmar-2021/preparations/82"} {
		says(t, c.get(t, address), http.StatusOK, "unconfirmed", "carried over and not confirmed")
	}

	fields.Set(capital+"|value", "contested")
	fields.Set("rests_on", "S/2026/1")
	fields.Set("rests_at", "paragraph 4")
	fields.Set("how_sure", "medium")
	other := credentials.Unconfirmed(d.Prepared[0].Coding)[0]
	fields.Set("confirm:"+credentials.Path("prepared", "82", "facts", other.Claimant, other.Fact.Key()), "yes")
	fields.Set("add:member:1", "india")
	says(t, c.post(t, facts, fields), http.StatusUnprocessableEntity, "what the Member’s position is, is missing")
	fields.Set("add:stance:1", "engages")
	fields.Set("add:claimant:1", "sac")
	fields.Set("add:date:1", "2027-01-01")
	says(t, c.post(t, facts, fields), http.StatusUnprocessableEntity, "is after today")
	fields.Set("add:date:1", "2026-01")
	says(t, c.post(t, facts, fields), http.StatusSeeOther)
	d, _ = store.Dispute(t.Context(), "myanmar-2021")
	p := d.Prepared[0]
	coding := credentials.CodingOf(p.Coding, "sac", credentials.Capital)
	if p.Facts["sac"].Code(credentials.Capital) != "contested" || coding.Source != "S/2026/1" || coding.Passage != "paragraph 4" || coding.Confidence != credentials.Medium || coding.By == "" || coding.Unconfirmed() {
		t.Errorf("the changed fact is %+v", coding)
	}
	if left := len(credentials.Unconfirmed(p.Coding)); left != carried-2 {
		t.Errorf("unconfirmed are %d, before %d", left, carried)
	}
	if !slices.ContainsFunc(p.Positions, func(x credentials.Position) bool { return x.Member == "IND" && x.Date.String() == "2026-01" }) {
		t.Errorf("the positions are %v", p.Positions)
	}

	// The same position of another day stands beside it, with dates of its own.
	again := fieldsOf(t, c.get(t, facts), facts)
	again.Set("add:member:1", "india")
	again.Set("add:stance:1", "engages")
	again.Set("add:claimant:1", "sac")
	again.Set("add:date:1", "2026-03")
	says(t, c.post(t, facts, again), http.StatusSeeOther)
	again = fieldsOf(t, c.get(t, facts), facts)
	again.Set(credentials.Path("prepared", "82", "positions", "IND", "sac", "engages", "2026-03")+"|until", "2026-04")
	says(t, c.post(t, facts, again), http.StatusSeeOther)
	d, _ = store.Dispute(t.Context(), "myanmar-2021")
	var days []string
	for _, x := range d.Prepared[0].Positions {
		if x.Member == "IND" && x.Stance == "engages" {
			days = append(days, x.Date.String()+"/"+x.Until.String())
		}
	}
	if !slices.Equal(days, []string{"2026-01/", "2026-03/2026-04"}) {
		t.Errorf("the two positions are of %v", days)
	}

	// What was seen before is stale for one field, and another is still free.
	fields.Set(capital+"|value", "not_held")
	conflict := c.post(t, facts, fields)
	says(t, conflict, http.StatusConflict, "value: contested", "value: not_held", "Capital of")
	says(t, c.post(t, facts, fieldsOf(t, conflict, facts)), http.StatusSeeOther)

	fields = fieldsOf(t, c.get(t, facts), facts)
	fields.Set("confirm_all", "yes")
	says(t, c.post(t, facts, fields), http.StatusSeeOther)
	d, _ = store.Dispute(t.Context(), "myanmar-2021")
	if left := credentials.Unconfirmed(d.Prepared[0].Coding); len(left) != 0 {
		t.Errorf("after confirming all, unconfirmed are %v", left)
	}
	if page := c.get(t, "/disputes/myanmar-2021/preparations/82"); strings.Contains(page.Body.String(), `class="unconfirmed"`) {
		t.Error("a confirmed fact is marked")
	}

	dissent := "/disputes/myanmar-2021/preparations/82/dissent?claimant=sac&fact=capital"
	own := fieldsOf(t, c.get(t, dissent), dissent)
	for name := range own {
		if strings.HasSuffix(name, "|value") {
			own.Set(name, "held")
		}
	}
	says(t, c.post(t, dissent, own), http.StatusSeeOther)
	says(t, c.get(t, "/disputes/myanmar-2021/preparations/82"), http.StatusOK, "codes it: held", "contested")
}

func TestRecordingADecision(t *testing.T) {
	oneAfterAnother(t)
	c, store := editing(t)
	prepareSession(t, c, "myanmar-2021", "81")
	const address = "/disputes/myanmar-2021/decisions/new"
	says(t, c.get(t, address), http.StatusOK, "At which session")
	says(t, c.get(t, address+"?session=99"), http.StatusUnprocessableEntity, "the record has no ninety-ninth session")
	fields := fieldsOf(t, c.get(t, address+"?session=81"), address)
	says(t, c.post(t, address, fields), http.StatusUnprocessableEntity, "the outcome is missing", "who sat is missing")
	const path = "decisions/81/"
	for field, value := range map[string]string{
		"challenge": "rival_credentials", "outcome": "accepted", "seated": "nug", "confidence": "high", "committee/outcome": "deferred",
		"committee/how": "vote", "committee/vote_for": "six", "committee/dates": "2026-12-24", "assembly/date": "2020-01-01", "assembly/outcome": "approved_report",
	} {
		fields.Set(path+field, value)
	}
	fields.Set("add:ref", "A/81/500")
	fields.Set("add:title", "Report of the Credentials Committee")
	page := c.post(t, address, fields)
	says(t, page, http.StatusUnprocessableEntity, `"six" is not a number of votes`)
	fields.Del("add:ref")
	fields.Del("add:title")
	fields.Set(path+"committee/vote_for", "6")
	fields.Set(path+"outcome", "deferred")
	says(t, c.post(t, address, fields), http.StatusUnprocessableEntity, "rests on no source")
	fields.Set("add:ref", "A/81/500")
	fields.Set("add:title", "Report of the Credentials Committee")
	fields.Set(path+"outcome", "accepted")
	says(t, c.post(t, address, fields), http.StatusUnprocessableEntity, "the outcome is accepted, but no claimant is named")
	fields.Set(path+"outcome", "deferred")
	page = c.post(t, address, fields)
	says(t, page, http.StatusUnprocessableEntity, "is after today", "lies outside the eighty-first session")
	if kept := fieldsOf(t, page, address); kept.Get("add:title") != "Report of the Credentials Committee" || kept.Get(path+"committee/dates") != "2026-12-24" {
		t.Errorf("the values are lost: %v", kept)
	}
	fields.Set(path+"committee/dates", "2026-11-20, 2026-11-21")
	fields.Set(path+"assembly/date", "2026-11-22")
	for range 2 {
		says(t, c.post(t, address, fields), http.StatusSeeOther)
	}
	d, err := store.Dispute(t.Context(), "myanmar-2021")
	last := d.Last()
	if err != nil || last.Key.String() != "81" || last.Outcome != credentials.Deferred || len(last.Committee.Dates) != 2 || last.Committee.Vote.For.Int() != 6 ||
		len(d.Prepared) != 0 || len(credentials.Unconfirmed(last.Coding)) == 0 || len(last.Sources) != 1 {
		t.Fatalf("the decision is %+v (%v)", last, err)
	}
	says(t, c.get(t, "/disputes/myanmar-2021/decisions/81"), http.StatusOK, "carried over and not confirmed", "Code the facts")
	says(t, c.get(t, "/disputes/myanmar-2021/decisions/81/facts"), http.StatusOK, "unconfirmed since the")

	twice := fieldsOf(t, c.get(t, "/disputes/myanmar-2021/decisions/81/edit"), "/disputes/myanmar-2021/decisions/81/edit")
	twice.Add(path+"outcome", "accepted")
	says(t, c.post(t, "/disputes/myanmar-2021/decisions/81/edit", twice), http.StatusUnprocessableEntity, "two values are given here")

	const edit = "/disputes/myanmar-2021/decisions/81/edit"
	fields = fieldsOf(t, c.get(t, edit), edit)
	fields.Set(path+"outcome", "vacant")
	says(t, c.post(t, edit, fields), http.StatusUnprocessableEntity, "the outcome is vacant")
	fields.Set(path+"seated", "vacant")
	says(t, c.post(t, edit, fields), http.StatusSeeOther)

	const remove = "/disputes/myanmar-2021/decisions/81/delete"
	says(t, c.post(t, remove, url.Values{"seen": {"stale"}}), http.StatusConflict)
	says(t, c.post(t, remove, fieldsOf(t, c.get(t, edit), remove)), http.StatusSeeOther)
	if d, err := store.Dispute(t.Context(), "myanmar-2021"); err != nil || d.Last().Key.String() == "81" {
		t.Errorf("the decision stands (%v)", err)
	}
}

func prepareSession(t *testing.T, c *client, dispute, session string) {
	t.Helper()
	page := c.post(t, "/disputes/"+dispute+"/preparations/new", url.Values{"session": {session}})
	says(t, page, http.StatusSeeOther)
}

func TestRepliesAndHistory(t *testing.T) {
	oneAfterAnother(t)
	c, store := editing(t)
	const id, address = "fiji-1987", "/disputes/fiji-1987"
	reply := fieldsOf(t, c.get(t, address+"/reply"), address+"/reply")
	reply.Set("date", "2027-01-01")
	says(t, c.post(t, address+"/reply", reply), http.StatusUnprocessableEntity, "say who replies", "write what is replied")
	reply.Set("by", "Permanent Mission of Fiji")
	reply.Set("text", "We object to the wording.")
	says(t, c.post(t, address+"/reply", reply), http.StatusUnprocessableEntity, "is after today")
	reply.Set("date", "2026-11-22")
	says(t, c.post(t, address+"/reply", reply), http.StatusSeeOther)
	says(t, c.get(t, address), http.StatusOK, "Permanent Mission of Fiji", "We object to the wording.")

	history := c.get(t, address+"/history")
	says(t, history, http.StatusOK, "Two revisions", "Recorded a reply of Permanent Mission of Fiji", "Restore revision 1")
	restore := fieldsOf(t, history, address+"/restore")
	says(t, c.post(t, address+"/restore", restore), http.StatusSeeOther)
	says(t, c.post(t, address+"/restore", restore), http.StatusConflict, "changed since revision 2")
	if d, err := store.Dispute(t.Context(), id); err != nil || len(d.Replies) != 0 {
		t.Errorf("the reply stands (%v)", err)
	}
	deletion := fieldsOf(t, c.get(t, address+"/history"), address+"/delete")
	says(t, c.post(t, address+"/delete", deletion), http.StatusUnprocessableEntity, "the reason is missing")
	deletion.Set("why", "entered twice")
	for range 2 {
		says(t, c.post(t, address+"/delete", deletion), http.StatusSeeOther)
	}
	says(t, c.get(t, address), http.StatusNotFound, "taken out of the record", "Its history")
	history = c.get(t, address+"/history")
	says(t, history, http.StatusOK, "It is out of the record", "Deleted: entered twice")
	says(t, c.post(t, address+"/restore", fieldsOf(t, history, address+"/restore")), http.StatusSeeOther)
	says(t, c.get(t, address), http.StatusOK)

	china := fieldsOf(t, c.get(t, "/disputes/china-1949/history"), "/disputes/china-1949/delete")
	china.Set("why", "no reason")
	says(t, c.post(t, "/disputes/china-1949/delete", china), http.StatusUnprocessableEntity, "refers to it")

	const vote = "/rollcalls/china-1949-s26-1190"
	gone := fieldsOf(t, c.get(t, vote+"/history"), vote+"/delete")
	gone.Set("why", "a test")
	says(t, c.post(t, vote+"/delete", gone), http.StatusSeeOther)
	says(t, c.get(t, vote), http.StatusNotFound)
	says(t, c.post(t, vote+"/restore", fieldsOf(t, c.get(t, vote+"/history"), vote+"/restore")), http.StatusSeeOther)
	says(t, c.get(t, vote), http.StatusOK)
	says(t, visitor(c.handler).get(t, vote+"/history"), http.StatusOK, "Three revisions")
}

// TestMinutesAreRestored: what was published of a meeting has a history, and an
// earlier version can stand again.
func TestMinutesAreRestored(t *testing.T) {
	oneAfterAnother(t)
	c, _ := atTheDesk(t)
	meeting := "/meetings/" + aMeeting
	for _, form := range []url.Values{
		{"key": {"a"}, "item": {"m1"}, "kind": {"motion"}, "set.state": {"carried"}, "set.method": {"without_vote"}},
		{"key": {"b"}, "item": {"d1"}, "kind": {"decision"}, "set.challenge": {"rival_credentials"}, "set.outcome": {"deferred"}, "set.motion": {"m1"}, "set.seated": {"islamic-republic"}},
	} {
		says(t, c.post(t, entering, form), http.StatusSeeOther)
	}
	says(t, c.post(t, meeting+"/publish", nil), http.StatusSeeOther)
	says(t, c.post(t, meeting+"/report", url.Values{"symbol": {"A/81/601"}}), http.StatusSeeOther)
	history := c.get(t, meeting+"/history")
	says(t, history, http.StatusOK, "Two revisions", "A/81/601")
	says(t, c.post(t, meeting+"/restore", fieldsOf(t, history, meeting+"/restore")), http.StatusSeeOther)
	says(t, c.get(t, meeting), http.StatusOK, "To defer")
	says(t, c.get(t, meeting+"/history"), http.StatusOK, "Three revisions", "Restored revision 1")
	says(t, visitor(c.handler).post(t, meeting+"/restore", nil), http.StatusUnauthorized)
}
