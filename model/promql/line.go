package promql

import (
	"math"
	"slices"
)

// A line is a figure over time, in seconds from the failure: straight between its points, with a
// slope of its own before the first and after the last. Two points at one time are a jump.
type line struct {
	points     []point
	head, tail float64
}

type point struct{ t, v float64 }

func level(v float64) line { return line{points: []point{{0, v}}} }

// jump is from before time 0 and to from then on.
func jump(from, to float64) line { return line{points: []point{{0, from}, {0, to}}} }

// bend is at v in time 0, and has one slope before and another after.
func bend(v, head, tail float64) line { return line{points: []point{{0, v}}, head: head, tail: tail} }

// flat tells whether the line has one value for ever, and which.
func (l line) flat() (float64, bool) {
	if l.head != 0 || l.tail != 0 {
		return 0, false
	}
	for _, p := range l.points[1:] {
		if p.v != l.points[0].v {
			return 0, false
		}
	}
	return l.points[0].v, true
}

// zero tells whether the line is 0 for ever.
func (l line) zero() bool {
	v, flat := l.flat()
	return flat && v == 0
}

// before is the value at t as it is approached from earlier times.
func (l line) before(t float64) float64 {
	first := l.points[0]
	if t <= first.t {
		return first.v + l.head*(t-first.t)
	}
	for i := 1; i < len(l.points); i++ {
		if t <= l.points[i].t {
			return between(l.points[i-1], l.points[i], t)
		}
	}
	last := l.points[len(l.points)-1]
	return last.v + l.tail*(t-last.t)
}

// after is the value at t as it is approached from later times.
func (l line) after(t float64) float64 {
	last := l.points[len(l.points)-1]
	if t >= last.t {
		return last.v + l.tail*(t-last.t)
	}
	for i := len(l.points) - 2; i >= 0; i-- {
		if t >= l.points[i].t {
			return between(l.points[i], l.points[i+1], t)
		}
	}
	first := l.points[0]
	return first.v + l.head*(t-first.t)
}

func between(a, b point, t float64) float64 {
	if a.v == b.v || a.t == b.t {
		return b.v
	}
	return a.v + (b.v-a.v)*(t-a.t)/(b.t-a.t)
}

// scale multiplies by a number.
func (l line) scale(k float64) line {
	points := make([]point, len(l.points))
	for i, p := range l.points {
		points[i] = point{p.t, p.v * k}
	}
	return line{points, l.head * k, l.tail * k}
}

// later is the line as it was d seconds ago.
func (l line) later(d float64) line {
	points := make([]point, len(l.points))
	for i, p := range l.points {
		points[i] = point{p.t + d, p.v}
	}
	return line{points, l.head, l.tail}
}

func (l line) plus(m line) line {
	if v, flat := m.flat(); flat {
		return l.raise(v)
	}
	if v, flat := l.flat(); flat {
		return m.raise(v)
	}
	sum := draw(times(l, m), func(t float64, after bool) float64 { return l.at(t, after) + m.at(t, after) })
	sum.head, sum.tail = l.head+m.head, l.tail+m.tail
	return sum
}

func (l line) raise(k float64) line {
	if k == 0 {
		return l
	}
	points := make([]point, len(l.points))
	for i, p := range l.points {
		points[i] = point{p.t, p.v + k}
	}
	return line{points, l.head, l.tail}
}

// combine applies f to two lines that are flat before and after their points. It is exact at the points and
// at steps between them; ok is false for lines that never settle.
func combine(l, m line, f func(a, b float64) float64) (combined line, ok bool) {
	if l.head != 0 || l.tail != 0 || m.head != 0 || m.tail != 0 {
		return line{}, false
	}
	ts := times(l, m)
	if !l.steps() || !m.steps() {
		ts = finer(ts)
	}
	return draw(ts, func(t float64, after bool) float64 { return f(l.at(t, after), m.at(t, after)) }), true
}

// steps tells whether the line moves in jumps alone.
func (l line) steps() bool {
	for i := 1; i < len(l.points); i++ {
		if l.points[i].v != l.points[i-1].v && l.points[i].t != l.points[i-1].t {
			return false
		}
	}
	return l.head == 0 && l.tail == 0
}

