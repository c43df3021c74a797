package diagram

import (
	"cmp"
	"slices"
)

// columns are what both layouts put one beside the other: things with their middle at the same x.
// Between two of them is a channel with nothing in it but arrows.
type columns struct {
	extents      []area // from left to right; only left and right are meant
	boxes, chips []int  // the column of each
}

func (g *geometry) columns(s *scene) columns {
	type thing struct {
		area   area
		column *int
	}
	c := columns{boxes: make([]int, len(g.boxes)), chips: make([]int, len(g.chips))}
	things := make([]thing, 0, len(c.boxes)+len(c.chips))
	for i, a := range g.boxes {
		things = append(things, thing{a, &c.boxes[i]})
	}
	for i, a := range g.chips {
		things = append(things, thing{around(a.middle(), s.links[i].room), &c.chips[i]})
	}
	slices.SortStableFunc(things, func(a, b thing) int { return cmp.Compare(a.area.middle().x, b.area.middle().x) })
	for i, t := range things {
		if i == 0 || t.area.middle().x-things[i-1].area.middle().x > 1 {
			c.extents = append(c.extents, t.area)
		}
		*t.column = len(c.extents) - 1
		last := &c.extents[*t.column]
		last.left, last.right = min(last.left, t.area.left), max(last.right, t.area.right)
	}
	return c
}

// rightOf and leftOf are where the channel beside a column ends.
func (c columns) rightOf(column int) float64 {
	return c.extents[min(column+1, len(c.extents)-1)].left
}

func (c columns) leftOf(column int) float64 { return c.extents[max(column-1, 0)].right }

// A crossing is a half of an arrow that leads from one column to the next.
type crossing struct {
	route     *route
	back      bool    // it runs to the left
	from, to  float64 // heights at the left and at the right of the channel
	turn      float64 // where it turns, as a share of the channel
	left, end float64 // x of the channel
}

// smooth draws the crossings anew: level through the columns, and one swing in the channel, each
// at another place there, so that arrows from one box do not cross or cover each other.
func (g *geometry) smooth(s *scene) {
	c := g.columns(s)
	channels := make([][]*crossing, len(c.extents))
	add := func(r *route, back bool, left, right int) {
		if right != left+1 || c.extents[right].left <= c.extents[left].right {
			return
		}
		x := &crossing{route: r, back: back, turn: 0.5, left: c.extents[left].right, end: c.extents[right].left}
		x.from, x.to = r.points[0].y, r.end(back).y
		if back {
			x.from, x.to = x.to, x.from
		}
		channels[left] = append(channels[left], x)
	}
	for i, l := range s.links {
		first, second := l.ahead()
		before, after := &g.tails[i], &g.heads[i]
		if l.back {
			before, after = after, before
		}
		add(before, l.back, c.boxes[first.id], c.chips[i])
		add(after, l.back, c.chips[i], c.boxes[second.id])
	}
	for _, channel := range channels {
		takeTurns(channel)
		for _, x := range channel {
			x.draw()
		}
	}
}

// takeTurns has the arrows that go up turn one after the other from the upper to the lower, and
// those that go down from the lower to the upper.
func takeTurns(channel []*crossing) {
	slices.SortStableFunc(channel, func(a, b *crossing) int { return cmp.Compare(a.from, b.from) })
	const level = 1.0
	var up, down []*crossing
	for _, x := range channel {
		switch {
		case x.to < x.from-level:
			up = append(up, x)
		case x.to > x.from+level:
			down = append(down, x)
		}
	}
	slices.Reverse(down)
	for _, turns := range [][]*crossing{up, down} {
		for i, x := range turns {
			x.turn = 0.15 + 0.7*(float64(i)+0.5)/float64(len(turns))
		}
	}
}

// end is where the line of the route ends: before the tip, if it has one.
func (r *route) end(back bool) point {
	switch {
	case r.tip == point{}:
		return r.points[len(r.points)-1]
	case back:
		return point{r.tip.x + headLength, r.tip.y}
	}
	return point{r.tip.x - headLength, r.tip.y}
}

func (x *crossing) draw() {
	r, end := x.route, x.route.end(x.back)
	from, to := x.left, min(x.end, end.x)
	if x.back {
		from, to = x.end, max(x.left, end.x)
	}
	r.points = r.points[:1:1]
	r.level(from)
	r.swing(x.left+x.turn*(x.end-x.left), point{to, end.y})
	r.level(end.x)
}

// level goes on to x at the same height.
func (r *route) level(x float64) {
	last := r.points[len(r.points)-1]
	if x != last.x {
		to := point{x, last.y}
		r.points = append(r.points, last, to, to)
	}
}

// swing goes on to a point, leaving and arriving level, and changes height about x = turn.
func (r *route) swing(turn float64, to point) {
	last := r.points[len(r.points)-1]
	r.points = append(r.points, point{turn, last.y}, point{turn, to.y}, to)
}

// height is the y of the route where it first comes to x, or of its end if it never does.
func (r route) height(x float64) float64 {
	start := r.points[0].x
	for i := 0; i+3 < len(r.points); i += 3 {
		const steps = 16
		for step := 1; step <= steps; step++ {
			p := curve(r.points[i:i+4], float64(step)/steps)
			if (x-start)*(p.x-x) >= 0 {
				return p.y
			}
		}
	}
	return r.points[len(r.points)-1].y
}

// curve is a point of a cubic Bézier curve, t being 0 at its start and 1 at its end.
func curve(p []point, t float64) point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return point{
		a*p[0].x + b*p[1].x + c*p[2].x + d*p[3].x,
		a*p[0].y + b*p[1].y + c*p[2].y + d*p[3].y,
	}
}
