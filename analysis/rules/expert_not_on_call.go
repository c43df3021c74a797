package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// expertNotOnCall speaks of arrows whose experts are in a team that is told and not on its rota, so
// that only colleagues are told who do not know the arrow. Where the experts are in no such team,
// responder-ignorant says so.
var expertNotOnCall = &analysis.Rule{
	ID: "expert-not-on-call", Title: "arrow whose experts are in the team told and not on call",
	Group: groupTold, Level: diag.Note, Page: page("expert-not-on-call"),
	Run: func(p *analysis.Pass) {
		for _, i := range ignorances(p) {
			if i.team == nil {
				continue
			}
			d := i.x.About("%s, and %s not on call in %s", know(i.idle), is(i.idle), i.team)
			d.Gap, d.Subject = diag.GapSystem, subject(i.idle)
			d.Related = append(experts(i.x), diag.Related{Span: rotaOf(i.team), Message: "who is on call"})
			d.Mend = "put " + i.idle[0].Name + " on call in " + i.team.Name + ", or let " + listed(i.told) + " learn it: experts: " +
				paste.List(append(names(i.experts), i.told[0].Name))
			p.Say(d)
		}
	},
}
