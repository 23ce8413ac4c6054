package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// Reason is a sentence of an explanation and what it rests on: ids of decisions
// ("liberia-1990:46"), of rules ("R-RENEW"), of facts of this case
// ("taliban.capital") and of earlier ones ("liberia-1990:46/taliban.capital"),
// and of voices ("voice:rules").
type Reason struct {
	Says    string   `json:"says"`
	RestsOn []string `json:"rests_on"`

	// said is the sentence that Says says in English.
	said wording.Sentence
}

// because makes a reason of a sentence and what it rests on.
func because(said wording.Sentence, restsOn ...string) Reason {
	return Reason{Says: wording.English.Say(said), RestsOn: restsOn, said: said}
}

// In gives the reason in a language. One that was read back from a document is in
// the language it was written in.
func (r Reason) In(language *wording.Language) string {
	if !r.said.Known() {
		return r.Says
	}
	return language.Say(r.said)
}

// OutcomeForecast is one outcome that can happen.
type OutcomeForecast struct {
	Outcome credentials.Outcome `json:"outcome"`
	// Class is the outcome seen from the seat.
	Class Class `json:"class"`
	// Seated is who would sit, Vacant for nobody; Accepted is who would be
	// accepted, nil for an outcome that accepts nobody.
	Seated   string  `json:"seated"`
	Accepted *string `json:"accepted"`
	P        Figure  `json:"p"`
	// Low and High are the range in which P falls in four of five resamples of
	// the disputes; both are P where no ranges were asked for.
	Low   Figure `json:"low"`
	High  Figure `json:"high"`
	Words string `json:"words"`
}

// OutsideView is how decisions of the same class have gone.
type OutsideView struct {
	// Class says which decisions they are, and Expected what is counted.
	Class    string   `json:"class"`
	Expected string   `json:"expected"`
	N        int      `json:"n"`
	K        int      `json:"k"`
	P        Figure   `json:"p"`
	Interval Interval `json:"interval"`
	// Among are the decisions that went so, of those it rests on.
	Among []string `json:"among"`
	Reason
}

// RuleFinding is a rule's concrete finding: an outcome, and whose.
type RuleFinding struct {
	Outcome credentials.Outcome `json:"outcome"`
	Who     *string             `json:"who"`
}

// RuleVoice is what one rule says of the case, and how often it has been right.
type RuleVoice struct {
	ID    string      `json:"id"`
	Says  string      `json:"says"`
	Issue string      `json:"issue"`
	Class string      `json:"class"`
	Truth string      `json:"truth"`
	Fires bool        `json:"fires"`
	Finds RuleFinding `json:"finding"`
	// Fired, Right and Disputes are of earlier contested decisions.
	Fired    int      `json:"fired"`
	Right    int      `json:"right"`
	Disputes int      `json:"disputes"`
	Interval Interval `json:"interval"`
	// Missing are the facts on which it hangs; Defeated the exceptions that set
	// it aside, Pending those that would if facts turned out so.
	Missing  []string `json:"missing"`
	Defeated []string `json:"defeated"`
	Pending  []string `json:"pending"`
}

// PrecedentVoice is one precedent that speaks to the case.
type PrecedentVoice struct {
	Decision string `json:"decision"`
	Outcome  Class  `json:"outcome"`
	// Differences are in what the case falls short of it.
	Differences []DifferenceNote `json:"differences"`
	// Unknown are facts known there and not known here.
	Unknown []string `json:"unknown"`
	// Weight is its share of what all precedents say.
	Weight    Figure `json:"weight"`
	Authority Figure `json:"authority"`
	// Agreed and Disagreed are the later decisions it binds.
	Agreed    []string `json:"agreed"`
	Disagreed []string `json:"disagreed"`
}

// DifferenceNote is a FactDifference in a document.
type DifferenceNote struct {
	Kind  DifferenceKind `json:"kind"`
	Fact  string         `json:"fact"`
	There string         `json:"there"`
	Here  string         `json:"here"`
}

// ChangeNote is a fact that changed since the last decision.
type ChangeNote struct {
	Fact    string `json:"fact"`
	From    string `json:"from"`
	To      string `json:"to"`
	Favours string `json:"favours"`
	Since   string `json:"since"`
	Reason
}

// IssueNote is how one issue stands between the holder and its strongest rival.
type IssueNote struct {
	Issue     Issue `json:"issue"`
	Holder    *int  `json:"holder"`
	Rival     *int  `json:"rival"`
	InDispute bool  `json:"in_dispute"`
	Reason
}

