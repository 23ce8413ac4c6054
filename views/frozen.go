package views

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// freezing are the addresses of briefs that are kept as they were.
func (p *pages) freezing() []Route {
	frozen := page("/briefs/:number", "a frozen brief as it was, by its number, or by the key or the hash on a copy; to print or as a file", p.frozenBrief)
	frozen.Paper = true
	update := page("/briefs/:number/update", "what changed since a brief was frozen, sentence by sentence, and whether it moves the forecast; to send after it", p.frozenUpdate)
	update.Paper, update.Query = true, []string{asOfParameter}
	return []Route{
		write("/disputes/:id/briefs", "freezes a brief: it is kept as it is", credentials.Viewer, p.freeze),
		frozen,
		page("/briefs/:number/check", "makes a frozen brief again, and says whether data, rules or method have moved, and what", p.frozenCheck),
		update,
		write("/briefs/:number/withdraw", "takes a frozen brief back; its number and its hash stay", credentials.Viewer, p.withdrawBrief),
	}
}

// shareField says in a form that whoever reads the record may open what is frozen.
const shareField = "share"

// freeze keeps the brief that the form asks for in the way an address does.
func (p *pages) freeze(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return answer{}, err
	}
	d, ok := engine.Casebook().Dispute(c.Param("id"))
	if !ok {
		return answer{}, &credentials.NotFound{Kind: "dispute", ID: c.Param("id")}
	}
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	shared := f.value(shareField) != ""
	delete(f.values, shareField)
	const title = "Freeze a brief"
	if f.faulty() {
		return refusal(ui.Page{Title: title}, &credentials.Invalid{Faults: f.faults}, link.Brief(d.ID, nil))
	}
	asked, err := p.parseBrief(d, f.values)
	back := link.Brief(d.ID, briefQuery(asked))
	if err != nil {
		return refusal(ui.Page{Title: title}, err, back)
	}
	frozen, err := engine.Freeze(engine.BriefOn(asked, p.today()))
	if err != nil {
		// There is no such brief to go back to.
		return refusal(ui.Page{Title: title}, unforecastable(d, err), link.Brief(d.ID, nil))
	}
	account, _ := accountOf(c)
	frozen.Account, frozen.By, frozen.At, frozen.Shared = account.Number, account.Name, p.now(), shared
	kept, err := p.store.KeepBrief(ctx, frozen)
	if err != nil {
		return refusal(ui.Page{Title: title}, err, back)
	}
	address := link.Frozen(kept.Number)
	return answer{
		seeOther: address, notice: keptWords(&kept, shared),
		data: map[string]any{"address": address, "copy": link.FrozenAs(kept.Key), "number": kept.Number, "hash": frozen.Hash, "shared": shared},
	}, nil
}

// keptWords say what became of a brief that was to be frozen.
func keptWords(kept *precedents.KeptBrief, shared bool) string {
	switch number := strconv.Itoa(kept.Number); {
	case !kept.Again:
		return "It is frozen as no. " + number + ", and stays as it is."
	case kept.WasShared && !shared:
		return "You had frozen it already, as no. " + number + ". It is not shared any more: only you, administrators and who has a copy can open it."
	case shared && !kept.WasShared:
		return "You had frozen it already, as no. " + number + ". It is shared now: whoever reads this record finds it."
	default:
		return "You had frozen it already, as no. " + number + "."
	}
}

// leastOfHash is how much of a hash names a frozen brief: as much as is printed on
// a copy.
const leastOfHash = precedents.BriefHashShown

// frozenPage is a frozen brief as its pages show it.
type frozenPage struct {
	precedents.FrozenBrief
	// address is the page's own: by number, or by the hash it was asked for with.
	address string
	// keeps says that who reads it may withdraw it.
	keeps bool
	// stamp stands at the foot of every copy.
	stamp string
	today credentials.Date
}

