package grafana_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/grafana"
)

func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("testdata/*")
	for _, name := range names {
		written, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(written)
	}
	f.Fuzz(func(t *testing.T, written []byte) {
		e, found := grafana.Read("f", written)
		if len(e.Files) != 1 {
			t.Errorf("%d files", len(e.Files))
		}
		found = append(append(found, grafana.Complete(&e)...), grafana.Check(&e)...)
		for _, d := range found {
			if d.Span.IsZero() || d.Level == diag.Error || !d.Reading() || d.Span.Start.Offset < 0 || int(d.Span.Start.Offset) > len(written) {
				t.Errorf("%+v", d)
			}
		}
		for _, r := range e.Rules {
			if r.Name == "" || r.Span.IsZero() || int(r.Span.End.Offset) > len(written) {
				t.Errorf("%+v", r)
			}
		}
		for _, r := range e.Routings {
			checkRoute(t, r.Root)
		}
		for _, d := range e.Dashboards {
			if d.Span.IsZero() {
				t.Errorf("%+v", d)
			}
		}
	})
}

// checkRoute sees that every matcher of a tree can be asked.
func checkRoute(t *testing.T, r *model.Route) {
	if r == nil {
		return
	}
	for _, m := range r.Matchers {
		m.Matches("x")
	}
	for _, child := range r.Routes {
		checkRoute(t, child)
	}
}

// A chain that names its steps again and again stands for more than there is memory.
func TestDoubling(t *testing.T) {
	var b strings.Builder
	b.WriteString("groups:\n  - rules:\n      - title: Huge\n        condition: A0\n        data:\n")
	for i := range 60 {
		step := func(n int) string { return string(rune('A'+n%26)) + string(rune('a'+n/26)) }
		name := step(i)
		if i == 0 {
			name = "A0"
		}
		b.WriteString("          - {refId: " + name + ", datasourceUid: __expr__, model: {type: math, expression: $" + step(i+1) + " + $" + step(i+1) + "}}\n")
	}
	b.WriteString("          - {refId: Ic, datasourceUid: p, model: {expr: up, instant: true}}\n")
	e, _ := grafana.Read("f", []byte(b.String()))
	if len(e.Rules) != 1 || e.Rules[0].Condition.Unreadable != "it is too long" {
		t.Errorf("%+v", e.Rules[0].Condition.Unreadable)
	}
}

// BenchmarkReadRules reads two thousand alert rules.
func BenchmarkReadRules(b *testing.B) {
	const rule = `      - title: ShopErrors
        condition: C
        data:
          - {refId: A, datasourceUid: p, model: {instant: true, expr: 'sum(rate(shop_requests_total{code=~"5.."}[5m])) / sum(rate(shop_requests_total[5m]))'}}
          - {refId: C, datasourceUid: __expr__, model: {type: threshold, expression: A, conditions: [{evaluator: {type: gt, params: [0.05]}}]}}
        noDataState: Alerting
`
	written := []byte("apiVersion: 1\ngroups:\n  - name: g\n    interval: 1m\n    rules:\n" + strings.Repeat(rule, 2000))
	b.SetBytes(int64(len(written)))
	for b.Loop() {
		grafana.Read("f", written)
	}
}

func BenchmarkRead(b *testing.B) {
	const dashboard = "../../../../shared/real/oteldemo/src/grafana/provisioning/dashboards/demo/opentelemetry-collector.json"
	written, err := os.ReadFile(dashboard)
	if err != nil {
		b.Skip("no real dashboards beside the repository")
	}
	b.SetBytes(int64(len(written)))
	for b.Loop() {
		grafana.Read("f", written)
	}
}
