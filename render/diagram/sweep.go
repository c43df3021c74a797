package diagram

import (
	"math"
	"math/rand/v2"
	"slices"
)

// search tries several orders of the columns and keeps the best. The first starts from the order of the
// drawing; the others start from heights that are drawn by lot, the same every time. How many there are
// depends on the size of the drawing alone.
func (l *layering) search() {
	nodes := 0
	for _, c := range l.columns {
		nodes += len(c.nodes)
	}
	const work, most = 12_000, 48
	dice := rand.New(rand.NewPCG(1, 2))
	best, least := arrangement(nil), math.Inf(1)
	for i := range max(1, min(most, work/max(1, nodes))) {
		if i > 0 {
			l.shuffle(dice)
		}
		// Once it is stacked, heights say more about the order.
		for range 2 {
			l.order(i % 2)
			l.stack()
			if cost := l.cost(); best == nil || cost < least {
				best, least = l.arrangement(), cost
			}
		}
	}
	l.restore(best)
	l.stack()
}

func (l *layering) shuffle(dice *rand.Rand) {
	for _, c := range l.columns {
		for _, n := range c.nodes {
			n.at.y = 1000 * dice.Float64()
		}
	}
}

// screen is how much wider than high a screen is, without what is around a picture on it.
const screen = 1.92

// legible is the height of a page that can be read when all of it is on a screen.
const legible = 1220.0

// cost is how bad a layout is: how large a screen it needs, and boundaries take, how often arrows cross, and
// how far they go up and down.
func (l *layering) cost() float64 {
	const perCrossing, perWay, perBand = 6, 0.02, 0.1
	l.spread()
	page := l.page.area(l)
	width, height := (page.right-page.left)/screen, page.bottom-page.top
	way, bands := 0.0, 0.0
	for _, b := range l.bands {
		a := b.area(l)
		bands += (a.right-a.left)/screen + a.bottom - a.top
	}
	for _, c := range l.columns {
		for _, n := range c.nodes {
			for _, next := range n.after {
				way += math.Abs(next.line() - n.line())
			}
		}
	}
	return max(width, height) + (width+height)/4 + 2*max(0, height-legible) + perCrossing*float64(l.crossings()) + perWay*way + perBand*bands
}

// order sorts the columns in sweeps to the right and to the left, each node to the middle of what it is
// joined to on the side the sweep comes from, and keeps the order with the fewest crossings (Sugiyama,
// Tagawa and Toda 1981).
func (l *layering) order(from int) {
	const sweeps = 6
	fewest, best := math.MaxInt, arrangement(nil)
	for i := range sweeps {
		l.centre()
		if (i+from)%2 == 0 {
			for at := range l.columns {
				l.sort(at, toTheRight)
			}
		} else {
			for at := range slices.Backward(l.columns) {
				l.sort(at, toTheLeft)
			}
		}
		l.swap()
		if n := l.crossings(); n < fewest {
			fewest, best = n, l.arrangement()
		}
	}
	l.restore(best)
}

// A direction says which of its neighbours a node looks at.
type direction uint8

const (
	toTheRight direction = iota // those before it
	toTheLeft                   // those after it
	bothWays
)

// middle is the middle height of the lines of those joined to the node, and their number.
func (n *node) middle(d direction) (height float64, count int) {
	sum := 0.0
	if d != toTheLeft {
		for _, other := range n.before {
			sum += other.line()
		}
		count += len(n.before)
	}
	if d != toTheRight {
		for _, other := range n.after {
			sum += other.line()
		}
		count += len(n.after)
	}
	if count == 0 {
		return n.line(), 0
	}
	return sum / float64(count), count
}

// centre finds where the bands are on the whole, and so in which order those inside the same one come.
func (l *layering) centre() {
	for _, b := range l.all {
		b.centre, b.count = 0, 0
	}
	for _, c := range l.columns {
		for _, n := range c.nodes {
			for b := n.band; b != nil; b = b.parent {
				b.centre += n.at.y
				b.count++
			}
		}
	}
	for _, b := range l.all {
		b.centre /= max(1, b.count)
	}
	l.sortBands()
}

// sort puts the nodes of a column where what they are joined to is, one below the other about their
// common middle.
func (l *layering) sort(at int, d direction) {
	c := l.columns[at]
	room, middle := 0.0, 0.0
	for _, n := range c.nodes {
		n.wish, _ = n.middle(d)
		room += n.size.height + nodeGap
		middle += n.wish / float64(len(c.nodes))
	}
	l.refill(at)
	y := middle - room/2
	for _, n := range c.nodes {
		n.at.y = y + (n.size.height+nodeGap)/2
		y += n.size.height + nodeGap
	}
}

// swap exchanges neighbours in a column, inside the same band, where arrows then cross less often.
func (l *layering) swap() {
	const rounds = 4
	for range rounds {
		changed := false
		for _, b := range l.all {
			for _, c := range b.cells {
				changed = c.swap() || changed
			}
		}
		if !changed {
			return
		}
	}
}

func (c cell) swap() (changed bool) {
	for i := 0; i+1 < len(c); i++ {
		upper, lower := c[i].node, c[i+1].node
		if upper == nil || lower == nil {
			continue
		}
		now := crossed(upper.before, lower.before) + crossed(upper.after, lower.after)
		if now == 0 || crossed(lower.before, upper.before)+crossed(lower.after, upper.after) >= now {
			continue
		}
		c[i], c[i+1] = c[i+1], c[i]
		upper.place, lower.place, upper.slot, lower.slot = lower.place, upper.place, lower.slot, upper.slot
		top, bottom := upper.top(), lower.bottom()
		lower.at.y, upper.at.y = top+lower.size.height/2, bottom-upper.size.height/2
		changed = true
	}
	return changed
}

// crossed counts how often the arrows of an upper node cross those of one below it. Only a part of very
// many is looked at.
func crossed(upper, lower []*node) int {
	const most = 64
	n := 0
	for _, u := range upper[:min(most, len(upper))] {
		for _, v := range lower[:min(most, len(lower))] {
			if u.place > v.place {
				n++
			}
		}
	}
	return n
}

// crossings counts all crossings between neighbouring columns, with a tree of sums for each (Barth,
// Jünger and Mutzel 2002).
func (l *layering) crossings() int {
	sum := 0
	for at, c := range l.columns[:max(0, len(l.columns)-1)] {
		next := l.columns[at+1]
		byPlace, tree, seen := make([]*node, len(c.nodes)), make([]int, len(next.nodes)+1), 0
		for _, n := range c.nodes {
			byPlace[n.place] = n
		}
		for _, n := range byPlace {
			for _, other := range n.after {
				if other.column == at+1 {
					sum += seen
					for i := other.place + 1; i > 0; i -= i & -i {
						sum -= tree[i]
					}
				}
			}
			for _, other := range n.after {
				if other.column == at+1 {
					seen++
					for i := other.place + 1; i < len(tree); i += i & -i {
						tree[i]++
					}
				}
			}
		}
	}
	return sum
}

// An arrangement is an order of all columns to come back to: the cells of all bands.
type arrangement [][]cell

func (l *layering) arrangement() arrangement {
	all := make(arrangement, len(l.all))
	for i, b := range l.all {
		for _, c := range b.cells {
			all[i] = append(all[i], slices.Clone(c))
		}
	}
	return all
}

func (l *layering) restore(a arrangement) {
	for i, b := range l.all {
		for j, c := range a[i] {
			b.cells[j] = append(b.cells[j][:0], c...)
		}
	}
	for at, c := range l.columns {
		c.nodes = c.nodes[:0]
		l.list(l.page, at)
	}
}
