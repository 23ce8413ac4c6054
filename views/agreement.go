package views

import (
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

// voting are the pages of who voted with whom.
func (p *pages) voting() []Route {
	return []Route{
		list("/members/:iso3/agreement", "how closely a Member voted with every other on seats", p.agreements, "dispute", "group"),
		list("/members/:iso3/agreement/:other", "the votes of two Members on seats, one beside the other", p.agreement),
		list("/blocs", "chosen Members by chosen votes: who voted with whom, who abstained, how closely the groups held together", p.blocs,
			memberKey, groupKey, disputeKey, voteKey, sortKey),
	}
}

// agreementRule says what is compared and how.
var agreementRule = fmt.Sprintf("Two Members are compared in the votes in which both voted: for, against, or abstaining. "+
	"One that was absent or took no part, that has no vote in the record, or that was not a Member, neither agrees nor disagrees. "+
	"Closeness is the share of those votes in which both voted alike, an abstention beside a vote counted as half of one, "+
	"with its range (Wilson, 95 per cent). Of fewer than %d votes nothing is said.", precedents.LeastOverlap)

// agreementsPage is how closely one Member voted with every other.
type agreementsPage struct {
	credentials.Member
	frame *precedents.Frame
	// disputes are all those it could be asked of.
	disputes []precedents.VotedDispute
	dispute  string
	group    credentials.RegionalGroup
	voted    int
	// close are those that met it in enough votes to say, few the others.
	close, few []precedents.Neighbour
}

// agreementsJSON is the same as JSON.
type agreementsJSON struct {
	Member    string          `json:"member"`
	Name      string          `json:"name"`
	Dispute   string          `json:"dispute"`
	Group     string          `json:"regional_group"`
	Voted     int             `json:"voted"`
	Rule      string          `json:"rule"`
	Neighbour []neighbourJSON `json:"members"`
}

type neighbourJSON struct {
	precedents.Neighbour
	Name  string                    `json:"name"`
	Group credentials.RegionalGroup `json:"regional_group"`
}

func (p *pages) agreements(c echo.Context) (answer, error) {
	member, frame, voting, err := p.votingMember(c)
	if err != nil {
		return answer{}, err
	}
	view := agreementsPage{Member: member, frame: frame, disputes: voting.Disputes(voting.All())}
	if view.dispute, view.group, err = agreementChoice(c.QueryParams(), voting); err != nil {
		return answer{}, strayed(err, "Beside every Member", link.Agreements(member.Code))
	}
	votes := votesOn(voting, view.dispute)
	others := slices.DeleteFunc(slices.Clone(voting.Members), func(code string) bool {
		other, ok := frame.Member(code)
		return !ok || view.group != "" && other.Group != view.group
	})
	view.voted = voting.Record([]string{member.Code}, votes).Voted()
	data := agreementsJSON{
		Member: member.Code, Name: member.Name, Dispute: view.dispute, Group: string(view.group), Voted: view.voted, Rule: agreementRule,
		Neighbour: []neighbourJSON{},
	}
	t := &table{head: []string{
		"member", "name", "other", "other_name", "other_regional_group", "overlap", "alike", "one_abstained", "opposed", "closeness", "low", "high", "said", "address",
	}}
	for _, n := range voting.Neighbours(member.Code, others, votes) {
		other, _ := frame.Member(n.Member)
		said := "too few to say"
		if n.Agreement.Few() {
			view.few = append(view.few, n)
		} else {
			view.close = append(view.close, n)
			said = percentOf(n.Agreement.Closeness())
		}
		data.Neighbour = append(data.Neighbour, neighbourJSON{n, other.Name, other.Group})
		t.rows = append(t.rows, slices.Concat(
			[]string{member.Code, member.Name, other.Code, other.Name, string(other.Group)}, agreementCells(n.Agreement),
			[]string{said, link.Agreement(member.Code, other.Code)},
		))
	}
	address := link.With(link.Agreements(member.Code), c.QueryParams())
	return answer{
		page: ui.Page{
			Title: "How " + member.Name + " voted beside the others", Section: link.Members, JSON: link.JSON(address), CSV: link.CSV(address),
			Crumbs:      []ui.Crumb{{Label: "Members", Address: link.Members}, {Label: member.Name, Address: link.Member(member.Code)}},
			Description: "How closely " + member.Name + " voted with every other Member on who sits at the United Nations.",
		},
		body: agreementsView(view), data: data, list: t,
	}, nil
}

// votingMember gives the Member of the address and what is known of its votes.
func (p *pages) votingMember(c echo.Context) (credentials.Member, *precedents.Frame, *precedents.Voting, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return credentials.Member{}, nil, nil, err
	}
	member, ok := frame.Member(c.Param("iso3"))
	if !ok {
		return credentials.Member{}, nil, nil, &credentials.NotFound{Kind: "Member", ID: c.Param("iso3")}
	}
	voting, err := p.store.Voting(ctx)
	return member, frame, voting, err
}

