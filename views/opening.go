package views

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// The fields of the form that opens a dispute.
const (
	seatField     = "seat"
	kindField     = "kind"
	openedField   = "opened"
	openedByField = "opened_by"
	sittingField  = "sitting"
	rivalField    = "rival"
	sourceField   = "source"
	titleField    = "source_title"
	passageField  = "passage"
)

// openingPage is the form that opens a dispute: a seat, an event, two claimants.
type openingPage struct {
	*form
	frame *precedents.Frame
}

func (p *pages) opening(c echo.Context) (answer, error) {
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	v := openingPage{form: newForm(nil), frame: frame}
	v.values.Set(openedField, p.today().String())
	v.values.Set(kindField, string(credentials.RivalClaimants))
	v.values.Set(seatField, c.QueryParam(seatField))
	return answer{page: openingFrame(), body: openingView(v)}, nil
}

func openingFrame() ui.Page {
	return ui.Page{
		Title: "Open a dispute", Section: link.Disputes, Description: "A seat, an event, two claimants.",
		Crumbs: []ui.Crumb{{Label: "Disputes", Address: link.Disputes}},
	}
}

func (p *pages) open(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	posted, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	frame, err := p.store.Frame(ctx)
	if err != nil {
		return answer{}, err
	}
	account, _ := accountOf(c)
	v := openingPage{form: posted, frame: frame}
	refused := func() (answer, error) { return v.refused(openingFrame(), openingView(v)), nil }
	dispute := v.dispute(account.Name, p.today())
	if v.faulty() {
		return refused()
	}
	_, err = p.store.OpenDispute(ctx, dispute, account.Name, "opened the dispute", p.now())
	if _, ok := errors.AsType[*credentials.Conflict](err); ok {
		v.fault(seatField, dispute.ID+" is in the record already", "correct that one, or write the year of another event")
		return refused()
	}
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		v.hold(v.byField(invalid))
		v.placed()
		return refused()
	}
	if err != nil {
		return answer{}, err
	}
	return answer{
		seeOther: link.EditFacts(link.Sheet(dispute.ID, dispute.Prepared[0].Session)),
		notice:   dispute.Title + " is open. Code what is known of each claimant; everything else stays not known.",
	}, nil
}

// dispute puts together what the form says.
func (v openingPage) dispute(by string, today credentials.Date) credentials.Dispute {
	member := v.member()
	opened, err := credentials.ParseDate(v.value(openedField))
	if err != nil || !opened.Known() {
		v.fault(openedField, "the day of the event is missing or is no date", "write 2026-11-23, 2026-11 or 2026")
	}
	kind := credentials.Kind(v.value(kindField))
	d := credentials.Dispute{
		Seat: member.Code, SeatName: member.NameOn(opened), Kind: kind, Opened: opened, OpenedBy: v.value(openedByField),
		Summary: sentence(v.value(openedByField)),
	}
	if d.OpenedBy == "" {
		v.fault(openedByField, "what happened is missing", "say it in a clause, as a document would")
	}
	d.Title = d.SeatName + ", " + strconv.Itoa(opened.Year())
	d.ID = slug(d.SeatName) + "-" + strconv.Itoa(opened.Year())
	for _, name := range []string{sittingField, rivalField} {
		claimant := v.value(name)
		if claimant == "" {
			if name == sittingField || kind == credentials.RivalClaimants {
				v.fault(name, "the claimant has no name", "write the name the documents use")
			}
			continue
		}
		d.Claimants = append(d.Claimants, credentials.Claimant{
			ID: claimantID(d.Claimants, claimant), Name: claimant, SeatedAtStart: credentials.TruthOf(name == sittingField),
		})
	}
	if v.value(sourceField) != "" || v.value(titleField) != "" {
		d.Sources = []credentials.Source{v.source()}
	}
	if !v.faulty() {
		d.Prepared = []credentials.Preparation{firstSheet(&d, v.frame.SessionInQuestion(&d, today), by, v.value(sourceField))}
	}
	return d
}

