package main

import (
	"bytes"
	"errors"
	"html"
	"io"
	"io/fs"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seatwatch/credentials/rules"
	"seatwatch/precedents"

	"github.com/google/go-cmp/cmp"
)

// forecastDocument is as much of the forecast's document as the tests look at.
type forecastDocument struct {
	Dispute, Session string
	AsOf             string `json:"as_of"`
	WhatIf           []string
	Outcomes         []struct {
		Outcome, Seated string
		Accepted        *string
		P, Low, High    float64
	}
	Seated map[string]float64
	Flag   string
	Hashes precedents.Hashes
}

// backtestDocument is as much of the backtest's document as the tests look at.
type backtestDocument struct {
	WalkForward        map[string]scoreDocument            `json:"walk_forward"`
	LeaveOneDisputeOut map[string]scoreDocument            `json:"leave_one_dispute_out"`
	Baselines          map[string]map[string]scoreDocument `json:"baselines"`
	Hashes             precedents.Hashes
}

type scoreDocument struct {
	N               int
	OutcomeAccuracy float64 `json:"outcome_accuracy"`
	SeatAccuracy    float64 `json:"seat_accuracy"`
	LogLoss         float64 `json:"log_loss"`
}

func TestForecast(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	r := seatwatch(t, "forecast", "afghanistan-1996", "--session", "52", "--data", data, "--json").did(t)
	made := decoded[forecastDocument](t, r)
	var sum, seated float64
	for _, o := range made.Outcomes {
		sum += o.P
		if o.Low > o.P || o.P > o.High || o.P <= 0 {
			t.Errorf("%+v", o)
		}
	}
	for _, p := range made.Seated {
		seated += p
	}
	if made.Dispute != "afghanistan-1996" || made.Session != "52" || math.Abs(sum-1) > 1e-6 || math.Abs(seated-1) > 1e-6 || made.Hashes.Data == "" || made.Flag == "" {
		t.Errorf("got %+v", made)
	}
	if again := seatwatch(t, "forecast", "afghanistan-1996", "--session", "52", "--data", data, "--json").did(t); again.stdout != r.stdout {
		t.Error("the second time it says something else")
	}
	for _, words := range []string{"fifty-second session", "Outside view", "Rules that apply", "R-TWO-DELEGATIONS", "Voices", "Track record"} {
		if r := seatwatch(t, "forecast", "afghanistan-1996", "--session", "52", "--data", data).did(t); !strings.Contains(r.stdout, words) {
			t.Errorf("there is no %q in\n%s", words, r.stdout)
		}
	}
	next := decoded[forecastDocument](t, seatwatch(t, "forecast", "afghanistan-1996", "--data", data, "--json").did(t))
	if next.Session != "81" || len(next.Outcomes) == 0 {
		t.Errorf("the session in question is the eighty-first, not %+v", next)
	}
	earlier := decoded[forecastDocument](t, seatwatch(t, "forecast", "afghanistan-1996", "--session", "52", "--as-of", "1997-01-01", "--data", data, "--json").did(t))
	if earlier.AsOf != "1997-01-01" {
		t.Errorf("got %+v", earlier)
	}
}

func TestForecastWhatIf(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	args := []string{"forecast", "afghanistan-1996", "--session", "52", "--data", data, "--json"}
	plain := decoded[forecastDocument](t, seatwatch(t, args...).did(t))
	whatIf := decoded[forecastDocument](t, seatwatch(t, append(args, "--set", "islamic-state.credentials=none", "--set", "taliban.un_stance=endorsed")...).did(t))
	if whatIf.Seated["taliban"] <= plain.Seated["taliban"] {
		t.Errorf("it sits with %v, and %v where everything speaks for it", plain.Seated, whatIf.Seated)
	}
}

