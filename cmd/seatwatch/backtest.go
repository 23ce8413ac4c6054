package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"seatwatch/precedents"
)

// backtestVerb says how good the engine would have been on the record.
type backtestVerb struct {
	Contested bool `help:"Forecast and score contested decisions only."`
	dataFlag
	rulesFlag
	jsonFlag
}

// Run scores the engine and prints the scores beside those of the baselines.
func (v *backtestVerb) Run(ctx context.Context, p *program) error {
	progress := p.progress()
	progress.say("forecasting every decision of the record")
	engine, err := p.engine(ctx, v.Data, v.rulesFlag)
	if err != nil {
		progress.end()
		return err
	}
	scores := engine.Backtest(v.Contested)
	progress.end()
	if v.JSON {
		return p.json(scores)
	}
	return p.writeBacktest(&scores)
}

func (p *program) writeBacktest(b *precedents.Backtest) error {
	scope := "every decision"
	if b.Contested {
		scope = "contested decisions only"
	}
	fmt.Fprintf(p.stdout, "Scores on %s · rulebook %s · data %s\n", scope, short(b.Hashes.Rules), short(b.Hashes.Data))
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	head := func(title string) {
		fmt.Fprintf(table, "\n%s\tn\toutcome right\t\twho sits right\tBrier\tlog loss\n", title)
	}
	head("Walk-forward: each session from earlier ones alone")
	writeRows(table, b.WalkForward, true)
	head("Leave one dispute out")
	writeRows(table, b.LeaveOneDisputeOut, false)
	head("Baselines, walk-forward, contested decisions")
	for i := range b.Baselines {
		writeScore(table, precedents.Baselines[i].Label, b.Baselines[i].All)
		writeScore(table, "  openings", b.Baselines[i].Openings)
		writeScore(table, "  renewals", b.Baselines[i].Renewals)
	}
	head("Without one part, walk-forward, contested decisions")
	for i := range b.Ablations {
		writeScore(table, b.Ablations[i].Label, b.Ablations[i].All)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(table, "\nOf what was given a probability\tn\tmean\tcame to pass\n")
	for _, bin := range b.Reliability {
		came := "\ttoo few to say"
		if bin.Observed != nil {
			came = fmt.Sprintf("%.2f\t%.2f (%s)", *bin.MeanP, *bin.Observed, interval(*bin.Interval))
		}
		fmt.Fprintf(table, "from %.1f to %.1f\t%d\t%s\n", bin.From, bin.To, bin.N, came)
	}
	return table.Flush()
}

func writeRows(table *tabwriter.Writer, rows precedents.Rows, changed bool) {
	writeScore(table, "all", rows.All)
	writeScore(table, "openings", rows.Openings)
	writeScore(table, "renewals", rows.Renewals)
	if changed {
		writeScore(table, "outcome changed", rows.Changed)
	}
}

func writeScore(table *tabwriter.Writer, label string, s precedents.Score) {
	if s.N == 0 {
		fmt.Fprintf(table, "%s\t0\n", label)
		return
	}
	fmt.Fprintf(table, "%s\t%d\t%.2f\t(%s)\t%.2f\t%.2f\t%.2f\n", label, s.N, s.OutcomeAccuracy, interval(s.OutcomeAccuracyInterval), s.SeatAccuracy, s.Brier, s.LogLoss)
}
