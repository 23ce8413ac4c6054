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
		"yes", "no", "abstain", "printed_yes", "printed_no", "printed_abstain", "reconciled", "carried",
	}}
	for i := range list.Rows {
		row := &list.Rows[i]
		printed := cmp.Or(row.Printed, &credentials.Tally{})
		t.rows = append(t.rows, []string{
			row.ID, row.Date.String(), row.Session.String(), row.Dispute, string(row.Motion), row.Question,
			row.YesFavours, row.Draft.String(), row.Resolution.String(), figure(row.Counted.For), figure(row.Counted.Against),
			figure(row.Counted.Abstaining), figure(printed.For), figure(printed.Against), figure(printed.Abstaining), row.Reconciled().Code(), row.Carried().Code(),
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
		body: rollCallsView(rollCallsPage{list, filter, ui.Pager{Address: link.RollCalls, Query: query, Page: list.Page, Pages: list.Pages}}),
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
	disputeTitle string
	// decision is the decision of the dispute at that session, if there is one.
	decision credentials.DecisionKey
	decided  bool
	favours  string
	order    string
	group    credentials.RegionalGroup
	sections []boardSection
	groups   []groupTally
	absent   int
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
	vote, err := p.store.RollCall(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	view := rollCallPage{RollCall: vote, order: order, group: group, favours: credentialsFavour(vote.YesFavours)}
	crumbs := []ui.Crumb{{Label: "Votes", Address: link.RollCalls}}
	if vote.Dispute != "" {
		dispute, err := p.store.Dispute(ctx, vote.Dispute)
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
	for _, seat := range board {
		if seat.Ballot == credentials.NotVoting {
			view.absent++
		}
	}
	view.sections = sectionsOf(board, order, group)
	t := &table{head: []string{"rollcall", "member", "name", "name_today", "regional_group", "vote", "vote_label"}}
	for _, seat := range board {
		t.rows = append(t.rows, []string{vote.ID, seat.Member, seat.Name, seat.NameToday, string(seat.Group), string(seat.Ballot), credentials.Ballots.Label(seat.Ballot)})
	}
	address := link.RollCall(vote.ID)
	return answer{
		page: ui.Page{
			Title: vote.Question + ", " + vote.Date.Words(), Section: link.RollCalls, Crumbs: crumbs, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "Recorded vote of " + vote.Date.Words() + ": " + vote.Question + ", " + vote.Counted.String() + ".",
		},
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
		case "group":
			if group, err = credentials.RegionalGroups.Parse(value); err != nil {
				return "", "", err
			}
		default:
			return "", "", &credentials.Invalid{Faults: []credentials.Fault{{
				Field: key, What: strconv.Quote(key) + " is not a parameter of this page",
				Mend: credentials.Suggest(key, []string{"sort", "group"}),
			}}}
		}
	}
	return order, group, nil
}

// boardOf gives every Member of the day with its vote, in the English
// alphabetical order of the names they bore, as the Assembly's board shows
// them. A Member without a ballot did not vote or was absent.
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
		add(member, cmp.Or(ballots[member.Code], credentials.NotVoting))
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
		sections = split(shown, credentials.Ballots.Terms, func(s boardSeat) credentials.Ballot { return s.Ballot })
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
	for _, term := range credentials.RegionalGroups.Terms {
		tally := groupTally{term.Code, make(map[credentials.Ballot]int)}
		for _, seat := range board {
			if seat.Group == term.Code {
				tally.n[seat.Ballot]++
			}
		}
		if len(tally.n) > 0 {
			tallies = append(tallies, tally)
		}
	}
	return tallies
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

// shares divides the bar among the four ballots.
func (v rollCallPage) shares() []share {
	counts := []int{v.Counted.For.Int(), v.Counted.Against.Int(), v.Counted.Abstaining.Int(), v.absent}
	total := max(1, counts[0]+counts[1]+counts[2]+counts[3])
	var shares []share
	x := 0.0
	for i, term := range credentials.Ballots.Terms {
		width := 100 * float64(counts[i]) / float64(total)
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
	return link.With(link.RollCall(v.ID), query)
}

// ballotLetter is what the board shows beside a name.
func ballotLetter(ballot credentials.Ballot) string {
	if ballot == credentials.NotVoting {
		return "–"
	}
	return string(ballot)
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
