package precedents

import "math"

// WatchScore is how good the chances of being contested would have been: every
// turn forecast from the turns of earlier sessions alone.
type WatchScore struct {
	// N turns were forecast, of so many Disputes; K of them were contested. NotKnown
	// are those of which the record does not tell, which are left out.
	N        int `json:"n"`
	K        int `json:"k"`
	Disputes int `json:"disputes"`
	NotKnown int `json:"not_known"`
	// Forecasters are what the list uses, and what is plainer.
	Forecasters []WatchForecaster `json:"forecasters"`
	// Reliability sets the chances given beside what came.
	Reliability []Bin `json:"reliability"`
}

// WatchForecaster is one way of saying how likely a seat is contested.
type WatchForecaster struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	// Brier is the mean square of the error, from 0 to 1; LogLoss the mean
	// surprise, from 0.
	Brier   Figure `json:"brier"`
	LogLoss Figure `json:"log_loss"`
	// Difference is the log loss of what the list uses less this one's, and Low and
	// High between what it falls in 95 of 100 draws of the disputes.
	Difference Figure `json:"difference"`
	Low        Figure `json:"low"`
	High       Figure `json:"high"`
}

// watchForecasters are the ways, the one that the list uses first.
var watchForecasters = []struct {
	key, label string
	p          func(*watchRates, watchClass) float64
}{
	{"list", "this list: stage and sort", (*watchRates).in},
	{"stage", "the stage alone", func(r *watchRates, c watchClass) float64 { return r.atStage(c.stage) }},
	{"last_time", "as the last time", func(r *watchRates, c watchClass) float64 { return r.lastTime(c.stage) }},
	{"base_rate", "the same for every live dispute", func(r *watchRates, _ watchClass) float64 { return r.base() }},
}

// foreseen is the chance that was given to a turn, by each forecaster.
type foreseen struct {
	*turn
	p []float64
}

// foresee forecasts every turn of which the record tells, session by session.
func foresee(turns []turn) []foreseen {
	var list []foreseen
	rates := newWatchRates()
	for i := 0; i < len(turns); {
		n := i
		for ; n < len(turns) && turns[n].place == turns[i].place; n++ {
			if !turns[n].known {
				continue
			}
			f := foreseen{turn: &turns[n]}
			for _, forecaster := range watchForecasters {
				f.p = append(f.p, forecaster.p(rates, turns[n].class))
			}
			list = append(list, f)
		}
		for ; i < n; i++ {
			rates.add(&turns[i])
		}
	}
	return list
}

func scoreWatch(turns []turn) WatchScore {
	list, all := foresee(turns), learnWatch(turns)
	s := WatchScore{N: all.all.n, K: all.all.k, Disputes: len(all.all.disputes), NotKnown: all.all.notKnown, Forecasters: []WatchForecaster{}}
	for i, forecaster := range watchForecasters {
		f := WatchForecaster{Key: forecaster.key, Label: forecaster.label}
		pairs := make([]paired, len(list))
		var brier, loss float64
		for n, t := range list {
			brier += (t.p[i] - oneIf(t.contested)) * (t.p[i] - oneIf(t.contested))
			loss += t.surprise(i)
			pairs[n] = paired{t.dispute.ID, t.surprise(0) - t.surprise(i)}
			f.Difference += Figure(pairs[n].difference)
		}
		if n := float64(len(list)); n > 0 {
			f.Brier, f.LogLoss, f.Difference = Figure(brier/n), Figure(loss/n), f.Difference/Figure(n)
			f.Low, f.High = drawnRange(pairs)
		}
		s.Forecasters = append(s.Forecasters, f)
	}
	s.Reliability = watchReliability(list)
	return s
}

func (f *foreseen) surprise(forecaster int) float64 {
	if f.contested {
		return -math.Log(f.p[forecaster])
	}
	return -math.Log(1 - f.p[forecaster])
}

// watchReliability puts the chances that the list would have given into bins.
func watchReliability(list []foreseen) []Bin {
	given := make([]outcomeOf, len(list))
	for i := range list {
		given[i] = outcomeOf{list[i].p[0], list[i].contested}
	}
	return binned(given)
}
