package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// entitled gives what a list of references says of a thing, and its address where
// that is outside the record; ok is false if there is no such thing.
func (b *briefing) entitled(kind ReferenceKind, id string) (text, address string, ok bool) {
	switch kind {
	case DecisionReference:
		if d, x := b.decisionOf(id); x != nil {
			return b.decisionText(d, x), "", true
		}
	case ForecastReference:
		return b.text("reference.forecast", wording.Values{"session": b.brief.Session, "data": shortHash(b.brief.Hashes.Data)}), "", true
	case DisputeReference:
		if d, found := b.engine.book.Dispute(id); found {
			return b.text("reference.dispute", wording.Values{"title": d.Title}), "", true
		}
	case SheetReference:
		if d, session, found := b.sheetOf(id); found {
			return b.text("reference.sheet", wording.Values{"title": d.Title, "session": session}), "", true
		}
	case RuleReference:
		for i := range b.engine.rules {
			if rule := b.engine.rules[i]; rule.ID == id {
				return b.text("reference.rule", wording.Values{"rule": id, "title": ruleTerm(rule)}), "", true
			}
		}
	case LawReference:
		text, ok = b.lawText(id)
		return text, "", ok
	case DocumentReference:
		if symbol, err := credentials.ParseSymbol(id); err == nil && symbol.Known() {
			return b.citation(b.known(symbol)), symbol.Link(), true
		}
	case SourceReference:
		return b.sourceText(id)
	case SessionReference:
		text, ok = b.sessionText(id)
		return text, "", ok
	case RollCallReference:
		return b.rollCallText(id)
	case WatchReference:
		return b.text("reference.watch", wording.Values{"day": b.horizon()}), "", true
	}
	return "", "", false
}

// decisionOf gives a decision on record and its dispute; nil for another id.
func (b *briefing) decisionOf(id string) (*credentials.Dispute, *credentials.Decision) {
	dispute, key, err := credentials.ParseDecisionID(id)
	if err != nil {
		return nil, nil
	}
	d, ok := b.engine.book.Dispute(dispute)
	if !ok {
		return nil, nil
	}
	return d, decisionAt(d, key)
}

// sheetOf gives the dispute and the session of a sheet; ok is false if there is none of
// that id.
func (b *briefing) sheetOf(id string) (d *credentials.Dispute, session credentials.Session, ok bool) {
	dispute, key, err := credentials.ParseDecisionID(id)
	if err != nil {
		return nil, session, false
	}
	if d, ok = b.engine.book.Dispute(dispute); !ok {
		return nil, session, false
	}
	return d, key.Session, slices.ContainsFunc(d.Prepared, func(p credentials.Preparation) bool { return p.Session == key.Session })
}

// known is what is known of a document.
func (b *briefing) known(symbol credentials.Symbol) Citation {
	if c, ok := b.engine.book.Citation(symbol); ok {
		return c
	}
	return documentCitation(symbol, "")
}

// documentsNamed is how many documents the reference of a decision names.
const documentsNamed = 4

// decisionText names a decision by the documents in which it was taken, so that
// the reference can be lifted into a footnote as it stands.
func (b *briefing) decisionText(d *credentials.Dispute, x *credentials.Decision) string {
	var named []string
	for _, symbol := range actSymbols(x) {
		named = append(named, b.citation(b.known(symbol)))
	}
	for _, source := range x.Sources {
		if len(named) > 0 {
			break
		}
		named = append(named, source.Title)
	}
	return b.text("reference.decision", wording.Values{
		"title": d.Title, "session": x.Key.Session, "documents": wording.Listing(named[:min(len(named), documentsNamed)]...),
		"confidence": wording.TermOf("confidence", &credentials.Confidences, x.Confidence),
	})
}

// actSymbols gives the documents in which a decision was taken: the report, the
// resolutions, and the records of the meetings.
func actSymbols(x *credentials.Decision) []credentials.Symbol {
	var symbols []credentials.Symbol
	if x.Committee != nil {
		symbols = append(symbols, x.Committee.Reports...)
	}
	if x.Assembly != nil {
		symbols = slices.Concat(symbols, x.Assembly.Resolutions, x.Assembly.Meetings)
	}
	return symbols
}

func (b *briefing) lawText(code string) (string, bool) {
	entry, ok := b.law(code)
	if !ok {
		return "", false
	}
	key, with := "reference.law", wording.Values{"code": code, "title": lawTerm(entry), "reference": entry.Reference}
	if entry.Confidence != string(credentials.High) && entry.Confidence != "" {
		key, with["confidence"] = "reference.law.unsure", entry.Confidence
	}
	return b.text(key, with), true
}

func (b *briefing) law(code string) (credentials.LawEntry, bool) {
	entries := b.engine.book.Law.Entries
	i := slices.IndexFunc(entries, func(e credentials.LawEntry) bool { return e.Code == code })
	if i < 0 {
		return credentials.LawEntry{}, false
	}
	return entries[i], true
}

// sourceText finds a source of the dispute, or of any other, by what it refers to.
func (b *briefing) sourceText(ref string) (text, address string, ok bool) {
	source, ok := sourceOf(b.dispute, ref)
	for i := range b.engine.book.Disputes {
		if ok {
			break
		}
		source, ok = sourceOf(&b.engine.book.Disputes[i], ref)
	}
	if !ok {
		return "", "", false
	}
	if source.Web() {
		return b.read(source, source.Title), source.Ref, true
	}
	return b.read(source, b.text("reference.source", wording.Values{"title": source.Title, "ref": source.Ref})), "", true
}

// read says of a source that it was read itself; of others nobody has said so.
func (b *briefing) read(source credentials.Source, text string) string {
	if source.Read != credentials.Yes {
		return text
	}
	return b.text("reference.read", wording.Values{"source": text})
}

func sourceOf(d *credentials.Dispute, ref string) (credentials.Source, bool) {
	lists := [][]credentials.Source{d.Sources}
	for i := range d.Decisions {
		lists = append(lists, d.Decisions[i].Sources)
	}
	for i := range d.Prepared {
		lists = append(lists, d.Prepared[i].Sources)
	}
	for _, list := range lists {
		if i := slices.IndexFunc(list, func(s credentials.Source) bool { return s.Ref == ref }); i >= 0 {
			return list[i], true
		}
	}
	return credentials.Source{}, false
}

// sessionText names a session, and what is known of its nine rests on.
func (b *briefing) sessionText(id string) (string, bool) {
	session, err := credentials.ParseSession(id)
	if err != nil || !session.Known() {
		return "", false
	}
	at, recorded := b.engine.book.Session(session)
	committee, _, _ := b.engine.book.ServingCommittee(session)
	switch {
	case len(committee.Members) > 0 && recorded:
		return b.text("reference.session.nine", wording.Values{"session": session, "date": at.Opened, "source": committee.Members[0].Source}), true
	case recorded:
		return b.text("reference.session", wording.Values{"session": session, "date": at.Opened}), true
	}
	return b.text("reference.session.expected", wording.Values{"session": session}), true
}

func (b *briefing) rollCallText(id string) (text, address string, ok bool) {
	vote, ok := b.engine.book.RollCall(id)
	if !ok {
		return "", "", false
	}
	symbol := cmp.Or(vote.Resolution, vote.Meeting, vote.Draft)
	key, with := "reference.rollcall", wording.Values{"date": vote.Date, "question": vote.Question, "tally": tallyOf(vote).String()}
	if symbol.Known() {
		key, with["symbol"] = "reference.rollcall.document", symbol.String()
	}
	return b.text(key, with), symbol.Link(), true
}
