package db

import (
	"context"
	"time"
)

// WebSession gives the content of a browser's session by what its cookie holds,
// unless it has expired. The cookie is kept as its hash only, so that a copy of
// the file signs nobody in.
func (s *Store) WebSession(ctx context.Context, cookie string, now time.Time) (content []byte, found bool, err error) {
	return first(ctx, s.readers, single[[]byte],
		`SELECT content FROM web_session WHERE hash = ? AND expires > ?`, secretHash(cookie), ordered(now))
}

// KeepWebSession keeps a new session until it expires, and forgets those that have.
func (s *Store) KeepWebSession(ctx context.Context, cookie string, content []byte, expires, now time.Time) error {
	return s.writingUnseen(ctx, func(c *change) error {
		if err := c.exec(`DELETE FROM web_session WHERE expires <= ?`, ordered(now)); err != nil {
			return err
		}
		return c.exec(`INSERT INTO web_session (hash, content, expires) VALUES (?, ?, ?)`, secretHash(cookie), content, ordered(expires))
	})
}

// ChangeWebSession changes what a session holds, if it has not ended meanwhile; one
// that has stays ended.
func (s *Store) ChangeWebSession(ctx context.Context, cookie string, content []byte, expires time.Time) error {
	return s.writingUnseen(ctx, func(c *change) error {
		return c.exec(`UPDATE web_session SET content = ?, expires = ? WHERE hash = ?`, content, ordered(expires), secretHash(cookie))
	})
}

// EndWebSession ends a session; one that is not there is ended already.
func (s *Store) EndWebSession(ctx context.Context, cookie string) error {
	return s.writingUnseen(ctx, func(c *change) error { return c.exec(`DELETE FROM web_session WHERE hash = ?`, secretHash(cookie)) })
}

// ordered writes an instant so that instants compare as their texts do.
func ordered(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
