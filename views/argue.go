package views

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// strikeParameter names in the address of an argument a decision that is left out.
const strikeParameter = "strike"

// arguing are the pages on which a side is argued.
func (p *pages) arguing() []Route {
	argue := page("/disputes/:id/argue", "one side’s argument in three plies, what is most dangerous to it, and what both come to without precedents that are struck", p.argue)
	moot := page("/disputes/:id/moot", "what one side takes to a hearing, without the other’s rebuttals", p.moot)
	argue.Query = []string{sessionParameter, asOfParameter, forParameter, strikeParameter}
	moot.Query = argue.Query
	return []Route{argue, moot}
}

// argued is what the address of an argument asks for.
type argued struct {
	asked
	// side is the claimant that is argued for; empty for whoever holds the seat.
	side string
	// struck are the decisions that are left out, in their order.
	struck []string
}

// parseArgued reads the address of an argument.
func parseArgued(d *credentials.Dispute, values url.Values) (argued, error) {
	rest := maps.Clone(values)
	delete(rest, forParameter)
	delete(rest, strikeParameter)
	a, err := parseAsked(d, rest)
	if err != nil {
		return argued{}, err
	}
	sides := slices.DeleteFunc(slices.Clone(values[forParameter]), func(id string) bool { return id == "" })
	if len(sides) > 1 {
		return argued{}, credentials.Invalidf(forParameter, "%s is given %d times; one side is argued at a time", forParameter, len(sides))
	}
	struck := slices.DeleteFunc(slices.Clone(values[strikeParameter]), func(id string) bool { return id == "" })
	slices.Sort(struck)
	return argued{a, strings.Join(sides, ""), slices.Compact(struck)}, nil
}

// values is the address again, for a side and with some decisions struck.
func (a argued) values(side string, struck []string) url.Values {
	values := a.forecastValues()
	if side != "" {
		values.Set(forParameter, side)
	}
	if len(struck) > 0 {
		values[strikeParameter] = struck
	}
	return values
}

// forecastValues is what a forecast takes of it.
func (a argued) forecastValues() url.Values {
	values := a.query()
	for _, s := range suppositions(a.whatIf) {
		values.Set(s.name, s.code)
	}
	return values
}

// plead gives the side that an address argues for, on one state of the record.
func (a *argued) plead(engine *precedents.Engine, d *credentials.Dispute) (precedents.Pleading, error) {
	return engine.Plead(d.ID, a.key, a.asOf, a.whatIf, a.side, precedents.Options{NoRanges: true})
}

// arguePage is one side of a case: what it can cite, what is cited against it,
// and the forecast.
type arguePage struct {
	forecastPage
	argued argued
	side   precedents.Side
	// whole is the same on the whole record, where precedents are struck.
	whole *precedents.Pleading
}

// argument is an arguePage as JSON.
type argument struct {
	precedents.Pleading
	// Whole is nil where nothing is struck.
	Whole *precedents.Pleading `json:"whole_record"`
}

// arguedOf gives the case that an address asks to be argued. What is wrong with
// the address comes with the way to the argument without it.
func (p *pages) arguedOf(c echo.Context) (v arguePage, made argument, err error) {
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return v, made, err
	}
	d, ok := engine.Casebook().Dispute(c.Param("id"))
	if !ok {
		return v, made, &credentials.NotFound{Kind: "dispute", ID: c.Param("id")}
	}
	asked, err := parseArgued(d, c.QueryParams())
	if err != nil {
		return v, made, strayed(err, "Argue "+d.Title, link.Argue(d.ID, nil))
	}
	made, err = argueOn(engine, d, &asked)
	if err != nil {
		way := argued{asked: asked.asked}
		if _, forecast := engine.ForecastDecision(d.ID, way.key, way.asOf, way.whatIf, precedents.Options{NoRanges: true}); forecast != nil {
			way = argued{}
		}
		return v, made, strayed(unforecastable(d, err), "Argue "+d.Title+" without it", link.Argue(d.ID, way.values("", nil)))
	}
	v = arguePage{
		forecastPage: forecastPage{Forecast: made.Forecast, asked: asked.asked, citations: citations{book: engine.Casebook(), dispute: d}},
		argued:       asked, side: made.Side, whole: made.Whole,
	}
	v.today = p.today()
	v.seat = engine.Casebook().NameOn(d.Seat, p.today())
	v.findFacts()
	return v, made, nil
}

