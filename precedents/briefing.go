package precedents

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// briefing is one brief in the making. Each section has a file of its own, with a
// function that composes it; whatever it says goes through say, so that nothing
// stands in a brief without what it rests on.
type briefing struct {
	engine   *Engine
	dispute  *credentials.Dispute
	language *wording.Language
	// inquiry is nil, and forecast and sides are empty, where nothing of the dispute
	// was decided or coded by then; why says so.
	inquiry  *inquiry
	forecast Forecast
	// sides are those of the claimants whose facts are coded, in their order.
	sides []Side
	why   string
	// mine is the claimant it is written for, empty for neither.
	mine string
	// chance is how likely the seat is contested at the session, nil where that is
	// not worked out.
	chance *Chance
	brief  Brief
	cited  map[string]int
}

// Brief makes the brief on a dispute before a session. A dispute of which nothing
// is decided or coded, a session whose Committee is not known, a claimant without
// facts, or a source that is gone, are no errors: the brief says what is missing.
//
// An unknown dispute or session is a *credentials.NotFound; a claimant or an annex
// that there is not, or a marking longer than a line, is a *credentials.Invalid.
func (e *Engine) Brief(request BriefRequest) (Brief, error) {
	b, err := e.briefing(request)
	if err != nil {
		return Brief{}, err
	}
	return b.composed(request.Annexes), nil
}

// composed gives the brief with all its sections, and with the annexes that are
// named; nil stands for all.
func (b *briefing) composed(annexes []string) Brief {
	wanted := make([]Heading, 0, len(BriefAnnexes))
	for _, annex := range BriefAnnexes {
		if annexes == nil || annex.Key == SourcesAnnex || slices.Contains(annexes, annex.Key) {
			wanted = append(wanted, annex)
		}
	}
	b.brief.Core, b.brief.Annexes = b.sections(BriefHeadings), b.sections(wanted)
	return b.brief
}

func (e *Engine) briefing(request BriefRequest) (*briefing, error) {
	d, ok := e.book.Dispute(request.Dispute)
	if !ok {
		return nil, &credentials.NotFound{Kind: "dispute", ID: request.Dispute}
	}
	b := &briefing{engine: e, dispute: d, language: cmp.Or(request.Language, wording.English), mine: request.For, cited: map[string]int{}}
	if err := b.may(request); err != nil {
		return nil, err
	}
	if err := b.ask(request); err != nil {
		return nil, err
	}
	b.head(request)
	return b, nil
}

// may refuses a claimant or an annex that there is not, and a marking that is no line.
func (b *briefing) may(request BriefRequest) error {
	var faults []credentials.Fault
	if _, ok := b.dispute.Claimant(request.For); !ok && request.For != "" {
		ids := make([]string, len(b.dispute.Claimants))
		for i := range b.dispute.Claimants {
			ids[i] = b.dispute.Claimants[i].ID
		}
		faults = append(faults, credentials.Fault{Field: "for", What: request.For + " is no claimant of " + b.dispute.ID, Mend: credentials.Suggest(request.For, ids)})
	}
	for _, key := range request.Annexes {
		if !slices.ContainsFunc(BriefAnnexes, func(h Heading) bool { return h.Key == key }) {
			faults = append(faults, credentials.Fault{Field: "annex", What: key + " is no annex of a brief", Mend: credentials.Suggest(key, annexKeys())})
		}
	}
	if utf8.RuneCountInString(request.Marking) > longestMarking || !utf8.ValidString(request.Marking) {
		faults = append(faults, credentials.Fault{Field: "marking", What: "the marking is not a line", Mend: fmt.Sprintf("write at most %d letters", longestMarking)})
	}
	if len(faults) > 0 {
		return &credentials.Invalid{Faults: faults}
	}
	return nil
}

// longestMarking leaves the line of the marking one line.
const longestMarking = 120

