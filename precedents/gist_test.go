package precedents

import (
	"testing"

	"seatwatch/credentials"
)

func TestGistsOfTheRecord(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"afghanistan-1996": "five decisions at five sessions, each deferred; the delegation in the seat stayed",
		"algeria-1965":     "one decision, at the twentieth session, accepted; Revolutionary Council in the seat from the twentieth session",
		"kampuchea-1979":   "13 decisions at 13 sessions, 12 accepted and 1 vacant; nobody in the seat at the forty-fifth session, then Supreme National Council of Cambodia in the seat from the forty-sixth session",
	} {
		dispute, ok := library.Dispute(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		if got := Gist(dispute); got != want {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want)
		}
	}
}

// Where no body acted, the sentence says so rather than "accepted".
func TestDecisionSentenceTellsActsFromReadings(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	dispute, _ := library.Dispute("venezuela-2024")
	want := "no act on the credentials is recorded; Government of the Bolivarian Republic of Venezuela in the seat"
	if got := DecisionSentence(dispute, dispute.Last()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	dispute, _ = library.Dispute("afghanistan-1996")
	if got, want := DecisionSentence(dispute, &dispute.Decisions[0]), "decision deferred; Islamic State of Afghanistan in the seat"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEverySentenceIsWhole(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i := range library.Disputes {
		d := &library.Disputes[i]
		for n := range d.Decisions {
			if said := DecisionSentence(d, &d.Decisions[n]); said == "" || said[len(said)-1] == ' ' {
				t.Errorf("%s:%s says %q", d.ID, d.Decisions[n].Key, said)
			}
		}
		if d.Opening() >= 0 && credentials.Kinds.Label(d.Kind) == "" {
			t.Errorf("%s has no kind", d.ID)
		}
	}
}

func TestCountedHasThePlural(t *testing.T) {
	for want, got := range map[string]string{
		"one entry": Counted(1, "entry"), "two entries": Counted(2, "entry"), "no facts": Counted(0, "fact"), "14 days": Counted(14, "day"),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
