package views

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// The drawing of a timeline, in the units of its view box.
const (
	timelineWidth  = 985.0
	timelineMargin = 10.0
	// letterWidth is the usual width of a letter of the drawing's type, to tell
	// whether a name fits its bar.
	letterWidth = 6.4
	// afterDecision is how many days are drawn after a decision that ends a
	// dispute, for who sat then to be seen.
	afterDecision = 30
	// eventLetters is how much of an event is written out: two fit side by side.
	eventLetters = 74
	// labelGap is the least distance between two labels under the axis.
	labelGap = 46.0
)

// timeline is one dispute drawn to scale: who sat, who held the capital, when
// its sessions ran, the bodies met and decisions fell.
type timeline struct {
	label     string
	seat      []bar
	capital   []bar
	sessions  []bar
	ticks     []tick
	meetings  []tick
	events    []tick
	decisions []point
	// undated says that a decision whose day is not known stands at the opening
	// of its session.
	undated bool
}

// bar is a stretch of time in a lane.
type bar struct {
	x, width   float64
	class      string
	lane, name string
}

// tick is a moment on the axis, with a label where there is room.
type tick struct {
	x     float64
	label string
	full  string
	// end puts the label before the moment rather than after it.
	end bool
}

// point is a decision on the axis.
type point struct {
	x             float64
	outcome       credentials.Outcome
	address       string
	label, spoken string
	// low puts the label in the second row, where the first has no room.
	low bool
}

// scale turns days into places along the axis.
type scale struct {
	from, to credentials.Date
}

func (s scale) x(day credentials.Date) float64 {
	share := float64(s.from.Days(day)) / float64(max(1, s.from.Days(s.to)))
	return timelineMargin + min(max(share, 0), 1)*(timelineWidth-2*timelineMargin)
}

// bar draws a stretch of time. Its label is "lane: name", or as much of the name
// as fits.
func (s scale) bar(from, to credentials.Date, class, lane, name string) bar {
	b := bar{x: s.x(from), class: class, lane: lane, name: name}
	b.width = max(2, s.x(to)-b.x)
	return b
}

// full is what the bar says where there is room.
func (b bar) full() string { return b.lane + ": " + b.name }

// label is as much of it as fits in the bar.
func (b bar) label() string {
	fits := int((b.width - 12) / letterWidth)
	switch {
	case len([]rune(b.full())) <= fits:
		return b.full()
	case len([]rune(b.name)) <= fits:
		return b.name
	case fits > 8:
		return string([]rune(b.name)[:fits-1]) + "…"
	}
	return ""
}

// drawTimeline draws a dispute. today ends the bars of one that is live.
func drawTimeline(frame *precedents.Frame, d *credentials.Dispute, today credentials.Date) timeline {
	end := cmp.Or(d.Closed.Last(), today)
	s := scale{from: d.Opened.First(), to: end}
	t := timeline{label: fmt.Sprintf("Timeline of %s, from %s to %s", d.Title, d.Opened.Words(), end.Words())}
	days := make([]credentials.Date, len(d.Decisions))
	for i := range d.Decisions {
		day, dated := decisionDay(frame, &d.Decisions[i])
		days[i] = day
		t.undated = t.undated || !dated
		if day.Before(s.from) == credentials.Yes {
			s.from = day
		}
		if s.to.Compare(day) <= 0 {
			s.to = day.Plus(afterDecision)
		}
	}
	end = s.to
	t.drawSeat(s, frame, d, days, end)
	t.drawCapital(s, d, days, end)
	t.drawSessions(s, frame, d)
	t.drawPoints(s, d, days)
	t.ticks = yearTicks(s)
	t.events = append(t.events, s.event(d.Opened, d.OpenedBy))
	if d.Closed.Known() {
		t.events = append(t.events, s.event(d.Closed, d.ClosedBy))
	}
	return t
}

