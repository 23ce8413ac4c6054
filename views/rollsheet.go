package views

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// The steps of entering a recorded vote, as the buttons of its forms name them.
const (
	readStep   = "read"
	keypadStep = "keypad"
	backStep   = "back"
	keepStep   = "keep"
)

// matchPrefix begins the fields that say whose an unmatched name is, and leaveOut
// says that it is nobody's.
const (
	matchPrefix = "match."
	leaveOut    = "-"
)

// rollSheet is a recorded vote as it is being entered: what was voted on, every
// Member's ballot, and what a pasted text says, which nobody has accepted yet.
type rollSheet struct {
	*form
	// action is where the sheet is posted.
	action string
	title  string
	// corrects is the vote that is corrected, nil for a new one.
	corrects *credentials.RollCall
	rows     []keypadRow
	text     string
	// readings are the votes in the text, reading the one that is looked at.
	readings []precedents.RollReading
	chosen   int
	frame    *precedents.Frame
	day      credentials.Date
	disputes []ui.Option
	sides    []ui.Option
}

func (s *rollSheet) reading() *precedents.RollReading {
	if s.chosen >= len(s.readings) {
		return nil
	}
	return &s.readings[s.chosen]
}

// newRollCall is the page on which a vote begins: what was voted on, and a text to
// be read.
func (p *pages) newRollCall(c echo.Context) (answer, error) {
	values := url.Values{}
	for _, key := range []string{"dispute", "session", "date"} {
		values.Set(key, c.QueryParam(key))
	}
	s, err := p.rollSheet(c, newForm(values))
	if err != nil {
		return answer{}, err
	}
	return s.beginning(), nil
}

