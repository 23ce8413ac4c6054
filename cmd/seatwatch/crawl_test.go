package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"

	"golang.org/x/net/html"
)

// crawler follows every link of a running program from its home page.
//
// A list has as many addresses as its facets have combinations, so links with a
// query are followed from pages without one, and from any page where they only
// turn the page. A forecast offers many a what-if, each a whole forecast with its
// ranges: one of each page is followed, and the others are read as the page
// would read them. Every page lets decisions be picked, and most have a permanent
// link: one of each sort of page is followed with a pick, and one as of a day. Every
// two Members have a page of their own, some thirty thousand: one of each Member's
// is followed, and of the others the names are read. So it is with the values of a
// facet, each of which is a link. Of any other sort of page that is asked for with a
// query some are followed.
type crawler struct {
	site *served
	// seen are the addresses met, from where; pages those that were HTML.
	seen  map[string]string
	queue []string
	pages map[string]*page
	// goals are links with a fragment, by the address that they stand on.
	goals map[string][]string
	// supposing are the pages of which a what-if has been followed, pairing those of
	// which a comparison with another Member has.
	supposing, pairing map[string]bool
	// picking are the sorts of page of which one has been followed with a pick, and
	// dating those of which one has been followed as of a day.
	picking, dating map[string]bool
	// narrowing are the facets of which one value has been followed.
	narrowing map[string]bool
	// asked counts the addresses with a query, by their sort.
	asked   map[string]int
	library *precedents.Library
}

// crawl visits everything and calls visit with each answer.
func crawl(tb testing.TB, site *served, visit func(c *crawler, address, contentType string, body []byte)) *crawler {
	tb.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	c := &crawler{
		site: site, seen: map[string]string{"/": ""}, queue: []string{"/"}, pages: map[string]*page{}, goals: map[string][]string{},
		supposing: map[string]bool{}, pairing: map[string]bool{}, narrowing: map[string]bool{}, asked: map[string]int{}, picking: map[string]bool{}, dating: map[string]bool{}, library: library,
	}
	for len(c.queue) > 0 {
		address := c.queue[0]
		c.queue = c.queue[1:]
		got := site.fetch(tb, address)
		switch got.status {
		case http.StatusOK:
			visit(c, address, got.contentType, got.body)
		case http.StatusPermanentRedirect:
			c.follow(tb, address, got.location)
		default:
			tb.Errorf("%s, linked from %s, is %d", address, c.seen[address], got.status)
		}
	}
	return c
}

// follow puts a link that stands on a page into the queue.
func (c *crawler) follow(tb testing.TB, from, href string) {
	tb.Helper()
	base, err := url.Parse(from)
	if err != nil {
		tb.Fatal(err)
	}
	target, err := base.Parse(href)
	if err != nil {
		tb.Errorf("%s links to %q, which is no address", from, href)
		return
	}
	if target.IsAbs() || target.Host != "" {
		if target.Scheme != "https" && target.Scheme != "http" {
			tb.Errorf("%s links to %q", from, href)
		}
		return
	}
	if target.Fragment != "" {
		c.goals[from] = append(c.goals[from], target.String())
	}
	query := target.Query()
	query.Del("page")
	if base.RawQuery != "" && len(query) > 0 {
		return
	}
	target.Fragment = ""
	address := target.String()
	if _, ok := c.seen[address]; ok {
		return
	}
	c.seen[address] = from
	if target.Path == base.Path && (alreadyFollowed(c.picking, base, query.Has("with")) || alreadyFollowed(c.dating, base, query.Has("as-of"))) {
		return
	}
	if facts := supposedIn(query); len(facts) > 0 && strings.HasPrefix(target.Path, link.Disputes+"/") {
		if c.supposing[from] {
			c.suppose(tb, from, target.Path, facts)
			return
		}
		c.supposing[from] = true
	}
	if member, other, ok := strings.Cut(strings.TrimPrefix(target.Path, link.Members+"/"), "/agreement/"); ok && path.Ext(other) == "" {
		if c.pairing[from] {
			c.paired(tb, from, member, other)
			return
		}
		c.pairing[from] = true
	}
	if c.narrowed(tb, from, target.Path, query) || c.leftOut(target, query) {
		return
	}
	c.queue = append(c.queue, address)
}

