package precedents

import "seatwatch/credentials"

// comparisons has how any two values of a fact compare, and favourable where each
// stands between the worst (−1) and the best (+1) of them: both from the fact
// table, worked out once because a forecast asks for them a hundred thousand
// times.
var (
	comparisons [][][]credentials.Favour
	favourable  [][]float64
)

var facts = credentials.Facts()

func init() {
	for _, fact := range facts {
		n := len(fact.Codes()) + 1
		table := make([][]credentials.Favour, n)
		for a := range table {
			table[a] = make([]credentials.Favour, n)
			for b := range table[a] {
				table[a][b] = fact.Compare(credentials.Value(a), credentials.Value(b))
			}
		}
		comparisons = append(comparisons, table)
		favourable = append(favourable, favourableValues(fact))
	}
}

func favourableValues(fact credentials.Fact) []float64 {
	values := fact.Term().Values
	best, worst := 0, 0
	for _, v := range values {
		if v.Rank > 0 {
			best = max(best, v.Rank)
			if worst == 0 || v.Rank < worst {
				worst = v.Rank
			}
		}
	}
	list := make([]float64, 1, len(values)+1)
	for _, v := range values {
		where := 0.0
		if v.Rank > 0 {
			where = 2*float64(v.Rank-worst)/float64(best-worst) - 1
		}
		list = append(list, where)
	}
	return list
}

// strength says how favourable a claimant's known facts are together: the sum of
// where each stands between the worst and the best of its values. A fact that is
// not known, or cannot be compared, adds nothing.
func strength(s *credentials.Standing) float64 {
	var sum float64
	for i, fact := range facts {
		sum += favourable[i][s.Get(fact)]
	}
	return sum
}

// countShortfalls is shortfalls by number: in how many known facts a case falls
// short of a precedent, and how many facts known there are not known here.
func countShortfalls(there *Case, p int, here *Case, f int) (failing, missing int) {
	failing, missing = countOwn(&there.Standings[p], &here.Standings[f], credentials.Weaker)
	rivalHere, rivalThere := here.against(f), there.against(p)
	switch {
	case rivalHere < 0:
	case rivalThere < 0:
		failing++
	default:
		fails, misses := countOwn(&there.Standings[rivalThere], &here.Standings[rivalHere], credentials.Stronger)
		failing, missing = failing+fails, missing+misses
	}
	return failing, missing
}

// countOwn counts the facts in which one standing compares badly with another.
func countOwn(there, here *credentials.Standing, bad credentials.Favour) (failing, missing int) {
	for i, fact := range facts {
		before := there.Get(fact)
		if before == 0 {
			continue
		}
		switch comparisons[i][here.Get(fact)][before] {
		case bad, credentials.Incomparable:
			failing++
		case credentials.FavourNotKnown:
			missing++
		case credentials.Weaker, credentials.Alike, credentials.Stronger:
		}
	}
	return failing, missing
}
