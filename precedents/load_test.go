package precedents_test

import (
	"testing"

	"seatwatch/precedents"
)

func TestEmbeddedHash(t *testing.T) {
	hash, err := precedents.EmbeddedHash()
	if err != nil {
		t.Fatal(err)
	}
	if want := embedded(t).Hash(); hash != want {
		t.Errorf("EmbeddedHash() = %s, and the library's is %s", hash, want)
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := precedents.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEmbeddedHash(b *testing.B) {
	for b.Loop() {
		if _, err := precedents.EmbeddedHash(); err != nil {
			b.Fatal(err)
		}
	}
}
