package precedents

import (
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// procedureRule is something that the digest of rules and practice says of a case,
// from a day on: what a text of 1970 said is no argument in 1952.
type procedureRule struct {
	key string
	// laws are the entries of the digest it rests on, the foremost first.
	laws  []string
	since credentials.Date
	// bears says for which cases it is worth a line; nil stands for all.
	bears func(*Case) bool
	// until is the day from which another line says it; not known for none.
	until credentials.Date
}

func challengedBy(challenges ...credentials.Challenge) func(*Case) bool {
	return func(c *Case) bool { return slices.Contains(challenges, c.Challenge) }
}

// objectedAlone reports whether a lone delegation is objected to.
func objectedAlone(c *Case) bool { return c.Challenge == credentials.Objection && len(c.Rivals) == 0 }

// overridden is the day after which it was known that the Assembly had gone against the
// advice of 1970, in the case of South Africa.
var overridden = credentials.Day(1974, 11, 13)

func since(year int) credentials.Date { return credentials.Day(year, 1, 1) }

// rulesOfProcedure are the rules that govern a case, in the order in which they
// bear on it.
var rulesOfProcedure = []procedureRule{
	{"procedure.communications", []string{"OP-ROLE", "GA-R27"}, credentials.Date{}, challengedBy(credentials.RivalCredentials), credentials.Date{}},
	{"procedure.objection", []string{"GA-R71-91"}, credentials.Date{}, challengedBy(credentials.Objection), credentials.Date{}},
	{"procedure.unchallenged", []string{"GA-R28", "GA-R71-91"}, credentials.Date{}, challengedBy(credentials.Unchallenged), credentials.Date{}},
	{"procedure.item", []string{"RES-2758"}, credentials.Day(1971, 10, 26), challengedBy(credentials.AgendaItem), credentials.Date{}},
	{"procedure.provisional", []string{"GA-R29"}, credentials.Date{}, func(c *Case) bool { return c.Holder >= 0 && c.Challenge != credentials.AgendaItem }, credentials.Date{}},
	{"procedure.unseated", []string{"GA-R29"}, credentials.Date{}, func(c *Case) bool {
		return c.Holder < 0 && c.holderKnown() && c.Challenge != credentials.AgendaItem
	}, credentials.Date{}},
	{"procedure.unseated_unknown", []string{"GA-R29"}, credentials.Date{}, func(c *Case) bool { return !c.holderKnown() && c.Challenge != credentials.AgendaItem }, credentials.Date{}},
	{"procedure.criteria", []string{"RES-396V"}, credentials.Day(1950, 12, 14), challengedBy(credentials.RivalCredentials, credentials.AgendaItem), credentials.Date{}},
	{"procedure.no_rival", []string{"OP-1970"}, credentials.Day(1970, 11, 11), objectedAlone, overridden},
	{"procedure.no_rival_overridden", []string{"OP-1970", "RES-SA"}, overridden, objectedAlone, credentials.Date{}},
}

// option is something that a delegation can move or join, and what it leads to.
type option struct {
	key   string
	laws  []string
	since credentials.Date
	bears func(*Case) bool
	// class is the outcome it would be; classCount for a motion that is none.
	class Class
}

// optionsOfDelegations are what a delegation can do, in the order in which the
// question of each comes up.
var optionsOfDelegations = []option{
	{"accept", []string{"PR-ACCEPT", "MAJ-COMM"}, credentials.Date{}, challengedBy(credentials.RivalCredentials), classCount},
	{"report", []string{"GA-R28", "MAJ-COMM"}, credentials.Date{}, challengedBy(credentials.Objection, credentials.Unchallenged), classCount},
	{"item", []string{"RES-396V", "MAJ-PLEN"}, credentials.Day(1950, 12, 14), challengedBy(credentials.AgendaItem), classCount},
	{"important", []string{"MAJ-PLEN"}, credentials.Date{}, challengedBy(credentials.AgendaItem), classCount},
	{"moratorium", []string{"RES-490V"}, credentials.Day(1950, 9, 19), challengedBy(credentials.AgendaItem), classCount},
	{"defer", []string{"PR-DEFER"}, credentials.Date{}, challengedBy(credentials.RivalCredentials, credentials.Objection), DecisionDeferred},
	{"amend", []string{"GA-R71-91"}, credentials.Date{}, challengedBy(credentials.RivalCredentials, credentials.Objection, credentials.Unchallenged), classCount},
	{"no_action", []string{"PR-NORDIC", "GA-R71-91"}, since(1983), challengedBy(credentials.Objection), classCount},
	{"no_decision", []string{"RES-HUN"}, credentials.Day(1957, 2, 22), challengedBy(credentials.RivalCredentials, credentials.Objection), NoDecisionTaken},
	{"reject", []string{"GA-R29", "RES-SA"}, credentials.Date{}, challengedBy(credentials.Objection), CredentialsRejected},
	{"vacate", []string{"PR-VACANT"}, since(1998), challengedBy(credentials.RivalCredentials), SeatLeftVacant},
	{"reserve", []string{"PR-RESERVE"}, credentials.Date{}, nil, classCount},
}

// rulesShown is how many rules of the rulebook are named in the core.
const rulesShown = 2

// procedureAndOptions says which rules apply, by what majorities, and what is open to a
// delegation.
func (b *briefing) procedureAndOptions() []BriefPart {
	if b.inquiry == nil {
		return b.plainly(b.ruled("procedure.provisional", "GA-R29"), b.majorities())
	}
	var statements []Statement
	if b.brief.Session.Kind() != credentials.RegularSession {
		statements = append(statements, b.ruled("procedure.special", "GA-R63", "GA-STANDING"))
	}
	for _, rule := range rulesOfProcedure {
		over := rule.until.Known() && b.inForce(rule.until)
		if b.inForce(rule.since) && !over && (rule.bears == nil || rule.bears(b.inquiry.Case)) {
			statements = append(statements, b.ruled(rule.key, rule.laws...))
		}
	}
	statements = slices.Concat(statements, []Statement{b.majorities()}, b.rulebook())
	return append(b.plainly(statements...), b.options(b.likelyOption))
}

// inForce reports whether something of a day was there on the day of the brief.
func (b *briefing) inForce(day credentials.Date) bool {
	return b.horizon().Before(day) != credentials.Yes
}

// ruled makes a statement that rests on entries of the digest.
func (b *briefing) ruled(key string, laws ...string) Statement {
	ids := make([]string, len(laws))
	for i, code := range laws {
		ids[i] = lawID(code)
	}
	return b.say(OnRule, wording.Of(key, nil), "", ids...)
}

// majorities says by what majorities the two bodies decide. What is said of two
// thirds cites the last recorded vote on whether such a question is important.
func (b *briefing) majorities() Statement {
	var last *credentials.RollCall
	for i := range b.engine.book.RollCalls {
		vote := &b.engine.book.RollCalls[i]
		if vote.Motion == importantQuestion && vote.Date.Before(b.horizon()) == credentials.Yes && (last == nil || vote.Date.Compare(last.Date) > 0) {
			last = vote
		}
	}
	if last == nil {
		return b.ruled("procedure.majorities", "MAJ-COMM", "MAJ-PLEN")
	}
	with := wording.Values{"date": last.Date, "tally": tallyOf(last).String(), "fate": b.fate(last), "member": wording.NotKnown}
	if d, ok := b.engine.book.Dispute(last.Dispute); ok {
		with["member"] = b.engine.book.NameOn(d.Seat, last.Date)
	}
	return b.say(OnRule, wording.Of("procedure.majorities.voted", with),
		"", lawID("MAJ-COMM"), lawID("MAJ-PLEN"), string(RollCallReference)+kindMark+last.ID)
}

// fate says whether a motion was carried.
func (b *briefing) fate(vote *credentials.RollCall) any {
	switch vote.Carried() {
	case credentials.Yes:
		return wording.Of("procedure.carried", nil)
	case credentials.No:
		return wording.Of("procedure.lost", nil)
	case credentials.NotKnown:
	}
	return wording.NotKnown
}

const importantQuestion credentials.Motion = "important_question"

// rulebook names the rules of the rulebook that apply on the coded facts, with how
// often each was right.
func (b *briefing) rulebook() []Statement {
	var said []wording.Sentence
	var rests []string
	more := 0
	for _, rule := range b.forecast.Rules {
		switch {
		case !rule.Fires:
		case len(said) == rulesShown:
			more++
		default:
			said = append(said, b.applies(rule))
			rests = append(rests, rule.ID)
		}
	}
	if len(said) == 0 {
		return []Statement{b.say(OnComputation, wording.Of("procedure.rulebook.none", nil), "", b.itself())}
	}
	if more > 0 {
		said = append(said, wording.Of("procedure.rulebook.more", wording.Values{"n": more}))
	}
	return []Statement{b.say(OnComputation, wording.Of("procedure.rulebook", wording.Values{"rules": wording.And(said...)}), "", rests...)}
}

// applies names a rule with what it finds, and how often it has been right.
func (b *briefing) applies(rule RuleVoice) wording.Sentence {
	with := wording.Values{"rule": rule.ID, "finds": b.finds(rule), "right": rule.Right, "fired": rule.Fired}
	if rule.Fired == 0 {
		return wording.Of("procedure.rulebook.untested", wording.Values{"rule": rule.ID, "finds": b.finds(rule)})
	}
	return wording.Of("procedure.rulebook.rule", with)
}

func (b *briefing) finds(rule RuleVoice) any {
	term := wording.OutcomeTerm(rule.Finds.Outcome)
	if rule.Finds.Who == nil || rule.Finds.Outcome != credentials.Accepted {
		return term
	}
	return wording.Of("procedure.finds", wording.Values{"outcome": term, "who": b.called(*rule.Finds.Who)})
}

// likelyOption reports whether an option stands in the core: a motion does, and an
// outcome that is not remote.
func (b *briefing) likelyOption(o option) bool {
	return o.class == classCount || float64(b.forecast.P[o.class]) >= leastArgued
}

// options is the table of what a delegation can do, and what each leads to.
func (b *briefing) options(shown func(option) bool) BriefPart {
	part := BriefPart{Kind: Table, Columns: []string{
		b.text("procedure.column.option", nil), b.text("procedure.column.majority", nil), b.text("procedure.column.leads", nil),
	}}
	for _, o := range optionsOfDelegations {
		if !b.inForce(o.since) || o.bears != nil && !o.bears(b.inquiry.Case) || !shown(o) {
			continue
		}
		ids := make([]string, len(o.laws))
		for i, code := range o.laws {
			ids[i] = lawID(code)
		}
		part.Rows = append(part.Rows, BriefRow{
			Cells:   []string{b.text("procedure.option."+o.key, nil), b.text("procedure.majority."+o.key, nil), b.text("procedure.leads."+b.leadsTo(o), nil)},
			Grounds: b.on(OnRule, ids...),
		})
	}
	return part
}

// leadsTo names the template for what an option leads to: where nobody holds the
// seat a deferral keeps nobody in it, where it is not known who does it is not known
// whom it keeps, and before the ruling of 1974 no rejection had
// been held to empty one.
func (b *briefing) leadsTo(o option) string {
	switch {
	case o.class == DecisionDeferred && !b.inquiry.holderKnown():
		return "defer_unknown"
	case o.class == DecisionDeferred && b.inquiry.Holder < 0:
		return "defer_unheld"
	case o.class == CredentialsRejected && !b.inForce(overridden):
		return "reject_unruled"
	}
	return o.key
}