// leftOut reports whether an address with a query, or of a brief, is none of those of
// its sort that are followed: the first ten, and then one in eight. Files with
// validators of their own are all followed; every brief is made by other tests.
func (c *crawler) leftOut(target *url.URL, query url.Values) bool {
	last := path.Base(target.Path)
	if hasValidator(target.Path) || len(query) == 0 && strings.TrimSuffix(last, path.Ext(last)) != "brief" {
		return false
	}
	var words []string
	for i, part := range strings.Split(strings.Trim(target.Path, "/"), "/") {
		if i%2 == 0 {
			words = append(words, part)
		}
	}
	sort := fmt.Sprint(words, path.Ext(target.Path), slices.Sorted(maps.Keys(query)))
	c.asked[sort]++
	return c.asked[sort] > 10 && c.asked[sort]%8 != 0
}

// narrowed reports whether an address is that of a list with one value of a facet
// of which another has been followed, and reads the value.
func (c *crawler) narrowed(tb testing.TB, from, list string, query url.Values) bool {
	tb.Helper()
	facets := map[string][]precedents.Facet{link.Disputes: precedents.DisputeFacets, link.Precedents: precedents.DecisionFacets}[list]
	for _, facet := range facets {
		if len(query) != 1 || !query.Has(facet.Key) {
			continue
		}
		if _, err := precedents.ParseQuery(facets, query); err != nil {
			tb.Errorf("%s links to %s with what it does not have: %v", from, list, err)
		}
		if c.narrowing[list+facet.Key] {
			return true
		}
		c.narrowing[list+facet.Key] = true
	}
	return false
}

// paired reads the Members of the page of two that is not followed.
func (c *crawler) paired(tb testing.TB, from, member, other string) {
	tb.Helper()
	for _, code := range []string{member, other} {
		if _, ok := c.library.Member(code); !ok {
			tb.Errorf("%s links to %s and %s, of which one is no Member", from, member, other)
		}
	}
}

// alreadyFollowed reports whether a page of its sort has been followed with what its
// address has, and notes that it is now.
func alreadyFollowed(done map[string]bool, page *url.URL, has bool) bool {
	if !has {
		return false
	}
	sort := fmt.Sprint(strings.Count(page.Path, "/"), strings.Split(page.Path, "/")[1])
	before := done[sort]
	done[sort] = true
	return before
}

// supposedIn gives the facts that the address of a page of a dispute supposes. A
// facet’s key may have a point too.
func supposedIn(query url.Values) (facts []string) {
	for key, values := range query {
		if strings.Contains(key, ".") {
			facts = append(facts, key+"="+values[0])
		}
	}
	return facts
}

// suppose reads the what-if of an address that is not followed.
func (c *crawler) suppose(tb testing.TB, from, address string, facts []string) {
	tb.Helper()
	id, _, _ := strings.Cut(strings.TrimPrefix(address, link.Disputes+"/"), "/")
	at := slices.IndexFunc(c.library.Disputes, func(d credentials.Dispute) bool { return d.ID == id })
	if at < 0 {
		tb.Errorf("%s links to a what-if of %s, which is no dispute", from, address)
		return
	}
	if _, err := precedents.ParseWhatIf(&c.library.Disputes[at], facts); err != nil {
		tb.Errorf("%s links to a what-if of %s that nobody can suppose: %v", from, id, err)
	}
}

// An answered is what a request got.
type answered struct {
	status                int
	contentType, location string
	body                  []byte
}

// direct asks for one address and goes no further by itself.
var direct = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// fetch asks for an address.
func (s *served) fetch(tb testing.TB, address string) answered {
	tb.Helper()
	request, err := http.NewRequestWithContext(tb.Context(), http.MethodGet, s.address+address, nil)
	if err != nil {
		tb.Fatal(err)
	}
	response, err := direct.Do(request)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var content bytes.Buffer
	if _, err := content.ReadFrom(response.Body); err != nil {
		tb.Fatal(err)
	}
	got := answered{status: response.StatusCode, location: response.Header.Get("Location"), body: content.Bytes()}
	if got.location != "" {
		return got
	}
	if got.contentType, _, err = mime.ParseMediaType(response.Header.Get("Content-Type")); err != nil {
		tb.Errorf("%s is of no type: %v", address, err)
	}
	return got
}

