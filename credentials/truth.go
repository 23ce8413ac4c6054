package credentials

import "fmt"

// Truth is Kleene's third-valued truth: yes, no, or not known. The zero value
// is NotKnown, so that an absent answer is never a no.
//
// It stands here rather than beside the rules because talks, membership on a
// day and partial dates need it too.
type Truth uint8

// The three values.
const (
	NotKnown Truth = iota
	No
	Yes
)

// TruthOf gives Yes or No.
func TruthOf(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

// ParseTruth reads true or false; the empty text is not known. Anything else is
// an *Invalid.
func ParseTruth(text string) (Truth, error) {
	for _, t := range []Truth{NotKnown, No, Yes} {
		if t.Code() == text {
			return t, nil
		}
	}
	return NotKnown, &Invalid{Faults: []Fault{{
		What: fmt.Sprintf("%q is neither true nor false", text), Mend: "write true or false, or leave it out where it is not known",
	}}}
}

// Code gives "true", "false" or "", as the dataset writes them.
func (t Truth) Code() string {
	switch t {
	case Yes:
		return "true"
	case No:
		return "false"
	case NotKnown:
	}
	return ""
}

// String gives "yes", "no" or "not known".
func (t Truth) String() string {
	switch t {
	case Yes:
		return "yes"
	case No:
		return "no"
	case NotKnown:
	}
	return "not known"
}

// MarshalJSON gives true, false or null.
func (t Truth) MarshalJSON() ([]byte, error) {
	if t == NotKnown {
		return []byte("null"), nil
	}
	return []byte(t.Code()), nil
}

// And is yes only if both are yes, and no as soon as one is no.
func (t Truth) And(u Truth) Truth {
	switch {
	case t == No || u == No:
		return No
	case t == Yes && u == Yes:
		return Yes
	}
	return NotKnown
}

// Or is yes as soon as one is yes, and no only if both are no.
func (t Truth) Or(u Truth) Truth { return t.Not().And(u.Not()).Not() }

// Not turns yes and no round and leaves not known as it is.
func (t Truth) Not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	case NotKnown:
	}
	return NotKnown
}
