package db

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
)

var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

const (
	aPassword       = "rapporteur of the ninth seat"
	anotherPassword = "quorum of one hundred ninety-three"
)

// added gives a stored account.
func added(t *testing.T, s *Store, name string, role credentials.Role) credentials.Account {
	t.Helper()
	account, err := credentials.NewAccount(strings.ToLower(name)+"@example.org", name, role)
	if err != nil {
		t.Fatal(err)
	}
	account, err = s.AddAccount(t.Context(), account, aPassword, noon)
	if err != nil {
		t.Fatal(err)
	}
	return account
}

func isMissing(err error) bool {
	_, ok := errors.AsType[*credentials.NotFound](err)
	return ok
}

// faultsAt gives the fields that an *Invalid names.
func faultsAt(t *testing.T, err error) (fields string) {
	t.Helper()
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		t.Fatalf("%v is not the error of an invalid value", err)
	}
	for _, fault := range invalid.Faults {
		fields += fault.Field + " "
	}
	return strings.TrimSpace(fields)
}

func TestAnAccountComesBack(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	again, err := s.Account(t.Context(), ana.Number)
	if err != nil || again != ana || !ana.Created.Equal(noon) || ana.Era != 1 {
		t.Errorf("got %+v, %v", again, err)
	}
	if again, err = s.AccountOf(t.Context(), " ANA@example.org"); err != nil || again != ana {
		t.Errorf("by its address got %+v, %v", again, err)
	}
	if _, err := s.Account(t.Context(), 99); !isMissing(err) {
		t.Errorf("no account: %v", err)
	}
}

func TestNamesAndAddressesAreOnesOwn(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	for _, c := range []struct{ email, name, fields string }{
		{ana.Email, "Ben", "email"}, {"ben@example.org", "ANA", "name"}, {ana.Email, "ana", "email"},
	} {
		account, err := credentials.NewAccount(c.email, c.name, credentials.Viewer)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.AddAccount(t.Context(), account, aPassword, noon)
		if got := faultsAt(t, err); got != c.fields {
			t.Errorf("%s %s: faults at %q", c.email, c.name, got)
		}
	}
}

func TestSigningIn(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	if got, err := s.SignIn(t.Context(), " Ana@Example.org ", aPassword); err != nil || got.Number != ana.Number {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, c := range [][2]string{{ana.Email, aPassword + " "}, {ana.Email, ""}, {"ben@example.org", aPassword}, {"", ""}} {
		if got, err := s.SignIn(t.Context(), c[0], c[1]); !isMissing(err) || got.Number != 0 {
			t.Errorf("%q: %+v, %v", c, got, err)
		}
	}
}

// A password is kept as argon2id, salted, and nothing that signs in can be read
// from the file.
func TestTheFileKeepsNoSecret(t *testing.T) {
	// The tests of this folder that stand outside the package make passwords light.
	light := newPasswords
	newPasswords = advised
	t.Cleanup(func() { newPasswords = light })
	s := empty(t)
	ana, ben := added(t, s, "Ana", credentials.Admin), added(t, s, "Ben", credentials.Editor)
	token, err := s.AddToken(t.Context(), credentials.Token{Account: ben.Number, Name: "robot", Role: credentials.Editor, Made: noon}, "1")
	if err != nil {
		t.Fatal(err)
	}
	opens, err := s.Invite(t.Context(), credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Viewer, By: ana.Name, Made: noon, Expires: noon.Add(time.Hour)}, "1")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.KeepWebSession(t.Context(), "cookie-of-a-browser", []byte("x"), noon.Add(time.Hour), noon); err != nil {
		t.Fatal(err)
	}
	hashes, err := all(t.Context(), s.readers, single[string], `SELECT hash FROM password`)
	if err != nil || len(hashes) != 2 || hashes[0] == hashes[1] || !strings.HasPrefix(hashes[0], "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("passwords are kept as %q, %v", hashes, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{aPassword, token, strings.TrimPrefix(token, tokenPrefix), opens, "cookie-of-a-browser"} {
		if strings.Contains(string(file), secret) {
			t.Errorf("the file has %q in it", secret)
		}
	}
}

func TestAPasswordKeptOtherwiseIsStillRead(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	// Made by another program with other parameters: argon2id, 128 KiB, one pass.
	kept := newPasswords
	newPasswords = hashing{memory: 128, passes: 1, threads: 1}
	err := s.SetPassword(t.Context(), ana.Number, anotherPassword, noon)
	newPasswords = kept
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(t.Context(), ana.Email, anotherPassword); err != nil {
		t.Error(err)
	}
	for _, hash := range []string{"", "secret", "$argon2id$v=18$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=1,p=1$?$AAAA", "$2b$10$x$y$z"} {
		if fits, err := passwordFits(t.Context(), anotherPassword, hash); fits || err == nil {
			t.Errorf("%q fits", hash)
		}
	}
}

