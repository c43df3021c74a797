package diagram

import (
	"context"
	"math"
	"testing"
)

// TestArrowsFromOneSideDoNotCross looks at a box whose arrows all lead into the next column: from
// the upper to the lower they start and arrive in the same order, and none covers another on the
// way.
func TestArrowsFromOneSideDoNotCross(t *testing.T) {
	s := newScene(sketched(t, "x", "", `
		hub -> a call broken nnnn
		hub -> b call broken nnnn
		hub -> c call broken nnnn
		hub -> d call broken nnnn
		hub -> e call broken nnnn
	`))
	g, err := s.laidOut(context.Background(), Layout)
	if err != nil {
		t.Fatal(err)
	}
	g.part(s)
	g.smooth(s)
	for i := range s.links {
		for j := range i {
			a, b := g.tails[i], g.tails[j]
			above := a.points[0].y < b.points[0].y
			for x := a.points[0].x + 1; x < g.chips[i].left; x++ {
				if ya, yb := a.height(x), b.height(x); (ya < yb) != above || math.Abs(ya-yb) < 2 {
					t.Fatalf("arrows %d and %d meet at %.0f: %.1f, %.1f", i, j, x, ya, yb)
				}
			}
		}
	}
}

func TestHeightOfARoute(t *testing.T) {
	r := route{points: []point{{0, 10}}}
	r.level(20)
	r.swing(30, point{40, 50})
	for x, want := range map[float64]float64{0: 10, 10: 10, 30: 30, 40: 50, 1000: 50} {
		if got := r.height(x); math.Abs(got-want) > 3 {
			t.Errorf("at %v it is %v high, want %v", x, got, want)
		}
	}
}
