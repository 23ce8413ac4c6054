package views_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"seatwatch/db/dbtest"
	"seatwatch/views"
)

// BenchmarkKeptPages serves pages over a socket from memory, each beside a bare echo
// handler that sends the same bytes.
func BenchmarkKeptPages(b *testing.B) {
	pages := httptest.NewServer(siteForBenchmark(b))
	defer pages.Close()
	for _, page := range []struct{ name, address string }{
		{"home", "/"},
		{"dispute", "/disputes/afghanistan-1996"},
		{"vote", "/rollcalls/china-1949-s26-1190"},
		{"search", "/search?q=credentials"},
		{"forecast", "/disputes/myanmar-2021/forecast"},
	} {
		content := fetched(b, pages.URL+page.address)
		bare := echo.New()
		bare.GET("/*", func(c echo.Context) error { return c.HTMLBlob(http.StatusOK, content) })
		plain := httptest.NewServer(bare)
		b.Run(page.name+"/kept", func(b *testing.B) { fetchAll(b, pages.URL+page.address) })
		b.Run(page.name+"/bare", func(b *testing.B) { fetchAll(b, plain.URL+page.address) })
		plain.Close()
	}
}

// fetchAll asks for a page from as many clients as there are processors.
func fetchAll(b *testing.B, address string) {
	b.Helper()
	b.SetBytes(int64(len(fetched(b, address))))
	b.RunParallel(func(each *testing.PB) {
		for each.Next() {
			fetched(b, address)
		}
	})
}

// benchmarkClient keeps a connection for each of those that fetch at once, and takes pages as
// they are, so that nobody's time goes into decompressing.
var benchmarkClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}

func fetched(b *testing.B, address string) []byte {
	b.Helper()
	answer, err := benchmarkClient.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	content, err := io.ReadAll(answer.Body)
	if closed := answer.Body.Close(); err != nil || closed != nil || answer.StatusCode != http.StatusOK {
		b.Fatal(answer.Status, err, closed)
	}
	return content
}

func siteForBenchmark(b *testing.B) http.Handler {
	b.Helper()
	// The lines are written as they are when the program runs, and go nowhere.
	nowhere := struct{ io.Writer }{io.Discard}
	return siteOf(b, views.Deps{Store: dbtest.New(b), Log: slog.New(slog.NewJSONHandler(nowhere, nil))})
}