// agreementCells are an agreement as the columns of a spreadsheet.
func agreementCells(a precedents.Agreement) []string {
	cells := []string{strconv.Itoa(a.Overlap()), strconv.Itoa(a.Alike), strconv.Itoa(a.OneAbstained), strconv.Itoa(a.Opposed), "", "", ""}
	if !a.Few() {
		interval := a.Interval()
		cells[4], cells[5], cells[6] = decimal(a.Closeness()), decimal(interval.Low), decimal(interval.High)
	}
	return cells
}

// agreementChoice reads for which votes and Members the page is asked.
func agreementChoice(values url.Values, voting *precedents.Voting) (dispute string, group credentials.RegionalGroup, err error) {
	for _, key := range slices.Sorted(keysOf(values)) {
		value := strings.Join(values[key], " ")
		switch key {
		case disputeKey:
			dispute = value
			err = knownDispute(voting, value)
		case groupKey:
			group, err = credentials.RegionalGroups.Parse(value)
		default:
			err = &credentials.Invalid{Faults: []credentials.Fault{{
				Field: key, What: strconv.Quote(key) + " is not a parameter of this page", Mend: credentials.Suggest(key, []string{disputeKey, groupKey}),
			}}}
		}
		if err != nil {
			return "", "", err
		}
	}
	return dispute, group, nil
}

// knownDispute refuses a dispute on which there is no recorded vote; the empty
// text asks for all.
func knownDispute(voting *precedents.Voting, id string) error {
	ids := disputeIDs(voting)
	if id == "" || slices.Contains(ids, id) {
		return nil
	}
	return &credentials.Invalid{Faults: []credentials.Fault{{
		Field: disputeKey, What: fmt.Sprintf("there is no recorded vote on a dispute %q", id), Mend: credentials.Suggest(id, ids),
	}}}
}

// votesOn gives the places of the votes on a dispute, of all where none is named.
func votesOn(voting *precedents.Voting, dispute string) []int {
	if dispute == "" {
		return voting.All()
	}
	return voting.On(dispute)
}

// lede says who voted most and least as the Member did.
func (v agreementsPage) lede() string {
	on := precedents.Counted(v.voted, "recorded vote") + v.onWhat()
	switch {
	case v.voted == 0:
		return v.Name + " has no vote" + v.onWhat() + " in the record."
	case len(v.close) == 0:
		return v.Name + " voted in " + on + "; no other Member met it in enough of them to say how close they are."
	}
	last := v.close[len(v.close)-1]
	return fmt.Sprintf("%s voted in %s. Of the %d Members that met it in %d or more, closest is %s (%s), furthest %s (%s).", v.Name, on, len(v.close), precedents.LeastOverlap,
		v.name(v.close[0].Member), percentOf(v.close[0].Agreement.Closeness()), v.name(last.Member), percentOf(last.Agreement.Closeness()))
}

func (v agreementsPage) onWhat() string {
	for _, dispute := range v.disputes {
		if dispute.ID == v.dispute {
			return " on " + dispute.Title
		}
	}
	return " on seats"
}

func (v agreementsPage) name(code string) string { return v.frame.NameOn(code, credentials.Date{}) }

// agreementShares divides a bar among votes alike, with one abstaining, and
// opposed.
func agreementShares(a precedents.Agreement) []share {
	x, shares := 0.0, []share{}
	for _, part := range []struct {
		ballot credentials.Ballot
		n      int
	}{{credentials.InFavour, a.Alike}, {credentials.Abstaining, a.OneAbstained}, {credentials.Against, a.Opposed}} {
		width := 100 * float64(part.n) / float64(max(1, a.Overlap()))
		shares = append(shares, share{part.ballot, number(x), number(width)})
		x += width
	}
	return shares
}

// agreementWords says an agreement in a sentence, without its full stop.
func agreementWords(a precedents.Agreement) string {
	if a.Overlap() == 0 {
		return "there is no recorded vote in which both voted"
	}
	words := fmt.Sprintf("both voted in %s: alike in %d, opposed in %d, one abstaining in %d",
		precedents.Counted(a.Overlap(), "recorded vote"), a.Alike, a.Opposed, a.OneAbstained)
	if a.Few() {
		return words + ". That is too few to say how close they are"
	}
	return words + ". Closeness " + percentOf(a.Closeness()) + " (" + percents(a.Interval()) + ")"
}

