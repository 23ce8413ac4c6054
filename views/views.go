// Package views makes the pages: it reads what a request asks for, fetches the
// record's values from the store, and renders them as HTML, JSON or CSV.
//
// A request takes three hops: a handler in the file of its noun, a value of
// package credentials or precedents, and the store behind the interfaces of
// store.go. A handler finds an answer and knows nothing of faces: the same
// answer is written as a page, as JSON or as CSV (render.go). What goes wrong
// comes back as an error and is turned into a status and words in one place
// (fault.go). Templates are given view models and fetch nothing.
//
// Who asks is found out once, before any handler (access.go), from a session or a
// token; each route says in the table below which role it needs. What is posted
// comes through readForm (form.go), goes to the domain, and comes back with the
// faults at their fields, or leads on to a page that says what was done.
//
// What everybody without an account sees alike is made once and sent from memory
// until something is committed (memory.go).
//
// echo stands in this folder alone, and in none of its templates.
package views

import (
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/assets"
	"seatwatch/views/ui"
)

// Deps is what the pages are made from.
type Deps struct {
	Store Store
	// Forecasts gives the engine over the same record.
	Forecasts ForecastStore
	Log       *slog.Logger
	// Now is the clock: the day ends the bars of live disputes and counts to the
	// next session.
	Now func() time.Time
	// Version is the program's version, for /healthz and the description of the
	// addresses.
	Version string
	// Stopping is closed when the program is told to end, so that what would go on
	// for ever ends too.
	Stopping <-chan struct{}
	// Private closes the record to those without an account.
	Private bool
	// Dev keeps browsers from keeping pages.
	Dev bool
}

// pages holds what handlers share. It is safe for any number of requests.
type pages struct {
	store     Store
	forecasts ForecastStore
	log       *slog.Logger
	now       func() time.Time
	version   string
	private   bool
	browsers  *scs.SessionManager
	throttle  *throttle
	stopping  <-chan struct{}
	news      news
	memory    *memory
	watched   watchMemo
	// turns are what heavy work waits for.
	turns *semaphore.Weighted
	// lastResort is the page of an unknown fault, made at the start.
	lastResort []byte
}

// New gives the handler of every address. It fails if a dependency is missing.
func New(deps Deps) (http.Handler, error) {
	if deps.Store == nil || deps.Forecasts == nil || deps.Log == nil || deps.Now == nil {
		return nil, errors.New("views need a store, forecasts, a log and a clock")
	}
	p := &pages{
		store: deps.Store, forecasts: deps.Forecasts, log: deps.Log, now: deps.Now, version: deps.Version, private: deps.Private,
		browsers: newSessions(deps.Store, deps.Now), throttle: newThrottle(deps.Now), stopping: deps.Stopping,
		turns: semaphore.NewWeighted(atOnce),
	}
	var err error
	if p.lastResort, err = renderLastResort(); err != nil {
		return nil, err
	}
	routes := p.routes()
	p.memory = newMemory(routes)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = p.fail
	p.guard(e)
	for _, route := range routes {
		methods := []string{http.MethodGet, http.MethodHead}
		if route.Method == http.MethodPost {
			methods = []string{http.MethodPost}
		}
		e.Match(methods, route.Pattern, p.serve(route), p.admit(route))
	}
	for _, asset := range assets.All() {
		e.GET(asset.Path, serveAsset(asset))
	}
	return e, nil
}

// A Route is an address the program answers.
type Route struct {
	// Method is GET, with which HEAD goes, or POST.
	Method string
	// Pattern is the address with its parameters, such as /disputes/:id.
	Pattern string
	// Says is what the page shows, or what writing to it does, in a clause.
	Says string
	// Needs is the least role that may use it, empty for anybody.
	Needs credentials.Role
	// Person says that somebody has to be signed in; no token will do.
	Person bool
	// Open says that it stays open where the record is closed to those without
	// an account.
	Open bool
	// JSON and CSV tell which other faces the page has.
	JSON, CSV bool
	// Cited says that it can be taken into a list of references, as CSL-JSON and
	// BibTeX.
	Cited bool
	// Paper says that it can be had as a document, in each format of a brief.
	Paper bool
	// Type is the type of what an address without a page answers.
	Type string
	// Query are the parameters it takes after the question mark.
	Query []string
	// find gives the answer; handle stands instead where there is no page.
	find   func(echo.Context) (answer, error)
	handle echo.HandlerFunc
}

// Writes reports whether the address is one to write to.
func (r Route) Writes() bool { return r.Method == http.MethodPost }

// String gives the route as a table of routes names it: the address, and what is
// done with it unless it is read.
func (r Route) String() string {
	if r.Writes() {
		return r.Method + " " + r.Pattern
	}
	return r.Pattern
}

