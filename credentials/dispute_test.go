package credentials

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

// afghanistan is a dispute in which everything is right.
func afghanistan() Dispute {
	d := Dispute{
		ID: "afghanistan-1996", Seat: "AFG", SeatName: "Afghanistan", Title: "Afghanistan, 1996–2001", Kind: RivalClaimants,
		Opened: Day(1996, 9, 27), OpenedBy: "Taliban forces take Kabul", Closed: Day(2001, 12, 22), Summary: "Two delegations.",
		SeeAlso: []SeeAlso{{Dispute: "afghanistan-2021"}},
		Claimants: []Claimant{
			{ID: "islamic-state", Name: "Islamic State of Afghanistan", SeatedAtStart: Yes},
			{ID: "taliban", Name: "Islamic Emirate of Afghanistan (Taliban)", SeatedAtStart: No},
		},
	}
	d.Decisions = []Decision{
		{
			Key: DecisionKey{RegularSessionOf(51), 1}, Challenge: RivalCredentials, Outcome: Deferred, Seated: "islamic-state", Confidence: High,
			Committee: &CommitteeAction{Dates: []Date{{year: 1996, month: 10}}, Outcome: BodyOutcome(Deferred), How: WithoutVote},
			Assembly:  &AssemblyAction{Outcome: ApprovedReport, How: ByVote, Vote: &Tally{For: CountOf(71)}},
			Facts: map[string]Standing{
				"islamic-state": Standing{}.With(HoldsSeat, 1),
				"taliban":       Standing{}.With(HoldsSeat, 2),
			},
			Positions: []Position{{Member: "PAK", Stance: "recognizes", Claimant: "taliban"}},
			Sources:   []Source{{Ref: "A/51/548", Title: "First report", Kind: "un_document"}},
		},
		{
			Key: DecisionKey{RegularSessionOf(56), 1}, Challenge: Unchallenged, Outcome: Accepted, Accepted: "islamic-state", Seated: "islamic-state",
			Confidence: Low, Sources: []Source{{Ref: "https://example.org/", Title: "A page", Kind: "other"}},
		},
	}
	return d
}

func TestDisputeValidate(t *testing.T) {
	good := afghanistan()
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	// first gives a way to spoil the first decision alone.
	first := func(spoil func(*Decision)) func(*Dispute) {
		return func(d *Dispute) {
			*d = afghanistan()
			spoil(&d.Decisions[0])
		}
	}
	claimants := func(spoil func([]Claimant)) func(*Dispute) {
		return func(d *Dispute) {
			*d = afghanistan()
			spoil(d.Claimants)
		}
	}
	plant(t, good, func(d Dispute) error { return d.Validate() }, []planted[Dispute]{
		{"id", func(d *Dispute) { d.ID = "Afghanistan-1996" }},
		{"id", func(d *Dispute) { d.ID = "../afghanistan-1996" }},
		{"id", func(d *Dispute) { d.ID = "afghanistan-96" }},
		{"seat", func(d *Dispute) { d.Seat = "" }},
		{"seat_name", func(d *Dispute) { d.SeatName = "" }},
		{"title", func(d *Dispute) { d.Title = "\t" }},
		{"opened_by", func(d *Dispute) { d.OpenedBy = "" }},
		{"summary", func(d *Dispute) { d.Summary = "" }},
		{"kind", func(d *Dispute) { d.Kind = "rivals" }},
		{"opened", func(d *Dispute) { d.Opened = Date{} }},
		{"closed", func(d *Dispute) { d.Closed = Day(1996, 9, 26) }},
		{"see_also[0]", func(d *Dispute) { d.SeeAlso = []SeeAlso{{Dispute: "elsewhere"}} }},
		{"claimants", func(d *Dispute) { d.Claimants = nil }},
		{"claimants[0].id", claimants(func(c []Claimant) { c[0].ID = "Islamic State" })},
		{"claimants[0].id", claimants(func(c []Claimant) { c[0].ID = Vacant })},
		{"claimants[1].id", claimants(func(c []Claimant) { c[1].ID = "islamic-state" })},
		{"claimants[1].name", claimants(func(c []Claimant) { c[1].Name = "" })},
		{"decisions", func(d *Dispute) { d.Decisions = nil }},
		{"sources[0].ref", func(d *Dispute) { d.Sources = []Source{{Title: "A page", Kind: "other"}} }},
		{"decisions[0].session", first(func(x *Decision) { x.Key = DecisionKey{} })},
		{"decisions[0].challenge", first(func(x *Decision) { x.Challenge = "" })},
		{"decisions[0].outcome", first(func(x *Decision) { x.Outcome = "defered" })},
		{"decisions[0].confidence", first(func(x *Decision) { x.Confidence = "" })},
		{"decisions[0].accepted", first(func(x *Decision) { x.Accepted = "islamic-state" })},
		{"decisions[0].accepted", first(func(x *Decision) { x.Outcome = Accepted })},
		{"decisions[0].accepted", first(func(x *Decision) { x.Outcome, x.Accepted = Accepted, "nobody" })},
		{"decisions[0].seated", first(func(x *Decision) { x.Seated = "" })},
		{"decisions[0].seated", first(func(x *Decision) { x.Seated = "talibam" })},
		{"decisions[0].seated", first(func(x *Decision) { x.Outcome, x.Accepted = Accepted, "taliban" })},
		{"decisions[0].seated", first(func(x *Decision) { x.Outcome = VacantSeat })},
		{"decisions[0].seated", first(func(x *Decision) { x.Seated = Vacant })},
		{"decisions[0].facts.nobody", first(func(x *Decision) { x.Facts = map[string]Standing{"nobody": {}} })},
		{"decisions[0].facts.taliban.holds_seat", first(func(x *Decision) { x.Facts["taliban"] = Standing{}.With(HoldsSeat, 1) })},
		{"decisions[0].committee.outcome", first(func(x *Decision) { x.Committee.Outcome = ApprovedReport })},
		{"decisions[0].committee.how", first(func(x *Decision) { x.Committee.How = "by_hand" })},
		{"decisions[0].committee.how", first(func(x *Decision) { x.Committee.Vote = &Tally{} })},
		{"decisions[0].assembly.outcome", first(func(x *Decision) { x.Assembly.Outcome = "" })},
		{"decisions[0].assembly.vote", first(func(x *Decision) { x.Assembly.Vote = nil })},
		{"decisions[0].positions[0].member", first(func(x *Decision) { x.Positions = []Position{{Member: "Pakistan", Stance: "recognizes"}} })},
		{"decisions[0].positions[0].stance", first(func(x *Decision) { x.Positions = []Position{{Member: "PAK", Stance: "likes"}} })},
		{"decisions[0].positions[0].claimant", first(func(x *Decision) {
			x.Positions = []Position{{Member: "PAK", Stance: "objects", Claimant: "nobody"}}
		})},
		{"decisions[0].sources", first(func(x *Decision) { x.Sources = nil })},
		{"decisions[0].sources[0].title", first(func(x *Decision) { x.Sources = []Source{{Ref: "A/51/548", Kind: "other"}} })},
		{"decisions[0].sources[0].kind", first(func(x *Decision) { x.Sources = []Source{{Ref: "A/51/548", Title: "Report", Kind: "rumour"}} })},
	})
}

