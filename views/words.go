package views

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// keyShort gives "29th", and "29th, second" for the second decision of a
// session.
func keyShort(key credentials.DecisionKey) string { return key.Session.Short() + second(key) }

// keyTitle gives "Twenty-ninth session, second decision".
func keyTitle(key credentials.DecisionKey) string {
	title := key.Session.Title() + second(key)
	if key.Number > 1 {
		title += " decision"
	}
	return title
}

func second(key credentials.DecisionKey) string {
	if key.Number <= 1 {
		return ""
	}
	ordinal, _, _ := strings.Cut(credentials.RegularSessionOf(key.Number).Words(), " ")
	return ", " + ordinal
}

// disputesLede says what the list shows.
func disputesLede(v disputesPage) string {
	found := counted(v.list.Total, "dispute")
	if v.sentence == "" {
		return found + " over who represents a Member of the United Nations."
	}
	return sentence(v.sentence + ": " + lower(found))
}

// counted gives "no dispute", "one dispute" or "106 disputes", with a capital.
func counted(n int, noun string) string { return capital(precedents.Counted(n, noun)) }

func capital(text string) string {
	if text == "" {
		return ""
	}
	_, first := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:first]) + text[first:]
}

// shortened cuts a text after the last whole word within limit letters.
func shortened(text string, limit int) string {
	letters := []rune(text)
	if len(letters) <= limit {
		return text
	}
	cut := string(letters[:limit])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// stateWords says from when to when a dispute ran.
func stateWords(state credentials.State, opened, closed credentials.Date) string {
	switch state {
	case credentials.Live:
		return "live since " + opened.Words()
	case credentials.EndNotRecorded:
		return "since " + opened.Words() + "; its end is not recorded"
	case credentials.Closed:
	}
	return opened.Words() + " to " + closed.Words()
}

// cmpOr gives the date in words, or other where it is not known.
func cmpOr(date credentials.Date, other string) string {
	if !date.Known() {
		return other
	}
	return date.Words()
}

func side(claimant credentials.Claimant) string {
	if claimant.SeatedAtStart == credentials.Yes {
		return "holder"
	}
	return "rival"
}

func hasDoubts(d *credentials.Dispute) bool {
	for i := range d.Decisions {
		if d.Decisions[i].Doubts != "" {
			return true
		}
	}
	return d.Doubts != ""
}

// stanceTitle gives the day of a stance, and today's name where it differs.
func stanceTitle(member stanceMember) string {
	title := member.date.Words()
	if !member.date.Known() {
		title = "day not known"
	}
	if member.until.Known() {
		title = "from " + title + " to " + member.until.Words()
	}
	if member.name != member.today {
		title += "; today " + member.today
	}
	return title
}

func lower(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// challengeMeaning says how the question came up.
func challengeMeaning(challenge credentials.Challenge) string {
	for _, term := range credentials.Challenges.Terms {
		if term.Code == challenge {
			return term.Meaning
		}
	}
	return "how the question came up is not known"
}

// columns is the number of columns of a table with a heading column and n more.
func columns(n int) string { return strconv.Itoa(n + 1) }

func dashed(text string) string { return strings.ReplaceAll(text, " ", "-") }

func lineCount(text string) int { return strings.Count(text, "\n") }

// satWords says whether a claimant sat at a decision, and was accepted.
func satWords(claimant string, x *credentials.Decision) string {
	switch claimant {
	case x.Accepted:
		if !x.Acted() {
			return "sat; no act on its credentials is recorded"
		}
		return "sat, its credentials accepted"
	case x.Seated:
		return "sat"
	}
	return "did not sit"
}

// inProse gives a fact's label as it stands inside a sentence.
func inProse(fact credentials.Fact) string {
	if label := fact.Label(); strings.HasPrefix(label, "Organization") || strings.HasPrefix(label, "Council") {
		return label
	}
	return lower(fact.Label())
}

// howWords says how a body decided, with the numbers of a vote.
func howWords(how credentials.How, vote *credentials.Tally) string {
	words := credentials.Hows.Label(how)
	switch {
	case vote == nil:
		return words
	case *vote == (credentials.Tally{}):
		return words + ", figures not known"
	}
	return words + ": " + vote.For.String() + " for, " + vote.Against.String() + " against, " + vote.Abstaining.String() + " abstaining"
}

// factWords are the codes that texts of the record use for facts and values,
// with their labels.
var factWords = func() *strings.Replacer {
	var words []string
	for _, fact := range credentials.Facts() {
		if strings.Contains(fact.Key(), "_") {
			words = append(words, fact.Key(), "“"+fact.Label()+"”")
		}
		for _, value := range fact.Term().Values {
			if strings.Contains(value.Code, "_") {
				words = append(words, value.Code, "“"+value.Label+"”")
			}
		}
	}
	return strings.NewReplacer(words...)
}()

// prose gives a text of the record with the labels of facts for their codes.
func prose(text string) string { return factWords.Replace(text) }

// carriedWords says whether a motion carried.
func carriedWords(v *credentials.RollCall) string {
	switch v.Carried() {
	case credentials.Yes:
		return "Carried."
	case credentials.No:
		return "Not carried."
	case credentials.NotKnown:
	}
	return "Whether it carried is not known here: two thirds may have been needed."
}
