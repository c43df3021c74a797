package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// responderIgnorant speaks of arrows of which only people are told who know nothing of them, while
// those who do are in none of the teams that are told.
var responderIgnorant = &analysis.Rule{
	ID: "responder-ignorant", Title: "arrow of which only people are told who do not know it",
	Group: groupTold, Level: diag.Warning, Page: page("responder-ignorant"),
	Run: func(p *analysis.Pass) {
		for _, i := range ignorances(p) {
			if i.team != nil {
				continue
			}
			d := i.x.About("%s %s told, and only %s", listed(i.told), is(i.told), know(i.experts))
			d.Gap, d.Subject = diag.GapSystem, subject(i.experts)
			d.Related = append(experts(i.x), toldAt(i.x)...)
			d.Mend = "let " + listed(i.told) + " learn it, or tell " + i.experts[0].Name + " too, under tells"
			p.Say(d)
		}
	},
}

// toldAt points at the first alert on an arrow that says whom it tells.
func toldAt(x *analysis.Answer) []diag.Related {
	for _, alert := range x.Alerts() {
		if alert.Tells.Given() {
			return []diag.Related{{Span: alert.Tells.Span, Message: "who is told"}}
		}
	}
	return nil
}
