package precedents

import (
	"math"
	"testing"

	"seatwatch/credentials"
)

func embeddedBook(t *testing.T) *watchbook {
	t.Helper()
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return newWatchbook(NewCasebook(library))
}

// The chances given at a session are the same whether or not the record has the
// sessions after it.
func TestChancesLookAtEarlierSessionsAlone(t *testing.T) {
	book := embeddedBook(t)
	all := book.turnsBefore(len(book.Sessions))
	for _, session := range []int{16, 35, 51, 66} {
		place := book.order[credentials.RegularSessionOf(session)]
		short := foresee(book.turnsBefore(place + 1))
		for i, one := range foresee(all)[:len(short)] {
			for f, p := range one.p {
				if short[i].p[f] != p || short[i].dispute != one.dispute {
					t.Fatalf("up to session %d: %s was given %v, with later sessions %v", session, one.dispute.ID, short[i].p[f], p)
				}
			}
		}
	}
}

// A turn of which the record does not tell is neither contested nor not.
func TestATurnNotKnownIsNotCounted(t *testing.T) {
	book := embeddedBook(t)
	myanmar, _ := book.Dispute("myanmar-2021")
	silent := book.turnAt(myanmar, book.order[credentials.RegularSessionOf(80)])
	if silent.known || silent.contested {
		t.Fatalf("the record has nothing of the 80th session on Myanmar, but the turn says known %v, contested %v", silent.known, silent.contested)
	}
	next := book.turnAt(myanmar, book.order[credentials.RegularSessionOf(81)])
	if next.streak != 4 || next.class != (watchClass{WatchRepeated, WatchPutOff}) {
		t.Errorf("at the 81st session: a streak of %d, %v; a session not known must not end it", next.streak, next.class)
	}
	rates := learnWatch([]turn{silent})
	if rates.all.n != 0 || rates.all.notKnown != 1 {
		t.Errorf("counted %d turns and %d not known", rates.all.n, rates.all.notKnown)
	}
	if p := rates.base(); p != 0.5 {
		t.Errorf("before anything is known the chance is %v, not one half", p)
	}
}

func TestStages(t *testing.T) {
	book := embeddedBook(t)
	for _, c := range []struct {
		dispute string
		session int
		want    watchClass
	}{
		{"myanmar-2021", 76, watchClass{WatchNew, WatchRivals}},
		{"myanmar-2021", 77, watchClass{WatchOnce, WatchPutOff}},
		{"myanmar-2021", 78, watchClass{WatchRepeated, WatchPutOff}},
		{"belarus-2020", 76, watchClass{WatchQuiet, WatchLone}},
		{"china-1949", 20, watchClass{WatchRepeated, WatchSettled}},
		{"libya-2022", 79, watchClass{WatchLapsed, WatchPutOff}},
	} {
		d, ok := book.Dispute(c.dispute)
		if !ok {
			t.Fatal("no dispute", c.dispute)
		}
		if got := book.turnAt(d, book.order[credentials.RegularSessionOf(c.session)]).class; got != c.want {
			t.Errorf("%s before session %d: %v, want %v", c.dispute, c.session, got, c.want)
		}
	}
}

// Each figure can be worked out again from the counts beside it.
func TestRatesCanBeWorkedOutAgain(t *testing.T) {
	book := embeddedBook(t)
	rates := learnWatch(book.turnsBefore(len(book.Sessions)))
	wider := make(map[WatchStage]float64)
	for _, r := range rates.table() {
		towards := rates.base()
		if r.Sort != "" {
			towards = wider[r.Stage]
		} else {
			wider[r.Stage] = float64(r.P)
		}
		if want := (float64(r.K) + 4*towards) / (float64(r.N) + 4); math.Abs(want-float64(r.P)) > 1e-12 {
			t.Errorf("%s/%s: %v, worked out again %v", r.Stage, r.Sort, r.P, want)
		}
		if r.Low > r.P || r.High < r.P || r.Low < 0 || r.High > 1 || r.Disputes > r.N {
			t.Errorf("%s/%s: %v does not lie in %v to %v, or %d disputes in %d turns", r.Stage, r.Sort, r.P, r.Low, r.High, r.Disputes, r.N)
		}
	}
}

// The range of a class is as wide as its disputes are few, however many turns they
// had.
func TestManyTurnsOfOneDisputeNarrowNothing(t *testing.T) {
	one, same := &credentials.Dispute{ID: "a-1950"}, watchClass{WatchRepeated, WatchPutOff}
	var few, many []turn
	for i := range 20 {
		next := turn{dispute: one, class: same, known: true, contested: true}
		if i < 2 {
			few = append(few, next)
		}
		many = append(many, next)
	}
	if low := learnWatch(many).rate(same).Low; low > 0.85 {
		t.Errorf("twenty turns of one dispute: at least %v", low)
	}
	if a, b := learnWatch(few).rate(same), learnWatch(many).rate(same); a.Disputes != 1 || b.Disputes != 1 {
		t.Errorf("%d and %d disputes", a.Disputes, b.Disputes)
	}
}
