package diagram

import (
	"math"
	"slices"
)

// stack gives everything its height, as near as can be to what it is joined to, on a page that is as low
// as the order in the columns allows.
func (l *layering) stack() {
	l.pack()
	passes := 10
	if len(l.columns) > veryWide {
		passes = 4 // a pass can take time by the square of the columns
	}
	for i := range passes {
		d := bothWays
		if i < passes-2 {
			d = direction(i % 2)
		}
		if i%2 == 0 {
			for at := range l.columns {
				l.page.ease(at, d)
			}
		} else {
			for at := range slices.Backward(l.columns) {
				l.page.ease(at, d)
			}
		}
	}
	l.straighten()
}

// veryWide is a number of columns that no screen shows in one piece.
const veryWide = 1000

// pack puts everything as far up as it goes, and makes the page as high as that needs.
func (l *layering) pack() {
	for _, c := range l.columns {
		for _, n := range c.nodes {
			n.at.y = math.Inf(-1)
		}
	}
	for _, b := range l.all {
		b.top, b.bottom = math.Inf(-1), math.Inf(-1)
	}
	l.page.top, l.page.bottom = 0, 0
	l.page.sink()
	for _, c := range l.page.cells {
		if len(c) > 0 {
			l.page.bottom = max(l.page.bottom, c[len(c)-1].bottom())
		}
	}
}

// sink moves what is in the band down until nothing lies on another.
func (b *band) sink() {
	for changed := true; changed; {
		changed = false
		for _, c := range b.cells {
			y, above := b.top+b.head(), entry{}
			for _, e := range c {
				y += apart(above, e)
				changed = e.lower(y) || changed
				y, above = e.bottom(), e
			}
		}
	}
}

// lower moves the entry down to y, if it is above, and tells whether it was.
func (e entry) lower(y float64) bool {
	const hair = 0.001
	if e.top() >= y-hair {
		return false
	}
	if e.node != nil {
		e.node.at.y = y + e.node.size.height/2
		return true
	}
	e.band.top = y
	e.band.sink()
	e.band.tighten()
	return true
}

// head is the room between the upper edge of the band and what is in it.
func (b *band) head() float64 {
	if b.parent == nil {
		return 0
	}
	return bandTitle
}

// foot is the room at its lower edge.
func (b *band) foot() float64 {
	if b.parent == nil {
		return 0
	}
	return bandGap
}

// apart is the room between two neighbours in a cell; the upper one may be missing.
func apart(upper, lower entry) float64 {
	switch {
	case upper == entry{}:
		return 0
	case upper.band != nil || lower.band != nil:
		return bandGap
	case upper.node.isGap() && lower.node.isGap():
		return nodeGap / 2
	}
	return nodeGap
}

// tighten shrinks the band to what is in it.
func (b *band) tighten() {
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, c := range b.cells {
		if len(c) > 0 {
			top, bottom = min(top, c[0].top()), max(bottom, c[len(c)-1].bottom())
		}
	}
	b.top, b.bottom = top-b.head(), bottom+b.foot()
}

// ceiling is how far up the band can grow.
func (b *band) ceiling() float64 {
	if b.parent == nil {
		return b.top
	}
	most, edge := math.Inf(-1), false
	for i, slot := range b.slots {
		if slot == 0 {
			edge = true
			continue
		}
		around := b.parent.cells[b.first+i-b.parent.first]
		most = max(most, around[slot-1].bottom()+bandGap)
	}
	if edge {
		most = max(most, b.parent.ceiling()+b.parent.head())
	}
	return most
}

// floor is how far down the band can grow.
func (b *band) floor() float64 {
	if b.parent == nil {
		return b.bottom
	}
	least, edge := math.Inf(1), false
	for i, slot := range b.slots {
		around := b.parent.cells[b.first+i-b.parent.first]
		if slot+1 == len(around) {
			edge = true
			continue
		}
		least = min(least, around[slot+1].top()-bandGap)
	}
	if edge {
		least = min(least, b.parent.floor()-b.parent.foot())
	}
	return least
}

// ease brings the nodes of one column of the band nearer to where they would like to be.
func (b *band) ease(at int, d direction) {
	c := b.cells[at-b.first]
	for first := 0; first < len(c); first++ {
		if c[first].band != nil {
			c[first].band.ease(at, d)
			continue
		}
		end := first + 1
		for end < len(c) && c[end].node != nil {
			end++
		}
		run := c[first:end]
		pools := run.pooled(d)
		// What an edge of the band allows is only looked up where it matters.
		top, bottom := b.top+b.head(), b.bottom-b.foot()
		if first > 0 {
			top = c[first-1].bottom() + bandGap
		} else if pools[0].wish < top+run[0].node.size.height/2 {
			top = b.ceiling() + b.head()
		}
		if end < len(c) {
			bottom = c[end].top() - bandGap
		} else if pools[len(pools)-1].wish+run.reach() > bottom {
			bottom = b.floor() - b.foot()
		}
		if run.settle(pools, top, bottom) {
			for outer := b; outer.parent != nil; outer = outer.parent {
				outer.tighten()
			}
		}
		first = end - 1
	}
}

