package views

import (
	"errors"
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

// The parameters of a forecast that are not facts.
const (
	sessionParameter = "session"
	asOfParameter    = "as-of"
)

// forecastPage is a forecast with its reasons.
type forecastPage struct {
	precedents.Forecast
	citations
	asked asked
	// recorded is the forecast on the facts as they are recorded, where some are
	// supposed to be otherwise.
	recorded *precedents.Forecast
	// standings are the recorded facts the forecast is made from, by claimant.
	standings map[string]credentials.Standing
	// coding is what is said of those facts.
	coding []credentials.Coding
	// supposed are the facts taken to be other than they are recorded.
	supposed []supposed
	// decision is what was decided; nil where nothing is recorded yet.
	decision *credentials.Decision
	// seat is the name of the Member on the day.
	seat  string
	today credentials.Date
}

// asked is what the address of a forecast asks for.
type asked struct {
	key    credentials.DecisionKey
	asOf   credentials.Date
	whatIf precedents.WhatIf
}

// supposed is a fact that is supposed to be otherwise.
type supposed struct {
	precedents.Supposition
	claimant, was, is string
	// without is the address of the forecast without it.
	without string
}

func (p *pages) forecast(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return answer{}, err
	}
	d, ok := engine.Casebook().Dispute(c.Param("id"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "dispute", ID: c.Param("id")}
	}
	asked, err := parseAsked(d, c.QueryParams())
	if err != nil {
		return answer{}, err
	}
	made, err := engine.ForecastDecision(d.ID, asked.key, asked.asOf, asked.whatIf, precedents.Options{})
	if err != nil {
		return answer{}, unforecastable(d, err)
	}
	view := forecastPage{Forecast: made, asked: asked, citations: citations{book: engine.Casebook(), dispute: d}}
	view.today = p.today()
	view.seat = engine.Casebook().NameOn(d.Seat, p.today())
	view.findFacts()
	if len(view.supposed) > 0 {
		recorded, err := engine.ForecastDecision(d.ID, asked.key, asked.asOf, nil, precedents.Options{NoRanges: true})
		if err != nil {
			return answer{}, err
		}
		view.recorded = &recorded
	}
	address := view.address(asked.whatIf)
	previous, next := view.neighbours()
	return answer{
		page: ui.Page{
			Previous: previous, Next: next,
			Title: "Forecast: " + d.Title + ", " + view.Session.Words(), Section: link.Disputes, JSON: link.JSON(address), Description: view.verdict() + ".",
			Crumbs: []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: link.Dispute(d.ID)}},
		},
		body: forecastView(view), data: made,
	}, nil
}

// neighbours gives the forecasts for the decisions before and after this one; the
// last is that for the next session.
func (v *forecastPage) neighbours() (previous, next ui.Step) {
	decisions := v.dispute.Decisions
	at := slices.IndexFunc(decisions, func(x credentials.Decision) bool { return v.decision != nil && x.Key == v.decision.Key })
	if at < 0 {
		at = len(decisions)
	}
	if at > 0 {
		key := decisions[at-1].Key
		previous = ui.Step{Label: "As it stood before the " + keyShort(key), Address: forecastBefore(v.dispute, key)}
	}
	switch {
	case at+1 < len(decisions):
		key := decisions[at+1].Key
		next = ui.Step{Label: "As it stood before the " + keyShort(key), Address: forecastBefore(v.dispute, key)}
	case at+1 == len(decisions):
		next = ui.Step{Label: "For the next session", Address: link.Forecast(v.dispute.ID, nil)}
	}
	return previous, next
}

