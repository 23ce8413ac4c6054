package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// sittings is of how many of the latest Committees it is said who sat on all.
const sittings = 10

// sittingNine is the Committee that is to report, as far as it was known on the day.
type sittingNine struct {
	credentials.Committee
	// known says that they are those of the session; own that they were appointed
	// for it, and did not go on from a regular one.
	known, own bool
}

// nine gives the Committee of the brief's session; where it is not known, or not
// appointed yet, the latest on record before.
func (b *briefing) nine() sittingNine {
	frame := b.engine.book.Frame
	at, recorded := frame.Session(b.brief.Session)
	if recorded && b.horizon().Before(at.Opened) != credentials.Yes {
		if committee, own, ok := frame.ServingCommittee(b.brief.Session); ok {
			return sittingNine{committee, true, own}
		}
	}
	if latest := b.committeesBefore(); len(latest) > 0 {
		return sittingNine{Committee: latest[0]}
	}
	return sittingNine{}
}

// committeesBefore gives the Committees on record of the regular sessions that had
// opened before, the latest first.
func (b *briefing) committeesBefore() []credentials.Committee {
	frame := b.engine.book.Frame
	opens, known := frame.Session(b.brief.Session)
	var list []credentials.Committee
	for _, committee := range frame.Committees {
		at, ok := frame.Session(committee.Session)
		if ok && (!known || at.Compare(opens) < 0) && committee.Session != b.brief.Session && committee.Session.Kind() == credentials.RegularSession && b.horizon().Before(at.Opened) == credentials.No {
			list = append(list, committee)
		}
	}
	slices.SortStableFunc(list, func(x, y credentials.Committee) int { return y.Session.Compare(x.Session) })
	return list
}

// positionsOf gives what a Member had let be known on the dispute by the day.
func (b *briefing) positionsOf(member string) []StatedPosition {
	frame := b.engine.book.Frame
	opens, ok := frame.Session(b.brief.Session)
	had := func(session credentials.Session, p credentials.Position) bool {
		if p.Date.Known() {
			return b.horizon().Before(p.Date.Last()) != credentials.Yes
		}
		at, recorded := frame.Session(session)
		return recorded && (!ok || at.Compare(opens) < 0) && b.horizon().Before(at.Closed) == credentials.No
	}
	return StatedPositions(b.dispute, frame.SeatRows(member), had)
}

// committeeOfNine says who the nine are, and what they have let be known.
func (b *briefing) committeeOfNine() []BriefPart {
	nine := b.nine()
	parts := b.plainly(slices.Concat(b.whoTheyAre(nine), b.usualMembers(nine))...)
	if len(nine.Members) == 0 {
		return parts
	}
	groups, silent := b.positionsTogether(nine)
	parts[0].Statements = append(parts[0].Statements, b.silence(nine, silent)...)
	if len(groups) > 0 {
		parts = append(parts, BriefPart{Kind: List, Statements: groups})
	}
	return parts
}

// silence says of how many of the nine no position is recorded, and of which session
// they are where that is not the brief's.
func (b *briefing) silence(nine sittingNine, silent int) []Statement {
	key, with := "committee.silent", wording.Values{"n": silent, "of": nine.Session}
	switch {
	case silent == 0:
		return nil
	case silent == len(nine.Members):
		key = "committee.all_silent"
	}
	if !nine.known {
		key += "_latest"
	}
	return []Statement{b.say(OnSource, wording.Of(key, with), "", b.about())}
}

// sharedStance is a stance on one claimant, and who of the nine took it last.
type sharedStance struct {
	of               StatedPosition
	members, rests   []string
	earliest, latest credentials.Date
}

// positionsTogether gives the latest positions of the nine, those that are alike in
// one statement, and of how many of them none is recorded.
func (b *briefing) positionsTogether(nine sittingNine) (statements []Statement, silent int) {
	var shared []sharedStance
	for _, m := range nine.Members {
		positions := b.positionsOf(m.Member)
		if len(positions) == 0 {
			silent++
			continue
		}
		p := positions[0]
		i := slices.IndexFunc(shared, func(s sharedStance) bool { return s.of.Stance == p.Stance && s.of.Claimant == p.Claimant })
		if i < 0 {
			i, shared = len(shared), append(shared, sharedStance{of: p, earliest: p.Date, latest: p.Date})
		}
		s := &shared[i]
		s.members = append(s.members, m.Name)
		if id := recordedWith(b.dispute.ID, p); !slices.Contains(s.rests, id) {
			s.rests = append(s.rests, id)
		}
		if p.Date.Compare(s.earliest) < 0 {
			s.earliest = p.Date
		}
		if p.Date.Compare(s.latest) > 0 {
			s.latest = p.Date
		}
	}
	key := "committee.position"
	if !nine.known {
		key = "committee.position_latest"
	}
	for _, s := range shared {
		statements = append(statements, b.say(OnSource, wording.Of(key, wording.Values{
			"stance": b.stance(s.of), "of": nine.Session, "date": between(s.earliest, s.latest), "members": wording.And(s.members...),
		}), string(s.of.Stance)+"/"+s.of.Claimant, s.rests...))
	}
	return statements, silent
}

