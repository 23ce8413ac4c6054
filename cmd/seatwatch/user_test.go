package main

import (
	"bytes"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"seatwatch/credentials"
)

const testPassword = "rapporteur of the ninth seat"

// withPassword runs the program with a password on stdin.
func withPassword(t *testing.T, password string, args ...string) ran {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, func(string) string { return "" }, strings.NewReader(password+"\n"), &stdout, &stderr)
	return ran{code, stdout.String(), stderr.String()}
}

// account makes an account with a role in a file and gives its e-mail address; its
// password is testPassword.
func account(t *testing.T, data string, role credentials.Role) (email string) {
	t.Helper()
	email = string(role) + "@example.org"
	withPassword(t, testPassword, "user", "add", email, "--role", string(role), "--data", data).did(t)
	return email
}

// signedIn makes an account with a role in a file and signs in to a program that
// serves it.
func signedIn(t *testing.T, site *served, data string, role credentials.Role) *http.Client {
	t.Helper()
	email := account(t, data, role)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	if status := site.post(t, client, "/login", url.Values{"email": {email}, "password": {testPassword}}); status != http.StatusOK {
		t.Fatalf("signing in as %s: %d", role, status)
	}
	return client
}

// post sends a form and gives the status of where it led to.
func (s *served) post(t *testing.T, client *http.Client, path string, fields url.Values) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.address+path, strings.NewReader(fields.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	return response.StatusCode
}

// status asks for a page as whom the client is signed in, and follows where it
// leads.
func (s *served) status(t *testing.T, client *http.Client, path string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	return response.StatusCode
}

func TestAccountsFromTheCommandLine(t *testing.T) {
	data := seeded(t)
	if r := seatwatch(t, "user", "list", "--data", data).did(t); !strings.Contains(r.stdout, "no account yet") {
		t.Errorf("printed %q", r.stdout)
	}
	withPassword(t, testPassword, "user", "add", "Ana@Example.org", "--role", "admin", "--name", "Ana Pereira", "--data", data).did(t)
	withPassword(t, testPassword, "user", "add", "ben@example.org", "--role", "editor", "--data", data).did(t)
	withPassword(t, testPassword, "user", "add", "ben@example.org", "--role", "editor", "--data", data).refused(t, failed, "there is an account with this address")
	withPassword(t, "short", "user", "add", "cy@example.org", "--role", "editor", "--data", data).refused(t, failed, "too short", "12 characters")
	seatwatch(t, "user", "add", "cy@example.org", "--role", "editor", "--data", data).refused(t, failed, "no password came", "stdin")
	accounts := decoded[[]credentials.Account](t, seatwatch(t, "user", "list", "--json", "--data", data).did(t))
	if len(accounts) != 2 || accounts[0].Email != "ana@example.org" || accounts[0].Name != "Ana Pereira" || accounts[1].Name != "ben" || accounts[1].Role != credentials.Editor {
		t.Errorf("listed %+v", accounts)
	}
	seatwatch(t, "user", "disable", "ana@example.org", "--data", data).refused(t, failed, "last administrator")
	seatwatch(t, "user", "disable", "nobody@example.org", "--data", data).refused(t, failed, "no account of nobody@example.org", "user list")
	seatwatch(t, "user", "disable", "ben@example.org", "--data", data).did(t)
	if r := seatwatch(t, "user", "list", "--data", data).did(t); !strings.Contains(r.stdout, "disabled") || strings.Contains(r.stdout, "argon2") {
		t.Errorf("printed %q", r.stdout)
	}
	seatwatch(t, "user", "enable", "ben@example.org", "--data", data).did(t)
}

// Whoever opens the set-up link becomes the administrator, and there is no other
// link afterwards.
func TestSetUpLink(t *testing.T) {
	data := filepath.Join(t.TempDir(), "seatwatch.db")
	site := serving(t, "--data", data)
	line, err := site.rest.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	target, err := url.Parse(strings.TrimSuffix(addressPattern.FindString(line), ","))
	if err != nil || target.Path != "/setup" {
		t.Fatalf("printed %q", line)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	fields := url.Values{"token": {target.Query().Get("token")}, "name": {"Ana"}, "email": {"ana@example.org"}, "password": {testPassword}}
	if status := site.post(t, client, "/setup", fields); status != http.StatusOK {
		t.Errorf("setting up: %d", status)
	}
	if status := site.status(t, client, "/admin"); status != http.StatusOK {
		t.Errorf("the administrator’s page is %d", status)
	}
	if status := site.post(t, &http.Client{}, "/setup", fields); status != http.StatusNotFound {
		t.Errorf("the link worked twice: %d", status)
	}
	_, _ = site.end(t)
	again := serving(t, "--data", data)
	if rest, _ := again.end(t); rest != "" {
		t.Errorf("with an administrator it printed %q", rest)
	}
}

// Another process bars an account, and its session in a browser ends at once; a
// new password does the same.
func TestDisablingFromTheCommandLineEndsSessions(t *testing.T) {
	data := seeded(t)
	site := serving(t, "--data", data, "--private")
	for verb, email := range map[string]string{"disable": "viewer@example.org", "password": "editor@example.org"} {
		role, _, _ := strings.Cut(email, "@")
		client := signedIn(t, site, data, credentials.Role(role))
		client.CheckRedirect = direct.CheckRedirect
		if status := site.status(t, client, "/disputes"); status != http.StatusOK {
			t.Errorf("signed in, the list is %d", status)
		}
		withPassword(t, "another one altogether", "user", verb, email, "--data", data).did(t)
		if status := site.status(t, client, "/disputes"); status != http.StatusSeeOther {
			t.Errorf("after user %s the list is %d", verb, status)
		}
	}
}

func TestAPrivateRecordIsClosed(t *testing.T) {
	site := serving(t, "--data", seeded(t), "--private")
	for path, want := range map[string]int{
		"/": http.StatusSeeOther, "/disputes.json": http.StatusUnauthorized, "/disputes.csv": http.StatusUnauthorized, "/api/openapi.json": http.StatusSeeOther,
		"/healthz": http.StatusOK, "/login": http.StatusOK, "/setup": http.StatusNotFound, "/invitation?token=x": http.StatusNotFound, "/nowhere": http.StatusNotFound,
	} {
		if got := site.fetch(t, path).status; got != want {
			t.Errorf("%s is %d, want %d", path, got, want)
		}
	}
}
