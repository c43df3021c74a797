package sloth

import (
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/burnrate"
	"github.com/linewalk/linewalk/model/slofile"
)

// A severity is one of the two alerts of an objective.
type severity struct {
	name  string // its label
	key   string // what the file calls it
	pairs []burnrate.Pair
}

// severities are those of Sloth with its windows for 30 days, after table 5-8 of the SRE Workbook.
func severities() []severity {
	const hour, day = time.Hour, 24 * time.Hour
	return []severity{
		{"page", "page_alert", []burnrate.Pair{
			burnrate.Spending(2, period, hour, 5*time.Minute),
			burnrate.Spending(5, period, 6*hour, 30*time.Minute),
		}},
		{"ticket", "ticket_alert", []burnrate.Pair{
			burnrate.Spending(10, period, day, 2*hour),
			burnrate.Spending(10, period, 3*day, 6*hour),
		}},
	}
}

// windows are all over which Sloth records the error ratio, the shortest first.
func windows() []time.Duration {
	return []time.Duration{
		5 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour,
	}
}

// alerts are the rules that Sloth makes. A disabled alert is none.
func (o objective) alerts(f *slofile.File, group *model.RuleGroup) []*model.AlertRule {
	if o.plugins.noAlerts {
		return nil
	}
	alerting := slofile.At(o.node, "alerting")
	name := slofile.At(alerting, "name")
	var rules []*model.AlertRule
	for _, s := range severities() {
		own := o.at(alerting, s.key)
		if slofile.True(slofile.At(own, "disable"), false) {
			continue
		}
		if slofile.Text(name) == "" {
			f.Warn(slofile.At(o.node, "name").Span, "the alerts of objective %s have no name: Sloth refuses the file", o.name())
			return nil
		}
		annotations := f.Labels(slofile.At(alerting, "annotations"), slofile.At(own, "annotations"))
		rule := &model.AlertRule{
			Name: slofile.Text(name), Span: name.Span, Group: group,
			Expr: burnrate.Any(s.pairs, o.recorded), Condition: o.condition(s.pairs),
			Every: o.plugins.alert, Waits: o.plugins.indicator.Or(defaultInterval),
			Labels:  slofile.With(f.Labels(slofile.At(alerting, "labels"), slofile.At(own, "labels")), "sloth_severity", s.name),
			Runbook: slofile.Runbook(annotations),
		}
		if waits := slofile.At(own, "for"); waits != nil && o.plugins.pending {
			pending, read := f.Duration(waits)
			rule.For, rule.ForUnread = pending, !read
		}
		rules = append(rules, rule)
	}
	return rules
}

// recorded is how Sloth writes that the error ratio recorded for a window is above a burn rate.
func (o objective) recorded(window time.Duration, factor float64) string {
	return "max(" + ratioOf(window) + o.selector() +
		" > (" + burnrate.Number(factor) + " * " + o.budget() + ")) without (sloth_window)"
}

// budget is the share of events that may fail. It is computed as Sloth does, so that it has the same
// digits.
func (o objective) budget() string { return burnrate.Number((100 - o.percent) / 100) }

// condition is what an alert looks at: the recordings are replaced by what they record, and their
// labels added.
func (o objective) condition(pairs []burnrate.Pair) model.Condition {
	if o.indicator.unknown != "" {
		return model.Condition{Unreadable: o.indicator.unknown}
	}
	condition := slofile.Condition(burnrate.Any(pairs, burnrate.Of(o.indicator.over, o.budget())))
	for _, l := range o.labels() {
		condition.Labels = slofile.With(condition.Labels, l.Name, l.Value)
	}
	return condition
}

// alertNames are the names that an objective gives to its alerts.
func alertNames(o objective) []string {
	if name := slofile.Text(slofile.At(o.node, "alerting", "name")); name != "" {
		return []string{name}
	}
	return nil
}
