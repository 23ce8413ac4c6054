package views

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// accuracyPage is how good the forecasts have been.
type accuracyPage struct {
	precedents.Backtest
	citations
	walk, left []stratum
	ledger     ledgerView
}

// ledgerView is the forecasts that were stamped before anything was decided, the
// latest first, apart from those that the backtest made afterwards.
type ledgerView struct {
	Entries []precedents.LedgerEntry `json:"entries"`
	// Faults are the places where the chain does not hold.
	Faults []precedents.LedgerFault `json:"faults"`
}

// scored gives how many entries were scored, and how many of them were right on
// the outcome.
func (v ledgerView) scored() (n, right int) {
	for _, entry := range v.Entries {
		if entry.Score == nil {
			continue
		}
		n++
		if entry.Score.OutcomeRight {
			right++
		}
	}
	return n, right
}

// likeliest gives the outcome that an entry gave most to.
func likeliest(entry precedents.LedgerEntry) precedents.LedgerOutcome {
	return slices.MaxFunc(entry.Outcomes, func(a, b precedents.LedgerOutcome) int { return cmp.Compare(a.P, b.P) })
}

// accuracyJSON is the page as JSON: the scores, and the ledger apart.
type accuracyJSON struct {
	precedents.Backtest
	Ledger ledgerView `json:"ledger"`
}

// stratum is one sort of decision with the scores on it: the engine's first, and
// then those of the plain baselines.
type stratum struct {
	name, meaning string
	scores        []namedScore
}

type namedScore struct {
	label string
	precedents.Score
}

func (p *pages) accuracy(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return answer{}, err
	}
	backtest, err := p.forecasts.Backtest(ctx)
	if err != nil {
		return answer{}, err
	}
	entries, err := p.store.Ledger(ctx)
	if err != nil {
		return answer{}, err
	}
	ledger := ledgerView{Entries: entries, Faults: precedents.VerifyLedger(entries)}
	slices.Reverse(ledger.Entries)
	view := accuracyPage{ledger: ledger, Backtest: backtest, citations: citations{book: engine.Casebook()}}
	view.walk = strata(backtest.WalkForward, backtest.Baselines)
	view.left = strata(backtest.LeaveOneDisputeOut, backtest.LeftOutBaselines)[:3]
	return answer{
		page: ui.Page{
			Title: "Accuracy", Section: link.Accuracy, JSON: link.JSON(link.Accuracy),
			Description: "How good the forecasts have been, session by session and dispute by dispute, beside seven plain baselines.",
		},
		body: accuracyView(view), data: accuracyJSON{backtest, ledger},
	}, nil
}

// strata sets the engine beside the baselines, on each sort of decision.
func strata(engine precedents.Rows, baselines precedents.BaselineRows) []stratum {
	list := []stratum{
		{name: "All contested decisions", meaning: "every one on record"},
		{name: "Openings", meaning: "the first contested decision of a dispute"},
		{name: "Renewals", meaning: "every later one"},
		{name: "Decisions where the outcome changed", meaning: "renewals that did not end as the time before"},
	}
	add := func(label string, rows precedents.Rows) {
		for i, score := range []precedents.Score{rows.All, rows.Openings, rows.Renewals, rows.Changed} {
			list[i].scores = append(list[i].scores, namedScore{label, score})
		}
	}
	add("the engine", engine)
	for i := range baselines {
		add(precedents.Baselines[i].Label, baselines[i])
	}
	return list
}

// measure is one way of scoring, in which more or less is better.
type measure struct {
	name string
	of   func(*precedents.Score) precedents.Figure
	more bool
}

var measures = []measure{
	{"log loss", func(s *precedents.Score) precedents.Figure { return s.LogLoss }, false},
	{"Brier score", func(s *precedents.Score) precedents.Figure { return s.Brier }, false},
	{"outcomes right", func(s *precedents.Score) precedents.Figure { return s.OutcomeAccuracy }, true},
	{"who sits right", func(s *precedents.Score) precedents.Figure { return s.SeatAccuracy }, true},
}

// verdict says how the engine stands beside the best baseline, measure by
// measure; where it is no better it says so first.
func (s *stratum) verdict() string {
	if len(s.scores) < 2 || s.scores[0].N == 0 {
		return "No such decision is on record."
	}
	var worse, better []string
	for _, m := range measures {
		mine := m.of(&s.scores[0].Score)
		best := slices.MinFunc(s.scores[1:], func(a, b namedScore) int {
			order := cmp.Compare(m.of(&a.Score), m.of(&b.Score))
			if m.more {
				return -order
			}
			return order
		})
		theirs := m.of(&best.Score)
		words := fmt.Sprintf("on %s (%s against %s of “%s”)", m.name, decimal(mine), decimal(theirs), best.label)
		if m.more && mine > theirs || !m.more && mine < theirs {
			better = append(better, words)
		} else {
			worse = append(worse, words)
		}
	}
	switch {
	case len(worse) == 0:
		return "Better than every baseline " + precedents.Listed(better) + "."
	case len(better) == 0:
		return "No better than a plain baseline " + precedents.Listed(worse) + "."
	}
	return "No better than a plain baseline " + precedents.Listed(worse) + "; better than all of them " + precedents.Listed(better) + "."
}

