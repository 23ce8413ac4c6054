package paper

import (
	"net/url"
	"strings"
	"unicode"
)

// clean gives text as a line of paper can have it: white space of every sort is a
// space, and what has no shape is left out, but for what says how letters join.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || strings.ContainsRune(joiners, r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), r&0xFFFE == 0xFFFE:
			return -1
		}
		return r
	}, Plain(text))
}

const joiners = "\u200c\u200d\u200e\u200f\u061c"

// outside gives an address if it is one that a reader can follow from paper.
func outside(text string) string {
	parsed, err := url.Parse(text)
	if err != nil || (parsed.Scheme != "http" && parsed.Scheme != "https") || parsed.Host == "" {
		return ""
	}
	return parsed.String()
}
