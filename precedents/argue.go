package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// Argument is the three plies of an argument: a precedent is cited, the other
// side replies, and the first side rejoins.
type Argument struct {
	Cite   []Reason `json:"cite"`
	Reply  []Reason `json:"reply"`
	Rejoin []Reason `json:"rejoin"`
}

// precedentsShown is how many precedents are listed.
const precedentsShown = 8

// cited is a precedent seen from one claimant of the case.
type cited struct {
	*Case
	// there is the place of its claimant in the precedent, here in the case.
	there, here int
	// failing and unknown are the numbers of differences and missing, which are
	// listed once a precedent has been chosen.
	failing, unknown int
	differences      []FactDifference
	missing          []FactDifference
	authority        authority
	// tension is how many issues pull the same way in both.
	tension int
}

func (q *inquiry) cite(p *Case, there, here int) cited {
	c := cited{Case: p, there: there, here: here}
	shortfalls(p, there, q.Case, here, func(d FactDifference) {
		if d.Kind == NotKnownHere {
			c.missing = append(c.missing, d)
		} else {
			c.differences = append(c.differences, d)
		}
	})
	c.failing, c.unknown, c.tension = len(c.differences), len(c.missing), q.tension(p)
	return c
}

// tension counts the issues that pull the same way in a precedent.
func (c *Case) tension(p *Case) int {
	n := 0
	for i := range p.issues {
		if a, b := sign(p.issues[i].contest()), sign(c.issues[i].contest()); a == b && a != 0 {
			n++
		}
	}
	return n
}

// precedents lists those that weigh most with the precedents' voice, with the
// differences and how later decisions have treated them.
func (q *inquiry) precedents() []PrecedentVoice {
	weights := q.learned.likeness.weights(q.Case)
	var sum float64
	order := make([]int, len(weights))
	for i, w := range weights {
		order[i] = i
		sum += w
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weights[b], weights[a]) })
	list := []PrecedentVoice{}
	for _, i := range order[:min(len(order), precedentsShown)] {
		p := q.learned.likeness.lessons[i].Case
		voice := PrecedentVoice{Decision: p.ID(), Outcome: p.Outcome, Differences: []DifferenceNote{}, Unknown: []string{}, Weight: Figure(weights[i] / sum)}
		if there := p.prevailed(); there >= 0 {
			if here := q.counterpart(p, there); here >= 0 {
				c := q.cite(p, there, here)
				for _, d := range c.differences {
					voice.Differences = append(voice.Differences, d.note())
				}
				for _, d := range c.missing {
					voice.Unknown = append(voice.Unknown, d.id())
				}
			}
		}
		treatment := authorityOf(p, q.lessons)
		voice.Authority, voice.Agreed, voice.Disagreed = Figure(treatment.share()), orEmpty(treatment.agreed), orEmpty(treatment.disagreed)
		list = append(list, voice)
	}
	return list
}

func (d FactDifference) note() DifferenceNote {
	note := DifferenceNote{Kind: d.Kind, Fact: d.id()}
	if d.Kind != RivalPresent {
		note.There, note.Here = d.Fact.Code(d.There), d.Fact.Code(d.Here)
	}
	return note
}

// id gives "taliban.capital", or the rival alone where it is the difference.
func (d FactDifference) id() string {
	if d.Kind == RivalPresent {
		return d.Claimant + "."
	}
	return d.Claimant + "." + d.Fact.Key()
}

// arguments makes the three plies for each claimant.
func (q *inquiry) arguments() map[string]Argument {
	all := make(map[string]Argument, len(q.Claimants))
	for i, id := range q.Claimants {
		all[id] = q.argue(i, func(p *Case, there int) bool { return p.rung(there) >= rungSits })
	}
	return all
}

// leastArgued is the probability from which an outcome is argued for.
const leastArgued = 0.05

// outcomeArguments makes the three plies for each outcome that is not remote,
// from the side of whoever it would leave in the seat.
func (q *inquiry) outcomeArguments() map[Class]Argument {
	all := make(map[Class]Argument, classCount)
	for _, class := range Classes() {
		if q.p[class] < leastArgued {
			continue
		}
		side := q.place(q.SeatedIn(class))
		if side < 0 || class == CredentialsRejected {
			side = q.foremost()
		}
		if side >= 0 {
			all[class] = q.argue(side, func(p *Case, _ int) bool { return p.Outcome == class })
		}
	}
	return all
}

