package precedents_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// FuzzParseWhatIf: whatever is supposed is either refused as an Invalid or
// written back to the same supposition.
func FuzzParseWhatIf(f *testing.F) {
	for _, seed := range []string{"taliban.capital=held", "taliban.capital=", "taliban.un_sanctions=true", "x.y=z", ".=", "=", "taliban.capital=not_known"} {
		f.Add(seed)
	}
	d := &credentials.Dispute{ID: "afghanistan-1996", Claimants: []credentials.Claimant{{ID: "islamic-state"}, {ID: "taliban"}}}
	f.Fuzz(func(t *testing.T, text string) {
		whatIf, err := precedents.ParseWhatIf(d, []string{text})
		if err != nil {
			var invalid *credentials.Invalid
			if !errors.As(err, &invalid) || len(invalid.Faults) == 0 {
				t.Fatalf("%q gives %v", text, err)
			}
			return
		}
		again, err := precedents.ParseWhatIf(d, []string{whatIf[0].String()})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whatIf, again); diff != "" {
			t.Errorf("%q is written back as %q: %s", text, whatIf[0], diff)
		}
	})
}
