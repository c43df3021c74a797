package diagram

import (
	"math"
	"slices"
)

// A stroker makes the outline of a line that has a width: a box for each straight part, a wedge where
// two of them meet, and half a disc at the ends if they are round. All pieces turn the same way, so
// that where they overlap they add up and never cancel out.
type stroker struct {
	half   float64 // of the width, in pixels
	round  bool    // joins
	pieces []polyline
}

// strokes are the pieces of all lines, as wide as the ink says.
func strokes(lines []polyline, i ink, scale float64) []polyline {
	s := &stroker{half: i.width * scale / 2, round: i.roundJoins}
	lengths := make([]float64, len(i.dashes))
	for k, l := range i.dashes {
		lengths[k] = l * scale
	}
	for _, line := range lines {
		parts := []polyline{line}
		if len(lengths) > 0 {
			parts = line.dashed(lengths)
		}
		for _, p := range parts {
			s.line(p, i.roundCaps)
		}
	}
	return s.pieces
}

func (s *stroker) line(p polyline, roundCaps bool) {
	points := p.apart()
	if len(points) < 2 {
		return
	}
	directions := make([]point, len(points)-1)
	for i := range directions {
		d := distance(points[i], points[i+1])
		directions[i] = point{(points[i+1].x - points[i].x) / d, (points[i+1].y - points[i].y) / d}
	}
	for i, d := range directions {
		s.box(points[i], points[i+1], d)
		if i > 0 {
			s.join(points[i], directions[i-1], d)
		}
	}
	last := len(directions) - 1
	switch {
	case p.closed:
		s.join(points[0], directions[last], directions[0])
	case roundCaps:
		s.fan(points[0], directions[0].right(), math.Pi)
		s.fan(points[last+1], directions[last].left(), math.Pi)
	}
}

// apart are the points of the line, without those that lie on the one before. Those of a closed line end
// where they begin.
func (p polyline) apart() []point {
	const nothing = 1e-6
	points := make([]point, 0, len(p.points)+1)
	add := func(q point) {
		if last := len(points) - 1; last < 0 || distance(points[last], q) > nothing {
			points = append(points, q)
		}
	}
	for _, q := range p.points {
		add(q)
	}
	if p.closed && len(points) > 0 {
		add(points[0])
	}
	return points
}

func distance(a, b point) float64 { return math.Hypot(b.x-a.x, b.y-a.y) }

// left and right are the directions across, as seen on a page whose y grows downwards.
func (p point) left() point  { return point{p.y, -p.x} }
func (p point) right() point { return point{-p.y, p.x} }

// off is the point that lies far away from p in a direction.
func (p point) off(direction point, far float64) point {
	return point{p.x + direction.x*far, p.y + direction.y*far}
}

func (s *stroker) box(a, b, direction point) {
	l, r := direction.left(), direction.right()
	s.piece(a.off(l, s.half), b.off(l, s.half), b.off(r, s.half), a.off(r, s.half))
}

// join fills the wedge on the outer side of a bend: with a part of a disc, or to a point unless that
// would be longer than four times the half width, which is SVG's usual limit.
func (s *stroker) join(at, in, out point) {
	const limit = 4
	cross, dot := in.x*out.y-in.y*out.x, in.x*out.x+in.y*out.y
	turn := math.Atan2(cross, dot)
	if turn == 0 {
		return
	}
	from, to := in.left(), out.left() // the outer side of a bend to the right
	if turn < 0 {
		from, to = in.right(), out.right()
	}
	if s.round {
		s.fan(at, from, turn)
		return
	}
	corner := []point{at, at.off(from, s.half)}
	if reach := 1 / math.Cos(turn/2); reach <= limit {
		middle := point{from.x + to.x, from.y + to.y}
		length := math.Hypot(middle.x, middle.y)
		corner = append(corner, at.off(point{middle.x / length, middle.y / length}, s.half*reach))
	}
	s.piece(append(corner, at.off(to, s.half))...)
}

// fan is a part of a disc, from a direction on. A positive turn is clockwise on the page.
func (s *stroker) fan(middle, from point, turn float64) {
	n := arcParts(turn, s.half)
	points := []point{middle}
	for i := range n + 1 {
		sin, cos := math.Sincos(turn * float64(i) / float64(n))
		points = append(points, middle.off(point{from.x*cos - from.y*sin, from.x*sin + from.y*cos}, s.half))
	}
	s.piece(points...)
}

func (s *stroker) piece(points ...point) {
	if area2(points) < 0 {
		slices.Reverse(points)
	}
	s.pieces = append(s.pieces, polyline{points: points, closed: true})
}

// area2 is twice the area within the points, positive if they go around clockwise on the page.
func area2(points []point) float64 {
	sum := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		sum += p.x*q.y - p.y*q.x
	}
	return sum
}