// A pool is some nodes, one below the other, that touch: where the first would like to be were they all of
// the run, and how much.
type pool struct {
	wish, weight float64
	nodes        int
}

// pooled finds the heights nearest to the wishes of a run of nodes, in the sum of weighted squares.
// Neighbours that push each other are pooled, as in isotonic regression (Ayer, Brunk, Ewing, Reid and
// Silverman 1955).
func (c cell) pooled(d direction) []pool {
	pools, down := make([]pool, 0, len(c)), 0.0
	for i, e := range c {
		if i > 0 {
			down += c.step(i)
		}
		wish, weight := e.node.pull(d)
		p := pool{wish - down, weight, 1}
		for n := len(pools); n > 0 && pools[n-1].wish > p.wish; n-- {
			p, pools = p.and(pools[n-1]), pools[:n-1]
		}
		pools = append(pools, p)
	}
	return pools
}

// step is how far the middle of a node in a run is at least below that of the one before.
func (c cell) step(i int) float64 {
	return (c[i-1].node.size.height+c[i].node.size.height)/2 + apart(c[i-1], c[i])
}

// reach is how far it is from the middle of the first node of a run to the lower edge of the last.
func (c cell) reach() float64 {
	sum := c[len(c)-1].node.size.height / 2
	for i := 1; i < len(c); i++ {
		sum += c.step(i)
	}
	return sum
}

// settle moves the nodes of a run to the heights of their pools, between top and bottom. It tells whether
// any has moved.
func (c cell) settle(pools []pool, top, bottom float64) (moved bool) {
	least := top + c[0].node.size.height/2
	most := max(least, bottom-c.reach())
	i, down := 0, 0.0
	for _, p := range pools {
		y := max(least, min(most, p.wish))
		for range p.nodes {
			if i > 0 {
				down += c.step(i)
			}
			n := c[i].node
			moved = moved || n.at.y != y+down
			n.at.y = y + down
			i++
		}
	}
	return moved
}

func (p pool) and(q pool) pool {
	weight := p.weight + q.weight
	return pool{(p.wish*p.weight + q.wish*q.weight) / weight, weight, p.nodes + q.nodes}
}

// pull is where the middle of the node would like to be, and how much.
func (n *node) pull(d direction) (wish, weight float64) {
	const alone, passing = 0.1, 4
	line, count := n.middle(d)
	weight = float64(count)
	switch {
	case count == 0:
		weight = alone
	case n.isGap():
		weight = passing
	}
	return line + n.lift, weight
}

// straighten takes bends out of the arrows that pass columns: each goes level for as far as the room
// between what is above and below it allows.
func (l *layering) straighten() {
	for i, gaps := range l.gaps {
		if len(gaps) == 0 {
			continue
		}
		first, second := l.scene.links[i].ahead()
		before, after := l.passed(i)
		straighten(before, l.boxes[first.id].line(), l.chips[i].line())
		straighten(after, l.chips[i].line(), l.boxes[second.id].line())
	}
}

// straighten leads an arrow through gaps from one height to another.
func straighten(gaps []*node, from, to float64) {
	for len(gaps) > 0 {
		top, bottom := gaps[0].free()
		n := 1
		for ; n < len(gaps); n++ {
			a, b := gaps[n].free()
			if max(a, top) > min(b, bottom) {
				break
			}
			top, bottom = max(a, top), min(b, bottom)
		}
		if n == len(gaps) && (from < top || from > bottom) {
			from = to
		}
		from = max(top, min(bottom, from))
		for _, gap := range gaps[:n] {
			gap.at.y = from
		}
		gaps = gaps[n:]
	}
}

// free is from where to where the node can move in its column.
func (n *node) free() (top, bottom float64) {
	c := n.band.cells[n.column-n.band.first]
	top, bottom = n.band.top+n.band.head(), n.band.bottom-n.band.foot()
	if n.slot > 0 {
		top = c[n.slot-1].bottom() + apart(c[n.slot-1], c[n.slot])
	}
	if n.slot+1 < len(c) {
		bottom = c[n.slot+1].top() - apart(c[n.slot], c[n.slot+1])
	}
	top, bottom = top+n.size.height/2, bottom-n.size.height/2
	return min(top, n.at.y), max(bottom, n.at.y)
}