// Tip is a single change of fact and what it would do.
type Tip struct {
	// Set is the change as a what-if writes it.
	Set     string `json:"set"`
	Outcome Class  `json:"outcome"`
	From    Figure `json:"from"`
	To      Figure `json:"to"`
	// Overturns says that another outcome would be the likeliest.
	Overturns bool `json:"overturns"`
	Reason
}

// Question is a fact that is not known and how far it could move the forecast.
type Question struct {
	Fact string `json:"fact"`
	// Low and High are the least and the most the likeliest outcome could come to.
	Low   Figure `json:"low"`
	High  Figure `json:"high"`
	Moves Figure `json:"moves"`
	Reason
}

// VoiceNote is what one voice says, as it enters the mixture, and its weight in it.
type VoiceNote struct {
	Name   string       `json:"name"`
	Label  string       `json:"label"`
	P      Distribution `json:"p"`
	Weight Figure       `json:"weight"`
}

// TrackRecord is how good forecasts of this sort had been before.
type TrackRecord struct {
	Class    string `json:"class"`
	Score    Score  `json:"score"`
	Baseline string `json:"baseline"`
	// Best is the score of the best plain baseline on the same decisions.
	Best Score `json:"baseline_score"`
	Reason
}

// Forecast is a forecast with its reasons.
type Forecast struct {
	Dispute   string                `json:"dispute"`
	Session   credentials.Session   `json:"session"`
	Number    int                   `json:"number"`
	AsOf      credentials.Date      `json:"as_of"`
	Challenge credentials.Challenge `json:"challenge"`
	Opening   bool                  `json:"opening"`
	// CarriedFrom is the decision whose facts were carried over because none are
	// coded for the session; nil where they are.
	CarriedFrom *string `json:"carried_from"`
	// Prepared says that the facts are those of the session's sheet, and
	// Unconfirmed which facts nobody has confirmed since they were carried over
	// there, as in "taliban.capital".
	Prepared    bool     `json:"prepared"`
	Unconfirmed []string `json:"unconfirmed"`
	WhatIf      []string `json:"what_if"`
	// Struck are the decisions that are left out; see Engine.Without.
	Struck      []string          `json:"struck,omitempty"`
	Outcomes    []OutcomeForecast `json:"outcomes"`
	Seated      map[string]Figure `json:"seated"`
	Flag        Flag              `json:"flag"`
	FlagReasons []Reason          `json:"flag_reasons"`
	OutsideView OutsideView       `json:"outside_view"`
	Rules       []RuleVoice       `json:"rules"`
	Conflicts   []Reason          `json:"conflicts"`
	// Carried are the rules that tell who sits without firing.
	Carried   []CarriedRule       `json:"carried"`
	Bounds    map[string]Bounds   `json:"bounds"`
	Arguments map[string]Argument `json:"arguments"`
	// OutcomeArguments are the same for each outcome that is not remote.
	OutcomeArguments map[Class]Argument `json:"outcome_arguments"`
	Precedents       []PrecedentVoice   `json:"precedents"`
	Changes          []ChangeNote       `json:"changes"`
	Issues           []IssueNote        `json:"issues"`
	Tips             []Tip              `json:"tips"`
	AskNext          []Question         `json:"ask_next"`
	Voices           []VoiceNote        `json:"voices"`
	TrackRecord      TrackRecord        `json:"track_record"`
	Hashes           Hashes             `json:"hashes"`

	// P is the forecast by class.
	P Distribution `json:"classes"`
}

// Options say what a forecast may leave out.
type Options struct {
	// NoRanges leaves out the ranges, which take most of the time.
	NoRanges bool
}

// Forecast forecasts what will come of a dispute at a session, from what was
// decided before that session opened and, if asOf is known, by that day. The
// facts are those coded for the session, or else those of the dispute's last
// decision; whatIf changes them. A session that is not known stands for the one
// under way if it has not dealt with credentials yet, else for the next. Where the session has several decisions of the dispute, the first that is
// contested is meant; ForecastDecision names another.
//
// An unknown dispute or session is a *credentials.NotFound; a dispute of which
// nothing was known by then, or a what-if that contradicts itself, is a
// *credentials.Invalid.
func (e *Engine) Forecast(dispute string, session credentials.Session, asOf credentials.Date, whatIf WhatIf, options Options) (Forecast, error) {
	return e.ForecastDecision(dispute, credentials.DecisionKey{Session: session}, asOf, whatIf, options)
}

