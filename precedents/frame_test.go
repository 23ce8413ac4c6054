package precedents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func session(t *testing.T, text string) credentials.Session {
	t.Helper()
	session, err := credentials.ParseSession(text)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func date(t *testing.T, text string) credentials.Date {
	t.Helper()
	date, err := credentials.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

// Members bear the name the Organization wrote on the day.
func TestNameOn(t *testing.T) {
	frame := embedded(t).Frame
	for _, c := range []struct{ code, day, want string }{
		{"AFG", "1996-10-25", "Afghanistan"},
		{"BEN", "1971-10-25", "Dahomey"},
		{"BEN", "1979-09-21", "Benin"},
		{"BFA", "1979-09-21", "Upper Volta"},
		{"BLR", "1952-10-25", "Byelorussian Soviet Socialist Republic"},
		{"CAF", "1977", "Central African Empire"},
		{"CHN", "1952-10-25", "China"},
		{"CIV", "1971-10-25", "Ivory Coast"},
		{"CMR", "1973-12-17", "United Republic of Cameroon"},
		{"COD", "1960-11-22", "Congo (Leopoldville)"},
		{"COD", "1971-10-25", "Congo (Democratic Republic of)"},
		{"COD", "1971-10-27", "Zaire"},
		{"COD", "2011-09-16", "Democratic Republic of the Congo"},
		{"CZE", "2011-09-16", "Czech Republic"},
		{"DEU", "1979-09-21", "Federal Republic of Germany"},
		{"DEU", "1990-10-03", "Germany"},
		{"EGY", "1956-11-16", "Egypt"},
		{"EGY", "1960-10-08", "United Arab Republic"},
		{"EGY", "1971-09-01", "United Arab Republic"},
		{"EGY", "1971-10-25", "Egypt"},
		{"KHM", "1969-11-11", "Cambodia"},
		{"KHM", "1973-12-17", "Khmer Republic"},
		{"KHM", "1979-09-21", "Democratic Kampuchea"},
		{"KHM", "1997-09-19", "Cambodia"},
		{"LBY", "1968-11-19", "Libya"},
		{"LBY", "1971-10-25", "Libyan Arab Republic"},
		{"LBY", "2011-09-15", "Libyan Arab Jamahiriya"},
		{"LBY", "2011-09-16", "Libya"},
		{"LKA", "1971-10-25", "Ceylon"},
		{"MMR", "1971-10-25", "Burma"},
		{"MYS", "1962-10-30", "Federation of Malaya"},
		{"MYS", "1963-10-21", "Malaysia"},
		{"RUS", "1971-10-25", "Union of Soviet Socialist Republics"},
		{"RUS", "2011-09-16", "Russian Federation"},
		{"SRB", "2002", "Yugoslavia"},
		{"SRB", "2005", "Serbia and Montenegro"},
		{"SRB", "2011-09-16", "Serbia"},
		{"SYR", "1956-11-16", "Syria"},
		{"SYR", "1971-10-25", "Syrian Arab Republic"},
		{"TUR", "2011-09-16", "Turkey"},
		{"TUR", "2023", "Türkiye"},
		{"TZA", "1962-10-30", "Tanganyika"},
		{"TZA", "1971-10-25", "United Republic of Tanzania"},
		{"YMD", "1969-11-11", "Southern Yemen"},
		{"YMD", "1971-10-25", "People's Democratic Republic of Yemen"},
		{"YMD", "1979-09-21", "Democratic Yemen"},
		{"YUG", "1979-09-21", "Yugoslavia"},
		{"ZAF", "1960-10-08", "Union of South Africa"},
		{"TUR", "", "Türkiye"},
		{"XXX", "1971", "XXX"},
	} {
		if got := frame.NameOn(c.code, date(t, c.day)); got != c.want {
			t.Errorf("%s on %s: got %q, want %q", c.code, c.day, got, c.want)
		}
	}
}

// Former names of a Member do not overlap.
func TestFormerNamesFollowEachOther(t *testing.T) {
	for _, member := range embedded(t).Members {
		for i := 1; i < len(member.Names); i++ {
			if before, after := member.Names[i-1], member.Names[i]; !before.Until.Known() || before.Until.Compare(after.From) > 0 {
				t.Errorf("%s: %q runs until %s, and %q from %s", member.Code, before.Name, before.Until, after.Name, after.From)
			}
		}
	}
}

func TestMemberByName(t *testing.T) {
	frame := embedded(t).Frame
	for name, want := range map[string]string{
		"cote divoire": "CIV", "CÔTE D’IVOIRE": "CIV", "turkey": "TUR", "Turkiye": "TUR", "USSR": "SUN", "Burma": "MMR", "Yugoslavia": "SRB",
		"serbia and montenegro": "SCG", "Germany": "DEU", "united arab republic": "XUAR", "Zaire": "COD", "Atlantis": "", "": "",
	} {
		if member, ok := frame.MemberByName(name); member.Code != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", name, member.Code, want)
		}
	}
}

func TestServingCommittee(t *testing.T) {
	frame := embedded(t).Frame
	for _, c := range []struct {
		session, serving string
		own              bool
	}{
		{"51", "51", true}, {"S-19", "51", false}, {"S-29", "69", false}, {"ES-10", "51", false}, {"1000", "", false}, {"S-99", "", false},
	} {
		asked, err := credentials.ParseSession(c.session)
		if err != nil {
			asked = credentials.RegularSessionOf(2000)
		}
		committee, own, ok := frame.ServingCommittee(asked)
		if committee.Session.String() != c.serving || own != c.own || ok != (c.serving != "") {
			t.Errorf("%s: got %s, own %t, ok %t", c.session, committee.Session, own, ok)
		}
	}
}

func TestSessions(t *testing.T) {
	frame := embedded(t).Frame
	if previous, next := frame.Around(session(t, "51")); previous != session(t, "50") || next != session(t, "ES-10") {
		t.Errorf("around the fifty-first: %s and %s", previous, next)
	}
	if previous, _ := frame.Around(session(t, "1")); previous.Known() {
		t.Errorf("before the first: %s", previous)
	}
	if previous, next := frame.Around(session(t, "999")); previous.Known() || next.Known() {
		t.Errorf("around a session that was not held: %s and %s", previous, next)
	}
	for day, want := range map[string]string{"1996-09-17": "51", "1996-09-16": "50", "1996-10": "51", "2026-11-23": "81", "1945-12-31": "", "": ""} {
		if got, _ := frame.SessionOn(date(t, day)); got.Session.String() != want {
			t.Errorf("on %s: got %s, want %s", day, got.Session, want)
		}
	}
	if reports := frame.ReportsOf(session(t, "51")); len(reports) != 3 {
		t.Errorf("got %d reports of the fifty-first session", len(reports))
	}
	if reports := frame.ReportsOf(session(t, "2")); len(reports) != 0 {
		t.Errorf("got %d reports of the second session", len(reports))
	}
}

func TestLibraryLooksUp(t *testing.T) {
	library := embedded(t)
	if dispute, ok := library.Dispute("china-1949"); !ok || dispute.Seat != "CHN" {
		t.Errorf("got %v", dispute)
	}
	if _, ok := library.Dispute("atlantis-1949"); ok {
		t.Error("a dispute that is not there was found")
	}
	if vote, ok := library.RollCall("china-1949-s26-1190"); !ok || vote.Counted.String() != "76–35–17" || vote.Reconciled() != credentials.Yes {
		t.Errorf("got %v", vote)
	}
	if _, ok := library.RollCall("atlantis-1949"); ok {
		t.Error("a recorded vote that is not there was found")
	}
	if vote, _ := library.RollCall("china-1949-s17-808"); vote.Reconciled() != credentials.No || vote.Printed.String() != "42–56–12" {
		t.Errorf("got %v", vote.Printed)
	}
}

// A second decision of a dispute at one session is numbered.
func TestDecisionsAreNumbered(t *testing.T) {
	dispute, _ := embedded(t).Dispute("south-africa-1965")
	if _, err := dispute.Decision(credentials.DecisionKey{Session: session(t, "29"), Number: 2}); err != nil {
		t.Error(err)
	}
}

func TestLaw(t *testing.T) {
	law := embedded(t).Law
	if len(law.Entries) != 34 {
		t.Errorf("got %d entries", len(law.Entries))
	}
	want := credentials.LawEntry{
		Code: "RES-2758", Title: "China (25 October 1971)", Section: "Resolutions and rulings",
		Says:        "restored all rights to the People's Republic as the only lawful representative of China in the United Nations and expelled the representatives of Chiang Kai-shek; 76-35-17.",
		Consequence: "representation can be settled under its own agenda item, by the Assembly, without the Committee; all organs followed.",
		Reference:   "A/RES/2758(XXVI)", Confidence: "medium",
	}
	for _, entry := range law.Entries {
		if entry.Says == "" || entry.Reference == "" || entry.Confidence == "" || entry.Section == "" {
			t.Errorf("%s lacks something: %+v", entry.Code, entry)
		}
		if entry.Code == want.Code && entry != want {
			t.Error(cmp.Diff(want, entry))
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Côte d’Ivoire": "cote divoire", "cote divoire": "cote divoire", "TÜRKİYE": "turkiye", "Türkiye": "turkiye", "ışık": "isik",
		"Congo (Democratic Republic of)": "congo democratic republic of", "  Sao  Tome\u00a0": "sao tome", "Łódź": "lodz", "Þór Æsir œuvre Straße": "thor aesir oeuvre strasse",
		"A/RES/2758(XXVI)": "a res 2758 xxvi", "’": "", "": "", "Guinea-Bissau": "guinea bissau", "中国": "中国",
	} {
		if got := precedents.Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
