package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceAlertBlind speaks of alerts whose rules exist and do not do what is claimed of them. What
// is wrong with a rule whatever it is about is said once, the rest once for each arrow. That nothing
// emits what a rule reads is evidence-metric-missing's matter, and that the first alert comes too
// late notice-late's.
var evidenceAlertBlind = &analysis.Rule{
	ID: "evidence-alert-blind", Title: "alert whose rule cannot tell what is claimed of it",
	Group: groupTrue, Level: diag.Warning, Page: page("evidence-alert-blind"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, c := range p.Report.Claims {
			rule := c.Rule()
			if rule == nil || c.Beats() {
				continue
			}
			if why := neverRight(rule); why != "" {
				d := answers.ofAlert(c.Monitor, c.Alert, "its rule tells nothing")
				sayBlind(p, d, rule, why)
			}
		}
		for _, x := range p.Report.Answers {
			for _, r := range x.Refuted {
				if saidOf(p, x, r) {
					continue
				}
				d := x.About("alert %s does not see it", r.Alert)
				if r.Cause == analysis.TooLate {
					d = x.About("alert %s comes too late", r.Alert)
				}
				d.Subject, d.Span, d.Gap = r.Alert.Name.Value, placeOf(r.Alert), diag.GapSystem
				sayBlind(p, d, r.Rule, r.Step.Why)
			}
		}
	},
}

// neverRight is why a rule tells nothing, of whatever it is claimed to tell; empty if it may.
func neverRight(rule *model.AlertRule) string {
	if rule.Off != "" {
		return "it is not evaluated, " + rule.Off
	}
	return rule.Condition.Fault
}

// saidOf tells whether what is wrong with an alert is said elsewhere.
func saidOf(p *analysis.Pass, x *analysis.Answer, r analysis.Refutal) bool {
	switch r.Cause {
	case analysis.NeverRight:
		return true
	case analysis.NoData:
		return p.Asks("evidence-metric-missing")
	case analysis.TooLate:
		return x.Notice.Missed != nil && x.Notice.Alert == r.Alert && p.Asks("notice-late")
	}
	return false
}

// sayBlind says why a rule does not do what is claimed of it, and where the rule is.
func sayBlind(p *analysis.Pass, d diag.Diagnostic, rule *model.AlertRule, why string) {
	d = because(d, why, rule.Span)
	if len(d.Related) == 0 {
		d.Related = shownAt(rule.Span, "the rule")
	}
	d.Mend = "correct the rule at " + rule.Span.String() + ", or name an alert that sees it"
	p.Say(d)
}
