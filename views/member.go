package views

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

func (p *pages) members(c echo.Context) (answer, error) {
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	members := slices.Clone(frame.Members)
	sortByName(members, func(m credentials.Member) string { return m.Name })
	list := &table{head: []string{"iso3", "name", "former_names", "aliases", "admitted", "ended", "successors", "regional_group", "source", "confidence", "note"}}
	for _, m := range members {
		var former []string
		for _, period := range m.Names {
			former = append(former, period.Name)
		}
		list.rows = append(list.rows, []string{
			m.Code, m.Name, strings.Join(former, ";"), strings.Join(m.Aliases, ";"), m.Admitted.String(),
			m.Ended.String(), strings.Join(m.Successors, ";"), string(m.Group), m.Source, string(m.Confidence), m.Note,
		})
	}
	return answer{
		page: ui.Page{
			Title: "Members", Section: link.Members, JSON: link.JSON(link.Members), CSV: link.CSV(link.Members),
			Description: "Members of the United Nations, present and past, with their former names and dates of membership.",
		},
		body: membersView(members), data: members, list: list,
	}, nil
}

// memberPage is one Member.
type memberPage struct {
	credentials.Member
	frame     *precedents.Frame
	disputes  []precedents.DisputeRow
	ballots   []precedents.BallotRow
	positions []precedents.PositionRow
	terms     []term
	record    precedents.VotingRecord
	byDispute []precedents.DisputeVoting
	// close are those that met it in enough votes to say how close they are.
	close []precedents.Neighbour
	// edits says that who reads it may open a dispute.
	edits bool
}

// term is one session in which a Member sat on the Committee.
type term struct {
	Session    credentials.Session    `json:"session"`
	Chair      credentials.Truth      `json:"chair"`
	Source     string                 `json:"source"`
	Confidence credentials.Confidence `json:"confidence"`
}

// memberJSON is a Member as JSON, with what the record has of it.
type memberJSON struct {
	credentials.Member
	Disputes  []precedents.DisputeRow  `json:"disputes"`
	Votes     []precedents.BallotRow   `json:"votes"`
	Positions []precedents.PositionRow `json:"positions"`
	Terms     []term                   `json:"committee_terms"`
	// Record counts its votes, and ByDispute those on each dispute.
	Record    precedents.VotingRecord    `json:"voting_record"`
	ByDispute []precedents.DisputeVoting `json:"voting_record_by_dispute"`
	Rule      string                     `json:"rule"`
}

func (p *pages) member(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	member, ok := frame.Member(c.Param("iso3"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "Member", ID: c.Param("iso3")}
	}
	disputes, err := p.store.DisputesOf(ctx, member.Code)
	if err != nil {
		return answer{}, err
	}
	voting, err := p.store.Voting(ctx)
	if err != nil {
		return answer{}, err
	}
	positions, err := p.store.PositionsOf(ctx, member.Code)
	if err != nil {
		return answer{}, err
	}
	view := memberPage{
		Member: member, frame: frame, disputes: disputes, positions: positions, terms: termsOf(frame, member.Code), edits: may(c, credentials.Editor),
		ballots: voting.BallotsOf(member.Code), record: voting.Record([]string{member.Code}, voting.All()), byDispute: voting.ByDispute(member.Code, voting.All()),
	}
	view.close = slices.DeleteFunc(voting.Neighbours(member.Code, voting.Members, voting.All()), func(n precedents.Neighbour) bool { return n.Agreement.Few() })
	return answer{
		page: ui.Page{
			Title: member.Name, Section: link.Members, JSON: link.JSON(link.Member(member.Code)), Crumbs: []ui.Crumb{{Label: "Members", Address: link.Members}},
			Description: member.Name + ": its votes on seats, positions, terms on the Credentials Committee, and disputes over its own seat.",
		},
		body: memberView(view), data: memberJSON{member, disputes, view.ballots, positions, view.terms, view.record, view.byDispute, agreementRule},
	}, nil
}

