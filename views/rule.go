package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// rulesPage is the rulebook, issue by issue.
type rulesPage struct {
	groups []ruleGroup
	count  int
	hash   string
	law    precedents.Law
}

// ruleGroup is the rules that turn on one issue.
type ruleGroup struct {
	issue credentials.Term[rules.Issue]
	rows  []ruleRow
}

// ruleRow is a rule with its track record.
type ruleRow struct {
	rules.Rule
	score precedents.RuleScore
}

// ruleJSON is a rule as JSON.
type ruleJSON struct {
	ID        string               `json:"id"`
	Says      string               `json:"says"`
	Issue     rules.Issue          `json:"issue"`
	Class     rules.Class          `json:"class"`
	When      string               `json:"when"`
	Prose     string               `json:"prose"`
	Then      rules.Finding        `json:"then"`
	Unless    []string             `json:"unless"`
	Conflicts []string             `json:"conflicts"`
	Authority []rules.Authority    `json:"authority"`
	Fired     int                  `json:"fired"`
	Right     int                  `json:"right"`
	Disputes  int                  `json:"disputes"`
	Interval  *precedents.Interval `json:"interval"`
	// Firings are given with one rule and left out of the list.
	Firings []precedents.Firing `json:"firings,omitempty"`
}

func (r *ruleRow) json() ruleJSON {
	j := ruleJSON{
		ID: r.ID, Says: r.Says, Issue: r.Issue, Class: r.Class, When: r.When.String(), Prose: r.Prose(), Then: r.Then,
		Unless: append([]string{}, r.Unless...), Conflicts: append([]string{}, r.Conflicts...), Authority: append([]rules.Authority{}, r.Authority...),
		Fired: r.score.Fired, Right: r.score.Right, Disputes: r.score.Disputes,
	}
	if r.score.Fired > 0 {
		j.Interval = &r.score.Interval
	}
	return j
}

func (r *ruleRow) track() string {
	return trackWords(r.score.Fired, r.score.Right, r.score.Disputes, r.score.Interval)
}

// ruleRows gives every rule with its track record, in the order of their ids.
func (p *pages) ruleRows(ctx context.Context) ([]ruleRow, *precedents.Engine, error) {
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return nil, nil, err
	}
	if engine.Rules() == nil {
		return nil, engine, nil
	}
	backtest, err := p.forecasts.Backtest(ctx)
	if err != nil {
		return nil, nil, err
	}
	scores := map[string]precedents.RuleScore{}
	for _, score := range backtest.Rules {
		scores[score.ID] = score
	}
	var rows []ruleRow
	for _, rule := range engine.Rules().Rules() {
		rows = append(rows, ruleRow{rule, scores[rule.ID]})
	}
	return rows, engine, nil
}

func (p *pages) rules(c echo.Context) (answer, error) {
	rows, engine, err := p.ruleRows(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	view := rulesPage{count: len(rows), law: engine.Casebook().Law}
	if engine.Rules() != nil {
		view.hash = engine.Rules().Hash()
	}
	list := &table{head: []string{"id", "issue", "class", "says", "condition", "outcome", "who", "unless", "conflicts", "authority", "fired", "right", "disputes", "low", "high"}}
	data := make([]ruleJSON, 0, len(rows))
	for i := range rows {
		data = append(data, rows[i].json())
		list.rows = append(list.rows, rows[i].cells())
	}
	for _, issue := range rules.Issues.Terms {
		group := ruleGroup{issue: issue}
		for _, row := range rows {
			if row.Issue == issue.Code {
				group.rows = append(group.rows, row)
			}
		}
		if len(group.rows) > 0 {
			view.groups = append(view.groups, group)
		}
	}
	return answer{
		page: ui.Page{
			Title: "Rules", Section: link.Rules, JSON: link.JSON(link.Rules), CSV: link.CSV(link.Rules),
			Description: "The rulebook: what the rules of procedure, resolutions, opinions and practice say of a seat in question, with how often each rule has been right.",
		},
		body: rulesView(view), data: data, list: list,
	}, nil
}

func (r *ruleRow) cells() []string {
	cells := []string{
		r.ID, string(r.Issue), string(r.Class), r.Says, r.When.String(), string(r.Then.Outcome), string(r.Then.Who),
		strings.Join(r.Unless, " "), strings.Join(r.Conflicts, " "), authorityRefs(r.Authority),
		strconv.Itoa(r.score.Fired), strconv.Itoa(r.score.Right), strconv.Itoa(r.score.Disputes), "", "",
	}
	if r.score.Fired > 0 {
		cells[13], cells[14] = decimal(r.score.Interval.Low), decimal(r.score.Interval.High)
	}
	return cells
}

func authorityRefs(list []rules.Authority) string {
	refs := make([]string, len(list))
	for i, authority := range list {
		refs[i] = authority.Ref
	}
	return strings.Join(refs, "; ")
}

// rulePage is one rule.
type rulePage struct {
	ruleRow
	citations
	// exceptionTo are the rules that this one sets aside.
	exceptionTo  []string
	right, wrong []precedents.Firing
}

func (p *pages) rule(c echo.Context) (answer, error) {
	rows, engine, err := p.ruleRows(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	id := c.Param("id")
	i := slices.IndexFunc(rows, func(r ruleRow) bool { return r.ID == id })
	if i < 0 {
		return answer{}, &credentials.NotFound{Kind: "rule", ID: id}
	}
	view := rulePage{ruleRow: rows[i], citations: citations{book: engine.Casebook()}}
	for _, row := range rows {
		if slices.Contains(row.Unless, id) {
			view.exceptionTo = append(view.exceptionTo, row.ID)
		}
	}
	data := view.json()
	data.Firings = engine.Firings(id)
	for _, firing := range data.Firings {
		if firing.Right {
			view.right = append(view.right, firing)
		} else {
			view.wrong = append(view.wrong, firing)
		}
	}
	page := ui.Page{
		Title: id, Section: link.Rules, JSON: link.JSON(link.Rule(id)), Description: view.Says,
		Crumbs: []ui.Crumb{{Label: "Rules", Address: link.Rules}},
	}
	if i > 0 {
		page.Previous = ui.Step{Label: rows[i-1].ID, Address: link.Rule(rows[i-1].ID)}
	}
	if i+1 < len(rows) {
		page.Next = ui.Step{Label: rows[i+1].ID, Address: link.Rule(rows[i+1].ID)}
	}
	return answer{page: page, body: ruleView(view), data: data}, nil
}

// ruleLinks gives rules as links.
func ruleLinks(ids []string) []ground {
	list := make([]ground, len(ids))
	for i, id := range ids {
		list[i] = ground{id, link.Rule(id)}
	}
	return list
}

// authorityLinks gives what a rule rests on, linked to the digest where that has
// it: a rulebook of one's own may name what it has not.
func authorityLinks(law precedents.Law, list []rules.Authority) []ground {
	links := make([]ground, len(list))
	for i, authority := range list {
		links[i].label = authority.Ref
		if slices.ContainsFunc(law.Entries, func(e credentials.LawEntry) bool { return e.Code == authority.Law }) {
			links[i].address = link.LawEntry(authority.Law)
		}
	}
	return links
}