// ForecastDecision is Forecast for one decision of several at a session.
func (e *Engine) ForecastDecision(dispute string, key credentials.DecisionKey, asOf credentials.Date, whatIf WhatIf, options Options) (Forecast, error) {
	q, err := e.askSupposing(dispute, key, asOf, whatIf)
	if err != nil {
		return Forecast{}, err
	}
	return q.answer(whatIf, options), nil
}

// askSupposing is ask with facts changed.
func (e *Engine) askSupposing(dispute string, key credentials.DecisionKey, asOf credentials.Date, whatIf WhatIf) (*inquiry, error) {
	q, err := e.ask(dispute, key, asOf)
	if err != nil || len(whatIf) == 0 {
		return q, err
	}
	q.Case, err = q.suppose(whatIf)
	return q, err
}

// inquiry is one forecast in the making.
type inquiry struct {
	*Case
	engine  *Engine
	asOf    credentials.Date
	from    origin
	lessons []lesson
	learned *learned
	vantage *vantage
	mixture *mixture
	said    [voiceCount]Distribution
	p       Distribution
	bearing *bearing
	assess  rules.Assessment
}

// ask puts the question: the case, and what counts as known.
func (e *Engine) ask(dispute string, key credentials.DecisionKey, asOf credentials.Date) (*inquiry, error) {
	q, err := e.pose(dispute, key, asOf)
	if err != nil {
		return nil, err
	}
	q.lessons = lessonsFor(q.engine.book.Cases, q.Case)
	q.learned = q.engine.learn(q.lessons)
	q.vantage = q.engine.vantageOf(q.Case, q.lessons)
	q.learned.lookFrom(q.vantage)
	q.mixture = q.engine.mixtureFor(q.Case, once)
	return q, nil
}

// pose gives the case that is asked about, before anything is learned for it.
func (e *Engine) pose(dispute string, key credentials.DecisionKey, asOf credentials.Date) (*inquiry, error) {
	d, ok := e.book.Dispute(dispute)
	if !ok {
		return nil, &credentials.NotFound{Kind: "dispute", ID: dispute}
	}
	if !key.Session.Known() {
		key.Session = e.book.SessionInQuestion(d, e.nextAfter(asOf))
	}
	var opened credentials.Date
	place, ok := e.book.order[key.Session]
	if ok {
		opened = e.book.Sessions[place].Opened
	} else {
		next, expected := e.book.NextOpening(e.nextAfter(credentials.Date{}))
		if next != key.Session {
			return nil, &credentials.NotFound{Kind: "session", ID: key.Session.String()}
		}
		place, opened = len(e.book.Sessions), expected
	}
	early := asOf.Known() && asOf.Before(opened) == credentials.Yes
	if !asOf.Known() {
		asOf = opened
	}
	sheet, _ := d.Preparation(key.Session)
	if early && e.hides(asOf) {
		// What a sheet says now was not known on a day that much of the record
		// comes after.
		e, sheet = e.AsOf(asOf), nil
	}
	c, from, err := e.caseFor(d, key, place, opened, early, sheet)
	if err != nil {
		return nil, err
	}
	if err := e.couldBeStruck(c); err != nil {
		return nil, err
	}
	return &inquiry{Case: c, engine: e, asOf: asOf, from: from}, nil
}

// nextAfter gives the day from which the next session is sought: asOf, or where
// that is not known, the opening of the last session of the record.
func (e *Engine) nextAfter(asOf credentials.Date) credentials.Date {
	if asOf.Known() || len(e.book.Sessions) == 0 {
		return asOf
	}
	return e.book.Sessions[len(e.book.Sessions)-1].Opened
}

// hides reports whether a day cuts anything off.
func (e *Engine) hides(day credentials.Date) bool {
	return slices.ContainsFunc(e.book.Cases, func(c *Case) bool { return !e.book.knownOn(c, day) })
}

// origin says where the facts of a case come from.
type origin struct {
	// carried is the decision whose facts were carried over, nil where the
	// session has its own.
	carried *string
	// prepared says that they are those of a sheet.
	prepared bool
	coding   []credentials.Coding
}

// unconfirmed gives the facts that nobody has confirmed.
func (o origin) unconfirmed() []string {
	facts := []string{}
	for _, c := range credentials.Unconfirmed(o.coding) {
		facts = append(facts, c.Claimant+"."+c.Fact.Key())
	}
	return facts
}

