package rules

import (
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceMetricMissing speaks of monitors and rules that read metrics which nothing emits, where the
// drawing says that the evidence lists all of that name.
var evidenceMetricMissing = &analysis.Rule{
	ID: "evidence-metric-missing", Title: "metric that is read and that nothing emits",
	Group: groupTrue, Level: diag.Warning, Page: page("evidence-metric-missing"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, u := range p.Report.Unemitted {
			names := strings.Join(u.Metrics[:min(2, len(u.Metrics))], " and ")
			var d diag.Diagnostic
			if u.Rule == nil {
				d = answers.monitor(u.Monitor, "it reads "+names+", which nothing emits")
				d.Span, d.Gap = u.Monitor.Query.Span, diag.GapSystem
			} else {
				d = answers.ofAlert(u.Monitor, u.Alert, "it reads %s, which nothing emits", names)
				d.Related = shownAt(u.Rule.Span, "the rule")
			}
			if ours := p.Report.System.Settings.OurMetrics; ours.Given() {
				d.Related = append(d.Related, diag.Related{Span: ours.Span, Message: "all metrics of these names are listed"})
			}
			d.Mend = "emit " + u.Metrics[0] + ", or read what is emitted instead"
			p.Say(d)
		}
	},
}