// event marks what opened or closed a dispute.
func (s scale) event(day credentials.Date, by string) tick {
	x := s.x(day.First())
	full := day.Words() + ": " + by
	return tick{x: x, label: shortened(full, eventLetters), full: full, end: x > timelineWidth/2}
}

// decisionDay gives the first day a decision may have been taken, or the
// opening of its session where its own day is not known.
func decisionDay(frame *precedents.Frame, x *credentials.Decision) (day credentials.Date, dated bool) {
	if date := x.Date(); date.Known() {
		return date.First(), true
	}
	session, _ := frame.Session(x.Key.Session)
	return session.Opened.First(), false
}

// drawSeat draws who sat: the claimant of the opening until a session finds
// another in the seat or a decision seats one. Of a dispute that is not closed,
// what follows the last decision is not recorded and drawn so.
func (t *timeline) drawSeat(s scale, frame *precedents.Frame, d *credentials.Dispute, days []credentials.Date, end credentials.Date) {
	sitting, since := "", s.from
	for _, claimant := range d.Claimants {
		if claimant.SeatedAtStart == credentials.Yes {
			sitting = claimant.ID
		}
	}
	seat := func(id string, from credentials.Date) {
		if id == sitting || id == "" || !from.Known() || since.Days(from) < 0 {
			return
		}
		if sitting != "" && since.Days(from) > 0 {
			t.seat = append(t.seat, s.bar(since, from, "hold-"+sideOf(d, sitting), "in the seat", d.ClaimantName(sitting)))
		}
		sitting, since = id, from
	}
	for i := range d.Decisions {
		session, _ := frame.Session(d.Decisions[i].Key.Session)
		seat(holderOf(&d.Decisions[i]), session.Opened)
		seat(d.Decisions[i].Seated, days[i])
	}
	if sitting == "" {
		return
	}
	class := "hold-" + sideOf(d, sitting)
	known := end
	if last := days[len(days)-1]; !d.Closed.Known() && last.Known() && since.Days(last) >= 0 {
		known = last
	}
	t.seat = append(t.seat, s.bar(since, known, class, "in the seat", d.ClaimantName(sitting)))
	t.unrecorded(s, known, end, class, &t.seat)
}

// unrecorded draws the time after the last thing that is known.
func (t *timeline) unrecorded(s scale, known, end credentials.Date, class string, lane *[]bar) {
	if known.Days(end) > 0 {
		*lane = append(*lane, s.bar(known, end, class+" unrecorded", "not recorded since", known.Words()))
	}
}

// holderOf gives the claimant that held the seat when the session opened, empty
// if the facts do not say.
func holderOf(x *credentials.Decision) string {
	for id, facts := range x.Facts {
		if credentials.HoldsSeat.Truth(facts.Get(credentials.HoldsSeat)) == credentials.Yes {
			return id
		}
	}
	return ""
}

// drawCapital draws who is coded as holding the capital, from each decision to
// the next; after the last it is not recorded.
func (t *timeline) drawCapital(s scale, d *credentials.Dispute, days []credentials.Date, end credentials.Date) {
	for i := range d.Decisions {
		until := end
		if i+1 < len(days) {
			until = days[i+1]
		}
		for _, claimant := range d.Claimants {
			if d.Decisions[i].Facts[claimant.ID].Code(credentials.Capital) != "held" || days[i].Days(until) <= 0 {
				continue
			}
			next := s.bar(days[i], until, "hold-"+sideOf(d, claimant.ID), "in the capital", claimant.Name)
			if i+1 == len(days) {
				next.class += " unrecorded"
			}
			if n := len(t.capital) - 1; n >= 0 && t.capital[n].name == next.name && t.capital[n].class == next.class && t.capital[n].end() >= next.x-.01 {
				t.capital[n].width = next.end() - t.capital[n].x
				continue
			}
			t.capital = append(t.capital, next)
		}
	}
}

