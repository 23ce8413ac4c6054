package views_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/db/dbtest"
	"seatwatch/precedents"
	"seatwatch/views"
	"seatwatch/views/assets"
	"seatwatch/views/paper"
)

// day is the day of the tests' clock.
var day = time.Date(2026, time.November, 23, 8, 0, 0, 0, time.UTC)

// site gives the whole handler over a store.
func site(t *testing.T, store views.Store, log io.Writer) http.Handler {
	t.Helper()
	return siteOf(t, views.Deps{Store: store, Log: slog.New(slog.NewTextHandler(log, nil))})
}

// closedSite is site for a record that is closed to those without an account.
func closedSite(t *testing.T, store views.Store) http.Handler {
	t.Helper()
	return siteOf(t, views.Deps{Store: store, Private: true, Log: quiet()})
}

// siteOf gives the whole handler, with what every test takes alike.
func siteOf(tb testing.TB, deps views.Deps) http.Handler {
	tb.Helper()
	if deps.Forecasts == nil {
		deps.Forecasts = engineOf(tb)
	}
	deps.Version = "test"
	if deps.Now == nil {
		deps.Now = func() time.Time { return day }
	}
	handler, err := views.New(deps)
	if err != nil {
		tb.Fatal(err)
	}
	return handler
}

// get asks for an address and gives the status, the header and the body.
func get(t *testing.T, handler http.Handler, address string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// text gives the words of a page as a reader sees them.
func text(t *testing.T, body string) string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(document)
	return strings.Join(words, " ")
}

// addresses has one address of every route that takes one.
var addresses = map[string]string{
	"/":                                   "/",
	"/disputes":                           "/disputes?era=1991-2010&kind=rival_claimants",
	"/disputes/:id":                       "/disputes/afghanistan-1996",
	"/disputes/:id/decisions/:session":    "/disputes/south-africa-1965/decisions/29.2",
	"/disputes/:id/forecast":              "/disputes/afghanistan-1996/forecast?session=52&as-of=1997-09-20&taliban.capital=contested",
	"/disputes/:id/argue":                 "/disputes/afghanistan-1996/argue?session=52&for=taliban&strike=liberia-1990:46&taliban.capital=contested",
	"/briefs":                             "/briefs?as-of=2025-12-01",
	"/briefs/folder":                      "/briefs/folder?language=fr&annex=&marking=Restricted",
	"/disputes/:id/brief":                 "/disputes/afghanistan-1996/brief?session=52&as-of=1997-09-20&for=taliban&language=fr&annex=&marking=Restricted",
	"/briefs/:number":                     "/briefs/1",
	"/briefs/:number/check":               "/briefs/1/check",
	"/briefs/:number/update":              "/briefs/1/update",
	"/disputes/:id/moot":                  "/disputes/afghanistan-1996/moot?session=52&as-of=1997-09-20&for=taliban",
	"/disputes/:id/history":               "/disputes/china-1949/history",
	"/compare":                            "/compare?with=afghanistan-1996:52&with=myanmar-2021:76&for=taliban",
	"/disputes/:id/nearest":               "/disputes/afghanistan-1996/nearest?session=52&taliban.capital=contested&for=taliban",
	"/precedents":                         "/precedents?outcome=deferred&capital=not_held&q=taliban",
	"/sessions":                           "/sessions",
	"/sessions/:n":                        "/sessions/ES-10",
	"/meetings/:id":                       "/meetings/committee-76-2021-12-01",
	"/rollcalls":                          "/rollcalls?seats=1&q=china",
	"/rollcalls/:id":                      "/rollcalls/china-1949-s26-1190?sort=group&group=GRULAC",
	"/rollcalls/new":                      "/rollcalls/new?dispute=china-1949&session=26",
	"/rollcalls/:id/edit":                 "/rollcalls/libya-2011-s66-5888/edit",
	"/members":                            "/members",
	"/members/:iso3":                      "/members/MMR",
	"/members/:iso3/agreement":            "/members/FRA/agreement?dispute=china-1949&group=WEOG",
	"/members/:iso3/agreement/:other":     "/members/FRA/agreement/JPN",
	"/blocs":                              "/blocs?group=GRULAC&member=FRA&dispute=cambodia-1970&sort=group",
	"/documents":                          "/documents",
	"/documents/*":                        "/documents/A/RES/2758(XXVI)",
	"/search":                             "/search?q=cote+divoire",
	"/law":                                "/law",
	"/rules":                              "/rules",
	"/rules/:id":                          "/rules/R-RESTORE",
	"/accuracy":                           "/accuracy",
	"/about":                              "/about",
	"/about/data":                         "/about/data",
	"/api/openapi.json":                   "/api/openapi.json",
	"/healthz":                            "/healthz",
	"/feed.atom":                          "/feed.atom",
	"/disputes/:id/feed.atom":             "/disputes/afghanistan-1996/feed.atom",
	"/calendar.ics":                       "/calendar.ics",
	"/login":                              "/login",
	"/account":                            "/account",
	"/admin":                              "/admin",
	"/disputes/new":                       "/disputes/new?seat=Zambia",
	"/disputes/:id/edit":                  "/disputes/myanmar-2021/edit",
	"/disputes/:id/reply":                 "/disputes/myanmar-2021/reply",
	"/disputes/:id/preparations/new":      "/disputes/myanmar-2021/preparations/new",
	"/disputes/:id/preparations/:session": "/disputes/myanmar-2021/preparations/82",
	"/disputes/:id/preparations/:session/facts":   "/disputes/myanmar-2021/preparations/82/facts",
	"/disputes/:id/preparations/:session/dissent": "/disputes/myanmar-2021/preparations/82/dissent?claimant=sac&fact=capital",
	"/disputes/:id/decisions/new":                 "/disputes/myanmar-2021/decisions/new?session=81",
	"/disputes/:id/decisions/:session/edit":       "/disputes/south-africa-1965/decisions/29.2/edit",
	"/disputes/:id/decisions/:session/facts":      "/disputes/south-africa-1965/decisions/29.2/facts",
	"/disputes/:id/decisions/:session/dissent":    "/disputes/afghanistan-1996/decisions/51/dissent?claimant=taliban&fact=capital",
	"/rollcalls/:id/history":                      "/rollcalls/china-1949-s26-1190/history",
	"/meetings/:id/history":                       "/meetings/committee-76-2021-12-01/history",
	"/meetings/new":                               "/meetings/new",
	"/meetings/:id/desk":                          "/meetings/committee-81-2026-11-20/desk",
	"/meetings/:id/motions/:motion":               "/meetings/committee-81-2026-11-20/motions/m1",
	"/desk-worker.js":                             "/desk-worker.js",
	"/classes":                                    "/classes",
	"/classes/new":                                "/classes/new?outcome=deferred&kind=rival_claimants",
	"/classes/:number":                            "/classes/1",
}

