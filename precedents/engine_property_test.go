package precedents

import (
	"math/rand/v2"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
)

func propertyEngine(t *testing.T) *Engine {
	t.Helper()
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return NewEngine(NewCasebook(library), set)
}

// generated gives a made-up case: a case of the record with most of its facts
// drawn anew, some not known.
func generated(draw *rand.Rand, cases []*Case) *Case {
	for {
		c := *cases[draw.IntN(len(cases))]
		if !c.Contested() || len(c.Claimants) == 0 {
			continue
		}
		c.index = -1
		standings := make([]credentials.Standing, len(c.Standings))
		for i, standing := range c.Standings {
			for _, fact := range facts {
				if fact != credentials.HoldsSeat && draw.IntN(3) > 0 {
					standing = standing.With(fact, credentials.Value(draw.IntN(len(fact.Codes())+1)))
				}
			}
			standings[i] = standing
		}
		c.Standings = standings
		c.reconsider()
		return &c
	}
}

// better gives the case with one known fact of one claimant made more
// favourable to it; ok is false where there was none to be drawn.
func better(draw *rand.Rand, c *Case) (improved *Case, place int, fact credentials.Fact, ok bool) {
	for range 50 {
		place, fact = draw.IntN(len(c.Claimants)), facts[draw.IntN(len(facts))]
		now := c.Standings[place].Get(fact)
		next := credentials.Value(1 + draw.IntN(len(fact.Codes())))
		if fact == credentials.HoldsSeat || fact.Compare(next, now) != credentials.Stronger {
			continue
		}
		one := *c
		one.Standings = append([]credentials.Standing(nil), c.Standings...)
		one.Standings[place] = one.Standings[place].With(fact, next)
		one.reconsider()
		return &one, place, fact, true
	}
	return nil, 0, 0, false
}

// seatChance is the chance that a claimant is accepted or goes on sitting.
func seatChance(c *Case, d Distribution, place int) float64 {
	if place == c.Holder {
		return d.keeps()
	}
	return d[OtherAccepted] * c.heirs()[place]
}

// TestABetterFactNeverHurts: making one fact more favourable to a claimant never
// lowers its bounds, nor its chance to sit with the rules, the precedents and the
// regression.
func TestABetterFactNeverHurts(t *testing.T) {
	if testing.Short() {
		t.Skip("it has nothing that could race")
	}
	e := propertyEngine(t)
	draw := rand.New(rand.NewPCG(1, 2))
	const tries = 3000
	tried := 0
	for range tries {
		c := generated(draw, e.book.Cases)
		improved, place, fact, ok := better(draw, c)
		if !ok {
			continue
		}
		lessons := lessonsFor(e.book.Cases, c)
		before, after := boundsFor(c, place, lessons), boundsFor(improved, place, lessons)
		if after.Lower < before.Lower || after.Upper < before.Upper {
			t.Fatalf("%s: better %s of %s moves the bounds from %d–%d to %d–%d", c.ID(), fact.Key(), c.Claimants[place], before.Lower, before.Upper, after.Lower, after.Upper)
		}
		if after.OnIssues.Lower < before.OnIssues.Lower || after.OnIssues.Upper < before.OnIssues.Upper {
			t.Fatalf("%s: better %s of %s lowers the bounds on the issues", c.ID(), fact.Key(), c.Claimants[place])
		}
		tried++
		learned := e.learn(lessons)
		was, is := learned.outset(c), learned.outset(improved)
		voices := []struct {
			Voice
			speak func(*Case, Distribution) Distribution
		}{
			{PersistenceVoice, func(_ *Case, d Distribution) Distribution { return d }},
			{RulesVoice, func(c *Case, _ Distribution) Distribution { return learned.rules(c, e.bearing(c)) }},
			{PrecedentsVoice, learned.likeness.forecast},
			{RegressionVoice, learned.ridge.forecast},
		}
		for _, v := range voices {
			if a, b := seatChance(c, v.speak(c, was), place), seatChance(improved, v.speak(improved, is), place); b < a-1e-9 {
				t.Errorf("%s: better %s of %s lowers its chance with %s from %.4f to %.4f", c.ID(), fact.Key(), c.Claimants[place], v.Voice, a, b)
			}
		}
	}
	if tried < tries/3 {
		t.Errorf("only %d of %d cases were tried", tried, tries)
	}
}

