package diagram

import (
	"cmp"
	"slices"
)

// An ending is where an arrow meets the side of a box.
type ending struct {
	points []*point // those that move when it is moved
	goal   float64  // the height of the arrow at the other side of the channel
}

// part moves apart the arrows that meet in the middle of one side of a box: they come to lie one
// below the other, in the order in which they cross the channel.
func (g *geometry) part(s *scene) {
	c := g.columns(s)
	lefts, rights := make([][]ending, len(s.boxes)), make([][]ending, len(s.boxes))
	for i, l := range s.links {
		tail, head := g.tails[i], g.heads[i]
		from, to := c.rightOf(c.boxes[l.from.id]), c.leftOf(c.boxes[l.to.id])
		tails, heads := rights, lefts
		if l.back {
			from, to = c.leftOf(c.boxes[l.from.id]), c.rightOf(c.boxes[l.to.id])
			tails, heads = lefts, rights
		}
		arriving := route{points: slices.Clone(head.points)}.reversed()
		n := len(head.points)
		tails[l.from.id] = append(tails[l.from.id], ending{
			points: []*point{&tail.points[0], &tail.points[1]},
			goal:   tail.height(from),
		})
		heads[l.to.id] = append(heads[l.to.id], ending{
			points: []*point{&g.heads[i].tip, &head.points[n-1], &head.points[n-2]},
			goal:   arriving.height(to),
		})
	}
	for i := range s.boxes {
		spread(lefts[i], g.boxes[i])
		spread(rights[i], g.boxes[i])
	}
}

// spread moves the endings on one side of a box.
func spread(side []ending, box area) {
	slices.SortStableFunc(side, func(a, b ending) int { return cmp.Compare(a.goal, b.goal) })
	const margin = 11
	step := 0.0
	if len(side) > 1 {
		step = min(1.6*portStep, (box.bottom-box.top-2*margin)/float64(len(side)-1))
	}
	for i, e := range side {
		down := (float64(i) - float64(len(side)-1)/2) * step
		for _, p := range e.points {
			p.y += down
		}
	}
}
