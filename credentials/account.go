package credentials

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Role says what the holder of an account may do. The empty role is nobody's:
// a reader without an account.
type Role string

// The roles, each with the rights of the ones before it.
const (
	Viewer Role = "viewer"
	Editor Role = "editor"
	Admin  Role = "admin"
)

// Roles is the closed set of roles, the least first.
var Roles = Vocabulary[Role]{Name: "role", Terms: []Term[Role]{
	{Viewer, "viewer", "reads the record, where its operator has closed it to others"},
	{Editor, "editor", "reads the record, writes it and restores what it was"},
	{Admin, "administrator", "does what an editor does, and keeps the accounts"},
}}

// Reaches reports whether the role has the rights of another; every role has
// those of nobody.
func (r Role) Reaches(other Role) bool { return r.rank() >= other.rank() }

// Least gives whichever of two roles may do less.
func (r Role) Least(other Role) Role {
	if r.Reaches(other) {
		return other
	}
	return r
}

func (r Role) rank() int { return slices.Index(Roles.Codes(), string(r)) }

// Account is who may do more than read. How its holder proves to be the holder,
// today by a password, stands apart from it.
type Account struct {
	Number int `json:"number"`
	// Email is the address under which its holder signs in, in lower case.
	Email string `json:"email"`
	// Name is what the revisions that its holder makes are signed with.
	Name    string    `json:"name"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
	// Disabled is when it was disabled; zero for one that is not.
	Disabled time.Time `json:"disabled,omitzero"`
	// Era rises when all the sessions of the account are ended: one of an earlier
	// era counts for nothing.
	Era int `json:"-"`
}

// May reports whether the account's holder may do what needs a role.
func (a Account) May(needs Role) bool {
	return needs == "" || a.Role != "" && a.Disabled.IsZero() && a.Role.Reaches(needs)
}

// The longest that a name and an e-mail address may be, in characters.
const (
	longestName  = 100
	longestEmail = 254
)

// NewAccount gives an account that is not stored yet. An address or a name that
// will not do and a role that is none are an *Invalid, with every fault at its
// field: email, name, role.
func NewAccount(email, name string, role Role) (Account, error) {
	a := Account{Email: FoldEmail(email), Name: strings.Join(strings.Fields(name), " "), Role: role}
	var wrong faults
	if what := wrongEmail(a.Email); what != "" {
		wrong.add("email", "write it as name@example.org", "%s", what)
	}
	if what := wrongName(a.Name); what != "" {
		wrong.add("name", "write the name that is to stand beside your changes", "%s", what)
	}
	if !Roles.Has(role) {
		wrong.add("role", Suggest(string(role), Roles.Codes()), "%q is not a role", role)
	}
	if err := wrong.err(); err != nil {
		return Account{}, err
	}
	return a, nil
}

// FoldEmail gives an e-mail address as accounts keep it.
func FoldEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

func wrongEmail(email string) string {
	user, host, found := strings.Cut(email, "@")
	switch {
	case email == "":
		return "the e-mail address is missing"
	case utf8.RuneCountInString(email) > longestEmail:
		return "the e-mail address is too long"
	case !found || user == "" || host == "" || strings.ContainsRune(host, '@') ||
		strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || !printable(email) || strings.ContainsAny(email, " <>,;\"\\"):
		return "that is not an e-mail address"
	}
	return ""
}

func wrongName(name string) string {
	switch {
	case name == "":
		return "the name is missing"
	case utf8.RuneCountInString(name) > longestName:
		return "the name is too long"
	case !printable(name):
		return "the name has characters that cannot be seen"
	case slices.Contains(programs, strings.ToLower(name)):
		return "under that name the program itself writes"
	}
	return ""
}

// programs are the names under which revisions are made that no person made.
var programs = []string{LibraryEditor, "import", "seatwatch"}

func printable(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// The bounds of a password, in characters: short ones are guessed, and one of
// any length takes time to hash.
const (
	ShortestPassword = 12
	LongestPassword  = 500
)

// CheckPassword refuses a password that is easily guessed, with an *Invalid at
// the field "password".
func CheckPassword(a Account, password string) error {
	letters := []rune(password)
	folded := strings.ToLower(strings.TrimSpace(password))
	slices.Sort(letters)
	switch {
	case len(letters) < ShortestPassword:
		return weak("the password is too short", "take at least 12 characters; a few words that do not belong together are easy to remember")
	case len(letters) > LongestPassword:
		return weak("the password is too long", "take at most 500 characters")
	case !utf8.ValidString(password):
		return weak("the password has bytes that are no characters", "type it")
	case len(slices.Compact(letters)) < 5:
		return weak("the password has too few different characters", "take a few words that do not belong together")
	case folded == a.Email || folded == strings.ToLower(a.Name):
		return weak("the password is the name or the e-mail address", "take one that others do not know")
	}
	return nil
}

func weak(what, mend string) error {
	return &Invalid{Faults: []Fault{{Field: "password", What: what, Mend: mend}}}
}

// LinkKind says what a one-time link is for.
type LinkKind string

// The kinds of one-time links.
const (
	SetUpLink    LinkKind = "setup"
	InviteLink   LinkKind = "invitation"
	PasswordLink LinkKind = "password"
)

// LinkKinds is the closed set of kinds of one-time links.
var LinkKinds = Vocabulary[LinkKind]{Name: "kind of link", Terms: []Term[LinkKind]{
	{SetUpLink, "set-up", "makes the first administrator"},
	{InviteLink, "invitation", "makes an account with the role that an administrator chose"},
	{PasswordLink, "new password", "gives an account a new password and ends its sessions"},
}}

// Invitation is a one-time link to an account. What opens it is not a part of
// it: only whoever was given the link has that.
type Invitation struct {
	Number int
	Kind   LinkKind
	Role   Role
	// Account is whose password is to be set; 0 for a new account.
	Account int
	// For says for whom it is meant, in the words of whoever made it.
	For string
	// By is the name of who made it; empty for the program.
	By      string
	Made    time.Time
	Expires time.Time
	// Used is when it was used or withdrawn; zero while it is open.
	Used time.Time
}

// Open reports whether the link can still be used.
func (i Invitation) Open(now time.Time) bool { return i.Used.IsZero() && now.Before(i.Expires) }

// Token is a key with which a program acts for an account. What the program
// sends is shown once and not kept.
type Token struct {
	Number  int
	Account int
	// Name says what uses it, in the words of the account's holder.
	Name string
	// Role is the most it may do, however much its account may.
	Role    Role
	Made    time.Time
	Revoked time.Time
}
