package precedents

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// outsideView counts how decisions of the same class went: at a renewal, how
// many ended as the time before; at an opening, how many of those on the same
// challenge went the way that was most frequent.
func (q *inquiry) outsideView() OutsideView {
	v := OutsideView{Among: []string{}, Reason: Reason{RestsOn: []string{}}}
	var said, expected wording.Sentence
	if last := q.last(); last != nil {
		said, expected = wording.Of("outside.stream", wording.Values{"stream": q.streamTerm()}), wording.Of("outside.as_before", nil)
		for _, l := range q.lessons {
			if l.Contested() && !l.Opening && l.last() != nil {
				v.count(l.ID(), l.Outcome == l.last().Outcome)
			}
		}
	} else {
		went := Distribution{}
		for _, l := range q.lessons {
			if l.Contested() && l.Opening == q.Opening && l.Challenge == q.Challenge {
				went[l.Outcome]++
			}
		}
		top := went.top()
		said = wording.Of("outside.stream_by", wording.Values{"stream": q.streamTerm(), "challenge": challengeTerm(q.Challenge)})
		expected = wording.Of("outside.ended", wording.Values{"outcome": classTerm(top)})
		for _, l := range q.lessons {
			if l.Contested() && l.Opening == q.Opening && l.Challenge == q.Challenge {
				v.count(l.ID(), l.Outcome == top)
			}
		}
	}
	v.Class, v.Expected = wording.English.Say(said), wording.English.Say(expected)
	v.Interval = Wilson(float64(v.K), float64(v.N))
	if v.N > 0 {
		v.P = Figure(float64(v.K) / float64(v.N))
	}
	v.Reason = because(wording.Of("outside.counted", wording.Values{"n": v.N, "class": said, "k": v.K, "expected": expected}), v.RestsOn...)
	if v.N == 0 {
		v.Reason = because(wording.Of("outside.none", wording.Values{"class": said}), voiceID(ReferenceVoice))
	}
	return v
}

func (v *OutsideView) count(id string, so bool) {
	v.N++
	v.RestsOn = append(v.RestsOn, id)
	if so {
		v.K++
		v.Among = append(v.Among, id)
	}
}

func (c *Case) streamName() string {
	if c.Opening {
		return "openings"
	}
	return "renewals"
}

func (c *Case) streamTerm() wording.Term {
	return wording.Term{Key: "stream." + c.streamName(), English: c.streamName()}
}

func voiceID(v Voice) string { return "voice:" + v.String() }

// changes gives what changed since the dispute's last contested decision.
func (q *inquiry) changes() []ChangeNote {
	list := []ChangeNote{}
	last := q.Previous
	if last == nil {
		return list
	}
	for _, change := range q.changesSince(last) {
		id := change.Claimant + "." + change.Fact.Key()
		var favours any = q.name(change.Claimant)
		switch change.Favours {
		case credentials.Stronger:
		case credentials.Weaker:
			favours = wording.Of("change.other_side", nil)
		case credentials.Alike, credentials.Incomparable, credentials.FavourNotKnown:
			favours = wording.Of("change.neither_side", nil)
		}
		list = append(list, ChangeNote{
			Fact: id, From: change.Fact.Code(change.From), To: change.Fact.Code(change.To), Favours: wording.English.Text(favours), Since: last.ID(),
			Reason: because(wording.Of("change.said", wording.Values{
				"fact": wording.FactTerm(change.Fact), "claimant": q.name(change.Claimant), "from": wording.ValueTerm(change.Fact, change.From),
				"session": last.Key.Session, "to": wording.ValueTerm(change.Fact, change.To), "favours": favours,
			}), id, last.ID()+"/"+id),
		})
	}
	return list
}

// name gives a claimant’s name without what stands in brackets behind it.
func (c *Case) name(claimant string) string {
	name, _, _ := strings.Cut(c.Dispute.ClaimantName(claimant), " (")
	return name
}

