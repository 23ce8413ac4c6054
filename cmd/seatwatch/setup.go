package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/views/link"
)

// setUpTime is how long the set-up link can be used.
const setUpTime = 24 * time.Hour

// setUp gives the line with a link that makes the first administrator; empty
// where there is one. Every start makes another link, and closes the one before.
func (p *program) setUp(ctx context.Context, store *db.Store, site string) (string, error) {
	if kept, err := store.HasAdministrator(ctx); err != nil || kept {
		return "", err
	}
	now := p.now()
	opens, err := store.Invite(ctx, credentials.Invitation{
		Kind: credentials.SetUpLink, Role: credentials.Admin, Made: now, Expires: now.Add(setUpTime),
	}, rand.Text())
	if err != nil {
		return "", err
	}
	address := site + link.With(link.SetUp, url.Values{"token": {opens}})
	return fmt.Sprintf("There is no administrator yet; whoever opens %s first, until %s, becomes one\n",
		address, now.Add(setUpTime).UTC().Format("2 January 15:04 UTC")), nil
}
