package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// waiverExpiresSoon speaks of waivers that are in use and end within two weeks.
var waiverExpiresSoon = &analysis.Rule{
	ID: "waiver-expires-soon", Title: "waiver in use that ends within two weeks",
	Group: groupUpkeep, Level: diag.Note, Page: page("waiver-expires-soon"), AfterWaivers: true,
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, use := range p.Report.Waivers {
			if use.Leaving || !use.EndsSoon || use.Matches == 0 {
				continue
			}
			w := use.Waiver
			d := answers.waiver(w, "the waiver of %s ends %s", w.Rule.Value, inDays(w.Until.Value.Since(p.Report.Today)))
			d.Span, d.Gap = w.Until.Span, diag.GapSystem
			d.Mend = "mend what it accepts and delete it; until then it holds, " + w.Until.Value.String() + " included"
			p.Say(d)
		}
	},
}

// inDays is "today", "tomorrow" or "in 5 days".
func inDays(n int) string {
	switch n {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	}
	return "in " + days(n)
}
