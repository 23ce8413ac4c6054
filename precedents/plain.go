package precedents

import "seatwatch/credentials"

// plainStrength is how many decisions the wider class counts for.
const plainStrength = 6

// plainReference is the reference class as a plain baseline: the shares so far
// of all contested decisions, of those on the same challenge, and of those that
// were openings or renewals as well, each drawn towards the one before. It knows
// nothing of who holds the seat.
type plainReference struct {
	all       tally
	challenge map[credentials.Challenge]*tally
	narrow    map[referenceClass]*tally
}

func learnPlainReference(lessons []lesson) *plainReference {
	r := &plainReference{challenge: make(map[credentials.Challenge]*tally, 3), narrow: make(map[referenceClass]*tally, 6)}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		class := referenceClass{challenge: l.Challenge, opening: l.Opening}
		if r.challenge[l.Challenge] == nil {
			r.challenge[l.Challenge] = &tally{}
		}
		if r.narrow[class] == nil {
			r.narrow[class] = &tally{}
		}
		r.all.add(l.Outcome, l.times)
		r.challenge[l.Challenge].add(l.Outcome, l.times)
		r.narrow[class].add(l.Outcome, l.times)
	}
	return r
}

func (r *plainReference) forecast(c *Case) Distribution {
	var d Distribution
	for class := range d {
		d[class] = 1 / float64(classCount)
	}
	d = r.all.towards(d, plainStrength)
	d = r.challenge[c.Challenge].towards(d, plainStrength)
	d = r.narrow[referenceClass{challenge: c.Challenge, opening: c.Opening}].towards(d, plainStrength)
	return d.among(c.can)
}
