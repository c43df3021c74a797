package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// runbookStale speaks of runbooks that nobody has changed for longer than an answer may be old, or
// whose writers are all gone.
var runbookStale = &analysis.Rule{
	ID: "runbook-stale", Title: "runbook that was last changed long ago",
	Group: groupTold, Level: diag.Note, Page: page("runbook-stale"),
	Run: func(p *analysis.Pass) {
		age := int(p.Report.System.Settings.ReviewAge().Hours() / 24)
		for _, l := range p.Report.Learned {
			x := runbookOf(p.Report, l)
			if x == nil || l.Experts.LastBy == nil {
				continue
			}
			var d diag.Diagnostic
			old := p.Report.Today.Since(l.Experts.LastEdit)
			switch {
			case len(l.Experts.People) == 0 && len(l.Experts.Left) > 0:
				d = x.About("its runbook was written by people who have left")
			case old > age:
				d = x.About("its runbook was last changed %s ago, on %s", days(old), l.Experts.LastEdit)
			default:
				continue
			}
			d.Span, d.Gap = x.Arrow.Runbook.Span, diag.GapSystem
			d.Mend = "walk through " + l.Runbook + ", and correct what is no longer so"
			p.Say(d)
		}
	},
}

// runbookOf is the answer of the arrow whose runbook was learned about; nil for all else.
func runbookOf(r *analysis.Report, l analysis.Learned) *analysis.Answer {
	if l.Runbook == "" {
		return nil
	}
	return r.Answer(l.Arrow)
}