// elsewhere are the routes that answer only who has a link, tried in
// invitation_test.go and class_test.go, and the one whose answer does not end, in desk_test.go.
var elsewhere = []string{"/setup", "/invitation", "/meetings/:id/events", "/join", "/classroom/:number", "/classroom/:number/cases/:case"}

func TestEveryRouteAnswersInEveryFace(t *testing.T) {
	store := dbtest.New(t)
	prepared(t, store)
	admin := signedIn(t, site(t, store, io.Discard), store, credentials.Admin)
	openedMeeting(t, store)
	openedClass(t, admin)
	frozenBrief(t, admin, "myanmar-2021", url.Values{"share": {"yes"}})
	for _, route := range views.Routes() {
		// What is written to is tried in permission_test.go.
		if route.Writes() || slices.Contains(elsewhere, route.Pattern) {
			continue
		}
		address, ok := addresses[route.Pattern]
		if !ok {
			t.Errorf("%s has no address to try", route.Pattern)
			continue
		}
		page := admin.get(t, address)
		if page.Code != http.StatusOK {
			t.Errorf("%s: %d", address, page.Code)
			continue
		}
		path, query, _ := strings.Cut(address, "?")
		if route.JSON {
			face := admin.get(t, path+".json?"+query)
			if face.Code != http.StatusOK || !json.Valid(face.Body.Bytes()) || !strings.HasPrefix(face.Header().Get("Content-Type"), "application/json") {
				t.Errorf("%s as JSON: %d %s", address, face.Code, face.Header().Get("Content-Type"))
			}
		}
		for _, format := range paper.Formats {
			if face := admin.get(t, path+"."+format.Ending+"?"+query); route.Paper && (face.Code != http.StatusOK || face.Header().Get("Content-Type") != format.Type && format.Ending != "json") {
				t.Errorf("%s as %s: %d %s", address, format.Label, face.Code, face.Header().Get("Content-Type"))
			} else if !route.Paper && face.Code != http.StatusNotFound && format.Ending != "json" && route.JSON {
				t.Errorf("%s is no document, but as %s it answers %d", address, format.Label, face.Code)
			}
		}
		face := admin.get(t, path+".csv?"+query)
		if !route.CSV {
			if face.Code != http.StatusNotFound && route.JSON {
				t.Errorf("%s has no rows, but as CSV it answers %d", address, face.Code)
			}
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(face.Body.String(), "\ufeff"))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s as CSV: %d rows, %v", address, len(rows), err)
		}
	}
}

