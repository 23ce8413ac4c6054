package precedents

import "slices"

// ByCloseness puts Members into an order in which those that voted alike stand
// beside each other: it begins with the one furthest from the rest, goes on to
// whichever is nearest to the last, and then turns stretches round for as long as
// that brings neighbours closer. The same Members and votes give the same order,
// however they are given.
func (v *Voting) ByCloseness(members []string, votes []int) []string {
	codes := slices.Clone(members)
	slices.Sort(codes)
	codes = slices.Compact(codes)
	row := newSeries(len(codes), func(a, b int) float64 { return v.distance(codes[a], codes[b], votes) })
	row.chain()
	row.turn()
	ordered := make([]string, len(codes))
	for i, at := range row.order {
		ordered[i] = codes[at]
	}
	return ordered
}

// distance is how far apart two Members voted, from 0 to 1. One vote is supposed
// in which they half agreed, so that two that never met are neither near nor far,
// and a few votes say less than many.
func (v *Voting) distance(a, b string, votes []int) float64 {
	agreement := v.Agreement(a, b, votes)
	n := float64(agreement.Overlap())
	return (n - agreement.shared() + 0.5) / (n + 1)
}

// series is things in a row, and how far apart any two of them are.
type series struct {
	apart [][]float64
	order []int
}

func newSeries(n int, distance func(a, b int) float64) *series {
	s := &series{apart: make([][]float64, n)}
	for a := range s.apart {
		s.apart[a] = make([]float64, n)
		for b := range a {
			s.apart[a][b] = distance(a, b)
			s.apart[b][a] = s.apart[a][b]
		}
	}
	return s
}

// chain begins with the furthest from the rest and goes on to the nearest.
func (s *series) chain() {
	left := make([]int, len(s.apart))
	for i := range left {
		left[i] = i
	}
	take := func(at int) {
		s.order = append(s.order, left[at])
		left = slices.Delete(left, at, at+1)
	}
	if len(left) > 0 {
		take(s.furthest())
	}
	for len(left) > 0 {
		from, nearest := s.apart[s.order[len(s.order)-1]], 0
		for i := range left {
			if from[left[i]] < from[left[nearest]] {
				nearest = i
			}
		}
		take(nearest)
	}
}

func (s *series) furthest() int {
	furthest, most := 0, 0.0
	for i, apart := range s.apart {
		sum := 0.0
		for _, distance := range apart {
			sum += distance
		}
		if sum > most {
			furthest, most = i, sum
		}
	}
	return furthest
}

// rounds is how often turn goes through the whole row at the most.
const rounds = 50

// turn turns stretches of the row round while that makes it shorter.
func (s *series) turn() {
	const enough = 1e-9
	for range rounds {
		turned := false
		for i := range s.order {
			for j := i + 1; j < len(s.order); j++ {
				if s.saved(i, j) > enough {
					slices.Reverse(s.order[i : j+1])
					turned = true
				}
			}
		}
		if !turned {
			return
		}
	}
}

// saved is how much shorter the row is with the stretch from i to j turned round.
func (s *series) saved(i, j int) float64 {
	saved := 0.0
	if i > 0 {
		before := s.apart[s.order[i-1]]
		saved += before[s.order[i]] - before[s.order[j]]
	}
	if j+1 < len(s.order) {
		after := s.apart[s.order[j+1]]
		saved += after[s.order[j]] - after[s.order[i]]
	}
	return saved
}
