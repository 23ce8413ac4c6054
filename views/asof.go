package views

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// shown is the record that a page shows: as it stands, or with as-of in its address
// as it stood at the end of that day. A page that shows the past says so, changes
// nothing, and is the same for ever.
type shown struct {
	store Store
	// edition is nil where the page shows the record as it stands.
	edition *precedents.Edition
	// day is the day that the page speaks of as today.
	day credentials.Date
	// address is the page's own, without as-of.
	address string
}

// past is a route whose page can be asked for as it stood on a day.
func past(route Route) Route {
	route.Query = append(route.Query, asOfParameter)
	return route
}

// shown reads which record a page shows. A day that cannot be read, that is after
// today or before the record begins is a *credentials.Invalid with the way to
// what can be shown.
func (p *pages) shown(c echo.Context) (shown, error) {
	s := shown{store: p.store, day: p.today(), address: addressNow(c)}
	values, asked := c.QueryParams()[asOfParameter]
	if !asked || len(values) == 1 && values[0] == "" {
		return s, nil
	}
	day, err := p.asOf(values)
	if err != nil {
		return s, strayed(err, "The record as it stands", s.address)
	}
	s.edition, err = p.store.Edition(c.Request().Context(), day)
	if err != nil {
		if begun, unread := p.store.Begun(c.Request().Context()); unread == nil && begun.Known() {
			return s, strayed(err, "As it stood on "+begun.Words(), dated(s.address, begun))
		}
		return s, err
	}
	s.day = day
	return s, nil
}

// asOf reads the day of an address.
func (p *pages) asOf(values []string) (credentials.Date, error) {
	if len(values) > 1 {
		return credentials.Date{}, credentials.Invalidf(asOfParameter, "%s is given %d times", asOfParameter, len(values))
	}
	day, err := credentials.ParseDate(values[0])
	today := p.today()
	switch {
	case err != nil:
		return day, err
	case !day.Exact():
		return day, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: asOfParameter, What: day.Words() + " is not a day", Mend: "write a day as " + today.String(),
		}}}
	case today.Before(day) == credentials.Yes:
		return day, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: asOfParameter, What: day.Words() + " is still to come, and nobody knows how the record will stand then", Mend: "ask for " + today.String() + " or an earlier day",
		}}}
	}
	return day, nil
}

// addressNow gives the address that was asked for without as-of, in the face of a
// page.
func addressNow(c echo.Context) string {
	query := url.Values{}
	for key, values := range c.QueryParams() {
		if key != asOfParameter {
			query[key] = values
		}
	}
	return link.With(c.Request().URL.EscapedPath(), query)
}

// dated gives the address of a page as it stood at the end of a day.
func dated(address string, day credentials.Date) string {
	path, query, _ := strings.Cut(address, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{}
	}
	values.Set(asOfParameter, day.String())
	return link.With(path, values)
}

// past reports whether the page shows the record as it stood.
func (s shown) past() bool { return s.edition != nil }

// keep gives an address that shows the same record as the page does.
func (s shown) keep(address string) string {
	if !s.past() {
		return address
	}
	return dated(address, s.day)
}

// edits reports whether the page may offer to change what it shows.
func (s shown) edits(c echo.Context) bool { return !s.past() && may(c, credentials.Editor) }

// stamp tells the frame of a page which record it shows, and gives its other faces
// the same day.
func (s shown) stamp(page *ui.Page) {
	if !s.past() {
		return
	}
	page.Past = ui.Past{Day: s.day.Words(), Now: s.address}
	page.Record = ui.Record{AsOf: s.day.Words(), Hash: s.edition.Hash[:8]}
	for _, address := range []*string{&page.JSON, &page.CSV, &page.Previous.Address, &page.Next.Address} {
		if *address != "" {
			*address = s.keep(*address)
		}
	}
}

// Frame gives everything around the disputes.
func (s shown) Frame(ctx context.Context) (*precedents.Frame, error) {
	if s.past() {
		return s.edition.Frame, nil
	}
	return s.store.Frame(ctx)
}

// Dispute gives a dispute.
func (s shown) Dispute(ctx context.Context, id string) (credentials.Dispute, error) {
	if !s.past() {
		return s.store.Dispute(ctx, id)
	}
	d, ok := s.edition.Dispute(id)
	if !ok {
		return credentials.Dispute{}, s.missing("dispute", id)
	}
	return *d, nil
}

// RollCall gives a recorded vote.
func (s shown) RollCall(ctx context.Context, id string) (credentials.RollCall, error) {
	if !s.past() {
		return s.store.RollCall(ctx, id)
	}
	vote, ok := s.edition.RollCall(id)
	if !ok {
		return credentials.RollCall{}, s.missing("recorded vote", id)
	}
	return *vote, nil
}

// votesOn gives the recorded votes on a dispute in the order in which they were
// taken, without their ballots; with a session those of that session alone.
func (s shown) votesOn(ctx context.Context, d *credentials.Dispute, session credentials.Session) ([]precedents.RollCallRow, error) {
	if !s.past() {
		votes, err := s.store.RollCalls(ctx, precedents.RollCallFilter{Dispute: d.ID, Session: session})
		return votes.Rows, err
	}
	var rows []precedents.RollCallRow
	for _, vote := range s.edition.RollCalls {
		if vote.Dispute == d.ID && (!session.Known() || vote.Session == session) {
			vote.Ballots = nil
			rows = append(rows, precedents.RollCallRow{RollCall: vote, DisputeTitle: d.Title, Seat: d.Seat})
		}
	}
	slices.SortStableFunc(rows, func(a, b precedents.RollCallRow) int { return a.Date.Compare(b.Date) })
	return rows, nil
}

// others gives the other disputes over a dispute's seat, the newest first.
func (s shown) others(ctx context.Context, d *credentials.Dispute) ([]otherDispute, error) {
	var others []otherDispute
	if s.past() {
		over := slices.DeleteFunc(slices.Clone(s.edition.Disputes), func(o credentials.Dispute) bool { return o.Seat != d.Seat })
		slices.SortStableFunc(over, func(a, b credentials.Dispute) int { return b.Opened.Compare(a.Opened) })
		for _, o := range over {
			others = append(others, otherDispute{o.ID, o.Title})
		}
	} else {
		rows, err := s.store.DisputesOf(ctx, d.Seat)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			others = append(others, otherDispute{rows[i].ID, rows[i].Title})
		}
	}
	return slices.DeleteFunc(others, func(o otherDispute) bool { return o.ID == d.ID }), nil
}

// otherDispute is a dispute over the same seat.
type otherDispute struct{ ID, Title string }

// missing is the fault of what was not in the record on the day, with the way to
// what is there now.
func (s shown) missing(kind, id string) error {
	return strayed(&credentials.NotFound{Kind: kind + " as of " + s.day.Words(), ID: id}, "As it stands today", s.address)
}
