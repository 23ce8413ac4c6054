package credentials

import (
	"errors"
	"slices"
	"testing"
)

// planted is a fault put into a good value, and the field it must be found at.
type planted[T any] struct {
	field string
	spoil func(*T)
}

// plant spoils a copy of a good value in each way and looks for exactly the
// fault at its field, with a word on what is wrong.
func plant[T any](t *testing.T, good T, validate func(T) error, ways []planted[T]) {
	t.Helper()
	for _, way := range ways {
		bad := good
		way.spoil(&bad)
		checkFault(t, validate(bad), way.field)
	}
}

func checkFault(t *testing.T, err error, field string) {
	t.Helper()
	invalid, ok := errors.AsType[*Invalid](err)
	if !ok {
		t.Errorf("%s: the fault was not found: %v", field, err)
		return
	}
	if !slices.ContainsFunc(invalid.Faults, func(f Fault) bool { return f.Field == field && f.What != "" }) {
		t.Errorf("%s: found only %v", field, err)
	}
}

func mustSession(t *testing.T, text string) Session {
	t.Helper()
	s, err := ParseSession(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustDate(t *testing.T, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustSymbol(t *testing.T, text string) Symbol {
	t.Helper()
	s, err := ParseSymbol(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
