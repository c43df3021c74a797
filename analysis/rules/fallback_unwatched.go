package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model/diag"
)

// fallbackUnwatched speaks of arrows whose failure another one covers for, and of fallbacks, where
// nobody is told of it: a latent failure, that only a monitor can show. It is said instead of
// arrow-no-monitor, arrow-boxes-only, arrow-no-alert and monitor-blind.
var fallbackUnwatched = &analysis.Rule{
	ID: "fallback-unwatched", Title: "fallback that can be lost, or taken, unseen",
	Group: groupHappens, Level: diag.Warning, Page: page("fallback-unwatched"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !unbacked(x) {
				continue
			}
			what, at := latent(x)
			said := what + " unseen, " + untold(x)
			if len([]rune(x.Arrow.Name()+": "+said)) > longest {
				said = what + " unseen"
			}
			d := missing(x, known(x), said, said)
			d.Related = at
			p.Say(unnoticed(p, x, d))
		}
	},
}

// latent says what can happen to the arrow without anybody suffering at once, and points at what
// leans on it. It is empty where nothing does.
func latent(x *analysis.Answer) (string, []diag.Related) {
	a := x.Arrow
	if len(x.Leaning) > 0 {
		main := x.Leaning[0]
		return main.Arrow.Name() + " can lose this fallback", append([]diag.Related{{Span: main.Span, Message: "falls back on it"}}, closer(x)...)
	}
	absorbed := x.IfDown.Worst == propagation.Masked || x.IfDown.Worst == propagation.Degraded
	switch {
	case !absorbed:
		return "", nil
	case len(a.Fallbacks.Value) > 0:
		return "it can run on its fallback", append([]diag.Related{{Span: a.Fallbacks.Span, Message: "takes over, and nobody knows"}}, closer(x)...)
	case a.Pool.Given():
		return "pool " + a.Pool.Value + " can lose it", append([]diag.Related{{Span: a.Pool.Span, Message: "covers for it"}}, closer(x)...)
	}
	return "", nil
}

// closer points at the first journey that comes closer to breaking.
func closer(x *analysis.Answer) []diag.Related {
	for _, j := range x.IfDown.Journeys {
		if j.Verdict == propagation.Masked || j.Verdict == propagation.Degraded {
			return []diag.Related{{Span: j.Journey.Span, Message: "then one failure closer to breaking"}}
		}
	}
	return nil
}

// unheard tells whether nobody is told of the arrow. Where it has an alert that reaches nobody or
// does not do what is claimed of it, the rules about alerts say so.
func unheard(x *analysis.Answer) bool {
	return x.Notice.When == analysis.Never && (!x.Cells.Alert.Missing() || len(x.Alerts()) == 0)
}

// unbacked tells whether fallback-unwatched has something to say of the arrow.
func unbacked(x *analysis.Answer) bool {
	if stands(x) || !unheard(x) || breaksInSilence(x) {
		return false
	}
	said, _ := latent(x)
	return said != ""
}

// saidByFallback tells whether fallback-unwatched says of the arrow what a weaker rule would.
func saidByFallback(p *analysis.Pass, x *analysis.Answer) bool {
	return p.Asks("fallback-unwatched") && unbacked(x)
}
