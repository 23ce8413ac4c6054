package precedents

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
)

// SuggestionKind says what a suggestion is of.
type SuggestionKind string

// What a document's text may suggest.
const (
	SuggestedSymbol  SuggestionKind = "symbol"
	SuggestedSession SuggestionKind = "session"
	SuggestedBody    SuggestionKind = "body"
	SuggestedDate    SuggestionKind = "date"
	SuggestedChair   SuggestionKind = "presiding"
	SuggestedNine    SuggestionKind = "committee"
	SuggestedSeat    SuggestionKind = "seat"
	SuggestedSpeaker SuggestionKind = "speaker"
	SuggestedOutcome SuggestionKind = "outcome"
	SuggestedHow     SuggestionKind = "how"
	SuggestedTally   SuggestionKind = "vote"
	SuggestedMention SuggestionKind = "document"
)

// SuggestionKinds are what a document's text may suggest, in the order in which
// they are shown.
var SuggestionKinds = credentials.Vocabulary[SuggestionKind]{Name: "suggestion", Terms: []credentials.Term[SuggestionKind]{
	{Code: SuggestedSymbol, Label: "symbol", Meaning: "the document’s own symbol"},
	{Code: SuggestedSession, Label: "session", Meaning: "the session it belongs to"},
	{Code: SuggestedBody, Label: "body", Meaning: "whose work it reports"},
	{Code: SuggestedDate, Label: "day of the meeting", Meaning: "when the body met or decided"},
	{Code: SuggestedChair, Label: "presiding", Meaning: "who was elected to the chair or presided"},
	{Code: SuggestedNine, Label: "members of the Committee", Meaning: "a Member named as one of the nine"},
	{Code: SuggestedSeat, Label: "seat", Meaning: "a Member whose representatives or credentials it speaks of"},
	{Code: SuggestedSpeaker, Label: "speaker", Meaning: "a Member whose representative spoke"},
	{Code: SuggestedOutcome, Label: "outcome", Meaning: "what was decided on credentials"},
	{Code: SuggestedHow, Label: "how", Meaning: "without a vote, or by a vote"},
	{Code: SuggestedTally, Label: "totals", Meaning: "the totals of a vote"},
	{Code: SuggestedMention, Label: "other document", Meaning: "a document that the text names"},
}}

// A Suggestion is something that a text seems to say, with the passage that it
// was taken from. It is never stored by itself: somebody accepts it or not.
type Suggestion struct {
	Kind SuggestionKind `json:"kind"`
	// Value is in the record's own form: a symbol, a session, a date, a Member's
	// code, an outcome.
	Value string `json:"value"`
	// Seats are the Members of whose credentials an outcome speaks.
	Seats   []string `json:"seats,omitempty"`
	Passage Passage  `json:"passage"`
	// Around is the sentence or the line in which the passage stands.
	Around Passage `json:"around"`
}

// DocumentReading is what a pasted document suggests.
type DocumentReading struct {
	Suggestions []Suggestion `json:"suggestions"`
	// Votes are the recorded votes in the text, Member by Member.
	Votes []RollReading `json:"votes"`
}

// Of gives the suggestions of a kind, in the order of the text.
func (r *DocumentReading) Of(kind SuggestionKind) []Suggestion {
	var found []Suggestion
	for _, s := range r.Suggestions {
		if s.Kind == kind {
			found = append(found, s)
		}
	}
	return found
}

// ReadDocument reads the text of a report or a press release as somebody pasted
// it, and suggests what it says: its symbol, the session, the day, the Members it
// names and as what, the outcome and the votes. Names are those of the day that it
// gives, or of today.
func ReadDocument(text string, frame *Frame, today credentials.Date) DocumentReading {
	d := &documentReader{text: text, seen: map[string]bool{}}
	d.symbols()
	d.sessions()
	d.dates()
	day := today
	if dates := d.out.Of(SuggestedDate); len(dates) > 0 {
		day, _ = credentials.ParseDate(dates[0].Value)
	}
	d.names = newNameReader(frame, day)
	d.sentences()
	d.out.Votes = ReadRolls(text, frame, day)
	slices.SortStableFunc(d.out.Suggestions, func(a, b Suggestion) int {
		return cmp.Or(kindOrder(a.Kind)-kindOrder(b.Kind), a.Passage.From-b.Passage.From)
	})
	return d.out
}

