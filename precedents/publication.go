package precedents

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"seatwatch/credentials"
)

// Publication is what the record becomes when the minutes of a meeting are
// published: the minutes themselves, and the disputes, recorded votes and reports
// that they bear on, whole, as they will stand.
type Publication struct {
	Minutes   credentials.Minutes
	Disputes  []credentials.Dispute
	RollCalls []credentials.RollCall
	Reports   []credentials.Report
}

// Publish says what publishing minutes makes of the record around the meeting.
// before is what was published of it last, nil for the first time. An error is an
// *Invalid, each fault at "item.field" of the log.
func (a Around) Publish(m credentials.Minutes, before *credentials.Minutes) (Publication, error) {
	p := publishing{around: a, before: before, m: m}
	p.m.Motions = slices.Clone(m.Motions)
	p.check(m.Validate(), "")
	if len(p.faults) == 0 {
		p.decisions()
		p.rollCalls()
		p.reports()
	}
	if len(p.faults) > 0 {
		return Publication{}, &credentials.Invalid{Faults: p.faults}
	}
	p.made.Minutes = p.m
	return p.made, nil
}

type publishing struct {
	around Around
	before *credentials.Minutes
	m      credentials.Minutes
	made   Publication
	faults []credentials.Fault
}

func (p *publishing) add(field, mend, format string, args ...any) {
	p.faults = append(p.faults, credentials.Fault{Field: field, What: fmt.Sprintf(format, args...), Mend: mend})
}

// check takes the faults of an error; with an item they are shown there.
func (p *publishing) check(err error, item string) {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return
	}
	for _, fault := range invalid.Faults {
		if item != "" {
			fault = credentials.Fault{Field: item, What: cmp.Or(fault.Field, "it") + ": " + fault.What, Mend: fault.Mend}
		}
		p.faults = append(p.faults, fault)
	}
}

func (p *publishing) decisions() {
	for i := range p.m.Decisions {
		d := &p.m.Decisions[i]
		dispute, ok := p.around.dispute(d.Dispute)
		if !ok {
			p.add(d.ID+".dispute", "open the dispute first", "there is no dispute %q", d.Dispute)
			continue
		}
		decided := *dispute
		decided.Decisions = slices.Clone(decided.Decisions)
		p.decide(&decided, d)
		p.check(decided.Validate(), d.ID)
		p.made.Disputes = append(p.made.Disputes, decided)
	}
	if p.before == nil {
		return
	}
	for _, earlier := range p.before.Decisions {
		if !slices.ContainsFunc(p.m.Decisions, func(d credentials.SeatDecision) bool { return d.Dispute == earlier.Dispute }) {
			p.add(cmp.Or(earlier.ID, credentials.TheMeeting)+".removed", "put it back and correct it, or delete the decision on the dispute’s own page",
				"the decision on %s has been published, and stands in the dispute", earlier.Dispute)
		}
	}
}

// decide puts a decision into the dispute: into the one of the session that the
// meeting belongs to, else as a new one.
func (p *publishing) decide(dispute *credentials.Dispute, d *credentials.SeatDecision) {
	now, before := sayingOf(&p.m, d), p.saidOf(d.Dispute)
	at := slices.IndexFunc(dispute.Decisions, p.continues)
	if at < 0 {
		before = nil
		dispute.Decide(credentials.Decision{
			Key: credentials.DecisionKey{Session: p.m.Session}, Facts: map[string]credentials.Standing{},
			Confidence: credentials.Medium,
		})
		at = slices.IndexFunc(dispute.Decisions, func(x credentials.Decision) bool { return x.Key.Session == p.m.Session && x.Outcome == "" })
	}
	earlier := saying{}
	if before != nil {
		earlier = *before
	}
	x := &dispute.Decisions[at]
	if before == nil || before.Outcome != now.Outcome || before.Accepted != now.Accepted {
		x.Outcome, x.Accepted = now.Outcome, now.Accepted
	}
	if before == nil || before.Challenge != now.Challenge {
		x.Challenge = now.Challenge
	}
	if before == nil || before.Seated != now.Seated {
		x.Seated = now.Seated
	}
	if before == nil || before.Confidence != now.Confidence {
		x.Confidence = cmp.Or(now.Confidence, x.Confidence)
	}
	if p.m.Body == credentials.CredentialsCommittee {
		committee := credentials.CommitteeAction{}
		if x.Committee != nil {
			committee = *x.Committee
		}
		committee.Dates = with(committee.Dates, p.m.Date)
		committee.Reports = moved(committee.Reports, earlier.reports, now.reports)
		now.act(before, &committee.Outcome, &committee.How, &committee.Vote, &committee.Note)
		x.Committee = &committee
	} else {
		assembly := credentials.AssemblyAction{}
		if x.Assembly != nil {
			assembly = *x.Assembly
		}
		assembly.Date = p.m.Date
		assembly.Resolutions = moved(assembly.Resolutions, earlier.resolutions, now.resolutions)
		assembly.Meetings = moved(assembly.Meetings, earlier.records, now.records)
		now.act(before, &assembly.Outcome, &assembly.How, &assembly.Vote, &assembly.Note)
		x.Assembly = &assembly
	}
	p.positions(x, d.Dispute)
	x.Sources = slices.DeleteFunc(slices.Clone(x.Sources), func(s credentials.Source) bool {
		return slices.Contains(earlier.sources, s) && !slices.Contains(now.sources, s)
	})
	for _, source := range now.sources {
		if !slices.ContainsFunc(x.Sources, func(s credentials.Source) bool { return s.Ref == source.Ref }) {
			x.Sources = append(x.Sources, source)
		}
	}
}

