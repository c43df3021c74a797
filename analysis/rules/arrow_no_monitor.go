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
		watched := watchersOf(p.Report.System)
		for _, x := range p.Report.Answers {
			if !x.Cells.Monitor.Missing() || stands(x) || saidBySilence(p, watched, x) {
				continue
			}
			d := missing(x, unmonitored(watched, x), unmeasured(watched, x), unmeasured(watched, x))
			d.Related = aside(watched, x)
			d.Mend = monitorFor(x)
			p.Say(d)
		}
	},
}

// unmeasured says why nothing measures the arrow.
func unmeasured(watched watchers, x *analysis.Answer) string {
	switch {
	case len(watched.boxes(x.Arrow)) > 0:
		return "only a box is watched, no monitor sees the line"
	case unmonitored(watched, x):
		return "known to have no monitor"
	}
	return "no monitor is stated"
}

// unmonitored tells whether it is stated that the arrow has no monitor.
func unmonitored(watched watchers, x *analysis.Answer) bool {
	return x.Arrow.Monitors.Given() && len(watched.boxes(x.Arrow)) == 0
}

// aside points at what is watched instead of the line: up to two monitors.
func aside(watched watchers, x *analysis.Answer) []diag.Related {
	var related []diag.Related
	if unmonitored(watched, x) {
		related = onPurpose(x.Arrow.Monitors.Span)
	}
	for _, m := range watched.boxes(x.Arrow) {
		related = append(related, diag.Related{Span: m.Signal.Span, Message: "never sees an arrow"})
	}
	for _, w := range x.Watches {
		if w.Where == analysis.AtComponent {
			related = append(related, diag.Related{Span: w.Monitor.Span, Message: "sees what falls with it, not this line"})
		}
	}
	return related[:min(2, len(related))]
}
