package views

import (
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// The fields of a decision that are a single text, those of what the Committee
// and the Assembly did among them.
var (
	decisionFields  = []string{"challenge", "outcome", "accepted", "seated", "talks", "confidence", "doubts"}
	committeeFields = []string{"committee/outcome", "committee/how", "committee/vote_for", "committee/vote_against", "committee/vote_abstaining", "committee/dates", "committee/reports", "committee/note"}
	assemblyFields  = []string{"assembly/outcome", "assembly/how", "assembly/vote_for", "assembly/vote_against", "assembly/vote_abstaining", "assembly/date", "assembly/resolutions", "assembly/meetings", "assembly/note"}
)

// recordingPage is the form of a decision.
type recordingPage struct {
	*form
	dispute *credentials.Dispute
	// path begins the paths of the decision's fields.
	path string
	key  credentials.DecisionKey
	// fresh says that the decision is to be recorded, not corrected.
	fresh bool
	// sheet says that the session was prepared, and its facts become the decision's.
	sheet bool
	// choosing says that the session is not chosen yet.
	choosing bool
	address  string
}

const sessionField = "session"

// recording is the form of a new decision. The session comes first: the fields
// that follow bear its name.
func (p *pages) recording(c echo.Context) (answer, error) {
	d, frame, err := p.disputeInFrame(c)
	if err != nil {
		return answer{}, err
	}
	v := recordingPage{form: newForm(nil), dispute: &d, fresh: true, address: link.NewDecision(d.ID)}
	v.values.Set(sessionField, c.QueryParam(sessionField))
	if v.value(sessionField) == "" {
		v.choosing = true
		v.values.Set(sessionField, v.likelySession(frame, p.today()).String())
	} else {
		v.choosing = !v.choose(frame)
	}
	found := answer{page: editorsPage(&d, "Record a decision on "+d.Title)}
	if !v.choosing {
		v.fillIn()
	}
	if v.faulty() {
		return v.refused(found.page, recordingView(v)), nil
	}
	found.body = recordingView(v)
	return found, nil
}

// likelySession gives the session on which a decision is likeliest to be recorded:
// one that was prepared, or the one in question.
func (v *recordingPage) likelySession(frame *precedents.Frame, today credentials.Date) credentials.Session {
	if len(v.dispute.Prepared) > 0 {
		return v.dispute.Prepared[0].Session
	}
	return frame.SessionInQuestion(v.dispute, today)
}

// choose takes the session that was asked for, and the number that a new decision
// has there; false where it is none.
func (v *recordingPage) choose(frame *precedents.Frame) bool {
	session, err := credentials.ParseSession(v.value(sessionField))
	if err != nil || !session.Known() {
		v.fault(sessionField, "that is not a session", "write 51, S-18 or ES-11")
		return false
	}
	if _, ok := frame.Session(session); !ok {
		v.fault(sessionField, "the record has no "+session.Words(), "write a session that has opened")
		return false
	}
	v.key = credentials.DecisionKey{Session: session, Number: 1}
	for i := range v.dispute.Decisions {
		if v.dispute.Decisions[i].Key.Session == session {
			v.key.Number++
		}
	}
	_, missing := v.dispute.Preparation(session)
	v.sheet = missing == nil
	v.path = credentials.Path("decisions", v.key.String())
	return true
}

// recorded is the form of a decision that is in the record.
func (p *pages) recorded(c echo.Context, f *form) (recordingPage, credentials.Account, error) {
	d, account, err := p.editedDispute(c)
	if err != nil {
		return recordingPage{}, account, err
	}
	key, err := credentials.ParseDecisionKey(c.Param("session"))
	if err != nil {
		return recordingPage{}, account, err
	}
	if _, err := d.Decision(key); err != nil {
		return recordingPage{}, account, err
	}
	return recordingPage{form: f, dispute: &d, key: key, path: credentials.Path("decisions", key.String()), address: link.EditDecision(d.ID, key)}, account, nil
}

func (p *pages) editDecision(c echo.Context) (answer, error) {
	v, _, err := p.recorded(c, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	v.fillIn()
	return answer{page: v.page(), body: recordingView(v)}, nil
}

func (v *recordingPage) page() ui.Page {
	title := "Correct the decision of the " + lower(keyTitle(v.key))
	if v.fresh {
		title = "Record a decision on " + v.dispute.Title
	}
	return editorsPage(v.dispute, title)
}

func (v *recordingPage) paths() []string {
	var paths []string
	for _, fields := range [][]string{decisionFields, committeeFields, assemblyFields} {
		for _, field := range fields {
			paths = append(paths, v.path+"/"+field)
		}
	}
	return paths
}

func (v *recordingPage) fillIn() { v.fill(v.dispute, v.paths()...) }

func (p *pages) storeDecision(c echo.Context) (answer, error) {
	posted, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, account, err := p.recorded(c, posted)
	if err != nil {
		return answer{}, err
	}
	edit := editOf(posted, account.Name)
	v.fillIn()
	v.require()
	return p.apply(c, editing{
		form: posted, dispute: v.dispute, address: v.address, then: link.Decision(v.dispute.ID, v.key), notice: "Stored.",
		page: v.page(), body: func() templ.Component { return recordingView(v) },
	}, edit)
}

func (p *pages) record(c echo.Context) (answer, error) {
	d, account, posted, err := p.postedDispute(c)
	if err != nil {
		return answer{}, err
	}
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	v := recordingPage{form: posted, dispute: &d, fresh: true, address: link.NewDecision(d.ID)}
	if !v.choose(frame) {
		v.choosing = true
		return v.refused(v.page(), recordingView(v)), nil
	}
	// The number is the form's, so that one that is sent twice makes one decision.
	if number, err := strconv.Atoi(v.value("number")); err == nil && number > 0 && number <= v.key.Number {
		v.key.Number = number
		v.path = credentials.Path("decisions", v.key.String())
	}
	edit := credentials.Edit{By: account.Name, Changes: []credentials.Change{{Field: v.path, Now: credentials.New}}}
	for _, path := range v.paths() {
		if text, _ := posted.sent(path); text != "" {
			edit.Changes = append(edit.Changes, credentials.Change{Field: path, Now: text})
		}
	}
	edit.Changes = append(edit.Changes, posted.addedSource(v.path+"/")...)
	v.fillIn()
	v.require()
	return p.apply(c, editing{
		form: posted, dispute: &d, address: link.EditDecision(d.ID, v.key), then: link.Decision(d.ID, v.key),
		what:   "recorded the decision of the " + v.key.Session.Words(),
		notice: "The decision is recorded. The facts of its sheet, where it had one, have become its own.",
		page:   v.page(), body: func() templ.Component { return recordingView(v) },
	}, edit)
}

// require faults what every decision says and the form does not.
func (v *recordingPage) require() {
	for _, field := range [][2]string{
		{"challenge", "how the question came up"}, {"outcome", "the outcome"}, {"seated", "who sat"}, {"confidence", "how sure it is"},
	} {
		if v.value(v.path+"/"+field[0]) == "" {
			v.fault(v.path+"/"+field[0], field[1]+" is missing", "choose one")
		}
	}
}

// seatedOptions are who can have sat.
func seatedOptions(d *credentials.Dispute) []ui.Option {
	options := []ui.Option{{Label: "choose"}}
	for _, claimant := range d.Claimants {
		options = append(options, ui.Option{Value: claimant.ID, Label: claimant.Name})
	}
	return append(options, ui.Option{Value: credentials.Vacant, Label: "nobody"})
}

// acceptedOptions are whose credentials can have been accepted.
func acceptedOptions(d *credentials.Dispute) []ui.Option {
	options := []ui.Option{{Label: "nobody’s"}}
	for _, claimant := range d.Claimants {
		options = append(options, ui.Option{Value: claimant.ID, Label: claimant.Name})
	}
	return options
}

// noneOr gives the values of a closed set after one for none of them.
func noneOr[T ~string](none string, v *credentials.Vocabulary[T]) []ui.Option {
	return append([]ui.Option{{Label: none}}, ui.OptionsOf(v)...)
}

func keyNumber(key credentials.DecisionKey) string { return strconv.Itoa(key.Number) }

// fingerprintOf gives an element as the editor sees it, for its deletion.
func fingerprintOf(d *credentials.Dispute, path string) string {
	text, _ := d.Field(path)
	return text
}
