package precedents

import (
	"regexp"
	"strings"
)

// longestHead is about as long as a running head gets.
const longestHead = 120

// The words of running heads. One of the strong ones, or a figure, makes a line
// of nothing else a head; the others stand beside them. No name of a Member is
// made of these alone.
var (
	strongHead = wordSet(`session page plenary pv provisional release more`)
	weakHead   = wordSet(`meeting meetings general assembly united nations official records press distr distribution original english
		of the th st nd rd and a an on agenda item items regular special emergency resumed verbatim record credentials committee
		c e f r s january february march april may june july august september october november december
		monday tuesday wednesday thursday friday saturday sunday am pm new york at
		first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
		sixteenth seventeenth eighteenth nineteenth twentieth twenty thirtieth thirty fortieth forty fiftieth fifty sixtieth sixty
		seventieth seventy eightieth eighty ninetieth ninety`)
	figureWord  = regexp.MustCompile(`^\(?[\dE*-]*\d[\d/.:*-]*(?:st|nd|rd|th)?(?:\(E\))?\*?\)?[.,]?$`)
	symbolWord  = regexp.MustCompile(`^\(?(?:[AS]|GA|SC|AG|UNIS)/[A-Z0-9./()-]*\d[A-Z0-9./()-]*[.,]?$`)
	headPhrases = wordLines("general assembly", "united nations", "official records", "press release", "united nations general assembly",
		"for information media not an official record", "english", "original english")
	headPunctuation = strings.NewReplacer("—", " ", "–", " ", "|", " ", "•", " ", "_", " ", "\u00a0", " ")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

func wordLines(lines ...string) map[string]bool {
	set := map[string]bool{}
	for _, line := range lines {
		set[line] = true
	}
	return set
}

// furniture reports whether a line belongs to the page and not to the text: a
// page number, a symbol, the number of the print job, a running head.
func furniture(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) > longestHead {
		return false
	}
	strong := false
	for word := range strings.FieldsSeq(headPunctuation.Replace(line)) {
		switch {
		case figureWord.MatchString(word), symbolWord.MatchString(word):
			strong = true
			continue
		case strings.Trim(word, "-*.·/()") == "":
			continue
		}
		for part := range strings.FieldsSeq(Fold(word)) {
			switch {
			case strongHead[part]:
				strong = true
			case !weakHead[part]:
				return headPhrases[Fold(line)]
			}
		}
	}
	return strong || headPhrases[Fold(line)]
}
