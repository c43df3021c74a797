package diagram

import "bytes"

// A pen makes the path of a line.
type pen struct{ steps []step }

// A step is a command of an SVG path. Only an arc has radii and a sense of rotation.
type step struct {
	letter    byte // M, L, C, A or Z
	points    []point
	rx, ry    float64
	clockwise bool
}

func (p *pen) step(s step) *pen {
	p.steps = append(p.steps, s)
	return p
}

func (p *pen) move(to point) *pen { return p.step(step{letter: 'M', points: []point{to}}) }

func (p *pen) line(to ...point) *pen { return p.step(step{letter: 'L', points: to}) }

// curve draws Bezier curves, each by two points of control and its end. Most of those of an arrow are
// straight, and are drawn as lines: they take a quarter of the room.
func (p *pen) curve(points ...point) *pen {
	for ; len(points) >= 3; points = points[3:] {
		from, end := p.here(), points[2]
		switch {
		case points[0] == from && points[1] == end && from == end:
		case points[0] == from && points[1] == end:
			p.line(end)
		default:
			p.step(step{letter: 'C', points: points[:3]})
		}
	}
	return p
}

// here is where the pen is.
func (p *pen) here() point {
	last := p.steps[len(p.steps)-1].points
	return last[len(last)-1]
}

// arc draws the part of an upright ellipse that leads to a point, the smaller one of the two that
// are possible.
func (p *pen) arc(rx, ry float64, clockwise bool, to point) *pen {
	return p.step(step{letter: 'A', points: []point{to}, rx: rx, ry: ry, clockwise: clockwise})
}

func (p *pen) close() *pen { return p.step(step{letter: 'Z'}) }

// String is the path in the words of SVG.
func (p *pen) String() string {
	var out bytes.Buffer
	var at point
	for _, s := range p.steps {
		if s.letter == 'L' {
			for _, q := range s.points {
				out.WriteString(straight(at, q))
				at = q
			}
			continue
		}
		out.WriteByte(s.letter)
		if s.letter == 'A' {
			out.WriteString(num(s.rx) + "," + num(s.ry) + " 0 0 " + sweep(s.clockwise) + " ")
		}
		for i, q := range s.points {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(num(q.x) + "," + num(q.y))
			at = q
		}
	}
	return out.String()
}

// straight is the command that leads from a point to another: along one axis where that is enough, and none
// where they are the same.
func straight(from, to point) string {
	x, y := num(to.x), num(to.y)
	switch {
	case num(from.x) == x && num(from.y) == y:
		return ""
	case num(from.y) == y:
		return "H" + x
	case num(from.x) == x:
		return "V" + y
	}
	return "L" + x + "," + y
}

func sweep(clockwise bool) string {
	if clockwise {
		return "1"
	}
	return "0"
}
