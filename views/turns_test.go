package views

import (
	"context"
	"errors"
	"testing"
	"time"

	"golang.org/x/sync/semaphore"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// leaving is the context of somebody who goes away after a number of looks at it.
type leaving struct {
	context.Context
	looks int
}

func (l *leaving) Err() error {
	if l.looks--; l.looks < 0 {
		return context.Canceled
	}
	return nil
}

func TestAFolderThatNobodyWaitsForIsNotMade(t *testing.T) {
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	engine := precedents.NewEngine(precedents.NewCasebook(library), nil)
	v := folderPage{all: true, entries: []folderEntry{{dispute: "afghanistan-1996"}, {dispute: "no-such-dispute"}}}
	v.asked.AsOf = credentials.Day(2026, time.November, 23)
	for looks, want := range map[int]bool{0: true, 1: true, 2: false} {
		_, err := v.briefs(&leaving{t.Context(), looks}, engine)
		if errors.Is(err, context.Canceled) != want {
			t.Errorf("somebody who leaves after %d briefs: %v", looks, err)
		}
	}
}

func TestHeavyWorkWaitsForItsTurn(t *testing.T) {
	p := &pages{turns: semaphore.NewWeighted(atOnce)}
	gone, leave := context.WithCancel(t.Context())
	leave()
	done := 0
	work := func(context.Context) error { done++; return nil }
	err := p.inTurn(t.Context(), func(ctx context.Context) error {
		return p.inTurn(ctx, func(context.Context) error { return p.inTurn(gone, work) })
	})
	if !errors.Is(err, context.Canceled) || done > 0 {
		t.Errorf("somebody who has left: %v", err)
	}
	if err := p.inTurn(t.Context(), work); err != nil || done != 1 {
		t.Errorf("after that: %v", err)
	}
}

func TestTheWatchListOfADayIsMadeOnce(t *testing.T) {
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var memo watchMemo
	engine := precedents.NewEngine(precedents.NewCasebook(library), nil)
	first := credentials.Day(2026, time.November, 1)
	for day, n := first, 0; n < watchDays+2; day, n = day.Next(), n+1 {
		memo.of(engine, day)
		memo.of(engine, day)
	}
	if len(memo.days) != watchDays || memo.days[0].day != first.Next().Next() {
		t.Errorf("%d days are kept, from %s", len(memo.days), memo.days[0].day)
	}
	memo.of(precedents.NewEngine(precedents.NewCasebook(library), nil), first)
	if len(memo.days) != 1 {
		t.Errorf("of another record %d days are kept", len(memo.days))
	}
}
