package main

import (
	"context"
	"fmt"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
	"seatwatch/precedents"
)

// ledgerVerb lists the forecasts that were stamped and verifies their chain.
type ledgerVerb struct {
	dataFlag
	jsonFlag
}

// Run lists the ledger. One that does not hold is a failure.
func (v *ledgerVerb) Run(ctx context.Context, p *program) error {
	return p.using(ctx, v.Data, func(store *db.Store) error {
		entries, err := store.Ledger(ctx)
		if err != nil {
			return err
		}
		faults := precedents.VerifyLedger(entries)
		if v.JSON {
			err = p.json(map[string]any{"entries": append([]precedents.LedgerEntry{}, entries...), "faults": append([]precedents.LedgerFault{}, faults...)})
		} else {
			p.writeLedger(entries, faults)
		}
		if err == nil && len(faults) > 0 {
			return errReported
		}
		return err
	})
}

func (p *program) writeLedger(entries []precedents.LedgerEntry, faults []precedents.LedgerFault) {
	if len(entries) == 0 {
		fmt.Fprintf(p.stdout, "Nothing is stamped yet; \"seatwatch forecast DISPUTE --stamp --by NAME\" stamps a forecast.\n")
		return
	}
	for i := range entries {
		e := &entries[i]
		fmt.Fprintf(p.stdout, "%d  %s  %s:%s, stamped by %s · hash %s\n", e.Number, e.At.Format(time.DateOnly), e.Dispute, e.Key(), e.By, short(e.Hash))
		for _, o := range e.Outcomes {
			fmt.Fprintf(p.stdout, "     %.2f  %s\n", o.P, o.Class.Term().Label)
		}
		if s := e.Score; s != nil {
			fmt.Fprintf(p.stdout, "   decided: %s, given %.2f; Brier %.2f, log loss %.2f\n", s.Happened.Term().Label, s.P, s.Brier, s.LogLoss)
		}
	}
	for _, fault := range faults {
		fmt.Fprintf(p.stderr, "seatwatch: entry %d: %s\n", fault.Number, fault.What)
	}
	if len(faults) > 0 {
		fmt.Fprintf(p.stderr, "seatwatch: the ledger was changed after it was stamped; compare it with a copy of the file\n")
		return
	}
	fmt.Fprintf(p.stdout, "The chain holds: %s, the last hash is %s.\n", entriesInWords(len(entries)), entries[len(entries)-1].Hash)
}

func entriesInWords(n int) string {
	if n == 1 {
		return "one entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// stamp forecasts as of today, unless another day is asked for, and puts the
// forecast at the end of the ledger.
func (v *forecastVerb) stamp(ctx context.Context, p *program) error {
	set, err := v.load()
	if err != nil {
		return err
	}
	return p.using(ctx, v.Data, func(store *db.Store) error {
		library, err := store.Library(ctx)
		if err != nil {
			return err
		}
		now := p.now().UTC()
		if v.AsOf == "" {
			v.AsOf = credentials.DayOf(now).String()
		}
		forecast, err := v.forecast(precedents.NewEngine(precedents.NewCasebook(library), set))
		if err != nil {
			return err
		}
		asked, known := library.Session(forecast.Session)
		if under, _ := library.SessionOn(credentials.DayOf(now)); known && asked.Opened.Before(under.Opened) == credentials.Yes {
			return misused("the %s is over; stamp the forecast for a session that is still to decide", forecast.Session.Words())
		}
		entry, err := precedents.Stamped(&forecast, v.By, now)
		if err == nil {
			entry, err = store.Stamp(ctx, entry)
		}
		if err != nil {
			return inOneLine(err)
		}
		if v.JSON {
			return p.json(entry)
		}
		dispute, _ := library.Dispute(v.Dispute)
		if err := writeForecast(p.stdout, library, dispute, &forecast); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "\nStamped as entry %d of the ledger by %s; its hash is %s.\n", entry.Number, entry.By, entry.Hash)
		return nil
	})
}
