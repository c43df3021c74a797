package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowBoxesOnly speaks of arrows of which only the ends are watched: gray failure, in which both
// boxes are well and the line between them is dead, is then seen by nobody. It is said instead of
// arrow-no-monitor.
var arrowBoxesOnly = &analysis.Rule{
	ID: "arrow-boxes-only", Title: "arrow of which only the boxes are watched",
	Group: groupKnow, Level: diag.Warning, Page: page("arrow-boxes-only"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !boxesOnly(x) || (stands(x) || saidBySilence(p, x) || saidByFallback(p, x)) && !waived(p, x) {
				continue
			}
			said := unmeasured(x)
			d := missing(x, unmonitored(x), said, said)
			d = because(d, "both ends can be well while the line is dead", x.Arrow.Span)
			d.Related = append(d.Related, aside(x)...)
			sayCell(p, x, mendByMonitor(p, x, d))
		}
	},
}

// boxesOnly tells whether the arrow has no monitor of its own, and one of its ends has.
func boxesOnly(x *analysis.Answer) bool {
	return len(x.Seeing) == 0 && len(x.Unfit) == 0 && len(x.Boxes) > 0
}