func (p *pages) rollSheet(c echo.Context, f *form) (*rollSheet, error) {
	ctx := c.Request().Context()
	s := &rollSheet{form: f, action: link.NewRollCall, title: "Enter a recorded vote"}
	var err error
	if s.frame, err = p.store.Frame(ctx); err != nil {
		return nil, err
	}
	list, err := p.store.Disputes(ctx, precedents.Query{PageRows: machineRows})
	if err != nil {
		return nil, err
	}
	s.disputes = []ui.Option{{Label: "none: it was not about a seat"}}
	for _, row := range list.Rows {
		s.disputes = append(s.disputes, ui.Option{Value: row.ID, Label: row.Title})
	}
	s.sides = []ui.Option{
		{Label: "Choose"},
		{Value: credentials.FavoursStatusQuo, Label: credentialsFavour(credentials.FavoursStatusQuo)},
		{Value: credentials.FavoursChange, Label: credentialsFavour(credentials.FavoursChange)},
		{Value: credentials.FavoursOther, Label: credentialsFavour(credentials.FavoursOther)},
	}
	if id := f.value("dispute"); slices.ContainsFunc(s.disputes, func(o ui.Option) bool { return o.Value == id && id != "" }) {
		dispute, err := p.store.Dispute(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, claimant := range dispute.Claimants {
			s.sides = append(s.sides, ui.Option{Value: claimant.ID, Label: claimant.Name})
		}
	}
	s.day, _ = credentials.ParseDate(f.value("date"))
	s.text = f.values.Get("text")
	return s, nil
}

func (s *rollSheet) page() ui.Page {
	page := ui.Page{Title: s.title, Section: link.RollCalls, Crumbs: []ui.Crumb{{Label: "Votes", Address: link.RollCalls}}}
	if s.corrects != nil {
		page.Crumbs = append(page.Crumbs, ui.Crumb{Label: s.corrects.Question, Address: link.RollCall(s.corrects.ID)})
	}
	return page
}

func (s *rollSheet) beginning() answer {
	if s.faulty() {
		return s.refused(s.page(), rollBeginningView(s))
	}
	return answer{page: s.page(), body: rollBeginningView(s)}
}

// filled gives the sheet itself, with the ballots that the form holds.
func (s *rollSheet) filled() answer {
	s.rows = assemblyKeypad(s.frame, s.day, s.ballots())
	s.mark()
	if s.faulty() {
		return s.refused(s.page(), rollSheetView(s))
	}
	found := answer{page: s.page(), body: rollSheetView(s), data: s.rows}
	if reading := s.reading(); reading != nil {
		found.data = reading
	}
	return found
}

// announceRead puts the announced totals of the text where none are given yet.
func (s *rollSheet) announceRead(reading *precedents.RollReading) {
	if reading.Announced == nil || s.value("printed_yes")+s.value("printed_no")+s.value("printed_abstain") != "" {
		return
	}
	tally := reading.Announced.Tally
	for key, n := range map[string]credentials.Count{"printed_yes": tally.For, "printed_no": tally.Against, "printed_abstain": tally.Abstaining} {
		s.values.Set(key, figure(n))
	}
}

// mark notes on the keypad how the text writes a name, and what is wrong with a
// ballot.
func (s *rollSheet) mark() {
	written := map[string]string{}
	if reading := s.reading(); reading != nil {
		for _, b := range reading.Ballots {
			written[b.Member] = b.Passage.Quote(s.text)
		}
	}
	for i := range s.rows {
		row := &s.rows[i]
		row.Faults = s.faultsOf(ballotPrefix + row.Member)
		if name := written[row.Member]; precedents.Fold(name) != precedents.Fold(row.Name) {
			row.Written = name
		}
	}
}

// ballots gives the ballots that the form holds.
func (s *rollSheet) ballots() map[string]credentials.Ballot {
	ballots := make(map[string]credentials.Ballot)
	for name := range s.values {
		if member, ok := strings.CutPrefix(name, ballotPrefix); ok && s.value(name) != "" {
			ballots[member] = credentials.Ballot(s.value(name))
		}
	}
	return ballots
}

// enterRollCall takes the sheet a step further: reads the text, opens the keypad,
// goes back to the text, or keeps the vote.
func (p *pages) enterRollCall(c echo.Context) (answer, error) {
	f, err := readForm(c, "text")
	if err != nil {
		return answer{}, err
	}
	s, err := p.rollSheet(c, f)
	if err != nil {
		return answer{}, err
	}
	return p.advance(c, s)
}

func (p *pages) advance(c echo.Context, s *rollSheet) (answer, error) {
	step, which, _ := strings.Cut(s.value("step"), ":")
	switch step {
	case backStep:
		return s.beginning(), nil
	case keepStep:
		return p.keepRollCall(c, s)
	}
	if !s.day.Exact() && len(s.faultsOf("date")) == 0 {
		s.fault("date", "the day of the vote is not known", "write it as 2026-11-23: who was a Member depends on it")
	}
	if step == readStep {
		s.read(which)
	}
	if s.faulty() {
		return s.beginning(), nil
	}
	if reading := s.reading(); reading != nil {
		s.take(reading)
	}
	return s.filled(), nil
}

// read reads the pasted text.
func (s *rollSheet) read(which string) {
	if strings.TrimSpace(s.text) == "" {
		s.fault("text", "there is no text to read", "paste it, or enter the vote on the keypad")
		return
	}
	if s.day.Exact() && utf8Text(s.form) {
		s.readings = precedents.ReadRolls(s.text, s.frame, s.day)
	}
	if len(s.readings) == 0 && s.day.Exact() {
		s.fault("text", "no recorded vote was found in the text", "paste the lists with their headings, such as “In favour:”, “Against:” and “Abstaining:”")
		return
	}
	if n, err := strconv.Atoi(cmp.Or(which, s.value("vote"))); err == nil && n >= 1 && n <= len(s.readings) {
		s.chosen = n - 1
	}
	s.values.Set("vote", strconv.Itoa(s.chosen+1))
}

// utf8Text reports whether nothing is wrong with the pasted text as a text.
func utf8Text(f *form) bool { return len(f.faultsOf("text")) == 0 }

// take puts what was read onto the keypad, in place of what stood there.
func (s *rollSheet) take(reading *precedents.RollReading) {
	for name := range s.values {
		if strings.HasPrefix(name, ballotPrefix) || strings.HasPrefix(name, matchPrefix) {
			delete(s.values, name)
		}
	}
	for _, b := range reading.Roll() {
		s.values.Set(ballotPrefix+b.Member, string(b.Ballot))
	}
	s.announceRead(reading)
}

// settle puts the names that somebody has matched onto the keypad. A name that
// nobody has said anything of is a fault.
func (s *rollSheet) settle(reading *precedents.RollReading) {
	for i, name := range reading.Unmatched {
		field := matchPrefix + strconv.Itoa(i)
		switch code := s.value(field); {
		case code == "":
			s.fault(field, "it is not said whose name “"+name.Name+"” is", "choose the Member, or leave the name out")
		case code == leaveOut || name.Ballot == "":
		default:
			stands := credentials.Ballot(s.value(ballotPrefix + code))
			if stands != "" && stands != name.Ballot {
				s.fault(field, code+" has another vote on the keypad", "correct one of the two")
				continue
			}
			s.values.Set(ballotPrefix+code, string(name.Ballot))
		}
	}
}

// keepRollCall makes the sheet a record, if nothing is wrong with it.
func (p *pages) keepRollCall(c echo.Context, s *rollSheet) (answer, error) {
	if s.text != "" {
		s.read("")
	}
	if reading := s.reading(); reading != nil {
		s.settle(reading)
	}
	vote := s.vote()
	if s.faulty() {
		return s.again(), nil
	}
	account, _ := accountOf(c)
	ctx := c.Request().Context()
	id, notice, err := vote.ID, "The vote is corrected.", error(nil)
	if s.corrects != nil {
		revision, _ := strconv.Atoi(s.value("revision"))
		err = p.store.CorrectRollCall(ctx, vote, revision, account.Name, cmp.Or(s.value("what"), "corrected the vote"), p.now())
	} else {
		notice = "The vote is kept: " + precedents.Counted(len(vote.Ballots), "Member") + " voted or are accounted for."
		id, err = p.store.AddRollCall(ctx, vote, account.Name, s.origin(), p.now())
	}
	if s.hold(atFields(err, &vote)) {
		return s.again(), nil
	}
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.RollCall(id), notice: notice}, nil
}

