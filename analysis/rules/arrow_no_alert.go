package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoAlert speaks of arrows that are measured for nobody. An alert that reaches nobody is
// alert-tells-nobody's matter.
var arrowNoAlert = &analysis.Rule{
	ID: "arrow-no-alert", Title: "arrow that is measured, and nobody is told",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-no-alert"),
	Run: func(p *analysis.Pass) {
		watched := watchersOf(p.Report.System)
		for _, x := range p.Report.Answers {
			monitors := watched.seeing(x.Arrow)
			if !x.Cells.Alert.Missing() || len(monitors) == 0 || len(watched.alerts(x.Arrow)) > 0 ||
				stands(x) || saidBySilence(p, watched, x) {
				continue
			}
			measured := "measured by " + listed(monitors)
			d := missing(x, mute(monitors), measured+", but nobody is told", measured+", and known to have no alert")
			d.Related = unalerted(x, monitors)
			d.Mend = alertFor(x, monitorAlert(x, monitors[0]))
			p.Say(d)
		}
	},
}

// mute tells whether all the monitors are stated to have no alert.
func mute(monitors []*model.Monitor) bool {
	for _, m := range monitors {
		if !m.Alerts.Given() {
			return false
		}
	}
	return true
}

// unalerted points at where the arrow names its monitors and where the alert belongs.
func unalerted(x *analysis.Answer, monitors []*model.Monitor) []diag.Related {
	var related []diag.Related
	m := monitors[0]
	if m.Name != "" && x.Arrow.Monitors.Given() {
		related = append(related, diag.Related{Span: x.Arrow.Monitors.Span, Message: "measures, has no alert"})
	}
	if m.Alerts.Given() {
		return append(related, onPurpose(m.Alerts.Span)...)
	}
	return append(related, diag.Related{Span: m.Span, Message: "add the alert here"})
}
