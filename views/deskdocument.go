package views

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// The fields of the form of suggestions: one is accepted, and for which dispute
// or motion.
const (
	takePrefix = "take."
	forPrefix  = "for."
)

// readingPage is what a pasted document suggests for the log of a meeting. None
// of it is logged before somebody accepts it.
type readingPage struct {
	*form
	desk    *deskPage
	text    string
	reading precedents.DocumentReading
	offers  []documentOffer
}

// documentOffer is one suggestion: what it says, what it rests on, and what
// accepting it would log.
type documentOffer struct {
	number  int
	kind    precedents.SuggestionKind
	says    string
	passage string
	// entry is what would be logged; nil where there is nothing to log, for the
	// reason that stands says.
	entry  *credentials.MinutesEntry
	stands string
	// targets are the disputes or motions it may be meant for, and field the
	// field that takes the one chosen.
	targets []ui.Option
	field   string
}

func (o documentOffer) name(prefix string) string { return prefix + strconv.Itoa(o.number) }

// readDocument reads a pasted report or press release, and logs what was accepted
// of it.
func (p *pages) readDocument(c echo.Context) (answer, error) {
	f, err := readForm(c, "text")
	if err != nil {
		return answer{}, err
	}
	v, err := p.readingOf(c.Request().Context(), c.Param("id"), f)
	if err != nil {
		return answer{}, err
	}
	if len(v.offers) == 0 && len(v.reading.Votes) == 0 && len(f.faultsOf("text")) == 0 {
		f.fault("text", "the text suggests nothing", "paste the text of a report of the Committee, or of a press release")
	}
	if f.value("step") == keepStep && !f.faulty() {
		return p.takeSuggestions(c, v)
	}
	return v.answer(), nil
}

