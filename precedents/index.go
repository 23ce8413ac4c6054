package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Index finds decisions by any of DecisionFacets. For each value of each facet
// it keeps the set of the decisions that have it, so that a query with all its
// counts is a matter of intersecting sets. It does not change once made and is
// safe for all readers.
//
// Decision: SQL narrows the list of disputes, but not that of decisions. Their
// facets ask for two claimants' facts, and which of several rivals counts is the
// engine's to say; and a count for each of two hundred values is a pass over the
// table each.
type Index struct {
	frame    *Frame
	disputes []credentials.Dispute
	// rows are by dispute, and within one in the order of the record.
	rows  []indexed
	keys  map[string]int
	every bitset
	// values are the sets by the place of the facet, and of the value in it.
	values [][]bitset
	// orders are the rows in each of Sorts.
	orders map[string][]int
}

// indexed is the place of a decision in its dispute, and of that in the list.
type indexed struct{ dispute, decision int }

// NewIndex indexes the decisions of disputes, which it keeps. Decisions at a
// session that the frame does not know are left out.
func NewIndex(frame *Frame, disputes []credentials.Dispute) *Index {
	x := &Index{frame: frame, disputes: slices.Clone(disputes), keys: map[string]int{}, orders: map[string][]int{}}
	slices.SortFunc(x.disputes, func(a, b credentials.Dispute) int { return strings.Compare(a.ID, b.ID) })
	var list []facetSubject
	for i := range x.disputes {
		d := &x.disputes[i]
		member, _ := frame.Member(d.Seat)
		about := facetSubject{dispute: d, member: member, state: frame.StateOf(d)}
		for n := range d.Decisions {
			session, ok := frame.Session(d.Decisions[n].Key.Session)
			if !ok {
				continue
			}
			subject := about
			subject.decide(&d.Decisions[n], session)
			x.rows = append(x.rows, indexed{i, n})
			list = append(list, subject)
		}
	}
	for i := range x.rows {
		x.keys[x.id(i)] = i
	}
	x.file(list)
	x.sort(list)
	return x
}

// facetSubject is a decision with what its facets ask about.
type facetSubject struct {
	dispute  *credentials.Dispute
	decision *credentials.Decision
	member   credentials.Member
	state    credentials.State
	session  credentials.AssemblySession
	seats    *Case
}

func (s *facetSubject) decide(x *credentials.Decision, session credentials.AssemblySession) {
	s.decision, s.session, s.seats = x, session, partsIn(s.dispute, x)
}

// partsIn gives the case of a decision as far as who plays which part goes.
func partsIn(d *credentials.Dispute, x *credentials.Decision) *Case {
	c := &Case{Dispute: d, Key: x.Key, Challenge: x.Challenge}
	c.code(x.Facts)
	return c
}

// holder gives the facts of the claimant that held the seat, those of nobody
// where the record names none.
func (s *facetSubject) holder() (standing credentials.Standing) {
	if s.seats.Holder >= 0 {
		standing = s.seats.Standings[s.seats.Holder]
	}
	return standing
}

// rival gives the facts of the strongest rival; ok is false where there is none.
func (s *facetSubject) rival() (standing credentials.Standing, ok bool) {
	if i := s.seats.rival(); i >= 0 {
		return s.seats.Standings[i], true
	}
	return standing, false
}

// day is the day of the decision, or that on which its session opened.
func (s *facetSubject) day() credentials.Date {
	if day := s.decision.Date(); day.Known() {
		return day
	}
	return s.session.Opened
}

// file puts each decision into the set of its value of each facet.
func (x *Index) file(list []facetSubject) {
	x.every = fullBitset(len(list))
	x.values = make([][]bitset, len(DecisionFacets))
	for f, facet := range DecisionFacets {
		sets := make([]bitset, len(facet.Values))
		place := make(map[string]int, len(sets))
		for v, value := range facet.Values {
			sets[v], place[value.Code] = newBitset(len(list)), v
		}
		for i := range list {
			code := cmp.Or(facet.of(&list[i]), NotKnownCode)
			if v, ok := place[code]; ok {
				sets[v].add(i)
			}
		}
		x.values[f] = sets
	}
}

// sort makes the orders in which the list can stand. Decisions of a dispute that
// are of a day follow each other as the record has them, the latest first where
// the newest are.
func (x *Index) sort(list []facetSubject) {
	folded := map[string]string{}
	for i := range list {
		if member := list[i].member; folded[member.Code] == "" {
			folded[member.Code] = Fold(member.Name)
		}
	}
	days := make([]credentials.Date, len(list))
	for i := range list {
		days[i] = list[i].day()
	}
	dispute := func(a, b int) int { return cmp.Compare(x.rows[a].dispute, x.rows[b].dispute) }
	for code, order := range map[string]func(a, b int) int{
		"newest": func(a, b int) int { return cmp.Or(days[b].Compare(days[a]), dispute(a, b), cmp.Compare(b, a)) },
		"oldest": func(a, b int) int { return cmp.Or(days[a].Compare(days[b]), cmp.Compare(a, b)) },
		"seat": func(a, b int) int {
			return cmp.Or(strings.Compare(folded[list[a].member.Code], folded[list[b].member.Code]),
				list[a].dispute.Opened.Compare(list[b].dispute.Opened), cmp.Compare(a, b))
		},
	} {
		rows := make([]int, len(list))
		for i := range rows {
			rows[i] = i
		}
		slices.SortFunc(rows, order)
		x.orders[code] = rows
	}
}

// id gives the id of a decision by its place.
func (x *Index) id(row int) string {
	d := &x.disputes[x.rows[row].dispute]
	return d.ID + ":" + d.Decisions[x.rows[row].decision].Key.String()
}

