package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowBetweenOwners speaks of arrows whose ends have two owners, each of which may think that the
// other is watching. It is said instead of arrow-no-owner.
var arrowBetweenOwners = &analysis.Rule{
	ID: "arrow-between-owners", Title: "arrow between two owners, and neither is named",
	Group: groupTold, Level: diag.Warning, Page: page("arrow-between-owners"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if x.Owner.How != model.OwnedBetween || stands(x) {
				continue
			}
			d := x.About("between %s and %s, and no owner of its own is stated", x.Owner.From.Name, x.Owner.To.Name)
			d.Gap = diag.GapDrawing
			d.Related = ownersOfEnds(x)
			p.Say(mendByOwner(p, x, d, x.Arrow.DependentComponent().Owner.Value.Name))
		}
	},
}