// Routes gives every address, in the order of the README's table.
func Routes() []Route { return (&pages{}).routes() }

func (p *pages) routes() []Route {
	return slices.Concat(p.reading(), p.comparing(), p.watching(), p.arguing(), p.briefs(), p.freezing(), p.voting(), p.editing(), p.deskRoutes(), p.accountRoutes(), p.classRoutes(), p.feeds(), p.machines())
}

// page is a route to a page about a thing.
func page(pattern, says string, find func(echo.Context) (answer, error)) Route {
	return Route{Method: http.MethodGet, Pattern: pattern, Says: says, JSON: true, find: find}
}

// list is a route to a page that is a list.
func list(pattern, says string, find func(echo.Context) (answer, error), query ...string) Route {
	route := page(pattern, says, find)
	route.CSV, route.Query = true, query
	return route
}

// sheet is a route to a page with a form, which has no other face.
func sheet(pattern, says string, needs credentials.Role, find func(echo.Context) (answer, error), query ...string) Route {
	return Route{Method: http.MethodGet, Pattern: pattern, Says: says, Needs: needs, Query: query, find: find}
}

// write is a route to which a form is posted.
func write(pattern, says string, needs credentials.Role, do func(echo.Context) (answer, error)) Route {
	return Route{Method: http.MethodPost, Pattern: pattern, Says: says, Needs: needs, JSON: true, find: do}
}

// reading are the pages of the record.
func (p *pages) reading() []Route {
	forecast := page("/disputes/:id/forecast", "what is likely, why, and how far to trust it; facts in the address are a what-if", p.forecast)
	forecast.Query = []string{sessionParameter, asOfParameter}
	return []Route{
		page("/", "the seats in question now", p.home),
		list("/disputes", "every dispute, with facets", p.disputes, queryKeys(precedents.DisputeFacets)...),
		citable(page("/disputes/:id", "one dispute: claimants, timeline, decisions, facts, sources", p.dispute)),
		citable(page("/disputes/:id/decisions/:session", "one decision: Committee, Assembly, votes, facts, positions, sources, doubts", p.decision)),
		forecast,
		page("/disputes/:id/history", "every change of a dispute, who and when, with the difference", p.historyOf(p.keptDispute)),
		page("/disputes/:id/preparations/:session", "the sheet of a session that has not decided: facts carried over, confirmed and changed", p.preparation),
		past(list("/precedents", "every decision, with facets over the coded facts of both sides; as cards or a table", p.precedents, append(queryKeys(precedents.DecisionFacets), viewParameter)...)),
		list("/sessions", "the sessions of the General Assembly", p.sessions),
		page("/sessions/:n", "one session: the nine, meetings, reports, seats in question", p.session),
		page("/meetings/:id", "a meeting of the Credentials Committee or the Assembly", p.meeting),
		page("/meetings/:id/history", "every change of a meeting’s minutes", p.historyOf(p.keptMeeting)),
		list("/rollcalls", "recorded votes on who sits", p.rollCalls, "q", "dispute", "session", "seats", "page"),
		citable(list("/rollcalls/:id", "a recorded vote as a voting board", p.rollCall, "group", "sort")),
		sheet("/rollcalls/new", "where a recorded vote is entered: pasted, or on a keypad", credentials.Editor, p.newRollCall, "dispute", "session", "date"),
		sheet("/rollcalls/:id/edit", "where a recorded vote is corrected", credentials.Editor, p.editRollCall),
		write("/rollcalls/new", "reads a pasted vote, opens the keypad, or keeps the vote", credentials.Editor, p.enterRollCall),
		write("/rollcalls/:id/edit", "corrects a recorded vote", credentials.Editor, p.correctRollCall),
		page("/rollcalls/:id/history", "every change of a recorded vote", p.historyOf(p.keptRollCall)),
		list("/members", "Members of the United Nations, present and past", p.members),
		page("/members/:iso3", "a Member: its votes on seats, positions, terms on the Committee, its own seat’s disputes", p.member),
		list("/documents", "every document the record rests on", p.documents),
		page("/documents/*", "what rests on a document, and its address at the United Nations", p.document),
		list("/search", "search over the whole record", p.search, "q"),
		page("/law", "the digest of rules and practice", p.law),
		list("/rules", "the rulebook with its track record", p.rules),
		page("/rules/:id", "one rule: what it says, asks and rests on, and where it fired", p.rule),
		page("/accuracy", "how good the forecasts have been, beside the plain baselines", p.accuracy),
		page("/about", "what the record holds, how sure it is, and the codebook’s facts", p.about),
		page("/about/data", "the dataset: how to cite it, its formats and hashes, and what changed since the last release", p.dataset),
	}
}

