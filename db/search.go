package db

import (
	"context"
	"database/sql"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const (
	// textLimit is the longest text that is searched for.
	textLimit = 10_000
	// wordLimit is the number of different words that count; the rest of a
	// longer text adds nothing.
	wordLimit = 32
	// hitLimit is the most that a search gives.
	hitLimit = 100
	// snippetBefore and snippetLength are about how many bytes of a snippet
	// stand before the first match, and in all.
	snippetBefore = 60
	snippetLength = 260
)

// word is a word that is searched for, folded.
type word struct {
	text string
	// begins says that a longer word that begins with it is found too. Numbers
	// and very short words have to stand as they are, or the parts of a symbol
	// would find half of the record.
	begins bool
}

func (w word) in(folded string) bool {
	return folded == w.text || (w.begins && strings.HasPrefix(folded, w.text))
}

// wordsOf gives the different words of a text. A text that is too long is a
// *credentials.Invalid.
func wordsOf(text string) ([]word, error) {
	if n := utf8.RuneCountInString(text); n > textLimit {
		return nil, &credentials.Invalid{Faults: []credentials.Fault{{
			Field: "q", What: "the text to search for is longer than 10,000 characters", Mend: "search for fewer words",
		}}}
	}
	var words []word
	for folded := range strings.FieldsSeq(precedents.Fold(text)) {
		begins := utf8.RuneCountInString(folded) > 2 && strings.ContainsFunc(folded, unicode.IsLetter)
		if w := (word{folded, begins}); len(words) < wordLimit && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words, nil
}

// matching gives the expression that finds every word of a text. Fold has left
// nothing in a word but letters and digits, so that none of it is taken for an
// operator.
func matching(text string) (string, error) {
	words, err := wordsOf(text)
	if err != nil || len(words) == 0 {
		// A phrase without words finds nothing.
		return `""`, err
	}
	phrases := make([]string, len(words))
	for i, w := range words {
		phrases[i] = `"` + w.text + `"`
		if w.begins {
			phrases[i] += "*"
		}
	}
	return strings.Join(phrases, " "), nil
}

// anyName widens the expression of a text that names a Member to every other
// name the Member has borne, so that "turkey" finds what speaks of Türkiye.
func anyName(frame *precedents.Frame, text, match string) string {
	member, ok := frame.MemberByName(text)
	if !ok {
		return match
	}
	expressions := []string{"(" + match + ")"}
	for _, name := range member.AllNames() {
		other, err := matching(name)
		if err == nil && !slices.Contains(expressions, "("+other+")") {
			expressions = append(expressions, "("+other+")")
		}
	}
	return strings.Join(expressions, " OR ")
}

// found is an entry as the search reads it.
type found struct {
	precedents.Hit
	body string
}

func (f *found) into() []any {
	return []any{text(&f.Kind), &f.Key, &f.Title, &f.body, text(&f.Sure)}
}

// titledFirst puts what has the folded text for a title before all else.
func titledFirst(list []found, text string) []found {
	var titled, others []found
	for _, f := range list {
		if precedents.Fold(f.Title) == text {
			titled = append(titled, f)
		} else {
			others = append(others, f)
		}
	}
	return append(titled, others...)
}

const entryColumns = `SELECT entry.kind, entry.key, entry.title, entry.body, entry.confidence FROM `

// Search gives what a text finds, however it is spelled: first the dispute,
// Member, session, document or entry of law that it names, then whatever has
// all its words, or words that begin with them, the best first. It gives at most
// a hundred. Any text is safe; one of more than 10,000 characters is a
// *credentials.Invalid.
func (s *Store) Search(ctx context.Context, text string) (hits []precedents.Hit, err error) {
	words, err := wordsOf(text)
	if err != nil || len(words) == 0 {
		return nil, err
	}
	match, err := matching(text)
	if err != nil {
		return nil, err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return nil, err
	}
	match = anyName(frame, text, match)
	var list []found
	err = s.reading(ctx, func(tx *sql.Tx) error {
		for _, name := range named(frame, text) {
			exact, err := all(ctx, tx, (*found).into, entryColumns+`entry WHERE kind = ? AND key = ?`, string(name.kind), name.key)
			if err != nil {
				return err
			}
			list = append(list, exact...)
		}
		best, err := all(ctx, tx, (*found).into, entryColumns+`search JOIN entry ON entry.id = search.rowid
			WHERE search MATCH ? ORDER BY bm25(search, 10, 6, 1)
				* CASE entry.kind WHEN 'dispute' THEN 2 WHEN 'member' THEN 2 WHEN 'document' THEN 0.5 ELSE 1 END, entry.id
			LIMIT ?`, match, hitLimit)
		list = append(list, titledFirst(best, precedents.Fold(text))...)
		return err
	})
	seen := map[hitName]bool{}
	for _, f := range list {
		name := hitName{f.Kind, f.Key}
		if seen[name] {
			continue
		}
		seen[name] = true
		f.Snippet = snippet(f.body, words)
		hits = append(hits, f.Hit)
	}
	return hits[:min(len(hits), hitLimit)], err
}

// named gives what a text names outright.
func named(frame *precedents.Frame, text string) []hitName {
	text = strings.TrimSpace(text)
	var names []hitName
	if member, ok := frame.MemberByName(text); ok {
		names = append(names, hitName{precedents.MemberHit, member.Code})
	}
	if member, ok := frame.Member(strings.ToUpper(text)); ok {
		names = append(names, hitName{precedents.MemberHit, member.Code})
	}
	names = append(names, hitName{precedents.DisputeHit, strings.ToLower(text)})
	if session, err := credentials.ParseSession(strings.ToUpper(text)); err == nil && session.Known() {
		names = append(names, hitName{precedents.SessionHit, session.String()})
	}
	if symbol, err := credentials.ParseSymbol(text); err == nil && symbol.Known() {
		names = append(names, hitName{precedents.DocumentHit, symbol.String()})
	}
	return append(names, hitName{precedents.LawHit, strings.ToUpper(text)})
}

// hitName tells one thing that a search finds from every other.
type hitName struct {
	kind precedents.HitKind
	key  string
}

// snippets gives each row the snippet of the first of its texts in which a word
// is marked; nothing without a text to search for. The query gives the key of a
// row and a text.
func snippets[T any](ctx context.Context, tx *sql.Tx, sought string, rows []T, of func(*T) (string, *[]precedents.Segment), query string, args ...any) error {
	words, err := wordsOf(sought)
	if err != nil || len(words) == 0 {
		return err
	}
	place := make(map[string]*[]precedents.Segment, len(rows))
	for i := range rows {
		key, into := of(&rows[i])
		place[key] = into
	}
	return each(ctx, tx, pair, func(p *[2]string) error {
		into := place[p[0]]
		if into == nil || slices.ContainsFunc(*into, func(s precedents.Segment) bool { return s.Mark }) {
			return nil
		}
		if made := snippet(p[1], words); *into == nil || slices.ContainsFunc(made, func(s precedents.Segment) bool { return s.Mark }) {
			*into = made
		}
		return nil
	}, query, args...)
}

// snippet gives the part of a text around the first of the words, with every
// one of them marked; the beginning of the text where none of them stands.
func snippet(body string, words []word) []precedents.Segment {
	marked := matches(body, words)
	from := 0
	if len(marked) > 0 {
		from = boundary(body, marked[0].from-snippetBefore)
	}
	to := boundary(body, from+snippetLength)
	var segments []precedents.Segment
	add := func(text string, mark bool) {
		if text != "" {
			segments = append(segments, precedents.Segment{Text: text, Mark: mark})
		}
	}
	at := from
	for _, m := range marked {
		if m.from >= at && m.to <= to {
			add(body[at:m.from], false)
			add(body[m.from:m.to], true)
			at = m.to
		}
	}
	add(body[at:to], false)
	return elided(segments, from > 0, to < len(body))
}

// elided puts "…" where something is left out.
func elided(segments []precedents.Segment, before, after bool) []precedents.Segment {
	const gap = "…"
	if before {
		segments = slices.Insert(segments, 0, precedents.Segment{Text: gap + " "})
	}
	if after {
		if last := len(segments) - 1; last >= 0 {
			segments[last].Text = strings.TrimRight(segments[last].Text, " ")
		}
		segments = append(segments, precedents.Segment{Text: " " + gap})
	}
	return slices.DeleteFunc(segments, func(s precedents.Segment) bool { return s.Text == "" })
}

// span is a stretch of a text.
type span struct{ from, to int }

// matches gives where words stand in a text; those with nothing but blanks
// between them make one stretch. A letter by itself is not worth a mark, and
// nothing is looked for beyond the end of the snippet.
func matches(body string, words []word) []span {
	var list []span
	for from, to := range wordSpans(body) {
		if len(list) > 0 && from > list[0].from+snippetLength {
			break
		}
		if !mayMatch(body[from], words) {
			continue
		}
		folded := precedents.Fold(body[from:to])
		if len(folded) < 2 || !slices.ContainsFunc(words, func(w word) bool { return w.in(folded) }) {
			continue
		}
		if last := len(list) - 1; last >= 0 && strings.TrimSpace(body[list[last].to:from]) == "" {
			list[last].to = to
			continue
		}
		list = append(list, span{from, to})
	}
	return list
}

// mayMatch tells by its first byte most words that do not match from the rest;
// folding each of them would take most of the time of a search.
func mayMatch(begin byte, words []word) bool {
	if 'A' <= begin && begin <= 'Z' {
		begin += 'a' - 'A'
	}
	if begin < 'a' || begin > 'z' {
		return true
	}
	return slices.ContainsFunc(words, func(w word) bool { return w.text[0] == begin })
}

// wordSpans gives where the words of a text begin and end, as precedents.Fold
// tells them apart.
func wordSpans(text string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from := -1
		for i, r := range text {
			inWord := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune("'’‘ʼʻ`", r)
			switch {
			case inWord && from < 0:
				from = i
			case !inWord && from >= 0:
				if !yield(from, i) {
					return
				}
				from = -1
			}
		}
		if from >= 0 {
			yield(from, len(text))
		}
	}
}

// boundary gives the place after the last blank before at, or an end of the
// text that at lies beyond.
func boundary(text string, at int) int {
	switch {
	case at <= 0:
		return 0
	case at >= len(text):
		return len(text)
	}
	if blank := strings.LastIndexByte(text[:at], ' '); blank >= 0 {
		return blank + 1
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
