package precedents

import (
	"math"
)

// practiceHalfLife is the years after which a decision counts half for the
// body's current practice.
const practiceHalfLife = 6

// practiceStrength is how many decisions of today the reference class counts
// for.
const practiceStrength = 3

// practice is how the body has lately dealt with each challenge, whatever the
// dispute: the later a decision, the more it counts.
type practice struct {
	lessons [challengeCount][]lesson
	*vantage
}

func learnPractice(lessons []lesson) *practice {
	p := &practice{}
	for _, l := range lessons {
		if l.Contested() {
			at := l.challengePlace()
			p.lessons[at] = append(p.lessons[at], l)
		}
	}
	return p
}

func (p *practice) forecast(c *Case, base Distribution) Distribution {
	var recent tally
	lessons := p.lessons[c.challengePlace()]
	for i := range lessons {
		l := &lessons[i]
		recent.add(l.Outcome, l.weight*p.practiceAge(l.Case, c))
	}
	return recent.towards(base, practiceStrength).among(c.can)
}

// years gives the time between two cases' sessions.
func years(a, b *Case) float64 { return math.Abs(float64(a.Opened.Days(b.Opened))) / 365.25 }

// fade gives ½ to the power of years over the half-life.
func fade(years, halfLife float64) float64 { return math.Exp2(-years / halfLife) }
