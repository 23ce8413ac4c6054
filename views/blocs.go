package views

import (
	"cmp"
	"fmt"
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

// The parameters of the grid.
const (
	memberKey  = "member"
	groupKey   = "group"
	disputeKey = "dispute"
	voteKey    = "vote"
	sortKey    = "sort"
)

// The orders of the grid's rows, the usual one first.
var blocOrders = []precedents.FacetValue{
	{Code: "closeness", Label: "by closeness"},
	{Code: "name", Label: "by name"},
	{Code: "group", Label: "by regional group"},
}

// blocChoice is which Members and votes the grid shows, as its address says.
// Members and groups add up, and so do disputes and votes; nothing chosen of
// either is everything.
type blocChoice struct {
	members  []string
	groups   []credentials.RegionalGroup
	disputes []string
	votes    []string
	order    string
}

// manyFaults is how many faults of one address are told; a longer list helps
// nobody.
const manyFaults = 20

// parseBlocChoice reads the choice. Whatever in it is unknown is an
// *credentials.Invalid with one fault for each, up to manyFaults.
func parseBlocChoice(values url.Values, frame *precedents.Frame, voting *precedents.Voting) (blocChoice, error) {
	var choice blocChoice
	var faults []credentials.Fault
	refuse := func(field, mend, format string, args ...any) {
		faults = append(faults, credentials.Fault{Field: field, What: fmt.Sprintf(format, args...), Mend: mend})
	}
	for _, key := range slices.Sorted(keysOf(values)) {
		for _, value := range values[key] {
			if len(faults) == manyFaults {
				break
			}
			switch key {
			case memberKey:
				if _, ok := frame.Member(value); ok {
					choice.members = addOnce(choice.members, value)
				} else {
					refuse(key, credentials.Suggest(value, memberCodes(frame)), "%q is not a Member; write the three letters of ISO 3166-1", value)
				}
			case groupKey:
				group, err := credentials.RegionalGroups.Parse(value)
				if err == nil && group != "" {
					choice.groups = addOnce(choice.groups, group)
				} else {
					refuse(key, credentials.Suggest(value, credentials.RegionalGroups.Codes()), "%q is not a regional group", value)
				}
			case disputeKey:
				if err := knownDispute(voting, value); err == nil && value != "" {
					choice.disputes = addOnce(choice.disputes, value)
				} else {
					refuse(key, credentials.Suggest(value, disputeIDs(voting)), "there is no recorded vote on a dispute %q", value)
				}
			case voteKey:
				if _, ok := voting.Place(value); ok {
					choice.votes = addOnce(choice.votes, value)
				} else {
					refuse(key, credentials.Suggest(value, voteIDs(voting)), "there is no recorded vote %q on a seat", value)
				}
			case sortKey:
				choice.order = value
				if orders := (precedents.Facet{Values: blocOrders}); !orders.Has(value) {
					refuse(key, "write closeness, name or group", "%q is not an order of the grid", value)
				}
			default:
				refuse(key, credentials.Suggest(key, []string{memberKey, groupKey, disputeKey, voteKey, sortKey}), "%q is not a parameter of this page", key)
			}
		}
	}
	if len(faults) > 0 {
		return blocChoice{}, &credentials.Invalid{Faults: faults}
	}
	return choice, nil
}

func addOnce[T comparable](list []T, value T) []T {
	if slices.Contains(list, value) {
		return list
	}
	return append(list, value)
}

func memberCodes(frame *precedents.Frame) []string {
	codes := make([]string, len(frame.Members))
	for i := range frame.Members {
		codes[i] = frame.Members[i].Code
	}
	return codes
}

func disputeIDs(voting *precedents.Voting) (ids []string) {
	for _, dispute := range voting.Disputes(voting.All()) {
		ids = append(ids, dispute.ID)
	}
	return ids
}

func voteIDs(voting *precedents.Voting) (ids []string) {
	for i := range voting.Votes {
		ids = append(ids, voting.Votes[i].ID)
	}
	return ids
}

// made reports whether anything is chosen.
func (c blocChoice) made() bool {
	return len(c.members)+len(c.groups)+len(c.disputes)+len(c.votes) > 0
}

// values gives the choice as an address writes it.
func (c blocChoice) values() url.Values {
	values := url.Values{}
	for key, codes := range map[string][]string{memberKey: c.members, disputeKey: c.disputes, voteKey: c.votes} {
		if len(codes) > 0 {
			values[key] = codes
		}
	}
	for _, group := range c.groups {
		values.Add(groupKey, string(group))
	}
	if c.order != "" && c.order != blocOrders[0].Code {
		values.Set(sortKey, c.order)
	}
	return values
}

// ordered gives the same choice in another order.
func (c blocChoice) ordered(order string) blocChoice {
	c.order = order
	return c
}

// inOrder is the order of the rows: by closeness, and by name while nothing is
// chosen.
func (c blocChoice) inOrder() string {
	if c.order == "" && !c.made() {
		return "name"
	}
	return cmp.Or(c.order, blocOrders[0].Code)
}

// places gives the votes that are chosen, in the order of the record.
func (c blocChoice) places(voting *precedents.Voting) []int {
	if len(c.disputes)+len(c.votes) == 0 {
		return voting.All()
	}
	return voting.Where(func(r *precedents.RollCallRow) bool {
		return slices.Contains(c.disputes, r.Dispute) || slices.Contains(c.votes, r.ID)
	})
}

// codes gives the Members that are chosen, by code: where none is, those that
// have a ballot in one of the votes.
func (c blocChoice) codes(frame *precedents.Frame, voting *precedents.Voting, votes []int) []string {
	var codes []string
	for _, code := range voting.Members {
		member, _ := frame.Member(code)
		chosen := len(c.members)+len(c.groups) == 0 || slices.Contains(c.groups, member.Group)
		if chosen && voting.Record([]string{code}, votes).Voted() > 0 {
			codes = append(codes, code)
		}
	}
	for _, code := range c.members {
		codes = addOnce(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// blocsPage is chosen Members by chosen votes.
type blocsPage struct {
	frame  *precedents.Frame
	voting *precedents.Voting
	choice blocChoice
	// sections are the rows in their order, under the groups' names where they are
	// asked for by group.
	sections []blocSection
	members  []string
	disputes []blocDispute
	votes    []int
	// together is how closely all of them voted, groups how the regional groups
	// among them did.
	together precedents.Cohesion
	groups   []precedents.Cohesion
	nine     url.Values
}

type blocSection struct {
	heading string
	members []credentials.Member
}

// blocDispute is the chosen votes on one dispute, numbered from first on.
type blocDispute struct {
	precedents.VotedDispute
	first int
}

func (p *pages) blocs(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	voting, err := p.store.Voting(ctx)
	if err != nil {
		return answer{}, err
	}
	choice, err := parseBlocChoice(c.QueryParams(), frame, voting)
	if err != nil {
		return answer{}, strayed(err, "Begin again", link.Blocs)
	}
	view := blocsPage{frame: frame, voting: voting, choice: choice, votes: choice.places(voting), nine: latestNine(frame)}
	view.members = choice.codes(frame, voting, view.votes)
	view.together = voting.Within(view.members, view.votes)
	view.groups = voting.GroupCohesions(frame, view.members, view.votes)
	view.sections = view.inOrder()
	first := 1
	for _, dispute := range voting.Disputes(view.votes) {
		view.disputes = append(view.disputes, blocDispute{dispute, first})
		first += len(dispute.Places)
	}
	address := link.BlocsOf(choice.values())
	found := answer{
		page: ui.Page{
			Title: "Who voted with whom", Section: link.Members, JSON: link.JSON(address), CSV: link.CSV(address),
			Crumbs:      []ui.Crumb{{Label: "Members", Address: link.Members}},
			Description: "Recorded votes on who sits, Member by Member: who voted with whom, who abstained, and how closely the regional groups held together.",
		},
		body: blocsView(view),
	}
	// Of every Member by every vote these are long, and a page has neither.
	switch faceOf(c) {
	case jsonFace:
		found.data = view.json()
	case csvFace:
		found.list = view.table()
	case htmlFace, cslFace, bibFace:
	}
	return found, nil
}

// latestNine asks for the nine of the latest session whose Committee is known.
func latestNine(frame *precedents.Frame) url.Values {
	for _, session := range slices.Backward(frame.Sessions) {
		if committee, ok := frame.Committee(session.Session); ok && session.Session.Kind() == credentials.RegularSession {
			return nineValues(frame, committee)
		}
	}
	return nil
}

// nineValues asks for the nine of a Committee, each under the row that has its
// votes.
func nineValues(frame *precedents.Frame, committee credentials.Committee) url.Values {
	values := url.Values{}
	for _, m := range committee.Members {
		values.Add(memberKey, frame.VotesUnder(m.Member))
	}
	return values
}

// inOrder puts the rows into the order asked for.
func (v *blocsPage) inOrder() []blocSection {
	switch v.choice.inOrder() {
	case "name":
		members := v.named(v.members)
		sortByName(members, func(m credentials.Member) string { return m.Name })
		return []blocSection{{members: members}}
	case "group":
		var sections []blocSection
		groups := precedents.GroupsOf(v.frame, v.members)
		for _, term := range credentials.RegionalGroups.Terms {
			if len(groups[term.Code]) > 0 {
				sections = append(sections, blocSection{capital(term.Label), v.named(v.voting.ByCloseness(groups[term.Code], v.votes))})
			}
		}
		return sections
	}
	return []blocSection{{members: v.named(v.voting.ByCloseness(v.members, v.votes))}}
}

func (v *blocsPage) named(codes []string) []credentials.Member {
	members := make([]credentials.Member, 0, len(codes))
	for _, code := range codes {
		member, _ := v.frame.Member(code)
		members = append(members, member)
	}
	return members
}

// rows gives the Members in the order of the grid.
func (v *blocsPage) rows() []credentials.Member {
	var rows []credentials.Member
	for _, section := range v.sections {
		rows = append(rows, section.members...)
	}
	return rows
}

// blocsJSON is the grid as JSON, a row a Member.
type blocsJSON struct {
	Rule     string                `json:"rule"`
	Order    string                `json:"order"`
	Together precedents.Cohesion   `json:"together"`
	Groups   []precedents.Cohesion `json:"groups"`
	Votes    []blocVoteJSON        `json:"rollcalls"`
	Members  []blocRowJSON         `json:"members"`
}

type blocVoteJSON struct {
	ID       string                          `json:"id"`
	Date     credentials.Date                `json:"date"`
	Session  credentials.Session             `json:"session"`
	Dispute  string                          `json:"dispute"`
	Question string                          `json:"question"`
	Cast     map[precedents.Casting][]string `json:"members"`
}

type blocRowJSON struct {
	Code   string                        `json:"iso3"`
	Name   string                        `json:"name"`
	Group  credentials.RegionalGroup     `json:"regional_group"`
	Record precedents.VotingRecord       `json:"record"`
	Cast   map[string]precedents.Casting `json:"votes"`
}

func (v *blocsPage) json() blocsJSON {
	data := blocsJSON{
		Rule: agreementRule, Order: v.choice.inOrder(), Together: v.together, Groups: v.groups,
		Votes: []blocVoteJSON{}, Members: []blocRowJSON{},
	}
	for _, i := range v.votes {
		row := &v.voting.Votes[i]
		vote := blocVoteJSON{row.ID, row.Date, row.Session, row.Dispute, row.Question, make(map[precedents.Casting][]string)}
		for _, code := range v.members {
			casting := v.voting.Casting(code, i)
			vote.Cast[casting] = append(vote.Cast[casting], code)
		}
		data.Votes = append(data.Votes, vote)
	}
	for _, member := range v.rows() {
		row := blocRowJSON{member.Code, member.Name, member.Group, v.voting.Record([]string{member.Code}, v.votes), map[string]precedents.Casting{}}
		for _, i := range v.votes {
			row.Cast[v.voting.Votes[i].ID] = v.voting.Casting(member.Code, i)
		}
		data.Members = append(data.Members, row)
	}
	return data
}

// table is the grid as rows, one a Member and vote.
func (v *blocsPage) table() *table {
	t := &table{head: []string{
		"member", "name", "name_today", "regional_group", "rollcall", "date", "session", "dispute", "question", "vote", "vote_label", "address",
	}}
	for _, member := range v.rows() {
		for _, i := range v.votes {
			row, casting := &v.voting.Votes[i], v.voting.Casting(member.Code, i)
			t.rows = append(t.rows, []string{
				member.Code, member.NameOn(row.Date), member.Name, string(member.Group), row.ID, row.Date.String(), row.Session.String(), row.Dispute, row.Question,
				string(casting), precedents.Castings.Label(casting), link.RollCall(row.ID),
			})
		}
	}
	return t
}

// lede says how closely they voted.
func (v *blocsPage) lede() string {
	held := v.heldTogether()
	if !v.choice.made() {
		words := counted(len(v.votes), "recorded vote") + " on seats" + v.years() + ", and " + precedents.Counted(len(v.members), "Member") + " that voted in them."
		if len(held) > 1 {
			last := held[len(held)-1]
			words += fmt.Sprintf(" The %s held together most closely (%s), the %s least (%s).", credentials.RegionalGroups.Label(held[0].A), percentOf(held[0].Pairs.Closeness()),
				credentials.RegionalGroups.Label(last.A), percentOf(last.Pairs.Closeness()))
		}
		return words
	}
	words := counted(len(v.members), "Member") + " in " + precedents.Counted(len(v.votes), "recorded vote") + v.years() + "."
	if v.together.Pairs.Few() {
		return words + " Too few of them voted together to say how close they are."
	}
	return words + " Two of them that both voted were on average " + percentOf(v.together.Pairs.Closeness()) + " close: " + pairWords(v.together.Pairs) + "."
}

// pairWords gives the counts of pairs: "of 386 times, 182 alike, …".
func pairWords(a precedents.Agreement) string {
	return fmt.Sprintf("of %d times, %d alike, %d with one abstaining, %d opposed", a.Overlap(), a.Alike, a.OneAbstained, a.Opposed)
}

// years gives ", 1952 to 2011" of the votes shown.
func (v *blocsPage) years() string {
	if len(v.votes) == 0 {
		return ""
	}
	from, to := 0, 0
	for _, i := range v.votes {
		year := v.voting.Votes[i].Date.Year()
		if from == 0 || year < from {
			from = year
		}
		to = max(to, year)
	}
	if from == to {
		return ", " + strconv.Itoa(to)
	}
	return ", " + strconv.Itoa(from) + " to " + strconv.Itoa(to)
}

// heldTogether gives the groups by themselves, the closest first.
func (v *blocsPage) heldTogether() []precedents.Cohesion {
	held := slices.DeleteFunc(slices.Clone(v.groups), func(c precedents.Cohesion) bool { return c.A != c.B })
	slices.SortStableFunc(held, func(a, b precedents.Cohesion) int {
		return cmp.Or(few(a.Pairs)-few(b.Pairs), cmp.Compare(b.Pairs.Closeness(), a.Pairs.Closeness()))
	})
	return held
}

func few(a precedents.Agreement) int {
	if a.Few() {
		return 1
	}
	return 0
}

// manyPairs is of how many Members the table of every two is shown.
const manyPairs = 15

// inPairs reports whether few enough are chosen for a table of every two.
func (v *blocsPage) inPairs() bool {
	return v.choice.made() && len(v.members) > 1 && len(v.members) <= manyPairs
}

// between gives how closely two groups voted.
func (v *blocsPage) between(a, b credentials.RegionalGroup) precedents.Agreement {
	for _, c := range v.groups {
		if c.A == a && c.B == b || c.A == b && c.B == a {
			return c.Pairs
		}
	}
	return precedents.Agreement{}
}

// membersOf gives how many of the rows belong to a group.
func (v *blocsPage) membersOf(group credentials.RegionalGroup) int {
	return len(precedents.GroupsOf(v.frame, v.members)[group])
}

// casters are the Members that did the same in a vote, by the names they bore.
type casters struct {
	casting precedents.Casting
	names   []string
}

// castersOf gives who of the rows did not vote for or against, and how.
func (v *blocsPage) castersOf(vote int) []casters {
	day := v.voting.Votes[vote].Date
	var all []casters
	for _, term := range precedents.Castings.Terms[2:] {
		if term.Code == precedents.NoMember {
			continue
		}
		var names []string
		for _, code := range v.members {
			if v.voting.Casting(code, vote) == term.Code {
				names = append(names, v.frame.NameOn(code, day))
			}
		}
		if len(names) > 0 {
			sortByName(names, func(name string) string { return name })
			all = append(all, casters{term.Code, names})
		}
	}
	return all
}

// manyNames is how many names a list may have before it is folded away.
const manyNames = 12

// sidesOf says how many of the rows voted for and against.
func (v *blocsPage) sidesOf(vote int) string {
	cast := v.voting.Record(v.members, []int{vote}).Cast
	return fmt.Sprintf("%d for, %d against", cast[precedents.Casting(credentials.InFavour)], cast[precedents.Casting(credentials.Against)])
}

// castingLetter is what the grid shows of a casting.
func castingLetter(casting precedents.Casting) string {
	switch casting {
	case precedents.NoBallot:
		return "–"
	case precedents.NoMember:
		return "·"
	}
	return string(casting)
}

// castingClass is how a casting is drawn.
func castingClass(casting precedents.Casting) string { return boardClass(credentials.Ballot(casting)) }

// checkboxes are the Members by group for the form, each group by name.
func (v *blocsPage) checkboxes() []blocSection {
	var sections []blocSection
	groups := precedents.GroupsOf(v.frame, v.voting.Members)
	for _, term := range credentials.RegionalGroups.Terms {
		members := v.named(groups[term.Code])
		sortByName(members, func(m credentials.Member) string { return m.Name })
		if len(members) > 0 {
			sections = append(sections, blocSection{string(term.Code), members})
		}
	}
	return sections
}

// choosable are the disputes of the form with their votes.
func (v *blocsPage) choosable() []precedents.VotedDispute { return v.voting.Disputes(v.voting.All()) }

// groupsShown gives the groups that the table of two groups has.
func (v *blocsPage) groupsShown() []credentials.RegionalGroup {
	var groups []credentials.RegionalGroup
	for _, term := range credentials.RegionalGroups.Terms {
		if v.between(term.Code, term.Code).Overlap() > 0 {
			groups = append(groups, term.Code)
		}
	}
	return groups
}

// chosenCount says in the form's summary how many of a section are chosen.
func chosenCount(n int) string {
	if n == 0 {
		return ""
	}
	return " · " + strconv.Itoa(n) + " chosen"
}

// chosenOf counts the chosen among some Members.
func (c blocChoice) chosenOf(members []credentials.Member) (n int) {
	for _, member := range members {
		if slices.Contains(c.members, member.Code) {
			n++
		}
	}
	return n
}

// chosenVotes counts the chosen votes on a dispute.
func (v *blocsPage) chosenVotes(d precedents.VotedDispute) (n int) {
	for _, i := range d.Places {
		if slices.Contains(v.choice.votes, v.voting.Votes[i].ID) {
			n++
		}
	}
	return n
}

func joined(names []string) string { return strings.Join(names, ", ") }
