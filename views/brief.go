package views

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/paper"
	"seatwatch/views/ui"
)

// The parameters of a brief besides session, day and side.
const (
	languageParameter = "language"
	annexParameter    = "annex"
	markingParameter  = "marking"
)

// briefParameters are all of them, in the order of the form.
var briefParameters = []string{sessionParameter, asOfParameter, forParameter, languageParameter, annexParameter, markingParameter}

// briefs are the pages of briefs.
func (p *pages) briefs() []Route {
	brief := page("/disputes/:id/brief", "the two pages on a seat before a session, every sentence on its source; for a claimant or neither, in English or French, to print or as a file", p.brief)
	brief.Query, brief.Paper = briefParameters, true
	return []Route{brief}
}

// briefPage is a brief with the form that asks for another.
type briefPage struct {
	precedents.Brief
	dispute *credentials.Dispute
	// asked is what the address asks for, as it asks for it.
	asked precedents.BriefRequest
	// meant is the same with the session and the day on which it comes to stand.
	meant precedents.BriefRequest
}

func (p *pages) brief(c echo.Context) (answer, error) {
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	d, ok := engine.Casebook().Dispute(c.Param("id"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "dispute", ID: c.Param("id")}
	}
	asked, err := p.parseBrief(d, c.QueryParams())
	if err != nil {
		return answer{}, strayed(err, "The brief on "+d.Title, link.Brief(d.ID, nil))
	}
	made, err := engine.Brief(engine.BriefOn(asked, p.today()))
	if err != nil {
		return answer{}, strayed(unforecastable(d, err), "The brief on "+d.Title, link.Brief(d.ID, nil))
	}
	v := briefPage{Brief: made, dispute: d, asked: asked, meant: asked}
	v.meant.Key = credentials.DecisionKey{Session: made.Session, Number: made.Number}
	v.meant.AsOf = made.AsOf
	return answer{
		page: ui.Page{
			Title: "Brief: " + d.Title + ", " + keyWords(v.meant.Key), Section: link.Disputes, JSON: v.file("json"), Description: made.Headline + ". " + made.Subtitle,
			Crumbs: []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: link.Dispute(d.ID)}},
		},
		body: briefView(v), data: made, paper: &paperwork{name: v.name(), briefs: []precedents.Brief{made}},
	}, nil
}