func TestForecastRefuses(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	before, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	for asked, words := range map[string][]string{
		"afganistan-1996":                                                         {"afganistan-1996", `did you mean "afghanistan-1996"?`},
		"nosuch":                                                                  {"nosuch"},
		"afghanistan-1996 --session 999":                                          {"999", "--session"},
		"afghanistan-1996 --session fifty":                                        {"fifty"},
		"afghanistan-1996 --session 52.7":                                         {"52.7"},
		"afghanistan-1996 --session 20":                                           {"twentieth"},
		"afghanistan-1996 --as-of 1997-13-01":                                     {"1997-13-01"},
		"afghanistan-1996 --set taliban.capitol=held":                             {"capitol", `"capital"`},
		"afghanistan-1996 --set talban.capital=held":                              {"talban", `"taliban"`},
		"afghanistan-1996 --set taliban.capital=hold":                             {"hold", `"held"`},
		"afghanistan-1996 --set taliban.capital":                                  {"taliban.capital", "="},
		"afghanistan-1996 --set capital=held":                                     {"capital=held"},
		"afghanistan-1996 --set a=b --set c=d":                                    {"a=b", "; and ", "c=d"},
		"afghanistan-1996 --set taliban.defunct=true --set taliban.defunct=false": {"both"},
		"afghanistan-1996 --session 52 --set taliban.holds_seat=true":             {"hold the seat"},
		"": {"dispute"},
	} {
		args := append([]string{"forecast", "--data", data, "--json"}, strings.Fields(asked)...)
		seatwatch(t, args...).refused(t, wrongUse, words...)
	}
	after, err := os.ReadFile(data)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestForecastWithoutAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seatwatch.db")
	r := seatwatch(t, "forecast", "liberia-1990", "--session", "47", "--data", path, "--json")
	if made := decoded[forecastDocument](t, r); r.code != done || made.Dispute != "liberia-1990" || !strings.Contains(r.stderr, "built-in library") {
		t.Errorf("got %+v", r)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was made")
	}
	same := seatwatch(t, "forecast", "liberia-1990", "--session", "47", "--data", seeded(t), "--json").did(t)
	if difference := cmp.Diff(same.stdout, r.stdout); difference != "" {
		t.Error("the file and the library forecast differently:", difference)
	}
}

func TestBacktest(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	contested := decoded[backtestDocument](t, seatwatch(t, "backtest", "--contested", "--data", data, "--json").did(t))
	whole := decoded[backtestDocument](t, seatwatch(t, "backtest", "--data", data, "--json").did(t))
	for _, row := range []string{"all", "openings", "renewals", "changed"} {
		if contested.WalkForward[row].N == 0 {
			t.Errorf("no row %s", row)
		}
	}
	all := contested.WalkForward["all"]
	if all.N >= whole.WalkForward["all"].N || contested.LeaveOneDisputeOut["all"].N != all.N {
		t.Errorf("scored %+v and %+v", contested, whole)
	}
	for _, baseline := range precedents.Baselines {
		rows := contested.Baselines[baseline.Key]
		if rows["all"].N != all.N || rows["all"].LogLoss <= all.LogLoss || rows["all"].OutcomeAccuracy > all.OutcomeAccuracy {
			t.Errorf("%s: %+v beside %+v", baseline.Key, rows["all"], all)
		}
	}
	text := seatwatch(t, "backtest", "--contested", "--data", data).did(t).stdout
	for _, words := range []string{"Walk-forward", "Leave one dispute out", "same as last time", "without rules", "log loss"} {
		if !strings.Contains(text, words) {
			t.Errorf("there is no %q in\n%s", words, text)
		}
	}
}

// rulebook writes the built-in rulebook into a folder of the test's own.
func rulebook(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "rules")
	if err := os.CopyFS(folder, rules.EmbeddedFiles()); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestRulesOfOnesOwn: a rulebook that says otherwise changes scores and
// forecasts, and the same one in a folder changes nothing.
func TestRulesOfOnesOwn(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), rulebook(t)
	ask := []string{"forecast", "afghanistan-1996", "--session", "52", "--data", data, "--json"}
	builtIn := seatwatch(t, ask...).did(t)
	if same := seatwatch(t, append(ask, "--rules", folder)...).did(t); same.stdout != builtIn.stdout {
		t.Error("the built-in rulebook in a folder gives another forecast")
	}
	own := t.TempDir()
	const rule = `- id: R-CAPITAL
  says: Whoever holds the capital sits.
  issue: control
  when: {rival.capital: held}
  then: {outcome: accepted, who: rival}
  class: decisive
  authority: [{ref: "A/RES/396(V)", title: "Recognition by the United Nations of the representation of a Member State"}]
`
	if err := os.WriteFile(filepath.Join(own, "own.yaml"), []byte(rule), 0o600); err != nil {
		t.Fatal(err)
	}
	other := decoded[forecastDocument](t, seatwatch(t, append(ask, "--rules", own)...).did(t))
	if was := decoded[forecastDocument](t, builtIn); other.Hashes.Rules == was.Hashes.Rules || cmp.Equal(other.Outcomes, was.Outcomes) {
		t.Error("another rulebook gives the same forecast")
	}
	mine := decoded[backtestDocument](t, seatwatch(t, "backtest", "--contested", "--data", data, "--rules", own, "--json").did(t))
	theirs := decoded[backtestDocument](t, seatwatch(t, "backtest", "--contested", "--data", data, "--json").did(t))
	if mine.WalkForward["all"].LogLoss == theirs.WalkForward["all"].LogLoss {
		t.Error("another rulebook scores the same")
	}
	s := serving(t, "--data", data, "--rules", own)
	if status, body := s.get(t, "/rules/R-CAPITAL"); status != http.StatusOK || !strings.Contains(body, "Whoever holds the capital") {
		t.Errorf("its page is %d", status)
	}
}

