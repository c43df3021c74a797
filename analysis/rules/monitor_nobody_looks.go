package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// monitorNobodyLooks speaks of monitors that tell nobody and that nobody is said to look at, or could
// look at: the dashboard that is to show them is not there.
var monitorNobodyLooks = &analysis.Rule{
	ID: "monitor-nobody-looks", Title: "monitor without an alert that nobody looks at",
	Group: groupKnow, Level: diag.Note, Page: page("monitor-nobody-looks"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		unshown := unshownOf(p.Report)
		for _, m := range p.Report.System.Monitors {
			u, hidden := unshown[m]
			switch telling := len(m.Alerts.Value) > 0; {
			case hidden && u.Dashboard != "":
				d := answers.monitor(m, "its dashboard "+u.Dashboard+" is none of those that were read")
				d.Span, d.Gap = m.Dashboard.Span, diag.GapSystem
				d.Mend = "name the dashboard that shows it, or add its file to the evidence, under grafana"
				p.Say(d)
			case !telling && !m.LookedAt.Given():
				p.Say(unlooked(p, answers, m))
			case !telling && hidden:
				d := answers.monitor(m, "no alert is stated, and no dashboard that was read shows it")
				d.Gap = diag.GapSystem
				d.Related = []diag.Related{{Span: m.LookedAt.Span, Message: "who is said to look"}, {Span: m.Query.Span, Message: "on no panel"}}
				d.Mend = "put it on a dashboard, and say on which: dashboard: URL"
				p.Say(d)
			}
		}
	},
}

func unshownOf(r *analysis.Report) map[*model.Monitor]analysis.Unshown {
	all := map[*model.Monitor]analysis.Unshown{}
	for _, u := range r.Unshown {
		all[u.Monitor] = u
	}
	return all
}

// unlooked speaks of a monitor that tells nobody, and of which nobody is said to look at it.
func unlooked(p *analysis.Pass, answers answers, m *model.Monitor) diag.Diagnostic {
	said, gap := "no alert is stated, and nobody who looks at it", diag.GapDrawing
	if m.Alerts.Given() {
		said, gap = "known to have no alert, and nobody is stated who looks at it", diag.GapSystem
	}
	d := answers.monitor(m, said)
	d.Gap = gap
	if m.Alerts.Given() {
		d.Related = onPurpose(m.Alerts.Span)
	}
	d.Mend = naming("looked-at: {by: %s, every: 7d}", somebody(p, answers.of(m)), "say who looks at it, under looked-at")
	return d
}

// somebody is who might be told of the arrow, or of anything where there is no one arrow.
func somebody(p *analysis.Pass, x *analysis.Answer) string {
	if x != nil {
		return candidate(p, x)
	}
	return anyTeam(p)
}
