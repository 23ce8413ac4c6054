package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// BriefUpdate is a frozen brief beside the same brief made again: sentence by
// sentence, what is new, gone or otherwise, what moved beneath it, and whether that
// moves the forecast.
type BriefUpdate struct {
	Dispute string              `json:"dispute"`
	Session credentials.Session `json:"session"`
	// Then and Now are the days as of which the two are.
	Then credentials.Date `json:"then"`
	Now  credentials.Date `json:"now"`
	// Data, Rules and Method say whether these hashes differ.
	Data   bool `json:"data_moved"`
	Rules  bool `json:"rules_moved"`
	Method bool `json:"method_moved"`
	// Hashes are those of the frozen brief and of the one made again.
	Hashes [2]Hashes `json:"hashes"`
	// Moved is what the brief was made from and is otherwise now.
	Moved    []Moved        `json:"moved"`
	Sections []SectionDrift `json:"sections"`
	// Unchanged is how many sentences and rows stand as they were.
	Unchanged int `json:"unchanged"`
	// Forecast says how far the forecast moves, and Figures what each outcome had and
	// has.
	Forecast ForecastMove   `json:"forecast"`
	Figures  []FigureChange `json:"figures"`
	// Decided says that the decision, which was still to come, is in the record now.
	Decided bool `json:"decided"`

	// Again is the brief as it would be now, and Note the update as a document to send
	// after the frozen one.
	Again Brief `json:"-"`
	Note  Brief `json:"-"`
}

// SectionDrift is what became of the sentences under one heading.
type SectionDrift struct {
	Key     string `json:"key"`
	Heading string `json:"heading"`
	// Annex says that the heading is that of an annex.
	Annex   bool            `json:"annex"`
	Changes []SentenceDrift `json:"changes"`
}

// SentenceDrift is a sentence, or a row of a table, that is not as it was.
type SentenceDrift struct {
	Key  string `json:"key"`
	Fate Fate   `json:"fate"`
	// Was and Is are nil for a sentence that was not there, or is there no more.
	Was *BriefLine `json:"was"`
	Is  *BriefLine `json:"is"`
	// Words are the two texts as one, word by word; empty unless it changed.
	Words []WordRun `json:"words,omitempty"`
}

// BriefLine is a sentence or a row of a table as one text.
type BriefLine struct {
	Says string `json:"says"`
	Grounds
	key string
}

// WordRun is some words in a row that both texts have, or one of them.
type WordRun struct {
	Change Change `json:"change"`
	Text   string `json:"text"`
}

// FigureChange is an outcome before and now; nil where it could not happen.
type FigureChange struct {
	Class  Class            `json:"class"`
	Seated string           `json:"seated"`
	Was    *OutcomeForecast `json:"was"`
	Is     *OutcomeForecast `json:"is"`
}

// ForecastMove says how far a forecast has moved.
type ForecastMove string

// How far a forecast moves, from not at all.
const (
	// ForecastNone: neither brief has a forecast.
	ForecastNone ForecastMove = "none"
	ForecastSame ForecastMove = "same"
	// FiguresMove: what is likeliest stays, and so does the word for it.
	FiguresMove ForecastMove = "figures"
	// WordMoves: what is likeliest stays, with another word.
	WordMoves      ForecastMove = "word"
	LikeliestMoves ForecastMove = "likeliest"
	// ForecastBegins and ForecastEnds: only one of the two has a forecast.
	ForecastBegins ForecastMove = "begins"
	ForecastEnds   ForecastMove = "ends"
)