func (p *pages) readingOf(ctx context.Context, id string, f *form) (*readingPage, error) {
	d, err := p.deskOf(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &readingPage{form: f, desk: d, text: f.values.Get("text")}
	if utf8Text(f) {
		v.reading = precedents.ReadDocument(v.text, d.frame, d.minutes.Date)
	}
	for _, suggestion := range v.reading.Suggestions {
		v.offer(suggestion)
	}
	return v, nil
}

func (v *readingPage) answer() answer {
	page := ui.Page{
		Title: "What a document says", Section: link.Sessions,
		Crumbs: []ui.Crumb{{Label: "Sessions", Address: link.Sessions}, {Label: "The desk", Address: link.Desk(v.desk.id)}},
	}
	if v.faulty() {
		return v.refused(page, readingView(v))
	}
	return answer{page: page, body: readingView(v), data: v.reading}
}

// add adds an offer with the passage that it rests on.
func (v *readingPage) add(o documentOffer, s precedents.Suggestion) {
	o.number, o.kind, o.passage = len(v.offers), s.Kind, s.Around.Quote(v.text)
	v.offers = append(v.offers, o)
}

// entryFor gives the entry of an offer: of the item that stands, or of a new one.
func (v *readingPage) entryFor(kind credentials.ItemKind, item, says string, set map[string]string) *credentials.MinutesEntry {
	if item == "" {
		item = string(kind) + "-" + hashed(v.desk.id, says)[:10]
	}
	entry := &credentials.MinutesEntry{Kind: kind, Item: item, Set: set, Was: map[string]string{}}
	if stands := v.desk.itemOf(item); stands != nil {
		for key := range set {
			entry.Was[key] = stands.Value(key)
		}
	}
	return entry
}

// offer makes of a suggestion what it would log in this meeting.
func (v *readingPage) offer(s precedents.Suggestion) {
	m := &v.desk.minutes
	o := documentOffer{says: capital(precedents.SuggestionKinds.Label(s.Kind)) + ": " + s.Value}
	switch s.Kind {
	case precedents.SuggestedSymbol, precedents.SuggestedMention:
		o.entry, o.stands = v.documentEntry(s)
	case precedents.SuggestedSession:
		o.stands = compared(s.Value, m.Session.String(), "the meeting is of session ")
	case precedents.SuggestedDate:
		o.stands = compared(s.Value, m.Date.String(), "the meeting is of ")
	case precedents.SuggestedBody:
		o.says = capital(precedents.SuggestionKinds.Label(s.Kind)) + ": " + credentials.Bodies.Label(credentials.Body(s.Value))
		o.stands = compared(s.Value, string(m.Body), "the meeting is of the ")
	case precedents.SuggestedChair:
		if o.stands = compared(s.Value, m.Presiding, "logged as "); m.Presiding != s.Value {
			o.entry = v.entryFor(credentials.MeetingItem, credentials.TheMeeting, s.Value, map[string]string{"presiding": s.Value})
		}
	case precedents.SuggestedNine:
		o.says = capital(precedents.SuggestionKinds.Label(s.Kind)) + ": " + v.desk.nameOf(s.Value)
		o.stands = v.amongTheNine(s.Value)
	case precedents.SuggestedSeat:
		v.seatOffer(s)
		return
	case precedents.SuggestedSpeaker:
		o.says = capital(precedents.SuggestionKinds.Label(s.Kind)) + ": " + v.desk.nameOf(s.Value)
		o.entry = v.entryFor(credentials.StatementItem, "", "speaker "+s.Value, map[string]string{"member": s.Value, "text": "Named as a speaker in " + v.source() + "."})
	case precedents.SuggestedOutcome:
		for _, seat := range s.Seats {
			v.outcomeOffer(s, seat)
		}
		return
	case precedents.SuggestedHow:
		o.says = capital(precedents.SuggestionKinds.Label(s.Kind)) + ": " + credentials.Hows.Label(credentials.How(s.Value))
		o.stands = "say it of a motion or a decision on the desk"
	case precedents.SuggestedTally:
		v.tallyOffer(o, s)
		return
	}
	v.add(o, s)
}

// source names the document.
func (v *readingPage) source() string {
	if own := v.reading.Of(precedents.SuggestedSymbol); len(own) > 0 {
		return own[0].Value
	}
	return "the pasted document"
}

func compared(value, stands, otherwise string) string {
	switch stands {
	case "":
		return ""
	case value:
		return "as the meeting has it"
	}
	return otherwise + stands
}

func (v *readingPage) documentEntry(s precedents.Suggestion) (entry *credentials.MinutesEntry, stands string) {
	symbol, err := credentials.ParseSymbol(s.Value)
	if err != nil {
		return nil, ""
	}
	if slices.ContainsFunc(v.desk.minutes.Documents, func(d credentials.MeetingDocument) bool { return d.Symbol == symbol }) {
		return nil, "is logged"
	}
	set := map[string]string{"symbol": s.Value, "role": string(credentials.OtherDocument)}
	switch symbol.Kind() {
	case credentials.ResolutionSymbol:
		set["role"] = string(credentials.ResolutionDocument)
	case credentials.RecordSymbol:
		set["role"] = string(credentials.RecordDocument)
	case credentials.DocumentSymbol:
		bodies := v.reading.Of(precedents.SuggestedBody)
		if s.Kind == precedents.SuggestedSymbol && len(bodies) > 0 && bodies[0].Value == string(credentials.CredentialsCommittee) {
			set["role"] = string(credentials.ReportDocument)
		}
	case credentials.DraftSymbol, credentials.StatementSymbol, credentials.PressReleaseSymbol:
	}
	return v.entryFor(credentials.DocumentItem, "", s.Value, set), ""
}

func (v *readingPage) amongTheNine(code string) string {
	committee, _, ok := v.desk.frame.ServingCommittee(v.desk.minutes.Session)
	switch {
	case !ok:
		return "the nine of the session are not in the record"
	case slices.ContainsFunc(committee.Members, func(m credentials.CommitteeMember) bool { return m.Member == code }):
		return "as the record has it"
	}
	return "not one of the nine in the record"
}

// disputesOver are the disputes over a seat that the meeting may have before it.
func (v *readingPage) disputesOver(seat string) []ui.Option {
	var options []ui.Option
	for _, list := range [][]credentials.Dispute{v.desk.disputes, v.desk.live} {
		for i := range list {
			if d := &list[i]; d.Seat == seat && !slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == d.ID }) {
				options = append(options, ui.Option{Value: d.ID, Label: d.Title})
			}
		}
	}
	return options
}

func (v *readingPage) seatOffer(s precedents.Suggestion) {
	o := documentOffer{says: "Seat before the meeting: " + v.desk.nameOf(s.Value), field: "dispute", targets: v.disputesOver(s.Value)}
	before := slices.ContainsFunc(v.desk.minutes.Seats, func(b credentials.SeatBefore) bool {
		return slices.ContainsFunc(o.targets, func(t ui.Option) bool { return t.Value == b.Dispute })
	})
	switch {
	case before:
		o.stands, o.targets = "is logged", nil
	case len(o.targets) == 0:
		o.stands = "no dispute over this seat is open in the record; open one first"
	default:
		o.entry = v.entryFor(credentials.SeatItem, "", "seat "+s.Value, map[string]string{})
	}
	v.add(o, s)
}

func (v *readingPage) outcomeOffer(s precedents.Suggestion, seat string) {
	outcome := credentials.Outcome(s.Value)
	o := documentOffer{says: v.desk.nameOf(seat) + ": " + credentials.Outcomes.Label(outcome), field: "dispute", targets: v.disputesOver(seat)}
	if len(o.targets) == 0 {
		o.stands = "no dispute over this seat is open in the record; open one first"
		v.add(o, s)
		return
	}
	item := ""
	for _, decision := range v.desk.minutes.Decisions {
		if decision.Dispute != o.targets[0].Value {
			continue
		}
		if item = decision.ID; decision.Outcome == outcome {
			o.stands, o.targets = "as it is logged", nil
			v.add(o, s)
			return
		}
		o.stands = compared(s.Value, string(decision.Outcome), "logged as ")
	}
	o.entry = v.entryFor(credentials.DecisionItem, item, "decision "+seat, map[string]string{"outcome": s.Value})
	v.add(o, s)
}

