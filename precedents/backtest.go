package precedents

import (
	"slices"
	"sync"

	"seatwatch/credentials"
)

// Backtest is how good the engine would have been on the record, and how good
// the plain baselines.
type Backtest struct {
	// Contested says that only contested decisions were forecast and scored.
	Contested bool `json:"contested"`
	// WalkForward forecasts every decision from earlier sessions alone.
	WalkForward Rows `json:"walk_forward"`
	// LeaveOneDisputeOut forecasts every dispute from all others.
	LeaveOneDisputeOut Rows         `json:"leave_one_dispute_out"`
	Baselines          BaselineRows `json:"baselines"`
	LeftOutBaselines   BaselineRows `json:"leave_one_dispute_out_baselines"`
	// Comparisons are with the nearest baseline on the contested decisions.
	Comparisons []BaselineComparison `json:"comparisons"`
	Voices      []VoiceScore         `json:"voices"`
	Reliability []Bin                `json:"reliability"`
	Ablations   []Ablation           `json:"ablations"`
	Misses      []Miss               `json:"misses"`
	Rules       []RuleScore          `json:"rules"`
	Orders      []OrderScore         `json:"orders"`
	Hashes      Hashes               `json:"hashes"`
	Outcomes    []BacktestOutcome    `json:"forecasts"`
}

// BaselineRows are the scores of the baselines, in the order of Baselines.
type BaselineRows []Rows

// MarshalJSON gives an object with every baseline's key.
func (r BaselineRows) MarshalJSON() ([]byte, error) {
	keys := make([]string, len(r))
	for i := range r {
		keys[i] = Baselines[i].Key
	}
	return orderedObject(keys, func(i int) any { return r[i] })
}

// VoiceScore is how good one voice alone would have been, walk-forward.
type VoiceScore struct {
	Voice string `json:"voice"`
	Label string `json:"label"`
	Rows
}

// BacktestOutcome is one forecast of the walk-forward test beside what came of it.
type BacktestOutcome struct {
	Decision string              `json:"decision"`
	Session  credentials.Session `json:"session"`
	Opening  bool                `json:"opening"`
	P        Distribution        `json:"p"`
	Happened Class               `json:"happened"`
}

// Miss is a forecast whose likeliest class did not come to pass.
type Miss struct {
	Decision string   `json:"decision"`
	Opening  bool     `json:"opening"`
	Expected Class    `json:"expected"`
	Happened Class    `json:"happened"`
	P        Figure   `json:"p_expected"`
	Given    Figure   `json:"p_happened"`
	Reasons  []Reason `json:"reasons"`
}

// RuleScore is a rule's record over all contested decisions.
type RuleScore struct {
	ID       string   `json:"id"`
	Fired    int      `json:"fired"`
	Right    int      `json:"right"`
	Disputes int      `json:"disputes"`
	Interval Interval `json:"interval"`
}

// OrderScore is how far the record bears out the order of a fact's values: of
// all pairs of contested decisions in which the holder's value differed, how
// often the more favourable went with the better outcome.
type OrderScore struct {
	Fact  string `json:"fact"`
	Pairs int    `json:"pairs"`
	Borne int    `json:"borne_out"`
	Alike int    `json:"same_outcome"`
}

// Backtest scores the engine on its record. With contestedOnly, decisions that
// nobody challenged are neither forecast nor scored; without it they are, by the
// engine as it stands, which has only a reference class for them.
func (e *Engine) Backtest(contestedOnly bool) Backtest {
	walked := slices.Clone(e.mixed)
	if !contestedOnly {
		walked = append(walked, e.unchallenged()...)
		slices.SortStableFunc(walked, func(a, b scored) int { return compareCases(a.Case, b.Case) })
	}
	left, leftBaselines := e.leaveOneOut()
	b := Backtest{
		Contested: contestedOnly, WalkForward: rowsOf(walked), LeaveOneDisputeOut: rowsOf(left),
		LeftOutBaselines: leftBaselines, Reliability: reliabilityOf(walked), Ablations: e.ablate(),
		Rules: e.ruleScores(), Orders: e.orderScores(), Misses: []Miss{}, Outcomes: []BacktestOutcome{},
	}
	var baselines [][]scored
	for v := range Voice(voiceCount) {
		said := make([]scored, len(e.track))
		for i := range e.track {
			said[i] = scored{e.track[i].Case, e.track[i].said[v]}
		}
		if v >= firstBaseline {
			b.Baselines = append(b.Baselines, rowsOf(said))
			baselines = append(baselines, said)
			continue
		}
		b.Voices = append(b.Voices, VoiceScore{v.String(), v.Label(), rowsOf(said)})
	}
	b.Comparisons = compareWithBaselines(e.mixed, baselines)
	for _, f := range walked {
		b.Outcomes = append(b.Outcomes, BacktestOutcome{f.ID(), f.Key.Session, f.Opening, f.p, f.Outcome})
		if top := f.p.top(); top != f.Outcome {
			b.Misses = append(b.Misses, Miss{
				f.ID(), f.Opening, top, f.Outcome, Figure(f.p[top]), Figure(f.p[f.Outcome]), e.whyMissed(f),
			})
		}
	}
	b.Hashes = e.recordHashes()
	return b
}

