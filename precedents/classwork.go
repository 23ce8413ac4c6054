package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
)

// ClassWork is how the students of a class did on the cases that are closed, beside
// the engine and the record, which never saw the outcomes either.
type ClassWork struct {
	Cases []CaseWork `json:"cases"`
	// Students are those who forecast a closed case, the best first.
	Students []StudentWork `json:"students"`
	// Class is the mean of the students' forecasts, taken as one forecaster.
	Class ForecasterWork `json:"class"`
	// Engine is what the engine would have said before each decision, and BaseRate
	// how decisions of the same class had gone by then. Both are of the cases that the
	// class forecast.
	Engine   ForecasterWork `json:"engine"`
	BaseRate ForecasterWork `json:"base_rate"`
	// Calibration is of every share that a student gave.
	Calibration []Bin `json:"calibration"`
	// Coding is how far the students' codes are the record's; empty where they were
	// given the facts, or coded none that the record knows.
	Coding []CodingAgreement `json:"coding"`
}

// CaseWork is a closed case.
type CaseWork struct {
	Number   int    `json:"number"`
	Decision string `json:"decision"`
	// Gone says that the record has no such decision any more, or one that nobody
	// challenged; nothing else of it is known then.
	Gone     bool  `json:"gone"`
	Happened Class `json:"happened"`
	// Forecasts are the students', by name.
	Forecasts []StudentForecast `json:"forecasts"`
	// Class is nil where nobody forecast the case.
	Class    *Marked `json:"class"`
	Engine   Marked  `json:"engine"`
	BaseRate Marked  `json:"base_rate"`
	// Ways are the classes in which it could have fallen.
	Ways []Class `json:"ways"`
}

// Marked is a forecast with its score of Brier, from 0, which is best, to 2.
type Marked struct {
	P     Distribution `json:"p"`
	Brier Figure       `json:"brier"`
}

// StudentForecast is what a student said of a case.
type StudentForecast struct {
	Student int    `json:"-"`
	Name    string `json:"name"`
	Marked
	Argument string `json:"argument"`
}

// ForecasterWork is the mean score of a forecaster over n cases; nil for none.
type ForecasterWork struct {
	N     int     `json:"n"`
	Brier *Figure `json:"brier"`
}

// StudentWork is a student's score, and the engine's on the same cases.
type StudentWork struct {
	Student int    `json:"-"`
	Name    string `json:"name"`
	ForecasterWork
	Engine ForecasterWork `json:"engine"`
}

// CodingAgreement is how often students coded a fact as the record has it, where
// both say something. Kappa sets off what chance alone would give; nil where there
// are too few to say, or where only one value was ever coded.
type CodingAgreement struct {
	Fact  string `json:"fact"`
	N     int    `json:"n"`
	Agree int    `json:"agree"`
	// Unsaid is how often students left open what the record knows.
	Unsaid int     `json:"unsaid"`
	Kappa  *Figure `json:"kappa"`
}

// Brier gives the multi-class score of Brier, from 0 to 2.
func (d Distribution) Brier(happened Class) float64 {
	var sum float64
	for class, p := range d {
		miss := p - oneIf(Class(class) == happened)
		sum += miss * miss
	}
	return sum
}

// DistributionOf gives shares of any sum, by the codes of classes, as a
// distribution over what the decision could come to.
func DistributionOf(shares map[string]int, ways []Class) Distribution {
	var d Distribution
	var can possible
	for _, class := range ways {
		can[class] = true
		d[class] = float64(shares[class.String()])
	}
	return d.among(can)
}

// averager adds up scores.
type averager struct {
	n   int
	sum float64
}

func (a *averager) add(score Figure) { a.n, a.sum = a.n+1, a.sum+float64(score) }

func (a *averager) work() ForecasterWork {
	if a.n == 0 {
		return ForecasterWork{}
	}
	mean := Figure(a.sum / float64(a.n))
	return ForecasterWork{a.n, &mean}
}

// walked gives a decision of the walk-forward test: its case, what the engine would
// have said of it before it was taken, and what its reference class would have.
func (e *Engine) walked(dispute string, key credentials.DecisionKey) (c *Case, engine, base Distribution, ok bool) {
	for i := range e.track {
		if c = e.track[i].Case; c.Dispute.ID == dispute && c.Key == key {
			return c, e.mixed[i].p, e.track[i].said[baseRate], true
		}
	}
	return nil, engine, base, false
}

// baseRate is the voice that says how decisions of the same class have gone.
var baseRate = firstBaseline + Voice(slices.IndexFunc(Baselines, func(b Baseline) bool { return b.Key == "most_frequent" }))

