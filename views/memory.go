package views

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"seatwatch/credentials"
)

const (
	// keptBytes is how much of pages is kept in memory.
	keptBytes = 32 << 20
	// longestKept is the longest page that is.
	longestKept = 12 << 20
	// leastCompressed is from what length on it pays to compress a page.
	leastCompressed = 1 << 10
)

// memory is the pages of readers without an account, as they were sent. A page is
// made once and served from memory until something is committed, or the day ends:
// a page asked for after that has another key, and the old one makes room for
// others when there is need. It is safe for any number of requests.
type memory struct {
	pages  *otter.Cache[keptKey, *keptPage]
	making singleflight.Group
	// routes are the patterns of the addresses that are kept.
	routes map[string]bool
}

// keptKey is everything that a page without an account depends on.
type keptKey struct {
	changes uint64
	day     credentials.Date
	// address is the whole of it, with the host: feeds and citations name it.
	address string
	face    face
}

// keptPage is an answer as it is sent. It does not change, but for its compressed
// form, which is made when it is first asked for.
type keptPage struct {
	header http.Header
	body   []byte
	tag    string

	compressing sync.Once
	compressed  []byte
}

// newMemory makes the memory for the pages of some routes: those that anybody may
// read and that nothing but the record and the day decides.
func newMemory(routes []Route) *memory {
	k := &memory{
		pages: otter.Must(&otter.Options[keptKey, *keptPage]{MaximumWeight: keptBytes, Weigher: weigh}), routes: map[string]bool{},
	}
	for _, route := range routes {
		file := route.Type == atomType || route.Type == calendarType
		if !route.Writes() && route.Needs == "" && !route.Person && !route.Open && (route.find != nil || file) {
			k.routes[route.Pattern] = true
		}
	}
	return k
}

// weigh gives the bytes that a page takes, with room for its compressed form.
func weigh(key keptKey, page *keptPage) uint32 {
	return uint32(len(key.address) + len(page.body) + len(page.body)/2 + 1<<10)
}

// fromMemory answers from memory what it can, and keeps what it may. A page that
// many ask for at once is made by the first of them; each sends it by itself, so that
// nobody waits for another's slow line.
func (p *pages) fromMemory(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !p.keepable(c) {
			return next(c)
		}
		key := keptKey{p.store.Changes(), p.today(), origin(c) + c.Request().RequestURI, faceOf(c)}
		if page, ok := p.memory.pages.GetIfPresent(key); ok {
			return page.send(c)
		}
		first := false
		made, err, _ := p.memory.making.Do(key.String(), func() (any, error) {
			first = true
			return p.make(c, key, next)
		})
		if err != nil {
			return err
		}
		switch made := made.(type) {
		case *keptPage:
			return made.send(c)
		case *recording:
			if first {
				return made.send(c)
			}
		}
		return next(c)
	}
}

// make lets a request be answered, and keeps the answer if it is a page for
// everybody. One that is not is given as it was taken down, for this reader alone.
func (p *pages) make(c echo.Context, key keptKey, next echo.HandlerFunc) (any, error) {
	taken := &recording{header: c.Response().Header().Clone(), status: http.StatusOK}
	if err := answered(c, taken, next); err != nil {
		maps.Copy(c.Response().Header(), taken.header)
		return nil, err
	}
	page := taken.page()
	if page == nil {
		return taken, nil
	}
	if len(page.body) <= longestKept {
		p.memory.pages.Set(key, page)
	}
	return page, nil
}

// String gives the key as one text.
func (k keptKey) String() string {
	return strings.Join([]string{strconv.FormatUint(k.changes, 10), k.day.String(), string(k.face), k.address}, " ")
}

// keepable reports whether the answer to a request is the same for everybody who
// sends it. Whoever sends a cookie or a token may be somebody.
func (p *pages) keepable(c echo.Context) bool {
	request := c.Request()
	return !p.private && p.memory.routes[c.Path()] && (request.Method == http.MethodGet || request.Method == http.MethodHead) &&
		request.Header.Get(echo.HeaderAuthorization) == "" && request.Header.Get(echo.HeaderCookie) == ""
}

// recording takes an answer down instead of sending it.
type recording struct {
	header http.Header
	body   bytes.Buffer
	status int
}

func (r *recording) Header() http.Header         { return r.header }
func (r *recording) WriteHeader(status int)      { r.status = status }
func (r *recording) Write(b []byte) (int, error) { return r.body.Write(b) }

