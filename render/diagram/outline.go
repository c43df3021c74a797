package diagram

import (
	"math"
	"slices"
)

// A polyline is a chain of straight lines. A closed one leads back from its end to its start.
type polyline struct {
	points []point
	closed bool
}

// fineness is how far straight lines may be off the curve they stand for, in pixels.
const fineness = 0.02

// An outliner turns shapes into straight lines of pixels.
type outliner struct {
	scale float64 // pixels a unit
	lines []polyline
}

// outline is that of a rectangle, a circle or a path; other elements have none.
func outline(e *element, scale float64) []polyline {
	o := &outliner{scale: scale}
	switch e.tag {
	case "rect":
		o.rect(e.number("x"), e.number("y"), e.number("width"), e.number("height"), e.number("rx"))
	case "circle":
		o.circle(point{e.number("cx"), e.number("cy")}, e.number("r"))
	case "path":
		o.path(e.line)
	}
	return o.lines
}

// rect goes around clockwise from the left end of its upper side. Its corners are no rounder than its
// sides are long.
func (o *outliner) rect(x, y, width, height, radius float64) {
	rx, ry := min(radius, width/2), min(radius, height/2)
	right, bottom := x+width, y+height
	p := new(pen).move(point{x + rx, y}).line(point{right - rx, y})
	if radius > 0 {
		p.arc(rx, ry, true, point{right, y + ry}).line(point{right, bottom - ry}).
			arc(rx, ry, true, point{right - rx, bottom}).line(point{x + rx, bottom}).
			arc(rx, ry, true, point{x, bottom - ry}).line(point{x, y + ry}).
			arc(rx, ry, true, point{x + rx, y})
	} else {
		p.line(point{right, bottom}, point{x, bottom})
	}
	o.path(p.close())
}

// circle starts on the right, as SVG has it.
func (o *outliner) circle(m point, r float64) {
	right, left := point{m.x + r, m.y}, point{m.x - r, m.y}
	o.path(new(pen).move(right).arc(r, r, true, left).arc(r, r, true, right).close())
}

func (o *outliner) path(p *pen) {
	if p == nil {
		return
	}
	for _, s := range p.steps {
		switch s.letter {
		case 'M':
			o.lines = append(o.lines, polyline{points: []point{o.pixel(s.points[0])}})
		case 'L':
			for _, q := range s.points {
				o.to(o.pixel(q))
			}
		case 'C':
			for i := 0; i+3 <= len(s.points); i += 3 {
				o.curve(o.pixel(s.points[i]), o.pixel(s.points[i+1]), o.pixel(s.points[i+2]))
			}
		case 'A':
			o.arc(s.rx*o.scale, s.ry*o.scale, s.clockwise, o.pixel(s.points[0]))
		case 'Z':
			o.lines[len(o.lines)-1].closed = true
		}
	}
}

func (o *outliner) pixel(p point) point { return point{p.x * o.scale, p.y * o.scale} }

func (o *outliner) here() point {
	points := o.lines[len(o.lines)-1].points
	return points[len(points)-1]
}

// to draws a straight line.
func (o *outliner) to(p point) {
	last := &o.lines[len(o.lines)-1]
	last.points = append(last.points, p)
}

// curve draws a cubic Bézier curve. The number of its parts follows from its second differences: the
// error of a part is at most an eighth of them times the square of its share.
func (o *outliner) curve(b, c, d point) {
	a := o.here()
	bend := 6 * max(math.Hypot(a.x-2*b.x+c.x, a.y-2*b.y+c.y), math.Hypot(b.x-2*c.x+d.x, b.y-2*c.y+d.y))
	n := partsOf(bend)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		at := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
		o.to(point{at(a.x, b.x, c.x, d.x), at(a.y, b.y, c.y, d.y)})
	}
}

// quadratic draws a quadratic Bézier curve, as letters have them.
func (o *outliner) quadratic(b, c point) {
	a := o.here()
	n := partsOf(2 * math.Hypot(a.x-2*b.x+c.x, a.y-2*b.y+c.y))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		o.to(point{u*u*a.x + 2*u*t*b.x + t*t*c.x, u*u*a.y + 2*u*t*b.y + t*t*c.y})
	}
}

// partsOf is how many straight lines stand for a curve of that second derivative.
func partsOf(bend float64) int {
	const most = 500
	return int(min(most, max(1, math.Ceil(math.Sqrt(bend/8/fineness)))))
}

// arc draws the smaller part of an upright ellipse between two points, after the notes on elliptical
// arcs in the SVG specification: on the unit circle, to which the ellipse is squeezed, the middle lies
// beside the chord. Radii that do not reach are lengthened.
func (o *outliner) arc(rx, ry float64, clockwise bool, to point) {
	from := o.here()
	if !(rx > 0 && ry > 0) {
		o.to(to)
		return
	}
	a, b := point{from.x / rx, from.y / ry}, point{to.x / rx, to.y / ry}
	half := distance(a, b) / 2
	if half == 0 {
		return
	}
	r := max(1, half)
	beside := math.Sqrt(max(0, r*r-half*half)) / (2 * half)
	if !clockwise {
		beside = -beside
	}
	m := point{(a.x+b.x)/2 - (b.y-a.y)*beside, (a.y+b.y)/2 + (b.x-a.x)*beside}
	start := math.Atan2(a.y-m.y, a.x-m.x)
	turn := math.Atan2(b.y-m.y, b.x-m.x) - start
	switch {
	case clockwise && turn < 0:
		turn += 2 * math.Pi
	case !clockwise && turn > 0:
		turn -= 2 * math.Pi
	}
	n := arcParts(turn, r*max(rx, ry))
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(start + turn*float64(i)/float64(n))
		o.to(point{(m.x + r*cos) * rx, (m.y + r*sin) * ry})
	}
	o.to(to)
}

// arcParts is how many straight lines stand for a turn on a circle of that radius.
func arcParts(turn, radius float64) int {
	if radius <= fineness {
		return 1
	}
	return int(math.Ceil(math.Abs(turn) / (2 * math.Acos(1-fineness/radius))))
}

// dashed cuts a line into dashes and gaps of those lengths, in turn, from its start.
func (p polyline) dashed(lengths []float64) []polyline {
	period := 0.0
	for _, l := range lengths {
		period += l
	}
	if !(period > 0) {
		return []polyline{p}
	}
	points := p.points
	if p.closed {
		points = append(slices.Clone(points), points[0])
	}
	var all []polyline
	turn, left := 0, lengths[0] // of the dash or gap that is being drawn
	draws := func() bool { return turn%2 == 0 }
	dash := []point{points[0]}
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		length := distance(from, to)
		done := 0.0
		for length-done > left {
			done += left
			t := done / length
			at := point{from.x + (to.x-from.x)*t, from.y + (to.y-from.y)*t}
			if draws() {
				all = append(all, polyline{points: append(dash, at)})
			}
			dash = []point{at}
			turn++
			left = lengths[turn%len(lengths)]
		}
		left -= length - done
		dash = append(dash, to)
	}
	if draws() && len(dash) > 1 {
		all = append(all, polyline{points: dash})
	}
	return all
}
