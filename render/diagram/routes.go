package diagram

import (
	"cmp"
	"math"
	"slices"
)

// geometry reads off where everything is, and draws the arrows.
func (l *layering) geometry() *geometry {
	l.spread()
	page := l.page.area(l)
	g := &geometry{size: size{page.right - page.left, page.bottom - page.top}}
	for _, n := range l.boxes {
		g.boxes = append(g.boxes, around(n.at, n.size))
	}
	for _, b := range l.bands {
		g.frames = append(g.frames, b.area(l))
	}
	starts, ends := l.ports()
	l.align(starts, ends)
	for i, n := range l.chips {
		g.chips = append(g.chips, l.scene.links[i].chipIn(around(n.at, n.size)))
	}
	l.draw(g, starts, ends)
	g.move(-page.left, -page.top)
	return g
}

// area is that of the boundary, with a margin at its ends for each boundary that ends inside it.
func (b *band) area(l *layering) area {
	if len(b.cells) == 0 {
		return area{}
	}
	return area{l.columns[b.first].left - b.margin(b.first, atStart), b.top, l.columns[b.last].right + b.margin(b.last, atEnd), b.bottom}
}

// A side is an end of a band.
type side uint8

const (
	atStart side = iota
	atEnd
)

// margin is how far the band reaches beyond a column it starts or ends at.
func (b *band) margin(at int, end side) float64 {
	most := 0.0
	for _, inner := range b.inner {
		if len(inner.cells) > 0 && (end == atStart && inner.first == at || end == atEnd && inner.last == at) {
			most = max(most, inner.margin(at, end))
		}
	}
	if b.parent == nil {
		return most
	}
	return most + bandGap
}

// spread puts the columns side by side. The more arrows change their height in a channel, the wider it is.
func (l *layering) spread() {
	starts, ends := make([]float64, len(l.columns)), make([]float64, len(l.columns))
	for _, b := range l.bands {
		if len(b.cells) > 0 {
			starts[b.first] = max(starts[b.first], b.margin(b.first, atStart))
			ends[b.last] = max(ends[b.last], b.margin(b.last, atEnd))
		}
	}
	const narrow, perTurn, wide = 20.0, 1.5, 56.0
	x := 0.0
	for i, c := range l.columns {
		width, turns := 0.0, 0
		for _, n := range c.nodes {
			width = max(width, n.size.width)
			for _, next := range n.after {
				if math.Abs(next.line()-n.line()) > 1 {
					turns++
				}
			}
		}
		x += starts[i]
		c.left, c.right = x, x+width
		for _, n := range c.nodes {
			n.at.x = x + width/2
		}
		x = c.right + ends[i] + min(wide, narrow+perTurn*float64(turns))
	}
}

// A passage is the part of an arrow that lies in a channel, between two columns.
type passage struct {
	left, right float64 // the channel
	from, to    float64 // heights there
	turn        float64 // where it changes from one to the other
}

// A way is the passages of an arrow, ahead, before its chip and after it.
type way struct{ before, after []*passage }

// draw leads every arrow from box to box: level through the columns, and with one swing in each channel,
// each at another place there, so that arrows do not cover each other.
func (l *layering) draw(g *geometry, starts, ends []float64) {
	channels, ways := make([][]*passage, len(l.columns)), make([]way, len(l.chips))
	for i := range l.chips {
		first, second := l.scene.links[i].ahead()
		before, after := l.passed(i)
		lead := func(y float64, nodes []*node, last float64) []*passage {
			var all []*passage
			for j, n := range nodes[1:] {
				p := &passage{left: l.columns[nodes[j].column].right, right: l.columns[n.column].left, from: y, to: n.line()}
				if j+2 == len(nodes) {
					p.to = last
				}
				y = p.to
				all = append(all, p)
				channels[nodes[j].column] = append(channels[nodes[j].column], p)
			}
			return all
		}
		chip := l.chips[i]
		ways[i] = way{
			before: lead(starts[i], slices.Concat([]*node{l.boxes[first.id]}, before, []*node{chip}), chip.line()),
			after:  lead(chip.line(), slices.Concat([]*node{chip}, after, []*node{l.boxes[second.id]}), ends[i]),
		}
	}
	for _, channel := range channels {
		takeTurns(channel)
	}
	for i, w := range ways {
		g.lead(l.scene.links[i], w)
	}
}

// passed are the gaps of an arrow before its chip and after it.
func (l *layering) passed(arrow int) (before, after []*node) {
	gaps, n := l.gaps[arrow], 0
	for n < len(gaps) && gaps[n].column < l.chips[arrow].column {
		n++
	}
	return gaps[:n], gaps[n:]
}

