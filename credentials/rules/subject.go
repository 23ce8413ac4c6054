package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Role is the part a claimant plays in a case.
type Role string

// The roles.
const (
	// Holder is the claimant whose delegation sat when the session opened.
	Holder Role = "holder"
	// Rival is the strongest other claimant under consideration.
	Rival Role = "rival"
)

// Roles are the roles.
var Roles = credentials.Vocabulary[Role]{Name: "role", Terms: []credentials.Term[Role]{
	{Code: Holder, Label: "holder", Meaning: "the claimant whose delegation sat when the session opened"},
	{Code: Rival, Label: "rival", Meaning: "the strongest other claimant under consideration"},
}}

// subject is what one question of a condition is about: a place in subjects.
type subject uint8

// The subjects that are the case's own. Those about a role's facts follow.
const (
	kindOfDispute subject = iota
	challengeMade
	opening
	previousOutcome
	changedSince
	earlierInSession
	talksUnderWay
	division
	holderThere
	rivalsThere
	firstFact
)

// The answers of a subject in a case, beside those of its table, which count
// from 1.
const (
	notKnown answer = 0
	// moot is the answer about something that is not there: the previous outcome
	// at an opening, the capital of a holder where the seat is vacant.
	moot answer = 15
)

type answer uint8

// answers is a set of answers of one subject.
type answers uint16

func only(a answer) answers { return 1 << a }

func (s answers) has(a answer) bool { return s&(1<<a) != 0 }

// possible is one answer a subject can have.
type possible struct{ code, label string }

// description says what can be asked of a subject.
type description struct {
	key   string
	label string
	// answers count from 1 in this order.
	answers []possible
	// gate is the subject on which this one hangs, and closed its answers that
	// make this one moot. A subject that hangs on nothing is its own gate.
	gate   subject
	closed answers
	// optional says that it may be moot where the gate is open.
	optional bool
	// role and fact are those of a question of fact; role is empty otherwise.
	role Role
	fact credentials.Fact
}

func (d *description) codes() []string {
	codes := make([]string, len(d.answers))
	for i, a := range d.answers {
		codes[i] = a.code
	}
	return codes
}

// every is the set of all answers that are known.
func (d *description) every() answers {
	var set answers
	for i := range d.answers {
		set |= only(answer(i + 1))
	}
	return set
}

func answersOf[T ~string](v *credentials.Vocabulary[T]) []possible {
	list := make([]possible, len(v.Terms))
	for i, term := range v.Terms {
		list[i] = possible{string(term.Code), term.Label}
	}
	return list
}

var yesOrNo = []possible{{"true", "yes"}, {"false", "no"}}

// The answers to questions about the case that bear no name in credentials.
const (
	answerTrue    answer = 1
	answerFalse   answer = 2
	changedNone   answer = 1
	changedSome   answer = 2
	nobody        answer = 1
	somebody      answer = 2
	noRival       answer = 1
	oneRival      answer = 2
	severalRivals answer = 3
)

// subjects is the one table of what conditions can ask. The facts of the roles
// come from credentials' fact table; all but who holds the seat, which the roles
// say already.
var subjects = func() []description {
	table := []description{
		kindOfDispute:    {key: "kind", label: "Kind of dispute", answers: answersOf(&credentials.Kinds)},
		challengeMade:    {key: "challenge", label: "Challenge", answers: answersOf(&credentials.Challenges)},
		opening:          {key: "opening", label: "Opening", answers: yesOrNo},
		previousOutcome:  {key: "previous", label: "Previous outcome", answers: answersOf(&credentials.Outcomes)},
		changedSince:     {key: "changed", label: "Facts changed since", answers: []possible{{"none", "none"}, {"some", "some"}}},
		earlierInSession: {key: "earlier", label: "Earlier outcome at the session", answers: answersOf(&credentials.Outcomes), optional: true},
		talksUnderWay:    {key: "talks", label: "Mediated talks", answers: yesOrNo},
		division:         {key: "division", label: "Division of the usual members", answers: yesOrNo},
		holderThere:      {key: "holder", label: "Holder", answers: []possible{{"none", "nobody"}, {"some", "somebody"}}},
		rivalsThere:      {key: "rivals", label: "Rivals", answers: []possible{{"0", "none"}, {"one", "one"}, {"several", "several"}}},
	}
	for i := range table {
		table[i].gate = subject(i)
	}
	for _, renewal := range []subject{previousOutcome, changedSince, earlierInSession} {
		table[renewal].gate, table[renewal].closed = opening, only(answerTrue)
	}
	for _, role := range Roles.Terms {
		gate, closed := holderThere, only(nobody)
		if role.Code == Rival {
			gate, closed = rivalsThere, only(noRival)
		}
		for _, fact := range credentials.Facts() {
			if fact == credentials.HoldsSeat {
				continue
			}
			term := fact.Term()
			asked := description{
				key: string(role.Code) + "." + term.Key, label: term.Label + " (" + role.Label + ")",
				gate: gate, closed: closed, role: role.Code, fact: fact,
			}
			for _, value := range term.Values {
				asked.answers = append(asked.answers, possible{value.Code, value.Label})
			}
			table = append(table, asked)
		}
	}
	return table
}()

