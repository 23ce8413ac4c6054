package wording_test

import (
	"testing"

	"seatwatch/credentials/wording"
)

func TestStyle(t *testing.T) {
	scale := []string{"likely", "very likely", "unlikely"}
	style, err := wording.English.Style([]string{"Provisional Military Junta"}, scale)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		want string
	}{
		{"The junta presented credentials.", "“junta” takes a side"},
		{"The rightful Government presented credentials.", "“rightful” praises or blames"},
		{"A deferral is probably to be expected.", "“probably” is a word for a probability that is not on the scale"},
		{"A deferral is very likely.", "“very likely” is a probability without its figure"},
		{"A deferral is very likely, 0.89.", ""},
		{"Very likely: deferred.", "“Very likely” is a probability without its figure"},
		{"It was held for 0.5 days. A deferral is very likely.", "“very likely” is a probability without its figure"},
		{"Very likely, 0.89: deferred. It lapses.", ""},
		{"A deferral is most likely, 0.89.", "“most likely” is a word for a probability that is not on the scale"},
		{"The likeliest is a deferral; how likely is not known.", ""},
		{"Provisional Military Junta: credentials valid.", ""},
		{"The regimental band played.", ""},
	} {
		faults := style.Faults(test.text)
		got := ""
		if len(faults) > 0 {
			got = faults[0].String()
		}
		if got != test.want {
			t.Errorf("%q: %v, want %q", test.text, faults, test.want)
		}
	}
	french, err := wording.French.Style(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if faults := french.Faults("La junte siège probablement."); len(faults) != 2 {
		t.Errorf("in French: %v", faults)
	}
}

// A language without words of its own in style/words.yaml is said to have none, rather than
// to keep to a style that nothing was read for.
func TestALanguageWithoutAStyle(t *testing.T) {
	var none wording.Language
	if style, err := none.Style(nil, nil); err == nil || style != nil {
		t.Errorf("got %v, %v", style, err)
	}
}

// The words that are not to be said are no templates.
func TestTheStyleIsNoCatalogue(t *testing.T) {
	for _, key := range []string{"taken", "judging", "en", "en.taken"} {
		if said := wording.English.Say(wording.Of(key, nil)); said != "["+key+"]" {
			t.Errorf("%s says %q", key, said)
		}
	}
}