// visitAll visits everything without looking closely.
func visitAll(tb testing.TB, site *served) *crawler {
	tb.Helper()
	return crawl(tb, site, func(c *crawler, address, contentType string, body []byte) {
		if contentType != "text/html" {
			return
		}
		c.pages[address] = &page{}
		root, err := html.Parse(bytes.NewReader(body))
		if err != nil {
			tb.Fatal(err)
		}
		for node := range root.Descendants() {
			for _, name := range []string{"href", "src", "action"} {
				if has(node, name) && node.Data != "use" && attribute(node, "method") != "post" {
					c.follow(tb, address, attribute(node, name))
				}
			}
		}
	})
}

// TestCrawl reaches the whole record by links from the home page. With
// SEATWATCH_CRAWL_DIR set it leaves every page there, for a validator of HTML, and
// references, feeds and calendars, for theirs.
func TestCrawl(t *testing.T) {
	if testing.Short() {
		t.Skip("some three thousand requests")
	}
	site := serving(t, "--data", seeded(t))
	keep := os.Getenv("SEATWATCH_CRAWL_DIR")
	c := crawl(t, site, func(c *crawler, address, contentType string, body []byte) {
		switch contentType {
		case "text/html":
			p := c.read(t, address, body)
			c.pages[address] = p
			for _, href := range p.links {
				c.follow(t, address, href)
			}
			if keep != "" {
				save(t, keep, address, body)
			}
		case "application/json", "application/vnd.citationstyles.csl+json":
			if !json.Valid(body) {
				t.Errorf("%s is not JSON", address)
			}
		case "text/csv":
			if rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll(); err != nil || len(rows) == 0 {
				t.Errorf("%s is not CSV: %v", address, err)
			}
		}
		if keep != "" && contentType != "text/html" {
			saveFile(t, keep, address, body)
		}
	})
	c.reached(t)
	c.titles(t)
	c.fragments(t)
	t.Logf("%d addresses, %d of them pages", len(c.seen), len(c.pages))
	if _, code := site.end(t); code != done || strings.Contains(site.stderr.String(), `"level":"ERROR"`) {
		t.Errorf("ended with %d, and logged\n%s", code, site.stderr)
	}
}

// reached checks that nothing of the record was left out.
func (c *crawler) reached(t *testing.T) {
	t.Helper()
	library := c.library
	var wanted []string
	for _, dispute := range library.Disputes {
		wanted = append(wanted, link.Dispute(dispute.ID))
		for _, decision := range dispute.Decisions {
			wanted = append(wanted, link.Decision(dispute.ID, decision.Key))
		}
	}
	for _, rollCall := range library.RollCalls {
		wanted = append(wanted, link.RollCall(rollCall.ID))
	}
	for _, member := range library.Members {
		wanted = append(wanted, link.Member(member.Code))
	}
	for _, session := range library.Sessions {
		wanted = append(wanted, link.Session(session.Session))
	}
	if len(wanted) < 700 {
		t.Errorf("the record has only %d pages", len(wanted))
	}
	for _, address := range wanted {
		if c.pages[address] == nil {
			t.Errorf("no link leads to %s", address)
		}
	}
}

// titles checks that no two pages have one title. What only a query tells apart
// may share it.
func (c *crawler) titles(t *testing.T) {
	t.Helper()
	seen := map[string]string{}
	for address, p := range c.pages {
		if strings.Contains(address, "?") {
			continue
		}
		if other, ok := seen[p.title]; ok {
			t.Errorf("%s and %s both have the title %q", address, other, p.title)
		}
		seen[p.title] = address
	}
}

// fragments checks that what a link points to on a page is there.
func (c *crawler) fragments(t *testing.T) {
	t.Helper()
	for from, targets := range c.goals {
		for _, target := range targets {
			address, fragment, _ := strings.Cut(target, "#")
			fragment, err := url.PathUnescape(fragment)
			if p := c.pages[address]; err != nil || p != nil && !p.ids[fragment] {
				t.Errorf("%s links to %s, but there is no %q there", from, target, fragment)
			}
		}
	}
}

// kept are the endings of the files that have validators of their own.
var kept = []string{".csl.json", ".bib", ".atom", ".ics"}