// argue makes the argument of one claimant from the precedents that serve.
func (q *inquiry) argue(i int, serves func(p *Case, there int) bool) Argument {
	a := Argument{Cite: []Reason{}, Reply: []Reason{}, Rejoin: []Reason{}}
	best, ok := q.best(i, serves)
	if !ok {
		return a
	}
	best.authority = authorityOf(best.Case, q.lessons)
	a.Cite = append(a.Cite, q.citation(&best))
	a.Reply = append(a.Reply, q.distinctions(&best)...)
	counter, countered := q.counterExample(&best)
	if countered {
		a.Reply = append(a.Reply, counter.Reason)
	}
	a.Reply = append(a.Reply, best.moved()...)
	a.Rejoin = append(a.Rejoin, q.rejoinders(&best)...)
	if countered {
		a.Rejoin = append(a.Rejoin, q.answerTo(&counter)...)
	}
	return a
}

// moved says that later decisions have gone against a precedent more than with
// it; nothing where they have not.
func (c *cited) moved() []Reason {
	a := &c.authority
	if a.share() >= 0.5 {
		return nil
	}
	return []Reason{because(
		wording.Of("argue.moved", wording.Values{"decision": c.ID(), "agreed": len(a.agreed), "disagreed": len(a.disagreed)}),
		slices.Concat([]string{c.ID()}, a.agreed, a.disagreed)...,
	)}
}

// inItsPart calls visit with every earlier contested decision in which somebody
// played the part that the claimant at i plays here, and with the place of that
// claimant there.
func (q *inquiry) inItsPart(i int, visit func(p *Case, there int)) {
	for n := range q.lessons {
		p := q.lessons[n].Case
		if !p.Contested() {
			continue
		}
		there := p.counterpart(q.Case, i)
		if there < 0 || (there == p.Holder) != (i == q.Holder) || (p.Holder < 0) != (q.Holder < 0) {
			continue
		}
		visit(p, there)
	}
}

// best gives the precedent to cite: the fewest differences, then the fewest
// facts not known, then the same tension, then the latest.
func (q *inquiry) best(i int, serves func(p *Case, there int) bool) (best cited, ok bool) {
	q.inItsPart(i, func(p *Case, there int) {
		if !serves(p, there) {
			return
		}
		if c := q.weighing(p, there, i); !ok || compareCited(&c, &best) < 0 {
			best, ok = c, true
		}
	})
	if ok {
		best = q.cite(best.Case, best.there, i)
	}
	return best, ok
}

// weighing is cite with the differences counted only.
func (q *inquiry) weighing(p *Case, there, here int) cited {
	c := cited{Case: p, there: there, here: here, tension: q.tension(p)}
	c.failing, c.unknown = countShortfalls(p, there, q.Case, here)
	return c
}

// countering is weighing the other way round: in what the precedent falls short
// of the case.
func (q *inquiry) countering(p *Case, there, here int) cited {
	c := cited{Case: p, there: there, here: here}
	c.failing, c.unknown = countShortfalls(q.Case, here, p, there)
	return c
}

func compareCited(a, b *cited) int {
	return cmp.Or(
		cmp.Compare(a.failing, b.failing), cmp.Compare(a.unknown, b.unknown),
		cmp.Compare(b.tension, a.tension), cmp.Compare(b.session, a.session), strings.Compare(a.ID(), b.ID()),
	)
}

func (q *inquiry) citation(c *cited) Reason {
	here := wording.Of("argue.as_strong", nil)
	switch n := len(c.differences); {
	case n > 0:
		here = wording.Of("argue.falls_short", wording.Values{"n": wording.Spelled(n)})
	case len(c.missing) > 0:
		here = wording.Of("argue.to_confirm", wording.Values{"n": wording.Spelled(len(c.missing))})
	}
	return because(wording.Of("argue.cite", wording.Values{
		"claimant": q.name(q.Claimants[c.here]), "dispute": c.Dispute.Title, "session": c.Key.Session, "did": c.Outcome.did(), "here": here,
	}), c.ID())
}

