package credentials

import (
	"encoding/json"
	"testing"
)

var truths = []Truth{NotKnown, No, Yes}

// TestKleene holds And, Or and Not to Kleene's laws over every triple.
func TestKleene(t *testing.T) {
	for _, a := range truths {
		check := func(law string, got, want Truth) {
			t.Helper()
			if got != want {
				t.Errorf("%s of %s: %s, want %s", law, a, got, want)
			}
		}
		check("double negation", a.Not().Not(), a)
		check("idempotence of and", a.And(a), a)
		check("idempotence of or", a.Or(a), a)
		check("yes and", Yes.And(a), a)
		check("no or", No.Or(a), a)
		check("no and", No.And(a), No)
		check("yes or", Yes.Or(a), Yes)
		for _, b := range truths {
			check("and commutes", a.And(b), b.And(a))
			check("or commutes", a.Or(b), b.Or(a))
			check("De Morgan, and", a.And(b).Not(), a.Not().Or(b.Not()))
			check("De Morgan, or", a.Or(b).Not(), a.Not().And(b.Not()))
			check("absorption, and", a.And(a.Or(b)), a)
			check("absorption, or", a.Or(a.And(b)), a)
			for _, c := range truths {
				check("and is associative", a.And(b).And(c), a.And(b.And(c)))
				check("or is associative", a.Or(b).Or(c), a.Or(b.Or(c)))
				check("and distributes", a.And(b.Or(c)), a.And(b).Or(a.And(c)))
				check("or distributes", a.Or(b.And(c)), a.Or(b).And(a.Or(c)))
			}
		}
	}
}

// TestNoOperatorTurnsNotKnownIntoNo: whatever is learned later, an answer that
// was given without it still holds.
func TestNoOperatorTurnsNotKnownIntoNo(t *testing.T) {
	for _, b := range truths {
		for _, learned := range []Truth{No, Yes} {
			if early := NotKnown.And(b); early != NotKnown && early != learned.And(b) {
				t.Errorf("not known and %s was %s before %s was learned", b, early, learned)
			}
			if early := NotKnown.Or(b); early != NotKnown && early != learned.Or(b) {
				t.Errorf("not known or %s was %s before %s was learned", b, early, learned)
			}
		}
	}
	if NotKnown.Not() != NotKnown || NotKnown.And(NotKnown) != NotKnown {
		t.Error("not known became an answer by itself")
	}
}

func TestTruthWords(t *testing.T) {
	for truth, want := range map[Truth][3]string{
		NotKnown: {"", "not known", "null"}, No: {"false", "no", "false"}, Yes: {"true", "yes", "true"},
	} {
		text, err := json.Marshal(truth)
		if got := [3]string{truth.Code(), truth.String(), string(text)}; err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	if TruthOf(true) != Yes || TruthOf(false) != No {
		t.Error("TruthOf")
	}
}

func TestCountNotKnownIsNotNought(t *testing.T) {
	var unknown Count
	if unknown.Known() || unknown == CountOf(0) || unknown.String() != "not known" || CountOf(0).String() != "0" {
		t.Errorf("got %q and %q", unknown, CountOf(0))
	}
	tally := Tally{For: CountOf(71), Against: CountOf(0)}
	if tally.Complete() || tally.String() != "71–0–?" {
		t.Errorf("got %q", tally)
	}
	text, err := json.Marshal(tally)
	if err != nil || string(text) != `{"for":71,"against":0,"abstaining":null}` {
		t.Errorf("got %s, %v", text, err)
	}
}
