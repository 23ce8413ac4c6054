package views_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
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
	"seatwatch/views/link"
)

// openClass has an editor open a class over decisions and gives the link that is
// handed out.
func openClass(t *testing.T, teacher *client, facts string, decisions ...string) (class string, join string) {
	t.Helper()
	page := teacher.get(t, link.NewClass)
	if page.Code != http.StatusOK {
		t.Fatalf("opening a class: %d %s", page.Code, text(t, page.Body.String()))
	}
	fields := hiddenFields(t, page.Body.String(), link.NewClass)
	fields.Set("title", "Moot 2027")
	fields.Set("facts", facts)
	fields["case"] = decisions
	opened := teacher.post(t, link.NewClass, fields)
	if opened.Code != http.StatusSeeOther {
		t.Fatalf("opening a class: %d %s", opened.Code, text(t, opened.Body.String()))
	}
	class = opened.Header().Get("Location")
	found := regexp.MustCompile(`/join\?token=\w+`).FindString(teacher.get(t, class).Body.String())
	if found == "" {
		t.Fatal("no link is shown")
	}
	return class, found
}

// student gives a client that has joined a class.
func student(t *testing.T, handler http.Handler, join, name string) *client {
	t.Helper()
	c := visitor(handler)
	page := c.get(t, join)
	if page.Code != http.StatusOK {
		t.Fatalf("the link of the class: %d", page.Code)
	}
	fields := hiddenFields(t, page.Body.String(), link.Join)
	fields.Set("name", name)
	if joined := c.post(t, link.Join, fields); joined.Code != http.StatusSeeOther {
		t.Fatalf("joining as %s: %d %s", name, joined.Code, text(t, joined.Body.String()))
	}
	return c
}

// openedClass gives a store its first class, with an answer in it.
func openedClass(t *testing.T, teacher *client) {
	t.Helper()
	_, join := openClass(t, teacher, "given", "afghanistan-1996:51")
	ben := student(t, teacher.handler, join, "Ben")
	answered(t, ben, link.ClassCase(1, 1), url.Values{"shares.deferred": {"70"}, "shares.accepted_holder": {"30"}, "argument": {"As it did before."}})
}

// answered posts an answer and has it kept.
func answered(t *testing.T, c *client, address string, fields url.Values) {
	t.Helper()
	if page := c.post(t, address, fields); page.Code != http.StatusSeeOther {
		t.Fatalf("%s: %d %s", address, page.Code, text(t, page.Body.String()))
	}
}

// teaching gives the handler over a new store and an editor who is signed in to it.
func teaching(t *testing.T) (http.Handler, *client, *db.Store) {
	t.Helper()
	store := dbtest.New(t)
	handler := site(t, store, io.Discard)
	return handler, signedIn(t, handler, store, credentials.Editor), store
}

// mainOf gives the words and the links of the main part of a page.
func mainOf(t *testing.T, body string) (words string, links []string) {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for node := range document.Descendants() {
		if node.Data != "main" {
			continue
		}
		for inner := range node.Descendants() {
			if inner.Type == html.TextNode {
				words += inner.Data + " "
			}
			for _, a := range inner.Attr {
				if a.Key == "href" || a.Key == "action" {
					links = append(links, a.Val)
				}
			}
		}
	}
	return strings.Join(strings.Fields(words), " "), links
}

