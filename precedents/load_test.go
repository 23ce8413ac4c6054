package precedents_test

import (
	"testing"

	"seatwatch/precedents"
)

func TestEmbedded(t *testing.T) {
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(library.Disputes), library.Hash())
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := precedents.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}
