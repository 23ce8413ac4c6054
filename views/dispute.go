package views

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// disputesPage is the list of disputes with its facets.
type disputesPage struct {
	listing
	sentence string
	list     precedents.DisputePage
	edits    bool
}

func (p *pages) disputes(c echo.Context) (answer, error) {
	asked, err := readListing(c, listing{address: link.Disputes, facets: precedents.DisputeFacets})
	if err != nil {
		return answer{}, err
	}
	list, err := p.store.Disputes(c.Request().Context(), asked.Query)
	if err != nil {
		return answer{}, err
	}
	view := disputesPage{listing: asked, list: list, sentence: asked.Sentence(asked.facets), edits: may(c, credentials.Editor)}
	address := asked.here()
	return answer{
		page: ui.Page{
			Title: "Disputes", Section: link.Disputes, JSON: link.JSON(address), CSV: link.CSV(address),
			Description: "Every dispute in the record over who represents a Member at the United Nations, from 1946 to today.",
		},
		body: disputesList(view),
		data: list,
		list: disputesTable(list.Rows),
	}, nil
}

func disputesTable(rows []precedents.DisputeRow) *table {
	t := &table{head: []string{
		"id", "title", "seat", "seat_name", "regional_group", "kind", "kind_label", "opened", "closed", "state",
		"decisions", "contested", "last_session", "last_outcome", "last_seated", "confidence", "doubts",
	}}
	for i := range rows {
		row := &rows[i]
		last := cmp.Or(row.Last(), &precedents.DecisionRow{})
		t.rows = append(t.rows, []string{
			row.ID, row.Title, row.Seat, row.SeatName, string(row.Region), string(row.Kind),
			credentials.Kinds.Label(row.Kind), row.Opened.String(), row.Closed.String(), string(row.State), strconv.Itoa(len(row.Decisions)),
			strconv.Itoa(row.Contested()), last.Session.String(), string(last.Outcome), last.Seated, string(row.Confidence), row.Doubts,
		})
	}
	return t
}

// disputePage is one dispute.
type disputePage struct {
	*credentials.Dispute
	frame     *precedents.Frame
	seatToday string
	gist      string
	state     credentials.State
	timeline  timeline
	matrices  []matrix
	votes     []precedents.RollCallRow
	others    []otherDispute
	positions []stances
	// frozen are the briefs on it that were kept, of those that the reader may open.
	frozen []precedents.FrozenRow
	// edits says that who reads it may change it, and untraced are the claimants
	// whose name no document named here carries.
	edits    bool
	untraced []credentials.Claimant
}

func (p *pages) dispute(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	shown, err := p.shown(c)
	if err != nil {
		return answer{}, err
	}
	dispute, err := shown.Dispute(ctx, c.Param("id"))
	if missing, ok := errors.AsType[*credentials.NotFound](err); ok && !shown.past() {
		return p.outOfTheRecord(c, missing)
	}
	if err != nil {
		return answer{}, err
	}
	frame, err := shown.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	votes, err := shown.votesOn(ctx, &dispute, credentials.Session{})
	if err != nil {
		return answer{}, err
	}
	others, err := shown.others(ctx, &dispute)
	if err != nil {
		return answer{}, err
	}
	view := disputePage{
		Dispute: &dispute, frame: frame, gist: precedents.Gist(&dispute), state: frame.StateOf(&dispute), seatToday: frame.NameOn(dispute.Seat, shown.day),
		matrices: factMatrices(&dispute), votes: votes, others: others,
	}
	if len(dispute.Decisions) > 0 {
		view.timeline = drawTimeline(frame, &dispute, shown.day)
	}
	if view.edits = shown.edits(c); view.edits {
		view.untraced = dispute.Departures()
	}
	if !shown.past() {
		if view.frozen, err = p.frozenBriefs(c, dispute.ID); err != nil {
			return answer{}, err
		}
	}
	for i := range dispute.Decisions {
		x := &dispute.Decisions[i]
		view.positions = append(view.positions, stancesOf(frame, &dispute, x)...)
	}
	for _, sheet := range dispute.Prepared {
		key := credentials.DecisionKey{Session: sheet.Session, Number: 1}
		view.positions = append(view.positions, stancesIn(frame, &dispute, key, link.Sheet(dispute.ID, sheet.Session), sheet.Positions, shown.day)...)
	}
	page := ui.Page{
		Title: dispute.Title, Section: link.Disputes, JSON: link.JSON(link.Dispute(dispute.ID)), Description: dispute.Summary,
		Crumbs: []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: view.seatToday + "’s seat", Address: link.Member(dispute.Seat)}},
	}
	page.Feed = link.DisputeFeed(dispute.ID)
	shown.stamp(&page)
	cited := shown.cite(c, &page, dispute.ID, credentials.Session{}, precedents.CiteDispute(frame, &dispute))
	return answer{page: page, body: disputeView(view), data: dispute, cited: cited}, nil
}