// A class from its opening to its scores, without script.
func TestAClassForecasts(t *testing.T) {
	handler, teacher, store := teaching(t)
	class, join := openClass(t, teacher, "given", "afghanistan-1996:51", "afghanistan-1996:52", "kampuchea-1979:34")
	ben, eva := student(t, handler, join, "Ben"), student(t, handler, join, "Eva")
	room := text(t, ben.get(t, "/classroom/1").Body.String())
	for _, says := range []string{"You are Ben", "Afghanistan at the fifty-first session", "waits until case", "not answered yet"} {
		if !strings.Contains(room, says) {
			t.Errorf("the class does not say %q: %s", says, room)
		}
	}
	opened := case51(t, ben)
	answered(t, ben, opened, url.Values{"shares.deferred": {"45"}, "shares.accepted_holder": {" 45 % "}, "argument": {"Rule 29.\n<b>It sits.</b>"}})
	again := text(t, ben.get(t, opened).Body.String())
	for _, says := range []string{"Your figures came to 90", "50 %, about as likely as not", "Rule 29. <b>It sits.</b>", "you can change it"} {
		if !strings.Contains(again, says) {
			t.Errorf("the kept answer does not say %q: %s", says, again)
		}
	}
	answered(t, ben, opened, url.Values{"shares.deferred": {"100"}, "argument": {"As it did before."}})
	answered(t, eva, opened, url.Values{"shares.accepted_holder": {"100"}})
	number := strings.TrimPrefix(opened, "/classroom/1/cases/")
	if page := teacher.post(t, class+"/close", url.Values{"case": {number}}); page.Code != http.StatusSeeOther {
		t.Fatalf("closing: %d", page.Code)
	}
	closed := text(t, eva.get(t, opened).Body.String())
	for _, says := range []string{"What was decided", "As it did before.", "Ben 0 % 0 % 100 %", "The class, averaged", "The engine, as it stood before", "base rate"} {
		if !strings.Contains(closed, says) {
			t.Errorf("the closed case does not say %q: %s", says, closed)
		}
	}
	for _, c := range []*client{ben, eva, teacher} {
		page := "/classroom/1"
		if c == teacher {
			page = class
		}
		words := text(t, c.get(t, page).Body.String())
		for _, says := range []string{"How everybody did", "Ben", "Eva", "2.00", "Calibration"} {
			if !strings.Contains(words, says) {
				t.Errorf("%s does not say %q: %s", page, says, words)
			}
		}
	}
	if late := ben.post(t, opened, url.Values{"shares.deferred": {"100"}}); late.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, late.Body.String()), "is closed") {
		t.Errorf("an answer after closing: %d", late.Code)
	}
	if hash, err := store.DataHash(t.Context()); err != nil || store.Generation() == 0 || hash == "" {
		t.Error(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(teacher.get(t, class+".csv").Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][2] != "Ben" || rows[1][1] != "afghanistan-1996:51" || rows[1][10] == "" {
		t.Errorf("as CSV it is %v, %v", rows, err)
	}
}

// case51 gives the address of the case of the fifty-first session.
func case51(t *testing.T, c *client) string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(c.get(t, "/classroom/1").Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	for node := range document.Descendants() {
		if node.Data == "a" && node.FirstChild != nil && node.FirstChild.Data == "Afghanistan at the fifty-first session" {
			for _, a := range node.Attr {
				if a.Key == "href" {
					return a.Val
				}
			}
		}
	}
	t.Fatal("there is no case of the fifty-first session")
	return ""
}

// No page of an open case tells what was decided, or leads to where it stands.
func TestOpenCasesTellNothing(t *testing.T) {
	handler, teacher, _ := teaching(t)
	engine, err := engineOf(t).Engine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var decisions []string
	for i, c := range engine.Casebook().Cases {
		if c.Contested() && i%5 == 0 && len(decisions) < credentials.MostCases {
			decisions = append(decisions, c.ID())
		}
	}
	_, join := openClass(t, teacher, "given", decisions...)
	ben := student(t, handler, join, "Ben")
	for number := 0; number <= len(decisions); number++ {
		address := link.ClassCase(1, number)
		if number == 0 {
			address = link.Classroom(1)
		}
		page := ben.get(t, address)
		words, links := mainOf(t, page.Body.String())
		if page.Code != http.StatusOK || strings.Contains(words, "What was decided") || strings.Contains(words, "How everybody did") {
			t.Errorf("%s: %d %s", address, page.Code, words)
		}
		for _, to := range links {
			if !strings.HasPrefix(to, "/classroom/1") && !strings.HasPrefix(to, "#") {
				t.Errorf("%s leads to %s", address, to)
			}
		}
	}
	waiting := 0
	for number := 1; number <= len(decisions); number++ {
		words, _ := mainOf(t, ben.get(t, link.ClassCase(1, number)).Body.String())
		if !strings.Contains(words, "This case waits") {
			continue
		}
		waiting++
		if strings.Contains(words, "Capital") || strings.Contains(words, "held the seat") {
			t.Errorf("case %d waits, and tells %s", number, words)
		}
	}
	if waiting == 0 {
		t.Error("no case waits for an earlier one")
	}
}

func TestStudentsCodeTheFacts(t *testing.T) {
	handler, teacher, _ := teaching(t)
	class, join := openClass(t, teacher, "code", "afghanistan-1996:51")
	ben := student(t, handler, join, "Ben")
	page := ben.get(t, link.ClassCase(1, 1)).Body.String()
	words, _ := mainOf(t, page)
	if strings.Contains(page, "Facts, claimant by claimant") || !strings.Contains(words, "Your codes") || !strings.Contains(page, `name="taliban.capital"`) {
		t.Errorf("the facts are not asked for, or given: %s", words)
	}
	refused := ben.post(t, link.ClassCase(1, 1), url.Values{"shares.deferred": {"60"}, "taliban.capital": {"lost"}})
	if refused.Code != http.StatusUnprocessableEntity || !strings.Contains(refused.Body.String(), `id="field-taliban.capital-fault"`) {
		t.Errorf("a value that is none: %d", refused.Code)
	}
	answered(t, ben, link.ClassCase(1, 1), url.Values{"shares.deferred": {"60"}, "taliban.capital": {"held"}, "taliban.elected": {"verified"}})
	if kept := ben.get(t, link.ClassCase(1, 1)).Body.String(); !strings.Contains(kept, `<option value="held" selected>`) {
		t.Error("the code is not kept")
	}
	if closed := teacher.post(t, class+"/close", url.Values{"case": {"all"}}); closed.Code != http.StatusSeeOther {
		t.Fatalf("closing: %d", closed.Code)
	}
	scores := text(t, ben.get(t, link.Classroom(1)).Body.String())
	if !strings.Contains(scores, "Capital 1 1 (100 %)") || !strings.Contains(scores, "Kappa") {
		t.Errorf("the codes are not compared: %s", scores)
	}
	var told struct {
		Work struct {
			Coding []struct{ Fact string }
		}
		Answers []struct{ Name string }
	}
	if err := json.Unmarshal(teacher.get(t, class+".json").Body.Bytes(), &told); err != nil || len(told.Work.Coding) == 0 || len(told.Answers) != 1 || told.Answers[0].Name != "Ben" {
		t.Errorf("as JSON it is %+v, %v", told, err)
	}
}

func TestJoiningAClass(t *testing.T) {
	handler, teacher, store := teaching(t)
	class, join := openClass(t, teacher, "given", "afghanistan-1996:51")
	ben := visitor(handler)
	fields := hiddenFields(t, ben.get(t, join).Body.String(), link.Join)
	for name, says := range map[string]string{"": "The name is missing", strings.Repeat("x", 41): "longer than 40 characters"} {
		fields.Set("name", name)
		page := ben.post(t, link.Join, fields)
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, page.Body.String()), says) {
			t.Errorf("%.10q: %d", name, page.Code)
		}
	}
	fields.Set("name", "Ben")
	for range 2 {
		if page := ben.post(t, link.Join, fields); page.Code != http.StatusSeeOther || page.Header().Get("Location") != "/classroom/1" {
			t.Errorf("joining: %d", page.Code)
		}
	}
	if students, err := store.Students(t.Context(), 1); err != nil || len(students) != 1 {
		t.Errorf("sent twice there are %v, %v", students, err)
	}
	cookie := ben.cookies["seatwatch-class-1"]
	if cookie == nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure {
		t.Errorf("the cookie is %+v", cookie)
	}
	if page := text(t, ben.get(t, join).Body.String()); !strings.Contains(page, "Go on as Ben") {
		t.Errorf("the link again: %s", page)
	}
	twin := visitor(handler)
	fields = hiddenFields(t, twin.get(t, join).Body.String(), link.Join)
	fields.Set("name", "BEN")
	if page := twin.post(t, link.Join, fields); page.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, page.Body.String()), "Somebody in this class has that name") {
		t.Errorf("a second Ben: %d", page.Code)
	}
	fields.Set("form", "short")
	fields.Set("name", "Eva")
	if page := twin.post(t, link.Join, fields); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("with a secret of one’s own making: %d", page.Code)
	}
	renewed := teacher.post(t, class+"/link", nil)
	if renewed.Code != http.StatusSeeOther || !strings.Contains(teacher.get(t, class).Body.String(), "/join?token=") || strings.Contains(teacher.get(t, class).Body.String(), "/join?token=") {
		t.Error("another link is not shown once")
	}
	if page := visitor(handler).get(t, join); page.Code != http.StatusNotFound {
		t.Errorf("the old link: %d", page.Code)
	}
	if page := ben.get(t, link.Classroom(1)); page.Code != http.StatusOK {
		t.Errorf("who had joined: %d", page.Code)
	}
	if page := ben.post(t, link.LeaveClass(1), nil); page.Code != http.StatusSeeOther || ben.get(t, link.Classroom(1)).Code != http.StatusNotFound {
		t.Errorf("leaving: %d", page.Code)
	}
}