func TestListsAreWholeForMachines(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(get(t, handler, "/disputes.csv").Body).ReadAll()
	if err != nil || len(rows) != len(library.Disputes)+1 {
		t.Errorf("got %d rows for %d disputes, %v", len(rows), len(library.Disputes), err)
	}
}

func TestFaultsSayWhatToDo(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	long := strings.Repeat("x", 10_001)
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{"/nothing", 404, "no page at this address"},
		{"/disputes/atlantis-1999", 404, `no dispute "atlantis-1999"`},
		{"/disputes/..%2F..%2Fetc%2Fpasswd", 404, "no dispute"},
		{"/disputes/afghanistan-1996/decisions/12", 404, `no decision "afghanistan-1996:12"`},
		{"/disputes/afghanistan-1996/decisions/first", 400, "does not name a decision"},
		{"/disputes?colour=red", 400, "colour"},
		{"/disputes?kind=rival", 400, "rival"},
		{"/precedents?capital=lost", 400, "lost"},
		{"/sessions/999", 404, `no session "999"`},
		{"/sessions/S-", 400, "not a session"},
		{"/meetings/committee-51-1901", 404, "no meeting"},
		{"/members/ATL", 404, `no Member "ATL"`},
		{"/rollcalls/none", 404, `no recorded vote "none"`},
		{"/rollcalls?page=0", 400, "not a page"},
		{"/rollcalls/china-1949-s26-1190?group=Pacific", 400, "not a regional group"},
		{"/documents/A/99/1", 404, `no document "A/99/1"`},
		{"/documents/hello", 404, "no document"},
		{"/disputes/atlantis-1999/forecast", 404, `no dispute "atlantis-1999"`},
		{"/disputes/afghanistan-1996/forecast?session=999", 400, "no session 999"},
		{"/disputes/afghanistan-1996/forecast?session=first", 400, "not a session"},
		{"/disputes/afghanistan-1996/forecast?session=52&session=53", 400, "given 2 times"},
		{"/disputes/afghanistan-1996/forecast?session=44", 400, "name a later session"},
		{"/disputes/afghanistan-1996/forecast?as-of=soon", 400, "soon"},
		{"/disputes/afghanistan-1996/forecast?colour=red", 400, "does not suppose a fact"},
		{"/disputes/afghanistan-1996/forecast?talban.capital=held", 400, "taliban"},
		{"/disputes/afghanistan-1996/forecast?taliban.capitol=held", 400, "capital"},
		{"/disputes/afghanistan-1996/forecast?taliban.capitol=", 400, "capital"},
		{"/disputes/afghanistan-1996/forecast?taliban.capital=lost", 400, "lost"},
		{"/disputes/afghanistan-1996/forecast?taliban.capital=held&taliban.capital=not_held", 400, "to be both held and not held"},
		{"/disputes/afghanistan-1996/forecast?session=52&taliban.holds_seat=true", 400, "hold the seat"},
		{"/rules/R-NONE", 404, `no rule "R-NONE"`},
		{"/search?q=" + long, 400, "10,000"},
		{"/search?p=1", 400, "one parameter"},
	} {
		page := get(t, handler, c.address)
		if page.Code != c.status || !strings.Contains(text(t, page.Body.String()), c.says) {
			t.Errorf("%.80s: got %d %q, want %d and %q", c.address, page.Code, text(t, page.Body.String()), c.status, c.says)
		}
	}
	var fault struct {
		Status int      `json:"status"`
		What   []string `json:"what"`
	}
	face := get(t, handler, "/disputes/atlantis-1999.json")
	if err := json.Unmarshal(face.Body.Bytes(), &fault); err != nil || fault.Status != 404 || len(fault.What) != 1 {
		t.Errorf("a fault as JSON: %v %+v", err, fault)
	}
}

// Any search is safe, whatever it is made of.
func TestSearchTakesAnything(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for _, asked := range []string{`"`, `""`, `' OR 1=1 --`, `NEAR(a b)`, `a AND OR NOT`, `title:*`, "nul\x00byte", `^{}[]()`, "*", strings.Repeat("é ", 4_000), "\u202e\ufeff", "%"} {
		if page := get(t, handler, "/search?q="+url.QueryEscape(asked)); page.Code != http.StatusOK {
			t.Errorf("%.40q: %d", asked, page.Code)
		}
	}
}

