package pyrra

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/burnrate"
	"github.com/linewalk/linewalk/model/slofile"
)

// A burn is one of the four alerts on the burn rate.
type burn struct {
	burnrate.Pair
	pending  time.Duration // how long it must hold
	severity string        // unless the object names another one
	key      string        // under which it does
}

// burns are the alerts for a window. They are what they are for 28 days, and scaled to the window
// with each figure rounded to minutes, in the arithmetic of Pyrra.
func burns(window time.Duration) []burn {
	const hour, day, whole = time.Hour, 24 * time.Hour, 28 * 24 * time.Hour
	scaled := func(d time.Duration) time.Duration { return (window / (whole / d)).Round(time.Minute) }
	of := func(short, long time.Duration, factor float64) burnrate.Pair {
		return burnrate.Pair{Short: scaled(short), Long: scaled(long), Factor: factor}
	}
	return []burn{
		{of(5*time.Minute, hour, 14), scaled(2 * time.Minute), "critical", "fastBurn"},
		{of(30*time.Minute, 6*hour, 7), scaled(15 * time.Minute), "critical", "mediumBurn"},
		{of(2*hour, day, 2), scaled(hour), "warning", "slowBurn"},
		{of(6*hour, 4*day, 1), scaled(3 * hour), "warning", "longTermBurn"},
	}
}

// burnAlerts are the alerts on the burn rate, unless they are switched off.
func (o objective) burnAlerts(group *model.RuleGroup) []*model.AlertRule {
	alerting := o.at("alerting")
	if slofile.True(slofile.At(alerting, "disabled"), false) || !slofile.True(slofile.At(alerting, "burnrates"), true) {
		return nil
	}
	var rules []*model.AlertRule
	for _, b := range burns(o.window) {
		rule := o.rule(group, burnInterval, "name", "ErrorBudgetBurn")
		rule.Expr = b.Expr(o.recorded)
		rule.Condition = o.condition(b.Pair)
		rule.For = b.pending
		rule.Labels = o.labels(o.indicator.metrics[0])
		for _, own := range []struct{ name, value string }{
			{"short", slofile.Spell(b.Short)},
			{"long", slofile.Spell(b.Long)},
			{"severity", o.severity(b.key, b.severity)},
			{"exhaustion", slofile.Spell((o.window / time.Duration(b.Factor)).Truncate(time.Second))},
		} {
			rule.Labels = slofile.With(rule.Labels, own.name, own.value)
		}
		rules = append(rules, rule)
	}
	return rules
}

// rule is a rule with what all have in common. The key is where the object may name it.
func (o objective) rule(group *model.RuleGroup, every time.Duration, key, name string) *model.AlertRule {
	at := o.name
	if own := o.at("alerting", key); slofile.Text(own) != "" {
		at, name = own, slofile.Text(own)
	}
	return &model.AlertRule{
		Name: name, Span: at.Span, Group: group,
		Every:   model.Stated[time.Duration]{Value: every, Span: o.name.Span},
		Runbook: slofile.Runbook(o.propagated("annotations")),
	}
}

func (o objective) severity(key, severity string) string {
	if own := slofile.Text(o.at("alerting", "severities", key)); own != "" {
		return own
	}
	return severity
}

// labels are those of the recordings and alerts on a metric: what its selector fixes, unless the
// grouping keeps it apart.
func (o objective) labels(s selector) []model.Label {
	labels := slofile.With(o.propagated("labels"), "slo", slofile.Text(o.name))
	for _, m := range s.matchers {
		if m.op == model.MatchEqual && !o.grouped(m.name) {
			labels = slofile.With(labels, m.name, m.value)
		}
	}
	return labels
}

func (o objective) grouped(label string) bool { return slices.Contains(o.indicator.grouping, label) }

// recorded is how Pyrra writes that the error ratio recorded for a window is above a burn rate.
func (o objective) recorded(window time.Duration, factor float64) string {
	matchers := []string{matcher{name: "slo", value: slofile.Text(o.name)}.String()}
	for _, m := range o.indicator.metrics[0].matchers {
		if !m.regex() || o.grouped(m.name) {
			matchers = append(matchers, m.String())
		}
	}
	slices.Sort(matchers)
	return o.burnrate(window) + "{" + strings.Join(matchers, ",") + "} > (" +
		burnrate.Number(factor) + " * " + o.budget() + ")"
}

func (o objective) budget() string { return "(1-" + burnrate.Number(o.target) + ")" }

// condition is what an alert looks at: the recordings are replaced by what they record.
func (o objective) condition(p burnrate.Pair) model.Condition {
	if p.Short == 0 {
		return model.Condition{Unreadable: "Pyrra rounds its window of less than a minute to nothing"}
	}
	return slofile.Condition(p.Expr(burnrate.Of(o.indicator.over, o.budget())))
}

// absenceAlerts are the alerts on the absence of the metrics, unless they are switched off. Native
// histograms have none.
func (o objective) absenceAlerts(group *model.RuleGroup) []*model.AlertRule {
	if o.indicator.form == latencyNative || !slofile.True(o.at("alerting", "absent"), true) {
		return nil
	}
	var rules []*model.AlertRule
	for n, s := range o.indicator.metrics {
		if n > 0 && s.name == o.indicator.metrics[0].name && o.indicator.form != latency {
			continue // another selection of a metric that is looked for already
		}
		rule := o.rule(group, o.increaseInterval(), "absentName", "SLOMetricAbsent")
		rule.Expr = "absent(" + s.text + ") == 1"
		rule.Condition = slofile.Condition(rule.Expr)
		rule.For = o.absentFor()
		rule.Labels = slofile.With(o.absenceLabels(s), "severity", o.severity("absent", "critical"))
		rules = append(rules, rule)
	}
	return rules
}

// absenceLabels are those of an alert on the absence of a metric. They are taken from the metric that
// names the recordings, and the one of a histogram has the bucket too.
func (o objective) absenceLabels(s selector) []model.Label {
	first := o.indicator.metrics[0]
	labels := o.labels(first)
	for _, m := range first.matchers {
		if o.indicator.form == boolGauge || m.regex() {
			labels = slofile.With(labels, m.name, "")
		}
	}
	for _, m := range s.matchers {
		if o.indicator.form == latency && m.name == "le" && s.text != first.text {
			labels = slofile.With(labels, "le", m.value)
		}
	}
	return labels
}

// absentFor is how long a metric must be absent: as long as the fastest alert on the burn rate would
// take if nothing but errors came.
func (o objective) absentFor() time.Duration {
	fastest := burns(o.window)[0]
	spent := time.Duration(fastest.Factor*(1-o.target)*fastest.Long.Seconds()) * time.Second
	return (spent + fastest.pending).Round(time.Minute)
}
