package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// mostHeat is how many arrows, the most harmful ones, are in the map of failure modes.
const mostHeat = 1000

// A heat map has a row for each arrow and a column for each failure mode that is asked of any.
type heat struct {
	Modes []heading
	Rows  []heatRow
	Left  int // arrows that are not in it
}

// A heading is the name of a column and what it means.
type heading struct{ Name, Means string }

type heatRow struct {
	*arrow
	Cells []spot
}

// A spot is one arrow in one mode: what that does to the journey hit worst, and whether somebody is
// told. The zero spot is a mode that is not asked of the arrow.
type spot struct {
	Worst, Notice string
	Class         string // heat-0, which is harmless or known in time, to heat-4
	Heat          int
}

func (g *register) heat() heat {
	shown := g.arrows[:min(len(g.arrows), mostHeat)]
	out := heat{Left: len(g.arrows) - len(shown)}
	modes := askedOf(shown)
	for _, m := range modes {
		out.Modes = append(out.Modes, heading{m.String(), m.Is()})
	}
	for _, a := range shown {
		r := heatRow{arrow: a, Cells: make([]spot, len(modes))}
		for _, m := range a.answer.Modes {
			r.Cells[slices.Index(modes, m.Mode)] = spotOf(m)
		}
		out.Rows = append(out.Rows, r)
	}
	return out
}

// askedOf lists the modes that are asked of any of the arrows.
func askedOf(arrows []*arrow) []model.Mode {
	asked := map[model.Mode]bool{}
	for _, a := range arrows {
		for _, m := range a.answer.Modes {
			asked[m.Mode] = true
		}
	}
	return slices.DeleteFunc(model.Modes(), func(m model.Mode) bool { return !asked[m] })
}

func spotOf(m analysis.ModeAnswer) spot {
	heat := heats[m.Worst][m.Notice.When]
	out := spot{Worst: cmp.Or(spotted[m.Worst], verdicts[m.Worst]), Notice: "never", Class: "heat-" + strconv.Itoa(heat), Heat: heat}
	if m.Notice.When != analysis.Never { // who would tell us then is on the card
		out.Notice = strings.TrimPrefix(analysis.After(m.Notice.After), "after ") + ", " + punctuality[m.Notice.When]
	}
	return out
}

// spotted are shorter words than verdicts for where there is little room.
var spotted = [...]string{propagation.Broken: "", propagation.Untouched: "harmless"}

// heats is how bad it is that a failure does something and is noticed at some time: from 0, harmless or
// known in time, to 4, a journey breaks and nobody is told.
var heats = [...][3]int{
	propagation.Untouched: {analysis.Never: 1, analysis.Late: 0, analysis.InTime: 0},
	propagation.Masked:    {analysis.Never: 1, analysis.Late: 1, analysis.InTime: 0},
	propagation.Degraded:  {analysis.Never: 3, analysis.Late: 2, analysis.InTime: 0},
	propagation.Broken:    {analysis.Never: 4, analysis.Late: 3, analysis.InTime: 0},
}
