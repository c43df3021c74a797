package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// journeyNoSynthetic speaks of journeys that no test walks in production.
var journeyNoSynthetic = &analysis.Rule{
	ID: "journey-no-synthetic", Title: "journey that no test walks in production",
	Group: groupKnow, Level: diag.Note, Page: page("journey-no-synthetic"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, j := range p.Report.Journeys {
			if len(j.Synthetic) > 0 || unreviewedJourney(answers, j.Journey) {
				continue
			}
			d := aboutJourney(j.Journey, "no synthetic monitor walks it in production")
			d.Gap = diag.GapDrawing
			name := j.Journey.Name
			d.Mend = fmt.Sprintf("%s: {signal: synthetic, watches: [%s], every: 1m, alert: {name: %s, after: 3m, tells: %s, how: page}}",
				paste.Name(name+"-in-production"), paste.Name(name), paste.Name(paste.Camel(name)+"Fails"), paste.Name(journeyTeller(p, answers, j)))
			p.Say(d)
		}
	},
}
