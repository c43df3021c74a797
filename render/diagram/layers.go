package diagram

import (
	"cmp"
	"slices"
)

// A layering is the simple layout: boxes in columns by the longest path that leads to them, chips
// in columns between, and in all other columns that an arrow passes a gap for it to go through.
type layering struct {
	boxes, chips []*node
	gaps         [][]*node // of each chip, on the way to the box
	columns      [][]*node
}

type node struct {
	size          size
	column        int
	before, after []*node // what it is joined to in the columns to its left and right
	weight        float64 // where in its column it would like to be
	at            point   // its middle
}

// layers places everything but frames.
func (s *scene) layers() *geometry {
	l := s.layering()
	l.order()
	g := &geometry{size: l.place()}
	for _, n := range l.boxes {
		g.boxes = append(g.boxes, around(n.at, n.size))
	}
	for i, n := range l.chips {
		g.chips = append(g.chips, around(n.at, s.links[i].chip))
		g.connect(s.links[i], n, l.gaps[i])
	}
	return g
}

// mostGaps bounds the work for drawings that nobody can read anyway. Without gaps arrows run
// behind boxes and chips.
const mostGaps = 50_000

func (s *scene) layering() *layering {
	l := &layering{gaps: make([][]*node, len(s.links))}
	columns := s.columns()
	for i, b := range s.boxes {
		l.boxes = append(l.boxes, l.add(b.size, columns[i]))
	}
	passed := 0
	for _, k := range s.links {
		first, second := k.ahead()
		passed += columns[second.id] - columns[first.id] - 2
	}
	for i, k := range s.links {
		first, second := k.ahead()
		chip := l.add(k.room, columns[first.id]+1)
		l.chips = append(l.chips, chip)
		join(l.boxes[first.id], chip)
		last := chip
		for column := chip.column + 1; column < columns[second.id] && passed <= mostGaps; column++ {
			gap := l.add(size{height: 4}, column)
			l.gaps[i] = append(l.gaps[i], gap)
			join(last, gap)
			last = gap
		}
		join(last, l.boxes[second.id])
	}
	return l
}

func (l *layering) add(z size, column int) *node {
	n := &node{size: z, column: column}
	for len(l.columns) <= column {
		l.columns = append(l.columns, nil)
	}
	l.columns[column] = append(l.columns[column], n)
	return n
}

func join(left, right *node) {
	left.after = append(left.after, right)
	right.before = append(right.before, left)
}

// columns gives every box an even column, after the last of those before it. A box where nothing
// arrives moves to just before the first that it leads to.
func (s *scene) columns() []int {
	waits, after := make([]int, len(s.boxes)), make([][]int, len(s.boxes))
	for _, l := range s.links {
		first, second := l.ahead()
		if first != second {
			waits[second.id]++
			after[first.id] = append(after[first.id], second.id)
		}
	}
	var ready, sources []int
	for i, n := range waits {
		if n == 0 {
			ready = append(ready, i)
		}
	}
	sources = ready
	columns := make([]int, len(s.boxes))
	for i := 0; i < len(ready); i++ {
		for _, next := range after[ready[i]] {
			columns[next] = max(columns[next], columns[ready[i]]+2)
			if waits[next]--; waits[next] == 0 {
				ready = append(ready, next)
			}
		}
	}
	for _, i := range sources {
		for j, next := range after[i] {
			if j == 0 || columns[next]-2 < columns[i] {
				columns[i] = columns[next] - 2
			}
		}
	}
	return columns
}

// order sorts the columns in sweeps to the right and to the left, each node to the middle of what
// it is joined to on the side the sweep comes from.
func (l *layering) order() {
	for _, column := range l.columns {
		line(column)
	}
	const sweeps = 4
	for range sweeps {
		for _, column := range l.columns {
			sortBy(column, func(n *node) []*node { return n.before })
		}
		for _, column := range slices.Backward(l.columns) {
			sortBy(column, func(n *node) []*node { return n.after })
		}
	}
}

// line spreads the nodes of a column over a height of one.
func line(column []*node) {
	for i, n := range column {
		n.at.y = (float64(i) + 0.5) / float64(len(column))
	}
}

func sortBy(column []*node, joined func(*node) []*node) {
	for _, n := range column {
		n.weight = mean(joined(n), n.at.y)
	}
	slices.SortStableFunc(column, func(a, b *node) int { return cmp.Compare(a.weight, b.weight) })
	line(column)
}

// mean is the middle height of the nodes.
func mean(nodes []*node, otherwise float64) float64 {
	if len(nodes) == 0 {
		return otherwise
	}
	sum := 0.0
	for _, n := range nodes {
		sum += n.at.y
	}
	return sum / float64(len(nodes))
}

// place turns columns into coordinates and returns the size of all. A column lies as high as what
// leads to it on average.
func (l *layering) place() size {
	const gap, apart = 14.0, 34.0
	x, top, bottom := 0.0, 0.0, 0.0
	for _, column := range l.columns {
		width, room, wanted := 0.0, 0.0, 0.0
		for _, n := range column {
			width = max(width, n.size.width)
			room += n.size.height + gap
			wanted += mean(n.before, 0) / float64(len(column))
		}
		y := wanted - room/2
		top, bottom = min(top, y), max(bottom, y+room)
		for _, n := range column {
			if n.size.width == 0 {
				n.size.width = width
			}
			n.at = point{x + width/2, y + (n.size.height+gap)/2}
			y += n.size.height + gap
		}
		x += width + apart
	}
	for _, column := range l.columns {
		for _, n := range column {
			n.at.y -= top
		}
	}
	return size{max(0, x-apart), bottom - top}
}

// connect draws the arrow from box to chip and through the gaps to the other box.
func (g *geometry) connect(l *link, chip *node, gaps []*node) {
	first, second := l.ahead()
	start, end := g.boxes[first.id], g.boxes[second.id]
	tail := route{points: []point{{start.right, start.middle().y}}}
	tail.sway(point{chip.at.x - l.chip.width/2, chip.at.y})
	head := route{points: []point{{chip.at.x + l.chip.width/2, chip.at.y}}}
	for _, gap := range gaps {
		head.sway(point{gap.at.x - gap.size.width/2, gap.at.y})
		head.sway(point{gap.at.x + gap.size.width/2, gap.at.y})
	}
	head.sway(point{end.left, end.middle().y})
	back := headLength
	if l.back {
		tail, head = head.reversed(), tail.reversed()
		back = -headLength
	}
	base := &head.points[len(head.points)-1]
	head.tip = *base
	base.x -= back
	g.tails, g.heads = append(g.tails, tail), append(g.heads, head)
}

// sway swings in the middle of the way.
func (r *route) sway(to point) {
	r.swing((r.points[len(r.points)-1].x+to.x)/2, to)
}
