package precedents

import (
	"io/fs"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// wordsOfTheRecord is all that the record says, in lower case and on one line.
func wordsOfTheRecord(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(EmbeddedFiles(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(EmbeddedFiles(), path)
		all.WriteString(path + " " + string(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	unquoted := strings.NewReplacer("''", "'", `\"`, `"`, `""`, `"`).Replace(all.String())
	return strings.ToLower(strings.Join(strings.Fields(unquoted), " "))
}

// ofALanguage is what a marked language says itself.
var ofALanguage = regexp.MustCompile(`⟦[^⟦⟧]*⟧`)

// hashes are those of data, rules and method.
var hashes = regexp.MustCompile(`[0-9a-f]{16,64}`)

// foreign gives the stretches of a text that stand outside the marks and that the
// record does not say either.
func foreign(text, record string, met map[string]bool) []string {
	var list []string
	for _, run := range ofALanguage.Split(text, -1) {
		run = strings.TrimFunc(run, func(r rune) bool { return !unicode.IsLetter(r) })
		if known, ok := met[run]; ok && known {
			continue
		}
		met[run] = strings.Contains(record, strings.ToLower(strings.Join(strings.Fields(run), " ")))
		if !met[run] {
			list = append(list, run)
		}
	}
	return list
}

// reasons calls visit with every reason within a value.
func reasons(value reflect.Value, visit func(Reason)) {
	if reason, ok := reflect.TypeAssert[Reason](value); ok {
		visit(reason)
		return
	}
	kind := value.Kind()
	if kind == reflect.Struct {
		for i := range value.NumField() {
			if value.Type().Field(i).IsExported() {
				reasons(value.Field(i), visit)
			}
		}
	}
	if kind == reflect.Slice || kind == reflect.Array {
		for i := range value.Len() {
			reasons(value.Index(i), visit)
		}
	}
	if kind == reflect.Map {
		for _, key := range value.MapKeys() {
			reasons(value.MapIndex(key), visit)
		}
	}
}

// What the engine says goes through a template, and so can be said in French: only
// names, ids and figures stand as they are.
func TestEveryReasonIsSaidInEveryLanguage(t *testing.T) {
	engine, record, french, met := propertyEngine(t), wordsOfTheRecord(t), wording.French.Marked(), map[string]bool{}
	for _, rule := range engine.Rules().Rules() {
		met[rule.ID] = true
	}
	said := func(about string, value any) {
		reasons(reflect.ValueOf(value), func(r Reason) {
			if r.Says == "" && !r.said.Known() {
				return
			}
			if !r.said.Known() {
				t.Errorf("%s: %q is said in English only", about, r.Says)
			}
			for _, run := range foreign(r.In(french), record, met) {
				t.Errorf("%s: %q is neither French nor in the record: %s", about, run, r.In(french))
			}
		})
	}
	for _, c := range engine.track {
		if _, ok := engine.book.Dispute(c.Dispute.ID); ok {
			said(c.ID(), engine.whyMissed(scored{c.Case, c.said[PersistenceVoice]}))
		}
	}
	for i := range engine.book.Disputes {
		d := &engine.book.Disputes[i]
		if testing.Short() && i%8 != 0 {
			continue
		}
		posed, err := engine.Pose(d.ID, credentials.DecisionKey{}, credentials.Date{}, nil)
		if err != nil {
			continue
		}
		for _, claimant := range posed.Claimants {
			pleading, err := engine.Plead(d.ID, credentials.DecisionKey{}, credentials.Date{}, nil, claimant, Options{NoRanges: true})
			if err != nil {
				t.Fatal(err)
			}
			said(d.ID, pleading)
			nearest, err := Nearest(posed, claimant, precedentsShown)
			if err != nil {
				t.Fatal(err)
			}
			said(d.ID, nearest)
		}
	}
}

// Nothing in a brief stands outside the templates and the tables but what the
// record says.
func TestEveryBriefIsInOneLanguage(t *testing.T) {
	engine, record, french, met := propertyEngine(t), wordsOfTheRecord(t), wording.French.Marked(), map[string]bool{}
	for _, rule := range engine.Rules().Rules() {
		met[rule.ID] = true
	}
	for i := range engine.book.Disputes {
		if testing.Short() && i%8 != 0 {
			continue
		}
		brief, err := engine.Brief(BriefRequest{Dispute: engine.book.Disputes[i].ID, Language: french})
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range textsOf(&brief) {
			for _, run := range foreign(hashes.ReplaceAllString(text, ""), record, met) {
				t.Errorf("%s: %q is neither French nor in the record: %s", brief.Dispute, run, text)
			}
		}
	}
}

// textsOf gives everything that a brief says.
func textsOf(b *Brief) []string {
	list := []string{b.Headline, b.Subtitle}
	for _, section := range append(b.Core, b.Annexes...) {
		list = append(list, section.Heading)
		for _, part := range section.Parts {
			list = append(append(list, part.Heading), part.Columns...)
			for _, statement := range part.Statements {
				list = append(list, statement.Says)
			}
			for _, row := range part.Rows {
				list = append(list, row.Cells...)
			}
		}
	}
	for _, reference := range b.References {
		list = append(list, reference.Text)
	}
	return list
}
