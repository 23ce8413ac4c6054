package precedents_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

// explained are decisions whose explanations are gone through: openings and
// renewals on every challenge, with and without a holder.
var explained = []string{
	"afghanistan-1996:52", "libya-2011:66", "south-africa-1965:33", "cambodia-1997:52", "venezuela-2019:75", "china-1949:26",
	"kampuchea-1979:35", "yugoslavia-1992:47", "myanmar-2021:76",
}

// TestEverySentenceRestsOnSomething walks the whole document: every sentence
// carries ids, and every id names a decision, a rule, a fact or a voice.
func TestEverySentenceRestsOnSomething(t *testing.T) {
	engine := sharedEngine()
	for _, id := range explained {
		f := mustForecast(t, engine, id)
		var doc any
		if err := json.Unmarshal([]byte(asJSON(t, f)), &doc); err != nil {
			t.Fatal(err)
		}
		n := 0
		eachSentence(doc, func(says string, rests []any) {
			n++
			if says == "" || len(rests) == 0 {
				t.Errorf("%s: %q rests on nothing", id, says)
			}
			for _, rest := range rests {
				if !known(engine, f.Dispute, rest.(string)) {
					t.Errorf("%s: %q rests on %q, which names nothing", id, says, rest)
				}
			}
		})
		if n < 10 {
			t.Errorf("%s is explained in %d sentences", id, n)
		}
	}
}

// TestCarriedRulesFireWhereTheySay: a rule that is said to tell without firing
// does not fire, and does where the facts are as the sentence has them.
func TestCarriedRulesFireWhereTheySay(t *testing.T) {
	engine := sharedEngine()
	n := 0
	for _, c := range engine.Casebook().Cases {
		if !c.Contested() {
			continue
		}
		f := mustForecast(t, engine, c.ID())
		fires := func(f *precedents.Forecast, id string) bool {
			return slices.ContainsFunc(f.Rules, func(r precedents.RuleVoice) bool { return r.ID == id && r.Fires })
		}
		for _, rule := range f.Carried {
			n++
			g := mustForecast(t, engine, c.ID(), rule.Where...)
			if fires(&f, rule.ID) || len(rule.Where) > 0 && !fires(&g, rule.ID) {
				t.Errorf("%s: %q; it fires here: %t, and there: %t", c.ID(), rule.Says, fires(&f, rule.ID), fires(&g, rule.ID))
			}
			if len(rule.RestsOn) < 2 || len(rule.Where) > 0 && len(rule.Where) != len(rule.RestsOn)-1 {
				t.Errorf("%s: %q rests on %q", c.ID(), rule.Says, rule.RestsOn)
			}
		}
	}
	if n == 0 {
		t.Error("no rule carries without firing")
	}
}

func eachSentence(value any, visit func(says string, rests []any)) {
	switch v := value.(type) {
	case map[string]any:
		if rests, ok := v["rests_on"].([]any); ok {
			says, _ := v["says"].(string)
			visit(says, rests)
		}
		for _, one := range v {
			eachSentence(one, visit)
		}
	case []any:
		for _, one := range v {
			eachSentence(one, visit)
		}
	}
}

// known reports whether an id of an explanation names something.
func known(engine *precedents.Engine, dispute, id string) bool {
	if voice, ok := strings.CutPrefix(id, "voice:"); ok {
		for v := range precedents.Voice(20) {
			if int(v) < 13 && v.String() == voice {
				return true
			}
		}
		return false
	}
	if strings.HasPrefix(id, "R-") {
		_, err := engine.Rules().Rule(id)
		return err == nil
	}
	if decision, fact, ok := strings.Cut(id, "/"); ok {
		return known(engine, dispute, decision) && known(engine, dispute, fact)
	}
	if of, text, ok := strings.Cut(id, ":"); ok {
		d, found := engine.Casebook().Dispute(of)
		key, err := credentials.ParseDecisionKey(text)
		if !found || err != nil {
			return false
		}
		_, err = d.Decision(key)
		return err == nil
	}
	claimant, fact, dotted := strings.Cut(id, ".")
	d, _ := engine.Casebook().Dispute(dispute)
	_, found := d.Claimant(claimant)
	_, err := credentials.ParseFact(fact)
	return dotted && found && (fact == "" || err == nil)
}

func caseOf(t *testing.T, engine *precedents.Engine, id string) *precedents.Case {
	t.Helper()
	i := slices.IndexFunc(engine.Casebook().Cases, func(c *precedents.Case) bool { return c.ID() == id })
	if i < 0 {
		t.Fatalf("no decision %s", id)
	}
	return engine.Casebook().Cases[i]
}

// TestFiguresCanBeRecomputed works the printed figures out again from the ids
// beside them.
func TestFiguresCanBeRecomputed(t *testing.T) {
	engine := sharedEngine()
	for _, id := range explained {
		f := mustForecast(t, engine, id)
		recomputeOutsideView(t, engine, &f)
		recomputeRules(t, engine, id, &f)
		recomputeVoices(t, id, &f)
		top := slices.MaxFunc(precedents.Classes(), func(a, b precedents.Class) int {
			return int(math.Copysign(1, f.P[a]-f.P[b]))
		})
		for _, tip := range f.Tips {
			g := mustForecast(t, engine, id, tip.Set)
			if math.Abs(g.P[top]-float64(tip.To)) > 1e-9 || math.Abs(f.P[top]-float64(tip.From)) > 1e-9 {
				t.Errorf("%s: %s gives %v, the tip says %v", id, tip.Set, g.P[top], tip.To)
			}
		}
		for _, q := range f.AskNext[:min(2, len(f.AskNext))] {
			_, key, _ := strings.Cut(q.Fact, ".")
			fact, err := credentials.ParseFact(key)
			if err != nil {
				t.Fatal(err)
			}
			low, high := f.P[top], f.P[top]
			for _, code := range fact.Codes() {
				g := mustForecast(t, engine, id, q.Fact+"="+code)
				low, high = min(low, g.P[top]), max(high, g.P[top])
			}
			if math.Abs(low-float64(q.Low)) > 1e-9 || math.Abs(high-float64(q.High)) > 1e-9 {
				t.Errorf("%s: learning %s gives %v–%v, the question says %v–%v", id, q.Fact, low, high, q.Low, q.High)
			}
		}
		recomputeDifferences(t, engine, id, &f)
	}
}

