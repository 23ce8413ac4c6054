package views

import (
	"fmt"
	"testing"
	"time"
)

func TestMadeUpAccountsDoNotResetTheThrottle(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	th := newThrottle(func() time.Time { return now })
	for range triesOfAccount {
		th.allow("192.0.2.7", "admin@example.org")
	}
	for n := range 2 * watched {
		th.allow("192.0.2.8", fmt.Sprintf("nobody-%d@example.org", n))
	}
	if th.allow("192.0.2.8", "nobody@example.org") {
		t.Error("a client that is held up goes on after many made-up accounts")
	}
	if th.allow("192.0.2.9", "admin@example.org") {
		t.Error("made-up accounts gave an account its tries back")
	}
	if len(th.limiters) > 100 {
		t.Errorf("one client fills the memory with %d limiters", len(th.limiters))
	}
}

func TestThoseWhoRestedAreForgottenFirst(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	th := newThrottle(func() time.Time { return now })
	for n := range watched {
		th.allow(fmt.Sprintf("client %d", n), "somebody@example.org")
	}
	now = now.Add(time.Hour)
	for range triesOfAccount {
		th.allow("192.0.2.7", "admin@example.org")
	}
	if th.allow("192.0.2.9", "admin@example.org") || len(th.limiters) > 10 {
		t.Errorf("the account that is guessed at was forgotten, or %d limiters were kept", len(th.limiters))
	}
}

func TestOneNetworkIsOneClient(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	th := newThrottle(func() time.Time { return now })
	allowed := 0
	for n := range 2 * triesOfAddress {
		if th.allow(fmt.Sprintf("2001:db8::%x", n+1), fmt.Sprintf("nobody-%d@example.org", n)) {
			allowed++
		}
	}
	if allowed != triesOfAddress || !th.allow("2001:db8:0:1::1", "another@example.org") {
		t.Errorf("%d tries from one network were allowed", allowed)
	}
}
