package views

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// dissentPage is the form by which a coder records another value beside the one
// that stands.
type dissentPage struct {
	*form
	codedSheet
	claimant credentials.Claimant
	fact     credentials.Fact
	// path is that of the coder's own dissent.
	path string
	refs []string
}

var dissentParts = []string{"value", "source", "passage", "confidence"}

// dissentOf gives the form for the fact that the address names.
func (p *pages) dissentOf(c echo.Context, f *form) (dissentPage, credentials.Account, error) {
	d, account, err := p.editedDispute(c)
	if err != nil {
		return dissentPage{}, account, err
	}
	s, err := sheetOf(c, &d)
	if err != nil {
		return dissentPage{}, account, err
	}
	claimant, ok := d.Claimant(c.QueryParam("claimant"))
	if !ok {
		return dissentPage{}, account, &credentials.NotFound{Kind: "claimant", ID: c.QueryParam("claimant")}
	}
	fact, err := credentials.ParseFact(c.QueryParam("fact"))
	if err != nil {
		return dissentPage{}, account, err
	}
	path := s.path + "/" + credentials.Path("dissents", claimant.ID, fact.Key(), account.Name)
	return dissentPage{f, s, claimant, fact, path, s.refs()}, account, nil
}

func (v dissentPage) page() ui.Page {
	page := editorsPage(v.dispute, "Another value: "+v.fact.Label())
	page.Crumbs = append(page.Crumbs, ui.Crumb{Label: v.title, Address: v.address})
	return page
}

// own gives the address of the form.
func (v dissentPage) own() string { return link.Dissent(v.address, v.claimant.ID, v.fact) }

// stands reports whether the coder has recorded another value already.
func (v dissentPage) stands() bool { return v.values.Get(seen+v.path) != "" }

func (p *pages) dissenting(c echo.Context) (answer, error) {
	v, _, err := p.dissentOf(c, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	v.fillParts(v.dispute, v.path, dissentParts...)
	return answer{page: v.page(), body: dissentView(v)}, nil
}

func (p *pages) dissent(c echo.Context) (answer, error) {
	posted, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, account, err := p.dissentOf(c, posted)
	if err != nil {
		return answer{}, err
	}
	edit := editOf(posted, account.Name)
	notice := "Your value stands beside the one that is coded."
	if posted.removes(v.path) {
		notice = "Your value is taken back."
	}
	return p.apply(c, editing{
		form: posted, dispute: v.dispute, address: v.own(), then: v.address + "#facts", notice: notice,
		page: v.page(), body: func() templ.Component { return dissentView(v) },
	}, edit)
}

// under is a forecast under what another coder says of one fact.
func under(forecast string, coding credentials.Coding, dissent credentials.Dissent) string {
	path, query, _ := strings.Cut(forecast, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return forecast
	}
	one := suppositions(precedents.WhatIf{{Claimant: coding.Claimant, Fact: coding.Fact, Value: dissent.Value}})[0]
	values.Set(one.name, one.code)
	return link.With(path, values)
}

// A dissenter is a coder who says otherwise of facts that a forecast is made from.
type dissenter struct {
	name   string
	whatIf precedents.WhatIf
}

// dissenters are those who say otherwise, in the order of the facts.
func dissenters(list []credentials.Coding) []dissenter {
	var found []dissenter
	for _, coding := range list {
		for _, dissent := range coding.Dissents {
			i := slices.IndexFunc(found, func(d dissenter) bool { return d.name == dissent.By })
			if i < 0 {
				i = len(found)
				found = append(found, dissenter{name: dissent.By})
			}
			found[i].whatIf = append(found[i].whatIf, precedents.Supposition{Claimant: coding.Claimant, Fact: coding.Fact, Value: dissent.Value})
		}
	}
	return found
}

// words say what the dissenter codes otherwise.
func (d dissenter) words(of *credentials.Dispute) string {
	list := make([]string, len(d.whatIf))
	for i, s := range d.whatIf {
		list[i] = inProse(s.Fact) + " of " + shortName(of, s.Claimant) + " as “" + s.Fact.ValueLabel(s.Value) + "”"
	}
	return precedents.Listed(list)
}

// replyPage is the form by which an authority's reply is recorded.
type replyPage struct {
	*form
	dispute *credentials.Dispute
}

func (p *pages) replying(c echo.Context) (answer, error) {
	d, _, err := p.editedDispute(c)
	if err != nil {
		return answer{}, err
	}
	v := replyPage{newForm(nil), &d}
	v.values.Set("date", p.today().String())
	return answer{page: editorsPage(&d, "Record a reply: "+d.Title), body: replyView(v)}, nil
}

func (p *pages) reply(c echo.Context) (answer, error) {
	d, account, posted, err := p.postedDispute(c)
	if err != nil {
		return answer{}, err
	}
	v := replyPage{posted, &d}
	for _, field := range [][2]string{{"by", "say who replies"}, {"text", "write what is replied"}} {
		if v.value(field[0]) == "" {
			v.fault(field[0], "this is missing", field[1])
		}
	}
	if _, err := credentials.ParseDate(v.value("date")); err != nil {
		v.fault("date", "“"+v.value("date")+"” is not a date", "write 1996-10-22, 1996-10 or 1996")
	}
	path := credentials.Path("replies", v.value("by"), v.value("date"))
	parts := credentials.Parts{"by": v.value("by"), "date": v.value("date"), "text": v.value("text"), "source": v.value("source")}
	return p.apply(c, editing{
		form: posted, dispute: &d, address: link.Reply(d.ID), then: link.Dispute(d.ID) + "#replies",
		what: "recorded a reply of " + v.value("by"), notice: "The reply stands with the dispute.",
		page: editorsPage(&d, "Record a reply: "+d.Title), body: func() templ.Component {
			for i := range posted.faults {
				if posted.faults[i].Field == path {
					posted.faults[i].Field = "date"
				}
			}
			return replyView(v)
		},
	}, credentials.Edit{By: account.Name, Changes: []credentials.Change{{Field: path, Now: parts.String()}}})
}

// dissentBy gives the coder whose dissent the form records.
func dissentBy(v dissentPage) string {
	parts := credentials.SplitPath(v.path)
	return parts[len(parts)-1]
}