// saying is what one version of the minutes says of a decision. What a further
// version says as the one before did is left as it stands in the dispute, where
// somebody may have corrected it since.
type saying struct {
	credentials.SeatDecision
	action                        credentials.BodyOutcome
	how                           credentials.How
	vote                          *credentials.Tally
	reports, resolutions, records []credentials.Symbol
	sources                       []credentials.Source
}

func sayingOf(m *credentials.Minutes, d *credentials.SeatDecision) *saying {
	s := &saying{
		SeatDecision: *d, action: cmp.Or(d.Action, credentials.BodyOutcome(d.Outcome)), sources: sourcesIn(m, d.Dispute),
		reports: documentsIn(m, d.Dispute, credentials.ReportDocument), records: documentsIn(m, d.Dispute, credentials.RecordDocument),
		resolutions: documentsIn(m, d.Dispute, credentials.ResolutionDocument),
	}
	s.how, s.vote = m.Act(*d)
	if motion, ok := m.Motion(d.Motion); ok && motion.Resolution.Known() {
		s.resolutions = append(s.resolutions, motion.Resolution)
	}
	return s
}

// saidOf gives what the version before said of the decision on a dispute, nil
// where it said nothing.
func (p *publishing) saidOf(dispute string) *saying {
	if p.before == nil {
		return nil
	}
	for i := range p.before.Decisions {
		if d := &p.before.Decisions[i]; d.Dispute == dispute {
			return sayingOf(p.before, d)
		}
	}
	return nil
}

// act writes what the body did, unless the version before said the same and it is
// there.
func (s *saying) act(before *saying, action *credentials.BodyOutcome, how *credentials.How, vote **credentials.Tally, note *string) {
	again := before != nil && *action != ""
	if !again || before.action != s.action {
		*action = s.action
	}
	if !again || before.how != s.how || !sameTally(before.vote, s.vote) {
		*how, *vote = s.how, s.vote
	}
	if !again || before.Note != s.Note {
		*note = s.Note
	}
}

func sameTally(a, b *credentials.Tally) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// moved gives a list with what is said now, and without what was said before and
// is not any more.
func moved[T comparable](list, before, now []T) []T {
	return with(slices.DeleteFunc(slices.Clone(list), func(one T) bool { return slices.Contains(before, one) && !slices.Contains(now, one) }), now...)
}

// continues reports whether the meeting is a part of a decision: one of its
// session on which the body has not acted since, or acted that very day.
func (p *publishing) continues(x credentials.Decision) bool {
	if x.Key.Session != p.m.Session {
		return false
	}
	if p.m.Body == credentials.CredentialsCommittee {
		return x.Assembly == nil || x.Committee != nil && slices.Contains(x.Committee.Dates, p.m.Date)
	}
	return x.Assembly == nil || x.Assembly.Date == p.m.Date
}

