package views

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// nearestShown is how many precedents the page of the nearest has.
const nearestShown = 11

// nearestPage is the precedents nearest to a case.
type nearestPage struct {
	precedents.Nearness
	posed precedents.Posed
	asked asked
	sides []credentials.Claimant
}

func (p *pages) nearest(c echo.Context) (answer, error) {
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	d, ok := engine.Casebook().Dispute(c.Param("id"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "dispute", ID: c.Param("id")}
	}
	next := link.Nearest(d.ID, nil)
	claimant, values, err := claimantIn(c.QueryParams())
	if err != nil {
		return answer{}, strayed(err, "The nearest for the next session", next)
	}
	view := nearestPage{}
	if view.asked, err = parseAsked(d, values); err != nil {
		return answer{}, strayed(err, "The nearest for the next session", next)
	}
	view.posed, err = engine.Pose(d.ID, view.asked.key, view.asked.asOf, view.asked.whatIf)
	if err != nil {
		return answer{}, strayed(unforecastable(d, err), "The dispute", link.Dispute(d.ID))
	}
	if view.Nearness, err = precedents.Nearest(view.posed, claimant, nearestShown); err != nil {
		return answer{}, strayed(err, "From the side of whoever holds the seat", nearestOf(&view.posed, "", view.asked))
	}
	for _, side := range holderFirst(d.Claimants) {
		if _, ok := view.posed.Standing(side.ID); ok {
			view.sides = append(view.sides, side)
		}
	}
	address := nearestOf(&view.posed, view.Claimant, view.asked)
	return answer{
		page: ui.Page{
			Title: "Most on point: " + d.Title + ", " + keyWords(view.posed.Key), Section: link.Disputes, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "The precedents nearest to " + d.Title + ", with the reasons for their order.",
			Crumbs:      []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: link.Dispute(d.ID)}},
		},
		body: nearestView(view), data: view.Nearness, list: nearestTable(&view.Nearness, origin(c)),
	}, nil
}

// claimantIn takes from an address from whose side it asks.
func claimantIn(values url.Values) (claimant string, rest url.Values, err error) {
	rest = maps.Clone(values)
	rest.Del(forParameter)
	if n := len(values[forParameter]); n > 1 {
		return "", rest, credentials.Invalidf(forParameter, "%s is given %d times", forParameter, n)
	}
	return values.Get(forParameter), rest, nil
}

// nearestOf is the page of the precedents nearest to a case, on the facts and as
// of the day that are asked for.
func nearestOf(posed *precedents.Posed, claimant string, a asked) string {
	values := posedQuery(posed, a)
	if claimant != "" {
		values.Set(forParameter, claimant)
	}
	return link.Nearest(posed.Dispute.ID, values)
}

func posedQuery(posed *precedents.Posed, a asked) url.Values {
	values := decisionQuery(posed.Dispute, posed.Key)
	if a.asOf.Known() {
		values.Set(asOfParameter, a.asOf.String())
	}
	for _, s := range suppositions(a.whatIf) {
		values.Set(s.name, s.code)
	}
	return values
}

// decisionQuery asks for a decision of a dispute. Where there are several at the
// session its number is written out, since a session alone stands for the first
// that is contested.
func decisionQuery(d *credentials.Dispute, key credentials.DecisionKey) url.Values {
	name := key.String()
	if key.Number == 1 && slices.ContainsFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key.Session == key.Session && x.Key != key }) {
		name += ".1"
	}
	return url.Values{sessionParameter: {name}}
}

// comparison is the case beside the first five of the nearest.
func (v *nearestPage) comparison() string {
	var ids []string
	for i := range v.Nearest[:min(nearestSuggested, len(v.Nearest))] {
		ids = append(ids, v.Nearest[i].Decision)
	}
	own := pick{v.posed.Dispute.ID, v.posed.Dispute.Title, v.posed.Key}
	if _, err := v.posed.Dispute.Decision(v.posed.Key); err == nil && len(v.asked.whatIf) == 0 {
		return comparisonOf(nil, nil, append([]string{own.id()}, ids...), v.Claimant)
	}
	return comparisonOf(&own, v.asked.whatIf, ids, v.Claimant)
}

