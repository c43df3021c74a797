package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// waiverExpired speaks of waivers whose last day is over and whose diagnostic is back.
var waiverExpired = &analysis.Rule{
	ID: "waiver-expired", Title: "waiver whose end date has passed",
	Group: groupUpkeep, Level: diag.Error, Page: page("waiver-expired"), AfterWaivers: true,
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, use := range p.Report.Waivers {
			if use.Leaving || !use.Expired || use.Matches == 0 && !answers.gapped(use.Waiver) {
				continue
			}
			w := use.Waiver
			d := answers.waiver(w, "the waiver of %s expired on %s", w.Rule.Value, w.Until.Value)
			d.Span, d.Gap = w.Until.Span, diag.GapSystem
			d.Mend = "mend what it accepted and delete it, or renew it: until: " + analysis.WaiverEnd(p.Report.System, p.Report.Today).String()
			p.Say(d)
		}
	},
}

// waiver begins a diagnostic about a waiver, which speaks of what the waiver is about.
func (all answers) waiver(w *model.Waiver, format string, args ...any) diag.Diagnostic {
	switch {
	case w.Arrow.Value != nil && all[w.Arrow.Value.ID] != nil:
		d := all[w.Arrow.Value.ID].About(format, args...)
		d.Span, d.Subject = w.Span, w.Rule.Value
		return d
	case w.Journey.Value != nil:
		d := aboutJourney(w.Journey.Value, format, args...)
		d.Span = w.Span
		return d
	case w.Component.Value != nil:
		d := aboutComponent(w.Component.Value, format, args...)
		d.Span = w.Span
		return d
	}
	d := diag.Diagnostic{Span: w.Span, Message: fmt.Sprintf(format, args...), Subject: w.Rule.Value}
	if w.Arrow.Value != nil {
		d.Arrow = w.Arrow.Value.Name()
		d.Message = d.Arrow + ": " + d.Message
	}
	return d
}
