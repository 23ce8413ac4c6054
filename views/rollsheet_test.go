package views_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// sentBy gives the fields that a browser sends with the form of a page that is
// posted to an address, but for those of its buttons.
func sentBy(t *testing.T, page, action string) url.Values {
	t.Helper()
	document, err := html.Parse(strings.NewReader(page))
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
	content := func(n *html.Node) string {
		if n.FirstChild == nil {
			return ""
		}
		return strings.TrimPrefix(n.FirstChild.Data, "\n")
	}
	fields := url.Values{}
	for form := range document.Descendants() {
		if at, _ := attribute(form, "action"); form.Data != "form" || at != action {
			continue
		}
		for n := range form.Descendants() {
			name, named := attribute(n, "name")
			value, _ := attribute(n, "value")
			kind, _ := attribute(n, "type")
			_, checked := attribute(n, "checked")
			switch {
			case !named:
			case n.Data == "input" && (kind != "radio" && kind != "checkbox" || checked):
				fields.Add(name, value)
			case n.Data == "textarea":
				fields.Add(name, content(n))
			case n.Data == "select":
				for option := range n.Descendants() {
					if _, selected := attribute(option, "selected"); selected {
						value, _ := attribute(option, "value")
						fields.Set(name, value)
					}
				}
			}
		}
	}
	if len(fields) == 0 {
		t.Fatalf("no form is posted to %s: %s", action, text(t, page))
	}
	return fields
}

// aVote is what was voted on, for a vote that was not about a seat of the record.
func aVote(more ...string) url.Values {
	fields := url.Values{
		"question": {"Approve the report of the Credentials Committee"}, "date": {"2011-09-16"}, "session": {"66"},
		"dispute": {"libya-2011"}, "motion": {"credentials"}, "meeting": {"A/66/PV.2"},
	}
	for i := 0; i+1 < len(more); i += 2 {
		fields.Set(more[i], more[i+1])
	}
	return fields
}

// TestPasteAVoteAndKeepIt pastes a press release, looks at what was read, and
// keeps it; every vote of it is in the record then.
func TestPasteAVoteAndKeepIt(t *testing.T) {
	editor, store := editing(t)
	printed, err := store.RollCall(t.Context(), "libya-2011-s66-5141")
	if err != nil {
		t.Fatal(err)
	}
	frame, err := store.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pasted := precedents.PrintRoll(&printed, frame, precedents.PressRelease)
	page := editor.post(t, link.NewRollCall, aVote("step", "read", "text", pasted))
	if page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), "Every name is that of one Member of the day. It announces 114–17–15, with which the names agree.") {
		t.Fatalf("%d: %s", page.Code, text(t, page.Body.String()))
	}
	sheet := sentBy(t, page.Body.String(), link.NewRollCall)
	sheet.Set("step", "keep")
	refused := editor.post(t, link.NewRollCall, sheet)
	if refused.Code != http.StatusUnprocessableEntity || !strings.Contains(refused.Body.String(), "field-yes_favours") {
		t.Errorf("without what a yes favoured: %d", refused.Code)
	}
	again := sentBy(t, refused.Body.String(), link.NewRollCall)
	again.Set("step", "keep")
	if diff := cmp.Diff(sheet, again); diff != "" {
		t.Errorf("the refused form does not keep what was sent: %s", diff)
	}
	again.Set("yes_favours", "ntc")
	if options := text(t, refused.Body.String()); !strings.Contains(options, "National Transitional Council") {
		t.Errorf("the claimants are not offered: %s", options)
	}
	dispute, err := store.Dispute(t.Context(), "libya-2011")
	if err != nil {
		t.Fatal(err)
	}
	again.Set("yes_favours", dispute.Claimants[1].ID)
	for range 2 {
		// The second is the form sent twice.
		kept := editor.post(t, link.NewRollCall, again)
		if kept.Code != http.StatusSeeOther || kept.Header().Get("Location") != link.RollCall("libya-2011-s66-2011-09-16") {
			t.Fatalf("%d %s: %s", kept.Code, kept.Header().Get("Location"), text(t, kept.Body.String()))
		}
	}
	vote, err := store.RollCall(t.Context(), "libya-2011-s66-2011-09-16")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(printed.Ballots, vote.Ballots); diff != "" || vote.Reconciled() != credentials.Yes || vote.PrintedSource != "A/66/PV.2" {
		t.Errorf("%s; %+v", diff, vote)
	}
	revisions, err := store.Revisions(t.Context(), precedents.RollCallKey(vote.ID))
	if err != nil || len(revisions) != 1 || revisions[0].What != "entered from a pasted text" {
		t.Errorf("%+v (%v)", revisions, err)
	}
}

