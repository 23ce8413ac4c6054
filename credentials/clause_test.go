package credentials

import "testing"

func TestEveryValueHasAClause(t *testing.T) {
	for _, fact := range Facts() {
		if got, want := len(clauseTable[fact].values), len(fact.Term().Values); got != want {
			t.Fatalf("%s has %d clauses for %d values", fact.Key(), got, want)
		}
		seen := map[string]bool{}
		for v := range Value(len(fact.Codes()) + 1) {
			for _, clause := range []string{fact.Clause(v), fact.HolderClause(v)} {
				if clause == "" {
					t.Errorf("%s: %q has no clause", fact.Key(), fact.Code(v))
				}
			}
			if seen[fact.Clause(v)] {
				t.Errorf("%s: %q stands twice", fact.Key(), fact.Clause(v))
			}
			seen[fact.Clause(v)] = true
		}
	}
	lost, err := Capital.Parse("not_held")
	if err != nil || Capital.Clause(lost) != "did not hold the capital" || Capital.HolderClause(lost) != "had lost the capital" {
		t.Errorf("without the capital a holder %s, a rival %s", Capital.HolderClause(lost), Capital.Clause(lost))
	}
}
