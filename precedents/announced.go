package precedents

import (
	"regexp"
	"strings"

	"seatwatch/credentials"
)

// Announcement is a tally as a text gives it, with its place.
type Announcement struct {
	Tally   credentials.Tally `json:"tally"`
	Passage Passage           `json:"passage"`
	// Turned says that the larger number, which stands first, was taken for the
	// votes against, since the text says that the motion was rejected.
	Turned bool `json:"turned"`
	// at is the place in the pasted text.
	at stretch
}

const (
	numeral    = `(\d{1,3}|none|nil|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)`
	abstention = `(?:\s*[,;]?\s*(?:with|and)?\s*` + numeral + `\s+(?:abstentions?|abstaining|abstained|members?\s+abstaining))?`
)

// An announcedForm is one way in which records give a tally; the three groups of
// its pattern are in the order of places.
type announcedForm struct {
	pattern *regexp.Regexp
	// against and favour are the groups of the two.
	favour, against int
	// plain says that the words do not tell which number is which.
	plain bool
}

var announcedForms = []announcedForm{
	{regexp.MustCompile(`(?i)\b` + numeral + `\s+(?:votes?\s+)?in\s+favou?r\s*[,;]?\s*(?:to|and)?\s*` + numeral + `\s+(?:votes?\s+)?against` + abstention), 1, 2, false},
	{regexp.MustCompile(`(?i)\b` + numeral + `\s+(?:votes?\s+)?against\s*[,;]?\s*(?:to|and)?\s*` + numeral + `\s+(?:votes?\s+)?in\s+favou?r` + abstention), 2, 1, false},
	{regexp.MustCompile(`(?i)\b` + numeral + `\s+votes?\s+to\s+` + numeral + `\b(?:\s+votes?)?` + abstention), 1, 2, true},
	{regexp.MustCompile(`(?i)\bvote\s+of\s+` + numeral + `\s+to\s+` + numeral + `\b` + abstention), 1, 2, true},
	{regexp.MustCompile(`(?i)\bby\s+` + numeral + `\s+to\s+` + numeral + `\b` + abstention), 1, 2, true},
}

var (
	numerals = strings.Fields(`no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty`)
	rejectedWords = regexp.MustCompile(`(?i)\b(?:rejected|defeated|lost)\b`)
)

// readNumeral reads a number of votes in figures or words; empty is not known.
func readNumeral(text string) credentials.Count {
	text = strings.ToLower(text)
	if text == "none" || text == "nil" {
		return credentials.CountOf(0)
	}
	for n, word := range numerals {
		if text == word {
			return credentials.CountOf(n)
		}
	}
	count, _ := credentials.ParseCount(strings.TrimLeft(text[:max(0, len(text)-1)], "0") + text[max(0, len(text)-1):])
	return count
}

// announcements gives every tally within a stretch of the text, in order.
func announcements(page *pasted, from, to int) []Announcement {
	var found []Announcement
	text := page.text[from:to]
	for _, form := range announcedForms {
		for _, m := range form.pattern.FindAllStringSubmatchIndex(text, -1) {
			group := func(n int) credentials.Count {
				if m[2*n] < 0 {
					return credentials.Count{}
				}
				return readNumeral(text[m[2*n]:m[2*n+1]])
			}
			a := Announcement{
				Tally:   credentials.Tally{For: group(form.favour), Against: group(form.against), Abstaining: group(3)},
				Passage: page.passage(from+m[0], from+m[1]), at: stretch{from + m[0], from + m[1]},
			}
			if before := text[max(0, m[0]-100):m[0]]; form.plain && a.Tally.For.Int() > a.Tally.Against.Int() && rejectedWords.MatchString(lastSentence(before)) {
				a.Tally.For, a.Tally.Against, a.Turned = a.Tally.Against, a.Tally.For, true
			}
			found = addAnnouncement(found, a)
		}
	}
	return found
}

// addAnnouncement keeps announcements in order, and the first of those that
// overlap.
func addAnnouncement(list []Announcement, a Announcement) []Announcement {
	place := len(list)
	for i, other := range list {
		if a.at.from < other.at.to && other.at.from < a.at.to {
			return list
		}
		if a.at.from < other.at.from && i < place {
			place = i
		}
	}
	return append(list[:place], append([]Announcement{a}, list[place:]...)...)
}

// lastSentence gives what follows the last full stop.
func lastSentence(text string) string {
	if ends := sentenceEnd.FindAllStringIndex(text, -1); len(ends) > 0 {
		return text[ends[len(ends)-1][1]:]
	}
	return text
}

const (
	// farBefore and farAfter are how far from the lists a tally may stand.
	farBefore = 4000
	farAfter  = 1500
)

var leadsIn = regexp.MustCompile(`(?is)\b(?:as\s+follows|recorded\s+vote|roll-?\s*call|result\s+of\s+the\s+vote)\b`)

// announce finds the tally of each vote: what stands under its own headings; else
// what leads up to its lists, or the first after them. Where the two differ, none
// is taken.
func announce(page *pasted, reads []*rollRead) {
	for i, read := range reads {
		from, to := max(0, read.head.start()-farBefore), min(len(page.text), read.end+farAfter)
		if i > 0 {
			from = max(from, reads[i-1].end)
		}
		if i+1 < len(reads) {
			to = min(to, reads[i+1].head.start())
		}
		from, to = min(from, read.head.start()), max(to, read.end)
		before := announcements(page, from, read.head.start())
		after := announcements(page, read.end, to)
		candidates := read.counts(page)
		if len(before) > 0 {
			last := before[len(before)-1]
			between := page.text[last.at.from:read.head.start()]
			if len(reads) == 1 && len(before) == 1 && len(after) == 0 || len(between) < 600 && leadsIn.MatchString(page.text[max(0, last.at.from-80):read.head.start()]) {
				candidates = append(candidates, last)
			}
		}
		if len(after) > 0 {
			next := page.text[after[0].at.to:min(len(page.text), after[0].at.to+60)]
			if last := i == len(reads)-1; last || !leadsIn.MatchString(next) {
				candidates = append(candidates, after[0])
			}
		}
		read.out.Announcements = append(append(read.counts(page), before...), after...)
		if len(candidates) > 0 && agree(candidates) {
			read.out.Announced = &candidates[0]
		}
	}
}

func agree(list []Announcement) bool {
	for _, a := range list[1:] {
		if a.Tally != list[0].Tally {
			return false
		}
	}
	return true
}

// counts gives the tally of headings that have a number: under them in place of
// a list, or beside them.
func (r *rollRead) counts(page *pasted) []Announcement {
	var a Announcement
	for _, h := range append(append([]rollHeading(nil), r.head.counts...), r.head.lists...) {
		if !h.count.Known() {
			continue
		}
		into := a.Tally.Of(h.ballot)
		if into == nil {
			continue
		}
		*into = h.count
		if a.at == (stretch{}) {
			a.at, a.Passage = stretch{h.from, h.to}, page.passage(h.from, h.to)
		}
	}
	if a.Tally == (credentials.Tally{}) {
		return nil
	}
	return []Announcement{a}
}
