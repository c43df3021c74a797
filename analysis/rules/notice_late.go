package rules

import (
	"fmt"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// noticeLate speaks of arrows whose failure somebody is told of, but later than a journey that
// suffers promises, or than its users would tell us.
var noticeLate = &analysis.Rule{
	ID: "notice-late", Title: "somebody is told, but too late",
	Group: groupKnow, Level: diag.Warning, Page: page("notice-late"),
	Run: func(p *analysis.Pass) {
		claims := claimsBy(p.Report)
		for _, x := range p.Report.Answers {
			if x.Notice.Missed == nil || x.Arrow.Bare {
				continue
			}
			n := x.Notice
			late := n.Missed
			var d diag.Diagnostic
			if experienced(n) {
				d = x.About("noticed after %s on %s, %s", model.FormatDuration(n.After), n.Incident.On, promise(late))
				d.Related = []diag.Related{{Span: n.Incident.Span, Message: "what happened overrules what is claimed"}}
			} else {
				d = x.About("told after %s by %s, %s", model.FormatDuration(n.After), n.Alert, promise(late))
				d.Related = []diag.Related{{Span: n.Alert.Span, Message: takes(n)}}
			}
			d.Subject = late.Journey.Journey.Name
			if late.Journey.Journey.NoticeWithin.Given() {
				d.Related = append(d.Related, diag.Related{Span: late.Journey.Journey.NoticeWithin.Span, Message: "the promise"})
			}
			d.Gap = diag.GapSystem
			d.Mend = sooner(x, late, claims[n.Alert])
			p.Say(d)
		}
	},
}

// experienced tells whether the notice is what happened, and not what the alerts claim.
func experienced(n analysis.Notice) bool { return n.Incident != nil && n.Incident.Noticed.Given() }

// promise says by when somebody should have known.
func promise(late *analysis.Promise) string {
	by := model.FormatDuration(late.By)
	switch j := late.Journey.Journey; {
	case !j.NoticeWithin.Given():
		return "users of " + j.Name + " tell us after " + by
	case late.Journey.Hurt() > 0:
		return j.Name + " promises notice by " + by
	default:
		return j.Name + " promises notice within " + by
	}
}

// takes says what the time of the first alert is made of, where the evidence tells.
func takes(n analysis.Notice) string {
	if n.Delay == nil {
		return "the first alert"
	}
	return "the first alert: " + n.Delay.Parts
}

// sooner says how somebody would be told in time: the alert on the arrow fires earlier, or there is
// one at all.
func sooner(x *analysis.Answer, late *analysis.Promise, claim *evidence.Claim) string {
	n := x.Notice
	switch {
	case experienced(n) && n.Alert != nil:
		return fmt.Sprintf("find out why %s was late: it is said to tell after %s", n.Alert, model.FormatDuration(n.Claimed))
	case n.Alert != nil && n.Where == analysis.AtArrow && n.Delay != nil:
		return quicker(claim.Rule(), n.After-late.By)
	case n.Alert != nil && n.Where == analysis.AtArrow:
		delay := max(0, late.By-n.Monitor.Every.Value)
		return fmt.Sprintf("alert %s: after: %s, or less", n.Alert, model.FormatDuration(delay))
	}
	return monitorFor(x)
}

// quicker says how a rule would tell sooner by a time: it waits less, or, where all its waiting is
// less than that, looks at less. What is left of the waiting is whole minutes, as rules are evaluated
// at intervals.
func quicker(rule *model.AlertRule, by time.Duration) string {
	if left := (rule.For - by).Truncate(time.Minute); rule.For > 0 && left >= 0 {
		return fmt.Sprintf("at %s: for: %s, or less", rule.Span, model.FormatDuration(left))
	}
	return fmt.Sprintf("at %s: look back less far, scrape and evaluate more often, or wait less for the group", rule.Span)
}