// keptBrief gives the frozen brief of an address. To somebody who may not open it
// there is none, unless they show the key that a copy has.
func (p *pages) keptBrief(c echo.Context) (frozenPage, error) {
	account, _ := accountOf(c)
	id := strings.ToLower(c.Param("number"))
	frozen, err := p.frozenBehind(c.Request().Context(), account, id)
	if err != nil && !isMissing(err) {
		return frozenPage{}, err
	}
	own := account.Number > 0 && account.Number == frozen.Account || account.May(credentials.Admin)
	if err != nil || !frozen.Shared && !own && id != frozen.Key {
		return frozenPage{}, &credentials.NotFound{Kind: "frozen brief", ID: c.Param("number")}
	}
	v := frozenPage{FrozenBrief: frozen, address: link.Frozen(frozen.Number), keeps: own, today: p.today()}
	if !frozen.Shared && !own {
		v.address = link.FrozenAs(id)
	}
	v.stamp = frozen.Stamp(origin(c) + link.FrozenAs(frozen.Key))
	return v, nil
}

// frozenBehind gives the frozen brief with a number, a key or a hash, whoever may
// open it; by its hash only one that the account may.
func (p *pages) frozenBehind(ctx context.Context, account credentials.Account, id string) (precedents.FrozenBrief, error) {
	if number, err := strconv.Atoi(id); err == nil && number > 0 && strconv.Itoa(number) == id && len(id) < leastOfHash {
		return p.store.FrozenBrief(ctx, number)
	}
	if !isHash(id) {
		return p.store.FrozenBriefOf(ctx, id)
	}
	row, err := p.rowBehind(ctx, account, id)
	if err != nil {
		return precedents.FrozenBrief{}, err
	}
	return p.store.FrozenBrief(ctx, row.Number)
}

// rowBehind gives the frozen brief with a hash, of those that an account may open;
// of several, one that was not withdrawn, and the account’s own first.
func (p *pages) rowBehind(ctx context.Context, account credentials.Account, hash string) (precedents.FrozenRow, error) {
	rows, err := p.store.FrozenBriefs(ctx, precedents.FrozenFilter{Hash: hash, Account: account.Number, All: account.May(credentials.Admin)})
	if err == nil && len(rows) == 0 {
		err = &credentials.NotFound{Kind: "frozen brief", ID: hash}
	}
	if err != nil {
		return precedents.FrozenRow{}, err
	}
	return slices.MinFunc(rows, func(a, b precedents.FrozenRow) int { return rankOfCopy(&a, account) - rankOfCopy(&b, account) }), nil
}

func rankOfCopy(r *precedents.FrozenRow, account credentials.Account) int {
	switch {
	case !r.Withdrawn.IsZero():
		return 3
	case r.Account == account.Number:
		return 0
	case r.Shared:
		return 1
	}
	return 2
}

func isHash(id string) bool {
	return len(id) >= leastOfHash && len(id) <= 64 && strings.Trim(id, "0123456789abcdef") == ""
}

// withdrawn is the page of a frozen brief that was taken back: whoever has a copy
// finds out.
func (v *frozenPage) withdrawn() answer {
	return answer{page: ui.Page{Title: "Brief no. " + strconv.Itoa(v.Number) + " was withdrawn"}, body: withdrawnView(*v), data: v.FrozenBrief, status: http.StatusGone}
}

// frozenBrief shows a frozen brief as it was.
func (p *pages) frozenBrief(c echo.Context) (answer, error) {
	v, err := p.keptBrief(c)
	if err != nil {
		return answer{}, err
	}
	if !v.Withdrawn.IsZero() {
		return v.withdrawn(), nil
	}
	return answer{
		page: ui.Page{
			Title: "Frozen brief no. " + strconv.Itoa(v.Number) + ": " + v.Brief.Title, Section: link.Disputes, JSON: link.JSON(v.address),
			Description: "A brief as it was on " + dayWords(v.At) + ".", Crumbs: v.crumbs(),
		},
		body: frozenView(v), data: v.FrozenBrief,
		paper: &paperwork{name: v.fileName("brief"), briefs: []precedents.Brief{v.Brief}, stamp: v.stamp},
	}, nil
}

