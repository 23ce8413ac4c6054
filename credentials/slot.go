package credentials

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// slot is where a field of a dispute stands: how its text is read and set.
type slot struct {
	get func() string
	set func(text string) error
	// spell gives a text in the spelling in which get would give it; nil where
	// there is but one.
	spell func(text string) string
	// elsewhere reports whether an element that can be moved stands where a text
	// moves it; nil for what has but one place.
	elsewhere func(text string) bool
}

// stands reports whether a field that is not there has been moved as a text says.
func (s slot) stands(text string) bool { return s.elsewhere != nil && s.elsewhere(text) }

// spelled gives the text that the field would hold.
func (s slot) spelled(text string) string {
	text = tidy(text)
	if s.spell == nil || text == "" {
		return text
	}
	return s.spell(text)
}

// textSlot is a field of any text.
func textSlot[T ~string](into *T) slot {
	return slot{get: func() string { return string(*into) }, set: func(text string) error {
		*into = T(text)
		return nil
	}}
}

// parsedSlot is a field that a parser of the domain reads.
func parsedSlot[T any](into *T, write func(T) string, parse func(string) (T, error)) slot {
	return slot{get: func() string { return write(*into) }, set: func(text string) error {
		value, err := parse(text)
		if err == nil {
			*into = value
		}
		return err
	}}
}

func codeSlot[T ~string](into *T, v *Vocabulary[T]) slot {
	return parsedSlot(into, func(value T) string { return string(value) }, v.Parse)
}

func dateSlot(into *Date) slot { return parsedSlot(into, Date.String, ParseDate) }

func truthSlot(into *Truth) slot { return parsedSlot(into, Truth.Code, ParseTruth) }

// listSlot is a field of several values, one a line or between commas.
func listSlot[T any](into *[]T, write func(T) string, parse func(string) (T, error)) slot {
	spell := func(values []T) string {
		texts := make([]string, len(values))
		for i, value := range values {
			texts[i] = write(value)
		}
		return strings.Join(texts, "\n")
	}
	read := func(text string) (values []T, err error) {
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			value, err := parse(part)
			if err != nil {
				return nil, err
			}
			values = append(values, value)
		}
		return values, nil
	}
	return slot{
		get: func() string { return spell(*into) },
		set: func(text string) error {
			values, err := read(text)
			if err == nil {
				*into = values
			}
			return err
		},
		spell: func(text string) string {
			values, err := read(text)
			if err != nil {
				return text
			}
			return spell(values)
		},
	}
}

func countSlot(vote **Tally, of func(*Tally) *Count) slot {
	return slot{
		get: func() string {
			if *vote == nil || !of(*vote).Known() {
				return ""
			}
			return of(*vote).String()
		},
		set: func(text string) error {
			count, err := ParseCount(text)
			if err != nil {
				return err
			}
			if *vote == nil {
				*vote = &Tally{}
			}
			*of(*vote) = count
			return nil
		},
	}
}

// partsSlot is a field of several parts, kept as an element of a list.
func partsSlot[T any](list *[]T, is func(T) bool, write func(T) Parts, read func(Parts) (T, error)) slot {
	return slot{
		get: func() string {
			if i := slices.IndexFunc(*list, is); i >= 0 {
				return write((*list)[i]).String()
			}
			return ""
		},
		set: func(text string) error {
			i := slices.IndexFunc(*list, is)
			if text == "" {
				if i >= 0 {
					*list = slices.Delete(*list, i, i+1)
				}
				return nil
			}
			value, err := read(ParseParts(text))
			switch {
			case err != nil:
				return err
			case i >= 0:
				(*list)[i] = value
			default:
				*list = append(*list, value)
			}
			return nil
		},
		spell: func(text string) string {
			value, err := read(ParseParts(text))
			if err != nil {
				return text
			}
			return write(value).String()
		},
	}
}

// wholeSlot is an element as a whole: a fingerprint while it is there.
func wholeSlot(element any, there bool, add, remove func()) slot {
	return slot{
		get: func() string {
			if !there {
				return ""
			}
			return Fingerprint(element)
		},
		set: func(text string) error {
			switch {
			case text == "":
				remove()
			case !there:
				add()
			}
			return nil
		},
	}
}