// failing is a store whose frame cannot be read.
type failing struct{ *db.Store }

func (failing) Frame(context.Context) (*precedents.Frame, error) {
	return nil, errors.New("driver: disk I/O error (10)")
}

func TestUnknownFaultsAreLoggedAndNotShown(t *testing.T) {
	var log bytes.Buffer
	page := get(t, site(t, failing{dbtest.New(t)}, &log), "/members")
	if page.Code != http.StatusInternalServerError || strings.Contains(page.Body.String(), "driver") {
		t.Errorf("got %d: %s", page.Code, text(t, page.Body.String()))
	}
	id := page.Header().Get("X-Request-Id")
	if id == "" || !strings.Contains(page.Body.String(), id) || !strings.Contains(log.String(), id) || !strings.Contains(log.String(), "disk I/O error") {
		t.Errorf("the page and the log do not share the request's number %q:\n%s", id, log.String())
	}
}

// full is a store whose disk has no room left.
type full struct{ *db.Store }

func (full) OpenMinutes(context.Context, credentials.MinutesEntry, time.Time) (string, error) {
	return "", &db.FileError{Path: "/srv/record.db", What: "does not fit on the disk any more", Mend: "make room"}
}

// TestAFullDiskIsTold: who writes is told what is the matter with the record, and
// not where it lies.
func TestAFullDiskIsTold(t *testing.T) {
	store := dbtest.New(t)
	handler := site(t, full{store}, io.Discard)
	page := signedIn(t, handler, store, credentials.Editor).post(t, "/meetings/new", url.Values{"key": {"a-key"}, "body": {"committee"}, "session": {"81"}, "date": {"2026-11-20"}})
	words := text(t, page.Body.String())
	for _, said := range []string{"The record does not fit on the disk any more.", "Nothing was changed.", page.Header().Get("X-Request-Id")} {
		if page.Code != http.StatusServiceUnavailable || !strings.Contains(words, said) {
			t.Errorf("got %d, and not %q: %s", page.Code, said, words)
		}
	}
	if strings.Contains(page.Body.String(), "record.db") {
		t.Error("the page tells where the file lies")
	}
}

func TestAVoteShowsTheNamesOfTheDay(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	words := text(t, get(t, handler, "/rollcalls/china-1949-s26-1190").Body.String())
	for _, name := range []string{"Byelorussian Soviet Socialist Republic", "Union of Soviet Socialist Republics", "Ceylon", "Dahomey", "Burma", "Khmer Republic", "Upper Volta", "Turkey"} {
		if !strings.Contains(words, name) {
			t.Errorf("the board of 25 October 1971 does not name %s", name)
		}
	}
	for _, name := range []string{"Russian Federation", "Myanmar", "Türkiye", "Sri Lanka"} {
		if strings.Count(words, name) != strings.Count(words, "today "+name) {
			t.Errorf("the board of 25 October 1971 names %s but for today", name)
		}
	}
}

// The board has every Member of the day once: 131 in October 1971.
func TestTheBoardHasEveryMemberOnce(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	var vote struct {
		Counted struct{ For, Against, Abstaining int }
		Votes   []struct{ Member, Vote, Name string }
	}
	if err := json.Unmarshal(get(t, handler, "/rollcalls/china-1949-s26-1190.json").Body.Bytes(), &vote); err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	names := map[string]bool{}
	for _, seat := range vote.Votes {
		n[seat.Vote]++
		if names[seat.Name] {
			t.Errorf("%s stands twice", seat.Name)
		}
		names[seat.Name] = true
	}
	if len(vote.Votes) != 131 || n["Y"] != 76 || n["N"] != 35 || n["A"] != 17 || n[""] != 3 {
		t.Errorf("%d Members: %v", len(vote.Votes), n)
	}
}

