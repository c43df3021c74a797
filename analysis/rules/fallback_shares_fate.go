package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// fallbackSharesFate speaks of fallbacks that fall together with what they stand in for. What takes
// the dependent component down as well is left out: without it nobody needs a fallback.
var fallbackSharesFate = &analysis.Rule{
	ID: "fallback-shares-fate", Title: "fallback that falls with its arrow",
	Group: groupHappens, Level: diag.Warning, Page: page("fallback-shares-fate"),
	Run: func(p *analysis.Pass) {
		fates := fatesOf(p.Report.System)
		together := felled(p.Report.Answers)
		for _, x := range p.Report.Answers {
			for _, ref := range x.Arrow.Fallbacks.Value {
				why, at := sharedFate(fates, x.Arrow, ref.Arrow, together[couple{x.Arrow, ref.Arrow}])
				if why == "" {
					continue
				}
				d := x.About("fallback %s falls with it, %s", ref.Arrow, why)
				d.Subject = ref.Arrow.Name()
				d.Related = []diag.Related{{Span: ref.Span, Message: "its fallback"}, {Span: at, Message: "takes both with it"}}
				d.Mend = "fall back on something that does not share it, or say that there is none: leave out fallback"
				p.Say(d)
			}
		}
	},
}

// sharedFate says what takes an arrow and its fallback down together, and where that is drawn. The
// first arrow without which both fail is given, or nil.
func sharedFate(fates fates, a, fallback, first *model.Arrow) (why string, at diag.Span) {
	dependent, primary := a.DependentComponent(), a.ProviderComponent()
	other := across(fallback, dependent)
	if primary == other {
		return "both lead to " + primary.Name, primary.Span
	}
	if c := fates.shared(dependent, primary, other); c != nil {
		return "both rest on " + c.Name, c.Span
	}
	switch first {
	case nil:
		return "", diag.Span{}
	case a:
		return "because it takes " + other.Name + " down", a.Span
	}
	return "both fail without " + first.Name(), first.Span
}

// across is the other end of an arrow that starts or ends at the component.
func across(a *model.Arrow, c *model.Component) *model.Component {
	if a.From == c {
		return a.To
	}
	return a.From
}