// parseAsked reads the address of a forecast. A fact without a value stands as
// it is recorded: so a form sends those that were left alone.
func parseAsked(d *credentials.Dispute, values url.Values) (asked, error) {
	var a asked
	var facts []string
	var faults []credentials.Fault
	note := func(err error) {
		if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
			faults = append(faults, invalid.Faults...)
		}
	}
	for _, key := range slices.Sorted(keysOf(values)) {
		given := slices.DeleteFunc(slices.Clone(values[key]), func(value string) bool { return value == "" })
		switch {
		case (key == sessionParameter || key == asOfParameter) && len(given) > 1:
			note(credentials.Invalidf(key, "%s is given %d times", key, len(given)))
		case key == sessionParameter && len(given) == 1:
			var err error
			a.key, err = parseForecastKey(given[0])
			note(err)
		case key == asOfParameter && len(given) == 1:
			var err error
			a.asOf, err = credentials.ParseDate(given[0])
			note(err)
		case key == sessionParameter || key == asOfParameter:
		case len(given) == 0:
			_, err := precedents.ParseSupposition(d, key+"=")
			note(err)
		default:
			for _, value := range given {
				facts = append(facts, key+"="+value)
			}
		}
	}
	whatIf, err := precedents.ParseWhatIf(d, facts)
	note(err)
	if len(faults) > 0 {
		return asked{}, &credentials.Invalid{Faults: faults}
	}
	a.whatIf = whatIf
	return a, nil
}

// parseForecastKey reads a session, or the number of one of several decisions at
// it. A session alone leaves the number open.
func parseForecastKey(text string) (credentials.DecisionKey, error) {
	if strings.Contains(text, ".") {
		return credentials.ParseDecisionKey(text)
	}
	session, err := credentials.ParseSession(text)
	return credentials.DecisionKey{Session: session}, err
}

// unforecastable turns what an address names and the record does not have into a
// fault of the address.
func unforecastable(d *credentials.Dispute, err error) error {
	missing, ok := errors.AsType[*credentials.NotFound](err)
	if !ok {
		return err
	}
	what := "the record has no " + missing.Kind + " " + missing.ID + ", and it is not the next one"
	if missing.Kind == "decision" {
		what = "the record has no decision " + missing.ID
	}
	return &credentials.Invalid{Faults: []credentials.Fault{{
		Field: sessionParameter, What: what, Mend: "name a session of " + d.Title + ", or none for the next",
	}}}
}

// findFacts finds the decision where the facts are recorded that the forecast is
// made from, what came of it, and which facts are supposed to be otherwise.
func (v *forecastPage) findFacts() {
	key := credentials.DecisionKey{Session: v.Session, Number: v.Number}
	carried := v.CarriedFrom != nil
	if decided, err := v.dispute.Decision(key); err == nil {
		v.decision = decided
	}
	if carried {
		_, text, _ := strings.Cut(*v.CarriedFrom, ":")
		if from, err := credentials.ParseDecisionKey(text); err == nil {
			key = from
		}
	}
	v.standings = map[string]credentials.Standing{}
	if sheet, err := v.dispute.Preparation(v.Session); err == nil && v.Prepared {
		v.standings, v.coding = maps.Clone(sheet.Facts), sheet.Coding
	} else if x, err := v.dispute.Decision(key); err == nil {
		v.facts, v.coding = key, x.Coding
		for id, standing := range x.Facts {
			if carried {
				standing = standing.With(credentials.HoldsSeat, holding(id == x.Seated))
			}
			v.standings[id] = standing
		}
	}
	for i, s := range v.asked.whatIf {
		was := v.standings[s.Claimant].Get(s.Fact)
		if was == s.Value {
			continue
		}
		v.supposed = append(v.supposed, supposed{
			s, shortName(v.dispute, s.Claimant), s.Fact.ValueLabel(was), s.Fact.ValueLabel(s.Value),
			v.address(slices.Delete(slices.Clone(v.asked.whatIf), i, i+1)),
		})
	}
}

// holding gives the value of HoldsSeat.
func holding(holds bool) credentials.Value {
	code := "false"
	if holds {
		code = "true"
	}
	return credentials.Value(slices.Index(credentials.HoldsSeat.Codes(), code) + 1)
}