// did says what a decision of the class did.
func (c Class) did() wording.Sentence { return wording.Of("did."+c.String(), nil) }

// distinctionsShown is how many distinctions a reply draws.
const distinctionsShown = 3

// distinctions says in what the case falls short of the precedent; emphasised
// where no other fact supports that issue.
func (q *inquiry) distinctions(c *cited) []Reason {
	var list []Reason
	for _, d := range c.differences[:min(len(c.differences), distinctionsShown)] {
		said := wording.Of("argue.distinguished", wording.Values{"difference": q.differenceSays(d)})
		if issue, ok := issueOf(d.Fact); ok && d.Kind == Worse && q.unsupported(c.here, issue) {
			said = wording.Of("argue.distinguished_alone", wording.Values{"difference": q.differenceSays(d), "issue": issueTerm(issue)})
		}
		list = append(list, because(said, c.ID(), d.id()))
	}
	return list
}

// differenceSays says a difference in a clause.
func (c *Case) differenceSays(d FactDifference) wording.Sentence {
	name := c.name(d.Claimant)
	if d.Kind == RivalPresent {
		return wording.Of("difference.rival", wording.Values{"claimant": name})
	}
	key := "difference.own"
	if d.Kind == RivalBetter {
		key = "difference.rivals"
	}
	return wording.Of(key, wording.Values{
		"fact": wording.FactTerm(d.Fact), "here": wording.ValueTerm(d.Fact, d.Here), "claimant": name, "there": wording.ValueTerm(d.Fact, d.There),
	})
}

// issueOf gives the first issue that weighs a fact.
func issueOf(fact credentials.Fact) (Issue, bool) {
	for i := range issueTable {
		if slices.Contains(issueTable[i].Facts, fact) {
			return Issue(i), true
		}
	}
	return 0, false
}

// unsupported reports whether an issue does not speak for a claimant at all.
func (q *inquiry) unsupported(i int, issue Issue) bool {
	score, known := issue.Weigh(q.Standings[i])
	return known && score <= 0
}

// counter is a counter-example: a precedent at least as near in which the
// claimant's counterpart fared worse.
type counter struct {
	cited
	Reason
}

// counterExample gives the nearest decision that went worse for the claimant: one
// that was, but for the fewest facts, at least as strong. It is none unless it
// differs in no more facts than the precedent cited.
func (q *inquiry) counterExample(c *cited) (counter, bool) {
	var best cited
	found := false
	q.inItsPart(c.here, func(p *Case, there int) {
		if p.rung(there) >= c.rung(c.there) {
			return
		}
		if other := q.countering(p, there, c.here); !found || compareCited(&other, &best) < 0 {
			best, found = other, true
		}
	})
	if !found || best.failing > max(c.failing, 2) {
		return counter{}, false
	}
	return q.counter(best), true
}

// counter says what speaks against a claimant in a decision that went worse.
func (q *inquiry) counter(c cited) counter {
	shortfalls(q.Case, c.here, c.Case, c.there, func(d FactDifference) {
		if d.Kind == NotKnownHere {
			c.missing = append(c.missing, d)
		} else {
			c.differences = append(c.differences, d)
		}
	})
	but := wording.Of("argue.weaker_in_none", nil)
	switch n := wording.Spelled(len(c.differences)); {
	case n > distinctionsShown:
		but = wording.Of("argue.weaker_in", wording.Values{"n": n})
	case n > 0:
		but = wording.Of("argue.weaker_only_in", wording.Values{"n": n})
	}
	return counter{c, because(wording.Of("argue.counter", wording.Values{
		"dispute": c.Dispute.Title, "session": c.Key.Session, "did": c.Outcome.did(), "but": but,
	}), c.ID())}
}

