package views_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"seatwatch/db/dbtest"
	"seatwatch/precedents"
)

// arguedJSON is what the tests read of an argument.
type arguedJSON struct {
	Forecast struct {
		Struck   []string
		Outcomes []struct{ P float64 }
	}
	Side  sideJSON
	Whole *struct{ Side sideJSON } `json:"whole_record"`
}

type sideJSON struct {
	Claimant    string
	Argument    precedents.Argument
	Authorities []citableJSON
	Dangers     []citableJSON
}

type citableJSON struct {
	Decision     string
	Says         string
	Theirs, Ours []precedents.Reason
	Alike        []string
}

func argumentAt(t *testing.T, handler http.Handler, address string) arguedJSON {
	t.Helper()
	path, query, _ := strings.Cut(address, "?")
	got := get(t, handler, path+".json?"+query)
	var made arguedJSON
	if err := json.Unmarshal(got.Body.Bytes(), &made); err != nil || got.Code != http.StatusOK {
		t.Fatalf("%s: %d %v", address, got.Code, err)
	}
	return made
}

// elements gives the attributes of every element of a sort.
func elements(t *testing.T, body, tag string) []map[string]string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for n := range document.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			attributes := map[string]string{}
			for _, a := range n.Attr {
				attributes[a.Key] = a.Val
			}
			list = append(list, attributes)
		}
	}
	return list
}

// TestEveryLineOfAnArgumentOpensItsSource: every sentence of either side stands on
// the page, and every link of it leads somewhere.
func TestEveryLineOfAnArgumentOpensItsSource(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	tried := map[string]bool{}
	for _, address := range []string{
		"/disputes/afghanistan-1996/argue?session=52&for=taliban", "/disputes/yugoslavia-1992/argue?session=47",
		"/disputes/myanmar-2021/argue?strike=libya-2011:66", "/disputes/afghanistan-1996/moot?session=52&for=taliban",
	} {
		body := get(t, handler, address).Body.String()
		page := text(t, body)
		if strings.Contains(address, "/argue") {
			made := argumentAt(t, handler, address)
			for _, ply := range [][]precedents.Reason{made.Side.Argument.Cite, made.Side.Argument.Reply, made.Side.Argument.Rejoin} {
				for _, r := range ply {
					if !strings.Contains(page, r.Says) {
						t.Errorf("%s does not say %q", address, r.Says)
					}
				}
			}
			if len(made.Side.Dangers) == 0 || !strings.Contains(page, made.Side.Dangers[0].Says) {
				t.Errorf("%s does not say what is most dangerous", address)
			}
		}
		for _, a := range elements(t, body, "a") {
			path, _, _ := strings.Cut(a["href"], "#")
			if path != "" && !tried[path] && !strings.HasPrefix(path, "http") {
				tried[path] = true
				if got := get(t, handler, path); got.Code != http.StatusOK {
					t.Errorf("%s leads to %s: %d", address, a["href"], got.Code)
				}
			}
		}
	}
	if len(tried) < 40 {
		t.Errorf("only %d addresses", len(tried))
	}
}

// TestAPrecedentIsStruckAndRestored with a button that keeps the address, and with
// a link; the page shows what it does to the argument and to the forecast.
func TestAPrecedentIsStruckAndRestored(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	const address = "/disputes/afghanistan-1996/argue?for=taliban&session=52&taliban.un_stance=endorsed"
	before := argumentAt(t, handler, address)
	danger := before.Side.Dangers[0].Decision
	body := get(t, handler, address).Body.String()
	strikes := slices.ContainsFunc(elements(t, body, "button"), func(b map[string]string) bool {
		return b["name"] == "strike" && b["value"] == danger && b["form"] == "striking"
	})
	kept := url.Values{}
	for _, field := range elements(t, body, "input") {
		if field["type"] == "hidden" {
			kept.Set(field["name"], field["value"])
		}
	}
	if !strikes || kept.Get("for") != "taliban" || kept.Get("session") != "52" || kept.Get("taliban.un_stance") != "endorsed" || before.Whole != nil {
		t.Fatalf("%s has no button to strike %s, or forgets %v", address, danger, kept)
	}
	struck := address + "&strike=" + url.QueryEscape(danger)
	after := argumentAt(t, handler, struck)
	if !slices.Equal(after.Forecast.Struck, []string{danger}) || after.Whole == nil || after.Whole.Side.Dangers[0].Decision != danger {
		t.Errorf("%s is without %v", struck, after.Forecast.Struck)
	}
	if slices.ContainsFunc(after.Side.Dangers, func(c citableJSON) bool { return c.Decision == danger || slices.Contains(c.Alike, danger) }) {
		t.Errorf("%s is struck, and still dangerous", danger)
	}
	body = get(t, handler, struck).Body.String()
	for _, said := range []string{"Without what is struck", "On the whole record", "restore", "Change", "Restore all"} {
		if !strings.Contains(text(t, body), said) {
			t.Errorf("the page does not say %q", said)
		}
	}
	restored := false
	for _, a := range elements(t, body, "a") {
		to, err := url.Parse(a["href"])
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(to.Path, "/argue") && !to.Query().Has("strike") && to.Query().Get("taliban.un_stance") == "endorsed" && to.Query().Get("for") == "taliban" {
			restored = true
		}
	}
	if !restored {
		t.Error("nothing restores it")
	}
}