// origin says in the history how the vote came in.
func (s *rollSheet) origin() string {
	if s.reading() != nil {
		return "entered from a pasted text"
	}
	return "entered on the keypad"
}

// again gives the sheet with its faults; where the day is at fault there is no
// keypad, and the form begins anew.
func (s *rollSheet) again() answer {
	if !s.day.Exact() {
		return s.beginning()
	}
	return s.filled()
}

// atFields puts the faults of a vote's ballots at the fields of the keypad.
func atFields(err error, vote *credentials.RollCall) error {
	invalid, ok := err.(*credentials.Invalid) //nolint:errorlint // The store gives it bare.
	if !ok {
		return err
	}
	for i := range invalid.Faults {
		fault := &invalid.Faults[i]
		if n, found := strings.CutPrefix(fault.Field, "votes["); found {
			n, _, _ = strings.Cut(n, "]")
			if at, err := strconv.Atoi(n); err == nil && at < len(vote.Ballots) {
				fault.Field = ballotPrefix + vote.Ballots[at].Member
			}
		}
	}
	return invalid
}

// vote reads the sheet as a recorded vote; what cannot be read is a fault at its
// field.
func (s *rollSheet) vote() credentials.RollCall {
	vote := credentials.RollCall{
		Session: parsedField(s.form, "session", credentials.ParseSession), Date: parsedField(s.form, "date", credentials.ParseDate),
		Draft: parsedField(s.form, "draft", credentials.ParseSymbol), Resolution: parsedField(s.form, "resolution", credentials.ParseSymbol),
		Meeting: parsedField(s.form, "meeting", credentials.ParseSymbol), Dispute: s.value("dispute"),
		Motion: credentials.Motion(s.value("motion")), YesFavours: s.value("yes_favours"),
		Question: strings.Join(strings.Fields(s.value("question")), " "), Why: strings.Join(strings.Fields(s.value("why")), " "),
	}
	for _, missing := range []struct{ field, what, mend string }{
		{"session", "the session is not known", "write 81, S-18 or ES-11"},
		{"motion", "it is not said what sort of motion it was", "choose one"},
		{"yes_favours", "it is not said what a yes favoured", "choose a side"},
	} {
		if s.value(missing.field) == "" && len(s.faultsOf(missing.field)) == 0 {
			s.fault(missing.field, missing.what, missing.mend)
		}
	}
	ballots := s.ballots()
	for _, member := range slices.Sorted(maps.Keys(ballots)) {
		vote.Ballots = append(vote.Ballots, credentials.MemberBallot{Member: member, Ballot: ballots[member]})
	}
	if len(vote.Ballots) == 0 {
		s.fault("", "nobody has voted", "enter the votes on the keypad, or read them from a text")
	}
	vote.Counted = vote.Count()
	s.announced(&vote)
	if s.corrects != nil {
		vote.ID, vote.SourceID = s.corrects.ID, s.corrects.SourceID
	} else {
		vote.ID = strings.ToLower(cmp.Or(vote.Dispute, "vote") + "-s" + vote.Session.String() + "-" + vote.Date.String())
	}
	return vote
}