func (v *frozenPage) crumbs() []ui.Crumb {
	return []ui.Crumb{{Label: "Disputes", Address: link.Disputes}, {Label: v.Brief.Title, Address: link.Dispute(v.Brief.Dispute)}}
}

func (v *frozenPage) below() []ui.Crumb {
	return append(v.crumbs(), ui.Crumb{Label: "Frozen brief no. " + strconv.Itoa(v.Number), Address: v.address})
}

func (v *frozenPage) fileName(what string) string {
	return fmt.Sprintf("%s-%s-no-%d-%s", what, v.Brief.Dispute, v.Number, v.ShortHash())
}

// updatePage is a frozen brief beside the same made again.
type updatePage struct {
	frozenPage
	precedents.BriefUpdate
	// gone says why it cannot be made again; empty where it can.
	gone string
	// revisions are the changes of the dispute since it was frozen, the latest first.
	revisions []credentials.Revision
}

// madeAgain sets the brief of an address beside the same as of a day. That it cannot
// be made any more is no error.
func (p *pages) madeAgain(c echo.Context, v frozenPage, day credentials.Date) (updatePage, error) {
	ctx := c.Request().Context()
	u := updatePage{frozenPage: v}
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return u, err
	}
	u.BriefUpdate, err = engine.Update(&v.FrozenBrief, day)
	_, missing := errors.AsType[*credentials.NotFound](err)
	_, invalid := errors.AsType[*credentials.Invalid](err)
	if missing || invalid {
		u.gone, err = err.Error(), nil
	}
	if err != nil {
		return u, err
	}
	u.revisions, err = p.revisionsSince(ctx, v)
	return u, err
}

// revisionsSince gives the changes of the brief's dispute since it was frozen.
func (p *pages) revisionsSince(ctx context.Context, v frozenPage) ([]credentials.Revision, error) {
	all, err := p.store.Revisions(ctx, precedents.DisputeKey(v.Brief.Dispute))
	if isMissing(err) {
		return nil, nil
	}
	later := slices.DeleteFunc(all, func(r credentials.Revision) bool { return !r.At.After(v.At) })
	slices.Reverse(later)
	return later, err
}

// frozenCheck makes a frozen brief again as it was asked for, and says what moved.
func (p *pages) frozenCheck(c echo.Context) (answer, error) {
	v, err := p.keptBrief(c)
	if err != nil {
		return answer{}, err
	}
	if !v.Withdrawn.IsZero() {
		return v.withdrawn(), nil
	}
	u, err := p.madeAgain(c, v, credentials.Date{})
	if err != nil {
		return answer{}, err
	}
	address := link.FrozenCheck(v.address)
	return answer{
		page: ui.Page{
			Title: "Does brief no. " + strconv.Itoa(v.Number) + " still stand?", Section: link.Disputes, JSON: link.JSON(address), Crumbs: v.below(),
			Description: u.checked(),
		},
		body: checkView(u), data: u.json(),
	}, nil
}

// frozenUpdate is what changed since a brief was frozen.
func (p *pages) frozenUpdate(c echo.Context) (answer, error) {
	v, err := p.keptBrief(c)
	if err != nil {
		return answer{}, err
	}
	if !v.Withdrawn.IsZero() {
		return v.withdrawn(), nil
	}
	day, query, err := p.updateDay(c, v)
	if err != nil {
		return answer{}, err
	}
	u, err := p.madeAgain(c, v, day)
	if err != nil {
		return answer{}, err
	}
	address := link.FrozenUpdate(v.address, query)
	found := answer{
		page: ui.Page{
			Title: "Update note to brief no. " + strconv.Itoa(v.Number) + ": " + v.Brief.Title, Section: link.Disputes, JSON: link.JSON(address), Crumbs: v.below(),
			Description: u.checked(),
		},
		body: updateView(u, address), data: u.json(),
	}
	if u.gone == "" {
		found.paper = &paperwork{name: v.fileName("update") + "-" + u.Now.String(), briefs: []precedents.Brief{u.Note}, stamp: v.stamp}
	}
	return found, nil
}

