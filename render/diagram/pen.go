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

func (p *pen) curve(points ...point) *pen { return p.step(step{letter: 'C', points: points}) }

// arc draws the part of an upright ellipse that leads to a point, the smaller one of the two that
// are possible.
func (p *pen) arc(rx, ry float64, clockwise bool, to point) *pen {
	return p.step(step{letter: 'A', points: []point{to}, rx: rx, ry: ry, clockwise: clockwise})
}

func (p *pen) close() *pen { return p.step(step{letter: 'Z'}) }

// String is the path in the words of SVG.
func (p *pen) String() string {
	var out bytes.Buffer
	for _, s := range p.steps {
		out.WriteByte(s.letter)
		if s.letter == 'A' {
			out.WriteString(num(s.rx) + "," + num(s.ry) + " 0 0 " + sweep(s.clockwise) + " ")
		}
		for i, q := range s.points {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(num(q.x) + "," + num(q.y))
		}
	}
	return out.String()
}

func sweep(clockwise bool) string {
	if clockwise {
		return "1"
	}
	return "0"
}