// between says a day, or from when to when.
func between(from, until credentials.Date) any {
	if !until.Known() {
		return wording.Of("committee.undated", nil)
	}
	if from == until || !from.Known() {
		return until
	}
	return wording.Of("committee.until", wording.Values{"from": from, "until": until})
}

// whoTheyAre names the nine, or says that they are not known and names the last
// that are.
func (b *briefing) whoTheyAre(nine sittingNine) []Statement {
	session := string(SessionReference) + kindMark
	with := wording.Values{"session": b.brief.Session, "of": nine.Session, "members": b.members(nine.Committee)}
	var said []Statement
	switch {
	case nine.own:
		return append(said, b.say(OnSource, wording.Of("committee.nine", with), "", session+nine.Session.String()))
	case nine.known:
		return append(said, b.say(OnRule, wording.Of("committee.serving", with), "", session+nine.Session.String(), lawID("GA-R63")))
	}
	key, law := "committee.not_known", "GA-R28"
	if b.brief.Session.Kind() != credentials.RegularSession {
		key, law = "committee.not_known_special", "GA-R63"
	}
	said = append(said, b.say(OnRule, wording.Of(key, with), "", session+b.brief.Session.String(), lawID(law)))
	if len(nine.Members) > 0 {
		said = append(said, b.say(OnSource, wording.Of("committee.latest", with), "", session+nine.Session.String()))
	}
	return said
}

func lawID(code string) string { return string(LawReference) + kindMark + code }

// members lists the nine by the names of their day, the one in the chair first.
func (b *briefing) members(committee credentials.Committee) wording.Series {
	sorted := slices.Clone(committee.Members)
	slices.SortStableFunc(sorted, func(x, y credentials.CommitteeMember) int {
		return cmp.Compare(oneIf(y.Chair == credentials.Yes), oneIf(x.Chair == credentials.Yes))
	})
	names := make([]any, len(sorted))
	for i, m := range sorted {
		names[i] = m.Name
		if m.Chair == credentials.Yes {
			names[i] = wording.Of("committee.chair", wording.Values{"member": m.Name})
		}
	}
	return wording.And(names...)
}

// usualMembers says, of nine that are not known, who has sat on every one of the
// latest Committees.
func (b *briefing) usualMembers(nine sittingNine) []Statement {
	latest := b.committeesBefore()
	latest = latest[:min(len(latest), sittings)]
	if nine.known || len(latest) < sittings {
		return nil
	}
	var always []string
	rests := make([]string, 0, 2)
	for _, m := range latest[0].Members {
		if !slices.ContainsFunc(latest, func(c credentials.Committee) bool { return !b.satOn(c, m.Member) }) {
			always = append(always, m.Name)
		}
	}
	if len(always) == 0 {
		return nil
	}
	rests = append(rests, string(SessionReference)+kindMark+latest[0].Session.String(), string(SessionReference)+kindMark+latest[len(latest)-1].Session.String())
	return []Statement{b.say(OnComputation, wording.Of("committee.usual", wording.Values{
		"n": len(latest), "members": wording.And(always...), "from": wording.Ordinal(latest[len(latest)-1].Session), "to": wording.Ordinal(latest[0].Session),
	}), "", append(rests, lawID("COMP"))...)}
}

func (b *briefing) satOn(c credentials.Committee, member string) bool {
	rows := b.engine.book.SeatRows(member)
	return slices.ContainsFunc(c.Members, func(m credentials.CommitteeMember) bool { return slices.Contains(rows, m.Member) })
}

func (b *briefing) stance(p StatedPosition) wording.Sentence {
	term := wording.TermOf("stance", &credentials.Stances, p.Stance)
	if p.Claimant == "" {
		return wording.Of("committee.stance.alone", wording.Values{"stance": term})
	}
	return wording.Of("committee.stance", wording.Values{"stance": term, "who": b.called(p.Claimant)})
}

// recordedWith gives the id of the decision or the sheet that a position is recorded
// with.
func recordedWith(dispute string, p StatedPosition) string {
	if p.Prepared {
		return strings.Join([]string{string(SheetReference), dispute, p.Key.Session.String()}, kindMark)
	}
	return credentials.DecisionID(dispute, p.Key)
}
