package diagram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
)

// arrowsOf is a drawing of many arrows in one of the shapes that are hard to lay out.
func arrowsOf(t testing.TB, shape string, n int, place string) *analysis.Report {
	var boxes, arrows strings.Builder
	for i := range n + 1 {
		fmt.Fprintf(&boxes, "c%d service - %s\n", i, place)
	}
	for i := range n {
		from, to := i, i+1
		switch shape {
		case "a star":
			from = 0
		case "a funnel":
			from, to = i+1, 0
		case "a ladder":
			from, to = i/2, i+1
		}
		fmt.Fprintf(&arrows, "c%d -> c%d call broken nnnn\n", from, to)
	}
	return sketched(t, shape, boxes.String(), arrows.String())
}

var shapes = []string{"a chain", "a star", "a funnel", "a ladder"}

func TestShapesAreLaidOut(t *testing.T) {
	for _, shape := range shapes {
		for _, n := range []int{1, 2, 60} {
			for _, place := range []string{"-", "x/y"} {
				t.Run(fmt.Sprint(shape, n, place), func(t *testing.T) {
					s := newScene(arrowsOf(t, shape, n, place))
					g := s.layers().geometry()
					tidy(t, s, g)
					runsFree(t, s, g)
				})
			}
		}
	}
}

// TestAStarIsNotATower looks at sixty arrows from one box and to one box: they spread over columns, so that
// the picture fits a screen.
func TestAStarIsNotATower(t *testing.T) {
	for _, shape := range []string{"a star", "a funnel"} {
		g := newScene(arrowsOf(t, shape, 60, "-")).layers().geometry()
		if g.size.height > 1.3*g.size.width {
			t.Errorf("%s takes %v", shape, g.size)
		}
	}
}

// TestBoundariesAreNotStretched looks at parts that no arrow joins to the rest: they stand by the others in
// their boundary.
func TestBoundariesAreNotStretched(t *testing.T) {
	r := sketched(t, "x", `
		a service - -
		b service - -
		c service - zone
		d service - zone
		watch service - zone
	`, `
		a -> b call broken nnnn
		b -> c call broken nnnn
		c -> d call broken nnnn
		watch -> pager event broken nnnn
	`)
	for _, lay := range []func(*scene) (*layering, error){
		func(s *scene) (*layering, error) { return s.layers(), nil },
		func(s *scene) (*layering, error) { return s.laidOut(context.Background(), Layout, fullEffort) },
	} {
		s := newScene(r)
		l, err := lay(s)
		if err != nil {
			t.Fatal(err)
		}
		if b := l.bands[0]; b.last-b.first > 2 {
			t.Errorf("the boundary goes from column %d to %d, want one step", b.first, b.last)
		}
	}
}

func TestStraightArrowsStayStraight(t *testing.T) {
	s := newScene(arrowsOf(t, "a chain", 8, "-"))
	g := s.layers().geometry()
	for i, l := range s.links {
		y := g.tails[i].points[0].y
		for _, p := range slices.Concat(g.tails[i].points, g.heads[i].points) {
			if p.y-y > 0.01 || y-p.y > 0.01 {
				t.Errorf("%s bends from %v to %v", l.answers[0].Arrow, y, p.y)
			}
		}
	}
}

// TestCrossingsAreCounted compares every pair of arrows between two columns.
func TestCrossingsAreCounted(t *testing.T) {
	most := 0
	for seed := range uint64(20) {
		l := newScene(random(t, seed)).layers()
		want := 0
		for _, c := range l.columns {
			for _, a := range c.nodes {
				for _, b := range c.nodes {
					if a.place < b.place {
						want += crossed(a.after, b.after)
					}
				}
			}
		}
		if got := l.crossings(); got != want {
			t.Errorf("random %d: %d crossings, want %d", seed, got, want)
		}
		most = max(most, want)
	}
	if most == 0 {
		t.Error("nothing crosses, so nothing is shown")
	}
}

func BenchmarkLayers(b *testing.B) {
	for _, shape := range shapes {
		for _, place := range []string{"-", "x/y"} {
			b.Run(shape+" "+place, func(b *testing.B) {
				r := arrowsOf(b, shape, 3000, place)
				for b.Loop() {
					newScene(r).layers().geometry()
				}
			})
		}
	}
}
