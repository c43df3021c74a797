package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoMonitor speaks of arrows that nothing measures: no monitor is there, or those that are see
// none of its failure modes. Without a monitor there is no alert either, which is not said again.
var arrowNoMonitor = &analysis.Rule{
	ID: "arrow-no-monitor", Title: "arrow that no monitor measures",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-no-monitor"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			weightier := stands(x) || saidBySilence(p, x) || saidByFallback(p, x) || boxesOnly(x) && p.Asks("arrow-boxes-only")
			if len(x.Seeing) > 0 || weightier && !waived(p, x) {
				continue
			}
			d := missing(x, unmonitored(x), unmeasured(x), unmeasured(x))
			d = unfitting(x, d)
			d.Related = append(d.Related, aside(x)...)
			sayCell(p, x, mendByMonitor(p, x, d))
		}
	},
}

// unmeasured says why nothing measures the arrow.
func unmeasured(x *analysis.Answer) string {
	switch {
	case len(x.Unfit) > 0:
		return x.Unfit[0].Monitor.String() + " sees none of its failure modes"
	case len(x.Boxes) == 1:
		return "only a box is watched, by " + x.Boxes[0].String()
	case len(x.Boxes) > 1:
		return "only boxes are watched, by " + listed(x.Boxes)
	case unmonitored(x):
		return "known to have no monitor"
	}
	return "no monitor is stated"
}

// unfitting adds why the first monitor on the arrow that sees none of its modes does not.
func unfitting(x *analysis.Answer, d diag.Diagnostic) diag.Diagnostic {
	if len(x.Unfit) == 0 {
		return d
	}
	u := x.Unfit[0]
	return because(d, u.Why, measuring(u.Monitor))
}

// measuring is the place that says what a monitor measures, or the monitor itself.
func measuring(m *model.Monitor) diag.Span {
	if m.Signal.Given() {
		return m.Signal.Span
	}
	return m.Span
}

// unmonitored tells whether it is stated that the arrow has no monitor.
func unmonitored(x *analysis.Answer) bool {
	return x.Arrow.Monitors.Given() && len(x.Arrow.Monitors.Value) == 0
}

// aside points at what is watched instead of the line: up to two monitors.
func aside(x *analysis.Answer) []diag.Related {
	var related []diag.Related
	if unmonitored(x) {
		related = onPurpose(x.Arrow.Monitors.Span)
	}
	for _, m := range x.Boxes {
		related = append(related, diag.Related{Span: measuring(m), Message: "watches a box, never the line"})
	}
	return related[:min(2, len(related))]
}
