package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowUnanswered speaks of arrows of which nobody has said what happens without them, so that the
// analysis takes the worst for granted.
var arrowUnanswered = &analysis.Rule{
	ID: "arrow-unanswered", Title: "arrow of which nobody has said what happens without it",
	Group: groupHappens, Level: diag.Note, Page: page("arrow-unanswered"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if x.Arrow.Answered() || x.Arrow.Bare {
				continue
			}
			d := x.About("taken to break %s at once, because no if-down is stated", x.Arrow.DependentComponent())
			d.Gap = diag.GapDrawing
			d.Mend = "if-down: breaks   # or degrades, nothing, breaks after 30m"
			p.Say(d)
		}
	},
}