// tallyOffer offers totals to a motion of the meeting.
func (v *readingPage) tallyOffer(o documentOffer, s precedents.Suggestion) {
	for i := range v.desk.minutes.Motions {
		motion := &v.desk.minutes.Motions[i]
		o.targets = append(o.targets, ui.Option{Value: motion.ID, Label: shortened(motion.Text, 60)})
	}
	parts := strings.Split(s.Value, "–")
	if o.stands = "log the motion first"; len(o.targets) > 0 && len(parts) == 3 {
		o.stands, o.field = "", "motion"
		set := map[string]string{}
		for i, key := range []string{"announced_for", "announced_against", "announced_abstaining"} {
			if parts[i] != "?" {
				set[key] = parts[i]
			}
		}
		o.entry = &credentials.MinutesEntry{Kind: credentials.MotionItem, Set: set, Was: map[string]string{}}
	}
	v.add(o, s)
}

// takeSuggestions logs what was accepted, each by itself.
func (p *pages) takeSuggestions(c echo.Context, v *readingPage) (answer, error) {
	var entries []credentials.MinutesEntry
	var of []documentOffer
	ticked := false
	for _, o := range v.offers {
		if v.value(o.name(takePrefix)) == "" || o.entry == nil {
			continue
		}
		ticked = true
		if entry, ok := v.accepted(o); ok {
			entries, of = append(entries, entry), append(of, o)
		}
	}
	if len(entries) == 0 && ticked && !v.faulty() {
		return answer{seeOther: link.Desk(v.desk.id), notice: "All of it is logged already."}, nil
	}
	if !ticked {
		v.fault("", "nothing was accepted", "tick what the meeting’s log is to take over")
	}
	if v.faulty() {
		return v.answer(), nil
	}
	taken, err := p.takeEntries(c, entries)
	if err != nil {
		return answer{}, err
	}
	for i, one := range taken {
		if conflict, ok := errors.AsType[*credentials.Conflict](one.Refusal); ok {
			return p.contested(c, entries[i], conflict)
		}
		var held form
		if held.hold(one.Refusal) {
			for _, fault := range held.faults {
				v.fault(of[i].name(takePrefix), fault.What, fault.Mend)
			}
		}
	}
	if v.faulty() {
		return v.answer(), nil
	}
	return answer{seeOther: link.Desk(v.desk.id), notice: capital(precedents.Counted(len(entries), "suggestion")) + " accepted and logged."}, nil
}

// accepted gives the entry of an offer with what it is for.
func (v *readingPage) accepted(o documentOffer) (credentials.MinutesEntry, bool) {
	entry := *o.entry
	target := v.value(o.name(forPrefix))
	if o.field != "" {
		if !slices.ContainsFunc(o.targets, func(t ui.Option) bool { return t.Value == target }) {
			v.fault(o.name(forPrefix), "it is not said what it is for", "choose one")
			return entry, false
		}
		if o.field == "motion" {
			entry.Item = target
			motion := v.desk.itemOf(target)
			for key := range entry.Set {
				entry.Was[key] = motion.Value(key)
			}
		} else {
			entry.Set[o.field] = target
		}
	}
	for key, value := range entry.Set {
		if stands := v.desk.itemOf(entry.Item); stands != nil && stands.Value(key) == value {
			delete(entry.Set, key)
		}
	}
	if len(entry.Set) == 0 {
		return entry, false
	}
	// The key is made of what the entry says, so that what is accepted twice is
	// logged once.
	said := []string{v.desk.id, entry.Item}
	for _, key := range slices.Sorted(maps.Keys(entry.Set)) {
		said = append(said, key, entry.Set[key], entry.Was[key])
	}
	entry.Key = hashed(said...)
	return entry, true
}

// targetField is the field of what an offer is for, filled in where only one thing
// can be meant.
func (v *readingPage) targetField(o documentOffer) ui.Field {
	field := v.field(o.name(forPrefix), "For", "").Must()
	if len(o.targets) == 1 {
		field.Value = cmp.Or(field.Value, o.targets[0].Value)
	}
	return field
}

// targetsOf are what an offer may be for, after a word to choose where there are
// several.
func targetsOf(o documentOffer) []ui.Option {
	if len(o.targets) == 1 {
		return o.targets
	}
	return append([]ui.Option{{Label: "Choose"}}, o.targets...)
}
