package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowOnNoJourney speaks of arrows that no journey rests on: either a journey is missing in the
// drawing, or nobody needs the arrow. Where no journey is drawn at all it says so once.
var arrowOnNoJourney = &analysis.Rule{
	ID: "arrow-on-no-journey", Title: "arrow that no journey rests on",
	Group: groupHappens, Level: diag.Note, Page: page("arrow-on-no-journey"),
	Run: func(p *analysis.Pass) {
		answers := p.Report.Answers
		if len(p.Report.System.Journeys) == 0 {
			if len(answers) > 0 {
				p.Say(noJourneys(p.Report))
			}
			return
		}
		for _, x := range answers {
			if x.Arrow.Bare || x.Unreviewed() || harmless(x) || onJourney(x) {
				continue
			}
			d := x.About("no journey rests on it")
			d.Gap = diag.GapDrawing
			d.Mend = "name it in the steps of a journey, or ask who would miss it"
			p.Say(d)
		}
	},
}

func noJourneys(r *analysis.Report) diag.Diagnostic {
	first := r.Answers[0].Arrow
	d := diag.Diagnostic{
		Span: r.System.Name.Span, Gap: diag.GapDrawing,
		Message: "what its users do is not drawn: no journey is stated",
		Mend:    "journeys: {use: {steps: " + paste.List([]string{first.Name()}) + "}}",
	}
	if !r.System.Name.Given() {
		d.Span = first.Span
	}
	return d
}

// harmless tells whether it is stated that nothing happens without the arrow.
func harmless(x *analysis.Answer) bool {
	a := x.Arrow
	return a.IfDown.Given() && len(a.Stages(model.From)) == 0 && len(a.Stages(model.To)) == 0
}

// onJourney tells whether any journey suffers or comes closer to suffering without the arrow.
func onJourney(x *analysis.Answer) bool {
	return x.IfDown.Worst > propagation.Untouched
}
