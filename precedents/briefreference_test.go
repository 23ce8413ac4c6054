package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// briefOn composes a brief for a test.
func briefOn(t *testing.T, request precedents.BriefRequest) precedents.Brief {
	t.Helper()
	brief, err := sharedEngine().Brief(request)
	if err != nil {
		t.Fatalf("%+v: %v", request, err)
	}
	return brief
}

// A decision is named in a brief by its documents as its page cites them in UN style.
func TestDecisionsAreCitedInUNStyle(t *testing.T) {
	book := sharedEngine().Casebook()
	cited := 0
	for _, reference := range briefOn(t, precedents.BriefRequest{Dispute: "libya-2011"}).References {
		dispute, key, err := credentials.ParseDecisionID(reference.ID)
		d, ok := book.Dispute(dispute)
		if err != nil || reference.Kind != precedents.DecisionReference || !ok {
			continue
		}
		for i := range d.Decisions {
			x := &d.Decisions[i]
			if x.Key != key || x.Committee == nil || len(x.Committee.Reports) == 0 {
				continue
			}
			citation, known := book.Citation(x.Committee.Reports[0])
			if want := strings.TrimSuffix(citation.In("un"), "."); !known || !strings.Contains(reference.Text, want) {
				t.Errorf("%q does not cite %q", reference.Text, want)
			}
			cited++
		}
	}
	if cited == 0 {
		t.Error("no report is cited")
	}
}

// In another language what is generated of a reference is in it, and titles stay.
func TestReferencesSpeakTheLanguage(t *testing.T) {
	brief := briefOn(t, precedents.BriefRequest{Dispute: "afghanistan-1996", Language: wording.French})
	var all strings.Builder
	for _, reference := range brief.References {
		all.WriteString(reference.Text + "\n")
	}
	for _, word := range []string{"décision de la", "Résolution"} {
		if !strings.Contains(all.String(), word) {
			t.Errorf("no reference has %q:\n%s", word, all.String())
		}
	}
	if strings.Contains(all.String(), "decision of the") {
		t.Error("a reference is in English:\n" + all.String())
	}
}
