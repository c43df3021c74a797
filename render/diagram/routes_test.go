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
	l, err := s.laidOut(context.Background(), Layout, fullEffort)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*geometry{l.geometry(), s.layers().geometry()} {
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
}