// ClassWork scores a class on the cases that are closed; nothing of an open case is
// in what it gives. Students and answers are those of the class.
func (e *Engine) ClassWork(class credentials.Class, students []credentials.Student, answers []credentials.Answer) ClassWork {
	m := marking{class: class, students: students, answers: map[[2]int]*credentials.Answer{}, own: map[int]*averager{}, beside: map[int]*averager{}}
	for i := range answers {
		m.answers[[2]int{answers[i].Student, answers[i].Case}] = &answers[i]
	}
	w := ClassWork{Cases: []CaseWork{}, Students: []StudentWork{}}
	for _, one := range class.Cases {
		if one.Open() {
			continue
		}
		work := CaseWork{Number: one.Number, Decision: one.ID(), Forecasts: []StudentForecast{}, Ways: []Class{}}
		c, mixed, rate, ok := e.walked(one.Dispute, one.Key)
		if work.Gone = !ok; ok {
			work.Happened, work.Engine, work.BaseRate = c.Outcome, marked(mixed, c), marked(rate, c)
			m.mark(&work, c)
		}
		w.Cases = append(w.Cases, work)
	}
	w.Class, w.Engine, w.BaseRate = m.together.work(), m.engine.work(), m.base.work()
	for _, student := range students {
		if own := m.own[student.Number]; own != nil {
			w.Students = append(w.Students, StudentWork{student.Number, student.Name, own.work(), m.beside[student.Number].work()})
		}
	}
	slices.SortStableFunc(w.Students, func(a, b StudentWork) int { return cmp.Compare(*a.Brier, *b.Brier) })
	w.Calibration, w.Coding = reliabilityOf(m.said), m.coding.agreements()
	return w
}

// marking is the scoring of a class, case by case.
type marking struct {
	class    credentials.Class
	students []credentials.Student
	// answers are by student and case.
	answers map[[2]int]*credentials.Answer
	// together, engine and base are over the cases that somebody forecast; own is by
	// student, and beside the engine on the cases of each.
	together, engine, base averager
	own, beside            map[int]*averager
	said                   []scored
	coding                 codingTally
}

// mark scores what the students said of one case.
func (m *marking) mark(work *CaseWork, c *Case) {
	for _, way := range Classes() {
		if c.Can(way) {
			work.Ways = append(work.Ways, way)
		}
	}
	var mean Distribution
	for _, student := range m.students {
		answer := m.answers[[2]int{student.Number, work.Number}]
		if answer == nil {
			continue
		}
		forecast := marked(DistributionOf(answer.Shares, work.Ways), c)
		work.Forecasts = append(work.Forecasts, StudentForecast{student.Number, student.Name, forecast, answer.Argument})
		for class, p := range forecast.P {
			mean[class] += p
		}
		if m.own[student.Number] == nil {
			m.own[student.Number], m.beside[student.Number] = &averager{}, &averager{}
		}
		m.own[student.Number].add(forecast.Brier)
		m.beside[student.Number].add(work.Engine.Brier)
		m.said = append(m.said, scored{c, forecast.P})
		if m.class.Codes {
			m.coding.add(c, answer.Facts)
		}
	}
	if len(work.Forecasts) == 0 {
		return
	}
	together := marked(mean.among(c.can), c)
	work.Class = &together
	m.together.add(together.Brier)
	m.engine.add(work.Engine.Brier)
	m.base.add(work.BaseRate.Brier)
}

func marked(d Distribution, c *Case) Marked { return Marked{d, Figure(d.Brier(c.Outcome))} }

// codingTally counts, fact by fact, what students coded where the record has what.
type codingTally struct {
	pairs  map[credentials.Fact]map[[2]credentials.Value]int
	unsaid map[credentials.Fact]int
}

func (t *codingTally) add(c *Case, coded map[string]credentials.Standing) {
	if t.pairs == nil {
		t.pairs, t.unsaid = make(map[credentials.Fact]map[[2]credentials.Value]int), make(map[credentials.Fact]int)
	}
	for i, claimant := range c.Claimants {
		for _, fact := range credentials.FactsToCode() {
			here, there := coded[claimant].Get(fact), c.Standings[i].Get(fact)
			switch {
			case there == 0:
			case here == 0:
				t.unsaid[fact]++
			default:
				if t.pairs[fact] == nil {
					t.pairs[fact] = map[[2]credentials.Value]int{}
				}
				t.pairs[fact][[2]credentials.Value{here, there}]++
			}
		}
	}
}

func (t *codingTally) agreements() []CodingAgreement {
	list := []CodingAgreement{}
	for _, fact := range credentials.FactsToCode() {
		a := CodingAgreement{Fact: fact.Key(), Unsaid: t.unsaid[fact]}
		here, there := map[credentials.Value]int{}, map[credentials.Value]int{}
		for pair, n := range t.pairs[fact] {
			a.N += n
			here[pair[0]] += n
			there[pair[1]] += n
			if pair[0] == pair[1] {
				a.Agree += n
			}
		}
		if a.N == 0 && a.Unsaid == 0 {
			continue
		}
		a.Kappa = kappa(a, here, there)
		list = append(list, a)
	}
	return list
}

// kappa is Cohen's: the share agreed on above what chance would give, of what there
// is above it.
func kappa(a CodingAgreement, here, there map[credentials.Value]int) *Figure {
	if a.N < leastInBin {
		return nil
	}
	n := float64(a.N)
	chance := 0
	for value, k := range here {
		chance += k * there[value]
	}
	if chance == a.N*a.N {
		return nil
	}
	by := float64(chance) / (n * n)
	k := Figure((float64(a.Agree)/n - by) / (1 - by))
	return &k
}