// updateDay reads as of which day the note is to be: today, unless the address names
// another or the brief is on a past decision.
func (p *pages) updateDay(c echo.Context, v frozenPage) (credentials.Date, url.Values, error) {
	values := c.QueryParams()[asOfParameter]
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return v.UpdateDay(p.today()), nil, nil
	}
	day, err := p.asOf(values)
	if err == nil && day.Before(v.Brief.AsOf) == credentials.Yes {
		err = &credentials.Invalid{Faults: []credentials.Fault{{
			Field: asOfParameter, What: "the brief is as of " + v.Brief.AsOf.Words() + ", and " + day.Words() + " is before that", Mend: "ask for " + v.Brief.AsOf.String() + " or a later day",
		}}}
	}
	if err != nil {
		err = strayed(err, "The update note of today", link.FrozenUpdate(v.address, nil))
	}
	return day, url.Values{asOfParameter: values}, err
}

// updateJSON is an update as JSON.
type updateJSON struct {
	Number int    `json:"number"`
	Hash   string `json:"hash"`
	// Whole says that the text that is kept has the hash.
	Whole bool `json:"whole"`
	// Gone says why the brief cannot be made again; null where it can.
	Gone *string `json:"gone"`
	Same bool    `json:"same"`
	// Update and Note are null where it cannot.
	Update *precedents.BriefUpdate `json:"update"`
	Note   *precedents.Brief       `json:"note"`
}

func (u *updatePage) json() updateJSON {
	told := updateJSON{Number: u.Number, Hash: u.Hash, Whole: u.Whole()}
	if u.gone != "" {
		told.Gone = &u.gone
		return told
	}
	told.Same, told.Update, told.Note = u.Same(), &u.BriefUpdate, &u.Note
	return told
}

// checked says in a sentence or two whether the brief still stands.
func (u *updatePage) checked() string {
	switch {
	case u.gone != "":
		return "It cannot be made again: " + sentence(lower(u.gone))
	case u.Same():
		return "It still stands. Made again from the record of today it is the same, word for word; neither data nor rules nor method have moved."
	}
	return sentence(u.movedWords()) + " " + u.readWords()
}

// movedWords says which of the three have moved.
func (u *updatePage) movedWords() string {
	var moved, still []string
	for _, one := range []struct {
		name  string
		moved bool
	}{{"data", u.Data || len(u.Moved) > u.count(precedents.MovedRule)}, {"rules", u.Rules}, {"method", u.Method}} {
		if one.moved {
			moved = append(moved, one.name)
		} else {
			still = append(still, one.name)
		}
	}
	switch {
	case len(moved) == 0 && len(u.Sections) > 0:
		return "something it was made from has moved that is not named here"
	case len(moved) == 0:
		return "neither data nor rules nor method have moved"
	case len(still) == 0:
		return "data, rules and method have moved"
	}
	return capital(precedents.Listed(moved)) + " moved; " + precedents.Listed(still) + " did not"
}

func (u *updatePage) count(kind precedents.MovedKind) int {
	n := 0
	for _, m := range u.Moved {
		if m.Kind == kind {
			n++
		}
	}
	return n
}

// readWords says how the brief would read, and what that does to the forecast.
func (u *updatePage) readWords() string {
	words := "It would read the same, word for word."
	if otherwise := u.Drifted(); otherwise > 0 {
		words = fmt.Sprintf("Of %s, %d would not be as before.", precedents.Counted(otherwise+u.Unchanged, "sentence"), otherwise)
	}
	switch u.Forecast {
	case precedents.ForecastSame:
		return words + " The forecast stays."
	case precedents.FiguresMove:
		return words + " The forecast moves in its figures alone."
	case precedents.WordMoves:
		return words + " The likeliest outcome stays, with another word."
	case precedents.LikeliestMoves:
		return words + " Another outcome is the likeliest."
	case precedents.ForecastBegins:
		return words + " There is a forecast now."
	case precedents.ForecastEnds:
		return words + " There is no forecast any more."
	case precedents.ForecastNone:
	}
	return words
}

