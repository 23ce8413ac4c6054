package views

import (
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// codedSheet is what a decision and the sheet of a session that has not decided
// have alike: facts, positions and sources under one path and one address.
type codedSheet struct {
	dispute *credentials.Dispute
	// path begins the paths of its fields, and address is that of its page.
	path, address string
	// forecast is the forecast made from its facts.
	forecast string
	// title is its session in words.
	title     string
	prepared  bool
	facts     map[string]credentials.Standing
	coding    []credentials.Coding
	positions []credentials.Position
	sources   []credentials.Source
}

// sheetOf gives the sheet that an address names: of a decision where the route has
// one, else of a preparation.
func sheetOf(c echo.Context, d *credentials.Dispute) (codedSheet, error) {
	if strings.Contains(c.Path(), "/decisions/") {
		key, err := credentials.ParseDecisionKey(c.Param("session"))
		if err != nil {
			return codedSheet{}, err
		}
		x, err := d.Decision(key)
		if err != nil {
			return codedSheet{}, err
		}
		return codedSheet{
			d, credentials.Path("decisions", key.String()), link.Decision(d.ID, key), forecastBefore(d, key), keyTitle(key), false, x.Facts, x.Coding, x.Positions, x.Sources,
		}, nil
	}
	session, err := credentials.ParseSession(c.Param("session"))
	if err != nil {
		return codedSheet{}, err
	}
	prepared, err := d.Preparation(session)
	if err != nil {
		return codedSheet{}, err
	}
	return preparedSheet(d, prepared), nil
}

func preparedSheet(d *credentials.Dispute, p *credentials.Preparation) codedSheet {
	return codedSheet{
		d, credentials.Path("prepared", p.Session.String()), link.Sheet(d.ID, p.Session), forecastOfSheet(d, p.Session), p.Session.Title(), true, p.Facts, p.Coding, p.Positions, p.Sources,
	}
}

// factPath is the path of a fact of a claimant.
func (s codedSheet) factPath(claimant string, fact credentials.Fact) string {
	return s.path + "/" + credentials.Path("facts", claimant, fact.Key())
}

func (s codedSheet) positionPath(p credentials.Position) string {
	return s.path + "/" + p.Path()
}

func (s codedSheet) sourcePath(source credentials.Source) string {
	return s.path + "/" + credentials.Path("sources", source.Ref)
}

// codingOf gives what is said of a fact; the zero coding where nothing is.
func (s codedSheet) codingOf(claimant string, fact credentials.Fact) credentials.Coding {
	if c := credentials.CodingOf(s.coding, claimant, fact); c != nil {
		return *c
	}
	return credentials.Coding{}
}

// unconfirmed gives how many facts nobody has confirmed.
func (s codedSheet) unconfirmed() int { return len(credentials.Unconfirmed(s.coding)) }

// refs are the references that a fact can rest on.
func (s codedSheet) refs() []string {
	var refs []string
	for _, source := range slices.Concat(s.sources, s.dispute.Sources) {
		if !slices.Contains(refs, source.Ref) {
			refs = append(refs, source.Ref)
		}
	}
	return refs
}

// The fields of the form of facts that are no field of the dispute.
const (
	restsOn     = "rests_on"
	restsAt     = "rests_at"
	howSure     = "how_sure"
	confirm     = "confirm:"
	confirmAll  = "confirm_all"
	addedStance = added + "stance"
)

// factParts are the parts of a fact in a form.
var factParts = []string{"value", "source", "passage", "confidence"}

// codingPage is the form of the facts, positions and sources of a sheet.
type codingPage struct {
	*form
	codedSheet
	frame *precedents.Frame
}

func (p *pages) coding(c echo.Context) (answer, error) {
	v, _, err := p.codingOf(c, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	v.fillIn()
	return answer{page: v.page(), body: codingView(v)}, nil
}

func (p *pages) codingOf(c echo.Context, f *form) (codingPage, credentials.Account, error) {
	d, account, err := p.editedDispute(c)
	if err != nil {
		return codingPage{}, account, err
	}
	s, err := sheetOf(c, &d)
	if err != nil {
		return codingPage{}, account, err
	}
	frame, err := p.store.Frame(c.Request().Context())
	return codingPage{f, s, frame}, account, err
}

func (v codingPage) page() ui.Page {
	page := editorsPage(v.dispute, "Facts of "+v.dispute.Title+", "+lower(v.title))
	page.Crumbs = append(page.Crumbs, ui.Crumb{Label: v.title, Address: v.address})
	return page
}

func (v codingPage) fillIn() {
	if v.prepared {
		v.fill(v.dispute, v.path+"/challenge", v.path+"/talks")
	}
	for _, claimant := range v.dispute.Claimants {
		for _, fact := range credentials.Facts() {
			v.fillParts(v.dispute, v.factPath(claimant.ID, fact), factParts...)
		}
	}
	for _, position := range v.positions {
		v.fillParts(v.dispute, v.positionPath(position), "date", "until")
	}
	for _, source := range v.sources {
		v.fillParts(v.dispute, v.sourcePath(source), sourceParts...)
	}
}

func (p *pages) code(c echo.Context) (answer, error) {
	posted, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, account, err := p.codingOf(c, posted)
	if err != nil {
		return answer{}, err
	}
	for _, claimant := range v.dispute.Claimants {
		for _, fact := range credentials.Facts() {
			v.settle(v.factPath(claimant.ID, fact))
		}
	}
	edit := editOf(posted, account.Name)
	edit.Changes = slices.Concat(edit.Changes, v.addedPositions(), v.codedSheetSource())
	v.fillIn()
	then, notice := v.address, "Stored."
	if v.value("again") != "" {
		then = link.EditFacts(v.address)
	}
	return p.apply(c, editing{
		form: posted, dispute: v.dispute, address: link.EditFacts(v.address), then: then, notice: notice,
		page: v.page(), body: func() templ.Component { return codingView(v) },
	}, edit)
}

func (v codingPage) codedSheetSource() []credentials.Change { return v.addedSource(v.path + "/") }

// settle works out what one fact of the form shall hold. A value that was
// changed rests on what the form names for all of them, where nothing is named
// for it alone; a value that was carried over stays unconfirmed until it is
// confirmed or changed.
func (v codingPage) settle(path string) {
	if _, sent := v.values[part(path, "value")]; !sent {
		return
	}
	was := credentials.ParseParts(v.values.Get(seen + path))
	same := func(name string) bool { return v.value(part(path, name)) == strings.TrimSpace(was[name]) }
	set := func(name, value string) {
		if value != "" && same(name) {
			v.values.Set(part(path, name), value)
		}
	}
	if !same("value") {
		set("passage", v.value(restsAt))
		set("confidence", v.value(howSure))
		if ref := v.value(restsOn); ref != "" && same("source") {
			if v.value(restsAt) == "" && same("passage") {
				// The passage was that of another value and another source.
				v.values.Set(part(path, "passage"), "")
			}
			v.values.Set(part(path, "source"), ref)
		}
	}
	untouched := same("value") && same("source") && same("passage") && same("confidence")
	if was["carried"] != "" && untouched && v.value(confirm+path) == "" && v.value(confirmAll) == "" {
		v.values.Set(part(path, "carried"), was["carried"])
	}
}

// addedRows is how many positions can be added at a time.
const addedRows = 3

// addedField names a field of the n-th position that is to be added.
func addedField(name string, n int) string { return added + name + ":" + string(rune('1'+n)) }

// addedPositions are the positions that the form adds.
func (v codingPage) addedPositions() []credentials.Change {
	var changes []credentials.Change
	for n := range addedRows {
		who, stance := v.value(addedField("member", n)), v.value(addedField("stance", n))
		if who == "" {
			continue
		}
		member, ok := v.frame.Member(strings.ToUpper(who))
		if !ok {
			member, ok = v.frame.MemberByName(who)
		}
		if !ok {
			v.fault(addedField("member", n), "there is no Member “"+who+"”", nearestMembers(v.frame, who))
			continue
		}
		if stance == "" {
			v.fault(addedField("stance", n), "what the Member’s position is, is missing", "choose one")
			continue
		}
		p := credentials.Position{Member: member.Code, Stance: credentials.Stance(stance), Claimant: v.value(addedField("claimant", n))}
		for name, into := range map[string]*credentials.Date{"date": &p.Date, "until": &p.Until} {
			text := v.value(addedField(name, n))
			date, err := credentials.ParseDate(text)
			if err != nil {
				v.fault(addedField(name, n), "“"+text+"” is not a date", "write 1996-10-22, 1996-10 or 1996")
			}
			*into = date
		}
		if !credentials.Stances.Has(p.Stance) {
			v.fault(addedField("stance", n), "that is not a stance", "choose one")
			continue
		}
		changes = append(changes, credentials.Change{Field: v.positionPath(p), Now: p.Parts().String()})
	}
	return changes
}

// positionWords says whose position it is.
func (v codingPage) positionWords(p credentials.Position) string {
	words := v.frame.NameOn(p.Member, p.Date) + " " + credentials.Stances.Label(p.Stance)
	if p.Claimant != "" {
		words += " " + v.dispute.ClaimantName(p.Claimant)
	}
	return words
}

// valueOptions are the values of a fact, and not known.
func valueOptions(fact credentials.Fact) []ui.Option {
	options := []ui.Option{{Label: credentials.NotKnown.String()}}
	for _, value := range fact.Term().Values {
		options = append(options, ui.Option{Value: value.Code, Label: value.Label})
	}
	return options
}

// claimantOptions are the claimants of a dispute, and none of them.
func claimantOptions(d *credentials.Dispute) []ui.Option {
	options := []ui.Option{{Label: "not said"}}
	for _, claimant := range d.Claimants {
		options = append(options, ui.Option{Value: claimant.ID, Label: claimant.Name})
	}
	return options
}

// factsByIssue are the facts under the issues they bear on.
func factsByIssue() []factGroup {
	var m matrix
	for _, fact := range credentials.Facts() {
		m.add(fact, nil)
	}
	return m.groups
}

// faultyFact reports whether a fact of any claimant is at fault.
func (v codingPage) faultyFact(fact credentials.Fact) bool {
	return slices.ContainsFunc(v.dispute.Claimants, func(claimant credentials.Claimant) bool {
		return len(v.faultsOf(v.factPath(claimant.ID, fact))) > 0
	})
}
