package diagram

import (
	"io"
	"testing"
)

func BenchmarkPlatform(b *testing.B) {
	r := platform(b)
	for _, c := range []struct {
		name   string
		layout Layouter
	}{{"graphviz", Layout}, {"without graphviz", nil}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := SVG(b.Context(), io.Discard, r, Options{}, c.layout); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	r := platform(b)
	for b.Loop() {
		if _, err := PNG(b.Context(), io.Discard, r, Options{}, Pixels{}, Layout); err != nil {
			b.Fatal(err)
		}
	}
}
