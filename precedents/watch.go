package precedents

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// WatchList is the seats that may be in question at a session, the likeliest to be
// contested first, with how the chances were come by.
type WatchList struct {
	Session credentials.Session `json:"session"`
	// Opened is when the session opened, or is expected to; AsOf is the last day of
	// which the list knows anything.
	Opened credentials.Date `json:"opened"`
	AsOf   credentials.Date `json:"as_of"`
	Seats  []WatchedSeat    `json:"seats"`
	// Rates are the shares that the chances rest on.
	Rates []WatchRate `json:"rates"`
	// Unasked is how often who sat changed within a session at which nobody had
	// challenged, where somebody held the seat when it opened; UnaskedVacant where
	// nobody did.
	Unasked       WatchCount `json:"change_without_challenge"`
	UnaskedVacant WatchCount `json:"change_without_challenge_of_vacant_seat"`
	// Newcomers are the seats that no list could have had: contested at a session,
	// in a dispute that began in the year before it or later.
	Newcomers Newcomers  `json:"newcomers"`
	Score     WatchScore `json:"score"`
}

// WatchedSeat is a live dispute before the session.
type WatchedSeat struct {
	Dispute string `json:"dispute"`
	Seat    string `json:"seat"`
	// Member is the name of the Member on the day.
	Member string     `json:"member"`
	Title  string     `json:"title"`
	Stage  WatchStage `json:"stage"`
	Sort   WatchSort  `json:"sort"`
	// Holder is who sat last, Vacant for nobody, empty where that is not known; HolderName
	// is its name.
	Holder     string `json:"holder"`
	HolderName string `json:"holder_name"`
	// Last is its last decision, nil where there was none.
	Last *WatchedDecision `json:"last"`
	// Contested is the chance that the seat is contested, and Rate what it rests on.
	Contested Chance    `json:"p_contested"`
	Rate      WatchRate `json:"rate"`
	// Wider is the rate of the whole stage, towards which Rate is drawn.
	Wider WatchRate `json:"wider_rate"`
	// IfContested is the chance that, if it is, another sits in the end than now;
	// Change the chance of that through a challenge. Both are nil where nothing of
	// the dispute is coded, so that there is no forecast, and where it is not known
	// who holds the seat.
	IfContested *Chance `json:"p_change_if_contested"`
	Change      *Chance `json:"p_change"`
	// Likeliest is the likeliest outcome if it is contested, nil without a forecast.
	Likeliest *OutcomeForecast `json:"likeliest_if_contested"`
	// Moved says what changed since its last decision.
	Moved SinceLast `json:"changed"`
	// Decided is what the session itself has decided already, nil as long as it has
	// not: then the chances are those of before.
	Decided *WatchedDecision `json:"decided"`
	// Silent are the regular sessions since its last decision of which the record
	// has nothing on the seat.
	Silent  []credentials.Session `json:"not_in_record"`
	Reasons []Reason              `json:"reasons"`
}

// WatchedDecision is a decision on a seat in short.
type WatchedDecision struct {
	ID        string                  `json:"id"`
	Key       credentials.DecisionKey `json:"-"`
	Session   credentials.Session     `json:"session"`
	Challenge credentials.Challenge   `json:"challenge"`
	Outcome   credentials.Outcome     `json:"outcome"`
	Seated    string                  `json:"seated"`
}

// Chance is a probability in a figure and a word, with its range.
type Chance struct {
	P     Figure `json:"p"`
	Low   Figure `json:"low"`
	High  Figure `json:"high"`
	Words string `json:"words"`
}

func chance(p, low, high Figure) Chance {
	return Chance{p, min(low, p), max(high, p), Words(float64(p))}
}

// times gives the chance that both come to pass. Its range goes from the product of
// the low ends to that of the high ones, which is at least as wide as four fifths.
func (c Chance) times(other Chance) Chance {
	return chance(c.P*other.P, c.Low*other.Low, c.High*other.High)
}

