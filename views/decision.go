package views

import (
	"slices"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// decisionPage is one decision of a dispute.
type decisionPage struct {
	dispute   *credentials.Dispute
	x         *credentials.Decision
	frame     *precedents.Frame
	session   credentials.AssemblySession
	seat      string
	seatToday string
	sentence  string
	votes     []precedents.RollCallRow
	positions []stances
	committee committeeView
	changes   []factChange
	// siblings are the other decisions of the dispute at the same session.
	siblings []credentials.DecisionKey
	// reports are those of the session that the decision does not name itself.
	reports []credentials.Report
	// nearest are the precedents nearest to it; none on a page that shows the past.
	nearest precedents.Nearness
	// edits says that who reads it may change it.
	edits bool
}

// sheet gives the facts of the decision as a sheet has them.
func (v decisionPage) sheet() codedSheet {
	return codedSheet{dispute: v.dispute, facts: v.x.Facts, coding: v.x.Coding, forecast: forecastBefore(v.dispute, v.x.Key)}
}

// factChange is a fact that differs from the last decision at which it was
// known.
type factChange struct {
	claimant  string
	fact      credentials.Fact
	was, is   string
	sinceWhen credentials.DecisionKey
}

func (p *pages) decision(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	key, err := credentials.ParseDecisionKey(c.Param("session"))
	if err != nil {
		return answer{}, err
	}
	shown, err := p.shown(c)
	if err != nil {
		return answer{}, err
	}
	dispute, err := shown.Dispute(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	x, err := dispute.Decision(key)
	if err != nil {
		return answer{}, err
	}
	frame, err := shown.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	votes, err := shown.votesOn(ctx, &dispute, key.Session)
	if err != nil {
		return answer{}, err
	}
	session, _ := frame.Session(key.Session)
	day, _ := decisionDay(frame, x)
	view := decisionPage{
		dispute: &dispute, x: x, frame: frame, session: session, positions: stancesOf(frame, &dispute, x),
		seat: frame.NameOn(dispute.Seat, day), seatToday: frame.NameOn(dispute.Seat, credentials.Date{}),
		sentence: precedents.DecisionSentence(&dispute, x), committee: committeeOf(frame, key.Session), changes: changesAt(&dispute, key), edits: shown.edits(c),
	}
	view.votes = votesOf(&dispute, x, votes)
	for i := range dispute.Decisions {
		if other := dispute.Decisions[i].Key; other.Session == key.Session && other != key {
			view.siblings = append(view.siblings, other)
		}
	}
	if x.Committee == nil || len(x.Committee.Reports) == 0 {
		view.reports = slices.DeleteFunc(slices.Clone(frame.ReportsOf(key.Session)), func(r credentials.Report) bool { return !r.Symbol.Known() })
	}
	if !shown.past() {
		if view.nearest, err = p.nearestTo(c, &dispute, key); err != nil {
			return answer{}, err
		}
	}
	page := ui.Page{
		Title: dispute.Title + ": " + keyTitle(key), Section: link.Disputes, JSON: link.JSON(link.Decision(dispute.ID, key)),
		Description: view.sentence + " at the " + key.Session.Words() + ".",
		Crumbs:      []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: dispute.Title, Address: link.Dispute(dispute.ID)}},
	}
	page.Previous, page.Next = neighbours(&dispute, key)
	shown.stamp(&page)
	cited := shown.cite(c, &page, credentials.DecisionID(dispute.ID, key), key.Session, precedents.CiteDecisions(frame, x))
	return answer{page: page, body: decisionView(view), cited: cited, data: decisionJSON{
		Dispute: dispute.ID, Seat: dispute.Seat, SeatName: view.seat, SeatNameToday: view.seatToday, Decision: x, RollCalls: view.votes,
	}}, nil
}

// votesOf gives the recorded votes of the session that belong to a decision:
// all of them, but those of the day of another decision of the same session.
func votesOf(d *credentials.Dispute, x *credentials.Decision, votes []precedents.RollCallRow) []precedents.RollCallRow {
	return slices.DeleteFunc(slices.Clone(votes), func(v precedents.RollCallRow) bool {
		return !v.Date.Known() || v.Date != x.Date() && slices.ContainsFunc(d.Decisions, func(other credentials.Decision) bool {
			return other.Key.Session == x.Key.Session && other.Date() == v.Date
		})
	})
}

// decisionJSON is a decision as JSON, with the dispute it is of.
type decisionJSON struct {
	Dispute       string                   `json:"dispute"`
	Seat          string                   `json:"seat"`
	SeatName      string                   `json:"seat_name"`
	SeatNameToday string                   `json:"seat_name_today"`
	Decision      *credentials.Decision    `json:"decision"`
	RollCalls     []precedents.RollCallRow `json:"rollcalls"`
}

func neighbours(d *credentials.Dispute, key credentials.DecisionKey) (previous, next ui.Step) {
	i := slices.IndexFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key == key })
	step := func(i int) ui.Step {
		if i < 0 || i >= len(d.Decisions) {
			return ui.Step{}
		}
		return ui.Step{Label: keyTitle(d.Decisions[i].Key), Address: link.Decision(d.ID, d.Decisions[i].Key)}
	}
	return step(i - 1), step(i + 1)
}

// changesAt gives the facts that differ at a decision from when they were last
// known.
func changesAt(d *credentials.Dispute, key credentials.DecisionKey) []factChange {
	at := slices.IndexFunc(d.Decisions, func(x credentials.Decision) bool { return x.Key == key })
	var changes []factChange
	for _, claimant := range holderFirst(d.Claimants) {
		for _, fact := range credentials.Facts() {
			value := d.Decisions[at].Facts[claimant.ID].Get(fact)
			for i := at - 1; i >= 0 && value != 0; i-- {
				before := d.Decisions[i].Facts[claimant.ID].Get(fact)
				if before == 0 {
					continue
				}
				if before != value {
					changes = append(changes, factChange{claimant.Name, fact, fact.ValueLabel(before), fact.ValueLabel(value), d.Decisions[i].Key})
				}
				break
			}
		}
	}
	return changes
}
