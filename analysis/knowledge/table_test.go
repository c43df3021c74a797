package knowledge

import (
	"math"
	"testing"
)

// The published table of degrees of authorship.
func TestDegreeOfAuthorship(t *testing.T) {
	for _, tc := range []struct {
		name   string
		a, b   tally
		doaA   float64
		doaB   float64
		ratio  float64
		wanted int // authors
	}{
		{"A adds, A modifies once, B three times", tally{0, true, 1}, tally{1, false, 3}, 4.1100, 3.5625, 0.8668, 2},
		{"A adds, B modifies once", tally{0, true, 0}, tally{1, false, 1}, 4.1685, 3.4570, 0.8293, 2},
		{"A adds, B modifies 5 times", tally{0, true, 0}, tally{1, false, 5}, 3.8158, 4.1130, 0.9278, 2},
		{"A adds, B modifies 20 times", tally{0, true, 0}, tally{1, false, 20}, 3.4137, 6.5730, 0.5194, 1},
		{"A adds and modifies once, B once", tally{0, true, 1}, tally{1, false, 1}, 4.3325, 3.2345, 0.7466, 1},
		{"A adds and modifies 10 times, B once", tally{0, true, 10}, tally{1, false, 1}, 5.8085, 2.6873, 0.4626, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a, b := doa(tc.a, tc.b.changes), doa(tc.b, tc.a.changes)
			near(t, "DOA(A)", a, tc.doaA)
			near(t, "DOA(B)", b, tc.doaB)
			near(t, "lower/higher", min(a, b)/max(a, b), tc.ratio)
			if got := authors([]tally{tc.a, tc.b}); len(got) != tc.wanted {
				t.Errorf("authors: got %v, want %d", got, tc.wanted)
			}
		})
	}
}

// Without an addition nobody is an author who is below the least degree, and adding a file makes one
// whoever else comes after, as long as he is near the highest.
func TestAuthorsWithoutAddition(t *testing.T) {
	if got := authors([]tally{{0, false, 1}, {1, false, 1}}); len(got) != 0 {
		t.Errorf("two who modified once each: got %v, want none", got)
	}
	if got := authors([]tally{{0, false, 1}}); len(got) != 1 {
		t.Errorf("one who modified once: got %v, want him", got)
	}
	if got := authors(nil); len(got) != 0 {
		t.Errorf("nobody: got %v", got)
	}
}

// The published table of the decayed variant.
func TestDecayedTable(t *testing.T) {
	w := func(days int) float64 { return math.Exp(-float64(days) / 90) }
	near(t, "62 days", w(62), 0.5021)
	near(t, "90 days", w(90), 0.3679)
	near(t, "365 days", w(365), 0.0173)
	for _, tc := range []struct {
		name     string
		sumA     float64
		sumB     float64
		owner    weight
		cA, cB   float64
		aA, aB   float64
		ratio    float64
		majority int
	}{
		{"A 10 and 100; B 50", w(10) + w(100), w(50), weight{0, w(10)}, 1.2240, 0.5738, 5.2894, 1.1246, 0.2126, 1},
		{"A 30 three times; B 5", 3 * w(30), w(5), weight{1, w(5)}, 2.1496, 0.9460, 3.9355, 4.4141, 0.8916, 2},
		{"A 30 six times; B 5", 6 * w(30), w(5), weight{1, w(5)}, 4.2992, 0.9460, 7.0977, 4.1780, 0.5886, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			near(t, "C(A)", tc.sumA, tc.cA)
			near(t, "C(B)", tc.sumB, tc.cB)
			f := faded{sums: []weight{{0, tc.sumA}, {1, tc.sumB}}, owner: tc.owner}
			got := f.authorship()
			near(t, "a(A)", got[0], tc.aA)
			near(t, "a(B)", got[1], tc.aB)
			near(t, "lower/higher", min(got[0], got[1])/max(got[0], got[1]), tc.ratio)
			if got := f.majors(); len(got) != tc.majority {
				t.Errorf("majors: got %v, want %d", got, tc.majority)
			}
		})
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.00005001 {
		t.Errorf("%s: got %.5f, want %.4f", what, got, want)
	}
}