// announced reads the announced totals, which come whole or not at all.
func (s *rollSheet) announced(vote *credentials.RollCall) {
	tally := credentials.Tally{
		For: parsedField(s.form, "printed_yes", credentials.ParseCount), Against: parsedField(s.form, "printed_no", credentials.ParseCount),
		Abstaining: parsedField(s.form, "printed_abstain", credentials.ParseCount),
	}
	if tally == (credentials.Tally{}) {
		return
	}
	for _, part := range []struct {
		field string
		n     credentials.Count
	}{{"printed_yes", tally.For}, {"printed_no", tally.Against}, {"printed_abstain", tally.Abstaining}} {
		if !part.n.Known() && len(s.faultsOf(part.field)) == 0 {
			s.fault(part.field, "a part of the announced totals is missing", "write all three, 0 where nobody voted so, or none of them")
		}
	}
	vote.Printed = &tally
	if vote.PrintedSource = s.value("printed_source"); vote.PrintedSource == "" {
		vote.PrintedSource = vote.Meeting.String()
	}
	if vote.PrintedSource == "" {
		s.fault("printed_source", "it is not said where the totals stand", "write the symbol of the record or of the press release")
	}
}

// parsedField reads a field with a parser of the domain; a fault is put at the
// field.
func parsedField[T any](f *form, name string, parse func(string) (T, error)) T {
	value, err := parse(f.value(name))
	var held form
	if held.hold(err) {
		for _, fault := range held.faults {
			f.fault(name, fault.What, fault.Mend)
		}
	}
	return value
}

