package views_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// forecasts is the engine over the built-in library, made once.
type forecasts struct {
	engine   *precedents.Engine
	backtest precedents.Backtest
}

func (f *forecasts) Engine(context.Context) (*precedents.Engine, error) { return f.engine, nil }

func (f *forecasts) Backtest(context.Context) (precedents.Backtest, error) { return f.backtest, nil }

var embeddedForecasts = sync.OnceValues(func() (*forecasts, error) {
	library, err := precedents.Embedded()
	if err != nil {
		return nil, err
	}
	set, err := rules.Embedded()
	if err != nil {
		return nil, err
	}
	engine := precedents.NewEngine(precedents.NewCasebook(library), set)
	return &forecasts{engine, engine.Backtest(true)}, nil
})

func engineOf(tb testing.TB) *forecasts {
	tb.Helper()
	f, err := embeddedForecasts()
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// forecastsOf is the engine over what a store has now, without rules.
func forecastsOf(t *testing.T, store *db.Store) *forecasts {
	t.Helper()
	library, err := store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &forecasts{engine: precedents.NewEngine(precedents.NewCasebook(library), nil)}
}

type forecastJSON struct {
	Session  string   `json:"session"`
	WhatIf   []string `json:"what_if"`
	Outcomes []struct {
		Outcome string  `json:"outcome"`
		Words   string  `json:"words"`
		P       float64 `json:"p"`
		Low     float64 `json:"low"`
		High    float64 `json:"high"`
	} `json:"outcomes"`
}

func forecastOf(t *testing.T, address string) forecastJSON {
	t.Helper()
	var f forecastJSON
	if err := json.Unmarshal(get(t, site(t, dbtest.New(t), io.Discard), address).Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// The page, its JSON and the engine say the same, in word and figure.
func TestAForecastSaysItsFiguresInWordsToo(t *testing.T) {
	oneAfterAnother(t)
	f := forecastOf(t, "/disputes/afghanistan-1996/forecast.json?session=52")
	sum := 0.0
	for _, o := range f.Outcomes {
		sum += o.P
	}
	if math.Abs(sum-1) > 1e-6 || f.Session != "52" || len(f.WhatIf) != 0 {
		t.Errorf("outcomes sum to %v at session %s with %v", sum, f.Session, f.WhatIf)
	}
	page := text(t, get(t, site(t, dbtest.New(t), io.Discard), "/disputes/afghanistan-1996/forecast?session=52").Body.String())
	top := f.Outcomes[0]
	for _, said := range []string{
		fmt.Sprintf("In words: %s; in figures: %.2f, between %.2f and %.2f.", top.Words, top.P, top.Low, top.High),
		"What happened:", "the forecast does not see it", "Outside view", "Track record",
	} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
	for _, w := range precedents.WordScale {
		if !strings.Contains(page, w.Word+": ") {
			t.Errorf("the scale of words does not give %q", w.Word)
		}
	}
}

// A supposed fact changes the figure, is called supposed, and is chosen in the
// form; one without a value stands as recorded, as a form without script sends it.
func TestAWhatIfIsInTheAddressAlone(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	const plain = "/disputes/afghanistan-1996/forecast?session=52"
	const whatIf = plain + "&islamic-state.capital=&taliban.un_stance=endorsed&taliban.territory=not_known"
	recorded := forecastOf(t, strings.Replace(plain, "?", ".json?", 1))
	supposed := forecastOf(t, strings.Replace(whatIf, "?", ".json?", 1))
	if recorded.Outcomes[0] == supposed.Outcomes[0] || len(supposed.WhatIf) != 2 {
		t.Errorf("the what-if %v changes nothing: %+v", supposed.WhatIf, supposed.Outcomes[0])
	}
	body := get(t, handler, whatIf).Body.String()
	page := text(t, body)
	for _, said := range []string{"Supposed, not recorded:", "endorsed", "On the facts as recorded:", fmt.Sprintf("%.2f", recorded.Outcomes[0].P)} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
	if again := forecastOf(t, strings.Replace(plain, "?", ".json?", 1)); again.Outcomes[0] != recorded.Outcomes[0] {
		t.Error("the what-if was kept")
	}
	if strings.Contains(text(t, get(t, handler, plain).Body.String()), "Supposed, not recorded") {
		t.Error("a forecast on recorded facts says that some are supposed")
	}
	chosen := selected(t, body)
	if chosen["taliban.un_stance"] != "endorsed" || chosen["taliban.territory"] != "not_known" || chosen["taliban.capital"] != "" {
		t.Errorf("the form has %v", chosen)
	}
	if want := 2 * len(credentials.Facts()); len(chosen) != want {
		t.Errorf("the form has %d facts of two claimants, want %d", len(chosen), want)
	}
}

// selected gives what is chosen in every select of the page that has a label.
func selected(t *testing.T, body string) map[string]string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	attribute := func(n *html.Node, key string) (string, bool) {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val, true
			}
		}
		return "", false
	}
	labelled := map[string]bool{}
	for n := range document.Descendants() {
		if n.Data == "label" {
			id, _ := attribute(n, "for")
			labelled[id] = true
		}
	}
	chosen := map[string]string{}
	for n := range document.Descendants() {
		if n.Data != "option" {
			continue
		}
		if _, is := attribute(n, "selected"); !is {
			continue
		}
		id, _ := attribute(n.Parent, "id")
		name, _ := attribute(n.Parent, "name")
		if !labelled[id] {
			t.Errorf("%s has no label", name)
		}
		chosen[name], _ = attribute(n, "value")
	}
	return chosen
}

