package precedents

import (
	"math"

	"seatwatch/credentials"
)

// vantage is a case from which the lessons are looked at again and again: what
// the time since each leaves of it, and how near each is. It is by place in the
// casebook and holds for the lessons it was made for.
type vantage struct {
	from *Case
	day  credentials.Date
	// precedent and practised are what age leaves of a lesson as a precedent and
	// as the body's practice.
	precedent, practised []float64
	// nearness is what a lesson weighs for the case itself as a precedent.
	nearness []float64
}

// vantageOf gives the vantage of a case.
func (e *Engine) vantageOf(c *Case, lessons []lesson) *vantage {
	n := len(e.book.Cases)
	columns := make([]float64, 3*n)
	v := &vantage{from: c, day: c.Opened, precedent: columns[:n], practised: columns[n : 2*n], nearness: columns[2*n:]}
	for i := range lessons {
		there := lessons[i].Case
		if !there.Contested() {
			continue
		}
		since := years(there, c)
		v.precedent[there.index], v.practised[there.index] = fade(since, precedentHalfLife), fade(since, practiceHalfLife)
		v.nearness[there.index] = math.Exp(-e.near.between(there, c)) * v.precedent[there.index]
	}
	return v
}

// has reports whether the vantage is that of a case.
func (v *vantage) has(c *Case) bool { return v != nil && v.from == c }

// precedentAge gives what age leaves of a lesson as a precedent for a case.
func (v *vantage) precedentAge(there, here *Case) float64 {
	if v != nil && v.day == here.Opened {
		return v.precedent[there.index]
	}
	return fade(years(there, here), precedentHalfLife)
}

// practiceAge gives what age leaves of a lesson as practice for a case.
func (v *vantage) practiceAge(there, here *Case) float64 {
	if v != nil && v.day == here.Opened {
		return v.practised[there.index]
	}
	return fade(years(there, here), practiceHalfLife)
}