// parseBrief reads the address of a brief. An annex without a name chooses none of
// them, so that a form can send that nothing is ticked.
func (p *pages) parseBrief(d *credentials.Dispute, values url.Values) (precedents.BriefRequest, error) {
	asked := precedents.BriefRequest{Dispute: d.ID}
	var faults []credentials.Fault
	note := func(field string, err error) {
		if err != nil {
			faults = append(faults, faultsAt(field, err)...)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		given := slices.DeleteFunc(slices.Clone(values[key]), func(value string) bool { return value == "" })
		switch {
		case !slices.Contains(briefParameters, key):
			note(key, credentials.Invalidf(key, "a brief is not asked for by %q; by %s", key, precedents.Listed(briefParameters)))
		case key == annexParameter:
			asked.Annexes = append([]string{}, given...)
		case len(given) > 1:
			note(key, credentials.Invalidf(key, "%s is given %d times", key, len(given)))
		case len(given) == 1:
			note(key, p.readBrief(&asked, key, given[0]))
		}
	}
	if len(faults) > 0 {
		return asked, &credentials.Invalid{Faults: faults}
	}
	return asked, nil
}

// readBrief reads one parameter of a brief.
func (p *pages) readBrief(asked *precedents.BriefRequest, key, value string) (err error) {
	switch key {
	case sessionParameter:
		asked.Key, err = parseForecastKey(value)
	case asOfParameter:
		asked.AsOf, err = p.asOf([]string{value})
	case forParameter:
		asked.For = value
	case languageParameter:
		asked.Language, err = wording.In(value)
	case markingParameter:
		asked.Marking = value
	}
	return err
}

// briefQuery is a request as an address writes it.
func briefQuery(r precedents.BriefRequest) url.Values {
	values := asked{key: r.Key, asOf: r.AsOf}.query()
	if r.For != "" {
		values.Set(forParameter, r.For)
	}
	if r.Language != nil && r.Language != wording.English {
		values.Set(languageParameter, string(r.Language.Code()))
	}
	if r.Annexes != nil {
		values[annexParameter] = append([]string{""}, r.Annexes...)
	}
	if r.Marking != "" {
		values.Set(markingParameter, r.Marking)
	}
	return values
}

// briefBefore is the brief as it would have been written before a decision.
func briefBefore(d *credentials.Dispute, key credentials.DecisionKey) string {
	return link.Brief(d.ID, asBefore(d, key))
}

// file is the address of the brief as a file: with its session and its day, so that
// it stays the same brief.
func (v *briefPage) file(ending string) string {
	return link.BriefFile(v.dispute.ID, ending, briefQuery(v.meant))
}

// name is that of its files, without an ending.
func (v *briefPage) name() string {
	parts := []string{"brief", v.dispute.ID, v.meant.Key.String(), v.AsOf.String(), v.For}
	if v.Language != wording.English.Code() {
		parts = append(parts, string(v.Language))
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "-")
}

// gist says which brief it is, in a clause.
func (v *briefPage) gist() string {
	side := "for neither side"
	if v.For != "" {
		side = "for " + v.ForName
	}
	return "Before the " + keyWords(v.meant.Key) + ", as of " + v.AsOf.Words() + ", " + side
}

// sessions are the choices of a session: the next one, and those that decided or are
// prepared, the newest first.
func (v *briefPage) sessions() []ui.Option {
	options := []ui.Option{{Label: "the next one"}}
	add := func(key credentials.DecisionKey) {
		value := asBefore(v.dispute, key).Get(sessionParameter)
		if !slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == value }) {
			options = append(options, ui.Option{Value: value, Label: keyTitle(key)})
		}
	}
	for _, sheet := range v.dispute.Prepared {
		add(credentials.DecisionKey{Session: sheet.Session, Number: 1})
	}
	for _, x := range slices.Backward(v.dispute.Decisions) {
		add(x.Key)
	}
	return options
}

// session is the one that is chosen, as sessions has it.
func (v *briefPage) session() string {
	if !v.asked.Key.Session.Known() {
		return ""
	}
	return asBefore(v.dispute, v.meant.Key).Get(sessionParameter)
}

func (v *briefPage) sides() []ui.Option {
	options := []ui.Option{{Label: "neither side"}}
	for i := range v.dispute.Claimants {
		options = append(options, ui.Option{Value: v.dispute.Claimants[i].ID, Label: v.dispute.Claimants[i].Name})
	}
	return options
}

func (v *briefPage) languages() []ui.Option {
	var options []ui.Option
	for _, term := range wording.Codes.Terms {
		options = append(options, ui.Option{Value: string(term.Code), Label: term.Label})
	}
	return options
}

// An annexChoice is an annex that may be left out.
type annexChoice struct {
	key, label string
	chosen     bool
}

// annexes are those, with the ones that are chosen.
func (v *briefPage) annexes() []annexChoice {
	var list []annexChoice
	for _, annex := range precedents.BriefAnnexes {
		if annex.Key != precedents.SourcesAnnex {
			label := wording.English.Say(wording.Of("brief.heading."+annex.Key, nil))
			list = append(list, annexChoice{annex.Key, label, v.asked.Annexes == nil || slices.Contains(v.asked.Annexes, annex.Key)})
		}
	}
	return list
}

// files are the formats in which the brief can be had besides this page.
func (v *briefPage) files() []paper.Format {
	return slices.DeleteFunc(slices.Clone(paper.Formats), func(f paper.Format) bool { return f.Ending == "json" })
}
