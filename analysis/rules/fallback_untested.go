package rules

import (
	"fmt"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// fallbackUntested speaks of fallbacks that nobody has seen take over for too long, on purpose or
// in a real failure.
var fallbackUntested = &analysis.Rule{
	ID: "fallback-untested", Title: "fallback that nobody has seen take over",
	Group: groupHappens, Level: diag.Note, Page: page("fallback-untested"),
	Run: func(p *analysis.Pass) {
		age := p.Report.System.Settings.ReviewAge()
		for _, x := range p.Report.Answers {
			if len(x.Arrow.Fallbacks.Value) == 0 {
				continue
			}
			last := lastFailed(x.Arrow)
			if last.Given() && !older(last.Value, p.Report.Today, age) {
				continue
			}
			d := missing(x, last.Given(), "its fallback has never been seen to take over",
				fmt.Sprintf("its fallback last took over on %s, more than %s ago", last.Value, model.FormatDuration(age)))
			if last.Given() {
				d.Related = []diag.Related{{Span: last.Span, Message: "the last time"}}
			}
			d.Mend = "fail it on purpose, then write: exercised: " + p.Report.Today.String()
			p.Say(d)
		}
	},
}

// lastFailed is the last day on which the arrow was failed on purpose or really failed.
func lastFailed(a *model.Arrow) model.Stated[model.Date] {
	last := a.Exercised
	for _, incident := range a.Happened.Value {
		if !last.Given() || last.Value.Before(incident.On) {
			last = model.Stated[model.Date]{Value: incident.On, Span: incident.Span}
		}
	}
	return last
}

// older tells whether a day lies further back than the age.
func older(day, today model.Date, age time.Duration) bool {
	return time.Duration(today.Since(day))*24*time.Hour > age
}
