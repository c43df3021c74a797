package rules

import (
	"fmt"
	"math"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// timeoutInversion speaks of callers that give up while the component they called still waits for
// somebody else.
var timeoutInversion = &analysis.Rule{
	ID: "timeout-inversion", Title: "caller that gives up before the called one does",
	Group: groupHappens, Level: diag.Warning, Page: page("timeout-inversion"),
	Run: func(p *analysis.Pass) {
		slowest := slowestRequests(p.Report.Answers)
		for _, x := range p.Report.Answers {
			a := x.Arrow
			inner := slowest[a.To]
			if !cutShort(a) || inner == nil || patience(inner) <= a.Timeout.Value.After {
				continue
			}
			d := x.About("gives up after %s, while %s waits up to %s for %s",
				model.FormatDuration(a.Timeout.Value.After), a.To, model.FormatDuration(patience(inner)), inner.To)
			d.Subject = inner.Name()
			d.Related = []diag.Related{{Span: inner.Timeout.Span, Message: waits(inner)}}
			d.Mend = fmt.Sprintf("a timeout above %s here, or a shorter one on %s", model.FormatDuration(patience(inner)), inner)
			p.Say(d)
		}
	},
}

// cutShort tells whether the arrow is a request with a timeout.
func cutShort(a *model.Arrow) bool {
	return a.Request() && a.Timeout.Given() && !a.Timeout.Value.None
}

// patience is how long a request lasts at most, all its attempts together.
func patience(a *model.Arrow) time.Duration {
	once, attempts := a.Timeout.Value.After, time.Duration(max(0, a.Retries.Value))+1
	if once > math.MaxInt64/attempts {
		return math.MaxInt64
	}
	return once * attempts
}

func waits(a *model.Arrow) string {
	if a.Retries.Value == 0 {
		return "waits longer"
	}
	return fmt.Sprintf("waits longer, with %d retries", a.Retries.Value)
}

// slowestRequests finds, for each component, the request of its own on which it may wait longest.
func slowestRequests(answers []*analysis.Answer) map[*model.Component]*model.Arrow {
	slowest := map[*model.Component]*model.Arrow{}
	for _, x := range answers {
		a := x.Arrow
		if cutShort(a) && (slowest[a.From] == nil || patience(slowest[a.From]) < patience(a)) {
			slowest[a.From] = a
		}
	}
	return slowest
}