// rejoinders plays the differences down: another fact of the issue makes up for
// it, or the same weakness was not fatal elsewhere.
func (q *inquiry) rejoinders(c *cited) []Reason {
	var list []Reason
	for _, d := range c.differences[:min(len(c.differences), distinctionsShown)] {
		if d.Kind != Worse {
			continue
		}
		issue, ok := issueOf(d.Fact)
		if !ok {
			continue
		}
		ours, _ := issue.Weigh(q.Standings[c.here])
		if theirs, known := issue.Weigh(c.Standings[c.there]); known && ours >= theirs {
			list = append(list, because(wording.Of("argue.as_a_whole", wording.Values{
				"issue": issueTerm(issue), "ours": wording.Signed(ours), "theirs": wording.Signed(theirs),
			}), c.ID(), d.id()))
			continue
		}
		if p, ok := q.notFatal(c, d); ok {
			list = append(list, because(wording.Of("argue.not_fatal", wording.Values{
				"dispute": p.Dispute.Title, "session": p.Key.Session, "fact": wording.FactTerm(d.Fact), "value": wording.ValueTerm(d.Fact, d.Here),
			}), p.ID(), d.id()))
		}
	}
	return list
}

// notFatal gives the latest decision in which the counterpart had the same
// weakness, or worse, and sat all the same.
func (q *inquiry) notFatal(c *cited, d FactDifference) (*Case, bool) {
	for _, l := range slices.Backward(q.lessons) {
		p := l.Case
		if !p.Contested() || p == c.Case {
			continue
		}
		there := p.counterpart(q.Case, c.here)
		if there < 0 || (there == p.Holder) != (c.here == q.Holder) || p.rung(there) < rungSits {
			continue
		}
		switch d.Fact.Compare(p.Standings[there].Get(d.Fact), d.Here) {
		case credentials.Weaker, credentials.Alike:
			return p, true
		case credentials.FavourNotKnown, credentials.Stronger, credentials.Incomparable:
		}
	}
	return nil, false
}

// answerTo distinguishes a counter-example.
func (q *inquiry) answerTo(c *counter) []Reason {
	var list []Reason
	for _, d := range c.differences[:min(len(c.differences), distinctionsShown)] {
		if d.Kind == RivalPresent {
			list = append(list, because(wording.Of("argue.rival_there", wording.Values{"dispute": c.Dispute.Title}), c.ID()))
			continue
		}
		i := c.here
		if d.Kind == RivalBetter {
			i = q.against(c.here)
		}
		if i < 0 {
			continue
		}
		list = append(list, because(wording.Of("argue.counter_distinguished", wording.Values{
			"fact": wording.FactTerm(d.Fact), "claimant": q.name(q.Claimants[i]),
			"there": wording.ValueTerm(d.Fact, d.Here), "here": wording.ValueTerm(d.Fact, d.There),
		}), c.ID(), q.Claimants[i]+"."+d.Fact.Key()))
	}
	return list
}

// whyMissed says what led the forecast astray: the voices that expected what
// did not come, and the rules that found it.
func (e *Engine) whyMissed(f scored) []Reason {
	top := f.p.top()
	reasons := []Reason{}
	if last := f.last(); last != nil && last.Outcome == top {
		said := wording.Of("missed.unchanged", wording.Values{"outcome": classTerm(top)})
		if against := len(f.changesAgainst(last)); against > 0 {
			said = wording.Of("missed.changed", wording.Values{"outcome": classTerm(top), "n": wording.Spelled(against)})
		}
		reasons = append(reasons, because(said, last.ID(), f.ID()))
	}
	var misled, told []string
	for _, r := range e.firing(f.Case) {
		if found := FindingClass(e.rules[r].Then); found == top {
			misled = append(misled, e.rules[r].ID)
		} else if found == f.Outcome {
			told = append(told, e.rules[r].ID)
		}
	}
	if len(misled) > 0 {
		reasons = append(reasons, because(wording.Of("missed.misled", wording.Values{"rules": wording.And(misled...)}), misled...))
	}
	if len(told) > 0 {
		reasons = append(reasons, because(wording.Of("missed.outweighed", wording.Values{"rules": wording.And(told...)}), told...))
	} else {
		reasons = append(reasons, because(wording.Of("missed.no_rule", wording.Values{"outcome": classTerm(f.Outcome)}), f.ID()))
	}
	return reasons
}
