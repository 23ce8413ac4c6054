package db

import (
	"context"
	"database/sql"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	disputes  = replacing("dispute", "id", "seat seat_name title kind opened opened_by closed closed_by summary doubts")
	seeAlsos  = tableOf("see_also", "dispute ordinal other note", "")
	claimants = tableOf("claimant", "dispute id ordinal name leader seated_at_start note", "")
	decisions = tableOf("decision", `dispute session number ordinal decided challenge
		committee_outcome committee_how committee_for committee_against committee_abstaining committee_note
		assembly_date assembly_outcome assembly_how assembly_for assembly_against assembly_abstaining assembly_note
		outcome accepted seated vacant talks confidence doubts`, "")
	committeeDates    = tableOf("committee_date", "dispute session number ordinal met", "")
	decisionDocuments = tableOf("decision_document", "dispute session number role ordinal symbol", "")
	standings         = tableOf("standing", "dispute session number claimant "+strings.Join(credentials.FactKeys(), " "), "")
	positions         = tableOf("position", "dispute session number ordinal member stance claimant day until", "")
	sources           = tableOf("source", "dispute session number ordinal ref title kind read passage", "")
)

// partsOfDispute are the tables below a dispute's own, those that refer to
// others first.
var partsOfDispute = []string{
	"dissent", "coding", "reply", "prepared_source", "prepared_position", "prepared_standing", "preparation",
	"source", "position", "standing", "decision_document", "committee_date", "decision", "claimant", "see_also",
}

