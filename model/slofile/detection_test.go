package slofile_test

import (
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
)

// TestDetection holds the alerts of each format against the formula of the SRE Workbook: if all
// attempts fail, a pair of windows is exceeded once its long window is, after budget times burn rate
// times window. Without traffic none of them fires.
func TestDetection(t *testing.T) {
	const (
		bad   = `http_requests_total{job="shop",code=~"5.."}`
		total = `http_requests_total{job="shop"}`
	)
	tests := []struct {
		format, text string
		want         []time.Duration // of each alert
	}{
		{"sloth", `
version: prometheus/v1
service: shop
slos:
  - name: requests
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(` + bad + `[{{.window}}]))', total_query: 'sum(rate(` + total + `[{{.window}}]))'}}
    alerting: {name: RequestsFail}
`, []time.Duration{51840 * time.Millisecond, 259200 * time.Millisecond}},
		{"pyrra", `
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: requests}
spec:
  target: "99.9"
  window: 4w
  indicator: {ratio: {errors: {metric: '` + bad + `'}, total: {metric: '` + total + `'}}}
  alerting: {absent: false}
`, []time.Duration{50400 * time.Millisecond, 151200 * time.Millisecond, 172800 * time.Millisecond, 345600 * time.Millisecond}},
		{"openslo", `
apiVersion: openslo/v1
kind: SLO
metadata: {name: requests}
spec:
  indicator:
    spec:
      ratioMetric:
        counter: true
        bad: {metricSource: {type: Prometheus, spec: {query: '` + bad + `'}}}
        total: {metricSource: {type: Prometheus, spec: {query: '` + total + `'}}}
  objectives: [{target: 0.999}]
  alertPolicies:
    - {metadata: {name: Burn}, spec: {conditions: [{spec: {severity: page, condition: {threshold: 36, lookbackWindow: 1h}}}]}}
`, []time.Duration{129600 * time.Millisecond}},
	}
	for _, test := range tests {
		e, found := readers[test.format](test.format+".yaml", []byte(test.text))
		if len(found) > 0 || len(e.Rules) != len(test.want) {
			t.Fatalf("%s: %d alerts, %v", test.format, len(e.Rules), found)
		}
		for i, r := range e.Rules {
			fail, stop := r.Condition.Sights[model.AttemptsFail], r.Condition.Sights[model.TrafficStops]
			if d := fail.Window - test.want[i]; fail.Fires != model.FiresYes || d.Abs() > time.Microsecond || stop.Fires != model.FiresNever {
				t.Errorf("%s: alert %d: %v after %s (%s), and %v without traffic; want yes after %s, and never\n%s",
					test.format, i, fail.Fires, fail.Window, fail.Why, stop.Fires, test.want[i], r.Expr)
			}
		}
	}
}