// TestDisputeValidateFindsEverything: a fault does not hide the next.
func TestDisputeValidateFindsEverything(t *testing.T) {
	d := afghanistan()
	d.Seat, d.Title, d.Decisions[0].Seated, d.Decisions[1].Outcome = "", "", "", "won"
	err := d.Validate()
	for _, field := range []string{"seat", "title", "decisions[0].seated", "decisions[1].outcome"} {
		checkFault(t, err, field)
	}
}

func TestRejectedMaySitOrBeVacant(t *testing.T) {
	for _, seated := range []string{Vacant, "islamic-state"} {
		d := afghanistan()
		d.Decisions[0].Outcome, d.Decisions[0].Seated = Rejected, seated
		if err := d.Validate(); err != nil {
			t.Errorf("%s: %v", seated, err)
		}
	}
}

func TestDisputeLooksUp(t *testing.T) {
	d := afghanistan()
	for id, want := range map[string]string{"taliban": "Islamic Emirate of Afghanistan (Taliban)", Vacant: "nobody", "": "not known", "else": "else"} {
		if got := d.ClaimantName(id); got != want {
			t.Errorf("%q is %q, want %q", id, got, want)
		}
	}
	x, err := d.Decision(DecisionKey{RegularSessionOf(51), 1})
	if err != nil || x != &d.Decisions[0] {
		t.Errorf("got %v, %v", x, err)
	}
	if _, err := d.Decision(DecisionKey{RegularSessionOf(52), 1}); err == nil {
		t.Error("found a decision that is not there")
	} else if _, ok := errors.AsType[*NotFound](err); !ok {
		t.Errorf("got %v", err)
	}
	if d.Last() != &d.Decisions[1] || d.Opening() != 0 || d.Confidence() != Low {
		t.Errorf("got %v, %d, %s", d.Last(), d.Opening(), d.Confidence())
	}
	var none Dispute
	if none.Last() != nil || none.Opening() != -1 || none.Confidence() != "" {
		t.Error("a dispute without decisions has some")
	}
}

