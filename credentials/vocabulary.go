package credentials

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Term is one value of a closed set.
type Term[T ~string] struct {
	// Code is the value as the dataset, the addresses and JSON write it.
	Code T
	// Label is the value as pages write it, in lower case.
	Label string
	// Meaning says in a clause what the value stands for.
	Meaning string
}

// A Vocabulary is a closed set of values, in the order in which they are shown.
// The empty code is never a member: it is "not known".
type Vocabulary[T ~string] struct {
	// Name is what the set is called in a sentence: "outcome", "stance".
	Name  string
	Terms []Term[T]
}

// Has reports whether code is a value of the set.
func (v *Vocabulary[T]) Has(code T) bool {
	return slices.ContainsFunc(v.Terms, func(t Term[T]) bool { return t.Code == code })
}

// Parse gives the value that text writes; the empty text is not known. Any
// other text is an *Invalid that names the nearest value and all the others.
func (v *Vocabulary[T]) Parse(text string) (T, error) {
	if text == "" || v.Has(T(text)) {
		return T(text), nil
	}
	fault := Fault{What: fmt.Sprintf("%q is not %s %s", text, article(v.Name), v.Name), Mend: Suggest(text, v.Codes())}
	return "", &Invalid{Faults: []Fault{fault}}
}

// Codes gives the codes in their order.
func (v *Vocabulary[T]) Codes() []string {
	codes := make([]string, len(v.Terms))
	for i, term := range v.Terms {
		codes[i] = string(term.Code)
	}
	return codes
}

// Label gives the label of code, "not known" for the empty code, and the code
// itself if it is not a value of the set.
func (v *Vocabulary[T]) Label(code T) string {
	if code == "" {
		return NotKnown.String()
	}
	for _, term := range v.Terms {
		if term.Code == code {
			return term.Label
		}
	}
	return string(code)
}

// Meaning says what code means; empty if it is not a value of the set.
func (v *Vocabulary[T]) Meaning(code T) string {
	for _, term := range v.Terms {
		if term.Code == code {
			return term.Meaning
		}
	}
	return ""
}

// Suggest says what may be written where wrong stands: the nearest of the
// allowed values if one is near, and else all of them.
func Suggest(wrong string, allowed []string) string {
	if near := Nearest(wrong, allowed, 1); len(near) == 1 {
		return fmt.Sprintf("did you mean %q?", near[0])
	}
	if len(allowed) == 0 || len(allowed) > 12 {
		return ""
	}
	return "write one of " + strings.Join(allowed, ", ")
}

// longestSlip is the longest word that is compared with others: the comparison
// takes time and room by the square of the length.
const longestSlip = 64

// Nearest gives up to limit of the allowed words that a slip of the pen could
// have turned into wrong, nearest first: at most a third of its letters
// differ, or one of two, by edit distance and without regard to case.
func Nearest(wrong string, allowed []string, limit int) []string {
	type candidate struct {
		word     string
		distance int
	}
	var near []candidate
	letters := utf8.RuneCountInString(wrong)
	if letters > longestSlip {
		return nil
	}
	most := min(max(1, letters/3), max(0, letters-1))
	for _, word := range allowed {
		// The edit distance is never less than the difference in length, and a
		// hostile text may be very long.
		if difference := utf8.RuneCountInString(word) - letters; max(difference, -difference) > most {
			continue
		}
		if d := distance(strings.ToLower(wrong), strings.ToLower(word)); d <= most {
			near = append(near, candidate{word, d})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.distance - b.distance })
	words := make([]string, 0, limit)
	for _, c := range near[:min(limit, len(near))] {
		words = append(words, c.word)
	}
	return words
}

// distance is the edit distance in runes; two neighbours that changed places
// count as one slip.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			change := rows[i-1][j-1]
			if from[i-1] != to[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}

// article gives the indefinite article of a noun, by its first letter.
func article(noun string) string {
	if strings.IndexAny(noun, "aeio") == 0 {
		return "an"
	}
	return "a"
}
