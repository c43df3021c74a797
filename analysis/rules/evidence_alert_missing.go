package rules

import (
	"strings"

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
			said := "no rule has that name"
			if len(c.Near) > 0 && strings.HasPrefix(c.Alert.Name.Value, c.Near[0].Name+"{") {
				said = "no rule of that name has those labels"
			}
			d := answers.ofAlert(c.Monitor, c.Alert, "%s", said)
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
