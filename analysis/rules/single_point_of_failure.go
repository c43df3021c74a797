package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// singlePointOfFailure speaks of arrows that break a journey all by themselves. Most systems have
// many: they are counted in the headline and listed only on request.
var singlePointOfFailure = &analysis.Rule{
	ID: "single-point-of-failure", Title: "arrow that breaks a journey alone",
	Group: groupHappens, Level: diag.Note, Listed: true, Page: page("single-point-of-failure"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			what := breaks(x)
			if what == "" || x.Unreviewed() {
				continue
			}
			d := x.About("%s through it alone, with nothing to take over", what)
			d.Mend = fmt.Sprintf("another way for %s (fallback or pool), or a journey that does without it (optional)", x.Arrow.DependentComponent())
			p.Say(d)
		}
	},
}
