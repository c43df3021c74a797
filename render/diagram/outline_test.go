package diagram

import (
	"math"
	"testing"
)

func outlined(draw func(*canvas)) []polyline {
	c := &canvas{}
	draw(c)
	return outline(c.root.inside[0], 2)
}

// surface is what closed lines that turn the same way enclose.
func surface(lines []polyline) float64 {
	sum := 0.0
	for _, l := range lines {
		sum += area2(l.points) / 2
	}
	return sum
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s is %.3f, want %.3f", what, got, want)
	}
}

func TestOutlinesEncloseWhatTheyShould(t *testing.T) {
	square := area{10, 10, 30, 30}
	near(t, "a square of 20 units", surface(outlined(func(c *canvas) { c.rect("", square, 0) })), 1600, 1e-9)
	near(t, "one with corners of 5", surface(outlined(func(c *canvas) { c.rect("", square, 5) })), 1600-4*100+math.Pi*100, 2)
	near(t, "one rounder than it is large", surface(outlined(func(c *canvas) { c.rect("", square, 50) })), math.Pi*400, 2)
	near(t, "a circle of radius 10", surface(outlined(func(c *canvas) { c.circle("", point{20, 20}, 10) })), math.Pi*400, 2)
	half := func(clockwise bool) float64 {
		return surface(outlined(func(c *canvas) {
			c.path("", new(pen).move(point{0, 10}).arc(10, 5, clockwise, point{20, 10}).close())
		}))
	}
	near(t, "the upper half of an ellipse", half(true), math.Pi*20*10/2, 1)
	near(t, "the lower half of an ellipse", half(false), -math.Pi*20*10/2, 1)
	near(t, "an arc whose radius does not reach", surface(outlined(func(c *canvas) {
		c.path("", new(pen).move(point{0, 10}).arc(1, 1, true, point{20, 10}).close())
	})), math.Pi*400/2, 1)
	const magic = 0.5522847498 // of the cubic curve that is nearest to a quarter of a circle
	near(t, "a circle of curves", surface(outlined(func(c *canvas) {
		c.path("", new(pen).move(point{10, 0}).curve(
			point{10, 10 * magic}, point{10 * magic, 10}, point{0, 10}, point{-10 * magic, 10}, point{-10, 10 * magic}, point{-10, 0},
			point{-10, -10 * magic}, point{-10 * magic, -10}, point{0, -10}, point{10 * magic, -10}, point{10, -10 * magic}, point{10, 0},
		).close())
	})), math.Pi*400, 2)
}

func TestCurvesAreAsFineAsPixelsNeed(t *testing.T) {
	lines := outlined(func(c *canvas) { c.circle("", point{}, 500) })
	for i, p := range lines[0].points[1:] {
		q := lines[0].points[i]
		if off := 1000 - math.Hypot((p.x+q.x)/2, (p.y+q.y)/2); off > 2*fineness {
			t.Fatalf("a part is %.3f pixels off the circle", off)
		}
	}
}

func TestDegenerateOutlinesAreHarmless(t *testing.T) {
	p := point{5, 5}
	for name, line := range map[string]*pen{
		"nothing":         new(pen),
		"a point":         new(pen).move(p).close(),
		"no way":          new(pen).move(p).line(p, p).close(),
		"a curve on spot": new(pen).move(p).curve(p, p, p),
		"an arc on spot":  new(pen).move(p).arc(3, 3, true, p),
		"an arc of none":  new(pen).move(p).arc(0, 3, true, point{6, 6}),
		"there and back":  new(pen).move(p).line(point{9, 5}, p),
	} {
		lines := outlined(func(c *canvas) { c.path("", line) })
		for _, i := range []ink{{width: 3}, {width: 3, dashes: []float64{2, 1}, roundCaps: true, roundJoins: true}} {
			for _, l := range append(lines, strokes(lines, i, 2)...) {
				for _, q := range l.points {
					if math.IsNaN(q.x + q.y) {
						t.Errorf("%s: a point at %v", name, q)
					}
				}
			}
		}
	}
}

func TestDashes(t *testing.T) {
	line := polyline{points: []point{{0, 0}, {10, 0}, {10, 10}}}
	var got []float64
	for _, d := range line.dashed([]float64{6, 3}) {
		length := 0.0
		for i, p := range d.points[1:] {
			length += distance(d.points[i], p)
		}
		got = append(got, length)
	}
	if len(got) != 3 || math.Abs(got[0]-6) > 1e-9 || math.Abs(got[1]-6) > 1e-9 || math.Abs(got[2]-2) > 1e-9 {
		t.Errorf("dashes of %v, want 6, 6 and 2", got)
	}
	if second := line.dashed([]float64{6, 3})[1].points; second[0] != (point{9, 0}) || second[1] != (point{10, 0}) || second[2] != (point{10, 5}) {
		t.Errorf("the second dash goes %v, not around the corner", second)
	}
	if whole := line.dashed([]float64{0, 0}); len(whole) != 1 || len(whole[0].points) != 3 {
		t.Errorf("dashes of no length: %v", whole)
	}
	around := polyline{points: []point{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, closed: true}
	if last := around.dashed([]float64{30, 5})[1].points; last[len(last)-1] != (point{0, 0}) {
		t.Errorf("a closed line ends at %v, not where it began", last[len(last)-1])
	}
}

func TestStrokes(t *testing.T) {
	straight := []polyline{{points: []point{{0, 0}, {10, 0}}}}
	square := []polyline{{points: []point{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, closed: true}}
	near(t, "a line of width 4", surface(strokes(straight, ink{width: 2}, 2)), 40, 1e-9)
	near(t, "one with round ends", surface(strokes(straight, ink{width: 4, roundCaps: true}, 1)), 40+math.Pi*4, 0.5)
	// The inner corners of the four sides overlap once each.
	near(t, "a square with sharp corners", surface(strokes(square, ink{width: 2}, 1)), 12*12-8*8+4*1, 1e-9)
	near(t, "a square with round corners", surface(strokes(square, ink{width: 2, roundJoins: true}, 1)), 4*20+math.Pi, 0.2)
	spike := []polyline{{points: []point{{0, 0}, {10, 0}, {0, 0.5}}}}
	if a := edges(strokes(spike, ink{width: 2}, 1)); a.right > 11.1 {
		t.Errorf("a sharp bend reaches to %.1f", a.right)
	}
	for _, turn := range []point{{10, 10}, {10, -10}} {
		bend := strokes([]polyline{{points: []point{{0, 0}, {10, 0}, turn}}}, ink{width: 2}, 1)
		if a := edges(bend); math.Abs(a.right-11) > 1e-9 || math.Max(-a.top, a.bottom) > 10.1 || math.Abs(math.Min(-a.top, a.bottom)-1) > 1e-9 {
			t.Errorf("a bend to %v covers %+v", turn, a)
		}
	}
	round := edges(strokes(straight, ink{width: 4, roundCaps: true}, 1))
	near(t, "the left end", round.left, -2, 0.1)
	near(t, "the right end", round.right, 12, 0.1)
}