// draw makes a line of values at some times, asked once from each side.
func draw(ts []float64, f func(t float64, after bool) float64) line {
	points := make([]point, 0, len(ts)+2)
	for _, t := range ts {
		left, right := f(t, false), f(t, true)
		points = append(points, point{t, left})
		if right != left {
			points = append(points, point{t, right})
		}
	}
	return line{points: points}
}

// at is the value at t as it is approached from one side.
func (l line) at(t float64, after bool) float64 {
	if after {
		return l.after(t)
	}
	return l.before(t)
}

// times lists when some lines bend or jump, each once.
func times(lines ...line) []float64 {
	var ts []float64
	for _, l := range lines {
		for _, p := range l.points {
			ts = append(ts, p.t)
		}
	}
	slices.Sort(ts)
	return slices.Compact(ts)
}

// finer adds steps between times, for curves that straight pieces only approach. Where there are many already, they
// are fine enough.
func finer(ts []float64) []float64 {
	const pieces, enough = 16, 40
	if len(ts) > enough {
		return ts
	}
	var fine []float64
	for i, t := range ts {
		fine = append(fine, t)
		if i+1 < len(ts) {
			for k := 1; k < pieces; k++ {
				fine = append(fine, t+(ts[i+1]-t)*float64(k)/pieces)
			}
		}
	}
	return fine
}

// grew is by how much the line grew over the last window.
func (l line) grew(window float64) line { return l.plus(l.later(window).scale(-1)) }

// mean is the average over the last window.
func (l line) mean(window float64) line {
	mean := draw(l.windowed(window), func(t float64, _ bool) float64 { return l.area(t-window, t) / window })
	mean.head, mean.tail = l.head, l.tail
	return mean
}

// area is the integral from one time to another.
func (l line) area(from, to float64) float64 {
	area, t, v := 0.0, from, l.after(from)
	for _, p := range l.points {
		if p.t >= to {
			break
		}
		if p.t >= from {
			area += (p.t - t) * (v + l.before(p.t)) / 2
			t, v = p.t, l.after(p.t)
		}
	}
	return area + (to-t)*(v+l.before(to))/2
}

// extreme is the largest value over the last window, or the least.
func (l line) extreme(window float64, most func(a, b float64) float64) line {
	extreme := draw(l.windowed(window), func(t float64, after bool) float64 {
		v := most(l.at(t, after), l.at(t-window, after))
		for _, p := range l.points {
			if t-window < p.t && p.t < t {
				v = most(v, p.v)
			}
		}
		return v
	})
	extreme.head, extreme.tail = l.head, l.tail
	return extreme
}

// windowed lists the times at which a figure over the last window of the line may bend.
func (l line) windowed(window float64) []float64 {
	ts := times(l, l.later(window))
	if !l.steps() {
		ts = finer(ts)
	}
	return ts
}

// roots lists the times strictly between points, before or after them, at which the line goes through 0.
func (l line) roots() []float64 {
	var ts []float64
	first, last := l.points[0], l.points[len(l.points)-1]
	if l.head != 0 {
		if t := first.t - first.v/l.head; t < first.t {
			ts = append(ts, t)
		}
	}
	for i := 1; i < len(l.points); i++ {
		a, b := l.points[i-1], l.points[i]
		if a.t != b.t && a.v*b.v < 0 {
			ts = append(ts, a.t+(b.t-a.t)*a.v/(a.v-b.v))
		}
	}
	if l.tail != 0 {
		if t := last.t - last.v/l.tail; t > last.t && !math.IsInf(t, 0) {
			ts = append(ts, t)
		}
	}
	return ts
}

// integral is what a rate counts from time 0 on, and before it.
func (l line) integral() line {
	sum := line{head: l.before(l.points[0].t), tail: l.after(l.points[len(l.points)-1].t)}
	for _, t := range times(l, level(0)) {
		area := l.area(0, t)
		if t < 0 {
			area = -l.area(t, 0)
		}
		sum.points = append(sum.points, point{t, area})
	}
	return sum
}

// rootsOf is roots, and nothing for a line of infinities.
func (l line) rootsOf() []float64 {
	if math.IsInf(l.points[0].v, 0) {
		return nil
	}
	return l.roots()
}

func sorted(ts []float64) []float64 {
	slices.Sort(ts)
	return slices.Compact(ts)
}
