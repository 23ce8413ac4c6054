package precedents

import (
	"fmt"
	"math"
)

// Interval is the range of Wilson at 95 per cent of a share.
type Interval struct {
	Low  Figure `json:"low"`
	High Figure `json:"high"`
}

// Wilson gives the interval of k in n; of none at all it is everything.
func Wilson(k, n float64) Interval {
	return wilson(k, n, 1.959963984540054)
}

// wilson gives the interval of k in n that reaches z standard deviations.
func wilson(k, n, z float64) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	p, zz := k/n, z*z
	centre := (p + zz/(2*n)) / (1 + zz/n)
	half := z / (1 + zz/n) * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	return Interval{Figure(max(0, centre-half)), Figure(min(1, centre+half))}
}

// Score is how good a set of forecasts has been.
type Score struct {
	N int `json:"n"`
	// OutcomeAccuracy is how often the likeliest class came to pass, SeatAccuracy
	// how often whoever was likeliest to sit did.
	OutcomeAccuracy         Figure   `json:"outcome_accuracy"`
	OutcomeAccuracyInterval Interval `json:"outcome_accuracy_interval"`
	SeatAccuracy            Figure   `json:"seat_accuracy"`
	SeatAccuracyInterval    Interval `json:"seat_accuracy_interval"`
	// Brier is the multi-class score of Brier, from 0 to 2.
	Brier   Figure `json:"brier"`
	LogLoss Figure `json:"log_loss"`
	// GivenToHappened and GivenToOther are the mean probability given to classes
	// that came to pass and to classes that could have and did not.
	GivenToHappened Figure `json:"mean_p_happened"`
	GivenToOther    Figure `json:"mean_p_other"`
}

// Figure is a number of a document, written with nine decimals at most.
type Figure float64

// MarshalJSON writes the figure.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return nil, fmt.Errorf("%v is not a figure", float64(f))
	}
	return []byte(figureText(float64(f))), nil
}

// scored is one forecast beside what happened.
type scored struct {
	*Case
	p Distribution
}

func scoreOf(list []scored) Score {
	s := Score{N: len(list)}
	var right, seated, brier, loss, happened, other, others float64
	for i := range list {
		f := &list[i]
		right += oneIf(f.p.top() == f.Outcome)
		seated += oneIf(f.seatRight())
		loss -= math.Log(f.p[f.Outcome])
		for class, p := range f.p {
			came := Class(class) == f.Outcome
			brier += (p - oneIf(came)) * (p - oneIf(came))
			switch {
			case came:
				happened += p
			case f.can[class]:
				other += p
				others++
			}
		}
	}
	n := float64(s.N)
	s.OutcomeAccuracyInterval, s.SeatAccuracyInterval = Wilson(right, n), Wilson(seated, n)
	if n == 0 {
		return s
	}
	s.OutcomeAccuracy, s.SeatAccuracy = Figure(right/n), Figure(seated/n)
	s.Brier, s.LogLoss, s.GivenToHappened = Figure(brier/n), Figure(loss/n), Figure(happened/n)
	if others > 0 {
		s.GivenToOther = Figure(other / others)
	}
	return s
}

// seats gives the chance of each claimant to sit, by place in Claimants, and
// last that of nobody.
func (c *Case) seats(d Distribution) []float64 {
	p := make([]float64, len(c.Claimants)+1)
	for class := range d {
		if Class(class) == OtherAccepted {
			for i, share := range c.heirs() {
				p[i] += d[class] * share
			}
			continue
		}
		if sits := c.place(c.SeatedIn(Class(class))); sits >= 0 {
			p[sits] += d[class]
		} else {
			p[len(c.Claimants)] += d[class]
		}
	}
	return p
}

// seatRight reports whether whoever was likeliest to sit did.
func (f *scored) seatRight() bool {
	p := f.seats(f.p)
	best := 0
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	actual := f.place(f.Seated)
	if actual < 0 {
		actual = len(f.Claimants)
	}
	return best == actual
}

// Rows are the four rows in which scores are always shown.
type Rows struct {
	All      Score `json:"all"`
	Openings Score `json:"openings"`
	Renewals Score `json:"renewals"`
	// Changed are the renewals that did not end as the time before.
	Changed Score `json:"changed"`
}

func rowsOf(list []scored) Rows {
	var opening, renewal, changed []scored
	for _, f := range list {
		if f.Opening {
			opening = append(opening, f)
			continue
		}
		renewal = append(renewal, f)
		if last := f.last(); last != nil && last.Outcome != f.Outcome {
			changed = append(changed, f)
		}
	}
	return Rows{All: scoreOf(list), Openings: scoreOf(opening), Renewals: scoreOf(renewal), Changed: scoreOf(changed)}
}

// reliabilityBounds are the borders of the bins of the reliability table.
var reliabilityBounds = []float64{0, .1, .3, .5, .7, .9, 1}

// leastInBin is the number of forecasts under which a bin says nothing.
const leastInBin = 5

// Bin is one line of the reliability table: of all probabilities given within
// its borders, how many there were, their mean, and the share that came to pass.
// Observed and its interval are nil where there are too few to say.
type Bin struct {
	From     Figure    `json:"from"`
	To       Figure    `json:"to"`
	N        int       `json:"n"`
	MeanP    *Figure   `json:"mean_p"`
	Observed *Figure   `json:"observed"`
	Interval *Interval `json:"interval"`
}

// outcomeOf is a probability that was given to something, and whether it came.
type outcomeOf struct {
	p    float64
	came bool
}

// reliabilityOf puts every probability given to a class that could happen into
// its bin.
func reliabilityOf(list []scored) []Bin {
	var given []outcomeOf
	for i := range list {
		for class, p := range list[i].p {
			if list[i].can[class] {
				given = append(given, outcomeOf{p, Class(class) == list[i].Outcome})
			}
		}
	}
	return binned(given)
}

// binned puts probabilities into their bins.
func binned(given []outcomeOf) []Bin {
	bins := make([]Bin, len(reliabilityBounds)-1)
	sums, came := make([]float64, len(bins)), make([]float64, len(bins))
	for i := range bins {
		bins[i].From, bins[i].To = Figure(reliabilityBounds[i]), Figure(reliabilityBounds[i+1])
	}
	for _, one := range given {
		b := 0
		for b < len(bins)-1 && one.p >= reliabilityBounds[b+1] {
			b++
		}
		bins[b].N++
		sums[b] += one.p
		came[b] += oneIf(one.came)
	}
	for b := range bins {
		if bins[b].N < leastInBin {
			continue
		}
		n := float64(bins[b].N)
		mean, observed, interval := Figure(sums[b]/n), Figure(came[b]/n), Wilson(came[b], n)
		bins[b].MeanP, bins[b].Observed, bins[b].Interval = &mean, &observed, &interval
	}
	return bins
}
