package precedents

import (
	"regexp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// RollReading is what a pasted roll says: who voted how, and everything that was
// not taken for certain. A name that is not one Member of the day for sure is
// listed, and never counted.
type RollReading struct {
	// Passage runs from the first list's heading to the end of the last list.
	Passage Passage    `json:"passage"`
	Lists   []ReadList `json:"lists"`
	// Ballots are the votes that were read, in the order of the text. A Member
	// that stands in two lists has none.
	Ballots   []ReadBallot    `json:"votes"`
	Unmatched []UnmatchedName `json:"unmatched"`
	Twice     []TwiceNamed    `json:"twice"`
	// Announced is the tally that the text gives for this vote; nil where it gives
	// none, or several and does not say which. Announcements are all of them.
	Announced     *Announcement  `json:"announced"`
	Announcements []Announcement `json:"announcements"`
	// SetAside are lines within the lists that were taken for the page's, such as
	// a running head.
	SetAside []Passage `json:"set_aside"`
	// Remarks are sentences that correct or explain votes, such as that of a
	// delegation that had intended to vote otherwise. They change nothing here.
	Remarks []Passage `json:"remarks"`
}

// ReadList is one list of a roll under its heading.
type ReadList struct {
	// Ballot is empty for a list of those that did not vote, where the text does
	// not say whether they were absent.
	Ballot  credentials.Ballot `json:"vote"`
	Heading Passage            `json:"heading"`
	// None says that the text says that nobody voted so.
	None  bool `json:"none"`
	Names int  `json:"names"`
}

// ReadBallot is one Member's vote with the name as it was written and its place.
type ReadBallot struct {
	Member  string             `json:"member"`
	Ballot  credentials.Ballot `json:"vote"`
	Passage Passage            `json:"passage"`
}

// UnmatchedName is a name in a list that was not taken for a Member.
type UnmatchedName struct {
	// Name is the name as it was written, in one line.
	Name    string             `json:"name"`
	Ballot  credentials.Ballot `json:"vote"`
	Passage Passage            `json:"passage"`
	Fault   NameFault          `json:"fault"`
	// Near are the codes of the nearest Members of the day; they may be none.
	Near []string `json:"near"`
}

// TwiceNamed is a Member that the lists name more than once.
type TwiceNamed struct {
	Member string       `json:"member"`
	Places []ReadBallot `json:"places"`
}

// Conflicting reports whether the places give different votes. Then the Member
// has no ballot in the reading.
func (t TwiceNamed) Conflicting() bool {
	return slices.ContainsFunc(t.Places, func(b ReadBallot) bool { return b.Ballot != t.Places[0].Ballot })
}

// Roll gives the ballots that were read, by the Members' codes.
func (r *RollReading) Roll() []credentials.MemberBallot {
	roll := credentials.RollCall{}
	for _, b := range r.Ballots {
		if b.Ballot != "" {
			roll.Ballots = append(roll.Ballots, credentials.MemberBallot{Member: b.Member, Ballot: b.Ballot})
		}
	}
	roll.SortBallots()
	return roll.Ballots
}

// Counted counts the ballots that were read.
func (r *RollReading) Counted() credentials.Tally {
	roll := credentials.RollCall{Ballots: r.Roll()}
	return roll.Count()
}

// Missing gives the lists that the text does not have: of those in favour,
// against or abstaining. A list that says "None" is there.
func (r *RollReading) Missing() []credentials.Ballot {
	var missing []credentials.Ballot
	for _, ballot := range []credentials.Ballot{credentials.InFavour, credentials.Against, credentials.Abstaining} {
		if !slices.ContainsFunc(r.Lists, func(l ReadList) bool { return l.Ballot == ballot }) {
			missing = append(missing, ballot)
		}
	}
	return missing
}

// Certain reports whether nothing is left for a person to settle: every name is
// matched, no Member is named twice, and the votes agree with the announced
// tally.
func (r *RollReading) Certain() bool {
	return len(r.Unmatched) == 0 && len(r.Twice) == 0 && r.Announced != nil && r.Announced.Tally == r.Counted()
}

// ReadRoll reads the first recorded vote of a pasted text; ok is false if there
// is none. See ReadRolls.
func ReadRoll(text string, frame *Frame, day credentials.Date) (reading RollReading, ok bool) {
	readings := ReadRolls(text, frame, day)
	if len(readings) == 0 {
		return RollReading{}, false
	}
	return readings[0], true
}

// ReadRolls reads every recorded vote of a text that was pasted from a verbatim
// record or a press release: lists of names under "In favour:", "Against:",
// "Abstaining:" and their like, with page heads between them, names broken over
// lines, former names and names in full. The Members are those of the day, which
// must be known. Nothing is guessed: what is not one Member for certain comes
// back as not matched, with the nearest Members proposed.
func ReadRolls(text string, frame *Frame, day credentials.Date) []RollReading {
	page := newPasted(text)
	names := newNameReader(frame, day)
	blocks := rollBlocks(page.text)
	readings := make([]RollReading, len(blocks))
	reads := make([]*rollRead, len(blocks))
	for i := range blocks {
		reads[i] = &rollRead{page: page, names: names, out: &readings[i]}
		reads[i].block(blocks[i])
	}
	announce(page, reads)
	for _, read := range reads {
		read.finish()
	}
	return readings
}

// rollHeading is a list's heading: where it stands, and what it says.
type rollHeading struct {
	from, to int
	ballot   credentials.Ballot
	// again says that the heading continues a list from the page before.
	again bool
	count credentials.Count
	end   int
}

const (
	headingWords = `in\s+favou?r|against|abstain(?:ing|ed|s)?|abstentions?|absent|` +
		`not\s+participating|non-?\s*participating|did\s+not\s+participate|present\s+(?:but|and)\s+not\s+voting|not\s+voting|non-?\s*voting|did\s+not\s+vote`
	headingLead = `(?:(?:those|delegations)[ \t]+)?(?:(?:voting|voted)[ \t]+)?`
)

var (
	rollHeadings = regexp.MustCompile(`(?im)(?:^|[\s.;,)\]])(` + headingLead + `(` + headingWords + `)\s*(?:\(\s*(cont[^)\n]{0,12}|\d{1,3}|none)\s*\)\s*)?[::])`)
	loneHeadings = regexp.MustCompile(`(?m)^[ \t]*((In favou?r|IN FAVOU?R|Against|AGAINST|Abstain(?:ing|ed)?|ABSTAIN(?:ING|ED)?|Abstentions|ABSTENTIONS|Absent|ABSENT|Not participating|NOT PARTICIPATING|Not voting|NOT VOTING|Non-voting|NON-VOTING)[ \t]*(?:\(\s*(cont[^)\n]{0,12}|\d{1,3})\s*\)[ \t]*)?)$`)
	onlyCount    = regexp.MustCompile(`^\s*(\d{1,3})\s*(?:[.;,]|\n|$|votes?\b|Members?\b)`)
)

// headingBallot gives the ballot of a heading's words. Those that did not vote
// have none: the words do not say whether they were absent.
func headingBallot(words string) credentials.Ballot {
	words = Fold(words)
	switch {
	case strings.HasPrefix(words, "in fav"):
		return credentials.InFavour
	case words == "against":
		return credentials.Against
	case strings.HasPrefix(words, "abst"):
		return credentials.Abstaining
	case words == "absent":
		return credentials.Absent
	case strings.Contains(words, " particip"), strings.HasPrefix(words, "non particip"), strings.HasPrefix(words, "nonparticip"), strings.HasPrefix(words, "present"):
		return credentials.NotParticipating
	}
	return ""
}

// findHeadings gives every heading of a text in its order, each with the end of
// what stands under it.
func findHeadings(text string) []rollHeading {
	var headings []rollHeading
	for _, pattern := range []*regexp.Regexp{rollHeadings, loneHeadings} {
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			h := rollHeading{from: m[2], to: m[3], ballot: headingBallot(text[m[4]:m[5]])}
			if m[6] >= 0 {
				note := text[m[6]:m[7]]
				h.again = strings.HasPrefix(strings.ToLower(note), "cont")
				h.count, _ = credentials.ParseCount(strings.TrimSpace(note))
			}
			headings = append(headings, h)
		}
	}
	slices.SortStableFunc(headings, func(a, b rollHeading) int { return a.from - b.from })
	for i := range headings {
		headings[i].end = len(text)
		if i+1 < len(headings) {
			headings[i].end = headings[i+1].from
		}
	}
	return headings
}