// caseFor gives the case of a dispute at a session without what was decided
// there: with the facts coded for it, or those of its sheet; where there are
// neither, or the day is before a session that has decided, with those of the
// last decision known by then.
func (e *Engine) caseFor(d *credentials.Dispute, key credentials.DecisionKey, place int, opened credentials.Date, early bool, sheet *credentials.Preparation) (*Case, origin, error) {
	x := decisionAt(d, key)
	if x == nil && key.Number > 1 {
		return nil, origin{}, &credentials.NotFound{Kind: "decision", ID: d.ID + ":" + key.String()}
	}
	c := &Case{Dispute: d, Key: key, session: place, Opened: opened, index: -1}
	c.Key.Number = max(1, key.Number)
	past := e.book.byDispute[d.ID]
	if x != nil && !early {
		c.Key, c.Challenge, c.Talks, c.Positions = x.Key, x.Challenge, x.Talks, x.Positions
		c.code(x.Facts)
		c.follow(past)
		return c, origin{coding: x.Coding}, nil
	}
	var last *Case
	for _, p := range e.recorded.byDispute[d.ID] {
		if p.seenBy(c) {
			last = p
		}
	}
	if x == nil && sheet != nil && len(sheet.Facts) > 0 {
		c.Challenge, c.Talks, c.Positions = sheet.Challenge, sheet.Talks, sheet.Positions
		if !c.Challenge.Contested() {
			c.Challenge = c.likelyChallenge(last)
		}
		c.code(sheet.Facts)
		c.follow(past)
		return c, origin{prepared: true, coding: sheet.Coding}, nil
	}
	if last == nil {
		return nil, origin{}, credentials.Invalidf("session", "nothing of %s had been decided or coded before the %s; name a later session or day",
			d.ID, key.Session.Words())
	}
	c.carry(last)
	c.follow(past)
	from := last.ID()
	return c, origin{carried: &from, coding: decisionAt(d, last.Key).Coding}, nil
}

// code gives the case its claimants and their facts.
func (c *Case) code(facts map[string]credentials.Standing) {
	for _, claimant := range c.Dispute.Claimants {
		if standing, ok := facts[claimant.ID]; ok {
			c.Claimants = append(c.Claimants, claimant.ID)
			c.Standings = append(c.Standings, standing)
		}
	}
	c.prepare()
}

// decisionAt gives the decision meant by a key: with a number that one, without
// one the first contested decision at the session, else the first; nil where the
// dispute has none there.
func decisionAt(d *credentials.Dispute, key credentials.DecisionKey) *credentials.Decision {
	var found *credentials.Decision
	for i := range d.Decisions {
		x := &d.Decisions[i]
		switch {
		case x.Key.Session != key.Session:
		case key.Number > 0:
			if x.Key.Number == key.Number {
				return x
			}
		case found == nil || (!found.Challenge.Contested() && x.Challenge.Contested()):
			found = x
		}
	}
	return found
}

// carry takes over the facts of the last decision; the seat is held by whoever
// it left there.
func (c *Case) carry(last *Case) {
	c.Talks, c.Challenge = last.Talks, last.Challenge
	if !c.Challenge.Contested() {
		c.Challenge = c.likelyChallenge(last)
	}
	c.Claimants = last.Claimants
	for i, standing := range last.Standings {
		value := holdsNoSeat
		if last.Claimants[i] == last.Seated {
			value = holdsSeat
		}
		c.Standings = append(c.Standings, standing.With(credentials.HoldsSeat, value))
	}
	c.prepare()
}

// likelyChallenge gives how the question would come up: as it did last, or else
// as the kind of dispute has it.
func (c *Case) likelyChallenge(last *Case) credentials.Challenge {
	switch {
	case last != nil && last.Contested():
		return last.Challenge
	case last != nil && last.Previous != nil:
		return last.Previous.Challenge
	}
	return c.Dispute.Kind.Challenge()
}

// say gives what the mixture says of a case, on what this inquiry has learned.
func (q *inquiry) say(c *Case, bearing *bearing) ([voiceCount]Distribution, Distribution) {
	said := q.learned.speakOn(c, bearing)
	return said, q.mixture.mixed(&said)
}

