package credentials

import "testing"

func nine() Committee {
	c := Committee{Session: RegularSessionOf(51)}
	for i, code := range []string{"CHN", "DOM", "GAB", "MLI", "NLD", "PHL", "RUS", "USA", "VEN"} {
		c.Members = append(c.Members, CommitteeMember{Member: code, Chair: TruthOf(i == 0), Confidence: High})
	}
	return c
}

func TestCommitteeValidate(t *testing.T) {
	if err := nine().Validate(); err != nil {
		t.Fatal(err)
	}
	plant(t, nine(), Committee.Validate, []planted[Committee]{
		{"session", func(c *Committee) { c.Session = Session{} }},
		{"", func(c *Committee) { c.Members = c.Members[:8] }},
		{"members[8].member_iso3", func(c *Committee) { *c = nine(); c.Members[8].Member = "USA" }},
		{"members[3].chair", func(c *Committee) { *c = nine(); c.Members[3].Chair = Yes }},
		{"members[0].confidence", func(c *Committee) { *c = nine(); c.Members[0].Confidence = "" }},
	})
	unled := nine()
	unled.Members[0].Chair = NotKnown
	if err := unled.Validate(); err != nil {
		t.Errorf("a Committee whose chair is not known is refused: %v", err)
	}
}

func TestReportValidate(t *testing.T) {
	good := Report{
		Session: RegularSessionOf(51), Symbol: mustSymbol(t, "A/51/548"), MeetingDate: Day(1996, 10, 22), Adopted: Day(1996, 10, 25), Confidence: Medium,
	}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	plant(t, good, Report.Validate, []planted[Report]{
		{"session", func(r *Report) { r.Session = Session{} }},
		{"adopted_by_assembly_date", func(r *Report) { r.Adopted = Day(1996, 10, 21) }},
		{"confidence", func(r *Report) { r.Confidence = "certain" }},
	})
	good.MeetingDate = Date{}
	if err := good.Validate(); err != nil {
		t.Errorf("a report whose meeting is not dated is refused: %v", err)
	}
}

func TestSource(t *testing.T) {
	good := Source{Ref: "A/51/548", Title: "First report", Kind: "un_document"}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	plant(t, good, Source.Validate, []planted[Source]{
		{"ref", func(s *Source) { s.Ref = "" }},
		{"title", func(s *Source) { s.Title = "" }},
		{"kind", func(s *Source) { s.Kind = "un_documents" }},
	})
	if symbol, ok := good.Symbol(); !ok || symbol != mustSymbol(t, "A/51/548") {
		t.Errorf("got %s, %t", symbol, ok)
	}
	for _, ref := range []string{"", "https://docs.un.org/en/A/51/548", "Yearbook 1996"} {
		if symbol, ok := (Source{Ref: ref}).Symbol(); ok {
			t.Errorf("%q names %s", ref, symbol)
		}
	}
	for ref, want := range map[string]bool{"https://un.org": true, "http://un.org": true, "javascript:alert(1)": false, "A/51/548": false, "": false} {
		if got := (Source{Ref: ref}).Web(); got != want {
			t.Errorf("%q is an address: %t", ref, got)
		}
	}
}
