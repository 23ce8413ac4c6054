package views_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views"
)

// dissented is a site where two coders say otherwise of facts of afghanistan-1996
// at the fifty-second session.
func dissented(t *testing.T) http.Handler {
	t.Helper()
	store := dbtest.New(t)
	library := libraryOf(t, store)
	d, ok := library.Dispute("afghanistan-1996")
	if !ok {
		t.Fatal("no dispute")
	}
	i := slices.IndexFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key.String() == "52" })
	d.Decisions[i].Coding = []credentials.Coding{
		{Claimant: "islamic-state", Fact: credentials.Capital, By: "A", Dissents: []credentials.Dissent{{By: "Jane Roe", Value: valueCoded(t, credentials.Capital, "held")}}},
		{Claimant: "taliban", Fact: credentials.Capital, By: "A", Dissents: []credentials.Dissent{
			{By: "Jane Roe", Value: valueCoded(t, credentials.Capital, "not_held")}, {By: "John Doe"},
		}},
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	engine := precedents.NewEngine(precedents.NewCasebook(library), set)
	return siteOf(t, views.Deps{Store: store, Log: quiet(), Forecasts: &forecasts{engine: engine}})
}

func libraryOf(t *testing.T, store *db.Store) *precedents.Library {
	t.Helper()
	library, err := store.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func valueCoded(t *testing.T, fact credentials.Fact, code string) credentials.Value {
	t.Helper()
	value, err := fact.Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestAForecastUnderEveryDissent is one click from the forecast and the argument:
// it supposes what the coder says, all of it and nothing else.
func TestAForecastUnderEveryDissent(t *testing.T) {
	handler := dissented(t)
	want := []string{
		"islamic-state.capital=held&session=52&taliban.capital=not_held", "session=52&taliban.capital=not_known",
	}
	for _, address := range []string{"/disputes/afghanistan-1996/forecast?session=52", "/disputes/afghanistan-1996/argue?session=52"} {
		body := get(t, handler, address).Body.String()
		for _, said := range []string{"Jane Roe codes capital of Islamic State of Afghanistan as “held” and", "John Doe codes"} {
			if !strings.Contains(text(t, body), said) {
				t.Errorf("%s does not say %q", address, said)
			}
		}
		for _, query := range want {
			for _, page := range []string{"forecast", "argue"} {
				led := false
				for _, a := range elements(t, body, "a") {
					to, err := url.Parse(a["href"])
					led = led || err == nil && strings.HasSuffix(to.Path, "/"+page) && to.Query().Encode() == query
				}
				if !led {
					t.Errorf("%s has no link to %s?%s", address, page, query)
				}
			}
		}
	}
	made := argumentAt(t, handler, "/disputes/afghanistan-1996/argue?session=52&taliban.capital=not_held")
	if made.Side.Claimant != "islamic-state" {
		t.Errorf("it is argued for %s", made.Side.Claimant)
	}
}

// TestADecisionLeadsToTheForecastUnderADissent beside the value that is coded.
func TestADecisionLeadsToTheForecastUnderADissent(t *testing.T) {
	store := dbtest.New(t)
	handler := siteOf(t, views.Deps{Store: store, Log: quiet()})
	c := signedIn(t, handler, store, credentials.Editor)
	const dissent = "/disputes/afghanistan-1996/decisions/52/dissent?claimant=taliban&fact=capital"
	own := fieldsOf(t, c.get(t, dissent), dissent)
	for name := range own {
		if strings.HasSuffix(name, "|value") {
			own.Set(name, "not_held")
		}
	}
	says(t, c.post(t, dissent, own), http.StatusSeeOther)
	for _, address := range []string{"/disputes/afghanistan-1996/decisions/52", "/disputes/afghanistan-1996"} {
		body := get(t, handler, address).Body.String()
		if !slices.ContainsFunc(elements(t, body, "a"), func(a map[string]string) bool {
			return a["href"] == "/disputes/afghanistan-1996/forecast?session=52&taliban.capital=not_held"
		}) {
			t.Errorf("%s does not lead to the forecast under the dissent", address)
		}
	}
}

// TestAFigureLeadsToHowItIsMade in two clicks: the formula and what goes in on the
// page itself, the back-test behind a link, and the best plain baseline beside it.
func TestAFigureLeadsToHowItIsMade(t *testing.T) {
	oneAfterAnother(t)
	handler := dissented(t)
	body := get(t, handler, "/disputes/afghanistan-1996/forecast?session=52").Body.String()
	page := text(t, body)
	for _, said := range []string{"Plain baseline", "Each figure is the sum of what the voices give", " × ", "the one that had done best on renewals by then"} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
	leads := map[string]int{}
	for _, a := range elements(t, body, "a") {
		leads[a["href"]]++
	}
	f := forecastOf(t, "/disputes/afghanistan-1996/forecast.json?session=52")
	if leads["#voices"] < len(f.Outcomes) || leads["#track"] == 0 || leads["/accuracy"] == 0 || leads["/disputes/afghanistan-1996/decisions/52#facts"] == 0 {
		t.Errorf("the figures lead to %v", leads)
	}
	if argue := get(t, handler, "/disputes/afghanistan-1996/argue?session=52").Body.String(); !strings.Contains(argue, `/forecast?session=52#voices"`) || !strings.Contains(argue, `href="/accuracy"`) {
		t.Error("the figure of an argument leads nowhere")
	}
}

// TestSupposedFactsGoAlong to the argument, the nearest precedents and the
// comparison, with nobody signed in.
func TestSupposedFactsGoAlong(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	for _, address := range []string{"/disputes/afghanistan-1996/forecast?session=52&taliban.capital=not_held", "/disputes/myanmar-2021/forecast?sac.capital=not_held"} {
		led := map[string]bool{}
		for _, a := range elements(t, get(t, handler, address).Body.String(), "a") {
			to, err := url.Parse(a["href"])
			if err != nil || !strings.Contains(to.RawQuery, ".capital=not_held") {
				continue
			}
			page := to.Path[strings.LastIndexByte(to.Path, '/'):]
			if got := get(t, handler, a["href"]); got.Code != http.StatusOK {
				t.Errorf("%s leads to %s: %d", address, a["href"], got.Code)
			}
			led[page] = true
		}
		for _, page := range []string{"/argue", "/nearest", "/compare"} {
			if !led[page] {
				t.Errorf("%s does not lead to %s on the same facts", address, page)
			}
		}
	}
}
