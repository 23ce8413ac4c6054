package precedents_test

import (
	"encoding/json"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// TestEverySentenceOfASideRestsOnSomething, for every claimant of every contested
// decision, and every id names something.
func TestEverySentenceOfASideRestsOnSomething(t *testing.T) {
	engine := sharedEngine()
	n := 0
	for _, c := range engine.Casebook().Cases {
		if !c.Contested() {
			continue
		}
		for _, claimant := range c.Claimants {
			side := mustSide(t, engine, c.ID(), claimant)
			var doc any
			if err := json.Unmarshal([]byte(asJSON(t, side)), &doc); err != nil {
				t.Fatal(err)
			}
			eachSentence(doc, func(says string, rests []any) {
				n++
				if says == "" || len(rests) == 0 {
					t.Errorf("%s: %q rests on nothing", c.ID(), says)
				}
				for _, rest := range rests {
					if !known(engine, c.Dispute.ID, rest.(string)) {
						t.Errorf("%s: %q rests on %q, which names nothing", c.ID(), says, rest)
					}
				}
			})
		}
	}
	if n < 1000 {
		t.Errorf("all sides are argued in %d sentences", n)
	}
}

// TestASideIsWhatTheForecastArgues: the three plies are the same, what is cited
// first is the first authority, each goes as far as its differences say, and the
// nearest come first, one for each dispute.
func TestASideIsWhatTheForecastArgues(t *testing.T) {
	engine := sharedEngine()
	for _, id := range explained {
		f := mustForecast(t, engine, id)
		for claimant, argument := range f.Arguments {
			side := mustSide(t, engine, id, claimant)
			if asJSON(t, side.Argument) != asJSON(t, argument) {
				t.Errorf("%s: %s is argued otherwise than the forecast has it", id, claimant)
			}
			if len(argument.Cite) > 0 && side.Authorities[0].Decision != argument.Cite[0].RestsOn[0] {
				t.Errorf("%s: %s cites %v and has %s first", id, claimant, argument.Cite[0].RestsOn, side.Authorities[0].Decision)
			}
			for _, list := range [][]precedents.Citable{side.Authorities, side.Dangers} {
				seen := map[*credentials.Dispute]bool{}
				for i, one := range list {
					there := caseOf(t, engine, one.Decision)
					if seen[there.Dispute] {
						t.Errorf("%s: %s stands twice", id, there.Dispute.ID)
					}
					seen[there.Dispute] = true
					if i > 0 && len(list[i-1].Differences) > len(one.Differences) {
						t.Errorf("%s: %s comes before %s, which is nearer", id, list[i-1].Decision, one.Decision)
					}
					if binds := len(one.Differences) == 0 && len(one.Unknown) == 0; binds != (one.Force == precedents.Binds) {
						t.Errorf("%s: %s is %s with %d differences and %d not known", id, one.Decision, one.Force, len(one.Differences), len(one.Unknown))
					}
				}
			}
		}
	}
}

// TestFactsAreAsSafeAsTheyAreCoded: what is not known is never agreed, and what is
// supposed says so.
func TestFactsAreAsSafeAsTheyAreCoded(t *testing.T) {
	engine := sharedEngine()
	c := caseOf(t, engine, "afghanistan-1996:52")
	supposed, err := precedents.ParseWhatIf(c.Dispute, []string{"taliban.capital=not_held"})
	if err != nil {
		t.Fatal(err)
	}
	pleading, err := engine.Plead(c.Dispute.ID, c.Key, credentials.Date{}, supposed, "", precedents.Options{NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	side := pleading.Side
	if want := len(c.Claimants) * len(credentials.Facts()); len(side.Facts) != want || side.Claimant != c.HolderID() {
		t.Errorf("the side of %s has %d facts, want %d", side.Claimant, len(side.Facts), want)
	}
	for _, note := range side.Facts {
		isSupposed := note.Claimant == "taliban" && note.Fact == credentials.Capital
		if (note.Value == nil) != (note.State == precedents.FactNotKnown) || isSupposed != (note.State == precedents.FactSupposed) {
			t.Errorf("%s of %s is %s", note.Key, note.Claimant, note.State)
		}
		if note.Value != nil && *note.Value != note.Fact.Code(note.Held) {
			t.Errorf("%s of %s is %s and %s", note.Key, note.Claimant, *note.Value, note.Fact.Code(note.Held))
		}
	}
}