// query is what the address asks for but for the facts.
func (v *forecastPage) query() url.Values { return v.asked.query() }

func (a asked) query() url.Values {
	values := url.Values{}
	if a.key.Session.Known() {
		key := a.key.String()
		if a.key.Number == 1 {
			key += ".1"
		}
		values.Set(sessionParameter, key)
	}
	if a.asOf.Known() {
		values.Set(asOfParameter, a.asOf.String())
	}
	return values
}

// address is the forecast with other suppositions.
func (v *forecastPage) address(whatIf precedents.WhatIf) string {
	values := v.query()
	for _, s := range suppositions(whatIf) {
		values.Set(s.name, s.code)
	}
	return link.Forecast(v.dispute.ID, values)
}

// baseline is what the plain baseline that has done best gives an outcome; empty
// where none has been tried.
func (v *forecastPage) baseline(o *precedents.OutcomeForecast) string {
	i := slices.IndexFunc(v.Voices, func(n precedents.VoiceNote) bool { return n.Name == v.TrackRecord.Baseline })
	if i < 0 || v.TrackRecord.Score.N == 0 {
		return ""
	}
	p := v.Voices[i].P[o.Class]
	if o.Class == precedents.OtherAccepted && v.P[o.Class] > 0 {
		p *= float64(o.P) / v.P[o.Class]
	}
	return decimal(precedents.Figure(p))
}

// formula writes out how the likeliest outcome comes to its figure.
func (v *forecastPage) formula() string {
	class := v.Outcomes[0].Class
	var parts []string
	rest := v.P[class]
	for _, voice := range v.Voices {
		part := float64(voice.Weight) * voice.P[class]
		if part < leastPart {
			continue
		}
		rest -= part
		parts = append(parts, decimal(voice.Weight)+" × "+decimal(precedents.Figure(voice.P[class]))+" ("+voice.Label+")")
	}
	words := strings.Join(parts, " + ")
	if rest >= leastPart {
		words += " + " + decimal(precedents.Figure(rest)) + " (the others)"
	}
	return "“" + class.Term().Label + "” " + decimal(precedents.Figure(v.P[class])) + " = " + words
}

// leastPart is the least part of a figure that is written out.
const leastPart = 0.005

// arguing is the argument of a claimant on the same facts.
func (v *forecastPage) arguing(claimant string) string {
	return link.Argue(v.dispute.ID, argued{asked: v.asked}.values(claimant, nil))
}

// arguedOn is the argument on other suppositions.
func (v *forecastPage) arguedOn(whatIf precedents.WhatIf) string {
	return link.Argue(v.dispute.ID, argued{asked: asked{v.asked.key, v.asked.asOf, whatIf}}.values("", nil))
}

// briefAddress is the brief on the same question; of what is supposed it knows
// nothing.
func (v *forecastPage) briefAddress() string { return link.Brief(v.dispute.ID, v.query()) }

// nearestOn is the precedents nearest to the case on the same suppositions.
func (v *forecastPage) nearestOn() string {
	return link.Nearest(v.dispute.ID, argued{asked: v.asked}.forecastValues())
}

// comparedOn sets the case on the same suppositions beside others.
func (v *forecastPage) comparedOn() string {
	mine := pickAt(v.dispute, credentials.DecisionKey{Session: v.Session, Number: v.Number})
	return comparisonOf(&mine, v.asked.whatIf, nil, "")
}

// besideBaseline says whether forecasts have been better than the best plain
// baseline.
func (v *forecastPage) besideBaseline() string {
	if v.TrackRecord.Score.LogLoss < v.TrackRecord.Best.LogLoss {
		return "better"
	}
	return "no better"
}

// written is a supposition as an address or a form writes it.
type written struct{ name, code string }