// A class is its teacher's: another editor finds nothing there, and who has not
// joined sees nothing of it.
func TestAClassIsItsTeachers(t *testing.T) {
	handler, teacher, store := teaching(t)
	class, join := openClass(t, teacher, "given", "afghanistan-1996:51")
	other := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Other", credentials.Editor))
	outsider := visitor(handler)
	for _, address := range []string{class, class + ".csv", class + ".json"} {
		if page := other.get(t, address); page.Code != http.StatusNotFound {
			t.Errorf("%s for another editor: %d", address, page.Code)
		}
	}
	for _, address := range []string{"/close", "/link", "/delete", "/students/1/delete"} {
		if page := other.post(t, class+address, url.Values{"case": {"all"}}); page.Code != http.StatusNotFound {
			t.Errorf("%s by another editor: %d", address, page.Code)
		}
	}
	ben := student(t, handler, join, "Ben")
	for _, c := range []*client{outsider, other} {
		for _, address := range []string{link.Classroom(1), link.ClassCase(1, 1)} {
			if page := c.get(t, address); page.Code != http.StatusNotFound || strings.Contains(page.Body.String(), "Afghanistan") {
				t.Errorf("%s for somebody else: %d", address, page.Code)
			}
		}
		if page := c.post(t, link.ClassCase(1, 1), url.Values{"shares.deferred": {"1"}}); page.Code != http.StatusNotFound {
			t.Errorf("an answer of somebody else: %d", page.Code)
		}
	}
	if page := teacher.get(t, link.ClassCase(1, 1)); page.Code != http.StatusOK || !strings.Contains(text(t, page.Body.String()), "as your students do") {
		t.Errorf("the teacher: %d", page.Code)
	}
	if page := teacher.post(t, link.ClassCase(1, 1), url.Values{"shares.deferred": {"1"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("an answer of the teacher: %d", page.Code)
	}
	admin := signedInAs(t, handler, dbtest.AccountNamed(t, store, "Admin", credentials.Admin))
	for _, address := range []string{class, link.Classroom(1), link.ClassCase(1, 1)} {
		if page := admin.get(t, address); page.Code != http.StatusOK {
			t.Errorf("%s for an administrator: %d", address, page.Code)
		}
	}
	if page := teacher.post(t, class+"/students/1/delete", nil); page.Code != http.StatusSeeOther || ben.get(t, link.Classroom(1)).Code != http.StatusNotFound {
		t.Errorf("taking Ben out: %d", page.Code)
	}
	if page := teacher.post(t, class+"/delete", nil); page.Code != http.StatusSeeOther || teacher.get(t, class).Code != http.StatusNotFound {
		t.Errorf("deleting: %d", page.Code)
	}
}

// A case whose decision was taken out of the record says so, and no link of the
// class leads to nothing.
func TestACaseThatIsGone(t *testing.T) {
	handler, teacher, store := teaching(t)
	class, join := openClass(t, teacher, "given", "myanmar-2021:76", "afghanistan-1996:51")
	ben := student(t, handler, join, "Ben")
	if err := store.Delete(t.Context(), precedents.DisputeKey("myanmar-2021"), 1, "editor", "deleted", day); err != nil {
		t.Fatal(err)
	}
	teacher.handler = siteOf(t, views.Deps{Store: store, Forecasts: forecastsOf(t, store), Log: quiet()})
	ben.handler = teacher.handler
	gone := link.ClassCase(1, 2)
	if words, _ := mainOf(t, ben.get(t, gone).Body.String()); !strings.Contains(words, "was taken out of the record") {
		t.Errorf("%s says %s", gone, words)
	}
	if page := ben.post(t, gone, url.Values{"shares.deferred": {"100"}}); page.Code != http.StatusUnprocessableEntity {
		t.Errorf("an answer to it: %d", page.Code)
	}
	room := text(t, ben.get(t, link.Classroom(1)).Body.String())
	if !strings.Contains(room, "One case can be answered now") || !strings.Contains(room, "not in the record any more cannot be answered") {
		t.Errorf("the class says %s", room)
	}
	for c, address := range map[*client]string{teacher: class, ben: link.Classroom(1)} {
		_, links := mainOf(t, c.get(t, address).Body.String())
		for _, to := range links {
			if strings.Contains(to, "/cases/") || strings.HasPrefix(to, link.Disputes) {
				if page := c.get(t, to); page.Code != http.StatusOK {
					t.Errorf("%s leads to %s, which is %d", address, to, page.Code)
				}
			}
		}
	}
}

// A class stands open to its students where the record is closed to them.
func TestAClassOnAClosedRecord(t *testing.T) {
	store := dbtest.New(t)
	handler := closedSite(t, store)
	teacher := signedIn(t, handler, store, credentials.Editor)
	_, join := openClass(t, teacher, "given", "afghanistan-1996:51")
	ben := student(t, handler, join, "Ben")
	if page := ben.get(t, link.ClassCase(1, 1)); page.Code != http.StatusOK {
		t.Errorf("the case: %d", page.Code)
	}
	if page := ben.get(t, "/disputes"); page.Code != http.StatusSeeOther {
		t.Errorf("the record: %d", page.Code)
	}
}

func TestBadInputToAClass(t *testing.T) {
	handler, teacher, _ := teaching(t)
	class, join := openClass(t, teacher, "given", "afghanistan-1996:51", "afghanistan-1996:52")
	ben := student(t, handler, join, "Ben")
	for _, c := range []struct {
		fields url.Values
		says   string
	}{
		{nil, "There is no forecast"},
		{url.Values{"shares.deferred": {"0"}}, "There is no forecast"},
		{url.Values{"shares.deferred": {"-1"}}, "-1 is not a share"},
		{url.Values{"shares.deferred": {"101"}}, "101 is not a share"},
		{url.Values{"shares.deferred": {"half"}}, `"half" is not a share`},
		{url.Values{"shares.deferred": {"12.5"}}, "write a whole number"},
		{url.Values{"shares.deferred": {"100"}, "argument": {strings.Repeat("x", credentials.LongestArgument+1)}}, "The argument is too long"},
	} {
		page := ben.post(t, link.ClassCase(1, 1), c.fields)
		words := text(t, page.Body.String())
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(words, c.says) {
			t.Errorf("%.60v: %d, and does not say %q: %.300s", c.fields, page.Code, c.says, words)
		}
		if given := c.fields.Get("shares.deferred"); given != "" && !strings.Contains(page.Body.String(), `value="`+given+`"`) {
			t.Errorf("%v is not kept", c.fields)
		}
	}
	for address, want := range map[string]int{
		link.ClassCase(1, 3): 404, "/classroom/1/cases/x": 404, "/classroom/x": 404, "/classroom/9": 404, "/join": 404, "/join?token=x": 404,
		"/classes/new?colour=red": 303, "/classes/9": 303,
	} {
		if page := ben.get(t, address); page.Code != want {
			t.Errorf("%s: %d, want %d", address, page.Code, want)
		}
	}
	for address, want := range map[string]int{
		"/classes/new?colour=red": 400, "/classes/new?kind=rival": 400, "/classes/new?challenge=none": 400, "/classes/9": 404, "/classes/x": 404,
	} {
		if page := teacher.get(t, address); page.Code != want {
			t.Errorf("%s: %d, want %d", address, page.Code, want)
		}
	}
	for _, number := range []string{"", "3", "x", "2"} {
		if page := teacher.post(t, class+"/close", url.Values{"case": {number}}); page.Code != http.StatusUnprocessableEntity {
			t.Errorf("closing case %q: %d", number, page.Code)
		}
	}
	form := hiddenFields(t, teacher.get(t, link.NewClass+"?kind=rival_claimants").Body.String(), link.NewClass)
	for _, c := range []struct {
		title string
		cases []string
		says  string
	}{
		{"", []string{"afghanistan-1996:51"}, "The class has no name"},
		{"Moot", nil, "The class has no case"},
		{"Moot", []string{"atlantis-1999:51"}, "no contested decision of this list"},
	} {
		fields := url.Values{"form": form["form"], "asked": form["asked"], "facts": {"given"}, "title": {c.title}, "case": c.cases}
		page := teacher.post(t, link.NewClass, fields)
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(text(t, page.Body.String()), c.says) {
			t.Errorf("%q over %v: %d", c.title, c.cases, page.Code)
		}
	}
}

// Who tries links in vain is slowed down, and so is a student who sends and sends;
// both may go on after a while.
func TestClassesAreNotHammered(t *testing.T) {
	store := dbtest.New(t)
	now := day
	handler := siteOf(t, views.Deps{Store: store, Log: quiet(), Now: func() time.Time { return now }})
	teacher := signedIn(t, handler, store, credentials.Editor)
	_, join := openClass(t, teacher, "given", "afghanistan-1996:51")
	guesser := visitor(handler)
	tries := func(try func() int) (codes []int) {
		for range 40 {
			codes = append(codes, try())
		}
		return codes
	}
	codes := tries(func() int { return guesser.get(t, "/join?token=guess").Code })
	if codes[0] != http.StatusNotFound || !slices.Contains(codes, http.StatusTooManyRequests) {
		t.Errorf("guessing links: %v", codes)
	}
	ben := student(t, handler, join, "Ben")
	send := func() int { return ben.post(t, link.ClassCase(1, 1), url.Values{"shares.deferred": {"1"}}).Code }
	if codes := tries(send); codes[0] != http.StatusSeeOther || codes[39] != http.StatusTooManyRequests {
		t.Errorf("sending and sending: %v", codes)
	}
	now = now.Add(time.Minute)
	if code := send(); code != http.StatusSeeOther {
		t.Errorf("a minute later: %d", code)
	}
}

func TestAListLeadsToAClass(t *testing.T) {
	handler, teacher, _ := teaching(t)
	want := link.NewClass + "?outcome=deferred"
	if !strings.Contains(teacher.get(t, "/precedents?outcome=deferred").Body.String(), `href="`+want+`"`) {
		t.Errorf("no button leads to %s", want)
	}
	if strings.Contains(visitor(handler).get(t, "/precedents").Body.String(), link.NewClass) {
		t.Error("who may open no class is led to it")
	}
	body := teacher.get(t, want).Body.String()
	if n := strings.Count(body, `name="case"`); n < 20 || strings.Count(body, " checked") != 8+1 {
		t.Errorf("of %d cases in 8 disputes these are chosen: %d", n, strings.Count(body, " checked")-1)
	}
	bad := teacher.get(t, link.NewClass+"?challenge=none")
	if _, links := mainOf(t, bad.Body.String()); bad.Code != http.StatusBadRequest || !slices.Contains(links, "/precedents?challenge=none") {
		t.Errorf("a list without a case: %d, leading to %v", bad.Code, links)
	}
	if page := text(t, body); !strings.Contains(page, "the decision was deferred") {
		t.Errorf("the form does not say which list it is: %s", page)
	}
}