// WatchCount is how often something came in n turns.
type WatchCount struct {
	N        int      `json:"n"`
	K        int      `json:"k"`
	P        Figure   `json:"p"`
	Interval Interval `json:"interval"`
}

func watchCount(k, n int) WatchCount {
	c := WatchCount{N: n, K: k, Interval: Wilson(float64(k), float64(n))}
	if n > 0 {
		c.P = Figure(float64(k) / float64(n))
	}
	return c
}

// Newcomers are the seats contested at recent sessions in disputes that had begun
// after the session before had opened.
type Newcomers struct {
	// Sessions counts those with any among the last so many of which the record
	// tells.
	Sessions WatchCount `json:"sessions"`
	Seats    int        `json:"seats"`
}

// SinceLast says what is known of changes since the last decision.
type SinceLast struct {
	// Since is that decision, empty where there is none.
	Since string `json:"since"`
	// Coded says that facts are coded for the session, Unconfirmed how many of them
	// nobody has confirmed, and Facts what differs. Where they are not coded nobody
	// has said what changed.
	Coded       bool          `json:"coded"`
	Unconfirmed int           `json:"unconfirmed"`
	Facts       []WatchedFact `json:"facts"`
	Reason
}

// WatchedFact is a fact that is known to be otherwise than it was.
type WatchedFact struct {
	Fact string `json:"fact"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Watch gives the seats that may be in question on a day: at the session under way
// as long as neither a report of its Committee nor a decision is in the record,
// else at the next. Of what was decided after the day nothing is known.
//
// A day before the first session is a *credentials.Invalid.
func (e *Engine) Watch(day credentials.Date) (WatchList, error) {
	if len(e.book.Sessions) == 0 || !day.Known() || day.Before(e.book.Sessions[0].Opened) == credentials.Yes {
		return WatchList{}, credentials.Invalidf("as-of", "there was no session by then; name a later day")
	}
	if e.hides(day) {
		e = e.AsOf(day)
	}
	book := newWatchbook(e.book)
	w := WatchList{AsOf: day, Seats: []WatchedSeat{}}
	place := 0
	w.Session, w.Opened, place = book.coming(day)
	turns := book.turnsBefore(place)
	rates := learnWatch(turns)
	for i := range book.Disputes {
		if d := &book.Disputes[i]; book.liveAt(d, place, day) {
			t := book.turnAt(d, place)
			seat, err := e.watched(book, &w, &t, rates)
			if err != nil {
				return WatchList{}, err
			}
			w.Seats = append(w.Seats, seat)
		}
	}
	slices.SortStableFunc(w.Seats, func(a, b WatchedSeat) int {
		return cmp.Or(cmp.Compare(oneIf(a.Decided != nil), oneIf(b.Decided != nil)), cmp.Compare(b.Contested.P, a.Contested.P),
			cmp.Compare(b.changes(), a.changes()), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Dispute, b.Dispute))
	})
	w.Rates, w.Newcomers, w.Score = rates.table(), book.newcomers(place), scoreWatch(turns)
	w.Unasked, w.UnaskedVacant = book.unasked(turns)
	return w, nil
}

func (s *WatchedSeat) changes() Figure {
	if s.Change == nil {
		return -1
	}
	return s.Change.P
}

// coming gives the session that is next to deal with credentials on a day, when it
// opened or is expected to, and its place.
func (b *watchbook) coming(day credentials.Date) (session credentials.Session, opened credentials.Date, place int) {
	current, ok := b.SessionOn(day)
	if ok && !b.reportedBy(current.Session, day) {
		return current.Session, current.Opened, b.order[current.Session]
	}
	session, opened = b.NextOpening(day)
	if place, ok = b.order[session]; !ok {
		place = len(b.Sessions)
	}
	return session, opened, place
}

// reportedBy reports whether the Committee of a session had reported on a day. A
// report without a day counts as made when the session closed.
func (b *watchbook) reportedBy(session credentials.Session, day credentials.Date) bool {
	return slices.ContainsFunc(b.ReportsOf(session), func(r credentials.Report) bool {
		return day.Before(cmp.Or(r.MeetingDate, r.Adopted, b.end(b.order[session]))) != credentials.Yes
	})
}

// watched gives a live dispute its chances.
func (e *Engine) watched(book *watchbook, w *WatchList, t *turn, rates *watchRates) (WatchedSeat, error) {
	d := t.dispute
	rate := rates.rate(t.class)
	s := WatchedSeat{
		Dispute: d.ID, Seat: d.Seat, Member: e.book.NameOn(d.Seat, w.AsOf), Title: d.Title, Stage: t.class.stage, Sort: t.class.sort,
		Contested: chance(rate.P, rate.Low, rate.High), Rate: rate, Wider: rates.rate(watchClass{stage: t.class.stage}), Silent: book.silent(t, w.AsOf),
	}
	if t.before != nil {
		s.Holder = t.before.Seated
		s.Last = watchedDecision(t.before)
	}
	for _, c := range e.book.byDispute[d.ID] {
		if c.session == t.place {
			s.Decided = watchedDecision(c)
		}
	}
	key, day := credentials.DecisionKey{Session: w.Session}, w.AsOf
	if decisionAt(d, key) != nil {
		// What is coded for the decision was not known before it.
		day = w.Opened.Plus(-1)
	}
	q, err := e.ask(d.ID, key, day)
	if _, nothing := errors.AsType[*credentials.Invalid](err); err != nil && !nothing {
		return WatchedSeat{}, err
	}
	s.Reasons = []Reason{s.contestedReason(t), s.thinReason(), s.silentReason()}
	if err == nil {
		s.forecast(q)
	}
	s.HolderName, _, _ = strings.Cut(d.ClaimantName(s.Holder), " (")
	s.Reasons = append(s.Reasons, s.changeReason(d))
	s.Moved = s.moved(q)
	s.Reasons = slices.DeleteFunc(s.Reasons, func(r Reason) bool { return !r.said.Known() })
	return s, nil
}

// silent gives the regular sessions since the last decision that had opened by a
// day and of which the record does not tell how they dealt with the seat.
func (b *watchbook) silent(t *turn, day credentials.Date) []credentials.Session {
	list := []credentials.Session{}
	since := t.dispute.Opened
	if t.before != nil {
		since = t.before.Opened
	}
	for p := range min(t.place, len(b.Sessions)) {
		session := b.Sessions[p]
		if session.Session.Kind() != credentials.RegularSession || since.Before(session.Opened) != credentials.Yes || session.Opened.Compare(day) > 0 {
			continue
		}
		if known, _ := b.tells(t.dispute, b.byDispute[t.dispute.ID], p); !known {
			list = append(list, session.Session)
		}
	}
	return list
}

func watchedDecision(c *Case) *WatchedDecision {
	return &WatchedDecision{c.ID(), c.Key, c.Key.Session, c.Challenge, classTable[c.Outcome].Outcome, c.Seated}
}

// forecast adds what is likely if the seat is contested. Where it is not known who
// holds it, no chance is given that another will.
func (s *WatchedSeat) forecast(q *inquiry) {
	outcomes := q.odds()
	s.Likeliest = &outcomes[0]
	if !q.holderKnown() {
		return
	}
	s.Holder = q.HolderID()
	var change Chance
	for _, o := range outcomes {
		if o.Seated != s.Holder {
			change.P, change.Low, change.High = change.P+o.P, change.Low+o.Low, change.High+o.High
		}
	}
	change = chance(change.P, change.Low, min(1, change.High))
	through := s.Contested.times(change)
	s.IfContested, s.Change = &change, &through
}

// odds gives what can happen, with ranges, and none of the reasons.
func (q *inquiry) odds() []OutcomeForecast {
	q.bearing = q.engine.judge(q.Case)
	q.said, q.p = q.say(q.Case, q.bearing)
	low, high := q.ranges()
	return q.outcomes(low, high)
}

// contestedReason says how often seats like this one were contested.
func (s *WatchedSeat) contestedReason(t *turn) Reason {
	ids := []string{"dispute:" + s.Dispute}
	if t.last != nil {
		ids = []string{t.last.ID()}
	}
	return because(wording.Of("watch.contested", s.Contested.values(wording.Values{"stage": t.sentence(), "counted": s.counted()})), ids...)
}

// values adds the places of a chance to those of a sentence.
func (c Chance) values(with wording.Values) wording.Values {
	with["word"], with["p"], with["low"], with["high"] = wordTerm(c.Words), figureOf(c.P), figureOf(c.Low), figureOf(c.High)
	return with
}

// figureOf gives a probability with two figures. What is less than one in two
// hundred would read as nought, which it is not.
func figureOf(p Figure) any {
	if p < 0.005 {
		return wording.Of("watch.under", nil)
	}
	return wording.Decimal(p)
}

// sentence says how the dispute stands.
func (t *turn) sentence() wording.Sentence {
	with := wording.Values{}
	if t.last != nil {
		with["session"], with["outcome"] = t.last.Key.Session, classTerm(t.last.Outcome)
	}
	if t.class.stage == WatchRepeated {
		with["n"] = t.streak
	}
	return wording.Of("watch.stage."+string(t.class.stage), with)
}

// counted says how many turns like this one were contested.
func (s *WatchedSeat) counted() wording.Sentence {
	return wording.Of("watch.counted", wording.Values{
		"k": s.Rate.K, "of": s.Rate.N, "stage": wording.TermOf("watch_stage", &WatchStages, s.Stage), "sort": wording.TermOf("watch_sort", &WatchSorts, s.Sort),
		"disputes": wording.Of("count.disputes", wording.Values{"n": s.Rate.Disputes}), "widerk": s.Wider.K, "widern": s.Wider.N,
	})
}

// watchThin is the number of disputes under which the record is too thin to go by.
const watchThin = 8

// Thin reports whether fewer disputes stand behind the chance than can be gone by.
func (s *WatchedSeat) Thin() bool { return s.Rate.Disputes < watchThin }

func (s *WatchedSeat) thinReason() Reason {
	if !s.Thin() {
		return Reason{}
	}
	return because(wording.Of("watch.thin", wording.Values{"disputes": wording.Of("count.disputes", wording.Values{"n": s.Rate.Disputes})}), "dispute:"+s.Dispute)
}

// silentReason says of which sessions the record has nothing; no reason where
// there is none.
func (s *WatchedSeat) silentReason() Reason {
	if len(s.Silent) == 0 {
		return Reason{}
	}
	ordinals := make([]wording.Ordinal, len(s.Silent))
	for i, session := range s.Silent {
		ordinals[i] = wording.Ordinal(session)
	}
	return because(wording.Of("watch.silent", wording.Values{"n": len(s.Silent), "sessions": wording.And(ordinals...)}), "dispute:"+s.Dispute)
}

// changeReason says how likely another sits in the end.
func (s *WatchedSeat) changeReason(d *credentials.Dispute) Reason {
	if s.Likeliest == nil {
		return because(wording.Of("watch.nothing", nil), "dispute:"+s.Dispute)
	}
	if s.Change == nil {
		return because(wording.Of("watch.unheld", wording.Values{"outcome": classTerm(s.Likeliest.Class)}), "forecast:"+s.Dispute)
	}
	both := wording.Of("watch.both", s.Change.values(wording.Values{}))
	return because(wording.Of("watch.change", s.IfContested.values(wording.Values{"outcome": classTerm(s.Likeliest.Class), "who": seatedName(d, s.Likeliest.Seated), "both": both})), "forecast:"+s.Dispute)
}

// seatedName names who would sit, nobody in words.
func seatedName(d *credentials.Dispute, claimant string) any {
	if claimant == credentials.Vacant {
		return wording.Of("who.nobody", nil)
	}
	return calledIn(d, claimant)
}

// moved says what changed since the last decision. That nobody has said so is not
// that nothing did.
func (s *WatchedSeat) moved(q *inquiry) SinceLast {
	m := SinceLast{Facts: []WatchedFact{}}
	if q == nil || q.Before == nil {
		m.Reason = because(wording.Of("watch.moved.first", nil), "dispute:"+s.Dispute)
		return m
	}
	m.Since, m.Coded, m.Unconfirmed = q.Before.ID(), q.from.carried == nil, len(q.from.unconfirmed())
	with := wording.Values{"session": q.Before.Key.Session, "facts": wording.Of("count.facts", wording.Values{"n": m.Unconfirmed})}
	if !m.Coded {
		m.Reason = because(wording.Of("watch.moved.unknown", with), m.Since)
		return m
	}
	var facts []wording.Sentence
	for _, change := range q.changesSince(q.Before) {
		id := change.Claimant + "." + change.Fact.Key()
		m.Facts = append(m.Facts, WatchedFact{id, change.Fact.Code(change.From), change.Fact.Code(change.To)})
		facts = append(facts, wording.Of("watch.moved.fact", wording.Values{
			"fact": wording.FactTerm(change.Fact), "claimant": q.name(change.Claimant),
			"from": wording.ValueTerm(change.Fact, change.From), "to": wording.ValueTerm(change.Fact, change.To),
		}))
	}
	with["changes"] = wording.And(facts...)
	key := "watch.moved.changed"
	switch {
	case len(facts) > 0:
	case m.Unconfirmed > 0:
		key = "watch.moved.unconfirmed"
	default:
		key = "watch.moved.nothing"
	}
	m.Reason = because(wording.Of(key, with), m.Since)
	return m
}

// newcomerSessions is on how many sessions the newcomers are counted.
const newcomerSessions = 20

// newcomers counts, over the last regular sessions of which the record tells,
// those with a seat contested in a dispute that had begun after the session before
// had opened.
func (b *watchbook) newcomers(place int) Newcomers {
	var n Newcomers
	sessions, with := 0, 0
	for p := min(place, len(b.Sessions)) - 1; p >= 0 && sessions < newcomerSessions; p-- {
		if b.Sessions[p].Session.Kind() != credentials.RegularSession || !b.reported[p] && !b.decides(p) {
			continue
		}
		sessions++
		seats := b.newcomersAt(p)
		n.Seats += seats
		with += int(oneIf(seats > 0))
	}
	n.Sessions = watchCount(with, sessions)
	return n
}

func (b *watchbook) decides(place int) bool {
	return slices.ContainsFunc(b.Cases, func(c *Case) bool { return c.session == place })
}

func (b *watchbook) newcomersAt(place int) int {
	var since credentials.Date
	for _, session := range b.Sessions[:place] {
		if session.Session.Kind() == credentials.RegularSession {
			since = session.Opened
		}
	}
	seats := map[string]bool{}
	for _, c := range b.Cases {
		if c.session == place && c.Contested() && since.Known() && c.Dispute.Opened.Before(since) == credentials.No {
			seats[c.Dispute.ID] = true
		}
	}
	return len(seats)
}

// unasked counts, of the turns that nobody challenged and of which it is known who
// sat before and after, those that ended with another in the seat: apart where
// somebody held it and where nobody did.
func (b *watchbook) unasked(turns []turn) (held, vacant WatchCount) {
	var k, n [2]int
	for i := range turns {
		t := &turns[i]
		if !t.known || t.contested {
			continue
		}
		at := slices.IndexFunc(b.byDispute[t.dispute.ID], func(c *Case) bool { return c.session == t.place && c.holderKnown() })
		if at < 0 {
			continue
		}
		c := b.byDispute[t.dispute.ID][at]
		empty := int(oneIf(c.Holder < 0))
		n[empty]++
		k[empty] += int(oneIf(c.Seated != c.HolderID()))
	}
	return watchCount(k[0], n[0]), watchCount(k[1], n[1])
}