func kindOrder(kind SuggestionKind) int {
	return slices.Index(SuggestionKinds.Codes(), string(kind))
}

type documentReader struct {
	text  string
	names *nameReader
	out   DocumentReading
	seen  map[string]bool
	// around is the sentence that is being read.
	around stretch
}

// mostSuggestions is how many suggestions of a kind are worth looking through.
const mostSuggestions = 60

// suggest adds a suggestion, each value once; of an outcome each for its seats.
func (d *documentReader) suggest(kind SuggestionKind, value string, from, to int, seats ...string) {
	key := string(kind) + "\x00" + value + "\x00" + strings.Join(seats, " ")
	if d.seen[key] || len(d.out.Of(kind)) >= mostSuggestions {
		return
	}
	d.seen[key] = true
	around := d.around
	if from < around.from || to > around.to {
		around = lineAround(d.text, from, to)
	}
	d.out.Suggestions = append(d.out.Suggestions, Suggestion{kind, value, seats, trimmed(d.text, from, to), trimmed(d.text, around.from, around.to)})
}

// longestLine is how much of a line is shown on either side of what stands in it.
const longestLine = 200

func lineAround(text string, from, to int) stretch {
	start, end := max(0, from-longestLine), min(len(text), to+longestLine)
	for start < from && !utf8.RuneStart(text[start]) {
		start++
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	if i := strings.LastIndexByte(text[start:from], '\n'); i >= 0 {
		start += i + 1
	}
	if i := strings.IndexByte(text[to:end], '\n'); i >= 0 {
		end = to + i
	}
	return stretch{start, end}
}

var symbolsInText = regexp.MustCompile(`\b(?:A|S|GA|SC|AG|UNIS/GA)/[A-Z0-9](?:[A-Z0-9./-]|\((?:[IVXLS-]+|\d{4})\))*(?: [A-Z]\b)?`)

// symbols finds the document's own symbol, the first one in its head that is not
// that of something adopted elsewhere, and all others.
func (d *documentReader) symbols() {
	own := credentials.Symbol{}
	for _, at := range symbolsInText.FindAllStringIndex(d.text, 2000) {
		symbol, width := symbolAt(d.text[at[0]:at[1]])
		if !symbol.Known() {
			continue
		}
		kind := SuggestedMention
		head := !own.Known() && at[0] < headOfDocument && symbol.Kind() != credentials.ResolutionSymbol && symbol.Kind() != credentials.DraftSymbol
		if head {
			own, kind = symbol, SuggestedSymbol
			if symbol.Session().Known() {
				d.suggest(SuggestedSession, symbol.Session().String(), at[0], at[0]+width)
			}
		}
		if symbol != own || head {
			d.suggest(kind, symbol.String(), at[0], at[0]+width)
		}
	}
}

// headOfDocument is about how far the head of a document reaches.
const headOfDocument = 400

// longestSymbol is more than any symbol has.
const longestSymbol = 64

// symbolAt reads the longest symbol that a text begins with.
func symbolAt(text string) (symbol credentials.Symbol, width int) {
	text = text[:min(longestSymbol, len(text))]
	for len(text) > 2 {
		text = strings.TrimRight(text, "./- ")
		if symbol, err := credentials.ParseSymbol(text); err == nil && symbol.Known() {
			return symbol, len(text)
		}
		cut := strings.LastIndexAny(text, " ./(-")
		if cut < 0 {
			break
		}
		text = text[:cut]
	}
	return credentials.Symbol{}, 0
}

var (
	sessionWords = regexp.MustCompile(`(?i)\b((?:(?:one\s+hundred(?:\s+and)?\s+)?(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-|\s+)(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))|` +
		`first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|` +
		`twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|\d{1,3}(?:st|nd|rd|th))\s+(emergency\s+special\s+|special\s+)?session\b`)
	sessionNumbers = ordinalNumbers()
)

// ordinalNumbers gives the number of every session by the words for it.
func ordinalNumbers() map[string]int {
	numbers := map[string]int{}
	for n := 1; n < 130; n++ {
		words := strings.TrimSuffix(credentials.RegularSessionOf(n).Words(), " session")
		numbers[Fold(words)] = n
	}
	return numbers
}

func (d *documentReader) sessions() {
	for _, m := range sessionWords.FindAllStringSubmatchIndex(d.text, 500) {
		words := Fold(d.text[m[2]:m[3]])
		n := sessionNumbers[words]
		if n == 0 {
			n, _ = strconv.Atoi(strings.TrimRight(words, "stndrh"))
		}
		prefix := ""
		if m[4] >= 0 {
			prefix = "S-"
			if strings.Contains(strings.ToLower(d.text[m[4]:m[5]]), "emergency") {
				prefix = "ES-"
			}
		}
		if session, err := credentials.ParseSession(prefix + strconv.Itoa(n)); err == nil && session.Known() {
			d.suggest(SuggestedSession, session.String(), m[0], m[1])
		}
	}
}

var (
	months      = strings.Fields("january february march april may june july august september october november december")
	datesInText = regexp.MustCompile(`(?i)\b(\d{1,2})\s+(` + strings.Join(months, "|") + `)\s+(\d{4})\b|\b(` + strings.Join(months, "|") + `)\s+(\d{1,2}),\s+(\d{4})\b`)
	metWords    = regexp.MustCompile(`(?i)\b(?:held|met|meeting|meetings|decided|adopted|considered|vote[ds]?)\b`)
	appointed   = regexp.MustCompile(`(?i)\bappointed\b`)
)

// dates finds the days on which the body met or decided: those in a sentence that
// says so, and not that of the appointment of the Committee.
func (d *documentReader) dates() {
	for _, sentence := range documentSentences(d.text) {
		words := d.text[sentence[0]:sentence[1]]
		if !metWords.MatchString(words) || appointed.MatchString(words) {
			continue
		}
		for _, m := range datesInText.FindAllStringSubmatchIndex(words, 20) {
			if day, ok := dateOf(words, m); ok {
				d.suggest(SuggestedDate, day.String(), sentence[0]+m[0], sentence[0]+m[1])
			}
		}
	}
	if len(d.out.Of(SuggestedDate)) > 0 {
		return
	}
	for _, m := range datesInText.FindAllStringSubmatchIndex(d.text, 3) {
		if day, ok := dateOf(d.text, m); ok {
			d.suggest(SuggestedDate, day.String(), m[0], m[1])
		}
	}
}

func dateOf(text string, m []int) (credentials.Date, bool) {
	day, month, year := 1, 2, 3
	if m[2] < 0 {
		month, day, year = 4, 5, 6
	}
	group := func(n int) string { return text[m[2*n]:m[2*n+1]] }
	number := slices.Index(months, strings.ToLower(group(month))) + 1
	iso := group(year) + "-" + twoDigits(strconv.Itoa(number)) + "-" + twoDigits(group(day))
	date, err := credentials.ParseDate(iso)
	return date, err == nil
}

func twoDigits(n string) string {
	if len(n) < 2 {
		return "0" + n
	}
	return n
}

var documentBreak = regexp.MustCompile(`[.!?;]["”’)]?\s+(?:\p{Lu}|\d|\(|“|\[)|\n\s*\n`)

// documentSentences gives the sentences of a document, which may be broken over
// lines.
func documentSentences(text string) [][2]int {
	var sentences [][2]int
	for from := 0; from < len(text); {
		end := len(text)
		if next := documentBreak.FindStringIndex(text[from:]); next != nil {
			// The break ends before the letter that begins the next sentence.
			end = from + next[0] + 1
		}
		if strings.TrimSpace(text[from:end]) != "" {
			sentences = append(sentences, [2]int{from, end})
		}
		from = end
	}
	return sentences
}

// An outcomeForm is one way in which a decision on credentials is worded.
type outcomeForm struct {
	pattern *regexp.Regexp
	outcome string
}

var outcomeForms = []outcomeForm{
	{regexp.MustCompile(`(?is)\bt(?:ake[sn]?|ook|aking)\s+no\s+decision\b|\bno\s+decision\s+(?:was\s+|be\s+)?taken\b`), string(credentials.NoDecision)},
	{regexp.MustCompile(`(?is)\b(?:defer(?:red|s|ring|ral)?|postpone[ds]?|postponing)\b`), string(credentials.Deferred)},
	{regexp.MustCompile(`(?is)\breject(?:ed|s|ing)?\b`), string(credentials.Rejected)},
	{regexp.MustCompile(`(?is)\bdecided\s+not\s+to\s+accept\b|\bdid\s+not\s+accept\b|\bnot\s+(?:be\s+)?accepted\b`), string(credentials.Rejected)},
	{regexp.MustCompile(`(?is)\baccept(?:ed|s|ing|ance)?\b`), string(credentials.Accepted)},
}

var (
	onCredentials  = regexp.MustCompile(`(?i)\bcredentials?\b`)
	ofOthers       = regexp.MustCompile(`(?is)\b(?:amendment|proposal|motion|sub-?amendment|paragraph)\b`)
	theNine        = regexp.MustCompile(`(?is)\b(?:consisting\s+of|composed\s+of|the\s+following\s+Member(?:s|\s+States)|members\s+of\s+the\s+Committee)\b`)
	ofRepresented  = regexp.MustCompile(`(?is)\b(?:representatives?|delegations?|credentials|seat|representation)\s+(?:(?:appointed\s+by|submitted\s+by|pertaining\s+to|issued\s+by|on\s+behalf\s+of|to\s+the\s+United\s+Nations\s+of|of|from|for)\s+(?:the\s+)?)+(?:representatives\s+of\s+)?(?:the\s+)?$`)
	joining        = regexp.MustCompile(`^[\s,]*(?:\b(?:and|or|as\s+well\s+as)\b)?\s*(?:the\s+)?$`)
	spokenBy       = regexp.MustCompile(`(?is)\b(?:statements?|spoke|representatives?\s+of|speakers?|said|expressed|proposed|moved|stated)\b`)
	spokenVerb     = regexp.MustCompile(`(?i)\b(?:statements?|spoke|said|expressed|proposed|moved|stated|asked|recalled|noted)\b`)
	chaired        = regexp.MustCompile(`(?s)((?:Mr|Mrs|Ms|Miss|Sir|H\.E\.|Ambassador|Dr)\.?\s+[^()\n.;:]{2,60}?\([^()\n]{3,60}\))\s+(?:was|were)\s+(?:unanimously\s+)?elected\s+Chair|(?:Chair(?:man|person|woman)?|President):\s*((?:Mr|Mrs|Ms|Miss|Sir|H\.E\.|Dr)\.?[^\n]{2,80})`)
	withoutAVote   = regexp.MustCompile(`(?i)\bwithout\s+a\s+vote\b|\bby\s+consensus\b`)
	committeeTitle = regexp.MustCompile(`(?i)\breport\s+of\s+the\s+Credentials\s+Committee\b|\bCredentials\s+Committee\b`)
	assemblyTitle  = regexp.MustCompile(`(?i)\b(?:plenary\s+meeting|verbatim\s+record|the\s+General\s+Assembly\s+(?:today|adopted|decided|approved|accepted))\b`)
)

// sentences reads what each sentence says of Members and of credentials.
func (d *documentReader) sentences() {
	for _, body := range []struct {
		pattern *regexp.Regexp
		code    credentials.Body
	}{{assemblyTitle, credentials.GeneralAssembly}, {committeeTitle, credentials.CredentialsCommittee}} {
		if at := body.pattern.FindStringIndex(d.text); at != nil {
			d.suggest(SuggestedBody, string(body.code), at[0], at[1])
		}
	}
	for _, m := range chaired.FindAllStringSubmatchIndex(d.text, 5) {
		if m[2] >= 0 {
			d.suggest(SuggestedChair, strings.Join(strings.Fields(d.text[m[2]:m[3]]), " "), m[0], m[1])
		} else {
			d.suggest(SuggestedChair, strings.TrimSpace(d.text[m[4]:m[5]]), m[0], m[1])
		}
	}
	page := &pasted{original: d.text, text: d.text}
	page.places = make([]int32, len(d.text))
	for i := range page.places {
		page.places[i] = int32(i)
	}
	for _, a := range announcements(page, 0, len(d.text)) {
		d.suggest(SuggestedTally, a.Tally.String(), a.at.from, a.at.to)
	}
	for _, s := range documentSentences(d.text) {
		d.sentence(s[0], s[1])
	}
}

func (d *documentReader) sentence(from, to int) {
	words := d.text[from:to]
	if len(words) > 6000 {
		return
	}
	d.around = stretch{from, to}
	named := d.membersIn(from, to)
	for i := range named {
		name := &named[i]
		switch before := d.text[from:name.from]; {
		case theNine.MatchString(before):
			name.as = SuggestedNine
		case onCredentials.MatchString(words) && ofRepresented.MatchString(before):
			name.as = SuggestedSeat
		case i > 0 && joining.MatchString(d.text[named[i-1].to:name.from]):
			name.as = named[i-1].as
		case spokenBy.MatchString(before) && spokenVerb.MatchString(words):
			name.as = SuggestedSpeaker
		}
		if name.as != "" {
			d.suggest(name.as, name.member, name.from, name.to)
		}
	}
	if withoutAVote.MatchString(words) {
		at := withoutAVote.FindStringIndex(words)
		d.suggest(SuggestedHow, string(credentials.WithoutVote), from+at[0], from+at[1])
	}
	d.outcome(from, to, named)
}

// outcome reads a decision on credentials out of a sentence, and of whose. A
// sentence that names nobody, or speaks of a motion alone, suggests none.
func (d *documentReader) outcome(from, to int, named []namedIn) {
	words := d.text[from:to]
	if !onCredentials.MatchString(words) || ofOthers.MatchString(words) || theNine.MatchString(words) {
		return
	}
	for _, form := range outcomeForms {
		at := form.pattern.FindStringIndex(words)
		if at == nil {
			continue
		}
		var seats []string
		for _, name := range named {
			if name.as == SuggestedSeat && !slices.Contains(seats, name.member) {
				seats = append(seats, name.member)
			}
		}
		if len(seats) > 0 {
			d.suggest(SuggestedOutcome, form.outcome, from, to, seats...)
		}
		return
	}
}

// namedIn is a Member's name within a text.
type namedIn struct {
	stretch
	member string
	// as is what the text speaks of it as; empty where it only names it.
	as SuggestionKind
}

var nameWords = regexp.MustCompile(`\pL[\pL\pM’'-]*\.?`)

// membersIn finds the names of Members of the day within a stretch: those that
// begin with a capital, the longest first.
func (d *documentReader) membersIn(from, to int) []namedIn {
	words := nameWords.FindAllStringIndex(d.text[from:to], -1)
	var found []namedIn
	for i := 0; i < len(words); i++ {
		at := from + words[i][0]
		if first := d.text[at]; first < 'A' || first > 'Z' && first < 0x80 {
			continue
		}
		for n := min(mostPieces, len(words)-i); n > 0; n-- {
			end := from + words[i+n-1][1]
			written := d.text[at:end]
			last := Fold(d.text[from+words[i+n-1][0] : end])
			if full, small := smallWords[last]; small && full == "" || strings.ContainsAny(written, ",;:") || strings.Contains(written, "\n\n") {
				continue
			}
			end -= len(written) - len(strings.TrimRight(written, "."))
			whole := d.withBrackets(at, end, to)
			if member := d.names.read(d.text[at:whole]).member; member != "" {
				found = append(found, namedIn{stretch: stretch{at, whole}, member: member})
				i += n - 1
				for i+1 < len(words) && from+words[i+1][0] < whole {
					i++
				}
				break
			}
		}
	}
	return found
}

// withBrackets gives the end of a name with what stands in brackets after it,
// where that belongs to it, as in "Iran (Islamic Republic of)".
func (d *documentReader) withBrackets(from, end, to int) int {
	rest := d.text[end:to]
	if !strings.HasPrefix(strings.TrimLeft(rest, " \n"), "(") {
		return end
	}
	if closing := strings.IndexByte(rest, ')'); closing > 0 && closing < 60 && d.names.read(d.text[from:end+closing+1]).member != "" {
		return end + closing + 1
	}
	return end
}