// TestArgumentsThatCannotBe are refused with the reason and a way on.
func TestArgumentsThatCannotBe(t *testing.T) {
	oneAfterAnother(t)
	handler := site(t, dbtest.New(t), io.Discard)
	for query, reason := range map[string]string{
		"strike=liberia-1990:461":                   "liberia-1990:46",
		"strike=nonsense":                           "no decision",
		"session=52&strike=afghanistan-1996:54":     "was not known before",
		"session=52&strike=afghanistan-1996:52":     "was not known before",
		"for=talban":                                "taliban",
		"for=taliban&for=islamic-state":             "one side",
		"session=52&for=taliban&taliban.capital=no": "capital",
		"session=9999":                              "9999",
		"facet=1":                                   "facet",
	} {
		for _, page := range []string{"argue", "moot"} {
			got := get(t, handler, "/disputes/afghanistan-1996/"+page+"?"+query)
			body := got.Body.String()
			if got.Code != http.StatusBadRequest || !strings.Contains(text(t, body), reason) {
				t.Errorf("%s?%s: %d %.300s", page, query, got.Code, text(t, body))
			}
			ways := 0
			for _, a := range elements(t, body, "a") {
				if strings.Contains(a["href"], "/afghanistan-1996/argue") {
					ways++
					if way := get(t, handler, a["href"]); way.Code != http.StatusOK {
						t.Errorf("%s?%s leads on to %s: %d", page, query, a["href"], way.Code)
					}
				}
			}
			if ways == 0 {
				t.Errorf("%s?%s leads nowhere", page, query)
			}
		}
	}
	if got := get(t, handler, "/disputes/atlantis-1950/argue"); got.Code != http.StatusNotFound {
		t.Errorf("a dispute that is not there: %d", got.Code)
	}
}

// TestAMootPackIsOfOneSide: no sentence of the other side is in it, on paper or as
// JSON, and every answer is.
func TestAMootPackIsOfOneSide(t *testing.T) {
	handler := site(t, dbtest.New(t), io.Discard)
	for _, query := range []string{
		"afghanistan-1996/%s?session=52&for=taliban", "afghanistan-1996/%s?session=52&for=islamic-state", "myanmar-2021/%s",
		"china-1949/%s?session=26", "south-africa-1965/%s?session=29",
	} {
		made := argumentAt(t, handler, "/disputes/"+strings.Replace(query, "%s", "argue", 1))
		address := "/disputes/" + strings.Replace(query, "%s", "moot", 1)
		path, rest, _ := strings.Cut(address, "?")
		faces := map[string]string{
			"page": text(t, get(t, handler, address).Body.String()),
			"JSON": unescaped(t, get(t, handler, path+".json?"+rest).Body.Bytes()),
		}
		for face, pack := range faces {
			for _, r := range made.Side.Argument.Reply {
				if strings.Contains(pack, r.Says) {
					t.Errorf("the %s of %s has the reply %q", face, address, r.Says)
				}
			}
			for _, one := range made.Side.Authorities {
				if !strings.Contains(pack, one.Says) {
					t.Errorf("the %s of %s lacks %q", face, address, one.Says)
				}
				for _, r := range one.Theirs {
					if strings.Contains(pack, r.Says) {
						t.Errorf("the %s of %s has %q, which is for the other side to say", face, address, r.Says)
					}
				}
			}
			for _, one := range made.Side.Dangers {
				if strings.Contains(pack, one.Says) {
					t.Errorf("the %s of %s cites against itself: %q", face, address, one.Says)
				}
				for _, r := range one.Ours {
					if !strings.Contains(pack, r.Says) {
						t.Errorf("the %s of %s lacks the answer %q", face, address, r.Says)
					}
				}
			}
		}
	}
}

// unescaped gives every text of a JSON document, a line each.
func unescaped(t *testing.T, document []byte) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(document, &value); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(any)
	walk = func(value any) {
		switch v := value.(type) {
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case string:
			b.WriteString(v + "\n")
		}
	}
	walk(value)
	return b.String()
}
