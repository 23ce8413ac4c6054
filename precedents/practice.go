package precedents

import (
	"math"
	"seatwatch/credentials"
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
	base    forecaster
	lessons map[credentials.Challenge][]lesson
}

func learnPractice(lessons []lesson, base forecaster) *practice {
	p := &practice{base: base, lessons: make(map[credentials.Challenge][]lesson, 3)}
	for _, l := range lessons {
		if l.Contested() {
			p.lessons[l.Challenge] = append(p.lessons[l.Challenge], l)
		}
	}
	return p
}

func (p *practice) forecast(c *Case) Distribution {
	base := p.base.forecast(c)
	var recent tally
	for i := range p.lessons[c.Challenge] {
		l := &p.lessons[c.Challenge][i]
		recent.add(l.Outcome, l.weight*fade(years(l.Case, c), practiceHalfLife))
	}
	return recent.towards(base, practiceStrength).among(c.can)
}

// years gives the time between two cases' sessions.
func years(a, b *Case) float64 { return math.Abs(float64(a.Opened.Days(b.Opened))) / 365.25 }

// fade gives ½ to the power of years over the half-life.
func fade(years, halfLife float64) float64 { return math.Exp2(-years / halfLife) }