// changesCalled says whether the engine saw changes of outcome coming, which is what
// a forecast is asked for, and whether a plain baseline did.
func (v *accuracyPage) changesCalled() string {
	s := v.WalkForward.Changed
	if s.N == 0 {
		return "No renewal on record ended otherwise than the time before."
	}
	right, label, most := rightOf(s.OutcomeAccuracy, s.N), "", 0
	for i := range v.Baselines {
		if theirs := rightOf(v.Baselines[i].Changed.OutcomeAccuracy, v.Baselines[i].Changed.N); theirs > most {
			label, most = precedents.Baselines[i].Label, theirs
		}
	}
	said := fmt.Sprintf("Of %d renewals that did not end as the time before, the engine called %d.", s.N, right)
	if right == 0 {
		said = fmt.Sprintf("Of %d renewals that did not end as the time before, the engine called none: that an outcome will change, it has not yet seen coming.", s.N)
	}
	switch {
	case most == 0 && right == 0:
		return said + " Nor has any plain baseline."
	case most == 0:
		return said + " No plain baseline called any."
	case most >= right:
		return said + fmt.Sprintf(" It is no better there than a plain baseline: “%s” called %d.", label, most)
	}
	return said + fmt.Sprintf(" Of the plain baselines “%s” called most, %d.", label, most)
}

// lede says in a sentence how good the forecasts have been.
func (v *accuracyPage) lede() string {
	s := v.WalkForward.All
	return fmt.Sprintf("Forecast session by session from what was known before each, %d of %d contested decisions came out as was likeliest (%s), and who would sit was right in %d.",
		rightOf(s.OutcomeAccuracy, s.N), s.N, percents(s.OutcomeAccuracyInterval), rightOf(s.SeatAccuracy, s.N))
}

// rightOf gives back how many of n a share was.
func rightOf(share precedents.Figure, n int) int { return int(math.Round(float64(share) * float64(n))) }

// rightWords gives "98 of 115 (78–90 %)", without the interval where there are
// too few.
func rightWords(share precedents.Figure, interval precedents.Interval, n int) string {
	words := fmt.Sprintf("%d of %d", rightOf(share, n), n)
	if n >= leastForInterval {
		words += " (" + percents(interval) + ")"
	}
	return words
}

// gap says how far leaving a dispute out falls behind walking forward.
func (v *accuracyPage) gap() string {
	points := 100 * float64(v.WalkForward.All.OutcomeAccuracy-v.LeaveOneDisputeOut.All.OutcomeAccuracy)
	const remembers = 10
	if points > remembers {
		return fmt.Sprintf("It is %.0f points behind the walk forward: more than ten, so the engine remembers disputes as well as reasons.", points)
	}
	return fmt.Sprintf("It is %.0f points from the walk forward; more than ten would mean that the engine remembers disputes rather than reasons.", math.Abs(points))
}

// changeWords gives how much worse the engine would be without a part.
func changeWords(without, with precedents.Figure) string {
	return signed("%+.3f", without-with)
}

// signed writes a difference with its sign.
func signed(format string, f precedents.Figure) string {
	return strings.Replace(fmt.Sprintf(format, float64(f)), "-", "−", 1)
}

// The drawing of the reliability diagram, in the units of its view box.
const (
	reliabilityLeft = 40.0
	reliabilityTop  = 12.0
	reliabilitySide = 260.0
)

func across(p precedents.Figure) string {
	return number(reliabilityLeft + reliabilitySide*float64(p))
}

func upwards(p precedents.Figure) string {
	return number(reliabilityTop + reliabilitySide*(1-float64(p)))
}

// dot gives the radius of a bin's point, by how many forecasts are in it.
func dot(n int) string { return number(3 + math.Sqrt(float64(n))/4) }

// reliabilityLabel says the diagram for those who do not see it.
func reliabilityLabel(bins []precedents.Bin) string {
	words := []string{"Reliability diagram: share that came to pass against probability given"}
	for _, bin := range bins {
		if bin.Observed != nil && bin.MeanP != nil {
			words = append(words, fmt.Sprintf("given %s on average, %s came to pass", decimal(*bin.MeanP), decimal(*bin.Observed)))
		}
	}
	return strings.Join(words, "; ")
}

// outsideBins gives the bins of ten forecasts or more whose mean lies outside
// what was observed.
func outsideBins(bins []precedents.Bin) string {
	const enough = 10
	var out []string
	for _, bin := range bins {
		if bin.N >= enough && bin.Interval != nil && (*bin.MeanP < bin.Interval.Low || *bin.MeanP > bin.Interval.High) {
			out = append(out, rangeWords(bin.From, bin.To))
		}
	}
	if len(out) == 0 {
		return "In every bin of ten or more, the mean probability given lies within the interval of what came to pass."
	}
	return "The mean probability given lies outside the interval of what came to pass in the bins " + precedents.Listed(out) + "."
}

// comparisonWords says how sure it is that the engine is better than the plain
// baseline nearest to it.
func comparisonWords(c precedents.BaselineComparison) string {
	verdict := "no better than “" + c.Label + "” as far as the record can tell"
	if c.Better {
		verdict = "better than “" + c.Label + "”"
	}
	on := map[string]string{"all": "On all contested decisions"}[c.Row]
	return fmt.Sprintf("%s the engine is %s: the difference in log loss is %s, between %s and %s in 95 of 100 draws of the disputes; the skill is %.2f, and on the Brier score %.2f.",
		cmp.Or(on, "On "+c.Row), verdict, signed("%+.2f", c.Difference), signed("%+.2f", c.Low), signed("%+.2f", c.High), float64(c.Skill), float64(c.BrierSkill))
}

// ledgerWords says in a sentence how the ledger stands.
func ledgerWords(v ledgerView) string {
	n, right := v.scored()
	said := counted(len(v.Entries), "forecast") + " stamped; "
	if len(v.Faults) == 0 {
		said += "the chain holds. "
	} else {
		said += "the chain does not hold. "
	}
	if n == 0 {
		return said + "None has been decided yet."
	}
	return said + fmt.Sprintf("%d decided, the likeliest outcome right in %d.", n, right)
}
