package precedents_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// watchDay is a day of the built-in record: the eighty-first session is under way
// and nothing of it is known.
var watchDay = credentials.Day(2026, 11, 23)

func mustWatch(t *testing.T, day credentials.Date) precedents.WatchList {
	t.Helper()
	w, err := sharedEngine().Watch(day)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// The list has every live dispute and no other, the likeliest to be contested
// first.
func TestWatchHasEveryLiveDispute(t *testing.T) {
	w, frame := mustWatch(t, watchDay), sharedEngine().Casebook()
	if w.Session != credentials.RegularSessionOf(81) {
		t.Errorf("the session is %s", w.Session)
	}
	listed := map[string]bool{}
	for i, seat := range w.Seats {
		listed[seat.Dispute] = true
		if i > 0 && seat.Contested.P > w.Seats[i-1].Contested.P {
			t.Errorf("%s stands below a seat less likely contested", seat.Dispute)
		}
	}
	for i := range frame.Disputes {
		d := &frame.Disputes[i]
		if live := frame.StateOf(d) == credentials.Live; live != listed[d.ID] {
			t.Errorf("%s: live %v, listed %v", d.ID, live, listed[d.ID])
		}
	}
	top := []string{w.Seats[0].Dispute, w.Seats[1].Dispute}
	if !slices.Contains(top, "myanmar-2021") || !slices.Contains(top, "afghanistan-2021") {
		t.Errorf("first stand %v", top)
	}
}

// Every chance lies in its range, has its word of the scale, and follows from the
// others.
func TestChancesHoldTogether(t *testing.T) {
	for _, day := range []credentials.Date{watchDay, credentials.Day(1962, 9, 1), credentials.Day(1996, 9, 28), credentials.Day(2021, 9, 20)} {
		for _, seat := range mustWatch(t, day).Seats {
			for _, c := range []*precedents.Chance{&seat.Contested, seat.IfContested, seat.Change} {
				if c == nil {
					continue
				}
				if c.Low > c.P || c.P > c.High || c.Low < 0 || c.High > 1 || c.Words != precedents.Words(float64(c.P)) {
					t.Errorf("%s on %s: %+v", seat.Dispute, day, *c)
				}
			}
			if (seat.IfContested == nil) != (seat.Change == nil) {
				t.Errorf("%s on %s: one chance of change without the other", seat.Dispute, day)
			}
			if seat.Change != nil && math.Abs(float64(seat.Change.P-seat.Contested.P*seat.IfContested.P)) > 1e-12 {
				t.Errorf("%s on %s: %v is not the product", seat.Dispute, day, seat.Change.P)
			}
			if len(seat.Reasons) == 0 || seat.Moved.Says == "" {
				t.Errorf("%s on %s: no reasons", seat.Dispute, day)
			}
			for _, reason := range append(slices.Clone(seat.Reasons), seat.Moved.Reason) {
				french := reason.In(wording.French)
				if strings.Contains(reason.Says+french, "[watch") || french == reason.Says || strings.Contains(reason.Says, "0.00") || len(reason.RestsOn) == 0 {
					t.Errorf("%s on %s: %q, %q rests on %v", seat.Dispute, day, reason.Says, french, reason.RestsOn)
				}
			}
		}
	}
}

// What was decided after the day is not known to the list of that day.
func TestWatchKnowsNothingOfLaterDays(t *testing.T) {
	w := mustWatch(t, credentials.Day(1996, 9, 28))
	if w.Session != credentials.RegularSessionOf(51) {
		t.Fatalf("the session is %s", w.Session)
	}
	for _, seat := range w.Seats {
		if seat.Decided != nil || seat.Last != nil && seat.Last.Session.Number() >= 51 {
			t.Errorf("%s: decided %v, last %v", seat.Dispute, seat.Decided, seat.Last)
		}
	}
	at := slices.IndexFunc(w.Seats, func(s precedents.WatchedSeat) bool { return s.Dispute == "afghanistan-1996" })
	if at < 0 {
		t.Fatal("Kabul was taken the day before, and the seat is not on the list")
	}
	if seat := w.Seats[at]; seat.Stage != precedents.WatchNew || seat.IfContested != nil {
		t.Errorf("stage %s, if contested %v: nothing was coded by then", seat.Stage, seat.IfContested)
	}
}

// A seat without a sheet does not read as one of which nothing changed.
func TestNobodyHavingSaidIsNotNothingChanged(t *testing.T) {
	for _, seat := range mustWatch(t, watchDay).Seats {
		if !seat.Moved.Coded && strings.Contains(seat.Moved.Says, "Nothing changed") {
			t.Errorf("%s: %s", seat.Dispute, seat.Moved.Says)
		}
	}
}

// The score is of every turn the record tells of, and the list is better than one
// figure for all.
func TestWatchScore(t *testing.T) {
	score := mustWatch(t, watchDay).Score
	binned := 0
	for _, bin := range score.Reliability {
		binned += bin.N
	}
	if binned != score.N || score.N < 200 || score.NotKnown == 0 {
		t.Errorf("%d turns, %d of them in bins, %d not known", score.N, binned, score.NotKnown)
	}
	list, base := score.Forecasters[0], score.Forecasters[len(score.Forecasters)-1]
	if list.LogLoss >= base.LogLoss || list.Brier >= base.Brier || base.High >= 0 {
		t.Errorf("the list: %+v; one figure for all: %+v", list, base)
	}
	for _, f := range score.Forecasters {
		if f.Low > f.Difference || f.Difference > f.High {
			t.Errorf("%s: %v does not lie in %v to %v", f.Key, f.Difference, f.Low, f.High)
		}
	}
}

func TestWatchIsTheSameTwiceAndWrites(t *testing.T) {
	first, err := json.Marshal(mustWatch(t, watchDay))
	if err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(mustWatch(t, watchDay))
	if err != nil || string(first) != string(second) {
		t.Errorf("two lists of one day differ, or %v", err)
	}
}

func TestWatchBeforeTheFirstSession(t *testing.T) {
	for _, day := range []credentials.Date{{}, credentials.Day(1945, 10, 24)} {
		if _, err := sharedEngine().Watch(day); !errors.As(err, new(*credentials.Invalid)) {
			t.Errorf("%s: %v", day, err)
		}
	}
}

func BenchmarkWatch(b *testing.B) {
	engine := sharedEngine()
	for b.Loop() {
		if _, err := engine.Watch(watchDay); err != nil {
			b.Fatal(err)
		}
	}
}