// ask puts the question to the engine. That nothing of the dispute is known is no
// error here.
func (b *briefing) ask(request BriefRequest) error {
	b.brief.Session, b.brief.Number, b.brief.AsOf = request.Key.Session, max(1, request.Key.Number), request.AsOf
	q, err := b.engine.ask(b.dispute.ID, request.Key, request.AsOf)
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		b.why = invalid.Error()
		if !b.brief.Session.Known() {
			b.brief.Session = b.engine.book.SessionInQuestion(b.dispute, b.engine.nextAfter(request.AsOf))
		}
		if !b.brief.AsOf.Known() {
			b.brief.AsOf = b.opens()
		}
		return nil
	}
	if err != nil {
		return err
	}
	b.inquiry = q
	b.brief.Session, b.brief.Number, b.brief.AsOf = q.Key.Session, q.Key.Number, q.asOf
	b.forecast = q.answer(nil, Options{})
	for _, claimant := range q.Claimants {
		side, err := q.side(claimant, nil)
		if err != nil {
			return err
		}
		b.sides = append(b.sides, side)
	}
	b.weighChance()
	b.brief.Hashes = b.forecast.Hashes
	b.brief.Forecast = BriefForecast{Outcomes: b.forecast.Outcomes, Flag: b.forecast.Flag}
	return nil
}

// opens gives the day on which the session opened, or is expected to.
func (b *briefing) opens() credentials.Date {
	if session, ok := b.engine.book.Session(b.brief.Session); ok {
		return session.Opened
	}
	_, expected := b.engine.book.NextOpening(b.engine.nextAfter(credentials.Date{}))
	return expected
}

// head fills in what stands above everything.
func (b *briefing) head(request BriefRequest) {
	frame := b.engine.book.Frame
	brief := &b.brief
	brief.Dispute, brief.Title, brief.Seat = b.dispute.ID, b.dispute.Title, b.dispute.Seat
	brief.Member = frame.NameOn(b.dispute.Seat, brief.AsOf)
	brief.Language, brief.Direction, brief.Marking = b.language.Code(), b.language.Direction(), request.Marking
	if b.mine != "" {
		brief.For, brief.ForName = b.mine, b.dispute.ClaimantName(b.mine)
	}
	brief.Headline = b.text("brief.headline", wording.Values{"member": brief.Member})
	brief.Subtitle = b.text("brief.subtitle", wording.Values{"session": brief.Session, "day": brief.AsOf})
	brief.Labels = map[string]string{}
	for _, key := range BriefLabels {
		brief.Labels[key] = b.text("brief.label."+key, nil)
	}
}

// text says a sentence in the brief's language.
func (b *briefing) text(key string, with wording.Values) string {
	return b.language.Say(wording.Of(key, with))
}

// say makes a statement: what it says, on what sort of basis, and the ids it rests
// on. Where a section has the same sentence more than once, about is what tells
// them apart.
func (b *briefing) say(basis Basis, sentence wording.Sentence, about string, restsOn ...string) Statement {
	key := sentence.Key
	if about != "" {
		key += "/" + about
	}
	return Statement{Key: key, Says: b.language.Say(sentence), Grounds: b.on(basis, restsOn...)}
}

// because makes a statement of a reason of the engine, which is a computation. One
// that rests on nothing that can be cited cites the forecast.
func (b *briefing) because(key string, reason Reason) Statement {
	grounds := b.on(OnComputation, reason.RestsOn...)
	if len(grounds.References) == 0 {
		grounds = b.on(OnComputation, append(slices.Clone(reason.RestsOn), b.itself())...)
	}
	return Statement{Key: key, Says: reason.In(b.language), Grounds: grounds}
}

// manyGrounds is how many things a computation may rest on and still cite each of
// them; one on more cites the forecast, which lists them.
const manyGrounds = 6