// A name that is not matched has to be settled, a vote that does not add up says
// why.
func TestSettleAPastedVote(t *testing.T) {
	oneAfterAnother(t)
	editor, store := editing(t)
	pasted := "In favour: Afganistan, Albania, Atlantis. Against: Algeria, Albania. Abstaining: None. It was adopted by 2 votes to 1, with no abstentions."
	page := editor.post(t, link.NewRollCall, aVote("step", "read", "text", pasted))
	words := text(t, page.Body.String())
	for _, want := range []string{"2 names are not matched", "Albania is named in favour (“Albania”) and against (“Albania”). Its vote is left open", "announces 2–1–0, with which the names do not agree"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q: %s", want, words)
		}
	}
	sheet := sentBy(t, page.Body.String(), link.NewRollCall)
	if sheet.Get("ballot.ALB") != "" || sheet.Get("ballot.DZA") != "N" || sheet.Get("match.0") != "" {
		t.Errorf("the sheet holds %v", sheet)
	}
	sheet.Set("step", "keep")
	sheet.Set("yes_favours", "change")
	for _, c := range []struct {
		field, value string
		faults       []string
	}{
		{"ballot.ALB", "Y", []string{"match.0", "match.1"}},
		{"match.0", "AFG", []string{"match.1"}},
		{"match.0", "DZA", []string{"match.0", "match.1"}},
		{"match.0", "-", []string{"match.1"}},
		{"match.1", "-", []string{"why"}},
		{"ballot.CSK", "Y", []string{"ballot.CSK", ""}},
		{"ballot.CSK", "", []string{"why"}},
		{"ballot.ALB", "Q", []string{"ballot.ALB", "why"}},
		{"ballot.ALB", "", []string{"why"}},
		{"printed_no", "", []string{"printed_no"}},
		{"printed_no", "one", []string{"printed_no"}},
		{"printed_no", "1", []string{"why"}},
		{"date", "2011-09-99", []string{"date"}},
		{"date", "2031-09-16", []string{"date"}},
		{"date", "2010-01-01", []string{"date", "why"}},
		{"date", "2011-09-16", []string{"why"}},
		{"session", "666", []string{"session", "why"}},
		{"session", "66", []string{"why"}},
		{"dispute", "atlantis-1900", []string{"dispute", "why"}},
		{"dispute", "libya-2011", []string{"why"}},
		{"motion", "", []string{"motion"}},
		{"motion", "credentials", []string{"why"}},
		{"draft", "A/?", []string{"draft"}},
		{"draft", "", []string{"why"}},
		{"question", "", []string{"question", "why"}},
		{"question", "<script>alert(1)</script>", []string{"why"}},
	} {
		sheet.Set(c.field, c.value)
		refused := editor.post(t, link.NewRollCall, sheet)
		body := refused.Body.String()
		if refused.Code != http.StatusUnprocessableEntity || strings.Contains(body, "<script>alert") {
			t.Errorf("%s = %q: %d", c.field, c.value, refused.Code)
		}
		for _, field := range c.faults {
			if field != "" && !strings.Contains(body, "href=\"#field-"+field+"\"") {
				t.Errorf("%s = %q: no fault at %s: %s", c.field, c.value, field, text(t, body))
			}
		}
		if kept := sentBy(t, body, link.NewRollCall); kept.Get(c.field) != c.value && c.field != "ballot.CSK" && c.value != "Q" {
			t.Errorf("%s = %q came back as %q", c.field, c.value, kept.Get(c.field))
		}
	}
	sheet.Set("question", "Approve the report")
	sheet.Set("why", "Two names could not be read")
	if kept := editor.post(t, link.NewRollCall, sheet); kept.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", kept.Code, text(t, kept.Body.String()))
	}
	vote, err := store.RollCall(t.Context(), "libya-2011-s66-2011-09-16")
	if err != nil || len(vote.Ballots) != 1 || vote.Why != "Two names could not be read" {
		t.Errorf("%+v (%v)", vote, err)
	}
	if page := editor.get(t, link.RollCall(vote.ID)); !strings.Contains(text(t, page.Body.String()), "Why they differ: Two names could not be read") {
		t.Error("the page does not say why the totals differ")
	}
}