// answer makes the forecast and its reasons.
func (q *inquiry) answer(whatIf WhatIf, options Options) Forecast {
	q.bearing = q.engine.judge(q.Case)
	if q.engine.set != nil {
		q.assess = q.engine.set.Assess(q.rulesCase())
	}
	q.said, q.p = q.say(q.Case, q.bearing)
	f := Forecast{
		Dispute: q.Dispute.ID, Session: q.Key.Session, Number: max(1, q.Key.Number), AsOf: q.asOf, Challenge: q.Challenge, Opening: q.Opening,
		CarriedFrom: q.from.carried, Prepared: q.from.prepared, Unconfirmed: q.from.unconfirmed(), WhatIf: []string{}, P: q.p, Seated: map[string]Figure{},
		Hashes: q.engine.hashes(q.lessons, q.Case), Struck: q.engine.struck,
	}
	for _, s := range whatIf {
		f.WhatIf = append(f.WhatIf, s.String())
	}
	low, high := q.p, q.p
	if !options.NoRanges {
		low, high = q.ranges()
	}
	f.Outcomes = q.outcomes(low, high)
	for i, p := range q.seats(q.p) {
		if i < len(q.Claimants) {
			f.Seated[q.Claimants[i]] = Figure(p)
		} else {
			f.Seated[credentials.Vacant] = Figure(p)
		}
	}
	f.OutsideView = q.outsideView()
	f.Rules, f.Conflicts, f.Carried = q.ruleVoices(), q.conflicts(), q.carriedRules()
	f.Bounds = map[string]Bounds{}
	for i, id := range q.Claimants {
		f.Bounds[id] = boundsFor(q.Case, i, q.lessons)
	}
	f.Precedents = q.precedents()
	f.Arguments, f.OutcomeArguments = q.arguments(), q.outcomeArguments()
	f.Changes, f.Issues = q.changes(), q.issueNotes()
	tried := q.trials()
	f.Tips, f.AskNext = q.tips(tried), q.questions(tried)
	f.Voices, f.TrackRecord = q.voiceNotes(), q.trackRecord()
	f.Flag, f.FlagReasons = q.flag(&f)
	return f
}

// outcomes lists what can happen, the likeliest first.
func (q *inquiry) outcomes(low, high Distribution) []OutcomeForecast {
	var list []OutcomeForecast
	for class, p := range q.p {
		if !q.can[class] {
			continue
		}
		one := OutcomeForecast{
			Outcome: classTable[class].Outcome, Class: Class(class), Seated: q.SeatedIn(Class(class)),
			P: Figure(p), Low: Figure(low[class]), High: Figure(high[class]),
		}
		switch Class(class) {
		case OtherAccepted:
			for i, share := range q.heirs() {
				if share == 0 {
					continue
				}
				heir := one
				heir.Seated, heir.Accepted = q.Claimants[i], &q.Claimants[i]
				heir.P, heir.Low, heir.High = Figure(p*share), Figure(low[class]*share), Figure(high[class]*share)
				list = append(list, heir)
			}
			continue
		case HolderAccepted:
			one.Accepted = &q.Claimants[q.Holder]
		case DecisionDeferred, NoDecisionTaken, SeatLeftVacant, CredentialsRejected, classCount:
		}
		list = append(list, one)
	}
	for i := range list {
		list[i].Words = Words(float64(list[i].P))
	}
	slices.SortStableFunc(list, func(a, b OutcomeForecast) int { return cmp.Compare(b.P, a.P) })
	return list
}

// WordOf is a word for probabilities from one bound up to the next.
type WordOf struct {
	From Figure `json:"from"`
	Word string `json:"word"`
}

// WordScale is the scale of words for probabilities, from the lowest.
var WordScale = []WordOf{
	{0, "remote"},
	{.05, "very unlikely"},
	{.15, "unlikely"},
	{.35, "about as likely as not"},
	{.65, "likely"},
	{.85, "very likely"},
	{.95, "nearly certain"},
}

// Words gives the word for a probability.
func Words(p float64) string {
	word := WordScale[0].Word
	for _, w := range WordScale {
		if p >= float64(w.From) {
			word = w.Word
		}
	}
	return word
}

