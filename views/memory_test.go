package views_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views"
)

func asked(t *testing.T, handler http.Handler, address string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func TestWhoHasAPageIsToldSoUntilSomethingChanges(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	for _, address := range []string{"/", "/disputes", "/disputes/afghanistan-1996", "/disputes/afghanistan-1996.json", "/disputes.csv", "/precedents?q=capital", "/feed.atom", "/calendar.ics"} {
		first := asked(t, handler, address)
		tag := first.Header().Get("ETag")
		if first.Code != http.StatusOK || tag == "" {
			t.Fatalf("%s is answered %d, with the tag %q", address, first.Code, tag)
		}
		second := asked(t, handler, address, "If-None-Match", tag)
		if second.Code != http.StatusNotModified || second.Body.Len() > 0 || second.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s: who has it is answered %d", address, second.Code)
		}
		third := asked(t, handler, address)
		if third.Body.String() != first.Body.String() || third.Header().Get("Content-Type") != first.Header().Get("Content-Type") {
			t.Errorf("%s: the second reader gets another page", address)
		}
		if third.Header().Get("X-Request-Id") == first.Header().Get("X-Request-Id") {
			t.Errorf("%s: two requests have one id", address)
		}
	}
	tag := asked(t, handler, "/disputes/afghanistan-1996").Header().Get("ETag")
	rewritten(t, store, day)
	changed := asked(t, handler, "/disputes/afghanistan-1996", "If-None-Match", tag)
	if changed.Code != http.StatusOK || !strings.Contains(changed.Body.String(), "rewritten") {
		t.Errorf("after a change the reader is answered %d", changed.Code)
	}
}

func TestPagesAreCompressedForWhoeverTakesThat(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	plain := asked(t, handler, "/disputes").Body.String()
	for sent, compressed := range map[string]bool{"gzip": true, "br, gzip;q=0.5": true, "gzip;q=0": false, "identity": false} {
		answer := asked(t, handler, "/disputes", "Accept-Encoding", sent)
		if (answer.Header().Get("Content-Encoding") == "gzip") != compressed {
			t.Fatalf("%q is answered with %q", sent, answer.Header().Get("Content-Encoding"))
		}
		var body io.Reader = answer.Body
		if compressed {
			var err error
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(body)
		if err != nil || string(text) != plain {
			t.Errorf("%q gets another page, %v", sent, err)
		}
	}
}

// What is for one reader is never kept for another.
func TestNothingOfOneReaderIsKeptForAnother(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	account := dbtest.AccountNamed(t, store, "quetzal-quipu", credentials.Admin)
	mine := signedInAs(t, handler, account).get(t, "/disputes")
	if !strings.Contains(mine.Body.String(), account.Name) || mine.Header().Get("ETag") != "" {
		t.Fatalf("who is signed in is answered with the tag %q", mine.Header().Get("ETag"))
	}
	if other := asked(t, handler, "/disputes"); strings.Contains(other.Body.String(), account.Name) {
		t.Error("a page of one reader is shown to another")
	}
	if missing := asked(t, handler, "/disputes/nowhere-1900"); missing.Code != http.StatusNotFound || missing.Header().Get("ETag") != "" || missing.Header().Get("Content-Security-Policy") == "" {
		t.Errorf("a page that is not there is answered %d, %v", missing.Code, missing.Header())
	}
	head := httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/sessions", nil)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, head)
	if whole := asked(t, handler, "/sessions"); whole.Body.Len() == 0 || recorder.Code != http.StatusOK {
		t.Error("the answer to HEAD is kept for GET")
	}
}

// counting is a store that counts how often the list of disputes is asked for, and
// lets nobody have it before it is told to.
type counting struct {
	views.Store
	asked atomic.Int32
	let   chan struct{}
}

func (s *counting) Disputes(ctx context.Context, q precedents.Query) (precedents.DisputePage, error) {
	s.asked.Add(1)
	<-s.let
	return s.Store.Disputes(ctx, q)
}

func TestManyReadersOfOnePageGetTheSame(t *testing.T) {
	store := &counting{Store: dbtest.New(t), let: make(chan struct{})}
	handler := site(t, store, io.Discard)
	var group sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 20)
	for i := range answers {
		group.Go(func() { answers[i] = asked(t, handler, "/disputes") })
	}
	close(store.let)
	group.Wait()
	for _, answer := range answers {
		if answer.Code != http.StatusOK || answer.Body.String() != answers[0].Body.String() {
			t.Errorf("one of many is answered %d", answer.Code)
		}
	}
	before := store.asked.Load()
	if asked(t, handler, "/disputes"); store.asked.Load() != before {
		t.Error("what was made is made again")
	}
}

// The one who asked first may leave: those who wait with him get the page.
func TestAPageIsMadeThoughWhoAskedForItHasLeft(t *testing.T) {
	store := &counting{Store: dbtest.New(t), let: make(chan struct{})}
	handler := site(t, store, io.Discard)
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan struct{})
	go func() {
		defer close(left)
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/disputes", nil))
	}()
	for store.asked.Load() == 0 {
		runtime.Gosched()
	}
	leave()
	close(store.let)
	<-left
	if answer := asked(t, handler, "/disputes"); answer.Code != http.StatusOK || store.asked.Load() != 1 {
		t.Errorf("the next reader is answered %d, and the page was made %d times", answer.Code, store.asked.Load())
	}
}

// unread is a reader who takes nothing of what is sent.
type unread struct {
	*httptest.ResponseRecorder
	stuck chan struct{}
	goOn  chan struct{}
}

func (u *unread) Write(b []byte) (int, error) {
	close(u.stuck)
	<-u.goOn
	return u.ResponseRecorder.Write(b)
}

func TestASlowReaderHoldsNobodyUp(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	slow := &unread{httptest.NewRecorder(), make(chan struct{}), make(chan struct{})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		handler.ServeHTTP(slow, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/members", nil))
	}()
	<-slow.stuck
	if answer := asked(t, handler, "/members"); answer.Code != http.StatusOK {
		t.Errorf("another reader is answered %d", answer.Code)
	}
	close(slow.goOn)
	<-done
}

// A made-up header is answered with what it asks for, and does not reach those who
// do not send it.
func TestNoHeaderOfOneReaderReachesAnother(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	if body := asked(t, handler, "/feed.atom", "X-Forwarded-Proto", "https").Body.String(); !strings.Contains(body, "https://example.com/") {
		t.Fatal("the header has no effect, and the test no sense")
	}
	if body := asked(t, handler, "/feed.atom").Body.String(); strings.Contains(body, "https://example.com/") {
		t.Error("addresses of one reader are given to another")
	}
}

func TestWhatIsClosedIsNotKept(t *testing.T) {
	handler := closedSite(t, dbtest.New(t))
	if answer := asked(t, handler, "/disputes"); answer.Header().Get("ETag") != "" || answer.Code == http.StatusOK {
		t.Errorf("nobody is answered %d", answer.Code)
	}
}