// ports is where on the sides of its boxes each arrow starts and ends: one below the other, in the order
// in which they come.
func (l *layering) ports() (starts, ends []float64) {
	starts, ends = make([]float64, len(l.chips)), make([]float64, len(l.chips))
	leaving, arriving := make([][]ending, len(l.boxes)), make([][]ending, len(l.boxes))
	for i, chip := range l.chips {
		first, second := l.scene.links[i].ahead()
		next, last := chip, chip
		before, after := l.passed(i)
		if len(before) > 0 {
			next = before[0]
		}
		if len(after) > 0 {
			last = after[len(after)-1]
		}
		leaving[first.id] = append(leaving[first.id], ending{&starts[i], next.line()})
		arriving[second.id] = append(arriving[second.id], ending{&ends[i], last.line()})
	}
	for i, n := range l.boxes {
		spread(leaving[i], n)
		spread(arriving[i], n)
	}
	return starts, ends
}

// align moves chips a little, where there is room, to the height at which their arrow comes or goes, so that
// it needs no bend there.
func (l *layering) align(starts, ends []float64) {
	const little = 16.0
	for i, chip := range l.chips {
		heights := [2]float64{starts[i], ends[i]}
		before, after := l.passed(i)
		if n := len(before); n > 0 {
			heights[0] = before[n-1].line()
		}
		if len(after) > 0 {
			heights[1] = after[0].line()
		}
		top, bottom := chip.free()
		way := little
		for _, height := range heights {
			to := height + chip.lift
			if by := math.Abs(to - chip.at.y); by < way && to >= top && to <= bottom {
				chip.wish, way = to, by
			}
		}
		if way < little {
			chip.at.y = chip.wish
		}
	}
}

// An ending is where an arrow meets the side of a box.
type ending struct {
	height *float64
	goal   float64 // the height of the arrow at the other side of the channel
}

// spread places the endings on one side of a box.
func spread(side []ending, box *node) {
	slices.SortStableFunc(side, func(a, b ending) int { return cmp.Compare(a.goal, b.goal) })
	const margin = 11
	step := 0.0
	if len(side) > 1 {
		step = min(1.6*portStep, (box.size.height-2*margin)/float64(len(side)-1))
	}
	for i, e := range side {
		*e.height = box.at.y + (float64(i)-float64(len(side)-1)/2)*step
	}
}

// takeTurns has the arrows of a channel that go up turn one after the other from the upper to the lower,
// and those that go down from the lower to the upper. Those that go up and down turn by turns.
func takeTurns(channel []*passage) {
	slices.SortStableFunc(channel, func(a, b *passage) int { return cmp.Compare(a.from, b.from) })
	const level = 1.0
	var up, down []*passage
	for _, p := range channel {
		switch {
		case p.to < p.from-level:
			up = append(up, p)
		case p.to > p.from+level:
			down = append(down, p)
		}
	}
	slices.Reverse(down)
	for i, turns := range [][]*passage{up, down} {
		for j, p := range turns {
			// The halves of a lane keep those that go up apart from those that go down.
			share := (float64(j) + 0.25 + 0.5*float64(i)) / float64(len(turns))
			p.turn = 0.15 + 0.7*share
		}
	}
}

// lead draws the arrow of a link on its way.
func (g *geometry) lead(l *link, w way) {
	first, second := l.ahead()
	start, chip, end := g.boxes[first.id].right, g.chips[l.id], g.boxes[second.id].left
	tail := route{points: []point{{start, w.before[0].from}}}
	head := route{points: []point{{chip.right, chip.middle().y}}}
	if l.back {
		tail.tip = tail.points[0]
		tail.points[0].x += headLength
	} else {
		head.tip = point{end, w.after[len(w.after)-1].to}
		end -= headLength
	}
	tail.follow(w.before, chip.left)
	head.follow(w.after, end)
	if l.back {
		tail, head = head.reversed(), tail.reversed()
	}
	g.tails, g.heads = append(g.tails, tail), append(g.heads, head)
}

// follow goes along the passages to x = end.
func (r *route) follow(way []*passage, end float64) {
	for _, p := range way {
		r.level(max(p.left, r.points[len(r.points)-1].x))
		r.swing(p.left+p.turn*(p.right-p.left), point{min(p.right, end), p.to})
	}
	r.level(end)
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
	turn = max(last.x, min(to.x, turn))
	if last.y == to.y {
		turn = to.x
	}
	r.points = append(r.points, point{turn, last.y}, point{turn, to.y}, to)
}