// recorded is the nearest on the facts as they are recorded.
func (v *nearestPage) recorded() string {
	return nearestOf(&v.posed, v.Claimant, asked{asOf: v.asked.asOf})
}

// forecast is the forecast on the same facts.
func (v *nearestPage) forecast() string {
	return link.Forecast(v.posed.Dispute.ID, posedQuery(&v.posed, v.asked))
}

// lede says what is nearest.
func (v *nearestPage) lede() string {
	name := shortName(v.posed.Dispute, v.Claimant)
	if len(v.Nearest) == 0 {
		return "For " + name + ": no earlier contested decision has a claimant in that part."
	}
	first := &v.Nearest[0]
	says := fmt.Sprintf("For %s, nearest is %s, %s, where %s", name, first.Title, keyWords(first.Key), first.Fared)
	if first.Binds {
		return says + "; it binds on the facts."
	}
	return says + "; no precedent binds on the facts that are known."
}

// nearestWords says among how many decisions the nearest were found.
func nearestWords(n *precedents.Nearness) string {
	return "of " + precedents.Counted(n.Considered, "earlier contested decision") + " in " + precedents.Counted(n.Disputes, "dispute") + " with a claimant in that part"
}

// nearestTable is the nearest precedents as rows.
func nearestTable(n *precedents.Nearness, host string) *table {
	t := &table{head: []string{
		"rank", "decision", "title", "outcome", "claimant", "fared", "binds", "differences", "needs", "same_challenge", "tension", "years", "agreed", "disagreed", "order", "would", "url",
	}}
	for i := range n.Nearest {
		near := &n.Nearest[i]
		differences, needs := make([]string, len(near.Differences)), make([]string, len(near.Needs))
		for d := range near.Differences {
			differences[d] = near.Differences[d].Fact
		}
		for d := range near.Needs {
			needs[d] = near.Needs[d].Fact + "=" + near.Needs[d].Value
		}
		t.rows = append(t.rows, []string{
			strconv.Itoa(i + 1), near.Decision, near.Title, near.Outcome.String(), near.Claimant, near.Fared, strconv.FormatBool(near.Binds), strings.Join(differences, " "),
			strings.Join(needs, " "), strconv.FormatBool(near.SameChallenge), strconv.Itoa(near.Tension), strconv.Itoa(near.Years), strings.Join(near.Agreed, " "),
			strings.Join(near.Disagreed, " "), near.Order.Says, near.Would.Says, host + link.Decision(near.Dispute, near.Key),
		})
	}
	return t
}

// nearestOnPage is how many of the nearest the page of a decision has.
const nearestOnPage = 3

// nearestTo gives the precedents nearest to a decision on record, for its page; it
// has none where nobody's facts are coded.
func (p *pages) nearestTo(c echo.Context, d *credentials.Dispute, key credentials.DecisionKey) (precedents.Nearness, error) {
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return precedents.Nearness{}, err
	}
	posed, err := engine.Pose(d.ID, key, credentials.Date{}, nil)
	if err != nil || len(posed.Claimants) == 0 {
		// The engine leaves out what has no session, and its record may be a moment
		// older than the page.
		return precedents.Nearness{}, nil //nolint:nilerr // the page stands without it
	}
	return precedents.Nearest(posed, "", nearestOnPage)
}

// besideNearest is the decision beside the nearest precedents.
func (v *decisionPage) besideNearest() string {
	ids := []string{credentials.DecisionID(v.dispute.ID, v.x.Key)}
	for i := range v.nearest.Nearest {
		ids = append(ids, v.nearest.Nearest[i].Decision)
	}
	return link.Comparison(ids...)
}

// nearest is the page of the precedents nearest to the case of a forecast, on the
// same facts.
func (v *forecastPage) nearest() string {
	values := v.query()
	for _, s := range suppositions(v.asked.whatIf) {
		values.Set(s.name, s.code)
	}
	return link.Nearest(v.dispute.ID, values)
}
