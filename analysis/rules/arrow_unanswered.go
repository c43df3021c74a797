package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowUnanswered speaks of arrows of which nobody has said what happens without them, so that the
// analysis takes the worst for granted.
var arrowUnanswered = &analysis.Rule{
	ID: "arrow-unanswered", Title: "arrow of which nobody has said what happens without it",
	Group: groupHappens, Level: diag.Note, Page: page("arrow-unanswered"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if x.Arrow.Answered() || x.Arrow.Bare || x.Unreviewed() {
				continue
			}
			why := "no if-down is stated"
			if slices.Contains(x.Arrow.NobodyKnows.Value, model.TopicIfDown) {
				why = "nobody knows what happens"
				if on := x.Arrow.Reviewed; on.Given() {
					why += ", asked " + on.Value.On.String()
				}
			}
			d := x.About("taken to break %s at once, because %s", x.Arrow.DependentComponent(), why)
			d.Gap = diag.GapDrawing
			d.Mend = "if-down: breaks   # or degrades, nothing, breaks after 30m"
			p.Say(d)
		}
	},
}
