package views_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"seatwatch/credentials"
	"seatwatch/db/dbtest"
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

func TestManyReadersOfOnePageGetTheSame(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	want := asked(t, handler, "/members").Body.String()
	handler = site(t, dbtest.New(t), io.Discard)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if answer := asked(t, handler, "/members"); answer.Code != http.StatusOK || answer.Body.String() != want {
				t.Errorf("one of many is answered %d", answer.Code)
			}
		})
	}
	group.Wait()
}