// recordHashes gives the hashes of the whole record.
func (e *Engine) recordHashes() Hashes {
	all := make([]lesson, len(e.book.Cases))
	for i, c := range e.book.Cases {
		all[i].Case = c
	}
	return e.hashes(all, nil)
}

// unchallenged forecasts the decisions nobody challenged, from earlier sessions.
func (e *Engine) unchallenged() []scored {
	var list []scored
	var base *quiet
	for i, c := range e.book.Cases {
		if i == 0 || c.session != e.book.Cases[i-1].session {
			base = learnQuiet(lessonsFor(e.book.Cases, c))
		}
		if !c.Contested() && c.Decided {
			list = append(list, scored{c, base.forecast(c).floored(c.can)})
		}
	}
	return list
}

// leaveOneOut forecasts every contested decision from all disputes but its own
// and those it points to. What the dispute's own earlier decisions came to is
// still part of the case, and nothing is learned from them.
func (e *Engine) leaveOneOut() ([]scored, BaselineRows) {
	ids := make([]string, 0, len(e.book.Disputes))
	cases := map[string][]*Case{}
	for _, c := range e.book.Cases {
		if !c.Contested() || !c.Decided {
			continue
		}
		if cases[c.Dispute.ID] == nil {
			ids = append(ids, c.Dispute.ID)
		}
		cases[c.Dispute.ID] = append(cases[c.Dispute.ID], c)
	}
	results := make([][]entryMixed, len(ids))
	inParallel(len(ids), func(i int) { results[i] = e.withoutDispute(ids[i], cases[ids[i]]) })
	var mixed []scored
	baselines := make([][]scored, len(Baselines))
	for _, result := range results {
		for _, r := range result {
			mixed = append(mixed, scored{r.Case, r.p})
			for i := range Baselines {
				baselines[i] = append(baselines[i], scored{r.Case, r.said[int(firstBaseline)+i]})
			}
		}
	}
	rows := make(BaselineRows, len(Baselines))
	for i := range rows {
		rows[i] = rowsOf(baselines[i])
	}
	return mixed, rows
}

// entryMixed is what the voices and the mixture said of a case.
type entryMixed struct {
	*Case
	said [voiceCount]Distribution
	p    Distribution
}

// withoutDispute forecasts cases of a dispute from a record that never had it.
func (e *Engine) withoutDispute(id string, cases []*Case) []entryMixed {
	related := map[string]bool{id: true}
	for _, c := range e.book.Cases {
		for _, other := range c.Dispute.SeeAlso {
			if c.Dispute.ID == id {
				related[other.Dispute] = true
			}
			if other.Dispute == id {
				related[c.Dispute.ID] = true
			}
		}
	}
	var rest []*Case
	var lessons []lesson
	for _, c := range e.book.Cases {
		if !related[c.Dispute.ID] {
			rest = append(rest, c)
			lessons = append(lessons, lesson{Case: c, times: 1})
		}
	}
	track := e.walk(rest)
	learned := e.learn(weighed(lessons))
	list := make([]entryMixed, len(cases))
	for i, c := range cases {
		list[i] = entryMixed{Case: c, said: learned.speak(c)}
		list[i].p = mixtureFor(c, track, func(*entry) bool { return true }, once).mixed(&list[i].said)
	}
	return list
}

// inParallel does n pieces of work at the same time, as many as there is room
// for.
func inParallel(n int, work func(i int)) {
	var group sync.WaitGroup
	const room = 4
	slots := make(chan struct{}, room)
	for i := range n {
		group.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; group.Done() }()
			work(i)
		}()
	}
	group.Wait()
}

// ruleScores gives the rules' records over the whole record.
func (e *Engine) ruleScores() []RuleScore {
	list := make([]RuleScore, len(e.rules))
	disputes := make([]map[string]bool, len(e.rules))
	for i := range list {
		list[i].ID, disputes[i] = e.rules[i].ID, map[string]bool{}
	}
	for i := range e.track {
		c := e.track[i].Case
		for _, r := range e.firing(c) {
			list[r].Fired++
			if FindingClass(e.rules[r].Then) == c.Outcome {
				list[r].Right++
			}
			disputes[r][c.Dispute.ID] = true
		}
	}
	for i := range list {
		list[i].Disputes = len(disputes[i])
		list[i].Interval = Wilson(float64(list[i].Right), float64(list[i].Fired))
	}
	return list
}

// orderScores compares the holders of all contested decisions, fact by fact.
func (e *Engine) orderScores() []OrderScore {
	list := make([]OrderScore, len(facts))
	for i, fact := range facts {
		list[i].Fact = fact.Key()
	}
	for i := range e.track {
		for k := range i {
			a, b := e.track[i].Case, e.track[k].Case
			if a.Holder < 0 || b.Holder < 0 || a.Dispute.ID == b.Dispute.ID {
				continue
			}
			better := a.rung(a.Holder) - b.rung(b.Holder)
			for f, fact := range facts {
				favour := fact.Compare(a.Standings[a.Holder].Get(fact), b.Standings[b.Holder].Get(fact))
				if favour != credentials.Stronger && favour != credentials.Weaker {
					continue
				}
				list[f].Pairs++
				switch {
				case better == 0:
					list[f].Alike++
				case (better > 0) == (favour == credentials.Stronger):
					list[f].Borne++
				}
			}
		}
	}
	return list
}
