package precedents

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"seatwatch/credentials"
)

// classOn gives the work of a class on some decisions of the record, each closed,
// by students who each answer in their own way.
func classOn(t *testing.T, says ...func(c *Case) credentials.Answer) (*Engine, ClassWork) {
	t.Helper()
	e := propertyEngine(t)
	var cases []credentials.ClassCase
	var answers []credentials.Answer
	students := make([]credentials.Student, len(says))
	for i := range says {
		students[i] = credentials.Student{Number: i + 10, Name: fmt.Sprint("student ", i)}
	}
	for n := 0; n < len(e.track); n += 20 {
		c := e.track[n].Case
		cases = append(cases, credentials.ClassCase{Dispute: c.Dispute.ID, Key: c.Key, Closed: time.Unix(1, 0)})
		for i, say := range says {
			answer := say(c)
			answer.Student, answer.Case = students[i].Number, len(cases)
			answers = append(answers, answer)
		}
	}
	class, err := credentials.NewClass(1, "Moot", true, cases)
	if err != nil {
		t.Fatal(err)
	}
	return e, e.ClassWork(class, students, answers)
}

func sure(c *Case) credentials.Answer {
	return credentials.Answer{Shares: map[string]int{c.Outcome.String(): 100}, Facts: recorded(c)}
}

func wrong(c *Case) credentials.Answer {
	for _, class := range Classes() {
		if c.Can(class) && class != c.Outcome {
			return credentials.Answer{Shares: map[string]int{class.String(): 100}}
		}
	}
	return credentials.Answer{}
}

func recorded(c *Case) map[string]credentials.Standing {
	facts := map[string]credentials.Standing{}
	for i, claimant := range c.Claimants {
		facts[claimant] = c.Standings[i]
	}
	return facts
}

func TestClassWorkScoresEverybody(t *testing.T) {
	e, w := classOn(t, wrong, sure)
	if len(w.Cases) == 0 || len(w.Students) != 2 || w.Students[0].Name != "student 1" || *w.Students[0].Brier != 0 || *w.Students[1].Brier != 2 {
		t.Fatalf("got %+v", w.Students)
	}
	n := len(w.Cases)
	if w.Class.N != n || w.Engine.N != n || w.BaseRate.N != n || w.Students[0].Engine.N != n || *w.Students[0].Engine.Brier != *w.Engine.Brier {
		t.Errorf("of %d cases: class %+v, engine %+v, base rate %+v", n, w.Class, w.Engine, w.BaseRate)
	}
	// Half on what happened and half on one other thing is ½² + ½².
	if math.Abs(float64(*w.Class.Brier)-0.5) > 1e-12 {
		t.Errorf("the class together has %v", *w.Class.Brier)
	}
	for _, one := range w.Cases {
		c, mixed, base, ok := e.walked(e.book.byID(one.Decision))
		if !ok || one.Happened != c.Outcome || one.Engine.P != mixed || one.BaseRate.P != base || len(one.Forecasts) != 2 {
			t.Errorf("%s: got %+v", one.Decision, one)
		}
		forecast, err := e.ForecastDecision(c.Dispute.ID, c.Key, credentials.Date{}, nil, Options{NoRanges: true})
		if err != nil {
			t.Fatal(err)
		}
		for class := range forecast.P {
			if math.Abs(forecast.P[class]-one.Engine.P[class]) > 1e-9 {
				t.Errorf("%s: the engine is said to have given %v to %s, and gives %v", one.Decision, one.Engine.P[class], Class(class), forecast.P[class])
			}
		}
	}
	for _, a := range w.Coding {
		if a.Agree != a.N || a.Unsaid == 0 || a.Kappa != nil && math.Abs(float64(*a.Kappa)-1) > 1e-12 {
			t.Errorf("who codes as the record does and who codes nothing: %+v", a)
		}
	}
	if len(w.Coding) < 10 {
		t.Errorf("%d facts were coded", len(w.Coding))
	}
	if _, err := json.Marshal(w); err != nil {
		t.Error(err)
	}
}

// byID gives the parts of a decision's id.
func (b *Casebook) byID(id string) (string, credentials.DecisionKey) {
	i := slices.IndexFunc(b.Cases, func(c *Case) bool { return c.ID() == id })
	return b.Cases[i].Dispute.ID, b.Cases[i].Key
}

// The mean of forecasts is never worse than the mean of their scores.
func TestTheClassIsNoWorseThanItsMembers(t *testing.T) {
	even := func(*Case) credentials.Answer {
		shares := map[string]int{}
		for _, class := range Classes() {
			shares[class.String()] = 1
		}
		return credentials.Answer{Shares: shares}
	}
	_, w := classOn(t, wrong, sure, even)
	for _, one := range w.Cases {
		var sum Figure
		for _, f := range one.Forecasts {
			sum += f.Brier
		}
		if mean := sum / Figure(len(one.Forecasts)); one.Class.Brier > mean+1e-12 {
			t.Errorf("%s: the class %v, its members %v", one.Decision, one.Class.Brier, mean)
		}
	}
}

func TestClassWorkTellsNothingOfOpenCases(t *testing.T) {
	e := propertyEngine(t)
	c := e.track[0].Case
	class := credentials.Class{Cases: []credentials.ClassCase{
		{Number: 1, Dispute: c.Dispute.ID, Key: c.Key}, {Number: 2, Dispute: "atlantis-1999", Key: c.Key, Closed: time.Unix(1, 0)},
	}}
	w := e.ClassWork(class, []credentials.Student{{Number: 1}}, []credentials.Answer{{Student: 1, Case: 1, Shares: map[string]int{"deferred": 1}}, {Student: 1, Case: 2}})
	if len(w.Cases) != 1 || !w.Cases[0].Gone || len(w.Students) > 0 || w.Engine.Brier != nil || w.Class.N != 0 {
		t.Errorf("got %+v", w)
	}
	if _, err := json.Marshal(w); err != nil {
		t.Error(err)
	}
}

func TestKappa(t *testing.T) {
	// The example of Cohen's paper as books give it: 20 and 15 on the diagonal, 5 and
	// 10 off it.
	a := CodingAgreement{N: 50, Agree: 35}
	got := kappa(a, map[credentials.Value]int{1: 25, 2: 25}, map[credentials.Value]int{1: 30, 2: 20})
	if got == nil || math.Abs(float64(*got)-0.4) > 1e-12 {
		t.Errorf("got %v", got)
	}
	if kappa(CodingAgreement{N: 9, Agree: 9}, map[credentials.Value]int{1: 9}, map[credentials.Value]int{1: 9}) != nil ||
		kappa(CodingAgreement{N: 4, Agree: 2}, map[credentials.Value]int{1: 2, 2: 2}, map[credentials.Value]int{1: 2, 2: 2}) != nil {
		t.Error("too little was enough")
	}
}
