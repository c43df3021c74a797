package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// answerStale speaks of arrows that were walked, but so long ago that the answer may not hold.
var answerStale = &analysis.Rule{
	ID: "answer-stale", Title: "arrow that was last walked long ago",
	Group: groupUpkeep, Level: diag.Note, Page: page("answer-stale"),
	Run: func(p *analysis.Pass) {
		age := p.Report.System.Settings.ReviewAge()
		for _, x := range p.Report.Answers {
			reviewed := x.Arrow.Reviewed
			if !reviewed.Given() || !older(reviewed.Value.On, p.Report.Today, age) {
				continue
			}
			d := x.About("last walked %s ago, on %s", days(p.Report.Today.Since(reviewed.Value.On)), reviewed.Value.On)
			d.Gap = diag.GapDrawing
			d.Related = []diag.Related{{Span: reviewed.Span, Message: "older than " + model.FormatDuration(age)}}
			d.Mend = "walk it again, then write: reviewed: {on: " + p.Report.Today.String() + "}"
			if by := reviewed.Value.By; by.Given() {
				d.Mend = "walk it again, then write: reviewed: {on: " + p.Report.Today.String() + ", by: " + paste.Name(by.Value.Name) + "}"
			}
			p.Say(d)
		}
	},
}
