package meeting

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/render"
)

// A Bar counts how many arrows have something.
type Bar struct {
	Name    string
	Yes, Of int
}

// Bars are those of the four cells, and of the arrows of which somebody said what happens without them.
func (m *Meeting) Bars() []Bar {
	r := m.report
	var bars []Bar
	for i, c := range render.CellCounts(r.Answers) {
		bars = append(bars, Bar{Name: analysis.CellWords()[i], Yes: c.Yes, Of: len(r.Answers)})
	}
	return append(bars, Bar{Name: "answered", Yes: len(r.Answers) - r.Headline.Assumed, Of: len(r.Answers)})
}
