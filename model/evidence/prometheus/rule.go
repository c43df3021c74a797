package prometheus

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// rulesOf reads the rules of a group. One that is broken costs no other one.
func (r *rules) rulesOf(p passage, list *yamlfile.Node, g group) {
	if g.is == nil { // rules that stand alone are a group that their program will make
		g.is = &model.RuleGroup{Span: p.span(list.Span)}
	}
	for _, n := range r.items(p, list, "rules") {
		if !r.isMapping(p, n, "a rule") {
			continue
		}
		alert, record := n.Get("alert"), n.Get("record")
		switch {
		case alert != nil:
			if record != nil {
				r.warn(p.span(record.Span), "a rule has either alert or record; it is read as an alert")
			}
			r.alert(p, n, g)
		case record != nil:
			r.recording(p, n, g)
		case n.Get("title") != nil && n.Get("data") != nil:
			title := n.Get("title")
			r.unread(p.span(title.Span), "it is an alert of Grafana", title.Value)
		default:
			r.warn(p.span(n.Span), "a rule must have alert or record")
		}
	}
}

func (r *rules) alert(p passage, n *yamlfile.Node, g group) {
	named := n.Get("alert")
	name, ok := r.ruleName(p, named, "an alert")
	if !ok {
		return
	}
	rule := &model.AlertRule{
		Name: name, Span: p.span(named.Span), Kind: model.EvidencePrometheusRules,
		Group: g.is, Every: g.every, Offset: g.offset, Limit: g.limit,
	}
	lasts, unread := r.duration(p, n, "for")
	rule.For, rule.ForUnread = lasts.Value, unread
	keep, _ := r.duration(p, n, "keep_firing_for")
	rule.KeepFiring = keep.Value
	rule.Labels = r.override(rule.Span, g.labels, r.labels(p, n.Get("labels"), "labels"))
	rule.Runbook = runbook(n.Get("annotations"))
	e := r.expression(p, n, name, func(text string) (model.Condition, error) { return readCondition(text, nil) })
	rule.Expr, rule.Condition = e.text, e.condition
	r.evidence.Rules = append(r.evidence.Rules, rule)
}

// ruleName is what a rule is called, if that can be read.
func (r *rules) ruleName(p passage, n *yamlfile.Node, what string) (string, bool) {
	name, ok := r.scalar(p, n, "the name of "+what)
	switch {
	case n.Null || ok && name == "":
		r.warn(p.span(n.Span), "%s has no name", what)
		return "", false
	case ok && !label("", name).Known:
		r.unread(p.span(n.Span), "the name of "+what+" is a template")
		return "", false
	}
	return name, ok
}

// runbook is where the annotations say what to do, under the names in use for it.
func runbook(annotations *yamlfile.Node) string {
	if annotations == nil {
		return ""
	}
	for _, key := range [...]string{"runbook_url", "runbook"} {
		if v := annotations.Get(key); v != nil && v.Kind == yamlfile.Scalar && !v.Null {
			return v.Value
		}
	}
	return ""
}

func (r *rules) recording(p passage, n *yamlfile.Node, g group) {
	named := n.Get("record")
	name, ok := r.ruleName(p, named, "a recording")
	if !ok {
		return
	}
	e := r.expression(p, n, name, readNames)
	if e.broken { // nothing is recorded
		return
	}
	r.evidence.Metrics = append(r.evidence.Metrics, model.Metric{
		Name: name, Span: p.span(named.Span), Recorded: true, Group: g.is, Every: g.every.Value,
		Expr: e.text, Reads: e.condition.Metrics,
	})
}
