package rules

import (
	"fmt"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// noticeLate speaks of arrows whose failure somebody is told of, but later than a journey that
// suffers promises, or than its users would tell us.
var noticeLate = &analysis.Rule{
	ID: "notice-late", Title: "somebody is told, but too late",
	Group: groupKnow, Level: diag.Warning, Page: page("notice-late"),
	Run: func(p *analysis.Pass) {
		usersTell := p.Report.System.Settings.UsersTell()
		for _, x := range p.Report.Answers {
			if x.Notice.When != analysis.Late || x.Arrow.Bare {
				continue
			}
			late, ok := brokenPromise(x, usersTell)
			if !ok {
				continue
			}
			n := x.Notice
			var d diag.Diagnostic
			if experienced(n) {
				d = x.About("noticed after %s on %s, %s", model.FormatDuration(n.After), n.Incident.On, promise(late, usersTell))
				d.Related = []diag.Related{{Span: n.Incident.Span, Message: "what happened overrules what is claimed"}}
			} else {
				d = x.About("told after %s by %s, %s", model.FormatDuration(n.After), n.Alert, promise(late, usersTell))
				d.Related = []diag.Related{{Span: n.Alert.Span, Message: "the first alert"}}
			}
			d.Subject = late.Journey.Name
			if late.Journey.NoticeWithin.Given() {
				d.Related = append(d.Related, diag.Related{Span: late.Journey.NoticeWithin.Span, Message: "the promise"})
			}
			d.Gap = diag.GapSystem
			d.Mend = sooner(x, late, usersTell)
			p.Say(d)
		}
	},
}

// experienced tells whether the notice is what happened, and not what the alerts claim.
func experienced(n analysis.Notice) bool { return n.Incident != nil && n.Incident.Noticed.Given() }

// brokenPromise is the first journey that is to be noticed before somebody is told.
func brokenPromise(x *analysis.Answer, usersTell time.Duration) (analysis.JourneyState, bool) {
	for _, j := range append(x.IfDown.Broken(), x.IfDown.Degraded()...) {
		if x.Notice.After > due(j, usersTell) {
			return j, true
		}
	}
	return analysis.JourneyState{}, false
}

// due is when, counted from the failure, somebody should have known for the sake of the journey.
func due(j analysis.JourneyState, usersTell time.Duration) time.Duration {
	return j.Hurt() + j.Journey.NoticeWithin.Or(usersTell)
}

// promise says by when somebody should have known.
func promise(j analysis.JourneyState, usersTell time.Duration) string {
	by := model.FormatDuration(due(j, usersTell))
	switch {
	case !j.Journey.NoticeWithin.Given():
		return "users of " + j.Journey.Name + " tell us after " + by
	case j.Hurt() > 0:
		return j.Journey.Name + " promises notice by " + by
	}
	return j.Journey.Name + " promises notice within " + by
}

// sooner says how somebody would be told in time: the alert on the arrow fires earlier, or there is
// one at all.
func sooner(x *analysis.Answer, late analysis.JourneyState, usersTell time.Duration) string {
	n := x.Notice
	switch {
	case experienced(n) && n.Alert != nil:
		return fmt.Sprintf("find out why %s was late: it is said to tell after %s", n.Alert, model.FormatDuration(n.Claimed))
	case n.Alert != nil && n.Where == analysis.AtArrow:
		delay := max(0, due(late, usersTell)-n.Monitor.Every.Value)
		return fmt.Sprintf("alert %s: after: %s, or less", n.Alert, model.FormatDuration(delay))
	}
	return monitorFor(x)
}
