package precedents

import (
	"iter"
	"math/bits"
	"slices"
)

// bitset is a set of places in a list, one bit each. Sets that are used together
// are of the same length.
type bitset []uint64

const wordBits = 64

func newBitset(n int) bitset { return make(bitset, (n+wordBits-1)/wordBits) }

// fullBitset has the first n places.
func fullBitset(n int) bitset {
	s := newBitset(n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if rest := n % wordBits; rest != 0 {
		s[len(s)-1] = 1<<rest - 1
	}
	return s
}

func (s bitset) add(i int)      { s[i/wordBits] |= 1 << (i % wordBits) }
func (s bitset) has(i int) bool { return s[i/wordBits]&(1<<(i%wordBits)) != 0 }

func (s bitset) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// countBoth counts what is in both sets.
func (s bitset) countBoth(other bitset) int {
	n := 0
	for i, word := range s {
		n += bits.OnesCount64(word & other[i])
	}
	return n
}

// and gives what is in both sets.
func (s bitset) and(other bitset) bitset {
	both := slices.Clone(s)
	for i := range both {
		both[i] &= other[i]
	}
	return both
}

// include adds what another set has.
func (s bitset) include(other bitset) {
	for i := range s {
		s[i] |= other[i]
	}
}

// places gives what is in the set, in order.
func (s bitset) places() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(i*wordBits + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}
