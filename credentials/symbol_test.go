package credentials

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseSymbol(t *testing.T) {
	const official, library = "https://docs.un.org/en/", "https://digitallibrary.un.org/search?ln=en&p=%22"
	for _, c := range []struct {
		text, prints string
		kind         SymbolKind
		session      string
		link         string
	}{
		{"A/51/548", "A/51/548", DocumentSymbol, "51", official + "A/51/548"},
		{"A/51/548/Add.1", "A/51/548/Add.1", DocumentSymbol, "51", official + "A/51/548/Add.1"},
		{"A/RES/2758(XXVI)", "A/RES/2758(XXVI)", ResolutionSymbol, "26", official + "A/RES/2758%28XXVI%29"},
		{"A/RES/34/2 A", "A/RES/34/2 A", ResolutionSymbol, "34", library + "A%2FRES%2F34%2F2+A%22"},
		{"A/RES/52/178", "A/RES/52/178", ResolutionSymbol, "52", official + "A/RES/52/178"},
		{"A/PV.2281", "A/PV.2281", RecordSymbol, "", official + "A/PV.2281"},
		{"A/51/PV.41", "A/51/PV.41", RecordSymbol, "51", official + "A/51/PV.41"},
		{"S/RES/841(1993)", "S/RES/841(1993)", ResolutionSymbol, "", official + "S/RES/841%281993%29"},
		{"A/L.630", "A/L.630", DraftSymbol, "", library + "A%2FL.630%22"},
		{"A/34/500", "A/34/500", DocumentSymbol, "34", official + "A/34/500"},
		{"ES-10/23", "A/RES/ES-10/23", ResolutionSymbol, "ES-10", official + "A/RES/ES-10/23"},
		{"A/RES/ES-8/1 A", "A/RES/ES-8/1 A", ResolutionSymbol, "ES-8", library + "A%2FRES%2FES-8%2F1+A%22"},
		{"A/RES/1238(ES-III)", "A/RES/1238(ES-III)", ResolutionSymbol, "ES-3", official + "A/RES/1238%28ES-III%29"},
		{"A/RES/2251(S-V)", "A/RES/2251(S-V)", ResolutionSymbol, "S-5", official + "A/RES/2251%28S-V%29"},
		{"A/S-23/10/Rev.1", "A/S-23/10/Rev.1", DocumentSymbol, "S-23", official + "A/S-23/10/Rev.1"},
		{"A/ES-8/PV.2", "A/ES-8/PV.2", RecordSymbol, "ES-8", official + "A/ES-8/PV.2"},
		{"A/8625", "A/8625", DocumentSymbol, "", library + "A%2F8625%22"},
		{"A/L.608/Rev.1", "A/L.608/Rev.1", DraftSymbol, "", library + "A%2FL.608%2FRev.1%22"},
		{"A/37/L.9", "A/37/L.9", DraftSymbol, "37", official + "A/37/L.9"},
		{"A/CONF.165/14", "A/CONF.165/14", DocumentSymbol, "", library + "A%2FCONF.165%2F14%22"},
		{"A/C.6/51/L.3", "A/C.6/51/L.3", DraftSymbol, "51", official + "A/C.6/51/L.3"},
		{"A/SPC/34/SR.2", "A/SPC/34/SR.2", DocumentSymbol, "34", official + "A/SPC/34/SR.2"},
		{"S/11543", "S/11543", DocumentSymbol, "", official + "S/11543"},
		{"S/1997/958", "S/1997/958", DocumentSymbol, "", official + "S/1997/958"},
		{"S/PRST/2008/30", "S/PRST/2008/30", StatementSymbol, "", official + "S/PRST/2008/30"},
		{"S/PV.2932", "S/PV.2932", RecordSymbol, "", official + "S/PV.2932"},
		{"GA/12232", "GA/12232", PressReleaseSymbol, "", library + "GA%2F12232%22"},
		{"UNIS/GA/1684", "UNIS/GA/1684", PressReleaseSymbol, "", library + "UNIS%2FGA%2F1684%22"},
		{"SG/SM/8269", "SG/SM/8269", PressReleaseSymbol, "", library + "SG%2FSM%2F8269%22"},
		{"A/53/726 and Corr.1", "A/53/726 and Corr.1", DocumentSymbol, "53", official + "A/53/726"},
		{"A/9179/Add.1 and Corr.1", "A/9179/Add.1 and Corr.1", DocumentSymbol, "", library + "A%2F9179%2FAdd.1%22"},
		{"A/RES/2113(XX) A and B", "A/RES/2113(XX) A and B", ResolutionSymbol, "20", library + "A%2FRES%2F2113%28XX%29+A%22"},
		{"A/RES/996(ES-I,ES-II)", "A/RES/996(ES-I,ES-II)", ResolutionSymbol, "ES-1", official + "A/RES/996%28ES-I,ES-II%29"},
	} {
		s, err := ParseSymbol(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if s.String() != c.prints || s.Kind() != c.kind || s.Session().String() != c.session {
			t.Errorf("%s: got %q, %s, session %q", c.text, s, s.Kind(), s.Session())
		}
		if s.Link() != c.link {
			t.Errorf("%s: links to\n%s, want\n%s", c.text, s.Link(), c.link)
		}
	}
}

// TestSymbolSpellings: two spellings of one symbol are one symbol.
func TestSymbolSpellings(t *testing.T) {
	for _, spellings := range [][]string{
		{"S/RES/1511(2003)", "S/RES/1511 (2003)", " S/RES/1511  (2003) ", "S/RES/1511\u00a0(2003)"},
		{"A/RES/34/2 A", "A/RES/34/2[A]", "A/RES/34/2 [A]", "A/RES/34/2A"},
		{"A/RES/2758(XXVI)", "A/RES/2758 (XXVI)"},
		{"A/RES/2636(XXV) A", "A/RES/2636 (XXV) A", "A/RES/2636(XXV)A", "A/RES/2636(XXV)[A]"},
		{"A/RES/ES-10/23", "ES-10/23"},
		{"A/RES/996(ES-I,ES-II)", "A/RES/996(ES-I and II)", "A/RES/996 (ES-I, ES-II)", "A/RES/996(ES-I, II)"},
	} {
		first := mustSymbol(t, spellings[0])
		if first.String() != spellings[0] {
			t.Errorf("%q prints as %q", spellings[0], first)
		}
		for _, spelling := range spellings[1:] {
			if again := mustSymbol(t, spelling); again != first || again.Compare(first) != 0 {
				t.Errorf("%q is not %q but %q", spelling, first, again)
			}
		}
	}
}

func TestParseSymbolRefuses(t *testing.T) {
	for _, text := range []string{
		"A", "A/", "A//548", "A/51/", "A/051/548", "A/51/0548", "A/51/PV.041", "A/51/548/Add.01", "A/51/548/Add.", "a/51/548",
		"A/RES/2758", "A/RES/2758(26)", "A/RES/2758(IIII)", "A/RES/2758(VX)", "A/RES/2758()", "A/RES/2758(XXVI", "A/RES/34/2 [A", "A/RES/34/2 A]",
		"A/RES/34/2 a", "A/RES/0/1", "A/RES/996(ES-I,S-II)", "S/RES/841", "S/RES/841(1893)", "S/RES/841(93)", "A/PV.", "A/PV.0", "A/PV.2281/3",
		"https://docs.un.org/en/A/51/548", "A/51/548?x", "A/51/../548", "A/51/548\x00", "Ａ/51/548", "A∕51∕548", "A/51/548 and more", "github:dgrtwo/unvotes",
		strings.Repeat("A/51/548", 1000),
	} {
		s, err := ParseSymbol(text)
		if invalid, ok := errors.AsType[*Invalid](err); !ok || invalid.Faults[0].Mend == "" {
			t.Errorf("%q: got %q, %v", text, s, err)
		}
		if s.Known() {
			t.Errorf("%q: a refused text gave the symbol %s", text, s)
		}
	}
}

func TestSymbolNotNamed(t *testing.T) {
	s := mustSymbol(t, " \t")
	if s.Known() || s != (Symbol{}) || s.Link() != "" || s.Whole() != s || s.String() != "" {
		t.Errorf("got %+v", s)
	}
	if text, err := json.Marshal(s); err != nil || string(text) != "null" {
		t.Errorf("JSON: %s, %v", text, err)
	}
	if text, err := json.Marshal(mustSymbol(t, "A/51/548")); err != nil || string(text) != `"A/51/548"` {
		t.Errorf("JSON: %s, %v", text, err)
	}
}

func TestWhole(t *testing.T) {
	for text, whole := range map[string]string{
		"A/RES/51/9 A":            "A/RES/51/9",
		"A/RES/2113(XX) A and B":  "A/RES/2113(XX)",
		"A/RES/2113(XX)":          "A/RES/2113(XX)",
		"A/53/726 and Corr.1":     "A/53/726",
		"A/9179/Add.1 and Corr.1": "A/9179/Add.1",
		"A/51/548/Add.1":          "A/51/548/Add.1",
	} {
		if got := mustSymbol(t, text).Whole(); got != mustSymbol(t, whole) {
			t.Errorf("the whole of %s is %s", text, got)
		}
	}
}

func TestSymbolOrder(t *testing.T) {
	want := []string{
		"A/RES/2113(XX)", "A/RES/2113(XX) A", "A/RES/2758(XXVI)", "A/RES/51/9", "A/RES/51/9 A", "A/RES/51/9 B", "A/RES/51/10", "A/RES/ES-8/1 A", "A/RES/ES-10/23",
		"A/PV.9", "A/PV.2281", "A/51/PV.9", "A/51/PV.41",
		"A/L.630", "A/37/L.9", "A/8625", "A/51/548", "A/51/548/Add.1", "A/52/1",
		"S/RES/661(1990)", "S/RES/841(1993)", "S/PRST/2008/30", "GA/12232",
	}
	var list []Symbol
	for _, text := range want {
		list = append(list, mustSymbol(t, text))
	}
	slices.Reverse(list)
	slices.SortFunc(list, Symbol.Compare)
	var got []string
	for _, s := range list {
		got = append(got, s.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestSymbolCompareIsATotalOrder(t *testing.T) {
	symbols := rapid.Custom(func(t *rapid.T) Symbol {
		text := rapid.SampledFrom([]string{
			"A/51/548", "A/51/548/Add.1", "A/51/548/Corr.1", "A/52/548", "A/RES/51/9", "A/RES/51/9 A", "A/RES/51/9 B", "A/PV.1", "A/1", "A/L.1", "S/1",
			"S/RES/1(1946)", "S/RES/1(1947)", "A/RES/1(I)", "A/RES/S-1/1", "A/RES/ES-1/1", "A/BUR/1", "A/CONF.1/1", "GA/1", "SC/1", "AG/1", "",
		}).Draw(t, "symbol")
		s, err := ParseSymbol(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		checkTotalOrder(t, symbols.Draw(t, "a"), symbols.Draw(t, "b"), symbols.Draw(t, "c"), Symbol.Compare)
	})
}

func TestRomanNumerals(t *testing.T) {
	for n := 1; n < 90; n++ {
		if got := fromRoman(toRoman(n)); got != n {
			t.Errorf("%d is written %s, which reads as %d", n, toRoman(n), got)
		}
	}
	for _, text := range []string{"IIII", "VV", "IC", "XXXXX", "IVI", ""} {
		if got := fromRoman(text); got != 0 {
			t.Errorf("%q reads as %d", text, got)
		}
	}
}

var (
	symbolItem = regexp.MustCompile(`(?m)^\s*- ((?:A|S|ES-\d+)/\S.*)$`)
	symbolRef  = regexp.MustCompile(`(?m)ref: ['"]?((?:A|S)/[^'"\n,}]+)`)
)

// TestEverySymbolOfTheLibrary reads every symbol that stands in the dataset's
// files, in any field that holds one.
func TestEverySymbolOfTheLibrary(t *testing.T) {
	seen := 0
	check := func(path, text string) {
		seen++
		s, err := ParseSymbol(text)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		if again, err := ParseSymbol(s.String()); err != nil || again != s {
			t.Errorf("%s: %s prints as %s, which is another symbol", path, text, s)
		}
		if s.Known() != strings.HasPrefix(s.Link(), "https://") {
			t.Errorf("%s: %s has no link", path, text)
		}
	}
	err := filepath.WalkDir("../precedents/dataset", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch filepath.Ext(path) {
		case ".yaml":
			for _, pattern := range []*regexp.Regexp{symbolItem, symbolRef} {
				for _, match := range pattern.FindAllSubmatch(content, -1) {
					check(path, strings.Trim(string(match[1]), `'"`))
				}
			}
		case ".csv":
			rows, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
			if err != nil {
				return err
			}
			for column, name := range rows[0] {
				if !slices.Contains([]string{"symbol", "resolution", "draft", "meeting"}, name) {
					continue
				}
				for _, row := range rows[1:] {
					check(path, row[column])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 400 {
		t.Errorf("found only %d symbols", seen)
	}
}

func FuzzParseSymbol(f *testing.F) {
	for _, seed := range []string{
		"", "A/51/548/Add.1", "A/RES/2758 (XXVI)", "A/RES/34/2 [A]", "A/PV.2281", "A/51/PV.41", "S/RES/841(1993)", "A/L.630", "ES-10/23",
		"A/RES/996(ES-I and II)", "A/9179/Add.1 and Corr.1", "A/RES/2113(XX) A and B", "A/CONF.165/14", "UNIS/GA/1684", "A/C.6/51/L.3",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSymbol(text)
		if err != nil {
			return
		}
		again, err := ParseSymbol(s.String())
		if err != nil || again != s {
			t.Fatalf("%q prints as %q, which reads as %q, %v", text, s, again, err)
		}
		whole := s.Whole()
		if again, err := ParseSymbol(whole.String()); err != nil || again != whole || whole.Whole() != whole {
			t.Fatalf("%q has the whole %q, which reads as %q, %v", text, whole, again, err)
		}
		if s.Known() != strings.HasPrefix(s.Link(), "https://") {
			t.Fatalf("%q links to %q", text, s.Link())
		}
		if s.Known() && !SymbolKinds.Has(s.Kind()) {
			t.Fatalf("%q is of kind %q", text, s.Kind())
		}
	})
}
