package prometheus

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// ReadTests reads unit tests of promtool. Each alert that a test expects becomes a test that it
// fires; an expectation of no alert becomes one that it does not. Tests of expressions are passed
// over.
func ReadTests(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &tests{newReader(model.EvidencePrometheusTests, name)}
	seen := false
	for _, d := range r.documents(whole(name, text)) {
		list := d.root.Get("tests")
		seen = seen || list != nil
		for _, n := range r.items(d.passage, list, "tests") {
			if r.isMapping(d.passage, n, "a test") {
				r.test(d.passage, n)
			}
		}
	}
	if !seen && len(r.file.Unread) == 0 && diag.Worst(r.found) < diag.Warning {
		r.note(r.start(), "no unit tests of rules are in this file")
	}
	return r.finish()
}

type tests struct{ *reader }

func (r *tests) test(p passage, n *yamlfile.Node) {
	for _, n := range r.items(p, n.Get("alert_rule_test"), "alert_rule_test") {
		if r.isMapping(p, n, "a test of an alert") {
			r.expectation(p, n)
		}
	}
}

func (r *tests) expectation(p passage, n *yamlfile.Node) {
	named := n.Get("alertname")
	name, ok := r.scalar(p, named, "alertname")
	if !ok || name == "" {
		if named == nil || named.Null || ok {
			r.warn(p.span(n.Span), "a test of an alert must have alertname")
		}
		return
	}
	at, unread := r.duration(p, n, "eval_time")
	expected := n.Get("exp_alerts")
	alerts := r.items(p, expected, "exp_alerts")
	if unread || expected != nil && !expected.Null && expected.Kind != yamlfile.Sequence {
		return // what it expects, or when, is not known
	}
	test := model.AlertTest{Alert: name, At: at.Value, Span: p.span(named.Span)}
	if len(alerts) == 0 {
		r.evidence.Tests = append(r.evidence.Tests, test)
	}
	test.Fires = true
	for _, alert := range alerts {
		test.Labels = nil
		if r.isMapping(p, alert, "an expected alert") {
			test.Labels = r.labels(p, alert.Get("exp_labels"), "exp_labels")
		}
		r.evidence.Tests = append(r.evidence.Tests, test)
	}
}