// ruleVoices gives what each rule says that fires, or would if a fact were
// known: those that fire first, and within that the weightiest.
func (q *inquiry) ruleVoices() []RuleVoice {
	tracks := q.ruleTracks()
	list := []RuleVoice{}
	for i := range q.assess.Results {
		r := &q.assess.Results[i]
		if r.Truth == credentials.No {
			continue
		}
		voice := RuleVoice{
			ID: r.Rule.ID, Says: r.Rule.Says, Issue: string(r.Rule.Issue), Class: string(r.Rule.Class), Truth: r.Truth.String(), Fires: r.Fired,
			Finds: q.finding(r.Rule.Then), Fired: len(tracks[i].fired), Right: len(tracks[i].right), Disputes: tracks[i].disputes,
			Missing: q.missing(r.Missing), Defeated: orEmpty(r.Defeated), Pending: orEmpty(r.Pending),
		}
		voice.Interval = Wilson(float64(voice.Right), float64(voice.Fired))
		list = append(list, voice)
	}
	weight := func(v RuleVoice) int {
		w := slices.Index(rules.Classes.Codes(), v.Class)
		if !v.Fires {
			w += 10
		}
		return w
	}
	slices.SortStableFunc(list, func(a, b RuleVoice) int { return cmp.Compare(weight(a), weight(b)) })
	return list
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// finding gives a rule's finding with the claimant it means.
func (q *inquiry) finding(f rules.Finding) RuleFinding {
	found := RuleFinding{Outcome: f.Outcome}
	if i := q.role(f.Who); i >= 0 {
		found.Who = &q.Claimants[i]
	} else if f.Outcome == credentials.Deferred || f.Outcome == credentials.NoDecision {
		if q.Holder >= 0 {
			found.Who = &q.Claimants[q.Holder]
		}
	}
	return found
}

func (c *Case) role(role rules.Role) int {
	switch role {
	case rules.Holder:
		return c.Holder
	case rules.Rival:
		return c.rival()
	}
	return -1
}

// missing gives the facts a rule misses, by claimant.
func (q *inquiry) missing(list []rules.Missing) []string {
	keys := []string{}
	for _, m := range list {
		if i := q.role(m.Role); i >= 0 {
			keys = append(keys, q.Claimants[i]+"."+m.Fact.Key())
		} else {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// firedIn is the earlier decisions in which a rule fired, and those in which
// what it found came to pass.
type firedIn struct {
	fired, right []string
	disputes     int
}

func (q *inquiry) ruleTracks() []firedIn {
	tracks := make([]firedIn, len(q.engine.rules))
	last := make([]map[string]bool, len(tracks))
	for _, l := range q.lessons {
		if !l.Contested() {
			continue
		}
		for _, r := range q.engine.firing(l.Case) {
			id := l.ID()
			tracks[r].fired = append(tracks[r].fired, id)
			if FindingClass(q.engine.rules[r].Then) == l.Outcome {
				tracks[r].right = append(tracks[r].right, id)
			}
			if last[r] == nil {
				last[r] = map[string]bool{}
			}
			last[r][l.Dispute.ID] = true
			tracks[r].disputes = len(last[r])
		}
	}
	return tracks
}

// conflicts says which rules of one class find different things.
func (q *inquiry) conflicts() []Reason {
	list := []Reason{}
	for _, c := range q.assess.Conflicts {
		list = append(list, because(wording.Of("conflict.said", wording.Values{
			"rule": c.A.ID, "finds": findingSays(c.A.Then), "other": c.B.ID, "other_finds": findingSays(c.B.Then), "class": ruleClassTerm(c.A.Class),
		}), c.A.ID, c.B.ID))
	}
	return list
}

// findingSays says what a rule finds, as the rulebook has it.
func findingSays(f rules.Finding) wording.Sentence {
	if f.Who == "" {
		return wording.Of("conflict.finding", wording.Values{"outcome": wording.OutcomeTerm(f.Outcome)})
	}
	return wording.Of("conflict.finding_of", wording.Values{"outcome": wording.OutcomeTerm(f.Outcome), "role": wording.TermOf("role", &rules.Roles, f.Who)})
}

// voiceNotes gives what each voice says as it is mixed, and its weight: together
// they make the forecast.
func (q *inquiry) voiceNotes() []VoiceNote {
	shares := q.mixture.shares()
	list := make([]VoiceNote, voiceCount)
	for v := range Voice(voiceCount) {
		var d Distribution
		var weight float64
		for t, temperature := range temperatures {
			w := shares[int(v)*len(temperatures)+t]
			weight += w
			one := q.said[v].at(temperature.value)
			for c := range d {
				d[c] += w * one[c]
			}
		}
		list[v] = VoiceNote{v.String(), v.Label(), d.among(q.can), Figure(weight)}
	}
	return list
}
