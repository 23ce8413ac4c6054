package wording_test

import (
	"testing"

	"seatwatch/credentials/wording"
)

func TestStyle(t *testing.T) {
	scale := []string{"likely", "very likely", "unlikely"}
	style := wording.English.Style([]string{"Provisional Military Junta"}, scale)
	for _, test := range []struct {
		text string
		want string
	}{
		{"The junta presented credentials.", "“junta” takes a side"},
		{"The rightful Government presented credentials.", "“rightful” praises or blames"},
		{"A deferral is probably to be expected.", "“probably” is a word for a probability that is not on the scale"},
		{"A deferral is very likely.", "“very likely” is a probability without its figure"},
		{"A deferral is very likely, 0.89.", ""},
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
	if faults := wording.French.Style(nil, nil).Faults("La junte siège probablement."); len(faults) != 2 {
		t.Errorf("in French: %v", faults)
	}
}