func suppositions(whatIf precedents.WhatIf) []written {
	list := make([]written, len(whatIf))
	for i, s := range whatIf {
		list[i] = written{s.Claimant + "." + s.Fact.Key(), s.Fact.Code(s.Value)}
		if s.Value == 0 {
			list[i].code = precedents.NotKnownCode
		}
	}
	return list
}

// trying is the address of the forecast with one more supposition.
func (v *forecastPage) trying(set string) string {
	s, err := precedents.ParseSupposition(v.dispute, set)
	if err != nil {
		return v.address(v.asked.whatIf)
	}
	others := slices.DeleteFunc(slices.Clone(v.asked.whatIf), func(o precedents.Supposition) bool { return o.Claimant == s.Claimant && o.Fact == s.Fact })
	return v.address(append(others, s))
}

// choice of a value for one fact, in the form of the what-if.
type factChoice struct {
	fact credentials.Fact
	name string
	// recorded says the value on record, which an empty choice leaves alone.
	recorded string
	values   []valueChoice
	supposed bool
}

type valueChoice struct {
	code, label string
	chosen      bool
}

// choiceGroup is the choices for one issue.
type choiceGroup struct {
	name    string
	choices []factChoice
}

// choices gives the form's fields for a claimant.
func (v *forecastPage) choices(claimant string) []choiceGroup {
	return factChoices(claimant, v.standings[claimant], v.asked.whatIf, v.Unconfirmed)
}

// factChoices gives the fields of a form in which facts of a claimant are
// supposed to be otherwise than they are recorded.
func factChoices(claimant string, recorded credentials.Standing, whatIf precedents.WhatIf, unconfirmed []string) []choiceGroup {
	var groups []choiceGroup
	for _, fact := range credentials.Facts() {
		name := fact.Term().Group
		i := slices.IndexFunc(groups, func(g choiceGroup) bool { return g.name == name })
		if i < 0 {
			i = len(groups)
			groups = append(groups, choiceGroup{name: name})
		}
		groups[i].choices = append(groups[i].choices, choiceOf(claimant, fact, recorded.Get(fact), whatIf, unconfirmed))
	}
	return groups
}

func choiceOf(claimant string, fact credentials.Fact, recorded credentials.Value, whatIf precedents.WhatIf, unconfirmed []string) factChoice {
	choice := factChoice{fact: fact, name: claimant + "." + fact.Key(), recorded: fact.ValueLabel(recorded)}
	if slices.Contains(unconfirmed, choice.name) {
		choice.recorded += ", unconfirmed"
	}
	var now credentials.Value
	for _, s := range whatIf {
		if s.Claimant == claimant && s.Fact == fact && s.Value != recorded {
			choice.supposed, now = true, s.Value
		}
	}
	for i, code := range fact.Codes() {
		if value := credentials.Value(i + 1); value != recorded {
			choice.values = append(choice.values, valueChoice{code, fact.ValueLabel(value), choice.supposed && now == value})
		}
	}
	if recorded != 0 {
		choice.values = append(choice.values, valueChoice{precedents.NotKnownCode, credentials.NotKnown.String(), choice.supposed && now == 0})
	}
	return choice
}

// unconfirmedWords names the facts that nobody has confirmed.
func (v *forecastPage) unconfirmedWords() string {
	words := make([]string, 0, len(v.Unconfirmed))
	for _, name := range v.Unconfirmed {
		claimant, key, _ := strings.Cut(name, ".")
		if fact, err := credentials.ParseFact(key); err == nil {
			words = append(words, inProse(fact)+" of "+shortName(v.dispute, claimant))
		}
	}
	return precedents.Listed(words)
}

// factsAddress is where the facts are coded that the forecast is made from.
func (v *forecastPage) factsAddress() string {
	switch {
	case v.Prepared:
		return link.Sheet(v.dispute.ID, v.Session)
	case v.facts.Session.Known():
		return link.Facts(v.dispute.ID, v.facts)
	}
	return link.Dispute(v.dispute.ID)
}