// ForecastMoves are how far a forecast can move.
var ForecastMoves = credentials.Vocabulary[ForecastMove]{Name: "move of a forecast", Terms: []credentials.Term[ForecastMove]{
	{Code: ForecastNone, Label: "no forecast", Meaning: "there was none and there is none"},
	{Code: ForecastSame, Label: "the same", Meaning: "no figure differs"},
	{Code: FiguresMove, Label: "figures only", Meaning: "the likeliest outcome and its word stay, with other figures"},
	{Code: WordMoves, Label: "another word", Meaning: "the likeliest outcome stays, and has another word"},
	{Code: LikeliestMoves, Label: "another outcome", Meaning: "another outcome is the likeliest"},
	{Code: ForecastBegins, Label: "a forecast now", Meaning: "there was none, and there is one"},
	{Code: ForecastEnds, Label: "no forecast any more", Meaning: "there was one, and there is none"},
}}

// Update makes a frozen brief again, as of a day, and sets the two side by side. The
// day of the brief itself shows what was corrected since, a later one what has
// happened since too; one that is not known stands for its own. The errors are
// those of Brief: the dispute or the claimant may be gone.
func (e *Engine) Update(frozen *FrozenBrief, asOf credentials.Date) (BriefUpdate, error) {
	request, err := frozen.request()
	if err != nil {
		return BriefUpdate{}, err
	}
	if asOf.Known() {
		request.AsOf = asOf
	}
	b, err := e.briefing(request)
	if err != nil {
		return BriefUpdate{}, err
	}
	footing := b.footing()
	u := compareBriefs(&frozen.Brief, new(b.composed(request.Annexes)))
	u.Moved = footing.Since(&frozen.Footing)
	u.Decided = footing.decides(&u.Again) && !frozen.Footing.decides(&u.Again)
	u.Note = b.note(frozen, &u)
	return u, nil
}

// decides reports whether the decision that a brief is before is in the record.
func (f *Footing) decides(b *Brief) bool {
	_, there := f.Decisions[b.Dispute+kindMark+credentials.DecisionKey{Session: b.Session, Number: b.Number}.String()]
	return there
}

// Same reports whether nothing is otherwise: made again, it says the same word for
// word, from the same things.
func (u *BriefUpdate) Same() bool {
	return len(u.Sections) == 0 && len(u.Moved) == 0 && !u.Data && !u.Rules && !u.Method && !u.Decided && u.Forecast.stays()
}

func (m ForecastMove) stays() bool { return m == ForecastSame || m == ForecastNone }

// annexed is how many sentences and rows of the annexes are not as they were.
func (u *BriefUpdate) annexed() int {
	n := 0
	for i := range u.Sections {
		if u.Sections[i].Annex {
			n += len(u.Sections[i].Changes)
		}
	}
	return n
}

// Drifted is how many sentences and rows are not as they were.
func (u *BriefUpdate) Drifted() int {
	n := u.annexed()
	for _, fate := range Fates.Terms {
		n += u.Count(fate.Code)
	}
	return n
}

// Count gives how many sentences and rows of the core had that fate.
func (u *BriefUpdate) Count(fate Fate) int {
	n := 0
	for i := range u.Sections {
		if u.Sections[i].Annex {
			continue
		}
		for _, change := range u.Sections[i].Changes {
			if change.Fate == fate {
				n++
			}
		}
	}
	return n
}

// compareBriefs sets two briefs on one decision side by side.
func compareBriefs(was, is *Brief) BriefUpdate {
	u := BriefUpdate{
		Dispute: is.Dispute, Session: is.Session, Then: was.AsOf, Now: is.AsOf, Hashes: [2]Hashes{was.Hashes, is.Hashes}, Moved: []Moved{},
		Data: was.Hashes.Data != is.Hashes.Data, Rules: was.Hashes.Rules != is.Hashes.Rules, Method: was.Hashes.Method != is.Hashes.Method,
		Sections: []SectionDrift{}, Again: *is,
	}
	u.compareSections(was, is)
	u.compareForecasts(was.Forecast.Outcomes, is.Forecast.Outcomes)
	return u
}