func argueOn(engine *precedents.Engine, d *credentials.Dispute, a *argued) (made argument, err error) {
	if len(a.struck) > 0 {
		whole, err := a.plead(engine, d)
		if err != nil {
			return made, err
		}
		if engine, err = engine.Without(a.struck); err != nil {
			return made, err
		}
		made.Whole = &whole
	}
	made.Pleading, err = a.plead(engine, d)
	return made, err
}

func (p *pages) argue(c echo.Context) (answer, error) {
	v, made, err := p.arguedOf(c)
	if err != nil {
		return answer{}, err
	}
	return answer{page: v.page("Argue for "+v.name()+": ", v.address(v.side.Claimant)), body: argueView(v), data: made}, nil
}

func (v *arguePage) page(title, address string) ui.Page {
	return ui.Page{
		Title: title + v.dispute.Title + ", " + v.Session.Words(), Section: link.Disputes, JSON: link.JSON(address), Description: v.gist(),
		Crumbs: []ui.Crumb{
			{Label: "Disputes", Address: link.Disputes},
			{Label: v.dispute.Title, Address: link.Dispute(v.dispute.ID)},
			{Label: "Forecast", Address: v.forecastAddress()},
		},
	}
}

// address is the argument for a side, with what is struck and supposed.
func (v *arguePage) address(side string) string {
	return link.Argue(v.dispute.ID, v.argued.values(side, v.argued.struck))
}

// mootAddress is what a side takes to the hearing, on the same.
func (v *arguePage) mootAddress(side string) string {
	return link.Moot(v.dispute.ID, v.argued.values(side, v.argued.struck))
}

// forecastAddress is the forecast on the same facts, and the whole record.
func (v *arguePage) forecastAddress() string {
	return link.Forecast(v.dispute.ID, v.argued.forecastValues())
}

// briefAddress is the brief on the same question for the side; of what is supposed
// or struck it knows nothing.
func (v *arguePage) briefAddress() string {
	return link.Brief(v.dispute.ID, argued{asked: asked{key: v.argued.key, asOf: v.argued.asOf}}.values(v.side.Claimant, nil))
}

// nearestFor is the precedents nearest to the case, whichever way they went, seen
// from the side.
func (v *arguePage) nearestFor() string {
	return link.Nearest(v.dispute.ID, argued{asked: v.argued.asked}.values(v.side.Claimant, nil))
}

// restoring is the argument without one of the decisions that are struck.
func (v *arguePage) restoring(id string) string {
	others := slices.DeleteFunc(slices.Clone(v.argued.struck), func(other string) bool { return other == id })
	return link.Argue(v.dispute.ID, v.argued.values(v.side.Claimant, others))
}

// restoringAll is the argument with nothing struck.
func (v *arguePage) restoringAll() string {
	return link.Argue(v.dispute.ID, v.argued.values(v.side.Claimant, nil))
}

// standing is the address as the fields of a form that strikes one decision more.
func (v *arguePage) standing() []written {
	return writtenValues(v.argued.values(v.side.Claimant, v.argued.struck))
}

func writtenValues(values url.Values) []written {
	var list []written
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			list = append(list, written{name, value})
		}
	}
	return list
}

// name is that of the side that is argued, and sides are those that can be.
func (v *arguePage) name() string { return shortName(v.dispute, v.side.Claimant) }

func (v *arguePage) claimant() credentials.Claimant {
	claimant, _ := v.dispute.Claimant(v.side.Claimant)
	return claimant
}

// gist says in a sentence or two how the side stands.
func (v *arguePage) gist() string {
	words := "For " + v.name() + " no decision on record can be cited"
	if len(v.side.Authorities) > 0 {
		words = fmt.Sprintf("For %s the nearest authority is %s, which %s", v.name(), v.nameOf(v.side.Authorities[0]), v.reach(v.side.Authorities[0]))
	}
	if len(v.side.Dangers) == 0 {
		return words + "; none went against whoever stood where it stands."
	}
	return fmt.Sprintf("%s. Most dangerous to it is %s, which %s.", words, v.nameOf(v.side.Dangers[0]), v.reach(v.side.Dangers[0]))
}

func (v *arguePage) nameOf(one precedents.Citable) string { return v.ground(one.Decision).label }

// reach says how far a precedent goes.
func (v *arguePage) reach(one precedents.Citable) string {
	switch n := len(one.Differences); {
	case n > 0:
		return "differs in " + precedents.Counted(n, "fact")
	case len(one.Unknown) > 0:
		return "binds if " + precedents.Counted(len(one.Unknown), "fact") + " not known now should prove no different"
	}
	return "binds"
}

