package paper

import (
	"slices"
	"strconv"
)

// A Span is a row of references that follow one another: 3 to 7, or 3 alone.
type Span struct{ First, Last int }

// Spans gives the references of a sentence by their numbers, each once, with
// three and more that follow one another as one: 1, 4–9.
func Spans(references []int) []Span {
	references = slices.Compact(slices.Sorted(slices.Values(references)))
	var spans []Span
	for i := 0; i < len(references); {
		end := i
		for end+1 < len(references) && references[end+1] == references[end]+1 {
			end++
		}
		if end-i < 2 {
			end = i
		}
		spans = append(spans, Span{references[i], references[end]})
		i = end + 1
	}
	return spans
}

// String writes the span as a sentence cites it.
func (s Span) String() string {
	if s.First == s.Last {
		return strconv.Itoa(s.First)
	}
	return strconv.Itoa(s.First) + "–" + strconv.Itoa(s.Last)
}