// issueNotes says how each issue stands: the holder against its strongest rival,
// or the strongest claimant where nobody holds the seat.
func (q *inquiry) issueNotes() []IssueNote {
	list := make([]IssueNote, 0, issueCount)
	rival := q.rival()
	for i, row := range q.issues {
		issue := Issue(i)
		note := IssueNote{Issue: issue}
		var said []wording.Sentence
		var rests []string
		side := func(place, score int, known bool) *int {
			if place < 0 {
				return nil
			}
			for _, fact := range issue.Term().Facts {
				rests = append(rests, q.Claimants[place]+"."+fact.Key())
			}
			name := q.name(q.Claimants[place])
			if !known {
				said = append(said, wording.Of("weighed.not_known", wording.Values{"claimant": name}))
				return nil
			}
			said = append(said, wording.Of("weighed.score", wording.Values{"claimant": name, "score": wording.Signed(score)}))
			return &score
		}
		note.Holder = side(q.Holder, row.holder, row.holderKnown)
		note.Rival = side(rival, row.rival, row.rivalKnown)
		switch {
		case note.Holder != nil && note.Rival != nil:
			note.InDispute = *note.Holder != *note.Rival
		case note.Holder != nil:
			note.InDispute = *note.Holder < 0
		case note.Rival != nil:
			note.InDispute = *note.Rival < 0
		}
		verdict := "weighed.not_in_dispute"
		switch {
		case note.InDispute:
			verdict = "weighed.in_dispute"
		case (q.Holder >= 0 && note.Holder == nil) || (rival >= 0 && note.Rival == nil):
			verdict = "weighed.not_known_in_dispute"
		}
		if len(said) == 0 {
			said, rests = []wording.Sentence{wording.Of("weighed.nobody", nil)}, []string{q.ID()}
		}
		note.Reason = because(wording.Of(verdict, wording.Values{"issue": issueTerm(issue), "sides": wording.And(said...)}), rests...)
		list = append(list, note)
	}
	return list
}

// tipsShown is how many single changes of fact are shown, and tipLeast the least
// by which one must move the likeliest outcome.
const (
	tipsShown = 6
	tipLeast  = 0.02
)

// tips tries every other value of every known fact of every claimant, and gives
// those that move the likeliest outcome most.
func (q *inquiry) tips(tried []trial) []Tip {
	top := q.p.top()
	list := []Tip{}
	for _, t := range tried {
		now := q.Standings[t.place].Get(t.fact)
		if now == 0 {
			continue
		}
		id := q.Claimants[t.place]
		best, otherwise := Tip{}, credentials.Value(0)
		for n, p := range t.p {
			tip := Tip{
				Set: Supposition{id, t.fact, t.values[n]}.String(), Outcome: p.top(),
				From: Figure(q.p[top]), To: Figure(p[top]), Overturns: p.top() != top,
			}
			if best.Set == "" || tip.moves() > best.moves() {
				best, otherwise = tip, t.values[n]
			}
		}
		if best.Set != "" && best.moves() >= tipLeast {
			best.Reason = because(wording.Of("tip.said", wording.Values{
				"claimant": q.name(id), "fact": wording.FactTerm(t.fact), "otherwise": wording.ValueTerm(t.fact, otherwise), "now": wording.ValueTerm(t.fact, now),
				"outcome": classTerm(top), "from": wording.Decimal(best.From), "to": wording.Decimal(best.To),
			}), id+"."+t.fact.Key())
			list = append(list, best)
		}
	}
	slices.SortStableFunc(list, func(a, b Tip) int {
		return cmp.Or(cmp.Compare(oneIf(b.Overturns), oneIf(a.Overturns)), cmp.Compare(b.moves(), a.moves()))
	})
	return list[:min(len(list), tipsShown)]
}

// trial is one fact of one claimant, its other values, and the forecast with
// each of them.
type trial struct {
	place  int
	fact   credentials.Fact
	values []credentials.Value
	p      []Distribution
}

// trials forecasts the case with every single fact at each of its other values.
// Who holds the seat is not tried: it says which case it is.
func (q *inquiry) trials() []trial {
	var list []trial
	for i := range q.Claimants {
		for _, fact := range facts {
			if fact == credentials.HoldsSeat {
				continue
			}
			t := trial{place: i, fact: fact}
			for n := range fact.Codes() {
				if value := credentials.Value(n + 1); value != q.Standings[i].Get(fact) {
					t.values = append(t.values, value)
				}
			}
			t.p = make([]Distribution, len(t.values))
			list = append(list, t)
		}
	}
	inParallel(len(list), func(i int) {
		t := &list[i]
		for n, value := range t.values {
			t.p[n] = q.supposing(t.place, t.fact, value)
		}
	})
	return list
}

