package ui

import (
	"strings"

	"seatwatch/credentials"
)

// Field is a field of a form: what it is called, what stands in it, and what is
// wrong with that.
type Field struct {
	Name, Label string
	// Hint says under the label what is to be written; it may be empty.
	Hint  string
	Value string
	// Faults are shown beside the field.
	Faults []credentials.Fault
	// Required says that the field may not be left empty.
	Required bool
	// Focus puts the cursor into the field when the page opens.
	Focus bool
	// Complete tells a browser what it may fill in, such as "email".
	Complete string
	// Longest is how many characters may be typed; 0 for as many as a form takes.
	Longest int
	// Rows is the height of a field of several lines.
	Rows int
}

// Must gives the field as one that may not be left empty.
func (f Field) Must() Field {
	f.Required = true
	return f
}

// First gives the field as the one in which the cursor stands.
func (f Field) First() Field {
	f.Focus = true
	return f
}

// Fills gives the field with what a browser may fill it with.
func (f Field) Fills(complete string) Field {
	f.Complete = complete
	return f
}

// Lines gives the field with a height.
func (f Field) Lines(rows int) Field {
	f.Rows = rows
	return f
}

// FieldID is the id of a field's element, to which its faults link.
func FieldID(name string) string {
	return "field-" + strings.NewReplacer(" ", "-", "[", "-", "]", "", "/", "-", "|", "-").Replace(name)
}

// ID is the id of the field's element.
func (f Field) ID() string { return FieldID(f.Name) }

// described names the elements that describe the field, for aria-describedby.
func (f Field) described() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	if len(f.Faults) > 0 {
		ids = append(ids, f.ID()+"-fault")
	}
	return strings.Join(ids, " ")
}

func (f Field) rows() int {
	if f.Rows == 0 {
		return 4
	}
	return f.Rows
}

// Option is one of the values that a field may have.
type Option struct {
	Value, Label string
	// Hint says what the value stands for; it may be empty.
	Hint string
}

// OptionsOf gives the values of a closed set.
func OptionsOf[T ~string](v *credentials.Vocabulary[T]) []Option {
	options := make([]Option, len(v.Terms))
	for i, term := range v.Terms {
		options[i] = Option{Value: string(term.Code), Label: term.Label, Hint: term.Meaning}
	}
	return options
}

// Sentence gives a text a capital and a full stop.
func Sentence(text string) string {
	if text == "" {
		return ""
	}
	first := []rune(text)
	if first[0] >= 'a' && first[0] <= 'z' {
		first[0] -= 'a' - 'A'
	}
	switch first[len(first)-1] {
	case '.', '?', '!':
		return string(first)
	}
	return string(first) + "."
}

// OrNotKnown gives the values of a closed set after "not known", whose value is
// empty.
func OrNotKnown[T ~string](v *credentials.Vocabulary[T]) []Option {
	return append([]Option{{Label: credentials.NotKnown.String()}}, OptionsOf(v)...)
}
