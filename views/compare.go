package views

import (
	"fmt"
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

// The parameters of a comparison that are neither decisions nor facts.
const (
	forParameter  = "for"
	mineParameter = "mine"
)

// comparing are the addresses that set decisions side by side.
func (p *pages) comparing() []Route {
	return []Route{
		citable(list(link.Compare, "decisions side by side, fact by fact, from the side of one claimant; one of them may be mine", p.compare, pickedParameter, forParameter, mineParameter)),
		list("/disputes/:id/nearest", "the precedents nearest to a decision or a what-if, why, and what would make them bind", p.nearest, sessionParameter, asOfParameter, forParameter),
	}
}

// comparePage is decisions side by side.
type comparePage struct {
	precedents.Comparison
	picks picks
	// first is the case that the others are compared with; mine says that it is
	// the reader's own, and asked what they suppose.
	first precedents.Posed
	mine  bool
	asked asked
	// shown is the record that is compared, and book its decisions.
	shown shown
	book  *precedents.Casebook
	// sides are the claimants from whose side it can be looked at.
	sides []credentials.Claimant
	// suggested are the precedents nearest to the first.
	suggested precedents.Nearness
}

// comparisonAsked is what the address of a comparison asks for.
type comparisonAsked struct {
	claimant string
	// mine is the decision of which the reader supposes facts; nil for none.
	mine  *pick
	asked asked
}

func (p *pages) compare(c echo.Context) (answer, error) {
	picked := picksOf(c.Request().Context())
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	asked, err := parseCompared(engine.Casebook(), c.QueryParams())
	if err != nil {
		return answer{}, strayed(err, "The comparison without it", link.Comparison(picked.ids()...))
	}
	view := comparePage{picks: picked, asked: asked.asked, mine: asked.mine != nil, book: engine.Casebook()}
	if view.shown, err = p.shown(c); err != nil {
		return answer{}, strayed(err, "The comparison as the record stands", comparisonOf(asked.mine, asked.asked.whatIf, picked.ids(), asked.claimant))
	}
	if view.shown.past() {
		if view.mine {
			return answer{}, strayed(credentials.Invalidf(asOfParameter, "facts are supposed of the record as it stands, and not as it stood on a day"),
				"Your case as the record stands", comparisonOf(asked.mine, asked.asked.whatIf, picked.ids(), asked.claimant))
		}
		view.book = view.shown.edition.Casebook()
	}
	if !view.mine && len(picked.list) == 0 {
		return compareAnswer(&view, compareStart(view), nil), nil
	}
	if view.mine && picked.full() {
		return answer{}, strayed(credentials.Invalidf(mineParameter, "with your own there are thirteen decisions, and twelve can be compared at once; take one out"),
			"Your own beside eleven", comparisonOf(asked.mine, asked.asked.whatIf, picked.ids()[:mostPicked-1], asked.claimant))
	}
	if err := view.pose(engine, &asked); err != nil {
		return answer{}, strayed(err, "The decisions as they are recorded", link.Comparison(picked.ids()...))
	}
	if view.Comparison, err = view.compare(asked.claimant); err != nil {
		return answer{}, strayed(err, view.wayOn(&asked), view.way(&asked))
	}
	if view.suggested, err = precedents.Nearest(view.first, view.Claimant, nearestSuggested); err != nil {
		return answer{}, err
	}
	body := compareView(view)
	if len(view.Columns) == 1 {
		body = compareOne(view)
	}
	made := compareAnswer(&view, body, comparisonTable(&view, origin(c)))
	if !view.mine {
		// What the reader supposes has no day.
		made.cited = view.shown.citeAt(c, view.now(view.Claimant), &made.page, "comparison:"+strings.Join(picked.ids(), "+"), credentials.Session{}, view.documents())
	}
	return made, nil
}

// documents gives the official documents of the decisions compared.
func (v *comparePage) documents() []precedents.Citation {
	var decisions []*credentials.Decision
	for _, one := range v.picks.list {
		if d, ok := v.book.Dispute(one.dispute); ok {
			if x, err := d.Decision(one.key); err == nil {
				decisions = append(decisions, x)
			}
		}
	}
	return precedents.CiteDecisions(v.book.Frame, decisions...)
}

// compareAnswer makes the answer of a comparison of any size.
func compareAnswer(v *comparePage, body templ.Component, rows *table) answer {
	made := comparisonAnswer(v, body, rows)
	v.shown.address = v.now(v.Claimant)
	v.shown.stamp(&made.page)
	return made
}

func comparisonAnswer(v *comparePage, body templ.Component, rows *table) answer {
	if v.Columns == nil {
		v.Columns, v.Rows = []precedents.ComparedDecision{}, []precedents.ComparedRow{}
	}
	if rows == nil {
		rows = comparisonTable(v, "")
	}
	return answer{
		page: ui.Page{
			Title: v.title(), Section: link.Compare, JSON: link.JSON(v.now(v.Claimant)), CSV: link.CSV(v.now(v.Claimant)),
			Description: "Decisions on who represents a Member side by side, fact by fact: stronger, weaker, the same or not known.",
			Tray:        templ.NopComponent,
		},
		body: body, data: v.Comparison, list: rows,
	}
}

// parseCompared reads what an address asks for beside the decisions picked.
func parseCompared(book *precedents.Casebook, values url.Values) (found comparisonAsked, err error) {
	var faults []credentials.Fault
	facts := url.Values{}
	for _, key := range slices.Sorted(keysOf(values)) {
		given := slices.DeleteFunc(slices.Clone(values[key]), func(value string) bool { return value == "" })
		switch {
		case (key == forParameter || key == mineParameter) && len(given) > 1:
			faults = append(faults, credentials.Fault{Field: key, What: fmt.Sprintf("%s is given %d times", key, len(given))})
		case key == forParameter && len(given) == 1:
			found.claimant = given[0]
		case key == mineParameter && len(given) == 1:
			found.mine, err = ownCase(book, given[0])
			if err != nil {
				faults = append(faults, faultsAt(key, err)...)
			}
		case key == forParameter || key == mineParameter || key == asOfParameter:
		case strings.Contains(key, "."):
			facts[key] = values[key]
		default:
			faults = append(faults, credentials.Fault{
				Field: key, What: fmt.Sprintf("decisions cannot be compared by %q", key), Mend: credentials.Suggest(key, []string{pickedParameter, forParameter, mineParameter}),
			})
		}
	}
	switch {
	case len(faults) > 0:
	case found.mine != nil:
		d, _ := book.Dispute(found.mine.dispute)
		if found.asked, err = parseAsked(d, facts); err != nil {
			return comparisonAsked{}, err
		}
	case len(facts) > 0:
		faults = append(faults, credentials.Fault{Field: mineParameter, What: "facts are supposed, and the address does not say of which case", Mend: "add mine=DISPUTE:SESSION"})
	}
	if len(faults) > 0 {
		return comparisonAsked{}, &credentials.Invalid{Faults: faults}
	}
	return found, nil
}

// ownCase reads the decision, or the coming session of a dispute, of which the
// reader supposes facts.
func ownCase(book *precedents.Casebook, text string) (*pick, error) {
	dispute, key, err := credentials.ParseDecisionID(text)
	if err != nil {
		return nil, err
	}
	d, ok := book.Dispute(dispute)
	if !ok {
		return nil, &credentials.NotFound{Kind: "dispute", ID: dispute}
	}
	return &pick{d.ID, d.Title, key}, nil
}

// pose poses the case that the others are compared with.
func (v *comparePage) pose(engine *precedents.Engine, asked *comparisonAsked) (err error) {
	first := asked.mine
	if first == nil {
		first = &v.picks.list[0]
	}
	if v.mine {
		v.first, err = engine.Pose(first.dispute, first.key, credentials.Date{}, asked.asked.whatIf)
	} else {
		v.first, err = v.book.OnRecord(first.dispute, first.key)
	}
	if err != nil {
		return unforecastable(&credentials.Dispute{Title: first.title}, err)
	}
	v.sides = slices.DeleteFunc(holderFirst(v.first.Dispute.Claimants), func(c credentials.Claimant) bool { return !slices.Contains(v.first.Claimants, c.ID) })
	return nil
}

// compare compares the decisions picked with the first.
func (v *comparePage) compare(claimant string) (precedents.Comparison, error) {
	others := v.picks.list
	if !v.mine {
		others = others[1:]
	}
	cases := make([]*precedents.Case, len(others))
	for i, one := range others {
		var err error
		if cases[i], err = v.book.Case(one.dispute, one.key); err != nil {
			return precedents.Comparison{}, unforecastable(&credentials.Dispute{Title: one.title}, err)
		}
	}
	return precedents.Compare(claimant, v.first, cases...)
}

// way is where a comparison leads on that cannot be made from the side asked for,
// and wayOn what the link says.
func (v *comparePage) way(asked *comparisonAsked) string {
	switch {
	case asked.claimant != "":
		return comparisonOf(asked.mine, asked.asked.whatIf, v.picks.ids(), "")
	case len(v.picks.list) > 1:
		return link.Comparison(v.picks.ids()[1:]...)
	}
	return link.Compare
}

func (v *comparePage) wayOn(asked *comparisonAsked) string {
	if asked.claimant != "" {
		return "From the side of whoever held the seat"
	}
	return "Without that decision"
}

// comparisonOf is the address of a comparison, with the reader's own case first if
// there is one.
func comparisonOf(mine *pick, whatIf precedents.WhatIf, with []string, claimant string) string {
	values := url.Values{}
	if len(with) > 0 {
		values[pickedParameter] = with
	}
	if claimant != "" {
		values.Set(forParameter, claimant)
	}
	if mine != nil {
		values.Set(mineParameter, mine.id())
		for _, s := range suppositions(whatIf) {
			values.Set(s.name, s.code)
		}
	}
	return link.With(link.Compare, values)
}

// address is the comparison from another side.
func (v *comparePage) address(claimant string) string {
	return v.shown.keep(v.now(claimant))
}

// now is the comparison from a side in the record as it stands.
func (v *comparePage) now(claimant string) string {
	return comparisonOf(v.own(), v.asked.whatIf, v.picks.ids(), claimant)
}

// own is the reader's own case, nil where there is none.
func (v *comparePage) own() *pick {
	if !v.mine {
		return nil
	}
	return &pick{v.first.Dispute.ID, v.first.Dispute.Title, v.first.Key}
}

// leading is the comparison with the decision of a column first.
func (v *comparePage) leading(id string) string {
	ids := slices.DeleteFunc(v.picks.ids(), func(other string) bool { return other == id })
	return v.shown.keep(link.Comparison(append([]string{id}, ids...)...))
}

// leaving is the comparison without the decision of a column.
func (v *comparePage) leaving(id string) string {
	ids := slices.DeleteFunc(v.picks.ids(), func(other string) bool { return other == id })
	claimant := v.Claimant
	if !v.mine && len(v.picks.list) > 0 && v.picks.list[0].id() == id {
		claimant = ""
	}
	return v.shown.keep(comparisonOf(v.own(), v.asked.whatIf, ids, claimant))
}

// withSuggested is the comparison with the nearest precedents beside the first.
func (v *comparePage) withSuggested() string {
	return v.shown.keep(comparisonOf(v.own(), v.asked.whatIf, append(v.picks.ids(), v.unpicked()...), v.Claimant))
}

// unpicked gives the suggested decisions that are not picked yet, as many as make
// five with the first.
func (v *comparePage) unpicked() []string {
	var ids []string
	for i := range v.suggested.Nearest {
		id := v.suggested.Nearest[i].Decision
		if !slices.Contains(v.picks.ids(), id) && len(v.Columns)+len(ids) < fiveCompared {
			ids = append(ids, id)
		}
	}
	return ids
}

const (
	// nearestSuggested is how many precedents are suggested, fiveCompared how many
	// decisions one screen takes.
	nearestSuggested = 5
	fiveCompared     = 5
)

// choices gives the fields of the form in which facts are supposed.
func (v *comparePage) choices(claimant string) []choiceGroup {
	recorded := v.first.Recorded()
	return factChoices(claimant, recorded[claimant], v.asked.whatIf, v.first.Unconfirmed)
}

// comparedSection is the rows of one side that differ, by issue.
type comparedSection struct {
	side   precedents.RowSide
	name   string
	issues []comparedIssue
	// alike are the rows in which all columns have one value, unknown those that are
	// not known in any.
	alike, unknown []*precedents.ComparedRow
}

type comparedIssue struct {
	name string
	rows []*precedents.ComparedRow
}

// sections gives the rows as they are shown.
func (v *comparePage) sections() []comparedSection {
	first := &v.Columns[0]
	sections := []comparedSection{
		{side: precedents.OwnSide, name: first.ClaimantName + ", and who plays its part"},
		{side: precedents.OtherSide, name: "The other side"},
	}
	if first.Opponent != "" {
		sections[1].name = first.OpponentName + ", and who plays its part"
	}
	for i := range v.Rows {
		row := &v.Rows[i]
		s := &sections[1]
		if row.Side == precedents.OwnSide {
			s = &sections[0]
		}
		s.add(row)
	}
	return sections
}

func (s *comparedSection) add(row *precedents.ComparedRow) {
	switch {
	case row.Differs || row.Side == precedents.OpponentSide:
		if n := len(s.issues); n == 0 || s.issues[n-1].name != row.Issue {
			s.issues = append(s.issues, comparedIssue{name: row.Issue})
		}
		last := &s.issues[len(s.issues)-1]
		last.rows = append(last.rows, row)
	case row.Cells[0].Known():
		s.alike = append(s.alike, row)
	case row.Cells[0].Claimant != "":
		s.unknown = append(s.unknown, row)
	}
}

// folded is how many rows are folded away.
func (v *comparePage) folded() int {
	n := 0
	for _, s := range v.sections() {
		n += len(s.alike) + len(s.unknown)
	}
	return n
}

// comparisonTable is a comparison as rows: a fact at a decision a row, with its
// code, its label and the address of what it rests on.
func comparisonTable(v *comparePage, host string) *table {
	t := &table{head: []string{
		"decision", "title", "session", "outcome", "claimant", "claimant_name", "opponent", "what_if", "side", "issue", "fact", "fact_label",
		"value", "value_label", "relation", "relation_label", "url",
	}}
	for _, row := range v.Rows {
		for n, cell := range row.Cells {
			d, value := &v.Columns[n], ""
			if cell.Value != nil {
				value = *cell.Value
			}
			t.rows = append(t.rows, []string{
				d.Decision, d.Title, d.Key.Session.String(), string(d.Outcome), d.Claimant, d.ClaimantName, d.Opponent, strings.Join(d.WhatIf, " "), string(row.Side), row.Issue,
				row.Fact, row.Label, value, cell.Label, string(cell.Relation), precedents.Relations.Label(cell.Relation), host + v.source(n, row.Fact),
			})
		}
	}
	return t
}

// source is the address of what a fact of a column rests on.
func (v *comparePage) source(n int, fact string) string {
	d := &v.Columns[n]
	address := link.Decision(d.Dispute, d.Key)
	if n == 0 && v.mine {
		if _, key, err := credentials.ParseDecisionID(v.first.FactsFrom); err == nil {
			address = link.Decision(d.Dispute, key)
		} else {
			address = link.Sheet(d.Dispute, d.Key.Session)
		}
	}
	address = v.shown.keep(address)
	if fact == precedents.OpponentRow {
		return address + "#facts"
	}
	return address + "#" + factFragment(fact)
}

// factFragment is the place of a fact on the page of a decision or a sheet.
func factFragment(fact string) string { return "fact-" + fact }

// relationSigns are the signs of the relations, beside their colour and word.
var relationSigns = map[precedents.Relation]string{
	precedents.StrongerThere: "▲", precedents.SameThere: "=", precedents.WeakerThere: "▼", precedents.NotOrdered: "≠", precedents.NotKnownEither: "?",
	precedents.NobodyToCompare: "–", precedents.FirstItself: "",
}

// relationWords says how a cell compares, and which of the two is not known.
func relationWords(first, cell *precedents.ComparedCell) string {
	if cell.Relation == precedents.NotKnownEither && cell.Known() {
		return "not known in the first"
	}
	if cell.Relation == precedents.NotKnownEither && first.Known() {
		return "known in the first"
	}
	return precedents.Relations.Label(cell.Relation)
}

func (v *comparePage) title() string {
	switch n := len(v.Columns); {
	case n == 0:
		return "Compare decisions"
	case n == 1 && v.mine:
		return "Your case, to be compared"
	case n == 1:
		return "One decision, to be compared"
	case v.mine:
		return "Your case beside " + precedents.Counted(n-1, "decision")
	default:
		return counted(n, "decision") + " side by side"
	}
}

// lede says what the comparison comes to.
func (v *comparePage) lede() string {
	first := &v.Columns[0]
	says := fmt.Sprintf("For %s, against %s, %s.", first.ClaimantName, first.Title, keyWords(first.Key))
	if v.mine {
		says = fmt.Sprintf("For %s, against your case: %s, %s.", first.ClaimantName, first.Title, keyWords(first.Key))
	}
	for i := range v.Columns[1:] {
		if d := &v.Columns[i+1]; d.Claimant != "" {
			return says + fmt.Sprintf(" Nearest is %s, %s: %s.", d.Title, keyWords(d.Key), countsWords(d))
		}
	}
	return says + " Nobody played its part in any other of them."
}

// countsWords says how a column compares with the first.
func countsWords(d *precedents.ComparedDecision) string {
	if d.Claimant == "" {
		return "nobody played that part there"
	}
	words := "stronger there in " + precedents.Counted(d.Differences, "fact")
	if d.Differences == 0 {
		words = "stronger there in nothing that is known"
	}
	if d.Weaker > 0 {
		words += ", weaker in " + precedents.Counted(d.Weaker, "fact")
	}
	switch {
	case d.Unknown == 1:
		words += ", and one fact known there is not known here"
	case d.Unknown > 1:
		words += fmt.Sprintf(", and %s known there are not known here", precedents.Counted(d.Unknown, "fact"))
	}
	return words
}

// partWords says who played the part in a column, and against whom.
func partWords(d *precedents.ComparedDecision) string {
	switch {
	case d.Claimant == "":
		return "not compared: nobody in that part"
	case d.Opponent == "":
		return d.ClaimantName + ", unopposed"
	}
	return d.ClaimantName + " v. " + d.OpponentName
}

func columnFragment(d *precedents.ComparedDecision) string {
	return "column-" + d.Dispute + "-" + d.Key.String()
}

// supposes reports whether a fact of the first column is supposed to be otherwise
// than it is recorded.
func (v *comparePage) supposes(claimant, fact string) bool {
	recorded := v.first.Recorded()
	return slices.ContainsFunc(v.asked.whatIf, func(s precedents.Supposition) bool {
		return s.Claimant == claimant && s.Fact.Key() == fact && recorded[claimant].Get(s.Fact) != s.Value
	})
}

// recordedAddress is the comparison with the first decision as it is recorded; a
// session that has not decided stands as the reader's own, with nothing supposed.
func (v *comparePage) recordedAddress() string {
	if _, err := v.first.Dispute.Decision(v.first.Key); err != nil {
		return comparisonOf(v.own(), nil, v.picks.ids(), v.Claimant)
	}
	return v.leading(v.first.ID())
}

// nearestAddress is the page of the precedents nearest to the first.
func (v *comparePage) nearestAddress() string {
	return nearestOf(&v.first, v.Claimant, v.asked)
}

// undecidedWords says why the first column has no outcome.
func undecidedWords(v comparePage) string {
	if len(v.first.WhatIf) > 0 {
		return "supposed"
	}
	if _, err := v.first.Dispute.Decision(v.first.Key); err == nil {
		return "its outcome is left aside"
	}
	return "not decided"
}

// alikeWords says in which of the decisions a fact has the value of the first.
func alikeWords(row *precedents.ComparedRow) string {
	if slices.ContainsFunc(row.Cells, func(cell precedents.ComparedCell) bool { return cell.Relation == precedents.NobodyToCompare }) {
		return "wherever somebody played that part"
	}
	return "in all of them"
}
