package views_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// TestVotesOfTwo: the page of two Members says how close they are and shows the
// votes they differ on, and its faces agree.
func TestVotesOfTwo(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := text(t, get(t, handler, "/members/FRA/agreement/JPN").Body.String())
	for _, says := range []string{
		"Both voted in 54 recorded votes: alike in 25, opposed in 19, one abstaining in 10. Closeness 56 % (42–68 %).",
		"Where they differed 29 votes", "Not compared eight votes",
	} {
		if !strings.Contains(page, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	var pair struct {
		Agreement struct{ Overlap, Opposed int }
		Votes     []struct{ Concord string }
	}
	if err := json.Unmarshal(get(t, handler, "/members/FRA/agreement/JPN.json").Body.Bytes(), &pair); err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{}
	for _, vote := range pair.Votes {
		counted[vote.Concord]++
	}
	if pair.Agreement.Overlap != 54 || counted["opposed"] != 19 || counted["not_compared"] != 8 {
		t.Errorf("as JSON: %+v, %v", pair.Agreement, counted)
	}
}

// TestTooFewToSay: of two Members that met in a few votes nothing is said.
func TestTooFewToSay(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	page := get(t, handler, "/members/ZWE/agreement")
	if words := text(t, page.Body.String()); !strings.Contains(words, "no other Member met it in enough of them") || !strings.Contains(words, "too few to say") {
		t.Errorf("%.400s", words)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(get(t, handler, "/members/ZWE/agreement.csv").Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) < 100 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		if row[9] != "" || row[12] != "too few to say" {
			t.Errorf("of %s votes it is said: %q %q", row[5], row[9], row[12])
		}
	}
}

// TestGrid: what is chosen is shown, under the names of the day, and the choice is
// the address.
func TestGrid(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	const choice = "?member=MMR&member=MDV&member=RUS&vote=china-1949-s16-757&vote=china-1949-s26-1190&vote=china-1949-s16-758"
	body := get(t, handler, "/blocs"+choice).Body.String()
	words := text(t, body)
	for _, says := range []string{"Three Members in three recorded votes, 1961 to 1971.", "Abstaining Union of Soviet Socialist Republics", "Not voting Maldives"} {
		if !strings.Contains(words, says) {
			t.Errorf("the grid does not say %q", says)
		}
	}
	if strings.Count(body, ` value="RUS" checked`) != 1 || !strings.Contains(body, `/blocs.csv`+"?member=MMR") {
		t.Error("the choice is not kept in the form and in the address of the CSV")
	}
	var grid struct {
		Members []struct {
			Iso3  string
			Votes map[string]precedents.Casting
		}
	}
	if err := json.Unmarshal(get(t, handler, "/blocs.json"+choice).Body.Bytes(), &grid); err != nil {
		t.Fatal(err)
	}
	got := map[string]precedents.Casting{}
	for _, m := range grid.Members {
		got[m.Iso3] = m.Votes["china-1949-s26-1190"]
	}
	if len(got) != 3 || got["MDV"] != precedents.NoBallot || got["RUS"] != "Y" {
		t.Errorf("as JSON: %v", got)
	}
}

// TestOrderOfTheGrid: the JSON names the order in which its rows stand.
func TestOrderOfTheGrid(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for address, order := range map[string]string{"/blocs.json": "name", "/blocs.json?group=WEOG": "closeness", "/blocs.json?group=WEOG&sort=group": "group", "/blocs.json?member=FRA": "closeness"} {
		var grid struct {
			Order  string
			Groups []struct{}
		}
		if err := json.Unmarshal(get(t, handler, address).Body.Bytes(), &grid); err != nil || grid.Order != order || grid.Groups == nil {
			t.Errorf("%s is in the order of %q with groups %v, %v", address, grid.Order, grid.Groups, err)
		}
	}
}

// TestGridRefuses: whatever is not there is refused in words.
func TestGridRefuses(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for address, says := range map[string]string{
		"/blocs?member=FRX":                         "did you mean \"FRA\"?",
		"/blocs?vote=none":                          "no recorded vote",
		"/blocs?dispute=haiti-1991":                 "no recorded vote on a dispute",
		"/blocs?group=Pacific":                      "not a regional group",
		"/blocs?group=":                             "not a regional group",
		"/blocs?sort=size":                          "write closeness, name or group",
		"/blocs?colour=red":                         "not a parameter",
		"/members/FRA/agreement?dispute=haiti-1991": "no recorded vote on a dispute",
		"/members/FRA/agreement?group=Pacific":      "not a regional group",
		"/members/FRA/agreement?disput=china-1949":  "did you mean \"dispute\"?",
		"/members/FRA/agreement/FRA":                "same Member twice",
	} {
		page := get(t, handler, address)
		if page.Code != http.StatusBadRequest || !strings.Contains(text(t, page.Body.String()), says) {
			t.Errorf("%s: %d %q", address, page.Code, text(t, page.Body.String()))
		}
		if way := firstButton(t, page.Body.String()); way != "/blocs" && way != "/members/FRA/agreement" || get(t, handler, way).Code != http.StatusOK {
			t.Errorf("%s leads on to %s", address, way)
		}
	}
	var fault struct{ What []string }
	if err := json.Unmarshal(get(t, handler, "/blocs.json?"+strings.Repeat("member=Q1&vote=Q2&", 1000)).Body.Bytes(), &fault); err != nil || len(fault.What) != 20 {
		t.Errorf("of two thousand faults %d are told, %v", len(fault.What), err)
	}
	for _, address := range []string{"/members/ATL/agreement", "/members/FRA/agreement/ATL"} {
		if page := get(t, handler, address); page.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, page.Code)
		}
	}
}

// TestNineOfASession: each of the nine has its votes before the session and its
// positions, those of the seat's other rows among them, and what is not recorded
// is not known.
func TestNineOfASession(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	var session struct {
		Records []struct {
			Member    string              `json:"member_iso3"`
			Votes     struct{ Voted int } `json:"votes_before"`
			Positions map[string][]struct{ Stance, Date, Address string }
		} `json:"committee_records"`
	}
	if err := json.Unmarshal(get(t, handler, "/sessions/41.json").Body.Bytes(), &session); err != nil {
		t.Fatal(err)
	}
	if len(session.Records) != 9 {
		t.Fatalf("%d of the nine", len(session.Records))
	}
	soviet := false
	for _, m := range session.Records {
		if m.Member != "SUN" {
			continue
		}
		soviet = true
		stated := m.Positions["kampuchea-1979"]
		if m.Votes.Voted < 50 || len(stated) == 0 || stated[0].Stance != "objects" || !strings.HasSuffix(stated[0].Address, "#sources") {
			t.Errorf("the Soviet Union: %+v", m)
		}
	}
	if !soviet {
		t.Error("the Soviet Union is not among the nine of the forty-first session")
	}
	if words := text(t, get(t, handler, "/sessions/78").Body.String()); !strings.Contains(words, "No position of any of them on those seats is recorded.") || !strings.Contains(words, "not known") {
		t.Error("what the nine of the seventy-eighth session think is not said to be not known")
	}
}
