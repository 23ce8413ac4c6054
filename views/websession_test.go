package views_test

import (
	"context"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views"
	"seatwatch/views/link"
)

// meanwhile is a store in which something happens while a request is answered.
type meanwhile struct {
	*db.Store
	happens func()
}

func (m *meanwhile) Account(ctx context.Context, number int) (credentials.Account, error) {
	if happens := m.happens; happens != nil {
		m.happens = nil
		happens()
	}
	return m.Store.Account(ctx, number)
}

// A page that shows a notice while its session is being signed out does not bring
// the session back.
func TestWhatIsSignedOutStaysSo(t *testing.T) {
	store := &meanwhile{Store: dbtest.New(t)}
	c := signedIn(t, siteOf(t, views.Deps{Store: store, Log: quiet()}), store.Store, credentials.Editor)
	c.post(t, link.TokenRevoke(1), nil) // Leaves a notice for the next page.
	held := c.cookies["seatwatch"].Value
	store.happens = func() {
		if err := store.EndWebSession(t.Context(), held); err != nil {
			t.Error(err)
		}
	}
	c.get(t, link.Account)
	if _, found, err := store.WebSession(t.Context(), held, day); err != nil || found {
		t.Errorf("the session is there again: %t, %v", found, err)
	}
}