// TestKeypadWithoutScript enters a vote on the keypad: absent, abstaining and not
// participating stay three things.
func TestKeypadWithoutScript(t *testing.T) {
	editor, store := editing(t)
	page := editor.post(t, link.NewRollCall, aVote("step", "keypad", "date", "2026-11-20", "session", "81", "dispute", "", "meeting", ""))
	if page.Code != http.StatusOK {
		t.Fatalf("%d: %s", page.Code, text(t, page.Body.String()))
	}
	body := page.Body.String()
	if n := strings.Count(body, "data-member="); n != 193 {
		t.Errorf("the keypad has %d Members", n)
	}
	if !slices.IsSorted([]int{strings.Index(body, `data-member="AFG"`), strings.Index(body, `data-member="ALB"`), strings.Index(body, `data-member="CIV"`), strings.Index(body, `data-member="HRV"`), strings.Index(body, `data-member="ZWE"`)}) {
		t.Error("the Members are not in the order in which they vote")
	}
	sheet := sentBy(t, body, link.NewRollCall)
	for member, ballot := range map[string]string{"AFG": "Y", "ALB": "N", "DZA": "A", "AND": "X", "AGO": "P"} {
		sheet.Set("ballot."+member, ballot)
	}
	sheet.Set("step", "keep")
	sheet.Set("yes_favours", "other")
	kept := editor.post(t, link.NewRollCall, sheet)
	if kept.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", kept.Code, text(t, kept.Body.String()))
	}
	board := text(t, editor.get(t, kept.Header().Get("Location")).Body.String())
	for _, want := range []string{"1 absent", "1 not participating", "188 not voting", "1 abstaining", "The vote is kept: five Members voted or are accounted for."} {
		if !strings.Contains(board, want) {
			t.Errorf("the board does not say %q: %s", want, board)
		}
	}
	vote, err := store.RollCall(t.Context(), "vote-s81-2026-11-20")
	if err != nil || vote.Printed != nil || vote.Counted.String() != "1–1–1" {
		t.Errorf("%+v (%v)", vote, err)
	}
}

// A vote that stands is corrected against the revision that the editor saw.
func TestCorrectAVote(t *testing.T) {
	oneAfterAnother(t)
	editor, store := editing(t)
	address := link.RollCallEdit("libya-2011-s66-5888")
	page := editor.get(t, address)
	sheet := sentBy(t, page.Body.String(), address)
	before, err := store.RollCall(t.Context(), "libya-2011-s66-5888")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range before.Ballots {
		if sheet.Get("ballot."+b.Member) != string(b.Ballot) {
			t.Errorf("%s stands as %q on the keypad", b.Member, sheet.Get("ballot."+b.Member))
		}
	}
	sheet.Set("step", "keep")
	sheet.Set("ballot.DZA", "X")
	sheet.Set("what", "Algeria was absent")
	other := maps.Clone(sheet)
	other.Set("ballot.DZA", "P")
	if kept := editor.post(t, address, sheet); kept.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", kept.Code, text(t, kept.Body.String()))
	}
	if lost := editor.post(t, address, other); lost.Code != http.StatusConflict {
		t.Errorf("a stale correction gives %d", lost.Code)
	}
	after, err := store.RollCall(t.Context(), "libya-2011-s66-5888")
	if err != nil || len(after.Ballots) != len(before.Ballots)+1 || !slices.Contains(after.Ballots, credentials.MemberBallot{Member: "DZA", Ballot: credentials.Absent}) {
		t.Errorf("%d ballots (%v)", len(after.Ballots), err)
	}
	revisions, err := store.Revisions(t.Context(), precedents.RollCallKey("libya-2011-s66-5888"))
	if err != nil || len(revisions) != 2 || revisions[1].What != "Algeria was absent" {
		t.Errorf("%+v (%v)", revisions, err)
	}
}

func TestPastedTextThatIsNoVote(t *testing.T) {
	oneAfterAnother(t)
	editor, _ := editing(t)
	for name, fields := range map[string]url.Values{
		"nothing":      aVote("step", "read"),
		"no lists":     aVote("step", "read", "text", "The report was adopted without a vote."),
		"no day":       aVote("step", "read", "text", "In favour: Albania", "date", "2011"),
		"not UTF-8":    aVote("step", "read", "text", "In favour: Albania\xff"),
		"a megabyte":   aVote("step", "read", "text", strings.Repeat("In favour of the motion, Albania. ", 30_000)),
		"far too long": aVote("step", "read", "text", strings.Repeat("In favour: Albania. ", 110_000)),
	} {
		page := editor.post(t, link.NewRollCall, fields)
		if page.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, page.Code)
			continue
		}
		if kept := sentBy(t, page.Body.String(), link.NewRollCall); name != "not UTF-8" && kept.Get("text") != fields.Get("text") {
			t.Errorf("%s: the text is not kept", name)
		}
	}
}
