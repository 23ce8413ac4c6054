package precedents

import (
	"math"
	"strings"

	"seatwatch/credentials"
)

// Class is one of the six ways in which a decision can go, seen from the seat.
type Class int8

// The six classes.
const (
	HolderAccepted Class = iota
	OtherAccepted
	DecisionDeferred
	NoDecisionTaken
	SeatLeftVacant
	CredentialsRejected
	classCount
)

// ClassTerm describes a class.
type ClassTerm struct {
	Code, Label string
	// Outcome is the outcome of the decision in that class.
	Outcome credentials.Outcome
	// Keeps says that the seat stays with whoever held it when the session
	// opened.
	Keeps bool
}

var classTable = [classCount]ClassTerm{
	HolderAccepted:      {"accepted_holder", "accepted: the holder of the seat", credentials.Accepted, true},
	OtherAccepted:       {"accepted_other", "accepted: another", credentials.Accepted, false},
	DecisionDeferred:    {"deferred", "deferred", credentials.Deferred, true},
	NoDecisionTaken:     {"no_decision", "no decision", credentials.NoDecision, true},
	SeatLeftVacant:      {"vacant", "vacant", credentials.VacantSeat, false},
	CredentialsRejected: {"rejected", "rejected", credentials.Rejected, false},
}

// Classes gives the six classes in the order in which they are shown.
func Classes() []Class {
	classes := make([]Class, classCount)
	for i := range classes {
		classes[i] = Class(i)
	}
	return classes
}

// ClassFor gives the class of an outcome; holder says, of an acceptance, that it
// is the holder of the seat that is accepted. What is no outcome leaves the seat
// vacant.
func ClassFor(outcome credentials.Outcome, holder bool) Class {
	for class, term := range classTable {
		if term.Outcome == outcome && (outcome != credentials.Accepted || term.Keeps == holder) {
			return Class(class)
		}
	}
	return SeatLeftVacant
}

// Term describes the class.
func (c Class) Term() ClassTerm { return classTable[c] }

// String gives the class's code.
func (c Class) String() string { return classTable[c].Code }

// MarshalText gives the class's code.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// possible says which classes a decision can fall in at all.
type possible [classCount]bool

// anything is that every class can happen.
var anything = possible{true, true, true, true, true, true}

// Distribution gives each class its probability; that of a class that cannot
// happen is 0.
type Distribution [classCount]float64

// floor is the least probability that a class that can happen is given.
const floor = 0.01

// MarshalJSON gives an object of the classes that can happen.
func (d Distribution) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for c, p := range d {
		if p <= 0 {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + Class(c).String() + `":` + figureText(p))
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// top gives the class with the highest probability, the first of equals.
func (d *Distribution) top() Class {
	best := Class(0)
	for c, p := range d {
		if p > d[best] {
			best = Class(c)
		}
	}
	return best
}

// keeps gives the probability that the seat stays with whoever held it.
func (d *Distribution) keeps() float64 {
	var p float64
	for c := range d {
		if classTable[c].Keeps {
			p += d[c]
		}
	}
	return p
}

// among puts nought where a class cannot happen and scales the rest to sum to
// 1; where nothing is left, all that can happen is equally likely.
func (d Distribution) among(can possible) Distribution {
	var sum float64
	n := 0
	for c := range d {
		switch {
		case !can[c]:
			d[c] = 0
		default:
			sum += d[c]
			n++
		}
	}
	for c := range d {
		switch {
		case !can[c]:
		case sum > 0:
			d[c] /= sum
		default:
			d[c] = 1 / float64(n)
		}
	}
	return d
}

// floored is among with the floor under every class that can happen; the floor
// holds exactly, what is missing comes from the classes above it.
func (d Distribution) floored(can possible) Distribution {
	d = d.among(can)
	for range classCount {
		var above, owed float64
		for c := range d {
			switch {
			case !can[c]:
			case d[c] <= floor:
				owed += floor
			default:
				above += d[c]
			}
		}
		if owed == 0 || above == 0 {
			return d
		}
		settled := true
		for c := range d {
			switch {
			case !can[c]:
			case d[c] <= floor:
				d[c] = floor
			default:
				d[c] *= (1 - owed) / above
				settled = settled && d[c] > floor
			}
		}
		if settled {
			return d
		}
	}
	return d
}

// at gives the distribution at a temperature: below 1 it is bolder, above 1
// more cautious.
func (d Distribution) at(temperature float64) Distribution {
	if temperature == 1 {
		return d
	}
	var sum float64
	for c := range d {
		if d[c] > 0 {
			d[c] = math.Exp(math.Log(d[c]) / temperature)
			sum += d[c]
		}
	}
	for c := range d {
		d[c] /= sum
	}
	return d
}

// tilted moves the classes of the set to the probability p together, and leaves
// their proportions among themselves, and those of the others, as they were.
func (d Distribution) tilted(set possible, p float64) Distribution {
	var in, out float64
	for c := range d {
		if set[c] {
			in += d[c]
		} else {
			out += d[c]
		}
	}
	if in == 0 || out == 0 {
		return d
	}
	for c := range d {
		if set[c] {
			d[c] *= p / in
		} else {
			d[c] *= (1 - p) / out
		}
	}
	return d
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
