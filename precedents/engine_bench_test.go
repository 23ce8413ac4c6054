package precedents_test

import (
	"fmt"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

func embeddedEngine(tb testing.TB) *precedents.Engine {
	tb.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return precedents.NewEngine(precedents.NewCasebook(library), set)
}

func BenchmarkForecast(b *testing.B) {
	engine := embeddedEngine(b)
	session := credentials.RegularSessionOf(79)
	for b.Loop() {
		if _, err := engine.Forecast("myanmar-2021", session, credentials.Date{}, nil, precedents.Options{NoRanges: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkForecastWithRanges(b *testing.B) {
	engine := embeddedEngine(b)
	session := credentials.RegularSessionOf(79)
	for b.Loop() {
		if _, err := engine.Forecast("myanmar-2021", session, credentials.Date{}, nil, precedents.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBacktest(b *testing.B) {
	library, err := precedents.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		precedents.NewEngine(precedents.NewCasebook(library), set).Backtest(true)
	}
}

// BenchmarkGrowth prints what one forecast costs with a record of 1, 10 and 100
// times as many disputes, and what it costs for each decision of it.
func BenchmarkGrowth(b *testing.B) {
	library, err := precedents.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for _, times := range []int{1, 10, 100} {
		engine := precedents.NewEngine(precedents.NewCasebook(multiplied(library, times)), set)
		b.Run(fmt.Sprintf("%dx", times), func(b *testing.B) {
			for b.Loop() {
				if _, err := engine.Forecast("myanmar-2021", credentials.RegularSessionOf(79), credentials.Date{}, nil, precedents.Options{NoRanges: true}); err != nil {
					b.Fatal(err)
				}
			}
			decisions := float64(len(engine.Casebook().Cases))
			b.ReportMetric(decisions, "decisions")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/decisions, "ns/decision")
		})
	}
}

// multiplied gives a library with every dispute that often, under ids of its own
// but for the first.
func multiplied(l *precedents.Library, times int) *precedents.Library {
	var disputes []credentials.Dispute
	for n := range times {
		for _, d := range l.Disputes {
			if n > 0 {
				d.ID = fmt.Sprintf("copy%d-%s", n, d.ID)
			}
			disputes = append(disputes, d)
		}
	}
	return precedents.NewLibrary(l.Frame, disputes, l.RollCalls)
}