// Find gives a page of the decisions that a query asks for, with the count of
// every value of every facet. The query's text is not looked for: among are the
// ids of the decisions that have it, and nil stands for all. A query that asks
// for what the list does not have is a *credentials.Invalid.
func (x *Index) Find(query Query, among []string) (DecisionPage, error) {
	if _, err := ParseQuery(DecisionFacets, query.Values()); err != nil {
		return DecisionPage{}, err
	}
	searched := x.every
	if among != nil {
		searched = newBitset(len(x.rows))
		for _, id := range among {
			if row, ok := x.keys[id]; ok {
				searched.add(row)
			}
		}
	}
	found, counts := x.narrow(query, searched)
	page := DecisionPage{
		Pager: PagerOf(query.Page, found.count(), query.PageRows), Disputes: x.disputesIn(found), Rows: []DecisionRow{}, Counts: counts,
	}
	for _, row := range x.inOrder(found, cmp.Or(query.Sort, Sorts[0].Code), page.Pager) {
		page.Rows = append(page.Rows, x.row(row))
	}
	return page, nil
}

// narrow gives what all chosen values let through, and how many there would be
// with each value of each facet.
func (x *Index) narrow(query Query, searched bitset) (found bitset, counts FacetCounts) {
	chosen := make([]bitset, len(DecisionFacets))
	for f, facet := range DecisionFacets {
		for _, code := range query.Chosen[facet.Key] {
			if chosen[f] == nil {
				chosen[f] = newBitset(len(x.rows))
			}
			chosen[f].include(x.values[f][slices.Index(facet.codes(), code)])
		}
	}
	through := func(but int) bitset {
		left := searched
		for f, set := range chosen {
			if set != nil && f != but {
				left = left.and(set)
			}
		}
		return left
	}
	found = through(-1)
	counts = make(FacetCounts, len(DecisionFacets))
	for f, facet := range DecisionFacets {
		left := found
		if chosen[f] != nil {
			left = through(f)
		}
		for v, value := range facet.Values {
			n := left.countBoth(x.values[f][v])
			if n == 0 {
				continue
			}
			if counts[facet.Key] == nil {
				counts[facet.Key] = make(map[string]int, len(facet.Values))
			}
			counts[facet.Key][value.Code] = n
		}
	}
	return found, counts
}

// disputesIn counts the disputes that decisions belong to.
func (x *Index) disputesIn(found bitset) int {
	n, last := 0, -1
	for row := range found.places() {
		if dispute := x.rows[row].dispute; dispute != last {
			n, last = n+1, dispute
		}
	}
	return n
}

// inOrder gives the rows of a page.
func (x *Index) inOrder(found bitset, order string, pager Pager) []int {
	rows := make([]int, 0, min(pager.Size, pager.Total))
	before := pager.Offset()
	for _, row := range x.orders[order] {
		switch {
		case !found.has(row):
		case before > 0:
			before--
		case len(rows) == pager.Size:
			return rows
		default:
			rows = append(rows, row)
		}
	}
	return rows
}

// At gives every decision at a session, by dispute and in their order.
func (x *Index) At(session credentials.Session) (rows []DecisionRow) {
	for i, place := range x.rows {
		if x.disputes[place.dispute].Decisions[place.decision].Key.Session == session {
			rows = append(rows, x.row(i))
		}
	}
	return rows
}

// Of gives every decision of a dispute, in their order.
func (x *Index) Of(dispute string) (rows []DecisionRow) {
	at, ok := slices.BinarySearchFunc(x.rows, dispute, func(place indexed, id string) int {
		return strings.Compare(x.disputes[place.dispute].ID, id)
	})
	for i := at; ok && i < len(x.rows) && x.disputes[x.rows[i].dispute].ID == dispute; i++ {
		rows = append(rows, x.row(i))
	}
	return rows
}

// row makes a decision's row in a list.
func (x *Index) row(i int) DecisionRow {
	d := &x.disputes[x.rows[i].dispute]
	return rowOf(x.frame, d, &d.Decisions[x.rows[i].decision])
}

func rowOf(frame *Frame, d *credentials.Dispute, x *credentials.Decision) DecisionRow {
	member, _ := frame.Member(d.Seat)
	row := DecisionRow{
		Dispute: d.ID, Title: d.Title, Seat: d.Seat, SeatName: d.SeatName, Region: member.Group, Session: x.Key.Session, Number: x.Key.Number,
		Date: x.Date(), Challenge: x.Challenge, Outcome: x.Outcome, Accepted: x.Accepted, Seated: x.Seated, Talks: x.Talks,
		Confidence: x.Confidence, Doubts: x.Doubts,
	}
	name := func(id string) string {
		claimant, _ := d.Claimant(id)
		return claimant.Name
	}
	row.AcceptedName, row.SeatedName = name(x.Accepted), name(x.Seated)
	if x.Committee != nil {
		row.Committee, row.CommitteeVote = x.Committee.Outcome, x.Committee.Vote
	}
	if x.Assembly != nil {
		row.Assembly, row.AssemblyVote = x.Assembly.Outcome, x.Assembly.Vote
	}
	parts := partsIn(d, x)
	if i := parts.Holder; i >= 0 {
		row.Holder, row.Facts = parts.Claimants[i], parts.Standings[i]
		row.HolderName = name(row.Holder)
	}
	if i := parts.rival(); i >= 0 {
		row.Rival, row.RivalFacts = parts.Claimants[i], parts.Standings[i]
		row.RivalName = name(row.Rival)
	}
	return row
}
