package diagram

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
)

// The strokes that stand for the steps of the ladder above what is stated.
const (
	rungWidth = 3.2
	rungGap   = .9
	rungLow   = 2.9 // how far above the lower edge of the cell
)

// rungs draws the ladder of the arrow's best alert along the lower edge of its cell, where there is
// evidence to climb: a stroke for each step above what is stated, full where it is proven, crossed
// where it is refuted, thin where it is not known.
func (c *canvas) rungs(p *analysis.Proof, corner point) {
	if p == nil || p.Claim == nil {
		return
	}
	x, y := corner.x+1.7, corner.y+chipTall-rungLow
	for r := evidence.Exists; r < evidence.Rungs; r++ {
		c.rung(p.Ladder[r].Verdict, point{x, y})
		x += rungWidth + rungGap
	}
}

func (c *canvas) rung(v evidence.Verdict, from point) {
	is := v.String()
	c.path("rung "+is, new(pen).move(from).line(point{from.x + rungWidth, from.y}))
	if v == evidence.Refuted {
		middle := from.x + rungWidth/2
		c.path("rung "+is, new(pen).move(point{middle, from.y - 1.8}).line(point{middle, from.y + 1.8}))
	}
}

// rungSign is the legend's picture of steps of one verdict.
func rungSign(v evidence.Verdict) sign {
	const steps = 4
	return sign{width: steps * (rungWidth + rungGap), draw: func(c *canvas, p point) {
		for i := range steps {
			c.rung(v, point{p.x + float64(i)*(rungWidth+rungGap), p.y + chipTall/2})
		}
	}}
}