func (u *BriefUpdate) compareSections(was, is *Brief) {
	before, after := slices.Concat(was.Core, was.Annexes), slices.Concat(is.Core, is.Annexes)
	headings := make([]BriefSection, 0, len(after))
	headings = append(headings, after...)
	for i := range before {
		if sectionOf(after, before[i].Key) == nil {
			headings = append(headings, before[i])
		}
	}
	day := dayMask{was: dayTexts(was), is: dayTexts(is)}
	for i := range headings {
		key := headings[i].Key
		changes, same := drift(sectionOf(before, key).lines(), sectionOf(after, key).lines(), day)
		u.Unchanged += same
		if len(changes) > 0 {
			annex := sectionOf(is.Core, key) == nil && sectionOf(was.Core, key) == nil
			u.Sections = append(u.Sections, SectionDrift{key, headings[i].Heading, annex, changes})
		}
	}
}

func sectionOf(sections []BriefSection, key string) *BriefSection {
	for i := range sections {
		if sections[i].Key == key {
			return &sections[i]
		}
	}
	return nil
}

// lines gives the sentences and the rows of a section in their order; none of a
// section that there is not. A row goes by the heading of its table and by its
// first cell.
func (s *BriefSection) lines() []BriefLine {
	if s == nil {
		return nil
	}
	var list []BriefLine
	for i := range s.Parts {
		part := &s.Parts[i]
		for _, statement := range part.Statements {
			list = append(list, BriefLine{statement.Says, statement.Grounds, statement.Key})
		}
		for _, row := range part.Rows {
			list = append(list, BriefLine{rowText(part.Columns, row.Cells), row.Grounds, "row/" + part.Heading + "/" + cmp.Or(row.Cells...)})
		}
	}
	return list
}

// rowText gives a row of a table as one text: "capital · Islamic State: held ·
// Taliban: not held".
func rowText(columns, cells []string) string {
	var b strings.Builder
	for i, cell := range cells {
		switch {
		case i == 0:
			b.WriteString(cell)
		case i < len(columns) && columns[i] != "":
			b.WriteString(" · " + columns[i] + ": " + cell)
		default:
			b.WriteString(" · " + cell)
		}
	}
	return b.String()
}

// drift pairs the lines of a section by their keys, and where a key stands more
// than once, first those that say the same and then the others in their order. It
// gives those that are not as they were, in the order in which they stand now, with
// those that are gone after the one they stood behind, and how many are as they
// were.
func drift(was, is []BriefLine, day dayMask) (changes []SentenceDrift, same int) {
	partner := make([]int, len(is))
	taken := make([]bool, len(was))
	pair := func(fits func(before, after *BriefLine) bool) {
		for i := range is {
			if partner[i] > 0 {
				continue
			}
			for j := range was {
				if !taken[j] && was[j].key == is[i].key && fits(&was[j], &is[i]) {
					partner[i], taken[j] = j+1, true
					break
				}
			}
		}
	}
	pair(func(before, after *BriefLine) bool { return day.alike(before.Says, after.Says) })
	pair(func(*BriefLine, *BriefLine) bool { return true })
	dropped := 0
	drop := func(until int) {
		for ; dropped < until; dropped++ {
			if !taken[dropped] {
				changes = append(changes, SentenceDrift{Key: was[dropped].key, Fate: IsDropped, Was: &was[dropped]})
			}
		}
	}
	for i := range is {
		if partner[i] == 0 {
			changes = append(changes, SentenceDrift{Key: is[i].key, Fate: IsAdded, Is: &is[i]})
			continue
		}
		drop(partner[i] - 1)
		change := SentenceDrift{Key: is[i].key, Was: &was[partner[i]-1], Is: &is[i]}
		switch {
		case !day.alike(change.Was.Says, change.Is.Says):
			change.Fate, change.Words = IsChanged, wordRuns(change.Was.Says, change.Is.Says)
		case !change.Was.sameGrounds(&change.Is.Grounds):
			change.Fate = RestsOtherwise
		default:
			same++
			continue
		}
		changes = append(changes, change)
	}
	drop(len(was))
	return changes, same
}

