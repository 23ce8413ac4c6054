package views_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/views"
)

// line is an answer that stays open.
type line struct {
	status int
	body   io.ReadCloser
}

// listening opens a line on which the entries of aMeeting come after the fourth.
func listening(t *testing.T, server *httptest.Server, c *client) line {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/meetings/"+aMeeting+"/events?after=4", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	for _, cookie := range c.cookies {
		request.AddCookie(cookie)
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return line{response.StatusCode, response.Body}
}

// served gives a store with a meeting that is being logged, and the whole handler
// over it behind an address.
func served(t *testing.T) (*db.Store, *httptest.Server) {
	t.Helper()
	store := dbtest.New(t)
	openedMeeting(t, store)
	stopping := make(chan struct{})
	server := httptest.NewServer(siteOf(t, views.Deps{Store: store, Log: quiet(), Stopping: stopping}))
	t.Cleanup(func() {
		close(stopping)
		server.Close()
	})
	return store, server
}

// Who is no editor any more is sent nothing further, by whichever way the right
// went.
func TestALineEndsWithTheRight(t *testing.T) {
	for name, take := range map[string]func(ctx context.Context, store *db.Store, of credentials.Account) error{
		"disabled": func(ctx context.Context, store *db.Store, of credentials.Account) error {
			return store.Disable(ctx, of.Number, meetingDay)
		},
		"lowered": func(ctx context.Context, store *db.Store, of credentials.Account) error {
			return store.SetRole(ctx, of.Number, credentials.Viewer)
		},
		"revoked": func(ctx context.Context, store *db.Store, of credentials.Account) error {
			tokens, err := store.Tokens(ctx, of.Number)
			if err != nil {
				return err
			}
			return store.RevokeToken(ctx, of.Number, tokens[0].Number, meetingDay)
		},
	} {
		t.Run(name, func(t *testing.T) {
			store, server := served(t)
			account := dbtest.AccountNamed(t, store, "Listener", credentials.Editor)
			c := visitor(server.Config.Handler)
			if name == "revoked" {
				token, err := store.AddToken(t.Context(), credentials.Token{Account: account.Number, Name: "robot", Role: credentials.Editor, Made: meetingDay}, "form")
				if err != nil {
					t.Fatal(err)
				}
				c.token = token
			} else {
				c = signedInAs(t, server.Config.Handler, account)
			}
			logger := signedIn(t, server.Config.Handler, store, credentials.Editor)
			lines := bufio.NewScanner(listening(t, server, c).body)
			log := func(n int) {
				page := logger.sent(t, entering, fmt.Sprintf(`[{"key": "right-key-%d", "item": "s%d", "kind": "statement", "set": {"member": "USA", "text": "Entry %d."}}]`, n, n, n))
				if page.Code != http.StatusOK {
					t.Fatal(page.Code)
				}
			}
			log(5)
			for lines.Scan() {
				if strings.Contains(lines.Text(), "Entry 5.") {
					break
				}
			}
			if err := take(t.Context(), store, account); err != nil {
				t.Fatal(err)
			}
			log(6)
			ended := make(chan string, 1)
			go func() {
				var after strings.Builder
				for lines.Scan() {
					after.WriteString(lines.Text())
				}
				ended <- after.String()
			}()
			select {
			case after := <-ended:
				if strings.Contains(after, "Entry 6.") {
					t.Errorf("after the right went came %s", after)
				}
			case <-time.After(5 * time.Second):
				t.Error("the line stays open")
			}
		})
	}
}

// One account holds a number of lines open, and can open another once one ends.
func TestLinesOfOneAccount(t *testing.T) {
	store, server := served(t)
	c := signedIn(t, server.Config.Handler, store, credentials.Editor)
	var lines []line
	for range 20 {
		one := listening(t, server, c)
		if one.status != http.StatusOK {
			t.Fatal(one.status)
		}
		lines = append(lines, one)
	}
	refused := listening(t, server, c)
	said, err := io.ReadAll(refused.body)
	if err != nil || refused.status != http.StatusTooManyRequests || !strings.Contains(string(said), "Too many at once") {
		t.Errorf("one line more gave %d %s (%v)", refused.status, said, err)
	}
	if other := listening(t, server, signedInAs(t, server.Config.Handler, dbtest.AccountNamed(t, store, "Other", credentials.Editor))); other.status != http.StatusOK {
		t.Errorf("the line of another account gave %d", other.status)
	}
	if err := lines[0].body.Close(); err != nil {
		t.Fatal(err)
	}
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if listening(t, server, c).status == http.StatusOK {
			return
		}
		if time.Since(began) > 5*time.Second {
			t.Fatal("a line that ended still counts")
		}
	}
}
