package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowUnreviewed speaks of arrows that were imported and of which nobody has said whether they are real. It
// is said instead of what could be said of the arrow if it were.
var arrowUnreviewed = &analysis.Rule{
	ID: "arrow-unreviewed", Title: "imported arrow that nobody has reviewed",
	Group: groupUpkeep, Level: diag.Note, Page: page("arrow-unreviewed"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !x.Unreviewed() {
				continue
			}
			d := x.About("imported, and nobody has said whether it is real")
			d.Gap = diag.GapDrawing
			if read := x.Arrow.Evidence; len(read.Value) > 0 {
				d.Related = append(d.Related, diag.Related{Span: read.Span, Message: "read from " + diag.Shorten(read.Value[0], 80)})
			}
			d.Mend = "review: ok   # or no, where it is wrong"
			p.Say(d)
		}
	},
}