func (t *Tip) moves() float64 { return math.Abs(float64(t.To - t.From)) }

// supposing gives the forecast with one fact changed.
func (q *inquiry) supposing(i int, fact credentials.Fact, value credentials.Value) Distribution {
	c := *q.Case
	c.index = -1
	c.Standings = slices.Clone(q.Standings)
	c.Standings[i] = c.Standings[i].With(fact, value)
	c.reconsider()
	_, p := q.say(&c, q.engine.judgeFrom(q.bearing, &c))
	return p
}

// questionsShown is how many facts that are not known are shown.
const questionsShown = 6

// questions ranks the facts that are not known by how far learning them could
// move the likeliest outcome.
func (q *inquiry) questions(tried []trial) []Question {
	top := q.p.top()
	list := []Question{}
	for _, t := range tried {
		if q.Standings[t.place].Get(t.fact) != 0 {
			continue
		}
		low, high := q.p[top], q.p[top]
		for _, p := range t.p {
			low, high = min(low, p[top]), max(high, p[top])
		}
		key := q.Claimants[t.place] + "." + t.fact.Key()
		list = append(list, Question{
			Fact: key, Low: Figure(low), High: Figure(high), Moves: Figure(max(high-q.p[top], q.p[top]-low)),
			Reason: because(wording.Of("ask.said", wording.Values{
				"fact": wording.FactTerm(t.fact), "claimant": q.name(q.Claimants[t.place]), "outcome": classTerm(top),
				"now": wording.Decimal(q.p[top]), "low": wording.Decimal(low), "high": wording.Decimal(high),
			}), key),
		})
	}
	slices.SortStableFunc(list, func(a, b Question) int { return cmp.Compare(b.Moves, a.Moves) })
	return list[:min(len(list), questionsShown)]
}

// trackRecord scores the forecasts of this sort that were made before.
func (q *inquiry) trackRecord() TrackRecord {
	n := len(q.engine.track)
	mine, ids := make([]scored, 0, n), make([]string, 0, n)
	baselines := make([][]scored, len(Baselines))
	for b := range baselines {
		baselines[b] = make([]scored, 0, n)
	}
	for i := range q.engine.track {
		e := &q.engine.track[i]
		if !e.seenBy(q.Case) || e.stream() != q.stream() {
			continue
		}
		ids = append(ids, e.ID())
		mine = append(mine, q.engine.mixed[i])
		for b := range Baselines {
			baselines[b] = append(baselines[b], scored{e.Case, e.said[int(firstBaseline)+b]})
		}
	}
	t := TrackRecord{Class: q.streamName(), Score: scoreOf(mine)}
	for b := range Baselines {
		if score := scoreOf(baselines[b]); t.Baseline == "" || score.LogLoss < t.Best.LogLoss {
			t.Baseline, t.Best = Baselines[b].Key, score
		}
	}
	if len(ids) == 0 {
		t.Reason = because(wording.Of("track.none", wording.Values{"stream": q.streamTerm()}), voiceID(ReferenceVoice))
		return t
	}
	right := int(math.Round(float64(t.Score.OutcomeAccuracy) * float64(t.Score.N)))
	key := "track.better"
	if t.Score.LogLoss >= t.Best.LogLoss {
		key = "track.no_better"
	}
	said := wording.Of(key, wording.Values{
		"forecasts": t.Score.N, "stream": q.streamTerm(), "right": right,
		"loss": wording.Decimal(t.Score.LogLoss), "best": wording.Decimal(t.Best.LogLoss),
	})
	if called := changesCalled(mine); called.Known() {
		said = wording.Of("track.with_changes", wording.Values{"record": said, "changes": called})
	}
	t.Reason = because(said, ids...)
	return t
}

// changesCalled says how many of the forecasts were of decisions that did not end
// as the time before, and how many of those were right; nothing where all did.
func changesCalled(list []scored) wording.Sentence {
	changed, right := 0, 0
	for i := range list {
		if last := list[i].last(); last != nil && last.Outcome != list[i].Outcome {
			changed++
			if list[i].p.top() == list[i].Outcome {
				right++
			}
		}
	}
	switch {
	case changed == 0:
		return wording.Sentence{}
	case right == 0:
		return wording.Of("track.no_change_called", wording.Values{"changed": changed})
	}
	return wording.Of("track.changes_called", wording.Values{"changed": changed, "right": right})
}