func TestFaultyRules(t *testing.T) {
	data, folder := seeded(t), rulebook(t)
	file := filepath.Join(folder, "organization.yaml")
	changed(t, file, "class: decisive", "class: absolute")
	for _, args := range []string{"forecast afghanistan-1996", "backtest", "serve --addr 127.0.0.1:0"} {
		r := seatwatch(t, append(strings.Fields(args), "--rules", folder, "--data", data)...)
		if r.code != wrongUse || r.stdout != "" || !strings.Contains(r.stderr, file+":") || !strings.Contains(r.stderr, "absolute") {
			t.Errorf("%s: got %+v", args, r)
		}
		seatwatch(t, append(strings.Fields(args), "--rules", filepath.Join(folder, "nosuch"))...).refused(t, wrongUse, "nosuch")
		seatwatch(t, append(strings.Fields(args), "--rules", file)...).refused(t, wrongUse, "is not a folder")
	}
}

// TestEveryFaultOfARule: whatever is wrong with a rule file, every verb that takes
// rules names the place, ends as wrongly used, and changes nothing.
func TestEveryFaultOfARule(t *testing.T) {
	oneAfterAnother(t)
	data, folder := seeded(t), rulebook(t)
	before := exported(t, data)
	file := filepath.Join(folder, "own.yaml")
	const rule = `- id: R-OWN
  says: Mediated talks keep the seat where it is.
  issue: form
  when: {talks: true}
  then: {outcome: accepted, who: holder}
  class: weak
  authority: [{ref: "rule 27", title: "Rules of procedure"}]
`
	kinds := map[string][2]string{
		"no YAML": {"{talks: true}", "{talks: [true"}, "no list": {"- id", "id"}, "an unknown key": {"issue:", "isue: form\n  issue:"},
		"a key twice": {"issue: form", "issue: form\n  issue: form"}, "a missing key": {"  class: weak\n", ""}, "a bad id": {"R-OWN", "R-own"},
		"a taken id": {"R-OWN", "R-RESTORE"}, "a year": {"Mediated talks", "As in 1971, talks"}, "an unknown issue": {"issue: form", "issue: forms"},
		"an unknown class": {"class: weak", "class: mighty"}, "an unknown outcome": {"outcome: accepted, who: holder", "outcome: lost"},
		"accepted, but who": {", who: holder", ""}, "no authority": {`[{ref: "rule 27", title: "Rules of procedure"}]`, "[]"},
		"an unknown question": {"talks: true", "talk: true"}, "an unknown fact": {"talks: true", "holder.capitol: held"},
		"an unknown value": {"talks: true", "talks: maybe"}, "a Member": {"talks: true", "AFG: held"},
		"an exception that is not there": {"  class", "  unless: [R-NOWHERE]\n  class"}, "exceptions in a circle": {"  class", "  unless: [R-OWN]\n  class"},
		"a rule that never fires": {"{talks: true}", "{talks: true, not: {talks: true}}"}, "a silent overlap": {"class: weak", "class: decisive"},
		"a conflict that is none": {"  class", "  conflicts: [R-OWN]\n  class"},
	}
	for kind, change := range kinds {
		faulty := strings.Replace(rule, change[0], change[1], 1)
		if faulty == rule {
			t.Fatalf("%s: nothing was changed", kind)
		}
		if err := os.WriteFile(file, []byte(faulty), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"check", folder},
			{"forecast", "afghanistan-1996", "--rules", folder, "--data", data},
			{"backtest", "--rules", folder, "--data", data},
			{"serve", "--addr", "127.0.0.1:0", "--rules", folder, "--data", data},
		} {
			r := seatwatch(t, args...)
			if r.code != wrongUse || r.stdout != "" || !strings.Contains(r.stderr, file+":") {
				t.Errorf("%s, %s: got %+v", kind, args[0], r)
			}
		}
	}
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Error("the record was changed:", difference)
	}
}