// outOfTheRecord answers for a dispute that is not there: one that was deleted is
// told with its history.
func (p *pages) outOfTheRecord(c echo.Context, missing *credentials.NotFound) (answer, error) {
	k, err := p.keptDispute(c)
	if err != nil {
		return answer{}, missing
	}
	f := faultOf(missing)
	return answer{
		page: ui.Page{Title: "Out of the record: " + k.title, Section: link.Disputes, Crumbs: k.crumbs},
		body: deletedView(k), data: f, status: f.Status,
	}, nil
}

// chronology gives everything the timeline draws, as dated sentences.
func (d disputePage) chronology() []moment {
	moments := []moment{{date: d.Opened, text: d.OpenedBy}}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		if x.Committee != nil {
			for _, date := range x.Committee.Dates {
				moments = append(moments, moment{
					date: date, address: link.Decision(d.ID, x.Key),
					text: "The Credentials Committee met at the " + x.Key.Session.Words(),
				})
			}
		}
		date, dated := decisionDay(d.frame, x)
		if dated {
			date = x.Date()
		}
		moments = append(moments, moment{
			date: date, undated: !dated, address: link.Decision(d.ID, x.Key), outcome: x.Outcome,
			text: x.Key.Session.Title() + ": " + precedents.DecisionSentence(d.Dispute, x),
		})
	}
	if d.Closed.Known() {
		moments = append(moments, moment{date: d.Closed, text: d.ClosedBy})
	}
	slices.SortStableFunc(moments, func(a, b moment) int { return a.date.Compare(b.date) })
	return moments
}

// moment is one line of a chronology.
type moment struct {
	date credentials.Date
	// undated says that the date is the opening of the session, for want of the
	// day.
	undated bool
	text    string
	address string
	outcome credentials.Outcome
}

// stances are the Members that took one stance on one claimant at a decision.
type stances struct {
	key      credentials.DecisionKey
	address  string
	stance   credentials.Stance
	claimant string
	members  []stanceMember
}

type stanceMember struct {
	code, name, today string
	date, until       credentials.Date
}

// stancesOf groups a decision's positions by stance and claimant, the stances
// in the order of their table.
func stancesOf(frame *precedents.Frame, d *credentials.Dispute, x *credentials.Decision) []stances {
	return stancesIn(frame, d, x.Key, link.Decision(d.ID, x.Key), x.Positions, x.Date())
}

// stancesIn does the same for positions that bear on a session, whose day is that
// of those without one.
func stancesIn(frame *precedents.Frame, d *credentials.Dispute, key credentials.DecisionKey, address string, positions []credentials.Position, on credentials.Date) []stances {
	type group struct {
		stance   credentials.Stance
		claimant string
	}
	grouped := map[group][]stanceMember{}
	for _, position := range positions {
		day := cmp.Or(position.Date, on)
		g := group{position.Stance, position.Claimant}
		grouped[g] = append(grouped[g], stanceMember{
			position.Member, frame.NameOn(position.Member, day),
			frame.NameOn(position.Member, credentials.Date{}), position.Date, position.Until,
		})
	}
	var all []stances
	for _, term := range credentials.Stances.Terms {
		for _, claimant := range append(slices.Clone(d.Claimants), credentials.Claimant{}) {
			if members := grouped[group{term.Code, claimant.ID}]; len(members) > 0 {
				slices.SortFunc(members, func(a, b stanceMember) int { return strings.Compare(a.name, b.name) })
				all = append(all, stances{key, address, term.Code, d.ClaimantName(claimant.ID), members})
			}
		}
	}
	return all
}

// sourced reports whether any source is named.
func (d disputePage) sourced() bool {
	return len(d.Sources) > 0 || len(d.Decisions) > 0 ||
		slices.ContainsFunc(d.Prepared, func(p credentials.Preparation) bool { return len(p.Sources) > 0 })
}

// lead is the word the page opens with: the kind of dispute, or that nobody
// challenged.
func (d disputePage) lead() string {
	if len(d.Decisions) > 0 && d.Opening() < 0 {
		return "Nobody challenged the credentials"
	}
	return credentials.Kinds.Label(d.Kind)
}