// editing are the addresses at which the record is changed.
func (p *pages) editing() []Route {
	return []Route{
		sheet("/disputes/new", "opening a dispute: a seat, an event, two claimants", credentials.Editor, p.opening, seatField),
		write("/disputes/new", "opens a dispute, with a sheet for the session in question", credentials.Editor, p.open),
		sheet("/disputes/:id/edit", "correcting a dispute: its head, claimants and sources", credentials.Editor, p.correctionForm),
		write("/disputes/:id/edit", "corrects a dispute", credentials.Editor, p.correct),
		sheet("/disputes/:id/reply", "recording what an authority says of a dispute’s record", credentials.Editor, p.replying),
		write("/disputes/:id/reply", "records a reply", credentials.Editor, p.reply),
		sheet("/disputes/:id/preparations/new", "preparing a session: last facts carried forward, unconfirmed", credentials.Editor, p.preparing),
		write("/disputes/:id/preparations/new", "prepares a session", credentials.Editor, p.prepare),
		sheet("/disputes/:id/preparations/:session/facts", "coding the facts of a sheet, with source, passage and how sure; positions and sources", credentials.Editor, p.coding),
		write("/disputes/:id/preparations/:session/facts", "codes and confirms facts of a sheet", credentials.Editor, p.code),
		sheet("/disputes/:id/preparations/:session/dissent", "recording another value beside one of a sheet", credentials.Editor, p.dissenting, "claimant", "fact"),
		write("/disputes/:id/preparations/:session/dissent", "records a dissenting value beside one of a sheet", credentials.Editor, p.dissent),
		write("/disputes/:id/preparations/:session/delete", "takes a sheet out of a dispute", credentials.Editor, p.deleteSheet),
		sheet("/disputes/:id/decisions/new", "recording a decision", credentials.Editor, p.recording, sessionField),
		write("/disputes/:id/decisions/new", "records a decision; the sheet of its session becomes its own", credentials.Editor, p.record),
		sheet("/disputes/:id/decisions/:session/edit", "correcting a decision", credentials.Editor, p.editDecision),
		write("/disputes/:id/decisions/:session/edit", "corrects a decision", credentials.Editor, p.storeDecision),
		sheet("/disputes/:id/decisions/:session/facts", "coding the facts of a decision, with source, passage and how sure; positions and sources", credentials.Editor, p.coding),
		write("/disputes/:id/decisions/:session/facts", "codes facts of a decision", credentials.Editor, p.code),
		sheet("/disputes/:id/decisions/:session/dissent", "recording another value beside one of a decision", credentials.Editor, p.dissenting, "claimant", "fact"),
		write("/disputes/:id/decisions/:session/dissent", "records a dissenting value beside one of a decision", credentials.Editor, p.dissent),
		write("/disputes/:id/decisions/:session/delete", "takes a decision out of a dispute", credentials.Editor, p.deleteSheet),
		write("/disputes/:id/delete", "takes a dispute out of the record, by a revision", credentials.Editor, p.deletion(p.keptDispute)),
		write("/disputes/:id/restore", "makes an earlier revision of a dispute the next one", credentials.Editor, p.restore(p.keptDispute)),
		write("/rollcalls/:id/delete", "takes a recorded vote out of the record, by a revision", credentials.Editor, p.deletion(p.keptRollCall)),
		write("/rollcalls/:id/restore", "makes an earlier revision of a recorded vote the next one", credentials.Editor, p.restore(p.keptRollCall)),
		write("/meetings/:id/restore", "makes an earlier revision of a meeting’s minutes the next one", credentials.Editor, p.restore(p.keptMeeting)),
	}
}

// machines are the addresses that only programs read.
func (p *pages) machines() []Route {
	return []Route{
		{Method: http.MethodGet, Pattern: "/api/openapi.json", Says: "this table as an OpenAPI description", Type: echo.MIMEApplicationJSON, handle: p.openAPI},
		{Method: http.MethodGet, Pattern: "/healthz", Says: "whether the program and its record answer", Type: echo.MIMEApplicationJSON, Open: true, handle: p.health},
	}
}

func serveAsset(asset assets.Asset) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		return c.Blob(http.StatusOK, asset.ContentType, asset.Content)
	}
}

// today gives the day by the program's clock.
func (p *pages) today() credentials.Date { return credentials.DayOf(p.now().UTC()) }

// frame completes what the frame around a page shows of the record.
func (p *pages) frame(c echo.Context, found *answer) error {
	hash, err := p.store.DataHash(c.Request().Context())
	if err != nil {
		return err
	}
	p.dress(c, &found.page)
	if found.page.Past.Day != "" {
		return nil
	}
	found.page.Record = ui.Record{AsOf: p.today().Words(), Hash: hash[:min(len(hash), 8)]}
	return nil
}