func TestForecastPages(t *testing.T) {
	s := serving(t, "--data", seeded(t))
	for _, path := range []string{"/disputes/afghanistan-1996/forecast", "/rules", "/accuracy", "/accuracy"} {
		if status, body := s.get(t, path); status != http.StatusOK || !strings.Contains(body, "<h1") {
			t.Errorf("%s is %d", path, status)
		}
	}
	for query, words := range map[string]string{
		"session=999": "999", "session=fifty": "fifty", "session=20": "twentieth", "session=52.7": "52.7", "session=52&session=53": "given 2 times",
		"as-of=1997-13-01": "1997-13-01", "taliban.capitol=held": "did you mean", "talban.capital=held": "did you mean", "taliban.capital=hold": "did you mean",
		"capital=held": "does not suppose a fact", "nosuch=1": "does not suppose a fact", "taliban.defunct=true&taliban.defunct=false": "to be both",
		"session=52&taliban.holds_seat=true": "hold the seat",
	} {
		for _, page := range []string{"forecast", "forecast.json"} {
			if status, body := s.get(t, "/disputes/afghanistan-1996/"+page+"?"+query); status != http.StatusBadRequest || !strings.Contains(html.UnescapeString(body), words) {
				t.Errorf("%s?%s is %d, and does not say %q", page, query, status, words)
			}
		}
	}
	if status, body := s.get(t, "/disputes/afganistan-1996/forecast"); status != http.StatusNotFound || !strings.Contains(body, "afganistan-1996") {
		t.Errorf("an unknown dispute is %d", status)
	}
}

func TestCheckOfRules(t *testing.T) {
	oneAfterAnother(t)
	folder := rulebook(t)
	if r := seatwatch(t, "check", folder).did(t); !strings.HasPrefix(r.stdout, "The rulebook is sound: ") || strings.Contains(r.stdout, "dataset") {
		t.Errorf("said %q", r.stdout)
	}
	both := decoded[soundness](t, seatwatch(t, "check", folder, dataset(t), "--json").did(t))
	if both.Rulebook == nil || both.Rulebook.Rules < 25 || both.Disputes < 100 {
		t.Errorf("got %+v", both)
	}
	t.Chdir(folder)
	r := seatwatch(t, "check", "nosuch.yaml")
	r.refused(t, failed, "nosuch.yaml")
	changed(t, "control.yaml", "class: strong", "class: absolute")
	changed(t, "title.test.yaml", "is: yes", "is: no")
	r = seatwatch(t, "check", ".")
	if r.code != wrongUse || !placePattern.MatchString(r.stderr) || !strings.Contains(r.stderr, "control.yaml:") || !strings.Contains(r.stderr, "what was checked is not sound") {
		t.Errorf("got %+v", r)
	}
	report := decoded[struct{ Faults []placedFault }](t, seatwatch(t, "check", "--json", "."))
	if len(report.Faults) == 0 || report.Faults[0].File != "control.yaml" || report.Faults[0].Line == nil {
		t.Errorf("got %+v", report)
	}
	changed(t, "control.yaml", "class: absolute", "class: strong")
	if r := seatwatch(t, "check", "."); r.code != failed || !strings.Contains(r.stderr, "title.test.yaml:") {
		t.Errorf("got %+v", r)
	}
}

// ledgerDocument is the document of the ledger.
type ledgerDocument struct {
	Entries []precedents.LedgerEntry
	Faults  []precedents.LedgerFault
}

func TestStampAndLedger(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	if r := seatwatch(t, "ledger", "--data", data).did(t); !strings.HasPrefix(r.stdout, "Nothing is stamped") {
		t.Errorf("said %q", r.stdout)
	}
	before := exported(t, data)
	first := decoded[precedents.LedgerEntry](t, seatwatch(t, "forecast", "myanmar-2021", "--session", "82", "--stamp", "--by", "A clerk", "--data", data, "--json").did(t))
	if r := seatwatch(t, "forecast", "myanmar-2021", "--session", "82", "--stamp", "--by", "A clerk", "--data", data).did(t); !strings.Contains(r.stdout, "Stamped as entry 2") {
		t.Errorf("said %q", r.stdout)
	}
	if first.Number != 1 || first.Previous != precedents.LedgerRoot || first.By != "A clerk" || len(first.Outcomes) == 0 || first.Score != nil {
		t.Errorf("stamped %+v", first)
	}
	ledger := decoded[ledgerDocument](t, seatwatch(t, "ledger", "--data", data, "--json").did(t))
	if len(ledger.Entries) != 2 || len(ledger.Faults) != 0 || ledger.Entries[1].Previous != first.Hash {
		t.Errorf("got %+v", ledger)
	}
	if r := seatwatch(t, "ledger", "--data", data).did(t); !strings.Contains(r.stdout, "The chain holds: 2 entries") || !strings.Contains(r.stdout, ledger.Entries[1].Hash) {
		t.Errorf("said %q", r.stdout)
	}
	if difference := cmp.Diff(before, exported(t, data)); difference != "" {
		t.Error("stamping changed the record:", difference)
	}

	execute(t, data, `DROP TRIGGER ledger_outcome_stands`)
	execute(t, data, `UPDATE ledger_outcome SET p = 0.999 WHERE entry = 1 AND ordinal = 0`)
	if r := seatwatch(t, "ledger", "--data", data); r.code != failed || !strings.Contains(r.stderr, "entry 1: it is not as it was stamped") {
		t.Errorf("got %+v", r)
	}
	broken := seatwatch(t, "ledger", "--data", data, "--json")
	if found := decoded[ledgerDocument](t, broken); broken.code != failed || broken.stderr != "" || len(found.Faults) != 1 || found.Faults[0].Number != 1 {
		t.Errorf("got %+v", broken)
	}
}

