package precedents_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

var sharedEngine = sync.OnceValue(func() *precedents.Engine {
	library, err := precedents.Embedded()
	if err != nil {
		panic(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		panic(err)
	}
	return precedents.NewEngine(precedents.NewCasebook(library), set)
})

var sharedBacktest = sync.OnceValue(func() precedents.Backtest { return sharedEngine().Backtest(true) })

func mustForecast(t *testing.T, engine *precedents.Engine, id string, whatIf ...string) precedents.Forecast {
	t.Helper()
	dispute, text, _ := strings.Cut(id, ":")
	key, err := credentials.ParseDecisionKey(text)
	if err != nil {
		t.Fatal(err)
	}
	d, ok := engine.Casebook().Dispute(dispute)
	if !ok {
		t.Fatalf("no dispute %s", dispute)
	}
	supposed, err := precedents.ParseWhatIf(d, whatIf)
	if err != nil {
		t.Fatal(err)
	}
	f, err := engine.ForecastDecision(dispute, key, credentials.Date{}, supposed, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatalf("%s %v: %v", id, whatIf, err)
	}
	return f
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestScoresReachTheirTargets holds the engine to what it has reached on the
// built-in record, session by session and with each dispute left out.
func TestScoresReachTheirTargets(t *testing.T) {
	b := sharedBacktest()
	if n := b.WalkForward.All.N; n < 100 {
		t.Fatalf("only %d decisions were scored", n)
	}
	checks := []struct {
		name       string
		got, least float64
	}{
		{"walk-forward accuracy", float64(b.WalkForward.All.OutcomeAccuracy), 0.82},
		{"walk-forward log loss", -float64(b.WalkForward.All.LogLoss), -0.78},
		{"walk-forward log loss of openings", -float64(b.WalkForward.Openings.LogLoss), -1.75},
		{"walk-forward log loss of renewals", -float64(b.WalkForward.Renewals.LogLoss), -0.56},
		{"who sits", float64(b.WalkForward.All.SeatAccuracy), float64(b.Baselines[0].All.SeatAccuracy)},
		{"left out, accuracy of openings", float64(b.LeaveOneDisputeOut.Openings.OutcomeAccuracy), 0.60},
		{"left out, log loss of openings", -float64(b.LeaveOneDisputeOut.Openings.LogLoss), -1.50},
	}
	for _, check := range checks {
		if check.got < check.least {
			t.Errorf("%s is %.3f, short of %.3f", check.name, math.Abs(check.got), math.Abs(check.least))
		}
	}
	for i, rows := range b.Baselines {
		if rows.All.LogLoss < b.WalkForward.All.LogLoss {
			t.Errorf("%s is better than the engine", precedents.Baselines[i].Key)
		}
	}
}

func TestContestedDecisionsAloneAreScored(t *testing.T) {
	all := sharedEngine().Backtest(false)
	contested := sharedBacktest()
	total, challenged := 0, 0
	for _, c := range sharedEngine().Casebook().Cases {
		total++
		if c.Contested() {
			challenged++
		}
	}
	if all.WalkForward.All.N != total || contested.WalkForward.All.N != challenged {
		t.Errorf("scored %d of %d decisions, and %d of %d contested", all.WalkForward.All.N, total, contested.WalkForward.All.N, challenged)
	}
}

func TestBacktestDocument(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal([]byte(asJSON(t, sharedBacktest())), &doc); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"walk_forward", "leave_one_dispute_out", "baselines", "reliability", "hashes"} {
		if _, ok := doc[key]; !ok {
			t.Errorf("the document has no %q", key)
		}
	}
	for _, key := range []string{
		"incumbent_stays", "same_as_last_time", "capital_holder", "most_frequent", "most_recognized",
		"sole_valid_credentials", "un_stance",
	} {
		rows, ok := doc["baselines"].(map[string]any)[key].(map[string]any)
		if !ok {
			t.Errorf("the baselines have no %q", key)
			continue
		}
		for _, row := range []string{"all", "openings", "renewals", "changed"} {
			score, ok := rows[row].(map[string]any)
			if !ok {
				t.Errorf("%s has no row %q", key, row)
				continue
			}
			for _, figure := range []string{"n", "outcome_accuracy", "seat_accuracy", "brier", "log_loss"} {
				if _, ok := score[figure].(float64); !ok {
					t.Errorf("%s, %s has no %q", key, row, figure)
				}
			}
		}
	}
}

func TestForecastDocument(t *testing.T) {
	f, err := sharedEngine().Forecast("afghanistan-1996", credentials.RegularSessionOf(52), credentials.Date{}, nil, precedents.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(asJSON(t, f)), &doc); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{
		"dispute", "session", "as_of", "challenge", "opening", "outcomes", "seated", "flag", "outside_view", "rules", "bounds",
		"arguments", "precedents", "changes", "tips", "ask_next", "voices", "hashes",
	} {
		if value, ok := doc[key]; !ok || value == nil {
			t.Errorf("the document has no %q", key)
		}
	}
	sum, seats := 0.0, 0.0
	for _, o := range f.Outcomes {
		sum += float64(o.P)
		if o.P <= 0 || o.Low > o.P || o.High < o.P {
			t.Errorf("%s has %v within %v–%v", o.Class, o.P, o.Low, o.High)
		}
	}
	for _, p := range f.Seated {
		seats += float64(p)
	}
	if math.Abs(sum-1) > 1e-9 || math.Abs(seats-1) > 1e-9 {
		t.Errorf("outcomes sum to %v, seats to %v", sum, seats)
	}
}

// TestNothingLaterIsSeen forecasts decisions twice: from the whole record, and
// from one in which everything at the session and later was deleted and the
// decision's own outcome falsified.
func TestNothingLaterIsSeen(t *testing.T) {
	engine := sharedEngine()
	for i, c := range engine.Casebook().Cases {
		if !c.Contested() || i%7 != 0 && !c.Opening {
			continue
		}
		want := asJSON(t, mustForecast(t, engine, c.ID()))
		cut := precedents.NewEngine(precedents.NewCasebook(before(engine.Casebook().Library, c)), engine.Rules())
		got := asJSON(t, mustForecast(t, cut, c.Dispute.ID+":"+c.Key.String()))
		if got != want {
			t.Errorf("%s is forecast otherwise once later decisions are deleted:\n%s", c.ID(), cmp.Diff(want, got))
		}
	}
}

// before gives the library without any decision at the session of a case or
// later but the case's own, whose outcome is falsified, and those that keep its
// number at the session.
func before(l *precedents.Library, c *precedents.Case) *precedents.Library {
	var sessions []credentials.AssemblySession
	opened := map[credentials.Session]credentials.Date{}
	for _, s := range l.Sessions {
		opened[s.Session] = s.Opened
		if s.Opened.Compare(c.Opened) < 0 || s.Session == c.Key.Session {
			sessions = append(sessions, s)
		}
	}
	var disputes []credentials.Dispute
	for _, d := range l.Disputes {
		var kept []credentials.Decision
		for _, x := range d.Decisions {
			same := d.ID == c.Dispute.ID && x.Key.Session == c.Key.Session && x.Key.Number <= c.Key.Number
			if opened[x.Key.Session].Compare(c.Opened) >= 0 && !same {
				continue
			}
			if same {
				x.Outcome, x.Accepted, x.Seated = credentials.VacantSeat, "", credentials.Vacant
				x.Committee, x.Assembly, x.Sources = nil, nil, nil
			}
			kept = append(kept, x)
		}
		if len(kept) > 0 {
			d.Decisions, d.Closed, d.ClosedBy, d.Summary = kept, credentials.Date{}, "", ""
			disputes = append(disputes, d)
		}
	}
	frame := precedents.NewFrame(l.Members, sessions, nil, nil, l.Law, l.Codebook)
	return precedents.NewLibrary(frame, disputes, nil)
}

func TestSameInputsSameBytes(t *testing.T) {
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	other := precedents.NewEngine(precedents.NewCasebook(library), sharedEngine().Rules())
	for _, engine := range []*precedents.Engine{sharedEngine(), other} {
		a, err := engine.Forecast("libya-2022", credentials.RegularSessionOf(77), credentials.Date{}, nil, precedents.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := sharedEngine().Forecast("libya-2022", credentials.RegularSessionOf(77), credentials.Date{}, nil, precedents.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(asJSON(t, a), asJSON(t, b)); diff != "" {
			t.Errorf("two forecasts of the same differ: %s", diff)
		}
	}
	if diff := cmp.Diff(asJSON(t, sharedBacktest()), asJSON(t, other.Backtest(true))); diff != "" {
		t.Errorf("two backtests of the same differ: %s", diff)
	}
}

func TestAsOfADayNothingLaterCounts(t *testing.T) {
	day := credentials.Day(2022, 6, 1)
	late, err := sharedEngine().Forecast("myanmar-2021", credentials.RegularSessionOf(78), day, nil, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if late.CarriedFrom == nil || *late.CarriedFrom != "myanmar-2021:76" {
		t.Errorf("as of %s the facts are carried from %v, want myanmar-2021:76", day, late.CarriedFrom)
	}
	if strings.Contains(asJSON(t, late), ":77") {
		t.Errorf("a forecast as of %s names a decision of the seventy-seventh session", day)
	}
}

func TestBadInput(t *testing.T) {
	engine := sharedEngine()
	d, _ := engine.Casebook().Dispute("afghanistan-1996")
	for _, test := range []struct {
		set  []string
		want string
	}{
		{[]string{"talban.capital=held"}, `did you mean "taliban"?`},
		{[]string{"taliban.captial=held"}, `did you mean "capital"?`},
		{[]string{"taliban.capital=hold"}, `did you mean "held"?`},
		{[]string{"taliban.capital"}, "write claimant.fact=value"},
		{[]string{"capital=held"}, "write claimant.fact=value"},
		{[]string{"taliban.capital=held", "taliban.capital=not_held"}, "to be both held and not held"},
	} {
		_, err := precedents.ParseWhatIf(d, test.set)
		var invalid *credentials.Invalid
		if !errors.As(err, &invalid) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v gives %v, want an Invalid with %q", test.set, err, test.want)
		}
	}
	whatIf, err := precedents.ParseWhatIf(d, []string{"taliban.holds_seat=true"})
	if err != nil {
		t.Fatal(err)
	}
	var invalid *credentials.Invalid
	var notFound *credentials.NotFound
	if _, err := engine.Forecast("afghanistan-1996", credentials.RegularSessionOf(52), credentials.Date{}, whatIf, precedents.Options{}); !errors.As(err, &invalid) {
		t.Errorf("two holders of one seat give %v, want an Invalid", err)
	}
	if _, err := engine.Forecast("atlantis-1996", credentials.Session{}, credentials.Date{}, nil, precedents.Options{}); !errors.As(err, &notFound) {
		t.Errorf("an unknown dispute gives %v, want a NotFound", err)
	}
	if _, err := engine.Forecast("afghanistan-1996", credentials.RegularSessionOf(400), credentials.Date{}, nil, precedents.Options{}); !errors.As(err, &notFound) {
		t.Errorf("an unknown session gives %v, want a NotFound", err)
	}
	if _, err := engine.Forecast("afghanistan-1996", credentials.RegularSessionOf(40), credentials.Date{}, nil, precedents.Options{}); !errors.As(err, &invalid) {
		t.Errorf("a session before the dispute gives %v, want an Invalid", err)
	}
}

func TestNextSessionIsForecastFromTheLastFacts(t *testing.T) {
	f, err := sharedEngine().Forecast("myanmar-2021", credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if f.CarriedFrom == nil || f.Opening || len(f.Outcomes) == 0 {
		t.Errorf("the next session is %s, carried from %v, opening %v", f.Session, f.CarriedFrom, f.Opening)
	}
}

func TestWilson(t *testing.T) {
	for _, test := range []struct{ k, n, low, high float64 }{
		{128, 150, .788, .901}, {41, 55, .617, .842}, {0, 0, 0, 1},
	} {
		got := precedents.Wilson(test.k, test.n)
		if math.Abs(float64(got.Low)-test.low) > .0006 || math.Abs(float64(got.High)-test.high) > .0006 {
			t.Errorf("%v of %v is within %v, want %v–%v", test.k, test.n, got, test.low, test.high)
		}
	}
}

func TestWordsRiseWithProbability(t *testing.T) {
	last := -1
	for p := 0.0; p <= 1; p += 0.01 {
		at := slices.IndexFunc(precedents.WordScale, func(w precedents.WordOf) bool { return w.Word == precedents.Words(p) })
		if at < last {
			t.Fatalf("%.2f is %q", p, precedents.Words(p))
		}
		last = at
	}
}

func TestUnchallengedDecisionsAreTheirOwnClass(t *testing.T) {
	f := mustForecast(t, sharedEngine(), "syria-2012:67")
	if f.Challenge != credentials.Unchallenged || f.Outcomes[0].Class != precedents.HolderAccepted || f.Outcomes[0].P < 0.8 {
		t.Errorf("a decision that nobody challenged is forecast as %s with %v", f.Outcomes[0].Class, f.Outcomes[0].P)
	}
}

func TestComparisonsPairTheSameDecisions(t *testing.T) {
	b := sharedBacktest()
	for i, rows := range []precedents.Score{b.WalkForward.All, b.WalkForward.Openings, b.WalkForward.Renewals} {
		c := b.Comparisons[i]
		at := slices.IndexFunc(precedents.Baselines, func(b precedents.Baseline) bool { return b.Key == c.Baseline })
		base := []precedents.Score{b.Baselines[at].All, b.Baselines[at].Openings, b.Baselines[at].Renewals}[i]
		if math.Abs(float64(c.Difference-(rows.LogLoss-base.LogLoss))) > 1e-9 || c.Low > c.Difference || c.High < c.Difference {
			t.Errorf("%s: %v within %v–%v", c.Row, c.Difference, c.Low, c.High)
		}
	}
}

// TestEveryDisputeCanBeForecast forecasts every decision of the record, and every
// dispute for the next session, with and without rules.
func TestEveryDisputeCanBeForecast(t *testing.T) {
	if testing.Short() {
		t.Skip("it has nothing that could race")
	}
	library := sharedEngine().Casebook().Library
	bare := precedents.NewEngine(precedents.NewCasebook(library), nil)
	for _, engine := range []*precedents.Engine{sharedEngine(), bare} {
		for _, d := range library.Disputes {
			f, err := engine.Forecast(d.ID, credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
			if err != nil {
				t.Errorf("%s: %v", d.ID, err)
			}
			asJSON(t, f)
			for _, x := range d.Decisions {
				asJSON(t, mustForecast(t, engine, d.ID+":"+x.Key.String()))
			}
		}
	}
}

func TestAnEngineWithoutPrecedents(t *testing.T) {
	library := sharedEngine().Casebook().Library
	d, _ := library.Dispute("china-1949")
	alone := precedents.NewEngine(precedents.NewCasebook(precedents.NewLibrary(library.Frame, []credentials.Dispute{*d}, nil)), nil)
	f, err := alone.Forecast(d.ID, d.Decisions[0].Key.Session, credentials.Date{}, nil, precedents.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Flag != precedents.TooLittleKnown || f.OutsideView.N != 0 || len(f.Precedents) != 0 {
		t.Errorf("without precedents the flag is %s, the outside view %q", f.Flag, f.OutsideView.Says)
	}
}