func (c *change) clearDispute(id string) error {
	for _, part := range partsOfDispute {
		if err := c.exec(`DELETE FROM `+part+` WHERE dispute = ?`, id); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) putDispute(d *credentials.Dispute, fresh bool) error {
	if !fresh {
		if err := c.clearDispute(d.ID); err != nil {
			return err
		}
	}
	err := c.add(disputes, d.ID, d.Seat, d.SeatName, d.Title, string(d.Kind), dated(d.Opened), d.OpenedBy, dated(d.Closed), orNull(d.ClosedBy), d.Summary, d.Doubts)
	if err != nil {
		return err
	}
	for i, other := range d.SeeAlso {
		if err := c.add(seeAlsos, d.ID, i, other.Dispute, other.Note); err != nil {
			return err
		}
	}
	for i, claimant := range d.Claimants {
		err := c.add(claimants, d.ID, claimant.ID, i, claimant.Name, orNull(claimant.Leader), orNull(claimant.SeatedAtStart.Code()), claimant.Note)
		if err != nil {
			return err
		}
	}
	for i := range d.Decisions {
		if err := c.putDecision(d, i); err != nil {
			return err
		}
	}
	if err := c.putSources(d.Sources, d.ID, nil, nil); err != nil {
		return err
	}
	if err := c.putPreparations(d); err != nil {
		return err
	}
	c.disputes[d.ID] = d
	return c.mentionDispute(d)
}

func (c *change) putDecision(d *credentials.Dispute, i int) error {
	x := &d.Decisions[i]
	session := x.Key.Session.String()
	values := []any{d.ID, session, x.Key.Number, i, dated(x.Date()), string(x.Challenge)}
	values = append(values, committeeValues(x.Committee)...)
	values = append(values, assemblyValues(x.Assembly)...)
	seated, vacant := orNull(x.Seated), credentials.No
	if x.Seated == credentials.Vacant {
		seated, vacant = nil, credentials.Yes
	}
	values = append(values, string(x.Outcome), orNull(x.Accepted), seated, vacant.Code(), orNull(x.Talks.Code()), string(x.Confidence), x.Doubts)
	if err := c.add(decisions, values...); err != nil {
		return err
	}
	if err := c.putActions(d.ID, x); err != nil {
		return err
	}
	for claimant, standing := range x.Facts {
		if err := c.add(standings, append([]any{d.ID, session, x.Key.Number, claimant}, factValues(standing)...)...); err != nil {
			return err
		}
	}
	for n, p := range x.Positions {
		if err := c.add(positions, append([]any{d.ID, session, x.Key.Number, n}, positionValues(p)...)...); err != nil {
			return err
		}
	}
	if err := c.putCodings(x.Coding, d.ID, session, x.Key.Number); err != nil {
		return err
	}
	return c.putSources(x.Sources, d.ID, session, x.Key.Number)
}

func committeeValues(a *credentials.CommitteeAction) []any {
	if a == nil {
		return []any{nil, nil, nil, nil, nil, ""}
	}
	vote := tallyOrNull(a.Vote)
	return []any{string(a.Outcome), orNull(a.How), vote[0], vote[1], vote[2], a.Note}
}

func assemblyValues(a *credentials.AssemblyAction) []any {
	if a == nil {
		return []any{nil, nil, nil, nil, nil, nil, ""}
	}
	vote := tallyOrNull(a.Vote)
	return []any{dated(a.Date), string(a.Outcome), orNull(a.How), vote[0], vote[1], vote[2], a.Note}
}

// putActions writes the days and documents of what the two bodies did.
func (c *change) putActions(id string, x *credentials.Decision) error {
	session, number := x.Key.Session.String(), x.Key.Number
	if x.Committee != nil {
		for i, day := range x.Committee.Dates {
			if err := c.add(committeeDates, id, session, number, i, day.String()); err != nil {
				return err
			}
		}
	}
	for _, documents := range documentsOf(x) {
		for i, s := range *documents.symbols {
			if err := c.add(decisionDocuments, id, session, number, string(documents.role), i, s.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// roleDocuments are the documents that a decision names in one role.
type roleDocuments struct {
	role    precedents.Role
	symbols *[]credentials.Symbol
}

// documentsOf gives the lists of documents of what the two bodies did.
func documentsOf(x *credentials.Decision) []roleDocuments {
	var documents []roleDocuments
	if x.Committee != nil {
		documents = append(documents, roleDocuments{precedents.ReportOfDecision, &x.Committee.Reports})
	}
	if x.Assembly != nil {
		documents = append(documents,
			roleDocuments{precedents.ResolutionOfDecision, &x.Assembly.Resolutions},
			roleDocuments{precedents.MeetingOfDecision, &x.Assembly.Meetings})
	}
	return documents
}

func (c *change) putSources(list []credentials.Source, dispute string, session, number any) error {
	for i, s := range list {
		if err := c.add(sources, append([]any{dispute, session, number, i}, sourceValues(s)...)...); err != nil {
			return err
		}
	}
	return nil
}

// Dispute gives one dispute whole. An id that names none is a
// *credentials.NotFound.
func (s *Store) Dispute(ctx context.Context, id string) (credentials.Dispute, error) {
	var list []credentials.Dispute
	err := s.reading(ctx, func(tx *sql.Tx) (err error) {
		list, err = readDisputes(ctx, tx, `dispute = ?`, id)
		return err
	})
	switch {
	case err != nil:
		return credentials.Dispute{}, err
	case len(list) == 0:
		return credentials.Dispute{}, &credentials.NotFound{Kind: "dispute", ID: id}
	}
	return list[0], nil
}

// DisputesAt gives the disputes that were decided at a session, whole, by id.
func (s *Store) DisputesAt(ctx context.Context, session credentials.Session) ([]credentials.Dispute, error) {
	return s.wholeDisputes(ctx, `dispute IN (SELECT dispute FROM decision WHERE session = ?)`, session.String())
}

// LiveDisputes gives the disputes that are live, whole, by id.
func (s *Store) LiveDisputes(ctx context.Context) ([]credentials.Dispute, error) {
	return s.wholeDisputes(ctx, `dispute IN (SELECT d.id FROM dispute AS d WHERE `+state+` = ?)`, string(credentials.Live))
}

func (s *Store) wholeDisputes(ctx context.Context, where string, args ...any) (list []credentials.Dispute, err error) {
	err = s.reading(ctx, func(tx *sql.Tx) error {
		list, err = readDisputes(ctx, tx, where, args...)
		return err
	})
	return list, err
}

// disputeReading puts disputes together from their tables.
type disputeReading struct {
	ctx   context.Context
	q     querier
	where string
	args  []any

	list      []credentials.Dispute
	disputes  map[string]*credentials.Dispute
	decisions map[decisionRef]*credentials.Decision
}

// decisionRef names a decision as the tables do.
type decisionRef struct {
	dispute, session string
	number           int
}

func (r *decisionRef) into() []any { return []any{&r.dispute, text(&r.session), number(&r.number)} }

// readDisputes gives the disputes that a condition on the column dispute picks
// out, by id.
func readDisputes(ctx context.Context, q querier, where string, args ...any) ([]credentials.Dispute, error) {
	r := &disputeReading{ctx: ctx, q: q, where: where, args: args}
	for _, read := range []func() error{
		r.heads, r.seeAlso, r.claimants, r.readDecisions, r.dates, r.documents, r.standings, r.positions, r.sources,
		r.preparations, r.preparedStandings, r.preparedPositions, r.preparedSources, r.codings, r.replies,
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return r.list, nil
}

func (r *disputeReading) heads() (err error) {
	r.list, err = all(r.ctx, r.q, func(d *credentials.Dispute) []any {
		return []any{
			&d.ID, &d.Seat, &d.SeatName, &d.Title, text(&d.Kind), date(&d.Opened), &d.OpenedBy, date(&d.Closed), text(&d.ClosedBy), &d.Summary, &d.Doubts,
		}
	}, `SELECT id, seat, seat_name, title, kind, opened, opened_by, closed, closed_by, summary, doubts
		FROM (SELECT id AS dispute, * FROM dispute) WHERE `+r.where+` ORDER BY id`, r.args...)
	r.disputes = make(map[string]*credentials.Dispute, len(r.list))
	for i := range r.list {
		r.disputes[r.list[i].ID] = &r.list[i]
	}
	return err
}

func (r *disputeReading) seeAlso() error {
	type row struct {
		dispute string
		credentials.SeeAlso
	}
	return each(r.ctx, r.q, func(s *row) []any { return []any{&s.dispute, &s.Dispute, &s.Note} }, func(s *row) error {
		d := r.disputes[s.dispute]
		d.SeeAlso = append(d.SeeAlso, s.SeeAlso)
		return nil
	}, `SELECT dispute, other, note FROM see_also WHERE `+r.where+` ORDER BY dispute, ordinal`, r.args...)
}

type claimantRow struct {
	dispute string
	credentials.Claimant
}

const claimantColumns = `SELECT dispute, id, name, leader, seated_at_start, note FROM claimant WHERE `

func (c *claimantRow) into() []any {
	return []any{&c.dispute, &c.ID, &c.Name, text(&c.Leader), truth(&c.SeatedAtStart), &c.Note}
}

func (r *disputeReading) claimants() error {
	return each(r.ctx, r.q, (*claimantRow).into, func(c *claimantRow) error {
		d := r.disputes[c.dispute]
		d.Claimants = append(d.Claimants, c.Claimant)
		return nil
	}, claimantColumns+r.where+` ORDER BY dispute, ordinal`, r.args...)
}

type decisionColumns struct {
	credentials.Decision
	ref            decisionRef
	committee      credentials.CommitteeAction
	assembly       credentials.AssemblyAction
	vacant         credentials.Truth
	committeeTally credentials.Tally
	assemblyTally  credentials.Tally
}

func (x *decisionColumns) into() []any {
	return append(x.ref.into(), text(&x.Challenge),
		text(&x.committee.Outcome), text(&x.committee.How), count(&x.committeeTally.For), count(&x.committeeTally.Against), count(&x.committeeTally.Abstaining), &x.committee.Note,
		date(&x.assembly.Date), text(&x.assembly.Outcome), text(&x.assembly.How), count(&x.assemblyTally.For), count(&x.assemblyTally.Against), count(&x.assemblyTally.Abstaining), &x.assembly.Note,
		text(&x.Outcome), text(&x.Accepted), text(&x.Seated), truth(&x.vacant), truth(&x.Talks), text(&x.Confidence), &x.Doubts)
}

// decision gives the decision that the columns tell of.
func (x *decisionColumns) decision() (credentials.Decision, error) {
	session, err := credentials.ParseSession(x.ref.session)
	decision := x.Decision
	decision.Key = credentials.DecisionKey{Session: session, Number: x.ref.number}
	if x.vacant == credentials.Yes {
		decision.Seated = credentials.Vacant
	}
	if x.committee.Outcome != "" {
		x.committee.Vote = tallyOf(x.committee.How, x.committeeTally)
		decision.Committee = &x.committee
	}
	if x.assembly.Outcome != "" {
		x.assembly.Vote = tallyOf(x.assembly.How, x.assemblyTally)
		decision.Assembly = &x.assembly
	}
	return decision, err
}

// tallyOf gives the numbers of a vote; nil where there was none.
func tallyOf(how credentials.How, tally credentials.Tally) *credentials.Tally {
	if how != credentials.ByVote {
		return nil
	}
	return &tally
}

func (r *disputeReading) readDecisions() error {
	err := each(r.ctx, r.q, (*decisionColumns).into, func(x *decisionColumns) error {
		decision, err := x.decision()
		d := r.disputes[x.ref.dispute]
		d.Decisions = append(d.Decisions, decision)
		return err
	}, `SELECT dispute, session, number, challenge,
			committee_outcome, committee_how, committee_for, committee_against, committee_abstaining, committee_note,
			assembly_date, assembly_outcome, assembly_how, assembly_for, assembly_against, assembly_abstaining, assembly_note,
			outcome, accepted, seated, vacant, talks, confidence, doubts
		FROM decision WHERE `+r.where+` ORDER BY dispute, ordinal`, r.args...)
	r.decisions = map[decisionRef]*credentials.Decision{}
	for id, d := range r.disputes {
		for i := range d.Decisions {
			key := d.Decisions[i].Key
			r.decisions[decisionRef{id, key.Session.String(), key.Number}] = &d.Decisions[i]
		}
	}
	return err
}

func (r *disputeReading) dates() error {
	type row struct {
		decisionRef
		met credentials.Date
	}
	return each(r.ctx, r.q, func(m *row) []any { return append(m.into(), date(&m.met)) }, func(m *row) error {
		action := r.decisions[m.decisionRef].Committee
		action.Dates = append(action.Dates, m.met)
		return nil
	}, `SELECT dispute, session, number, met FROM committee_date WHERE `+r.where+` ORDER BY dispute, session, number, ordinal`, r.args...)
}

func (r *disputeReading) documents() error {
	type row struct {
		decisionRef
		role   precedents.Role
		symbol credentials.Symbol
	}
	return each(r.ctx, r.q, func(d *row) []any { return append(d.into(), text(&d.role), symbol(&d.symbol)) }, func(d *row) error {
		for _, documents := range documentsOf(r.decisions[d.decisionRef]) {
			if documents.role == d.role {
				*documents.symbols = append(*documents.symbols, d.symbol)
			}
		}
		return nil
	}, `SELECT dispute, session, number, role, symbol FROM decision_document WHERE `+r.where+` ORDER BY dispute, session, number, role, ordinal`, r.args...)
}

// factScanners reads the columns of all facts into a standing.
func factScanners(into *credentials.Standing) []any {
	scanners := make([]any, 0, len(credentials.Facts()))
	for _, fact := range credentials.Facts() {
		scanners = append(scanners, scanner(func(src any) error {
			code, err := textOf(src)
			if err != nil {
				return err
			}
			value, err := fact.Parse(code)
			*into = into.With(fact, value)
			return err
		}))
	}
	return scanners
}

// factColumns lists the columns of all facts under a table's name.
func factColumns(table string) string {
	return table + "." + strings.Join(credentials.FactKeys(), ", "+table+".")
}

func (r *disputeReading) standings() error {
	type row struct {
		decisionRef
		claimant string
		standing credentials.Standing
	}
	return each(r.ctx, r.q, func(s *row) []any {
		return append(append(s.into(), &s.claimant), factScanners(&s.standing)...)
	}, func(s *row) error {
		x := r.decisions[s.decisionRef]
		if x.Facts == nil {
			x.Facts = map[string]credentials.Standing{}
		}
		x.Facts[s.claimant] = s.standing
		return nil
	}, `SELECT dispute, session, number, claimant, `+factColumns("standing")+` FROM standing WHERE `+r.where, r.args...)
}

type positionRow struct {
	decisionRef
	credentials.Position
}

func (p *positionRow) columns() []any {
	return []any{&p.Member, text(&p.Stance), text(&p.Claimant), date(&p.Date), date(&p.Until)}
}

func (r *disputeReading) positions() error {
	return each(r.ctx, r.q, func(p *positionRow) []any { return append(p.into(), p.columns()...) }, func(p *positionRow) error {
		x := r.decisions[p.decisionRef]
		x.Positions = append(x.Positions, p.Position)
		return nil
	}, `SELECT dispute, session, number, member, stance, claimant, day, until FROM position WHERE `+r.where+` ORDER BY dispute, session, number, ordinal`, r.args...)
}

type sourceRow struct {
	decisionRef
	credentials.Source
}

func (s *sourceRow) columns() []any {
	return []any{&s.Ref, &s.Title, text(&s.Kind), truth(&s.Read), &s.Passage}
}

func (r *disputeReading) sources() error {
	return each(r.ctx, r.q, func(s *sourceRow) []any { return append(s.into(), s.columns()...) }, func(s *sourceRow) error {
		into := &r.disputes[s.dispute].Sources
		if s.session != "" {
			into = &r.decisions[s.decisionRef].Sources
		}
		*into = append(*into, s.Source)
		return nil
	}, `SELECT dispute, session, number, ref, title, kind, read, passage FROM source WHERE `+r.where+` ORDER BY dispute, session, number, ordinal`, r.args...)
}
