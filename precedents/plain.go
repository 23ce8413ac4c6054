package precedents

// plainStrength is how many decisions the wider class counts for.
const plainStrength = 6

// plainReference is the reference class as a plain baseline: the shares so far
// of all contested decisions, of those on the same challenge, and of those that
// were openings or renewals as well, each drawn towards the one before. It knows
// nothing of who holds the seat.
type plainReference struct {
	all     tally
	classes [challengeCount]classTallies
}

func learnPlainReference(lessons []lesson) *plainReference {
	r := &plainReference{}
	for i := range lessons {
		l := &lessons[i]
		if !l.Contested() {
			continue
		}
		class := &r.classes[l.challengePlace()]
		r.all.add(l.Outcome, l.times)
		class.all.add(l.Outcome, l.times)
		class.narrow[l.stream()].add(l.Outcome, l.times)
	}
	return r
}

func (r *plainReference) forecast(c *Case) Distribution {
	var d Distribution
	for class := range d {
		d[class] = 1 / float64(classCount)
	}
	class := &r.classes[c.challengePlace()]
	d = r.all.towards(d, plainStrength)
	d = class.all.towards(d, plainStrength)
	d = class.narrow[c.stream()].towards(d, plainStrength)
	return d.among(c.can)
}