// On a dispute's page a fact that is not known says so and never "no".
func TestNotKnownIsAWord(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	var dispute credentialsJSON
	if err := json.Unmarshal(get(t, handler, "/disputes/afghanistan-1996.json").Body.Bytes(), &dispute); err != nil {
		t.Fatal(err)
	}
	facts := dispute.Decisions[3].Facts["taliban"]
	if value, there := facts["un_sanctions"]; !there || value != nil {
		t.Errorf("Council measures at the 54th, left out of the record, are %v in JSON", value)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(get(t, handler, "/precedents.csv?regional_stance=not_known").Body.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "holder_regional_stance")
	for _, row := range rows[1:] {
		if row[column] != "" {
			t.Fatalf("not known is %q in CSV", row[column])
		}
	}
}

type credentialsJSON struct {
	Decisions []struct {
		Facts map[string]map[string]any `json:"facts"`
	} `json:"decisions"`
}

// Whatever an editor wrote comes out as text, on every page and in every face.
func TestNothingWrittenBecomesMarkup(t *testing.T) {
	store := dbtest.New(t)
	const evil = `<b onload=alert(1)>"&'</b>`
	dispute, err := store.Dispute(t.Context(), "afghanistan-1996")
	if err != nil {
		t.Fatal(err)
	}
	dispute.Title, dispute.SeatName, dispute.OpenedBy, dispute.ClosedBy = "=1+1"+evil, evil, evil, evil
	dispute.Summary, dispute.Doubts = evil, evil
	dispute.Claimants[0].Name, dispute.Claimants[0].Leader, dispute.Claimants[0].Note = evil, evil, evil
	dispute.Sources = append(dispute.Sources, credentials.Source{Ref: "javascript:alert(1)", Title: evil, Kind: "other"})
	for i := range dispute.Decisions {
		x := &dispute.Decisions[i]
		x.Doubts, x.Committee.Note, x.Assembly.Note, x.Sources[0].Title = evil, evil, evil, evil
	}
	frame, err := store.Frame(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	library := precedents.NewLibrary(frame, []credentials.Dispute{dispute}, nil)
	if _, err := store.Import(t.Context(), library, "<i>editor", "<i>changed", day, false); err != nil {
		t.Fatal(err)
	}
	handler := site(t, store, io.Discard)
	for _, address := range []string{
		"/", "/disputes", "/disputes/afghanistan-1996", "/disputes/afghanistan-1996/decisions/51", "/disputes/afghanistan-1996/history",
		"/precedents", "/sessions/51", "/meetings/committee-51-1996-10-11", "/members/AFG", "/documents/A/51/548", "/search?q=onload", "/search?q=" + url.QueryEscape(evil), "/disputes?q=" + url.QueryEscape(evil),
	} {
		page := get(t, handler, address)
		if page.Code != http.StatusOK {
			t.Errorf("%s: %d", address, page.Code)
		}
		for _, raw := range []string{"<b onload", "<i>editor", "<i>changed", `href="javascript:`} {
			if strings.Contains(page.Body.String(), raw) {
				t.Errorf("%s has %s as markup", address, raw)
			}
		}
	}
	rows, err := csv.NewReader(get(t, handler, "/disputes.csv?q=onload").Body).ReadAll()
	if err != nil || len(rows) != 2 || !strings.HasPrefix(rows[1][1], "'=1+1") {
		t.Errorf("a spreadsheet would run the title: %q, %v", rows, err)
	}
}

func TestHeadersKeepPagesIn(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	header := get(t, handler, "/").Header()
	if policy := header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	if header.Get("X-Content-Type-Options") != "nosniff" {
		t.Error("a browser may guess the type of a page")
	}
	for _, asset := range assets.All() {
		if cached := get(t, handler, asset.Path).Header().Get("Cache-Control"); !strings.Contains(cached, "immutable") {
			t.Errorf("%s is kept %q", asset.Path, cached)
		}
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/disputes", strings.NewReader("a=b"))
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusForbidden {
		t.Errorf("a form from another site is answered %d", recorder.Code)
	}
}

// No page carries inline style or script, which the policy would refuse.
func TestPagesCarryNoInlineStyleOrScript(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for _, address := range addresses {
		body := get(t, handler, address).Body.String()
		for _, inline := range []string{" style=", "<style", " onclick=", "<script>"} {
			if strings.Contains(body, inline) {
				t.Errorf("%s has %q", address, inline)
			}
		}
	}
}

func TestOpenAPIDescribesEveryRoute(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	var described struct {
		Paths map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(get(t, handler, "/api/openapi.json").Body.Bytes(), &described); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/disputes/{id}", "/disputes/{id}.json", "/disputes.csv", "/documents/{symbol}", "/rollcalls/{id}.csv"} {
		if described.Paths[path] == nil {
			t.Errorf("%s is not described", path)
		}
	}
	for _, route := range views.Routes() {
		path := strings.NewReplacer(":id", "{id}", ":iso3", "{iso3}", ":n", "{n}").Replace(route.Pattern)
		operations, ok := described.Paths[path].(map[string]any)
		if ok && operations[strings.ToLower(route.Method)] == nil {
			t.Errorf("%s is described, but not how to use it so", route)
		}
	}
	login, _ := described.Paths["/login"].(map[string]any)
	if login["get"] == nil || login["post"] == nil {
		t.Errorf("/login is described as %v", login)
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
