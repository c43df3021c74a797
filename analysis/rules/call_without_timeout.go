package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// callWithoutTimeout speaks of requests that nobody cuts short, so that a slow provider takes its
// callers with it. People and outside parties set their own timeouts.
var callWithoutTimeout = &analysis.Rule{
	ID: "call-without-timeout", Title: "request without a timeout",
	Group: groupHappens, Level: diag.Note, Page: page("call-without-timeout"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			a := x.Arrow
			if !a.Request() || a.Bare || x.Unreviewed() || a.From.IsOutside() || a.Timeout.Given() && !a.Timeout.Value.None {
				continue
			}
			d := missing(x, a.Timeout.Given(),
				"no timeout is stated, so "+a.From.Name+" may wait for ever",
				a.From.Name+" waits for ever, it is known to have no timeout")
			if a.Timeout.Given() {
				d.Related = onPurpose(a.Timeout.Span)
			}
			d.Mend = "timeout: 2s   # what it really is, in the client's settings"
			p.Say(d)
		}
	},
}
