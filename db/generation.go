package db

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// othersAsked is how often it is asked whether another program has changed the
// file, at most.
const othersAsked = 50 * time.Millisecond

// changes counts what was committed. This program's own changes are counted as
// they are committed; those of others, such as an import beside a running server,
// are found in the tables that pages are made from.
type changes struct {
	count atomic.Uint64

	asking sync.Mutex
	asked  time.Time
	others uint64
}

const othersChanges = `SELECT coalesce((SELECT max(id) FROM revision), 0) + (SELECT count(*) FROM ledger)`

// counted counts a change of this program's own. stands is what othersChanges gave
// when it was made, so that it is not found there as a change of another's.
func (c *changes) counted(stands uint64) {
	c.asking.Lock()
	defer c.asking.Unlock()
	c.others = stands
	c.count.Add(1)
}

// Changes gives a number that rises with every change that a page without an
// account could show, before whoever made it is told that it was made. A change by
// another program counts after othersAsked.
func (s *Store) Changes() uint64 {
	c := &s.changes
	if c.asking.TryLock() {
		defer c.asking.Unlock()
		if now := time.Now(); now.Sub(c.asked) >= othersAsked {
			c.asked = now
			s.askOthers()
		}
	}
	return c.count.Load()
}

// askOthers counts a change if the tables have grown. Where they cannot be read
// nothing is known to have changed, and the page that reads them says what is
// wrong.
func (s *Store) askOthers() {
	found, err := one[uint64](context.Background(), s.readers, othersChanges)
	if err != nil || found == s.changes.others {
		return
	}
	s.changes.others = found
	s.changes.count.Add(1)
}