// section gives a section of the note; nil where it has none.
func (u *updatePage) section(key string) *precedents.BriefSection {
	for _, list := range [][]precedents.BriefSection{u.Note.Core, u.Note.Annexes} {
		for i := range list {
			if list[i].Key == key {
				return &list[i]
			}
		}
	}
	return nil
}

// elsewhere gives the disputes, other than the brief's own, of which a decision
// moved.
func (u *updatePage) elsewhere() []string {
	var ids []string
	for _, m := range u.Moved {
		id, _, _ := strings.Cut(m.ID, ":")
		if m.Kind == precedents.MovedDecision && id != u.Brief.Dispute && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// withdrawBrief takes a frozen brief back.
func (p *pages) withdrawBrief(c echo.Context) (answer, error) {
	v, err := p.keptBrief(c)
	if err != nil {
		return answer{}, err
	}
	if !v.keeps {
		return answer{}, &credentials.NotFound{Kind: "frozen brief of yours", ID: c.Param("number")}
	}
	if _, err := readForm(c); err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.FrozenBriefs(v.Brief.Dispute), notice: fmt.Sprintf("Brief no. %d is withdrawn. Whoever has a copy is told so.", v.Number)},
		p.store.WithdrawBrief(c.Request().Context(), v.Number, p.now())
}

// frozenBriefs gives the frozen briefs that the reader may open, the newest first:
// on one dispute, or on all where it is empty.
func (p *pages) frozenBriefs(c echo.Context, dispute string) ([]precedents.FrozenRow, error) {
	account, _ := accountOf(c)
	return p.store.FrozenBriefs(c.Request().Context(), precedents.FrozenFilter{Dispute: dispute, Account: account.Number, All: account.May(credentials.Admin)})
}

// frozenGist says which brief a frozen one is, in a clause.
func frozenGist(r *precedents.FrozenRow) string {
	words := "before the " + keyWords(r.Key()) + ", as of " + r.AsOf.Words()
	if r.For != "" {
		words += ", for " + r.ForName
	}
	if r.Language != wording.English.Code() {
		words += ", in " + wording.Codes.Label(r.Language)
	}
	return words
}

// drifted is a section of the brief whose sentences are not as they were, with the
// part of the note that says so.
type drifted struct {
	*precedents.SectionDrift
	told *precedents.BriefPart
}

// drifts pairs the sections of the core, or of the annexes, with what a section of
// the note says of them.
func (u *updatePage) drifts(section *precedents.BriefSection) (list []drifted) {
	for i := range u.Sections {
		if s := &u.Sections[i]; s.Annex == (section.Key == precedents.NoteAnnexes) {
			list = append(list, drifted{s, &section.Parts[len(list)]})
		}
	}
	return list
}

// inOrder gives the pairs of a query by their keys.
func inOrder(query url.Values) (pairs [][2]string) {
	for _, key := range slices.Sorted(maps.Keys(query)) {
		for _, value := range query[key] {
			pairs = append(pairs, [2]string{key, value})
		}
	}
	return pairs
}

// frozenCopy is a frozen brief that a hash names.
type frozenCopy struct {
	Number  int    `json:"number"`
	Address string `json:"address"`
}

// copyOf gives the frozen brief whose hash a text is, as somebody searches for it who
// has a copy: the one that its address opens. There is none where the reader may open
// none.
func (p *pages) copyOf(c echo.Context, text string) ([]frozenCopy, error) {
	hash := strings.ToLower(text)
	if !isHash(hash) {
		return nil, nil
	}
	account, _ := accountOf(c)
	row, err := p.rowBehind(c.Request().Context(), account, hash)
	if isMissing(err) {
		return nil, nil
	}
	return []frozenCopy{{row.Number, link.Frozen(row.Number)}}, err
}