// rollBlock is the lists of one recorded vote, and the counts given under such
// headings in place of lists.
type rollBlock struct {
	lists  []rollHeading
	counts []rollHeading
}

func (b *rollBlock) start() int { return b.lists[0].from }

// rollBlocks puts the headings of a text together, vote by vote: a list that the
// vote has already begins another.
func rollBlocks(text string) []rollBlock {
	var blocks []rollBlock
	var block rollBlock
	for _, h := range findHeadings(text) {
		if count := onlyCount.FindStringSubmatch(text[h.to:h.end]); count != nil {
			h.count, _ = credentials.ParseCount(count[1])
			block.counts = append(block.counts, h)
			continue
		}
		has := func(l rollHeading) bool { return l.ballot == h.ballot }
		if slices.ContainsFunc(block.lists, has) && !h.again {
			blocks = append(blocks, block)
			block = rollBlock{}
		}
		block.lists = append(block.lists, h)
	}
	if len(block.lists) > 0 {
		blocks = append(blocks, block)
	}
	return blocks
}

// rollRead reads one block.
type rollRead struct {
	page  *pasted
	names *nameReader
	out   *RollReading
	head  rollBlock
	// end is where the last list ends.
	end int
	// tails are the stretches after the lists, in which there may be remarks.
	tails [][2]int
}