func hasValidator(name string) bool {
	return slices.ContainsFunc(kept, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// saveFile keeps a file that is no page under its own name.
func saveFile(t *testing.T, folder, address string, body []byte) {
	t.Helper()
	name, _, _ := strings.Cut(strings.Trim(address, "/"), "?")
	if !hasValidator(name) {
		return
	}
	file := filepath.Join(folder, "files", strings.ReplaceAll(name, "/", "_"))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

// save keeps a page under a name that tells its address.
func save(t *testing.T, folder, address string, body []byte) {
	t.Helper()
	name := strings.Trim(strings.NewReplacer("?", "_", "&", "_", "=", "-", "%", "_").Replace(address), "/")
	file := filepath.Join(folder, filepath.FromSlash(path.Join("site", name, "index.html")))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

// page is what a page of HTML has.
type page struct {
	title string
	links []string
	ids   map[string]bool
}

// read checks a page of HTML and gives what it has.
func (c *crawler) read(t *testing.T, address string, body []byte) *page {
	t.Helper()
	for _, fault := range misnested(body) {
		t.Errorf("%s: %s", address, fault)
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return &page{}
	}
	p := &page{ids: map[string]bool{}}
	count, labelled := map[string]int{}, map[string]bool{}
	var inputs []*html.Node
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		count[node.Data]++
		if id := attribute(node, "id"); id != "" {
			if p.ids[id] {
				t.Errorf("%s: the id %q stands twice", address, id)
			}
			p.ids[id] = true
		}
		switch node.Data {
		case "title":
			if node.Namespace == "" {
				p.title = strings.TrimSpace(words(node))
			}
		case "html":
			if attribute(node, "lang") == "" {
				t.Errorf("%s: the language is not said", address)
			}
		case "label":
			labelled[attribute(node, "for")] = true
		case "input", "select", "textarea":
			inputs = append(inputs, node)
		case "img":
			if !has(node, "alt") {
				t.Errorf("%s: a picture has no alt", address)
			}
		}
		for _, name := range []string{"href", "src", "action"} {
			if has(node, name) && node.Data != "use" && attribute(node, "method") != "post" {
				p.links = append(p.links, attribute(node, name))
			}
		}
	}
	if p.title == "" || count["h1"] != 1 || count["main"] != 1 {
		t.Errorf("%s: title %q, %d h1, %d main", address, p.title, count["h1"], count["main"])
	}
	for _, input := range inputs {
		kind := attribute(input, "type")
		named := labelled[attribute(input, "id")] && attribute(input, "id") != "" || attribute(input, "aria-label") != "" || inLabel(input)
		if !named && !slices.Contains([]string{"hidden", "submit", "button"}, kind) {
			t.Errorf("%s: the field %q has no label", address, attribute(input, "name"))
		}
	}
	return p
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(node *html.Node, name string) bool {
	return slices.ContainsFunc(node.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func words(node *html.Node) string {
	var b strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			b.WriteString(child.Data)
		}
	}
	return b.String()
}

func inLabel(node *html.Node) bool {
	for parent := range node.Ancestors() {
		if parent.Data == "label" {
			return true
		}
	}
	return false
}

var (
	voidElements = strings.Fields("area base br col embed hr img input link meta source track wbr")
	// blocks may not stand in a paragraph: a browser ends it before them.
	blocks = strings.Fields("address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul")
)

// misnested reads the tags one after another and gives every element that is
// not closed, closed twice, or closed out of turn. A parser would mend them in
// silence.
func misnested(body []byte) (faults []string) {
	var open []string
	tokens := html.NewTokenizer(bytes.NewReader(body))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw, _ := tokens.TagName()
		name := string(raw)
		switch kind {
		case html.StartTagToken:
			if slices.Contains(voidElements, name) {
				continue
			}
			if slices.Contains(blocks, name) && slices.Contains(open, "p") {
				faults = append(faults, fmt.Sprintf("<%s> stands in a paragraph", name))
			}
			if name == "a" && slices.Contains(open, "a") {
				faults = append(faults, "a link stands in a link")
			}
			open = append(open, name)
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != name {
				return append(faults, fmt.Sprintf("</%s> closes what is open: %v", name, open))
			}
			open = open[:len(open)-1]
		case html.SelfClosingTagToken:
			if !slices.Contains(open, "svg") && name != "svg" && !slices.Contains(voidElements, name) {
				faults = append(faults, fmt.Sprintf("<%s/> does not close itself", name))
			}
		case html.ErrorToken, html.TextToken, html.CommentToken, html.DoctypeToken:
		}
	}
	if len(open) > 0 {
		faults = append(faults, fmt.Sprintf("never closed: %v", open))
	}
	return faults
}

func TestMisnestedIsFound(t *testing.T) {
	for _, body := range []string{
		"<div><p>a</div>", "<div><span></div></span>", "<p><div></div></p>", "<ul><li>a</ul>", "<div/>", "</p>", "<a href=x><a href=y></a></a>", "<section>",
	} {
		if len(misnested([]byte(body))) == 0 {
			t.Errorf("%s was taken", body)
		}
	}
	for _, body := range []string{
		"<div><br><p>a<b>c</b></p></div>", `<svg><path d="M0"/><g></g></svg>`, "<script>if (a</b>c) {}</script>", "<!doctype html><!-- <p> --><ul><li>a</li></ul>",
	} {
		if faults := misnested([]byte(body)); len(faults) > 0 {
			t.Errorf("%s: %v", body, faults)
		}
	}
}

// TestBadAddresses asks for what is not there and what is hostile: each gets its
// status, and the program goes on.
func TestBadAddresses(t *testing.T) {
	site := serving(t, "--data", seeded(t))
	for address, want := range map[string]int{
		"/nowhere":                                   http.StatusNotFound,
		"/disputes/nowhere-1999":                     http.StatusNotFound,
		"/disputes/..%2f..%2fetc%2fpasswd":           http.StatusNotFound,
		"/disputes/../../etc/passwd":                 http.StatusNotFound,
		"/disputes/%00":                              http.StatusNotFound,
		"/disputes/afghanistan-1996/decisions/12":    http.StatusNotFound,
		"/disputes/afghanistan-1996/decisions/never": http.StatusBadRequest,
		"/sessions/999":                              http.StatusNotFound,
		"/sessions/never":                            http.StatusBadRequest,
		"/members/QQQ":                               http.StatusNotFound,
		"/rollcalls/nowhere":                         http.StatusNotFound,
		"/meetings/committee-51-1996-10":             http.StatusPermanentRedirect,
		"/documents/A/99/999":                        http.StatusNotFound,
		"/disputes?era=yesterday":                    http.StatusBadRequest,
		"/disputes?colour=red":                       http.StatusBadRequest,
		"/disputes?page=nought":                      http.StatusBadRequest,
		"/search?q=" + strings.Repeat("x", 10_001):   http.StatusBadRequest,
		"/search?q=" + url.QueryEscape(`" OR ( * ) NEAR "" -a:b ^c {d}`):  http.StatusOK,
		"/search?q=" + url.QueryEscape(strings.Repeat(`"'*() OR `, 1000)): http.StatusOK,
		"/search?q=" + url.QueryEscape(strings.Repeat("ж", 10_000)):       http.StatusOK,
		"/search?q=": http.StatusOK,
	} {
		got := site.fetch(t, address)
		if got.status != want {
			t.Errorf("%.80s is %d, want %d", address, got.status, want)
		}
		if got.status >= http.StatusBadRequest && len(words(mustParse(t, got.body))) < 40 {
			t.Errorf("%.80s says nothing: %s", address, got.body)
		}
	}
	if status := site.fetch(t, "/").status; status != http.StatusOK {
		t.Errorf("the home page is %d afterwards", status)
	}
	if strings.Contains(site.stderr.String(), `"level":"ERROR"`) {
		t.Errorf("logged %s", site.stderr)
	}
}

func mustParse(t *testing.T, body []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// TestSearchFoldsNames: a search finds a Member by any name, however it is spelled.
func TestSearchFoldsNames(t *testing.T) {
	site := serving(t, "--data", seeded(t))
	for text, want := range map[string]string{
		"cote divoire": "/members/CIV", "turkey": "/members/TUR", "Türkiye": "/members/TUR", "zaire": "/members/COD", "burma": "/members/MMR",
	} {
		found := false
		for node := range mustParse(t, site.fetch(t, "/search?q="+url.QueryEscape(text)).body).Descendants() {
			found = found || node.Data == "a" && attribute(node, "href") == want
		}
		if !found {
			t.Errorf("a search for %q does not find %s", text, want)
		}
	}
}