// end is where the bar stops.
func (b bar) end() float64 { return b.x + b.width }

// drawSessions draws the sessions at which the dispute was decided.
func (t *timeline) drawSessions(s scale, frame *precedents.Frame, d *credentials.Dispute) {
	var last credentials.Session
	for i := range d.Decisions {
		session, ok := frame.Session(d.Decisions[i].Key.Session)
		if !ok || session.Session == last {
			continue
		}
		last = session.Session
		closed := cmp.Or(session.Closed.Last(), s.to)
		t.sessions = append(t.sessions, s.bar(session.Opened, closed, "session", "session", session.Session.Title()))
	}
}

func (t *timeline) drawPoints(s scale, d *credentials.Dispute, days []credentials.Date) {
	last := [2]float64{math.Inf(-1), math.Inf(-1)}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		spoken := fmt.Sprintf("%s: %s", x.Key.Session.Title(), credentials.Outcomes.Label(x.Outcome))
		if date := x.Date(); date.Known() {
			spoken += ", " + date.Words()
		}
		p := point{x: s.x(days[i]), outcome: x.Outcome, address: link.Decision(d.ID, x.Key), spoken: spoken}
		for row := range last {
			if p.x-last[row] < labelGap || p.label != "" {
				continue
			}
			p.label, p.low, last[row] = x.Key.Session.Short(), row == 1, p.x
			if x.Key.Session.Kind() != credentials.RegularSession {
				p.label = x.Key.Session.String()
			}
		}
		t.decisions = append(t.decisions, p)
		if x.Committee != nil {
			for _, date := range x.Committee.Dates {
				t.meetings = append(t.meetings, tick{x: s.x(date.First()), full: "Credentials Committee, " + date.Words()})
			}
		}
	}
	t.meetings = slices.CompactFunc(t.meetings, func(a, b tick) bool { return a.full == b.full })
}

// yearTicks marks the years, or the months of a dispute of less than two years.
func yearTicks(s scale) []tick {
	var ticks []tick
	if s.from.Days(s.to) < 2*365 {
		for year := s.from.Year(); year <= s.to.Year(); year++ {
			for month := 1; month <= 12; month += 3 {
				day, err := credentials.ParseDate(fmt.Sprintf("%d-%02d-01", year, month))
				if err != nil || day.Compare(s.from) < 0 || day.Compare(s.to) > 0 {
					continue
				}
				label := strings.TrimPrefix(day.Words(), "1 ")
				ticks = append(ticks, tick{x: s.x(day), label: label})
			}
		}
		return ticks
	}
	years := s.to.Year() - s.from.Year()
	step := 1
	for _, wider := range []int{2, 5, 10} {
		if float64(years/step)*labelGap > timelineWidth {
			step = wider
		}
	}
	for year := s.from.Year() + 1; year <= s.to.Year(); year++ {
		if year%step == 0 {
			ticks = append(ticks, tick{x: s.x(credentials.Day(year, 1, 1)), label: strconv.Itoa(year)})
		}
	}
	return ticks
}

// sideOf gives the colour of a claimant: the holder's for whoever sat when the
// dispute opened, the rival's for the first of the others, a third for the rest, none for an empty
// seat.
func sideOf(d *credentials.Dispute, id string) string {
	claimant, ok := d.Claimant(id)
	switch {
	case !ok:
		return "nobody"
	case claimant.SeatedAtStart == credentials.Yes:
		return "holder"
	}
	for _, other := range d.Claimants {
		if other.SeatedAtStart != credentials.Yes {
			if other.ID == id {
				return "rival"
			}
			break
		}
	}
	return "third"
}

// anchor keeps a label that is centred on a moment from running off the paper.
func anchor(x float64) string {
	switch {
	case x < labelGap:
		return "start"
	case x > timelineWidth-labelGap:
		return "end"
	}
	return "middle"
}

// number writes a coordinate with one decimal at most.
func number(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}
