package views

import (
	"crypto/sha256"
	"maps"
	"net/netip"
	"strconv"
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
	// How often a student of a class, who has no account, may send an answer.
	triesOfStudent = 30
	paceOfStudent  = 5 * time.Second
	// watched is how many clients and accounts are kept in mind. When there are more,
	// those that have rested are forgotten, which changes nothing for them; and all,
	// if none has: whoever sends from that many networks is not held up by this.
	watched = 50_000
	// ownNetwork is how many bits of an IPv6 address tell the networks of two
	// clients apart; all the others are one client's to choose.
	ownNetwork = 64
)

// watchedKey names a client or an account, of any length, in a few bytes.
type watchedKey [sha256.Size]byte

func keyOfClient(address string) watchedKey {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Is6() && !ip.Is4In6() {
		if network, err := ip.WithZone("").Prefix(ownNetwork); err == nil {
			address = network.String()
		}
	}
	return sha256.Sum256([]byte("client " + address))
}

func keyOfAccount(account string) watchedKey { return sha256.Sum256([]byte("account " + account)) }

// throttle slows down who guesses passwords, by the address of the client and by
// the account.
type throttle struct {
	now      func() time.Time
	mutex    sync.Mutex
	limiters map[watchedKey]*rate.Limiter
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, limiters: map[watchedKey]*rate.Limiter{}}
}

// allow reports whether one more try may be made. A client that is held up is not
// asked for which account, so that made-up ones do not push true ones out of mind.
func (t *throttle) allow(client, account string) bool {
	now := t.now()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.makeRoom(now)
	return t.limiter(keyOfClient(client), paceOfAddress, triesOfAddress).AllowN(now, 1) &&
		t.limiter(keyOfAccount(account), paceOfAccount, triesOfAccount).AllowN(now, 1)
}

// allowStudent reports whether a student of a class may send one more answer.
func (t *throttle) allowStudent(number int) bool {
	return t.allowOne(sha256.Sum256([]byte("student "+strconv.Itoa(number))), paceOfStudent, triesOfStudent)
}

// allowLink reports whether a client that has tried links to classes in vain may
// try another. It is counted apart from signing in: a whole class may share an
// address.
func (t *throttle) allowLink(client string) bool {
	key := keyOfClient(client)
	return t.allowOne(sha256.Sum256(append([]byte("link "), key[:]...)), paceOfAddress, triesOfAddress)
}

func (t *throttle) allowOne(key watchedKey, pace time.Duration, tries int) bool {
	now := t.now()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.makeRoom(now)
	return t.limiter(key, pace, tries).AllowN(now, 1)
}

// makeRoom forgets some of those that are kept in mind if there are too many.
func (t *throttle) makeRoom(now time.Time) {
	if len(t.limiters) > watched {
		maps.DeleteFunc(t.limiters, func(_ watchedKey, l *rate.Limiter) bool { return l.TokensAt(now) >= float64(l.Burst()) })
	}
	if len(t.limiters) > watched {
		clear(t.limiters)
	}
}

// forget takes back what was held against an account whose holder has signed in.
func (t *throttle) forget(account string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	delete(t.limiters, keyOfAccount(account))
}

func (t *throttle) limiter(key watchedKey, pace time.Duration, tries int) *rate.Limiter {
	if t.limiters[key] == nil {
		t.limiters[key] = rate.NewLimiter(rate.Every(pace), tries)
	}
	return t.limiters[key]
}
