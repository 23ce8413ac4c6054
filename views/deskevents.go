package views

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/assets"
)

// eventsPattern is the one address whose answer lasts as long as a meeting.
const eventsPattern = "/meetings/:id/events"

const (
	// heartbeat is how often a listener is sent something, so that whatever stands
	// between keeps the line open, and how soon it learns what another program
	// wrote into the file.
	heartbeat = 10 * time.Second
	// comeBack is how soon a browser asks again after the line broke.
	comeBack = 2 * time.Second
	// linesOfOne is how many lines the browsers and programs of one account hold
	// open at a time.
	linesOfOne = 20
)

// errCrowded is the error of a line more than an account may hold open.
var errCrowded = errors.New("this account follows as many meetings at a time as it may")

// news tells those who listen at a meeting that something came into its log.
type news struct {
	mutex     sync.Mutex
	listeners map[string]map[chan struct{}]bool
	// lines is how many listeners an account has.
	lines map[int]int
}

// listen gives a channel on which word of news at a meeting comes to a listener of
// an account, and what ends the listening; ok is false for an account that has as
// many listeners as it may. Word that nobody has taken yet stands for all that came
// since.
func (n *news) listen(meeting string, account int) (word <-chan struct{}, end func(), ok bool) {
	heard := make(chan struct{}, 1)
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if n.lines[account] >= linesOfOne {
		return nil, nil, false
	}
	if n.listeners == nil {
		n.listeners, n.lines = map[string]map[chan struct{}]bool{}, map[int]int{}
	}
	n.lines[account]++
	if n.listeners[meeting] == nil {
		n.listeners[meeting] = map[chan struct{}]bool{}
	}
	n.listeners[meeting][heard] = true
	return heard, func() {
		n.mutex.Lock()
		defer n.mutex.Unlock()
		delete(n.listeners[meeting], heard)
		if len(n.listeners[meeting]) == 0 {
			delete(n.listeners, meeting)
		}
		if n.lines[account]--; n.lines[account] == 0 {
			delete(n.lines, account)
		}
	}, true
}

// tell says that something came into the log of a meeting.
func (n *news) tell(meeting string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	for heard := range n.listeners[meeting] {
		select {
		case heard <- struct{}{}:
		default:
		}
	}
}

// minutesEvents sends the entries of a log as they come, as server-sent events:
// each is the entry as JSON under its number. A browser that lost the line says
// which number it had last, and goes on from there. It ends when the program
// does, and before anything goes to who is no editor any more.
func (p *pages) minutesEvents(c echo.Context) error {
	after, _ := strconv.Atoi(c.QueryParam("after"))
	if last, err := strconv.Atoi(c.Request().Header.Get("Last-Event-ID")); err == nil {
		after = last
	}
	id := c.Param("id")
	account, _ := accountOf(c)
	word, end, ok := p.news.listen(id, account.Number)
	if !ok {
		return errCrowded
	}
	defer end()
	if _, err := p.store.MinutesEntries(c.Request().Context(), id, after); err != nil {
		return err
	}
	line, err := openLine(c)
	if err != nil {
		return err
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		if !p.stillEditor(c) {
			return nil
		}
		if after, err = p.sendEntries(c, id, after); err != nil || line.Flush() != nil {
			// Who listened has gone, or asks again and is told.
			return nil
		}
		select {
		case <-c.Request().Context().Done():
			return nil
		case <-p.stopping:
			return nil
		case <-word:
		case <-beat.C:
			if _, err := fmt.Fprint(c.Response(), ": here\n\n"); err != nil {
				return nil
			}
		}
	}
}

// openLine begins an answer that stays open for as long as the meeting lasts.
func openLine(c echo.Context) (*http.ResponseController, error) {
	line := http.NewResponseController(c.Response())
	for _, lift := range []func(time.Time) error{line.SetReadDeadline, line.SetWriteDeadline} {
		if err := lift(time.Time{}); err != nil {
			return nil, err
		}
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, "text/event-stream")
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Set("X-Accel-Buffering", "no")
	c.Response().WriteHeader(http.StatusOK)
	_, err := fmt.Fprintf(c.Response(), "retry: %d\n\n", comeBack.Milliseconds())
	return line, err
}

// sendEntries sends what came after a number, and gives the last number sent.
func (p *pages) sendEntries(c echo.Context, id string, after int) (int, error) {
	entries, err := p.store.MinutesEntries(c.Request().Context(), id, after)
	if err != nil {
		return after, err
	}
	for _, entry := range entries {
		text, err := json.Marshal(entry)
		if err != nil {
			return after, err
		}
		if _, err := fmt.Fprintf(c.Response(), "id: %d\ndata: %s\n\n", entry.Number, text); err != nil {
			return after, err
		}
		after = entry.Number
	}
	return after, nil
}

// stillEditor looks again whether who listens may: the account, or the token that
// acts for it.
func (p *pages) stillEditor(c echo.Context) bool {
	ctx := c.Request().Context()
	if byToken, _ := c.Get(byTokenKey).(bool); byToken {
		now, err := p.tokenHolder(ctx, c.Request().Header.Get(echo.HeaderAuthorization))
		return err == nil && now.May(credentials.Editor)
	}
	account, _ := accountOf(c)
	now, err := p.store.Account(ctx, account.Number)
	return err == nil && now.Era == account.Era && now.May(credentials.Editor)
}

// deskWorker serves the service worker of the desk at an address from which it
// may look after the meetings' pages.
func deskWorker(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	return c.Blob(http.StatusOK, assets.DeskWorker.ContentType, assets.DeskWorker.Content)
}