// with adds to a list what it does not hold yet.
func with[T comparable](list []T, more ...T) []T {
	list = slices.Clone(list)
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// documentsIn gives the symbols of a meeting's documents of a role that are of
// the dispute or of no one dispute.
func documentsIn(m *credentials.Minutes, dispute string, role credentials.DocumentRole) []credentials.Symbol {
	var symbols []credentials.Symbol
	for _, document := range m.Documents {
		if document.Role == role && (document.Dispute == "" || document.Dispute == dispute) {
			symbols = append(symbols, document.Symbol)
		}
	}
	return symbols
}

// sourcesIn are the documents of a meeting that the decision rests on, and what
// was logged in the room.
func sourcesIn(m *credentials.Minutes, dispute string) []credentials.Source {
	var sources []credentials.Source
	for _, document := range m.Documents {
		if document.Dispute == "" || document.Dispute == dispute {
			sources = append(sources, credentials.Source{
				Ref: document.Symbol.String(), Title: cmp.Or(document.Title, sentenceOf(credentials.DocumentRoles.Label(document.Role))), Kind: "un_document",
			})
		}
	}
	return append(sources, credentials.Source{
		Ref: "meeting " + m.ID, Title: "Minutes kept at the meeting: " + m.Title(), Kind: "other", Read: credentials.Yes,
	})
}

func sentenceOf(label string) string {
	if label == credentials.NotKnown.String() {
		return "Document of the meeting"
	}
	return string(label[0]-'a'+'A') + label[1:]
}

// positions makes positions of the stances that were taken in statements, and
// takes back those that an earlier version of the minutes made.
func (p *publishing) positions(x *credentials.Decision, dispute string) {
	taken := positionsIn(&p.m, dispute)
	x.Positions = slices.Clone(x.Positions)
	if p.before != nil {
		earlier := positionsIn(p.before, dispute)
		x.Positions = slices.DeleteFunc(x.Positions, func(o credentials.Position) bool {
			return slices.Contains(earlier, o) && !slices.Contains(taken, o)
		})
	}
	x.Positions = with(x.Positions, taken...)
}

func positionsIn(m *credentials.Minutes, dispute string) []credentials.Position {
	var positions []credentials.Position
	for _, s := range m.Statements {
		if s.Dispute == dispute && s.Member != "" && s.Stance != "" {
			positions = append(positions, credentials.Position{Member: s.Member, Stance: s.Stance, Claimant: s.Claimant, Date: m.Date})
		}
	}
	return positions
}

// rollCalls makes the Assembly's recorded votes records of their own.
func (p *publishing) rollCalls() {
	if p.m.Body != credentials.GeneralAssembly {
		return
	}
	for i := range p.m.Motions {
		motion := &p.m.Motions[i]
		if len(motion.Ballots) == 0 {
			continue
		}
		before := len(p.faults)
		if own := p.m.RollCallID(motion); motion.RollCall != "" && motion.RollCall != own {
			p.add(motion.ID+".rollcall", "leave it out to keep the votes logged here as "+own+", or take those out",
				"the votes of %s are in the record already, and votes are logged here too", motion.RollCall)
		}
		if motion.Kind == "" {
			p.add(motion.ID+".kind", "choose one", "the recorded vote does not say what sort of motion it was on")
		}
		if motion.Favours == "" {
			p.add(motion.ID+".claimant", "choose a side or a claimant", "the recorded vote does not say what a yes favours")
		}
		vote := p.rollCall(motion)
		if len(p.faults) > before {
			continue
		}
		p.check(vote.Validate(), motion.ID)
		p.made.RollCalls = append(p.made.RollCalls, vote)
		motion.RollCall, motion.Ballots = vote.ID, nil
	}
}

func (p *publishing) rollCall(motion *credentials.MovedMotion) credentials.RollCall {
	vote := credentials.RollCall{
		ID: cmp.Or(motion.RollCall, p.m.RollCallID(motion)), Session: p.m.Session, Date: p.m.Date,
		Draft: motion.Draft, Resolution: motion.Resolution, Dispute: motion.Dispute,
		Motion: motion.Kind, YesFavours: motion.Favours, Question: motion.Text, Why: motion.Why, Ballots: motion.Ballots,
	}
	vote.Counted = vote.Count()
	if motion.Announced.Complete() {
		announced := motion.Announced
		vote.Printed, vote.PrintedSource = &announced, "announced at the meeting"
	}
	if records := documentsIn(&p.m, motion.Dispute, credentials.RecordDocument); len(records) > 0 {
		vote.Meeting = records[0]
	}
	return vote
}

// reports adds the Committee's reports to those of the session.
func (p *publishing) reports() {
	if p.m.Body != credentials.CredentialsCommittee {
		return
	}
	stands := p.around.in.ReportsOf(p.m.Session)
	reports := slices.DeleteFunc(append([]credentials.Report{}, stands...), p.takenBack)
	for _, document := range p.m.Documents {
		if document.Role != credentials.ReportDocument || slices.ContainsFunc(reports, func(r credentials.Report) bool { return r.Symbol == document.Symbol }) {
			continue
		}
		reports = append(reports, credentials.Report{
			Session: p.m.Session, Symbol: document.Symbol, MeetingDate: p.m.Date, Chair: p.m.Presiding,
			Note: document.Title, Source: "meeting " + p.m.ID, Confidence: credentials.Medium,
		})
	}
	if !slices.Equal(reports, stands) {
		p.made.Reports = reports
	}
}

// takenBack reports whether a report came in with the version before and is not in
// the minutes any more.
func (p *publishing) takenBack(r credentials.Report) bool {
	named := func(m *credentials.Minutes) bool {
		return slices.ContainsFunc(m.Documents, func(d credentials.MeetingDocument) bool {
			return d.Role == credentials.ReportDocument && d.Symbol == r.Symbol
		})
	}
	return p.before != nil && r.Source == "meeting "+p.m.ID && named(p.before) && !named(&p.m)
}

// Records gives what is published as records, what is named before what names
// it. One without content is of a session that has no report any more.
func (p *Publication) Records() []Record {
	var records []Record
	switch {
	case len(p.Reports) > 0:
		records = append(records, ReportsRecord(p.Minutes.Session, p.Reports))
	case p.Reports != nil:
		records = append(records, Record{Key: ReportsKey(p.Minutes.Session)})
	}
	for _, dispute := range p.Disputes {
		records = append(records, DisputeRecord(dispute))
	}
	for i := range p.RollCalls {
		records = append(records, RollCallRecord(&p.RollCalls[i]))
	}
	return append(records, MeetingRecord(p.Minutes))
}
