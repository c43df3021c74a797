package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// plannedArrowNaked speaks of arrows that are to be built and that nothing will watch: the failing
// test before the code.
var plannedArrowNaked = &analysis.Rule{
	ID: "planned-arrow-naked", Title: "planned arrow without monitor and alert",
	Group: groupCells, Level: diag.Error, Page: page("planned-arrow-naked"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !naked(x) {
				continue
			}
			monitors := x.Arrow.Monitors
			none := monitors.Given() && len(monitors.Value) == 0
			d := missing(x, none, "planned, and neither monitor nor alert is stated", "planned, and known to get neither monitor nor alert")
			if none {
				d.Related = onPurpose(monitors.Span)
			}
			p.Say(mendByMonitor(p, x, d))
		}
	},
}
