package precedents

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// unmarked are the letters that no decomposition takes apart.
var unmarked = map[rune]string{
	'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ħ': "h", 'ŋ': "n",
}

// Fold gives the form in which names and texts are compared: lower case,
// without diacritics, special letters written out, apostrophes dropped, any
// other punctuation turned to blanks and blanks collapsed. "Côte d’Ivoire" and
// "cote divoire" fold alike.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, r := range norm.NFD.String(text) {
		r = unicode.ToLower(r)
		letters, special := unmarked[r]
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘ʼʻ`", r):
			continue
		case special:
		case unicode.IsLetter(r), unicode.IsNumber(r):
			letters = string(r)
		default:
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteString(letters)
	}
	return b.String()
}
