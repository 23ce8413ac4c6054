package views

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/paper"
	"seatwatch/views/ui"
)

// allParameter asks for the briefs on every dispute of the record.
const allParameter = "all"

// folderParameters are what the address of the folder may have.
var folderParameters = []string{allParameter, asOfParameter, languageParameter, annexParameter, markingParameter}

// folderPage is the folder with the form that asks for another.
type folderPage struct {
	// asked is what every brief of the folder is asked for with; its day is today
	// unless the address names one.
	asked   precedents.BriefRequest
	all     bool
	today   credentials.Date
	session credentials.Session
	entries []folderEntry
}

// folderEntry is a brief of the folder.
type folderEntry struct{ dispute, title string }

func (p *pages) folder(c echo.Context) (answer, error) {
	v, err := p.parseFolder(c.QueryParams())
	if err != nil {
		return answer{}, strayed(err, "The folder of the watch list", link.Briefs+"/folder")
	}
	engine, made, err := p.watchOn(c.Request().Context(), v.asked.AsOf)
	if err != nil {
		return answer{}, strayed(err, "The folder of the watch list", link.Briefs+"/folder")
	}
	v.fill(engine, &made)
	a := answer{
		page: ui.Page{
			Title: "Folder of briefs", Section: link.Home, JSON: v.file("json"), Description: "The briefs on all seats of the watch list as one document.",
			Crumbs: []ui.Crumb{{Label: "Watch list", Address: link.Briefs}},
		},
		body: folderView(v),
	}
	if faceOf(c) == htmlFace {
		return a, nil
	}
	var briefs []precedents.Brief
	err = p.inTurn(c.Request().Context(), func(ctx context.Context) (err error) {
		briefs, err = v.briefs(ctx, engine)
		return err
	})
	if err != nil {
		return answer{}, strayed(err, "The folder of the watch list", link.Briefs+"/folder")
	}
	a.data, a.paper = briefs, &paperwork{name: v.name(), briefs: briefs, title: v.say("folder.title"), subtitle: v.say("folder.subtitle")}
	return a, nil
}

// parseFolder reads the address of the folder.
func (p *pages) parseFolder(values url.Values) (folderPage, error) {
	v := folderPage{today: p.today()}
	var faults []credentials.Fault
	for _, key := range slices.Sorted(maps.Keys(values)) {
		given := slices.DeleteFunc(slices.Clone(values[key]), func(value string) bool { return value == "" })
		var err error
		switch {
		case !slices.Contains(folderParameters, key):
			err = credentials.Invalidf(key, "the folder is not asked for by %q; by %s", key, precedents.Listed(folderParameters))
		case key == annexParameter:
			v.asked.Annexes = append([]string{}, given...)
		case len(given) > 1:
			err = credentials.Invalidf(key, "%s is given %d times", key, len(given))
		case len(given) == 1 && key == allParameter && given[0] != "1":
			err = credentials.Invalidf(key, "%q is not 1; leave it out for the watch list alone", given[0])
		case len(given) == 1 && key == allParameter:
			v.all = true
		case len(given) == 1:
			err = p.readBrief(&v.asked, key, given[0])
		}
		if err != nil {
			faults = append(faults, faultsAt(key, err)...)
		}
	}
	v.asked.AsOf = cmp.Or(v.asked.AsOf, v.today)
	v.asked.Language = cmp.Or(v.asked.Language, wording.English)
	if v.all && v.asked.AsOf != v.today {
		faults = append(faults, credentials.Fault{
			Field: allParameter, What: "the briefs on every dispute are of today’s record", Mend: "leave out the day, or leave out all",
		})
	}
	if len(faults) > 0 {
		return v, &credentials.Invalid{Faults: faults}
	}
	return v, nil
}

// fill notes which briefs are in the folder: those of the watch list in its order,
// or those on every dispute in the order of their ids.
func (v *folderPage) fill(engine *precedents.Engine, made *precedents.WatchList) {
	v.session = made.Session
	if v.all {
		for i := range engine.Casebook().Disputes {
			d := &engine.Casebook().Disputes[i]
			v.entries = append(v.entries, folderEntry{d.ID, d.Title})
		}
		return
	}
	for i := range made.Seats {
		v.entries = append(v.entries, folderEntry{made.Seats[i].Dispute, made.Seats[i].Title})
	}
}

// request is what the brief on a dispute is asked for with.
func (v *folderPage) request(dispute string) precedents.BriefRequest {
	r := v.asked
	r.Dispute = dispute
	if !v.all {
		r.Key.Session = v.session
	}
	return r
}

// briefs makes the briefs of the folder, until nobody waits for them any more.
func (v *folderPage) briefs(ctx context.Context, engine *precedents.Engine) ([]precedents.Brief, error) {
	list := make([]precedents.Brief, 0, len(v.entries))
	for _, entry := range v.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		made, err := engine.Brief(v.request(entry.dispute))
		if err != nil {
			return nil, err
		}
		list = append(list, made)
	}
	return list, nil
}

func (v *folderPage) say(key string) string {
	return v.asked.Language.Say(wording.Of(key, wording.Values{
		"session": v.session, "day": v.asked.AsOf, "briefs": wording.Of("count.briefs", wording.Values{"n": len(v.entries)}),
	}))
}

// query is what the folder’s files are asked for with.
func (v *folderPage) query() url.Values {
	values := briefQuery(v.asked)
	values.Del(asOfParameter)
	if v.asked.AsOf != v.today {
		values.Set(asOfParameter, v.asked.AsOf.String())
	}
	if v.all {
		values.Set(allParameter, "1")
	}
	return values
}

func (v *folderPage) file(ending string) string { return link.Folder(ending, v.query()) }

// brief is the address of one brief of the folder.
func (v *folderPage) brief(entry folderEntry) string {
	return link.Brief(entry.dispute, briefQuery(v.request(entry.dispute)))
}

// name is that of the folder’s files, without an ending.
func (v *folderPage) name() string {
	which := v.session.String()
	if v.all {
		which = allParameter
	}
	parts := []string{"briefs", which, v.asked.AsOf.String()}
	if v.asked.Language != wording.English {
		parts = append(parts, string(v.asked.Language.Code()))
	}
	return strings.Join(parts, "-")
}

// annexes are those that may be left out, with the ones that are chosen.
func (v *folderPage) annexes() []annexChoice {
	return (&briefPage{asked: v.asked}).annexes()
}

func (v *folderPage) files() []paper.Format { return (&briefPage{}).files() }

func (v *folderPage) languages() []ui.Option { return (&briefPage{}).languages() }
