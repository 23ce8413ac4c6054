package precedents

import (
	"slices"
	"strings"

	"seatwatch/credentials"
)

// cardWords is how many words a card has at the most; the page adds its labels.
const cardWords = 125

// The most words of the parts of a card that come from the record. What happened
// gets what is left.
const (
	claimantWords = 10
	sourceWords   = 9
	leastWhat     = 12
)

// Card is a decision in a few words, for those who look for cases like theirs. All
// of it is the record's or follows from it.
type Card struct {
	// ID is the decision's: see credentials.DecisionID.
	ID      string                  `json:"id"`
	Dispute string                  `json:"dispute"`
	Key     credentials.DecisionKey `json:"-"`
	Title   string                  `json:"title"`
	Session string                  `json:"session"`
	// What is what opened the dispute.
	What string `json:"what"`
	// Who are the claimants at the decision, whoever held the seat first.
	Who []CardClaimant `json:"who"`
	// Question says how the matter came up.
	Question string              `json:"question"`
	Outcome  credentials.Outcome `json:"outcome"`
	// Seated says who was seated.
	Seated string `json:"seated"`
	// Votes says what each body did and how.
	Votes string `json:"votes"`
	// Matters are one or two sentences that say what sets the decision apart and
	// what later ones made of it.
	Matters []string `json:"why_it_matters"`
	// Source is the first thing it rests on, a document of the Organization if
	// there is one; the zero Source where the record names none.
	Source     credentials.Source     `json:"source"`
	Confidence credentials.Confidence `json:"confidence"`
}

// CardClaimant is a claimant on a card.
type CardClaimant struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Holder says that it held the seat when the session opened.
	Holder bool `json:"holder"`
}

// Words gives the number of words on the card.
func (c *Card) Words() int {
	n := words(c.Title) + words(c.Session) + words(c.What) + words(c.Question) + words(string(c.Outcome)) + words(c.Seated) + words(c.Votes) + words(c.Source.Title)
	for _, claimant := range c.Who {
		n += words(claimant.Name)
	}
	for _, sentence := range c.Matters {
		n += words(sentence)
	}
	return n
}

func words(text string) int { return len(strings.Fields(text)) }

// inFewWords cuts a text after so many words.
func inFewWords(text string, most int) string {
	fields := strings.Fields(text)
	if len(fields) <= most {
		return text
	}
	return strings.TrimRight(strings.Join(fields[:most], " "), ",;:.–—(") + "…"
}

// Cards makes the cards of decisions. It does not change once made and is safe
// for all readers.
type Cards struct {
	cases   map[string]*Case
	lessons []lesson
	// firsts are the first contested decisions of their outcome on each challenge.
	firsts map[*Case]bool
}

// NewCards prepares the cards of a casebook's decisions.
func NewCards(book *Casebook) *Cards {
	k := &Cards{cases: make(map[string]*Case, len(book.Cases)), firsts: map[*Case]bool{}}
	type sort struct {
		challenge credentials.Challenge
		outcome   credentials.Outcome
	}
	seen := map[sort]bool{}
	for _, c := range book.Cases {
		k.cases[c.ID()] = c
		k.lessons = append(k.lessons, lesson{Case: c, times: 1})
		if of := (sort{c.Challenge, classTable[c.Outcome].Outcome}); c.Contested() && !seen[of] {
			seen[of], k.firsts[c] = true, true
		}
	}
	return k
}

// Card gives the card of a decision, by its id; ok is false where there is none.
func (k *Cards) Card(id string) (card Card, ok bool) {
	c, ok := k.cases[id]
	if !ok {
		return card, false
	}
	d, x := c.Dispute, decisionAt(c.Dispute, c.Key)
	card = Card{
		ID: c.ID(), Dispute: d.ID, Key: c.Key, Title: d.Title, Session: sessionInWords(c.Key), Who: c.who(),
		Question: credentials.Challenges.Meaning(x.Challenge), Outcome: x.Outcome, Seated: saidShort(d, x),
		Votes: votesInWords(x), Matters: k.matters(c), Source: firstSource(x), Confidence: x.Confidence,
	}
	card.Source.Title = inFewWords(card.Source.Title, sourceWords)
	card.What = inFewWords(d.OpenedBy, max(leastWhat, cardWords-card.Words()))
	return card, true
}

// Of gives the cards of decisions, in the order of their ids; one that there is not
// is left out.
func (k *Cards) Of(ids []string) []Card {
	list := make([]Card, 0, len(ids))
	for _, id := range ids {
		if card, ok := k.Card(id); ok {
			list = append(list, card)
		}
	}
	return list
}

func sessionInWords(key credentials.DecisionKey) string {
	if key.Number <= 1 {
		return key.Session.Words()
	}
	ordinal, _, _ := strings.Cut(credentials.RegularSessionOf(key.Number).Words(), " ")
	return key.Session.Words() + ", " + ordinal + " decision"
}

