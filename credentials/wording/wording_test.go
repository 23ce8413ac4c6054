package wording_test

import (
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

func day(t *testing.T, text string) credentials.Date {
	t.Helper()
	date, err := credentials.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func session(t *testing.T, text string) credentials.Session {
	t.Helper()
	parsed, err := credentials.ParseSession(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestValuesAreSaidInTheLanguage(t *testing.T) {
	for _, test := range []struct {
		value           any
		english, french string
	}{
		{day(t, "1996-09-27"), "27 September 1996", "27 septembre 1996"},
		{day(t, "2000-11-01"), "1 November 2000", "1er novembre 2000"},
		{day(t, "1996-08"), "August 1996", "août 1996"},
		{day(t, "1996"), "1996", "1996"},
		{credentials.Date{}, "not known", "non connu"},
		{session(t, "51"), "fifty-first session", "51e session"},
		{session(t, "1"), "first session", "1re session"},
		{session(t, "ES-10"), "tenth emergency special session", "10e session extraordinaire d’urgence"},
		{wording.Ordinal(session(t, "51")), "51st", "51e"},
		{wording.Decimal(0.815), "0.81", "0,81"},
		{wording.Signed(-2), "−2", "−2"},
		{wording.And("Taliban", "Islamic State", "x"), "Taliban, Islamic State and x", "Taliban, Islamic State et x"},
		{wording.Or("a", "b"), "a or b", "a ou b"},
		{wording.NotKnown, "not known", "non connu"},
		{wording.Listing("a", "b", "c"), "a; b; c", "a\u00a0; b\u00a0; c"},
		{wording.Of("near.years", wording.Values{"n": 1}), "1 year before", "1 an auparavant"},
		{wording.Of("near.years", wording.Values{"n": 0}), "0 years before", "0 an auparavant"},
		{wording.Of("near.years", wording.Values{"n": wording.Spelled(3)}), "three years before", "trois ans auparavant"},
		{wording.Of("near.years", wording.Values{"n": wording.Spelled(13)}), "13 years before", "13 ans auparavant"},
		{wording.Of("near.years", wording.Values{"n": 2_000_000}), "2000000 years before", "2000000 d’années auparavant"},
	} {
		if said := wording.English.Text(test.value); said != test.english {
			t.Errorf("English says %q for %v, not %q", said, test.value, test.english)
		}
		if said := wording.French.Text(test.value); said != test.french {
			t.Errorf("French says %q for %v, not %q", said, test.value, test.french)
		}
	}
}