// Fingerprint gives a short text that differs for two values that differ, by
// which a change of something as a whole is held against what the editor saw.
func Fingerprint(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// slot finds a field by its path. by is the editor, who can dissent only in the
// own name.
func (d *Dispute) slot(path, by string) (slot, bool) {
	parts := SplitPath(path)
	switch {
	case len(parts) == 1:
		return d.headSlot(parts[0])
	case parts[0] == "claimants":
		return d.claimantSlot(parts[1:])
	case parts[0] == "sources" && len(parts) == 2:
		return sourceSlot(&d.Sources, parts[1]), true
	case parts[0] == "see_also" && len(parts) == 2:
		return d.seeAlsoSlot(parts[1]), true
	case parts[0] == "replies" && len(parts) == 3:
		return d.replySlot(parts[1], parts[2])
	case parts[0] == "decisions":
		return d.decisionSlot(parts[1], parts[2:], by)
	case parts[0] == "prepared":
		return d.preparedSlot(parts[1], parts[2:], by)
	}
	return slot{}, false
}

func (d *Dispute) headSlot(name string) (slot, bool) {
	slots := map[string]slot{
		"title": textSlot(&d.Title), "seat_name": textSlot(&d.SeatName), "summary": textSlot(&d.Summary), "doubts": textSlot(&d.Doubts),
		"opened_by": textSlot(&d.OpenedBy), "closed_by": textSlot(&d.ClosedBy), "kind": codeSlot(&d.Kind, &Kinds),
		"opened": dateSlot(&d.Opened), "closed": dateSlot(&d.Closed),
	}
	s, ok := slots[name]
	return s, ok
}

func (d *Dispute) claimantSlot(parts []string) (slot, bool) {
	id := parts[0]
	i := slices.IndexFunc(d.Claimants, func(c Claimant) bool { return c.ID == id })
	if len(parts) == 1 {
		var element any
		if i >= 0 {
			element = d.Claimants[i]
		}
		return wholeSlot(element, i >= 0,
			func() { d.Claimants = append(d.Claimants, Claimant{ID: id}) },
			func() { d.Claimants = slices.Delete(d.Claimants, i, i+1) }), true
	}
	if i < 0 || len(parts) != 2 {
		return slot{}, false
	}
	c := &d.Claimants[i]
	slots := map[string]slot{
		"name": textSlot(&c.Name), "leader": textSlot(&c.Leader), "note": textSlot(&c.Note), "seated_at_start": truthSlot(&c.SeatedAtStart),
	}
	s, ok := slots[parts[1]]
	return s, ok
}

func sourceSlot(list *[]Source, ref string) slot {
	return partsSlot(list, func(s Source) bool { return s.Ref == ref }, Source.Parts, func(p Parts) (Source, error) {
		kind, err := SourceKinds.Parse(p["kind"])
		if err != nil {
			return Source{}, err
		}
		read, err := ParseTruth(p["read"])
		return Source{Ref: ref, Title: p["title"], Kind: kind, Read: read, Passage: p["passage"]}, err
	})
}

// Parts gives the source as the parts of a field.
func (s Source) Parts() Parts {
	return Parts{"ref": s.Ref, "title": s.Title, "kind": string(s.Kind), "read": s.Read.Code(), "passage": s.Passage}
}

func (d *Dispute) seeAlsoSlot(id string) slot {
	return partsSlot(&d.SeeAlso, func(s SeeAlso) bool { return s.Dispute == id },
		func(s SeeAlso) Parts { return Parts{"dispute": s.Dispute, "note": s.Note} },
		func(p Parts) (SeeAlso, error) { return SeeAlso{Dispute: id, Note: p["note"]}, nil })
}

func (d *Dispute) replySlot(by, day string) (slot, bool) {
	date, err := ParseDate(day)
	return partsSlot(&d.Replies, func(r Reply) bool { return r.By == by && r.Date == date }, Reply.Parts,
		func(p Parts) (Reply, error) {
			return Reply{By: by, Date: date, Text: p["text"], Source: p["source"]}, nil
		}), err == nil
}

// Parts gives the reply as the parts of a field.
func (r Reply) Parts() Parts {
	return Parts{"by": r.By, "date": r.Date.String(), "text": r.Text, "source": r.Source}
}

func (d *Dispute) decisionSlot(name string, rest []string, by string) (slot, bool) {
	key, err := ParseDecisionKey(name)
	if err != nil {
		return slot{}, false
	}
	i := slices.IndexFunc(d.Decisions, func(x Decision) bool { return x.Key == key })
	if len(rest) == 0 {
		var element any
		if i >= 0 {
			element = d.Decisions[i]
		}
		return wholeSlot(element, i >= 0,
			func() {
				d.Decide(Decision{Key: key})
				// The number stands as the path names it until the others follow.
				d.Decisions[len(d.Decisions)-1].Key = key
			},
			func() { d.Decisions = slices.Delete(d.Decisions, i, i+1) }), true
	}
	if i < 0 {
		return slot{}, false
	}
	x := &d.Decisions[i]
	if len(rest) == 2 && rest[0] == "committee" {
		return x.committeeSlot(rest[1])
	}
	if len(rest) == 2 && rest[0] == "assembly" {
		return x.assemblySlot(rest[1])
	}
	if len(rest) > 1 {
		return sheetSlot(sheet{&x.Facts, &x.Coding, &x.Positions, &x.Sources}, rest, by)
	}
	slots := map[string]slot{
		"challenge": codeSlot(&x.Challenge, &Challenges), "outcome": codeSlot(&x.Outcome, &Outcomes), "accepted": textSlot(&x.Accepted),
		"seated": textSlot(&x.Seated), "talks": truthSlot(&x.Talks), "confidence": codeSlot(&x.Confidence, &Confidences), "doubts": textSlot(&x.Doubts),
	}
	s, ok := slots[rest[0]]
	return s, ok
}

func (d *Dispute) preparedSlot(name string, rest []string, by string) (slot, bool) {
	session, err := ParseSession(name)
	if err != nil || !session.Known() {
		return slot{}, false
	}
	i := slices.IndexFunc(d.Prepared, func(p Preparation) bool { return p.Session == session })
	if len(rest) == 0 {
		var element any
		if i >= 0 {
			element = d.Prepared[i]
		}
		return wholeSlot(element, i >= 0,
			func() { d.Prepared = append(d.Prepared, d.Prepare(session)) },
			func() { d.Prepared = slices.Delete(d.Prepared, i, i+1) }), true
	}
	if i < 0 {
		return slot{}, false
	}
	p := &d.Prepared[i]
	if len(rest) > 1 {
		return sheetSlot(sheet{&p.Facts, &p.Coding, &p.Positions, &p.Sources}, rest, by)
	}
	slots := map[string]slot{"challenge": codeSlot(&p.Challenge, &Challenges), "talks": truthSlot(&p.Talks)}
	s, ok := slots[rest[0]]
	return s, ok
}

func (x *Decision) committeeSlot(name string) (slot, bool) {
	if x.Committee == nil {
		x.Committee = &CommitteeAction{}
	}
	c := x.Committee
	slots := map[string]slot{
		"outcome": codeSlot(&c.Outcome, &CommitteeOutcomes), "how": codeSlot(&c.How, &Hows), "note": textSlot(&c.Note),
		"dates": listSlot(&c.Dates, Date.String, ParseDate), "reports": listSlot(&c.Reports, Symbol.String, ParseSymbol),
	}
	addVote(slots, &c.Vote)
	s, ok := slots[name]
	return s, ok
}

func (x *Decision) assemblySlot(name string) (slot, bool) {
	if x.Assembly == nil {
		x.Assembly = &AssemblyAction{}
	}
	a := x.Assembly
	slots := map[string]slot{
		"outcome": codeSlot(&a.Outcome, &AssemblyOutcomes), "how": codeSlot(&a.How, &Hows), "note": textSlot(&a.Note), "date": dateSlot(&a.Date),
		"resolutions": listSlot(&a.Resolutions, Symbol.String, ParseSymbol), "meetings": listSlot(&a.Meetings, Symbol.String, ParseSymbol),
	}
	addVote(slots, &a.Vote)
	s, ok := slots[name]
	return s, ok
}

func addVote(slots map[string]slot, vote **Tally) {
	slots["vote_for"] = countSlot(vote, func(t *Tally) *Count { return &t.For })
	slots["vote_against"] = countSlot(vote, func(t *Tally) *Count { return &t.Against })
	slots["vote_abstaining"] = countSlot(vote, func(t *Tally) *Count { return &t.Abstaining })
}

// sheet is what a decision and a preparation have alike.
type sheet struct {
	facts     *map[string]Standing
	coding    *[]Coding
	positions *[]Position
	sources   *[]Source
}

func sheetSlot(s sheet, parts []string, by string) (slot, bool) {
	switch {
	case parts[0] == "facts" && len(parts) == 3:
		fact, err := ParseFact(parts[2])
		return s.factSlot(parts[1], fact, by), err == nil
	case parts[0] == "dissents" && len(parts) == 4:
		fact, err := ParseFact(parts[2])
		return s.dissentSlot(parts[1], fact, parts[3], by), err == nil
	case parts[0] == "positions" && len(parts) == 5:
		date, err := ParseDate(parts[4])
		position := Position{Member: parts[1], Claimant: parts[2], Stance: Stance(parts[3]), Date: date}
		return s.positionSlot(position), err == nil && Stances.Has(position.Stance)
	case parts[0] == "sources" && len(parts) == 2:
		return sourceSlot(s.sources, parts[1]), true
	}
	return slot{}, false
}

// FactParts gives a fact with what it rests on as the parts of a field.
func FactParts(standing Standing, list []Coding, claimant string, fact Fact) Parts {
	p := Parts{"value": standing.Code(fact)}
	if c := CodingOf(list, claimant, fact); c != nil {
		p["source"], p["passage"], p["confidence"], p["carried"] = c.Source, c.Passage, string(c.Confidence), c.Carried.String()
	}
	return p
}

func (s sheet) factSlot(claimant string, fact Fact, by string) slot {
	return slot{
		get: func() string { return FactParts((*s.facts)[claimant], *s.coding, claimant, fact).String() },
		set: func(text string) error {
			p := ParseParts(text)
			value, err := fact.Parse(p["value"])
			if err != nil {
				return err
			}
			sure, err := Confidences.Parse(p["confidence"])
			if err != nil {
				return err
			}
			carried, err := ParseSession(p["carried"])
			if err != nil {
				return err
			}
			if *s.facts == nil {
				*s.facts = map[string]Standing{}
			}
			(*s.facts)[claimant] = (*s.facts)[claimant].With(fact, value)
			c := s.codingOf(claimant, fact)
			c.By, c.Source, c.Passage, c.Confidence, c.Carried = by, p["source"], p["passage"], sure, carried
			return nil
		},
		spell: func(text string) string { return ParseParts(text).String() },
	}
}

// codingOf gives what is said of a fact, to be changed.
func (s sheet) codingOf(claimant string, fact Fact) *Coding {
	if c := CodingOf(*s.coding, claimant, fact); c != nil {
		return c
	}
	*s.coding = append(*s.coding, Coding{Claimant: claimant, Fact: fact})
	return &(*s.coding)[len(*s.coding)-1]
}

// Parts gives the dissent as the parts of a field.
func (d Dissent) Parts(fact Fact) Parts {
	return Parts{"by": d.By, "value": fact.Code(d.Value), "source": d.Source, "passage": d.Passage, "confidence": string(d.Confidence)}
}

func (s sheet) dissentSlot(claimant string, fact Fact, coder, by string) slot {
	var none []Dissent
	list := &none
	if c := CodingOf(*s.coding, claimant, fact); c != nil {
		list = &c.Dissents
	}
	within := partsSlot(list, func(d Dissent) bool { return d.By == coder }, func(d Dissent) Parts { return d.Parts(fact) },
		func(p Parts) (Dissent, error) {
			value, err := fact.Parse(p["value"])
			if err != nil {
				return Dissent{}, err
			}
			sure, err := Confidences.Parse(p["confidence"])
			return Dissent{By: coder, Value: value, Source: p["source"], Passage: p["passage"], Confidence: sure}, err
		})
	return slot{get: within.get, spell: within.spell, set: func(text string) error {
		if coder != by {
			return &Invalid{Faults: []Fault{{What: "a dissent is its coder’s own", Mend: "record yours under your own name"}}}
		}
		if err := within.set(text); err != nil || list != &none {
			return err
		}
		s.codingOf(claimant, fact).Dissents = none
		return nil
	}}
}

// Parts gives the position as the parts of a field.
func (p Position) Parts() Parts {
	return Parts{"member": p.Member, "stance": string(p.Stance), "claimant": p.Claimant, "date": p.Date.String(), "until": p.Until.String()}
}

// positionSlot is a position where it stands by its Path. Another date moves it.
func (s sheet) positionSlot(at Position) slot {
	is := func(p Position) bool { return p.Path() == at.Path() }
	read := func(p Parts) (Position, error) {
		from, err := ParseDate(p["date"])
		if err != nil {
			return Position{}, err
		}
		until, err := ParseDate(p["until"])
		return Position{Member: at.Member, Stance: at.Stance, Claimant: at.Claimant, Date: from, Until: until}, err
	}
	within := partsSlot(s.positions, is, Position.Parts, read)
	return slot{
		get: within.get, spell: within.spell,
		set: func(text string) error {
			to, err := read(ParseParts(text))
			if err != nil {
				return err
			}
			if text != "" && !is(to) && slices.ContainsFunc(*s.positions, func(p Position) bool { return p.Path() == to.Path() }) {
				return &Invalid{Faults: []Fault{{What: "the position stands under that date already", Mend: "take one of the two away"}}}
			}
			return within.set(text)
		},
		elsewhere: func(text string) bool {
			to, err := read(ParseParts(text))
			return err == nil && slices.Contains(*s.positions, to)
		},
	}
}

// Clone gives a copy that shares nothing with the dispute.
func (d *Dispute) Clone() Dispute {
	c := *d
	c.SeeAlso, c.Claimants = slices.Clone(d.SeeAlso), slices.Clone(d.Claimants)
	c.Sources, c.Replies = slices.Clone(d.Sources), slices.Clone(d.Replies)
	c.Decisions, c.Prepared = slices.Clone(d.Decisions), slices.Clone(d.Prepared)
	for i := range c.Decisions {
		x := &c.Decisions[i]
		x.Facts, x.Coding = maps.Clone(x.Facts), cloneCodings(x.Coding)
		x.Positions, x.Sources = slices.Clone(x.Positions), slices.Clone(x.Sources)
		if x.Committee != nil {
			own := *x.Committee
			own.Dates, own.Reports, own.Vote = slices.Clone(own.Dates), slices.Clone(own.Reports), own.Vote.clone()
			x.Committee = &own
		}
		if x.Assembly != nil {
			own := *x.Assembly
			own.Resolutions, own.Meetings, own.Vote = slices.Clone(own.Resolutions), slices.Clone(own.Meetings), own.Vote.clone()
			x.Assembly = &own
		}
	}
	for i := range c.Prepared {
		p := &c.Prepared[i]
		p.Facts, p.Coding = maps.Clone(p.Facts), cloneCodings(p.Coding)
		p.Positions, p.Sources = slices.Clone(p.Positions), slices.Clone(p.Sources)
	}
	return c
}

func (t *Tally) clone() *Tally {
	if t == nil {
		return nil
	}
	own := *t
	return &own
}

func cloneCodings(list []Coding) []Coding {
	list = slices.Clone(list)
	for i := range list {
		list[i].Dissents = slices.Clone(list[i].Dissents)
	}
	return list
}