// Every sentence of the reasons links to what it rests on, and every link leads
// somewhere.
func TestReasonsLinkToWhatTheyRestOn(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing in it could race")
	}
	handler := site(t, dbtest.New(t), io.Discard)
	for _, address := range []string{"/disputes/myanmar-2021/forecast", "/disputes/yugoslavia-1992/forecast?session=47", "/disputes/china-1949/forecast?session=26"} {
		document, err := html.Parse(strings.NewReader(get(t, handler, address).Body.String()))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		tried := map[string]bool{}
		for n := range document.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" {
					ids[a.Val] = true
				}
				if n.Data == "a" && a.Key == "href" {
					tried[a.Val] = true
				}
			}
		}
		if len(tried) < 30 {
			t.Errorf("%s has %d links", address, len(tried))
		}
		for target := range tried {
			path, place, _ := strings.Cut(target, "#")
			if path == "" {
				if !ids[place] {
					t.Errorf("%s has no place %q", address, place)
				}
				continue
			}
			if page := get(t, handler, path); page.Code != 200 {
				t.Errorf("%s leads to %s: %d", address, target, page.Code)
			}
		}
	}
}

func TestTheAccuracyPageSaysWhereItIsNoBetter(t *testing.T) {
	page := text(t, get(t, site(t, dbtest.New(t), io.Discard), "/accuracy").Body.String())
	backtest := engineOf(t).backtest
	for _, said := range []string{
		fmt.Sprintf("%d contested decisions", backtest.WalkForward.All.N), "Openings", "Renewals", "Decisions where the outcome changed",
		"One dispute left out", "without rules", "Where it was wrong", fmt.Sprintf("%.2f", float64(backtest.WalkForward.Openings.LogLoss)),
	} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
	for _, baseline := range precedents.Baselines {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(baseline.Label)) {
			t.Errorf("the page does not name %q", baseline.Label)
		}
	}
	for _, c := range backtest.Comparisons {
		if !c.Better && !strings.Contains(page, "no better than “"+c.Label+"”") {
			t.Errorf("the page does not say that on %s it is no better than %q", c.Row, c.Label)
		}
	}
}

// TestTheAccuracyPageSaysWhetherChangesWereCalled: what a forecast is asked for is
// whether anything will change; the page says in words how often it saw that.
func TestTheAccuracyPageSaysWhetherChangesWereCalled(t *testing.T) {
	page := text(t, get(t, site(t, dbtest.New(t), io.Discard), "/accuracy").Body.String())
	backtest := engineOf(t).backtest
	changed := backtest.WalkForward.Changed
	right := int(math.Round(float64(changed.OutcomeAccuracy) * float64(changed.N)))
	called := fmt.Sprint(right)
	if right == 0 {
		called = "none"
	}
	if said := fmt.Sprintf("Of %d renewals that did not end as the time before, the engine called %s", changed.N, called); !strings.Contains(page, said) {
		t.Errorf("the page does not say %q", said)
	}
	for i, rows := range backtest.Baselines {
		theirs := int(math.Round(float64(rows.Changed.OutcomeAccuracy) * float64(changed.N)))
		if theirs > right && !strings.Contains(page, "It is no better there than a plain baseline") {
			t.Errorf("%q called %d, the engine %d, and the page does not say so", precedents.Baselines[i].Label, theirs, right)
		}
	}
}

