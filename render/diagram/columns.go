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
		things = append(things, thing{a, &c.chips[i]})
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