// termsOf gives a Member's terms on the Committee, the latest first.
func termsOf(frame *precedents.Frame, code string) []term {
	var terms []term
	for _, committee := range frame.Committees {
		for _, m := range committee.Members {
			if m.Member == code {
				terms = append(terms, term{committee.Session, m.Chair, m.Source, m.Confidence})
			}
		}
	}
	slices.SortFunc(terms, func(a, b term) int {
		first, _ := frame.Session(a.Session)
		second, _ := frame.Session(b.Session)
		return cmp.Or(second.Compare(first), b.Session.Compare(a.Session))
	})
	return terms
}

// lede says in a sentence what the record has of the Member.
func (m memberPage) lede() string {
	membership := "Member since " + m.Admitted.Words()
	if m.Ended.Known() {
		membership = "Member from " + m.Admitted.Words() + " to " + m.Ended.Words()
	}
	return membership + "; " + credentials.RegionalGroups.Label(m.Group) + ". " +
		capital(precedents.Counted(len(m.disputes), "dispute")) + " over its seat, " +
		precedents.Counted(len(m.ballots), "recorded vote") + " on seats, " +
		precedents.Counted(len(m.terms), "known term") + " on the Credentials Committee."
}

// sides says how often the Member voted for whoever sat and for a change, empty
// where it did neither.
func (m memberPage) sides() string {
	if m.record.Kept+m.record.Changed == 0 {
		return ""
	}
	return fmt.Sprintf("Where the motion favoured one side, it voted %s for whoever sat and %s for a change.", times(m.record.Kept), times(m.record.Changed))
}

// nearAndFar says with whom it voted most and least.
func (m memberPage) nearAndFar() string {
	name := func(n precedents.Neighbour) string {
		return m.frame.NameOn(n.Member, credentials.Date{}) + " (" + percentOf(n.Agreement.Closeness()) + ")"
	}
	switch len(m.close) {
	case 0:
		return "It met no other Member in enough of them to say how close they are."
	case 1:
		return fmt.Sprintf("Only one Member met it in %d votes or more: %s.", precedents.LeastOverlap, name(m.close[0]))
	}
	last := m.close[len(m.close)-1]
	return fmt.Sprintf("Of the %d Members that met it in %d votes or more, it was closest to %s and furthest from %s.", len(m.close), precedents.LeastOverlap, name(m.close[0]), name(last))
}

// shownCastings are the castings that the table of its votes shows: the three
// that count, and those of the others that it has.
func (m memberPage) shownCastings() []credentials.Term[precedents.Casting] {
	var shown []credentials.Term[precedents.Casting]
	for _, term := range precedents.Castings.Terms {
		if term.Code.Voted() || m.record.Cast[term.Code] > 0 {
			shown = append(shown, term)
		}
	}
	return shown
}

// heirs are the Members that continue this one's seat.
func (m memberPage) heirs() []credentials.Member {
	var heirs []credentials.Member
	for _, code := range m.frame.ContinuedBy(m.Code) {
		if heir, ok := m.frame.Member(code); ok {
			heirs = append(heirs, heir)
		}
	}
	return heirs
}

// related are the rows of other Members that this one continued or became.
func (m memberPage) related() []credentials.Member {
	var related []credentials.Member
	for _, code := range slices.Concat(m.Continues, m.frame.ContinuedBy(m.Code), m.Successors) {
		other, ok := m.frame.Member(code)
		if ok && !slices.ContainsFunc(related, func(r credentials.Member) bool { return r.Code == code }) {
			related = append(related, other)
		}
	}
	return related
}

// periodWords says from when to when a name was borne.
func periodWords(period credentials.NamePeriod) string {
	switch {
	case period.From.Known() && period.Until.Known():
		return period.From.Words() + " to " + period.Until.Words()
	case period.From.Known():
		return "From " + period.From.Words()
	case period.Until.Known():
		return "Until " + period.Until.Words()
	}
	return "Once"
}

// sortByName puts a list in the alphabetical order of its names, accents and
// capitals aside.
func sortByName[T any](list []T, name func(T) string) {
	folded := make(map[string]string, len(list))
	for _, item := range list {
		folded[name(item)] = precedents.Fold(name(item))
	}
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(folded[name(a)], folded[name(b)]) })
}
