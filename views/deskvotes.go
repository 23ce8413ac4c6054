package views

import (
	"context"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// votesPage is the votes on one motion of a meeting, in the order in which the
// Members are called.
type votesPage struct {
	id      string
	minutes credentials.Minutes
	motion  *credentials.MovedMotion
	rows    []keypadRow
	form    *form
	key     string
	// outcome is the form of what became of the motion.
	outcome deskForm
	last    int
}

func (p *pages) motionVotes(c echo.Context) (answer, error) {
	view, err := p.votesOf(c.Request().Context(), c.Param("id"), c.Param("motion"))
	if err != nil {
		return answer{}, err
	}
	return view.answer(), nil
}

func (p *pages) votesOf(ctx context.Context, id, motion string) (*votesPage, error) {
	entries, err := p.store.MinutesEntries(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	log := credentials.LogOf(entries)
	// What else the minutes lack is for the desk to say.
	minutes, _ := log.Minutes()
	view := &votesPage{id: id, minutes: minutes, form: newForm(url.Values{}), key: newKey(), last: log.Len()}
	var ok bool
	if view.motion, ok = view.minutes.Motion(motion); !ok {
		return nil, &credentials.NotFound{Kind: "motion", ID: motion}
	}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return nil, err
	}
	votes := map[string]credentials.Ballot{}
	for _, ballot := range view.motion.Ballots {
		votes[ballot.Member] = ballot.Ballot
	}
	members := frame.CallingOrder(minutes.Date)
	if committee, _, ok := frame.ServingCommittee(minutes.Session); ok && minutes.Body == credentials.CredentialsCommittee {
		nine := map[string]bool{}
		for _, member := range committee.Members {
			nine[member.Member] = true
		}
		members = only(members, func(m credentials.Member) bool { return nine[m.Code] || votes[m.Code] != "" })
	}
	view.rows = keypadOf(members, minutes.Date, votes)
	for i := range view.rows {
		was := view.rows[i].Ballot
		view.rows[i].Was = &was
	}
	d := &deskPage{id: id, minutes: minutes, log: log, frame: frame, returned: map[string]*form{}}
	view.outcome = d.votedForm(motion)
	return view, nil
}

// votedForm is the part of a motion's form that a vote fills in. Where Members'
// votes are logged, the vote was a recorded one.
func (d *deskPage) votedForm(motion string) deskForm {
	f := d.formOf(credentials.MotionItem, d.itemOf(motion))
	f.fields = only(f.fields, func(field deskField) bool {
		return slices.Contains([]string{"state", "method", "announced_for", "announced_against", "announced_abstaining", "why"}, field.key)
	})
	for i := range f.fields {
		f.fields[i].Rare = false
		if field := &f.fields[i]; field.key == "method" && field.Value == "" {
			field.Value = string(credentials.RecordedVote)
		}
	}
	return f
}

func only[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, one := range list {
		if keep(one) {
			kept = append(kept, one)
		}
	}
	return kept
}

func (v *votesPage) answer() answer {
	return answer{body: votesView(v), page: ui.Page{
		Title: "Votes: " + shortened(v.motion.Text, 60), Section: link.Sessions, Description: "The votes on a motion of " + v.minutes.Title() + ".",
		Crumbs: []ui.Crumb{
			{Label: "Sessions", Address: link.Sessions},
			{Label: v.minutes.Session.Title(), Address: link.Session(v.minutes.Session)},
			{Label: "The desk", Address: link.Desk(v.id)},
		},
	}}
}

// keep puts a form that came back into the rows: what was chosen, what it was
// chosen against, and what is wrong.
func (v *votesPage) keep(f *form) {
	v.form = f
	for i := range v.rows {
		row := &v.rows[i]
		if chosen, sent := f.values[ballotPrefix+row.Member]; sent {
			row.Ballot = credentials.Ballot(chosen[0])
		}
		was := credentials.Ballot(f.values.Get(wasField + ballotPrefix + row.Member))
		row.Was = &was
		row.Faults = f.faultsOf(ballotPrefix + row.Member)
	}
}
