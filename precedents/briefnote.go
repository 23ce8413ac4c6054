package precedents

import (
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// The sections of an update note.
const (
	NoteShort     = "short"
	NoteFigures   = "figures"
	NoteSentences = "sentences"
	// NoteAnnexes has the sentences of the annexes that are not as they were, as an
	// annex of the note.
	NoteAnnexes = "annexes"
	NoteMoved   = "moved"
)

// noting is an update note in the making: a brief on the same decision, with
// sentences of its own.
type noting struct {
	*briefing
	frozen *FrozenBrief
	update *BriefUpdate
}

// note gives the update as a document to send after a frozen brief, in its language:
// what to tell those who have it, the figures, each sentence that is not as it was,
// and what moved beneath them. b is the brief that was made again.
func (b *briefing) note(frozen *FrozenBrief, u *BriefUpdate) Brief {
	n := noting{frozen: frozen, update: u}
	n.briefing = &briefing{
		engine: b.engine, dispute: b.dispute, language: b.language, inquiry: b.inquiry, forecast: b.forecast, mine: b.mine, cited: map[string]int{},
	}
	n.brief = u.Again
	n.brief.References, n.brief.Annexes = nil, nil
	n.brief.Headline = n.text("note.headline", wording.Values{"headline": frozen.Brief.Headline})
	n.brief.Subtitle = n.text("note.subtitle", wording.Values{
		"number": frozen.Number, "hash": frozen.ShortHash(), "then": u.Then, "session": u.Session, "now": u.Now,
	})
	n.brief.Core = nil
	for _, section := range []BriefSection{
		n.under(NoteShort, n.short()), n.under(NoteFigures, n.figures()), n.under(NoteSentences, n.sentences(false)), n.under(NoteMoved, n.moved()),
	} {
		if len(section.Parts) > 0 {
			n.brief.Core = append(n.brief.Core, section)
		}
	}
	if parts := n.sentences(true); len(parts) > 0 {
		n.brief.Annexes = append(n.brief.Annexes, n.under(NoteAnnexes, parts))
	}
	n.brief.Annexes = append(n.brief.Annexes, n.section(Heading{Key: SourcesAnnex}))
	return n.brief
}

func (n *noting) under(key string, parts []BriefPart) BriefSection {
	return BriefSection{Key: key, Heading: n.text("note.heading."+key, nil), Parts: parts}
}

// computed is a statement that comes of setting the two briefs side by side.
func (n *noting) computed(key string, with wording.Values) Statement {
	id := n.itself()
	if n.inquiry == nil {
		id = string(DisputeReference) + kindMark + n.dispute.ID
	}
	return n.say(OnComputation, wording.Of(key, with), "", id)
}

// short is what to tell those who have the copy.
func (n *noting) short() []BriefPart {
	u := n.update
	var list []Statement
	if u.Same() {
		return []BriefPart{{Kind: Paragraph, Statements: []Statement{
			n.computed("note.same", wording.Values{"n": u.Unchanged}), n.verdict(), n.computed("note.tell.nothing", nil),
		}}}
	}
	if x, err := n.dispute.Decision(credentials.DecisionKey{Session: u.Session, Number: n.brief.Number}); err == nil && u.Decided {
		list = append(list, n.say(OnSource, wording.Of("note.decided", wording.Values{"outcome": wording.OutcomeTerm(x.Outcome)}), "",
			string(DecisionReference)+kindMark+n.dispute.ID+kindMark+x.Key.String()))
	}
	list = append(list, n.verdict())
	if len(u.Sections) == 0 {
		list = append(list, n.computed("note.sentences.none", wording.Values{"n": u.Unchanged}))
	} else {
		list = append(list, n.computed("note.sentences.some", wording.Values{
			"changed": u.Count(IsChanged), "added": u.Count(IsAdded), "dropped": u.Count(IsDropped), "grounds": u.Count(RestsOtherwise),
			"annexed": u.annexed(), "same": u.Unchanged,
		}))
	}
	list = append(list, n.beneath())
	if len(u.Sections) == 0 && u.Forecast.stays() && !u.Decided {
		list = append(list, n.computed("note.tell.nothing", nil))
	} else {
		list = append(list, n.computed("note.tell.this", nil))
	}
	return []BriefPart{{Kind: Paragraph, Statements: list}}
}

// verdict says whether the forecast moves.
func (n *noting) verdict() Statement {
	was, is := n.frozen.Brief.Forecast.Outcomes, n.update.Again.Forecast.Outcomes
	with := wording.Values{}
	if len(is) > 0 {
		with["outcome"], with["word"], with["is"] = classTerm(is[0].Class), wordTerm(is[0].Words), wording.Decimal(is[0].P)
		with["low"], with["high"], with["who"] = wording.Decimal(is[0].Low), wording.Decimal(is[0].High), n.called(n.sits(&is[0]))
	}
	if len(was) > 0 {
		with["other"], with["before"], with["was"] = classTerm(was[0].Class), wordTerm(was[0].Words), wording.Decimal(was[0].P)
		with["from"], with["until"], with["whom"] = wording.Decimal(was[0].Low), wording.Decimal(was[0].High), n.called(n.sits(&was[0]))
	}
	return n.computed("note.forecast."+string(n.update.Forecast), with)
}

// beneath says in a sentence whether what the brief was made from has moved.
func (n *noting) beneath() Statement {
	u := n.update
	var list []any
	for _, term := range MovedKinds.Terms {
		count := 0
		for _, m := range u.Moved {
			if m.Kind == term.Code {
				count++
			}
		}
		if count > 0 {
			list = append(list, wording.Of("note.count."+string(term.Code), wording.Values{"n": count}))
		}
	}
	if u.Method {
		list = append(list, wording.Of("note.count.method", nil))
	}
	switch {
	case len(list) > 0:
		return n.computed("note.beneath.some", wording.Values{"list": wording.And(list...)})
	case u.Data || u.Rules:
		return n.computed("note.beneath.hash", nil)
	case len(u.Sections) > 0:
		return n.computed("note.beneath.unnamed", nil)
	}
	return n.computed("note.beneath.none", nil)
}

// figures has what each outcome had and has.
func (n *noting) figures() []BriefPart {
	u := n.update
	if len(u.Figures) == 0 || u.Forecast.stays() {
		return nil
	}
	part := BriefPart{Kind: Table, Columns: []string{n.text("note.column.outcome", nil), n.text("note.column.was", nil), n.text("note.column.is", nil)}}
	for i := range u.Figures {
		f := &u.Figures[i]
		name := n.text("note.outcome", wording.Values{"outcome": classTerm(f.Class), "seated": n.called(f.Seated)})
		part.Rows = append(part.Rows, BriefRow{Cells: []string{name, n.figure(f.Was), n.figure(f.Is)}, Grounds: n.on(OnComputation, n.itself())})
	}
	return []BriefPart{part}
}

func (n *noting) figure(o *OutcomeForecast) string {
	if o == nil {
		return n.text("note.impossible", nil)
	}
	return n.text("note.figure", wording.Values{"p": wording.Decimal(o.P), "low": wording.Decimal(o.Low), "high": wording.Decimal(o.High), "word": wordTerm(o.Words)})
}

// sentences has every sentence of the core, or of the annexes, that is not as it was,
// under its heading.
func (n *noting) sentences(annexes bool) []BriefPart {
	columns := []string{n.text("note.column.fate", nil), n.text("note.column.was", nil), n.text("note.column.is", nil)}
	var parts []BriefPart
	for i := range n.update.Sections {
		s := &n.update.Sections[i]
		if s.Annex != annexes {
			continue
		}
		part := BriefPart{Kind: Table, Heading: s.Heading, Columns: columns}
		for _, change := range s.Changes {
			row := BriefRow{Cells: []string{n.text("note.fate."+string(change.Fate), nil), n.words(change.Was), n.words(change.Is)}}
			if change.Is != nil {
				row.Grounds = n.borrowed(&change.Is.Grounds, n.update.Again.References)
			} else {
				row.Grounds = n.borrowed(&change.Was.Grounds, n.frozen.Brief.References)
			}
			part.Rows = append(part.Rows, row)
		}
		parts = append(parts, part)
	}
	return parts
}

func (n *noting) words(line *BriefLine) string {
	if line == nil {
		return n.text("note.nothing", nil)
	}
	return line.Says
}

// borrowed gives grounds of another brief with the numbers that its references have
// in this one.
func (n *noting) borrowed(g *Grounds, references []BriefReference) Grounds {
	of := Grounds{Basis: g.Basis, RestsOn: g.RestsOn, References: []int{}}
	for _, number := range g.References {
		if number < 1 || number > len(references) {
			continue
		}
		if taken := n.take(references[number-1]); !slices.Contains(of.References, taken) {
			of.References = append(of.References, taken)
		}
	}
	return of
}

// take gives the number of a reference of another brief in this one. What it was
// called there it is called here, so that one that is gone from the record can be
// cited still.
func (n *noting) take(reference BriefReference) int {
	known := string(reference.Kind) + kindMark + reference.ID
	if number, met := n.cited[known]; met {
		return number
	}
	reference.Number = len(n.brief.References) + 1
	n.cited[known] = reference.Number
	n.brief.References = append(n.brief.References, reference)
	return reference.Number
}

// moved names everything that is otherwise beneath the brief.
func (n *noting) moved() []BriefPart {
	u := n.update
	var list []Statement
	for _, m := range u.Moved {
		list = append(list, n.movedThing(m))
	}
	for _, hash := range []struct {
		moved    bool
		key      string
		was, now string
	}{
		{u.Data, "note.hash.data", u.Hashes[0].Data, u.Hashes[1].Data},
		{u.Rules, "note.hash.rules", u.Hashes[0].Rules, u.Hashes[1].Rules},
		{u.Method, "note.hash.method", u.Hashes[0].Method, u.Hashes[1].Method},
	} {
		if hash.moved {
			list = append(list, n.computed(hash.key, wording.Values{"was": shortHash(hash.was), "is": shortHash(hash.now)}))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []BriefPart{{Kind: List, Statements: list}}
}

func shortHash(hash string) string { return hash[:min(len(hash), BriefHashShown)] }

// movedThing says what became of one thing, in a sentence.
func (n *noting) movedThing(m Moved) Statement {
	here := string(DisputeReference) + kindMark + n.dispute.ID
	with := wording.Values{"id": m.ID}
	key, basis, on := "note.moved."+string(m.Kind), OnSource, here
	switch m.Kind {
	case MovedFact:
		key = n.movedFact(m, with)
	case MovedPosition:
		member, claimant, _ := strings.Cut(m.ID, ".")
		with["member"] = n.engine.book.NameOn(member, n.update.Now)
		with["was"], with["is"] = stanceTerm(m.Was), stanceTerm(m.Is)
		if claimant != "" {
			key, with["claimant"] = "note.moved.position.on", n.called(claimant)
		}
	case MovedCommittee:
		with["member"] = n.engine.book.NameOn(m.ID, n.update.Now)
		key += "." + string(m.Fate)
		if m.Fate != IsDropped && m.Is == inTheChair {
			key = "note.moved.committee.chair"
		}
		on = string(SessionReference) + kindMark + n.update.Session.String()
	case MovedDecision:
		key += "." + string(m.Fate)
		if c := n.engine.recorded.decision(m.ID); c != nil {
			with["id"] = wording.Of("note.decision", wording.Values{"title": c.Dispute.Title, "session": c.Key.Session})
			on = string(DecisionReference) + kindMark + m.ID
		}
	case MovedSource:
		key += "." + string(m.Fate)
		with["was"], with["is"] = m.Was, m.Is
	case MovedRule:
		key, basis = key+"."+string(m.Fate), OnRule
		if m.Fate != IsDropped {
			on = m.ID
		}
	}
	return n.say(basis, wording.Of(key, with), m.ID, on)
}

// movedFact fills in what a fact was and is, and gives the key of the sentence.
func (n *noting) movedFact(m Moved, with wording.Values) string {
	claimant, key, of := strings.Cut(m.ID, ".")
	fact, err := credentials.ParseFact(key)
	switch {
	case m.ID == challengeFact:
		with["was"] = wording.TermOf("challenge", &credentials.Challenges, credentials.Challenge(m.Was))
		with["is"] = wording.TermOf("challenge", &credentials.Challenges, credentials.Challenge(m.Is))
		return "note.moved.challenge"
	case !of || err != nil:
		with["was"], with["is"] = talksSentence(m.Was), talksSentence(m.Is)
		return "note.moved.talks"
	}
	with["claimant"], with["fact"] = n.called(claimant), wording.FactTerm(fact)
	with["was"], with["is"] = codedTerm(fact, m.Was), codedTerm(fact, m.Is)
	return "note.moved.fact"
}

func codedTerm(fact credentials.Fact, code string) wording.Term {
	value, err := fact.Parse(code)
	if err != nil {
		return wording.NotKnown
	}
	return wording.ValueTerm(fact, value)
}

func stanceTerm(code string) wording.Term {
	return wording.TermOf("stance", &credentials.Stances, credentials.Stance(code))
}

func talksSentence(code string) any {
	switch code {
	case credentials.Yes.Code():
		return wording.Of("note.talks.yes", nil)
	case credentials.No.Code():
		return wording.Of("note.talks.no", nil)
	}
	return wording.NotKnown
}
