package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceAlertMissing speaks of alerts that the drawing names and no rule defines, although all
// files that could define them were read.
var evidenceAlertMissing = &analysis.Rule{
	ID: "evidence-alert-missing", Title: "alert that no rule defines",
	Group: groupTrue, Level: diag.Error, Page: page("evidence-alert-missing"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, c := range p.Report.Claims {
			if c.Exists.Verdict != evidence.Refuted {
				continue
			}
			d := answers.ofAlert(c.Monitor, c.Alert, "no rule has that name")
			d.Mend = "write a rule of that name, or leave the alert out until there is one"
			for _, near := range c.Near[:min(2, len(c.Near))] {
				d.Related = append(d.Related, diag.Related{Span: near.Span, Message: "there is " + near.Name})
			}
			if len(c.Near) > 0 {
				d.Mend = "name: " + paste.Name(c.Near[0].Name)
			}
			p.Say(d)
		}
	},
}