func recomputeOutsideView(t *testing.T, engine *precedents.Engine, f *precedents.Forecast) {
	t.Helper()
	v := f.OutsideView
	if v.N == 0 {
		return
	}
	if len(v.RestsOn) != v.N || len(v.Among) != v.K || math.Abs(float64(v.P)-float64(v.K)/float64(v.N)) > 1e-9 {
		t.Errorf("%s: %q rests on %d decisions, %d of which went so", f.Dispute, v.Says, len(v.RestsOn), len(v.Among))
	}
	for _, id := range v.Among {
		if c := caseOf(t, engine, id); !slices.Contains(v.RestsOn, id) || c.Opened.Compare(f.AsOf) >= 0 {
			t.Errorf("%s: %s is counted and ought not to be", f.Dispute, id)
		}
	}
}

func recomputeRules(t *testing.T, engine *precedents.Engine, id string, f *precedents.Forecast) {
	t.Helper()
	now := caseOf(t, engine, id)
	for _, voice := range f.Rules {
		rule, err := engine.Rules().Rule(voice.ID)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		fired, right := 0, 0
		for _, c := range engine.Casebook().Cases {
			if !c.Contested() || c.Opened.Compare(now.Opened) >= 0 || c.Date.Before(now.Opened) == credentials.No {
				continue
			}
			if slices.Contains(engine.FiringRules(c), voice.ID) {
				fired++
				if precedents.FindingClass(rule.Then) == c.Outcome {
					right++
				}
			}
		}
		if fired != voice.Fired || right != voice.Right {
			t.Errorf("%s: %s fired %d times and was right %d; the page says %d and %d", id, voice.ID, fired, right, voice.Fired, voice.Right)
		}
		if voice.Fires != slices.Contains(engine.FiringRules(now), voice.ID) || !rules.Classes.Has(rules.Class(voice.Class)) {
			t.Errorf("%s: %s is said to fire: %v", id, voice.ID, voice.Fires)
		}
	}
}

func recomputeVoices(t *testing.T, id string, f *precedents.Forecast) {
	t.Helper()
	var sum precedents.Distribution
	weight := 0.0
	for _, voice := range f.Voices {
		weight += float64(voice.Weight)
		for c := range sum {
			sum[c] += float64(voice.Weight) * voice.P[c]
		}
	}
	for c := range sum {
		if math.Abs(sum[c]-f.P[c]) > 1e-9 {
			t.Errorf("%s: the voices make %s %v, the forecast says %v", id, precedents.Class(c), sum[c], f.P[c])
		}
	}
	if math.Abs(weight-1) > 1e-9 {
		t.Errorf("%s: the voices weigh %v", id, weight)
	}
}

func recomputeDifferences(t *testing.T, engine *precedents.Engine, id string, f *precedents.Forecast) {
	t.Helper()
	now := caseOf(t, engine, id)
	for _, p := range f.Precedents {
		if c := caseOf(t, engine, p.Decision); c.Outcome != p.Outcome || c.Opened.Compare(now.Opened) >= 0 {
			t.Errorf("%s: %s is said to have gone %s", id, p.Decision, p.Outcome)
		}
		for _, d := range p.Differences {
			claimant, key, _ := strings.Cut(d.Fact, ".")
			standing, _ := now.Standing(claimant)
			if fact, err := credentials.ParseFact(key); err == nil && standing.Code(fact) != d.Here {
				t.Errorf("%s: %s is %q, the difference says %q", id, d.Fact, standing.Code(fact), d.Here)
			}
		}
	}
	for claimant, b := range f.Bounds {
		for _, binding := range b.Binding {
			if caseOf(t, engine, binding).Opened.Compare(now.Opened) >= 0 {
				t.Errorf("%s: %s is bound by %s, which came later", id, claimant, binding)
			}
		}
	}
}

func TestFlagsAreEarned(t *testing.T) {
	engine := sharedEngine()
	seen := make(map[precedents.Flag]int, 5)
	for _, c := range engine.Casebook().Cases {
		if !c.Contested() {
			continue
		}
		f := mustForecast(t, engine, c.ID())
		seen[f.Flag]++
		top := float64(f.Outcomes[0].P)
		switch {
		case len(f.FlagReasons) == 0:
			t.Errorf("%s is %s for no reason", c.ID(), f.Flag)
		case f.Flag == precedents.Settled && (top < 0.9 || len(f.FlagReasons) < 2):
			t.Errorf("%s is settled with %.2f and %d reasons", c.ID(), top, len(f.FlagReasons))
		case f.Flag == precedents.Likely && top < 0.65:
			t.Errorf("%s is likely with %.2f", c.ID(), top)
		}
	}
	for _, flag := range []precedents.Flag{precedents.Settled, precedents.Likely, precedents.Disputed, precedents.TooLittleKnown} {
		if seen[flag] == 0 {
			t.Errorf("no decision is %s: %v", flag, seen)
		}
	}
}
