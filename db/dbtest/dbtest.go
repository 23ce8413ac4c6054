// Package dbtest gives the tests of other packages a store to work on: a real
// file in the test's own folder, closed when the test ends.
package dbtest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/precedents"
)

// Day is when the built-in library came into the stores of New.
var Day = time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)

func init() { db.LightPasswords() }

// New gives a store with the built-in library in it.
func New(tb testing.TB) *db.Store {
	tb.Helper()
	seeded, err := template()
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "seatwatch.db")
	if err := os.WriteFile(path, seeded, 0o600); err != nil {
		tb.Fatal(err)
	}
	return open(tb, path)
}

// Empty gives a store with nothing in it.
func Empty(tb testing.TB) *db.Store {
	tb.Helper()
	return open(tb, filepath.Join(tb.TempDir(), "seatwatch.db"))
}

func open(tb testing.TB, path string) *db.Store {
	tb.Helper()
	store, err := db.Open(context.Background(), path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	return store
}

// template is the file of a seeded store, made once for all the tests of a
// package.
var template = sync.OnceValues(func() (file []byte, err error) {
	folder, err := os.MkdirTemp("", "seatwatch")
	if err != nil {
		return nil, err
	}
	defer func() {
		if removed := os.RemoveAll(folder); err == nil {
			err = removed
		}
	}()
	library, err := precedents.Embedded()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "seatwatch.db")
	store, err := db.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	_, err = store.Seed(context.Background(), library, Day)
	// Closing brings the log into the file.
	if closed := store.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// Password is the password of every account that Account makes.
const Password = "rapporteur of the ninth seat"

// Account gives an account with a role, named after it: editor@example.org, Editor.
// Asked for twice it is the same account.
func Account(tb testing.TB, store *db.Store, role credentials.Role) credentials.Account {
	tb.Helper()
	return AccountNamed(tb, store, strings.ToUpper(string(role[:1]))+string(role[1:]), role)
}

// AccountNamed gives an account with a name and a role: Ana is ana@example.org.
// Asked for twice it is the same account.
func AccountNamed(tb testing.TB, store *db.Store, name string, role credentials.Role) credentials.Account {
	tb.Helper()
	account, err := credentials.NewAccount(strings.ToLower(name)+"@example.org", name, role)
	if err != nil {
		tb.Fatal(err)
	}
	if there, err := store.AccountOf(context.Background(), account.Email); err == nil {
		return there
	}
	account, err = store.AddAccount(context.Background(), account, Password, Day)
	if err != nil {
		tb.Fatal(err)
	}
	return account
}
