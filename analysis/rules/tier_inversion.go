package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// tierInversion speaks of important components that break without less important ones.
var tierInversion = &analysis.Rule{
	ID: "tier-inversion", Title: "component that breaks without a less important one",
	Group: groupHappens, Level: diag.Warning, Page: page("tier-inversion"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			a := x.Arrow
			if !a.IfDown.Given() || a.Pool.Given() || len(a.Fallbacks.Value) > 0 {
				continue
			}
			for _, end := range []model.End{model.From, model.To} {
				high, low := a.At(end), a.At(end.Other())
				if !breaksEnd(a, end) || !high.Tier.Given() || !low.Tier.Given() || high.Tier.Value >= low.Tier.Value {
					continue
				}
				d := x.About("%s is tier %d and breaks without %s, which is only tier %d", high, high.Tier.Value, low, low.Tier.Value)
				d.Subject = high.Name
				d.Related = []diag.Related{{Span: high.Tier.Span, Message: "more important"}, {Span: low.Tier.Span, Message: "less important"}}
				d.Mend = fmt.Sprintf("raise %s to tier %d, or let %s do without it: if-down: degrades", low, high.Tier.Value, high)
				p.Say(d)
			}
		}
	},
}

// breaksEnd tells whether the component at the end goes down without the arrow, sooner or later. A
// hub feels no flow.
func breaksEnd(a *model.Arrow, end model.End) bool {
	stages := a.Stages(end)
	carried := !a.Request() && a.At(end).IsHub()
	return len(stages) > 0 && stages[len(stages)-1].Effect == model.Breaks && !carried
}