func TestEndingSessions(t *testing.T) {
	s := empty(t)
	ana, ben := added(t, s, "Ana", credentials.Admin), added(t, s, "Ben", credentials.Editor)
	for what, do := range map[string]func() error{
		"another password": func() error { return s.SetPassword(t.Context(), ben.Number, anotherPassword, noon) },
		"signing out":      func() error { return s.EndSessions(t.Context(), ben.Number) },
		"disabling":        func() error { return s.Disable(t.Context(), ben.Number, noon) },
	} {
		before, _ := s.Account(t.Context(), ben.Number)
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if after, err := s.Account(t.Context(), ben.Number); err != nil || after.Era <= before.Era {
			t.Errorf("%s ended nothing: %+v, %v", what, after, err)
		}
	}
	if other, err := s.Account(t.Context(), ana.Number); err != nil || other.Era != 1 {
		t.Errorf("the sessions of another ended: %+v, %v", other, err)
	}
}

func TestSomebodyKeepsTheAccounts(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Admin)
	if got := faultsAt(t, s.Disable(t.Context(), ana.Number, noon)); got != "role" {
		t.Errorf("disabling the last: %q", got)
	}
	if got := faultsAt(t, s.SetRole(t.Context(), ana.Number, credentials.Editor)); got != "role" {
		t.Errorf("lowering the last: %q", got)
	}
	added(t, s, "Ben", credentials.Admin)
	if err := errors.Join(s.SetRole(t.Context(), ana.Number, credentials.Editor), s.Disable(t.Context(), ana.Number, noon), s.Enable(t.Context(), ana.Number)); err != nil {
		t.Error(err)
	}
	for _, err := range []error{s.Disable(t.Context(), 99, noon), s.Enable(t.Context(), 99), s.SetRole(t.Context(), 99, credentials.Editor), s.EndSessions(t.Context(), 99)} {
		if !isMissing(err) {
			t.Errorf("an account that is none: %v", err)
		}
	}
}

// Of many who use a link at the same moment, one gets the account.
func TestALinkWorksOnce(t *testing.T) {
	s := empty(t)
	opens, err := s.Invite(t.Context(), credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Editor, Made: noon, Expires: noon.Add(time.Hour)}, "1")
	if err != nil {
		t.Fatal(err)
	}
	const guests = 8
	came := make(chan error, guests)
	for n := range guests {
		go func() {
			name := string(rune('a'+n)) + "na"
			account, err := credentials.NewAccount(name+"@example.org", name, credentials.Editor)
			if err == nil {
				_, err = s.Accept(t.Context(), opens, account, aPassword, noon)
			}
			came <- err
		}()
	}
	let := 0
	for range guests {
		if err := <-came; err == nil {
			let++
		} else if !isMissing(err) {
			t.Error(err)
		}
	}
	if accounts, err := s.Accounts(t.Context()); err != nil || let != 1 || len(accounts) != 1 {
		t.Errorf("%d were let in, %d accounts, %v", let, len(accounts), err)
	}
}

// A link does not give more than it was made with, whatever is asked for.
func TestALinkGivesItsRole(t *testing.T) {
	s := empty(t)
	opens, err := s.Invite(t.Context(), credentials.Invitation{Kind: credentials.InviteLink, Role: credentials.Viewer, Made: noon, Expires: noon.Add(time.Hour)}, "1")
	if err != nil {
		t.Fatal(err)
	}
	asked, err := credentials.NewAccount("ana@example.org", "Ana", credentials.Admin)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Accept(t.Context(), opens, asked, aPassword, noon); err != nil || got.Role != credentials.Viewer {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWebSessionsExpireAndAreForgotten(t *testing.T) {
	s := empty(t)
	ctx := t.Context()
	if err := s.KeepWebSession(ctx, "a", []byte("1"), noon.Add(time.Hour), noon); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangeWebSession(ctx, "a", []byte("2"), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if content, found, err := s.WebSession(ctx, "a", noon); err != nil || !found || string(content) != "2" {
		t.Errorf("got %q, %t, %v", content, found, err)
	}
	if _, found, err := s.WebSession(ctx, "a", noon.Add(time.Hour)); err != nil || found {
		t.Errorf("an hour later it is found: %t, %v", found, err)
	}
	if err := s.KeepWebSession(ctx, "b", []byte("3"), noon.Add(3*time.Hour), noon.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if kept, err := one[int](ctx, s.readers, `SELECT count(*) FROM web_session`); err != nil || kept != 1 {
		t.Errorf("%d sessions are kept, %v", kept, err)
	}
	if err := errors.Join(s.EndWebSession(ctx, "b"), s.EndWebSession(ctx, "none"), s.ChangeWebSession(ctx, "b", []byte("4"), noon.Add(4*time.Hour))); err != nil {
		t.Error(err)
	}
	if _, found, err := s.WebSession(ctx, "b", noon); err != nil || found {
		t.Errorf("an ended session is found: %t, %v", found, err)
	}
}

// Signing in and the like change nothing of the record.
func TestAccountsAreNoPartOfTheRecord(t *testing.T) {
	s := empty(t)
	generation := s.Generation()
	added(t, s, "Ana", credentials.Editor)
	if s.Generation() != generation {
		t.Error("an account changed the record")
	}
}