func (r *rollRead) block(block rollBlock) {
	r.head = block
	for _, h := range block.lists {
		list := ReadList{Ballot: h.ballot, Heading: r.page.passage(h.from, h.to)}
		reader := &listReader{rollRead: r, ballot: h.ballot, list: &list}
		end := reader.read(h.to, h.end)
		r.end = end
		r.tails = append(r.tails, [2]int{end, h.end})
		if h.again {
			i := slices.IndexFunc(r.out.Lists, func(l ReadList) bool { return l.Ballot == h.ballot })
			if i >= 0 {
				r.out.Lists[i].Names += list.Names
				continue
			}
		}
		r.out.Lists = append(r.out.Lists, list)
	}
	r.out.Passage = r.page.passage(block.start(), r.end)
}

// mostUnmatched is how many names may be without a match before the rest of a
// list is not read: it is not a list of Members then.
const mostUnmatched = 200

func (r *rollRead) unmatched(ballot credentials.Ballot, from, to int, found named) {
	name := UnmatchedName{
		Name: strings.Join(strings.Fields(r.page.text[from:to]), " "), Ballot: ballot, Passage: r.page.passage(from, to),
		Fault: found.fault, Near: found.near,
	}
	if len(found.near) == 0 && (found.fault == UnknownName || found.fault == AmbiguousName) {
		name.Near = r.names.near(r.page.text[from:to])
	}
	r.out.Unmatched = append(r.out.Unmatched, name)
}

var remarkWords = regexp.MustCompile(`(?is)\b(?:subsequently|had\s+intended|wished\s+to\s+be\s+recorded|intended\s+to\s+vote|(?:did|would)\s+not\s+(?:participate|take\s+part)|not\s+participating\s+in\s+the\s+vote)\b`)

// finish settles Members that were named twice and gathers what stands around
// the lists.
func (r *rollRead) finish() {
	places := map[string][]ReadBallot{}
	for _, b := range r.out.Ballots {
		places[b.Member] = append(places[b.Member], b)
	}
	var kept []ReadBallot
	for _, b := range r.out.Ballots {
		named := TwiceNamed{b.Member, places[b.Member]}
		if len(named.Places) > 1 && named.Places[0] == b {
			r.out.Twice = append(r.out.Twice, named)
		}
		if named.Places[0] == b && !named.Conflicting() {
			kept = append(kept, b)
		}
	}
	r.out.Ballots = kept
	for _, aside := range r.page.aside {
		if aside.From > r.out.Passage.From && aside.To < r.out.Passage.To {
			r.out.SetAside = append(r.out.SetAside, aside)
		}
	}
	for _, tail := range r.tails {
		for _, sentence := range sentencesIn(r.page.text, tail[0], tail[1]) {
			if remarkWords.MatchString(r.page.text[sentence[0]:sentence[1]]) {
				r.out.Remarks = append(r.out.Remarks, r.page.passage(sentence[0], sentence[1]))
			}
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”’\])]?\s|\]\s|\n\s*\n`)

// sentencesIn gives the sentences of a stretch of text.
func sentencesIn(text string, from, to int) [][2]int {
	var sentences [][2]int
	for from < to {
		end := to
		if next := sentenceEnd.FindStringIndex(text[from:to]); next != nil {
			end = from + next[1]
		}
		if strings.TrimSpace(text[from:end]) != "" {
			sentences = append(sentences, [2]int{from, end})
		}
		from = end
	}
	return sentences
}