// editRollCall is the sheet of a vote that stands.
func (p *pages) editRollCall(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	vote, err := p.store.RollCall(ctx, c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	revisions, err := p.store.Revisions(ctx, precedents.RollCallKey(vote.ID))
	if err != nil {
		return answer{}, err
	}
	s, err := p.correction(c, newForm(rollValues(&vote, len(revisions))), &vote)
	if err != nil {
		return answer{}, err
	}
	return s.filled(), nil
}

func (p *pages) correction(c echo.Context, f *form, vote *credentials.RollCall) (*rollSheet, error) {
	s, err := p.rollSheet(c, f)
	if err != nil {
		return nil, err
	}
	s.action, s.title, s.corrects = link.RollCallEdit(vote.ID), "Correct a recorded vote", vote
	return s, nil
}

// rollValues gives a vote as the fields of the sheet.
func rollValues(vote *credentials.RollCall, revision int) url.Values {
	printed := cmp.Or(vote.Printed, &credentials.Tally{})
	values := url.Values{}
	for key, value := range map[string]string{
		"session": vote.Session.String(), "date": vote.Date.String(), "dispute": vote.Dispute, "motion": string(vote.Motion),
		"yes_favours": vote.YesFavours, "question": vote.Question, "draft": vote.Draft.String(), "resolution": vote.Resolution.String(),
		"meeting": vote.Meeting.String(), "printed_yes": figure(printed.For), "printed_no": figure(printed.Against),
		"printed_abstain": figure(printed.Abstaining), "printed_source": vote.PrintedSource, "why": vote.Why, "revision": strconv.Itoa(revision),
	} {
		values.Set(key, value)
	}
	for _, b := range vote.Ballots {
		values.Set(ballotPrefix+b.Member, string(b.Ballot))
	}
	return values
}

// correctRollCall takes the sheet of a vote that stands.
func (p *pages) correctRollCall(c echo.Context) (answer, error) {
	vote, err := p.store.RollCall(c.Request().Context(), c.Param("id"))
	if err != nil {
		return answer{}, err
	}
	f, err := readForm(c, "text")
	if err != nil {
		return answer{}, err
	}
	s, err := p.correction(c, f, &vote)
	if err != nil {
		return answer{}, err
	}
	return p.advance(c, s)
}

// The words of the sheet.

// nameOf gives the name of a Member on the day of the sheet.
func (s *rollSheet) nameOf(code string) string { return s.frame.NameOn(code, s.day) }

// matches are whose an unmatched name may be: the nearest first.
func (s *rollSheet) matches(name precedents.UnmatchedName) []ui.Option {
	options := []ui.Option{{Label: "Choose"}}
	if name.Fault != precedents.UnreadNames && name.Ballot != "" {
		for _, code := range name.Near {
			options = append(options, ui.Option{Value: code, Label: s.nameOf(code)})
		}
	}
	options = append(options, ui.Option{Value: leaveOut, Label: "nobody’s: leave it out"})
	if name.Fault == precedents.UnreadNames || name.Ballot == "" || len(s.reading().Unmatched) > mostMatches {
		return options
	}
	for _, row := range s.rows {
		if !slices.Contains(name.Near, row.Member) {
			options = append(options, ui.Option{Value: row.Member, Label: row.Name})
		}
	}
	return options
}

// mostMatches is for how many names every Member is offered; where more are not
// matched, the day or the text is the wrong one.
const mostMatches = 25

// readWords says what was read of the text.
func (s *rollSheet) readWords() string {
	reading := s.reading()
	n := make(map[credentials.Ballot]int)
	for _, b := range reading.Ballots {
		n[b.Ballot]++
	}
	var parts []string
	for i, term := range boardTerms {
		if i < 3 || n[term.Code] > 0 {
			parts = append(parts, strconv.Itoa(n[term.Code])+" "+term.Label)
		}
	}
	words := "Read from the text: " + strings.Join(parts, ", ")
	switch n := len(reading.Unmatched); {
	case n == 0 && len(reading.Twice) == 0:
		return words + ". Every name is that of one Member of the day."
	case n == 1:
		return words + ". One name is not matched."
	case n > 1:
		return words + ". " + strconv.Itoa(n) + " names are not matched."
	}
	return words + "."
}

// announcedWords says which totals the text announces, and whether the names agree
// with them.
func announcedWords(reading *precedents.RollReading) string {
	words := "It announces " + reading.Announced.Tally.String()
	if reading.Announced.Tally == reading.Counted() {
		words += ", with which the names agree."
	} else {
		words += ", with which the names do not agree."
	}
	if reading.Announced.Turned {
		words += " Since the motion was rejected, the larger number is taken for the votes against."
	}
	return words
}

// placesWords says where a Member stands twice.
func (s *rollSheet) placesWords(twice precedents.TwiceNamed) string {
	var places []string
	for _, place := range twice.Places {
		places = append(places, ballotWords(place.Ballot)+" (“"+place.Passage.Quote(s.text)+"”)")
	}
	words := s.nameOf(twice.Member) + " is named " + strings.Join(places, " and ") + "."
	if twice.Conflicting() {
		return words + " Its vote is left open on the keypad."
	}
	return words + " It is counted once."
}

// missingWords are the words for a list that a text does not have.
func missingWords(ballot credentials.Ballot) string {
	switch ballot {
	case credentials.InFavour, credentials.Against:
		return "voting " + credentials.Ballots.Label(ballot)
	case credentials.Abstaining, credentials.Absent, credentials.NotParticipating:
	}
	return ballotWords(ballot)
}

// faultyDetails reports whether anything is wrong with what was voted on.
func (s *rollSheet) faultyDetails() bool {
	return slices.ContainsFunc([]string{"question", "date", "session", "dispute", "motion", "draft", "resolution", "meeting"}, func(name string) bool {
		return len(s.faultsOf(name)) > 0
	})
}