func TestNumberDecisions(t *testing.T) {
	d := Dispute{Decisions: []Decision{
		{Key: DecisionKey{Session: RegularSessionOf(28)}},
		{Key: DecisionKey{Session: RegularSessionOf(29)}},
		{Key: DecisionKey{Session: RegularSessionOf(29)}},
		{Key: DecisionKey{Session: RegularSessionOf(30)}},
	}}
	d.NumberDecisions()
	var got []string
	for _, x := range d.Decisions {
		got = append(got, x.Key.String())
	}
	if want := []string{"28", "29", "29.2", "30"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDecisionKey(t *testing.T) {
	for text, want := range map[string]string{"29": "29", "29.1": "29", "29.2": "29.2", "ES-11.12": "ES-11.12", "S-18": "S-18"} {
		key, err := ParseDecisionKey(text)
		if err != nil || key.String() != want {
			t.Errorf("%s: got %s, %v", text, key, err)
		}
	}
	for _, text := range []string{"", ".", "29.", "29.0", "29.02", "29.+2", "29.-1", "29.100", "29.2.3", "29 ", "x", ".2", "29.２"} {
		if key, err := ParseDecisionKey(text); err == nil {
			t.Errorf("%q was taken for %s", text, key)
		}
	}
	a, b := DecisionKey{RegularSessionOf(29), 1}, DecisionKey{RegularSessionOf(29), 2}
	if a.Compare(b) >= 0 || b.Compare(a) <= 0 || b.Compare(DecisionKey{RegularSessionOf(30), 1}) >= 0 {
		t.Error("keys are out of order")
	}
}

func TestDecisionDate(t *testing.T) {
	x := Decision{
		Committee: &CommitteeAction{Dates: []Date{Day(1996, 10, 22), Day(1996, 10, 3)}},
		Assembly:  &AssemblyAction{Date: Day(1996, 10, 25)},
	}
	if got := x.Date(); got != Day(1996, 10, 25) {
		t.Errorf("got %s", got)
	}
	x.Assembly.Date = Date{}
	if got := x.Date(); got != Day(1996, 10, 22) {
		t.Errorf("got %s", got)
	}
	x.Committee = nil
	if got := x.Date(); got.Known() {
		t.Errorf("got %s", got)
	}
}

func TestDecisionDocuments(t *testing.T) {
	x := Decision{
		Committee: &CommitteeAction{Reports: []Symbol{mustSymbol(t, "A/51/548")}},
		Assembly:  &AssemblyAction{Resolutions: []Symbol{mustSymbol(t, "A/RES/51/9 A")}, Meetings: []Symbol{mustSymbol(t, "A/51/PV.41")}},
		Sources:   []Source{{Ref: "A/51/548"}, {Ref: "https://example.org/"}, {Ref: "S/RES/841 (1993)"}, {Ref: "Yearbook, page 5"}},
	}
	var got []string
	for _, s := range x.Documents() {
		got = append(got, s.String())
	}
	if want := []string{"A/RES/51/9 A", "A/51/PV.41", "A/51/548", "S/RES/841(1993)"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDisputeAsJSONNeverTurnsNotKnownIntoNo(t *testing.T) {
	text, err := json.Marshal(Decision{Key: DecisionKey{RegularSessionOf(51), 1}, Seated: "x", Assembly: &AssemblyAction{}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"talks":null`, `"accepted":null`, `"date":null`, `"how":null`, `"vote":null`, `"committee":null`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
}

func FuzzParseDecisionKey(f *testing.F) {
	for _, seed := range []string{"29", "29.2", "ES-11.12", "29.", "29.01", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, err := ParseDecisionKey(text)
		if err != nil {
			return
		}
		again, err := ParseDecisionKey(key.String())
		if err != nil || again != key {
			t.Fatalf("%q names %q, which names %q, %v", text, key, again, err)
		}
	})
}

func TestStateOf(t *testing.T) {
	day := func(text string) Date {
		date, err := ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return date
	}
	since := day("2022-09-13")
	for _, c := range []struct {
		opened, closed, last string
		want                 State
	}{
		{"2021-02-01", "", "2024-09-10", Live},
		{"2021-02-01", "", "2022-09-13", Live},
		{"2024-07", "", "", Live},
		{"1965-06-19", "", "1965-09-21", EndNotRecorded},
		{"1965-06-19", "", "", EndNotRecorded},
		{"2021-02-01", "2024", "2024-09-10", Closed},
	} {
		if got := StateOf(day(c.opened), day(c.closed), day(c.last), since); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

func TestParseDecisionID(t *testing.T) {
	for _, text := range []string{"liberia-1990:46", "south-africa-1965:29.2", "china-1949:ES-1"} {
		dispute, key, err := ParseDecisionID(text)
		if err != nil || DecisionID(dispute, key) != text {
			t.Errorf("%s reads as %s %s, %v", text, dispute, key, err)
		}
	}
	for _, text := range []string{"", ":", "liberia-1990", "liberia-1990:", ":46", "liberia-1990:46:47", "liberia-1990:never", "liberia-1990:46.0"} {
		if _, _, err := ParseDecisionID(text); err == nil {
			t.Errorf("%q names a decision", text)
		}
	}
}
