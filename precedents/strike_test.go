package precedents_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func mustSide(t *testing.T, engine *precedents.Engine, id, claimant string) precedents.Side {
	t.Helper()
	c := caseOf(t, sharedEngine(), id)
	pleading, err := engine.Plead(c.Dispute.ID, c.Key, credentials.Date{}, nil, claimant, precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatalf("%s for %s: %v", id, claimant, err)
	}
	return pleading.Side
}

func mustStrike(t *testing.T, engine *precedents.Engine, ids ...string) *precedents.Engine {
	t.Helper()
	struck, err := engine.Without(ids)
	if err != nil {
		t.Fatal(err)
	}
	return struck
}

// idsIn gives every decision that a document names, wherever it does, and whether
// it is among facts of one.
func idsIn(t *testing.T, value any) map[string]bool {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(asJSON(t, value)), &doc); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var walk func(any)
	walk = func(value any) {
		switch v := value.(type) {
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case string:
			id, _, _ := strings.Cut(v, "/")
			ids[id] = true
		}
	}
	walk(doc)
	return ids
}

// TestAStruckDecisionIsNamedNowhere: neither in a sentence nor in a rule’s record
// nor by a voice, for either side, though it told what the facts were.
func TestAStruckDecisionIsNamedNowhere(t *testing.T) {
	engine := sharedEngine()
	for _, id := range explained {
		whole := mustForecast(t, engine, id)
		named := idsIn(t, whole)
		for claimant := range whole.Arguments {
			side := mustSide(t, engine, id, claimant)
			if len(side.Authorities)+len(side.Dangers) == 0 {
				continue
			}
			var strike []string
			for _, list := range [][]precedents.Citable{side.Authorities, side.Dangers} {
				if len(list) > 0 {
					strike = append(strike, list[0].Decision)
				}
			}
			struck := mustStrike(t, engine, strike...)
			after := mustForecast(t, struck, id)
			if !slices.Equal(after.Struck, slices.Sorted(slices.Values(strike))) || after.Hashes.Data == whole.Hashes.Data || after.Hashes.Rules != whole.Hashes.Rules {
				t.Errorf("%s without %v says it is without %v, of the record %s", id, strike, after.Struck, after.Hashes.Data)
			}
			after.Struck, after.CarriedFrom = nil, nil
			still, again := idsIn(t, after), idsIn(t, mustSide(t, struck, id, claimant))
			for _, one := range strike {
				if !named[one] {
					t.Errorf("%s: %s is cited for %s, and the forecast does not name it", id, one, claimant)
				}
				if still[one] || again[one] {
					t.Errorf("%s without %s still names it", id, one)
				}
			}
		}
	}
}

// TestStrikingWhatNobodyCitesLeavesTheArgument as it is, to the letter.
func TestStrikingWhatNobodyCitesLeavesTheArgument(t *testing.T) {
	engine := sharedEngine()
	for _, id := range explained[:3] {
		now := caseOf(t, engine, id)
		var before []string
		named := map[string]bool{}
		for _, claimant := range now.Claimants {
			side := mustSide(t, engine, id, claimant)
			before = append(before, asJSON(t, side))
			for one := range idsIn(t, side) {
				named[one] = true
			}
		}
		tried := 0
		for _, c := range engine.Casebook().Cases {
			if named[c.ID()] || !c.Contested() || c.Opened.Compare(now.Opened) >= 0 || c.Date.Before(now.Opened) == credentials.No {
				continue
			}
			if tried++; tried > 4 {
				break
			}
			struck := mustStrike(t, engine, c.ID())
			for i, claimant := range now.Claimants {
				if after := asJSON(t, mustSide(t, struck, id, claimant)); after != before[i] {
					t.Errorf("%s: striking %s, which nobody cites, changes the argument of %s", id, c.ID(), claimant)
				}
			}
		}
		if tried == 0 {
			t.Errorf("%s: every earlier decision is cited", id)
		}
	}
}

// TestStrikingIsPure: neither order nor repetition matters, and the engine it was
// struck from is as it was.
func TestStrikingIsPure(t *testing.T) {
	engine := sharedEngine()
	const id = "afghanistan-1996:52"
	whole := asJSON(t, mustForecast(t, engine, id))
	side := mustSide(t, engine, id, "taliban")
	a, b := side.Authorities[0].Decision, side.Dangers[0].Decision
	one := asJSON(t, mustForecast(t, mustStrike(t, engine, a, b, a), id))
	two := asJSON(t, mustForecast(t, mustStrike(t, mustStrike(t, engine, b), a), id))
	if one != two || one == whole {
		t.Error("the order in which decisions are struck matters, or striking them does nothing")
	}
	if asJSON(t, mustForecast(t, engine, id)) != whole {
		t.Error("striking changes the engine it was struck from")
	}
	if mustStrike(t, engine) != engine {
		t.Error("striking nothing makes another engine")
	}
}

func TestWhatCannotBeStruck(t *testing.T) {
	engine := sharedEngine()
	if _, err := engine.Without([]string{"afghanistan-1996:52", "afganistan-1996:52"}); err == nil || !strings.Contains(err.Error(), "afghanistan-1996:52") {
		t.Errorf("a decision that is not there is struck, or no better one is named: %v", err)
	}
	c := caseOf(t, engine, "afghanistan-1996:52")
	for _, later := range []string{"afghanistan-1996:52", "afghanistan-1996:54", "myanmar-2021:76"} {
		_, err := mustStrike(t, engine, later).ForecastDecision(c.Dispute.ID, c.Key, credentials.Date{}, nil, precedents.Options{NoRanges: true})
		if err == nil || !strings.Contains(err.Error(), later+" was not known before") {
			t.Errorf("striking %s from what came before %s: %v", later, c.ID(), err)
		}
	}
	if _, err := engine.Plead(c.Dispute.ID, c.Key, credentials.Date{}, nil, "talban", precedents.Options{NoRanges: true}); err == nil || !strings.Contains(err.Error(), "taliban") {
		t.Errorf("a claimant that is not there has a side: %v", err)
	}
}

// TestFactsStayWhereTheirDecisionIsStruck: a session without facts of its own
// carries over those of the last decision, struck or not.
func TestFactsStayWhereTheirDecisionIsStruck(t *testing.T) {
	engine := sharedEngine()
	f, err := engine.Forecast("myanmar-2021", credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil || f.CarriedFrom == nil {
		t.Fatalf("nothing is carried over: %v", err)
	}
	after, err := mustStrike(t, engine, *f.CarriedFrom).Forecast("myanmar-2021", credentials.Session{}, credentials.Date{}, nil, precedents.Options{NoRanges: true})
	if err != nil || after.CarriedFrom == nil || *after.CarriedFrom != *f.CarriedFrom {
		t.Errorf("without %s the facts are those of %v: %v", *f.CarriedFrom, after.CarriedFrom, err)
	}
	if asJSON(t, f.Issues) != asJSON(t, after.Issues) {
		t.Error("the issues stand otherwise")
	}
}
