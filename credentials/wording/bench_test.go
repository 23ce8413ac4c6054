package wording_test

import (
	"testing"

	"seatwatch/credentials/wording"
)

// BenchmarkSay says a sentence as the engine says some hundred for a forecast.
func BenchmarkSay(b *testing.B) {
	sentence := wording.Of("outside.counted", wording.Values{"n": 12, "class": "renewals", "k": 4, "expected": "x"})
	for b.Loop() {
		wording.French.Say(sentence)
	}
}
