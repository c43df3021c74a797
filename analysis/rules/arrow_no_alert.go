package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoAlert speaks of arrows that are measured for nobody. An alert that reaches nobody is
// alert-tells-nobody's matter, and an arrow that nothing measures arrow-no-monitor's, unless the
// drawing waives this rule for it.
var arrowNoAlert = &analysis.Rule{
	ID: "arrow-no-alert", Title: "arrow that is measured, and nobody is told",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-no-alert"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			monitors := x.Seeing
			said := len(monitors) == 0 || stands(x) || saidBySilence(p, x) || saidByFallback(p, x)
			if !x.Cells.Alert.Missing() || len(x.Alerts()) > 0 || said && !waived(p, x) {
				continue
			}
			if len(monitors) == 0 {
				sayCell(p, x, unmeasuredSo(p, x))
				continue
			}
			measured := "measured by " + listed(monitors)
			d := missing(x, mute(monitors), measured+", but nobody is told", measured+", and known to have no alert")
			d.Related = unalerted(x, monitors)
			d.Mend = paste.Alert(x, monitorAlert(x, monitors[0]))
			sayCell(p, x, d)
		}
	},
}

// unmeasuredSo speaks of an arrow that has no monitor, and so no alert.
func unmeasuredSo(p *analysis.Pass, x *analysis.Answer) diag.Diagnostic {
	said := unmeasured(x) + ", so nobody is told"
	return mendByMonitor(p, x, missing(x, unmonitored(x), said, said))
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
