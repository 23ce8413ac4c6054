package rules

import (
	"math/rand/v2"
	"slices"
	"testing"

	"seatwatch/credentials"
)

// drawnCase gives a made-up case, some of its facts not known.
func drawnCase(draw *rand.Rand) Case {
	standing := func() *credentials.Standing {
		var s credentials.Standing
		for _, fact := range credentials.Facts() {
			if draw.IntN(6) > 0 {
				s = s.With(fact, credentials.Value(1+draw.IntN(len(fact.Codes()))))
			}
		}
		return &s
	}
	truth := func() credentials.Truth {
		return []credentials.Truth{credentials.Yes, credentials.No, credentials.NotKnown}[draw.IntN(3)]
	}
	outcomes, challenges := credentials.Outcomes.Terms, credentials.Challenges.Terms
	c := Case{
		Challenge: challenges[draw.IntN(len(challenges))].Code, Opening: draw.IntN(3) == 0, Talks: truth(), Division: truth(),
		Previous: outcomes[draw.IntN(len(outcomes))].Code,
	}
	if draw.IntN(5) > 0 {
		c.Holder = standing()
	}
	if draw.IntN(3) > 0 {
		c.Rival, c.Rivals = standing(), 1+draw.IntN(2)
	}
	if draw.IntN(4) == 0 {
		c.EarlierInSession = outcomes[draw.IntN(len(outcomes))].Code
	}
	return c
}

// improvements calls visit with every case that differs in one known fact of one
// role, better for it.
func (c *Case) improvements(visit func(Case, Role, credentials.Fact)) {
	for _, fact := range credentials.Facts() {
		for next := range credentials.Value(len(fact.Codes()) + 1) {
			if c.Holder != nil && fact.Compare(next, c.Holder.Get(fact)) == credentials.Stronger {
				better, one := c.Holder.With(fact, next), *c
				one.Holder = &better
				visit(one, Holder, fact)
			}
			if c.Rival != nil && fact.Compare(next, c.Rival.Get(fact)) == credentials.Stronger {
				better, one := c.Rival.With(fact, next), *c
				one.Rival = &better
				visit(one, Rival, fact)
			}
		}
	}
}

// Whatever fact of whichever claimant becomes better, no rule that carries for it
// ceases to, and none begins to carry against it; and a rule that fires carries.
// The log names the rules that themselves stop with a better fact of the one they
// let sit, or start against it: another rule takes over there.
func TestABetterFactNeverTurnsWhatCarries(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(8, 9))
	turning := map[string]bool{}
	for range 600 {
		c := drawnCase(draw)
		assessed, before := set.Assess(c), set.Bearing(c)
		for i := range set.rules {
			if fires := assessed.Results[i].Fired; fires != before.Fires(i) {
				t.Fatalf("%s fires: %t, and bears so: %t", set.rules[i].ID, fires, before.Fires(i))
			}
			if before.Fires(i) && !before.Carries(i) {
				t.Fatalf("%s fires and does not carry", set.rules[i].ID)
			}
		}
		c.improvements(func(better Case, role Role, fact credentials.Fact) {
			again := set.Bearing(better)
			for i := range set.rules {
				rule := &set.rules[i]
				sits := rule.Then.sits(role)
				if carries := again.Carries(i); carries != before.Carries(i) && carries != sits {
					t.Fatalf("%s: a better %s of the %s turns it from %t to %t", rule.ID, fact.Key(), role, before.Carries(i), carries)
				}
				if fires := again.Fires(i); fires != assessed.Results[i].Fired && fires != sits {
					turning[rule.ID+" with "+string(role)+"."+fact.Key()] = true
				}
			}
		})
	}
	names := make([]string, 0, len(turning))
	for name := range turning {
		names = append(names, name)
	}
	slices.Sort(names)
	t.Logf("%d rules and facts turn: %v", len(names), names)
}

