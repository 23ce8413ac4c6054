package precedents_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// citedAs gives how a document of a decision is cited in the three styles.
func citedAs(t *testing.T, list []precedents.Citation, symbol string) []string {
	t.Helper()
	for _, c := range list {
		if c.Symbol.String() == symbol {
			var cited []string
			for _, style := range precedents.CitationStyles.Codes() {
				cited = append(cited, c.In(precedents.CitationStyle(style)))
			}
			return cited
		}
	}
	t.Fatalf("%s is not among %v", symbol, list)
	return nil
}

func TestCitationStyles(t *testing.T) {
	library := embedded(t)
	vote, _ := library.RollCall("china-1949-s26-1190")
	south, _ := library.Dispute("south-africa-1965")
	afghanistan, _ := library.Dispute("afghanistan-1996")
	for _, c := range []struct {
		list   []precedents.Citation
		symbol string
		want   []string
	}{
		{precedents.CiteRollCall(vote), "A/RES/2758(XXVI)", []string{
			"General Assembly resolution 2758 (XXVI) of 25 October 1971.",
			"UNGA Res 2758 (XXVI) (25 October 1971) UN Doc A/RES/2758(XXVI)",
			"G.A. Res. 2758 (XXVI), U.N. Doc. A/RES/2758(XXVI) (Oct. 25, 1971).",
		}},
		{precedents.CiteRollCall(vote), "A/PV.1976", []string{
			"Official Records of the General Assembly, Twenty-sixth Session, Plenary Meetings, 1976th meeting (A/PV.1976), 25 October 1971.",
			"UNGA, 26th session, 1976th plenary meeting (25 October 1971) UN Doc A/PV.1976",
			"U.N. GAOR, 26th Sess., 1976th plen. mtg., U.N. Doc. A/PV.1976 (Oct. 25, 1971).",
		}},
		{precedents.CiteDispute(library.Frame, south), "A/PV.2228", []string{
			"Official Records of the General Assembly, Sixth Special Session, Plenary Meetings, 2228th meeting (A/PV.2228), 30 April 1974.",
			"UNGA, 6th special session, 2228th plenary meeting (30 April 1974) UN Doc A/PV.2228",
			"U.N. GAOR, 6th Special Sess., 2228th plen. mtg., U.N. Doc. A/PV.2228 (Apr. 30, 1974).",
		}},
		{precedents.CiteDispute(library.Frame, afghanistan), "A/51/548", []string{
			"First report of the Credentials Committee, fifty-first session (A/51/548), October 1996.",
			"UNGA, ‘First report of the Credentials Committee, fifty-first session’ (October 1996) UN Doc A/51/548",
			"U.N. Credentials Comm., First report of the Credentials Committee, fifty-first session, U.N. Doc. A/51/548 (Oct. 1996).",
		}},
		{precedents.CiteDispute(library.Frame, afghanistan), "S/RES/1267(1999)", []string{
			"Security Council resolution 1267 (1999).", "UNSC Res 1267 (1999) UN Doc S/RES/1267(1999)", "S.C. Res. 1267 (1999), U.N. Doc. S/RES/1267(1999).",
		}},
	} {
		if got := citedAs(t, c.list, c.symbol); !slices.Equal(got, c.want) {
			t.Errorf("%s is cited\n%s\nwant\n%s", c.symbol, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	page := precedents.PageCitation("afghanistan-1996:51", "Afghanistan: fifty-first session", "https://seats.example/disputes/afghanistan-1996/decisions/51?as-of=2026-11-23",
		credentials.Day(2026, 11, 23), credentials.RegularSessionOf(51), nil)
	for style, want := range map[precedents.CitationStyle]string{
		"un":       "Seatwatch, “Afghanistan: fifty-first session”, as recorded on 23 November 2026. Available at " + page.Address + ".",
		"oscola":   "‘Afghanistan: fifty-first session’ (Seatwatch, 23 November 2026) <" + page.Address + "> accessed 23 November 2026",
		"bluebook": "Afghanistan: fifty-first session, SEATWATCH (Nov. 23, 2026), " + page.Address + ".",
	} {
		if got := page.In(style); got != want {
			t.Errorf("a page in %s is %q, want %q", style, got, want)
		}
	}
}

// mangled is what a citation never has: two blanks, an empty bracket, a comma that
// separates nothing.
var mangled = regexp.MustCompile(`  | ,|, ?[,.]|\(\)|,$| 0th meeting|not known`)

// Of every decision and every vote each document is cited in every style, with its
// symbol unharmed, and kept in the files of references with session and meeting.
func TestEveryDocumentIsCited(t *testing.T) {
	library := embedded(t)
	check := func(of string, list []precedents.Citation, wanted []credentials.Symbol) {
		t.Helper()
		keys := map[string]bool{}
		for _, c := range list {
			for _, style := range precedents.CitationStyles.Codes() {
				cited := c.In(precedents.CitationStyle(style))
				number := strings.NewReplacer("A/RES/", "", "S/RES/", "", "(", " (").Replace(c.Symbol.String())
				if mangled.MatchString(cited) || !strings.Contains(cited, c.Symbol.String()) && !strings.Contains(cited, number) {
					t.Errorf("%s: %s in %s is %q", of, c.Symbol, style, cited)
				}
			}
			item := c.CSL()
			if item.Type != "report" || item.Number != c.Symbol.String() || item.Title == "" || item.URL == "" || keys[item.ID] {
				t.Errorf("%s: %s is the item %+v", of, c.Symbol, item)
			}
			if c.Session.Known() && (!strings.Contains(item.EventTitle, c.Session.Words()) || !strings.Contains(item.Note, "Session: "+c.Session.String())) {
				t.Errorf("%s: the item of %s loses the session: %+v", of, c.Symbol, item)
			}
			if c.Meeting > 0 && !strings.Contains(item.Note, "Meeting: "+credentials.Ordinal(c.Meeting)) {
				t.Errorf("%s: the item of %s loses the meeting: %+v", of, c.Symbol, item)
			}
			keys[item.ID] = true
		}
		for _, symbol := range wanted {
			if symbol.Known() && !slices.ContainsFunc(list, func(c precedents.Citation) bool { return c.Symbol == symbol }) {
				t.Errorf("%s: %s is not cited", of, symbol)
			}
		}
		if file := precedents.BibTeX(list); strings.Count(file, "\n@")+min(1, len(list)) != len(list) || strings.Count(file, "{") != strings.Count(file, "}") {
			t.Errorf("%s: the file is\n%s", of, file)
		}
	}
	for i := range library.Disputes {
		d := &library.Disputes[i]
		var all []credentials.Symbol
		for j := range d.Decisions {
			x := &d.Decisions[j]
			check(d.ID+":"+x.Key.String(), precedents.CiteDecisions(library.Frame, x), x.Documents())
			all = append(all, x.Documents()...)
		}
		check(d.ID, precedents.CiteDispute(library.Frame, d), all)
	}
	for i := range library.RollCalls {
		v := &library.RollCalls[i]
		check(v.ID, precedents.CiteRollCall(v), []credentials.Symbol{v.Draft, v.Meeting, v.Resolution})
	}
}
