package views

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// preparationPage is the sheet of a session that has not decided yet.
type preparationPage struct {
	codedSheet
	prepared  *credentials.Preparation
	positions []stances
	edits     bool
}

func (p *pages) preparation(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	d, err := p.store.Dispute(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	session, err := credentials.ParseSession(c.Param("session"))
	if err != nil {
		return answer{}, err
	}
	prepared, err := d.Preparation(session)
	if err != nil {
		return answer{}, err
	}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	v := preparationPage{
		codedSheet: preparedSheet(&d, prepared), prepared: prepared, edits: may(c, credentials.Editor),
		positions: stancesIn(frame, &d, credentials.DecisionKey{Session: session, Number: 1}, link.Sheet(d.ID, session), prepared.Positions, p.today()),
	}
	return answer{
		page: ui.Page{
			Title: d.Title + ": sheet of the " + session.Words(), Section: link.Disputes, JSON: link.JSON(v.address),
			Description: "The facts of " + d.Title + " as they are held to stand before the " + session.Words() + ".",
			Crumbs:      []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: link.Dispute(d.ID)}},
		},
		body: preparationView(v),
		data: struct {
			Dispute     string                   `json:"dispute"`
			Preparation *credentials.Preparation `json:"preparation"`
		}{d.ID, prepared},
	}, nil
}

// sessionQuery asks a page for a session.
func sessionQuery(session credentials.Session) url.Values {
	return url.Values{sessionParameter: {session.String()}}
}

// preparingPage is the form that prepares a session.
type preparingPage struct {
	*form
	dispute *credentials.Dispute
	// from is where the facts are carried over from, in words; empty for nowhere.
	from string
}

func (p *pages) preparing(c echo.Context) (answer, error) {
	d, frame, err := p.disputeInFrame(c)
	if err != nil {
		return answer{}, err
	}
	v := preparingPage{form: newForm(nil), dispute: &d, from: carriedFrom(&d)}
	v.values.Set(sessionField, nextSheet(frame, &d, p.today()).String())
	return answer{page: editorsPage(&d, "New session: "+d.Title), body: preparingView(v)}, nil
}

// nextSheet gives the session that a new sheet is likely for: the one in question,
// or the one after the last sheet.
func nextSheet(frame *precedents.Frame, d *credentials.Dispute, today credentials.Date) credentials.Session {
	session := frame.SessionInQuestion(d, today)
	for _, err := d.Preparation(session); err == nil; _, err = d.Preparation(session) {
		session = credentials.RegularSessionOf(session.Number() + 1)
	}
	return session
}

func carriedFrom(d *credentials.Dispute) string {
	if n := len(d.Prepared); n > 0 {
		return "the sheet of the " + d.Prepared[n-1].Session.Words()
	}
	if last := d.Last(); last != nil {
		return "the decision of the " + last.Key.Session.Words()
	}
	return ""
}

func (p *pages) prepare(c echo.Context) (answer, error) {
	d, account, posted, err := p.postedDispute(c)
	if err != nil {
		return answer{}, err
	}
	v := preparingPage{form: posted, dispute: &d, from: carriedFrom(&d)}
	page := editorsPage(&d, "New session: "+d.Title)
	session, _ := credentials.ParseSession(v.value(sessionField))
	if !session.Known() {
		v.fault(sessionField, "that is not a session", "write 51, S-18 or ES-11")
		return v.refused(page, preparingView(v)), nil
	}
	path := credentials.Path("prepared", session.String())
	v.values.Set(seen+path, "")
	return p.apply(c, editing{
		form: posted, dispute: &d, address: link.NewSheet(d.ID), then: link.EditFacts(link.Sheet(d.ID, session)),
		what:   "prepared the " + session.Words(),
		notice: "Every fact is carried over, and unconfirmed until you confirm or change it.",
		page:   page, body: func() templ.Component {
			for i := range posted.faults {
				posted.faults[i].Field = sessionField
			}
			return preparingView(v)
		},
	}, credentials.Edit{By: account.Name, Changes: []credentials.Change{{Field: path, Now: credentials.New}}})
}

// deleteSheet takes a decision or a sheet out of a dispute, by a revision.
func (p *pages) deleteSheet(c echo.Context) (answer, error) {
	d, account, posted, err := p.postedDispute(c)
	if err != nil {
		return answer{}, err
	}
	s, err := sheetOf(c, &d)
	if err != nil {
		return answer{}, err
	}
	edit := credentials.Edit{By: account.Name, Changes: []credentials.Change{{Field: s.path, Was: posted.value("seen")}}}
	what := "deleted the decision of the " + lower(s.title)
	if s.prepared {
		what = "deleted the sheet of the " + lower(s.title)
	}
	if _, err := p.store.EditDispute(c.Request().Context(), d.ID, edit, what, p.now()); err != nil {
		return refusal(editorsPage(&d, d.Title), err, s.address)
	}
	return answer{seeOther: link.Dispute(d.ID), notice: capital(what) + ". Its history keeps it."}, nil
}
