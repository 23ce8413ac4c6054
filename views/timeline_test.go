package views

import (
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func library(t *testing.T) *precedents.Library {
	t.Helper()
	loaded, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// Whatever is drawn of any dispute stays on the paper, from left to right.
func TestTimelinesStayOnTheAxis(t *testing.T) {
	loaded := library(t)
	today := credentials.Day(2026, 11, 23)
	for i := range loaded.Disputes {
		d := &loaded.Disputes[i]
		drawn := drawTimeline(loaded.Frame, d, today)
		for _, lane := range [][]bar{drawn.seat, drawn.capital, drawn.sessions} {
			for _, b := range lane {
				if b.x < timelineMargin-.1 || b.end() > timelineWidth-timelineMargin+2.1 || b.width < 2 {
					t.Errorf("%s: a bar from %.1f to %.1f", d.ID, b.x, b.end())
				}
			}
		}
		if len(drawn.decisions) != len(d.Decisions) {
			t.Errorf("%s: %d of %d decisions are drawn", d.ID, len(drawn.decisions), len(d.Decisions))
		}
		if len(drawn.seat) == 0 {
			t.Errorf("%s: nobody is drawn in the seat", d.ID)
		}
	}
}

func TestTheTimelineIsToScale(t *testing.T) {
	s := scale{from: credentials.Day(2000, 1, 1), to: credentials.Day(2004, 1, 1)}
	middle := s.x(credentials.Day(2002, 1, 1))
	if want := timelineWidth / 2; middle < want-1 || middle > want+1 {
		t.Errorf("the middle of four years is at %.1f, want about %.1f", middle, want)
	}
}

func TestTheSeatIsDrawnAsItPassed(t *testing.T) {
	loaded := library(t)
	d, _ := loaded.Dispute("kampuchea-1979")
	drawn := drawTimeline(loaded.Frame, d, credentials.Day(2026, 11, 23))
	var names []string
	for _, b := range drawn.seat {
		names = append(names, b.class)
	}
	if len(names) != 3 || names[0] != "hold-holder" || names[1] != "hold-nobody" || names[2] != "hold-third" {
		t.Errorf("the seat passed as %v", names)
	}
	if !drawn.undated {
		t.Error("decisions whose day is not known are not told apart")
	}
}