func TestStampRefuses(t *testing.T) {
	oneAfterAnother(t)
	data := seeded(t)
	for args, words := range map[string]string{
		"myanmar-2021":                                 "names nobody",
		"myanmar-2021 --by library":                    "names nobody",
		"myanmar-2021 --by Me --as-of 2026-11-24":      "has not come",
		"myanmar-2021 --by Me --set spdc.capital=held": "spdc",
		"afghanistan-1996 --by Me --session 52":        "is over",
		"nosuch-2021 --by Me":                          "nosuch-2021",
	} {
		var stdout bytes.Buffer
		err := onTheDay(&stdout).do(t.Context(), append([]string{"forecast", "--stamp", "--data", data}, strings.Fields(args)...))
		if _, misuse := errors.AsType[*usageError](err); !misuse || !strings.Contains(err.Error(), words) || stdout.Len() > 0 {
			t.Errorf("%s: %v", args, err)
		}
	}
	if ledger := decoded[ledgerDocument](t, seatwatch(t, "ledger", "--data", data, "--json").did(t)); len(ledger.Entries) != 0 {
		t.Errorf("stamped %+v", ledger)
	}
}

// onTheDay is the program in the eighty-first session.
func onTheDay(stdout io.Writer) *program {
	return &program{
		getenv: func(string) string { return "" }, stdout: stdout, stderr: io.Discard,
		now: func() time.Time { return time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC) },
	}
}

// TestStampIsScoredByAnImport: what is decided after a stamp scores it, in the
// same change; trying the import does not.
func TestStampIsScoredByAnImport(t *testing.T) {
	data, folder := seeded(t), dataset(t)
	var stdout bytes.Buffer
	if err := onTheDay(&stdout).do(t.Context(), strings.Fields("forecast myanmar-2021 --session 81 --stamp --by Clerk --json --data "+data)); err != nil {
		t.Fatal(err)
	}
	stamped := decoded[precedents.LedgerEntry](t, ran{stdout: stdout.String()})
	if stamped.AsOf.String() != "2026-11-23" || stamped.At.Format(time.DateOnly) != "2026-11-23" {
		t.Errorf("stamped %+v", stamped)
	}
	path := filepath.Join(folder, "disputes", "myanmar-2021.yaml")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The last decision once more, at the session that was forecast.
	text := string(content)
	begins, ends := strings.LastIndex(text, "\n- session: "), strings.LastIndex(text, "\ndoubts:")
	_, body, _ := strings.Cut(text[begins+1:ends], "\n")
	again := strings.Replace(body, "2024-11", "2026-12-04", 1)
	if err := os.WriteFile(path, []byte(text[:ends]+"\n- session: \"81\"\n"+again+text[ends:]), 0o600); err != nil {
		t.Fatal(err)
	}
	score := func() *precedents.LedgerScore {
		return decoded[ledgerDocument](t, seatwatch(t, "ledger", "--data", data, "--json").did(t)).Entries[0].Score
	}
	seatwatch(t, "import", path, "--data", data, "--dry-run").did(t)
	if tried := score(); tried != nil {
		t.Errorf("trying it scored %+v", tried)
	}
	seatwatch(t, "import", path, "--data", data).did(t)
	scored := score()
	if scored == nil || scored.Happened != precedents.DecisionDeferred || scored.Seated != "nug" || scored.P <= 0 {
		t.Fatalf("scored %+v", scored)
	}
	seatwatch(t, "import", path, "--data", data).did(t)
	if again := score(); *again != *scored {
		t.Errorf("scored again %+v", again)
	}
	if r := seatwatch(t, "ledger", "--data", data).did(t); !strings.Contains(r.stdout, "decided: deferred") {
		t.Errorf("said %q", r.stdout)
	}
}
