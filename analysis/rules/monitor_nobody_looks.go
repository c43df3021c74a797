package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// monitorNobodyLooks speaks of monitors that tell nobody and that nobody is said to look at.
var monitorNobodyLooks = &analysis.Rule{
	ID: "monitor-nobody-looks", Title: "monitor without an alert that nobody looks at",
	Group: groupKnow, Level: diag.Note, Page: page("monitor-nobody-looks"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, m := range p.Report.System.Monitors {
			if len(m.Alerts.Value) > 0 || m.LookedAt.Given() {
				continue
			}
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
			p.Say(d)
		}
	},
}

// somebody is who might be told of the arrow, or of anything where there is no one arrow.
func somebody(p *analysis.Pass, x *analysis.Answer) string {
	if x != nil {
		return candidate(p, x)
	}
	return anyTeam(p)
}