// on gives the grounds of a statement, with the numbers of what it rests on.
func (b *briefing) on(basis Basis, restsOn ...string) Grounds {
	g := Grounds{Basis: basis, RestsOn: slices.Clone(restsOn), References: []int{}}
	if g.RestsOn == nil {
		g.RestsOn = []string{}
	}
	if basis == OnComputation && len(restsOn) > manyGrounds {
		restsOn = []string{b.itself()}
	}
	for _, id := range restsOn {
		if n := b.number(id); n > 0 && !slices.Contains(g.References, n) {
			g.References = append(g.References, n)
		}
	}
	return g
}

// kindMark stands behind the name of a kind of reference in an id.
const kindMark = ":"

// number gives the number under which an id is cited, giving it one if it has
// none yet. Ids are those of a Reason, and with the name of a kind of reference
// before them "document:A/51/548", "law:GA-R29", "session:51", "rollcall:…",
// "member:AFG", "dispute:afghanistan-1996", "sheet:afghanistan-1996:82", "forecast:afghanistan-1996"
// for the forecast that the brief rests on, and "source:" with what the source's Ref says.
func (b *briefing) number(id string) int {
	reference, ok := b.reference(id)
	if !ok {
		return 0
	}
	known := string(reference.Kind) + kindMark + reference.ID
	if n, met := b.cited[known]; met {
		return n
	}
	reference.Number = len(b.brief.References) + 1
	b.cited[known] = reference.Number
	b.brief.References = append(b.brief.References, reference)
	return reference.Number
}

// here is the id of the brief's own decision or sheet, on whose facts it rests.
func (b *briefing) here() string {
	switch {
	case b.inquiry == nil:
		return string(DisputeReference) + kindMark + b.dispute.ID
	case b.forecast.CarriedFrom != nil:
		return *b.forecast.CarriedFrom
	case b.forecast.Prepared:
		return string(SheetReference) + kindMark + b.dispute.ID + kindMark + b.brief.Session.String()
	}
	return b.inquiry.ID()
}

// itself is the id of the forecast that the brief rests on.
func (b *briefing) itself() string { return string(ForecastReference) + kindMark + b.forecastID() }

// forecastID names the forecast with the decision that it is for, and the day.
func (b *briefing) forecastID() string {
	key := credentials.DecisionKey{Session: b.brief.Session, Number: b.brief.Number}
	return b.dispute.ID + kindMark + key.String() + kindMark + b.brief.AsOf.String()
}

// reference reads an id; ok is false for one that names nothing in the record.
func (b *briefing) reference(id string) (BriefReference, bool) {
	kind, rest, marked := strings.Cut(id, kindMark)
	if !marked {
		return b.unmarked(id)
	}
	switch kind := ReferenceKind(kind); kind {
	case DocumentReference, SourceReference, DisputeReference, SheetReference, SessionReference, RuleReference, LawReference,
		RollCallReference, ForecastReference, WatchReference, DecisionReference:
		return b.marked(kind, rest)
	}
	if kind == "voice" {
		return b.reference(b.itself())
	}
	decision, _, _ := strings.Cut(id, "/")
	return b.marked(DecisionReference, decision)
}

// unmarked reads the id of a rule, or of a fact of the brief's own case.
func (b *briefing) unmarked(id string) (BriefReference, bool) {
	if strings.Contains(id, ".") {
		if here := b.here(); strings.Contains(here, kindMark) {
			return b.reference(here)
		}
		return BriefReference{}, false
	}
	return b.marked(RuleReference, id)
}

// marked gives the reference of a kind, with what a list of references says of it.
func (b *briefing) marked(kind ReferenceKind, id string) (BriefReference, bool) {
	if kind == ForecastReference {
		id = b.forecastID()
	}
	if symbol, err := credentials.ParseSymbol(id); kind == SourceReference && err == nil && symbol.Known() {
		kind, id = DocumentReference, symbol.String()
	}
	text, address, ok := b.entitled(kind, id)
	return BriefReference{Kind: kind, ID: id, Text: text, Address: address}, ok
}
