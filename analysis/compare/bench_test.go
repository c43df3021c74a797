package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/compare"
)

// BenchmarkCompare holds 3,000 arrows and 20 journeys against the same with one arrow more.
func BenchmarkCompare(b *testing.B) {
	drawn := func(more string) string {
		var text strings.Builder
		text.WriteString("linewalk: 1\nsystem: Large\narrows:\n")
		for i := range 3000 {
			fmt.Fprintf(&text, "  c%d -> c%d: {if-down: %s}\n", i/3, i+1, []string{"breaks", "degrades"}[i%2])
		}
		text.WriteString(more + "journeys:\n")
		for j := range 20 {
			fmt.Fprintf(&text, "  j%d: {steps: [c%d -> c%d]}\n", j, j/3, j+1)
		}
		return text.String()
	}
	old, new := report(b, "a.yaml", drawn("")), report(b, "a.yaml", drawn("  c1 -> more:\n"))
	for b.Loop() {
		if c := compare.Compare(old, new); len(c.Added) != 1 {
			b.Fatal(c.Added)
		}
	}
}
