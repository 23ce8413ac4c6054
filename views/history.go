package views

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// kept is a thing of which every revision is kept: how it is named, where it is
// shown, and under which key.
type kept struct {
	title, address, record string
	section                string
	crumbs                 []ui.Crumb
	// deletes says that an editor can take it out of the record.
	deletes bool
}

// historyPage is every change of a thing, the latest first.
type historyPage struct {
	kept
	*form
	revisions []credentials.Revision
	edits     bool
}

// keptDispute is the dispute of an address, which may have been deleted.
func (p *pages) keptDispute(c echo.Context) (kept, error) {
	id := c.Param("id")
	k := kept{title: id, address: link.Dispute(id), record: precedents.DisputeKey(id), section: link.Disputes, deletes: true}
	d, err := p.store.Dispute(c.Request().Context(), id)
	if _, gone := errors.AsType[*credentials.NotFound](err); gone {
		revisions, missing := p.store.Revisions(c.Request().Context(), k.record)
		if missing != nil || len(revisions) == 0 {
			return kept{}, err
		}
		k.crumbs = []ui.Crumb{{Label: "Disputes", Address: link.Disputes}}
		return k, nil
	}
	k.title = d.Title
	k.crumbs = []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: d.Title, Address: k.address}}
	return k, err
}

// keptRollCall is the recorded vote of an address.
func (p *pages) keptRollCall(c echo.Context) (kept, error) {
	id := c.Param("id")
	return kept{
		title: "recorded vote " + id, address: link.RollCall(id), record: precedents.RollCallKey(id), section: link.RollCalls, deletes: true,
		crumbs: []ui.Crumb{{Label: "Recorded votes", Address: link.RollCalls}, {Label: id, Address: link.RollCall(id)}},
	}, nil
}

// keptMeeting is the meeting of an address. One that is only put together from
// decisions and reports has no revisions of its own.
func (p *pages) keptMeeting(c echo.Context) (kept, error) {
	id := c.Param("id")
	return kept{
		title: "meeting " + id, address: link.Meeting(id), record: precedents.MeetingKey(id), section: link.Sessions,
		crumbs: []ui.Crumb{{Label: "Sessions", Address: link.Sessions}, {Label: id, Address: link.Meeting(id)}},
	}, nil
}

// historyOf makes the page of the changes of a thing.
func (p *pages) historyOf(find func(echo.Context) (kept, error)) func(echo.Context) (answer, error) {
	return func(c echo.Context) (answer, error) {
		k, err := find(c)
		if err != nil {
			return answer{}, err
		}
		return p.historyAnswer(c, k, newForm(nil))
	}
}

func (p *pages) historyAnswer(c echo.Context, k kept, f *form) (answer, error) {
	revisions, err := p.store.Revisions(c.Request().Context(), k.record)
	if _, none := errors.AsType[*credentials.NotFound](err); none {
		// What is put together from other records has a page and no revision.
		if _, err := p.meeting(c); k.record != precedents.MeetingKey(c.Param("id")) || err != nil {
			return answer{}, &credentials.NotFound{Kind: "record", ID: k.record}
		}
		revisions, err = []credentials.Revision{}, nil
	}
	if err != nil {
		return answer{}, err
	}
	slices.SortFunc(revisions, func(a, b credentials.Revision) int { return b.Number - a.Number })
	view := historyPage{kept: k, form: f, revisions: revisions, edits: may(c, credentials.Editor)}
	found := answer{
		page: ui.Page{
			Title: "History of " + k.title, Section: k.section, JSON: link.JSON(link.HistoryOf(k.address)), Crumbs: k.crumbs,
			Description: "Every change of the record of " + k.title + ": who, when, what.",
		},
		body: historyView(view), data: revisions,
	}
	if f.faulty() {
		return f.refused(found.page, found.body), nil
	}
	return found, nil
}

// restore makes an earlier revision of a thing the next one.
func (p *pages) restore(find func(echo.Context) (kept, error)) func(echo.Context) (answer, error) {
	return p.rewrite(find, func(c echo.Context, k kept, f *form, by string, seen int) (string, error) {
		number, err := strconv.Atoi(f.value("number"))
		if err != nil {
			return "", credentials.Invalidf("", "no revision is named")
		}
		return "Revision " + strconv.Itoa(number) + " stands again.", p.store.Restore(c.Request().Context(), k.record, number, seen, by, p.now())
	})
}

// deletion takes a thing out of the record, by a revision.
func (p *pages) deletion(find func(echo.Context) (kept, error)) func(echo.Context) (answer, error) {
	return p.rewrite(find, func(c echo.Context, k kept, f *form, by string, seen int) (string, error) {
		if f.value("why") == "" {
			return "", credentials.Invalidf("why", "the reason is missing")
		}
		return "It is out of the record, and can be restored from here.",
			p.store.Delete(c.Request().Context(), k.record, seen, by, "deleted: "+f.value("why"), p.now())
	})
}

// rewrite does something to a record as a whole, against the revision that the
// editor saw. What is refused comes back with the history.
func (p *pages) rewrite(find func(echo.Context) (kept, error), do func(c echo.Context, k kept, f *form, by string, seen int) (notice string, err error)) func(echo.Context) (answer, error) {
	return func(c echo.Context) (answer, error) {
		k, err := find(c)
		if err != nil {
			return answer{}, err
		}
		posted, err := readForm(c)
		if err != nil {
			return answer{}, err
		}
		account, _ := accountOf(c)
		seen, _ := strconv.Atoi(posted.value("seen"))
		notice, err := do(c, k, posted, account.Name, seen)
		faults, unreadable := errors.AsType[precedents.Faults](err)
		switch conflict, moved := errors.AsType[*credentials.Conflict](err); {
		case unreadable:
			for _, fault := range faults {
				posted.fault("", fault.What, fault.Mend)
			}
			return p.historyAnswer(c, k, posted)
		case moved:
			posted.fault("", sentence(conflict.Error()), "")
			found, err := p.historyAnswer(c, k, posted)
			found.status = http.StatusConflict
			return found, err
		case posted.hold(err):
			return p.historyAnswer(c, k, posted)
		case err != nil:
			return answer{}, err
		}
		return answer{seeOther: link.HistoryOf(k.address), notice: notice}, nil
	}
}

// before gives the content that a revision changed; empty for the first.
func (h historyPage) before(i int) string {
	if i+1 >= len(h.revisions) {
		return ""
	}
	return h.revisions[i+1].Content
}

// latest gives the number of the revision that stands, and whether it is a
// deletion.
func (h historyPage) latest() (number string, deleted bool) {
	if len(h.revisions) == 0 {
		return "0", false
	}
	return strconv.Itoa(h.revisions[0].Number), h.revisions[0].Content == ""
}

// where gives the page of the thing, or the list it belongs to while it is out of
// the record.
func (h historyPage) where() string {
	if _, deleted := h.latest(); deleted {
		return h.section
	}
	return h.address
}

// refusal answers something that was done to a record and refused, where there is
// no form to come back with.
func refusal(page ui.Page, err error, back string) (answer, error) {
	f := newForm(nil)
	if !f.hold(err) {
		return answer{}, err
	}
	for i := range f.faults {
		f.faults[i].Field = ""
	}
	return f.refused(page, refusalView(f, back)), nil
}
