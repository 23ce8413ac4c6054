package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// says gives every text of a brief, one to a line.
func says(b *precedents.Brief) string {
	lines := []string{b.Headline, b.Subtitle}
	for _, section := range append(b.Core, b.Annexes...) {
		lines = append(lines, section.Heading)
		for _, part := range section.Parts {
			lines = append(lines, part.Heading, strings.Join(part.Columns, "\n"))
			for _, statement := range part.Statements {
				lines = append(lines, statement.Says)
			}
			for _, row := range part.Rows {
				lines = append(lines, strings.Join(row.Cells, "\n"))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// The note says that nothing has changed, or what has, in the language of the brief,
// and rests what it says on something.
func TestTheNoteSaysWhatToTell(t *testing.T) {
	later := moved(t)
	for _, c := range []struct {
		language *wording.Language
		engine   *precedents.Engine
		want     []string
	}{
		{wording.English, sharedEngine(), []string{"To brief no. 7", "Nothing has changed", "The forecast has not moved", "need no other"}},
		{wording.French, sharedEngine(), []string{"note n° 7", "Rien n’a changé", "La prévision n’a pas bougé"}},
		{wording.English, later, []string{"The forecast moves", "one fact", "Islamic Emirate of Afghanistan, Organization’s stance: neutral", "now endorsed", "A letter that came later (A/53/999)", "As it was sent", "can go by this note"}},
		{wording.French, later, []string{"La prévision", "1 fait", "Islamic Emirate of Afghanistan, position de l’Organisation", "A letter that came later (A/53/999)", "Tel qu’envoyé"}},
	} {
		f := frozen(t, sharedEngine(), precedents.BriefRequest{Dispute: "afghanistan-1996", Key: at53, Language: c.language})
		f.Number = 7
		u, err := c.engine.Update(&f, credentials.Date{})
		if err != nil {
			t.Fatal(err)
		}
		text := says(&u.Note)
		for _, want := range append(c.want, f.Hash[:precedents.BriefHashShown]) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in\n%s", c.language.Code(), want, text)
			}
		}
		if strings.Contains(text, "[note.") || strings.Contains(text, "<no value>") {
			t.Errorf("%s: something is not said in\n%s", c.language.Code(), text)
		}
		everythingGrounded(t, &u.Note)
	}
}

// Where sentences are otherwise and nothing is named that moved, the note does not say
// that nothing has.
func TestTheNoteDoesNotDenyWhatItCannotName(t *testing.T) {
	for language, want := range map[*wording.Language]string{
		wording.English: "Something it was made from has moved that is not named here.", wording.French: "Quelque chose a bougé dans le dossier qui n’est pas nommé ici.",
	} {
		f := frozen(t, sharedEngine(), precedents.BriefRequest{Dispute: "afghanistan-1996", Key: at53, Language: language})
		f.Brief.Core[0].Parts[0].Statements[0].Says = "Otherwise."
		u, err := sharedEngine().Update(&f, credentials.Date{})
		if err != nil || u.Same() || len(u.Moved) > 0 || !strings.Contains(says(&u.Note), want) {
			t.Errorf("%s: %v\n%s", language.Code(), err, says(&u.Note))
		}
	}
}

func everythingGrounded(t *testing.T, b *precedents.Brief) {
	t.Helper()
	for _, section := range append(b.Core, b.Annexes...) {
		for _, part := range section.Parts {
			for _, statement := range part.Statements {
				grounded(t, b, statement.Key, statement.Grounds)
			}
			for _, row := range part.Rows {
				grounded(t, b, row.Cells[0], row.Grounds)
			}
		}
	}
}

// A brief before a decision that has been taken since says so, and one as of a day
// that has passed is made again as of today.
func TestADecisionTakenSinceIsTold(t *testing.T) {
	before, err := sharedEngine().Freeze(precedents.BriefRequest{Dispute: "afghanistan-1996", Key: at53})
	if err != nil {
		t.Fatal(err)
	}
	delete(before.Footing.Decisions, "afghanistan-1996:53")
	u, err := sharedEngine().Update(&before, credentials.Date{})
	if err != nil || !u.Decided || !strings.Contains(says(&u.Note), "is in the record now. Outcome: deferred") {
		t.Errorf("decided: %t, %v\n%s", u.Decided, err, says(&u.Note))
	}
	today := before.Brief.AsOf.Next()
	if day := before.UpdateDay(today); day != today {
		t.Errorf("an update is made as of %s", day)
	}
	decided, err := sharedEngine().Freeze(precedents.BriefRequest{Dispute: "afghanistan-1996", Key: at53})
	if err != nil {
		t.Fatal(err)
	}
	if day := decided.UpdateDay(today); day != decided.Brief.AsOf {
		t.Errorf("an update on a past decision is made as of %s", day)
	}
}
