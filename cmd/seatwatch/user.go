package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"seatwatch/credentials"
	"seatwatch/db"
)

// userVerb keeps the accounts of those who write the record.
type userVerb struct {
	Add      userAddVerb      `cmd:"" help:"Make an account; the password is read from the terminal or stdin."`
	List     userListVerb     `cmd:"" help:"List the accounts."`
	Disable  userDisableVerb  `cmd:"" help:"Bar an account and end its sessions."`
	Enable   userEnableVerb   `cmd:"" help:"Let a disabled account in again."`
	Password userPasswordVerb `cmd:"" help:"Give an account another password, read from the terminal or stdin, and end its sessions."`
}

// accountArg names an account.
type accountArg struct {
	Email string `arg:"" help:"The e-mail address of the account."`
	dataFlag
	jsonFlag
}

type userAddVerb struct {
	accountArg
	Role string `required:"" placeholder:"viewer|editor|admin" help:"What it may do: viewer, editor or admin."`
	Name string `placeholder:"NAME" help:"What its changes are signed with (the address up to the @)."`
}

// Run makes the account.
func (v *userAddVerb) Run(ctx context.Context, p *program) error {
	name := v.Name
	if name == "" {
		name, _, _ = strings.Cut(v.Email, "@")
	}
	account, err := credentials.NewAccount(v.Email, name, credentials.Role(v.Role))
	if err != nil {
		return misusedBy(err)
	}
	password, err := p.password("Password for " + account.Email)
	if err != nil {
		return err
	}
	return p.using(ctx, v.Data, func(store *db.Store) error {
		account, err = store.AddAccount(ctx, account, password, p.now())
		if err != nil {
			return inOneSentence(err)
		}
		return v.tell(p, account, "%s may sign in as %s, and signs changes as %s.\n", account.Email, credentials.Roles.Label(account.Role), account.Name)
	})
}

type userListVerb struct {
	dataFlag
	jsonFlag
}

// Run lists the accounts.
func (v *userListVerb) Run(ctx context.Context, p *program) error {
	return p.using(ctx, v.Data, func(store *db.Store) error {
		accounts, err := store.Accounts(ctx)
		switch {
		case err != nil:
			return err
		case v.JSON:
			return p.json(append([]credentials.Account{}, accounts...))
		case len(accounts) == 0:
			fmt.Fprintln(p.stdout, "There is no account yet; \"seatwatch user add EMAIL --role admin\" makes one.")
		}
		for _, account := range accounts {
			state := ""
			if !account.Disabled.IsZero() {
				state = ", disabled " + account.Disabled.Format(time.DateOnly)
			}
			fmt.Fprintf(p.stdout, "%s  %s  %s, since %s%s\n",
				account.Email, account.Name, credentials.Roles.Label(account.Role), account.Created.Format(time.DateOnly), state)
		}
		return nil
	})
}

type userDisableVerb struct{ accountArg }

// Run bars the account.
func (v *userDisableVerb) Run(ctx context.Context, p *program) error {
	return v.change(ctx, p, func(store *db.Store, a credentials.Account) error { return store.Disable(ctx, a.Number, p.now()) },
		"%s is signed out everywhere and cannot sign in.\n")
}

type userEnableVerb struct{ accountArg }

// Run lets the account in again.
func (v *userEnableVerb) Run(ctx context.Context, p *program) error {
	return v.change(ctx, p, func(store *db.Store, a credentials.Account) error { return store.Enable(ctx, a.Number) },
		"%s can sign in again.\n")
}

type userPasswordVerb struct{ accountArg }

// Run sets the password.
func (v *userPasswordVerb) Run(ctx context.Context, p *program) error {
	return v.change(ctx, p, func(store *db.Store, a credentials.Account) error {
		password, err := p.password("New password for " + a.Email)
		if err != nil {
			return err
		}
		return store.SetPassword(ctx, a.Number, password, p.now())
	}, "%s has a new password, and is signed out everywhere.\n")
}

// change changes the account that is named and tells how it is now.
func (v *accountArg) change(ctx context.Context, p *program, do func(*db.Store, credentials.Account) error, says string) error {
	return p.using(ctx, v.Data, func(store *db.Store) error {
		account, err := store.AccountOf(ctx, v.Email)
		if _, missing := errors.AsType[*credentials.NotFound](err); missing {
			return fmt.Errorf("there is no account of %s; \"seatwatch user list\" shows which there are", v.Email)
		}
		if err != nil {
			return err
		}
		if err := do(store, account); err != nil {
			return inOneSentence(err)
		}
		if account, err = store.Account(ctx, account.Number); err != nil {
			return err
		}
		return v.tell(p, account, says, account.Email)
	})
}

// tell says how an account is now.
func (v *accountArg) tell(p *program, account credentials.Account, says string, values ...any) error {
	if v.JSON {
		return p.json(account)
	}
	fmt.Fprintf(p.stdout, says, values...)
	return nil
}

// inOneSentence gives the faults of a value on one line, as every error of the
// program is.
func inOneSentence(err error) error {
	invalid, ok := errors.AsType[*credentials.Invalid](err)
	if !ok {
		return err
	}
	said := make([]string, 0, len(invalid.Faults))
	for _, fault := range invalid.Faults {
		said = append(said, fault.String())
	}
	return errors.New(strings.Join(said, "; "))
}

// misusedBy is inOneSentence for what stood in the arguments.
func misusedBy(err error) error { return misused("%s", inOneSentence(err)) }

// longestLine is more than any password has.
const longestLine = 4096

// password asks for a password on a terminal, twice and unseen, or reads it from
// the first line of stdin. It is never an argument, which others on the machine
// could read.
func (p *program) password(prompt string) (string, error) {
	if file, ok := p.stdin.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return p.typed(file, prompt)
	}
	if p.stdin == nil {
		return "", errors.New("no password came; write it to stdin, or run this on a terminal")
	}
	line, err := bufio.NewReader(io.LimitReader(p.stdin, longestLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", errors.New("the password could not be read from stdin; write it there in one line")
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.New("no password came; write it to stdin in one line, or run this on a terminal")
	}
	return line, nil
}

func (p *program) typed(terminal *os.File, prompt string) (string, error) {
	var twice [2]string
	for i, ask := range []string{prompt + ": ", "Once more: "} {
		fmt.Fprint(p.stderr, ask)
		line, err := term.ReadPassword(int(terminal.Fd()))
		fmt.Fprintln(p.stderr)
		if err != nil {
			return "", errors.New("the password could not be read from the terminal; write it to stdin instead")
		}
		twice[i] = string(line)
	}
	if twice[0] != twice[1] {
		return "", errors.New("the two passwords differ; start again and type the same one twice")
	}
	return twice[0], nil
}
