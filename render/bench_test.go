package render

import (
	"io"
	"testing"
)

// BenchmarkText writes a large drawing about which nothing is stated.
func BenchmarkText(b *testing.B) {
	r := fresh(3000)
	b.ResetTimer()
	for range b.N {
		if err := Text(io.Discard, r, TextOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	r := fresh(3000)
	b.ResetTimer()
	for range b.N {
		if err := JSON(io.Discard, r, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSARIF(b *testing.B) {
	r := fresh(3000)
	b.ResetTimer()
	for range b.N {
		if err := SARIF(io.Discard, r, ""); err != nil {
			b.Fatal(err)
		}
	}
}
