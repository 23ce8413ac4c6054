package precedents_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const aReport = `A/76/550

General Assembly
Distr.: General
1 December 2021
Original: English

Seventy-sixth session
Agenda item 3

Report of the Credentials Committee

Chair: Ms. Anna Karin Eneström (Sweden)

1. At its 1st plenary meeting, on 14 September 2021, the General Assembly appointed a Credentials Committee for its
seventy-sixth session consisting of the following Member States: Bahamas, Bhutan, Chile, China, Namibia, Russian
Federation, Sierra Leone, Sweden and United States of America.

2. The Committee held its meeting on 1 December 2021.

3. The Committee had before it a memorandum of the Secretary-General. Statements were made by the representatives of
China, the Russian Federation and the United States of America.

4. The Committee decided to defer its decision on the credentials of the representatives of Myanmar and Afghanistan to
the seventy-sixth session.

5. The Committee adopted the draft resolution without a vote. See also resolution A/RES/75/19 A.
`

func suggested(reading *precedents.DocumentReading) map[string]string {
	found := map[string]string{}
	for _, s := range reading.Suggestions {
		value := s.Value
		if len(s.Seats) > 0 {
			value += " " + strings.Join(s.Seats, "+")
		}
		found[string(s.Kind)] = strings.TrimSpace(found[string(s.Kind)] + "; " + value)
	}
	for kind, values := range found {
		found[kind] = strings.TrimPrefix(values, "; ")
	}
	return found
}

func TestReadDocument(t *testing.T) {
	frame := embedded(t).Frame
	reading := precedents.ReadDocument(aReport, frame, date(t, "2026-11-23"))
	want := map[string]string{
		"symbol": "A/76/550", "session": "76", "body": "committee; assembly", "date": "2021-12-01",
		"presiding": "Ms. Anna Karin Eneström (Sweden)", "committee": "BHS; BTN; CHL; CHN; NAM; RUS; SLE; SWE; USA",
		"seat": "MMR; AFG", "speaker": "CHN; RUS; USA", "outcome": "deferred MMR+AFG", "how": "without_vote", "document": "A/RES/75/19 A",
	}
	if diff := cmp.Diff(want, suggested(&reading)); diff != "" {
		t.Error(diff)
	}
	for _, s := range reading.Suggestions {
		if !strings.Contains(s.Around.Quote(aReport), s.Passage.Quote(aReport)) {
			t.Errorf("%+v does not stand in %q", s, s.Around.Quote(aReport))
		}
		if words := s.Passage.Quote(aReport); words == "" || s.Kind == precedents.SuggestedSeat && !slices.Contains([]string{"Myanmar", "Afghanistan"}, words) {
			t.Errorf("%+v rests on %q", s, words)
		}
	}
}

func TestReadDocumentOutcomes(t *testing.T) {
	frame := embedded(t).Frame
	for text, want := range map[string]string{
		"The Committee decided to accept the credentials of the representatives of Venezuela (Bolivarian Republic of).":                  "accepted VEN",
		"The Committee took no decision on the credentials submitted on behalf of the representatives of Hungary.":                       "no_decision HUN",
		"It decided to reject the credentials of the representatives of South Africa.":                                                   "rejected ZAF",
		"The Assembly postponed a decision on the credentials of the delegation of the Democratic Republic of the\nCongo.":               "deferred COD",
		"The proposal to reject the credentials of the representatives of Israel was defeated.":                                          "",
		"The Committee accepted the credentials of the representatives of all Member States.":                                            "",
		"Statements were made by the representatives of China.\nThe Committee rejected the credentials of the representatives of Haiti.": "rejected HTI",
		"The Assembly deferred the item on Cyprus.":                                                                                      "",
		"<b>The Committee decided to accept the credentials of the representatives of Niger</b>":                                         "accepted NER",
	} {
		reading := precedents.ReadDocument(text, frame, date(t, "2026-11-23"))
		if got := suggested(&reading)["outcome"]; got != want {
			t.Errorf("%q suggests %q, not %q", text, got, want)
		}
	}
}

func TestReadDocumentVotes(t *testing.T) {
	library := embedded(t)
	vote, _ := library.RollCall("libya-2011-s66-5141")
	text := "GA/11137\n16 September 2011\n\nThe Assembly voted on 16 September 2011.\n\n" + precedents.PrintRoll(vote, library.Frame, precedents.PressRelease)
	reading := precedents.ReadDocument(text, library.Frame, date(t, "2026-11-23"))
	if len(reading.Votes) != 1 || !reading.Votes[0].Certain() {
		t.Errorf("%d votes are read", len(reading.Votes))
	}
	got := suggested(&reading)
	if got["symbol"] != "GA/11137" || got["date"] != "2011-09-16" || got["vote"] != "114–17–15" {
		t.Errorf("%v", got)
	}
}

// Whatever is pasted, a suggestion has a passage of the text and a value of its
// kind.
func FuzzReadDocument(f *testing.F) {
	library, err := precedents.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{aReport, "", "A/", "A/76/550(", "first session", "999th special session", "30 February 2021", "\xffA/1/1 12 May 2020", "Congo (", "credentials of the representatives of Iran (Islamic Republic of"} {
		f.Add(seed)
	}
	today := credentials.Day(2026, 11, 23)
	f.Fuzz(func(t *testing.T, text string) {
		reading := precedents.ReadDocument(text, library.Frame, today)
		for _, s := range reading.Suggestions {
			if s.Around.From > s.Passage.From || s.Around.To < s.Passage.To || s.Passage.From < 0 || s.Passage.To > len(text) || s.Passage.From >= s.Passage.To || s.Value == "" || !precedents.SuggestionKinds.Has(s.Kind) {
				t.Errorf("%+v", s)
			}
		}
	})
}

// TestReadDocumentTakesALongText would not end if reading took time by the square
// of the length.
func TestReadDocumentTakesALongText(t *testing.T) {
	if testing.Short() {
		t.Skip("it has nothing that could race")
	}
	frame := embedded(t).Frame
	for _, part := range []string{"A/76/", "Congo ", "1 to 2 by 1 to 2, ", "credentials of the "} {
		reading := precedents.ReadDocument(strings.Repeat(part, 1<<17/len(part)), frame, date(t, "2026-11-23"))
		if len(reading.Suggestions) > 200 {
			t.Errorf("%q makes %d suggestions", part, len(reading.Suggestions))
		}
	}
}
