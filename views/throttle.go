package views

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often signing in may be tried: some times in a row, and then at a pace at
// which guessing leads nowhere. Many people may share one address of a network.
const (
	triesOfAddress = 30
	paceOfAddress  = 2 * time.Second
	triesOfAccount = 10
	paceOfAccount  = 30 * time.Second
	// watched is how many of each are kept in mind. When there are more, all are
	// forgotten: whoever sends from that many addresses is not held up by this.
	watched = 50_000
)

// throttle slows down who guesses passwords, by the address of the client and by
// the account.
type throttle struct {
	now      func() time.Time
	mutex    sync.Mutex
	limiters map[string]*rate.Limiter
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, limiters: map[string]*rate.Limiter{}}
}

// allow reports whether one more try may be made.
func (t *throttle) allow(client, account string) bool {
	now := t.now()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if len(t.limiters) > watched {
		clear(t.limiters)
	}
	// Both are asked, so that one that is used up does not spare the other.
	byClient := t.limiter("client "+client, paceOfAddress, triesOfAddress).AllowN(now, 1)
	byAccount := t.limiter("account "+account, paceOfAccount, triesOfAccount).AllowN(now, 1)
	return byClient && byAccount
}

// forget takes back what was held against an account whose holder has signed in.
func (t *throttle) forget(account string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	delete(t.limiters, "account "+account)
}

func (t *throttle) limiter(key string, pace time.Duration, tries int) *rate.Limiter {
	if t.limiters[key] == nil {
		t.limiters[key] = rate.NewLimiter(rate.Every(pace), tries)
	}
	return t.limiters[key]
}
