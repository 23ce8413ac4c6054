package credentials

import (
	"errors"
	"strings"
	"testing"
)

func TestRolesReach(t *testing.T) {
	order := []Role{"", Viewer, Editor, Admin}
	for i, a := range order {
		for j, b := range order {
			if a.Reaches(b) != (i >= j) {
				t.Errorf("%q reaches %q: %t", a, b, a.Reaches(b))
			}
			if least := a.Least(b); least != order[min(i, j)] {
				t.Errorf("the least of %q and %q is %q", a, b, least)
			}
		}
	}
	if (Account{}).May(Viewer) || !(Account{}).May("") || !(Account{Role: Admin}).May(Editor) || (Account{Role: "chair"}).May(Viewer) {
		t.Error("an account may what it may not, or not what it may")
	}
}

func TestNewAccount(t *testing.T) {
	a, err := NewAccount("  Ana.Pereira@Example.ORG ", " Ana \t Pereira ", Editor)
	if err != nil || a.Email != "ana.pereira@example.org" || a.Name != "Ana Pereira" {
		t.Errorf("got %+v, %v", a, err)
	}
	for _, c := range []struct {
		email, name string
		role        Role
		fields      string
	}{
		{"", "", "", "email name role"},
		{"ana", "Ana", Editor, "email"},
		{"ana@", "Ana", Editor, "email"},
		{"a b@example.org", "Ana", Editor, "email"},
		{"ana@example.org,ben@example.org", "Ana", Editor, "email"},
		{"ana@example.org\x00", "Ana", Editor, "email"},
		{strings.Repeat("a", 255) + "@example.org", "Ana", Editor, "email"},
		{"ana@example.org", "Library", Editor, "name"},
		{"ana@example.org", "import", Editor, "name"},
		{"ana@example.org", "A\u202ena", Editor, "name"},
		{"ana@example.org", "A\xffna", Editor, "name"},
		{"ana@example.org", strings.Repeat("é", 101), Editor, "name"},
		{"ana@example.org", "Ana", "chair", "role"},
	} {
		_, err := NewAccount(c.email, c.name, c.role)
		invalid, ok := errors.AsType[*Invalid](err)
		if !ok {
			t.Errorf("%q %q %q: %v", c.email, c.name, c.role, err)
			continue
		}
		var fields []string
		for _, fault := range invalid.Faults {
			fields = append(fields, fault.Field)
		}
		if got := strings.Join(fields, " "); got != c.fields {
			t.Errorf("%q %q %q: faults at %q", c.email, c.name, c.role, got)
		}
	}
	if _, err := NewAccount("josé@exämple.org", "José Ñandú 王", Viewer); err != nil {
		t.Error(err)
	}
}

func TestPasswords(t *testing.T) {
	a := Account{Email: "ana.pereira@example.org", Name: "Ana Pereira Lima"}
	for _, password := range []string{"", "short", "aaaaaaaaaaaaaaaaaaaa", "abababababababab", "Ana.Pereira@example.org", "ana pereira lima", strings.Repeat("abcdef", 100), "twelve lette\xff"} {
		if CheckPassword(a, password) == nil {
			t.Errorf("%q was taken", password)
		}
	}
	for _, password := range []string{"a quiet chair by the door", "пароль из слов", "  spaces stay  "} {
		if err := CheckPassword(a, password); err != nil {
			t.Errorf("%q: %v", password, err)
		}
	}
}