// shift is how the figure of an outcome moves when precedents are struck.
type shift struct {
	outcome       *precedents.OutcomeForecast
	before, after string
	by            string
}

// shifts gives every outcome, on the whole record and without what is struck.
func (v *arguePage) shifts() []shift {
	list := make([]shift, 0, len(v.Outcomes))
	for i := range v.whole.Forecast.Outcomes {
		o := &v.whole.Forecast.Outcomes[i]
		s := shift{outcome: o, before: decimal(o.P), after: recordedFigure(&v.Forecast, o)}
		for k := range v.Outcomes {
			if now := &v.Outcomes[k]; now.Class == o.Class && now.Seated == o.Seated {
				s.by = signedFigure(now.P - o.P)
			}
		}
		list = append(list, s)
	}
	return list
}

// signedFigure writes +0.05, −0.05 or “no change”.
func signedFigure(f precedents.Figure) string {
	words := decimal(max(f, -f))
	switch {
	case f == 0:
		return "no change"
	case words == "0.00":
		return "under 0.01"
	case f < 0:
		return "−" + words
	}
	return "+" + words
}

// heldIn reports whether a sentence stands in a ply too.
func heldIn(ply []precedents.Reason, says string) bool {
	return slices.ContainsFunc(ply, func(r precedents.Reason) bool { return r.Says == says })
}

// unmoved reports whether striking leaves the three plies as they were.
func (v *arguePage) unmoved() bool {
	same := func(a, b []precedents.Reason) bool {
		return slices.EqualFunc(a, b, func(a, b precedents.Reason) bool { return a.Says == b.Says })
	}
	before, after := &v.whole.Side.Argument, &v.side.Argument
	return same(before.Cite, after.Cite) && same(before.Reply, after.Reply) && same(before.Rejoin, after.Rejoin)
}

// pickOfID is the decision of an id, to be picked for a comparison.
func (v *arguePage) pickOfID(id string) (pick, bool) {
	one, err := pickNamed(v.book, id)
	return one, err == nil
}

// noteOf gives the fact of a claimant as the case has it.
func (v *arguePage) noteOf(claimant string, fact credentials.Fact) precedents.FactNote {
	for _, note := range v.side.Facts {
		if note.Claimant == claimant && note.Fact == fact {
			return note
		}
	}
	return precedents.FactNote{Claimant: claimant, Fact: fact, Key: fact.Key(), State: precedents.FactNotKnown}
}

// noteWords says of a fact why it is not agreed; empty where it is.
func noteWords(note precedents.FactNote) string {
	switch {
	case note.State == precedents.FactSupposed:
		return "supposed, not recorded"
	case len(note.Otherwise) > 0:
		return "coded otherwise by " + precedents.Listed(note.Otherwise)
	case note.State == precedents.FactDoubted:
		return "carried over and not confirmed"
	}
	return ""
}

// treatment says how later decisions have taken a precedent.
func (v *arguePage) treatment(one precedents.Citable) string {
	return "followed since: " + authorityWords(precedents.PrecedentVoice{Agreed: one.Agreed, Disagreed: one.Disagreed})
}

// unknownWords says which facts the force of a precedent hangs on.
func unknownWords(one precedents.Citable, against bool) string {
	if against {
		return "Known here and not known there: " + precedents.Counted(len(one.Unknown), "fact")
	}
	return "Known there and not known here: " + precedents.Counted(len(one.Unknown), "fact")
}

// factsWords counts the facts by how safe they are.
func (v *arguePage) factsWords() string {
	count := make(map[precedents.FactState]int, 4)
	for _, note := range v.side.Facts {
		count[note.State]++
	}
	words := []string{fmt.Sprintf("%d are known and coded otherwise by nobody", count[precedents.FactAgreed])}
	if n := count[precedents.FactDoubted]; n > 0 {
		words = append(words, fmt.Sprintf("%d doubted", n))
	}
	if n := count[precedents.FactSupposed]; n > 0 {
		words = append(words, fmt.Sprintf("%d supposed", n))
	}
	if n := count[precedents.FactNotKnown]; n > 0 {
		words = append(words, fmt.Sprintf("%d not known", n))
	}
	return fmt.Sprintf("Of %d facts ", len(v.side.Facts)) + precedents.Listed(words)
}