// firstSheet is the sheet of a dispute that has just been opened: who holds the
// seat is known.
func firstSheet(d *credentials.Dispute, session credentials.Session, by, source string) credentials.Preparation {
	p := credentials.Preparation{Session: session, Challenge: d.Kind.Challenge(), Facts: map[string]credentials.Standing{}}
	for _, claimant := range d.Claimants {
		value, _ := credentials.HoldsSeat.Parse(claimant.SeatedAtStart.Code())
		p.Facts[claimant.ID] = credentials.Standing{}.With(credentials.HoldsSeat, value)
		p.Coding = append(p.Coding, credentials.Coding{Claimant: claimant.ID, Fact: credentials.HoldsSeat, By: by, Source: source})
	}
	return p
}

func (v openingPage) source() credentials.Source {
	s := credentials.Source{Ref: v.value(sourceField), Title: v.value(titleField), Passage: v.value(passageField), Kind: "other"}
	if _, ok := s.Symbol(); ok {
		s.Kind = "un_document"
	}
	if s.Ref == "" {
		v.fault(sourceField, "the source has no reference", "write a document symbol or an address")
	}
	if s.Title == "" {
		v.fault(titleField, "the source has no title", "write the title of the document")
	}
	return s
}

// member finds the Member that the form names by code or by any of its names.
func (v openingPage) member() credentials.Member {
	text := v.value(seatField)
	if member, ok := v.frame.Member(strings.ToUpper(text)); ok {
		return member
	}
	if member, ok := v.frame.MemberByName(text); ok {
		return member
	}
	if text == "" {
		v.fault(seatField, "the seat is missing", "write the Member’s name, or its three letters")
		return credentials.Member{}
	}
	v.fault(seatField, "there is no Member “"+text+"”", nearestMembers(v.frame, text))
	return credentials.Member{}
}

// nearestMembers says which Members a name may have meant.
func nearestMembers(frame *precedents.Frame, text string) string {
	var names []string
	for _, member := range frame.Members {
		names = append(names, member.AllNames()...)
		names = append(names, member.Code)
	}
	if near := credentials.Nearest(text, names, 3); len(near) > 0 {
		return "did you mean " + strings.Join(near, ", or ") + "?"
	}
	return "write the Member’s name, or its three letters"
}

// byField brings the faults of a dispute to the fields of this form.
func (v openingPage) byField(invalid *credentials.Invalid) *credentials.Invalid {
	fields := map[string]string{"id": seatField, "seat_name": seatField, "title": seatField, "summary": openedByField}
	moved := &credentials.Invalid{Faults: slices.Clone(invalid.Faults)}
	for i := range moved.Faults {
		field := &moved.Faults[i].Field
		switch {
		case fields[*field] != "":
			*field = fields[*field]
		case strings.HasPrefix(*field, "claimants"):
			*field = sittingField
		case strings.HasPrefix(*field, "sources"):
			*field = sourceField
		}
	}
	return moved
}

// members are the names that the field of a Member proposes.
func members(frame *precedents.Frame) []string {
	var names []string
	for _, member := range frame.Members {
		if !member.Ended.Known() {
			names = append(names, member.Name)
		}
	}
	slices.Sort(names)
	return names
}

// longestSlug keeps ids short enough to be read in an address.
const longestSlug = 40

// slug gives a name as a part of an id: lower-case letters and digits with
// hyphens between words.
func slug(name string) string {
	var words []string
	length := 0
	for _, word := range strings.FieldsFunc(precedents.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if length += len(word) + 1; length > longestSlug && len(words) > 0 {
			break
		}
		words = append(words, word[:min(len(word), longestSlug)])
	}
	return strings.Join(words, "-")
}

// claimantID gives a claimant an id of its own within its dispute.
func claimantID(claimants []credentials.Claimant, name string) string {
	base, _, _ := strings.Cut(name, " (")
	id := slug(base)
	if id == "" || id == credentials.Vacant {
		id = "claimant"
	}
	own := id
	for n := 2; slices.ContainsFunc(claimants, func(c credentials.Claimant) bool { return c.ID == own }); n++ {
		own = id + "-" + strconv.Itoa(n)
	}
	return own
}
