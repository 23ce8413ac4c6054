package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// Nothing that a brief says takes a side, praises or blames, or speaks of
// probability but with a word of the scale and its figure; authorities have the
// names that the record has. Read over every brief, in every language.
func TestBriefsKeepTheStyle(t *testing.T) {
	book := sharedEngine().Casebook()
	record := wordsOfTheRecord(book)
	styles := map[wording.Code]*wording.Style{}
	for _, language := range []*wording.Language{wording.English, wording.French} {
		style, err := language.Style(record, scaleIn(language))
		if err != nil {
			t.Fatal(err)
		}
		styles[language.Code()] = style
	}
	briefs, err := everyBrief()
	if err != nil {
		t.Fatal(err)
	}
	for i := range briefs {
		styled(t, &briefs[i], styles[briefs[i].Language])
	}
}

func scaleIn(language *wording.Language) []string {
	var scale []string
	for _, word := range precedents.WordScale {
		scale = append(scale, language.Text(wording.Term{Key: "word." + strings.ReplaceAll(word.Word, " ", "_"), English: word.Word}))
	}
	return scale
}

func styled(t *testing.T, brief *precedents.Brief, style *wording.Style) {
	t.Helper()
	read := func(section, text string) {
		for _, fault := range style.Faults(text) {
			t.Errorf("%s, %s, %s: %s in %q", brief.Dispute, brief.Language, section, fault, text)
		}
	}
	for _, section := range append(brief.Core, brief.Annexes...) {
		for _, part := range section.Parts {
			read(section.Key, part.Heading)
			for _, statement := range part.Statements {
				read(section.Key, statement.Says)
			}
			for _, row := range part.Rows {
				read(section.Key, strings.Join(row.Cells, " | "))
			}
		}
	}
}

// wordsOfTheRecord are names, titles and notes, which stand in every language as
// they are.
func wordsOfTheRecord(book *precedents.Casebook) []string {
	var words []string
	for i := range book.Disputes {
		d := &book.Disputes[i]
		words = append(words, d.Title, d.SeatName, d.OpenedBy, d.ClosedBy, d.Summary)
		for _, claimant := range d.Claimants {
			name, _, _ := strings.Cut(claimant.Name, " (")
			words = append(words, claimant.Name, name, claimant.Leader)
		}
		for n := range d.Decisions {
			words = append(words, ofTheDecision(&d.Decisions[n])...)
		}
	}
	return words
}

func ofTheDecision(x *credentials.Decision) []string {
	words := []string{x.Doubts}
	if x.Committee != nil {
		words = append(words, x.Committee.Note)
	}
	if x.Assembly != nil {
		words = append(words, x.Assembly.Note)
	}
	for _, source := range x.Sources {
		words = append(words, source.Title)
	}
	return words
}