// who gives the two foremost: the holder first, where there is one.
func (c *Case) who() []CardClaimant {
	var places []int
	for _, place := range slices.Concat([]int{c.Holder, c.rival()}, c.Rivals) {
		if place >= 0 && len(places) < 2 && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	list := make([]CardClaimant, len(places))
	for i, place := range places {
		id := c.Claimants[place]
		list[i] = CardClaimant{ID: id, Name: shortName(c.Dispute, id), Holder: place == c.Holder}
	}
	return list
}

// shortName gives a claimant's name without what stands in brackets or after a
// comma, if it is a long one.
func shortName(d *credentials.Dispute, id string) string {
	name := d.ClaimantName(id)
	for _, stop := range []string{" (", ", "} {
		if head, _, ok := strings.Cut(name, stop); ok && words(name) > claimantWords && words(head) > 1 {
			name = head
		}
	}
	return inFewWords(name, claimantWords)
}

// saidShort says who was seated. Where no body acted the outcome is the coder's
// reading of that, and it says so.
func saidShort(d *credentials.Dispute, x *credentials.Decision) string {
	switch {
	case x.Outcome == credentials.VacantSeat || x.Seated == credentials.Vacant:
		return "nobody seated"
	case !x.Acted():
		return "no act recorded; seated: " + shortName(d, x.Seated)
	}
	return "seated: " + shortName(d, x.Seated)
}

// votesInWords gives "Committee: deferred, without a vote; Assembly: approved the
// report, by vote, 71–35–34".
func votesInWords(x *credentials.Decision) string {
	var said []string
	act := func(body, outcome string, how credentials.How, vote *credentials.Tally) {
		act := body + ": " + outcome
		if how != "" {
			act += ", " + credentials.Hows.Label(how)
		}
		switch {
		case vote == nil:
		case *vote == (credentials.Tally{}):
			act += ", figures " + vote.String()
		default:
			act += ", " + vote.String()
		}
		said = append(said, act)
	}
	if b := x.Committee; b != nil {
		act("Committee", credentials.CommitteeOutcomes.Label(b.Outcome), b.How, b.Vote)
	}
	if b := x.Assembly; b != nil {
		act("Assembly", credentials.AssemblyOutcomes.Label(b.Outcome), b.How, b.Vote)
	}
	if len(said) == 0 {
		return "no act of either body is recorded"
	}
	return strings.Join(said, "; ")
}

// firstSource gives the first document of the Organization that the decision
// rests on, else its first source.
func firstSource(x *credentials.Decision) (source credentials.Source) {
	for _, source := range x.Sources {
		if _, ok := source.Symbol(); ok {
			return source
		}
	}
	if symbols := x.Documents(); len(symbols) > 0 {
		return credentials.Source{Ref: symbols[0].String(), Title: symbols[0].String(), Kind: "un_document"}
	}
	if len(x.Sources) > 0 {
		source = x.Sources[0]
	}
	return source
}

// matters says why a decision matters, in one or two sentences.
func (k *Cards) matters(c *Case) []string {
	var said []string
	if !c.Contested() {
		said = append(said, "Nobody challenged: it shows who sat while the question was not put.")
		if moved := movedInWords(c); moved != "" {
			said = append(said, moved)
		}
		return said
	}
	for _, say := range []func(*Case) string{k.firstInWords, k.followedInWords, changeInWords, movedInWords, openingInWords} {
		if sentence := say(c); sentence != "" && len(said) < 2 {
			said = append(said, sentence)
		}
	}
	if len(said) == 0 {
		said = append(said, "The dispute had come up before.")
	}
	return said
}

func (k *Cards) firstInWords(c *Case) string {
	if !k.firsts[c] {
		return ""
	}
	return "The first in the record where " + clauses["challenge"][string(c.Challenge)] + " and " + clauses["outcome"][string(classTable[c.Outcome].Outcome)] + "."
}

// followedInWords says what later decisions made of it: see authority.
func (k *Cards) followedInWords(c *Case) string {
	later := authorityOf(c, k.lessons)
	n := len(later.agreed) + len(later.disagreed)
	if n == 0 {
		return ""
	}
	const alike = "elsewhere, with facts or issues at least as strong, "
	latest := func(ids []string) string { return inFewWords(k.cases[ids[len(ids)-1]].Dispute.Title, 5) }
	switch {
	case n == 1 && len(later.agreed) == 1:
		return "One later decision " + alike + "went as far for the side that prevailed here: " + latest(later.agreed) + "."
	case n == 1:
		return "One later decision " + alike + "stopped short of it: " + latest(later.disagreed) + "."
	case len(later.agreed) == 0:
		return "Of " + inWords(n) + " later decisions " + alike + "none went as far for the side that prevailed here."
	}
	return "Of " + inWords(n) + " later decisions " + alike + inWords(len(later.agreed)) + " went as far for the side that prevailed here, lately " + latest(later.agreed) + "."
}

// changeInWords says whether the dispute's decision before it went the same way.
func changeInWords(c *Case) string {
	if c.Previous == nil {
		return ""
	}
	at := "the " + c.Previous.Key.Session.Words()
	if c.Previous.Outcome == c.Outcome && c.Previous.Seated == c.Seated {
		return "It repeats the decision of " + at + "."
	}
	if was, is := classTable[c.Previous.Outcome].Outcome, classTable[c.Outcome].Outcome; was != is {
		return "It departs from " + at + ", where " + clauses["outcome"][string(was)] + "."
	}
	return "Another sat than after " + at + "."
}

func movedInWords(c *Case) string {
	switch {
	case c.Seated == credentials.Vacant:
		return "Nobody was left in the seat."
	case c.Holder >= 0 && c.Seated != c.HolderID():
		return "The seat changed hands."
	}
	return ""
}

func openingInWords(c *Case) string {
	if !c.Opening {
		return ""
	}
	return "It is the first contested decision of its dispute."
}