// TestAForecastAsksForAnotherSessionOrDay: the form keeps what is supposed, and
// both fields may be left empty.
func TestAForecastAsksForAnotherSessionOrDay(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	body := get(t, handler, "/disputes/afghanistan-1996/forecast?session=52&taliban.capital=not_held&taliban.recognition=not_known").Body.String()
	for _, part := range []string{
		`name="session"`, `value="52"`, `name="as-of"`, `name="taliban.capital" value="not_held"`, `name="taliban.recognition" value="not_known"`,
	} {
		if !strings.Contains(body, part) {
			t.Errorf("the form lacks %s", part)
		}
	}
	for _, query := range []string{"session=&as-of=", "session=53&as-of=1997-09-01", "session=52&as-of="} {
		if page := get(t, handler, "/disputes/afghanistan-1996/forecast?"+query); page.Code != 200 {
			t.Errorf("%s is %d", query, page.Code)
		}
	}
}

// TestAForecastSaysWhichRulesTellWithoutFiring, with links to them.
func TestAForecastSaysWhichRulesTellWithoutFiring(t *testing.T) {
	oneAfterAnother(t)
	address := "/disputes/venezuela-2019/forecast?session=75"
	handler := site(t, dbtest.New(t), io.Discard)
	var made precedents.Forecast
	if err := json.Unmarshal(get(t, handler, strings.Replace(address, "?", ".json?", 1)).Body.Bytes(), &struct {
		Carried *[]precedents.CarriedRule
	}{&made.Carried}); err != nil {
		t.Fatal(err)
	}
	if len(made.Carried) == 0 {
		t.Fatal("no rule carries without firing")
	}
	body := get(t, handler, address).Body.String()
	for _, rule := range made.Carried {
		if !strings.Contains(text(t, body), rule.Says) || !strings.Contains(body, `href="/rules/`+rule.ID+`"`) {
			t.Errorf("the page does not say %q", rule.Says)
		}
	}
}

func TestARuleShowsWhereItFired(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for _, score := range engineOf(t).backtest.Rules {
		var rule struct {
			Fired   int
			Firings []struct{ Right bool }
		}
		if err := json.Unmarshal(get(t, handler, "/rules/"+score.ID+".json").Body.Bytes(), &rule); err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, firing := range rule.Firings {
			if firing.Right {
				right++
			}
		}
		if rule.Fired != score.Fired || len(rule.Firings) != score.Fired || right != score.Right {
			t.Errorf("%s fired %d times and was right %d times; its page has %d and %d", score.ID, score.Fired, score.Right, len(rule.Firings), right)
		}
		if page := get(t, handler, "/rules/"+score.ID); page.Code != 200 {
			t.Errorf("%s: %d", score.ID, page.Code)
		}
	}
}

// Every seat in question has its forecast on the home page, with its address.
func TestSeatsInQuestionHaveTheirForecasts(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	var home struct {
		Contested []struct {
			Dispute  string
			Forecast *struct {
				Session  string
				Outcomes []struct{ P float64 }
			}
		}
	}
	if err := json.Unmarshal(get(t, handler, "/.json").Body.Bytes(), &home); err != nil {
		t.Fatal(err)
	}
	if len(home.Contested) == 0 {
		t.Fatal("no seat is in question")
	}
	body := get(t, handler, "/").Body.String()
	for _, seat := range home.Contested {
		if seat.Forecast == nil || len(seat.Forecast.Outcomes) == 0 {
			t.Errorf("%s has no forecast", seat.Dispute)
			continue
		}
		address := "/disputes/" + seat.Dispute + "/forecast?session=" + seat.Forecast.Session
		if !strings.Contains(body, `href="`+address+`"`) || !strings.Contains(text(t, body), fmt.Sprintf("%.2f", seat.Forecast.Outcomes[0].P)) {
			t.Errorf("the home page has no forecast of %s", seat.Dispute)
		}
		if page := forecastOf(t, strings.Replace(address, "?", ".json?", 1)); page.Outcomes[0].P != seat.Forecast.Outcomes[0].P {
			t.Errorf("%s is %v at home and %v on its page", seat.Dispute, seat.Forecast.Outcomes[0].P, page.Outcomes[0].P)
		}
	}
}
