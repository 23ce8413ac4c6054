package views

import (
	"cmp"
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

// rollCallsPage is the list of recorded votes.
type rollCallsPage struct {
	list   precedents.RollCallPage
	filter precedents.RollCallFilter
	pager  ui.Pager
	// editable says that whoever looks may enter a vote.
	editable bool
}

func (p *pages) rollCalls(c echo.Context) (answer, error) {
	filter, err := rollCallFilter(c.QueryParams())
	if err != nil {
		return answer{}, err
	}
	filter.PageRows = pageRows(c)
	list, err := p.store.RollCalls(c.Request().Context(), filter)
	if err != nil {
		return answer{}, err
	}
	t := &table{head: []string{
		"id", "date", "session", "dispute", "motion", "question", "yes_favours", "draft", "resolution",
		"yes", "no", "abstain", "printed_yes", "printed_no", "printed_abstain", "why", "reconciled", "carried",
	}}
	for i := range list.Rows {
		row := &list.Rows[i]
		printed := cmp.Or(row.Printed, &credentials.Tally{})
		t.rows = append(t.rows, []string{
			row.ID, row.Date.String(), row.Session.String(), row.Dispute, string(row.Motion), row.Question,
			row.YesFavours, row.Draft.String(), row.Resolution.String(), figure(row.Counted.For), figure(row.Counted.Against),
			figure(row.Counted.Abstaining), figure(printed.For), figure(printed.Against), figure(printed.Abstaining), row.Why, row.Reconciled().Code(), row.Carried().Code(),
		})
	}
	query := c.QueryParams()
	query.Del("page")
	address := link.With(link.RollCalls, query)
	return answer{
		page: ui.Page{
			Title: "Recorded votes", Section: link.RollCalls, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "Recorded votes of the General Assembly on who sits for a Member, with every Member’s vote.",
		},
		body: rollCallsView(rollCallsPage{list, filter, ui.Pager{Address: link.RollCalls, Query: query, Page: list.Page, Pages: list.Pages}, may(c, credentials.Editor)}),
		data: list, list: t,
	}, nil
}

// figure writes a count for a spreadsheet: empty where it is not known.
func figure(n credentials.Count) string {
	if !n.Known() {
		return ""
	}
	return n.String()
}

// rollCallFilter reads the list's parameters; an unknown one, or a value that
// cannot be read, is an *credentials.Invalid.
func rollCallFilter(values url.Values) (precedents.RollCallFilter, error) {
	var filter precedents.RollCallFilter
	allowed := []string{"q", "dispute", "session", "seats", "page"}
	for _, key := range slices.Sorted(keysOf(values)) {
		value := strings.Join(values[key], " ")
		var err error
		switch key {
		case "q":
			filter.Text = value
		case "dispute":
			filter.Dispute = value
		case "session":
			filter.Session, err = credentials.ParseSession(value)
		case "seats":
			filter.Seats = value != ""
		case "page":
			if filter.Page, err = strconv.Atoi(value); err != nil || filter.Page < 1 {
				err = credentials.Invalidf(key, "%q is not a page; write a number from 1", value)
			}
		default:
			return filter, &credentials.Invalid{Faults: []credentials.Fault{{
				Field: key,
				What:  strconv.Quote(key) + " is not a parameter of this list", Mend: credentials.Suggest(key, allowed),
			}}}
		}
		if err != nil {
			return filter, err
		}
	}
	return filter, nil
}

// The orders of the board.
const (
	boardOrder = ""
	voteOrder  = "vote"
	groupOrder = "group"
)

// rollCallPage is a recorded vote as a voting board.
type rollCallPage struct {
	credentials.RollCall
	shown        shown
	disputeTitle string
	// decision is the decision of the dispute at that session, if there is one.
	decision credentials.DecisionKey
	decided  bool
	favours  string
	order    string
	group    credentials.RegionalGroup
	sections []boardSection
	groups   []groupTally
	// editable says that whoever looks may correct the vote.
	editable bool
	// cast is how many Members of the day voted each way.
	cast map[credentials.Ballot]int
}

// boardSection is a stretch of the board under one heading; the board in its
// own order has one without.
type boardSection struct {
	heading string
	seats   []boardSeat
}

// boardSeat is one Member on the board.
type boardSeat struct {
	Member    string                    `json:"member"`
	Name      string                    `json:"name"`
	NameToday string                    `json:"name_today"`
	Group     credentials.RegionalGroup `json:"regional_group"`
	Ballot    credentials.Ballot        `json:"vote"`
	// ended says that the Member ceased, so that it has no name today.
	ended bool
}

// groupTally is how one regional group voted.
type groupTally struct {
	group credentials.RegionalGroup
	n     map[credentials.Ballot]int
}

// rollCallJSON is a recorded vote as JSON, every Member of the day with its
// vote and its name then and now.
type rollCallJSON struct {
	credentials.RollCall
	Reconciled credentials.Truth `json:"reconciled"`
	Carried    credentials.Truth `json:"carried"`
	Board      []boardSeat       `json:"votes"`
}

func (p *pages) rollCall(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	order, group, err := boardChoice(c.QueryParams())
	if err != nil {
		return answer{}, err
	}
	shown, err := p.shown(c)
	if err != nil {
		return answer{}, err
	}
	vote, err := shown.RollCall(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	frame, err := shown.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	view := rollCallPage{RollCall: vote, order: order, group: group, favours: credentialsFavour(vote.YesFavours), editable: shown.edits(c), shown: shown}
	crumbs := []ui.Crumb{{Label: "Votes", Address: link.RollCalls}}
	if vote.Dispute != "" {
		dispute, err := shown.Dispute(ctx, vote.Dispute)
		if err != nil {
			return answer{}, err
		}
		view.disputeTitle = dispute.Title
		view.decision, view.decided = decisionAt(&dispute, &vote)
		if claimant, ok := dispute.Claimant(vote.YesFavours); ok {
			view.favours = claimant.Name
		}
		crumbs = append(crumbs, ui.Crumb{Label: dispute.Title, Address: link.Dispute(dispute.ID)})
	}
	board := boardOf(frame, &vote)
	view.groups = groupTallies(board)
	view.cast = tallyOf(board)
	view.sections = sectionsOf(board, order, group)
	t := &table{head: []string{"rollcall", "member", "name", "name_today", "regional_group", "vote", "vote_label"}}
	for _, seat := range board {
		t.rows = append(t.rows, []string{vote.ID, seat.Member, seat.Name, seat.NameToday, string(seat.Group), string(seat.Ballot), ballotWords(seat.Ballot)})
	}
	address := link.RollCall(vote.ID)
	page := ui.Page{
		Title: vote.Question + ", " + vote.Date.Words(), Section: link.RollCalls, Crumbs: crumbs, JSON: link.JSON(address), CSV: link.CSV(address),
		Description: "Recorded vote of " + vote.Date.Words() + ": " + vote.Question + ", " + vote.Counted.String() + ".",
	}
	shown.stamp(&page)
	cited := shown.cite(c, &page, vote.ID, vote.Session, precedents.CiteRollCall(&vote))
	return answer{
		page: page, cited: cited,
		body: rollCallView(view), data: rollCallJSON{vote, vote.Reconciled(), vote.Carried(), board}, list: t,
	}, nil
}

// decisionAt gives the decision that a vote belongs to: that of its day, else the
// first of its session.
func decisionAt(d *credentials.Dispute, vote *credentials.RollCall) (key credentials.DecisionKey, ok bool) {
	for i := range d.Decisions {
		x := &d.Decisions[i]
		if x.Key.Session != vote.Session {
			continue
		}
		if !ok || x.Date() == vote.Date {
			key, ok = x.Key, true
		}
	}
	return key, ok
}

// boardChoice reads the board's order and the one regional group it shows.
func boardChoice(values url.Values) (order string, group credentials.RegionalGroup, err error) {
	for _, key := range slices.Sorted(keysOf(values)) {
		value := strings.Join(values[key], " ")
		switch key {
		case "sort":
			order = value
			if order != boardOrder && order != voteOrder && order != groupOrder {
				return "", "", &credentials.Invalid{Faults: []credentials.Fault{{
					Field: key, What: strconv.Quote(value) + " is not an order of the board",
					Mend: credentials.Suggest(value, []string{voteOrder, groupOrder}),
				}}}
			}
		case asOfParameter:
		case "group":
			if group, err = credentials.RegionalGroups.Parse(value); err != nil {
				return "", "", err
			}
		default:
			return "", "", &credentials.Invalid{Faults: []credentials.Fault{{
				Field: key, What: strconv.Quote(key) + " is not a parameter of this page",
				Mend: credentials.Suggest(key, []string{"sort", "group", asOfParameter}),
			}}}
		}
	}
	return order, group, nil
}

// boardOf gives every Member of the day with its vote, in the English
// alphabetical order of the names they bore, as the Assembly's board shows
// them. A Member without a ballot did not vote; its ballot is empty.
func boardOf(frame *precedents.Frame, vote *credentials.RollCall) []boardSeat {
	ballots := map[string]credentials.Ballot{}
	for _, b := range vote.Ballots {
		ballots[b.Member] = b.Ballot
	}
	var board []boardSeat
	add := func(member credentials.Member, ballot credentials.Ballot) {
		board = append(board, boardSeat{member.Code, member.NameOn(vote.Date), member.Name, member.Group, ballot, member.Ended.Known()})
	}
	for _, member := range frame.MembersOn(vote.Date) {
		add(member, ballots[member.Code])
		delete(ballots, member.Code)
	}
	for code, ballot := range ballots {
		if member, ok := frame.Member(code); ok {
			add(member, ballot)
		}
	}
	sortByName(board, func(s boardSeat) string { return s.Name })
	return board
}

// sectionsOf puts the board in an order and keeps the Members of one group if
// one is chosen.
func sectionsOf(board []boardSeat, order string, group credentials.RegionalGroup) []boardSection {
	var shown []boardSeat
	for _, seat := range board {
		if group == "" || seat.Group == group {
			shown = append(shown, seat)
		}
	}
	sections := []boardSection{{seats: shown}}
	switch order {
	case voteOrder:
		sections = split(shown, boardTerms, func(s boardSeat) credentials.Ballot { return s.Ballot })
	case groupOrder:
		sections = split(shown, credentials.RegionalGroups.Terms, func(s boardSeat) credentials.RegionalGroup { return s.Group })
	}
	return sections
}

// split puts seats under the terms they belong to, and leaves empty ones out.
func split[T ~string](seats []boardSeat, terms []credentials.Term[T], of func(boardSeat) T) []boardSection {
	var sections []boardSection
	for _, term := range terms {
		section := boardSection{heading: capital(term.Label)}
		for _, seat := range seats {
			if of(seat) == term.Code {
				section.seats = append(section.seats, seat)
			}
		}
		if len(section.seats) > 0 {
			sections = append(sections, section)
		}
	}
	return sections
}

func groupTallies(board []boardSeat) []groupTally {
	var tallies []groupTally
	for _, section := range split(board, credentials.RegionalGroups.Terms, func(s boardSeat) credentials.RegionalGroup { return s.Group }) {
		tallies = append(tallies, groupTally{section.seats[0].Group, tallyOf(section.seats)})
	}
	return tallies
}

func tallyOf(board []boardSeat) map[credentials.Ballot]int {
	n := make(map[credentials.Ballot]int)
	for _, seat := range board {
		n[seat.Ballot]++
	}
	return n
}

// boardTerms are the ballots with one for a Member of the day that has none.
var boardTerms = append(slices.Clone(credentials.Ballots.Terms),
	credentials.Term[credentials.Ballot]{Label: "not voting", Meaning: "did not vote; whether it was absent is not known"})

// ballotWords says how a Member voted.
func ballotWords(ballot credentials.Ballot) string {
	if ballot == "" {
		return "not voting"
	}
	return credentials.Ballots.Label(ballot)
}

// shownTerms are the ballots that the board shows: the three that count, and
// those of the others that somebody cast.
func (v rollCallPage) shownTerms() []credentials.Term[credentials.Ballot] {
	counted := []credentials.Ballot{credentials.InFavour, credentials.Against, credentials.Abstaining}
	return slices.DeleteFunc(slices.Clone(boardTerms), func(term credentials.Term[credentials.Ballot]) bool {
		return v.cast[term.Code] == 0 && !slices.Contains(counted, term.Code)
	})
}

// credentialsFavour says what a yes favoured, where it is not a claimant.
func credentialsFavour(code string) string {
	switch code {
	case credentials.FavoursStatusQuo:
		return "whoever sat"
	case credentials.FavoursChange:
		return "a change in who sits"
	case credentials.FavoursOther:
		return "neither side"
	}
	return code
}

// share is a stretch of the bar of a vote, in hundredths of its width.
type share struct {
	ballot   credentials.Ballot
	x, width string
}

// shares divides the bar among the ballots.
func (v rollCallPage) shares() []share {
	total := 0
	for _, n := range v.cast {
		total += n
	}
	var shares []share
	x := 0.0
	for _, term := range v.shownTerms() {
		width := 100 * float64(v.cast[term.Code]) / float64(max(1, total))
		shares = append(shares, share{term.Code, number(x), number(width)})
		x += width
	}
	return shares
}

// choose gives the address of the same board in another order or group.
func (v rollCallPage) choose(order string, group credentials.RegionalGroup) string {
	query := url.Values{}
	if order != boardOrder {
		query.Set("sort", order)
	}
	if group != "" {
		query.Set("group", string(group))
	}
	return v.shown.keep(link.With(link.RollCall(v.ID), query))
}

// boardClass is how a ballot is drawn: whoever did not vote alike.
func boardClass(ballot credentials.Ballot) string {
	switch ballot {
	case credentials.InFavour, credentials.Against, credentials.Abstaining:
		return string(ballot)
	case credentials.Absent, credentials.NotParticipating:
	}
	return "X"
}

// ballotLetter is what the board shows beside a name.
func ballotLetter(ballot credentials.Ballot) string {
	return cmp.Or(string(ballot), "–")
}

// since is the word before the name a Member bears today, or bore at the end.
func (s boardSeat) since() string {
	if s.ended {
		return "later"
	}
	return "today"
}

// numbered gives ", number 1190" for a vote's number at its source.
func numbered(id string) string {
	if id == "" {
		return ""
	}
	return ", number " + id
}
