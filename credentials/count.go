package credentials

import (
	"fmt"
	"strconv"
)

// Count is a number of votes that may not be known. The zero value is not
// known, which is not nought.
type Count struct {
	n     int
	known bool
}

// CountOf gives a known count; n is at least 0.
func CountOf(n int) Count { return Count{n: n, known: true} }

// mostVotes is more than there will ever be Members.
const mostVotes = 1000

// ParseCount reads a number of votes; the empty text is not known. Anything else
// is an *Invalid.
func ParseCount(text string) (Count, error) {
	if text == "" {
		return Count{}, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > mostVotes || strconv.Itoa(n) != text {
		return Count{}, &Invalid{Faults: []Fault{{
			What: fmt.Sprintf("%q is not a number of votes", text), Mend: "write digits only, and nothing where it is not known",
		}}}
	}
	return CountOf(n), nil
}

// Known reports whether the number is known.
func (c Count) Known() bool { return c.known }

// Int gives the number, 0 where it is not known; ask Known first.
func (c Count) Int() int { return c.n }

// String gives the number or "not known".
func (c Count) String() string {
	if !c.known {
		return "not known"
	}
	return strconv.Itoa(c.n)
}

// MarshalJSON gives the number or null.
func (c Count) MarshalJSON() ([]byte, error) {
	if !c.known {
		return []byte("null"), nil
	}
	return []byte(strconv.Itoa(c.n)), nil
}

// A Tally is the result of a vote, as far as it is known.
type Tally struct {
	For        Count `json:"for"`
	Against    Count `json:"against"`
	Abstaining Count `json:"abstaining"`
}

// Of gives the number that a ballot counts towards, nil for one that is not
// counted.
func (t *Tally) Of(ballot Ballot) *Count {
	switch ballot {
	case InFavour:
		return &t.For
	case Against:
		return &t.Against
	case Abstaining:
		return &t.Abstaining
	case Absent, NotParticipating:
	}
	return nil
}

// Complete reports whether all three numbers are known.
func (t Tally) Complete() bool { return t.For.known && t.Against.known && t.Abstaining.known }

// String gives "71–35–34", with "?" for a number that is not known, and "not
// known" where none is.
func (t Tally) String() string {
	if t == (Tally{}) {
		return NotKnown.String()
	}
	show := func(c Count) string {
		if !c.known {
			return "?"
		}
		return strconv.Itoa(c.n)
	}
	return fmt.Sprintf("%s–%s–%s", show(t.For), show(t.Against), show(t.Abstaining))
}