// A rule carries exactly where it fires on some position that is no better for
// the one it lets sit, found here by trying them all.
func TestARuleCarriesFromAWeakerPosition(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	asked := []credentials.Fact{credentials.CredentialsForm, credentials.Capital, credentials.OrganizationStance, credentials.AbusesCited}
	// weaker gives a standing and all that are worse in those facts, or better.
	weaker := func(s *credentials.Standing, wanted credentials.Favour) []*credentials.Standing {
		if s == nil {
			return []*credentials.Standing{nil}
		}
		list := []*credentials.Standing{s}
		for _, fact := range asked {
			for _, one := range slices.Clone(list) {
				for v := range credentials.Value(len(fact.Codes()) + 1) {
					if fact.Compare(v, s.Get(fact)) == wanted {
						other := one.With(fact, v)
						list = append(list, &other)
					}
				}
			}
		}
		return list
	}
	draw := rand.New(rand.NewPCG(10, 11))
	for range 150 {
		c := drawnCase(draw)
		for _, standing := range []*credentials.Standing{c.Holder, c.Rival} {
			for _, fact := range credentials.Facts() {
				if standing != nil && !slices.Contains(asked, fact) {
					*standing = standing.With(fact, 0)
				}
			}
		}
		var firing [2][2][]bool
		for h, holders := range [2][]*credentials.Standing{weaker(c.Holder, credentials.Weaker), weaker(c.Holder, credentials.Stronger)} {
			for r, rivals := range [2][]*credentials.Standing{weaker(c.Rival, credentials.Weaker), weaker(c.Rival, credentials.Stronger)} {
				if h == 0 && r == 0 {
					continue
				}
				firing[h][r] = make([]bool, set.Len())
				for _, one := range holders {
					for _, other := range rivals {
						position := c
						position.Holder, position.Rival = one, other
						a := set.Assess(position)
						for i := range a.Results {
							firing[h][r][i] = firing[h][r][i] || a.Results[i].Fired
						}
					}
				}
			}
		}
		bearing := set.Bearing(c)
		for i := range set.rules {
			carries, then := bearing.Carries(i), set.rules[i].Then
			h, r := 1, 1
			if then.sits(Holder) {
				h = 0
			}
			if then.sits(Rival) {
				r = 0
			}
			if carries != firing[h][r][i] {
				t.Fatalf("%s carries: %t, and fires on some position: %t", set.rules[i].ID, carries, firing[h][r][i])
			}
		}
	}
}

// From one case to the next only the rules are judged anew that ask about what
// differs; the rest is as it was, to the same end as judging them all.
func TestBearingOnAnotherCase(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(12, 13))
	from := set.Bearing(drawnCase(draw))
	for range 300 {
		c := drawnCase(draw)
		whole := set.Bearing(c)
		c.improvements(func(better Case, _ Role, _ credentials.Fact) {
			if !slices.Equal(whole.On(better).carries, set.Bearing(better).carries) {
				t.Fatalf("%+v: another carries", better)
			}
		})
		if from = from.On(c); !slices.Equal(from.carries, whole.carries) || !slices.Equal(from.fires, whole.fires) {
			t.Fatalf("%+v: another bears", c)
		}
	}
}

// The position that is named for a rule that carries is one in which it fires,
// and no better for whom it finds.
func TestWhereARuleThatCarriesFires(t *testing.T) {
	set, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(16, 17))
	named := 0
	for range 300 {
		c := drawnCase(draw)
		b := set.Bearing(c)
		for i := range set.rules {
			where := b.Where(i)
			if (len(where) > 0) != (b.Carries(i) && !b.Fires(i)) {
				t.Fatalf("%s fires %t, carries %t, and is named to fire where %+v", set.rules[i].ID, b.Fires(i), b.Carries(i), where)
			}
			if len(where) == 0 {
				continue
			}
			named++
			there := c
			for _, other := range where {
				standing, favour := &there.Holder, credentials.Weaker
				if other.Role == Rival {
					standing = &there.Rival
				}
				if !set.rules[i].Then.sits(other.Role) {
					favour = credentials.Stronger
				}
				if got := other.Fact.Compare(other.Value, (*standing).Get(other.Fact)); got != favour {
					t.Fatalf("%s: %+v is not %v", set.rules[i].ID, other, favour)
				}
				changed := (*standing).With(other.Fact, other.Value)
				*standing = &changed
			}
			if !set.Bearing(there).Fires(i) {
				t.Fatalf("%s does not fire where %+v", set.rules[i].ID, where)
			}
		}
	}
	if named < 30 {
		t.Errorf("only %d rules carried without firing", named)
	}
}

func BenchmarkBearing(b *testing.B) {
	set, err := Embedded()
	if err != nil {
		b.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(14, 15))
	cases := make([]Case, 64)
	for i := range cases {
		cases[i] = drawnCase(draw)
	}
	for i := 0; b.Loop(); i++ {
		set.Bearing(cases[i%len(cases)])
	}
}
