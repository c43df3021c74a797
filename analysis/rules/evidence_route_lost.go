package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceRouteLost speaks of alerts that the routing brings to nobody, or to nobody who is woken
// where the drawing says that they page.
var evidenceRouteLost = &analysis.Rule{
	ID: "evidence-route-lost", Title: "alert that the routing brings to nobody",
	Group: groupTrue, Level: diag.Error, Page: page("evidence-route-lost"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, c := range p.Report.Claims {
			if c.Delivered.Verdict != evidence.Refuted || c.Beats() {
				continue
			}
			d := because(answers.ofAlert(c.Monitor, c.Alert, "it reaches nobody"), c.Delivered.Why, c.Delivered.At)
			if len(d.Related) == 0 {
				d.Related = shownAt(c.Delivered.At, "it goes here")
			}
			d.Mend = "give it a route to a receiver that tells " + tolds(c.Alert)
			p.Say(d)
		}
	},
}

// tolds names whom an alert is to tell, by what the drawing says.
func tolds(alert *model.Alert) string {
	who := listed(alert.Tells.Value)
	if who == "" {
		who = "somebody"
	}
	if alert.How.Value == model.Page {
		return who + " and wakes them"
	}
	return who
}
