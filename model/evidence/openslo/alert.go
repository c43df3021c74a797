package openslo

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// mostRules may come of all policies together, as a few files can have each of many objectives name
// each of many policies.
const mostRules = 5_000

// alerts are those of the policies of an objective, one for each condition.
func (c *catalog) alerts(o objective, service string) []*model.AlertRule {
	var rules []*model.AlertRule
	for _, n := range slofile.Items(o.at("alertPolicies")) {
		policy, named := c.inside(o.object, n, kindPolicy, "alertPolicyRef")
		switch {
		case policy == nil && named.name == "":
			o.file.Warn(n.Span, "an alert policy of %s is neither written out nor named", o.name)
			continue
		case policy == nil:
			o.file.Unread(n.Span, "the alert policy "+named.name+" is in no file that was read", named.name)
			continue
		}
		labels := slofile.With(slofile.With(nil, "slo", o.name), "service", service)
		labels = slofile.With(labels, "objective", o.display)
		for _, condition := range slofile.Items(policy.at("conditions")) {
			if c.rules++; c.rules > mostRules {
				o.file.Warn(n.Span, "more than %d alerts come of the policies: the others are left out", mostRules)
				return rules
			}
			rules = append(rules, c.alert(o, policy, condition, labels))
		}
		c.route(o, policy)
	}
	return rules
}

// alert is what a policy makes of one condition.
func (c *catalog) alert(o objective, policy *object, n *yamlfile.Node, labels []model.Label) *model.AlertRule {
	condition, named := c.inside(policy, n, kindCondition, "conditionRef")
	rule := &model.AlertRule{Name: cmp.Or(policy.name, named.name, unnamed), Span: policy.span(), Labels: labels}
	if len(slofile.Items(policy.at("notificationTargets"))) > 0 {
		rule.Receiver = receiverName(policy)
	}
	breaching := slofile.True(policy.at("alertWhenBreaching"), true)
	noData := slofile.True(policy.at("alertWhenNoData"), false)
	if !breaching && !noData {
		rule.Off = "alertWhenBreaching is false"
	}
	unclear := func(why string) *model.AlertRule {
		policy.file.Unclear(n.Span, why)
		rule.Condition.Unreadable = why
		return rule
	}
	switch {
	case condition == nil && named.name == "":
		return unclear("its condition is neither written out nor named")
	case condition == nil:
		return unclear("its condition " + named.name + " is in no file that was read")
	case policy.name == "":
		rule.Span = condition.span()
	}
	rule.Labels = slofile.With(labels, "severity", slofile.Text(condition.at("severity")))
	if after := condition.at("condition", "alertAfter"); after != nil {
		pending, read := readDuration(condition.file, after)
		rule.For, rule.ForUnread = pending, !read
	}
	b, why := readBurn(condition)
	if why != "" {
		return unclear(why)
	}
	if o.indicator.unknown == "" {
		rule.Expr = b.expr(o, breaching, noData)
	}
	rule.Condition = o.indicator.condition(rule.Expr)
	return rule
}

// A burn is a condition on the burn rate.
type burn struct {
	window    time.Duration
	threshold float64
}

// readBurn reads a condition, or says why it is not understood.
func readBurn(o *object) (b burn, why string) {
	kind := slofile.Text(o.at("condition", "kind"))
	if kind != "" && !strings.EqualFold(kind, "burnrate") {
		return b, "its condition is of the unknown kind " + kind
	}
	threshold, window := o.at("condition", "threshold"), o.at("condition", "lookbackWindow")
	if threshold == nil || window == nil {
		return b, "its condition lacks threshold or lookbackWindow"
	}
	var err error
	if b.threshold, err = strconv.ParseFloat(slofile.Text(threshold), 64); err != nil || !(b.threshold > 0) {
		return b, "its threshold is no number above 0"
	}
	if b.window, err = parseDuration(strings.TrimPrefix(slofile.Text(window), "-")); err != nil || b.window == 0 {
		return b, "its lookbackWindow is no duration"
	}
	if op := o.at("condition", "op"); strings.HasPrefix(slofile.Text(op), "lt") {
		o.file.Note(op.Span, "op %s is read as above: a burn rate that falls is no alarm", slofile.Text(op))
	}
	return b, ""
}

// expr is the expression of an alert.
func (b burn) expr(o objective, breaching, noData bool) string {
	exceeds, missing := o.indicator.exceeds(b.window, b.threshold, o.target), o.indicator.missing(b.window)
	switch {
	case breaching && noData:
		return "(" + exceeds + ") or " + missing
	case noData:
		return missing
	}
	return exceeds
}