// TestLearningAFactNeverOverturnsARule: a rule whose condition is yes stays so
// whatever fact is learned, and it goes on firing unless it had said "unless".
// What changed since the last decision is counted over facts known both times,
// so that a fact learned to have changed is another case and not tried.
func TestLearningAFactNeverOverturnsARule(t *testing.T) {
	e := propertyEngine(t)
	draw := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		c := generated(draw, e.book.Cases)
		place, fact := draw.IntN(len(c.Claimants)), facts[draw.IntN(len(facts))]
		if fact == credentials.HoldsSeat || c.Standings[place].Get(fact) != 0 {
			continue
		}
		before := e.set.Assess(c.rulesCase())
		learned := *c
		learned.Standings = append([]credentials.Standing(nil), c.Standings...)
		learned.Standings[place] = learned.Standings[place].With(fact, credentials.Value(1+draw.IntN(len(fact.Codes()))))
		learned.reconsider()
		if learned.rival() != c.rival() || len(learned.rulesCase().Changed) != len(c.rulesCase().Changed) {
			continue
		}
		after := e.set.Assess(learned.rulesCase())
		for i := range before.Results {
			was, is := &before.Results[i], &after.Results[i]
			if was.Truth == credentials.Yes && is.Truth != credentials.Yes {
				t.Fatalf("%s: learning %s of %s turns %s from yes to %s", c.ID(), fact.Key(), c.Claimants[place], was.Rule.ID, is.Truth)
			}
			if was.Fired && !is.Fired && len(was.Pending) == 0 {
				t.Fatalf("%s: learning %s of %s defeats %s, which had not said unless", c.ID(), fact.Key(), c.Claimants[place], was.Rule.ID)
			}
		}
	}
}

// TestStructuralZeros: what cannot happen has no chance, what can has at least
// the floor in every voice, and every forecast sums to 1.
func TestStructuralZeros(t *testing.T) {
	e := propertyEngine(t)
	draw := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		c := generated(draw, e.book.Cases)
		learned := e.learn(lessonsFor(e.book.Cases, c))
		m := newMixture(c.stream())
		said := learned.speak(c)
		all := append([]Distribution{m.mixed(&said)}, said[:]...)
		for v, d := range all {
			sum := 0.0
			for class, p := range d {
				sum += p
				if !c.can[class] && p != 0 {
					t.Fatalf("%s: %s cannot happen and has %v", c.ID(), Class(class), p)
				}
				if v > 0 && c.can[class] && p < floor-1e-9 {
					t.Fatalf("%s: %s has %v with %s, below the floor", c.ID(), Class(class), p, Voice(v-1))
				}
			}
			if sum < 1-1e-9 || sum > 1+1e-9 {
				t.Fatalf("%s: the chances sum to %v", c.ID(), sum)
			}
		}
	}
}

// TestWhatHappenedCouldHappen: no decision of the record fell in a class that is
// held to be impossible.
func TestWhatHappenedCouldHappen(t *testing.T) {
	e := propertyEngine(t)
	for _, c := range e.book.Cases {
		if c.Contested() && !c.Can(c.Outcome) {
			t.Errorf("%s: %s is held to be impossible, and happened", c.ID(), c.Outcome)
		}
	}
}

// TestTheMixtureKeepsUpWithItsVoices: the mixture, its limit on the rules left
// aside, loses no more against any voice than its prior weight, temperatures and
// sharing explain.
func TestTheMixtureKeepsUpWithItsVoices(t *testing.T) {
	e := propertyEngine(t)
	mixed := walkForward(e.track)
	for v := range firstBaseline {
		for s := range streamCount {
			var ours, theirs float64
			n := 0
			for i := range mixed {
				if mixed[i].stream() != s {
					continue
				}
				n++
				ours += scoreOf(mixed[i : i+1]).loss()
				theirs += scoreOf([]scored{{mixed[i].Case, e.track[i].said[v]}}).loss()
			}
			if prior := v.prior(s); v != RulesVoice && prior > 0 && ours > theirs+4 {
				t.Errorf("over %d decisions the mixture loses %.2f to %s", n, ours-theirs, v)
			}
		}
	}
}

func (s Score) loss() float64 { return float64(s.LogLoss) * float64(s.N) }

func TestVoicesAreCounted(t *testing.T) {
	if int(firstBaseline)+len(Baselines) != voiceCount {
		t.Errorf("there are %d voices, not %d", int(firstBaseline)+len(Baselines), voiceCount)
	}
	if challengeCount != len(credentials.Challenges.Terms)+1 {
		t.Errorf("there are %d challenges, not %d", len(credentials.Challenges.Terms), challengeCount-1)
	}
}

func TestIssuesFollowTheOrderOfTheFacts(t *testing.T) {
	for i := range issueTable {
		for n, fact := range issueTable[i].Facts {
			for a := range len(fact.Codes()) {
				for b := range len(fact.Codes()) {
					stronger := fact.Compare(credentials.Value(a+1), credentials.Value(b+1)) == credentials.Stronger
					if stronger && issueScores[i][n][a+1] < issueScores[i][n][b+1] {
						t.Errorf("%s: %s weighs less than %s", Issue(i), fact.Codes()[a], fact.Codes()[b])
					}
				}
			}
			for _, code := range fact.Codes() {
				if _, ok := issueTable[i].scores[n][code]; !ok {
					t.Errorf("%s does not weigh %s of %s", Issue(i), code, fact.Key())
				}
			}
		}
	}
}
