package precedents

import (
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// horizon is the last day of which the brief may know anything: the day it is as of,
// or the opening of the session where the record has what came after it.
func (b *briefing) horizon() credentials.Date {
	if b.inquiry != nil && b.decidedSince() != "" && b.inquiry.Opened.Before(b.brief.AsOf) == credentials.Yes {
		return b.inquiry.Opened
	}
	return b.brief.AsOf
}

// knows reports whether something that happened on a day is in the brief's past.
func (b *briefing) knows(day credentials.Date) bool {
	return day.Known() && b.horizon().Before(day.First()) != credentials.Yes
}

// decidedSince gives the id of the decision that the record has for the brief's
// session, empty where there is none.
func (b *briefing) decidedSince() string {
	if x := decisionAt(b.dispute, credentials.DecisionKey{Session: b.brief.Session, Number: b.brief.Number}); x != nil {
		return credentials.DecisionID(b.dispute.ID, x.Key)
	}
	return ""
}

// past gives the decisions of the dispute that the brief knows of, in their order.
func (b *briefing) past() []*Case {
	if b.inquiry == nil {
		return nil
	}
	var list []*Case
	for _, c := range b.inquiry.engine.recorded.byDispute[b.dispute.ID] {
		if c.seenBy(b.inquiry.Case) {
			list = append(list, c)
		}
	}
	return list
}

// last gives the last of them, nil where there is none.
func (b *briefing) last() *Case {
	past := b.past()
	if len(past) == 0 {
		return nil
	}
	return past[len(past)-1]
}

// standing is how a dispute stands on the brief's day.
type disputeStanding int

const (
	// stillOpen: it may come up at the session.
	stillOpen disputeStanding = iota
	// notYetOpen: it opened after that day.
	notYetOpen
	// endedBy: its end is recorded, and was known by that day.
	endedBy
	// goneQuiet: it has not been before the body for years, and nobody recorded that
	// it ended.
	goneQuiet
)

func (b *briefing) stands() disputeStanding {
	last := b.last()
	switch {
	case !b.knowsItOpened():
		return notYetOpen
	case b.closed(b.dispute) && !b.own():
		return endedBy
	case last != nil && b.sessionsSince(last) > credentials.LiveSessions:
		return goneQuiet
	}
	return stillOpen
}

// knowsItOpened reports whether the dispute had opened by the brief's day. The facts
// coded for a session's own decision are of a dispute that had, though the session may
// have opened before it.
func (b *briefing) knowsItOpened() bool {
	coded := b.inquiry != nil && b.forecast.CarriedFrom == nil
	return coded || !b.dispute.Opened.Known() || b.knows(b.dispute.Opened)
}

// own reports whether the brief is before a decision on record, from the facts coded
// for it: a dispute that came up then had not ended.
func (b *briefing) own() bool {
	return b.inquiry != nil && b.forecast.CarriedFrom == nil && !b.forecast.Prepared && b.decidedSince() != ""
}

// closed reports whether a dispute's end is in the brief's past. Of one that is known
// only to the year or the month, it is when that is over.
func (b *briefing) closed(d *credentials.Dispute) bool {
	return d.Closed.Known() && b.horizon().Before(d.Closed.Last()) == credentials.No
}

// sessionsSince counts the regular sessions that opened after a decision's, the
// brief's own among them.
func (b *briefing) sessionsSince(last *Case) int {
	n := 1
	for _, s := range b.engine.book.Sessions {
		if s.Session.Kind() == credentials.RegularSession && last.Opened.Before(s.Opened) == credentials.Yes &&
			s.Opened.Before(b.inquiry.Opened) == credentials.Yes {
			n++
		}
	}
	return n
}

// record gives the decision of the record behind a case.
func (b *briefing) record(c *Case) *credentials.Decision {
	x, err := c.Dispute.Decision(c.Key)
	if err != nil {
		return &credentials.Decision{Key: c.Key}
	}
	return x
}

// documented gives the id of a decision and those of its documents, the first few.
func (b *briefing) documented(c *Case) []string {
	const shown = 3
	ids := []string{c.ID()}
	x := b.record(c)
	var symbols []credentials.Symbol
	if x.Committee != nil {
		symbols = append(symbols, x.Committee.Reports...)
	}
	if x.Assembly != nil {
		symbols = append(symbols, x.Assembly.Resolutions...)
	}
	for _, symbol := range symbols[:min(len(symbols), shown)] {
		ids = append(ids, string(DocumentReference)+kindMark+symbol.String())
	}
	return ids
}

// about is the id of the dispute itself.
func (b *briefing) about() string { return string(DisputeReference) + kindMark + b.dispute.ID }

// called gives a claimant's name as it stands in a sentence: as the documents have
// it, without what stands in brackets unless that alone tells it from another;
// nobody, and who is not known, in words.
func (b *briefing) called(id string) any {
	switch id {
	case credentials.Vacant:
		return wording.Of("who.nobody", nil)
	case "":
		return wording.NotKnown
	}
	name := withoutBrackets(b.dispute, id)
	for _, other := range b.dispute.Claimants {
		if other.ID != id && withoutBrackets(b.dispute, other.ID) == name {
			return b.dispute.ClaimantName(id)
		}
	}
	return name
}

func withoutBrackets(d *credentials.Dispute, id string) string {
	name, _, _ := strings.Cut(d.ClaimantName(id), " (")
	if head, _, ok := strings.Cut(name, ", "); ok && words(name) > claimantWords && words(head) > 1 {
		return head
	}
	return name
}

// acts says what the Committee and the Assembly did, each with how.
func (b *briefing) acts(x *credentials.Decision) wording.Sentence {
	var said []wording.Sentence
	if a := x.Committee; a != nil {
		said = append(said, act("body.committee", wording.TermOf("committee_outcome", &credentials.CommitteeOutcomes, a.Outcome), a.How, a.Vote))
	}
	if a := x.Assembly; a != nil {
		said = append(said, act("body.assembly", wording.TermOf("assembly_outcome", &credentials.AssemblyOutcomes, a.Outcome), a.How, a.Vote))
	}
	switch len(said) {
	case 0:
		return wording.Of("body.none", nil)
	case 1:
		return said[0]
	}
	return wording.Of("body.both", wording.Values{"committee": said[0], "assembly": said[1]})
}

func act(body string, outcome wording.Term, how credentials.How, vote *credentials.Tally) wording.Sentence {
	did := wording.Of(body, wording.Values{"outcome": outcome})
	switch {
	case vote != nil && *vote != (credentials.Tally{}):
		return wording.Of("body.vote", wording.Values{"act": did, "tally": vote.String()})
	case how == "":
		return did
	}
	return wording.Of("body.how", wording.Values{"act": did, "how": wording.TermOf("how", &credentials.Hows, how)})
}

// outcomesSaid counts the outcomes of decisions: "deferred 4, accepted 1".
func outcomesSaid(list []*Case) wording.Series {
	var said []wording.Sentence
	for _, class := range Classes() {
		n := 0
		for _, c := range list {
			if c.Outcome == class {
				n++
			}
		}
		if n > 0 {
			said = append(said, wording.Of("background.times", wording.Values{"outcome": classTerm(class), "n": n}))
		}
	}
	return wording.And(said...)
}

// fromForecast makes a statement of a reason that rests on more decisions than can be
// cited one by one: it cites the forecast, which lists them.
func (b *briefing) fromForecast(key string, reason Reason) Statement {
	return Statement{Key: key, Says: reason.In(b.language), Grounds: b.on(OnComputation, b.itself())}
}

// inParagraph and inList make a part of statements; of none there is no part.
func inParagraph(statements ...Statement) []BriefPart { return part(Paragraph, statements) }

func inList(statements ...Statement) []BriefPart { return part(List, statements) }

func part(kind PartKind, statements []Statement) []BriefPart {
	if len(statements) == 0 {
		return nil
	}
	return []BriefPart{{Kind: kind, Statements: statements}}
}

// headed gives the first part a heading of its own.
func (b *briefing) headed(key string, parts []BriefPart) []BriefPart {
	if len(parts) > 0 {
		parts = slices.Clone(parts)
		parts[0].Heading = b.text(key, nil)
	}
	return parts
}

// columns gives the heads of a table.
func (b *briefing) columns(keys ...string) []string {
	heads := make([]string, len(keys))
	for i, key := range keys {
		heads[i] = b.text(key, nil)
	}
	return heads
}

// cell gives a coded value as a cell of a table; what is not known reads as the
// label that formats look for.
func (b *briefing) cell(value any) string {
	text := b.language.Text(value)
	if term, ok := value.(wording.Term); ok && term == wording.NotKnown {
		return b.brief.Labels["not_known"]
	}
	return wording.Upper(text)
}
