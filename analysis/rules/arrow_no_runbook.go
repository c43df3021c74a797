package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoRunbook speaks of arrows about which somebody is paged and nothing is written down. A
// runbook of either end will do. It is off unless a drawing turns it on.
var arrowNoRunbook = &analysis.Rule{
	ID: "arrow-no-runbook", Title: "arrow without a runbook",
	Group: groupTold, Level: diag.Note, Off: true, Page: page("arrow-no-runbook"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			a := x.Arrow
			if a.Runbook.Given() || a.From.Runbook.Given() || a.To.Runbook.Given() || stands(x) {
				continue
			}
			d := x.About("no runbook is stated, for it or either of its ends")
			d.Gap = diag.GapDrawing
			d.Mend = "runbook: docs/runbooks/" + paste.FileName(a.From.Name+"-"+a.To.Name) + ".md"
			p.Say(d)
		}
	},
}
