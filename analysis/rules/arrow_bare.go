package rules

import (
	"cmp"
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowBare speaks of arrows about which nothing is stated but their ends. It is said instead of
// everything else that could be said of such an arrow.
var arrowBare = &analysis.Rule{
	ID: "arrow-bare", Title: "arrow that is drawn, and nothing else is stated",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-bare"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !x.Arrow.Bare {
				continue
			}
			d := x.About("drawn, and nothing else is stated about it")
			d.Gap = diag.GapDrawing
			owner := cmp.Or(candidate(p, x), paste.ToFillIn)
			d.Mend = fmt.Sprintf("%s: {if-down: breaks, owner: %s, %s}", paste.Name(x.Arrow.Name()), paste.Name(owner), monitorFor(x))
			p.Say(d)
		}
	},
}