// sameGrounds leaves the numbers of references out: they differ where another
// sentence cites something new.
func (g *Grounds) sameGrounds(other *Grounds) bool {
	return g.Basis == other.Basis && slices.Equal(slices.Sorted(slices.Values(g.RestsOn)), slices.Sorted(slices.Values(other.RestsOn)))
}

// dayMask takes the day as of which each of two briefs is for the same: that a
// sentence names another day is no news of it.
type dayMask struct{ was, is []string }

func dayTexts(b *Brief) []string {
	texts := []string{b.AsOf.String()}
	if language, err := wording.In(string(b.Language)); err == nil {
		texts = append(texts, language.Text(b.AsOf))
	}
	return texts
}

func (m dayMask) alike(was, is string) bool {
	return was == is || masked(was, m.was) == masked(is, m.is)
}

func masked(text string, days []string) string {
	for _, day := range days {
		if day != "" {
			text = withoutDay(text, day)
		}
	}
	return text
}

// withoutDay masks a day where it stands alone: “1 May 2026” is no part of “21 May
// 2026”, which is another.
func withoutDay(text, day string) string {
	digit := func(s string, at int) bool { return at >= 0 && at < len(s) && s[at] >= '0' && s[at] <= '9' }
	var out strings.Builder
	from := 0
	for {
		at := strings.Index(text[from:], day)
		if at < 0 {
			break
		}
		at += from
		end := at + len(day)
		out.WriteString(text[from:at])
		if digit(text, at-1) || digit(text, end) {
			out.WriteString(day)
		} else {
			out.WriteByte(0)
		}
		from = end
	}
	out.WriteString(text[from:])
	return out.String()
}

// wordRuns gives two texts as one, word by word.
func wordRuns(was, is string) []WordRun {
	lines := func(text string) string { return strings.Join(strings.Fields(text), "\n") + "\n" }
	var runs []WordRun
	for _, word := range Difference(lines(was), lines(is)) {
		last := len(runs) - 1
		if last >= 0 && runs[last].Change == word.Change {
			runs[last].Text += " " + word.Text
			continue
		}
		runs = append(runs, WordRun(word))
	}
	return runs
}

func (u *BriefUpdate) compareForecasts(was, is []OutcomeForecast) {
	u.Figures = []FigureChange{}
	for i := range is {
		u.Figures = append(u.Figures, FigureChange{is[i].Class, is[i].Seated, outcomeLike(was, &is[i]), &is[i]})
	}
	for i := range was {
		if outcomeLike(is, &was[i]) == nil {
			u.Figures = append(u.Figures, FigureChange{was[i].Class, was[i].Seated, &was[i], nil})
		}
	}
	u.Forecast = forecastMove(was, is, u.Figures)
}

func outcomeLike(list []OutcomeForecast, o *OutcomeForecast) *OutcomeForecast {
	for i := range list {
		if list[i].Class == o.Class && list[i].Seated == o.Seated {
			return &list[i]
		}
	}
	return nil
}

func forecastMove(was, is []OutcomeForecast, figures []FigureChange) ForecastMove {
	switch {
	case len(was) == 0 && len(is) == 0:
		return ForecastNone
	case len(was) == 0:
		return ForecastBegins
	case len(is) == 0:
		return ForecastEnds
	case was[0].Class != is[0].Class || was[0].Seated != is[0].Seated:
		return LikeliestMoves
	case was[0].Words != is[0].Words:
		return WordMoves
	case slices.ContainsFunc(figures, FigureChange.moves):
		return FiguresMove
	}
	return ForecastSame
}

// moves reports whether the outcome came or went, or any figure of it differs as it
// is printed, with two decimals.
func (f FigureChange) moves() bool {
	return f.Was == nil || f.Is == nil || !f.Was.P.printsAs(f.Is.P) || !f.Was.Low.printsAs(f.Is.Low) || !f.Was.High.printsAs(f.Is.High)
}

func (f Figure) printsAs(other Figure) bool {
	return wording.English.Text(wording.Decimal(f)) == wording.English.Text(wording.Decimal(other))
}