// pairPage is the votes of two Members.
type pairPage struct {
	first, second credentials.Member
	agreement     precedents.Agreement
	disputes      []pairDispute
	votes         []pairVote
}

// pairDispute is how two Members voted on one dispute.
type pairDispute struct {
	precedents.VotedDispute
	Agreement precedents.Agreement `json:"agreement"`
}

// pairVote is a vote of a day on which at least one of the two was a Member.
type pairVote struct {
	ID       string              `json:"rollcall"`
	Date     credentials.Date    `json:"date"`
	Session  credentials.Session `json:"session"`
	Dispute  string              `json:"dispute"`
	Title    string              `json:"dispute_title"`
	Question string              `json:"question"`
	First    precedents.Casting  `json:"vote"`
	Second   precedents.Casting  `json:"other_vote"`
	Concord  precedents.Concord  `json:"concord"`
}

// pairJSON is the same as JSON.
type pairJSON struct {
	Member    string               `json:"member"`
	Name      string               `json:"name"`
	Other     string               `json:"other"`
	OtherName string               `json:"other_name"`
	Agreement precedents.Agreement `json:"agreement"`
	Rule      string               `json:"rule"`
	Disputes  []pairDispute        `json:"disputes"`
	Votes     []pairVote           `json:"votes"`
}

func (p *pages) agreement(c echo.Context) (answer, error) {
	first, frame, voting, err := p.votingMember(c)
	if err != nil {
		return answer{}, err
	}
	second, ok := frame.Member(c.Param("other"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "Member", ID: c.Param("other")}
	}
	if first.Code == second.Code {
		return answer{}, strayed(credentials.Invalidf("other", "%s is the same Member twice; name another one", first.Code), "Beside every other", link.Agreements(first.Code))
	}
	view := pairOf(voting, first, second)
	t := &table{head: []string{
		"rollcall", "date", "session", "dispute", "question", "member", "name", "vote", "vote_label", "other", "other_name", "other_vote", "other_vote_label", "concord", "concord_label", "address",
	}}
	for _, vote := range view.votes {
		t.rows = append(t.rows, []string{
			vote.ID, vote.Date.String(), vote.Session.String(), vote.Dispute, vote.Question,
			first.Code, first.NameOn(vote.Date), string(vote.First), precedents.Castings.Label(vote.First),
			second.Code, second.NameOn(vote.Date), string(vote.Second), precedents.Castings.Label(vote.Second),
			string(vote.Concord), precedents.Concords.Label(vote.Concord), link.RollCall(vote.ID),
		})
	}
	address := link.Agreement(first.Code, second.Code)
	return answer{
		page: ui.Page{
			Title: first.Name + " and " + second.Name + ": votes on seats", Section: link.Members, JSON: link.JSON(address), CSV: link.CSV(address),
			Crumbs: []ui.Crumb{
				{Label: "Members", Address: link.Members},
				{Label: first.Name, Address: link.Member(first.Code)},
				{Label: "Votes beside the others", Address: link.Agreements(first.Code)},
			},
			Description: "How " + first.Name + " and " + second.Name + " voted on who sits at the United Nations: " + agreementWords(view.agreement) + ".",
		},
		body: pairView(view), list: t,
		data: pairJSON{first.Code, first.Name, second.Code, second.Name, view.agreement, agreementRule, view.disputes, view.votes},
	}, nil
}

func pairOf(voting *precedents.Voting, first, second credentials.Member) pairPage {
	view := pairPage{first: first, second: second, agreement: voting.Agreement(first.Code, second.Code, voting.All()), votes: []pairVote{}, disputes: []pairDispute{}}
	for _, dispute := range voting.Disputes(voting.All()) {
		if agreement := voting.Agreement(first.Code, second.Code, dispute.Places); agreement.Overlap() > 0 {
			view.disputes = append(view.disputes, pairDispute{dispute, agreement})
		}
	}
	for i := range voting.Votes {
		row, ours, theirs := &voting.Votes[i], voting.Casting(first.Code, i), voting.Casting(second.Code, i)
		if ours == precedents.NoMember && theirs == precedents.NoMember {
			continue
		}
		view.votes = append(view.votes, pairVote{
			ID: row.ID, Date: row.Date, Session: row.Session, Dispute: row.Dispute, Title: row.DisputeTitle, Question: row.Question,
			First: ours, Second: theirs, Concord: precedents.ConcordOf(ours, theirs),
		})
	}
	slices.SortStableFunc(view.votes, func(a, b pairVote) int { return b.Date.Compare(a.Date) })
	return view
}

// of gives the votes in which the two compare in one way.
func (v pairPage) of(concord precedents.Concord) []pairVote {
	return slices.DeleteFunc(slices.Clone(v.votes), func(vote pairVote) bool { return vote.Concord != concord })
}
