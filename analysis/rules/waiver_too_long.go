package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// waiverTooLong speaks of waivers whose end lies further ahead than the drawing allows.
var waiverTooLong = &analysis.Rule{
	ID: "waiver-too-long", Title: "waiver that ends later than settings.waiver-max allows",
	Group: groupUpkeep, Level: diag.Error, Page: page("waiver-too-long"), AfterWaivers: true,
	Run: func(p *analysis.Pass) {
		last, bounded := analysis.LastWaiver(p.Report.System, p.Report.Today)
		if !bounded {
			return
		}
		answers := answersOf(p.Report)
		most := p.Report.System.Settings.WaiverMax
		for _, use := range p.Report.Waivers {
			w := use.Waiver
			if use.Leaving || !last.Before(w.Until.Value) {
				continue
			}
			d := answers.waiver(w, "the waiver of %s ends in %s, and %s is the most", w.Rule.Value,
				days(w.Until.Value.Since(p.Report.Today)), model.FormatDuration(most.Value))
			d.Span, d.Gap = w.Until.Span, diag.GapSystem
			d.Related = []diag.Related{{Span: most.Span, Message: "the most"}}
			d.Mend = "until: " + last.String()
			p.Say(d)
		}
	},
}
