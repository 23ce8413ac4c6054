package paper_test

import (
	"io"
	"testing"

	"seatwatch/views/paper"
)

func BenchmarkWrite(b *testing.B) {
	for _, f := range formats {
		b.Run(f.name, func(b *testing.B) {
			brief := fullBrief()
			for b.Loop() {
				if err := f.write(io.Discard, paper.Options{}, brief); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(f.name+" of all", func(b *testing.B) {
			briefs := everyBrief()
			for b.Loop() {
				if err := f.write(io.Discard, paper.Options{}, briefs...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
