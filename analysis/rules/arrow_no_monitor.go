package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoMonitor speaks of arrows that nothing measures. Without a monitor there is no alert
// either, which is not said again.
var arrowNoMonitor = &analysis.Rule{
	ID: "arrow-no-monitor", Title: "arrow that no monitor measures",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-no-monitor"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !x.Cells.Monitor.Missing() || (stands(x) || saidBySilence(p, x)) && !waived(p, x) {
				continue
			}
			d := missing(x, unmonitored(x), unmeasured(x), unmeasured(x))
			d.Related = aside(x)
			d.Mend = monitorFor(x)
			sayCell(p, x, d)
		}
	},
}

// unmeasured says why nothing measures the arrow.
func unmeasured(x *analysis.Answer) string {
	switch {
	case len(x.Boxes) > 0:
		return "only a box is watched, no monitor sees the line"
	case unmonitored(x):
		return "known to have no monitor"
	}
	return "no monitor is stated"
}

// unmonitored tells whether it is stated that the arrow has no monitor.
func unmonitored(x *analysis.Answer) bool {
	return x.Arrow.Monitors.Given() && len(x.Boxes) == 0
}

// aside points at what is watched instead of the line: up to two monitors.
func aside(x *analysis.Answer) []diag.Related {
	var related []diag.Related
	if unmonitored(x) {
		related = onPurpose(x.Arrow.Monitors.Span)
	}
	for _, m := range x.Boxes {
		related = append(related, diag.Related{Span: m.Signal.Span, Message: "never sees an arrow"})
	}
	return related[:min(2, len(related))]
}