// send sends an answer as it was taken down.
func (r *recording) send(c echo.Context) error {
	maps.Copy(c.Response().Header(), r.header)
	c.Response().WriteHeader(r.status)
	_, err := c.Response().Write(r.body.Bytes())
	return err
}

// answered lets a request be answered into what takes the answer down, as a whole
// and with its body, whether or not this reader waits for it: others may. Where that
// fails, the request stays as it came to the fault, whose page asks it who is reading.
func answered(c echo.Context, into http.ResponseWriter, next echo.HandlerFunc) error {
	outer, request := c.Response(), c.Request()
	defer c.SetResponse(outer)
	whole := request.Clone(context.WithoutCancel(request.Context()))
	whole.Method = http.MethodGet
	for _, condition := range []string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"} {
		whole.Header.Del(condition)
	}
	c.SetRequest(whole)
	c.SetResponse(echo.NewResponse(into, c.Echo()))
	if err := next(c); err != nil {
		return err
	}
	c.SetRequest(request)
	return nil
}

// page gives the answer as a page for everybody, nil if it is none.
func (r *recording) page() *keptPage {
	if r.status != http.StatusOK || r.header.Get(echo.HeaderSetCookie) != "" ||
		strings.Contains(r.header.Get(echo.HeaderCacheControl), "no-store") {
		return nil
	}
	sum := sha256.Sum256(r.body.Bytes())
	page := &keptPage{header: r.header, body: slices.Clone(r.body.Bytes()), tag: `W/"` + hex.EncodeToString(sum[:16]) + `"`}
	page.header.Del(echo.HeaderXRequestID)
	page.header.Del(echo.HeaderContentLength)
	page.header.Set("ETag", page.tag)
	page.header.Set(echo.HeaderCacheControl, "no-cache")
	page.header[echo.HeaderVary] = []string{"Accept-Encoding, Cookie, Authorization"}
	return page
}

// send sends the page, compressed for whoever takes that, or says that the client
// has it already.
func (page *keptPage) send(c echo.Context) error {
	header := c.Response().Header()
	maps.Copy(header, page.header)
	if page.known(c.Request().Header) {
		header.Del(echo.HeaderContentType)
		return c.NoContent(http.StatusNotModified)
	}
	body := page.body
	if page.compressible() && takesGzip(c.Request().Header.Get(echo.HeaderAcceptEncoding)) {
		page.compressing.Do(page.compress)
		body = page.compressed
		header.Set(echo.HeaderContentEncoding, "gzip")
	}
	header.Set(echo.HeaderContentLength, strconv.Itoa(len(body)))
	return c.Blob(http.StatusOK, header.Get(echo.HeaderContentType), body)
}

// compressible reports whether it pays to compress the page: text does, what a
// document format has compressed already does not.
func (page *keptPage) compressible() bool {
	kind := page.header.Get(echo.HeaderContentType)
	text := strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.HasSuffix(strings.TrimSuffix(kind, "; charset=utf-8"), "+xml")
	return text && len(page.body) >= leastCompressed
}

func (page *keptPage) compress() {
	var buffer bytes.Buffer
	w := gzip.NewWriter(&buffer)
	// A buffer takes all that is written.
	_, _ = w.Write(page.body)
	_ = w.Close()
	page.compressed = buffer.Bytes()
}

// known reports whether a client that sends a header has the page already: by its
// tag, or if it sends none, by the day it was last changed where that is known.
func (page *keptPage) known(sent http.Header) bool {
	if tags := strings.Join(sent.Values("If-None-Match"), ","); tags != "" {
		return slices.ContainsFunc(strings.Split(tags, ","), func(tag string) bool {
			tag = strings.TrimSpace(tag)
			return tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(page.tag, "W/")
		})
	}
	since, err := http.ParseTime(sent.Get(echo.HeaderIfModifiedSince))
	changed, never := http.ParseTime(page.header.Get(echo.HeaderLastModified))
	return err == nil && never == nil && !changed.After(since)
}

// takesGzip reports whether a client takes what gzip has compressed.
func takesGzip(sent string) bool {
	for one := range strings.SplitSeq(sent, ",") {
		coding, quality, _ := strings.Cut(strings.TrimSpace(one), ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			weight, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(quality), "q="), 64)
			return strings.TrimSpace(quality) == "" || err != nil || weight > 0
		}
	}
	return false
}
