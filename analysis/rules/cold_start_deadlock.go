package rules

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// coldStartDeadlock speaks of components that need each other to start, so that none of them comes
// back after all have been down. A circle that rests on an arrow without an answer is only a note:
// nobody said that it breaks anything.
var coldStartDeadlock = &analysis.Rule{
	ID: "cold-start-deadlock", Title: "components that wait for each other to start",
	Group: groupHappens, Level: diag.Warning, Page: page("cold-start-deadlock"),
	Run: func(p *analysis.Pass) {
		for _, cycle := range p.Report.Deadlocks {
			cycle = slices.SortedFunc(slices.Values(cycle), func(a, b *model.Component) int { return cmp.Compare(a.Name, b.Name) })
			waiting := waitingIn(p.Report.Answers, cycle)
			if len(waiting) == 0 {
				continue
			}
			x := waiting[0]
			d := x.About("started from cold, %s wait for each other for ever", listed(cycle))
			d.Subject = listed(cycle)
			for _, other := range waiting[1:min(3, len(waiting))] {
				d.Related = append(d.Related, diag.Related{
					Span:    other.Arrow.Span,
					Message: other.Arrow.DependentComponent().Name + " waits for " + other.Arrow.ProviderComponent().Name,
				})
			}
			d.Mend = "let one of them start without the other: if-down: degrades, or a fallback"
			if i := slices.IndexFunc(waiting, func(x *analysis.Answer) bool { return !x.Arrow.Answered() }); i >= 0 {
				d.Message += ", as far as assumed"
				d.Mend = "say what happens without " + waiting[i].Arrow.Name() + ": if-down: nothing, degrades or breaks"
				p.SayAt(diag.Note, d)
				continue
			}
			p.Say(d)
		}
	},
}

// waitingIn lists the arrows along which components of the cycle wait for each other, sorted by name as
// the cycle is: what is said of a circle does not depend on where it begins.
func waitingIn(answers []*analysis.Answer, cycle []*model.Component) []*analysis.Answer {
	var waiting []*analysis.Answer
	for _, x := range answers {
		a := x.Arrow
		within := slices.Contains(cycle, a.From) && slices.Contains(cycle, a.To)
		if within && a.Request() && (breaksAtOnce(a, model.From) || breaksAtOnce(a, model.To)) {
			waiting = append(waiting, x)
		}
	}
	slices.SortFunc(waiting, func(a, b *analysis.Answer) int { return cmp.Compare(a.Arrow.Name(), b.Arrow.Name()) })
	return waiting
}

func breaksAtOnce(a *model.Arrow, end model.End) bool {
	stages := a.Stages(end)
	return len(stages) > 0 && stages[0].Effect == model.Breaks && stages[0].After == 0
}
