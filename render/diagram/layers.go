package diagram

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// A layering is a layout in columns. Boxes stand in some of them, chips between, and in every other
// column that an arrow passes there is a gap for it to go through. A boundary is a band over all columns
// from its first to its last. The order in the columns is found here (see search) or read off another
// layout (see arranged); heights and arrows always come from here (see stack and routes).
type layering struct {
	scene        *scene
	boxes, chips []*node
	gaps         [][]*node // of each chip, on the way to the box
	columns      []*column
	page         *band
	bands        []*band // one for each frame
	all          []*band // page and bands, the outer ones first
}

// A node is a box, a chip with its words, or a gap.
type node struct {
	size          size
	column        int
	band          *band
	before, after []*node // what it is joined to in columns to its left and right
	wish          float64 // where in its column it would like to be
	place, slot   int     // from the top: in its column, and in its cell
	at            point   // its middle
	lift          float64 // how far above that its arrow is
}

func (n *node) top() float64    { return n.at.y - n.size.height/2 }
func (n *node) bottom() float64 { return n.at.y + n.size.height/2 }

// line is the height of its arrow.
func (n *node) line() float64 { return n.at.y - n.lift }

func (n *node) isGap() bool { return n.size.height == gapTall }

// A band is a boundary, or the page: what it holds stands together in every column it reaches.
type band struct {
	frame       *frame // nil for the page
	parent      *band  // nil for the page
	inner       []*band
	first, last int     // columns; first is the greater one if there are none
	centre      float64 // the middle height of what it holds
	count       float64 // of what that is the middle of
	top, bottom float64
	cells       []cell  // one for each of its columns
	slots       []int   // the slot of the band in the cells around those
	loose       []*node // while a column is sorted, those that are in no inner band
}

// A cell is the part of a band that lies in one column, from the top.
type cell []entry

// An entry of a cell is a node or an inner band.
type entry struct {
	node *node
	band *band
}

func (e entry) top() float64 {
	if e.node != nil {
		return e.node.top()
	}
	return e.band.top
}

func (e entry) bottom() float64 {
	if e.node != nil {
		return e.node.bottom()
	}
	return e.band.bottom
}

// A column lists its nodes from the top.
type column struct {
	nodes       []*node
	left, right float64
}

// Distances of the layout.
const (
	nodeGap   = 6.0  // between nodes in a column
	bandGap   = 8.0  // between boundaries, and inside them
	bandTitle = 25.0 // above what is in a boundary
	gapTall   = 4.0
)

// layers places everything without help.
func (s *scene) layers() *layering {
	k := newRanking(s)
	l := s.layering(k.columns(), k.chipColumns())
	l.search()
	return l
}

// mostGaps bounds the work for drawings that nobody can read anyway. Without gaps arrows run
// behind boxes and chips.
const mostGaps = 50_000

// layering puts boxes and chips into columns. The chip of an arrow comes after the box that the arrow
// comes from and before the other.
func (s *scene) layering(boxes, chips []int) *layering {
	l := &layering{scene: s, gaps: make([][]*node, len(s.links))}
	l.addBands()
	for i, b := range s.boxes {
		l.boxes = append(l.boxes, l.add(b.size, boxes[i], l.bandOf(b.frame)))
	}
	passed := 0
	for _, k := range s.links {
		first, second := k.ahead()
		passed += boxes[second.id] - boxes[first.id] - 2
	}
	for i, k := range s.links {
		first, second := k.ahead()
		in := l.bandOf(k.frame)
		last := l.boxes[first.id]
		for at := boxes[first.id] + 1; at < boxes[second.id]; at++ {
			if at != chips[i] && passed > mostGaps {
				continue
			}
			next := &node{}
			if at == chips[i] {
				next = l.add(k.room, at, in)
				next.lift = (k.room.height - k.chip.height) / 2
				l.chips = append(l.chips, next)
			} else {
				next = l.add(size{height: gapTall}, at, in)
				l.gaps[i] = append(l.gaps[i], next)
			}
			join(last, next)
			last = next
		}
		join(last, l.boxes[second.id])
	}
	l.reach()
	return l
}

