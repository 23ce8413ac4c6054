package precedents

import (
	"slices"

	"seatwatch/credentials"
)

// WatchStage is how a live dispute stands when a session opens: whether and when
// it was contested at the earlier sessions of which the record tells.
type WatchStage string

// The stages.
const (
	WatchNew      WatchStage = "new"
	WatchQuiet    WatchStage = "quiet"
	WatchOnce     WatchStage = "once"
	WatchRepeated WatchStage = "repeated"
	WatchLapsed   WatchStage = "lapsed"
)

// WatchStages are the stages of live disputes.
var WatchStages = credentials.Vocabulary[WatchStage]{Name: "stage", Terms: []credentials.Term[WatchStage]{
	{Code: WatchNew, Label: "before its first session", Meaning: "no session of which the record tells has opened since it began"},
	{Code: WatchQuiet, Label: "not contested so far", Meaning: "not contested at any session of which the record tells"},
	{Code: WatchOnce, Label: "contested the last time", Meaning: "contested at the last session of which the record tells, and not at the one before"},
	{Code: WatchRepeated, Label: "contested the last two times or more", Meaning: "contested at the last two sessions of which the record tells, or at more"},
	{Code: WatchLapsed, Label: "contested before, not the last time", Meaning: "contested at an earlier session, and not at the last of which the record tells"},
}}

// WatchSort tells the disputes of one stage apart: by what came of the last
// contested decision, and where there was none, by whether rivals claim the seat.
type WatchSort string

// The sorts.
const (
	WatchPutOff  WatchSort = "put_off"
	WatchSettled WatchSort = "settled"
	WatchRivals  WatchSort = "rivals"
	WatchLone    WatchSort = "lone"
)

// WatchSorts are the sorts of disputes within a stage.
var WatchSorts = credentials.Vocabulary[WatchSort]{Name: "sort", Terms: []credentials.Term[WatchSort]{
	{Code: WatchPutOff, Label: "put off the last time", Meaning: "the last contested decision was deferred, or none was taken"},
	{Code: WatchSettled, Label: "decided the last time", Meaning: "the last contested decision accepted or rejected somebody, or left the seat vacant"},
	{Code: WatchRivals, Label: "rival claimants", Meaning: "two or more authorities claim the seat"},
	{Code: WatchLone, Label: "one delegation", Meaning: "an objection to the only delegation, or an agenda item of its own"},
}}

// watchClass is what a dispute is compared with: those at the same stage, and
// within it those of the same sort.
type watchClass struct {
	stage WatchStage
	sort  WatchSort
}

// turn is a live dispute when a regular session opens, with what came of it.
type turn struct {
	dispute *credentials.Dispute
	// place is that of the session in time.
	place int
	class watchClass
	// streak is at how many sessions in a row it was last contested, of those the
	// record tells of.
	streak int
	// last is its last contested decision before the session, before its last one,
	// contested or not; nil where there was none.
	last, before *Case
	// known says that the record tells whether it was contested: it has a decision
	// of the session on the seat, or the report of its Committee.
	known     bool
	contested bool
}

// watchbook is a casebook with which of its regular sessions have a report of
// their Committee, by place. One without a symbol was not seen, and tells nothing
// of the seats it may have dealt with.
type watchbook struct {
	*Casebook
	reported []bool
}

func newWatchbook(b *Casebook) *watchbook {
	w := &watchbook{b, make([]bool, len(b.Sessions))}
	for i := range b.Sessions {
		session := b.Sessions[i].Session
		w.reported[i] = session.Kind() == credentials.RegularSession &&
			slices.ContainsFunc(b.ReportsOf(session), func(r credentials.Report) bool { return r.Symbol.Known() })
	}
	return w
}

// turnsBefore gives every turn at the regular sessions before a place, in the
// order of the sessions. A turn is taken when its session opens.
func (b *watchbook) turnsBefore(place int) []turn {
	var turns []turn
	for p := range min(place, len(b.Sessions)) {
		if b.Sessions[p].Session.Kind() != credentials.RegularSession {
			continue
		}
		for i := range b.Disputes {
			if d := &b.Disputes[i]; b.liveAt(d, p, b.Sessions[p].Opened) {
				turns = append(turns, b.turnAt(d, p))
			}
		}
	}
	return turns
}

// liveAt reports whether a dispute was live on a day, before a session: it had
// begun, was not known to have ended, and had begun or been decided at one of the
// last regular sessions that had opened by then (credentials.LiveSessions).
func (b *watchbook) liveAt(d *credentials.Dispute, place int, day credentials.Date) bool {
	if day.Before(d.Opened) == credentials.Yes || d.Closed.Before(day) == credentials.Yes {
		return false
	}
	var last credentials.Date
	for _, c := range b.byDispute[d.ID] {
		if c.session < place {
			last = c.Opened
		}
	}
	return credentials.StateOf(d.Opened, credentials.Date{}, last, b.since(day)) == credentials.Live
}

// since gives the opening of the regular session credentials.LiveSessions back
// from a day; not known where there were fewer.
func (b *watchbook) since(day credentials.Date) credentials.Date {
	n := 0
	for _, session := range slices.Backward(b.Sessions) {
		if session.Session.Kind() != credentials.RegularSession || day.Before(session.Opened) == credentials.Yes {
			continue
		}
		if n++; n == credentials.LiveSessions {
			return session.Opened
		}
	}
	return credentials.Date{}
}

// turnAt gives the turn of a dispute at a session, from what was decided before.
func (b *watchbook) turnAt(d *credentials.Dispute, place int) turn {
	t := turn{dispute: d, place: place}
	cases := b.byDispute[d.ID]
	t.known, t.contested = b.tells(d, cases, place)
	met := false
	for p := range min(place, len(b.Sessions)) {
		if known, contested := b.tells(d, cases, p); contested {
			t.streak++
			met = true
		} else if known {
			t.streak = 0
			met = true
		}
	}
	for _, c := range cases {
		if c.session >= place {
			break
		}
		t.before = c
		if c.Contested() {
			t.last = c
		}
	}
	t.class = t.classify(met)
	return t
}

// tells reports whether the record tells how a session dealt with a dispute, and
// whether it was contested there. Of a session that opened before the dispute did,
// only a decision tells.
func (b *watchbook) tells(d *credentials.Dispute, cases []*Case, place int) (known, contested bool) {
	for _, c := range cases {
		if c.session == place {
			known = true
			contested = contested || c.Contested()
		}
	}
	if known || place >= len(b.Sessions) {
		return known, contested
	}
	return b.reported[place] && b.Sessions[place].Opened.Before(d.Opened) != credentials.Yes, false
}

func (t *turn) classify(met bool) watchClass {
	switch {
	case t.last == nil:
		stage, sort := WatchQuiet, WatchLone
		if !met {
			stage = WatchNew
		}
		if t.dispute.Kind == credentials.RivalClaimants {
			sort = WatchRivals
		}
		return watchClass{stage, sort}
	case t.streak > 1:
		return watchClass{WatchRepeated, t.sort()}
	case t.streak == 1:
		return watchClass{WatchOnce, t.sort()}
	}
	return watchClass{WatchLapsed, t.sort()}
}

func (t *turn) sort() WatchSort {
	if t.last.Outcome == DecisionDeferred || t.last.Outcome == NoDecisionTaken {
		return WatchPutOff
	}
	return WatchSettled
}
