package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// journeyNoValueSignal speaks of journeys of which nobody measures whether users get what they came
// for.
var journeyNoValueSignal = &analysis.Rule{
	ID: "journey-no-value-signal", Title: "journey whose value nobody measures",
	Group: groupKnow, Level: diag.Warning, Page: page("journey-no-value-signal"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, j := range p.Report.Journeys {
			if len(j.Value) > 0 || unreviewedJourney(answers, j.Journey) {
				continue
			}
			d := aboutJourney(j.Journey, "no monitor of the value its users receive is stated")
			d.Gap = diag.GapDrawing
			name := j.Journey.Name
			d.Mend = fmt.Sprintf("%s: {signal: value, watches: [%s], alert: {name: %s, after: 10m, tells: %s, how: page}}",
				paste.Name(name+"-per-minute"), paste.Name(name), paste.Name(paste.Camel(name)+"TooFew"), paste.Name(journeyTeller(p, answers, j)))
			p.Say(d)
		}
	},
}

// unreviewedJourney tells whether a journey rests on nothing but imported arrows that nobody has reviewed: it
// came with them, and may be no more real than they are.
func unreviewedJourney(answers answers, j *model.Journey) bool {
	return len(j.Steps.Value) > 0 && !slices.ContainsFunc(j.Steps.Value, func(step model.ArrowRef) bool {
		x := answers[step.Arrow.ID]
		return x == nil || !x.Unreviewed()
	})
}

// aboutJourney begins a diagnostic about a journey.
func aboutJourney(j *model.Journey, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Span: j.Span, Subject: j.Name, Message: "journey " + j.Name + ": " + fmt.Sprintf(format, args...)}
}

// journeyTeller is whom an alert on the journey should tell: its owner, or whoever an alert on its
// steps would tell.
func journeyTeller(p *analysis.Pass, answers answers, j *analysis.JourneyAnswer) string {
	if named(j.Journey.Owner.Value) {
		return j.Journey.Owner.Value.Name
	}
	for _, step := range j.Journey.Steps.Value {
		if x := answers[step.Arrow.ID]; x != nil && candidate(p, x) != "" {
			return candidate(p, x)
		}
	}
	return paste.ToFillIn
}