func (l *layering) addBands() {
	l.page = &band{first: math.MaxInt, last: -1}
	l.all = []*band{l.page}
	for _, f := range l.scene.frames {
		b := &band{frame: f, parent: l.bandOf(f.parent), first: math.MaxInt, last: -1}
		b.parent.inner = append(b.parent.inner, b)
		l.bands, l.all = append(l.bands, b), append(l.all, b)
	}
}

// bandOf is the band of a frame whose band is made.
func (l *layering) bandOf(f *frame) *band {
	if f == l.scene.page {
		return l.page
	}
	return l.bands[f.id]
}

func (l *layering) add(z size, at int, in *band) *node {
	n := &node{size: z, column: at, band: in}
	for len(l.columns) <= at {
		l.columns = append(l.columns, &column{})
	}
	l.columns[at].nodes = append(l.columns[at].nodes, n)
	return n
}

func join(left, right *node) {
	left.after = append(left.after, right)
	right.before = append(right.before, left)
}

// reach finds from which column to which the bands go, and makes their cells.
func (l *layering) reach() {
	for i, c := range l.columns {
		for _, n := range c.nodes {
			for b := n.band; b != nil; b = b.parent {
				b.first, b.last = min(b.first, i), max(b.last, i)
			}
		}
	}
	for _, b := range l.all {
		if b.first <= b.last {
			b.cells, b.slots = make([]cell, b.last-b.first+1), make([]int, b.last-b.first+1)
		}
	}
}

// arranged takes columns, and the order in them, from another layout. It fails where an arrow does not
// lead to the right.
func (s *scene) arranged(g *geometry) (*layering, error) {
	c := g.columns(s)
	for i, k := range s.links {
		if first, second := k.ahead(); c.boxes[first.id] >= c.chips[i] || c.chips[i] >= c.boxes[second.id] {
			return nil, errors.New("its answer has an arrow that turns round")
		}
	}
	l := s.layering(c.boxes, c.chips)
	for i, n := range l.boxes {
		n.at.y = g.boxes[i].middle().y
	}
	for i, n := range l.chips {
		n.at.y = g.chips[i].middle().y
		k := s.links[i]
		for _, gap := range l.gaps[i] {
			x := c.extents[gap.column].middle().x
			gap.at.y = g.heads[i].height(x)
			if first, _ := k.ahead(); (gap.column < n.column) == (first == k.from) {
				gap.at.y = g.tails[i].height(x)
			}
		}
	}
	for i, b := range l.bands {
		b.centre = g.frames[i].middle().y
	}
	l.sortBands()
	for at, c := range l.columns {
		for _, n := range c.nodes {
			n.wish = n.at.y
		}
		l.refill(at)
	}
	l.stack()
	return l, nil
}

func (l *layering) sortBands() {
	for _, b := range l.all {
		slices.SortStableFunc(b.inner, func(a, b *band) int { return cmp.Compare(a.centre, b.centre) })
	}
}

// refill sorts a column by the wishes of its nodes and the centres of the bands.
func (l *layering) refill(at int) {
	c := l.columns[at]
	for _, n := range c.nodes {
		n.band.loose = append(n.band.loose, n)
	}
	c.nodes = c.nodes[:0]
	l.page.fill(at)
	l.list(l.page, at)
}

// fill makes the cell of a band, and of all bands inside it.
func (b *band) fill(at int) {
	nodes := b.loose
	slices.SortStableFunc(nodes, func(a, b *node) int { return cmp.Compare(a.wish, b.wish) })
	all := b.cells[at-b.first][:0]
	for _, inner := range b.inner {
		if at < inner.first || at > inner.last {
			continue
		}
		for len(nodes) > 0 && nodes[0].wish < inner.centre {
			all, nodes = append(all, entry{node: nodes[0]}), nodes[1:]
		}
		inner.slots[at-inner.first] = len(all)
		all = append(all, entry{band: inner})
		inner.fill(at)
	}
	for _, n := range nodes {
		all = append(all, entry{node: n})
	}
	b.cells[at-b.first], b.loose = all, b.loose[:0]
}

// list adds what is in the band to the nodes of a column, and numbers them.
func (l *layering) list(b *band, at int) {
	c := l.columns[at]
	for i, e := range b.cells[at-b.first] {
		if e.node == nil {
			e.band.slots[at-e.band.first] = i
			l.list(e.band, at)
			continue
		}
		e.node.place, e.node.slot = len(c.nodes), i
		c.nodes = append(c.nodes, e.node)
	}
}
