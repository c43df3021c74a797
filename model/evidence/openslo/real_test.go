package openslo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReal says what is in each public file, counted by eye. The files of OpenSLO itself ask any
// source, so that nothing in them is PromQL.
func TestReal(t *testing.T) {
	const (
		anySource = "not understood: its queries are for Any, not for Prometheus"
		generator = "cannot be read: it is an objective of slo-generator, which is not read"
		month     = "a window of 1m is in minutes: a month is 1M"
	)
	tests := []struct {
		file       string
		objectives int
		target     float64 // of the first
		metrics    string  // of the first
		unread     int
		found      []string
	}{
		{"openslo/occurences-slo.yaml", 1, 0.99, "", 0, []string{anySource}},
		{"openslo/ratio-timeslices.yaml", 1, 0.99, "", 0, []string{anySource}},
		{"openslo/timeslices-slo.yaml", 2, 0.995, "", 0, []string{anySource, month}},
		{"sloth/openslo-getting-started.yml", 1, 0.999, "http_request_duration_seconds_count", 0, nil},
		{
			"sloth/openslo-kubernetes-apiserver.yml", 3, 0.999, "apiserver_request_total", 0, nil,
		},
		{"sloth/getting-started.yml", 0, 0, "", 1, []string{"cannot be read: it is an objective of Sloth, to be read as sloth"}},
		{"slo-generator/cloud_monitoring-slo_lb_request_availability.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/cloud_monitoring-slo_pubsub_subscription_throughput.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/config.yaml", 0, 0, "", 1, []string{"cannot be read: it is a configuration of slo-generator, which is not read"}},
		{"slo-generator/datadog-slo_dd_app_availability_query_slo.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/datadog-slo_dd_app_availability_ratio.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/dynatrace-slo_dt_app_latency_threshold.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/elasticsearch-slo_elk_test_ratio.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/prometheus-slo_prom_metrics_availability_ratio.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/prometheus-slo_prom_metrics_latency_distribution_cut.yaml", 0, 0, "", 1, []string{generator}},
		{"slo-generator/splunk-slo_splunk_app_availability_ratio.yaml", 0, 0, "", 1, []string{generator}},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "real", "monitoring", filepath.FromSlash(test.file)))
			if err != nil {
				t.Skip("the real files are not beside the repository:", err)
			}
			e, found := Read(test.file, text)
			if len(e.Objectives) != test.objectives || len(e.Rules) != 0 || len(e.Files[0].Unread) != test.unread {
				t.Fatalf("%d objectives, %d rules, %d unread; want %d, none, %d",
					len(e.Objectives), len(e.Rules), len(e.Files[0].Unread), test.objectives, test.unread)
			}
			if test.objectives > 0 {
				first := e.Objectives[0]
				if first.Target != test.target || strings.Join(first.Metrics, " ") != test.metrics {
					t.Errorf("target %v of %v, want %v of %v", first.Target, first.Metrics, test.target, test.metrics)
				}
			}
			var messages []string
			for _, d := range found {
				messages = append(messages, d.Message)
			}
			if strings.Join(messages, "\n") != strings.Join(test.found, "\n") {
				t.Errorf("got %q, want %q", messages, test.found)
			}
		})
	}
}

// TestTogether reads objects that name each other across files, in whatever order the files come.
func TestTogether(t *testing.T) {
	files := []File{
		{"slo.yaml", []byte(`{apiVersion: openslo/v1, kind: SLO, metadata: {name: orders}, spec: {service: shop, indicatorRef: errors, ` +
			`objectives: [{target: 0.99}], alertPolicies: [{alertPolicyRef: OrdersBurn}]}}`)},
		{"sli.yaml", []byte(`{apiVersion: openslo/v1, kind: SLI, metadata: {name: errors}, spec: {ratioMetric: {rawType: failure, ` +
			`raw: {metricSource: {type: Prometheus, spec: {query: "orders:errors:ratio"}}}}}}`)},
		{"policy.yaml", []byte(`{apiVersion: openslo/v1, kind: AlertPolicy, metadata: {name: OrdersBurn}, spec: {conditions: [{conditionRef: fast}]}}`)},
		{"condition.yaml", []byte(`{apiVersion: openslo/v1, kind: AlertCondition, metadata: {name: fast}, spec: {severity: page, ` +
			`condition: {threshold: 10, lookbackWindow: 1h, alertAfter: 5m}}}`)},
	}
	const expr = "(avg_over_time((orders:errors:ratio)[1h:])) > (10 * (1 - 0.99))"
	for range files {
		files = append(files[1:], files[0])
		e, found := ReadAll(files)
		if len(found) > 0 {
			t.Fatal(found)
		}
		if len(e.Files) != len(files) || len(e.Objectives) != 1 || len(e.Rules) != 1 {
			t.Fatalf("%d files, %d objectives, %d rules", len(e.Files), len(e.Objectives), len(e.Rules))
		}
		if r := e.Rules[0]; r.Name != "OrdersBurn" || r.Span.File != "policy.yaml" || r.Expr != expr {
			t.Errorf("got %s at %v: %s", r.Name, r.Span, r.Expr)
		}
	}
	e, _ := Read(files[0].Name, files[0].Text)
	if len(e.Files) != 1 {
		t.Errorf("%d files for one", len(e.Files))
	}
}
