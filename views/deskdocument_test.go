package views_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/views/link"
)

const pastedReport = `A/81/600
General Assembly
Eighty-first session
Report of the Credentials Committee

Chair: Ms. Ana Example (Sweden)

2. The Committee met on 20 November 2026. Statements were made by the representatives of China and Norway.

3. The Committee decided to defer its decision on the credentials of the representatives of Myanmar and Afghanistan.

4. The motion was adopted by 6 votes to 2, with 1 abstention. <script>alert(1)</script>

In favour: Albania. Against: Algeria. Abstaining: None.
`

// TestADocumentSuggestsAndNothingIsLoggedUnaccepted pastes a report at the desk:
// every suggestion shows its passage, what is ticked is logged once, and nothing
// else.
func TestADocumentSuggestsAndNothingIsLoggedUnaccepted(t *testing.T) {
	oneAfterAnother(t)
	c, store := atTheDesk(t)
	address := link.ReadDocument(aMeeting)
	if page := c.get(t, aDesk); !strings.Contains(page.Body.String(), `action="`+address+`"`) {
		t.Error("no document can be pasted at the desk")
	}
	before, err := store.MinutesEntries(t.Context(), aMeeting, 0)
	if err != nil {
		t.Fatal(err)
	}
	page := c.post(t, address, map[string][]string{"text": {pastedReport}})
	body := page.Body.String()
	words := text(t, body)
	if page.Code != http.StatusOK || strings.Contains(body, "<script>alert") {
		t.Fatalf("%d: %s", page.Code, words)
	}
	for _, want := range []string{
		"Symbol: A/81/600", "Session: 81 as the meeting has it", "Day of the meeting: 2026-11-20 as the meeting has it",
		"Presiding: Ms. Ana Example (Sweden)", "Afghanistan: deferred", "Myanmar: deferred", "Speaker: China", "Totals: 6–2–1",
		"The Committee decided to defer its decision on the credentials of the representatives of Myanmar and Afghanistan.",
		"1–1–0, 2 names matched, 0 not", "Read it onto “To defer”",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q: %s", want, words)
		}
	}
	if after, err := store.MinutesEntries(t.Context(), aMeeting, 0); err != nil || len(after) != len(before) {
		t.Errorf("reading has logged %d entries (%v)", len(after)-len(before), err)
	}
	sheet := sentBy(t, body, address)
	sheet.Set("step", "keep")
	if none := c.post(t, address, sheet); none.Code != http.StatusUnprocessableEntity {
		t.Errorf("with nothing accepted: %d", none.Code)
	}
	// The offers stand in the order of the page, each with its number.
	offers := strings.Split(body, "<li>")[1:]
	for n, offer := range offers {
		_, number, ok := strings.Cut(offer, `name="take.`)
		if !ok {
			continue
		}
		number, _, _ = strings.Cut(number, `"`)
		if words := text(t, offer); strings.HasPrefix(words, "Symbol: A/81/600") || strings.HasPrefix(words, "Afghanistan: deferred") || strings.HasPrefix(words, "Presiding") || strings.HasPrefix(words, "Totals") {
			sheet.Set("take."+number, "yes")
			if sheet.Has("for."+number) && sheet.Get("for."+number) == "" {
				t.Errorf("offer %d leaves open what it is for: %s", n, words)
			}
		}
	}
	for range 2 {
		if kept := c.post(t, address, sheet); kept.Code != http.StatusSeeOther {
			t.Fatalf("%d: %s", kept.Code, text(t, kept.Body.String()))
		}
	}
	entries, err := store.MinutesEntries(t.Context(), aMeeting, 0)
	if err != nil {
		t.Fatal(err)
	}
	minutes, _ := credentials.LogOf(entries).Minutes()
	motion, _ := minutes.Motion("m1")
	if len(entries) != len(before)+4 || minutes.Presiding != "Ms. Ana Example (Sweden)" || len(minutes.Documents) != 1 || minutes.Documents[0].Symbol.String() != "A/81/600" || minutes.Documents[0].Role != credentials.ReportDocument ||
		!slices.ContainsFunc(minutes.Decisions, func(d credentials.SeatDecision) bool {
			return d.Dispute == "afghanistan-2021" && d.Outcome == credentials.Deferred
		}) || len(minutes.Decisions) != 1 || motion.Announced.String() != "6–2–1" || len(minutes.Statements) != 1 {
		t.Errorf("%d entries more: %+v", len(entries)-len(before), minutes)
	}
}

func TestADocumentThatSaysNothing(t *testing.T) {
	oneAfterAnother(t)
	c, _ := atTheDesk(t)
	for name, pasted := range map[string]string{"nothing": "", "no document": "Dear diary", "not UTF-8": "A/81/600 \xff"} {
		page := c.post(t, link.ReadDocument(aMeeting), map[string][]string{"text": {pasted}})
		if page.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, page.Code)
		}
	}
}