// subjectCount is how many subjects there are; a test holds it to the table.
const subjectCount = 36

// factSubject gives the subject of a fact of a role. HoldsSeat has none.
func factSubject(role Role, fact credentials.Fact) subject {
	at := firstFact + subject(fact) - 1
	if role == Rival {
		at += (subjectCount - firstFact) / 2
	}
	return at
}

// group gives the answers for which one word stands; none if it is not such a
// word.
func (s subject) group(word string) answers {
	if word != "some" {
		return 0
	}
	if s == rivalsThere {
		return only(oneRival) | only(severalRivals)
	}
	if s == earlierInSession {
		return subjects[s].every()
	}
	return 0
}

func subjectKeys() []string {
	keys := make([]string, len(subjects))
	for i := range subjects {
		keys[i] = subjects[i].key
	}
	return keys
}

// parseSubject gives the subject with that key.
func parseSubject(key string) (subject, error) {
	if i := slices.IndexFunc(subjects, func(d description) bool { return d.key == key }); i >= 0 {
		return subject(i), nil
	}
	return 0, &credentials.Invalid{Faults: []credentials.Fault{notASubject(key)}}
}

// notASubject says what is wrong with a key that conditions do not know.
func notASubject(key string) credentials.Fault {
	role, factKey, dotted := strings.Cut(key, ".")
	facts := credentials.FactKeys()[1:]
	switch {
	case namesYear(key):
		return credentials.Fault{What: fmt.Sprintf("%q names a year", shorten(key)), Mend: "rules speak of facts: no seat, no claimant, no year, no session"}
	case namesMember(key):
		return credentials.Fault{What: fmt.Sprintf("%q looks like a Member’s code", key), Mend: "rules speak of facts: no seat, no claimant, no year, no session"}
	case dotted && Roles.Has(Role(role)) && factKey == credentials.HoldsSeat.Key():
		return credentials.Fault{What: fmt.Sprintf("%q is what the roles say already", key), Mend: "write holder: some, or holder: none"}
	case dotted && Roles.Has(Role(role)):
		return credentials.Fault{
			What: fmt.Sprintf("%q is not a fact", shorten(factKey)),
			Mend: cmp.Or(credentials.Suggest(factKey, facts), "the facts are "+strings.Join(facts, ", ")),
		}
	case dotted:
		return credentials.Fault{What: fmt.Sprintf("%q is not a role", shorten(role)), Mend: credentials.Suggest(role, Roles.Codes())}
	}
	near := credentials.Nearest(key, append(subjectKeys(), operators...), 1)
	if len(near) == 1 {
		return credentials.Fault{What: fmt.Sprintf("%q is nothing a condition can ask", shorten(key)), Mend: fmt.Sprintf("did you mean %q?", near[0])}
	}
	return credentials.Fault{
		What: fmt.Sprintf("%q is nothing a condition can ask", shorten(key)),
		Mend: "write all, any, not, " + strings.Join(subjectKeys()[:firstFact], ", ") + ", or a fact of a role such as holder.capital",
	}
}

// parseAnswer gives the answers that text stands for.
func (s subject) parseAnswer(text string) (answers, error) {
	d := &subjects[s]
	if i := slices.Index(d.codes(), text); i >= 0 {
		return only(answer(i + 1)), nil
	}
	if set := s.group(text); set != 0 {
		return set, nil
	}
	fault := credentials.Fault{What: fmt.Sprintf("%q is not a value of %s", shorten(text), d.key), Mend: credentials.Suggest(text, d.codes())}
	if namesYear(text) {
		fault = credentials.Fault{What: fmt.Sprintf("%q names a year", shorten(text)), Mend: "rules speak of facts: no seat, no claimant, no year, no session"}
	}
	return 0, &credentials.Invalid{Faults: []credentials.Fault{fault}}
}

// namesYear reports whether text has four digits in a row.
func namesYear(text string) bool {
	digits := 0
	for _, r := range text {
		if r < '0' || r > '9' {
			digits = 0
			continue
		}
		if digits++; digits == 4 {
			return true
		}
	}
	return false
}

// namesMember reports whether a key, or a part of it between dots, is written
// like a Member's code: three capital letters, or four beginning with X.
func namesMember(key string) bool {
	for part := range strings.SplitSeq(key, ".") {
		capitals := strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
		if capitals && (len(part) == 3 || len(part) == 4 && part[0] == 'X') {
			return true
		}
	}
	return false
}
